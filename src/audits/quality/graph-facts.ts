import type { GraphFacts, HostRank } from '../../model/host-ranks.js'
import { isPlatformSuffix } from '../../model/domain.js'
import { lookUpHost, type Lists } from '../../model/lists.js'
import type { AuthorityFacts, QualityFacts, TrustFacts } from './quality-parts.js'

/** Seed paths longer than this name no seed: on the web nearly everything is a few steps from everything (QH-01). */
export const seedStepsMax = 3

/** What a web graph says of one host, as link quality reads it. */
export function graphFactsOf(graph: GraphFacts | null | undefined, host: string): Pick<QualityFacts, 'authority' | 'trust'> {
  if (graph === null || graph === undefined) return { authority: null, trust: null }
  const rank = graph.ranks.get(host)
  if (rank === undefined) return { authority: { rank: null, nodes: graph.vertexCount, release: graph.release }, trust: null }
  const authority: AuthorityFacts = { rank: rank.authorityRank, nodes: rank.nodes, release: graph.release, name: rank.name, by: rank.authorityBy, strongerThan: rank.strongerThan }
  return { authority, trust: trustFactsOf(graph, rank) }
}

function trustFactsOf({ trust }: GraphFacts, rank: HostRank): TrustFacts | null {
  if (trust === null || rank.trustScore === null) return null
  const path = rank.seedPath !== null && rank.seedPath.length <= seedStepsMax + 1 ? rank.seedPath : null
  return { value: rank.trustScore, median: trust.median, p99: trust.p99, nearestSeed: path?.[0] ?? null, distance: rank.seedDistance, path, ways: rank.seedWays }
}

/**
 * True if the rank of `name` is a platform's and not the page owner's: anybody can have a page there, so neither its
 * authority nor its trust carries over (QA-01).
 */
export function isPlatformName(host: string, name: string | undefined, lists: Lists): boolean {
  return lookUpHost(lists.hostKinds, host)?.entry.kind === 'blog-platform' || (name !== undefined && isPlatformSuffix(name))
}

/** "rank 1,203 of 95 million (cc-main-2026-apr-may-jun), stronger than 99.9 %"; the share is never rounded up. */
export function rankWords({ rank, nodes, release, strongerThan }: Pick<AuthorityFacts, 'rank' | 'nodes' | 'release' | 'strongerThan'>): string {
  if (rank === null) return `not among the ${countWords(nodes)} of the web graph (${release})`
  const share = strongerThan === undefined ? '' : `, stronger than ${(Math.floor(strongerThan * 10) / 10).toFixed(1)} %`
  return `rank ${rank.toLocaleString('en')} of ${countWords(nodes)} (${release})${share}`
}

export function countWords(count: number): string {
  if (count < 1_000_000) return count.toLocaleString('en')
  const millions = count / 1_000_000
  return `${millions < 10 ? Math.round(millions * 10) / 10 : Math.round(millions).toLocaleString('en')} million`
}

/** "nih.gov → cancer.org → clinic.example", or for a seed itself just that. */
export function pathWords(path: readonly string[]): string {
  return path.length === 1 ? `${path[0]!}, itself a seed` : path.join(' → ')
}
