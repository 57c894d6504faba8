import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { decodeText } from '../../lib/text-encoding.js'
import { domainOfHost, hostsOfSite, reversedName } from '../../model/domain.js'
import { CitewellError } from '../../model/error.js'
import { readWhole, type FileInput } from '../../model/file-input.js'
import type { Graph } from '../../model/graph.js'
import { limits } from '../../model/limits.js'
import type { Lists } from '../../model/lists.js'
import { parseSeedFile, vertexNamesOf } from '../../model/seed-sets.js'
import type { SeedsUsed } from '../../rank/ranks-header.js'
import { setOf } from '../seeds/seed-rows.js'

/** Seeds as vertices of a graph. */
export interface GraphSeeds {
  /** Rising ids, each once. */
  ids: Uint32Array
  /** Of each id; equal shares are all 1. */
  weights: Float64Array
  used: SeedsUsed
  /** Seeds that the graph does not have; counted, never replaced by a name above or below them. */
  absentCount: number
  absent: string[]
}

/** A graph, with all its names in the order of their ids where it can give them. */
type NamedGraph = Graph & { names?(): AsyncIterable<readonly string[]> }

const absentListedMax = 20
/** One look-up takes as long as reading about so many names in a row. */
const namesForOneLookUp = 200
const lookedUpAtOnce = 256

/** Seeds from a file of one's own (domains, URLs, published names or numbers, with weights if need be). */
export async function seedsOfFile(graph: NamedGraph, file: FileInput): Promise<GraphSeeds> {
  const text = await textOf(await readWhole(file, limits.wholeFileBytesMax))
  const entries = parseSeedFile(text, file.name)
  for (const { id, line } of entries) {
    if (id !== null && id >= graph.vertexCount) throw new CitewellError('invalid', `${file.name}, line ${line}: there is no vertex ${id} in ${graph.name}; its numbers go from 0 to ${graph.vertexCount - 1}.`)
  }
  return resolved(graph, entries.map(({ name, id, weight }) => ({ shown: name, id, names: namesOf(graph, name), weight })), { name: file.name, version: '', distrusted: false })
}

/** Spreadsheets and editors write lists in other encodings than UTF-8, too. */
async function textOf(bytes: Uint8Array): Promise<string> {
  let text = ''
  for await (const piece of decodeText(Readable.from([bytes]))) text += piece
  return text
}

/** Seeds of a set that ships with the program. */
export async function seedsOfSet(graph: NamedGraph, id: string, lists: Lists): Promise<GraphSeeds> {
  const set = setOf(id, lists)
  if (graph.naming !== 'reversed-host') throw new CitewellError('invalid', `The vertices of ${graph.name} have no names of domains, so the set ${id} says nothing of them. Give --seeds with a file of their ${graph.naming === 'id' ? 'numbers' : 'names'}.`)
  return resolved(graph, set.entries.map(({ domain }) => ({ shown: domain, id: null, names: namesOfEntry(graph, domain), weight: 1 })), { name: set.id, version: set.version, distrusted: set.kind === 'distrusted' })
}

/** Names of a listed domain. In a graph of hosts its site may have two vertices, and pages at either. */
function namesOfEntry({ level }: Graph, domain: string): string[][] {
  const hosts = hostsOfSite(domain)
  return level === 'host' && hosts.length > 1 ? [hosts.map(reversedName)] : vertexNamesOf(domain).map((name) => [name])
}

function namesOf(graph: Graph, name: string): string[][] {
  if (graph.naming !== 'reversed-host' || !name.includes('.')) return [[name]]
  const bare = name.startsWith('www.') ? name.slice(4) : name
  if (graph.level === 'domain') return [...new Set([...vertexNamesOf(domainOfHost(bare) === bare ? bare : name), ...vertexNamesOf(bare), name])].map((one) => [one])
  return [hostsOfSite(name).map(reversedName), [reversedName(bare)], [name]]
}

interface Wanted {
  shown: string
  id: number | null
  /** Names that mean the same vertex or its twin, the likeliest first. The first group with a vertex in the graph counts: all its vertices share the weight. */
  names: string[][]
  weight: number
}

async function resolved(graph: NamedGraph, wanted: readonly Wanted[], { name, version, distrusted }: { name: string; version: string; distrusted: boolean }): Promise<GraphSeeds> {
  const weightOf = new Map<number, number>()
  const found = new Set<string>()
  const absent: string[] = []
  let absentCount = 0
  const idOf = await namesLookedFor(graph, wanted)
  for (let at = 0; at < wanted.length; at += lookedUpAtOnce) {
    const part = wanted.slice(at, at + lookedUpAtOnce)
    const ids = await Promise.all(part.map(async (one) => (one.id === null ? firstOf(idOf, one.names) : [one.id])))
    part.forEach(({ shown, weight }, index) => {
      const own = ids[index]!
      for (const id of own) weightOf.set(id, Math.max(weight / own.length, weightOf.get(id) ?? 0))
      if (own.length > 0) return void found.add(own.join())
      absentCount += 1
      if (absent.length < absentListedMax) absent.push(shown)
    })
  }
  if (weightOf.size === 0) throw new CitewellError('not_found', `${graph.name} has ${wanted.length === 1 ? `no vertex for the one seed of ${name} (${absent[0]!})` : `none of the ${wanted.length} seeds of ${name} (${absent.slice(0, 3).join(', ')}${wanted.length > 3 ? ', …' : ''})`}. Check that the seeds are of the same kind as its vertices${graph.naming === 'id' ? ', which have numbers only' : ''}${version === '' ? '' : `, or name your own with ${distrusted ? '--bad-seeds' : '--seeds'}`}.`)
  const ids = Uint32Array.from(weightOf.keys()).sort()
  const weights = Float64Array.from(ids, (id) => weightOf.get(id)!)
  const hash = createHash('sha256').update(ids).update(weights).digest('hex').slice(0, 16)
  return { ids, weights, used: { name, version, count: found.size, hash }, absentCount, absent }
}

type IdOf = (name: string) => number | undefined | Promise<number | undefined>

/** Thousands of seeds in a graph of middling size are found sooner by going through all its names once. */
async function namesLookedFor(graph: NamedGraph, wanted: readonly Wanted[]): Promise<IdOf> {
  const lookUp: IdOf = (name) => graph.idOf(name)
  const open = wanted.filter(({ id }) => id === null)
  if (graph.names === undefined || graph.naming === 'id' || graph.vertexCount > open.length * namesForOneLookUp) return lookUp
  const names = new Set(open.flatMap((one) => one.names.flat()))
  const ids = new Map<string, number>()
  let id = 0
  for await (const part of graph.names()) {
    for (const name of part) {
      if (names.has(name) && !ids.has(name)) ids.set(name, id)
      id += 1
    }
  }
  return (name) => ids.get(name)
}

async function firstOf(idOf: IdOf, names: readonly string[][]): Promise<number[]> {
  for (const twins of names) {
    const ids = (await Promise.all(twins.map(async (name) => idOf(name)))).filter((id) => id !== undefined)
    if (ids.length > 0) return ids
  }
  return []
}
