import { randomBytes } from 'node:crypto'
import { brotliCompressSync, constants, createBrotliDecompress, createInflateRaw, deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { inflatePartly, type InflateEngine } from './inflate-partly.js'

const content = Buffer.from(randomBytes(30_000).toString('hex'))
const packed = deflateRawSync(content)
const brotli = (): InflateEngine => createBrotliDecompress() as unknown as InflateEngine

describe('inflatePartly', () => {
  it('reads whole data, with or without bytes behind it', async () => {
    for (const input of [packed, Buffer.concat([packed, Buffer.from('behind')])]) {
      const { bytes, outcome } = await inflatePartly(createInflateRaw, input, 1_000_000)
      expect([outcome, bytes.equals(content)]).toEqual(['whole', true])
    }
    expect(await inflatePartly(brotli, brotliCompressSync(content), 1_000_000)).toMatchObject({ outcome: 'whole' })
  })

  it('reads nearly all that lies before a cut or damage', async () => {
    for (const length of [10, 1_000, 10_000, 50_000]) {
      const sound = deflateRawSync(content.subarray(0, length), { finishFlush: constants.Z_SYNC_FLUSH })
      const cut = await inflatePartly(createInflateRaw, sound, 1_000_000)
      expect([cut.outcome, cut.bytes.equals(content.subarray(0, length))]).toEqual(['cut-short', true])
      // A block of a type that there is not.
      const damaged = await inflatePartly(createInflateRaw, Buffer.concat([sound, Buffer.alloc(9_000, 7)]), 1_000_000)
      expect([damaged.outcome, damaged.bytes.length > length - 200]).toEqual(['damaged', true])
      expect(content.subarray(0, damaged.bytes.length).equals(damaged.bytes)).toBe(true)
    }
  })

  it('stops at the bound', async () => {
    const bomb = deflateRawSync(Buffer.alloc(100 * 1024 * 1024))
    const { bytes, outcome } = await inflatePartly(createInflateRaw, bomb, 50_000)
    expect([outcome, bytes.length]).toEqual(['too-large', 50_000])
  })
})
