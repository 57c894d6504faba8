import { openEmbeddedDatabase } from './embedded-database.js'
import { joining, type JoiningDatabase } from './joining-database.js'
import { openServerDatabase } from './server-database.js'

export type { JoiningDatabase } from './joining-database.js'
export { DatabaseError, isDuplicate, isMissingReference, type Database, type Rows, type Unit } from '../model/database.js'

/**
 * The desk's database: the server at `url`, or without one the embedded database of the home. Opens nothing yet. With
 * `mayOwn: false` an embedded one is only ever reached through the process that owns it.
 */
export function openDatabase({ home, url, mayOwn }: { home: string; url?: string | undefined; mayOwn?: boolean | undefined }): JoiningDatabase {
  return joining(url === undefined || url === '' ? openEmbeddedDatabase({ home, mayOwn }) : openServerDatabase(url))
}
