import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { exampleProfileFacts, repeated, type ExampleLink } from '../risk/example-facts.js'
import { anchorVotes, moneyShareOf, votedPage } from '../anchors/anchor-tests.js'
import audit from './anchor-over-optimisation.js'

const judged = (links: ExampleLink[]) => audit.judge(exampleProfileFacts(links), audit.options)
const money = { anchor: 'dental implants Dayton', kind: 'AK-EXACT', grade: 3 } as const

/** Never-flag rules of anchors.md section 4: each would be flagged without its guard. */
it.each<[string, ExampleLink[], 'pass' | 'unknown']>([
  ['seven sites, six of which agree', [...repeated(6, { page: 'https://site-{n}.example/a', ...money }), ...repeated(1, { page: 'https://other-{n}.example/a' })], 'unknown'],
  ['a brand made of money words', repeated(12, { page: 'https://site-{n}.example/a', anchor: 'Dayton Dental Implants', kind: 'AK-BRAND', anchorFlags: ['brand-equals-money'] }), 'pass'],
  ['directories that print category and city', [...repeated(10, { page: 'https://site-{n}.example/a', ...money, type: 'LT-03' }), ...repeated(4, { page: 'https://other-{n}.example/a' })], 'pass'],
  ['scraper copies', [...repeated(10, { page: 'https://site-{n}.example/a', ...money, type: 'LT-16' }), ...repeated(8, { page: 'https://other-{n}.example/a' })], 'pass'],
  ['qualified links', [...repeated(10, { page: 'https://site-{n}.example/a', ...money, rel: ['nofollow'] }), ...repeated(8, { page: 'https://other-{n}.example/a' })], 'pass'],
])('is silent about %s', (_name, links, verdict) => {
  expect(judged(links).verdict).toBe(verdict)
  const bare = links.map(({ page, anchor }, at) => ({ page, ...(anchor === undefined ? {} : money), at }))
  if (verdict === 'pass') expect(judged(bare).verdict).toBe('flag')
})

const linkOf = fc.record({ host: fc.integer({ min: 1, max: 14 }), anchor: fc.constantFrom('dental implants Dayton', 'Northgate Heart', 'teeth whitening', 'website') }).map(({ host, anchor }): ExampleLink => ({
  page: `https://site-${host}.example/${anchor.length}`, anchor, ...(anchor === 'dental implants Dayton' ? { kind: 'AK-EXACT', grade: 3 } : anchor === 'teeth whitening' ? { kind: 'AK-EXACT', grade: 2 } : anchor === 'website' ? { kind: 'AK-GENERIC', grade: 0 } : { kind: 'AK-BRAND', grade: 0 }),
}))
const shareOf = (links: ExampleLink[]) => moneyShareOf(anchorVotes(exampleProfileFacts(links).links, votedPage))
const without = (answer: ReturnType<typeof judged>) => ({ ...answer, evidence: answer.evidence.map((row) => ({ test: row.test, found: row.found, strength: row.strength })) })

it('does not change with the order of links or with repeats on the same host, and no brand link raises AN-11 (section 7)', () => {
  fc.assert(fc.property(fc.array(linkOf, { minLength: 1, maxLength: 30 }), fc.nat(), (links, seed) => {
    const answer = without(judged(links))
    const turned = [...links.slice(seed % links.length), ...links.slice(0, seed % links.length)].reverse()
    expect(without(judged(turned))).toEqual(answer)
    expect(without(judged([...links, { ...links[seed % links.length]!, page: `${links[seed % links.length]!.page}/again` }]))).toEqual(answer)
    const branded = shareOf([...links, { page: 'https://another.example/a', anchor: 'Northgate Heart', kind: 'AK-BRAND', grade: 0 }])
    expect(branded.over15).toBeLessThanOrEqual(shareOf(links).over15 + 1e-12)
  }), { numRuns: 60 })
})
