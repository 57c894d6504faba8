import { describe, expect, it } from 'vitest'
import type { PastPage } from '../../model/past-page.js'
import type { ProviderProfile } from '../../model/profile.js'
import type { Registration } from '../../model/registration.js'
import { exampleLists, exampleSite } from './example-facts.js'
import { formerUse } from './former-use.js'
import { nameOf, topicCosine, wordCounts } from './past-pages.js'

const page = (changes: Partial<PastPage> = {}): PastPage => ({ url: 'https://motors.example/', seenAt: '2018-06-01T00:00:00.000Z', title: 'Rally of the old cars', language: 'en', siteName: null, words: ['rally', 'cars', 'engines'], country: null, offer: null, isOfHealth: false, isParked: false, leadsTo: null, linksSite: false, ...changes })
const pages = (count: number, changes: Partial<PastPage> = {}): PastPage[] => Array.from({ length: count }, (_, at) => page({ url: `https://motors.example/${at}`, seenAt: `2018-06-${String(at + 1).padStart(2, '0')}T00:00:00.000Z`, ...changes }))
const led = page({ seenAt: '2025-11-20T00:00:00.000Z', title: '', leadsTo: 'northgate-heart.example' })
const anew: Array<Partial<Registration>> = [{ createdOn: '2024-05-01' }]
const use = (past: PastPage[], registrations: Array<Partial<Registration>> = [], { domain = 'motors.example', profile = {}, links = [] }: { domain?: string; profile?: Partial<ProviderProfile>; links?: Array<{ element: 'a' | 'redirect'; firstSeen: string }> } = {}) =>
  formerUse({
    domain, past, links, site: exampleSite(profile), lists: exampleLists,
    registrations: registrations.map((one) => ({ domain, seenBy: 'rdap:registry.example', seenAt: '2026-03-01T00:00:00.000Z', registered: true, registrar: null, registrarId: null, createdOn: null, changedOn: null, expiresOn: null, statuses: [], nameServers: [], ...one })),
  })

describe('what a domain was before it led to the site', () => {
  it.each<[string, ReturnType<typeof use>, string[]]>([
    ['registered anew in between', use([...pages(3), led], anew), ['subjects', 'registration']],
    ['for sale in between', use([...pages(3), page({ seenAt: '2020-01-01T00:00:00.000Z', isParked: true }), led]), ['subjects', 'for sale or parked in between']],
    ['in a language the site does not speak', use([...pages(5, { language: 'tr' }), led]), ['subjects', 'language']],
    ['games were offered', use([...pages(3, { offer: 'online casino bonus' }), led]), ['subjects', 'what was offered']],
    ['led by a link that was seen alone', use(pages(3), anew, { links: [{ element: 'redirect', firstSeen: '2025-11-20T00:00:00.000Z' }] }), ['subjects', 'registration']],
    ['under another name', use([...pages(3, { siteName: 'motor friends' }), led], anew), ['subjects', 'registration', 'name of the site']],
  ])('is unrelated: %s', (_, answer, clues) => {
    expect(answer).toMatchObject({ isUnrelated: true })
    expect(answer!.clues.map(({ clue }) => clue.split(',', 1)[0])).toEqual(clues)
  })

  it.each<[string, ReturnType<typeof use>]>([
    ['it does not lead here', use(pages(3), anew)],
    ['it leads elsewhere', use([...pages(3), { ...led, leadsTo: 'rival.example' }], anew)],
    ['two pages of before', use([...pages(2), led], anew)],
    ['nothing tells of a lapse', use([...pages(9), led])],
    ['registered anew after it led here already', use([...pages(3), led], [{ createdOn: '2026-01-01' }])],
    ['registered long before', use([...pages(3), led], [{ createdOn: '2004-01-01' }])],
  ])('is not known: %s', (_, answer) => expect(answer).toBeNull())

  it.each<[string, ReturnType<typeof use>]>([
    ['a practice that was bought', use([...pages(3), page({ url: 'https://motors.example/x', seenAt: '2018-07-01T00:00:00.000Z', isOfHealth: true }), led], anew)],
    ['the former name of the site', use([...pages(3, { title: 'Dayton Heart: our yard' }), led], anew, { profile: { formerNames: ['Dayton Heart'] } })],
    ['it linked to the site', use([...pages(2), page({ linksSite: true }), led], anew)],
    ['it linked to the site by a page that is known', use([...pages(3), led], anew, { links: [{ element: 'a', firstSeen: '2016-01-01T00:00:00.000Z' }] })],
    ['its own pages still stand', use([...pages(3), led, page({ seenAt: '2026-01-20T00:00:00.000Z' })], anew)],
    ['its own pages stood days before', use([...pages(3), page({ seenAt: '2025-11-01T00:00:00.000Z' }), led], anew)],
    ['too few pages in another language', use([...pages(4, { language: 'tr' }), led], anew)],
  ])('has to do with it: %s', (_, answer) => expect(answer).toEqual({ isUnrelated: false, clues: [] }))
})

it('the name of a site is told by its pages, or by what their titles share', () => {
  const titled = (...titles: string[]) => nameOf(titles.map((title) => page({ title })))
  expect(titled('Tours | Motor Friends', 'Rally | Motor Friends', 'Parts – wanted')).toBe('motor friends')
  expect(titled('Motor Friends: tours', 'Motor Friends: rally', 'Parts')).toBe('motor friends')
  expect(titled('Tours', 'Rally', 'Parts')).toBeUndefined()
  expect(titled('Home | Motor Friends', 'Home | Motor Friends', 'Home | Motor Friends')).toBeUndefined()
  expect(nameOf(pages(3, { siteName: 'motor friends' }))).toBe('motor friends')
})

it('subjects are compared by words only where both sides have some', () => {
  const counts = (...words: string[]) => wordCounts([{ words }])
  expect(topicCosine(counts('rally', 'cars', 'tour'), counts('heart', 'pulse', 'care'))).toBe(0)
  expect(topicCosine(counts('rally', 'cars', 'tour'), counts('rally', 'cars', 'tour'))).toBeCloseTo(1)
  expect(topicCosine(counts('rally', 'cars'), counts('heart', 'pulse', 'care'))).toBe(1)
})
