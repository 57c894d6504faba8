import { linkTypes } from '../model/link-types.js'
import type { BriefLink } from '../model/facts.js'
import type { Finding } from '../model/judgement.js'
import { disavowLine } from './disavow-file.js'
import type { DisavowInput } from './disavow-decision.js'
import { compareWithOthers, noise, otherToolsSay } from './other-tools.js'
import { protectedQualityMin, protectedTypes, protectionGuard, reasonOf } from './protected-lines.js'

export interface DomainReview {
  domain: string
  tier: number
  tierName: string
  types: string[]
  links: number
  bestQuality: number
  risk: number
  agency: string
  findings: Array<{ rule: string; title: string; evidence: string; innocent: string }>
  otherTools: string[]
  /** "Other tools would flag this because …; we do not because …", or null where no tool does. */
  comparison: string | null
  /** Why it may never be listed, or null. */
  protectedBecause: string | null
}

/**
 * Worth keeping for its own sake, as far as anybody looked: nothing was found on it, and a known host, a page that was
 * read or a person says that it is good. Protection is more cautious than this, since it also keeps what is only assumed.
 */
export function isGood(review: DomainReview, links: readonly BriefLink[]): boolean {
  if (review.findings.length > 0) return false
  return links.some((judged) => {
    if (noise.has(judged.type.type)) return false
    if (judged.tier.tier <= namedTierMax) return true
    if (judged.quality.score >= protectedQualityMin && judged.quality.coverage >= observedShareMin) return true
    const isSeen = judged.corrected.some(({ field }) => field === 'type') || !judged.type.unknowns.some((unknown) => unknown.includes('page not read'))
    return isSeen && protectedTypes.has(judged.type.type) && judged.type.subtype !== 'low-quality'
  })
}

/** Tiers that name who is behind a domain; the last is everybody else. */
export const namedTierMax = 5
/** Share of the quality that must rest on what was seen rather than assumed. */
const observedShareMin = 0.5

/** Live links by referring domain. */
export function linksByDomain(links: readonly BriefLink[]): Map<string, BriefLink[]> {
  const clusters = new Map<string, BriefLink[]>()
  for (const judged of links) {
    const cluster = clusters.get(judged.link.referringDomain)
    if (cluster === undefined) clusters.set(judged.link.referringDomain, [judged])
    else cluster.push(judged)
  }
  return clusters
}

/** Every domain on which we or another tool found something, riskiest first, with both views side by side; `guard` knows of nothing arranged. */
export function reviewDomains(input: DisavowInput, clusters: ReadonlyMap<string, BriefLink[]>, guard = protectionGuard(input.site, input.profile, input.lists, input.links)): DomainReview[] {
  const ofDomain = new Map<string, Finding[]>()
  for (const finding of input.findings) if (finding.judges === 'domain' && finding.verdict === 'flag') ofDomain.set(finding.subject, [...(ofDomain.get(finding.subject) ?? []), finding])
  const reviews: DomainReview[] = []
  for (const [domain, links] of clusters) {
    const otherTools = otherToolsSay(links)
    const flagged = [...(ofDomain.get(domain) ?? []), ...links.flatMap((judged) => judged.findings.filter((finding) => finding.verdict === 'flag'))]
    if (flagged.length === 0 && otherTools.length === 0) continue
    const findings = new Map<string, DomainReview['findings'][number]>()
    for (const finding of flagged) {
      if (!findings.has(finding.audit)) findings.set(finding.audit, { rule: finding.rule, title: finding.title, evidence: lineOf(finding), innocent: finding.innocent })
    }
    const best = links.reduce((top, judged) => (judged.tier.tier < top.tier.tier || (judged.tier.tier === top.tier.tier && judged.quality.score > top.quality.score) ? judged : top))
    const worst = links.reduce((top, judged) => (judged.risk.risk > top.risk.risk ? judged : top))
    const protectedBecause = links.map(reasonOf).find((reason) => reason !== undefined) ?? guard.refusalOf(disavowLine(`domain:${domain}`))?.reason ?? null
    const types = [...new Set(links.map((judged) => linkTypes[judged.type.type].name))]
    const review: DomainReview = {
      domain, tier: best.tier.tier, tierName: best.tier.name, types, links: links.length, bestQuality: Math.max(...links.map((judged) => judged.quality.score)),
      risk: worst.risk.risk, agency: worst.risk.agency, findings: [...findings.values()], otherTools, comparison: null, protectedBecause,
    }
    review.comparison = compareWithOthers({ otherTools, rules: review.findings.map(({ rule }) => rule), protectedBecause }, links)
    reviews.push(review)
  }
  return reviews.sort((a, b) => b.risk - a.risk || a.tier - b.tier || (a.domain < b.domain ? -1 : 1))
}

/** For one link: what other tools say of it, and why we do not; null where no tool marks it. */
export function compareLink(judged: BriefLink): string | null {
  const rules = judged.findings.filter((finding) => finding.verdict === 'flag').map((finding) => finding.rule)
  return compareWithOthers({ otherTools: otherToolsSay([judged]), rules: [...new Set(rules)], protectedBecause: reasonOf(judged) ?? null }, [judged])
}

function lineOf(finding: Finding): string {
  const row = finding.evidence[0]
  const text = row === undefined ? '' : Object.entries(row).filter(([key, value]) => !key.toLowerCase().startsWith('linkid') && typeof value !== 'object').map(([, value]) => String(value)).join(' · ')
  return text.length > 160 ? `${text.slice(0, 159)}…` : text
}
