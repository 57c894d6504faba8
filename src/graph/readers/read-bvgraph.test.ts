import { createReadStream, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { describeWithRealData } from '../../../test/real-data.js'
import { fileOfBytes, readWhole, type FileInput } from '../../model/file-input.js'
import { BitReader } from './bit-reader.js'
import { BVGraphLists } from './bvgraph-lists.js'
import { bvgraphProperties, fieldCodes, type CodedField } from './bvgraph-properties.js'
import { readBVGraph, type BVGraphFiles } from './read-bvgraph.js'
import { BitWriter } from './testing/bit-writer.js'
import { javaGraphs, javaLists } from './testing/java-graphs.js'
import { plainStyle, propertiesOf, writeBVGraph, type BVGraphStyle } from './testing/write-bvgraph.js'

async function edgesOf(files: BVGraphFiles, options?: { skip?: number; signal?: AbortSignal }): Promise<Array<[number, number]>> {
  const graph = await readBVGraph(files)
  const edges: Array<[number, number]> = []
  for await (const { from, to, count } of graph.edges(options)) for (let index = 0; index < count; index += 1) edges.push([from[index]!, to[index]!])
  return edges
}

function pairsOf(lists: readonly (readonly number[])[]): Array<[number, number]> {
  return lists.flatMap((list, from) => list.map((to): [number, number] => [from, to]))
}

/** Numbers below `limit` from a seed, always the same. */
function numbersFrom(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}

/** A graph with what the format is made for: like lists side by side, runs of numbers, near and far targets, empty lists. */
function webLike(vertexCount: number, seed: number): number[][] {
  const number = numbersFrom(seed)
  const lists: number[][] = []
  for (let vertex = 0; vertex < vertexCount; vertex += 1) {
    const list = new Set<number>()
    if (number(4) > 0) {
      if (vertex > 0 && number(2) === 0) for (const to of lists[Math.max(0, vertex - 1 - number(8))]!) if (number(5) > 0) list.add(to)
      const run = number(vertexCount)
      if (number(3) === 0) for (let to = run; to < Math.min(vertexCount, run + number(12)); to += 1) list.add(to)
      for (let count = number(6); count > 0; count -= 1) list.add(number(2) === 0 ? number(vertexCount) : Math.min(vertexCount - 1, Math.max(0, vertex - 10 + number(20))))
    }
    lists.push([...list].sort((a, b) => a - b))
  }
  return lists
}

async function errorOf(work: Promise<unknown>): Promise<string> {
  return work.then(() => 'no error', (error: unknown) => (error instanceof Error && 'code' in error && error.code === 'invalid' ? error.message : `not ours: ${String(error)}`))
}

/** The same bytes in pieces of so many. */
function inPieces(file: FileInput, size: number): FileInput {
  return {
    name: file.name,
    async *open() {
      for await (const bytes of file.open()) for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
    },
  }
}

describe('readBVGraph', () => {
  it('reads back what was written, with every code of every field', async () => {
    const lists = webLike(150, 1)
    for (const [field, codes] of Object.entries(fieldCodes) as Array<[CodedField, readonly string[]]>) {
      for (const code of codes) {
        const style = { ...plainStyle, codes: { ...plainStyle.codes, [field]: code } }
        expect(await edgesOf(writeBVGraph(lists, style)), `${field} ${code}`).toEqual(pairsOf(lists))
      }
    }
  })

  it('reads back what was written, with any windows, intervals, and codes at once', async () => {
    const number = numbersFrom(7)
    for (let round = 0; round < 60; round += 1) {
      const codes = Object.fromEntries(Object.entries(fieldCodes).map(([field, codes]) => [field, codes[number(codes.length)]])) as BVGraphStyle['codes']
      const style = { codes, windowSize: [0, 1, 2, 7, 30][number(5)]!, intervalMin: [0, 1, 2, 3, 4, 10][number(6)]!, zetaK: 1 + number(8) }
      const lists = webLike(1 + number(120), round)
      const files = writeBVGraph(lists, style)
      expect(await edgesOf(round % 2 ? files : { ...files, graph: inPieces(files.graph, 3) }), JSON.stringify(style)).toEqual(pairsOf(lists))
    }
  })

  for (const { flags, windowSize, intervalMin, zetaK, graph, offsets } of javaGraphs) {
    it(`reads what Java wrote with ${flags || 'no flags'}, window ${windowSize}, intervals from ${intervalMin}`, async () => {
      const properties = `version=0\nnodes=40\narcs=380\nwindowsize=${windowSize}\nminintervallength=${intervalMin}\nzetak=${zetaK}\ncompressionflags=${flags}\n`
      const file = (ending: string, base64: string) => fileOfBytes(`java.${ending}`, Buffer.from(base64, 'base64'))
      expect(await edgesOf({ properties: fileOfBytes('java.properties', Buffer.from(properties)), graph: file('graph', graph), offsets: file('offsets', offsets) })).toEqual(pairsOf(javaLists()))
    })
  }

  it('tells how many vertices and edges there are, and goes on after the edges that were read', async () => {
    const lists = webLike(100, 3)
    const pairs = pairsOf(lists)
    const { vertexCount, edgeCount } = await readBVGraph(writeBVGraph(lists))
    expect([vertexCount, edgeCount]).toEqual([100, pairs.length])
    for (const skip of [0, 1, 17, pairs.length - 1, pairs.length, pairs.length + 5]) expect(await edgesOf(writeBVGraph(lists), { skip })).toEqual(pairs.slice(skip))
  })

  it('reads graphs without edges and without vertices, and one with lists longer than a chunk', async () => {
    expect(await edgesOf(writeBVGraph([]))).toEqual([])
    expect(await edgesOf(writeBVGraph([[], [], []]))).toEqual([])
    const even = Array.from({ length: 300_000 }, (_, index) => 2 * index)
    const lists = [...Array.from({ length: 4 }, () => even), ...Array.from({ length: 600_000 - 4 }, () => [])]
    const graph = await readBVGraph(writeLong(even, lists.length))
    let count = 0
    for await (const chunk of graph.edges()) {
      for (let index = 0; index < chunk.count; index += 1) {
        if (chunk.from[index] !== Math.floor(count / even.length) || chunk.to[index] !== even[count % even.length]) throw new Error(`edge ${count} is wrong`)
        count += 1
      }
    }
    expect(count).toBe(4 * even.length)
  })

  it('reads ids up to 2³² − 2', async () => {
    const targets = [0, 2 ** 31, 2 ** 32 - 5, 2 ** 32 - 4, 2 ** 32 - 3, 2 ** 32 - 2]
    const writer = new BitWriter()
    writer.write('gamma', targets.length, 0)
    writer.write('unary', 0, 0)
    writer.write('gamma', 1, 0)
    writer.write('gamma', 2 * (2 ** 32 - 5), 0)
    writer.write('gamma', 0, 0)
    writer.write('zeta', 0, 3)
    writer.write('zeta', 2 ** 31 - 1, 3)
    const bytes = Buffer.concat([writer.bytes(), Buffer.alloc(8)])
    const bits = new BitReader()
    bits.setBytes(bytes, bytes.length - 8)
    const lists = new BVGraphLists({ ...bvgraphProperties(propertiesOf([], plainStyle), 'web.properties'), vertexCount: 2 ** 32 - 1, edgeCount: 100 })
    expect(lists.next(bits)).toBe(targets.length)
    expect([...lists.arena.subarray(0, lists.top)]).toEqual(targets)
  })

  const lists = webLike(60, 11)
  const good = writeBVGraph(lists)
  const text = propertiesOf(lists, plainStyle)
  const withProperties = (changed: string): BVGraphFiles => ({ ...good, properties: fileOfBytes('web.properties', Buffer.from(changed)) })
  const wrongProperties: Array<[change: string, text: string, message: RegExp]> = [
    ['nodes missing', text.replace(/nodes=.*\n/u, ''), /web\.properties: there is no line for "nodes"/u],
    ['arcs missing', text.replace(/arcs=.*\n/u, ''), /no line for "arcs"/u],
    ['window missing', text.replace(/windowsize=.*\n/u, ''), /no line for "windowsize"/u],
    ['intervals missing', text.replace(/minintervallength=.*\n/u, ''), /no line for "minintervallength"/u],
    ['version missing', text.replace(/version=.*\n/u, ''), /no line for "version"/u],
    ['a later version', text.replace('version=0', 'version=1'), /"version" is 1, and at most 0 can be read/u],
    ['nodes no number', text.replace(/nodes=.*/u, 'nodes=many'), /"nodes" is no whole number: "many"/u],
    ['nodes negative', text.replace(/nodes=.*/u, 'nodes=-1'), /"nodes" is no whole number/u],
    ['too many nodes', text.replace(/nodes=.*/u, 'nodes=4294967296'), /at most 4294967295 can be read/u],
    ['a huge window', text.replace(/windowsize=.*/u, 'windowsize=1000000'), /"windowsize" is 1000000/u],
    ['an unknown flag', text.replace(/compressionflags=.*/u, 'compressionflags=RESIDUALS_MAGIC'), /a way of coding that is not known: "residuals_magic"/u],
    ['a flag of another field', text.replace(/compressionflags=.*/u, 'compressionflags=OUTDEGREES_NIBBLE'), /not known: "outdegrees_nibble"/u],
    ['a flag from the prototype', text.replace(/compressionflags=.*/u, 'compressionflags=constructor_gamma'), /not known/u],
    ['another kind of graph', text.replace('BVGraph\n', 'BVGraph\n').replace('webgraph.BVGraph', 'webgraph.EFGraph'), /it is a graph of the kind "it\.unimi\.dsi\.webgraph\.EFGraph"/u],
    ['empty', '', /no line for "version"/u],
    ['more nodes', text.replace(/nodes=.*/u, 'nodes=61'), /the list of vertex 60 of 61 cannot be read: (?:the file ends within it|it is at)|announces|goes on/u],
    ['2³² − 1 nodes', text.replace(/nodes=.*/u, 'nodes=4294967295'), /cannot be read: the file ends within it|it begins at bit|cannot be read/u],
    ['fewer nodes', text.replace(/nodes=.*/u, 'nodes=20'), /cannot be read: it has|holds .* edges|goes on after/u],
    ['fewer arcs', text.replace(/arcs=.*/u, 'arcs=10'), /with it the graph has more edges than the 10 that were announced/u],
    ['more arcs', text.replace(/arcs=.*/u, 'arcs=100000'), /holds \d+ edges, and web\.properties announces 100\u202f000/u],
  ]
  for (const [change, changed, message] of wrongProperties) {
    it(`refuses properties with ${change}`, async () => {
      expect(await errorOf(edgesOf({ ...withProperties(changed), offsets: undefined }))).toMatch(message)
    })
  }

  it('reads the flags of the Rust writer: one for blocks and their count, a parameter of its own for each field, intervals', async () => {
    const codes = { ...plainStyle.codes, blocks: 'delta', block_count: 'delta', intervals: 'delta' } as const
    const flagged = (flags: string, version = 0) => text.replace(/compressionflags=.*/u, `compressionflags=${flags}`).replace('version=0', `version=${version}\nendianness=big`)
    const files = (style: BVGraphStyle, changed: string): BVGraphFiles => ({ ...writeBVGraph(lists, style), properties: fileOfBytes('web.properties', Buffer.from(changed)) })
    expect(await edgesOf(files({ ...plainStyle, codes }, flagged('BLOCKS_DELTA|INTERVALS_DELTA')))).toEqual(pairsOf(lists))
    expect(await edgesOf(files({ ...plainStyle, zetaK: 5 }, flagged('RESIDUALS_ZETA5', 1)))).toEqual(pairsOf(lists))
    expect(await errorOf(edgesOf(files(plainStyle, flagged('RESIDUALS_PI2', 1))))).toMatch(/not known: "residuals_pi2"/u)
    expect(await errorOf(edgesOf(files(plainStyle, flagged('', 1).replace('=big', '=little'))))).toMatch(/stored "little"-endian, and only big-endian can be read/u)
  })

  it('accepts properties as other writers put them', async () => {
    const changed = text.replaceAll('=', ' : ').replaceAll('\n', '\r\n').replace('compressionflags : ', 'compressionflags : RESIDUALS_ZETA | OUTDEGREES_GAMMA').replace('it.unimi.dsi.webgraph', 'it.unimi.dsi.big.webgraph')
    expect(await edgesOf(withProperties(changed))).toEqual(pairsOf(lists))
  })

  it('refuses a graph cut short, one that goes on, and offsets of another graph', async () => {
    const bytes = await readWhole(good.graph, 1e6)
    const graph = (part: Uint8Array): BVGraphFiles => ({ ...good, offsets: undefined, graph: fileOfBytes('web.graph', part) })
    for (let length = 0; length < bytes.length - 1; length += 1) expect(await errorOf(edgesOf(graph(bytes.subarray(0, length))))).toMatch(/^web\.graph: .*the file ends within it/u)
    expect(await errorOf(edgesOf(graph(Buffer.concat([bytes, new Uint8Array(10)]))))).toMatch(/goes on after the list of the last vertex/u)
    expect(await edgesOf(graph(Buffer.concat([bytes, new Uint8Array(7)])))).toEqual(pairsOf(lists))
    const other = writeBVGraph(webLike(60, 12))
    expect(await errorOf(edgesOf({ ...good, offsets: other.offsets }))).toMatch(/it begins at bit \d+, and web\.offsets says \d+/u)
    const offsetBytes = await readWhole(good.offsets, 1e6)
    expect(await errorOf(edgesOf({ ...good, offsets: fileOfBytes('web.offsets', offsetBytes.subarray(0, 9)) }))).toMatch(/^web\.offsets: .*the offsets end before it/u)
  })

  const hostile: Array<[what: string, numbers: Array<[code: 'gamma' | 'unary' | 'zeta', value: number]>, message: RegExp, nodes?: number, arcs?: number]> = [
    ['a reference before the first vertex', [['gamma', 2], ['unary', 1], ['gamma', 0]], /refers to the list 1 before it, outside of the window/u],
    ['a reference outside of the window', [['gamma', 0], ['gamma', 2], ['unary', 8]], /refers to the list 8 before it, outside of the window of 7/u],
    ['more successors than vertices', [['gamma', 11]], /11 successors in a graph of 10 vertices/u],
    ['more edges than announced', [['gamma', 10]], /more edges than the 5 that were announced/u, 10, 5],
    ['a huge list with nothing in it', [['gamma', 2 ** 27], ['unary', 0], ['gamma', 0]], /the file ends within it/u, 2 ** 32 - 1, 2 ** 40],
    ['a list that memory cannot hold', [['gamma', 2 ** 31], ['unary', 0], ['gamma', 0]], /held in memory at once/u, 2 ** 32 - 1, 2 ** 40],
    ['a successor before the first vertex', [['gamma', 1], ['unary', 0], ['gamma', 0], ['zeta', 1]], /a successor that is no vertex/u],
    ['a successor past the last vertex', [['gamma', 2], ['unary', 0], ['gamma', 0], ['zeta', 18], ['zeta', 0]], /a successor that is no vertex/u],
    ['an interval before the first vertex', [['gamma', 4], ['unary', 0], ['gamma', 1], ['gamma', 1], ['gamma', 0]], /an interval that does not fit/u],
    ['an interval past the last vertex', [['gamma', 4], ['unary', 0], ['gamma', 1], ['gamma', 14], ['gamma', 0]], /an interval that does not fit/u],
    ['an interval longer than its list', [['gamma', 4], ['unary', 0], ['gamma', 1], ['gamma', 0], ['gamma', 1]], /an interval that does not fit/u],
    ['more intervals than successors', [['gamma', 7], ['unary', 0], ['gamma', 2]], /2 intervals of 4 or more among 7/u],
    ['a successor in an interval as well', [['gamma', 5], ['unary', 0], ['gamma', 1], ['gamma', 0], ['gamma', 0], ['zeta', 2]], /a successor twice/u],
    ['a copied successor that is given again', [['gamma', 1], ['unary', 0], ['zeta', 6], ['gamma', 2], ['unary', 1], ['gamma', 0], ['zeta', 4]], /a successor twice/u],
    ['more copied than it has', [['gamma', 2], ['unary', 0], ['zeta', 0], ['zeta', 0], ['gamma', 1], ['unary', 1], ['gamma', 0]], /copies 2 successors and has 1/u],
    ['stretches past the end', [['gamma', 2], ['unary', 0], ['zeta', 0], ['zeta', 0], ['gamma', 3], ['unary', 1], ['gamma', 1], ['gamma', 3]], /copies past the end of a list of 2/u],
    ['more stretches than the list has', [['gamma', 2], ['unary', 0], ['zeta', 0], ['zeta', 0], ['gamma', 3], ['unary', 1], ['gamma', 9]], /copies 9 stretches of a list of 2/u],
    ['a number without end', [['unary', 5_000]], /a number that is too large/u],
  ]
  for (const [what, numbers, message, nodes = 10, arcs = 100] of hostile) {
    it(`refuses ${what}`, async () => {
      const writer = new BitWriter()
      for (const [code, value] of numbers) writer.write(code, value, 3)
      // Lists without intervals where the numbers leave these out.
      const intervals = numbers.some(([code], index) => code === 'unary' && numbers[index + 1]?.[0] === 'zeta') ? 0 : 4
      const properties = `version=0\nnodes=${nodes}\narcs=${arcs}\nwindowsize=7\nminintervallength=${intervals}\nzetak=3\n`
      const files = { properties: fileOfBytes('web.properties', Buffer.from(properties)), graph: fileOfBytes('web.graph', writer.bytes()) }
      expect(await errorOf(edgesOf(files))).toMatch(message)
    })
  }

  it('stops when asked to', async () => {
    await expect(edgesOf(good, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
  })
})

/** Four equal lists, then empty ones; the slow writer would take too long. */
function writeLong(list: readonly number[], vertexCount: number): BVGraphFiles {
  const graph = new BitWriter()
  for (let vertex = 0; vertex < vertexCount; vertex += 1) {
    graph.write('gamma', vertex < 4 ? list.length : 0, 0)
    if (vertex >= 4) continue
    graph.write('unary', vertex === 0 ? 0 : 1, 0)
    if (vertex > 0) {
      graph.write('gamma', 0, 0)
      continue
    }
    graph.write('gamma', 0, 0)
    for (const [index, to] of list.entries()) graph.write('zeta', index === 0 ? 2 * to : to - list[index - 1]! - 1, 3)
  }
  const properties = `version=0\nnodes=${vertexCount}\narcs=${4 * list.length}\nwindowsize=7\nminintervallength=4\nzetak=3\n`
  return { properties: fileOfBytes('web.properties', Buffer.from(properties)), graph: fileOfBytes('web.graph', graph.bytes()) }
}

describeWithRealData('graph/cnr-2000', 'a published graph', (folder) => {
  const file = (ending: string): FileInput => ({ name: `cnr-2000.${ending}`, open: () => createReadStream(`${folder}/cnr-2000.${ending}`) })
  const files = { properties: file('properties'), graph: file('graph'), offsets: file('offsets') }

  it('has exactly the edges that are published as text', async () => {
    const text = gunzipSync(readFileSync(`${folder}/cnr-2000.edges.tsv.gz`))
    const graph = await readBVGraph(files)
    expect([graph.vertexCount, graph.edgeCount]).toEqual([325_557, 3_216_152])
    let at = 0
    let count = 0
    const number = (end: number): number => {
      let value = 0
      while (text[at] !== end) value = value * 10 + text[at++]! - 48
      at += 1
      return value
    }
    for await (const chunk of graph.edges()) {
      for (let index = 0; index < chunk.count; index += 1) {
        const from = number(9)
        const to = number(10)
        if (from !== chunk.from[index] || to !== chunk.to[index]) throw new Error(`edge ${count} is ${chunk.from[index]} to ${chunk.to[index]}, not ${from} to ${to}`)
        count += 1
      }
    }
    expect([count, at]).toEqual([3_216_152, text.length])
  })

  it('with bits changed ends with an error, or with as many edges as announced', async () => {
    const bytes = readFileSync(`${folder}/cnr-2000.graph`)
    const number = numbersFrom(42)
    const ends = { error: 0, whole: 0 }
    const readChanged = async (stored: Buffer, properties: FileInput): Promise<void> => {
      const changed = Buffer.from(stored)
      for (let flips = 1 + number(3); flips > 0; flips -= 1) {
        const bit = number(changed.length * 8)
        changed[bit >> 3]! ^= 1 << (bit & 7)
      }
      const read = async () => {
        for await (const chunk of (await readBVGraph({ properties, graph: fileOfBytes('cnr.graph', changed) })).edges()) if (chunk.count === 0) throw new Error('an empty chunk')
      }
      const message = await errorOf(read())
      expect(message).not.toMatch(/^not ours/u)
      ends[message === 'no error' ? 'whole' : 'error'] += 1
    }
    for (let round = 0; round < 12; round += 1) await readChanged(bytes, file('properties'))
    // Of the rest a part only, and now and then with more edges announced than there are, so that nothing else stops it.
    for (let round = 0; round < 150; round += 1) {
      const properties = `version=0\nnodes=6000\narcs=${round % 2 ? 1e12 : 3_216_152}\nwindowsize=7\nminintervallength=4\nzetak=3\n`
      await readChanged(bytes.subarray(0, 24_000), fileOfBytes('cnr.properties', Buffer.from(properties)))
    }
    expect(ends.error + ends.whole).toBe(162)
    expect(ends.error).toBeGreaterThan(145)
  })
})
