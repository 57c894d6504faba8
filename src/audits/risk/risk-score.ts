import type { Agency, RiskAnswer } from '../../model/facts.js'
import type { Finding } from '../../model/judgement.js'
import { linkValue, valueShareOf } from '../../model/link-value.js'
import type { ProviderProfile } from '../../model/profile.js'
import { actionFor } from '../../model/risk-action.js'
import { agencyOf, isArranged } from './agency.js'
import type { TypedLink } from './facts.js'

/** Version of the scoring; part of every cache key that holds a risk. */
export const riskVersion = '9'

/** How much a signal counts by who is behind the link (RISK-00). */
const agencyWeights: Readonly<Record<Agency, number>> = { 'placed-by-you': 1, 'probably-placed': 0.9, unknown: 0.8, 'third-party': 0.6 }

/** Signals that measure the same thing share one cap, so that they cannot add up past it (risk.md section 4). */
const groups: ReadonlyArray<{ cap: number; rules: ReadonlySet<string> }> = [
  { cap: 0.95, rules: new Set(['RISK-03', 'RISK-04', 'RISK-29']) },
  { cap: 0.4, rules: new Set(['RISK-07', 'RISK-14', 'RISK-20', 'RISK-27']) },
  { cap: 0.6, rules: new Set(['RISK-11', 'AN-18']) },
  { cap: 0.9, rules: new Set(['RISK-05', 'RISK-06', 'RISK-15', 'RISK-16', 'RISK-26']) },
  { cap: 0.9, rules: new Set(['RISK-01', 'RISK-02', 'RISK-08', 'RISK-09', 'RISK-10', 'RISK-12', 'RISK-19', 'RISK-21', 'RISK-22', 'RISK-23', 'RISK-24']) },
]
/** Signals that may exceed 60 alone; so may RISK-01 when the purchase is disclosed by the provider. */
const decisiveAlone = new Set(['RISK-05', 'RISK-06', 'RISK-31', 'RISK-32'])
const oneSignalMax = 60
/** Hints that may strengthen a suspicion but never raise one: without another signal the risk stays normal (GR-04, RISK-07). */
const neverAlone = new Set(['RISK-07', 'RISK-29'])
const hintsAloneMax = 30
/** A second signal counts as one from this weighted strength on: less does not lift the bound on the first. */
const secondSignalMin = 0.1
/** Cap of RISK-07 by itself. */
const hostPatternMax = 0.25

export interface RiskSignal {
  rule: string
  strength: number
  /** How sure the signal is, 0–1. */
  confidence: number
}

/**
 * Risk 0–100 of one link: 100 · (1 − Π(1 − s · w · c)), each group of like signals capped first, and at most 60 on one
 * signal alone, 30 on hints.
 */
export function combineSignals(signals: readonly RiskSignal[], agency: Agency, disclosedPurchase: boolean): number {
  const weight = agencyWeights[agency]
  // One rule speaks once: the strongest of its findings.
  const strongest = new Map<string, number>()
  for (const { rule, strength, confidence } of signals) {
    const bounded = Math.min(rule === 'RISK-07' ? hostPatternMax : 0.95, Math.max(0, strength)) * Math.min(1, Math.max(0, confidence))
    if (bounded > 0) strongest.set(rule, Math.max(strongest.get(rule) ?? 0, bounded * weight))
  }
  let rest = 1
  const grouped = new Set<string>()
  for (const { cap, rules } of groups) {
    let groupRest = 1
    for (const [rule, part] of strongest) {
      if (!rules.has(rule)) continue
      grouped.add(rule)
      groupRest *= 1 - part
    }
    rest *= 1 - Math.min(cap, 1 - groupRest)
  }
  for (const [rule, part] of strongest) if (!grouped.has(rule)) rest *= 1 - part
  const risk = 100 * (1 - rest)
  if (strongest.size > 0 && [...strongest.keys()].every((rule) => neverAlone.has(rule))) return Math.min(hintsAloneMax, risk)
  const telling = [...strongest].filter(([rule, part]) => part >= secondSignalMin && !neverAlone.has(rule))
  const isDecisive = telling.some(([rule]) => decisiveAlone.has(rule) || (rule === 'RISK-01' && disclosedPurchase))
  return telling.length >= 2 || isDecisive ? risk : Math.min(oneSignalMax, risk)
}

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
  const disclosed = isArranged(judged.link, profile)
  const risk = combineSignals(flagged.map(({ rule, strength }) => ({ rule, strength, confidence: 1 })), agency, disclosed)
  return {
    risk: Math.round(risk * 10) / 10,
    agency,
    action: actionFor(risk, agency, new Set(flagged.map(({ rule }) => rule))),
    signals: flagged.map((finding) => ({ id: finding.rule, audit: finding.audit, strength: finding.strength, evidence: evidenceLine(finding), innocent: finding.innocent })),
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
