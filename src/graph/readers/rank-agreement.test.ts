import { describe, expect, it } from 'vitest'
import { kendallTau, orderAgreement } from './rank-agreement.js'

/** Tau-b by its definition: every pair looked at. */
function tauByPairs(x: number[], y: number[]): number | null {
  let agreeing = 0
  let disagreeing = 0
  let tiedX = 0
  let tiedY = 0
  for (let i = 0; i < x.length; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const dx = Math.sign(x[i]! - x[j]!)
      const dy = Math.sign(y[i]! - y[j]!)
      if (dx === 0 && dy !== 0) tiedX += 1
      if (dy === 0 && dx !== 0) tiedY += 1
      if (dx * dy > 0) agreeing += 1
      if (dx * dy < 0) disagreeing += 1
    }
  }
  const scale = Math.sqrt(agreeing + disagreeing + tiedX) * Math.sqrt(agreeing + disagreeing + tiedY)
  return scale === 0 ? null : (agreeing - disagreeing) / scale
}

const positions = (values: Record<string, number>) => new Map(Object.entries(values))

// Worked out by hand.
const rows: Array<[what: string, x: number[], y: number[], tau: number | null, rho: number | null]> = [
  ['nothing', [], [], null, null],
  ['one name', [1], [1], null, null],
  ['equal orders', [1, 2, 3, 4], [10, 20, 30, 40], 1, 1],
  ['reversed orders', [1, 2, 3, 4], [4, 3, 2, 1], -1, -1],
  ['one exchange', [1, 2, 3, 4], [1, 2, 4, 3], 2 / 3, 0.8],
  ['ties on both sides', [12, 2, 1, 12, 2], [1, 4, 7, 1, 0], -Math.SQRT2 / 3, -5 / Math.sqrt(9 * 9.5)],
  ['ties on one side', [1, 1, 2], [1, 2, 3], 2 / Math.sqrt(6), 1.5 / Math.sqrt(1.5 * 2)],
  ['no order on one side', [1, 1, 1], [1, 2, 3], null, null],
]

describe('orderAgreement', () => {
  for (const [what, x, y, tau, rho] of rows) {
    it(`of ${what}`, () => {
      const name = (index: number) => `n${index}`
      const found = orderAgreement(new Map(x.map((value, index) => [name(index), value])), new Map(y.map((value, index) => [name(index), value])))
      if (tau === null) expect(found.kendallTau).toBeNull()
      else expect(found.kendallTau).toBeCloseTo(tau, 12)
      if (rho === null) expect(found.spearmanRho).toBeNull()
      else expect(found.spearmanRho).toBeCloseTo(rho, 12)
      expect(found.commonCount).toBe(x.length)
    })
  }

  it('is over the common names, and counts the overlap of the first', () => {
    const a = positions({ a: 1, b: 2, c: 3, d: 4 })
    const b = positions({ c: 1, x: 2, a: 3, y: 4, b: 5 })
    expect(orderAgreement(a, b, [1, 2, 3, 4, 5, 6])).toEqual({
      commonCount: 3,
      kendallTau: expect.closeTo(-1 / 3, 12),
      spearmanRho: expect.closeTo(-0.5, 12),
      overlaps: [{ first: 1, common: 0 }, { first: 2, common: 0 }, { first: 3, common: 2 }, { first: 4, common: 2 }, { first: 5, common: 3 }],
    })
  })

  it('equals the definition on any pairs', () => {
    for (let round = 1; round < 80; round += 1) {
      const x = Array.from({ length: round }, (_, index) => (index * index * 31 + round) % (1 + (round % 11)))
      const y = Array.from({ length: round }, (_, index) => (index * 17 + round * index * index) % (1 + (round % 7)))
      const expected = tauByPairs(x, y)
      if (expected === null) expect(kendallTau(x, y)).toBeNull()
      else expect(kendallTau(x, y)).toBeCloseTo(expected, 12)
    }
  })
})
