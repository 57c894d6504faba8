import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { folded, wordsOf } from './phrases.js'

/** The same without a short way for plain text. */
function foldedSlowly(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]/gu, '').replace(/ß/gu, 'ss').replace(/ł/gu, 'l').replace(/ø/gu, 'o').replace(/đ/gu, 'd').replace(/æ/gu, 'ae').replace(/œ/gu, 'oe').replace(/ı/gu, 'i').normalize('NFC')
}

const piece = fc.oneof(fc.constantFrom('Heart', 'clinic', ' ', '…', '–', '“', '”', '’', '•', '-', '2026', 'Straße', 'é', 'œuvre', 'Łódź', 'مركز', '歯科'), fc.string({ maxLength: 3 }), fc.integer({ min: 0x2000, max: 0x2040 }).map((code) => String.fromCharCode(code)))
const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))

it('text in plain letters with typographic signs is folded and cut like all text', () => {
  fc.assert(fc.property(text, (whole) => {
    expect(folded(whole)).toBe(foldedSlowly(whole))
    expect(wordsOf(whole)).toEqual(foldedSlowly(whole).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
  }), { numRuns: 1_000 })
})
