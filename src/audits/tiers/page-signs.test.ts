import { beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import { exampleRecord } from '../anchors/example-facts.js'
import identityTier from '../domain/identity-tier.js'
import badNeighbourhood from '../link/bad-neighbourhood.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import { exampleDomain } from './tier-examples.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

type Sketch = { types?: string[]; authors?: string[]; footerLines?: string[] }

/** A page that says of itself all it can. */
const claims: Array<[string, string, string, Sketch]> = [
  ['a hospital', 'royal-heart-hospital.example', 'Royal Heart Hospital', { types: ['Hospital'] }],
  ['a society', 'cardiac-society.example', 'Society of Cardiology', { types: ['NGO'] }],
  ['a registration in the footer', 'smile-house.example', 'Smile House, dentist', { footerLines: ['Medical license no. 123456'] }],
  ['a pharmacy', 'corner-shop.example', 'Corner pharmacy', { types: ['Pharmacy'] }],
  ['a newspaper', 'sampleton-times.example', 'Sampleton Times', { types: ['NewsMediaOrganization'], authors: ['Jane Roe'] }],
]

const judge = (host: string, title: string, { types = [], authors = [], footerLines = [] }: Sketch) =>
  identityTier.judge(exampleDomain(host, [exampleRecord(`https://${host}/`, { structuredTypes: types, addressCount: 1, phoneCount: 1, authors, extra: { footerLines } }, { title })], lists))

describe('what pages claim', () => {
  it.each(claims)('%s: is of low confidence, and never above a practice', (_what, host, title, sketch) => {
    const answer = judge(host, title, sketch)
    expect([4, 5]).toContain(answer.tier)
    expect(answer.confidence).toBe('low')
  })

  it.each(claims)('%s: is not believed beside an offer', (_what, host, title, sketch) => {
    expect(judge(host, `${title} - buy viagra without prescription`, sketch).tier).toBe(6)
    expect(judge('buy-kamagra-24.example', title, sketch).tier).toBe(6)
  })

  it.each(claims)('%s: excuses no offer of the page or the name', (_what, host, title, sketch) => {
    const tier = judge(host, title, sketch)
    const page = { ...exampleLinkFacts({ page: `https://${host}/`, title: 'Buy viagra without prescription, $0.99 per pill' }), tier, lists }
    expect(badNeighbourhood.judge(page, badNeighbourhood.options).verdict).toBe('flag')
    const name = { ...exampleLinkFacts({ page: 'https://buy-kamagra-24.example/', anchor: null, title: null }), tier, lists }
    expect(badNeighbourhood.judge(name, badNeighbourhood.options).verdict).toBe('flag')
  })
})

describe('a newspaper that its structured data names', () => {
  const paper = (host: string, organisations: string[], types = ['NewsArticle', 'NewsMediaOrganization'], ogSiteName: string | null = null) =>
    identityTier.judge(exampleDomain(host, [exampleRecord(`https://${host}/news/1`, { structuredTypes: types, addressCount: 1, ogSiteName, extra: { organisations } }, { title: 'Free screening' })], lists))

  it.each([['sampleton-journal.example', 'Sampleton Journal'], ['thesampletonjournal.example', 'The Sampleton Journal'], ['sampletonjournal.example', 'The Sampleton Journal']])('%s is of %s, whoever wrote the piece', (host, name) => {
    expect(paper(host, [name])).toMatchObject({ tier: 5, kind: 'news', confidence: 'low', evidence: [{ rule: 'TIER-PAGE', found: `NewsMediaOrganization: ${name}` }, { found: expect.stringContaining('bears the name') as string }] })
  })

  it.each([
    ['another paper, which its piece is about', paper('quiet-garden.example', ['Sampleton Journal'])],
    ['a name too short to be one', paper('post.example', ['Post'])],
    ['an article, as every blog marks its pages', paper('quiet-garden.example', ['Quiet Garden'], ['NewsArticle'])],
  ])('not of %s', (_what, answer) => expect(answer).toMatchObject({ tier: 6, kind: 'site' }))

  it('is not said to name nobody, where a name is all it gives', () => {
    expect(paper('quiet-garden.example', ['Sampleton Journal']).evidence[0]!.found).toBe('not listed; the one page that was read names “Sampleton Journal”, and no two signs that this is a medical or civic body')
    expect(paper('quiet-garden.example', [], ['Article'], 'Quiet Garden').evidence[0]!.found).toContain('“Quiet Garden”')
    expect(paper('quiet-garden.example', [], ['Article']).evidence[0]!.found).toBe('not listed, and the one page that was read names no medical or civic body')
    expect(paper('sampleton-gazette.example', ['SJ Media'], ['Article']).evidence[0]!.found).toMatch(/its pages name “SJ Media” and nothing that shows what kind of body that is$/u)
  })
})
