import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { fileOfBytes, type FileInput } from '../../model/file-input.js'
import { limits } from '../../model/limits.js'
import { namesOf } from './name-chunk.js'
import { readVertexText } from './read-vertex-text.js'

async function verticesOf(files: FileInput[]): Promise<Array<[string, number | null]>> {
  const vertices: Array<[string, number | null]> = []
  for await (const chunk of readVertexText(files)) {
    expect(chunk.first).toBe(vertices.length)
    for (const [index, name] of namesOf(chunk).entries()) vertices.push([name, chunk.hostCounts === null ? null : chunk.hostCounts[index]!])
  }
  return vertices
}

function inPieces(bytes: Uint8Array, size: number): FileInput {
  return {
    name: 'vertices.txt',
    async *open() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
    },
  }
}

const readable: Array<[text: string | Buffer, vertices: Array<[string, number | null]>]> = [
  ['', []],
  ['0\tgov.nih\n', [['gov.nih', null]]],
  ['0\tgov.nih', [['gov.nih', null]]],
  ['0\texample.clinic\t3\n1\texample.journal\t12\n', [['example.clinic', 3], ['example.journal', 12]]],
  ['0\texample.clinic\r\n1\texample.journal\r\n', [['example.clinic', null], ['example.journal', null]]],
  ['0\ta\t1\tmore\tcolumns\n1\tb\n', [['a', 1], ['b', 0]]],
  ['0\texample.klinik-münchen\n', [['example.klinik-münchen', null]]],
  ['0\ta name with blanks\n', [['a name with blanks', null]]],
  [`0\t${'n'.repeat(limits.vertexNameBytesMax)}\n`, [['n'.repeat(limits.vertexNameBytesMax), null]]],
]

const refused: Array<[text: string | Buffer, message: RegExp]> = [
  ['1\tgov.nih\n', /^vertices\.txt, line 1: vertex 0 was to come, but there is "1\\tgov\.nih"\. Each line/u],
  ['0\ta\n2\tb\n', /line 2: vertex 1 was to come/u],
  ['0\ta\n0\tb\n', /line 2: vertex 1 was to come/u],
  ['0\ta\n\n1\tb\n', /line 2: there is no id and name: ""/u],
  ['gov.nih\n', /line 1: there is no id and name: "gov\.nih"/u],
  ['0 gov.nih\n', /line 1: there is no id and name/u],
  ['0\n', /line 1: vertex 0 was to come, but there is "0"|line 1: there is no id/u],
  ['0\t\n', /line 1: vertex 0 has no name/u],
  ['0\t\t5\n', /line 1: vertex 0 has no name/u],
  ['0\ta\u0001b\n', /line 1: there is a control character in the name "a\\u0001b"/u],
  ['0\ta\u007fb\n', /control character/u],
  ['0\ta\u009bb\n', /line 1: there is a character in the name that is not seen: "a\\u009bb"/u],
  ['0\ta\n1\ta\u202eb\n', /line 2: there is a character in the name that is not seen/u],
  ['0\ta\u200fb\n', /not seen/u],
  ['0\ta\rb\n', /control character in the name "a\\rb"/u],
  [Buffer.from([48, 9, 0xc3, 0x28, 10]), /line 1: the name is not UTF-8/u],
  ['0\ta\tmany\n', /line 1: the number of hosts is none: "many"/u],
  ['0\ta\t-1\n', /the number of hosts is none/u],
  ['0\ta\t\n', /the number of hosts is none/u],
  ['0\ta\t12x\n', /the number of hosts is none/u],
  ['0\ta\t99999999999\n', /the number of hosts is none/u],
  [`0\t${'n'.repeat(limits.vertexNameBytesMax + 1)}\n`, /the name is longer than 1024 bytes/u],
  [`0\t${'n'.repeat(3 * limits.graphLineBytesMax)}`, /longer than \d+ bytes/u],
  ['00000000000\ta\n', /line 1: /u],
]

async function errorOf(work: Promise<unknown>): Promise<string> {
  return work.then(() => 'no error', (error: unknown) => (error instanceof Error && 'code' in error && error.code === 'invalid' ? error.message : `not ours: ${String(error)}`))
}

describe('readVertexText', () => {
  for (const [text, vertices] of readable) {
    it(`reads ${JSON.stringify(String(text).slice(0, 50))}`, async () => {
      const bytes = Buffer.from(text)
      expect(await verticesOf([inPieces(bytes, 1e6)])).toEqual(vertices)
      for (const size of [1, 5]) expect(await verticesOf([inPieces(bytes, size)])).toEqual(vertices)
      expect(await verticesOf([fileOfBytes('vertices.txt', gzipSync(bytes))])).toEqual(vertices)
    })
  }

  for (const [text, message] of refused) {
    it(`refuses ${JSON.stringify(String(text).slice(0, 50))}`, async () => {
      expect(await errorOf(verticesOf([inPieces(Buffer.from(text), 1e6)]))).toMatch(message)
      expect(await errorOf(verticesOf([inPieces(Buffer.from(text), 999)]))).toMatch(message)
    })
  }

  it('counts on over several files and many chunks', async () => {
    const lines = Array.from({ length: 100_000 }, (_, id) => `${id}\texample.${'host-'.repeat(id % 9)}${id}\t${id % 7}\n`)
    const names = lines.map((line) => line.split('\t')[1]!)
    const text = Buffer.from(lines.join(''))
    const cut = text.indexOf(10, text.length / 2) + 1
    const found = await verticesOf([fileOfBytes('part-0', gzipSync(text.subarray(0, cut))), inPieces(text.subarray(cut), 4_001)])
    expect(found.map(([name]) => name)).toEqual(names)
    expect(found.map(([, hosts]) => hosts)).toEqual(lines.map((_, id) => id % 7))
    expect(await errorOf(verticesOf([inPieces(text, 1e7), inPieces(text, 1e7)]))).toMatch(/line 1: vertex 100000 was to come/u)
  })

  it('refuses gzip that is cut, and says how far it got', async () => {
    const packed = gzipSync('0\ta\n1\tb\n')
    expect(await errorOf(verticesOf([fileOfBytes('vertices.txt.gz', packed.subarray(0, packed.length - 3))]))).toMatch(/^vertices\.txt\.gz: its gzip data ends too early, after line \d/u)
  })
})
