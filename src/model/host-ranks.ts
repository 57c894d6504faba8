import { isPlatformSuffix, isPublicSuffix } from './domain.js'

/**
 * What a ranked web graph knows of hosts: the facts behind authority (QA), health trust (QH) and the graph signals of
 * risk (RISK-29). Positions and percentiles only, never degrees: those cannot be compared from release to release.
 */
export interface HostRanks {
  /** Release of the graph, or what the graph is called where none is known: what a person finds it by. */
  readonly release: string
  /** Checksum of the ranks: names these very numbers, and is part of every cache key. */
  readonly checksum: string
  readonly level: 'domain' | 'host' | 'page'
  readonly vertexCount: number
  /** True for a list of the best that somebody published: a host that is not in it may have any rank behind them. */
  readonly excerpt: boolean
  /** Health trust at the middle and near the top of all that have any; null if the graph was not ranked by trust. */
  readonly trust: TrustMarks | null
  /** The same of trust from seeds of one field each (GR-03), by the id of the seed set; empty where the graph was ranked by none. */
  readonly fields?: ReadonlyMap<string, TrustMarks>
  /** The seeds that distrust came from, with their version (GR-06); null if the graph was not ranked by anti-trust. */
  readonly distrustFrom?: string | null
  /** Ranks of those hosts that have one. Hosts are as in URLs (`www.nih.gov`). */
  lookUp(hosts: readonly string[]): Promise<ReadonlyMap<string, HostRank>>
}

export interface TrustMarks {
  median: number
  p99: number
  /** Seed set the trust came from, with its version. */
  seeds: string
}

export interface HostRank {
  /** The longest end of the host that has a rank of its own (QA-01): the host, a parent, or its registrable domain. */
  name: string
  /** Position, 1 is best; those of one score all stand at the last position of the score. Null where the graph has the name but did not rank it. */
  authorityRank: number | null
  authorityBy: 'harmonic' | 'pagerank'
  /** How many are ranked. */
  nodes: number
  /** Share of all ranked that stand behind it, in percent. */
  strongerThan: number
  trustScore: number | null
  /** Trust from the seeds of each field, in the order of `fields`; absent or null where there are none. */
  fieldScores?: readonly number[] | null
  /** How much leads from it to known bad sites, on the scale of trust: both sum to 1 over the graph. Null where not worked out. */
  distrust?: number | null
  /** Steps from the nearest seed, 0 for a seed; null where none leads there or it is not known. */
  seedDistance: number | null
  /** One shortest way: the seed first, `name` last, each linking to the next. */
  seedPath: readonly string[] | null
  /**
   * How many different sites that link to it are themselves seeds or at most two steps from one: ways that do not hang
   * on the same last link. Counted up to a bound; null where not counted.
   */
  seedWays: number | null
  spamMass: SpamMassOfHost | null
}

/** GR-04. `flagged` also asks for enough PageRank to be worth a spammer's work (ρ). */
export interface SpamMassOfHost {
  absolute: number
  /** Share of its PageRank that does not come from the good core; negative close to the core. */
  relative: number
  /** Its PageRank in units of what a vertex has that nobody links to (ρ). */
  scaledPagerank: number
  flagged: boolean
}

/** The part of a graph that judgements of one referring domain read. */
export interface GraphFacts extends Pick<HostRanks, 'release' | 'level' | 'vertexCount' | 'trust'>, Partial<Pick<HostRanks, 'excerpt' | 'fields' | 'distrustFrom'>> {
  ranks: ReadonlyMap<string, HostRank>
}

const ipPattern = /^\d{1,3}(?:\.\d{1,3}){3}$|^\[/u

/**
 * Names by which a graph may rank a host, longest first (QA-01). A registry's suffix is nobody's, so it is never among
 * them; the domain of a platform is, since graphs of domains know its users by no other, and whoever reads the rank
 * must see that the name is the platform's.
 *
 *     rankNamesOf('www.a.nih.gov')    // ['www.a.nih.gov', 'a.nih.gov', 'nih.gov']
 *     rankNamesOf('me.github.io')     // ['me.github.io', 'github.io']
 *     rankNamesOf('www.nhs.uk')       // ['www.nhs.uk', 'nhs.uk']
 */
export function rankNamesOf(host: string): string[] {
  if (ipPattern.test(host)) return []
  const names: string[] = []
  for (let name = host; name.includes('.'); name = name.slice(name.indexOf('.') + 1)) {
    // A body's own name that is a registry's suffix as well (`nhs.uk`) has its site at `www`.
    if (isPublicSuffix(name) && !isPlatformSuffix(name) && name !== host && host !== `www.${name}`) break
    names.push(name)
  }
  return names.length > 0 && isPublicSuffix(host) && !isPlatformSuffix(host) ? [...names, `www.${host}`] : names
}
