import type { AnchorMix, MoneyLevel, MoneyShare } from '../../model/anchor-mix.js'
import type { AnchorKind, LinkTypeId } from '../../model/link-types.js'
import type { AnchorAnswer, MergedLink, TypeAnswer } from '../../model/facts.js'
import { isFollowed } from '../../model/link.js'
import { pageKey, parseUrl } from '../../model/url.js'
import { betaCdf, betaQuantile, binomialTail, discoveries, fisherExact } from './statistics.js'

/**
 * Over-optimisation tests of anchor texts (anchors.md section 4). All of them count votes, never raw links, and none
 * knows what an audit is: profile audits turn these figures into verdicts.
 */

/** What the tests read of a judged link. */
export interface AnchoredLink {
  link: Pick<MergedLink, 'id' | 'state' | 'rel' | 'robots' | 'area' | 'anchorText' | 'referringDomain' | 'target' | 'targetDomain' | 'firstSeen'>
  type: Pick<TypeAnswer, 'type'>
  anchor: Omit<AnchorAnswer, 'evidence'>
}

/** One vote (AN-10): an owner cluster that uses one anchor for one target page. */
export interface AnchorVote {
  cluster: string
  /** Normalised anchor text (AN-01). */
  anchor: string
  /** The anchor as first seen, for evidence. */
  shown: string
  targetPage: string
  kind: AnchorKind
  grade: 0 | 1 | 2 | 3
  /** Type of the page that holds the link. */
  type: LinkTypeId
  /** Slot pattern such as `[service] [place]`, or null (AN-14). */
  template: string | null
  firstSeen: string
  /** Made when asked for: of nearly all votes nobody asks. */
  readonly linkIds: string[]
  /** Why the vote never counts as money: a brand made of money words, a directory's own template, a page title, a menu. */
  excused: 'generic-brand' | 'directory-template' | 'title' | 'navigation' | null
}

/** Types that are no editor's choice of words: copies, hacked pages, statistics, archives, ads (AN-10). */
const uncountedTypes: ReadonlySet<LinkTypeId> = new Set(['LT-16', 'LT-20', 'LT-28', 'LT-29', 'LT-31'])

/**
 * Votes of a profile: live, followed, indexable links with a known anchor, one for each (cluster, anchor, target page).
 * `clusterOf` names the owner of a link; the referring domain stands for it where owners are not known.
 */
export function anchorVotes(
  links: readonly AnchoredLink[],
  targetPageOf: (link: AnchoredLink) => string,
  clusterOf: (link: AnchoredLink) => string = (link) => link.link.referringDomain,
): AnchorVote[] {
  const ballots = new Map<string, Map<number, Ballot>>()
  const anchorNumbers = new Map<string, number>()
  const pageNumbers = new Map<string, number>()
  const votes: Ballot[] = []
  for (const judged of links) {
    const { link, anchor, type } = judged
    if (link.state === 'lost' || anchor.kind === 'AK-UNKNOWN' || uncountedTypes.has(type.type)) continue
    if (!isFollowed(link.rel, link.robots) || link.robots.includes('noindex')) continue
    const cluster = clusterOf(judged)
    const targetPage = targetPageOf(judged)
    let ofCluster = ballots.get(cluster)
    if (ofCluster === undefined) ballots.set(cluster, (ofCluster = new Map<number, Ballot>()))
    // Numbers instead of texts joined to a key: of a million links that is a million texts less.
    const key = numberOf(anchorNumbers, anchor.normalised) * pageNumbersMax + numberOf(pageNumbers, targetPage)
    const known = ofCluster.get(key)
    if (known !== undefined) {
      known.add(judged)
      continue
    }
    const ballot = new Ballot(cluster, targetPage, judged)
    ofCluster.set(key, ballot)
    votes.push(ballot)
  }
  return votes.sort((a, b) => compare(a.cluster, b.cluster) || compare(a.anchor, b.anchor) || compare(a.targetPage, b.targetPage))
}

/** More than any profile has links; a number of an anchor text times this is exact in a double. */
const pageNumbersMax = 2 ** 26

function numberOf(numbers: Map<string, number>, text: string): number {
  let number = numbers.get(text)
  if (number === undefined) numbers.set(text, (number = numbers.size))
  return number
}

/** A vote while it is counted: of nearly all nobody asks for more than a few fields, so the rest is read from its first link. */
class Ballot implements AnchorVote {
  readonly anchor: string
  private others: AnchoredLink[] | undefined

  constructor(readonly cluster: string, readonly targetPage: string, private first: AnchoredLink) {
    this.anchor = first.anchor.normalised
  }

  /** The earliest sighting speaks for a vote; ties go by link id, so that the order of the input has no say. */
  add(judged: AnchoredLink): void {
    const isEarlier = inTime(judged, this.first) < 0
    const later = isEarlier ? this.first : judged
    if (isEarlier) this.first = judged
    if (this.others === undefined) this.others = [later]
    else this.others.push(later)
  }

  get shown() {
    return this.first.link.anchorText ?? ''
  }
  get kind() {
    const { kind, altKind } = this.first.anchor
    return kind === 'AK-IMG' && altKind !== null ? altKind : kind
  }
  get grade() {
    return this.first.anchor.grade
  }
  get type() {
    return this.first.type.type
  }
  get template() {
    return templateFlag(this.first.anchor.flags)
  }
  get firstSeen() {
    return this.first.link.firstSeen
  }
  get linkIds() {
    return [this.first, ...(this.others?.sort(inTime) ?? [])].map((judged) => judged.link.id)
  }
  get excused() {
    return excuse(this.first, this.kind)
  }
}

function inTime({ link: a }: AnchoredLink, { link: b }: AnchoredLink): number {
  return compare(a.firstSeen, b.firstSeen) || compare(a.id, b.id)
}

function templateFlag(flags: readonly string[]): string | null {
  return flags.find((flag) => flag.startsWith('template:'))?.slice('template:'.length) ?? null
}

function excuse({ link, anchor, type }: AnchoredLink, kind: AnchorKind): AnchorVote['excused'] {
  if (anchor.flags.includes('brand-equals-money')) return 'generic-brand'
  if (anchor.flags.includes('title-quote')) return 'title'
  // A directory prints category and city itself; nobody chose those words for this one clinic.
  if (type.type === 'LT-03' && (kind === 'AK-EXACT' || kind === 'AK-PARTIAL')) return 'directory-template'
  // "Cardiology clinic" in the menu of a partner hospital names a department; a menu has no towns and prices in it.
  if ((link.area === 'nav' || link.area === 'header') && anchor.grade === 2) return 'navigation'
  return null
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Page a link points to, for counting: two addresses of one page are one. */
export function votedPage({ link }: AnchoredLink): string {
  if (link.target === null) return link.targetDomain
  const known = pagesOfTargets.get(link.target)
  if (known !== undefined) return known
  const target = parseUrl(link.target)
  const page = target === undefined ? link.targetDomain : pageKey(target)
  if (pagesOfTargets.size >= targetsMax) pagesOfTargets.clear()
  pagesOfTargets.set(link.target, page)
  return page
}

/** Many links point to few pages. */
const pagesOfTargets = new Map<string, string>()
const targetsMax = 10_000

/** True for a vote that AN-11 counts: exact or brand with money, grade C2 or C3, without an excuse. */
export function isMoneyVote(vote: AnchorVote): boolean {
  // In the order of what costs least: of nearly all votes the grade is low.
  if (vote.grade < 2) return false
  const { kind } = vote
  return (kind === 'AK-EXACT' || kind === 'AK-COMPOUND') && vote.excused === null
}

export function clusterCount(votes: readonly AnchorVote[]): number {
  const clusters = new Set<string>()
  let last: string | undefined
  // Votes of one cluster mostly stand together.
  for (const { cluster } of votes) {
    if (cluster !== last) clusters.add(cluster)
    last = cluster
  }
  return clusters.size
}

/**
 * AN-11: share of clusters with commercial anchors under a Beta(0.6, 11.4) prior. `n` below 8 gives no level unless all
 * of at least six say the same.
 */
export function moneyShare(n: number, k: number): MoneyShare {
  const a = 0.6 + k
  const b = 11.4 + n - k
  const over15 = 1 - betaCdf(0.15, a, b)
  const over30 = 1 - betaCdf(0.3, a, b)
  const enough = n >= 8 || (k === n && n >= 6)
  const level: MoneyLevel = !enough ? 'none' : over30 >= 0.9 && k >= 6 ? 'high' : over15 >= 0.95 && k >= 4 ? 'caution' : over15 >= 0.8 ? 'watch' : 'none'
  return { n, k, mean: a / (a + b), low: betaQuantile(0.05, a, b), high: betaQuantile(0.95, a, b), over15, over30, level }
}

/** AN-11 on votes: n clusters with a known anchor, k of them with at least one money vote. */
export function moneyShareOf(votes: readonly AnchorVote[]): MoneyShare {
  return moneyShare(clusterCount(votes), clusterCount(votes.filter(isMoneyVote)))
}

export interface PhraseConcentration {
  phrase: string
  count: number
  share: number
  p: number
  /** Stays after false discovery control at 5 %. */
  significant: boolean
  grade: 0 | 1 | 2 | 3
  severity: 'medium' | 'high'
}

const unphrasedKinds: ReadonlySet<AnchorKind> = new Set(['AK-EMPTY', 'AK-URL', 'AK-PHONE', 'AK-BRAND', 'AK-GENERIC', 'AK-UNKNOWN', 'AK-IMG', 'AK-TITLE'])

/** What begins with the name of the provider is said of the provider; whether too many do so together is for AN-11 to tell. */
const beginsWithName = (vote: AnchorVote) => vote.kind === 'AK-COMPOUND' && vote.template?.startsWith('[brand]') === true

/** AN-12: phrases that too many clusters share, each against a binomial with p0 = 0.05. Strongest first. */
export function phraseConcentration(votes: readonly AnchorVote[]): PhraseConcentration[] {
  const n = clusterCount(votes)
  const byPhrase = new Map<string, { clusters: Set<string>; grade: 0 | 1 | 2 | 3 }>()
  for (const vote of votes) {
    if (unphrasedKinds.has(vote.kind) || vote.excused !== null || beginsWithName(vote)) continue
    const entry = byPhrase.get(vote.anchor) ?? { clusters: new Set(), grade: vote.grade }
    entry.clusters.add(vote.cluster)
    if (vote.grade > entry.grade) entry.grade = vote.grade
    byPhrase.set(vote.anchor, entry)
  }
  const rows = [...byPhrase].filter(([, entry]) => entry.clusters.size >= 3)
  const pValues = rows.map(([, entry]) => binomialTail(n, entry.clusters.size, 0.05))
  const kept = discoveries(pValues, 0.05)
  return rows
    .map(([phrase, { clusters, grade }], i) => {
      const share = clusters.size / n
      return { phrase, count: clusters.size, share, p: pValues[i]!, significant: kept[i]!, grade, severity: grade === 3 && share >= 0.25 ? ('high' as const) : ('medium' as const) }
    })
    .sort((a, b) => b.count - a.count || compare(a.phrase, b.phrase))
}

export interface MonotonePage {
  targetPage: string
  anchor: string
  count: number
  n: number
  share: number
}

/** AN-13: target pages with at least six clusters of which half or more use one same commercial anchor. */
export function monotonePages(votes: readonly AnchorVote[]): MonotonePage[] {
  const pages = new Map<string, { clusters: Set<string>; anchors: Map<string, Set<string>> }>()
  for (const vote of votes) {
    const page = pages.get(vote.targetPage) ?? { clusters: new Set(), anchors: new Map<string, Set<string>>() }
    pages.set(vote.targetPage, page)
    page.clusters.add(vote.cluster)
    if (vote.grade < 2 || vote.excused !== null || unphrasedKinds.has(vote.kind)) continue
    page.anchors.set(vote.anchor, (page.anchors.get(vote.anchor) ?? new Set()).add(vote.cluster))
  }
  const found: MonotonePage[] = []
  for (const [targetPage, { clusters, anchors }] of pages) {
    if (clusters.size < 6) continue
    for (const [anchor, users] of anchors) {
      const share = users.size / clusters.size
      if (share >= 0.5) found.push({ targetPage, anchor, count: users.size, n: clusters.size, share })
    }
  }
  return found.sort((a, b) => b.share - a.share || compare(a.targetPage, b.targetPage) || compare(a.anchor, b.anchor))
}

export interface TemplatePattern {
  template: string
  clusters: string[]
  anchors: string[]
  /** Most clusters that first used it within 60 days. */
  inWindow: number
  /** Hosts typed guest post, paid or link farm among them. */
  placedHosts: number
  severity: 'medium' | 'high'
}

const placedTypes: ReadonlySet<LinkTypeId> = new Set(['LT-02', 'LT-18', 'LT-19'])
const windowMs = 60 * 24 * 60 * 60 * 1000

/** AN-14: one slot pattern on at least three clusters within 60 days, or at least four overall. */
export function templatePatterns(votes: readonly AnchorVote[]): TemplatePattern[] {
  const byTemplate = new Map<string, AnchorVote[]>()
  for (const vote of votes) {
    // A phrase without place or modifier is just the service's name; a pattern needs a second slot.
    if (vote.template === null || !vote.template.includes(' ') || vote.excused !== null || vote.grade < 2) continue
    const users = byTemplate.get(vote.template)
    if (users === undefined) byTemplate.set(vote.template, [vote])
    else users.push(vote)
  }
  const found: TemplatePattern[] = []
  for (const [template, users] of byTemplate) {
    const earliest = new Map<string, number>()
    for (const vote of users) earliest.set(vote.cluster, Math.min(earliest.get(vote.cluster) ?? Infinity, Date.parse(vote.firstSeen)))
    const times = [...earliest.values()].filter(Number.isFinite).sort((a, b) => a - b)
    let inWindow = 0
    for (let from = 0, to = 0; to < times.length; to += 1) {
      while (times[to]! - times[from]! > windowMs) from += 1
      inWindow = Math.max(inWindow, to - from + 1)
    }
    if (inWindow < 3 && earliest.size < 4) continue
    const placedHosts = new Set(users.filter((vote) => placedTypes.has(vote.type)).map((vote) => vote.cluster)).size
    found.push({
      template, inWindow, placedHosts, clusters: [...earliest.keys()].sort(), anchors: [...new Set(users.map((vote) => vote.anchor))].sort(),
      severity: placedHosts >= 2 ? 'high' : 'medium',
    })
  }
  return found.sort((a, b) => b.clusters.length - a.clusters.length || compare(a.template, b.template))
}

export interface TwoSided {
  /** Counts of clusters: with and without the property, on the suspected and the plain side. */
  suspected: { with: number; of: number }
  plain: { with: number; of: number }
  p: number
  oddsRatio: number
  significant: boolean
}

const selfPlaced: ReadonlySet<LinkTypeId> = new Set(['LT-02', 'LT-08', 'LT-11', 'LT-14', 'LT-18'])
const independent: ReadonlySet<LinkTypeId> = new Set(['LT-01', 'LT-04', 'LT-05', 'LT-23'])

/** A link that somebody placed for himself and whose text is exactly a commercial phrase. */
export function isPlacedExact(vote: AnchorVote): boolean {
  return selfPlaced.has(vote.type) && isExactMoney(vote)
}

function isExactMoney(vote: AnchorVote): boolean {
  return vote.kind === 'AK-EXACT' && vote.grade >= 2 && vote.excused === null
}

const recentMs = 90 * 24 * 60 * 60 * 1000

export function isRecent(vote: Pick<AnchorVote, 'firstSeen'>, asOf: string): boolean {
  return Date.parse(vote.firstSeen) >= Date.parse(asOf) - recentMs
}

/** AN-15: do self-placed links carry the keywords? Null with fewer than five clusters on a side: silent. */
export function sourceConditioned(votes: readonly AnchorVote[]): TwoSided | null {
  const side = (types: ReadonlySet<LinkTypeId>) => {
    const ours = votes.filter((vote) => types.has(vote.type))
    return { with: clusterCount(ours.filter(isExactMoney)), of: clusterCount(ours) }
  }
  const suspected = side(selfPlaced)
  const plain = side(independent)
  if (suspected.of < 5 || plain.of < 5) return null
  const { p, oddsRatio } = fisherExact(suspected.with, suspected.of - suspected.with, plain.with, plain.of - plain.with)
  return { suspected, plain, p, oddsRatio, significant: p < 0.05 && oddsRatio >= 4 }
}

/** AN-16: are money anchors more frequent in the last 90 days than before? Null where either side is empty. */
export function anchorShift(votes: readonly AnchorVote[], asOf: string): TwoSided | null {
  const [recent, before]: [AnchorVote[], AnchorVote[]] = [[], []]
  for (const vote of votes) (isRecent(vote, asOf) ? recent : before).push(vote)
  const side = (ours: readonly AnchorVote[]) => ({ with: clusterCount(ours.filter(isMoneyVote)), of: clusterCount(ours) })
  const suspected = side(recent)
  const plain = side(before)
  if (suspected.of === 0 || plain.of === 0) return null
  const { p, oddsRatio } = fisherExact(suspected.with, suspected.of - suspected.with, plain.with, plain.of - plain.with)
  const rise = suspected.with / suspected.of - plain.with / plain.of
  return { suspected, plain, p, oddsRatio, significant: p < 0.01 && rise >= 0.15 }
}

/** AN-17: normalised entropy and Herfindahl index over anchors that are neither brand nor URL. Descriptive only. */
export function anchorDiversity(votes: readonly AnchorVote[]): AnchorMix['diversity'] {
  const counts = new Map<string, Set<string>>()
  for (const vote of votes) {
    if (vote.kind === 'AK-BRAND' || vote.kind === 'AK-URL' || vote.kind === 'AK-EMPTY') continue
    counts.set(vote.anchor, (counts.get(vote.anchor) ?? new Set()).add(vote.cluster))
  }
  const sizes = [...counts.values()].map((clusters) => clusters.size).sort((a, b) => a - b)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  if (total === 0) return { distinct: 0, entropy: null, herfindahl: null }
  const shares = sizes.map((size) => size / total)
  const entropy = sizes.length < 2 ? null : -shares.reduce((sum, share) => sum + share * Math.log(share), 0) / Math.log(sizes.length)
  return { distinct: sizes.length, entropy, herfindahl: shares.reduce((sum, share) => sum + share * share, 0) }
}

/** Contributions of the tests to the composite (4.6). */
export const anchorRiskSteps = { watch: 0.1, medium: 0.25, caution: 0.35, high: 0.6, sourceHigh: 0.4 } as const

/** Composite anchor risk 0–100 from the steps that fired: 100 · (1 − Π(1 − s)). */
export function anchorRisk(steps: readonly number[]): number {
  return 100 * (1 - steps.reduce((rest, step) => rest * (1 - step), 1))
}
