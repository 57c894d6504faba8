import * as fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import { linkTypeIds } from '../../model/link-types.js'
import type { Lists } from '../../model/lists.js'
import linkQuality from '../link/link-quality.js'
import { exampleRecord, exampleSite } from '../anchors/example-facts.js'
import { exampleQualityFacts } from './quality-examples.js'
import { qualityFigures } from './quality-figures.js'
import type { QualityFacts } from './quality-parts.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

function expectSame(facts: QualityFacts): void {
  const { score, unrounded, beforeRisk, band, coverage } = linkQuality.judge(facts)
  expect(qualityFigures(facts)).toEqual({ score, unrounded, beforeRisk, band, coverage })
}

it.each(linkQuality.examples.map(({ title, facts }) => [title, facts] as const))('the figures are those of the judgement: %s', (_title, facts) => {
  expectSame(facts)
})

it('the figures are those of the judgement, to the bit, whatever is known of a link', () => {
  const text = fc.constantFrom(null, 'Dental implants in Riverton', 'heart failure and gum disease', 'Oak Street Dental', 'a walk by the river')
  const words = (...all: string[]) => fc.subarray(all)
  const authority = fc.option(fc.record({ rank: fc.option(fc.integer({ min: 1, max: 5_000 })), nodes: fc.integer({ min: 1, max: 10_000 }), release: fc.constant('2026-05') }))
  const trust = fc.option(fc.record({ value: fc.double({ min: 0, max: 1, noNaN: true }), median: fc.constantFrom(0, 0.001), p99: fc.constant(0.2), nearestSeed: fc.constantFrom(null, 'nih.gov'), distance: fc.constantFrom(null, 0, 2), path: fc.constantFrom(null, ['nih.gov', 'a.example']), ways: fc.constantFrom(null, 1, 3), distrust: fc.constantFrom(null, 0, 0.01, 0.9), fields: fc.constantFrom([], [{ topic: 'health-dental', value: 0.1, median: 0.002, p99: 0.3 }, { topic: 'health-heart', value: 0.1, median: 0, p99: 0 }]) }))
  const link = fc.record({
    title: text, anchorText: text, area: fc.constantFrom(null, 'main' as const, 'footer' as const, 'nav' as const, 'comment' as const), cues: words('prose', 'hidden', 'ad', 'list', 'first-third', 'caption', 'small-print'), rel: words('nofollow', 'ugc', 'sponsored'),
    context: fc.option(fc.constant({ before: 'they treat gum disease at', after: 'with implants' })), state: fc.constantFrom('live' as const, 'lost' as const, 'unconfirmed' as const), status: fc.constantFrom(null, 200, 402, 503),
    vendor: fc.constantFrom<Record<string, number> | null>(null, {}, { 'ahrefs.referringDomains': 12, 'moz.linkingDomains': 3 }, { 'ahrefs.domainRating': 71 }),
    firstSeen: fc.constantFrom('2026-05-20T00:00:00.000Z', '2026-02-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z', 'not known'),
  })
  const signals = words('RISK-01', 'RISK-26', 'RISK-07').map((ids) => ids.map((id) => ({ id, strength: 0.6, evidence: 'seen', innocent: '' })))
  const page = fc.constantFrom(null, exampleRecord('https://toothtalk.example/1', { headings: ['Gum disease'], authors: ['Dr. Anita Rao'], modifiedAt: '2026-04-01T00:00:00.000Z' }))
  const changes = fc.record({
    page, authority, trust, spamMass: fc.constantFrom(null, 0.98), hostHealth: fc.option(fc.record({ pages: fc.integer({ min: 10, max: 50 }), healthShare: fc.double({ min: 0, max: 1, noNaN: true }) })),
    canonicalLacksLink: fc.boolean(), uniqueness: fc.record({ kthFromDomain: fc.integer({ min: 0, max: 40 }), sharedHosts: fc.constantFrom(null, 1, 5), keeper: fc.constantFrom(null, { before: 0, domains: 2, marks: 'UA-1 and pub-1' }, { before: 3, domains: 9, marks: 'UA-1 and pub-1' }) }),
  })
  const type = fc.record({ type: fc.constantFrom(...linkTypeIds), subtype: fc.constantFrom(null, 'news', 'low-quality'), confidence: fc.double({ min: 0, max: 1, noNaN: true }) })
  const tier = fc.record({ tier: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, 5 as const, 6 as const), confidence: fc.constantFrom('high' as const, 'medium' as const, 'low' as const) })
  const given = fc.record({ target: fc.constantFrom('https://oakstreetdental.example/', 'https://oakstreetdental.example/implants', 'https://oakstreetdental.example/privacy'), qualityWeights: fc.constantFrom(undefined, { QA: 0.7, QF: 0 }) })
  fc.assert(fc.property(link, changes, type, tier, signals, fc.double({ min: 0, max: 100, noNaN: true }), given, (linkChanges, factChanges, typeChanges, tierChanges, found, risk, { target, qualityWeights }) => {
    const example = exampleQualityFacts({ target, link: linkChanges, site: exampleSite({ qualityWeights }) })
    expectSame({ ...example, ...factChanges, lists, type: { ...example.type, ...typeChanges }, tier: { ...example.tier, ...tierChanges }, risk: { ...example.risk, risk, signals: found } })
  }), { numRuns: 300 })
})
