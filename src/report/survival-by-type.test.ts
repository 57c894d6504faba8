import { expect, it } from 'vitest'
import { ownLinksMin, survivalByType } from './survival-by-type.js'

const day = 86_400_000
const first = Date.parse('2020-01-01T00:00:00.000Z')
const lives = (type: 'LT-01' | 'LT-03', count: number, days: number, lostShare: number) => Array.from({ length: count }, (_, at) => ({ type, firstSeen: new Date(first).toISOString(), lastSeen: new Date(first + (at < lostShare * count ? days / 2 : days) * day).toISOString(), isLost: at < lostShare * count }))

it('takes the own history of a type where enough links of it were seen, and what was published where not', () => {
  const rows = survivalByType([...lives('LT-03', ownLinksMin, 800, 0.5), ...lives('LT-01', ownLinksMin - 1, 800, 0.5)])
  expect(rows.map(({ type, links, lost, basis }) => ({ type, links, lost, basis }))).toEqual([
    { type: 'LT-03', links: 500, lost: 250, basis: 'own' }, { type: 'LT-01', links: 499, lost: 250, basis: 'published' },
  ])
  expect(rows[0]!.marks.map(({ years, share }) => [years, share])).toEqual([[1, 1], [2, 0.5]])
  expect(rows[1]!.marks.map(({ years, share, followed }) => [years, share.toFixed(2), followed])).toEqual([[1, '0.83', 0], [2, '0.76', 0], [3, '0.70', 0], [5, '0.62', 0]])
})

it('takes what was published where all links are too young to be followed for a year', () => {
  expect(survivalByType(lives('LT-01', 600, 200, 0.1))).toMatchObject([{ links: 600, lost: 60, basis: 'published' }])
  expect(survivalByType([])).toEqual([])
})
