import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { findPhrases, folded, phraseIndex, wordsOf } from './phrases.js'
import { pathWords } from './word-lists.js'

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

/** Segment by segment, as it is told. */
function pathWordsSlowly(path: string): string[] {
  const words: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '' && words.at(-1) === '/') continue
    if (words.at(-1) !== '/') words.push('/')
    if (segment.startsWith('@')) words.push('@')
    words.push(...wordsOf(segment))
    if (words.at(-1) !== '/') words.push('/')
  }
  return words
}

it('words of a path have each slash as a word of its own, once', () => {
  expect(pathWords('/Blog//guest-post/@me/')).toEqual(['/', 'blog', '/', 'guest', 'post', '/', '@', 'me', '/'])
  const path = fc.array(fc.oneof(fc.constantFrom('/', '/', '@', '-', '.', 'blog', 'é', '12'), piece), { maxLength: 8 }).map((pieces) => pieces.join(''))
  fc.assert(fc.property(path, (whole) => {
    expect(pathWords(whole)).toEqual(pathWordsSlowly(whole))
  }), { numRuns: 1_000 })
})

const word = fc.oneof(fc.constantFrom('a', 'é', 'guest', 'post', 'guests', 'ab', 'мед', '/', '12', '\u{1f600}'), fc.string({ minLength: 1, maxLength: 4 })).filter((text) => !text.includes(' '))
/** A slash alone is no phrase: it would stand in every path. */
const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).filter((words) => words.join('') !== '/')
const cut = (text: string) => text.split(' ')

it('finds a phrase wherever its words stand, and no other', () => {
  fc.assert(fc.property(fc.array(phrase, { maxLength: 20 }), fc.array(word, { maxLength: 12 }), (phrases, words) => {
    const texts = phrases.map((words) => words.join(' '))
    const index = phraseIndex(texts.map((text) => ({ text, value: text })), cut)
    const places = phrases.flatMap((wanted, value) => words.flatMap((_, at) => (wanted.every((one, offset) => words[at + offset] === one) ? [`${at} ${texts[value]}`] : [])))
    expect(findPhrases(index, words, '').map(({ at, text: found }) => `${at} ${found}`).sort()).toEqual(places.sort())
  }), { numRuns: 1_000 })
})
