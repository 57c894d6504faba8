import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { BOOLEAN, LIST, VARCHAR, type DuckDBAppender, type DuckDBConnection } from '@duckdb/node-api'
import type { JudgedLink } from '../model/facts.js'
import type { ListedLink } from '../model/listed-link.js'
import { quoted } from './database.js'
import { newName, syncToDisk } from './folders.js'
import { createJudgedTables, judgedColumns, judgedRow, type JudgedRow } from './judged-columns.js'
import { madeAnchors, madeDomains } from './judged-sql.js'

export const judgedFiles = { list: 'list.parquet', detail: 'detail.parquet', domains: 'domains.parquet', anchors: 'anchors.parquet' } as const

/** Rows of one row group: small where single rows are looked up, larger where columns are scanned. */
const detailGroupRows = 2_048
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
  rows: AsyncIterable<{ listed: ListedLink; detail: JudgedLink }>,
  domainSources: ReadonlyMap<string, string[]>,
): Promise<void> {
  const draft = join(folder.tmp, `judged-${newName()}`)
  await mkdir(draft, { recursive: true })
  try {
    for (const statement of createJudgedTables) await connection.run(statement)
    const list = await connection.createAppender('judged_list')
    const detail = await connection.createAppender('judged_detail')
    for await (const row of rows) {
      appendListed(list, judgedRow(row.listed, row.detail))
      detail.appendVarchar(row.listed.id)
      detail.appendVarchar(JSON.stringify(row.listed))
      detail.appendVarchar(JSON.stringify(row.detail))
      detail.endRow()
    }
    list.closeSync()
    detail.closeSync()
    const sources = await connection.createAppender('judged_sources')
    for (const [domain, seenBy] of domainSources) {
      sources.appendVarchar(domain)
      sources.appendList(seenBy, LIST(VARCHAR))
      sources.endRow()
    }
    sources.closeSync()
    // The order most asked for, so that its first page lies in the first row group.
    await writeTable(connection, 'SELECT * FROM judged_list ORDER BY quality DESC, id', join(draft, judgedFiles.list), listGroupRows)
    await writeTable(connection, 'SELECT * FROM judged_detail ORDER BY id', join(draft, judgedFiles.detail), detailGroupRows)
    await writeTable(connection, madeDomains, join(draft, judgedFiles.domains), listGroupRows)
    await writeTable(connection, madeAnchors, join(draft, judgedFiles.anchors), listGroupRows)
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

function appendListed(appender: DuckDBAppender, row: JudgedRow): void {
  for (const [name, type] of Object.entries(judgedColumns)) {
    const value = row[name as keyof JudgedRow]
    if (value === null) appender.appendNull()
    else if (type === 'VARCHAR') appender.appendVarchar(value as string)
    else if (type === 'VARCHAR[]') appender.appendList(value as readonly string[], LIST(VARCHAR))
    else if (type === 'BIGINT') appender.appendBigInt(value as bigint)
    else if (type === 'INTEGER') appender.appendInteger(value as number)
    else if (type === 'DOUBLE') appender.appendDouble(value as number)
    else appender.appendValue(value as boolean, BOOLEAN)
  }
  appender.endRow()
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
