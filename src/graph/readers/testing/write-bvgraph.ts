import { fileOfBytes } from '../../../model/file-input.js'
import type { Code } from '../bit-reader.js'
import type { CodedField } from '../bvgraph-properties.js'
import type { BVGraphFiles } from '../read-bvgraph.js'
import { BitWriter } from './bit-writer.js'

export interface BVGraphStyle {
  codes: Record<CodedField, Code>
  windowSize: number
  intervalMin: number
  zetaK: number
}

/** Flags as they are without any in the file. */
export const plainStyle: BVGraphStyle = {
  codes: { outdegrees: 'gamma', blocks: 'gamma', block_count: 'gamma', intervals: 'gamma', residuals: 'zeta', references: 'unary', offsets: 'gamma' },
  windowSize: 7,
  intervalMin: 4,
  zetaK: 3,
}

/** Writes a graph in the BVGraph format, for tests: the obvious way, each list by the reference that shares most with it. */
export function writeBVGraph(lists: readonly (readonly number[])[], style: BVGraphStyle = plainStyle, name = 'web'): BVGraphFiles & { offsets: NonNullable<BVGraphFiles['offsets']> } {
  const graph = new BitWriter()
  const offsets = new BitWriter()
  offsets.write(style.codes.offsets, 0, style.zetaK)
  for (const [vertex, list] of lists.entries()) {
    const before = graph.length
    writeList(graph, lists, vertex, list, style)
    offsets.write(style.codes.offsets, graph.length - before, style.zetaK)
  }
  return {
    properties: fileOfBytes(`${name}.properties`, Buffer.from(propertiesOf(lists, style))),
    graph: fileOfBytes(`${name}.graph`, graph.bytes()),
    offsets: fileOfBytes(`${name}.offsets`, offsets.bytes()),
  }
}

export function propertiesOf(lists: readonly (readonly number[])[], { codes, windowSize, intervalMin, zetaK }: BVGraphStyle): string {
  const flags = Object.entries(codes).filter(([field, code]) => plainStyle.codes[field as CodedField] !== code)
  const lines = {
    graphclass: 'it.unimi.dsi.webgraph.BVGraph',
    version: 0,
    nodes: lists.length,
    arcs: lists.reduce((sum, list) => sum + list.length, 0),
    windowsize: windowSize,
    maxrefcount: 3,
    minintervallength: intervalMin,
    zetak: zetaK,
    compressionflags: flags.map(([field, code]) => `${field}_${code}`.toUpperCase()).join('|'),
  }
  return `#BVGraph properties\n${Object.entries(lines).map(([key, value]) => `${key}=${value}\n`).join('')}`
}

function writeList(graph: BitWriter, lists: readonly (readonly number[])[], vertex: number, list: readonly number[], style: BVGraphStyle): void {
  const { codes, windowSize, intervalMin, zetaK } = style
  graph.write(codes.outdegrees, list.length, zetaK)
  if (list.length === 0) return
  const own = new Set(list)
  let rest: readonly number[] = list
  if (windowSize > 0) {
    const sharing = (back: number): number => lists[vertex - back]!.filter((to) => own.has(to)).length
    let reference = 0
    for (let back = 1; back <= Math.min(windowSize, vertex); back += 1) if (sharing(back) > (reference === 0 ? 0 : sharing(reference))) reference = back
    graph.write(codes.references, reference, zetaK)
    if (reference > 0) {
      const other = lists[vertex - reference]!
      const blocks = blocksOf(other.map((to) => own.has(to)))
      graph.write(codes.block_count, blocks.length, zetaK)
      for (const [index, size] of blocks.entries()) graph.write(codes.blocks, index === 0 ? size : size - 1, zetaK)
      const copied = new Set(other.filter((to) => own.has(to)))
      rest = list.filter((to) => !copied.has(to))
    }
  }
  if (rest.length === 0) return
  if (intervalMin > 0) {
    const intervals = runsOf(rest).filter((run) => run.length >= intervalMin)
    graph.write(codes.intervals, intervals.length, zetaK)
    let end: number | null = null
    for (const run of intervals) {
      graph.write(codes.intervals, end === null ? unsigned(run[0]! - vertex) : run[0]! - end - 1, zetaK)
      graph.write(codes.intervals, run.length - intervalMin, zetaK)
      end = run.at(-1)! + 1
    }
    const inside = new Set(intervals.flat())
    rest = rest.filter((to) => !inside.has(to))
  }
  for (const [index, to] of rest.entries()) graph.write(codes.residuals, index === 0 ? unsigned(to - vertex) : to - rest[index - 1]! - 1, zetaK)
}

/** Lengths of stretches, copied and left out by turns, the first copied and maybe empty; the last one is understood. */
function blocksOf(isCopied: readonly boolean[]): number[] {
  const blocks: number[] = []
  let copied = true
  let size = 0
  for (const bit of isCopied) {
    if (bit === copied) {
      size += 1
      continue
    }
    blocks.push(size)
    copied = bit
    size = 1
  }
  return blocks
}

function runsOf(list: readonly number[]): number[][] {
  const runs: number[][] = []
  for (const to of list) {
    const run = runs.at(-1)
    if (run && run.at(-1)! + 1 === to) run.push(to)
    else runs.push([to])
  }
  return runs
}

function unsigned(value: number): number {
  return value >= 0 ? 2 * value : -2 * value - 1
}
