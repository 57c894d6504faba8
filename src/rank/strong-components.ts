/**
 * Tarjan's search for strongly connected components over plain lists of neighbours, without recursion: chains in the web
 * are longer than any call stack. Gives for each vertex the first vertex of its component. The direction of the edges
 * does not matter. Besides the edges it holds 24 bytes a vertex.
 */
export function strongComponents(starts: Uint32Array, neighbours: Uint32Array): Uint32Array {
  const count = starts.length - 1
  const none = 0xffff_ffff
  const components = new Uint32Array(count).fill(none)
  /** When a vertex was met, from 1 on; the earliest met that it leads back to. */
  const met = new Uint32Array(count)
  const lowest = new Uint32Array(count)
  const cursors = starts.slice(0, count)
  const waiting = new Uint32Array(count)
  const path = new Uint32Array(count)
  let waitingCount = 0
  let depth = 0
  let clock = 0
  for (let root = 0; root < count; root += 1) {
    if (met[root] === 0) enter(root)
    while (depth > 0) {
      const vertex = path[depth - 1]!
      const cursor = cursors[vertex]!
      if (cursor < starts[vertex + 1]!) {
        cursors[vertex] = cursor + 1
        const other = neighbours[cursor]!
        if (met[other] === 0) enter(other)
        else if (components[other] === none && met[other]! < lowest[vertex]!) lowest[vertex] = met[other]!
        continue
      }
      depth -= 1
      if (depth > 0 && lowest[vertex]! < lowest[path[depth - 1]!]!) lowest[path[depth - 1]!] = lowest[vertex]!
      if (lowest[vertex] === met[vertex]) leave(vertex)
    }
  }
  return components

  function enter(vertex: number): void {
    clock += 1
    met[vertex] = clock
    lowest[vertex] = clock
    waiting[waitingCount] = vertex
    waitingCount += 1
    path[depth] = vertex
    depth += 1
  }

  /** All that wait from this vertex on are its component. */
  function leave(vertex: number): void {
    let from = waitingCount
    let first = vertex
    do {
      from -= 1
      first = Math.min(first, waiting[from]!)
    } while (waiting[from] !== vertex)
    for (let place = from; place < waitingCount; place += 1) components[waiting[place]!] = first
    waitingCount = from
  }
}
