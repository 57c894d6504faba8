import type { JudgedLink } from '../model/facts.js'
import { isFollowed } from '../model/link.js'
import type { ListedLink } from '../model/listed-link.js'
import type { Cell } from './sighting-row.js'

/** Types of a derived table. It is read by DuckDB alone and can be worked out again, so its lists are lists. */
type JudgedType = 'VARCHAR' | 'VARCHAR[]' | 'BIGINT' | 'INTEGER' | 'DOUBLE' | 'BOOLEAN'

/** Columns that lists of judged links filter, sort and show. What explains a judgement is in a file beside. */
export const judgedColumns = {
  id: 'VARCHAR',
  referring_page: 'VARCHAR',
  referring_domain: 'VARCHAR',
  target: 'VARCHAR',
  anchor_text: 'VARCHAR',
  anchor_kind: 'VARCHAR',
  rel: 'VARCHAR[]',
  area: 'VARCHAR',
  type: 'VARCHAR',
  type_name: 'VARCHAR',
  type_confidence: 'DOUBLE',
  runner_up: 'VARCHAR',
  tier: 'INTEGER',
  quality: 'INTEGER',
  findings: 'VARCHAR[]',
  state: 'VARCHAR',
  first_ms: 'BIGINT',
  last_ms: 'BIGINT',
  seen_by: 'VARCHAR[]',
  lost_reason: 'VARCHAR',
  corrected: 'VARCHAR[]',
  followed: 'BOOLEAN',
  /** Words by which anchors are counted as one (AN-01). */
  anchor_key: 'VARCHAR',
  /** Address, title and anchor text in lower case, one a line: what a search looks through. */
  search: 'VARCHAR',
} as const satisfies Record<string, JudgedType>

/** Statements that make the tables in which judged links wait to be written. */
export const createJudgedTables: readonly string[] = [
  `CREATE TEMP TABLE judged_list (${Object.entries(judgedColumns).map(([name, type]) => `${name} ${type}`).join(', ')})`,
  'CREATE TEMP TABLE judged_detail (id VARCHAR, listed VARCHAR, detail VARCHAR)',
  'CREATE TEMP TABLE judged_sources (referring_domain VARCHAR, seen_by VARCHAR[])',
]

export type JudgedRow = Record<keyof typeof judgedColumns, Cell | boolean | readonly string[]>

export function judgedRow(listed: ListedLink, detail: JudgedLink): JudgedRow {
  return {
    id: listed.id,
    referring_page: listed.referringPage,
    referring_domain: listed.referringDomain,
    target: listed.target,
    anchor_text: listed.anchorText,
    anchor_kind: listed.anchorKind,
    rel: listed.rel,
    area: listed.area,
    type: listed.type,
    type_name: listed.typeName,
    type_confidence: listed.typeConfidence,
    runner_up: listed.runnerUp,
    tier: listed.tier,
    quality: listed.quality,
    findings: listed.findings,
    state: listed.state,
    first_ms: BigInt(Date.parse(listed.firstSeen)),
    last_ms: BigInt(Date.parse(listed.lastSeen)),
    seen_by: listed.seenBy,
    lost_reason: listed.lostReason,
    corrected: listed.corrected,
    followed: isFollowed(listed.rel, detail.link.robots),
    anchor_key: detail.anchor.normalised,
    search: searchText([listed.referringPage ?? listed.referringDomain, listed.anchorText, detail.link.title, pathOf(listed.target)].filter((text) => text !== null).join('\n')),
  }
}

/** Case doesn't count in a search, nor does the way in which accents are written. */
export function searchText(text: string): string {
  return text.normalize('NFC').toLowerCase()
}

/** The target without its host: otherwise its own name would be found in every link. */
function pathOf(target: string | null): string | null {
  if (target === null) return null
  const slash = target.indexOf('/', target.indexOf('//') + 2)
  return slash === -1 ? null : target.slice(slash)
}

/** The listed link that a row was made from. */
export function listedOfRow(row: Readonly<Record<string, unknown>>): ListedLink {
  return {
    referringPage: row.referring_page as string | null,
    referringDomain: row.referring_domain as string,
    target: row.target as string | null,
    anchorText: row.anchor_text as string | null,
    anchorKind: row.anchor_kind as ListedLink['anchorKind'],
    rel: textsOf(row.rel),
    area: row.area as ListedLink['area'],
    type: row.type as ListedLink['type'],
    typeName: row.type_name as string,
    typeConfidence: row.type_confidence as number,
    runnerUp: row.runner_up as string,
    tier: row.tier as ListedLink['tier'],
    quality: row.quality as number,
    findings: textsOf(row.findings),
    state: row.state as ListedLink['state'],
    firstSeen: new Date(Number(row.first_ms)).toISOString(),
    lastSeen: new Date(Number(row.last_ms)).toISOString(),
    seenBy: textsOf(row.seen_by),
    lostReason: row.lost_reason as ListedLink['lostReason'],
    corrected: textsOf(row.corrected),
    id: row.id as string,
  }
}

/** A DuckDB list of texts as an array. */
export function textsOf(list: unknown): string[] {
  return [...(list as { items: readonly string[] }).items]
}
