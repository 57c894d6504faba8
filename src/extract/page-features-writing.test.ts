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
    const { textCompression, wordVariety, startCompression } = writingOf(text)
    expect(wordVariety).toBe(variety)
    expect(startCompression === null).toBe(text.length < 900)
    if (variety === null) expect(textCompression).toBeNull()
    else if (compressionMin === null) expect(textCompression).toBeLessThan(4)
    else expect(textCompression).toBeGreaterThan(compressionMin)
  })
})

it.each([
  [[], null], [['True'], true], [['https://schema.org/False'], false], [['true', 'false'], false], [['no'], false], [['locked'], null],
] as Array<[string[], boolean | null]>)('isFreeToRead(%j) is %j', (said, expected) => expect(isFreeToRead(said)).toBe(expected))

it('compares texts of any length by their first 900 words', () => {
  const sentences = Array.from({ length: 400 }, (_, at) => `the ${words(400, 400)[at]} is a thing that is not of the same kind as the other`.split(' ')).flat()
  expect(writingOf(sentences.slice(0, 900)).startCompression).toBe(writingOf(sentences.slice(0, 2_500)).startCompression)
  expect(writingOf(sentences).textCompression).toBeGreaterThan(writingOf(sentences).startCompression!)
})

describe('passages that two texts have in common', () => {
  const runs = (text: readonly string[]) => new Set(writingOf(text).textRuns.match(/.{8}/gu) ?? [])
  const shareOf = (text: readonly string[], other: readonly string[]) => {
    const theirs = runs(other)
    const ours = [...runs(text)]
    return ours.filter((run) => theirs.has(run)).length / ours.length
  }
  const text = words(640, 640)
  const unlike = words(2_000, 2_000).slice(1_300)

  it('are the same for the same text, and none for others', () => {
    expect(runs(text).size).toBeGreaterThan(20)
    expect(runs(text).size).toBeLessThan(49)
    expect(writingOf(text).textRuns).toBe(writingOf([...text]).textRuns)
    expect(shareOf(text, unlike)).toBe(0)
    expect(writingOf(text.slice(0, 299)).textRuns).toBe('')
  })

  it('are as many as the share of the text that is common', () => {
    expect(shareOf(text, [...unlike.slice(0, 320), ...text.slice(0, 320)])).toBeGreaterThan(0.3)
    expect(shareOf(text, [...unlike.slice(0, 320), ...text.slice(0, 320)])).toBeLessThan(0.7)
  })

  it('are left where a word in thirty is another', () => {
    const share = shareOf(text, text.map((word, at) => (at % 30 === 0 ? 'riverton' : word)))
    expect(share).toBeGreaterThan(0.55)
    expect(share).toBeLessThan(0.95)
  })

  it('of a very long text are no more than are kept', () => {
    expect(writingOf(words(3_000, 3_000)).textRuns).toHaveLength(48 * 8)
  })
})
