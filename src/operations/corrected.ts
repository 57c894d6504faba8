import type { Correction } from '../model/correction.js'
import type { AnchorAnswer, JudgedLink, MergedLink, TierAnswer, TypeAnswer } from '../model/facts.js'
import type { Evidence } from '../model/judgement.js'
import { linkTypes, tiers, type AnchorKind, type LinkFlag, type LinkTypeId, type Tier } from '../model/link-types.js'
import type { Area } from '../model/link.js'

/** Puts a person's word over the rule's, and keeps the rule's answer beside it. */
export type Corrected = JudgedLink['corrected']

/** Of nearly all links nothing was corrected. */
const nothing: Corrected = []

/** Corrections of a site, found by what they speak of; of two that speak of the same the later one holds. */
export interface CorrectionIndex {
  /** By "field id of the link". */
  byLink: ReadonlyMap<string, Correction>
  /** By "field page target" for links whose anchor text nobody may have told yet. */
  byPlace: ReadonlyMap<string, Correction>
  /** Of tiers, by referring domain. */
  byDomain: ReadonlyMap<string, Correction>
  /** Fields of which something was corrected: of links nobody corrects all. */
  fields: ReadonlySet<Correction['field']>
}

export function indexCorrections(corrections: readonly Correction[]): CorrectionIndex {
  const byLink = new Map<string, Correction>()
  const byPlace = new Map<string, Correction>()
  const byDomain = new Map<string, Correction>()
  for (const correction of corrections) {
    const { subject, field, key, referringPage, target } = correction
    if (subject === 'domain') byDomain.set(key, correction)
    else {
      byLink.set(`${field} ${key}`, correction)
      if (referringPage !== null && target !== null) byPlace.set(placeKey(field, referringPage, target), correction)
    }
  }
  return { byLink, byPlace, byDomain, fields: new Set(corrections.map(({ field }) => field)) }
}

function placeKey(field: Correction['field'], referringPage: string, target: string): string {
  return JSON.stringify([field, referringPage, target])
}

/**
 * The correction of a field that holds for a link: by its id, or by its page and target where the link that was corrected
 * is no longer there (`present` has the ids of all links of the domain), since a source has told its anchor text since.
 */
function correctionOf(field: Correction['field'], link: MergedLink, { byLink, byPlace, fields }: CorrectionIndex, present: ReadonlySet<string>): Correction | undefined {
  if (!fields.has(field)) return undefined
  const own = byLink.get(`${field} ${link.id}`)
  if (own !== undefined || byPlace.size === 0 || link.referringPage === null || link.target === null) return own
  const placed = byPlace.get(placeKey(field, link.referringPage, link.target))
  return placed === undefined || present.has(placed.key) ? undefined : placed
}

/** Flags that are given for a type, not for its page or host. */
const flagsOfType: ReadonlySet<LinkFlag> = new Set(['commercial-undisclosed', 'editorial-style'])

function personSays(correction: Correction): Evidence {
  return { rule: 'correction', looked: `corrected by ${correction.by} on ${correction.at.slice(0, 10)}`, found: correction.reason.slice(0, 160), polarity: '+', weight: 0 }
}

function corrected(field: Correction['field'], correction: Correction, was: string): Corrected {
  return [{ field, was, reason: correction.reason, by: correction.by, at: correction.at }]
}

export function correctedType(answer: TypeAnswer, link: MergedLink, corrections: CorrectionIndex, present: ReadonlySet<string>): { answer: TypeAnswer; corrected: Corrected } {
  const correction = correctionOf('type', link, corrections, present)
  if (correction === undefined) return { answer, corrected: nothing }
  const given = corrected('type', correction, answer.type)
  if (answer.type === correction.value) return { answer: { ...answer, confidence: 1, runnerUp: { ...answer.runnerUp, confidence: 0 }, evidence: [personSays(correction), ...answer.evidence] }, corrected: given }
  // Whoever knows leaves nothing to a second guess: the type of the rules stays named, and its likelihood stands in the evidence.
  // Subtype, flags of the type and what spoke for it belong to the type that the rules gave, and would speak for one they did not.
  const { type, subtype, confidence, flags } = answer
  const ruled: Evidence = { rule: type, looked: 'type by the rules', found: `${linkTypes[type].name} ${confidence.toFixed(2)}${subtype === null ? '' : `, ${subtype}`}`, polarity: '-', weight: 0 }
  return {
    answer: { ...answer, type: correction.value as LinkTypeId, subtype: null, innerType: null, flags: flags.filter((flag) => !flagsOfType.has(flag)), confidence: 1, runnerUp: { type, confidence: 0 }, evidence: [personSays(correction), ruled] },
    corrected: given,
  }
}

export function correctedAnchor(answer: AnchorAnswer, link: MergedLink, corrections: CorrectionIndex, present: ReadonlySet<string>): { answer: AnchorAnswer; corrected: Corrected } {
  const correction = correctionOf('anchorKind', link, corrections, present)
  if (correction === undefined) return { answer, corrected: nothing }
  return { answer: { ...answer, kind: correction.value as AnchorKind, evidence: [personSays(correction), ...answer.evidence] }, corrected: corrected('anchorKind', correction, answer.kind) }
}

export function correctedTier(answer: TierAnswer, domain: string, { byDomain }: CorrectionIndex): { answer: TierAnswer; corrected: Corrected } {
  const correction = byDomain.get(domain)
  if (correction === undefined) return { answer, corrected: nothing }
  const tier = Number(correction.value) as Tier
  return { answer: { ...answer, tier, name: tiers[tier], confidence: 'high', evidence: [personSays(correction), ...answer.evidence] }, corrected: corrected('tier', correction, String(answer.tier)) }
}

export function correctedArea(link: MergedLink, corrections: CorrectionIndex, present: ReadonlySet<string>): { answer: MergedLink; corrected: Corrected } {
  const correction = correctionOf('area', link, corrections, present)
  if (correction === undefined) return { answer: link, corrected: nothing }
  return { answer: { ...link, area: correction.value as Area }, corrected: corrected('area', correction, link.area ?? 'unknown') }
}
