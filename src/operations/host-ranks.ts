import { domainOfHost, hostsOfSite, reversedName } from '../model/domain.js'
import type { Graph } from '../model/graph.js'
import { rankNamesOf, type HostRank, type HostRanks, type SpamMassOfHost, type TrustMarks } from '../model/host-ranks.js'
import type { Ranks } from '../rank/ranks-file.js'
import type { KernelColumn } from '../rank/ranks-header.js'
import { scaledPagerank } from '../rank/spam-mass.js'
import { percentileOf, spamMassOf } from '../rank/scales.js'
import { tiedPositionsOf } from '../rank/tied-positions.js'
import { trustColumn } from './graph/ranked-vertices.js'
import { seedWays } from './seed-ways.js'

/** What an opened graph, called by its name where it tells no release, knows of hosts, or null if its vertices are no hosts or its ranks hold no authority. */
export function hostRanksOf(graph: Graph, ranks: Ranks, called: string): HostRanks | null {
  const authorityBy = ranks.column('harmonic') !== undefined ? 'harmonic' : 'pagerank'
  const authority = ranks.column(authorityBy)
  if (authority === undefined || graph.naming === 'id' || graph.level === 'page') return null
  const trust = trustColumn(ranks)
  const fields = fieldColumns(ranks, trust)
  const distrust = ranks.header.kernels.find(({ kernel }) => kernel === 'anti-trust') ?? null
  const ways = seedWays(graph, ranks, authorityBy)
  return {
    release: graph.release || called,
    checksum: ranks.checksum,
    level: graph.level,
    vertexCount: graph.vertexCount,
    excerpt: graph.edgeCount === 0 && ranks.header.kernels.some(({ rankedCount }) => rankedCount > graph.vertexCount),
    trust: trust === null || !(trust.quantiles.p50 > 0) ? null : marksOf(trust),
    fields: new Map(fields.map((column) => [column.seeds!.name, marksOf(column)])),
    distrustFrom: distrust === null ? null : seedsInWords(distrust),
    async lookUp(hosts) {
      const found = await verticesOf(graph, ranks, authority.column, hosts)
      const ids = Uint32Array.from(new Set([...found.values()].map(({ id }) => id)))
      const byId = await ranksOfIds(ids, ranks, { authority, authorityBy, trust, fields, distrust, ways })
      return new Map([...found].map(([host, { id, name }]) => [host, { name, ...byId.get(id)! }]))
    },
  }
}

/**
 * Columns of trust from the seeds of one field each (GR-03), beside the one that stands for health as a whole. A seed file
 * of one's own has no name that says of which field it is.
 */
function fieldColumns(ranks: Ranks, whole: KernelColumn | null): KernelColumn[] {
  return ranks.header.kernels.filter((column) => column.kernel === 'health-trust' && column.column !== whole?.column && column.seeds !== null && column.seeds.version !== '' && column.quantiles.p50 > 0)
}

function marksOf(column: KernelColumn): TrustMarks {
  return { median: column.quantiles.p50, p99: column.quantiles.p99, seeds: seedsInWords(column) }
}

function seedsInWords({ seeds }: Pick<KernelColumn, 'seeds'>): string {
  return seeds === null ? 'a seed file' : `${seeds.name} ${seeds.version}`.trim()
}

interface Name {
  name: string
  published: string
}

/**
 * Names of a host in a graph, longest first (QA-01). In a graph of domains nothing longer than the registrable domain is
 * a name. In one of hosts a name and the same with `www.` are one site under two names, so they come together.
 */
function namesIn({ level, naming }: Pick<Graph, 'level' | 'naming'>, host: string): Name[][] {
  const inGraph = (name: string): Name => ({ name, published: naming === 'reversed-host' ? reversedName(name) : name })
  if (level === 'domain') return rankNamesOf(domainOfHost(host)).map((name) => [inGraph(name)])
  const sites = new Map<string, string[]>()
  for (const name of rankNamesOf(host)) {
    // A suffix under which anybody registers, or has a page, has a `www` that is its owner's alone.
    const site = name.replace(/^www\.(?=.*\.)/u, '')
    sites.set(site, [...new Set([...(sites.get(site) ?? []), ...hostsOfSite(name)])])
  }
  return [...sites.values()].map((names) => names.map(inGraph))
}

/** How many names are looked for at one time: each takes a handful of small reads. */
const searchesAtOnce = 16

interface Vertex {
  id: number
  name: string
}

async function verticesOf(graph: Graph, ranks: Ranks, column: string, hosts: readonly string[]): Promise<Map<string, Vertex>> {
  const found = new Map<string, Vertex>()
  const known = new Map<string, Promise<number | undefined>>()
  const idOf = (name: string) => {
    const asked = known.get(name) ?? graph.idOf(name)
    known.set(name, asked)
    return asked
  }
  /** The vertex of a site; of its two names the better ranked one, since links go to either. */
  const vertexOf = async (names: readonly Name[]): Promise<Vertex | null> => {
    const there: Vertex[] = []
    for (const { name, published } of names) {
      const id = await idOf(published)
      if (id !== undefined) there.push({ id, name })
    }
    if (there.length < 2) return there[0] ?? null
    const positions = await ranks.positionsOf(column, Uint32Array.from(there, ({ id }) => id))
    return there.reduce((best, one, at) => ((positions[at]! || Infinity) < (positions[there.indexOf(best)]! || Infinity) ? one : best))
  }
  let next = 0
  const searcher = async (): Promise<void> => {
    while (next < hosts.length) {
      const host = hosts[next]!
      next += 1
      for (const names of namesIn(graph, host)) {
        const vertex = await vertexOf(names)
        if (vertex === null) continue
        found.set(host, vertex)
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
  fields: readonly KernelColumn[]
  distrust: KernelColumn | null
  ways: ReturnType<typeof seedWays>
}

async function ranksOfIds(ids: Uint32Array, ranks: Ranks, { authority, authorityBy, trust, fields, distrust, ways }: Columns): Promise<Map<number, Omit<HostRank, 'name'>>> {
  const [positions, scores, ofFields, distrusts, masses, ofSeeds] = await Promise.all([
    ranks.positionsOf(authority.column, ids).then((own) => tiedPositionsOf(ranks, authority.column, own)),
    trust === null ? null : ranks.scoresOf(trust.column, ids),
    fields.length === 0 ? null : Promise.all(fields.map(({ column }) => ranks.scoresOf(column, ids))),
    distrust === null ? null : ranks.scoresOf(distrust.column, ids),
    spamMasses(ids, ranks),
    ways(ids),
  ])
  const { rankedCount } = authority
  return new Map(Array.from(ids, (id, at) => {
    const authorityRank = positions[at]! || null
    return [id, {
      authorityRank,
      authorityBy,
      nodes: rankedCount,
      strongerThan: percentileOf(authorityRank, rankedCount).value,
      trustScore: scores === null ? null : scores[at]!,
      fieldScores: ofFields === null ? null : ofFields.map((own) => own[at]!),
      distrust: distrusts === null ? null : distrusts[at]!,
      ...ofSeeds[at]!,
      spamMass: masses === null ? null : masses[at]!,
    }]
  }))
}

/**
 * Spam mass beside the PageRank it is a share of; null without both. How much PageRank there is counts in units of what
 * a vertex has that nobody links to. Ranks that do not tell what they summed to before they were normalised still have
 * such a vertex, as a rule: the one with the least score.
 */
async function spamMasses(ids: Uint32Array, ranks: Ranks): Promise<SpamMassOfHost[] | null> {
  const { vertexCount } = ranks.header.graph
  const mass = ranks.header.kernels.find(({ kernel }) => kernel === 'spam-mass')
  const pagerank = ranks.column('pagerank')
  if (mass === undefined || pagerank === undefined) return null
  const { norm, damping, quantiles: { least } } = pagerank
  const scaled = norm !== undefined && damping !== null ? (score: number) => scaledPagerank({ pagerank: score, norm, vertexCount, damping }) : least > 0 ? (score: number) => score / least : null
  if (scaled === null) return null
  const [relatives, scores] = await Promise.all([ranks.scoresOf(mass.column, ids), ranks.scoresOf(pagerank.column, ids)])
  return Array.from(ids, (_, at) => {
    const [relative, score] = [relatives[at]!, scores[at]!]
    const ofVertex = scaled(score)
    return { absolute: relative * score, relative, scaledPagerank: ofVertex, flagged: spamMassOf({ relativeMass: relative, scaledPagerank: ofVertex }).flag !== 'none' }
  })
}
