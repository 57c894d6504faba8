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
