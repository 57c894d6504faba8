import { beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import linkType from '../link/link-type.js'
import { sketchedFacts, type LinkSketch } from './example-facts.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})
const judge = (sketch: LinkSketch) => linkType.judge({ ...sketchedFacts(sketch), lists })
const news: NonNullable<LinkSketch['features']> = { structuredTypes: ['NewsArticle', 'NewsMediaOrganization', 'PostalAddress'], mainWordCount: 300, authors: ['Jo Reed'] }
const story = (host: string, features = news): LinkSketch => ({ page: `https://${host}/news/free-screening`, title: 'Free dental screening', area: 'main', cues: ['prose'], before: 'A dental clinic gives free screenings.', after: 'opens its doors on Saturday.', features })
const against = ({ evidence }: ReturnType<typeof judge>) => evidence.some(({ looked, found }) => looked === 'structured data' && found.startsWith('NewsMediaOrganization'))

describe('a newspaper called a journal', () => {
  it.each(['sampleton-journal.example', 'valejournal.example', 'journals.sampleton-post.example'])('%s is no journal of a science', (host) => {
    const { type, subtype, runnerUp } = judge(story(host))
    expect([type, runnerUp.type]).not.toContain('LT-23')
    expect(subtype).not.toBe('professional-journal-news')
  })
  it('keeps its kind of link otherwise', () => expect(judge(story('sampleton-journal.example')).type).toMatch(/^LT-0[14]$/))
})

it('of the service area is local news', () => {
  const places = [{ street: null, city: 'Riverton', region: null, postcode: null, country: 'US' }]
  expect(judge({ ...story('riverton-journal.example'), extra: { places, organisations: ['Riverton Journal'] } })).toMatchObject({ type: 'LT-04', subtype: 'news' })
})

describe('a journal', () => {
  const paper: LinkSketch = { page: 'https://journal-of-teeth.example/doi/10.1234/abc', title: 'Fluoride in school children', area: 'main', cues: ['reference-list'] }
  it.each<[string, LinkSketch]>([
    ['with the metas of a paper', { ...paper, features: news, extra: { citationMeta: true } }],
    ['with papers among its structured data', { ...paper, features: { ...news, structuredTypes: ['ScholarlyArticle', 'NewsMediaOrganization'] } }],
    ['that says nothing of itself', { ...paper, features: {} , extra: { citationMeta: true } }],
  ])('%s stays one', (_title, sketch) => {
    expect(judge(sketch).type).toBe('LT-23')
    expect(against(judge(sketch))).toBe(false)
  })
})
