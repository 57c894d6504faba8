import { createHash } from 'node:crypto'
import identityTier from '../audits/domain/identity-tier.js'
import anchorKind from '../audits/link/anchor-kind.js'
import linkQuality from '../audits/link/link-quality.js'
import linkType from '../audits/link/link-type.js'
import { graphFactsOf } from '../audits/quality/graph-facts.js'
import { hostHealthOf } from '../audits/quality/host-health.js'
import type { QualityFacts } from '../audits/quality/quality-parts.js'
import { findingsOfLink, indexFindings, judgeRisk, riskVersion, runDomainAudits, runLinkAudits, runProfileAudits, type FindingIndex, type TypedLink } from '../audits/index.js'
import { CitewellError } from '../model/error.js'
import type { BriefLink, DomainFacts, JudgedLink, MergedLink, TypeAnswer } from '../model/facts.js'
import type { GraphFacts, HostRank, HostRanks } from '../model/host-ranks.js'
import type { Evidence, Finding } from '../model/judgement.js'
import type { Context } from '../model/operation.js'
import type { JudgedNotes, JudgedRows, LinkIndex, ReferringDomain, TargetScope } from '../model/outside.js'
import { pageKey, type Url } from '../model/url.js'
import { correctedAnchor, correctedArea, correctedTier, correctedType, type Corrected } from './corrected.js'
import { gatherFacts, notesOf, profileFacts, type GatheredFacts } from './gather-facts.js'
import { onceAtATime } from './judge-once.js'
import { withHostRanks } from './ranks-in-use.js'
import { shortLinks } from './short-links.js'

type Reads = Pick<Context, 'index' | 'desk' | 'lists' | 'graphs' | 'now' | 'signal' | 'progress'>

/** Ages count in quality, but not so that yesterday's answer is worth working out anew each day. */
const freshDays = 7

/** Of what is kept of each link: a table of another version is made anew. */
const tableVersion = 4

/**
 * Name of the judged table that is right now: everything the answers depend on. A new batch, a correction, a changed
 * profile, other lists, rules or ranks, or a new week make a new name, and the table is worked out again when next read.
 */
async function judgedKey(scope: TargetScope, ranks: string, context: Reads): Promise<string> {
  const week = Math.floor(Date.parse(context.now) / 86_400_000 / freshDays)
  const parts = [tableVersion, await context.index.generation(), await context.desk.revision(scope.domain), context.lists.version, judgementVersions(), week, ranks]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24)
}

export function judgementVersions(): Record<string, string> {
  return { ...Object.fromEntries([linkType, anchorKind, identityTier, linkQuality].map(({ id, version }) => [id, version])), risk: riskVersion }
}

/** Judges every link of a site unless that was done since anything changed; gives the name of the judged table. */
export async function ensureJudged(scope: TargetScope, context: Reads, options: JudgeOptions = {}): Promise<string> {
  const ranksName = await withHostRanks(context.graphs, async (ranks, missing) => nameOf({ ranks, missing }))
  const key = await judgedKey(scope, ranksName, context)
  if (await context.index.hasJudged(scope, key)) return key
  await onceAtATime(context.index, JSON.stringify([key, scope]), context, async (watcher) => {
    const shared = { ...context, ...watcher }
    // Opened for this work alone: who asked for it first may give up, and close what he had open.
    await withHostRanks(context.graphs, async (ranks, missing) => {
      if (nameOf({ ranks, missing }) !== ranksName) throw new CitewellError('conflict', `Another web graph was put in use in this moment. Ask for the links of ${scope.domain} again.`)
      const facts = await gatherFacts(scope, shared)
      await context.index.writeJudged(scope, key, judgeSite(facts, { ranks, missing }, scope, shared, options.heldLinksMax ?? heldLinksMax))
    })
  })
  return key
}

function nameOf({ ranks, missing }: RanksInUse): string {
  return ranks?.checksum ?? missing
}

/**
 * One link of a judged table with all evidence: it is judged again beside the other links of its referring domain, by the
 * facts and the findings about its domain and the whole profile that the table was made from. Undefined if there is no such link.
 */
export async function explainLink(scope: TargetScope, key: string, linkId: string, context: Reads): Promise<JudgedLink | undefined> {
  const brief = await context.index.judgedLink(scope, key, linkId)
  if (brief === undefined) return undefined
  const { notes, profileFindings } = await keptNotes(scope, key, context.index)
  const from: ReferringDomain = { domain: brief.link.referringDomain }
  return withHostRanks(context.graphs, async (ranks, missing) => {
    const facts = await gatherFacts(scope, context, { from, notes })
    for await (const { links, graph } of withRanks(byDomain(context.index.links(scope, from)), ranks)) {
      const [row] = judgeDomain(links, graph, facts, missing, { id: linkId, domainFindings: brief.findings.filter(({ judges }) => judges === 'domain') })
      if (row !== undefined) return weigh(row, profileFindings)
    }
    return undefined
  })
}

interface IndexedNotes {
  notes: JudgedNotes
  profileFindings: FindingIndex
}

const lastNotes = new WeakMap<LinkIndex, { name: string; indexed: IndexedNotes }>()

/** The notes of a judged table. Findings of a large profile name hundreds of thousands of links, and people look at one link after another. */
async function keptNotes(scope: TargetScope, key: string, index: LinkIndex): Promise<IndexedNotes> {
  const name = JSON.stringify([key, scope])
  const last = lastNotes.get(index)
  if (last?.name === name) return last.indexed
  const notes = await index.judgedNotes(scope, key)
  const indexed = { notes, profileFindings: indexFindings(notes.profileFindings) }
  lastNotes.set(index, { name, indexed })
  return indexed
}

/** Ranks of hosts in the web graph that counts, or why there are none. */
interface RanksInUse {
  ranks: HostRanks | null
  missing: string
}

const noFindings = indexFindings([])

/** Links up to which everything known of each is held until the profile was looked at; past it memory counts more than time. */
const heldLinksMax = 30_000

interface JudgeOptions {
  /** The same answers come out whatever it is. */
  heldLinksMax?: number
}

/**
 * Judges in one pass, one referring domain at a time. What the audits of the whole profile then find makes the links it
 * names riskier, so those are weighed again; of all others nothing changes. Of a very large profile only short answers
 * are held meanwhile, and the domains of the named links are read again.
 */
function judgeSite(facts: GatheredFacts, { ranks, missing }: RanksInUse, scope: TargetScope, context: Reads, heldMax: number): JudgedRows {
  const holds = (facts.linkCount ?? 0) <= heldMax
  const held: DomainRow[] = []
  let typed: TypedLink[] = []
  const shortOf = shortLinks()
  let profileFindings: Finding[] | undefined
  const findProfile = () => {
    if (profileFindings === undefined) {
      profileFindings = runProfileAudits(profileFacts(facts, typed))
      // Of a million links they are the largest part of what is in memory, and nobody reads them again.
      typed = []
    }
    return profileFindings
  }
  async function* rows(): AsyncGenerator<BriefLink> {
    for await (const { links, graph } of withRanks(byDomain(context.index.links(scope)), ranks)) {
      context.signal.throwIfAborted()
      for (const row of judgeDomain(links, graph, facts, missing)) {
        yield briefOf(weigh(row, noFindings))
        if (holds) held.push(withoutEvidence(row))
        typed.push(holds ? row.facts : shortOf(row.facts))
      }
      context.progress({ stage: 'Judging links', done: typed.length, total: facts.linkCount, unit: 'links' })
    }
  }
  async function* amended(): AsyncGenerator<BriefLink> {
    const found = indexFindings(findProfile())
    if (found.byLink.size === 0 && found.byDomain.size === 0) return
    const isNamed = ({ id, referringDomain }: MergedLink) => found.byLink.has(id) || found.byDomain.has(referringDomain)
    if (holds) {
      for (const row of held) if (isNamed(row.facts.link)) yield briefOf(weigh(row, found))
      return
    }
    for await (const { links, graph } of withRanks(byDomain(context.index.links(scope)), ranks)) {
      context.signal.throwIfAborted()
      if (!links.some(isNamed)) continue
      for (const row of judgeDomain(links, graph, facts, missing)) if (isNamed(row.facts.link)) yield briefOf(weigh(row, found))
    }
  }
  return { rows: rows(), amended, notes: () => notesOf(facts, findProfile()) }
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

/** A link with everything that is known of it before the findings of the whole profile. */
interface DomainRow {
  facts: Omit<QualityFacts, 'risk'>
  corrected: Corrected
  /** Findings about the link and its domain. */
  own: Finding[]
}

const nobody: ReadonlySet<string> = new Set()

/**
 * Judges all links of one referring domain, which share its tier and the findings about it; or `only` one of them, of
 * whose domain it was found before what there is to find.
 */
function judgeDomain(links: readonly MergedLink[], graph: GraphFacts | null, gathered: GatheredFacts, graphMissing: string, only?: { id: string; domainFindings: Finding[] }): DomainRow[] {
  const domain = links[0]!.referringDomain
  const { site, lists, asOf, corrections } = gathered
  const domainFacts: DomainFacts = { domain, hosts: [...new Set(links.map((link) => link.referringHost))], pages: gathered.pagesOfDomain.get(domain) ?? [], site, lists, graph }
  const host = gathered.hosts.get(domain) ?? { domain, linkCount: links.length, linkingPageCount: links.length, pagesRead: 0, sameLinkPageCount: 0, qualifiedRelShare: null, firstSeen: links[0]!.firstSeen }
  const { answer: tier, corrected: tierCorrected } = correctedTier(identityTier.judge(domainFacts), domain, corrections)
  const present = corrections.byPlace.size === 0 ? nobody : new Set(links.map(({ id }) => id))
  const samePages = linksOfPages(links)
  const places = placesOf(links)
  const hostHealth = hostHealthOf(domainFacts)
  const rows = (only === undefined ? links : links.filter(({ id }) => id === only.id)).map((seen): DomainRow => {
    const { answer: link, corrected: areaCorrected } = correctedArea(seen, corrections, present)
    const key = keyOf(link, gathered)
    const page = key === null ? null : (gathered.pages.get(key) ?? null)
    const kin = key === null ? null : (gathered.kin.get(key) ?? null)
    const samePage = samePages.get(seen.referringPage) ?? null
    const seenFacts = { link, page, host, kin, samePage, site, lists, asOf, tier }
    const { answer: type, corrected: typeCorrected } = correctedType(linkType.judge(seenFacts), link, corrections, present)
    const { answer: anchor, corrected: anchorCorrected } = correctedAnchor(anchorKind.judge(seenFacts), link, corrections, present)
    const { authority, trust, spamMass, graphMissing: missingHere } = graphFactsOf(graph, link.referringHost)
    // One object of one shape for all audits: most of what judging costs besides the rules is making objects.
    const facts: DomainRow['facts'] = {
      link, page, host, kin, samePage, site, lists, asOf, tier, type, anchor, hostHealth, authority, trust, spamMass, graphMissing: missingHere ?? graphMissing,
      canonicalLacksLink: key !== null && gathered.linklessCanonicals.has(key), uniqueness: { kthFromDomain: places.get(link.id) ?? 1, sharedHosts: null },
    }
    const isCorrected = tierCorrected.length + typeCorrected.length + anchorCorrected.length + areaCorrected.length > 0
    return { facts, own: noFinding, corrected: isCorrected ? [...tierCorrected, ...typeCorrected, ...anchorCorrected, ...areaCorrected] : nothingCorrected }
  })
  const domainFindings = only?.domainFindings ?? runDomainAudits({ ...domainFacts, links: rows.map(({ facts }) => facts), siteOutlinks: gathered.siteOutlinks })
  for (const row of rows) {
    const found = runLinkAudits(row.facts)
    row.own = found.length === 0 ? domainFindings : domainFindings.length === 0 ? found : [...found, ...domainFindings]
  }
  return rows
}

const noFinding: Finding[] = []
const nothingCorrected: Corrected = []

/** Which of its domain each link is, from 1: the first is the oldest that still stands, and later ones add less (QU-01). */
function placesOf(links: readonly MergedLink[]): ReadonlyMap<string, number> {
  const seniority = links.length === 1 ? links : [...links].sort((a, b) => Number(isLost(a)) - Number(isLost(b)) || order(a.firstSeen, b.firstSeen) || order(a.id, b.id))
  return new Map(seniority.map(({ id }, at) => [id, at + 1]))
}

/** The key for "the same page"; null where nothing is known of any page, which spares reading the address. */
function keyOf({ referringPage }: MergedLink, { pages, linklessCanonicals }: GatheredFacts): string | null {
  return referringPage === null || (pages.size === 0 && linklessCanonicals.size === 0) ? null : pageKey(referringPage as Url)
}

/** Risk and quality of a link, on all findings that concern it. */
function weigh({ facts, corrected, own }: DomainRow, profileFindings: FindingIndex): JudgedLink {
  const { link, type, anchor, tier, site } = facts
  const findings = findingsOfLink(facts, own, profileFindings)
  const risk = judgeRisk(facts, findings, site.profile)
  return { link, type, anchor, tier, risk, quality: linkQuality.judge({ ...facts, risk }), findings, corrected }
}

const noEvidence: Evidence[] = []
/** Tiers whose links the report shows with the reasons for tier and type. */
const shownTierMax = 3

/** What is kept of a row for the audits of the whole profile, and for weighing it again. */
function withoutEvidence(row: DomainRow): DomainRow {
  row.facts.type = briefType(row.facts)
  return row
}

function briefType({ type, tier }: TypedLink): TypeAnswer {
  return tier.tier <= shownTierMax ? type : { ...type, evidence: noEvidence }
}

function briefOf({ link, type, anchor, tier, risk, quality, findings, corrected }: JudgedLink): BriefLink {
  return {
    link, findings, corrected,
    type: briefType({ link, type, anchor, tier }),
    anchor: { ...anchor, evidence: noEvidence },
    tier: tier.tier <= shownTierMax ? tier : { ...tier, evidence: noEvidence },
    risk: { risk: risk.risk, agency: risk.agency, action: risk.action },
    quality: { score: quality.score, unrounded: quality.unrounded, beforeRisk: quality.beforeRisk, band: quality.band, coverage: quality.coverage },
  }
}

/** How many links each page holds, and how many of them stand in prose. */
function linksOfPages(links: readonly MergedLink[]): ReadonlyMap<string | null, { linkCount: number; proseCount: number }> {
  const counts = new Map<string | null, { linkCount: number; proseCount: number }>()
  for (const { referringPage, cues } of links) {
    if (referringPage === null) continue
    const count = counts.get(referringPage) ?? { linkCount: 0, proseCount: 0 }
    count.linkCount += 1
    if (cues.includes('prose') && !cues.includes('caption')) count.proseCount += 1
    counts.set(referringPage, count)
  }
  return counts
}

const isLost = (link: MergedLink) => link.state === 'lost'
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
