import { describe, expect, it } from 'vitest'
import { isFreeToRead, writingOf } from './page-features-writing.js'

const words = (count: number, of: number) => Array.from({ length: count }, (_, at) => (((at % of) * 2_654_435_761) % 4_294_967_291).toString(36))

describe('how a text is written', () => {
  it.each([
    ['too short to tell', words(299, 299), null, null],
    ['every word once', words(300, 300), 1, null],
    ['ten words over and over', words(3_000, 10), 0.03, 4],
    ['of a long text the first words', [...words(3_000, 3_000), ...words(9_000, 2)], 1, null],
  ] as Array<[string, string[], number | null, number | null]>)('%s', (_, text, variety, compressionMin) => {
    const { textCompression, wordVariety } = writingOf(text)
    expect(wordVariety).toBe(variety)
    if (variety === null) expect(textCompression).toBeNull()
    else if (compressionMin === null) expect(textCompression).toBeLessThan(4)
    else expect(textCompression).toBeGreaterThan(compressionMin)
  })
})

it.each([
  [[], null], [['True'], true], [['https://schema.org/False'], false], [['true', 'false'], false], [['no'], false], [['locked'], null],
] as Array<[string[], boolean | null]>)('isFreeToRead(%j) is %j', (said, expected) => expect(isFreeToRead(said)).toBe(expected))
