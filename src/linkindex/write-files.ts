import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { datasets, schemaVersion, type DatasetName } from './columns.js'
import { CitewellError } from '../model/error.js'
import { quoted, reasonOf, rowsOf } from './database.js'
import { checksumOf, newName, syncToDisk } from './folders.js'
import type { ManifestFile } from './manifest.js'

/**
 * Rows of one row group: what readers skip or read as one, and unpack in memory. Links of one referring domain are looked up
 * alone, as are pages, each of which holds some kilobytes of text.
 */
const rowGroupRows: Readonly<Record<DatasetName, number>> = { links: 30_720, pages: 4_096 }

/**
 * Writes what `from` selects as one sorted file of a table, makes sure that it is on disk, and says what it wrote. The
 * file belongs to nobody until a manifest lists it.
 */
export async function writeFile(connection: DuckDBConnection, dir: string, name: DatasetName, from: string): Promise<ManifestFile> {
  const { columns, sort } = datasets[name]
  const path = `${name}/${newName()}.parquet`
  const absolute = join(dir, path)
  try {
    await connection.run(
      `COPY (SELECT ${Object.keys(columns).join(', ')} FROM ${from} ORDER BY ${sort.map((column) => `${column} ASC NULLS FIRST`).join(', ')})
       TO ${quoted(absolute)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${rowGroupRows[name]}, KV_METADATA {format: 'citewell-${name}', schema_version: '${schemaVersion}'})`,
    )
    await syncToDisk(absolute)
    const [row] = await rowsOf(connection, `SELECT COUNT(*) AS n, MIN(${sort[0]}) AS min_key, MAX(${sort[0]}) AS max_key FROM read_parquet($path)`, { path: absolute })
    return { path, ...(await checksumOf(absolute)), rows: Number(row!.n), min_key: row!.min_key as string | null, max_key: row!.max_key as string | null, partition: {} }
  } catch (error) {
    await rm(absolute, { force: true })
    if (/interrupt/iu.test(reasonOf(error))) throw error
    if (/out of memory/iu.test(reasonOf(error))) throw new CitewellError('unavailable', `Sorting rows of the link index needs more memory than it may use, or room on the disk below ${dir} to spill to. Nothing was changed.`, { cause: error })
    throw new CitewellError('unavailable', `Writing below ${dir} failed (${reasonOf(error)}). Nothing was added; make room on the disk and add it again.`, { cause: error })
  }
}
