import type { RiskAnswer } from '../../model/facts.js'
import type { Finding } from '../../model/judgement.js'
import { linkValue, valueShareOf } from '../../model/link-value.js'
import type { ProviderProfile } from '../../model/profile.js'
import { actionFor } from '../../model/risk-action.js'
import { agencyOf, isArranged } from './agency.js'
import type { TypedLink } from './facts.js'
import { sumRisk } from './risk-sum.js'

/** Version of the scoring; part of every cache key that holds a risk. */
export const riskVersion = '12'

export type RiskBand = 'normal' | 'look' | 'concerning' | 'serious'

export function riskBand(risk: number): RiskBand {
  return risk <= 30 ? 'normal' : risk <= 60 ? 'look' : risk <= 80 ? 'concerning' : 'serious'
}

/**
 * RISK-00 for one link, from the findings that concern it: its own, those of its domain, and those of the profile that
 * name it (`findingsOfLink`). Figures of other tools are no part of it.
 */
export function judgeRisk(judged: TypedLink, findings: readonly Finding[], profile: ProviderProfile): RiskAnswer {
  const agency = agencyOf(judged, profile)
  if (findings.length === 0) return { risk: 0, agency, action: 'none', signals: [] }
  const flagged = findings.filter((finding) => finding.verdict === 'flag' && finding.strength > 0)
  // Nothing tells how sure an audit is of what it found: doubt has gone into the strength, and each counts as sure.
  const sum = sumRisk(flagged.map(({ rule, strength, withoutNeighbours }) => ({ rule, strength, confidence: 1, withoutNeighbours })), agency, isArranged(judged.link, profile))
  return {
    risk: sum.risk,
    agency,
    action: actionFor(sum.unrounded, agency, new Set(flagged.map(({ rule }) => rule))),
    signals: flagged.map((finding) => ({ id: finding.rule, audit: finding.audit, strength: finding.strength, evidence: evidenceLine(finding), innocent: finding.innocent })),
    sum,
  }
}

/** Weights and ids are for those who work it out again, not for a line that is read. */
const unread = new Set(['linkIds', 'linkId', 'referringDomains', 'weight', 'strength', 'severity'])

/** The first row of evidence in one line of at most 160 characters: "host name: buy + kamagra". */
function evidenceLine(finding: Finding): string {
  const row = finding.evidence[0]
  if (row === undefined) return finding.title
  const [first, ...rest] = Object.entries(row).flatMap(([key, value]) => (unread.has(key) || value === '' || typeof value === 'object' ? [] : [String(value)]))
  const text = rest.length === 0 ? (first ?? '') : `${first}: ${rest.join(' · ')}`
  return text.length > 160 ? `${text.slice(0, 159)}…` : text
}

/** Findings of domains and of the profile, kept so that each link finds its own at once. */
export interface FindingIndex {
  byDomain: ReadonlyMap<string, readonly Finding[]>
  byLink: ReadonlyMap<string, readonly Finding[]>
}

export function indexFindings(findings: readonly Finding[]): FindingIndex {
  const byDomain = new Map<string, Finding[]>()
  const byLink = new Map<string, Finding[]>()
  for (const finding of findings) {
    if (finding.verdict !== 'flag') continue
    if (finding.judges === 'domain') byDomain.set(finding.subject, [...(byDomain.get(finding.subject) ?? []), finding])
    if (finding.judges !== 'profile') continue
    const ids = new Set<string>()
    for (const row of finding.evidence) {
      const linkIds = row['linkIds']
      if (Array.isArray(linkIds)) for (const id of linkIds) if (typeof id === 'string') ids.add(id)
    }
    for (const id of ids) byLink.set(id, [...(byLink.get(id) ?? []), finding])
  }
  return { byDomain, byLink }
}

/** Findings that count for a link: its own, its domain's, and those of the profile that name it as an offender. */
export function findingsOfLink(judged: TypedLink, own: Finding[], index: FindingIndex): Finding[] {
  // Before the profile is looked at there are none but the link's own.
  if (index.byDomain.size === 0 && index.byLink.size === 0) return own
  return [...own, ...(index.byDomain.get(judged.link.referringDomain) ?? []), ...(index.byLink.get(judged.link.id) ?? [])]
}

export interface ProfileRisk {
  /** Share of apparent value that comes from links scoring above 60: what would vanish if engines ignored them. */
  shareAtRisk: number
  apparentValue: number
  valueAtRisk: number
  /** Links and referring domains above 60. */
  linksAtRisk: number
  domainsAtRisk: number
  /** The largest of them by value. */
  clusters: Array<{ domain: string; value: number; risk: number; links: number }>
}

/** What the risk of a profile reads of a link that is not lost. */
export interface RiskyLink {
  /** Its referring domain. */
  cluster: string
  beforeRisk: number
  risk: number
}

/** Profile risk (risk.md section 4): links weighed by their value before the risk gate, saturating per domain (LQ-20). */
export function profileRisk(links: readonly RiskyLink[]): ProfileRisk {
  const clusters = new Map<string, Array<{ value: number; risk: number }>>()
  for (const { cluster, beforeRisk, risk } of links) {
    const list = clusters.get(cluster)
    const entry = { value: linkValue(beforeRisk), risk }
    if (list === undefined) clusters.set(cluster, [entry])
    else list.push(entry)
  }
  const answer: ProfileRisk = { shareAtRisk: 0, apparentValue: 0, valueAtRisk: 0, linksAtRisk: 0, domainsAtRisk: 0, clusters: [] }
  for (const [domain, list] of clusters) {
    list.sort((a, b) => b.value - a.value || b.risk - a.risk)
    let atRisk = 0
    let worst = 0
    let count = 0
    for (const [index, { value, risk }] of list.entries()) {
      const part = value * valueShareOf(index + 1)
      answer.apparentValue += part
      if (risk <= 60) continue
      atRisk += part
      worst = Math.max(worst, risk)
      count += 1
    }
    if (count === 0) continue
    answer.valueAtRisk += atRisk
    answer.linksAtRisk += count
    answer.domainsAtRisk += 1
    answer.clusters.push({ domain, value: atRisk, risk: worst, links: count })
  }
  answer.shareAtRisk = answer.apparentValue === 0 ? 0 : answer.valueAtRisk / answer.apparentValue
  answer.clusters.sort((a, b) => b.value - a.value || (a.domain < b.domain ? -1 : 1))
  return answer
}
