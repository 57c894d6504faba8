import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import { exampleSite } from '../anchors/example-facts.js'
import linkQuality from '../link/link-quality.js'
import { blendTrust, netOf, type TopicShares } from './net-trust.js'
import { exampleQualityFacts } from './quality-examples.js'
import type { QualityFacts, TrustFacts } from './quality-parts.js'
import { topicsOfTarget } from './topics-of-target.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

const general: Pick<TrustFacts, 'value' | 'median' | 'p99'> = { value: 1e-8, median: 1e-9, p99: 1e-6 }
const dental = { topic: 'health-dental', value: 4e-7, median: 2e-9, p99: 3e-6 }
const half: TopicShares = new Map([['health-dental', 0.5]])

describe('trust blended by topic (GR-03)', () => {
  it('is the sum over topics of share times trust, and so are its marks', () => {
    expect(blendTrust({ ...general, fields: [dental] }, half)).toEqual({ value: expect.closeTo(2.05e-7, 15), median: expect.closeTo(1.5e-9, 18), p99: expect.closeTo(2e-6, 15), counted: [{ topic: 'health-dental', share: 0.5 }], unknown: [] })
  })

  it.each<[string, Pick<TrustFacts, 'value' | 'median' | 'p99' | 'fields'>, TopicShares, string[]]>([
    ['a target of no topic', { ...general, fields: [dental] }, new Map(), []],
    ['ranks without fields', general, half, ['health-dental']],
    ['ranks of other fields', { ...general, fields: [{ ...dental, topic: 'health-heart' }] }, half, ['health-dental']],
    ['a field without any trust', { ...general, fields: [{ ...dental, median: 0, p99: 0 }] }, half, ['health-dental']],
  ])('%s: health trust as a whole stays', (_title, trust, topics, unknown) => {
    expect(blendTrust(trust, topics)).toEqual({ value: general.value, median: general.median, p99: general.p99, counted: [], unknown })
  })

  it('of two topics, one unknown, the others weigh more and none counts as zero', () => {
    const { value, counted, unknown } = blendTrust({ ...general, fields: [dental] }, new Map([['health-dental', 0.25], ['health-heart', 0.25]]))
    expect(counted).toEqual([{ topic: 'health-dental', share: expect.closeTo(1 / 3, 12) }])
    expect(unknown).toEqual(['health-heart'])
    expect(value).toBeCloseTo((0.5 * 1e-8 + 0.25 * 4e-7) / 0.75, 15)
  })

  it('lies between the least and the most of what it blends', () => {
    const mark = fc.double({ min: 1e-12, max: 1e-3, noNaN: true })
    const field = fc.record({ topic: fc.constantFrom('a', 'b', 'c'), value: fc.double({ min: 0, max: 1, noNaN: true }), median: mark, p99: mark })
    fc.assert(fc.property(fc.double({ min: 0, max: 1, noNaN: true }), mark, mark, fc.uniqueArray(field, { selector: ({ topic }) => topic }), fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.double({ min: 0.01, max: 0.2, noNaN: true })), (value, median, p99, fields, shares) => {
      const { value: blended, counted, unknown } = blendTrust({ value, median, p99, fields }, new Map(Object.entries(shares)))
      const all = [value, ...fields.filter(({ topic }) => counted.some((one) => one.topic === topic)).map((one) => one.value)]
      expect(blended).toBeGreaterThanOrEqual(Math.min(...all) - 1e-12)
      expect(blended).toBeLessThanOrEqual(Math.max(...all) + 1e-12)
      expect([...counted.map(({ topic }) => topic), ...unknown].sort()).toEqual(Object.keys(shares).sort())
      expect(counted.reduce((sum, { share }) => sum + share, 0)).toBeLessThan(1 + 1e-12)
    }))
  })
})

it.each([[0.4, 0.1, 0.35], [0.4, 0, 0.4], [0.1, 0.4, 0], [0, 0.5, 0]])('trust %d less half of distrust %d is %d (GR-06)', (trust, distrust, net) => {
  expect(netOf(trust, distrust, 0.5)).toBeCloseTo(net, 12)
})

describe('what a target asks of each topic', () => {
  const topics = (target: string, pages: Record<string, { title: string; headings?: string[] }>, specialties: string[] = []) => Object.fromEntries(topicsOfTarget({ ...exampleQualityFacts({ target, site: exampleSite({ specialties }, pages) }), lists }))

  it.each<[string, string, Record<string, { title: string; headings?: string[] }>, string[], Record<string, number>]>([
    ['a page of one specialty', '/implants', { '/implants': { title: 'Dentist: dental implants' } }, [], { 'health-dental': 0.5 }],
    ['a page that names none', '/contact', { '/contact': { title: 'How to reach us' } }, [], {}],
    ['a specialty that no set stands for', '/kidneys', { '/kidneys': { title: 'Nephrology' } }, [], {}],
    ['a home page, by what the provider does', '/', {}, ['cardiology'], { 'health-heart': 0.5 }],
  ])('%s', (_title, path, pages, specialties, expected) => {
    const at = (one: string) => `https://oakstreetdental.example${one}`
    const found = topics(at(path), Object.fromEntries(Object.entries(pages).map(([one, page]) => [at(one), page])), specialties)
    expect(found).toEqual(Object.fromEntries(Object.entries(expected).map(([topic, share]) => [topic, expect.closeTo(share, 9)])))
  })

  it('all specialties and sets of the list are ones that ship', () => {
    const pairs = lists.words('quality/trust-topics').map((pair) => pair.split(' '))
    expect(pairs.length).toBeGreaterThan(20)
    expect(new Set(pairs.map(([specialty]) => specialty)).size).toBe(pairs.length)
    for (const [specialty, set] of pairs) expect([specialty, set, lists.wordIds(`specialty/${specialty!}/`).length > 0, lists.seedSets.get(set!)?.kind]).toEqual([specialty, set, true, 'trusted'])
  })
})

describe('trust in the score', () => {
  const path = ['a.example', 'b.example', 'c.example']
  const trust: TrustFacts = { value: 1e-7, median: 1e-9, p99: 1e-6, nearestSeed: 'a.example', distance: 2, path, ways: 3, distrust: null }
  const target = 'https://oakstreetdental.example/implants'
  const site = exampleSite({ specialties: [] }, { [target]: { title: 'Dentist: dental implants' } })
  const part = (changes: Partial<TrustFacts>, more: Partial<QualityFacts> = {}) => linkQuality.judge({ ...exampleQualityFacts({ target, site }, { trust: { ...trust, ...changes }, ...more }), lists }).contributions.find(({ id }) => id === 'QH')!

  it('rises with trust in the field of the target, and says by which share', () => {
    const known = part({ fields: [{ ...dental, value: 3e-6 }] })
    expect(known.normalised).toBeGreaterThan(part({}).normalised)
    expect(part({ seeds: 'health-general 1', fields: [{ ...dental, seeds: 'health-dental 2' }] }).evidence).toContain('; seeds health-general 1; for the subject of the target 50\u202f% of it by health-dental 2')
    expect(known.evidence).toContain('health trust 67: a.example → b.example → c.example; for the subject of the target 50\u202f% of it by health-dental')
  })

  it('is as without fields where the field was not worked out, and says so', () => {
    const unknown = part({ fields: [] })
    expect(unknown.normalised).toBe(part({}).normalised)
    expect(unknown.evidence).toContain('not known by health-dental, since these ranks hold no such trust')
  })

  it('of a target without a subject is as without fields, in silence', () => {
    const plain = exampleQualityFacts({ target: 'https://oakstreetdental.example/contact', site: exampleSite({ specialties: [] }, {}) }, { trust: { ...trust, fields: [dental] } })
    const { evidence } = linkQuality.judge({ ...plain, lists }).contributions.find(({ id }) => id === 'QH')!
    expect(evidence).toBe('health trust 67: a.example → b.example → c.example; distrust unknown, since these ranks hold none')
  })

  it('unknown distrust takes nothing, and neither does none', () => {
    expect(part({ distrust: 0 }).normalised).toBe(part({ distrust: null }).normalised)
    expect(part({ distrust: 0 }).evidence).toContain('no way from it to known bad sites')
    expect(part({ distrust: null }).evidence).toContain('distrust unknown')
  })

  it('less half the distrust counts, with both numbers', () => {
    expect(part({ distrust: 1e-7, distrustFrom: 'bad-core 1' }).evidence).toContain('less 0.5 × distrust for the ways from it to known bad sites (bad-core 1): 67 to 57')
    // Distrust alone makes nobody who is shown to be near a seed worse than one of whom nothing is known.
    expect(part({ distrust: 4e-7 })).toMatchObject({ normalised: 0.15, assumed: false })
    expect(part({ distrust: 4e-7, path: null, nearestSeed: null, distance: 5 })).toMatchObject({ normalised: 0, assumed: false })
  })

  it('distrust never helps, and takes nothing from a listed body or the pages of a platform', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 1e-6, noNaN: true }), fc.double({ min: 0, max: 1e-6, noNaN: true }), (one, other) => {
      expect(part({ distrust: Math.max(one, other) }).normalised).toBeLessThanOrEqual(part({ distrust: Math.min(one, other) }).normalised)
    }), { numRuns: 50 })
    expect(part({ distrust: 1 }, { tier: { tier: 1, name: 'health authority', kind: 'ministry', confidence: 'high', evidence: [] } }).normalised).toBe(0.95)
    expect(part({ distrust: 1 }, { authority: { rank: 1, nodes: 100, release: 'g', name: 'github.io' } })).toMatchObject({ normalised: 0.15, assumed: true })
  })
})
