import assert from 'node:assert/strict'
import type { Phase } from '../lib/crew.js'
import { tileArrays, tileGroupRows } from '../model/graph.js'
import { danglingValue } from './linear-begin.js'
import { addressesOf, pieceArrays, stagedBytes } from './linear-layout.js'
import { groupsOf, pullWholeName } from './linear-phases.js'
import type { LinearRun, TakeScores } from './linear.js'
import { isLinking } from './numbering.js'
import { chunkGroupsOf } from './stripes.js'

/** Ids given at once. Whoever adds them up piece by piece gets the same sum each time. */
const scoresAtOnce = 2 ** 18

/**
 * Gives the values of all vertices in the order of ids. Those of linking vertices lie in the memories; those of the
 * dangling ones are pulled here, from what was given in the last iteration (where shorts are given, from all values), their tiles read from the file piece by piece.
 */
export async function giveScores(run: LinearRun, take: TakeScores): Promise<void> {
  const { graph, problem: { vectors }, bits, lanes, signal, progress } = run
  const linking = linkingValues(run)
  const weights = vectors.map(({ seeds }) => new Map(seeds.map(({ id, weight }) => [id, weight])))
  const danglingCount = graph.vertexCount - graph.linkingCount
  const columns = vectors.map(() => new Float64Array(Math.min(scoresAtOnce, graph.vertexCount)))
  const sums = danglingSums(run)
  let piece: DanglingPiece = { rowFirst: 0, rowEnd: 0, sums: null }
  let row = 0
  let dangling = 0
  for (let first = 0; first < graph.vertexCount; first += scoresAtOnce) {
    signal?.throwIfAborted()
    progress?.({ stage: 'scores of all vertices', done: first, total: graph.vertexCount, unit: 'vertices' })
    const count = Math.min(scoresAtOnce, graph.vertexCount - first)
    for (let place = 0; place < count; place += 1) {
      const id = first + place
      if (isLinking(bits, id)) {
        const { values, at } = linking(row)
        for (const [lane, column] of columns.entries()) column[place] = values[at + lane]!
        row += 1
        continue
      }
      if (dangling === piece.rowEnd) piece = (await sums.next()).value as DanglingPiece
      for (const [lane, column] of columns.entries()) {
        const jump = danglingValue(vectors[lane]!, graph.vertexCount, weights[lane]!.get(id))
        // A vector of no iteration is the jump itself.
        column[place] = lanes[lane]!.iterations === 0 ? jump / (1 - vectors[lane]!.damping) : piece.sums === null ? jump : vectors[lane]!.damping * piece.sums[(dangling - piece.rowFirst) * columns.length + lane]! + jump
      }
      dangling += 1
    }
    await take(first, columns.map((column) => column.subarray(0, count)))
  }
  assert(row === graph.linkingCount && dangling === danglingCount, 'every vertex has been given')
}

/** Finds the values of linking rows, asked for in rising order. */
function linkingValues({ layout, memories, lanes }: LinearRun): (row: number) => { values: Float64Array; at: number } {
  const homes = layout.plan.memories.map((memory, number) => ({
    first: memory.homeFirst,
    end: memory.homeFirst + memory.homeCount,
    values: new Float64Array(memories[number]!.buffer, addressesOf(layout, memory, layout.plan.rowCount).values, memory.homeCount * lanes.length),
  }))
  let number = 0
  const found = { values: homes[0]!.values, at: 0 }
  return (row) => {
    while (row >= homes[number]!.end) number += 1
    found.values = homes[number]!.values
    found.at = (row - homes[number]!.first) * lanes.length
    return found
  }
}

interface DanglingPiece {
  /** Dangling rows, counted from the first dangling one. */
  rowFirst: number
  rowEnd: number
  /** Null where nobody gives to dangling vertices. */
  sums: Float64Array | null
}

async function* danglingSums(run: LinearRun): AsyncGenerator<DanglingPiece, DanglingPiece> {
  const { graph, layout, memories, crew, dangling, lanes, signal } = run
  const rowCount = graph.vertexCount - graph.linkingCount
  if (run.problem.side === 'out' || dangling.tiles.length === 0) return { rowFirst: 0, rowEnd: rowCount, sums: null }
  const groupCount = groupsOf(rowCount)
  for (let group = 0; group < groupCount;) {
    signal?.throwIfAborted()
    let end = Math.min(groupCount, group + groupsOf(layout.danglingRows))
    while (end > group + 1 && stagedBytes(dangling.tiles, group, end) > layout.stagingBytes) end = group + Math.ceil((end - group) / 2)
    const rowFirst = group * tileGroupRows
    const rowEnd = Math.min(rowCount, end * tileGroupRows)
    await crew.run(await stagePhases(run, group, end, rowEnd - rowFirst), { signal })
    const last = layout.plan.memories.length - 1
    const at = addressesOf(layout, layout.plan.memories[last]!, layout.plan.rowCount).danglingSums
    yield { rowFirst, rowEnd, sums: new Float64Array(memories[last]!.buffer, at, (rowEnd - rowFirst) * lanes.length) }
    group = end
  }
  return { rowFirst: rowCount, rowEnd: rowCount, sums: null }
}

/** Reads the pieces of some groups of rows into the memories that have their neighbours, and says how to go through them. */
async function stagePhases({ graph, layout, memories, dangling }: LinearRun, groupFirst: number, groupEnd: number, rowCount: number): Promise<Phase[]> {
  const { shape, plan } = layout
  const sumBytes = rowCount * shape.lanes * 8
  const groups = groupEnd - groupFirst
  const chunkGroups = chunkGroupsOf(groups)
  const phases: Phase[] = []
  const reads: Array<Promise<void>> = []
  for (const [number, memory] of plan.memories.entries()) {
    const addresses = addressesOf(layout, memory, plan.rowCount)
    let at = addresses.staging
    if (number === 0) phases.push({ module: 'settle', call: 'clear', memory: 0, chunks: 1, numbers: [sumBytes, addresses.danglingSums, sumBytes] })
    else phases.push({ memory: number, chunks: 1, bring: [{ memory: number - 1, from: addressesOf(layout, plan.memories[number - 1]!, plan.rowCount).danglingSums, into: addresses.danglingSums, chunkBytes: sumBytes, totalBytes: sumBytes }] })
    for (const { tile, index } of dangling.tiles) {
      const column = memory.columns.find(({ neighbourFirst }) => neighbourFirst === tile.neighbourFirst)
      const piece = pieceArrays(tile, index, groupFirst, groupEnd)
      if (column === undefined || piece.edgeCount === 0) continue
      const { buffer } = memories[number]!
      const whole = tileArrays(tile)
      const read = (from: number, into: number, bytes: number) => {
        if (bytes > 0) reads.push(graph.readTile(tile, from, new Uint8Array(buffer, at + into, bytes)))
      }
      const [edgeFirst, moreFirst] = [index[2 * groupFirst]!, index[2 * groupFirst + 1]!]
      read(whole.ids + 3 * edgeFirst, piece.ids, 3 * piece.edgeCount)
      read(whole.counts + groupFirst * tileGroupRows, piece.counts, piece.rowCount)
      read(whole.more + 4 * moreFirst, piece.more, 4 * piece.moreCount)
      const rebased = new Uint32Array(buffer, at + piece.index, 2 * (groups + 1))
      for (let entry = 0; entry < rebased.length; entry += 1) rebased[entry] = index[2 * groupFirst + entry]! - (entry % 2 === 0 ? edgeFirst : moreFirst)
      phases.push({
        module: 'pull', call: pullWholeName(shape), memory: number, chunks: Math.ceil(groups / chunkGroups),
        numbers: [chunkGroups, 0, groups, piece.rowCount, at + piece.ids, at + piece.counts, at + piece.more, at + piece.index, column.neighboursAt, addresses.danglingSums, 0, addresses.buffers],
      })
      at += piece.length
    }
  }
  await Promise.all(reads)
  return phases
}
