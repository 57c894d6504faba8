import type { LinkTypeId } from '../../src/model/link-types.js'
import type { groupMarks } from '../../src/report/tokens.js'

/** The founding types, what is neither, and what nobody can tell. Each has one hue and one shape, everywhere. */
export type GroupName = keyof typeof groupMarks

const groups: Readonly<Partial<Record<LinkTypeId, GroupName>>> = { 'LT-01': 'editorial', 'LT-02': 'guest post', 'LT-03': 'directory', 'LT-04': 'local', 'LT-99': 'unknown' }

export const groupOfType = (type: string): GroupName => groups[type as LinkTypeId] ?? 'other'
