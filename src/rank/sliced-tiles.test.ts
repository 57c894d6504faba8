import { describe, expect, it } from 'vitest'
import { tileArrays, type Graph, type Tile } from '../model/graph.js'
import { readFilledRows } from './filled-rows.js'
import { loadMemories } from './load-memories.js'
import { planMemories } from './memories.js'
import { adjacencyOf, rowsOf, type Adjacency } from './reference/adjacency.js'
import { slicedBytes, windowsOf } from './sliced-tiles.js'
import { edgesGraph } from './testing/edges-graph.js'
import { randomGraph } from './testing/random-graph.js'
import { idAt } from './tile-slices.js'

const needs = { side: 'in', neighbourBytes: 4, rowBytes: 4, homeBytes: 16, sliced: true } as const
const bounds = { memoryBytesMax: 1e9 }

/** Row 0 has one neighbour, row 1 two, and so on, up to more than a byte can count; so each count has one row, and the long ones stand by themselves. */
const stairs = adjacencyOf(400, Array.from({ length: 400 }, (_, to) => Array.from({ length: Math.min(399, to + 1) }, (_, from) => [from >= to ? (from + 1) % 400 : from, to] as const)).flat())
const graphs: Array<[string, Adjacency, number]> = [
  ['a random graph', randomGraph({ vertexCount: 20_000, edgeCount: 150_000, seed: 3 }), 1_500],
  ['a thin one', randomGraph({ vertexCount: 3_000, edgeCount: 2_000, seed: 2 }), 700],
  ['rows of every length', stairs, 1_000],
  ['one edge', adjacencyOf(2, [[1, 0]]), 10],
]

interface ReadWindow {
  counts: Map<number, number[]>
  bytes: number
}

/** A window as kernels/rank/slices.ts describes it, number by number: the neighbours of each of its rows. */
function readWindow(buffer: SharedArrayBuffer, window: number): ReadWindow {
  const view = new DataView(buffer)
  const bytes = new Uint8Array(buffer)
  const [longs, runs, idsFrom] = [0, 4, 8].map((at) => view.getUint32(window + at, true)) as [number, number, number]
  let [row, id] = [window + 12 + 4 * (longs + runs), window + idsFrom]
  const counts = new Map<number, number[]>()
  const nextRow = () => {
    row += 2
    return view.getUint16(row - 2, true)
  }
  const nextId = () => {
    id += 3
    return idAt(bytes, id - 3)
  }
  const one = (count: number) => counts.set(nextRow(), Array.from({ length: count }, nextId))
  for (let long = 0; long < longs; long += 1) one(view.getUint32(window + 12 + 4 * long, true))
  for (let run = 0; run < runs; run += 1) {
    const word = view.getUint32(window + 12 + 4 * (longs + run), true)
    const [count, many] = [word & 255, word >>> 8]
    for (let slice = 0; slice < many >> 2; slice += 1) {
      const lists = Array.from({ length: 4 }, () => [] as number[])
      for (const list of lists) counts.set(nextRow(), list)
      for (let k = 0; k < count; k += 1) for (const list of lists) list.push(nextId())
    }
    for (let left = 0; left < many % 4; left += 1) one(count)
  }
  return { counts, bytes: id - window }
}

describe('tiles in slices', () => {
  for (const [name, adjacency, blockRows] of graphs) {
    it(`hold what the file holds: ${name}`, async () => {
      const graph = edgesGraph(adjacency, { blockRows })
      const { idOfRow, rowOfId } = rowsOf(adjacency)
      const filledRows = await readFilledRows(graph)
      for (const wide of [1, 30_000]) {
        const plan = planMemories({ ...graph, filledRows }, { ...needs, rowBytes: 4 * wide }, { ...bounds, memoryBytesMax: 4e9 })
        if (wide > 1 && graph.linkingCount > 4_000) expect(plan.stripes.length).toBeGreaterThan(1)
        const memories = await loadMemories(graph, plan)
        for (const [number, memory] of plan.memories.entries()) {
          const { buffer } = memories[number]!
          for (const { tile, form, ids, index, bytes } of memory.columns.flatMap(({ tiles }) => tiles)) {
            expect(form).toBe('sliced')
            const windows = windowsOf(tile, { stripes: plan.stripes, rowBytes: plan.needs.rowBytes })
            const table = new Uint32Array(buffer, index, windows.length)
            let end = ids
            const seen = new Map<number, number[]>()
            for (const [place, { groupFirst, groupEnd }] of windows.entries()) {
              expect(table[place]! >= end).toBe(true)
              const window = readWindow(buffer, table[place]!)
              end = table[place]! + window.bytes + 1
              for (const [row, list] of window.counts) {
                expect(row).toBeLessThan((groupEnd - groupFirst) * 1_024)
                seen.set(groupFirst * 1_024 + row, list)
              }
            }
            expect(end).toBeLessThanOrEqual(index)
            expect(index + 4 * windows.length).toBe(ids + bytes)
            expect(filledRows.get(tile)).toBe(seen.size)
            for (let row = 0; row < tile.rowCount; row += 1) {
              const expected = adjacency.in[idOfRow[row]!]!.map((from) => rowOfId[from]! - tile.neighbourFirst).filter((from) => from >= 0 && from < tile.neighbourSpan)
              expect(seen.get(row) ?? []).toEqual(expected)
            }
          }
        }
      }
    })
  }

  it('take no more room than was planned, whatever the rows are', () => {
    for (const edgeCount of [0, 1, 64, 65, 10_000]) {
      const tile: Tile = { side: 'in', rowFirst: 0, rowCount: 3_000, neighbourFirst: 0, neighbourSpan: 9_999, edgeCount, moreCount: 0, offset: 0, length: 0, crc32: 0 }
      const { index, length } = slicedBytes(tile, { stripes: [{ first: 0, count: 3_000 }], rowBytes: 4 })
      // All rows with one neighbour each, or all but one of them without.
      expect(index).toBeGreaterThanOrEqual(3 * edgeCount + 2 * Math.min(3_000, edgeCount) + 3 * 16)
      expect(length - index).toBe(4 * 3)
    }
  })

  it('lie in windows whose sums stay in the cache, however many vectors there are', () => {
    for (const [lanes, rows] of [[1, 32_768], [2, 16_384], [3, 10_240], [4, 8_192]] as const) {
      const windows = windowsOf({ rowFirst: 0, rowCount: 10_000_000 }, { stripes: [{ first: 0, count: 5_242_880 }, { first: 5_242_880, count: 4_757_120 }], rowBytes: 4 * lanes })
      for (const [at, { groupFirst, groupEnd }] of windows.entries()) {
        expect(1_024 * (groupEnd - groupFirst)).toBeLessThanOrEqual(rows)
        expect(groupFirst).toBe(windows[at - 1]?.groupEnd ?? 0)
        expect(groupFirst >= 5_120 || groupEnd <= 5_120).toBe(true)
      }
      expect(windows.at(-1)!.groupEnd).toBe(Math.ceil(10_000_000 / 1_024))
    }
  })
})

describe('tiles are refused', () => {
  const adjacency = stairs
  const graph = edgesGraph(adjacency)
  const [tile] = graph.tiles
  const arrays = tileArrays(tile!)
  /** Everything read is as it was, but for one byte of the tile. */
  const damaged = (place: number, change: number): Graph => ({ ...graph, readTile: async (read, from, into) => {
    await graph.readTile(read, from, into)
    if (read === tile && place >= from && place < from + into.length) into[place - from]! ^= change
  } })
  const plan = planMemories(graph, needs, bounds)

  for (const [name, place, change] of [
    ['an id', 3 * 17 + 1, 1], ['a count', arrays.counts + 3, 1], ['a count that says: see the long ones', arrays.counts + 3, 255 ^ 4], ['a long count', arrays.more, 2], ['a huge one', arrays.more + 3, 0xff],
    ['the end of the index', arrays.index + 8, 1], ['its beginning', arrays.index, 1], ['its long counts', arrays.index + 4, 1], ['what fills up', 3 * tile!.edgeCount + 1, 1],
  ] as const) {
    it(`when damaged: ${name}`, async () => {
      await expect(loadMemories(damaged(place, change), plan)).rejects.toThrow(/are damaged/u)
    })
  }

  it('when they have more rows with neighbours than were counted', async () => {
    const few = new Map([[tile!, 20]])
    await expect(loadMemories(graph, planMemories({ ...graph, filledRows: few }, needs, bounds))).rejects.toThrow(/are damaged/u)
  })

  it('and taken when they are not', async () => {
    await expect(loadMemories(damaged(0, 0), plan)).resolves.toHaveLength(1)
  })
})
