import { first } from './0001-first.js'
import { clients } from './0002-clients.js'
import { access } from './0003-access.js'
import { installation } from './0004-installation.js'
import type { Migration } from './migration.js'

export type { Migration } from './migration.js'

/** In order of version. */
export const migrations: readonly Migration[] = [first, clients, access, installation]
