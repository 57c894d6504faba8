import type { BriefLink } from '../model/facts.js'
import type { Finding } from '../model/judgement.js'
import { isFollowed } from '../model/link.js'
import type { LinkTypeId } from '../model/link-types.js'
import { linkValue, valueShareOf } from '../model/link-value.js'
import { riskMin } from './materiality.js'
import { noise, otherToolsSay } from './other-tools.js'
import { observedShareMin, protectedQualityMin, protectedTypes, reasonOf } from './protected-lines.js'

/** Tiers that name who is behind a domain; the last is everybody else. */
export const namedTierMax = 5

/** A finding as a review shows it; of one of the whole profile only its audit, for its words are the same for all domains. */
export type DigestFinding = { audit: string; rule: string; title: string; evidence: string; innocent: string } | { profile: string }

/**
 * Everything a disavow decision asks of one referring domain that nobody names. It is made from the links of the domain
 * alone, in order of id, when they are judged, so that a decision about a million links reads one digest for each domain.
 * What depends on who asks (the profile, what was arranged, the earlier file) is not in it.
 */
export interface DomainDigest {
  domain: string
  /** All links, lost ones too; everything below but `reason` speaks of those that are not lost. */
  links: number
  live: number
  tier: number
  tierName: string
  /** Types in the order of the links that first have them. */
  types: LinkTypeId[]
  bestQuality: number
  /** Highest risk, and who is behind the link that has it. */
  risk: number
  agency: string
  followed: number
  /** Links above `riskMin`, those of them that are followed, and of these the ones a file may list. */
  risky: number
  riskyFollowed: number
  listable: number
  /** Every link is a copy, a statistic or an archive. */
  isNoise: boolean
  /** Somebody looked and found a link worth having. */
  isWorthKeeping: boolean
  /** What was found, each audit once. */
  findings: DigestFinding[]
  otherTools: string[]
  /** Why a file may not name the domain, because of a link that is not lost; and because of any. */
  liveReason: string | null
  reason: string | null
  /** Value of the links before the risk gate, of those above `riskMin`, and what they are worth after it: each link adds less than the better ones of its domain (LQ-20). */
  value: number
  riskyValue: number
  worth: number
}

/** The digest of a domain from its links in order of id, and from what else was found about it. */
export function digestDomain(domain: string, links: readonly BriefLink[], findings: readonly Finding[] = []): DomainDigest {
  const live = links.some(isLost) ? links.filter((judged) => !isLost(judged)) : links
  const digest: DomainDigest = {
    domain, links: links.length, live: live.length, tier: 0, tierName: '', types: [], bestQuality: 0, risk: 0, agency: 'unknown', followed: 0, risky: 0, riskyFollowed: 0, listable: 0,
    isNoise: true, isWorthKeeping: false, findings: findingsOf(live, findings), otherTools: otherToolsSay(live), liveReason: null, reason: domainReason(domain, links), value: 0, riskyValue: 0, worth: 0,
  }
  const [first] = live
  if (first === undefined) return digest
  let best = first
  let worst = first
  for (const judged of live) {
    const { tier, type, quality, risk, link } = judged
    if (tier.tier < best.tier.tier || (tier.tier === best.tier.tier && quality.score > best.quality.score)) best = judged
    if (risk.risk > worst.risk.risk) worst = judged
    if (quality.score > digest.bestQuality) digest.bestQuality = quality.score
    if (!digest.types.includes(type.type)) digest.types.push(type.type)
    const followed = isFollowed(link.rel, link.robots)
    if (followed) digest.followed += 1
    if (!noise.has(type.type)) digest.isNoise = false
    if (!digest.isWorthKeeping) digest.isWorthKeeping = isWorthKeeping(judged)
    if (digest.liveReason === null) digest.liveReason = reasonOf(judged) ?? null
    if (risk.risk <= riskMin) continue
    digest.risky += 1
    if (!followed) continue
    digest.riskyFollowed += 1
    if (!noise.has(type.type)) digest.listable += 1
  }
  digest.tier = best.tier.tier
  digest.tierName = best.tier.name
  digest.risk = worst.risk.risk
  digest.agency = worst.risk.agency
  for (const [at, { value, isRisky }] of apparentValues(live).entries()) {
    const part = value * valueShareOf(at + 1)
    digest.value += part
    if (isRisky) digest.riskyValue += part
  }
  digest.worth = valuesOf(live).reduce((sum, { part }) => sum + part, 0)
  return digest
}

/** Digests of all links, for those who hold all of them; in the order of the domains' names, in which they are kept. */
export function digestLinks(links: readonly BriefLink[], findings: readonly Finding[]): DomainDigest[] {
  const ofDomain = new Map<string, Finding[]>()
  for (const finding of findings) {
    if (finding.judges !== 'domain') continue
    const list = ofDomain.get(finding.subject)
    if (list === undefined) ofDomain.set(finding.subject, [finding])
    else list.push(finding)
  }
  return [...linksByDomain(links)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([domain, ofIt]) => digestDomain(domain, ofIt, ofDomain.get(domain)))
}

/** Links by referring domain. */
export function linksByDomain(links: readonly BriefLink[]): Map<string, BriefLink[]> {
  const clusters = new Map<string, BriefLink[]>()
  for (const judged of links) {
    const cluster = clusters.get(judged.link.referringDomain)
    if (cluster === undefined) clusters.set(judged.link.referringDomain, [judged])
    else cluster.push(judged)
  }
  return clusters
}

/** What each link of one domain adds to the value of the profile, the best first (LQ-20). */
export function valuesOf(links: readonly BriefLink[]): Array<{ judged: BriefLink; part: number }> {
  const sorted = links.length === 1 ? links : [...links].sort((a, b) => b.quality.unrounded - a.quality.unrounded)
  return sorted.map((judged, at) => ({ judged, part: linkValue(judged.quality.unrounded) * valueShareOf(at + 1) }))
}

/** What each link of one domain would be worth if nothing were taken off for risk, the best first. */
function apparentValues(links: readonly BriefLink[]): Array<{ value: number; isRisky: boolean }> {
  const values = links.map(({ quality, risk }) => ({ value: linkValue(quality.beforeRisk), risk: risk.risk }))
  if (values.length > 1) values.sort((a, b) => b.value - a.value || b.risk - a.risk)
  return values.map(({ value, risk }) => ({ value, isRisky: risk > riskMin }))
}

const isLost = ({ link }: BriefLink) => link.state === 'lost'

/**
 * A known host, a page that was read or a person says that the link is good. Protection is more cautious than this, since
 * it also keeps what is assumed of a known body and what an address leaves no doubt of.
 */
function isWorthKeeping({ type, tier, quality, corrected }: BriefLink): boolean {
  if (noise.has(type.type)) return false
  if (tier.tier <= namedTierMax) return true
  if (quality.score >= protectedQualityMin && quality.coverage >= observedShareMin) return true
  const isSeen = corrected.some(({ field }) => field === 'type') || !type.unknowns.some((unknown) => unknown.includes('page not read'))
  return isSeen && protectedTypes.has(type.type) && type.subtype !== 'low-quality'
}

/** What was found about the domain comes first, then what was found about its links. */
function findingsOf(live: readonly BriefLink[], about: readonly Finding[]): DigestFinding[] {
  const known = new Map<string, DigestFinding>()
  const add = (finding: Finding) => {
    if (finding.verdict !== 'flag' || known.has(finding.audit)) return
    const { audit, rule, title, innocent } = finding
    known.set(audit, finding.judges === 'profile' ? { profile: audit } : { audit, rule, title, evidence: lineOf(finding), innocent })
  }
  for (const finding of about) add(finding)
  for (const { findings } of live) for (const finding of findings) if (finding.judges === 'domain') add(finding)
  for (const { findings } of live) for (const finding of findings) if (finding.judges !== 'domain') add(finding)
  return [...known.values()]
}

/** The first row of evidence in one line; weights are for those who work it out again. */
export function lineOf(finding: Finding): string {
  const row = finding.evidence[0]
  const text = row === undefined ? '' : Object.entries(row).filter(([key, value]) => !key.toLowerCase().startsWith('linkid') && key !== 'strength' && key !== 'weight' && typeof value !== 'object').map(([key, value]) => valueWords(key, value)).join(' · ')
  return text.length > 160 ? `${text.slice(0, 159)}…` : text
}

/** A figure says what it counts, and of an instant the day is enough: a line of bare numbers tells a reader nothing. */
function valueWords(key: string, value: unknown): string {
  if (typeof value === 'number') return `${key.replaceAll(/(?<=[a-z])[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`)} ${value}`
  const text = String(value)
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/u.test(text) ? text.slice(0, 10) : text
}

/** Why the whole domain may not be named: what its own host has to say, else the first of its hosts that is kept. */
function domainReason(domain: string, links: readonly BriefLink[]): string | null {
  let any: string | null = null
  for (const judged of links) {
    if (any !== null && judged.link.referringHost !== domain) continue
    const reason = reasonOf(judged)
    if (reason === undefined) continue
    if (judged.link.referringHost === domain) return reason
    any ??= reason
  }
  return any
}
