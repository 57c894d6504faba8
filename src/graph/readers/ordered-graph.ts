import { CitewellError } from '../../model/error.js'
import { reversedName } from '../../model/domain.js'
import type { EdgeChunk } from '../../model/graph.js'
import type { ProblemList } from '../../model/problem.js'
import type { NameChunk } from './name-chunk.js'
import { NameDictionary } from './name-dictionary.js'
import { RememberedNumbers } from './remembered-numbers.js'
import { chunksOf, EdgeList, sortList } from './sort-edges.js'

/** A graph that was numbered and put in order in memory, in the form in which published ones are read. */
export interface OrderedGraph {
  vertexCount: number
  /** Edges read, duplicates and self-links among them: the builder drops and counts these. */
  edgeCount: number
  /** Rows that told of no edge. */
  problems: ProblemList
  /** Reversed hosts, in the order of their bytes. */
  names(): AsyncIterable<NameChunk>
  edges(): AsyncIterable<EdgeChunk>
}

/** Takes edges between hosts in any order. */
export interface GraphOrder {
  /** The number of a host: canonical, so ASCII. */
  numberOf(host: string): number
  add(from: number, to: number): void
  finish(problems: ProblemList): OrderedGraph
}

/** `source` names what is read, for messages. */
export function orderGraph(source: string): GraphOrder {
  const dictionary = new NameDictionary(source)
  const list = new EdgeList()
  const remembered = new RememberedNumbers()
  return {
    numberOf(host) {
      const known = remembered.get(host)
      if (known !== undefined) return known
      const number = dictionary.numberOf(reversedName(host))
      remembered.set(host, number)
      return number
    },
    add: (from, to) => list.push(from, to, source),
    finish(problems) {
      if (list.count === 0) {
        const first = problems.listed[0]
        throw new CitewellError('invalid', `${source}: there is no edge in it${first ? `; the first problem is in line ${first.line ?? '?'}: ${first.message.replace(/\.$/u, '')}` : ''}. Each row must name two hosts, domains or URLs, as in "news.example<TAB>clinic.example".`)
      }
      const order = dictionary.order()
      const ids = new Uint32Array(order.length)
      for (let id = 0; id < order.length; id += 1) ids[order[id]!] = id
      for (let edge = 0; edge < list.count; edge += 1) {
        list.from[edge] = ids[list.from[edge]!]!
        list.to[edge] = ids[list.to[edge]!]!
      }
      sortList(list)
      return { vertexCount: order.length, edgeCount: list.count, problems, names: () => dictionary.chunks(order), edges: () => chunksOf(list) }
    },
  }
}
