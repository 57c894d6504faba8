import { hexOfId64 } from '../lib/id64.js'
import { reversedName } from '../model/domain.js'
import type { LastLook, MergedLink } from '../model/facts.js'
import type { LostReason } from '../model/link.js'
import { areaOfCode, elementOfCode } from './codes.js'
import { stateOf, type FailedLook, type Standing } from './link-state.js'
import { mergedFields } from './links-sql.js'
import { isoOf } from './sighting-row.js'

/** Where each field stands in a row of `mergedLinks`. */
const at = Object.fromEntries(Object.keys(mergedFields).map((name, index) => [name, index])) as Record<keyof typeof mergedFields, number>

/** A row of `mergedLinks`: its fields by place, as they travelled. */
export type MergedRow = readonly unknown[]

export function mergedRow(fields: string): MergedRow {
  return JSON.parse(fields) as MergedRow
}

/** The target of a row: its address, and the host where no more is known. */
export function targetOfRow(row: MergedRow): { url: string | null; host: string } {
  return { url: row[at.t_url] as string | null, host: row[at.t_host] as string }
}

const noLooks: readonly FailedLook[] = []
const nobody: ReadonlyMap<string, number> = new Map()

/**
 * A row of the statement `mergedLinks` as a link; `lapsed` are domains of which a registry said that they are not registered,
 * and when. Texts and lists that many links have in common are shared and never changed.
 */
export function mergedLinkOf(id: bigint, row: MergedRow, lapsed: ReadonlyMap<string, number> = nobody): MergedLink {
  const traces = stateOf({
    lastMs: Number(row[at.last_ms]),
    ownLastMs: numberOrNull(row[at.own_last_ms]),
    lostMs: numberOrNull(row[at.lost_ms]),
    lostReason: row[at.lost_reason] as LostReason | null,
    capture: row[at.capture_ms] === null ? null : { atMs: Number(row[at.capture_ms]), earlierMs: numberOrNull(row[at.earlier_ms]), outcome: row[at.outcome] as number, noindex: row[at.noindex] === 1, status: row[at.capture_status] as number | null },
    changed: row[at.changed] === 1,
    failed: row[at.failed] === null ? noLooks : (JSON.parse(`[${row[at.failed] as string}]`) as FailedLook[]),
    answeredMs: numberOrNull(row[at.answered_ms]),
    lapsedMs: lapsed.size === 0 ? null : (lapsed.get(domainOf(row[at.s_domain] as string)) ?? null),
  })
  return {
    id: hexOfId64(id),
    referringPage: row[at.s_url] as string | null,
    referringHost: shared(row[at.s_host] as string),
    referringDomain: domainOf(row[at.s_domain] as string),
    target: sharedOrNull(row[at.t_url]),
    targetDomain: domainOf(row[at.t_domain] as string),
    anchorText: sharedOrNull(row[at.anchor]),
    fallbackText: row[at.fallback] as string | null,
    rel: sharedList(row[at.rel_tokens] as string, parsedTexts),
    area: areaOfCode(row[at.region] as number),
    context: row[at.context_before] === null ? null : { before: row[at.context_before] as string, after: row[at.context_after] as string },
    image: row[at.image] as string | null,
    element: elementOfCode(row[at.ltype] as number),
    position: row[at.position] as number | null,
    title: sharedOrNull(row[at.title]),
    language: sharedOrNull(row[at.language]),
    status: row[at.status] as number | null,
    robots: sharedList(row[at.robots] as string, parsedTexts),
    cues: sharedList(row[at.cues] as string, parsedTexts),
    state: traces.state,
    lostReason: traces.lostReason,
    firstSeen: isoOf(row[at.first_ms] as number),
    lastSeen: isoOf(row[at.last_ms] as number),
    seenBy: sharedList(row[at.seen_by] as string, namesOfSources),
    sightingCount: Number(row[at.sightings]),
    vendor: row[at.vendor] === null ? null : mergedFigures(row[at.vendor] as string),
    lastLook: traces.look === null ? null : lookOf(row, traces),
  }
}

function lookOf(row: MergedRow, { look, failed }: Standing): LastLook {
  if (look === 'failed') {
    const [atMs, status] = failed.at(-1)!
    return { at: isoOf(atMs), since: isoOf(failed[0]![0]), status, title: null, redirectTo: null }
  }
  return { at: isoOf(row[at.capture_ms] as number), status: row[at.capture_status] as number | null, title: row[at.capture_title] as string | null, redirectTo: row[at.capture_redirect] as string | null }
}

const sharedMax = 50_000
const texts = new Map<string, string>()
const domains = new Map<string, string>()
const lists = new Map<string, string[]>()

/** The one copy of a text: of a million links held while they are judged, hosts, targets, titles and anchors are few. */
function shared(text: string): string {
  const known = texts.get(text)
  if (known !== undefined) return known
  if (texts.size >= sharedMax) texts.clear()
  texts.set(text, text)
  return text
}

function sharedOrNull(text: unknown): string | null {
  return text === null ? null : shared(text as string)
}

function domainOf(reversed: string): string {
  let domain = domains.get(reversed)
  if (domain === undefined) {
    if (domains.size >= sharedMax) domains.clear()
    domains.set(reversed, (domain = shared(reversedName(reversed))))
  }
  return domain
}

function sharedList(text: string, read: (text: string) => string[]): string[] {
  let list = lists.get(text)
  if (list === undefined) {
    if (lists.size >= sharedMax) lists.clear()
    lists.set(text, (list = read(text)))
  }
  return list
}

/** Sources come in any order, one a line. */
function namesOfSources(lines: string): string[] {
  return lines.split('\n').sort()
}

function parsedTexts(json: string): string[] {
  return JSON.parse(json) as string[]
}

/** Figures of several sources, each with its time and name: of two with one name the later is shown. */
function mergedFigures(told: string): MergedLink['vendor'] {
  const figures = JSON.parse(`[${told}]`) as Array<[number, string, string]>
  figures.sort(([leftMs, left], [rightMs, right]) => leftMs - rightMs || (left < right ? -1 : 1))
  return Object.assign({}, ...figures.map(([, , vendor]) => JSON.parse(vendor) as object)) as MergedLink['vendor']
}

function numberOrNull(value: unknown): number | null {
  return value === null ? null : Number(value)
}
