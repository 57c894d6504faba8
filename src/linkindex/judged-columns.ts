import type { DuckDBAppender } from '@duckdb/node-api'
import type { BriefLink } from '../model/facts.js'
import { isFollowed } from '../model/link.js'
import { listJudgedLink, type ListedLink } from '../model/listed-link.js'

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

/** Between the texts of a list while its row waits: one text is handed over in a fraction of the time of a list. */
const listSeparator = '\n'

/** A list as the text that stands for it; no text of a list of ours has a line break. */
function listText(texts: readonly string[]): string {
  return texts.length === 0 ? '' : texts.length === 1 ? texts[0]! : texts.join(listSeparator)
}

const waitingColumns = Object.entries(judgedColumns).map(([name, type]) => `${name} ${type === 'VARCHAR[]' ? 'VARCHAR' : type}`).join(', ')
const lists = Object.entries(judgedColumns).map(([name, type]) => (type === 'VARCHAR[]' ? `CASE WHEN ${name} = '' THEN CAST([] AS VARCHAR[]) ELSE string_split(${name}, chr(10)) END AS ${name}` : name)).join(', ')

/** Statements that make the tables in which judged links wait to be written. Rows of `judged_amended` take the place of those with their ids. */
export const createJudgedTables: readonly string[] = [
  ...['judged_rows', 'judged_amended'].map((table) => `CREATE TEMP TABLE ${table} (${waitingColumns}, brief VARCHAR)`),
  `CREATE TEMP VIEW judged_list AS SELECT ${lists} FROM judged_rows`,
  'CREATE TEMP TABLE judged_sources (referring_domain VARCHAR, seen_by VARCHAR[])',
]

/** Puts one judged link into a waiting table, in the order of `judgedColumns`. */
export function appendJudged(appender: DuckDBAppender, brief: BriefLink): void {
  const listed = listJudgedLink(brief)
  const text = (value: string | null) => (value === null ? appender.appendNull() : appender.appendVarchar(value))
  appender.appendVarchar(listed.id)
  text(listed.referringPage)
  appender.appendVarchar(listed.referringDomain)
  text(listed.target)
  text(listed.anchorText)
  appender.appendVarchar(listed.anchorKind)
  appender.appendVarchar(listText(listed.rel))
  text(listed.area)
  appender.appendVarchar(listed.type)
  appender.appendVarchar(listed.typeName)
  appender.appendDouble(listed.typeConfidence)
  appender.appendVarchar(listed.runnerUp)
  appender.appendInteger(listed.tier)
  appender.appendInteger(listed.quality)
  appender.appendVarchar(listText(listed.findings))
  appender.appendVarchar(listed.state)
  appender.appendBigInt(BigInt(Date.parse(listed.firstSeen)))
  appender.appendBigInt(BigInt(Date.parse(listed.lastSeen)))
  appender.appendVarchar(listText(listed.seenBy))
  text(listed.lostReason)
  appender.appendVarchar(listText(listed.corrected))
  appender.appendBoolean(isFollowed(listed.rel, brief.link.robots))
  appender.appendVarchar(brief.anchor.normalised)
  appender.appendVarchar(searchText([listed.referringPage ?? listed.referringDomain, listed.anchorText, brief.link.title, pathOf(listed.target)].filter((part) => part !== null).join('\n')))
  appender.appendVarchar(JSON.stringify(withoutProfileFindings(brief)))
  appender.endRow()
}

/** A finding of the whole profile may name hundreds of links: it is kept once, in the notes. */
function withoutProfileFindings(brief: BriefLink): BriefLink {
  return brief.findings.some(({ judges }) => judges === 'profile') ? { ...brief, findings: brief.findings.filter(({ judges }) => judges !== 'profile') } : brief
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
