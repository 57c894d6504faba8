import { ProblemList } from '../../model/problem.js'
import { shown } from './edge-line.js'
import { orderGraph, type OrderedGraph } from './ordered-graph.js'

/** A row of the link index: who links to whom, both as canonical domains or hosts. More columns may follow. */
export type IndexEdge = readonly [referringDomain: string, targetDomain: string, ...rest: unknown[]]

/** Canonical hosts have letters, digits, `-`, `.`, `_`, and the brackets and colons of an address; anything else is no name here. */
const hostPattern = /^[\x21-\x7e]{1,255}$/u

/** The graph of the links that the link index holds. Rows come in any order. */
export async function readIndexEdges(rows: AsyncIterable<IndexEdge>, { signal }: { signal?: AbortSignal } = {}): Promise<OrderedGraph> {
  const source = 'the link index'
  const order = orderGraph(source)
  const problems = new ProblemList()
  let count = 0
  for await (const [from, to] of rows) {
    count += 1
    if ((count & 0xffff) === 0) signal?.throwIfAborted()
    const wrong = [from, to].find((name) => !hostPattern.test(name))
    if (wrong === undefined) order.add(order.numberOf(from), order.numberOf(to))
    else problems.add({ file: source, offset: null, line: count, cause: 'bad-host', message: `${shown(wrong)} is no host or domain; the row was left out.` })
  }
  return order.finish(problems)
}
