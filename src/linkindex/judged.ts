import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BOOLEAN, INTEGER, LIST, VARCHAR, listValue, type DuckDBConnection, type DuckDBType, type DuckDBValue } from '@duckdb/node-api'
import { id64Hex } from '../lib/id64.js'
import { CitewellError } from '../model/error.js'
import type { BriefLink } from '../model/facts.js'
import { parseInstant } from '../model/instant.js'
import { limits } from '../model/limits.js'
import { tiers, type Tier } from '../model/link-types.js'
import { LinkQuerySchema, type LinkQuery, type ListedLink } from '../model/listed-link.js'
import type { AnchorRow, JudgedNotes, LinkIndex, ReferringDomainRow, TargetScope } from '../model/outside.js'
import { readingError, streamRows, type Database, type Row } from './database.js'
import { listedOfRow, searchText, textsOf } from './judged-columns.js'
import { readCursor, writeCursor } from './judged-cursor.js'
import { countedAnchors, countedDomains, countedLinks, judgedAll, judgedLink, listedAnchors, listedDomains, listedLinks, sortColumns, type LinkFilter } from './judged-sql.js'
import { judgedFiles, writeJudgedFiles } from './judged-writer.js'

type Judged = Pick<LinkIndex, 'hasJudged' | 'writeJudged' | 'queryJudged' | 'judgedDomains' | 'judgedAnchors' | 'judgedLink' | 'judgedAll' | 'judgedNotes'>
const totalsKept = 1_000
type Bindings = Record<string, [DuckDBValue, DuckDBType?]>

/** Judged links of targets, each as a derived table under a key that says from what it was made. */
export function openJudged(database: Database, root: string, domainSources: (target: TargetScope) => Promise<Map<string, string[]>>): Judged {
  const folderOf = (target: TargetScope, key: string) => ({
    root,
    tmp: join(root, '..', 'tmp'),
    target: id64Hex(JSON.stringify([target.domain, target.host, target.pathPrefix])),
    key: id64Hex(key),
  })
  const path = (target: TargetScope, key: string, file: keyof typeof judgedFiles) => {
    const folder = folderOf(target, key)
    return join(root, folder.target, folder.key, judgedFiles[file])
  }
  const has = (target: TargetScope, key: string) => access(path(target, key, 'list')).then(() => true, () => false)
  const use = async <Answer>(target: TargetScope, key: string, work: (connection: DuckDBConnection) => Promise<Answer>): Promise<Answer> => {
    if (!(await has(target, key))) throw new CitewellError('not_found', `The links of ${target.domain} are not judged yet for this state of the index. List them again to have them judged.`)
    return database.use(work)
  }

  const totals = new Map<string, number>()
  return {
    hasJudged: has,
    async writeJudged(target, key, judged) {
      const sources = await domainSources(target)
      await database.use((connection) => writeJudgedFiles(connection, folderOf(target, key), judged, sources))
    },
    queryJudged: (target, key, query) => use(target, key, (connection) => queryLinks(connection, path(target, key, 'list'), query, totals)),
    judgedDomains: (target, key, query) => use(target, key, (connection) => queryDomains(connection, path(target, key, 'domains'), query)),
    judgedAnchors: (target, key, query) => use(target, key, (connection) => queryAnchors(connection, path(target, key, 'anchors'), query)),
    judgedLink: (target, key, linkId) => use(target, key, async (connection) => {
      const [row] = await select(connection, judgedLink, { briefs: [path(target, key, 'briefs')], id: [linkId] })
      return row === undefined ? undefined : (JSON.parse(row.brief as string) as BriefLink)
    }),
    judgedNotes: (target, key) => use(target, key, async () => JSON.parse(await readFile(path(target, key, 'notes'), 'utf8')) as JudgedNotes),
    async *judgedAll(target, key) {
      const connection = await use(target, key, async () => database.connect())
      try {
        for await (const rows of streamRows(connection, judgedAll, { briefs: path(target, key, 'briefs') })) {
          for (const row of rows) yield JSON.parse(row.brief as string) as BriefLink
        }
      } finally {
        connection.closeSync()
      }
    },
  }
}

async function queryLinks(connection: DuckDBConnection, list: string, given: LinkQuery, totals: Map<string, number>): Promise<{ rows: ListedLink[]; total: number; nextCursor: string | null }> {
  const parsed = LinkQuerySchema.safeParse(given)
  if (!parsed.success) throw new CitewellError('invalid', `This listing can't be made: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}.`, { cause: parsed.error })
  const query = parsed.data
  const bindings = filterBindings(query)
  const filters = Object.keys(bindings) as LinkFilter[]
  const { column, descending: natural } = sortColumns[query.sort]
  const descending = query.order === undefined ? natural : query.order === 'desc'
  const listing = `links/${query.sort}/${descending ? 'desc' : 'asc'}`
  const position: Bindings = {}
  if (query.cursor !== undefined) {
    const [at, quality, id] = readCursor(listing, query.cursor, [column === 'referring_domain' ? 'string' : 'number', 'number', 'string'])
    position.at = [at!]
    position.at_quality = [quality!]
    position.at_id = [id!]
  }
  const rows = await select(connection, listedLinks(filters, query.onePerDomain, query.sort, descending, query.cursor !== undefined), {
    list: [list], ...bindings, ...position, rows_max: [query.limit + 1],
  })
  const total = await countOnce(totals, JSON.stringify([list, { ...query, sort: null, order: null, limit: null, cursor: null }]), async () => {
    const [counted] = await select(connection, countedLinks(filters, query.onePerDomain), { list: [list], ...bindings })
    return Number(counted!.n)
  })
  const last = rows.length > query.limit ? rows[query.limit - 1] : undefined
  return {
    rows: rows.slice(0, query.limit).map(listedOfRow),
    total,
    nextCursor: last === undefined ? null : writeCursor(listing, [plain(last[column]), last.quality as number, last.id as string]),
  }
}

/** A file never changes, so a number counted in it holds for all further pages. */
async function countOnce(totals: Map<string, number>, key: string, count: () => Promise<number>): Promise<number> {
  const known = totals.get(key)
  if (known !== undefined) return known
  if (totals.size >= totalsKept) totals.clear()
  const total = await count()
  totals.set(key, total)
  return total
}

/** A parameter for each filter that is set. */
function filterBindings(query: LinkQuery): Bindings {
  const bindings: Bindings = {}
  for (const name of ['type', 'area', 'rel', 'state'] as const) if (query[name].length > 0) bindings[name] = [listValue(query[name]), LIST(VARCHAR)]
  if (query.tier.length > 0) bindings.tier = [listValue(query.tier), LIST(INTEGER)]
  for (const name of ['followed', 'live', 'findings'] as const) if (query[name] !== undefined) bindings[name] = [query[name], BOOLEAN]
  if (query.since !== undefined) bindings.since = [BigInt(dayOf(query.since).firstMs)]
  if (query.until !== undefined) bindings.until = [BigInt(dayOf(query.until).lastMs)]
  if (query.text !== undefined && query.text.trim() !== '') bindings.text = [searchText(query.text.trim())]
  return bindings
}

/** A date stands for its whole day, an instant for itself. */
function dayOf(text: string): { firstMs: number; lastMs: number } {
  const instant = parseInstant(text)
  if (instant === undefined) throw new CitewellError('invalid', `"${text.slice(0, 40)}" is no date. Write it as 2026-03-02.`)
  const firstMs = Date.parse(instant)
  return { firstMs, lastMs: text.trim().length === 10 ? firstMs + 86_400_000 - 1 : firstMs }
}

async function queryDomains(connection: DuckDBConnection, domains: string, query: Parameters<Judged['judgedDomains']>[2]): ReturnType<Judged['judgedDomains']> {
  const limit = limitOf(query.limit)
  const filters: Bindings = {
    domains: [domains],
    tiers: query.tier === undefined || query.tier.length === 0 ? [null] : [listValue(query.tier), LIST(INTEGER)],
    live: [query.live ?? null],
    text: [wordOf(query.text)],
  }
  const at = query.cursor === undefined ? [null, null, null, null] : readCursor('domains', query.cursor, ['number', 'number', 'number', 'string'])
  const position: Bindings = { at_tier: [at[0]!, INTEGER], at_quality: [at[1]!, INTEGER], at_links: [at[2]!, INTEGER], at_domain: [at[3]!, VARCHAR] }
  const rows = await select(connection, listedDomains, { ...filters, ...position, rows_max: [limit + 1] })
  const [counted] = await select(connection, countedDomains, filters)
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    rows: rows.slice(0, limit).map(domainRow),
    total: Number(counted!.n),
    nextCursor: last === undefined ? null : writeCursor('domains', [last.tier as number, last.best_quality as number, Number(last.links), last.referring_domain as string]),
  }
}

function domainRow(row: Row): ReferringDomainRow {
  const tier = row.tier as Tier
  return {
    referringDomain: row.referring_domain as string,
    tier,
    tierName: tiers[tier],
    links: Number(row.links),
    liveLinks: Number(row.live_links),
    followedLinks: Number(row.followed_links),
    bestQuality: row.best_quality as number,
    types: textsOf(row.types),
    firstSeen: new Date(Number(row.first_ms)).toISOString(),
    lastSeen: new Date(Number(row.last_ms)).toISOString(),
    seenBy: [...new Set([...textsOf(row.seen_by), ...textsOf(row.also_seen_by)])].sort(),
  }
}

async function queryAnchors(connection: DuckDBConnection, anchors: string, query: Parameters<Judged['judgedAnchors']>[2]): ReturnType<Judged['judgedAnchors']> {
  const limit = limitOf(query.limit)
  const filters: Bindings = { anchors: [anchors], text: [wordOf(query.text)] }
  const at = query.cursor === undefined ? [null, null, null, null] : readCursor('anchors', query.cursor, ['number', 'number', 'string', 'string'])
  const position: Bindings = { at_domains: [at[0]!, INTEGER], at_links: [at[1]!, INTEGER], at_key: [at[2]!, VARCHAR], at_kind: [at[3]!, VARCHAR] }
  const rows = await select(connection, listedAnchors, { ...filters, ...position, rows_max: [limit + 1] })
  const [counted] = await select(connection, countedAnchors, filters)
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    rows: rows.slice(0, limit).map(anchorRow),
    total: Number(counted!.n),
    nextCursor: last === undefined ? null : writeCursor('anchors', [Number(last.domains), Number(last.links), last.anchor_key as string, last.anchor_kind as string]),
  }
}

function anchorRow(row: Row): AnchorRow {
  return {
    anchorText: row.anchor_text as string,
    anchorKind: row.anchor_kind as string,
    domains: Number(row.domains),
    links: Number(row.links),
    followedLinks: Number(row.followed_links),
    firstSeen: new Date(Number(row.first_ms)).toISOString(),
    lastSeen: new Date(Number(row.last_ms)).toISOString(),
  }
}

function limitOf(limit: number): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > limits.listRowsMax) throw new CitewellError('invalid', `A page of a listing has 1 to ${limits.listRowsMax} rows, not ${limit}.`)
  return limit
}

function wordOf(text: string | undefined): string | null {
  return text === undefined || text.trim() === '' ? null : searchText(text.trim())
}

async function select(connection: DuckDBConnection, sql: string, bindings: Bindings): Promise<Row[]> {
  const values = Object.fromEntries(Object.entries(bindings).map(([name, [value]]) => [name, value]))
  const types = Object.fromEntries(Object.entries(bindings).map(([name, [, type]]) => [name, type]))
  try {
    return (await connection.runAndReadAll(sql, values, types)).getRowObjects()
  } catch (error) {
    throw readingError(error)
  }
}

function plain(value: unknown): string | number {
  return typeof value === 'string' ? value : Number(value)
}
