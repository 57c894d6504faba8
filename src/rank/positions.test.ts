import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderByScore } from './positions.js'
import { quantilesOf } from './quantiles.js'

function slowOrder(scores: Float64Array): number[] {
  return [...scores.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b)
}

const scoresOf = (length: number, score: (id: number) => number) => Float64Array.from({ length }, (_, id) => score(id))

describe('positions', () => {
  const rows: Array<[string, Float64Array]> = [
    ['none', new Float64Array(0)],
    ['one', Float64Array.of(3)],
    ['all the same', new Float64Array(10_000).fill(0.25)],
    ['signs and zeros', Float64Array.of(0, -0, 1, -1, 5e-324, -5e-324, Infinity, -Infinity, 1e308, -0, 0)],
    ['a run with equal upper halves, long', scoresOf(20_000, (id) => 1 + ((id * 7_919) % 20_000) * Number.EPSILON)],
    ['a negative run with equal upper halves, long', scoresOf(9_000, (id) => -1 - ((id * 7_919) % 9_001) * Number.EPSILON)],
    ['a short run with equal upper halves', scoresOf(50, (id) => 1 + ((id * 7) % 13) * Number.EPSILON)],
    ['a power law', scoresOf(30_000, (id) => 1 / (1 + ((id * 104_729) % 30_011)))],
  ]
  it.each(rows)('%s: as a plain sort by score, then id', (_title, scores) => {
    const { order, positions } = orderByScore(scores)
    const expected = slowOrder(scores)
    expect([...order]).toEqual(expected)
    expect(expected.every((id, place) => positions[id] === place + 1)).toBe(true)
  })

  it('any scores', () => {
    fc.assert(fc.property(fc.array(fc.double({ noNaN: true }), { maxLength: 300 }), (list) => {
      const scores = Float64Array.from(list)
      // Infinity − Infinity is not a number, so the plain sort compares with < here.
      const expected = [...scores.keys()].sort((a, b) => (scores[a]! > scores[b]! ? -1 : scores[a]! < scores[b]! ? 1 : a - b))
      expect([...orderByScore(scores).order]).toEqual(expected)
    }), { numRuns: 200, seed: 4 })
  })
})

describe('quantiles', () => {
  const of = (...list: number[]) => {
    const scores = Float64Array.from(list)
    return quantilesOf(scores, orderByScore(scores).order)
  }

  it('leave zeros out and name scores that occur', () => {
    expect(of(0, 0, 0, 4, 1, 3, 2)).toMatchObject({ nonZeroCount: 4, p01: 1, p25: 1, p50: 2, p75: 3, p99: 4, highest: 4, least: 0, leastCount: 3 })
  })
  it('count negative scores below the zeros', () => {
    expect(of(0, -2, 5, -1)).toMatchObject({ nonZeroCount: 3, p01: -2, p50: -1, p99: 5, least: -2, leastCount: 1 })
  })
  it('of nothing are zero', () => {
    expect(of()).toMatchObject({ nonZeroCount: 0, p50: 0, leastCount: 0 })
    expect(of(0, 0)).toMatchObject({ nonZeroCount: 0, p50: 0, leastCount: 2 })
  })
  it('agree with a plain count over any scores', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -4, max: 9 }), { maxLength: 120 }), (list) => {
      const rising = list.filter((score) => score !== 0).sort((a, b) => a - b)
      const found = of(...list)
      expect(found.nonZeroCount).toBe(rising.length)
      if (rising.length > 0) expect([found.p50, found.p99]).toEqual([0.5, 0.99].map((share) => rising[Math.ceil(share * rising.length) - 1]))
    }), { numRuns: 200, seed: 4 })
  })
})
