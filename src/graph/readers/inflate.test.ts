import { constants, deflateRawSync, inflateRawSync, type ZlibOptions } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { openInflater } from './testing/inflater.js'

let inflate: Awaited<ReturnType<typeof openInflater>>
beforeAll(async () => {
  inflate = await openInflater()
})

/** Numbers from a seed, the same on each run. */
function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function made(length: number, byte: (at: number) => number): Buffer {
  return Buffer.from(Uint8Array.from({ length }, (_, at) => byte(at)))
}

const next = chance(7)
const edges = Buffer.from(Array.from({ length: 30_000 }, (_, line) => `${Math.floor(line / 30)}\t${next(9_000_000)}\n`).join(''))
const texts: Array<[string, Buffer]> = [
  ['nothing', Buffer.alloc(0)],
  ['one byte', Buffer.from('a')],
  ['edges', edges],
  ['one byte again and again', Buffer.alloc(300_000, 'x')],
  ['short periods', made(100_000, (at) => at % 7)],
  ['periods of each length', Buffer.concat(Array.from({ length: 40 }, (_, length) => made(600, (at) => 65 + (at % (length + 1)))))],
  ['a period as long as the window', made(100_000, (at) => (Math.imul(at % 32_768, 2_654_435_761) >>> 13) & 255)],
  ['what cannot be packed', made(150_000, () => next(256))],
  ['bytes of very unlike frequency', made(200_000, () => Math.min(255, Math.floor(-Math.log2((next(1_000_000) + 1) / 1_000_001) * 9)))],
]
const ways: Array<[string, ZlibOptions]> = [
  ['as usual', {}],
  ['fast', { level: 1 }],
  ['best', { level: 9, memLevel: 9 }],
  ['stored', { level: 0 }],
  ['fixed codes', { strategy: constants.Z_FIXED }],
  ['literals alone', { strategy: constants.Z_HUFFMAN_ONLY }],
  ['runs alone', { strategy: constants.Z_RLE }],
  ['short blocks', { memLevel: 1 }],
  ['a small window', { windowBits: 9 }],
]

describe('unpacking gives what zlib was given', () => {
  for (const [what, text] of texts) {
    it.each(ways)(`${what}, packed %s`, (_, options) => {
      const packed = deflateRawSync(text, options)
      for (const [piece, step] of [[packed.length, 1024 * 1024], [1_000, 40_000], [700, 500_000]] as const) {
        const found = inflate(packed, Math.max(1, piece), step) as { bytes: Buffer; taken: number }
        expect(found.taken).toBe(packed.length)
        expect(found.bytes.equals(text)).toBe(true)
      }
    })
  }

  it('byte by byte, and no further than its end', () => {
    const text = edges.subarray(0, 5_000)
    for (const [, options] of ways) {
      const packed = deflateRawSync(text, options)
      const found = inflate(Buffer.concat([packed, Buffer.from('behind')]), 1) as { bytes: Buffer; taken: number }
      expect(found.bytes.equals(text)).toBe(true)
      expect(found.taken).toBe(packed.length)
    }
  })
})

describe('unpacking refuses', () => {
  it('data that ends too early, wherever it was cut', () => {
    for (const [, options] of ways) {
      const packed = deflateRawSync(edges.subarray(0, 900), options)
      for (let length = 0; length < packed.length; length += 1) expect(inflate(packed.subarray(0, length))).toEqual({ fault: 'early' })
    }
  })

  const broken: Array<[string, number[]]> = [
    ['a kind of block that does not exist', [0x07]],
    ['a length of a stored block that its check denies', [0x01, 5, 0, 5, 0, 1, 2, 3, 4, 5]],
    ['a match before the first byte', [0x63, 0x04, 0x12, 0x00, 0x00, 0x00]],
    ['too many codes', [0xfc, 0, 0, 0, 0, 0, 0, 0]],
    ['lengths of codes that are no code', [0x04, 0x00, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
  ]
  it.each(broken)('%s, as zlib does', (_, bytes) => {
    const data = Buffer.from([...bytes, ...Buffer.alloc(64)])
    expect(() => inflateRawSync(data)).toThrow()
    expect(inflate(data)).toEqual({ fault: 'damaged' })
  })

  it('damaged data just where zlib does, and gives the same where both take it', () => {
    const step = chance(11)
    const text = edges.subarray(0, 3_000)
    let refused = 0
    for (let round = 0; round < 2_500; round += 1) {
      const packed = deflateRawSync(round % 3 === 0 ? text.subarray(0, 60 + step(400)) : text, ways[round % ways.length]![1])
      for (let flips = 1 + step(3); flips > 0; flips -= 1) packed[round % 2 === 0 ? step(Math.min(90, packed.length)) : step(packed.length)]! ^= 1 << step(8)
      const expected = outcome(packed)
      const found = inflate(packed, round % 5 === 0 ? 1 + step(100) : packed.length)
      if (expected === null) {
        refused += 1
        expect('fault' in found).toBe(true)
      } else expect('bytes' in found && found.bytes.equals(expected)).toBe(true)
    }
    expect(refused).toBeGreaterThan(400)
  })
})

function outcome(packed: Buffer): Buffer | null {
  try {
    return inflateRawSync(packed)
  } catch {
    return null
  }
}
