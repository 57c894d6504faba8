/** A graph as plain lists: what the slow references work on, and what small graphs for tests are made from. */
export interface Adjacency {
  vertexCount: number
  /** For each vertex the ids it links to, rising, each once. */
  out: number[][]
  /** For each vertex the ids that link to it, rising, each once. */
  in: number[][]
}

/** Adjacency of a list of edges; links of a vertex to itself and repeated ones are left out. */
export function adjacencyOf(vertexCount: number, edges: Iterable<readonly [number, number]>): Adjacency {
  const out = Array.from({ length: vertexCount }, () => new Set<number>())
  const into = Array.from({ length: vertexCount }, () => new Set<number>())
  for (const [from, to] of edges) {
    if (from === to) continue
    out[from]!.add(to)
    into[to]!.add(from)
  }
  const rising = (sets: Array<Set<number>>) => sets.map((set) => [...set].sort((a, b) => a - b))
  return { vertexCount, out: rising(out), in: rising(into) }
}

/** Rows of the vertices (see model/graph.ts): those that link to others first, both kinds in the order of ids. */
export function rowsOf({ vertexCount, out }: Adjacency): { rowOfId: number[]; idOfRow: number[]; linkingCount: number } {
  const ids = Array.from({ length: vertexCount }, (_, id) => id)
  const linking = ids.filter((id) => out[id]!.length > 0)
  const idOfRow = [...linking, ...ids.filter((id) => out[id]!.length === 0)]
  const rowOfId = Array.from<number>({ length: vertexCount })
  idOfRow.forEach((id, row) => (rowOfId[id] = row))
  return { rowOfId, idOfRow, linkingCount: linking.length }
}
