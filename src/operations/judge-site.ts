import { anchorVotes, votedPage } from '../audits/anchors/anchor-tests.js'
import { anchorMix } from '../audits/anchors/cohort.js'
import { indexFindings, runProfileAudits, type FindingIndex } from '../audits/index.js'
import { digestDomain } from '../decisions/index.js'
import { slices } from '../lib/slices.js'
import type { BriefLink, MergedLink } from '../model/facts.js'
import type { GraphFacts, HostRanks } from '../model/host-ranks.js'
import type { Finding } from '../model/judgement.js'
import type { Context } from '../model/operation.js'
import type { PastPage } from '../model/past-page.js'
import type { AmendedLink, BriefsOfRows, JudgedNotes, JudgedRows, ReferringDomains, ShortLink, TargetScope } from '../model/outside.js'
import { byDomain, withRanks } from './domain-groups.js'
import { notesOf, profileFacts, type GatheredFacts } from './gather-facts.js'
import { judgeDomain, weighAgain, weighBriefly } from './judge-domain.js'
import { pastInOrder } from './past-in-order.js'

/** The stage of long work in which links are judged. */
export const judgingStage = 'Judging links'

/** Ranks of hosts in the web graph that counts, or why there are none. */
export interface RanksInUse {
  ranks: HostRanks | null
  missing: string
}

/** A table of the same site that was judged earlier, and the referring domains of which something has changed since. */
export interface EarlierTable {
  key: string
  notes: JudgedNotes
  changed: ReadonlySet<string>
}

const noFindings = indexFindings([])
const handedOverAtOnce = 64

/**
 * Judges links one referring domain at a time: all of a site, or those of the domains that changed since an earlier table.
 * What the audits of the whole profile then find makes the links it names riskier, so those are weighed again with it; and
 * where the earlier table was made with other findings, so are the links it named that nothing names any more. Of all
 * others nothing changes.
 */
export function judgeSite(facts: GatheredFacts, graph: RanksInUse, scope: TargetScope, context: Pick<Context, 'index' | 'signal' | 'progress'>, earlier: EarlierTable | undefined): Pick<JudgedRows, 'earlier' | 'rows' | 'amended' | 'notes' | 'digests'> {
  let profileFindings: Finding[] = []
  let anchors = mixOf([])
  const digests = new Map<string, string>()
  async function* groupsOf(from: ReferringDomains | undefined): AsyncGenerator<{ links: MergedLink[]; graph: GraphFacts | null; past: readonly PastPage[] | undefined }> {
    if (from?.domains.length === 0) return
    const past = pastInOrder(context.index.pastPages(scope, from), facts)
    try {
      for await (const group of withRanks(byDomain(context.index.linkRuns(scope, from)), graph.ranks)) {
        context.signal.throwIfAborted()
        yield { ...group, past: await past.of(group.links[0]!.referringDomain) }
      }
    } finally {
      await past.close()
    }
  }
  async function* rows(): AsyncGenerator<BriefLink[]> {
    let done = 0
    let ready: BriefLink[] = []
    const pause = slices()
    for await (const group of groupsOf(earlier === undefined ? undefined : { domains: [...earlier.changed] })) {
      const judged = judgeDomain(group.links, group.graph, group.past, facts, graph.missing)
      const briefs: BriefLink[] = []
      // What is known of a link with all evidence is let go when its brief is made: a domain may have a hundred thousand.
      for (let row = judged.pop(); row !== undefined; row = judged.pop()) briefs.push(weighBriefly(row, noFindings))
      briefs.reverse()
      keepDigest(digests, briefs)
      for (const brief of briefs) ready.push(brief)
      done += briefs.length
      context.progress({ stage: judgingStage, done, total: facts.linkCount, unit: 'links' })
      // Handed over some at a time: of most domains there are few, and each hand-over costs as much as a rule.
      if (ready.length >= handedOverAtOnce) {
        yield ready
        ready = []
      }
      // Links that are merged ahead come in meanwhile, as does the word to stop.
      await pause()
    }
    yield ready
  }
  async function* amended(links: readonly ShortLink[], briefsOf: BriefsOfRows): AsyncGenerator<AmendedLink> {
    const pause = slices()
    profileFindings = await runProfileAudits(profileFacts(facts, links), () => {
      context.signal.throwIfAborted()
      return pause()
    })
    anchors = mixOf(links)
    const found = indexFindings(profileFindings)
    for (const { rows, named } of otherwiseNamed(links, found, earlier)) {
      context.signal.throwIfAborted()
      const weighed = (await briefsOf(rows)).map((brief) => weighAgain(brief, found, facts.site.profile))
      for (const briefs of groupedByDomain(weighed)) keepDigest(digests, briefs)
      for (const [at, brief] of weighed.entries()) if (named.has(rows[at]!)) yield { row: rows[at]!, brief }
    }
  }
  return { ...(earlier === undefined ? {} : { earlier: { key: earlier.key, without: earlier.changed } }), rows: rows(), amended, notes: () => notesOf(facts, profileFindings, anchors), digests: () => digests }
}

/** Keeps what decisions ask of a domain; of all its links, since the findings of the profile may name a few of them. */
function keepDigest(digests: Map<string, string>, briefs: readonly BriefLink[]): void {
  const { referringDomain } = briefs[0]!.link
  digests.set(referringDomain, JSON.stringify(digestDomain(referringDomain, briefs.length === 1 ? briefs : [...briefs].sort((a, b) => (a.link.id < b.link.id ? -1 : 1)))))
}

const mixOf = (links: readonly ShortLink[]) => anchorMix(anchorVotes(links, votedPage))

/** Links that are weighed again at one go. */
const weighedAtOnce = 2_000

/**
 * Links of which the findings of the profile say something else than what they were judged with, as rows, a few thousand
 * at a time; and with them all links of their domains, of which digests are made.
 */
function* otherwiseNamed(links: readonly ShortLink[], found: FindingIndex, earlier: EarlierTable | undefined): Generator<{ rows: number[]; named: ReadonlySet<number> }> {
  const before = earlier === undefined ? noFindings : indexFindings(earlier.notes.profileFindings)
  if (found.byLink.size === 0 && before.byLink.size === 0) return
  let rows: number[] = []
  let named = new Set<number>()
  for (let first = 0; first < links.length;) {
    const domain = links[first]!.link.referringDomain
    const namedBefore = named.size
    let last = first
    for (; last < links.length && links[last]!.link.referringDomain === domain; last += 1) {
      const { id } = links[last]!.link
      const judgedWith = earlier?.changed.has(domain) === true ? undefined : before.byLink.get(id)
      if (saidBy(found.byLink.get(id)) !== saidBy(judgedWith)) named.add(last)
    }
    if (named.size > namedBefore) for (let row = first; row < last; row += 1) rows.push(row)
    first = last
    if (rows.length < weighedAtOnce && (first < links.length || rows.length === 0)) continue
    yield { rows, named }
    rows = []
    named = new Set()
  }
}

/** Runs of links of one domain. */
function* groupedByDomain(briefs: readonly BriefLink[]): Generator<BriefLink[]> {
  for (let first = 0; first < briefs.length;) {
    const domain = briefs[first]!.link.referringDomain
    let last = first + 1
    while (last < briefs.length && briefs[last]!.link.referringDomain === domain) last += 1
    yield briefs.slice(first, last)
    first = last
  }
}

/** What findings of the profile add to the risk of a link, in their order. */
function saidBy(findings: readonly Finding[] | undefined): string {
  return findings === undefined ? '' : findings.map(({ audit, rule, strength }) => `${audit} ${rule} ${strength}`).join('\n')
}
