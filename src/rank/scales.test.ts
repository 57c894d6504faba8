import { describe, expect, it } from 'vitest'
import { authorityOf, healthTrustOf, percentileOf, scaleVersions, spamMassOf } from './scales.js'

describe('authority (QA-01)', () => {
  const rows: Array<[rank: number | null, ranked: number, value: number]> = [
    [1, 100_000_000, 100], [10, 100_000_000, 87.5], [10_000, 100_000_000, 50], [100_000_000, 100_000_000, 2], [99_000_000, 100_000_000, 2],
    [null, 100_000_000, 2], [0, 100, 2], [-1, 100, 2], [Number.NaN, 100, 2], [1, 1, 2], [1, 0, 2],
    [500, 100, 2], [2, 2, 2], [1, 2, 100],
  ]
  it.each(rows)('rank %s of %s is %s', (rank, ranked, value) => {
    expect(authorityOf(rank, ranked)).toEqual({ scale: 'authority', version: scaleVersions.authority, value: expect.closeTo(value, 9) })
  })
})

describe('health trust (QH-01)', () => {
  const rows: Array<[trust: number, t50: number, t99: number, value: number | null]> = [
    [0, 1e-9, 9.9e-8, 0], [1e-9, 1e-9, 9.9e-8, 100 * Math.log10(2) / 2], [9.9e-8, 1e-9, 9.9e-8, 100], [1, 1e-9, 9.9e-8, 100],
    [-1, 1e-9, 9.9e-8, 0], [1, 0, 0, null], [1, 2, 1, null], [1, Number.NaN, 1, null], [1, 1e-300, 1e300, null], [3, 3, 3, 100],
  ]
  it.each(rows)('trust %s against %s and %s is %s', (trust, t50, t99, value) => {
    expect(healthTrustOf(trust, { t50, t99 })?.value ?? null).toEqual(value === null ? null : expect.closeTo(value, 9))
  })
})

describe('spam mass (GR-04)', () => {
  const rows: Array<[mass: number, pagerank: number, value: number, flag: string]> = [
    [0.99, 10, 99, 'high'], [0.98, 10, 98, 'high'], [0.95, 10, 95, 'warn'], [0.9, 10, 90, 'warn'], [0.899, 10, 89.9, 'none'],
    [0.99, 9.99, 99, 'none'], [-3, 1_000, 0, 'none'], [1, 1e9, 100, 'high'],
  ]
  it.each(rows)('mass %s with pagerank %s is %s, %s', (relativeMass, scaledPagerank, value, flag) => {
    expect(spamMassOf({ relativeMass, scaledPagerank })).toMatchObject({ value: expect.closeTo(value, 9), flag })
  })
})

describe('percentile', () => {
  const rows: Array<[rank: number | null, ranked: number, value: number]> = [
    [1, 1_000, 99.9], [8, 1_000, 99.2], [1_000, 1_000, 0], [1_001, 1_000, 0], [null, 1_000, 0], [900, 1_000, 10], [1, 0, 0],
  ]
  it.each(rows)('place %s of %s is %s', (rank, ranked, value) => {
    expect(percentileOf(rank, ranked).value).toBeCloseTo(value, 9)
  })
})
