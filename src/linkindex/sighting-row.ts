import { id64 } from '../lib/id64.js'
import { reversedName } from '../model/domain.js'
import { CitewellError } from '../model/error.js'
import { parseInstant } from '../model/instant.js'
import type { LostReason } from '../model/link.js'
import type { Sighting } from '../model/sighting.js'
import { areaCodes, areaOfCode, elementCodes, elementOfCode, relCode } from './codes.js'
import type { linkColumns } from './columns.js'
import { domainKey, linkIdOf, normalisedAnchor, pageIdsOf, remembered } from './keys.js'

export type Cell = string | number | bigint | null
export type LinkRow = Record<keyof typeof linkColumns, Cell>

/** True for sources that are our own reading of the page: what they do not see is not there. */
export function isOwnReading(seenBy: string): boolean {
  return seenBy === 'crawl' || seenBy.startsWith('archive:')
}

/**
 * Makes sightings into rows. One maker is kept for a batch, since it remembers the ids of the pages it met last.
 *
 * An instant that can't be read is refused: a sighting without a time can't be put in order with the others.
 */
export function sightingRows(batch: string): (sighting: Sighting) => LinkRow {
  const pages = remembered(pageIdsOf, 20_000)
  const domains = remembered((domain: string) => {
    const reversed = reversedName(domain)
    return { reversed, id: id64(reversed), keyId: id64(domainKey(domain)) }
  }, 20_000)
  const instants = remembered((text: string) => parseInstant(text) ?? '', 1_000)
  const msOf = (text: string, field: string, subject: Sighting) => msOfInstant(instants(text), text, field, subject)
  const anchorIds = remembered((text: string) => (text === '' ? 0n : id64(text)), 20_000)
  return (sighting) => {
    const target = sighting.target === null ? null : pages(sighting.target)
    const targetDomain = domains(sighting.targetDomain)
    const referring = sighting.referringPage === null ? null : pages(sighting.referringPage)
    const referringDomain = domains(sighting.referringDomain)
    const anchor = sighting.anchorText === null ? null : normalisedAnchor(sighting.anchorText)
    const seenMs = msOf(sighting.seenAt, 'seenAt', sighting)
    const lostMs = sighting.lostAt === null ? null : msOf(sighting.lostAt, 'lostAt', sighting)
    const lastMs = lostMs === null ? seenMs : Math.min(seenMs, lostMs)
    return {
      t_domain: targetDomain.reversed,
      t_host: target?.host || sighting.targetDomain,
      t_url: sighting.target,
      t_url_id: target?.urlId ?? null,
      t_domain_id: targetDomain.id,
      s_domain: referringDomain.reversed,
      s_host: referring?.host || sighting.referringDomain,
      s_url: sighting.referringPage,
      s_url_id: referring?.urlId ?? null,
      anchor: sighting.anchorText,
      ltype: elementCodes[sighting.element],
      rel: relCode(sighting.rel, sighting.robots),
      region: sighting.area === null ? 0 : areaCodes[sighting.area],
      n: 1,
      status: int32(sighting.status),
      s_out_ext: null,
      fetch_ms: BigInt(seenMs),
      crawl: sighting.seenBy.startsWith('archive:') ? sighting.seenBy.slice('archive:'.length) : sighting.seenBy,
      tb: Number(BigInt.asUintN(10, targetDomain.id)),
      link_id: linkIdOf(referring?.key ?? domainKey(sighting.referringDomain), target?.key ?? domainKey(sighting.targetDomain), anchor),
      sighting_id: id64(contentOf(sighting, seenMs)),
      s_page_id: referring?.pageId ?? referringDomain.keyId,
      t_page_id: target?.pageId ?? targetDomain.keyId,
      anchor_id: anchor === null ? null : anchorIds(anchor),
      own: isOwnReading(sighting.seenBy) ? 1 : 0,
      seen_ms: BigInt(lastMs),
      first_ms: sighting.firstSeenAt === null ? null : BigInt(msOf(sighting.firstSeenAt, 'firstSeenAt', sighting)),
      lost_ms: lostMs === null ? null : BigInt(lostMs),
      lost_reason: sighting.lostReason,
      seen_by: sighting.seenBy,
      batch,
      rel_tokens: JSON.stringify(sighting.rel),
      context_before: sighting.context?.before ?? null,
      context_after: sighting.context?.after ?? null,
      image: sighting.image,
      position: int32(sighting.position),
      title: sighting.title,
      language: sighting.language,
      robots: JSON.stringify(sighting.robots),
      cues: JSON.stringify(sighting.cues),
      fallback: sighting.fallbackText,
      vendor: sighting.vendor === null ? null : JSON.stringify(sighting.vendor),
      raw: sighting.raw,
    }
  }
}

/** The sighting a row was made from. Instants come back in canonical form (`2026-03-02T00:00:00.000Z`). */
export function sightingOfRow(row: Readonly<Record<string, unknown>>): Sighting {
  return {
    referringPage: row.s_url as string | null,
    referringDomain: reversedName(row.s_domain as string),
    target: row.t_url as string | null,
    targetDomain: reversedName(row.t_domain as string),
    anchorText: row.anchor as string | null,
    rel: JSON.parse(row.rel_tokens as string) as string[],
    area: areaOfCode(row.region as number),
    context: row.context_before === null ? null : { before: row.context_before as string, after: row.context_after as string },
    image: row.image as string | null,
    element: elementOfCode(row.ltype as number),
    position: row.position as number | null,
    title: row.title as string | null,
    language: row.language as string | null,
    status: row.status as number | null,
    robots: JSON.parse(row.robots as string) as string[],
    seenBy: row.seen_by as string,
    seenAt: isoOf(row.fetch_ms as bigint),
    firstSeenAt: row.first_ms === null ? null : isoOf(row.first_ms as bigint),
    lostAt: row.lost_ms === null ? null : isoOf(row.lost_ms as bigint),
    lostReason: row.lost_reason as LostReason | null,
    cues: JSON.parse(row.cues as string) as string[],
    fallbackText: row.fallback as string | null,
    vendor: row.vendor === null ? null : (JSON.parse(row.vendor as string) as NonNullable<Sighting['vendor']>),
    raw: row.raw as string | null,
  }
}

/** Everything a sighting says as one text: equal texts are the same sighting, whatever the order of its keys was. */
function contentOf(sighting: Sighting, seenMs: number): string {
  const { context, vendor } = sighting
  return JSON.stringify([
    sighting.referringPage, sighting.referringDomain, sighting.target, sighting.targetDomain, sighting.anchorText, sighting.rel, sighting.area,
    context === null ? null : [context.before, context.after], sighting.image, sighting.element, sighting.position, sighting.title, sighting.language,
    sighting.status, sighting.robots, sighting.seenBy, seenMs, sighting.firstSeenAt, sighting.lostAt, sighting.lostReason, sighting.cues,
    sighting.fallbackText, vendor === null ? null : Object.entries(vendor).sort(([left], [right]) => (left < right ? -1 : 1)), sighting.raw,
  ])
}

export function isoOf(ms: bigint | number): string {
  const number = Number(ms)
  const known = isoTexts.get(number)
  if (known !== undefined) return known
  if (isoTexts.size >= isoTextsMax) isoTexts.clear()
  const text = new Date(number).toISOString()
  isoTexts.set(number, text)
  return text
}

/** Exports tell days, and captures of an archive lie close together: the same instants come again and again. */
const isoTexts = new Map<number, string>()
const isoTextsMax = 20_000

export function msOf(text: string, field: string, subject: { seenBy: string }): number {
  return msOfInstant(parseInstant(text) ?? '', text, field, subject)
}

function msOfInstant(instant: string, text: string, field: string, subject: { seenBy: string }): number {
  if (instant === '') {
    throw new CitewellError('invalid', `A record of ${subject.seenBy} has "${text.slice(0, 40)}" as ${field}, which is no instant. Write it as 2026-03-02T00:00:00Z.`)
  }
  return Date.parse(instant)
}

/** Numbers from outside that do not fit the column are not told rather than wrong. */
export function int32(value: number | null): number | null {
  return value !== null && Number.isInteger(value) && Math.abs(value) <= 0x7fff_ffff ? value : null
}
