import { countWords } from '../../lib/number-words.js'
import type { GraphFacts, HostRank } from '../../model/host-ranks.js'
import { isPlatformSuffix } from '../../model/domain.js'
import { lookUpHost, type Lists } from '../../model/lists.js'
import type { AuthorityFacts, QualityFacts, TrustFacts } from './quality-parts.js'

/** Seed paths longer than this name no seed: on the web nearly everything is a few steps from everything (QH-01). */
export const seedStepsMax = 3

/** What a web graph says of one host, as link quality reads it. */
export function graphFactsOf(graph: GraphFacts | null | undefined, host: string): Pick<QualityFacts, 'authority' | 'trust' | 'graphMissing' | 'spamMass'> {
  if (graph === null || graph === undefined) return { authority: null, trust: null }
  const rank = graph.ranks.get(host)
  // Behind the best that a list names anybody may stand, so nothing is known of who is not in it.
  if (graph.excerpt === true && (rank === undefined || rank.authorityRank === null)) return { authority: null, trust: null, graphMissing: excerptWords(graph) }
  if (rank === undefined) return { authority: { rank: null, nodes: graph.vertexCount, release: graph.release }, trust: null }
  const authority: AuthorityFacts = { rank: rank.authorityRank, nodes: rank.nodes, release: graph.release, name: rank.name, by: rank.authorityBy, strongerThan: rank.strongerThan }
  return { authority, trust: trustFactsOf(graph, rank), ...(rank.spamMass?.flagged === true ? { spamMass: rank.spamMass.relative } : {}) }
}

const noFields: NonNullable<TrustFacts['fields']> = []

function trustFactsOf({ trust, fields, distrustFrom }: GraphFacts, rank: HostRank): TrustFacts | null {
  if (trust === null || rank.trustScore === null) return null
  const path = rank.seedPath !== null && rank.seedPath.length <= seedStepsMax + 1 ? rank.seedPath : null
  const { fieldScores } = rank
  return {
    value: rank.trustScore, median: trust.median, p99: trust.p99, nearestSeed: path?.[0] ?? null, distance: rank.seedDistance, path, ways: rank.seedWays, seeds: trust.seeds,
    distrust: rank.distrust ?? null, distrustFrom: distrustFrom ?? null,
    fields: fields === undefined || fieldScores === undefined || fieldScores === null ? noFields : [...fields].map(([topic, marks], at) => ({ topic, seeds: marks.seeds, value: fieldScores[at]!, median: marks.median, p99: marks.p99 })),
  }
}

/**
 * True if the rank of `name` is a platform's and not the page owner's: anybody can have a page there, so neither its
 * authority nor its trust carries over (QA-01).
 */
export function isPlatformName(host: string, name: string | undefined, lists: Lists): boolean {
  const kind = lookUpHost(lists.hostKinds, host)?.entry.kind
  return (kind !== undefined && tenantKinds.has(kind)) || (name !== undefined && isPlatformSuffix(name))
}

/** Kinds of listed hosts on which anybody has a page of his own, or one that leads to him. Forums have a keeper who decides. */
const tenantKinds: ReadonlySet<string> = new Set(['blog-platform', 'social', 'video', 'profile', 'newsletter', 'podcast', 'marketplace', 'shortener'])

/** What is said of a host that a list of the best does not name. */
function excerptWords({ vertexCount, release }: Pick<GraphFacts, 'vertexCount' | 'release'>): string {
  return `not among the ${manyWords(vertexCount)} best that the list names (${release}), so its rank is not known`
}

/** QA-01: what a host without a rank gets, and the least that one with a rank gets: known is never worse than unknown. */
export const unrankedShare = 0.02

/** QA-01: each tenfold step down the order costs the same. Our authority scale (docs) is 100 times this. */
export function authorityShare(rank: number, nodes: number): number {
  return rank < 1 || nodes < 2 ? unrankedShare : Math.max(unrankedShare, 1 - Math.log10(Math.min(rank, nodes)) / Math.log10(nodes))
}

/** QH-01: trust against the median and the 99th percentile of all that have any. Our health trust scale is 100 times this. */
export function trustShare(value: number, { median, p99 }: Pick<TrustFacts, 'median' | 'p99'>): number {
  return Math.min(1, Math.max(0, Math.log10(1 + value / median) / Math.log10(1 + p99 / median)))
}

const centralities = { harmonic: ' by harmonic centrality', pagerank: ' by PageRank' }

/**
 * "authority 62: rank 1 203 of 95 million by harmonic centrality (cc-main-2026-apr-may-jun), stronger than 99.9 %"; the
 * share is never rounded up.
 */
export function rankWords({ rank, nodes, release, by, strongerThan }: Pick<AuthorityFacts, 'rank' | 'nodes' | 'release' | 'by' | 'strongerThan'>): string {
  if (rank === null) return `not among the ${manyWords(nodes)} of the web graph (${release})`
  const share = strongerThan === undefined ? '' : `, stronger than ${(Math.floor(strongerThan * 10) / 10).toFixed(1)}\u202f%`
  return `authority ${Math.round(100 * authorityShare(rank, nodes))}: rank ${countWords(rank)} of ${manyWords(nodes)}${by === undefined ? '' : centralities[by]} (${release})${share}`
}

/** Sizes of graphs, which nobody counts to the last: "12 345", "95 million". */
export function manyWords(count: number): string {
  if (count < 1_000_000) return countWords(count)
  const millions = count / 1_000_000
  return `${millions < 10 ? Math.round(millions * 10) / 10 : countWords(Math.round(millions))} million`
}

/** "nih.gov → cancer.org → clinic.example", or for a seed itself just that. */
export function pathWords(path: readonly string[]): string {
  return path.length === 1 ? `${path[0]!}, itself a seed` : path.join(' → ')
}
