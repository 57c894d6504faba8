import { createHash } from 'node:crypto'
import identityTier from '../audits/domain/identity-tier.js'
import anchorKind from '../audits/link/anchor-kind.js'
import linkQuality from '../audits/link/link-quality.js'
import linkType from '../audits/link/link-type.js'
import { graphFactsOf } from '../audits/quality/graph-facts.js'
import { findingsOfLink, indexFindings, judgeRisk, riskVersion, runDomainAudits, runLinkAudits, runProfileAudits, type FindingIndex, type TypedLink } from '../audits/index.js'
import type { Correction } from '../model/correction.js'
import type { AnchorAnswer, DomainFacts, HostFacts, JudgedLink, LinkFacts, MergedLink, SiteFacts, TierAnswer, TypeAnswer } from '../model/facts.js'
import type { GraphFacts, HostRank, HostRanks } from '../model/host-ranks.js'
import type { Evidence } from '../model/judgement.js'
import { tiers, type AnchorKind, type LinkTypeId, type Tier } from '../model/link-types.js'
import type { Area } from '../model/link.js'
import { listJudgedLink, type ListedLink } from '../model/listed-link.js'
import type { Context } from '../model/operation.js'
import type { TargetScope } from '../model/outside.js'
import type { PageRecord } from '../model/page.js'
import { emptyProfile, type ProviderProfile } from '../model/profile.js'
import { pageKey, type Url } from '../model/url.js'
import { withHostRanks } from './ranks-in-use.js'

type Reads = Pick<Context, 'index' | 'desk' | 'lists' | 'graphs' | 'now' | 'signal' | 'progress'>

/** Ages count in quality, but not so that yesterday's answer is worth working out anew each day. */
const freshDays = 7

/**
 * Name of the judged table that is right now: everything the answers depend on. A new batch, a correction, a changed
 * profile, other lists, rules or ranks, or a new week make a new name, and the table is worked out again when next read.
 */
async function judgedKey(scope: TargetScope, ranks: string, context: Reads): Promise<string> {
  const week = Math.floor(Date.parse(context.now) / 86_400_000 / freshDays)
  const parts = [await context.index.generation(), await context.desk.revision(scope.domain), context.lists.version, judgementVersions(), week, ranks]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24)
}

export function judgementVersions(): Record<string, string> {
  return { ...Object.fromEntries([linkType, anchorKind, identityTier, linkQuality].map(({ id, version }) => [id, version])), risk: riskVersion }
}

/** Judges every link of a site unless that was done since anything changed; gives the name of the judged table. */
export async function ensureJudged(scope: TargetScope, context: Reads): Promise<string> {
  return withHostRanks(context.graphs, async (ranks, missing) => {
    const key = await judgedKey(scope, ranks?.checksum ?? missing, context)
    if (!(await context.index.hasJudged(scope, key))) {
      const facts = await gatherFacts(scope, context)
      await context.index.writeJudged(scope, key, judgedRows(facts, { ranks, missing }, scope, context))
    }
    return key
  })
}

/** Ranks of hosts in the web graph that counts, or why there are none. */
interface RanksInUse {
  ranks: HostRanks | null
  missing: string
}

/** Links up to which what the first pass worked out is held for the second; past it, memory counts more than time. */
const heldLinksMax = 100_000

/**
 * Judges in two passes. The first says what each link is and asks the questions about the whole profile, because a link
 * counts as riskier when a finding of the profile names it. The second judges each link for good, one referring domain
 * at a time. Of a very large profile the first pass holds only short answers, and the second reads the index again.
 */
async function* judgedRows(facts: GatheredFacts, inUse: RanksInUse, scope: TargetScope, context: Reads): AsyncGenerator<{ listed: ListedLink; detail: JudgedLink }> {
  const holds = (facts.linkCount ?? 0) <= heldLinksMax
  const held: TypedDomain[] = []
  const typed: TypedLink[] = []
  for await (const domain of typedDomains(facts, inUse.ranks, scope, context)) {
    context.signal.throwIfAborted()
    if (holds) held.push(domain)
    for (const row of domain.rows) typed.push(holds ? row : withoutEvidence(row))
    context.progress({ stage: 'Sorting links by type', done: typed.length, total: facts.linkCount, unit: 'links' })
  }
  const profileFindings = indexFindings(runProfileAudits(profileFacts(facts, typed)))
  let done = 0
  for await (const domain of holds ? held : typedDomains(facts, inUse.ranks, scope, context)) {
    context.signal.throwIfAborted()
    for (const detail of judgeDomain(domain, facts, inUse.missing, profileFindings)) yield { listed: listJudgedLink(detail), detail }
    done += domain.rows.length
    context.progress({ stage: 'Judging links', done, total: facts.linkCount, unit: 'links' })
  }
}

async function* typedDomains(facts: GatheredFacts, ranks: HostRanks | null, scope: TargetScope, context: Reads): AsyncGenerator<TypedDomain> {
  for await (const { links, graph } of withRanks(byDomain(context.index.links(scope)), ranks)) yield typeDomain(links, graph, facts)
}

/** Hosts looked up in the web graph at one go, and links held meanwhile: many hosts of few links, or few of many. */
const hostsAtOnce = 1_000
const linksAtOnce = 20_000

/** Gives each referring domain's links with what the web graph knows of their hosts, asking for many hosts at once. */
async function* withRanks(groups: AsyncIterable<MergedLink[]>, ranks: HostRanks | null): AsyncGenerator<{ links: MergedLink[]; graph: GraphFacts | null }> {
  if (ranks === null) {
    for await (const links of groups) yield { links, graph: null }
    return
  }
  const { release, level, vertexCount, excerpt, trust } = ranks
  let waiting: MergedLink[][] = []
  let hosts = new Set<string>()
  let linkCount = 0
  async function* flush(): AsyncGenerator<{ links: MergedLink[]; graph: GraphFacts }> {
    const found: ReadonlyMap<string, HostRank> = await ranks!.lookUp([...hosts])
    const ready = waiting
    waiting = []
    hosts = new Set()
    linkCount = 0
    for (const links of ready) yield { links, graph: { release, level, vertexCount, excerpt, trust, ranks: found } }
  }
  for await (const links of groups) {
    waiting.push(links)
    linkCount += links.length
    for (const { referringHost } of links) hosts.add(referringHost)
    if (hosts.size >= hostsAtOnce || linkCount >= linksAtOnce) yield* flush()
  }
  if (waiting.length > 0) yield* flush()
}

function withoutEvidence({ link, type, anchor, tier }: TypedLink): TypedLink {
  return { link, type: { ...type, evidence: [] }, anchor: { ...anchor, evidence: [] }, tier: { ...tier, evidence: [] } }
}

/** Facts of the audits that ask about the whole profile. */
export function profileFacts(facts: GatheredFacts, links: readonly TypedLink[]): Parameters<typeof runProfileAudits>[0] {
  const pages = new Map([...facts.pages.values()].map((page) => [page.url, page]))
  return { site: facts.site, links, lists: facts.lists, asOf: facts.asOf, pages, siteOutlinks: facts.siteOutlinks }
}

export interface GatheredFacts {
  site: SiteFacts
  pages: ReadonlyMap<string, PageRecord>
  pagesOfDomain: ReadonlyMap<string, PageRecord[]>
  hosts: ReadonlyMap<string, HostFacts>
  siteOutlinks: ReadonlySet<string> | null
  corrections: readonly Correction[]
  lists: Context['lists']
  asOf: string
  linkCount: number | null
}

const pagesOfDomainMax = 50

/** Gathers each fact once for all judgements and audits of a site. */
export async function gatherFacts(scope: TargetScope, context: Reads): Promise<GatheredFacts> {
  const profile: ProviderProfile = (await context.desk.profile(scope.domain)) ?? emptyProfile
  const pages = new Map<string, PageRecord>()
  const pagesOfDomain = new Map<string, PageRecord[]>()
  for await (const page of context.index.referringPages(scope)) {
    pages.set(pageKey(page.url as Url), page)
    const list = pagesOfDomain.get(page.domain) ?? []
    pagesOfDomain.set(page.domain, list)
    if (list.length < pagesOfDomainMax) list.push(page)
  }
  const targetPages = new Map<string, SiteFacts['targetPages'] extends ReadonlyMap<string, infer Page> ? Page : never>()
  let siteOutlinks: Set<string> | null = null
  for await (const page of context.index.targetPages(scope)) {
    targetPages.set(pageKey(page.url as Url), { title: page.title, headings: page.features?.headings ?? [], language: page.language })
    if (page.features !== null) {
      siteOutlinks ??= new Set()
      for (const domain of page.features.mainExternalDomains) siteOutlinks.add(domain)
    }
  }
  const hosts = await context.index.hosts(scope)
  return {
    site: { site: scope.host ?? scope.domain, domain: scope.domain, profile, targetPages },
    pages, pagesOfDomain, hosts, siteOutlinks,
    corrections: (await context.desk.corrections(scope.domain)).filter((correction) => correction.withdrawnAt === null),
    lists: context.lists,
    asOf: context.now,
    linkCount: hosts.size === 0 ? null : [...hosts.values()].reduce((sum, host) => sum + host.linkCount, 0),
  }
}

/**
 * Links in runs of one referring domain: the index gives them in that order. Links within the site's own domain are no
 * backlinks and are left out.
 */
async function* byDomain(links: AsyncIterable<MergedLink>): AsyncGenerator<MergedLink[]> {
  let group: MergedLink[] = []
  for await (const link of links) {
    if (link.referringDomain === link.targetDomain) continue
    if (group.length > 0 && group[0]!.referringDomain !== link.referringDomain) {
      yield group
      group = []
    }
    group.push(link)
  }
  if (group.length > 0) yield group
}

interface TypedDomain {
  domainFacts: DomainFacts
  rows: Array<TypedLink & { linkFacts: LinkFacts; corrected: Corrected }>
}

/** Says what each link of one referring domain is: its type, its anchor kind, and the tier of the domain they share. */
function typeDomain(links: readonly MergedLink[], graph: GraphFacts | null, facts: GatheredFacts): TypedDomain {
  const domain = links[0]!.referringDomain
  const { site, lists, asOf, corrections } = facts
  const domainFacts: DomainFacts = { domain, hosts: [...new Set(links.map((link) => link.referringHost))], pages: facts.pagesOfDomain.get(domain) ?? [], site, lists, graph }
  const host = facts.hosts.get(domain) ?? { domain, linkCount: links.length, linkingPageCount: links.length, pagesRead: 0, sameLinkPageCount: 0, qualifiedRelShare: null, firstSeen: links[0]!.firstSeen }
  const tier = correctedTier(identityTier.judge(domainFacts), domain, corrections)
  const rows = links.map((seen) => {
    const area = correctedArea(seen, corrections)
    const link = area.answer
    const page = link.referringPage === null ? null : (facts.pages.get(pageKey(link.referringPage as Url)) ?? null)
    const linkFacts: LinkFacts = { link, page, host, site, lists, asOf }
    const type = correctedType(linkType.judge({ ...linkFacts, tier: tier.answer }), link, corrections)
    const anchor = correctedAnchor(anchorKind.judge(linkFacts), link, corrections)
    return { linkFacts, link, type: type.answer, anchor: anchor.answer, tier: tier.answer, corrected: [...tier.corrected, ...type.corrected, ...anchor.corrected, ...area.corrected] }
  })
  return { domainFacts, rows }
}

/** Judges all links of one referring domain, which share the findings about the domain. */
function judgeDomain({ domainFacts, rows }: TypedDomain, facts: GatheredFacts, graphMissing: string, profileFindings: FindingIndex): JudgedLink[] {
  const domainFindings = runDomainAudits({ ...domainFacts, links: rows, siteOutlinks: facts.siteOutlinks })
  // The first link of a domain is its oldest that still stands: later ones add less (QU-01).
  const seniority = [...rows].sort((a, b) => Number(isLost(a.link)) - Number(isLost(b.link)) || order(a.link.firstSeen, b.link.firstSeen) || order(a.link.id, b.link.id))
  const kthFromDomain = new Map(seniority.map((row, at) => [row.link.id, at + 1]))
  return rows.map(({ linkFacts, link, type, anchor, tier, corrected }) => {
    const typed = { link, type, anchor, tier }
    const findings = findingsOfLink(typed, [...runLinkAudits({ ...linkFacts, ...typed }), ...domainFindings], profileFindings)
    const risk = judgeRisk(typed, findings, facts.site.profile)
    const quality = linkQuality.judge({ ...linkFacts, ...typed, graphMissing, ...graphFactsOf(domainFacts.graph, link.referringHost), risk, uniqueness: { kthFromDomain: kthFromDomain.get(link.id) ?? 1, sharedHosts: null } })
    return { ...typed, risk, quality, findings, corrected }
  })
}

const isLost = (link: MergedLink) => link.state === 'lost'
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

type Corrected = JudgedLink['corrected']

/**
 * The correction of a field that holds for a link: by its id, or, where a source has since told an anchor text that was
 * not known when a person corrected, by its page and target.
 */
function correctionOf(field: Correction['field'], link: MergedLink, corrections: readonly Correction[]): Correction | undefined {
  const own = corrections.filter((correction) => correction.subject === 'link' && correction.field === field)
  return own.findLast((correction) => correction.key === link.id) ?? own.findLast((correction) => correction.referringPage !== null && correction.referringPage === link.referringPage && correction.target === link.target)
}

function personSays(correction: Correction): Evidence {
  return { rule: 'correction', looked: `corrected by ${correction.by} on ${correction.at.slice(0, 10)}`, found: correction.reason.slice(0, 160), polarity: '+', weight: 0 }
}

function corrected(field: Correction['field'], correction: Correction, was: string): Corrected {
  return [{ field, was, reason: correction.reason, by: correction.by, at: correction.at }]
}

function correctedType(answer: TypeAnswer, link: MergedLink, corrections: readonly Correction[]): { answer: TypeAnswer; corrected: Corrected } {
  const correction = correctionOf('type', link, corrections)
  if (correction === undefined) return { answer, corrected: [] }
  const ruled = { type: answer.type, confidence: answer.confidence }
  return {
    answer: { ...answer, type: correction.value as LinkTypeId, confidence: 1, runnerUp: ruled.type === correction.value ? answer.runnerUp : ruled, evidence: [personSays(correction), ...answer.evidence] },
    corrected: corrected('type', correction, answer.type),
  }
}

function correctedAnchor(answer: AnchorAnswer, link: MergedLink, corrections: readonly Correction[]): { answer: AnchorAnswer; corrected: Corrected } {
  const correction = correctionOf('anchorKind', link, corrections)
  if (correction === undefined) return { answer, corrected: [] }
  return { answer: { ...answer, kind: correction.value as AnchorKind, evidence: [personSays(correction), ...answer.evidence] }, corrected: corrected('anchorKind', correction, answer.kind) }
}

function correctedTier(answer: TierAnswer, domain: string, corrections: readonly Correction[]): { answer: TierAnswer; corrected: Corrected } {
  const correction = corrections.findLast((row) => row.subject === 'domain' && row.field === 'tier' && row.key === domain)
  if (correction === undefined) return { answer, corrected: [] }
  const tier = Number(correction.value) as Tier
  return { answer: { ...answer, tier, name: tiers[tier], confidence: 'high', evidence: [personSays(correction), ...answer.evidence] }, corrected: corrected('tier', correction, String(answer.tier)) }
}

function correctedArea(link: MergedLink, corrections: readonly Correction[]): { answer: MergedLink; corrected: Corrected } {
  const correction = correctionOf('area', link, corrections)
  if (correction === undefined) return { answer: link, corrected: [] }
  return { answer: { ...link, area: correction.value as Area }, corrected: corrected('area', correction, link.area ?? 'unknown') }
}
