import { createHash } from 'node:crypto'
import { domainOfHost, reversedName } from '../../model/domain.js'
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

const absentListedMax = 20
const lookedUpAtOnce = 256

/** Seeds from a file of one's own (domains, URLs, published names or numbers, with weights if need be). */
export async function seedsOfFile(graph: Graph, file: FileInput): Promise<GraphSeeds> {
  const text = Buffer.from(await readWhole(file, limits.wholeFileBytesMax)).toString('utf8')
  const entries = parseSeedFile(text, file.name)
  for (const { id, line } of entries) {
    if (id !== null && id >= graph.vertexCount) throw new CitewellError('invalid', `${file.name}, line ${line}: there is no vertex ${id} in ${graph.name}; its numbers go from 0 to ${graph.vertexCount - 1}.`)
  }
  return resolved(graph, entries.map(({ name, id, weight }) => ({ shown: name, id, names: namesOf(graph, name), weight })), { name: file.name, version: '' })
}

/** Seeds of a set that ships with the program. */
export async function seedsOfSet(graph: Graph, id: string, lists: Lists): Promise<GraphSeeds> {
  const set = setOf(id, lists)
  if (graph.naming !== 'reversed-host') throw new CitewellError('invalid', `The vertices of ${graph.name} have no names of domains, so the set ${id} says nothing of them. Give --seeds with a file of their ${graph.naming === 'id' ? 'numbers' : 'names'}.`)
  return resolved(graph, set.entries.map(({ domain }) => ({ shown: domain, id: null, names: vertexNamesOf(domain), weight: 1 })), { name: set.id, version: set.version })
}

function namesOf({ naming, level }: Graph, name: string): string[] {
  if (naming !== 'reversed-host' || !name.includes('.')) return [name]
  const bare = name.startsWith('www.') ? name.slice(4) : name
  if (level === 'domain') return [...new Set([...vertexNamesOf(domainOfHost(bare) === bare ? bare : name), ...vertexNamesOf(bare), name])]
  return [...new Set([reversedName(name), reversedName(bare), name])]
}

interface Wanted {
  shown: string
  id: number | null
  names: string[]
  weight: number
}

async function resolved(graph: Graph, wanted: readonly Wanted[], { name, version }: { name: string; version: string }): Promise<GraphSeeds> {
  const weightOf = new Map<number, number>()
  const absent: string[] = []
  let absentCount = 0
  for (let at = 0; at < wanted.length; at += lookedUpAtOnce) {
    const part = wanted.slice(at, at + lookedUpAtOnce)
    const ids = await Promise.all(part.map(async (one) => one.id ?? firstOf(graph, one.names)))
    part.forEach(({ shown, weight }, index) => {
      const id = ids[index]
      if (id !== undefined) return void weightOf.set(id, Math.max(weight, weightOf.get(id) ?? 0))
      absentCount += 1
      if (absent.length < absentListedMax) absent.push(shown)
    })
  }
  if (weightOf.size === 0) throw new CitewellError('not_found', `${graph.name} has none of the ${wanted.length} seeds of ${name} (${absent.slice(0, 3).join(', ')}, …). Check that the seeds are of the same kind as its vertices${graph.naming === 'id' ? ', which have numbers only' : ''}.`)
  const ids = Uint32Array.from(weightOf.keys()).sort()
  const weights = Float64Array.from(ids, (id) => weightOf.get(id)!)
  const hash = createHash('sha256').update(ids).update(weights).digest('hex').slice(0, 16)
  return { ids, weights, used: { name, version, count: ids.length, hash }, absentCount, absent }
}

async function firstOf(graph: Graph, names: readonly string[]): Promise<number | undefined> {
  for (const name of names) {
    const id = await graph.idOf(name)
    if (id !== undefined) return id
  }
  return undefined
}
