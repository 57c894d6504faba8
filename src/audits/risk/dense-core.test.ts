import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { denseCores, type CoreBounds } from './dense-core.js'

const bounds: CoreBounds = { leftMin: 5, rightMin: 5, shareMin: 0.8, coresMax: 20 }
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)

describe('denseCores', () => {
  it.each<[string, number[][], Array<{ left: number[]; right: number[]; edges: number }>]>([
    ['nothing', [], []],
    ['five that are all joined to five', range(0, 5).map(() => range(0, 5)), [{ left: range(0, 5), right: range(0, 5), edges: 25 }]],
    ['four joined to five', range(0, 4).map(() => range(0, 5)), []],
    ['five joined to four', range(0, 5).map(() => range(0, 4)), []],
    ['five by five with one missing', range(0, 5).map((index) => (index === 2 ? range(0, 4) : range(0, 5))), []],
    ['six by six, each with another missing', range(0, 6).map((index) => range(0, 6).filter((other) => other !== index)), [{ left: range(0, 6), right: range(0, 6), edges: 30 }]],
    ['a ring in which each is joined to the next five of forty', range(0, 40).map((index) => range(0, 5).map((step) => (index + step) % 40)), []],
    ['a hub that all are joined to, and leaves of their own', range(0, 30).map((index) => [0, 10 + index]), []],
    ['two cores beside one another', [...range(0, 6).map(() => range(0, 6)), ...range(0, 5).map(() => range(6, 12))], [{ left: range(0, 6), right: range(0, 6), edges: 36 }, { left: range(6, 11), right: range(6, 12), edges: 30 }]],
  ])('%s', (_title, joined, expected) => {
    expect(denseCores(joined, 64, bounds).sort((a, b) => a.left[0]! - b.left[0]!)).toEqual(expected)
  })

  const graph = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 19 }), { maxLength: 20 }), { maxLength: 24 })

  it('what is found is a core by the bounds, and nobody is in two', () => {
    fc.assert(fc.property(graph, (joined) => {
      const seen = new Set<number>()
      for (const { left, right, edges } of denseCores(joined, 20, bounds)) {
        expect(left.length).toBeGreaterThanOrEqual(5)
        expect(right.length).toBeGreaterThanOrEqual(5)
        const inside = left.map((index) => right.filter((other) => joined[index]!.includes(other)).length)
        for (const count of inside) expect(count).toBeGreaterThanOrEqual(Math.max(5, 0.8 * right.length))
        for (const other of right) expect(left.filter((index) => joined[index]!.includes(other)).length).toBeGreaterThanOrEqual(Math.max(5, 0.8 * left.length))
        expect(inside.reduce((sum, count) => sum + count, 0)).toBe(edges)
        for (const index of left) {
          expect(seen.has(index)).toBe(false)
          seen.add(index)
        }
      }
    }))
  })

  it('finds what was planted among links by chance', () => {
    const noise = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 299 }), { maxLength: 8 }), { minLength: 60, maxLength: 120 })
    fc.assert(fc.property(noise, fc.integer({ min: 5, max: 9 }), fc.integer({ min: 5, max: 9 }), (joined, sites, others) => {
      const planted = joined.map((row, index) => (index < sites ? [...new Set([...row, ...range(0, others)])] : row))
      const found = denseCores(planted, 300, bounds).find(({ left }) => left.includes(0))
      expect(found?.left).toEqual(expect.arrayContaining(range(0, sites)))
      expect(found?.right).toEqual(expect.arrayContaining(range(0, others)))
    }), { numRuns: 60, seed: 29 })
  })

  it('takes a moment for a large graph', () => {
    const joined = range(0, 20_000).map((index) => range(0, 30).map((step) => (index * 31 + step * step * 977) % 50_000))
    const began = performance.now()
    denseCores([...joined.map((row) => [...new Set(row)]), ...range(0, 8).map(() => range(0, 8))], 50_000, bounds)
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})
