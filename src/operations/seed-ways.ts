import { reversedName } from '../model/domain.js'
import type { Graph } from '../model/graph.js'
import type { HostRank } from '../model/host-ranks.js'
import type { Ranks } from '../rank/ranks-file.js'
import { unreached } from '../rank/ranks-header.js'

/** What is told of the ways from the seeds to one vertex. */
export type SeedWays = Pick<HostRank, 'seedDistance' | 'seedPath' | 'seedWays'>

/** Longer ways say nothing on the web, so they are not searched for (QH-01). */
const stepsMax = 3
/** Of those that link to a vertex, as many are looked at: the best ranked, or all where nobody found it worth ranking them. */
const linkersMax = 4_096
/** Where none of these is nearer to a seed, so many are gone through. */
const othersMax = 262_144
const readBytesMax = 16 * 1024 * 1024

/**
 * Finds the ways from seeds to vertices by the distances in the ranks: whoever links to a vertex and is one step nearer
 * lies on a shortest way. The distances of all vertices are read once (a byte each), since neighbours lie anywhere.
 */
export function seedWays(graph: Graph, ranks: Ranks, column: string): (ids: Uint32Array) => Promise<SeedWays[]> {
  let distances: Promise<Uint8Array> | undefined
  const known = new Map<number, Promise<Linkers>>()
  const linkersOf = (id: number, all: Uint8Array) => {
    const asked = known.get(id) ?? nearestLinkers(graph, ranks, column, all, id)
    if (known.size < keptMax) known.set(id, asked)
    return asked
  }
  return async (ids) => {
    if (ranks.header.seedDistance === null) return Array.from(ids, () => ({ seedDistance: null, seedPath: null, seedWays: null }))
    const all = await (distances ??= readDistances(graph, ranks))
    const ways: SeedWays[] = []
    for (const id of ids) {
      const distance = all[id]!
      if (distance === unreached) ways.push({ seedDistance: null, seedPath: null, seedWays: 0 })
      else if (distance > stepsMax) ways.push({ seedDistance: distance, seedPath: null, seedWays: 0 })
      else {
        const path = [id]
        for (let at = id; all[at]! > 0;) {
          const { nearest } = await linkersOf(at, all)
          if (nearest === null) break
          path.push(nearest)
          at = nearest
        }
        const whole = all[path.at(-1)!] === 0
        const names = whole ? await Promise.all(path.reverse().map(async (one) => nameInWords(graph, await graph.nameOf(one)))) : null
        ways.push({ seedDistance: distance, seedPath: names, seedWays: (await linkersOf(id, all)).near })
      }
    }
    return ways
  }
}

/** Vertices whose linkers are remembered: those in the middle of ways come up again and again. */
const keptMax = 100_000

interface Linkers {
  /** The best ranked of those one step nearer to a seed, or null if none was among those looked at. */
  nearest: number | null
  /** How many of those looked at are seeds or at most two steps from one. */
  near: number
}

async function nearestLinkers(graph: Graph, ranks: Ranks, column: string, distances: Uint8Array, id: number): Promise<Linkers> {
  const leaders = await ranks.leadersOf(id, linkersMax)
  const linkers = leaders ?? (await graph.neighbours(id, 'in', { max: linkersMax }))
  const isNearer = (one: number) => distances[one] === distances[id]! - 1
  let nearer = linkers.filter(isNearer)
  const near = linkers.filter((one) => distances[one]! < stepsMax).length
  // A seed is as near as can be: nobody has to be looked for, least of all among the millions that link to one.
  if (distances[id] === 0) return { nearest: null, near }
  if (nearer.length === 0 && (leaders !== null || linkers.length === linkersMax)) nearer = (await graph.neighbours(id, 'in', { max: othersMax })).filter(isNearer)
  if (nearer.length === 0) return { nearest: null, near }
  if (nearer.length === 1) return { nearest: nearer[0]!, near }
  const positions = await ranks.positionsOf(column, nearer)
  let best = 0
  for (let at = 1; at < nearer.length; at += 1) if ((positions[at]! || Infinity) < (positions[best]! || Infinity)) best = at
  return { nearest: nearer[best]!, near }
}

async function readDistances({ vertexCount }: Graph, ranks: Ranks): Promise<Uint8Array> {
  const all = new Uint8Array(vertexCount)
  for (let first = 0; first < vertexCount; first += readBytesMax) await ranks.readSeedDistances(first, all.subarray(first, Math.min(vertexCount, first + readBytesMax)))
  return all
}

function nameInWords({ naming }: Graph, name: string): string {
  return naming === 'reversed-host' ? reversedName(name) : name
}
