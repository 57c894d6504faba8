import { beforeAll, describe, expect, it, test } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import linkType from '../link/link-type.js'
import { sketchedFacts, type LinkSketch } from './example-facts.js'
import { unconfirmedOutlet } from './outlet.js'
import { readLink } from './reading.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

const judge = (sketch: LinkSketch) => linkType.judge(sketchedFacts(sketch, lists))
const outletOf = (sketch: LinkSketch) => unconfirmedOutlet(readLink(sketchedFacts(sketch, lists)))
const story = '2026/02/clinic-opens-a-new-wing-for-children'

describe('a name alone is no paper', () => {
  it.each(['rivertontimes.example', 'rivertongazette.example', 'riverton-journal.example', 'rivertontoday.example', 'eastrivertonnews.example'])('%s, unread, of the service area', (host) => {
    for (const path of ['page', story]) {
      const { type, confidence, evidence, unknowns } = judge({ page: `https://${host}/${path}` })
      if (type === 'LT-99') continue
      expect(type).toBe('LT-04')
      expect(confidence).toBeLessThanOrEqual(0.6)
      expect(evidence.find(({ looked }) => looked === 'shares of the whole')?.found).toMatch(/not known 0\.\d+ \(page not read, no list knows this paper\)/u)
      expect(unknowns).toContain('F-HOSTKIND: no list knows this paper, and its page was not read')
    }
    expect(judge({ page: `https://${host}/${story}` }).type).toBe('LT-04')
  })

  it('of another town it is no surer', () => {
    const { type, confidence } = judge({ page: `https://abilene-quorn-times.example/${story}` })
    expect([type, confidence <= 0.6]).toEqual(['LT-01', true])
  })

  it('a listed paper keeps what it had', () => {
    const { type, confidence, unknowns } = judge({ page: `https://www.bostonherald.com/${story}` })
    expect([type, confidence]).toEqual(['LT-01', 0.7])
    expect(unknowns.filter((text) => text.includes('no list knows'))).toEqual([])
  })

  it.each([
    ['the news of a maker', 'https://news.quornmaker.example/2026/a-new-plant-in-the-valley'], ['a health body', 'https://www.cdc.gov/news/2026/a-new-plant'], ['a blog', `https://calmteeth.example/${story}`],
    ['a word alone', 'https://today.example/a'], ['a platform', `https://oaktimes.wordpress.com/${story}`],
  ])('is none: %s', (_, page) => expect(outletOf({ page })).toBeNull())

  it('a label, a directory or a release on its pages is what it was', () => {
    expect(judge({ page: 'https://rivertontimes.example/sponsored/five-smile-tips' }).confidence).toBe(0.7)
    expect(judge({ page: 'https://rivertontimes.example/press-release/new-wing' }).confidence).toBe(0.7)
  })
})

const article = { structuredTypes: ['NewsArticle'], mainWordCount: 420 }
const paper: LinkSketch = { page: `https://rivertontimes.example/${story}`, title: 'Clinic opens a new wing for children', area: 'main', cues: ['prose'], features: article, extra: {} }
const newsroom: LinkSketch = { ...paper, features: { ...article, authors: ['Eve Ledger'], phoneCount: 1 }, extra: { siteLinkTexts: ['News', 'Contact us', 'Our staff'], footerLines: ['© 2026 Quorn Valley Media LLC, 12 Main Street'] } }

describe('what stands behind a paper, on its page', () => {
  test.each<[string, LinkSketch, string[]]>([
    ['all', newsroom, []],
    ['nothing', paper, ['owner', 'address', 'staff', 'imprint']],
    ['a desk is nobody', { ...paper, features: { ...article, authors: ['Riverton Times Staff', 'News Desk', 'Riverton Times'] } }, ['owner', 'address', 'staff', 'imprint']],
    ['a writer', { ...paper, features: { ...article, authors: ['Eve Ledger'] } }, ['owner', 'address', 'imprint']],
    ['the site itself is no owner', { ...paper, extra: { organisations: ['Riverton Times'], siteLinkTexts: ['Impressum'] } }, ['owner', 'address', 'staff']],
    ['a spa on the page, and a writer named as a body', { ...paper, features: { ...article, authors: ['Eve Ledger'] }, extra: { organisations: ['Eve Ledger'], footerLines: ['Advertise your hotel or spa here'] } }, ['owner', 'address', 'imprint']],
    ['a publisher', { ...paper, extra: { organisations: ['Quorn Valley Media'], siteLinkTexts: ['Redaktion & Kontakt'] } }, ['address', 'staff']],
    ['an address', { ...paper, extra: { places: [{ street: '12 Main Street', city: 'Riverton', region: 'OH', postcode: '45402', country: 'US' }] } }, ['owner', 'staff', 'imprint']],
  ])('%s', (_, sketch, missing) => expect(outletOf(sketch)?.missing).toEqual(missing))

  it('where it names nothing that speaks against press, and is said', () => {
    const answer = judge(paper)
    expect(answer.confidence).toBeLessThan(judge(newsroom).confidence)
    const row = answer.evidence.find(({ found }) => found === 'the page names no owner, address, staff or imprint')
    expect(row === undefined ? answer.type : row.weight).toBe(-1.5)
    expect(answer.type === 'LT-04' || answer.type === 'LT-01' ? answer.unknowns : ['F-HOSTKIND: no list knows this paper, and the page names no owner, address, staff or imprint']).toContain('F-HOSTKIND: no list knows this paper, and the page names no owner, address, staff or imprint')
  })

  it('a real local paper stays one, and what it leaves out is said without weight', () => {
    const { type, evidence, unknowns } = judge({ ...newsroom, features: { ...article, authors: ['Eve Ledger'] } })
    expect(type).toBe('LT-04')
    expect(evidence.filter(({ found, weight }) => weight < 0 && found.includes('names no'))).toEqual([])
    expect(unknowns).toContain('F-HOSTKIND: no list knows this paper, and the page names no address')
    expect(judge(newsroom).unknowns.filter((text) => text.includes('no list knows'))).toEqual([])
  })
})
