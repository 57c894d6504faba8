import { orderAgreement, type OrderAgreement } from '../../graph/readers/rank-agreement.js'
import { countWords } from '../../lib/number-words.js'
import { CitewellError } from '../../model/error.js'
import { hostsOfSite, reversedName } from '../../model/domain.js'
import type { GraphPlace, GraphStore } from '../../model/graph.js'
import { placeInWords } from '../../model/graph-place.js'
import type { Progress } from '../../model/operation.js'
import { kernelIds } from '../../rank/kernel-ids.js'
import type { Ranks } from '../../rank/ranks-file.js'
import { withGraph, type OpenedGraph } from './opened-graph.js'
import { authorityColumn } from './ranked-vertices.js'

/** Graphs with more vertices are compared by their best only: all names of both lie in memory. */
const allMax = 1_000_000
const firsts = [10, 100, 1_000]
const idsAtOnce = 2 ** 16

interface Side {
  place: GraphPlace
  /** Default: see `columnOf`. */
  column?: string
}

interface Ordered {
  opened: OpenedGraph
  ranks: Ranks
  column: string
}

/** How far the orders of two columns agree, among the best of each and among all. */
export function compareOrders(graphs: GraphStore, one: Side, other: Side, options: { top: number; signal: AbortSignal; progress: (progress: Progress) => void }) {
  return withGraph(graphs, one.place, (first) =>
    withGraph(graphs, other.place, async (second) => {
      const isSame = placeInWords(one.place) === placeInWords(other.place)
      const a = orderedBy(first, one.column ?? (first.ranks?.column('pagerank') ? 'pagerank' : authorityColumn(first.ranks)?.column))
      const b = orderedBy(second, other.column ?? (isSame ? 'harmonic' : a.column))
      if (first.graph.naming !== second.graph.naming) throw new CitewellError('invalid', `The vertices of ${placeInWords(one.place)} are known by ${first.graph.naming}, those of ${placeInWords(other.place)} by ${second.graph.naming}: they have no names in common. Compare graphs that name them in the same way.`)
      const best = await bestOfBoth(a, b, isSame, options)
      const larger = Math.max(first.graph.vertexCount, second.graph.vertexCount)
      const all = larger > allMax ? null : orderAgreement(await scoresByName(a, isSame, options), await scoresByName(b, isSame, options), [])
      return {
        graph: placeInWords(one.place),
        column: a.column,
        other: placeInWords(other.place),
        against: b.column,
        top: options.top,
        best: coefficients(orderAgreement(best.scores[0], best.scores[1], [])),
        all: all && coefficients(all),
        overlaps: orderAgreement(best.positions[0], best.positions[1], firsts).overlaps,
        note: all === null ? `The order of all is not compared in graphs of more than ${countWords(allMax)} vertices.` : null,
      }
    }),
  )
}

function orderedBy(opened: OpenedGraph, column: string | undefined): Ordered {
  const { ranks, ranksNote, place } = opened
  if (ranks === null) throw new CitewellError('not_found', ranksNote ?? `${placeInWords(place)} has no ranks.`)
  const known = ranks.header.kernels.map((kernel) => kernel.column).join(', ')
  if (column === undefined || !ranks.column(column)) {
    const kernel = kernelIds.find((id) => id === column)
    throw new CitewellError('not_found', `${placeInWords(place)} has no column ${(column ?? 'of ranks').slice(0, 200)}. It has: ${known || 'none'}. Choose with --column and --against${kernel ? `, or make it: citewell graph rank ${placeInWords(place)} --kernel ${kernel}` : '.'}`)
  }
  return { opened, ranks, column }
}

function coefficients({ commonCount, kendallTau, spearmanRho }: OrderAgreement) {
  // The last bit of a division may lead beyond 1.
  const within = (number: number | null) => number && Math.max(-1, Math.min(1, number))
  return { names: commonCount, kendallTau: within(kendallTau), spearmanRho: within(spearmanRho) }
}

type Numbers = Map<string, number>

/** Positions, and scores turned round so that the best is the least, of the best of either; those without a rank are left out. */
async function bestOfBoth(a: Ordered, b: Ordered, isSame: boolean, { top, signal }: { top: number; signal: AbortSignal }): Promise<{ positions: [Numbers, Numbers]; scores: [Numbers, Numbers] }> {
  const [bestA, bestB] = await Promise.all([a.ranks.best(a.column, top), b.ranks.best(b.column, top)])
  const [idsA, idsB] = [new Map<string, number>(), new Map<string, number>()]
  await meet(a, b, bestA, idsA, idsB, isSame, signal)
  await meet(b, a, bestB, idsB, idsA, isSame, signal)
  const [x, y] = await Promise.all([numbersOf(a, idsA), numbersOf(b, idsB)])
  return { positions: [x.positions, y.positions], scores: [x.scores, y.scores] }
}

/** Takes the ids in, by name, and those that the other graph has for the same names. */
async function meet(from: Ordered, to: Ordered, best: Uint32Array, own: Map<string, number>, others: Map<string, number>, isSame: boolean, signal: AbortSignal): Promise<void> {
  for (const id of best) {
    signal.throwIfAborted()
    const name = isSame ? String(id) : siteOf(from, await from.opened.graph.nameOf(id))
    // The best first: of two hosts of a site the one that ranks higher stands for it.
    if (!own.has(name)) own.set(name, id)
    if (others.has(name)) continue
    const other = isSame ? id : await bestOfSite(to, name)
    if (other !== undefined) others.set(name, other)
  }
}

/** Published names of hosts kept a leading `www.` or not, by release: one site either way. */
function siteOf({ opened: { graph } }: Ordered, published: string): string {
  return graph.naming === 'reversed-host' && graph.level === 'host' ? reversedName(hostsOfSite(reversedName(published))[0]!) : published
}

/** The vertex of a site: of two hosts the one that ranks higher. */
async function bestOfSite({ opened: { graph }, ranks, column }: Ordered, site: string): Promise<number | undefined> {
  const names = graph.naming === 'reversed-host' && graph.level === 'host' ? hostsOfSite(reversedName(site)).map(reversedName) : [site]
  const ids = (await Promise.all(names.map((name) => graph.idOf(name)))).filter((id) => id !== undefined)
  if (ids.length < 2) return ids[0]
  const [bare, www] = await ranks.positionsOf(column, Uint32Array.from(ids))
  return (bare || Infinity) <= (www || Infinity) ? ids[0] : ids[1]
}

async function numbersOf({ ranks, column }: Ordered, ids: ReadonlyMap<string, number>): Promise<{ positions: Numbers; scores: Numbers }> {
  const list = Uint32Array.from(ids.values())
  const [places, values] = await Promise.all([ranks.positionsOf(column, list), ranks.scoresOf(column, list)])
  const ranked = [...ids.keys()].map((name, place) => ({ name, position: places[place]!, score: values[place]! })).filter(({ position }) => position > 0)
  return { positions: new Map(ranked.map(({ name, position }) => [name, position])), scores: new Map(ranked.map(({ name, score }) => [name, -score])) }
}

/** Scores of all that have a rank, turned round: equal scores are ties, where positions would part them by id. */
async function scoresByName(ordered: Ordered, isSame: boolean, { signal, progress }: { signal: AbortSignal; progress: (progress: Progress) => void }): Promise<Numbers> {
  const { opened: { graph }, ranks, column } = ordered
  const scores: Numbers = new Map()
  const names = isSame ? null : graph.names()[Symbol.asyncIterator]()
  let part: string[] = []
  let next = 0
  for (let first = 0; first < graph.vertexCount; first += idsAtOnce) {
    signal.throwIfAborted()
    const values = new Float64Array(Math.min(idsAtOnce, graph.vertexCount - first))
    const positions = new Uint32Array(values.length)
    await Promise.all([ranks.readScores(column, first, values), ranks.readPositions(column, first, positions)])
    for (const [place, value] of values.entries()) {
      if (names !== null && next === part.length) {
        part = ((await names.next()) as { value: string[] }).value
        next = 0
      }
      const name = names === null ? String(first + place) : siteOf(ordered, part[next]!)
      next += 1
      if (positions[place]! > 0) scores.set(name, Math.min(-value, scores.get(name) ?? 0))
    }
    progress({ stage: `reading ${column} of ${graph.name}`, done: first + values.length, total: graph.vertexCount, unit: 'vertices' })
  }
  return scores
}
