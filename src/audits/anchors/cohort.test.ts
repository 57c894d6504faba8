import { describe, expect, it } from 'vitest'
import type { AnchorGroup, AnchorMix } from '../../model/anchor-mix.js'
import { anchorMix, compareWithCohort, dirichletByMoments, groupIds, groupOf, jensenShannon } from './cohort.js'
import { moneyShare, type AnchorVote } from './anchor-tests.js'

function mix(counts: Partial<Record<AnchorGroup, number>>): AnchorMix {
  const all = Object.fromEntries(groupIds.map((group) => [group, counts[group] ?? 0])) as Record<AnchorGroup, number>
  const n = Object.values(all).reduce((sum, count) => sum + count, 0)
  return { n, counts: all, money: moneyShare(n, all.exact + all.compound), diversity: { distinct: 0, entropy: null, herfindahl: null } }
}
const vote = (kind: AnchorVote['kind'], part: Partial<AnchorVote> = {}): AnchorVote => ({ cluster: 'a.example', anchor: kind, shown: kind, targetPage: 'clinic.example/', kind, grade: 0, type: 'LT-01', template: null, firstSeen: '2026-01-01T00:00:00.000Z', linkIds: ['1'], excused: null, ...part })
const peers = [
  mix({ brand: 30, url: 12, generic: 6, topical: 4, exact: 1 }), mix({ brand: 22, url: 9, generic: 5, topical: 3, compound: 1 }), mix({ brand: 41, url: 14, generic: 9, topical: 6, exact: 1 }),
  mix({ brand: 18, url: 8, generic: 3, topical: 2 }), mix({ brand: 27, url: 10, generic: 6, topical: 4, exact: 1 }),
]

describe('comparison with rivals (AN-20)', () => {
  it('is silent with too few rivals or anchors', () => {
    expect(compareWithCohort(mix({ exact: 20 }), peers.slice(0, 4))).toMatchObject({ verdict: 'unknown', rivalCount: 4, p: null })
    expect(compareWithCohort(mix({ exact: 7 }), peers)).toMatchObject({ verdict: 'unknown' })
    expect(compareWithCohort(mix({ exact: 20 }), [...peers.slice(0, 4), mix({ brand: 3 })])).toMatchObject({ verdict: 'unknown', rivalCount: 4 })
  })

  it('finds a mix of keywords unusual and one like the others not', () => {
    const stuffed = compareWithCohort(mix({ brand: 6, exact: 24, url: 3 }), peers)
    expect(stuffed).toMatchObject({ verdict: 'unusual', missing: null, rivalCount: 5 })
    expect(stuffed.higherThan.find(({ groups }) => groups[0] === 'exact')!.chance).toBeGreaterThan(0.97)
    expect(stuffed.p!).toBeLessThan(0.01)
    const plain = compareWithCohort(mix({ brand: 25, url: 10, generic: 6, topical: 4, exact: 1 }), peers)
    expect(plain.verdict).toBe('usual')
    for (const { chance } of plain.higherThan) expect(chance).toBeLessThan(0.95)
  })

  it('sees a high share beside rivals that are all alike', () => {
    const alike = Array.from({ length: 5 }, () => mix({ brand: 14, exact: 1 }))
    const chanceOf = (own: AnchorMix) => compareWithCohort(own, alike).higherThan.find(({ groups }) => groups[0] === 'exact')!.chance
    expect(chanceOf(mix({ brand: 4, exact: 12 }))).toBeGreaterThan(0.97)
    expect(chanceOf(mix({ brand: 15, exact: 1 }))).toBeLessThan(0.9)
  })

  it('finds none unusual that differs from rivals no more than they do from one another', () => {
    const apart = [
      mix({ brand: 40, url: 6, generic: 4, exact: 4 }), mix({ brand: 10, url: 32, generic: 10, topical: 4 }), mix({ brand: 24, url: 8, generic: 4, exact: 16 }),
      mix({ brand: 12, url: 10, generic: 26, topical: 8 }), mix({ brand: 20, url: 14, generic: 4, topical: 18 }), mix({ brand: 36, url: 14, exact: 6 }),
    ]
    // Far from all rivals together and by no chance of dealing votes, but no farther than they are.
    const plain = compareWithCohort(mix({ brand: 8, url: 36, generic: 6, exact: 6 }), apart)
    expect([plain.verdict, plain.divergenceBits! > 0.1]).toEqual(['usual', true])
    expect(compareWithCohort(mix({ exact: 50, compound: 8 }), apart).verdict).toBe('unusual')
  })

  it('compares names and other words together where a rival’s names are not known', () => {
    const unnamed = peers.map(({ counts }) => mix({ ...counts, other: counts.brand, brand: 0 }))
    const own = mix({ brand: 25, url: 10, generic: 6, topical: 4, exact: 1 })
    expect(compareWithCohort(own, unnamed).verdict).toBe('unusual')
    const together = compareWithCohort(own, unnamed, false)
    expect(together.verdict).toBe('usual')
    expect(together.higherThan[0]!.groups).toContain('brand')
    expect(together.higherThan.flatMap(({ groups }) => groups).sort()).toEqual([...groupIds].sort())
    expect(compareWithCohort(mix({ brand: 6, exact: 24, url: 3 }), unnamed, false).verdict).toBe('unusual')
  })

  it('gives one answer for one set of rivals, in any order and at any time', () => {
    const own = mix({ brand: 12, exact: 6, url: 5 })
    expect(compareWithCohort(own, [...peers].reverse())).toEqual(compareWithCohort(own, peers))
  })

  it('estimates the precision from how much rivals differ', () => {
    const alike = dirichletByMoments([[50, 50], [51, 49], [49, 51], [50, 50], [50, 50]])
    const apart = dirichletByMoments([[95, 5], [5, 95], [80, 20], [20, 80], [50, 50]])
    expect(alike.precision).toBe(500)
    expect(apart.precision).toBeLessThan(5)
    expect(alike.alpha[0]! / alike.precision).toBeCloseTo(0.5, 2)
  })

  it('measures divergence in bits', () => {
    expect(jensenShannon([1, 0], [0, 1])).toBeCloseTo(1, 12)
    expect(jensenShannon([3, 3], [10, 10])).toBe(0)
    expect(jensenShannon([1, 1], [1, 0])).toBeCloseTo(0.311278, 6)
    expect(jensenShannon([0, 0], [1, 0])).toBe(0)
  })
})

it.each<[Parameters<typeof vote>, AnchorGroup]>([
  [['AK-PHONE'], 'brand'], [['AK-URL'], 'url'], [['AK-EMPTY'], 'generic'], [['AK-TITLE'], 'topical'], [['AK-PARTIAL', { grade: 1 }], 'topical'], [['AK-PARTIAL', { grade: 3 }], 'other'],
  [['AK-EXACT', { grade: 3 }], 'exact'], [['AK-EXACT', { grade: 1 }], 'topical'], [['AK-EXACT', { grade: 3, excused: 'directory-template' }], 'other'], [['AK-COMPOUND', { grade: 3 }], 'compound'], [['AK-SPAM'], 'other'],
])('groups %j', (args, group) => {
  expect(groupOf(vote(...args))).toBe(group)
})

it('counts referring domains, not links', () => {
  const votes = [vote('AK-BRAND'), vote('AK-BRAND', { anchor: 'other words' }), vote('AK-EXACT', { grade: 3 }), vote('AK-BRAND', { cluster: 'b.example' })]
  expect(anchorMix(votes)).toMatchObject({ n: 2, counts: { brand: 2, exact: 1 }, money: { n: 2, k: 1 }, diversity: { distinct: 1 } })
})
