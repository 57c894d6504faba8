import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { datasets, type DatasetName } from './columns.js'
import { createTable, quoted, rowsOf } from './database.js'
import { syncToDisk } from './folders.js'
import type { ManifestFile } from './manifest.js'
import { writeFile } from './write-files.js'

/** Rows of one merged file: some hundred MB, and what one machine sorts in little memory, but where each holds the texts of a page. */
export const mergedFileRows = 4_000_000
/** Share of the memory that what is sorted for one file may take as it is stored; sorting takes several times that. */
const sortedShare = 0.2

/**
 * Writes the rows of `files` anew as fewer files that follow one another in the order of the first sort column, so that
 * a target is found in one of them. The old files are left for the readers that are still at work with them.
 */
export async function mergeFiles(connection: DuckDBConnection, dir: string, name: DatasetName, files: readonly ManifestFile[], fileRows: number, memoryLimitMb: number): Promise<ManifestFile[]> {
  const key = datasets[name].sort[0]!
  const paths = files.map((file) => join(dir, file.path))
  const view = `merging_${name}`
  await connection.run(createTable(`columns_${name}`, name))
  await connection.run(`CREATE TEMP VIEW ${view} AS SELECT * FROM columns_${name} UNION ALL BY NAME SELECT * FROM read_parquet([${paths.map(quoted).join(', ')}], union_by_name = true)`)
  const written: ManifestFile[] = []
  try {
    for (const { least, greatest } of await keyRanges(connection, view, key, Math.min(fileRows, await rowsInMemory(connection, paths, sortedShare * memoryLimitMb * 1_048_576)))) {
      written.push(await writeFile(connection, dir, name, `(SELECT * FROM ${view} WHERE ${key} >= ${quoted(least)} AND ${key} <= ${quoted(greatest)})`))
    }
    await syncToDisk(join(dir, name))
    return written
  } catch (error) {
    for (const file of written) await rm(join(dir, file.path), { force: true })
    throw error
  } finally {
    await connection.run(`DROP VIEW ${view}`)
    await connection.run(`DROP TABLE columns_${name}`)
  }
}

/** How many rows of these files take so many bytes, by the size of their columns before they were packed. */
async function rowsInMemory(connection: DuckDBConnection, paths: readonly string[], bytesMax: number): Promise<number> {
  const [sum] = await rowsOf(connection, 'SELECT CAST(SUM(total_uncompressed_size) AS BIGINT) AS bytes, (SELECT CAST(SUM(num_rows) AS BIGINT) FROM parquet_file_metadata($paths)) AS n FROM parquet_metadata($paths)', { paths })
  return Math.max(1, Math.floor((bytesMax * Number(sum!.n)) / Math.max(1, Number(sum!.bytes))))
}

/** Ranges of keys with about `fileRows` rows each. A key is never split: one busy domain stays in one file. */
async function keyRanges(connection: DuckDBConnection, view: string, key: string, fileRows: number): Promise<Array<{ least: string; greatest: string }>> {
  const rows = await rowsOf(
    connection,
    `SELECT MIN(name) AS least, MAX(name) AS greatest FROM (
       SELECT ${key} AS name, CAST(FLOOR((SUM(COUNT(*)) OVER (ORDER BY ${key}) - COUNT(*)) / CAST($file_rows AS DOUBLE)) AS BIGINT) AS part FROM ${view} GROUP BY ${key}
     ) parts GROUP BY part ORDER BY part`,
    { file_rows: fileRows },
  )
  return rows.map((row) => ({ least: row.least as string, greatest: row.greatest as string }))
}
