import { describe, expect, it } from 'vitest'
import type { EdgeChunk } from '../../model/graph.js'
import { sortEdges } from './sort-edges.js'

type Pair = [from: number, to: number]

async function* chunksOf(pairs: readonly Pair[], size: number): AsyncGenerator<EdgeChunk> {
  for (let at = 0; at < pairs.length; at += size) {
    const part = pairs.slice(at, at + size)
    yield { from: Uint32Array.from(part, ([from]) => from), to: Uint32Array.from(part, ([, to]) => to), count: part.length }
  }
}

async function sorted(pairs: readonly Pair[], size = 1_000): Promise<Pair[]> {
  const found: Pair[] = []
  for await (const { from, to, count } of sortEdges(chunksOf(pairs, size), 'edges.txt')) for (let index = 0; index < count; index += 1) found.push([from[index]!, to[index]!])
  return found
}

const most = 2 ** 32 - 2
const rows: Array<[what: string, pairs: Pair[]]> = [
  ['nothing', []],
  ['one edge', [[5, 3]]],
  ['edges in order', [[0, 1], [0, 2], [1, 0]]],
  ['edges in reverse', [[9, 9], [9, 1], [3, 4], [0, 0]]],
  ['duplicates and self-links', [[2, 2], [1, 5], [2, 2], [1, 5]]],
  ['the largest ids', [[most, most], [0, most], [most, 0], [65_536, 65_535], [65_535, 65_536]]],
  ['many', Array.from({ length: 200_000 }, (_, index): Pair => [Math.imul(index, 2_654_435_761) >>> (index % 32), Math.imul(index + 7, 40_503) >>> 0])],
]

describe('sortEdges', () => {
  for (const [what, pairs] of rows) {
    it(`puts ${what} in order`, async () => {
      const expected = [...pairs].sort((a, b) => a[0] - b[0] || a[1] - b[1])
      const found = await sorted(pairs)
      // Told apart by text, since comparing hundreds of thousands of small arrays takes seconds.
      expect(found.join(' ') === expected.join(' ')).toBe(true)
    })
  }
})
