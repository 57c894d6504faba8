import { anchorVotes, votedPage } from '../audits/anchors/anchor-tests.js'
import { anchorMix } from '../audits/anchors/cohort.js'
import { indexFindings, runProfileAudits, type FindingIndex } from '../audits/index.js'
import { digestDomain } from '../decisions/index.js'
import type { BriefLink, MergedLink } from '../model/facts.js'
import type { GraphFacts, HostRanks } from '../model/host-ranks.js'
import type { Finding } from '../model/judgement.js'
import type { Context } from '../model/operation.js'
import type { JudgedNotes, JudgedRows, ReferringDomains, ShortLink, TargetScope } from '../model/outside.js'
import { byDomain, withRanks } from './domain-groups.js'
import { notesOf, profileFacts, withHosts, type GatheredFacts } from './gather-facts.js'
import { briefOf, judgeDomain, weigh } from './judge-domain.js'

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

/**
 * Judges links one referring domain at a time: all of a site, or those of the domains that changed since an earlier table.
 * What the audits of the whole profile then find makes the links it names riskier, so those are judged again with it; and
 * where the earlier table was made with other findings, so are the links it named that nothing names any more. Of all
 * others nothing changes.
 */
export function judgeSite(facts: GatheredFacts, graph: RanksInUse, scope: TargetScope, context: Pick<Context, 'index' | 'signal' | 'progress'>, earlier: EarlierTable | undefined): Pick<JudgedRows, 'earlier' | 'rows' | 'amended' | 'notes' | 'digests'> {
  let profileFindings: Finding[] = []
  let anchors = mixOf([])
  const digests = new Map<string, string>()
  async function* groupsOf(from: ReferringDomains | undefined): AsyncGenerator<{ links: MergedLink[]; graph: GraphFacts | null }> {
    if (from?.domains.length === 0) return
    for await (const group of withRanks(byDomain(context.index.links(scope, from)), graph.ranks)) {
      context.signal.throwIfAborted()
      yield group
    }
  }
  async function* rows(): AsyncGenerator<BriefLink> {
    let done = 0
    for await (const group of groupsOf(earlier === undefined ? undefined : { domains: [...earlier.changed] })) {
      const briefs = judgeDomain(group.links, group.graph, facts, graph.missing).map((row) => briefOf(weigh(row, noFindings)))
      keepDigest(digests, briefs)
      yield* briefs
      done += briefs.length
      context.progress({ stage: judgingStage, done, total: facts.linkCount, unit: 'links' })
    }
  }
  async function* amended(links: readonly ShortLink[]): AsyncGenerator<BriefLink> {
    profileFindings = runProfileAudits(profileFacts(facts, links))
    anchors = mixOf(links)
    const found = indexFindings(profileFindings)
    const { ids, domains } = otherwiseNamed(links, found, earlier)
    const from = { domains: [...domains] }
    const theirFacts = await withHosts(facts, scope, context.index, from)
    for await (const group of groupsOf(from)) {
      const briefs = judgeDomain(group.links, group.graph, theirFacts, graph.missing).map((row) => briefOf(weigh(row, found)))
      keepDigest(digests, briefs)
      yield* briefs.filter(({ link }) => ids.has(link.id))
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

/** Links of which the findings of the profile say something else than what they were judged with, and their domains. */
function otherwiseNamed(links: readonly ShortLink[], found: FindingIndex, earlier: EarlierTable | undefined): { ids: ReadonlySet<string>; domains: ReadonlySet<string> } {
  const before = earlier === undefined ? noFindings : indexFindings(earlier.notes.profileFindings)
  const domains = new Set<string>()
  const ids = new Set<string>()
  const named = new Set([...found.byLink.keys(), ...before.byLink.keys()])
  if (named.size === 0) return { ids, domains }
  for (const { link } of links) {
    const { id } = link
    if (!named.has(id)) continue
    const judgedWith = earlier?.changed.has(link.referringDomain) === true ? undefined : before.byLink.get(id)
    if (saidBy(found.byLink.get(id)) === saidBy(judgedWith)) continue
    ids.add(id)
    domains.add(link.referringDomain)
  }
  return { ids, domains }
}

/** What findings of the profile add to the risk of a link, in their order. */
function saidBy(findings: readonly Finding[] = []): string {
  return findings.map(({ audit, rule, strength }) => `${audit} ${rule} ${strength}`).join('\n')
}
