import { expect, it } from 'vitest'
import { memoryBytes, memoryWork } from '../graph/testing/memory-work.js'
import { openRanks } from './ranks-file.js'
import { tiedPositionsOf } from './tied-positions.js'
import { writeRanks, type KernelMade } from './write-ranks.js'

const made: KernelMade = { column: 'harmonic', kernel: 'harmonic', version: 1, damping: null, tolerance: null, iterations: null, change: null, seeds: null, note: null }

/** Tied positions of all vertices, by id. */
async function tied(scores: number[], { bestMax = 1_000, published = undefined as { positions: Uint32Array; rankedCount: number } | undefined } = {}): Promise<number[]> {
  const work = memoryWork()
  const writer = await writeRanks(await work.file('ranks'), { graph: { checksum: '0badcafe', name: 'small', release: '', level: 'domain', vertexCount: scores.length }, made: 'test' }, { bestMax })
  const { positions } = await writer.addScores(made, Float64Array.from(scores), published)
  await writer.finish()
  await work.publish('ranks')
  return [...(await tiedPositionsOf(await openRanks(memoryBytes(work.published!)), 'harmonic', positions))]
}

it.each<[string, number[], number[]]>([
  ['all apart', [1, 3, 2], [3, 1, 2]],
  ['nobody is linked to', [0, 0, 0, 0], [4, 4, 4, 4]],
  ['ties at the top, in the middle and at the end', [9, 0, 9, 5, 0, 5, 5, 7, 0], [2, 9, 2, 6, 9, 6, 6, 3, 9]],
  ['a long tie', [...Array.from({ length: 300 }, () => 2), 3, 1], [...Array.from({ length: 300 }, () => 301), 1, 302]],
])('those of one score share its last position: %s', async (_title, scores, expected) => {
  expect(await tied(scores)).toEqual(expected)
})

it('behind the best that are kept in order only the least score is known as a tie', async () => {
  expect(await tied([9, 9, 5, 5, 0, 0], { bestMax: 2 })).toEqual([2, 2, 3, 4, 6, 6])
})

it('leaves positions of others that are part of a longer list, and those without a rank', async () => {
  expect(await tied([4, 4, 0], { published: { positions: Uint32Array.of(1, 2, 0), rankedCount: 90 } })).toEqual([1, 2, 0])
})
