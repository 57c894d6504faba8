import { createReadStream, readFileSync } from 'node:fs'
import { crc32, gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { describeWithRealData } from '../../../test/real-data.js'
import { fileOfBytes, type FileInput } from '../../model/file-input.js'
import { limits } from '../../model/limits.js'
import { readEdgeText, type EdgeTextOptions } from './read-edge-text.js'

async function edgesOf(files: FileInput[], options?: EdgeTextOptions): Promise<Array<[number, number]>> {
  const edges: Array<[number, number]> = []
  for await (const { from, to, count } of readEdgeText(files, options)) for (let index = 0; index < count; index += 1) edges.push([from[index]!, to[index]!])
  return edges
}

const text = (content: string, name = 'edges.txt'): FileInput => fileOfBytes(name, Buffer.from(content))

function inPieces(bytes: Uint8Array, size: number, name = 'edges.txt'): FileInput {
  return {
    name,
    async *open() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
    },
  }
}

async function errorOf(work: Promise<unknown>): Promise<string> {
  return work.then(() => 'no error', (error: unknown) => (error instanceof Error && 'code' in error && error.code === 'invalid' ? error.message : `not ours: ${String(error)}`))
}

const readable: Array<[text: string, edges: Array<[number, number]>]> = [
  ['', []],
  ['\n\r\n  \n', []],
  ['0\t1\n', [[0, 1]]],
  ['0\t1', [[0, 1]]],
  ['0\t1\r\n2\t3\r\n', [[0, 1], [2, 3]]],
  ['0 1\n2,3\n4, 5\n6 , 7\n8\t\t9\n', [[0, 1], [2, 3], [4, 5], [6, 7], [8, 9]]],
  ['  10 11\n\t12\t13\n', [[10, 11], [12, 13]]],
  ['# edges\n% more\n 1 2\n  # 3 4\n#\n5 6\n', [[1, 2], [5, 6]]],
  ['1 2 0.5\n3\t4\tx y z\n5,6,7\n8 9 \n10 11\t\r\n', [[1, 2], [3, 4], [5, 6], [8, 9], [10, 11]]],
  ['4294967294\t4294967294\n', [[4_294_967_294, 4_294_967_294]]],
  ['0000000001 0000000002\n', [[1, 2]]],
  ['12345678 1234567\n123456789 12345678\n1234567890 123456789\n', [[12_345_678, 1_234_567], [123_456_789, 12_345_678], [1_234_567_890, 123_456_789]]],
  ['5 5\n3 1\n3 1\n', [[5, 5], [3, 1], [3, 1]]],
  ['from,to\n1,2\n', [[1, 2]]],
  ['\n# list\nsource\ttarget\n1\t2\n', [[1, 2]]],
  ['"FromNodeId","ToNodeId"\n1,2\n', [[1, 2]]],
  ['\ufeff1\t2\n', [[1, 2]]],
]

const refused: Array<[text: string, message: RegExp]> = [
  ['1\n', /^edges\.txt, line 1: one number only: "1"\./u],
  ['1 2\n3\t\n', /line 2: one number only: "3\\t"/u],
  ['1 2\n3\n4 5\n', /line 2: one number only/u],
  ['1 -2\n', /line 1: a negative number: "1 -2"/u],
  ['-1 2\n', /a negative number/u],
  ['a.example\tb.example\n', /not two whole numbers: "a\.example\\tb\.example".*Links between names make a list/u],
  ['1 2\nfrom to\n', /line 2: not two whole numbers: "from to"/u],
  ['1.5 2\n', /not two whole numbers/u],
  ['1 2.5\n', /not two whole numbers/u],
  ['1;2\n', /not two whole numbers/u],
  ['1,,2\n', /not two whole numbers/u],
  ['1 2x\n', /not two whole numbers/u],
  ['1 2\r3 4\n', /not two whole numbers: "1 2\\r3 4"/u],
  ['1 4294967295\n', /the number "4294967295" is larger than an id can be \(1999999999\)/u],
  ['99999999999 1\n', /the number "99999999999" is larger/u],
  ['1 00000000001\n', /is larger than an id can be/u],
  ['18446744073709551617 1\n', /is larger than an id can be/u],
  ['1 2\n\u001b[31m\u0000\n', /line 2: not two whole numbers: "\\u001b\[31m\\u0000"/u],
  [`1 2\n${'x'.repeat(500)}\n`, /line 2: not two whole numbers: "x{60}…"/u],
  [`1 2\n${'7'.repeat(limits.graphLineBytesMax + 10)}`, /line 2: /u],
  [`1 2\n3 4 ${'y'.repeat(2 * limits.graphLineBytesMax)}`, /line 2: longer than \d+ bytes/u],
]

describe('readEdgeText', () => {
  for (const [content, edges] of readable) {
    it(`reads ${JSON.stringify(content)}`, async () => {
      const bytes = Buffer.from(content)
      expect(await edgesOf([text(content)])).toEqual(edges)
      for (const size of [1, 2, 7]) expect(await edgesOf([inPieces(bytes, size)])).toEqual(edges)
      expect(await edgesOf([fileOfBytes('edges.txt.gz', gzipSync(bytes))])).toEqual(edges)
    })
  }

  for (const [content, message] of refused) {
    it(`refuses ${JSON.stringify(content.slice(0, 40))}`, async () => {
      expect(await errorOf(edgesOf([text(content)]))).toMatch(message)
      expect(await errorOf(edgesOf([inPieces(Buffer.from(content), 1000)]))).toMatch(message)
      expect(await errorOf(edgesOf([fileOfBytes('edges.txt', gzipSync(content))]))).toMatch(message)
    })
  }

  it('reads files one after another and names the one with the fault', async () => {
    const parts = [text('0 1\n0 2', 'part-0'), fileOfBytes('part-1', gzipSync('1 2\n')), text('# nothing\n', 'part-2'), text('2 0\n', 'part-3')]
    expect(await edgesOf(parts)).toEqual([[0, 1], [0, 2], [1, 2], [2, 0]])
    expect(await errorOf(edgesOf([...parts, text('3 0\nx\n', 'part-4')]))).toMatch(/^part-4, line 2/u)
    const places: Array<[string, number]> = []
    for await (const { file, line } of readEdgeText(parts)) places.push([file, line])
    expect(places).toEqual([['part-0', 1], ['part-0', 2], ['part-1', 1], ['part-3', 1]])
  })

  it('refuses vertices that the graph does not have', async () => {
    expect(await edgesOf([text('0 1\n2 1\n')], { vertexCount: 3 })).toHaveLength(2)
    expect(await errorOf(edgesOf([text('0 1\n2 3\n')], { vertexCount: 3 }))).toMatch(/line 2: there is no vertex 3: the graph has 3 vertices, from 0 on/u)
    expect(await errorOf(edgesOf([text('0 1\n')], { vertexCount: 0 }))).toMatch(/there is no vertex 0/u)
  })

  it('passes over edges read before', async () => {
    const edges = Array.from({ length: 5_000 }, (_, index): [number, number] => [index >> 3, (index * 7) % 1000])
    const content = Buffer.from(edges.map((pair) => pair.join('\t')).join('\n'))
    for (const skip of [0, 1, 999, 4_999, 5_000, 6_000]) expect(await edgesOf([inPieces(content, 700)], { skip })).toEqual(edges.slice(skip))
  })

  it('reads gzip of many members, and of any size of pieces', async () => {
    const edges = Array.from({ length: 20_000 }, (_, index): [number, number] => [index, (index * 31) % 20_000])
    const content = Buffer.from(edges.map((pair) => `${pair.join('\t')}\n`).join(''))
    const members = Buffer.concat([0, 1, 2, 3].map((part) => gzipSync(content.subarray((part * content.length) / 4, ((part + 1) * content.length) / 4))))
    const padded = Buffer.concat([members, Buffer.alloc(600)])
    for (const bytes of [members, padded]) for (const size of [97, 4_000, 1e7]) expect(await edgesOf([inPieces(bytes, size)])).toEqual(edges)
    expect(await edgesOf([inPieces(Buffer.concat([gzipSync('1 2\n3'), gzipSync(' 4\n')]), 1)])).toEqual([[1, 2], [3, 4]])
    const drops = Buffer.concat([...'10 20\n\n30 40\n5 6'].map((letter) => gzipSync(letter)))
    expect(await edgesOf([fileOfBytes('drops.gz', Buffer.concat([gzipSync(''), drops, gzipSync(''), Buffer.alloc(70)]))])).toEqual([[10, 20], [30, 40], [5, 6]])
  })

  it('reads gzip with all that a heading may have, and checks it', async () => {
    const packed = gzipSync('1 2\n3 4\n')
    const heading = Buffer.from([0x1f, 0x8b, 8, 0x1f, 1, 2, 3, 4, 0, 3, 5, 0, 1, 0, 2, 0, 3, ...Buffer.from('edges.txt\0of a graph\0')])
    const check = (wrong: number) => Buffer.from([(crc32(heading) & 0xff) ^ wrong, (crc32(heading) >>> 8) & 0xff])
    expect(await edgesOf([fileOfBytes('edges.gz', Buffer.concat([heading, check(0), packed.subarray(10)]))])).toEqual([[1, 2], [3, 4]])
    const refused: Array<[Buffer, string]> = [
      [Buffer.concat([heading, check(1), packed.subarray(10)]), 'header crc mismatch'],
      [Buffer.concat([Buffer.from([0x1f, 0x8b, 7]), packed.subarray(3)]), 'unknown compression method'],
      [Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0x40]), packed.subarray(4)]), 'unknown header flags set'],
      [Buffer.from(packed).fill(9, packed.length - 4, packed.length - 3), 'incorrect length check'],
    ]
    for (const [bytes, words] of refused) expect(await errorOf(edgesOf([fileOfBytes('edges.gz', bytes)]))).toContain(`its gzip data is damaged (${words})`)
  })

  it('refuses gzip that is cut, damaged or followed by something else, and says how far it got', async () => {
    const content = Buffer.from(Array.from({ length: 30_000 }, (_, index) => `${index}\t${(index * 977) % 30_000}\n`).join(''))
    const packed = gzipSync(content)
    const cases: Array<[bytes: Uint8Array, message: RegExp]> = [
      [packed.subarray(0, packed.length - 1), /^edges\.gz: its gzip data ends too early, after line (?:29\u202f\d{3}|30\u202f000)\. Nothing was made of it/u],
      [packed.subarray(0, packed.length >> 1), /ends too early, after line [\d,]+/u],
      [packed.subarray(0, 5), /ends too early, after line 0/u],
      [Buffer.concat([packed, packed.subarray(0, 40)]), /ends too early/u],
      [Buffer.concat([packed, Buffer.from('garbage')]), /its gzip data is damaged \(incorrect header check\)/u],
      [Buffer.concat([packed, Buffer.alloc(3), Buffer.from('x')]), /followed by something else/u],
      [Buffer.concat([packed, Buffer.alloc(300_000), packed]), /followed by something else/u],
      [Buffer.from(packed).fill(0xff, packed.length - 8, packed.length - 4), /its gzip data is damaged \(incorrect data check\)/u],
      [Buffer.from(packed).fill(0x55, packed.length >> 1, (packed.length >> 1) + 20), /its gzip data is damaged|not two whole numbers|one number only|larger/u],
    ]
    for (const [bytes, message] of cases) for (const size of [100, 1e7]) expect(await errorOf(edgesOf([inPieces(bytes, size, 'edges.gz')]))).toMatch(message)
  })

  it('says that other packings are not read', async () => {
    const marks: Array<[name: string, bytes: number[]]> = [['ZIP', [0x50, 0x4b, 3, 4]], ['zstd', [0x28, 0xb5, 0x2f, 0xfd]], ['bzip2', [...Buffer.from('BZh91AY&SY')]], ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]]]
    for (const [name, bytes] of marks) expect(await errorOf(edgesOf([inPieces(Buffer.from([...bytes, 1, 2, 3]), 1)]))).toBe(`edges.txt: it is packed as ${name}, and only gzip is read. Unpack it first, or pack it with gzip.`)
  })

  it('hands on what the source says, and lets go of it', async () => {
    let closed = 0
    const source = (fail: boolean): FileInput => ({
      name: 'edges.gz',
      async *open() {
        try {
          yield gzipSync('1 2\n'.repeat(300_000)).subarray(0, fail ? 500 : undefined)
          if (fail) throw new Error('the disk is gone')
        } finally {
          closed += 1
        }
      },
    })
    await expect(edgesOf([source(true)])).rejects.toThrow('the disk is gone')
    for await (const chunk of readEdgeText([source(false)])) if (chunk.count > 0) break
    await expect(edgesOf([source(false)], { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
    expect(closed).toBe(3)
  })

  it('waits for whoever takes the edges, and keeps those that wait apart', async () => {
    const pieces = 160
    // Pieces with many edges and with few, so that what waits goes round its memory at any place; lines span pieces.
    const bytes = (piece: number) => Buffer.from(piece % 3 === 0 ? `${piece} ${1_000_000_000 + piece}\n`.repeat(20_000) : `\n${piece} 1\n`.repeat(40_000))
    let ahead = 0
    const file: FileInput = {
      name: 'edges.txt',
      async *open() {
        for (let piece = 100; piece < 100 + pieces; piece += 1, ahead += 1) yield bytes(piece)
      },
    }
    const counts = new Map<number, number>()
    let line = 1
    let slow = 4
    for await (const chunk of readEdgeText([file, file])) {
      if (slow > 0) await new Promise((resolve) => setTimeout(resolve, 30))
      slow -= 1
      for (let index = 0; index < chunk.count; index += 1) {
        const from = chunk.from[index]!
        if (chunk.to[index] !== (from % 3 === 0 ? 1_000_000_000 + from : 1)) throw new Error(`edge ${index} of line ${chunk.line} is wrong`)
        counts.set(from, (counts.get(from) ?? 0) + 1)
      }
      expect(chunk.line === 1 || chunk.line > line).toBe(true)
      line = chunk.line
    }
    expect([...counts]).toEqual(Array.from({ length: pieces }, (_, piece) => [100 + piece, (100 + piece) % 3 === 0 ? 40_000 : 80_000]))
    expect(ahead).toBe(2 * pieces)
  })

  it('stops in the midst when it is told to', async () => {
    const stop = new AbortController()
    const file = inPieces(gzipSync('1 2\n'.repeat(2_000_000), { level: 1 }), 4096)
    const reading = (async () => {
      for await (const { count } of readEdgeText([file], { signal: stop.signal })) if (count > 0) stop.abort()
    })()
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describeWithRealData('graph/cnr-2000/cnr-2000.edges.tsv.gz', 'a published list of edges', (path) => {
  it('is read line by line', async () => {
    const lines = gunzipSync(readFileSync(path))
    let at = 0
    const next = (end: number): number => {
      let value = 0
      while (lines[at] !== end) value = value * 10 + lines[at++]! - 48
      at += 1
      return value
    }
    let count = 0
    for await (const chunk of readEdgeText([{ name: 'edges', open: () => createReadStream(path) }], { vertexCount: 325_557 })) {
      for (let index = 0; index < chunk.count; index += 1) if (chunk.from[index] !== next(9) || chunk.to[index] !== next(10)) throw new Error(`edge ${count + index} is wrong`)
      count += chunk.count
    }
    expect([count, at]).toEqual([3_216_152, lines.length])
  })
})
