import type { Database } from '../model/database.js'
import { openEmbeddedDatabase } from './embedded-database.js'
import { openServerDatabase } from './server-database.js'

export { DatabaseError, isDuplicate, isMissingReference, type Database, type Rows, type Unit } from '../model/database.js'

/** The desk's database: the server at `url`, or without one the embedded database of the home. Opens nothing yet. */
export function openDatabase({ home, url }: { home: string; url?: string | undefined }): Database {
  return url === undefined || url === '' ? openEmbeddedDatabase({ home }) : openServerDatabase(url)
}
