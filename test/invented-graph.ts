import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** A small web of invented domains in the files in which web graphs are published; always the same for the same size. */
export interface InventedGraph {
  vertices: string
  edges: string
  /** Names as published, by id. */
  names: string[]
  /** Edges as they are to count: sorted, each once, none of a vertex to itself. */
  links: Array<[from: number, to: number]>
}

export function inventedGraph(dir: string, size: number, release = 'cc-main-2026-apr-may-jun'): InventedGraph {
  mkdirSync(dir, { recursive: true })
  const next = numbers(42)
  const names = Array.from({ length: size }, (_, index) => `example.site-${String(index).padStart(6, '0')}`)
  const links = new Map<string, [number, number]>()
  for (let from = 0; from < size; from += 1) {
    // A third of the vertices have no links of their own; the others most often link to low ids, as to well-known sites.
    if (next() % 3 === 0) continue
    for (let count = 1 + (next() % 12); count > 0; count -= 1) {
      const to = next() % 4 === 0 ? next() % size : Math.floor((next() % size) ** 2 / (size * 40))
      if (to !== from && to < size) links.set(`${from} ${to}`, [from, to])
    }
  }
  const sorted = [...links.values()].sort((left, right) => left[0] - right[0] || left[1] - right[1])
  const [vertices, edges] = [join(dir, `${release}-domain-vertices.txt.gz`), join(dir, `${release}-domain-edges.txt.gz`)]
  writeFileSync(vertices, gzipSync(names.map((name, id) => `${id}\t${name}\t1\n`).join('')))
  writeFileSync(edges, gzipSync(sorted.map(([from, to]) => `${from}\t${to}\n`).join('')))
  return { vertices, edges, names, links: sorted }
}

/** PageRank in the obvious way. */
export function plainPageRank(vertexCount: number, links: ReadonlyArray<readonly [number, number]>, damping = 0.85): number[] {
  const degrees = new Float64Array(vertexCount)
  for (const [from] of links) degrees[from]! += 1
  let scores = new Float64Array(vertexCount).fill(1 / vertexCount)
  for (let iteration = 0; iteration < 300; iteration += 1) {
    const given = new Float64Array(vertexCount)
    const dangling = scores.reduce((sum, score, id) => sum + (degrees[id] === 0 ? score : 0), 0)
    for (const [from, to] of links) given[to]! += scores[from]! / degrees[from]!
    scores = given.map((sum) => damping * (sum + dangling / vertexCount) + (1 - damping) / vertexCount)
  }
  return [...scores]
}

function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 4
  }
}
