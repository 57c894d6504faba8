import identityTier from '../audits/domain/identity-tier.js'
import anchorKind from '../audits/link/anchor-kind.js'
import linkQuality from '../audits/link/link-quality.js'
import linkType from '../audits/link/link-type.js'
import { graphFactsOf } from '../audits/quality/graph-facts.js'
import { hostHealthOf } from '../audits/quality/host-health.js'
import { withReason } from '../audits/quality/lost-reason.js'
import { formerUse } from '../audits/risk/former-use.js'
import type { QualityFacts } from '../audits/quality/quality-parts.js'
import { atRisk, findingsOfLink, judgeRisk, qualityFigures, runDomainAudits, runLinkAudits, type FindingIndex } from '../audits/index.js'
import type { AnchorAnswer, BriefLink, DomainFacts, DomainKin, JudgedLink, MergedLink, RiskAnswer, TierAnswer, TypeAnswer } from '../model/facts.js'
import type { GraphFacts } from '../model/host-ranks.js'
import type { Evidence, Finding } from '../model/judgement.js'
import type { PastPage } from '../model/past-page.js'
import type { ProviderProfile } from '../model/profile.js'
import { pageKey, type Url } from '../model/url.js'
import { correctedAnchor, correctedArea, correctedTier, correctedType, type Corrected } from './corrected.js'
import type { GatheredFacts } from './gather-facts.js'

/** A link with everything that is known of it before the findings of the whole profile. */
export interface DomainRow {
  /** `risk` is put in when the link is weighed. */
  facts: QualityFacts
  corrected: Corrected
  /** Findings about the link and its domain. */
  own: Finding[]
}

const nobody: ReadonlySet<string> = new Set()

/**
 * Judges all links of one referring domain, which share the tier of their host and the findings about it, for `weighBriefly`; or with
 * all evidence `only` one of them, of whose domain it was found before what there is to find.
 */
export function judgeDomain(links: readonly MergedLink[], graph: GraphFacts | null, past: readonly PastPage[] | undefined, gathered: GatheredFacts, graphMissing: string, only?: { id: string; domainFindings: Finding[] }): DomainRow[] {
  const domain = links[0]!.referringDomain
  const { site, lists, asOf, corrections } = gathered
  const domainFacts: DomainFacts = { domain, hosts: [...new Set(links.map((link) => link.referringHost))], pages: gathered.pagesOfDomain.get(domain) ?? [], site, lists, graph }
  const host = gathered.hosts.get(domain) ?? { domain, linkCount: links.length, linkingPageCount: links.length, pagesRead: 0, sameLinkPageCount: 0, qualifiedRelShare: null, firstSeen: links[0]!.firstSeen }
  // A domain may be shared by many: pages of students say nothing of their university, nor a town of its state's ministry.
  const tiers = new Map(domainFacts.hosts.map((name) => [name, correctedTier(identityTier.judge({ domain, hosts: [name], pages: domainFacts.pages, site, lists, graph }), domain, corrections)]))
  const present = corrections.byPlace.size === 0 ? nobody : new Set(links.map(({ id }) => id))
  const samePages = linksOfPages(links)
  const places = placesOf(links)
  const { sharedHosts, keeper } = gathered.domainKin.get(domain) ?? unrelated
  const hostHealth = hostHealthOf(domainFacts)
  const registrations = gathered.registrations.get(domain)
  const former = past === undefined ? undefined : formerUse({ domain, links, past, registrations, site, lists })
  const judgeOne = (told: MergedLink, place: number): DomainRow => {
    const seen = withReason(told, lists)
    const { answer: link, corrected: areaCorrected } = correctedArea(seen, corrections, present)
    const { answer: tier, corrected: tierCorrected } = tiers.get(seen.referringHost)!
    const key = keyOf(link, gathered)
    const page = key === null ? null : (gathered.pages.get(key) ?? null)
    const kin = key === null ? null : (gathered.kin.get(key) ?? null)
    const samePage = samePages.get(seen.referringPage) ?? null
    const robotsOnly = key === null ? undefined : gathered.robotsOnly.get(key)
    const picture = link.image === null ? undefined : gathered.pictures.get(link.image)
    const seenFacts = { link, page, host, kin, samePage, picture, robotsOnly, former, site, lists, asOf, tier }
    const { answer: type, corrected: typeCorrected } = correctedType(linkType.judge(seenFacts), link, corrections, present)
    const { answer: anchor, corrected: anchorCorrected } = correctedAnchor(anchorKind.judge(seenFacts), link, corrections, present)
    const { authority, trust, spamMass, graphMissing: missingHere } = graphFactsOf(graph, link.referringHost)
    // One object of one shape for all audits, written out here and below: an object that is copied and added to has a shape
    // of its own, and whoever reads a field of it looks it up anew.
    const facts: DomainRow['facts'] = {
      link, page, host, kin, samePage, picture, robotsOnly, former, site, lists, asOf, tier, type, anchor, risk: unweighed, hostHealth, authority, trust, spamMass, graphMissing: missingHere ?? graphMissing,
      canonicalLacksLink: key !== null && gathered.linklessCanonicals.has(key), uniqueness: { kthFromDomain: place, sharedHosts, keeper },
    }
    const isCorrected = tierCorrected.length + typeCorrected.length + anchorCorrected.length + areaCorrected.length > 0
    return { facts, own: noFinding, corrected: isCorrected ? [...tierCorrected, ...typeCorrected, ...anchorCorrected, ...areaCorrected] : nothingCorrected }
  }
  const rows: DomainRow[] = []
  for (const [at, seen] of links.entries()) {
    if (only !== undefined && seen.id !== only.id) continue
    const row = judgeOne(seen, places[at]!)
    row.own = runLinkAudits(row.facts)
    if (only === undefined) shorten(row.facts)
    rows.push(row)
  }
  const domainFindings = only?.domainFindings ?? runDomainAudits({ domain, hosts: domainFacts.hosts, pages: domainFacts.pages, site, lists, graph, links: rows.map(({ facts }) => facts), siteOutlinks: gathered.siteOutlinks, registrations, past })
  for (const row of rows) row.own = row.own.length === 0 ? domainFindings : domainFindings.length === 0 ? row.own : [...row.own, ...domainFindings]
  return rows
}

/**
 * Lets the evidence go that nothing asks for any more: all links of a domain are held until the last is judged, and of a hundred
 * thousand links it would be most of what is held.
 */
function shorten(facts: DomainRow['facts']): void {
  if (facts.tier.tier > shownTierMax) facts.type = briefType(facts.type)
  facts.anchor = briefAnchor(facts.anchor)
}

const noFinding: Finding[] = []
const unrelated: DomainKin = { keeper: null, sharedHosts: null }
const unweighed: RiskAnswer = { risk: 0, agency: 'unknown', action: 'none', signals: [] }
const nothingCorrected: Corrected = []

/** Which of its domain each link is, from 1: the first is the oldest that still stands, and later ones add less (QU-01). */
function placesOf(links: readonly MergedLink[]): number[] {
  if (links.length === 1) return [1]
  const seniority = links.map((_, at) => at).sort((left, right) => {
    const [a, b] = [links[left]!, links[right]!]
    return Number(isLost(a)) - Number(isLost(b)) || order(a.firstSeen, b.firstSeen) || order(a.id, b.id)
  })
  const places = links.map(() => 0)
  for (const [place, at] of seniority.entries()) places[at] = place + 1
  return places
}

/** The key for "the same page"; null where nothing is known of any page, which spares reading the address. */
function keyOf({ referringPage }: MergedLink, { pages, linklessCanonicals }: GatheredFacts): string | null {
  return referringPage === null || (pages.size === 0 && linklessCanonicals.size === 0) ? null : pageKey(referringPage as Url)
}

/** Risk and quality of a link, on all findings that concern it. */
export function weigh({ facts, corrected, own }: DomainRow, profileFindings: FindingIndex): JudgedLink {
  const { link, type, anchor, tier, site } = facts
  const findings = findingsOfLink(facts, own, profileFindings)
  const risk = (facts.risk = judgeRisk(facts, findings, site.profile))
  return { link, type, anchor, tier, risk, quality: linkQuality.judge(facts), findings, corrected }
}

/** What is kept of the same for every link there is: figures, findings, and reasons where the report shows them. */
export function weighBriefly({ facts, corrected, own }: DomainRow, profileFindings: FindingIndex): BriefLink {
  const { link, type, anchor, tier, site } = facts
  const findings = findingsOfLink(facts, own, profileFindings)
  const { risk, agency, action } = (facts.risk = judgeRisk(facts, findings, site.profile))
  return {
    link, findings, corrected,
    type, anchor,
    tier: briefTier(tier),
    risk: { risk, agency, action },
    quality: qualityFigures(facts),
  }
}

/** The same for a link of which only the brief is at hand, judged with other findings of the profile or with none. */
export function weighAgain(brief: BriefLink, profileFindings: FindingIndex, profile: ProviderProfile): BriefLink {
  const findings = findingsOfLink(brief, brief.findings.filter(({ judges }) => judges !== 'profile'), profileFindings)
  const { risk, agency, action } = judgeRisk(brief, findings, profile)
  const { link, type, anchor, tier, quality, corrected } = brief
  return { link, findings, corrected, type, anchor, tier, risk: { risk, agency, action }, quality: atRisk(quality, risk) }
}

const noEvidence: Evidence[] = []
/** Tiers whose links the report shows with the reasons for tier and type. */
const shownTierMax = 3

function briefType({ type, subtype, flags, confidence, runnerUp, innerType, unknowns }: TypeAnswer): TypeAnswer {
  return { type, subtype, flags, confidence, runnerUp, innerType, evidence: noEvidence, unknowns }
}

function briefAnchor({ kind, grade, normalised, flags, altKind }: AnchorAnswer): AnchorAnswer {
  return { kind, grade, normalised, flags, evidence: noEvidence, altKind }
}

/** Links of a host share one tier, and one brief of it. */
const briefTiers = new WeakMap<TierAnswer, TierAnswer>()

function briefTier(tier: TierAnswer): TierAnswer {
  if (tier.tier <= shownTierMax) return tier
  let brief = briefTiers.get(tier)
  if (brief === undefined) briefTiers.set(tier, (brief = { tier: tier.tier, name: tier.name, kind: tier.kind, confidence: tier.confidence, evidence: noEvidence }))
  return brief
}

/** How many links each page holds, and how many of them stand in prose. */
function linksOfPages(links: readonly MergedLink[]): ReadonlyMap<string | null, { linkCount: number; proseCount: number; framedCount: number }> {
  const counts = new Map<string | null, { linkCount: number; proseCount: number; framedCount: number }>()
  for (const { referringPage, cues, area } of links) {
    if (referringPage === null) continue
    const count = counts.get(referringPage) ?? { linkCount: 0, proseCount: 0, framedCount: 0 }
    count.linkCount += 1
    if (area === 'nav' || area === 'header' || area === 'footer') count.framedCount += 1
    if (cues.includes('prose') && !cues.includes('caption')) count.proseCount += 1
    counts.set(referringPage, count)
  }
  return counts
}

const isLost = (link: MergedLink) => link.state === 'lost'
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
