import { anchorKindName, countWords, dateWords } from './words.js'
import type { AuditResult } from '../model/audit-result.js'
import { isDomain } from '../model/domain.js'
import type { BriefLink, TierAnswer } from '../model/facts.js'
import type { Action, Finding } from '../model/judgement.js'
import { linkTypes, tiers, type LinkTypeId, type Tier } from '../model/link-types.js'
import { isFollowed } from '../model/link.js'
import { listedFindings, listJudgedLink, mayRevealPatient, shownLink } from '../model/listed-link.js'
import { actionOfFinding, actionWords, isAction, strongerAction } from '../model/risk-action.js'

type Group = AuditResult['groups'][number]['group']

const groupOfType: Partial<Record<LinkTypeId, Group>> = { 'LT-01': 'editorial', 'LT-02': 'guest post', 'LT-03': 'directory', 'LT-04': 'local', 'LT-99': 'unknown' }
const groupOrder: Group[] = ['editorial', 'guest post', 'directory', 'local', 'other', 'unknown']
const handfulMax = 20
const lostMax = 50

/** Tiers whose name a patient would recognise as a medical body. */
function isRecognisable(tier: Tier): boolean {
  return tier <= 3
}

/**
 * Adds up judged links one by one, so that a profile of a million links needs no more memory than its domains.
 * Everything but raw link totals is counted by referring domain: a hundred links of one site are one voice.
 */
export class ProfileSummary {
  private readonly domains = new Map<string, DomainSum>()
  private readonly sources = new Map<string, { links: number; domains: Set<string> }>()
  private readonly types = new Map<LinkTypeId, { domains: Set<string>; links: number }>()
  private readonly tierLinks = new Map<Tier, number>()
  private readonly bands = new Map<string, number>()
  private readonly anchorKinds = new Map<string, Set<string>>()
  private readonly anchorTexts = new Map<string, { kind: string; domains: Set<string> }>()
  private readonly findings = new Map<string, FindingSum>()
  private readonly lost: BriefLink[] = []
  private readonly totals = { links: 0, live: 0, lost: 0, unconfirmed: 0, followed: 0 }

  add(judged: BriefLink): void {
    const { link, type, anchor, tier, quality } = judged
    const domain = link.referringDomain
    this.totals.links += 1
    this.totals[link.state] += 1
    if (isFollowed(link.rel, link.robots)) this.totals.followed += 1
    const isCounted = this.addDomain(judged)
    for (const source of link.seenBy) {
      const sum = entry(this.sources, source, () => ({ links: 0, domains: new Set<string>() }))
      sum.links += 1
      if (isCounted) sum.domains.add(domain)
    }
    if (link.state === 'lost') {
      keepBest(this.lost, judged, lostMax)
    } else {
      const sum = entry(this.types, type.type, () => ({ domains: new Set<string>(), links: 0 }))
      sum.links += 1
      if (isCounted) sum.domains.add(domain)
      this.tierLinks.set(tier.tier, (this.tierLinks.get(tier.tier) ?? 0) + 1)
      this.bands.set(quality.band, (this.bands.get(quality.band) ?? 0) + 1)
      if (link.anchorText !== null && isCounted) {
        entry(this.anchorKinds, anchor.kind, () => new Set<string>()).add(domain)
        if (anchor.normalised !== '' && !mayRevealPatient(listedFindings(judged.findings))) entry(this.anchorTexts, anchor.normalised, () => ({ kind: anchor.kind, domains: new Set<string>() })).domains.add(domain)
      }
    }
    // What was found on links that are gone asks for nothing any more, and would count domains that no other number counts.
    if (link.state === 'lost') return
    for (const finding of judged.findings) if (finding.judges !== 'profile') this.addFinding(finding, { domain, isCounted }, actionOfFinding(finding, judged.risk))
  }

  /** Adds a finding of the whole profile, which every link it names carries too. */
  addProfileFinding(finding: Finding): void {
    this.addFinding(finding, null, finding.action)
  }

  /**
   * What to do about a finding is told by the link's own risk, not by the audit: the doings of others ask for nothing
   * (RISK-00), and only what the provider arranged asks for a change of practice.
   */
  private addFinding(finding: Finding, from: { domain: string; isCounted: boolean } | null, action: Action): void {
    if (finding.verdict !== 'flag') return
    const sum = entry(this.findings, finding.audit, () => ({ finding, action, domains: new Set<string>(), links: 0, quotes: new Set<string>() }))
    if (finding.strength > sum.finding.strength) sum.finding = finding
    sum.action = strongerAction(sum.action, action)
    if (from?.isCounted === true) sum.domains.add(from.domain)
    if (from !== null) sum.links += 1
    for (const row of finding.evidence.slice(0, 2)) if (sum.quotes.size < 5) sum.quotes.add(quoteOf(row))
    if (finding.cut !== undefined) sum.quotes.add(finding.cut)
  }

  /** Adds to the sum of its domain; false for a host without one, whose links count and which is no referring domain. */
  private addDomain(judged: BriefLink): boolean {
    const { link, tier } = judged
    const sum = entry(this.domains, link.referringDomain, () => ({ tier, links: 0, keptLinks: 0, best: null as BriefLink | null, isCounted: isDomain(link.referringDomain) }))
    sum.links += 1
    if (tier.tier < sum.tier.tier) sum.tier = tier
    if (link.state === 'lost') return sum.isCounted
    sum.keptLinks += 1
    if (sum.best === null || judged.quality.score > sum.best.quality.score) sum.best = judged
    return sum.isCounted
  }

  /** Everything of the result that comes from the links; the operation adds verdict, inputs and names. `spans`: when each source saw links. */
  finish(spans: ReadonlyArray<{ seenBy: string; firstSeen: string; lastSeen: string }>): Pick<AuditResult, 'totals' | 'sources' | 'overlap' | 'handful' | 'groups' | 'types' | 'tiers' | 'bands' | 'anchors' | 'lost' | 'findings'> {
    const kept = [...this.domains.values()].filter((sum) => sum.keptLinks > 0 && sum.isCounted)
    const handful = kept
      .filter((sum) => sum.best !== null && isRecognisable(sum.tier.tier))
      .sort((a, b) => a.tier.tier - b.tier.tier || b.best!.quality.score - a.best!.quality.score || compare(a.best!.link.id, b.best!.link.id))
    return {
      totals: { ...this.totals, referringDomains: kept.length, recognisable: handful.length },
      sources: this.listSources(spans),
      overlap: this.listOverlap(),
      handful: handful.slice(0, handfulMax).map((sum) => handfulRow(sum.best!, sum.tier)),
      groups: this.listGroups(),
      types: [...this.types].map(([type, sum]) => ({ type, typeName: linkTypes[type].name, referringDomains: sum.domains.size, links: sum.links })).sort((a, b) => b.referringDomains - a.referringDomains || compare(a.type, b.type)),
      tiers: ([1, 2, 3, 4, 5, 6] as const).map((tier) => ({ tier, name: tiers[tier], referringDomains: kept.filter((sum) => sum.tier.tier === tier).length, links: this.tierLinks.get(tier) ?? 0 })),
      bands: ['exceptional', 'strong', 'useful', 'weak', 'negligible'].map((band) => ({ band, links: this.bands.get(band) ?? 0 })),
      anchors: this.listAnchors(),
      lost: this.lost.map((judged) => shownLink(listJudgedLink(judged))),
      findings: this.listFindings(),
    }
  }

  private listSources(spans: ReadonlyArray<{ seenBy: string; firstSeen: string; lastSeen: string }>): AuditResult['sources'] {
    const dates = (seenBy: string) => {
      const span = spans.find((known) => known.seenBy === seenBy)
      return { firstSeen: span?.firstSeen ?? '', lastSeen: span?.lastSeen ?? '' }
    }
    const seen = new Map<string, number>()
    for (const sum of this.sources.values()) for (const domain of sum.domains) seen.set(domain, (seen.get(domain) ?? 0) + 1)
    return [...this.sources].map(([seenBy, sum]) => ({
      seenBy,
      links: sum.links,
      referringDomains: sum.domains.size,
      onlyHere: [...sum.domains].filter((domain) => seen.get(domain) === 1).length,
      ...dates(seenBy),
    })).sort((a, b) => b.referringDomains - a.referringDomains || compare(a.seenBy, b.seenBy))
  }

  private listOverlap(): AuditResult['overlap'] {
    const names = [...this.sources.keys()].sort()
    return names.flatMap((a, at) => names.slice(at + 1).map((b) => {
      const other = this.sources.get(b)!.domains
      return { a, b, referringDomains: [...this.sources.get(a)!.domains].filter((domain) => other.has(domain)).length }
    }))
  }

  private listGroups(): AuditResult['groups'] {
    const domains = new Map<Group, Set<string>>()
    const links = new Map<Group, number>()
    for (const [type, sum] of this.types) {
      const group = groupOfType[type] ?? 'other'
      for (const domain of sum.domains) entry(domains, group, () => new Set<string>()).add(domain)
      links.set(group, (links.get(group) ?? 0) + sum.links)
    }
    const total = [...domains.values()].reduce((sum, set) => sum + set.size, 0)
    return groupOrder.map((group) => {
      const count = domains.get(group)?.size ?? 0
      return { group, referringDomains: count, links: links.get(group) ?? 0, share: total === 0 ? 0 : count / total }
    })
  }

  private listAnchors(): AuditResult['anchors'] {
    const counted = new Set([...this.anchorKinds.values()].flatMap((set) => [...set])).size
    const votes = [...this.anchorKinds.values()].reduce((sum, set) => sum + set.size, 0)
    return {
      counted,
      kinds: [...this.anchorKinds].map(([kind, set]) => ({ kind: anchorKindName(kind), referringDomains: set.size, share: votes === 0 ? 0 : set.size / votes })).sort((a, b) => b.referringDomains - a.referringDomains || compare(a.kind, b.kind)),
      top: [...this.anchorTexts].map(([anchorText, sum]) => ({ anchorText, kind: anchorKindName(sum.kind), referringDomains: sum.domains.size })).sort((a, b) => b.referringDomains - a.referringDomains || compare(a.anchorText, b.anchorText)).slice(0, 15),
    }
  }

  private listFindings(): AuditResult['findings'] {
    return [...this.findings.values()]
      .map(({ finding, action, domains, links, quotes }) => ({
        rule: finding.rule, audit: finding.audit, title: finding.title, severity: finding.severity, judges: finding.judges, referringDomains: domains.size, links,
        action, actionWords: actionWords({ ...finding, action }), ownSite: finding.ownSiteAdvice !== undefined, innocent: finding.innocent, quotes: [...quotes], actionable: isAction(action),
      }))
      // What asks for something first: a screen shows only some of them.
      .sort((a, b) => Number(b.actionable) - Number(a.actionable) || severityOrder.indexOf(b.severity) - severityOrder.indexOf(a.severity) || b.referringDomains - a.referringDomains || compare(a.rule, b.rule))
  }
}

const severityOrder = ['low', 'medium', 'high', 'critical']

interface DomainSum {
  tier: TierAnswer
  links: number
  keptLinks: number
  best: BriefLink | null
  isCounted: boolean
}

interface FindingSum {
  finding: Finding
  action: Action
  domains: Set<string>
  links: number
  quotes: Set<string>
}

/** A link with the reasons for its tier and its type. */
export function handfulRow(judged: BriefLink, tier: TierAnswer): AuditResult['handful'][number] {
  const { link, type } = judged
  const context = link.context === null ? '' : `${link.context.before} [${link.anchorText ?? ''}] ${link.context.after}`.replace(/\] (?=[,.;:!?)])/u, ']').trim()
  return shownLink({
    ...listJudgedLink(judged),
    tier: tier.tier,
    tierName: tiers[tier.tier],
    tierReason: [reasonOf(tier.evidence.filter((row) => !isOfGraph(row))), reasonOf(tier.evidence.filter(isOfGraph))].filter((words) => words !== '').join('; '),
    typeReason: reasonOf(type.evidence),
    title: link.title,
    context,
  })
}

/** Rank and trust in the web graph stand beside the reasons for a tier, and never take the place of one. */
const isOfGraph = ({ rule }: BriefLink['tier']['evidence'][number]) => rule === 'QA-01' || rule === 'GR-08'

/** The strongest evidence for an answer, in words. */
function reasonOf(evidence: BriefLink['type']['evidence']): string {
  return evidence
    .filter((row) => row.polarity === '+')
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 2)
    .map((row) => `${row.looked}: ${row.found}`)
    .join('; ')
}

/** Columns of evidence that serve machines; the words are for people. */
/** What serves the machine: ids, numbers that mean nothing without the test they come from, and those that a text beside them says. */
const inward = new Set(['linkId', 'linkIds', 'strength', 'severity', 'fix', 'z', 'p', 'release', 'registeredUntil', 'daysLeft'])
const quoteCharsMax = 300
const domainsShown = 3

/**
 * One row of evidence as a line that people read: texts as they stand, without the ids of tests and without p values
 * (both stand in the explanation); numbers and dates with their names; of many domains the first.
 */
export function quoteOf(row: Record<string, unknown>): string {
  const parts = Object.entries(row).flatMap(([key, value]) => {
    if (inward.has(key) || value === null || value === undefined || value === '') return []
    const name = key.replace(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`)
    if (Array.isArray(value)) return value.length === 0 ? [] : [`${key === 'referringDomains' ? 'on' : `${name}:`} ${value.slice(0, domainsShown).join(', ')}${value.length > domainsShown ? ` and ${countWords(value.length - domainsShown)} more` : ''}`]
    if (typeof value === 'object') return [`${name}: ${JSON.stringify(value)}`]
    if (typeof value !== 'string') return [`${name}: ${typeof value === 'number' && Number.isInteger(value) ? countWords(value) : String(value)}`]
    if (/^\d{4}-\d{2}-\d{2}(?:T|$)/u.test(value)) return [`${name}: ${dateWords(value)}`]
    const words = inWords(value)
    return words === '' ? [] : [words]
  })
  const line = parts.join(' · ')
  return line.length <= quoteCharsMax ? line : `${line.slice(0, quoteCharsMax - 1)}…`
}

/** `AN-12 one phrase` as `one phrase`, `LT-02 1` as `Guest post 1`, `… of 401 sites, p 0.0000` without its last part. */
function inWords(text: string): string {
  return text
    .replace(/\bLT-\d{2}\b/gu, (id) => linkTypes[id as keyof typeof linkTypes]?.name ?? id)
    .replace(/\b(?:AN|RISK|TIER|LQ)-\d{2}\b\s?/gu, '')
    .replace(/,? \(?p [<=]?\s?\d[\d.e-]*\)?$/u, '')
    .trim()
}

/** Keeps the `max` best lost links, best first. */
function keepBest(list: BriefLink[], judged: BriefLink, max: number): void {
  const rank = (row: BriefLink) => row.tier.tier * 1_000 - row.quality.score
  let at = list.length
  while (at > 0 && rank(list[at - 1]!) > rank(judged)) at -= 1
  if (at >= max) return
  list.splice(at, 0, judged)
  if (list.length > max) list.pop()
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key)
  if (value === undefined) map.set(key, (value = make()))
  return value
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
