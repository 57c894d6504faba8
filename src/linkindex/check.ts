import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { datasets, type DatasetName } from './columns.js'
import { reasonOf, rowsOf } from './database.js'
import { checksumOf } from './folders.js'
import { newestManifest, type ManifestFile } from './manifest.js'

/** Reads every file that the newest manifest lists and compares it with what the manifest says. */
export async function checkIndex(connection: DuckDBConnection, dir: string): Promise<{ ok: boolean; problems: string[] }> {
  const { manifest, damaged } = await newestManifest(dir)
  const problems = damaged.map((name) => `manifests/${name} can't be read, so what was added with it is missing from answers. Restore it from a backup, or delete it and add those files again.`)
  for (const dataset of manifest?.datasets ?? []) {
    for (const file of dataset.files) {
      const problem = await checkFile(connection, dir, dataset.name, file)
      if (problem !== undefined) problems.push(`${file.path} ${problem}. Restore it from a backup, or move the data folder away and add everything again.`)
    }
    const rows = dataset.files.reduce((sum, file) => sum + file.rows, 0)
    if (rows !== dataset.rows) problems.push(`The manifest counts ${dataset.rows} rows of ${dataset.name}, but its files ${rows}. Run a compaction to count anew.`)
  }
  return { ok: problems.length === 0, problems }
}

async function checkFile(connection: DuckDBConnection, dir: string, name: DatasetName, file: ManifestFile): Promise<string | undefined> {
  const path = join(dir, file.path)
  const info = await stat(path).catch(() => undefined)
  if (info === undefined) return 'is gone'
  if (info.size !== file.bytes) return `has ${info.size} bytes instead of ${file.bytes}`
  if ((await checksumOf(path)).crc32 !== file.crc32) return 'has other bytes than were written'
  try {
    const [row] = await rowsOf(connection, 'SELECT CAST(SUM(num_rows) AS BIGINT) AS n FROM parquet_file_metadata($path)', { path })
    if (Number(row!.n) !== file.rows) return `has ${Number(row!.n)} rows instead of ${file.rows}`
    const columns = await rowsOf(connection, 'SELECT name, duckdb_type FROM parquet_schema($path) WHERE duckdb_type IS NOT NULL', { path })
    const found = new Map(columns.map((column) => [column.name as string, column.duckdb_type as string]))
    for (const [column, type] of Object.entries(datasets[name].columns)) {
      if (found.has(column) && found.get(column) !== type) return `has column ${column} as ${found.get(column)} instead of ${type}`
    }
  } catch (error) {
    return `can't be read (${reasonOf(error)})`
  }
  return undefined
}
