import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { reversedName } from '../model/domain.js'
import { quoted, readingError, rowsOf, type Database, type Parameters } from './database.js'
import { newName } from './folders.js'

/** The sightings of a target that come from some domains, in a file of their own for as long as they are read. */
export interface PartOfLinks {
  files: Parameters
  remove(): Promise<void>
}

/**
 * Copies what the files of a target hold of some referring domains into one small file, which the ordinary statements then
 * read in their place: links of one domain speak of no other, so they are merged to the same answer.
 */
export async function partOfLinks(database: Database, dir: string, files: Parameters, domains: readonly string[]): Promise<PartOfLinks> {
  const path = join(dir, 'tmp', `part-${newName()}.parquet`)
  const wanted = domains.map((domain) => reversedName(domain)).sort()
  const remove = () => rm(path, { force: true })
  try {
    await database.use(async (connection) => {
      await rowsOf(connection, takePart, { link_files: files['link_files']!, t_domain: files['t_domain']!, domains: wanted, s_first: wanted[0] ?? null, s_last: wanted.at(-1) ?? null })
      await connection.run(`COPY part TO ${quoted(path)} (FORMAT parquet)`)
    })
  } catch (error) {
    await remove()
    throw readingError(error)
  }
  return { files: { ...files, link_files: [database.emptyFiles.links, path] }, remove }
}

/** The first and the last domain spare reading what lies before and behind. */
const takePart = `
CREATE TEMP TABLE part AS SELECT * FROM read_parquet($link_files, union_by_name = true)
WHERE t_domain = $t_domain AND s_domain >= $s_first AND s_domain <= $s_last AND s_domain IN (SELECT unnest($domains))`
