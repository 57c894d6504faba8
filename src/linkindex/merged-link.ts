import { hexOfId64 } from '../lib/id64.js'
import { reversedName } from '../model/domain.js'
import type { MergedLink } from '../model/facts.js'
import type { LostReason } from '../model/link.js'
import { areaOfCode, elementOfCode } from './codes.js'
import { stateOf } from './link-state.js'
import { mergedFields } from './links-sql.js'
import { isoOf } from './sighting-row.js'

const names = Object.keys(mergedFields) as Array<keyof typeof mergedFields>

/** The fields of a row of `mergedLinks` by their names. */
export function mergedRow(fields: string): MergedRow {
  const values = JSON.parse(fields) as unknown[]
  const row: Partial<MergedRow> = {}
  for (let index = 0; index < names.length; index += 1) row[names[index]!] = values[index]
  return row as MergedRow
}
export type MergedRow = Record<keyof typeof mergedFields, unknown>

/** A row of the statement `mergedLinks` as a link. */
export function mergedLinkOf(id: bigint, row: MergedRow): MergedLink {
  return {
    id: hexOfId64(id),
    referringPage: row.s_url as string | null,
    referringHost: row.s_host as string,
    referringDomain: reversedName(row.s_domain as string),
    target: row.t_url as string | null,
    targetDomain: reversedName(row.t_domain as string),
    anchorText: row.anchor as string | null,
    fallbackText: row.fallback as string | null,
    rel: textsOf(row.rel_tokens as string),
    area: areaOfCode(row.region as number),
    context: row.context_before === null ? null : { before: row.context_before as string, after: row.context_after as string },
    image: row.image as string | null,
    element: elementOfCode(row.ltype as number),
    position: row.position as number | null,
    title: row.title as string | null,
    language: row.language as string | null,
    status: row.status as number | null,
    robots: textsOf(row.robots as string),
    cues: textsOf(row.cues as string),
    ...stateOf({
      lastMs: Number(row.last_ms),
      ownLastMs: numberOrNull(row.own_last_ms),
      lostMs: numberOrNull(row.lost_ms),
      lostReason: row.lost_reason as LostReason | null,
      capture: row.capture_ms === null ? null : { atMs: Number(row.capture_ms), outcome: row.outcome as number, noindex: row.noindex === 1 },
      changed: row.changed === 1,
    }),
    firstSeen: isoOf(row.first_ms as number),
    lastSeen: isoOf(row.last_ms as number),
    seenBy: (row.seen_by as string).split('\n').sort(),
    sightingCount: Number(row.sightings),
    vendor: row.vendor === null ? null : mergedFigures(row.vendor as string),
  }
}

/** Figures of several sources, each with its time and name: of two with one name the later is shown. */
function mergedFigures(told: string): MergedLink['vendor'] {
  const figures = JSON.parse(`[${told}]`) as Array<[number, string, string]>
  figures.sort(([leftMs, left], [rightMs, right]) => leftMs - rightMs || (left < right ? -1 : 1))
  return Object.assign({}, ...figures.map(([, , vendor]) => JSON.parse(vendor) as object)) as MergedLink['vendor']
}

function textsOf(json: string): string[] {
  return json === '[]' ? [] : (JSON.parse(json) as string[])
}

function numberOrNull(value: unknown): number | null {
  return value === null ? null : Number(value)
}
