import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import linkType from '../link/link-type.js'
import undisclosedPaidLink from '../link/undisclosed-paid-link.js'
import { sketchedFacts, type LinkSketch } from './example-facts.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

const judge = (sketch: LinkSketch) => linkType.judge({ ...sketchedFacts(sketch), lists })
const bought = 'dental implants Riverton'
const anchors = ['website', 'Visit website', 'Webseite', bought, 'dental implants', 'https://oakdental.example/', 'oakdental.example', 'doi', 'view deal', 'donate', 'web design', 'credits', 'read this article', 'best dental implants in Riverton for less']

describe('the words of a link to which no page was read', () => {
  it('tell no type by themselves', () => {
    fc.assert(fc.property(fc.constantFrom(...anchors), fc.integer({ min: 1, max: 999 }), fc.constantFrom('', 'p', 'x/'), (anchor, number, path) => {
      const answer = judge({ page: `https://src${number}x.example/${path}${path === 'p' ? number : ''}`, anchor })
      expect([answer.type, anchor]).toEqual(['LT-99', anchor])
    }), { numRuns: 120 })
  })
  it.each(['https://src1x.example/p0', 'https://riverton-gazette.example/news/2026/02/a-calmer-visit-at-the-dentist', 'https://healthblog.example/2026/02/a-calmer-visit-at-the-dentist', 'https://medfind.example/directory/oak'])('%s: a treatment with a place is no proof of payment (LT-18)', (page) => {
    const answer = judge({ page, anchor: bought })
    expect(answer.type).not.toBe('LT-18')
    expect(answer.flags).not.toContain('commercial-undisclosed')
  })
  it('“website” makes no directory of a story', () => {
    const page = 'https://www.nytimes.com/2026/02/11/well/a-calmer-visit-at-the-dentist.html'
    expect(judge({ page, anchor: 'website' }).type).toBe(judge({ page }).type)
  })
  it('“website” in a record of a read page speaks for a directory still (LT-03)', () => {
    const rows = judge({ page: 'https://medfind.example/directory/oak', anchor: 'website', area: 'main', features: { structuredTypes: ['Dentist'], mainWordCount: 90 } })
    expect(rows.type).toBe('LT-03')
    expect(rows.evidence.some(({ rule, found }) => rule === 'F-ANC' && found === 'website')).toBe(true)
  })
})

describe('payment without a label (LT-18, RISK-01)', () => {
  const read = { area: 'main', cues: ['prose'], features: { structuredTypes: ['Article'], authors: [], mainWordCount: 400 } } satisfies Partial<LinkSketch>
  it('is not told by the anchor of a read page alone', () => expect(judge({ page: 'https://blog-mix.example/health/best-implants', anchor: bought, ...read }).type).not.toBe('LT-18'))
  it('is, beside money anchors of other trades', () => {
    const beside = ['roof repair denver', 'personal injury lawyer', 'payday loans online'].map((text, at) => ({ domain: `trade-${at}.example`, text, followed: true }))
    const answer = judge({ page: 'https://blog-mix.example/health/best-implants', anchor: bought, ...read, extra: { externalLinks: [...beside, { domain: 'oakdental.example', text: bought, followed: true }] } as never })
    expect(['LT-18', 'LT-19']).toContain(answer.type)
  })
  it('a path that names it is a label (LT-18)', () => expect(judge({ page: 'https://metro-life.example/sponsored/smile-tips', anchor: bought }).type).toBe('LT-18'))
  it('RISK-01 says nothing of an unread page that no label, price or record calls paid', () => {
    const { type, subtype } = judge({ page: 'https://src3x.example/p2', anchor: bought })
    const facts = exampleLinkFacts({ page: 'https://src3x.example/p2', anchor: bought, type, ...(subtype === null ? {} : { subtype }) })
    expect(undisclosedPaidLink.judge(facts, undisclosedPaidLink.options as never).verdict).toBe('unknown')
  })
})
