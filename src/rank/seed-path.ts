import { placeInRising } from '../lib/rising.js'
import type { Graph } from '../model/graph.js'
import type { Ranks } from './ranks-file.js'

/** What a search for seed paths looks at. Without ranks it goes by the edges alone, which only small graphs bear. */
export interface SeedPathFacts {
  graph: Pick<Graph, 'neighbours' | 'inDegree'>
  /** Ids of the seeds. */
  seeds: Iterable<number>
  /** With seed distances made from the same seeds, only vertices on the way are looked at. */
  distances: Pick<Ranks, 'seedDistancesOf' | 'leadersOf'> | null
  /** Position of each id, 1 is best, 0 is none: of two ways of one length the one over better ranked vertices is taken. */
  positionsOf: ((ids: Uint32Array) => Promise<Uint32Array>) | null
}

interface SeedPathOptions {
  /** How many of the nearest seeds. */
  seedsMax?: number
  hopsMax?: number
  /** Vertices whose linkers are looked up, and linkers taken of one vertex. */
  visitsMax?: number
  linkersMax?: number
  signal?: AbortSignal
}

export interface SeedPath {
  seed: number
  hops: number
  /** From the seed to the target, both included. */
  ids: number[]
}

interface SeedPaths {
  /** Nearest first. */
  paths: SeedPath[]
  /** False where a bound was met: there may be other seeds as near. */
  complete: boolean
}

/**
 * The nearest seeds of a vertex (GR-08, k = 3), each with the chain of vertices that link from it to the vertex: the
 * evidence of health trust. Goes backwards from the target, always the best ranked first, so that of all shortest
 * chains the one is shown that a person is most likely to know.
 */
export async function seedPaths(facts: SeedPathFacts, to: number, { seedsMax = 3, hopsMax = 6, visitsMax = 20_000, linkersMax = 1_000_000, signal }: SeedPathOptions = {}): Promise<SeedPaths> {
  const seeds = new Set(facts.seeds)
  const sorted = Uint32Array.from(seeds).sort()
  const bounds = { seedsMax, visits: visitsMax, linkersMax, signal }
  if (facts.distances === null) return search(facts, seeds, sorted, to, hopsMax, bounds)
  const nearest = (await facts.distances.seedDistancesOf(Uint32Array.of(to)))[0]!
  let found: SeedPaths = { paths: [], complete: true }
  // First only what lies on a shortest way; a little further as long as seeds are wanting.
  for (let hops = nearest; hops <= hopsMax && (hops === nearest || found.paths.length < seedsMax); hops += 1) {
    const more = await search(facts, seeds, sorted, to, hops, bounds)
    // A wider search may go through other leaders and miss what a narrower one has found.
    const known = new Set(found.paths.map(({ seed }) => seed))
    found = { paths: ordered([...found.paths, ...more.paths.filter(({ seed }) => !known.has(seed))], seedsMax), complete: more.complete }
    if (bounds.visits <= 0) break
  }
  return found
}

interface Bounds {
  seedsMax: number
  visits: number
  linkersMax: number
  signal: AbortSignal | undefined
}

async function search(facts: SeedPathFacts, seeds: ReadonlySet<number>, sorted: Uint32Array, to: number, hopsMax: number, bounds: Bounds): Promise<SeedPaths> {
  /** For each vertex met the next one on the way to the target. */
  const next = new Map<number, number>([[to, to]])
  const paths: SeedPath[] = seeds.has(to) ? [{ seed: to, hops: 0, ids: [to] }] : []
  let complete = true
  let front = [to]
  for (let hops = 1; hops <= hopsMax && front.length > 0 && paths.length < bounds.seedsMax; hops += 1) {
    const behind: number[] = []
    for (const vertex of front) {
      bounds.signal?.throwIfAborted()
      if (bounds.visits <= 0) return { paths: ordered(paths, bounds.seedsMax), complete: false }
      bounds.visits -= 1
      const linkers = await linkersOf(facts, sorted, vertex, hopsMax - hops, bounds.linkersMax)
      complete &&= linkers.complete
      for (const id of linkers.ids) {
        if (next.has(id)) continue
        next.set(id, vertex)
        behind.push(id)
        if (seeds.has(id)) paths.push({ seed: id, hops, ids: chain(next, id, to) })
      }
    }
    front = behind
  }
  return { paths: ordered(paths, bounds.seedsMax), complete }
}

/** Those who link to a vertex and can lie on a way with so many steps left before them, best ranked first. */
async function linkersOf({ graph, distances, positionsOf }: SeedPathFacts, seeds: Uint32Array, vertex: number, stepsLeft: number, max: number): Promise<{ ids: Uint32Array; complete: boolean }> {
  const near = async (ids: Uint32Array) => {
    if (distances === null || ids.length === 0) return ids
    const steps = await distances.seedDistancesOf(ids)
    return ids.filter((_, place) => steps[place]! <= stepsLeft)
  }
  const byRank = async (ids: Uint32Array) => {
    if (positionsOf === null || ids.length < 2) return ids
    const positions = await positionsOf(ids)
    const places = Uint32Array.from(ids.keys()).sort((a, b) => ((positions[a]! - 1) >>> 0) - ((positions[b]! - 1) >>> 0) || ids[a]! - ids[b]!)
    return places.map((place) => ids[place]!)
  }
  if (stepsLeft > 0) {
    // Of a much linked vertex the leaders will do, if one of them is near enough: they are the best ranked.
    const leaders = (await distances?.leadersOf(vertex)) ?? null
    const fit = leaders === null ? null : await near(leaders)
    if (fit !== null && fit.length > 0) return { ids: fit, complete: fit.length === (await graph.inDegree(vertex)) }
  }
  // The last step can only be a seed, so nothing has to be looked up for the others, and all of them can be gone through.
  if (stepsLeft === 0) {
    const shared: number[] = []
    for (let from = 0; ; from += max) {
      const part = await graph.neighbours(vertex, 'in', { from, max })
      shared.push(...common(seeds, part))
      if (part.length < max) return { ids: await byRank(Uint32Array.from(shared)), complete: true }
    }
  }
  const ids = await graph.neighbours(vertex, 'in', { max })
  return { ids: await byRank(await near(ids)), complete: ids.length < max }
}

/** What two rising lists share; quick where one is much shorter. */
function common(few: Uint32Array, many: Uint32Array): Uint32Array {
  if (few.length > many.length) return common(many, few)
  return few.filter((wanted) => placeInRising(many, wanted) !== -1)
}

function chain(next: ReadonlyMap<number, number>, from: number, to: number): number[] {
  const ids = [from]
  while (ids.at(-1) !== to) ids.push(next.get(ids.at(-1)!)!)
  return ids
}

/** Nearest first; among those as near the order in which they were met, which is by rank. */
function ordered(paths: SeedPath[], max: number): SeedPath[] {
  return paths.sort((a, b) => a.hops - b.hops).slice(0, max)
}
