import { isFollowed } from '../model/link.js'
import { linkTypes } from '../model/link-types.js'
import type { BriefLink } from '../model/facts.js'
import type { Finding } from '../model/judgement.js'
import type { Lists } from '../model/lists.js'
import type { ProviderProfile } from '../model/profile.js'
import { disavowLine } from './disavow-file.js'
import { digestLinks, lineOf, type DomainDigest } from './domain-digest.js'
import { compareWithOthers, noise, otherToolsSay } from './other-tools.js'
import { keptWords, protectionGuard, reasonOf } from './protected-lines.js'

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

/** What a review rests on besides the digests: whose site it is, and every answer about the whole profile. */
export interface ReviewFacts {
  site: string
  profile: ProviderProfile
  lists: Lists
  findings: readonly Finding[]
}

/**
 * The review of a domain on which we or another tool found something, both views side by side; undefined for the others.
 * What somebody arranged plays no part in it.
 */
export function reviewer({ site, profile, lists, findings }: ReviewFacts): (digest: DomainDigest) => DomainReview | undefined {
  const guard = protectionGuard(site, profile, lists)
  const ofProfile = new Map(findings.filter(({ judges }) => judges === 'profile').map((finding) => [finding.audit, finding]))
  return (digest) => {
    const { domain, otherTools } = digest
    if (digest.live === 0 || (digest.findings.length === 0 && otherTools.length === 0)) return undefined
    const shown = digest.findings.flatMap((found) => {
      if (!('profile' in found)) return [{ rule: found.rule, title: found.title, evidence: found.evidence, innocent: found.innocent }]
      const finding = ofProfile.get(found.profile)
      return finding === undefined ? [] : [{ rule: finding.rule, title: finding.title, evidence: lineOf(finding), innocent: finding.innocent }]
    })
    const protectedBecause = digest.liveReason ?? guard.refusalOf(disavowLine(`domain:${domain}`))?.reason ?? (digest.reason === null ? null : keptWords(digest.reason))
    const types = [...new Set(digest.types.map((type) => linkTypes[type].name))]
    return {
      domain, tier: digest.tier, tierName: digest.tierName, types, links: digest.live, bestQuality: digest.bestQuality, risk: digest.risk, agency: digest.agency, findings: shown, otherTools, protectedBecause,
      comparison: compareWithOthers({ otherTools, rules: shown.map(({ rule }) => rule), protectedBecause }, { type: digest.types[0] ?? 'LT-99', isQualified: digest.followed === 0, isNoise: digest.isNoise }),
    }
  }
}

/** The riskiest first. */
export function byRisk(a: Pick<DomainReview, 'risk' | 'tier' | 'domain'>, b: Pick<DomainReview, 'risk' | 'tier' | 'domain'>): number {
  return b.risk - a.risk || a.tier - b.tier || (a.domain < b.domain ? -1 : 1)
}

/** Every domain of these links on which we or another tool found something, riskiest first. */
export function reviewDomains(facts: ReviewFacts & { links: readonly BriefLink[] }): DomainReview[] {
  return reviewsOf(facts, digestLinks(facts.links, facts.findings))
}

export function reviewsOf(facts: ReviewFacts, digests: Iterable<DomainDigest>): DomainReview[] {
  const review = reviewer(facts)
  return [...digests].flatMap((digest) => review(digest) ?? []).sort(byRisk)
}

/** For one link: what other tools say of it, and why we do not; null where no tool marks it. */
export function compareLink(judged: BriefLink): string | null {
  const rules = judged.findings.filter((finding) => finding.verdict === 'flag').map((finding) => finding.rule)
  const { type } = judged.type
  return compareWithOthers(
    { otherTools: otherToolsSay([judged]), rules: [...new Set(rules)], protectedBecause: reasonOf(judged) ?? null },
    { type, isQualified: !isFollowed(judged.link.rel, judged.link.robots), isNoise: noise.has(type) },
  )
}
