import { domainOfHost, reversedName } from '../model/domain.js'
import type { Graph } from '../model/graph.js'
import { rankNamesOf, type HostRank, type HostRanks, type SpamMassOfHost } from '../model/host-ranks.js'
import type { Ranks } from '../rank/ranks-file.js'
import type { KernelColumn } from '../rank/ranks-header.js'
import { percentileOf, spamMassOf } from '../rank/scales.js'
import { trustColumn } from './graph/ranked-vertices.js'
import { seedWays } from './seed-ways.js'

/** What an opened graph knows of hosts, or null if its vertices are no hosts or its ranks hold no authority. */
export function hostRanksOf(graph: Graph, ranks: Ranks): HostRanks | null {
  const authorityBy = ranks.column('harmonic') !== undefined ? 'harmonic' : 'pagerank'
  const authority = ranks.column(authorityBy)
  if (authority === undefined || graph.naming === 'id' || graph.level === 'page') return null
  const trust = trustColumn(ranks)
  const seeds = trust?.seeds ?? null
  const ways = seedWays(graph, ranks, authorityBy)
  return {
    release: graph.release,
    checksum: ranks.checksum,
    level: graph.level,
    vertexCount: graph.vertexCount,
    trust: trust === null || !(trust.quantiles.p50 > 0) ? null : { median: trust.quantiles.p50, p99: trust.quantiles.p99, seeds: seeds === null ? 'a seed file' : `${seeds.name} ${seeds.version}`.trim() },
    async lookUp(hosts) {
      const found = await verticesOf(graph, hosts)
      const ids = Uint32Array.from(new Set([...found.values()].map(({ id }) => id)))
      const byId = await ranksOfIds(ids, ranks, { authority, authorityBy, trust, ways })
      return new Map([...found].map(([host, { id, name }]) => [host, { name, ...byId.get(id)! }]))
    },
  }
}

/** Names of a host in a graph, longest first. In a graph of domains nothing longer than the registrable domain is a name. */
function namesIn({ level, naming }: Pick<Graph, 'level' | 'naming'>, host: string): Array<{ name: string; published: string }> {
  const names = rankNamesOf(level === 'domain' ? domainOfHost(host) : host)
  return names.map((name) => ({ name, published: naming === 'reversed-host' ? reversedName(name) : name }))
}

/** How many names are looked for at one time: each takes a handful of small reads. */
const searchesAtOnce = 16

async function verticesOf(graph: Graph, hosts: readonly string[]): Promise<Map<string, { id: number; name: string }>> {
  const found = new Map<string, { id: number; name: string }>()
  const known = new Map<string, Promise<number | undefined>>()
  const idOf = (name: string) => {
    const asked = known.get(name) ?? graph.idOf(name)
    known.set(name, asked)
    return asked
  }
  let next = 0
  const searcher = async (): Promise<void> => {
    while (next < hosts.length) {
      const host = hosts[next]!
      next += 1
      for (const { name, published } of namesIn(graph, host)) {
        const id = await idOf(published)
        if (id === undefined) continue
        found.set(host, { id, name })
        break
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(searchesAtOnce, hosts.length) }, searcher))
  return found
}

interface Columns {
  authority: KernelColumn
  authorityBy: 'harmonic' | 'pagerank'
  trust: KernelColumn | null
  ways: ReturnType<typeof seedWays>
}

async function ranksOfIds(ids: Uint32Array, ranks: Ranks, { authority, authorityBy, trust, ways }: Columns): Promise<Map<number, Omit<HostRank, 'name'>>> {
  const [positions, scores, masses, ofSeeds] = await Promise.all([
    ranks.positionsOf(authority.column, ids),
    trust === null ? null : ranks.scoresOf(trust.column, ids),
    spamMasses(ids, ranks),
    ways(ids),
  ])
  const { rankedCount, quantiles } = authority
  return new Map(Array.from(ids, (id, at) => {
    const authorityRank = positions[at]! || null
    return [id, {
      authorityRank,
      authorityBy,
      nodes: rankedCount,
      strongerThan: percentileOf(authorityRank, rankedCount, quantiles.leastCount).value,
      trustScore: scores === null ? null : scores[at]!,
      ...ofSeeds[at]!,
      spamMass: masses === null ? null : masses[at]!,
    }]
  }))
}

/**
 * Spam mass beside the PageRank it is a share of; null without both. How much PageRank there is counts in units of what
 * a vertex has that nobody links to, which is the least of all: p·n / (1 − c) before the scores were made to sum to 1.
 */
async function spamMasses(ids: Uint32Array, ranks: Ranks): Promise<SpamMassOfHost[] | null> {
  const mass = ranks.header.kernels.find(({ kernel }) => kernel === 'spam-mass')
  const pagerank = ranks.column('pagerank')
  if (mass === undefined || pagerank === undefined || !(pagerank.quantiles.least > 0)) return null
  const [relatives, scores] = await Promise.all([ranks.scoresOf(mass.column, ids), ranks.scoresOf(pagerank.column, ids)])
  return Array.from(ids, (_, at) => {
    const [relative, score] = [relatives[at]!, scores[at]!]
    const { flag } = spamMassOf({ relativeMass: relative, scaledPagerank: score / pagerank.quantiles.least })
    return { absolute: relative * score, relative, flagged: flag !== 'none' }
  })
}
