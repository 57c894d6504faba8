import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api'
import type { IndexEntry } from '../model/outside.js'
import { datasetNames, datasets, type DatasetName } from './columns.js'
import { createTable } from './database.js'
import { syncToDisk } from './folders.js'
import type { ManifestBatch, ManifestFile } from './manifest.js'
import { pageRows } from './page-row.js'
import { sightingRows, type Cell } from './sighting-row.js'
import { writeFile } from './write-files.js'

/** A file is written whenever this much is waiting, so that a batch of any size needs the same memory. */
const waitingRowsMax = 300_000
const waitingCharsMax = 128 * 1024 * 1024

export interface WrittenBatch {
  files: Record<DatasetName, ManifestFile[]>
  sightings: number
  pages: number
  sources: ManifestBatch['sources']
}

/**
 * Writes the entries of one batch as sorted files that no manifest lists yet. If anything fails, or `signal` stops it,
 * no file is left.
 */
export async function writeBatch(connection: DuckDBConnection, dir: string, batch: string, entries: AsyncIterable<IndexEntry>, signal?: AbortSignal): Promise<WrittenBatch> {
  const written: WrittenBatch = { files: { links: [], pages: [] }, sightings: 0, pages: 0, sources: [] }
  const sources = new Map<string, ManifestBatch['sources'][number]>()
  const linkRow = sightingRows(batch)
  const pageRow = pageRows(batch)
  const stages = { links: await openStage(connection, 'links'), pages: await openStage(connection, 'pages') }
  const stop = () => connection.interrupt()
  signal?.addEventListener('abort', stop)
  try {
    for await (const entry of entries) {
      signal?.throwIfAborted()
      if (entry.kind === 'sighting') {
        const row = linkRow(entry.sighting)
        stages.links.append(row)
        written.sightings += 1
        countSource(sources, entry.sighting.seenBy, Number(row.first_ms ?? row.seen_ms), Number(row.seen_ms))
      } else {
        stages.pages.append(pageRow(entry.page))
        written.pages += 1
      }
      for (const name of datasetNames) if (stages[name].rows >= waitingRowsMax || stages[name].chars >= waitingCharsMax) written.files[name].push(await stages[name].write(dir))
    }
    for (const name of datasetNames) if (stages[name].rows > 0) written.files[name].push(await stages[name].write(dir))
    signal?.throwIfAborted()
    for (const name of datasetNames) await syncToDisk(join(dir, name))
    written.sources = [...sources.values()].sort((left, right) => (left.source < right.source ? -1 : 1))
    return written
  } catch (error) {
    await removeFiles(dir, written)
    signal?.throwIfAborted()
    throw error
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}

export async function removeFiles(dir: string, written: Pick<WrittenBatch, 'files'>): Promise<void> {
  for (const name of datasetNames) for (const file of written.files[name]) await rm(join(dir, file.path), { force: true })
}

function countSource(sources: Map<string, ManifestBatch['sources'][number]>, source: string, firstMs: number, lastMs: number): void {
  const counted = sources.get(source)
  if (counted === undefined) {
    sources.set(source, { source, sightings: 1, first_ms: Math.min(firstMs, lastMs), last_ms: lastMs })
  } else {
    counted.sightings += 1
    counted.first_ms = Math.min(counted.first_ms ?? firstMs, firstMs, lastMs)
    counted.last_ms = Math.max(counted.last_ms ?? lastMs, lastMs)
  }
}

interface Stage {
  rows: number
  chars: number
  append(row: Readonly<Record<string, Cell>>): void
  write(dir: string): Promise<ManifestFile>
}

/** A temporary table that rows wait in until there are enough for a file. */
async function openStage(connection: DuckDBConnection, name: DatasetName): Promise<Stage> {
  const table = `waiting_${name}`
  const columns = Object.entries(datasets[name].columns)
  let appender: DuckDBAppender | undefined
  await connection.run(createTable(table, name))
  appender = await connection.createAppender(table)
  const stage: Stage = {
    rows: 0,
    chars: 0,
    append(row) {
      if (appender === undefined) throw new Error('append after a failed write')
      for (const [column, type] of columns) {
        const value = row[column] ?? null
        if (value === null) appender.appendNull()
        else if (type === 'VARCHAR') {
          appender.appendVarchar(value as string)
          stage.chars += (value as string).length
        } else if (type === 'INTEGER') appender.appendInteger(value as number)
        else appender.appendBigInt(value as bigint)
      }
      appender.endRow()
      stage.rows += 1
    },
    async write(dir) {
      appender?.closeSync()
      appender = undefined
      const file = await writeFile(connection, dir, name, table)
      await connection.run(`DROP TABLE ${table}`)
      await connection.run(createTable(table, name))
      appender = await connection.createAppender(table)
      stage.rows = 0
      stage.chars = 0
      return file
    },
  }
  return stage
}
