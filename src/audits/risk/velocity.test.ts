import { describe, expect, it } from 'vitest'
import { exampleTypedLink } from './example-facts.js'
import { negativeBinomialTail, newClusters, testWeek, weeksOf } from './velocity.js'

const flat = (value: number, weeks = 26) => Array.from({ length: weeks }, () => value)

describe('the test of one week (risk.md section 3)', () => {
  it.each([
    ['quiet, then forty', flat(1), 40, true],
    ['quiet, then nine: too few', flat(1), 9, false],
    ['nothing, then ten', flat(0), 10, true],
    ['busy and even, then a bit more', flat(50), 53, false],
    ['restless, then high', Array.from({ length: 26 }, (_, index) => (index % 2 === 0 ? 0 : 60)), 70, false],
    ['restless, then far higher', Array.from({ length: 26 }, (_, index) => (index % 2 === 0 ? 5 : 9)), 200, true],
  ] as Array<[string, number[], number, boolean]>)('%s', (_, history, count, spike) => {
    expect(testWeek(history, count).spike).toBe(spike)
  })

  it('robust z as defined', () => {
    const test = testWeek([...flat(4, 13), ...flat(8, 13)], 30)
    expect(test).toMatchObject({ median: 6, mad: 2 })
    expect(test.z).toBeCloseTo(24 / (1.4826 * 2 + 0.5), 9)
  })

  it.each([
    // Poisson tails, and a negative binomial with mean 4 and variance 12 (size 2, p 1/3).
    [1, 1, 1, 1 - Math.exp(-1)],
    [3, 2, 2, 1 - Math.exp(-2) * 5],
    [1, 4, 12, 1 - (1 / 3) ** 2],
    [2, 4, 12, 1 - (1 / 9) * (1 + 4 / 3)],
    [0, 4, 12, 1],
  ])('P(X ≥ %i) with mean %f, variance %f', (count, mean, variance, tail) => {
    expect(negativeBinomialTail(count, mean, variance)).toBeCloseTo(tail, 9)
  })
})

it('counts each domain once, in the week it was first seen, without copies', () => {
  const links = [
    { page: 'https://a.example/1', firstSeen: '2026-02-28T00:00:00.000Z' },
    { page: 'https://a.example/2', firstSeen: '2026-02-01T00:00:00.000Z' },
    { page: 'https://b.example/1', firstSeen: '2026-03-01T12:00:00.000Z' },
    { page: 'https://copy.example/1', type: 'LT-16' as const, firstSeen: '2026-03-01T00:00:00.000Z' },
    { page: 'https://broken.example/1', firstSeen: 'no date' },
  ].map(exampleTypedLink)
  const weeks = weeksOf(newClusters(links), '2026-03-02T00:00:00.000Z')
  expect(weeks.map((week) => week.clusters.map((cluster) => cluster.domain))).toEqual([['a.example'], [], [], [], ['b.example']])
  expect(weeksOf([], '2026-03-02T00:00:00.000Z')).toEqual([])
  expect(weeksOf(newClusters(links), 'no date')).toEqual([])
})
