import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openByteWindow } from './byte-window.js'
import { gzipMembers } from './gzip-members.js'
import { gzipPieces, type GzipPiecesOptions, type Piece } from './gzip-pieces.js'

const magic = Buffer.from('BEGIN')

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

interface Member {
  offset: number
  end: number | null
  text: string
}

/** The pieces of one member put together. */
async function members(pieces: AsyncIterable<Piece>): Promise<Member[]> {
  const found: Array<Member & { parts: Buffer[] }> = []
  for await (const piece of pieces) {
    if (piece.first) found.push({ offset: piece.offset, end: piece.end, text: '', parts: [piece.bytes] })
    else {
      found.at(-1)!.parts.push(piece.bytes)
      found.at(-1)!.end = piece.end
    }
  }
  return found.map(({ offset, end, parts }) => ({ offset, end, text: Buffer.concat(parts).toString('latin1') }))
}

function optionsFor(causes: string[]): GzipPiecesOptions {
  return { onProblem: (cause, offset) => causes.push(`${cause} ${offset}`), isStart: (bytes) => bytes.subarray(0, 5).equals(magic) }
}

function fileOf(contents: Buffer[], level = 6): { bytes: Buffer; truth: Member[] } {
  const truth: Member[] = []
  const parts: Buffer[] = []
  let offset = 0
  for (const content of contents) {
    const packed = gzipSync(content, { level })
    parts.push(packed)
    truth.push({ offset, end: offset + packed.length, text: content.toString('latin1') })
    offset += packed.length
  }
  return { bytes: Buffer.concat(parts), truth }
}

const begin = (content: Buffer | string): Buffer => Buffer.concat([magic, Buffer.from(content)])

describe('gzip members', () => {
  const small = Array.from({ length: 300 }, (_, at) => begin(`number ${at} ${'x'.repeat((at * 37) % 900)}`))
  const rows: Array<[name: string, contents: Buffer[], level?: number]> = [
    ['many small ones', small],
    ['one', [begin('only')]],
    ['one large one', [begin(randomBytes(3_000_000))]],
    ['small and large ones', [begin('a'), begin(randomBytes(900_000)), begin('b'), begin(Buffer.alloc(9_000_000, 'c')), begin('d')]],
    // More than is handed on at once comes out of one step, and members end within it; one is the beginning of another.
    ['very compressible ones', [...small, begin(Buffer.alloc(20_000_000)), begin(Buffer.alloc(10_000_000)), begin(Buffer.alloc(12_000_000)), begin(''), ...small.slice(0, 99), begin(randomBytes(300_000)), begin('z')]],
    ['members that begin with nothing known', [begin('a'), Buffer.from('plain'), Buffer.from('more'), begin('b')]],
    ['an empty one', [begin('a'), Buffer.alloc(0), begin('b')]],
    // At level 0 the packed content stands in the file as it is, magic numbers and all.
    ['gzip within, not packed again', [begin('a'), begin(gzipSync(begin('inner'), { level: 0 })), begin(Buffer.concat(small.map((one) => gzipSync(one)))), begin('b')], 0],
  ]
  it.each(rows)('%s', async (_name, contents, level) => {
    const { bytes, truth } = fileOf(contents, level)
    for (const chunk of [bytes.length, 100_000, 1_001]) {
      const causes: string[] = []
      const fast = await members(gzipPieces(openByteWindow(inChunks(bytes, chunk)), optionsFor(causes)))
      const careful = await members(gzipMembers(openByteWindow(inChunks(bytes, chunk)), optionsFor(causes), false))
      expect(causes).toEqual([])
      expect(careful.map(({ offset, end, text }) => [offset, end, text.length])).toEqual(truth.map(({ offset, end, text }) => [offset, end, text.length]))
      expect(fast.map(({ offset, end, text }) => [offset, end, text.length])).toEqual(truth.map(({ offset, end, text }) => [offset, end, text.length]))
      expect(fast.every(({ text }, at) => text === truth[at]!.text)).toBe(true)
    }
  })
})

describe('damage', () => {
  const contents = Array.from({ length: 50 }, (_, at) => begin(`number ${at} ${'word '.repeat(at)}`))
  const { bytes, truth } = fileOf(contents)

  it('costs the damaged member only', async () => {
    for (const victim of [0, 7, 30, 49]) {
      const bent = Buffer.from(bytes)
      const { offset, end } = truth[victim]!
      bent.fill(0xff, offset + 12, offset + 22)
      const causes: string[] = []
      const found = await members(gzipPieces(openByteWindow(inChunks(bent, 4_096)), optionsFor(causes)))
      expect(causes.length).toBeGreaterThan(0)
      for (const cause of causes) {
        const at = Number(cause.split(' ')[1])
        expect([cause, at >= offset && at < end!]).toEqual([cause, true])
      }
      expect(found.filter(({ offset: at }) => at !== offset).map(({ text }) => text)).toEqual(truth.filter((_, at) => at !== victim).map(({ text }) => text))
    }
  })

  it('within a large member costs what comes behind it, and no other member', async () => {
    const large = fileOf([begin('a'), begin(randomBytes(12_000_000)), begin('b')])
    const { offset } = large.truth[1]!
    large.bytes.fill(0, offset + 9_000_000, offset + 9_100_000)
    const causes: string[] = []
    const found = await members(gzipPieces(openByteWindow(inChunks(large.bytes, 1_000_000)), optionsFor(causes)))
    expect(causes.length).toBeGreaterThan(0)
    expect(found.at(-1)!.text).toBe('BEGINb')
    expect(found[1]!.text.length).toBeGreaterThan(8_000_000)
    expect(large.truth[1]!.text.startsWith(found[1]!.text.slice(0, 8_000_000))).toBe(true)
  })

  it('at any place, and a cut at any place, ends with what came before it read', async () => {
    const few = fileOf(contents.slice(0, 3))
    for (let at = 0; at < few.bytes.length; at += 1) {
      const cut = await members(gzipPieces(openByteWindow(inChunks(few.bytes.subarray(0, at), 64)), optionsFor([])))
      const whole = few.truth.filter(({ end }) => end! <= at)
      expect(cut.slice(0, whole.length).map(({ text }) => text)).toEqual(whole.map(({ text }) => text))
      const bent = Buffer.from(few.bytes)
      bent[at] = bent[at]! ^ 0x5a
      const found = await members(gzipPieces(openByteWindow(inChunks(bent, 64)), optionsFor([])))
      const sound = few.truth.filter(({ offset, end }) => at < offset || at >= end!)
      for (const { text, offset } of sound) expect(found.some((member) => member.offset === offset && member.text === text)).toBe(true)
    }
  })

  it('stays in bounded memory on a bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024))
    let largest = 0
    let total = 0
    for await (const piece of gzipPieces(openByteWindow(inChunks(bomb, bomb.length)), optionsFor([]))) {
      largest = Math.max(largest, piece.bytes.length)
      total += piece.bytes.length
    }
    expect(total).toBe(200 * 1024 * 1024)
    expect(largest).toBeLessThan(18 * 1024 * 1024)
  })

  it('takes no long time where every few bytes look like the end of a member', async () => {
    // Stored blocks full of magic numbers, each behind a size that could be right: every one asks for a checksum.
    const parts = [Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])]
    for (let made = 0; made < 3 * 1024 * 1024; made += 65_528) {
      const block = Buffer.alloc(5 + 65_528)
      block.writeUInt16LE(65_528, 1)
      block.writeUInt16LE(~65_528 & 0xffff, 3)
      for (let at = 5; at < block.length; at += 8) {
        block.writeUInt32LE(Math.max(1, made - 300_000), at)
        block.writeUInt32BE(0x1f8b0800, at + 4)
      }
      parts.push(block)
    }
    const started = process.cpuUsage().user
    const found = await members(gzipPieces(openByteWindow(inChunks(Buffer.concat(parts), 1024 * 1024)), optionsFor([])))
    expect(found.reduce((sum, { text }) => sum + text.length, 0)).toBeGreaterThan(2 * 1024 * 1024)
    expect(process.cpuUsage().user - started).toBeLessThan(8_000_000)
  })
})
