import { describe, expect, it } from 'vitest'
import type { JudgedLink } from '../../model/facts.js'
import { exampleLink } from './example-facts.js'
import { anchorDiversity, anchorVotes, anchorRisk, anchorShift, isMoneyVote, monotonePages, moneyShare, moneyShareOf, phraseConcentration, sourceConditioned, templatePatterns, type AnchoredLink, type AnchorVote } from './anchor-tests.js'
import { betaCdf, betaQuantile, binomialTail, discoveries, fisherExact, logGamma } from './statistics.js'

const rows: Array<[number, number, number, number, number, string]> = [
  [8, 3, 0.18, 0.593, 0.091, 'none'],
  [10, 5, 0.255, 0.88, 0.292, 'watch'],
  [10, 8, 0.391, 0.996, 0.807, 'caution'],
  [12, 10, 0.442, 1, 0.924, 'high'],
  [30, 12, 0.3, 0.992, 0.482, 'caution'],
  [60, 24, 0.342, 1, 0.768, 'caution'],
  [60, 30, 0.425, 1, 0.987, 'high'],
  [100, 20, 0.184, 0.822, 0.002, 'watch'],
]

it.each(rows)('AN-11 n=%i k=%i', (n, k, mean, over15, over30, level) => {
  const share = moneyShare(n, k)
  expect(Math.abs(share.mean - mean)).toBeLessThanOrEqual(0.005)
  expect(Math.abs(share.over15 - over15)).toBeLessThanOrEqual(0.005)
  expect(Math.abs(share.over30 - over30)).toBeLessThanOrEqual(0.005)
  expect(share.level).toBe(level)
  expect(share.low).toBeLessThan(share.mean)
  expect(share.high).toBeGreaterThan(share.mean)
})

it('never judges below eight clusters unless all of six agree', () => {
  expect(moneyShare(7, 6).level).toBe('none')
  expect(moneyShare(5, 5).level).toBe('none')
  expect(moneyShare(6, 6).level).not.toBe('none')
})

it('is not raised by a brand cluster', () => {
  for (let n = 8; n < 80; n += 7) for (let k = 0; k <= n; k += 3) expect(moneyShare(n + 1, k).over15).toBeLessThanOrEqual(moneyShare(n, k).over15 + 1e-12)
})

it.each([[10, 3, 0.0115], [20, 4, 0.0159], [30, 5, 0.0156], [60, 8, 0.0098]])('AN-12 tail of %i, %i', (n, k, p) => {
  expect(Math.abs(binomialTail(n, k, 0.05) - p)).toBeLessThanOrEqual(0.00006)
})

it('computes the special functions', () => {
  expect(logGamma(5)).toBeCloseTo(Math.log(24), 12)
  expect(betaCdf(0.5, 2, 2)).toBeCloseTo(0.5, 12)
  expect(betaCdf(0.3, 1, 1)).toBeCloseTo(0.3, 12)
  expect(betaQuantile(0.5, 3, 3)).toBeCloseTo(0.5, 9)
  expect(binomialTail(4, 0, 0.1)).toBe(1)
  expect(binomialTail(4, 5, 0.1)).toBe(0)
  // The tea tasting of Fisher: 3 of 4 right.
  expect(fisherExact(3, 1, 1, 3).p).toBeCloseTo(0.4857, 4)
  expect(fisherExact(8, 2, 1, 5).p).toBeCloseTo(0.03497, 4)
  expect(discoveries([0.01, 0.04, 0.03, 0.005], 0.05)).toEqual([true, true, true, true])
  expect(discoveries([0.01, 0.9, 0.03, 0.6], 0.05)).toEqual([true, false, false, false])
})

function vote(cluster: string, anchor: string, part: Partial<AnchorVote> = {}): AnchorVote {
  return { cluster, anchor, shown: anchor, targetPage: 'clinic.example/implants', kind: 'AK-EXACT', grade: 3, type: 'LT-01', template: '[service] [place]', firstSeen: '2026-01-01T00:00:00.000Z', linkIds: [cluster], excused: null, ...part }
}
const many = (count: number, make: (i: number) => AnchorVote) => Array.from({ length: count }, (_, i) => make(i))

describe('tests on votes', () => {
  const money = many(6, (i) => vote(`a${i}`, 'dental implants dayton', { type: 'LT-02' }))
  const plain = many(6, (i) => vote(`b${i}`, 'oak street dental', { kind: 'AK-BRAND', grade: 0, template: null }))
  const votes = [...money, ...plain]

  it('count clusters, not links, in any order', () => {
    expect(moneyShareOf(votes)).toMatchObject({ n: 12, k: 6 })
    expect(moneyShareOf([...votes].reverse())).toEqual(moneyShareOf(votes))
    expect(moneyShareOf([...votes, votes[0]!])).toEqual(moneyShareOf(votes))
    expect(isMoneyVote({ ...money[0]!, excused: 'generic-brand' })).toBe(false)
  })

  it('AN-12 finds the one phrase', () => {
    expect(phraseConcentration(votes)).toEqual([expect.objectContaining({ phrase: 'dental implants dayton', count: 6, significant: true, severity: 'high' })])
    expect(phraseConcentration(plain)).toEqual([])
    // What begins with the name is said of the provider; a name at the end of a search phrase changes nothing.
    const compound = (template: string) => many(6, (i) => vote(`c${i}`, 'oak street dental implants', { kind: 'AK-COMPOUND', grade: 2, template }))
    expect(phraseConcentration(compound('[brand] [service]'))).toEqual([])
    expect(phraseConcentration(compound('[service] [brand]'))).toHaveLength(1)
  })

  it('AN-13 finds the page', () => {
    expect(monotonePages(votes)).toEqual([expect.objectContaining({ count: 6, n: 12, share: 0.5 })])
    expect(monotonePages(votes.map((one) => ({ ...one, excused: 'title' as const })))).toEqual([])
  })

  it('AN-14 wants three within 60 days or four overall', () => {
    expect(templatePatterns(votes)).toEqual([expect.objectContaining({ template: '[service] [place]', severity: 'high', inWindow: 6 })])
    const spread = many(3, (i) => vote(`s${i}`, `implants ${i}`, { firstSeen: `202${i}-01-01T00:00:00.000Z` }))
    expect(templatePatterns(spread)).toEqual([])
    expect(templatePatterns([...spread, vote('s3', 'implants 3', { firstSeen: '2024-01-01T00:00:00.000Z' })])).toHaveLength(1)
    expect(templatePatterns(many(5, (i) => vote(`t${i}`, 'x', { template: '[service]' })))).toEqual([])
  })

  it('AN-15 compares self-placed with independent links, and is silent on little', () => {
    expect(sourceConditioned(votes)).toMatchObject({ suspected: { with: 6, of: 6 }, plain: { with: 0, of: 6 }, significant: true })
    expect(sourceConditioned(votes.slice(2))).toBeNull()
  })

  it('AN-16 compares the last 90 days with before', () => {
    const shifted = [...money.map((one) => ({ ...one, firstSeen: '2026-05-20T00:00:00.000Z' })), ...plain]
    expect(anchorShift(shifted, '2026-06-01T00:00:00.000Z')).toMatchObject({ significant: true })
    expect(anchorShift(plain, '2026-06-01T00:00:00.000Z')).toBeNull()
  })

  it('AN-17 describes diversity', () => {
    expect(anchorDiversity(many(4, (i) => vote(`d${i}`, `text ${i}`)))).toEqual({ distinct: 4, entropy: expect.closeTo(1, 12), herfindahl: 0.25 })
    expect(anchorDiversity(plain)).toEqual({ distinct: 0, entropy: null, herfindahl: null })
  })

  it('4.6 composes', () => {
    expect(anchorRisk([])).toBe(0)
    expect(anchorRisk([0.6, 0.4])).toBeCloseTo(76, 9)
  })
})

describe('AN-10 votes', () => {
  const judged = (id: string, domain: string, part: { anchor?: Partial<JudgedLink['anchor']>; type?: JudgedLink['type']['type']; link?: Partial<JudgedLink['link']> } = {}): JudgedLink => {
    const { link } = exampleLink({ anchor: 'Dental implants Dayton', link: { id, referringDomain: domain, ...part.link } })
    return {
      link, findings: [], corrected: [],
      type: { type: part.type ?? 'LT-01', subtype: null, flags: [], confidence: 0.9, runnerUp: { type: 'LT-02', confidence: 0.1 }, innerType: null, evidence: [], unknowns: [] },
      anchor: { kind: 'AK-EXACT', altKind: null, grade: 3, normalised: 'dental implants dayton', flags: ['template:[service] [place]'], evidence: [], ...part.anchor },
      tier: { tier: 6, name: 'other', kind: 'site', confidence: 'low', evidence: [] }, risk: { risk: 0, agency: 'unknown', action: 'none', signals: [] },
      quality: { score: 0, unrounded: 0, beforeRisk: 0, band: 'negligible', coverage: 0, confidence: 'low', contributions: [], gates: [], weights: { version: 1, own: false, defaultScore: 0 }, version: '1', asOf: '' },
    }
  }
  const target = ({ link }: AnchoredLink) => link.target ?? ''

  it('are one for each cluster, anchor and target, in any order and however often the link is repeated', () => {
    const links = [judged('1', 'a.example', { link: { firstSeen: '2026-02-01T00:00:00.000Z' } }), judged('2', 'a.example'), judged('3', 'b.example')]
    const votes = anchorVotes(links, target)
    expect(votes).toHaveLength(2)
    expect(votes[0]).toMatchObject({ cluster: 'a.example', firstSeen: '2025-01-10T00:00:00.000Z', linkIds: ['2', '1'], template: '[service] [place]', excused: null })
    expect(anchorVotes([...links].reverse(), target)).toEqual(votes)
    expect(moneyShareOf(anchorVotes([...links, ...links.map((link) => ({ ...link, link: { ...link.link, id: `${link.link.id}x` } }))], target))).toEqual(moneyShareOf(votes))
    expect(anchorVotes(links, target, () => 'one owner')).toHaveLength(1)
  })

  it.each<[string, Parameters<typeof judged>[2]]>([
    ['lost', { link: { state: 'lost' } }], ['qualified', { link: { rel: ['ugc'] } }], ['on a noindex page', { link: { robots: ['noindex'] } }], ['scraper copies', { type: 'LT-16' }], ['unknown', { anchor: { kind: 'AK-UNKNOWN' } }],
  ])('leave out links that are %s', (_name, part) => {
    expect(anchorVotes([judged('1', 'a.example', part)], target)).toEqual([])
  })

  it.each<[string, Parameters<typeof judged>[2], AnchorVote['excused']]>([
    ['generic brand', { anchor: { kind: 'AK-BRAND', flags: ['brand-equals-money'] } }, 'generic-brand'],
    ['directory template', { type: 'LT-03' }, 'directory-template'],
    ['title', { anchor: { kind: 'AK-COMPOUND', flags: ['title-quote'] } }, 'title'],
    ['menu of a partner', { anchor: { grade: 2 }, link: { area: 'nav' } }, 'navigation'],
  ])('excuse a %s', (_name, part, excused) => {
    const [vote] = anchorVotes([judged('1', 'a.example', part)], target)
    expect([vote!.excused, isMoneyVote(vote!)]).toEqual([excused, false])
  })

  it('read an image by its alt text', () => {
    expect(anchorVotes([judged('1', 'a.example', { anchor: { kind: 'AK-IMG', altKind: 'AK-BRAND' } })], target)[0]!.kind).toBe('AK-BRAND')
  })
})
