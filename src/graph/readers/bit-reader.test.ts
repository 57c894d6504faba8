import { describe, expect, it } from 'vitest'
import { BitReader, bitSpareBytes, HugeNumberError, PastEndError, type Code } from './bit-reader.js'
import { BitWriter } from './testing/bit-writer.js'

function readerOf(bytes: Uint8Array): BitReader {
  const reader = new BitReader()
  const spare = new Uint8Array(bytes.length + bitSpareBytes)
  spare.set(bytes)
  reader.setBytes(spare, bytes.length)
  return reader
}

const small = Array.from({ length: 300 }, (_, index) => index)
const powers = Array.from({ length: 32 }, (_, power) => [2 ** power - 2, 2 ** power - 1, 2 ** power]).flat().filter((value) => value >= 0)

const rows: Array<[code: Code, parameter: number, values: number[]]> = [
  ['unary', 0, [...small, 1000, 5000]],
  ['gamma', 0, [...small, ...powers]],
  ['delta', 0, [...small, ...powers]],
  ['nibble', 0, [...small, ...powers]],
  ...[1, 2, 3, 4, 5, 7, 11, 16].map((k): [Code, number, number[]] => ['zeta', k, [...small, ...powers]]),
  ...[1, 2, 3, 5, 8, 13, 16].map((k): [Code, number, number[]] => ['golomb', k, [...small, 4_000]]),
]

describe('BitReader', () => {
  for (const [code, parameter, values] of rows) {
    it(`reads ${code} ${parameter || ''} as written`, () => {
      const writer = new BitWriter()
      for (const value of values) writer.write(code, value, parameter)
      const reader = readerOf(writer.bytes())
      expect(values.map(() => reader.read(code, parameter))).toEqual(values)
      expect(reader.at).toBe(writer.length)
    })
  }

  // The bits of these are known from the definitions of the codes.
  const known: Array<[bits: string, code: Code, parameter: number, value: number]> = [
    ['1', 'gamma', 0, 0],
    ['010', 'gamma', 0, 1],
    ['00101', 'gamma', 0, 4],
    ['1', 'delta', 0, 0],
    ['0100', 'delta', 0, 1],
    ['01100', 'delta', 0, 3],
    ['0001', 'unary', 0, 3],
    ['100', 'zeta', 3, 0],
    ['1010', 'zeta', 3, 1],
    ['1011', 'zeta', 3, 2],
    ['1111', 'zeta', 3, 6],
    ['0100000', 'zeta', 3, 7],
    ['0111', 'golomb', 3, 5],
    ['1111', 'nibble', 0, 7],
    ['00011000', 'nibble', 0, 8],
  ]
  for (const [bits, code, parameter, value] of known) {
    it(`reads ${bits} as ${code} ${value}`, () => {
      const reader = readerOf(Uint8Array.of(Number.parseInt(bits.padEnd(8, '1').slice(0, 8), 2), 255))
      expect([reader.read(code, parameter), reader.at]).toEqual([value, bits.length])
    })
  }

  it('tells that numbers run past the end, and that they are too large', () => {
    for (const code of ['unary', 'gamma', 'delta', 'zeta', 'nibble', 'golomb'] as const) {
      const reader = readerOf(new Uint8Array(3))
      const read = () => {
        reader.read(code, 3)
        if (reader.at > reader.end) throw new PastEndError()
      }
      expect(read, code).toThrow(PastEndError)
    }
    for (const code of ['gamma', 'delta', 'zeta'] as const) {
      const bytes = new Uint8Array(200)
      bytes[code === 'delta' ? 4 : 100] = 1
      expect(() => readerOf(bytes).read(code, 3), code).toThrow(HugeNumberError)
    }
    expect(() => readerOf(new Uint8Array(200).fill(0x11)).read('nibble', 0)).toThrow(HugeNumberError)
  })
})
