import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import { publishedShare, publishedShareAfter } from '../../model/link-survival.js'
import { linkTypeIds, type LinkTypeId } from '../../model/link-types.js'
import type { Lists } from '../../model/lists.js'
import { composeQuality } from '../quality/compose-quality.js'
import { linkValue } from '../../model/link-value.js'
import { profileValue, type ValuedLink } from '../quality/profile-value.js'
import { conceptOverlap, cosine } from '../quality/page-relevance.js'
import { hostHealthOf } from '../quality/host-health.js'
import { pageKey, parseUrl } from '../../model/url.js'
import { exampleRecord } from '../anchors/example-facts.js'
import { exampleQualityFacts } from '../quality/quality-examples.js'
import { riskFactor } from '../quality/quality-gates.js'
import { weightsOf } from '../quality/quality-weights.js'
import { componentIds, gateIds, type ComponentId, type GateId } from '../quality/quality-parts.js'
import linkQuality from './link-quality.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

it.each(linkQuality.examples.map((example) => [example.title, example] as const))('example: %s', (_title, { facts, expect: expected }) => {
  expect(linkQuality.judge(facts)).toMatchObject({ ...expected, version: linkQuality.version })
})

function compose(values: readonly number[], factors: Partial<Record<GateId, number>> = {}, assumed: readonly ComponentId[] = []) {
  const components = Object.fromEntries(componentIds.map((id, i) => [id, { raw: '', normalised: values[i]!, assumed: assumed.includes(id), evidence: '' }])) as Parameters<typeof composeQuality>[0]
  const gates = Object.fromEntries(gateIds.map((id) => [id, { factor: factors[id] ?? 1, evidence: '' }])) as Parameters<typeof composeQuality>[1]
  return composeQuality(components, gates, weightsOf(exampleQualityFacts().site, lists), { asOf: '2026-06-01', version: 'test' })
}

const asOf = '2026-06-01T00:00:00.000Z'
const yearsBefore = (years: number) => new Date(Date.parse(asOf) - years * 365.25 * 86_400_000).toISOString()

function identity(answer: ReturnType<typeof compose>): number {
  return answer.contributions.reduce((sum, { points }) => sum + points, 0) - answer.gates.reduce((sum, { pointsLost }) => sum + pointsLost, 0)
}

it('the cosine counts how often a text names what is wanted', () => {
  expect(cosine(new Map([['implant', 3], ['gum', 4]]), new Set(['implant']))).toBeCloseTo(0.6, 12)
  expect(cosine(new Map([['implant', 2]]), new Set(['implant']))).toBe(1)
  expect(cosine(new Map(), new Set(['implant']))).toBe(0)
})

it('the subject of a host is told from ten pages or not at all (QR-03)', () => {
  const { site } = exampleQualityFacts()
  const page = (at: number) => exampleRecord(`https://toothtalk.example/${at}`, { headings: [at % 2 === 0 ? 'Gum disease and dental implants' : 'A walk by the river'] })
  const pages = (count: number) => Array.from({ length: count }, (_, at) => page(at))
  expect(hostHealthOf({ domain: 'toothtalk.example', hosts: [], pages: pages(9), site, lists })).toBeNull()
  const hostHealth = hostHealthOf({ domain: 'toothtalk.example', hosts: [], pages: pages(12), site, lists })
  expect(hostHealth).toEqual({ pages: 12, healthShare: 0.5 })
  const answer = linkQuality.judge({ ...exampleQualityFacts({}, { hostHealth }), lists })
  expect(answer.contributions.find(({ id }) => id === 'QR2')).toMatchObject({ normalised: 0.5, assumed: false })
})

describe('site relevance and names (QR-03)', () => {
  const relevance = (part: Parameters<typeof exampleQualityFacts>[1]) => linkQuality.judge({ ...exampleQualityFacts({}, part), lists }).contributions.find(({ id }) => id === 'QR2')!
  const named = { ...exampleQualityFacts().type, flags: ['health-host' as const] }
  const tier = (tier: 3 | 4 | 6, kind: string) => ({ tier, name: '', kind, confidence: 'low' as const, evidence: [] })

  it.each([
    ['a clinic in the name of a site of which nothing is known', tier(6, 'site')],
    ['a practice by its name', tier(4, 'practice by its name')],
  ])('%s is no host of medicine', (_what, of) => {
    expect(relevance({ type: named, tier: of })).toMatchObject({ normalised: 0.3, assumed: true, evidence: expect.stringMatching(/^named as a host of health, which anybody may be/) as string })
    // What its pages are about is known better than its name.
    expect(relevance({ type: named, tier: of, hostHealth: { pages: 20, healthShare: 0.9 } })).toMatchObject({ normalised: 0.9, assumed: false })
  })

  it.each([['a hospital of the lists', tier(3, 'hospital')], ['a practice by its pages', tier(4, 'practice')]])('%s is one', (_what, of) => expect(relevance({ type: named, tier: of })).toMatchObject({ normalised: 1, assumed: false }))
})

describe('pages that are worth nothing to a reader', () => {
  const scored = (part: Parameters<typeof exampleQualityFacts>[1]) => linkQuality.judge({ ...exampleQualityFacts({}, part), lists })
  const signal = (id: string) => ({ risk: 20, agency: 'unknown' as const, action: 'none' as const, signals: [{ id, strength: 0.4, evidence: 'this domain is for sale', innocent: 'moving' }] })

  it('a name that is for sale holds no link any more (GT-01, parked)', () => {
    const page = exampleRecord('https://old-health-blog.example/')
    const parked = scored({ page, risk: signal('RISK-27') })
    expect(parked).toMatchObject({ score: 0, band: 'negligible' })
    expect(parked.gates.find(({ id }) => id === 'GT-01')).toMatchObject({ factor: 0, evidence: 'the domain is parked or for sale (RISK-27)' })
    // A title in an export may be that of an article on names for sale.
    expect(scored({ page: null, risk: signal('RISK-27') }).score).toBeGreaterThan(0)
    expect(scored({ risk: signal('RISK-28') }).score).toBe(scored({}).score)
  })

  it('a copy is nothing beside its original (GT-02), as far as it is known to be one', () => {
    const typed = (type: LinkTypeId, confidence: number) => scored({ type: { ...exampleQualityFacts().type, type, confidence } })
    expect(typed('LT-16', 0.84)).toMatchObject({ band: 'negligible' })
    expect(typed('LT-16', 0.84).gates.find(({ id }) => id === 'GT-02')!.factor).toBeCloseTo(0.37, 6)
    expect(typed('LT-16', 1).gates.find(({ id }) => id === 'GT-02')!.factor).toBeCloseTo(0.25, 6)
    expect(typed('LT-16', 0.5).score).toBeGreaterThan(typed('LT-16', 0.84).score)
    for (const other of ['LT-01', 'LT-08', 'LT-28'] as const) expect(typed(other, 0.84).gates.find(({ id }) => id === 'GT-02')!.factor).toBe(1)
  })
})

describe('the arithmetic', () => {
  it.each<[string, number[], Partial<Record<GateId, number>>, number, number]>([
    ['A', [0.7, 0.85, 0.9, 1, 0.95, 1, 0.6, 1, 0.8], {}, 86.3, 86],
    ['B', [0.2, 0.05, 0.3, 0.1, 0.7, 0.4, 0.05, 0.3, 0.5], { 'GT-05': riskFactor(42) }, 21.92, 22],
    ['C', [0.65, 0.95, 0.6, 1, 0.6, 0.95, 0.3, 1, 1], { 'GT-04': 0.55 }, 42.68, 43],
  ])('worked example %s', (_name, values, factors, unrounded, score) => {
    const answer = compose(values, factors)
    expect(answer.score).toBe(score)
    expect(answer.unrounded).toBeCloseTo(unrounded, 5)
    expect(identity(answer)).toBe(answer.unrounded)
  })

  it('adds up to the last bit, whatever comes in', () => {
    // A draw of doubles alone hardly leaves the neighbourhood of 0.
    const fraction = fc.oneof(fc.double({ min: -1, max: 2 }), fc.integer({ min: -1_000_003, max: 2_000_003 }).map((part) => part / 1_000_003))
    fc.assert(fc.property(fc.array(fraction, { minLength: 9, maxLength: 9 }), fc.array(fraction, { minLength: 5, maxLength: 5 }), (values, factors) => {
      const answer = compose(values, Object.fromEntries(gateIds.map((id, i) => [id, Number.isNaN(factors[i]) ? 1 : factors[i]!])))
      expect(identity(answer)).toBe(answer.unrounded)
      expect([...answer.contributions].reverse().reduce((sum, { points }) => sum + points, 0) - answer.gates.reduce((sum, { pointsLost }) => sum + pointsLost, 0)).toBe(answer.unrounded)
      expect(answer.score).toBe(Math.round(answer.unrounded))
      expect(answer.score).toBeGreaterThanOrEqual(0)
      expect(answer.score).toBeLessThanOrEqual(100)
    }))
  })

  it('has weights that sum to one, and a coverage of what was observed', () => {
    expect(componentIds.reduce((sum, id) => sum + lists.table('quality-weights')[id]!, 0)).toBeCloseTo(1, 12)
    expect(compose([1, 1, 1, 1, 1, 1, 1, 1, 1])).toMatchObject({ score: 100, coverage: 1, confidence: 'high', version: 'test' })
    expect(compose([1, 1, 1, 1, 1, 1, 1, 1, 1], {}, ['QA'])).toMatchObject({ coverage: 0.8, confidence: 'high' })
    expect(compose([1, 1, 1, 1, 1, 1, 1, 1, 1], {}, ['QA', 'QH', 'QT'])).toMatchObject({ coverage: 0.56, confidence: 'medium' })
  })

  it.each([[0, 1], [30, 1], [45, 0.75], [60, 0.5], [80, 0.25], [100, 0], [150, 0], [Number.NaN, 1]])('risk %d gives factor %d', (risk, factor) => {
    expect(riskFactor(risk)).toBeCloseTo(factor, 12)
  })

  it('gives half credit to kin', () => {
    const parents = new Map([['implant', 'dentistry'], ['braces', 'dentistry']])
    expect(conceptOverlap(new Set(['implant']), new Set(['dentistry']), parents)).toBe(0.5)
    expect(conceptOverlap(new Set(['implant']), new Set(['implant', 'x']), parents)).toBe(1)
    expect(conceptOverlap(new Set(['implant']), new Set(['braces']), parents)).toBe(0.5)
    expect(conceptOverlap(new Set(), new Set(['braces']), parents)).toBe(0)
  })
})

/** A link to /implants of a site whose pages answered so when last looked at. */
function movedTo(answers: Record<string, [status: number, redirectTo: string | null]>): Parameters<typeof exampleQualityFacts>[0] {
  const home = 'https://oakstreetdental.example'
  const { site } = exampleQualityFacts()
  const moved = new Map(Object.entries(answers).map(([path, [status, to]]) => [pageKey(parseUrl(home + path)!), { status, redirectTo: to === null ? null : home + to, seenAt: '2026-05-01T00:00:00.000Z' }]))
  return { target: `${home}/implants`, site: { ...site, moved } }
}

describe('the judgement', () => {
  const score = (...args: Parameters<typeof exampleQualityFacts>) => linkQuality.judge({ ...exampleQualityFacts(...args), lists })
  const part = (answer: ReturnType<typeof score>, id: string) => answer.contributions.find((one) => one.id === id)!

  it('assumes what nobody observed, and says so', () => {
    const answer = score({ page: null, link: { area: null, title: null, context: null, cues: [] } })
    expect(answer.contributions.filter(({ assumed }) => assumed).map(({ id }) => id)).toEqual(['QA', 'QH', 'QR1', 'QR2', 'QP', 'QT'])
    expect(answer.confidence).toBe('low')
    expect(answer.contributions.every(({ evidence }) => evidence !== '')).toBe(true)
  })

  it.each<[string, Parameters<typeof exampleQualityFacts>, string, number]>([
    ['nofollow', [{ link: { rel: ['nofollow'] } }], 'GT-04', 0.55],
    ['the least of several', [{ link: { rel: ['nofollow', 'sponsored', 'noopener'] } }], 'GT-04', 0.4],
    ['page nofollow', [{ link: { robots: ['nofollow'] } }], 'GT-04', 0.55],
    ['noindex', [{ link: { robots: ['noindex'] } }], 'GT-02', 0.15],
    ['noindexed since', [{ link: { state: 'lost', lostReason: 'noindexed' } }], 'GT-02', 0.15],
    ['a PDF', [{ page: 'https://a.example/b.pdf?x=1' }], 'GT-02', 0.8],
    ['server trouble', [{ link: { status: 503 } }], 'GT-01', 0.5],
    ['gone', [{ link: { state: 'lost', lostReason: 'page-gone' } }], 'GT-01', 0],
    ['moved', [{ link: { element: 'redirect', status: 301 } }], 'GT-03', 0.95],
    ['moved for now', [{ link: { element: 'redirect', status: 302 } }], 'GT-03', 0.9],
    ['a canonical page without the link', [{ record: exampleRecord('https://toothtalk.example/x', {}, { canonical: 'https://toothtalk.example/y' }) }, { canonicalLacksLink: true }], 'GT-02', 0.25],
    ['a paywall that search engines are not told of', [{ record: exampleRecord('https://toothtalk.example/x', { mainWordCount: 90, extra: { mainEnd: 'Réservé aux abonnés. Connectez-vous.' } }) }], 'GT-02', 0.5],
    ['a paywall told in structured data', [{ record: exampleRecord('https://toothtalk.example/x', { mainWordCount: 90, extra: { mainEnd: 'Subscribe to continue reading', accessibleForFree: false } }) }], 'GT-02', 1],
    ['a long text that speaks of subscribers', [{ record: exampleRecord('https://toothtalk.example/x', { mainWordCount: 900, extra: { mainEnd: 'Subscribe to continue reading' } }) }], 'GT-02', 1],
    ['a page for those who sign in', [{ link: { status: 401 } }], 'GT-02', 0.5],
    ['a target that is gone', [movedTo({ '/implants': [404, null] })], 'GT-03', 0],
    ['a target that moved', [movedTo({ '/implants': [301, '/dental-implants'] })], 'GT-03', 0.95],
    ['a target that moved twice', [movedTo({ '/implants': [302, '/old'], '/old': [301, '/new'] })], 'GT-03', 0.9 * 0.9],
    ['a redirect to a target that moved', [{ ...movedTo({ '/implants': [301, '/new'] }), link: { element: 'redirect', status: 301 } }], 'GT-03', 0.95 * 0.9],
    ['a target that moved and is gone', [movedTo({ '/implants': [301, '/new'], '/new': [410, null] })], 'GT-03', 0],
    ['a target that leads home', [movedTo({ '/implants': [301, '/'] })], 'GT-03', 0.4],
    ['a target that leads in a circle', [movedTo({ '/implants': [301, '/a'], '/a': [301, '/implants'] })], 'GT-03', 0],
  ])('gate of %s', (_name, args, id, factor) => {
    expect(score(...args).gates.find((gate) => gate.id === id)!.factor).toBe(factor)
  })

  it.each<[string, Parameters<typeof exampleQualityFacts>, string, number]>([
    ['footer', [{ link: { area: 'footer' } }], 'QP', 0.1 * Math.exp(0.09)],
    ['hidden', [{ link: { cues: ['prose', 'hidden'] } }], 'QP', 0],
    ['second link of a domain', [{}, { uniqueness: { kthFromDomain: 2, sharedHosts: 5 } }], 'QU', 0.6 / 2 ** 1.5],
    ['the best link of the third domain of one keeper', [{}, { uniqueness: { kthFromDomain: 1, sharedHosts: null, keeper: { before: 2, domains: 3, marks: 'UA-1 and pub-1' } } }], 'QU', 1 / 3 ** 1.5],
    ['the second link of its first', [{}, { uniqueness: { kthFromDomain: 2, sharedHosts: null, keeper: { before: 0, domains: 3, marks: 'UA-1 and pub-1' } } }], 'QU', 1 / 2 ** 1.5],
    ['a link of the same day', [{ link: { firstSeen: asOf } }], 'QF', 0.75 * 0.4 + 0.25 * publishedShare(1)],
    ['a link of a quarter', [{ link: { firstSeen: yearsBefore(0.25) } }], 'QF', 0.75 * 0.7 + (0.25 * publishedShare(1.25)) / 0.92],
    ['a link of seven years', [{ link: { firstSeen: yearsBefore(7) } }], 'QF', 0.75 + (0.25 * publishedShare(8)) / 0.56],
    ['the same on a page changed lately', [{ link: { firstSeen: yearsBefore(7) }, record: exampleRecord('https://toothtalk.example/1', { modifiedAt: '2026-04-01T00:00:00.000Z' }) }], 'QF', 0.75 + (0.25 * publishedShare(8)) / 0.56],
    ['a link of tomorrow, by a clock that runs ahead', [{ link: { firstSeen: '2026-06-02T00:00:00.000Z' } }], 'QF', 0.75 * 0.4 + 0.25 * publishedShare(1)],
    ['a link of three months amid a home page, where links pass', [{ page: 'https://toothtalk.example/', link: { firstSeen: '2026-03-01T00:00:00.000Z' } }], 'QF', 0.75 * 0.4 + 0.25 * publishedShareAfter(1, 92 / 365.25)],
    ['the same amid another page', [{ link: { firstSeen: '2026-03-01T00:00:00.000Z' } }], 'QF', 0.75 * 0.7 + 0.25 * publishedShareAfter(1, 92 / 365.25)],
    ['the same in the footer of a home page', [{ page: 'https://toothtalk.example/', link: { area: 'footer', firstSeen: '2026-03-01T00:00:00.000Z' } }], 'QF', 0.75 * 0.7 + 0.25 * publishedShareAfter(1, 92 / 365.25)],
    ['a link that stayed on a home page for a year', [{ page: 'https://toothtalk.example/', link: { firstSeen: '2025-06-01T00:00:00.000Z' } }], 'QF', 0.75 + 0.25 * publishedShareAfter(1, 365 / 365.25)],
    ['a link of no known day', [{ link: { firstSeen: 'not known' } }], 'QF', 0.5],
    ['rank 1', [{}, { authority: { rank: 1, nodes: 1_000_000, release: 'g' } }], 'QA', 1],
    ['rank 1,000 of a million', [{}, { authority: { rank: 1_000, nodes: 1_000_000, release: 'g' } }], 'QA', 0.5],
    ['a host without a rank', [{}, { authority: { rank: null, nodes: 1_000_000, release: 'g' } }], 'QA', 0.02],
    ['traffic of a host without a rank', [{}, { authority: { rank: null, nodes: 1_000_000, release: 'g' } }], 'QT', 0.02],
    ['the last rank', [{}, { authority: { rank: 45, nodes: 45, release: 'g' } }], 'QA', 0.02],
    ['traffic of the last rank', [{}, { authority: { rank: 45, nodes: 45, release: 'g' } }], 'QT', 0.02],
    ['a listed body that the graph does not know', [{}, { authority: { rank: null, nodes: 1_000_000, release: 'g' }, tier: { tier: 1, name: 'health authority', kind: 'ministry', confidence: 'high', evidence: [] } }], 'QA', 0.5],
    ['a listed body far down', [{}, { authority: { rank: 100_000, nodes: 1_000_000, release: 'g' }, tier: { tier: 1, name: 'health authority', kind: 'ministry', confidence: 'high', evidence: [] } }], 'QA', 0.5],
    ['a listed body near the top', [{}, { authority: { rank: 10, nodes: 1_000_000, release: 'g' }, tier: { tier: 1, name: 'health authority', kind: 'ministry', confidence: 'high', evidence: [] } }], 'QA', 5 / 6],
    ['a platform’s rank', [{ page: 'https://me.blogspot.com/a' }, { authority: { rank: 1, nodes: 1_000_000, release: 'g', name: 'blogspot.com' } }], 'QA', 0.35],
    ['a rank borrowed from a platform’s domain', [{ page: 'https://me.github.io/a' }, { authority: { rank: 1, nodes: 1_000_000, release: 'g', name: 'github.io' } }], 'QA', 0.35],
    ['personal pages', [{}, { authority: { rank: 1, nodes: 1_000_000, release: 'g' }, tier: { tier: 6, name: 'other', kind: 'personal pages', confidence: 'medium', evidence: [] } }], 'QA', 0.35],
    ['a page of one’s own at a listed body', [{ page: 'https://www.riverdale.edu/~joe/' }, { authority: { rank: 1, nodes: 1_000_000, release: 'g' }, tier: { tier: 2, name: 'academic medicine', kind: 'academic medicine', confidence: 'high', evidence: [] } }], 'QA', 0.35],
    ['a page about staff of a listed body', [{ page: 'https://www.riverdale.edu/people/joe' }, { authority: { rank: 1, nodes: 1_000_000, release: 'g' }, tier: { tier: 2, name: 'academic medicine', kind: 'academic medicine', confidence: 'high', evidence: [] } }], 'QA', 1],
    ['health trust of such a page of one’s own', [{ page: 'https://www.riverdale.edu/~joe/' }, { tier: { tier: 2, name: 'academic medicine', kind: 'academic medicine', confidence: 'high', evidence: [] } }], 'QH', 0.15],
    ['a network where anybody has a page', [{ page: 'https://www.facebook.com/joe' }, { authority: { rank: 1, nodes: 1_000_000, release: 'g', name: 'facebook.com' } }], 'QA', 0.35],
    ['a short link', [{ page: 'https://bit.ly/x' }, { authority: { rank: 10, nodes: 1_000_000, release: 'g', name: 'bit.ly' }, type: { type: 'LT-17', subtype: 'shortener', innerType: 'LT-01', confidence: 0.7, flags: [], evidence: [], runnerUp: { type: 'LT-01', confidence: 0.1 }, unknowns: [] } }], 'QA', 0.25],
    ['who chose a short link', [{ page: 'https://bit.ly/x' }, { type: { type: 'LT-17', subtype: 'shortener', innerType: 'LT-01', confidence: 0.7, flags: [], evidence: [], runnerUp: { type: 'LT-01', confidence: 0.1 }, unknowns: [] } }], 'QE', 0.45],
    ['a page that a tool saw 15 domains link to', [{ link: { vendor: { 'ahrefs.referringDomains': 15 } } }, { authority: { rank: 1_000, nodes: 1_000_000, release: 'g' } }], 'QA', 0.7 * 0.5 + 0.3 * 0.5],
    ['a page of which two tools tell, by the one that saw more', [{ link: { vendor: { 'ahrefs.referringDomains': 3, 'moz.linkingDomains': 255 } } }, { authority: { rank: 1_000, nodes: 1_000_000, release: 'g' } }], 'QA', 0.7 * 0.5 + 0.3],
    ['a page that everybody links to', [{ link: { vendor: { 'ahrefs.referringDomains': 1_000_000 } } }, { authority: { rank: 1, nodes: 1_000_000, release: 'g' } }], 'QA', 1],
    ['a page that nobody links to', [{ link: { vendor: { 'ahrefs.referringDomains': 0 } } }, { authority: { rank: 1_000, nodes: 1_000_000, release: 'g' } }], 'QA', 0.35],
    ['such a page of a listed body', [{ link: { vendor: { 'ahrefs.referringDomains': 0 } } }, { authority: { rank: 1_000, nodes: 1_000_000, release: 'g' }, tier: { tier: 1, name: 'health authority', kind: 'ministry', confidence: 'high', evidence: [] } }], 'QA', 0.5],
    ['a page of a platform that many link to', [{ page: 'https://me.blogspot.com/a', link: { vendor: { 'moz.linkingDomains': 255 } } }, { authority: { rank: 1, nodes: 1_000_000, release: 'g', name: 'blogspot.com' } }], 'QA', 0.7 * 0.35 + 0.3],
    ['a home page, whose links are those of its host', [{ page: 'https://toothtalk.example/', link: { vendor: { 'ahrefs.referringDomains': 255 } } }, { authority: { rank: 1_000, nodes: 1_000_000, release: 'g' } }], 'QA', 0.5],
    ['a page of which a tool tells its score alone', [{ link: { vendor: { 'ahrefs.urlRating': 80, 'moz.pageAuthority': 80, 'ahrefs.domainRating': 90 } } }, { authority: { rank: 1_000, nodes: 1_000_000, release: 'g' } }], 'QA', 0.5],
    ['a figure that is no count', [{ link: { vendor: { 'ahrefs.referringDomains': 'many', 'moz.linkingDomains': -1 } } }, { authority: { rank: 1_000, nodes: 1_000_000, release: 'g' } }], 'QA', 0.5],
    ['a page on a host of no known rank', [{ link: { vendor: { 'ahrefs.referringDomains': 255 } } }, {}], 'QA', 0.7 * 0.25 + 0.3],
    ['trust at the 99th percentile', [{}, { trust: { value: 1e-6, median: 1e-9, p99: 1e-6, nearestSeed: null } }], 'QH', 1],
    ['trust at the median', [{}, { trust: { value: 1e-9, median: 1e-9, p99: 1e-6, nearestSeed: null } }], 'QH', Math.log10(2) / Math.log10(1_001)],
    ['no trust at all', [{}, { trust: { value: 0, median: 1e-9, p99: 1e-6, nearestSeed: null } }], 'QH', 0],
    ['trust by one way only', [{}, { trust: { value: 1e-6, median: 1e-9, p99: 1e-6, nearestSeed: 'a.example', distance: 1, ways: 1 } }], 'QH', 0.5],
    ['little trust, but by a way that is shown', [{}, { trust: { value: 1e-11, median: 1e-9, p99: 1e-6, nearestSeed: 'a.example', distance: 2, path: ['a.example', 'b.example', 'c.example'], ways: 1 } }], 'QH', 0.15],
    ['little trust from far away', [{}, { trust: { value: 1e-11, median: 1e-9, p99: 1e-6, nearestSeed: null, distance: 5, path: null, ways: 0 } }], 'QH', Math.log10(1.01) / Math.log10(1_001)],
    ['trust of a seed', [{}, { trust: { value: 1e-6, median: 1e-9, p99: 1e-6, nearestSeed: 'a.example', distance: 0, ways: 0 } }], 'QH', 1],
    ['trust of a platform', [{ page: 'https://me.blogspot.com/a' }, { trust: { value: 1e-6, median: 1e-9, p99: 1e-6, nearestSeed: null } }], 'QH', 0.15],
    ['a health authority', [{}, { tier: { tier: 1, name: 'health authority', kind: 'ministry', confidence: 'high', evidence: [] } }], 'QH', 0.95],
    ['a hundred outlinks', [{ record: exampleRecord('https://toothtalk.example/x', { mainExternalDomains: Array.from({ length: 100 }, (_, i) => `d${i}.example`) }) }], 'QE', (0.9 + 0.045) * 0.2],
  ])('component of %s', (_name, args, id, normalised) => {
    expect(part(score(...args), id).normalised).toBeCloseTo(normalised, 9)
  })

  it.each<[string, Parameters<typeof exampleQualityFacts>, string, string]>([
    ['health trust beside its chain', [{}, { trust: { value: 1e-6, median: 1e-9, p99: 1e-6, nearestSeed: 'a.example', distance: 2, path: ['a.example', 'b.example', 'c.example'], ways: 2 } }], 'QH', 'health trust 100: a.example → b.example → c.example'],
    ['no number without a chain', [{}, { trust: { value: 1e-6, median: 1e-9, p99: 1e-6, nearestSeed: null, distance: 5, path: null, ways: 2 } }], 'QH', 'trust from health seeds, the nearest 5 steps away'],
    ['spam mass beside trust', [{}, { spamMass: 0.996, trust: { value: 0, median: 1e-9, p99: 1e-6, nearestSeed: null } }], 'QH', 'no health seed leads to it; but 99\u202f% of its PageRank comes from outside the known good sites (spam mass, RISK-29)'],
    ['spam mass where no trust was worked out', [{}, { spamMass: 0.93 }], 'QH', 'no health identity known; but 93\u202f% of its PageRank comes from outside the known good sites (spam mass, RISK-29)'],
    ['why a listed body has more than its rank', [{}, { authority: { rank: 100_000, nodes: 1_000_000, release: 'g', by: 'harmonic' }, tier: { tier: 1, name: 'health authority', kind: 'ministry', confidence: 'high', evidence: [] } }], 'QA', 'authority 17: rank 100\u202f000 of 1 million by harmonic centrality (g); floor of a listed health authority'],
    ['what a tool counted of the page', [{ link: { vendor: { 'ahrefs.referringDomains': 15 } } }, { authority: { rank: 1, nodes: 100, release: 'g' } }], 'QA', 'authority 100: rank 1 of 100 (g); 15 domains link to the page itself'],
    ['that one domain links to the page', [{ link: { vendor: { 'moz.linkingDomains': 1 } } }, {}], 'QA', 'no web graph loaded; 1 domain links to the page itself'],
    ['how many links of its age stand another year', [{ link: { firstSeen: yearsBefore(7) } }], 'QF', 'first seen 2019-06-01; of links of this age 95\u202f% stand another year'],
    ['the site under its other name', [{ page: 'https://toothtalk.example/x' }, { authority: { rank: 1, nodes: 100, release: 'g', name: 'www.toothtalk.example' } }], 'QA', 'authority 100: rank 1 of 100 (g)'],
  ])('says %s', (_name, args, id, evidence) => {
    expect(part(score(...args), id).evidence).toBe(evidence)
  })

  it('counts pages of one specialty as of one subject, whatever their words', () => {
    const link = (title: string) => part(score({ target: 'https://oakstreetdental.example/team/cardiologist', link: { title, context: null } }), 'QR1')
    expect(link('Migotanie przedsionków bez leków')).toMatchObject({ normalised: 0.6, evidence: expect.stringContaining('specialty: cardiology') })
    expect(link('Krampfadern: was hilft').normalised).toBe(0.35)
    expect(link('Our walk by the river').normalised).toBe(0)
  })

  it('does not take it for the specialty of a page either', () => {
    const shipped = exampleQualityFacts({ target: 'https://oakstreetdental.example/team/cardiologist', site: { ...exampleQualityFacts().site, profile: { ...exampleQualityFacts().site.profile, names: ['Lakeside Cardiology'] } } })
    const of = (part: Partial<typeof shipped.link>) => linkQuality.judge({ ...shipped, lists, link: { ...shipped.link, title: 'Our walk by the river', context: { before: 'we passed', after: 'at noon' }, ...part } }).contributions.find(({ id }) => id === 'QR1')!.normalised
    expect(of({ anchorText: 'Lakeside Cardiology' })).toBe(0)
    expect(of({ title: 'Lakeside Cardiology and our walk by the river' })).toBe(0)
    const page = exampleRecord('https://toothtalk.example/posts/visit', { extra: { mainStart: 'We passed Lakeside Cardiology and fed the ducks.', mainEnd: '' } })
    expect(linkQuality.judge({ ...shipped, lists, page, link: { ...shipped.link, title: 'Our walk by the river' } }).contributions.find(({ id }) => id === 'QR1')!.normalised).toBe(0)
    expect(of({ title: 'Cardiology and our walk by the river' })).toBeGreaterThanOrEqual(0.6)
  })

  it('does not take the name of the provider for a subject, but words that only begin like it', () => {
    const of = (title: string) => part(score({ link: { title, context: null, anchorText: 'OAK STREET DENTAL' } }), 'QR1')
    for (const title of ['Oak Street Dental', 'oakstreetdental.example', 'Oak Street Dental OAK STREET dental']) expect(of(title), title).toMatchObject({ assumed: true, evidence: expect.stringContaining('but for the name of the provider') })
    for (const title of ['Oak Street Dentalwork', 'İzmir: Oak street dental', 'Dental implants']) expect(of(title).assumed, title).toBe(false)
  })

  it('never likes a link less for a better tier or more for more risk', () => {
    const tierScores = ([1, 2, 3, 4, 5, 6] as const).map((tier) => score({}, { tier: { tier, name: '', kind: 'body', confidence: 'high', evidence: [] } }).score)
    expect(tierScores).toEqual([...tierScores].sort((a, b) => b - a))
    const riskScores = [0, 20, 40, 60, 80, 100].map((risk) => score({}, { risk: { risk, agency: 'unknown', action: 'none', signals: [] } }).score)
    expect(riskScores).toEqual([...riskScores].sort((a, b) => b - a))
  })

  it('knows the freedom of every link type', () => {
    for (const type of linkTypeIds) {
      const answer = score({}, { type: { type, subtype: null, flags: [], confidence: 0.8, runnerUp: { type: 'LT-99', confidence: 0.1 }, innerType: 'LT-01', evidence: [], unknowns: [] } })
      expect([type, part(answer, 'QE').assumed]).toEqual([type, type === 'LT-99'])
    }
  })
})

describe('LQ-20 profile value', () => {
  const links = (count: number, score: number, cluster = (i: number) => `c${i}-${score}`): ValuedLink[] => Array.from({ length: count }, (_, i) => ({ cluster: cluster(i), score, type: 'LT-01' }))

  it('one link of 86 outweighs thirty of 22', () => {
    expect(linkValue(86)).toBeCloseTo(0.69, 2)
    expect(profileValue(links(1, 86)).value).toBeGreaterThan(profileValue(links(30, 22)).value)
  })

  it('saturates within one owner', () => {
    const one = profileValue(links(1, 50)).value
    expect(profileValue(links(10_000, 50, () => 'same')).value).toBeLessThan(2.62 * one)
  })

  it('is never lowered by a link more, and does not depend on order', () => {
    const one = fc.record({ cluster: fc.constantFrom('a', 'b', 'c', 'd'), score: fc.integer({ min: 0, max: 100 }), type: fc.constantFrom('LT-01', 'LT-03') })
    fc.assert(fc.property(fc.array(one, { maxLength: 20 }), one, (all, extra) => {
      expect(profileValue([...all, extra]).value).toBeGreaterThanOrEqual(profileValue(all).value - 1e-12)
      expect(profileValue([...all].reverse()).value).toBe(profileValue(all).value)
    }))
  })

  it('reports what hangs on the best three', () => {
    const value = profileValue([...links(3, 90), ...links(7, 10)])
    expect(value.withoutBestThree).toBeGreaterThan(0.9)
    expect(value.bands).toEqual({ exceptional: 3, strong: 0, useful: 0, weak: 0, negligible: 7 })
    expect(value.byType).toEqual([{ type: 'LT-01', share: expect.closeTo(1, 9) }])
    expect(profileValue([])).toMatchObject({ value: 0, topDecileShare: 0 })
  })
})

it('the share of a type is never more than all of the value, whatever the order of adding', () => {
  fc.assert(fc.property(fc.array(fc.double({ min: 1, max: 100, noNaN: true }), { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 4 }), (scores, clusters) => {
    const { byType } = profileValue(scores.map((score, at): ValuedLink => ({ cluster: `${at % clusters}.example`, score, type: 'LT-01' })))
    expect(byType).toHaveLength(1)
    expect(byType[0]!.share).toBeLessThanOrEqual(1)
    expect(byType[0]!.share).toBeGreaterThan(0.999999)
  }), { seed: 3, numRuns: 300 })
})
