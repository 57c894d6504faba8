import { describe, expect, it } from 'vitest'
import { chao, chapman } from './capture-recapture.js'

describe('chao', () => {
  // Published figures: the spiders of two sites in the examples of iNEXT (Hsieh, Ma & Chao 2016).
  it.each([
    ['girdled trees', { seen: 26, once: 12, twice: 4, lists: 168 }, { best: 43.893, standardError: 14.306, low: 30.511, high: 96.971 }],
    ['logged trees', { seen: 37, once: 14, twice: 4, lists: 252 }, { best: 61.403, standardError: 18.532, low: 43.502, high: 128.583 }],
  ])('gives the published figures for %s', (_, given, expected) => {
    const answer = chao(given)
    for (const [key, value] of Object.entries(expected)) expect(answer[key as keyof typeof answer]).toBeCloseTo(value, 2)
  })

  it('gives what was seen where nothing was seen once only', () => {
    expect(chao({ seen: 10, once: 0, twice: 10, lists: 2 })).toMatchObject({ best: 10, low: 10, high: 10 })
  })

  it('stays finite where nothing was seen twice', () => {
    const answer = chao({ seen: 5, once: 5, twice: 0, lists: 3 })
    expect(answer.best).toBeCloseTo(5 + (2 / 3) * 10, 6)
    expect(answer.high).toBeGreaterThan(answer.best)
    expect(Number.isFinite(answer.high)).toBe(true)
  })
})

describe('chapman', () => {
  it('gives the textbook figure', () => {
    const answer = chapman(10, 15, 5)
    expect(answer.seen).toBe(20)
    expect(answer.best).toBeCloseTo(28.333, 3)
    expect(answer.standardError).toBeCloseTo(5.909, 3)
  })

  it('holds the truth in its interval about as often as it says', () => {
    // Two independent lists of 2 000 things, drawn with a fixed generator.
    let state = 12_345
    const chance = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31
    let held = 0
    for (let trial = 0; trial < 200; trial += 1) {
      let [first, second, both] = [0, 0, 0]
      for (let thing = 0; thing < 2_000; thing += 1) {
        const [a, b] = [chance() < 0.3, chance() < 0.2]
        if (a) first += 1
        if (b) second += 1
        if (a && b) both += 1
      }
      const { low, high } = chapman(first, second, both)
      if (low <= 2_000 && 2_000 <= high) held += 1
    }
    expect(held).toBeGreaterThan(180)
    expect(held).toBeLessThanOrEqual(200)
  })

  it('says that all was seen where both lists are the same', () => {
    expect(chapman(50, 50, 50)).toMatchObject({ best: 50, low: 50, high: 50 })
  })
})
