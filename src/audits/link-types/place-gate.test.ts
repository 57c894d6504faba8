import * as fc from 'fast-check'
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

const leeds = { serviceArea: { places: ['Leeds'], postcodes: ['LS'] } }
const judge = (sketch: LinkSketch, profile: object = leeds) => {
  const facts = { ...sketchedFacts(sketch), lists }
  return linkType.judge({ ...facts, site: { ...facts.site, profile: ProviderProfileSchema.parse({ names: ['Oak Dental'], ...profile }) } })
}
const story = { area: 'main', cues: ['prose'], title: 'A free screening day for families', features: { structuredTypes: ['NewsArticle'], authors: ['Eve Ledger'], mainWordCount: 500 } } satisfies Partial<LinkSketch>

describe('local is what serves the area (LT-04 needs F-GEO)', () => {
  it('no host is local without a sign of a place of the area, read or not, whatever its kind', () => {
    const kinds = ['chamber', 'gazette', 'library', 'highschool', 'church', 'cityof', 'rotary', 'tribune']
    const profiles = [leeds, {}, { serviceArea: { postcodes: ['454'] }, address: { country: 'US' } }, { serviceArea: { centre: { latitude: 53.8, longitude: -1.5 }, radiusKm: 20 } }]
    fc.assert(fc.property(fc.constantFrom(...kinds), fc.constantFrom('alderbridge', 'bayside', 'northhaven'), fc.boolean(), fc.constantFrom(...profiles), fc.constantFrom('/x', '/members/oak-dental', '/local/2026/02/free-screening-day'), (kind, town, isRead, profile, path) => {
      const answer = judge({ page: `https://${town}${kind}.example${path}`, ...(isRead ? story : {}) }, profile)
      expect(answer.type).not.toBe('LT-04')
      expect(answer.flags).not.toContain('editorial-style')
    }), { numRuns: 150 })
  })
  it.each(['lausd.k12.ca.us', 'dps.k12.oh.us', 'muenchen.de', 'patch.com', 'daytonchamber.org'])('%s is not local to Leeds', (host) => expect(judge({ page: `https://${host}/x` }).type).not.toBe('LT-04'))
  it.each([
    ['https://patch.com/england/leeds/free-screening-day', 'news'], ['https://leedschamber.example/members/oak', 'chamber'], ['https://leeds-gazette.example/news/free-screening-day', 'news'], ['https://leedshighschool.example/health-night', 'school'],
  ])('%s is', (page, subtype) => {
    const answer = judge({ page })
    expect([answer.type, answer.subtype]).toEqual(['LT-04', subtype])
    expect(answer.flags).not.toContain('editorial-style')
  })
  it('of an unread page without a place in its address the place is not known, of a read one it is', () => {
    expect(judge({ page: 'https://bayside-gazette.example/x' }).unknowns).toContain('F-GEO: the address names no place of the service area, and the page was not read')
    expect(judge({ page: 'https://bayside-gazette.example/x', ...story }).unknowns.some((text) => text.startsWith('F-GEO'))).toBe(false)
  })
  it('a paper listed for another place is of that place', () => expect(judge({ page: 'https://www.abqjournal.com/news/local/free-screening-day.html' }).type).toBe('LT-01'))
  it('a chamber of another place, or where no area is told, lists businesses (LT-03)', () => {
    for (const profile of [leeds, {}]) for (const host of ['daytonchamber.org', 'www.bo.camcom.gov.it']) expect(judge({ page: `https://${host}/members/oak` }, profile).type).toBe('LT-03')
  })
  it('a listed chamber is of the place that the list gives it, whatever its name', () => {
    const angeles = { serviceArea: { places: ['Los Angeles'] }, address: { country: 'US', region: 'CA' } }
    expect(judge({ page: 'https://lachamber.com/members/oak' }, angeles)).toMatchObject({ type: 'LT-04', subtype: 'chamber' })
    expect(judge({ page: 'https://www.wnychamber.co.uk/members/oak' })).toMatchObject({ type: 'LT-04', subtype: 'chamber' })
    expect(judge({ page: 'https://sdchamber.org/members/oak' }, angeles).type).toBe('LT-03')
  })
  it('that a story is unpaid is said of pages that were read', () => {
    const answer = judge({ page: 'https://leeds-gazette.example/news/free-screening-day', ...story, features: { ...story.features, ogSiteName: 'Leeds Gazette' } })
    expect(answer.type).toBe('LT-04')
    expect(answer.flags).toContain('editorial-style')
  })
})
