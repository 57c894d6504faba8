import type { Graph } from '../../model/graph.js'
import type { Ranks } from '../../rank/ranks-file.js'
import type { KernelColumn } from '../../rank/ranks-header.js'
import { authorityOf, healthTrustOf, scaleVersions } from '../../rank/scales.js'
import { tiedPositionsOf } from '../../rank/tied-positions.js'
import type { OpenedGraph } from './opened-graph.js'
import type { RankedVertex, RanksUsed } from './ranked-vertex-schemas.js'
import { nameInWords } from './vertices.js'
import { scalesInWords } from './words.js'

/** Of the numbers in each row. */
export const scales = scalesInWords(['authority', 'health-trust'])

/** Column that authority is read from: harmonic centrality, else PageRank. Other scores order vertices by something else, so without these there is none. */
export function authorityColumn(ranks: Pick<Ranks, 'column'> | null): KernelColumn | null {
  return ranks?.column('harmonic') ?? ranks?.column('pagerank') ?? null
}

/**
 * Column that health trust is read from. Where there are several, the one from the seeds that the distances are from
 * comes first, since trust is shown by the way from a seed.
 */
export function trustColumn(ranks: Pick<Ranks, 'column' | 'header'> | null): KernelColumn | null {
  if (ranks === null) return null
  const { kernels, seedDistance } = ranks.header
  const columns = kernels.filter(({ kernel }) => kernel === 'health-trust')
  return ranks.column('health-trust')
    ?? columns.find(({ seeds }) => seeds !== null && seeds.hash === seedDistance?.seeds.hash)
    ?? ranks.column('health-trust:health-general')
    ?? columns[0]
    ?? null
}

export function ranksUsed({ graph, ranks }: OpenedGraph): RanksUsed {
  const column = authorityColumn(ranks)
  return {
    graph: graph.name,
    release: graph.release,
    level: graph.level,
    column: column?.column ?? null,
    rankedCount: column?.rankedCount ?? null,
    trustColumn: trustColumn(ranks)?.column ?? null,
    scales: { authority: scaleVersions.authority, 'health-trust': scaleVersions['health-trust'] },
  }
}

/** Rows for ids, in their order. Authority is a scale of sites: pages, and vertices of which nobody knows what they are, have a rank and none. */
export async function rankedVertices({ graph, ranks }: OpenedGraph, ids: Uint32Array, positions?: Uint32Array): Promise<RankedVertex[]> {
  const column = authorityColumn(ranks)
  const trust = trustColumn(ranks)
  const ofSites = graph.naming !== 'id' && graph.level !== 'page'
  const [places, scores, basics] = await Promise.all([
    column && ranks ? tiedPositionsOf(ranks, column.column, positions ?? (await ranks.positionsOf(column.column, ids))) : null,
    trust && ranks ? ranks.scoresOf(trust.column, ids) : null,
    Promise.all(Array.from(ids, (id) => basicsOf(graph, id))),
  ])
  return basics.map((basic, index) => {
    const rank = places?.[index] || null
    return {
      name: basic.name,
      rank,
      authority: column === null || !ofSites ? null : tenths(authorityOf(rank, column.rankedCount).value),
      healthTrust: trust === null || scores === null ? null : tenths(healthTrustOf(scores[index]!, { t50: trust.quantiles.p50, t99: trust.quantiles.p99 })?.value ?? null),
      inDegree: basic.inDegree,
      outDegree: basic.outDegree,
      scales,
    }
  })
}

async function basicsOf(graph: Graph, id: number): Promise<{ name: string; inDegree: number; outDegree: number }> {
  const [name, inDegree, outDegree] = await Promise.all([graph.nameOf(id), graph.inDegree(id), graph.outDegree(id)])
  return { name: nameInWords(graph, name), inDegree, outDegree }
}

function tenths(value: number): number
function tenths(value: number | null): number | null
function tenths(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10) / 10
}

/**
 * The best `max` of `ids` by position, best first; those without a position come last, by id. A heap of `max` is enough
 * for lists of millions.
 */
export function bestByPosition(ids: Uint32Array, positions: Uint32Array, max: number): { ids: Uint32Array; positions: Uint32Array } {
  const key = (place: number) => positions[place] || 0xffff_ffff
  const isWorse = (left: number, right: number) => key(left) > key(right) || (key(left) === key(right) && ids[left]! > ids[right]!)
  // The worst of those kept stands at the root.
  const heap: number[] = []
  for (let place = 0; place < ids.length; place += 1) {
    if (heap.length < max) {
      heap.push(place)
      for (let at = heap.length - 1; at > 0;) {
        const parent = (at - 1) >>> 1
        if (!isWorse(heap[at]!, heap[parent]!)) break
        ;[heap[at], heap[parent]] = [heap[parent]!, heap[at]!]
        at = parent
      }
    } else if (max > 0 && isWorse(heap[0]!, place)) {
      heap[0] = place
      sink(heap, isWorse)
    }
  }
  heap.sort((left, right) => (isWorse(left, right) ? 1 : -1))
  return { ids: Uint32Array.from(heap, (place) => ids[place]!), positions: Uint32Array.from(heap, (place) => positions[place]!) }
}

function sink(heap: number[], isWorse: (left: number, right: number) => boolean): void {
  for (let at = 0; ;) {
    let worst = at
    for (const child of [2 * at + 1, 2 * at + 2]) if (child < heap.length && isWorse(heap[child]!, heap[worst]!)) worst = child
    if (worst === at) return
    ;[heap[at], heap[worst]] = [heap[worst]!, heap[at]!]
    at = worst
  }
}
