import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LIST, VARCHAR, type DuckDBConnection } from '@duckdb/node-api'
import type { JudgedRows } from '../model/outside.js'
import { quoted } from './database.js'
import { newName, syncToDisk } from './folders.js'
import { appendJudged, createJudgedTables } from './judged-columns.js'
import { amendedRows, droppedRows, madeAnchors, madeDomains } from './judged-sql.js'

export const judgedFiles = { list: 'list.parquet', briefs: 'briefs.parquet', domains: 'domains.parquet', anchors: 'anchors.parquet', notes: 'notes.json' } as const

/** Rows of one row group: small where single rows are looked up, larger where columns are scanned. */
const briefGroupRows = 2_048
const listGroupRows = 30_720

/** Tables made for an older state of the index are kept a while for those who are paging through them. */
const staleKeepMs = 15 * 60_000

/**
 * Writes the judged links of a target as files in `folder`, all or nothing. They can be worked out again at any time,
 * so of two writers the first wins and the other's work is dropped.
 */
export async function writeJudgedFiles(
  connection: DuckDBConnection,
  folder: { root: string; tmp: string; target: string; key: string },
  judged: JudgedRows,
  domainSources: ReadonlyMap<string, string[]>,
): Promise<void> {
  const draft = join(folder.tmp, `judged-${newName()}`)
  await mkdir(draft, { recursive: true })
  try {
    for (const statement of createJudgedTables) await connection.run(statement)
    const list = await connection.createAppender('judged_rows')
    for await (const row of judged.rows) appendJudged(list, row)
    list.closeSync()
    const amended = await connection.createAppender('judged_amended')
    for await (const row of judged.amended()) appendJudged(amended, row)
    amended.closeSync()
    await connection.run(droppedRows)
    await connection.run(amendedRows)
    const sources = await connection.createAppender('judged_sources')
    for (const [domain, seenBy] of domainSources) {
      sources.appendVarchar(domain)
      sources.appendList(seenBy, LIST(VARCHAR))
      sources.endRow()
    }
    sources.closeSync()
    // The order most asked for, so that its first page lies in the first row group.
    await writeTable(connection, 'SELECT * FROM judged_list ORDER BY quality DESC, id', join(draft, judgedFiles.list), listGroupRows)
    await writeTable(connection, 'SELECT id, brief FROM judged_rows ORDER BY id', join(draft, judgedFiles.briefs), briefGroupRows)
    await writeTable(connection, madeDomains, join(draft, judgedFiles.domains), listGroupRows)
    await writeTable(connection, madeAnchors, join(draft, judgedFiles.anchors), listGroupRows)
    await writeFile(join(draft, judgedFiles.notes), JSON.stringify(judged.notes()))
    const home = join(folder.root, folder.target)
    await mkdir(home, { recursive: true })
    await rename(draft, join(home, folder.key)).catch(async (error: NodeJS.ErrnoException) => {
      if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code ?? '') || (await stat(join(home, folder.key)).catch(() => undefined)) === undefined) throw error
    })
    await removeStale(home, folder.key)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

async function writeTable(connection: DuckDBConnection, select: string, path: string, groupRows: number): Promise<void> {
  await connection.run(`COPY (${select}) TO ${quoted(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${groupRows})`)
  await syncToDisk(path)
}

/** Removes what was written for older keys of the target. */
async function removeStale(home: string, key: string): Promise<void> {
  const before = Date.now() - staleKeepMs
  for (const name of await readdir(home)) {
    if (name === key) continue
    const info = await stat(join(home, name)).catch(() => undefined)
    if (info !== undefined && info.mtimeMs < before) await rm(join(home, name), { recursive: true, force: true }).catch(() => undefined)
  }
}
