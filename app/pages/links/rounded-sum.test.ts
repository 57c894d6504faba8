import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { roundedSum } from './rounded-sum.js'

it('shown figures add up to the shown total, and none is off by a whole hundredth', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: -100_000, max: 100_000 }).map((thousandths) => thousandths / 1_000), { minLength: 1, maxLength: 12 }), (values) => {
    const shown = roundedSum(values)
    const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
    expect(Math.abs(sum(shown) - sum(values))).toBeLessThanOrEqual(0.0050001)
    for (const [at, value] of values.entries()) expect(Math.abs(shown[at]! - value)).toBeLessThanOrEqual(0.0100001)
  }))
})

it.each([[[1.004, 1.004, 1.004], [1.01, 1, 1]], [[44.46, -37.35], [44.46, -37.35]], [[], []]])('%j', (values, shown) => expect(roundedSum(values)).toEqual(shown))
