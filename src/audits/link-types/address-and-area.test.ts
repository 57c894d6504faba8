import { beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import { ProviderProfileSchema } from '../../model/profile.js'
import linkType from '../link/link-type.js'
import { sketchedFacts, type LinkSketch } from './example-facts.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

const judge = (sketch: LinkSketch, serviceArea?: object) => {
  const facts = { ...sketchedFacts(sketch), lists }
  return linkType.judge(serviceArea === undefined ? facts : { ...facts, site: { ...facts.site, profile: ProviderProfileSchema.parse({ names: ['Oak Dental'], address: { country: 'US' }, serviceArea }) } })
}

describe('one letter in an address', () => {
  const forum = (page: string) => judge({ page, area: 'main', features: {}, cues: ['prose'] })
  it.each(['https://somewhere.example/t', 'https://somewhere.example/t/', 'https://somewhere.example/q'])('%s is no forum by that', (page) => {
    const answer = forum(page)
    expect(answer.type).not.toBe('LT-10')
    expect(answer.evidence.some(({ rule, looked }) => rule === 'F-URL' && looked === 'path')).toBe(false)
  })
  it.each(['https://somewhere.example/t/crowns-and-costs/4412', 'https://somewhere.example/t/4412', 'https://somewhere.example/thread/4412'])('%s is one', (page) => expect(forum(page).type).toBe('LT-10'))
})

describe('an area told by postcodes or a circle alone', () => {
  const chronicle: LinkSketch = { page: 'https://rivertonchronicle.example/2026/02/school-fair', area: 'main', features: { structuredTypes: ['NewsArticle'], authors: ['Eve Ledger'], mainWordCount: 500 }, cues: ['prose'] }
  const against = (serviceArea?: object) => judge(chronicle, serviceArea).evidence.filter(({ rule, weight }) => rule === 'F-GEO' && weight < 0)
  it.each([{ postcodes: ['454'] }, { centre: { latitude: 39.76, longitude: -84.19 }, radiusKm: 20 }])('%j: a page that gives neither is of no known place, which speaks neither for nor against', (serviceArea) => {
    const answer = judge(chronicle, serviceArea)
    expect(answer.unknowns.find((text) => text.startsWith('F-GEO'))).toMatch(/^F-GEO: the service area is told by (?:postcodes|a radius), and the page gives no address to compare$/)
    expect(against(serviceArea)).toEqual([])
  })
  it('where no area is told that is said as before', () => expect(judge(chronicle, {}).unknowns).toContain('F-GEO: the profile names no service area'))
})

describe('the second guess', () => {
  it.each<LinkSketch>([
    { page: 'https://writers.example/blog/heart-health', area: 'author-box' as never, features: { structuredTypes: ['Article'], authors: ['Eve Ledger'], mainWordCount: 500 }, cues: ['author-box', 'prose'] },
    { page: 'https://somewhere.example/t/crowns/4412', area: 'comment', features: { structuredTypes: ['DiscussionForumPosting'] } },
    { page: 'https://medfind.example/directory/quorn', area: 'main', features: { structuredTypes: ['Dentist'], mainWordCount: 90 } },
  ])('gets its part of what the first leaves (%#)', (sketch) => {
    const { confidence, runnerUp } = judge({ ...sketch, ...(sketch.area === ('author-box' as never) ? { area: 'main' } : {}) })
    expect(runnerUp.confidence).toBeGreaterThan(0)
    expect(confidence + runnerUp.confidence).toBeLessThanOrEqual(1.0001)
  })
})

describe('a farm', () => {
  it('is local to nobody, whatever town it writes of', () => {
    const farm: LinkSketch = { page: 'https://greenvalley-school-2009.example/post-4', area: 'main', features: { mainWordCount: 60 }, cues: ['prose'], anchor: 'cheap dental implants Riverton', extra: { mainStart: 'Riverton people want the best.', externalLinks: [1, 2, 3].map((at) => ({ domain: `c${at}.example`, text: ['best online casino bonus', 'payday loans same day', 'cheap viagra'][at - 1]!, followed: true })) } }
    const answer = judge(farm)
    expect(answer.type).toBe('LT-19')
    expect(answer.flags).not.toContain('local')
    // The same name with a page of a school keeps it.
    expect(judge({ ...farm, anchor: 'our school dentist', extra: { mainStart: 'RIVERTON — Our school fair was a day of sun.' }, features: { mainWordCount: 400, structuredTypes: ['School'], authors: ['Eve Ledger'] } }).flags).toContain('local')
  })
})
