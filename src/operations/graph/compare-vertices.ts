import { placeInRising } from '../../lib/rising.js'
import { CitewellError } from '../../model/error.js'
import type { Graph, GraphPlace, GraphStore } from '../../model/graph.js'
import { limits } from '../../model/limits.js'
import { withGraph, type OpenedGraph } from './opened-graph.js'
import { authorityColumn, bestByPosition, rankedVertices, ranksUsed, scales } from './ranked-vertices.js'
import { releaseInWords } from './words.js'
import { refuseWithoutLinks, vertexIfKnown, vertexOf } from './vertices.js'

/** Who links to one of the rivals, or to several, and not to the first. */
export function compareVertices(graphs: GraphStore, place: GraphPlace, domains: readonly string[], { top, rivalsMin, signal }: { top: number; rivalsMin: number; signal: AbortSignal }) {
  return withGraph(graphs, place, async (opened) => {
    const { graph, ranks } = opened
    refuseWithoutLinks(graph, place, 'see who links to rivals')
    const [typed, ...others] = domains as [string, ...string[]]
    if (rivalsMin > others.length) throw new CitewellError('invalid', `Nobody can link to ${rivalsMin} rivals where ${others.length === 1 ? 'one is' : `${others.length} are`} named. Name more, or ask for ${others.length === 1 ? '1' : `1 to ${others.length}`} (rivalsMin).`)
    const own = await vertexIfKnown(graph, typed)
    const sought = await Promise.all(others.map((domain) => vertexIfKnown(graph, domain)))
    const rivals = sought.filter((rival) => rival !== null)
    const missing = others.filter((_, index) => sought[index] === null).map((domain) => domain.trim().slice(0, 200))
    // Asked for by its name the first of them says what is wrong with it.
    if (rivals.length === 0) await vertexOf(graph, others[0]!)
    if (rivalsMin > rivals.length) throw new CitewellError('not_found', `Only ${rivals.length} of the ${others.length} rivals named are in ${graph.name}, without ${missing.join(', ')}. Name others, or ask for those who link to ${rivals.length === 1 ? 'one' : `1 to ${rivals.length}`} (rivalsMin).`)
    const found = own === null ? rivals : [own, ...rivals]
    if (new Set(found.map(({ id }) => id)).size < found.length) throw new CitewellError('invalid', `Two of ${domains.join(', ')} are one and the same in ${graph.name} (${found.map(({ name }) => name).join(', ')}). Name different ones.`)
    const lists: Array<{ ids: Uint32Array; complete: boolean }> = []
    for (const { id } of rivals) {
      signal.throwIfAborted()
      lists.push(await linkersOf(opened, id))
    }
    const all = joined(lists.map(({ ids }) => ids))
    const outsiders = await withoutLinkersOf(graph, own?.id ?? null, all, new Set(found.map(({ id }) => id)), rivalsMin, signal)
    const column = authorityColumn(ranks)
    const positions = ranks && column ? await ranks.positionsOf(column.column, outsiders.ids) : new Uint32Array(outsiders.ids.length)
    const best = bestByPosition(outsiders.ids, positions, top)
    const about = await rankedVertices(opened, best.ids, ranks ? best.positions : undefined)
    const compared = await rankedVertices(opened, Uint32Array.from(found, ({ id }) => id))
    const notes = [
      ...(own === null ? [`${typed.slice(0, 200)} is not in ${graph.name} (${releaseInWords(graph)}): nobody linked to it while the release was crawled, so all who link to rivals are listed. If that is a surprise, check the spelling.`] : []),
      ...(missing.length === 0 ? [] : [`Without ${missing.join(', ')}: ${missing.length === 1 ? 'it is' : 'they are'} not in ${graph.name}.`]),
      ...(opened.ranksNote === null ? [] : [opened.ranksNote]),
    ]
    return {
      domain: own === null ? { name: typed.trim().slice(0, 200), rank: null, authority: null, healthTrust: null, inDegree: 0, outDegree: 0, scales } : compared[0]!,
      rivals: compared.slice(-rivals.length).map((one, index) => ({ ...one, lookedAt: lists[index]!.ids.length })),
      rivalsMin,
      rows: about.map((row, index) => ({ ...row, rivals: rivals.filter((_, rival) => (all.masks.get(best.ids[index]!)! >>> rival) & 1).map(({ name }) => name) })),
      total: outsiders.ids.length,
      complete: lists.every(({ complete }) => complete),
      ranks: ranksUsed(opened),
      note: notes.length === 0 ? null : notes.join('\n'),
    }
  })
}

/** All that link to a vertex; of a much linked one its leaders, or where there are none the first by id. */
async function linkersOf({ graph, ranks }: OpenedGraph, id: number): Promise<{ ids: Uint32Array; complete: boolean }> {
  const count = await graph.inDegree(id)
  if (count > limits.graphNeighboursMax) {
    const leaders = await ranks?.leadersOf(id)
    if (leaders) return { ids: leaders, complete: false }
  }
  const ids = await graph.neighbours(id, 'in', { max: limits.graphNeighboursMax })
  return { ids, complete: ids.length === count }
}

interface Joined {
  /** For each id the rivals it links to, one bit each. */
  masks: ReadonlyMap<number, number>
}

function joined(lists: readonly Uint32Array[]): Joined {
  const masks = new Map<number, number>()
  lists.forEach((ids, rival) => {
    for (const id of ids) masks.set(id, (masks.get(id) ?? 0) | (1 << rival))
  })
  return { masks }
}

/** How many outsiders are asked one by one whether they link to a domain that too many link to. */
const askedMax = 20_000

async function withoutLinkersOf(graph: Graph, own: number | null, { masks }: Joined, compared: ReadonlySet<number>, rivalsMin: number, signal: AbortSignal): Promise<{ ids: Uint32Array }> {
  const candidates = [...masks].filter(([id, mask]) => !compared.has(id) && bitsOf(mask) >= rivalsMin).map(([id]) => id)
  if (own === null) return { ids: Uint32Array.from(candidates).sort() }
  const count = await graph.inDegree(own)
  // Whose links are few is asked by its own list; whose are very many, by the lists of those who may link to it.
  if (count <= limits.graphNeighboursMax || candidates.length > askedMax) {
    const linkers = await graph.neighbours(own, 'in')
    return { ids: Uint32Array.from(candidates.filter((id) => placeInRising(linkers, id) === -1)).sort() }
  }
  const outsiders: number[] = []
  for (const id of candidates) {
    signal.throwIfAborted()
    const targets = await graph.neighbours(id, 'out')
    if (placeInRising(targets, own) === -1) outsiders.push(id)
  }
  return { ids: Uint32Array.from(outsiders).sort() }
}

function bitsOf(mask: number): number {
  let bits = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) bits += 1
  return bits
}
