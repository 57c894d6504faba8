import { crc32 } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildGraph } from './build-graph.js'
import { checkGraph, openGraph } from './graph-file.js'
import type { GraphHeader } from './graph-header.js'
import { memoryBytes, memoryWork } from './testing/memory-work.js'
import { chunksOf, namesOf, type Edge } from './testing/plain-graph.js'
import type { Contents } from '../lib/section-file.js'

const vertices = 3_000
const edges: Edge[] = Array.from({ length: 2_000 }, (_, k): Edge => [k, (k * 613 + 1) % vertices]).concat(Array.from({ length: 900 }, (_, k): Edge => [2_000 + k, 7]))
const names = Array.from({ length: vertices }, (_, id) => `example.n${String(id).padStart(5, '0')}`)

let whole: Buffer

beforeAll(async () => {
  const work = memoryWork()
  await buildGraph(chunksOf(edges), namesOf(names), { work, inputKey: 'x', release: 'cc-main-2030-jan', level: 'host', naming: 'reversed-host', program: 'citewell test', inputs: [{ name: 'edges.txt', bytes: 12 }], linkingPerBlock: 1_000, rangeBits: 11 })
  whole = Buffer.from(work.published!)
})

/** The file with another table of contents, its checksum right: what a hostile maker would hand out. */
function withContents(change: (contents: Contents<GraphHeader>) => void): Uint8Array {
  const bytes = Buffer.from(whole)
  const trailer = bytes.length - 64
  const offset = Number(bytes.readBigUInt64LE(trailer + 16))
  const length = Number(bytes.readBigUInt64LE(trailer + 24))
  const contents = JSON.parse(bytes.toString('utf8', offset, offset + length)) as Contents<GraphHeader>
  change(contents)
  const text = Buffer.from(JSON.stringify(contents))
  const padded = Buffer.alloc(Math.ceil(text.length / 64) * 64)
  text.copy(padded)
  const mark = Buffer.from(bytes.subarray(trailer))
  mark.writeBigUInt64LE(BigInt(text.length), 24)
  mark.writeUInt32LE(crc32(text), 32)
  return Buffer.concat([bytes.subarray(0, offset), padded, mark])
}

describe('a graph file', () => {
  it('says what it is', async () => {
    const graph = await openGraph(memoryBytes(whole, 'web.graph'))
    expect(graph).toMatchObject({ name: 'web.graph', release: 'cc-main-2030-jan', level: 'host', naming: 'reversed-host', vertexCount: vertices, edgeCount: 2_900, linkingCount: 2_900, selfLinks: 0, selfLinksKept: false, duplicates: 0, inputs: [{ name: 'edges.txt', bytes: 12 }], program: 'citewell test' })
    expect(graph.tiles.filter((tile) => tile.side === 'in').map((tile) => [tile.rowFirst, tile.rowCount, tile.neighbourFirst, tile.neighbourSpan])).toEqual([0, 1_000, 2_000].flatMap((first) => [[0, 2_900, first, Math.min(1_000, 2_900 - first)], [2_900, 100, first, Math.min(1_000, 2_900 - first)]]))
    expect(await checkGraph(memoryBytes(whole))).toEqual([])
    expect(await graph.inDegree(7)).toBe(901 - (edges.some(([from, to]) => from < 2_000 && to === 7) ? 0 : 1))
    expect(await graph.outDegree(2_999)).toBe(0)
  })

  it('answers what it does not have', async () => {
    const graph = await openGraph(memoryBytes(whole, 'web.graph'))
    expect(await graph.idOf('example.n99999')).toBe(undefined)
    expect(await graph.idOf('')).toBe(undefined)
    expect([...(await graph.neighbours(2_950, 'out'))]).toEqual([])
    expect([...(await graph.neighbours(7, 'in', { from: 5_000 }))]).toEqual([])
    expect([...(await graph.neighbours(7, 'in', { max: 0 }))]).toEqual([])
    await expect(graph.neighbours(3_000, 'in')).rejects.toMatchObject({ code: 'not_found' })
    await expect(graph.nameOf(-1)).rejects.toMatchObject({ code: 'not_found' })
  })

  const refused: Array<{ title: string; bytes: () => Uint8Array; says: string }> = [
    { title: 'an empty file', bytes: () => new Uint8Array(0), says: 'are too few. Copy it again' },
    { title: 'another kind of file', bytes: () => Buffer.from('vertices\tedges\n'.repeat(20)), says: 'it is no graph file' },
    { title: 'another version', bytes: () => Buffer.from(whole).fill(2, 8, 9), says: 'of version 2, and this program reads version 1' },
    { title: 'a file cut off', bytes: () => whole.subarray(0, whole.length - 4_096), says: 'its end is missing. Copy it again' },
    { title: 'a file cut off anywhere', bytes: () => whole.subarray(0, 1_000), says: 'its end is missing' },
    { title: 'a damaged table of contents', bytes: () => Buffer.from(whole).fill(0, whole.length - 140, whole.length - 130), says: 'its table of contents is damaged' },
    { title: 'a table of contents that is none', bytes: () => withContents((contents) => void ((contents as { sections: unknown }).sections = 7)), says: 'not the right form' },
    { title: 'more vertices than its sections hold', bytes: () => withContents(({ header }) => void (header.vertexCount = 4_000)), says: 'do not come in pairs' },
    { title: 'a tile outside of the file', bytes: () => withContents(({ header }) => void (header.tiles[0]![7] = 2 ** 40)), says: 'a part of it lies outside' },
    { title: 'tiles over one another', bytes: () => withContents(({ header }) => void (header.tiles[1]![7] = header.tiles[0]![7])), says: 'over one another' },
    { title: 'a tile wider than three bytes', bytes: () => withContents(({ header }) => void (header.tiles[0]![4] = 2 ** 24 + 1)), says: 'its header does not have the right form (tiles.0.4)' },
    { title: 'a tile that is too wide for the graph', bytes: () => withContents(({ header }) => void (header.tiles[0]![4] = 2 ** 20)), says: 'beyond the graph' },
    { title: 'a tile with other edges', bytes: () => withContents(({ header }) => void (header.tiles[0]![5] += 1)), says: 'as many edges as its header names' },
    { title: 'a number that is none', bytes: () => withContents(({ header }) => void (header.linkingCount = -1)), says: 'not have the right form (linkingCount)' },
    { title: 'more long counts than edges', bytes: () => withContents(({ header }) => void (header.tiles[0]![6] = 500)), says: 'do not fit together' },
    { title: 'a section missing', bytes: () => withContents((contents) => void (contents.sections = contents.sections.filter(({ name }) => name !== 'in-degrees'))), says: 'its section in-degrees is missing' },
    { title: 'a section too short', bytes: () => withContents(({ sections }) => void (sections.find(({ name }) => name === 'linking-bits')!.length -= 8)), says: 'its section linking-bits has' },
    { title: 'a section outside of the file', bytes: () => withContents(({ sections }) => void (sections[0]!.offset = 2 ** 45)), says: 'lies outside of it' },
  ]
  for (const { title, bytes, says } of refused) {
    it(`is refused: ${title}`, async () => {
      await expect(openGraph(memoryBytes(bytes(), 'odd.graph'))).rejects.toMatchObject({ name: 'CitewellError', code: 'invalid', message: expect.stringContaining(says) })
    })
  }

  it('names the parts that are damaged', async () => {
    const graph = await openGraph(memoryBytes(whole))
    const damaged = Buffer.from(whole)
    damaged[graph.tiles[2]!.offset + 5]! ^= 1
    damaged[whole.indexOf('n00000')]! ^= 1
    expect(await checkGraph(memoryBytes(damaged))).toEqual([expect.stringMatching(/^tile 2 \(out, rows from 1000/u), 'names'])
  })

  it('never hangs or crashes on damaged bytes: it answers or refuses', async () => {
    const graph = await openGraph(memoryBytes(whole))
    const places = [...graph.tiles.map(({ offset, length }) => [offset, length]), [whole.indexOf('n00000') - 10, 4_000]]
    let refusals = 0
    for (const [offset, length] of places) {
      for (let k = 0; k < 40; k++) {
        const damaged = Buffer.from(whole)
        damaged[offset! + ((k * 7_919) % length!)]! ^= 1 << (k % 8)
        damaged.fill(0xff, offset! + ((k * 104_729) % length!), offset! + ((k * 104_729) % length!) + 9)
        const odd = await openGraph(memoryBytes(damaged)).catch(() => null)
        for (const ask of [() => odd?.neighbours(7, 'in'), () => odd?.neighbours(1_234, 'out'), () => odd?.nameOf(64 * k), () => odd?.idOf('example.n01500')]) {
          await Promise.resolve(ask()).catch((error: Error) => {
            expect(error.name).toBe('CitewellError')
            refusals += 1
          })
        }
      }
    }
    expect(refusals).toBeGreaterThan(10)
  })
})
