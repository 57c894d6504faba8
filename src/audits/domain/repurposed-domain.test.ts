import { describe, expect, it } from 'vitest'
import type { Registration } from '../../model/registration.js'
import { exampleDomainFacts, type ExampleLink, type ExamplePage } from '../risk/example-facts.js'
import { registeredAnew } from '../risk/registered-anew.js'
import repurposedDomain from './repurposed-domain.js'

const three = (at: string, page: (n: number) => ExamplePage): ExamplePage[] => [1, 2, 3].map((n) => ({ url: `https://club.example/${at.slice(0, 4)}/${n}`, seenAt: `${at}T00:00:00.000Z`, ...page(n) }))
const walks = (at: string, name = 'Heart Friends') => three(at, (n) => ({ title: `Heart walk ${n} of our members`, features: { ogSiteName: name } }))
const mixers = (at: string, name = 'Mixer Guide') => three(at, (n) => ({ title: `Kitchen mixers reviewed ${n}`, features: { ogSiteName: name } }))
const pills = (at: string) => three(at, (n) => ({ title: `Buy viagra cheap cialis ${n}` }))
const anew: Array<Partial<Registration>> = [{ createdOn: '2024-11-20' }]
const since2015: ExampleLink[] = [{ page: 'https://club.example/1', firstSeen: '2015-05-01T00:00:00.000Z' }]
const facts = (pages: ExamplePage[], registrations?: Array<Partial<Registration>>, links: ExampleLink[] = [{ page: 'https://club.example/1' }]) => exampleDomainFacts('club.example', links, pages, registrations === undefined ? {} : { registrations })
const judge = (...given: Parameters<typeof facts>) => repurposedDomain.judge(facts(...given), repurposedDomain.options)

describe('a domain that was registered anew', () => {
  it.each([
    ['an earlier answer of the registry', [], [{ createdOn: '2024-11-20' }, { createdOn: '2010-03-01', seenAt: '2023-01-01T00:00:00.000Z' }], [{ page: 'https://club.example/1' }], 'registered on 2010-03-01 (rdap:registry.example, 2023-01-01)'],
    ['a capture', walks('2024-02-01'), anew, [{ page: 'https://club.example/1' }], 'a page was read there on 2024-02-01'],
    ['a link from there', [], anew, since2015, 'a link from there was seen on 2015-05-01'],
  ] as Array<[string, ExamplePage[], Array<Partial<Registration>>, ExampleLink[], string]>)('is known by %s', (_, pages, registrations, links, before) => {
    expect(registeredAnew(facts(pages, registrations, links))).toEqual({ on: '2024-11-20', before, after: 'registered on 2024-11-20 (rdap:registry.example, 2026-03-01)' })
  })

  it.each([
    ['nobody told', walks('2024-02-01'), undefined, since2015],
    ['no day was told', walks('2024-02-01'), [{ createdOn: null }], since2015],
    ['only a registrar told the day on which it came to it', walks('2024-02-01'), [{ createdOn: '2024-11-20', seenBy: 'list:domains.csv' }], since2015],
    ['it was read weeks before: it never lapsed', walks('2024-11-01'), anew, since2015],
    ['nothing is older', mixers('2025-02-01'), anew, [{ page: 'https://club.example/1', firstSeen: '2025-01-01T00:00:00.000Z' }]],
    ['what is older is so by weeks', mixers('2025-02-01'), anew, [{ page: 'https://club.example/1', firstSeen: '2024-10-20T00:00:00.000Z' }]],
    ['it was registered long ago', walks('2024-02-01'), [{ createdOn: '2009-01-01' }], since2015],
    ['it is not registered', walks('2024-02-01'), [{ createdOn: '2024-11-20', registered: false }], since2015],
  ] as Array<[string, ExamplePage[], Array<Partial<Registration>> | undefined, ExampleLink[]]>)('is not claimed where %s', (_, pages, registrations, links) => expect(registeredAnew(facts(pages, registrations, links))).toBeUndefined())

  it.each([
    ['other subjects and another name', [...walks('2024-02-01'), ...mixers('2025-02-01')], 0.75],
    ['other offers', [...walks('2024-02-01'), ...pills('2025-02-01')], 0.75],
    ['offers, and nothing read before', pills('2025-02-01'), 0.55],
  ] as Array<[string, ExamplePage[], number]>)('is flagged with %s', (_, pages, strength) => {
    const answer = judge(pages, anew, since2015)
    expect(answer).toMatchObject({ verdict: 'flag', strength })
    expect(answer.evidence[0]).toMatchObject({ clue: 'registration', after: expect.stringContaining('2024-11-20') })
  })

  it.each([
    ['the same club', [...walks('2024-02-01'), ...walks('2025-02-01')], 'pass'],
    ['a rebrand: another name, the same subjects', [...walks('2024-02-01'), ...walks('2025-02-01', 'Walks for Hearts')], 'pass'],
    ['other subjects under the same name', [...walks('2024-02-01'), ...mixers('2025-02-01', 'Heart Friends')], 'pass'],
    ['one time only, and nothing offered', mixers('2025-02-01'), 'unknown'],
    ['pages of before only', walks('2024-02-01'), 'unknown'],
  ] as Array<[string, ExamplePage[], string]>)('is not for that alone: %s', (_, pages, verdict) => expect(judge(pages, anew, since2015).verdict).toBe(verdict))

  it('says what is missing where no registry was asked', () => {
    expect(judge(mixers('2025-02-01')).missing).toEqual([expect.stringContaining('captures'), expect.stringContaining('registrations fetch')])
    expect(judge(mixers('2025-02-01'), [{ createdOn: '2009-01-01' }]).missing).toHaveLength(1)
  })

  it('of a known body is nobody’s suspect', () => expect(judge([...walks('2024-02-01'), ...pills('2025-02-01')], anew, [{ page: 'https://club.example/1', tier: 1, firstSeen: '2015-05-01T00:00:00.000Z' }]).verdict).toBe('pass'))

  it('without it the two changes alone stay below the line', () => expect(judge([...walks('2024-02-01'), ...mixers('2025-02-01')]).verdict).toBe('pass'))
})

describe('a domain whose captures lie apart', () => {
  const editions = (at: string, language: string, name: string, path: string): ExamplePage[] => three(at, (n) => ({ url: `https://club.example/${path}${n}`, language, title: language === 'de' ? `Spaziergang ${n} unserer Mitglieder` : `Our walk ${n}`, features: { ogSiteName: name, extra: { places: [{ country: language === 'de' ? 'Deutschland' : 'Germany' }] } } }))
  it.each<[string, ExamplePage[], string]>([
    ['other editions of it, by their addresses', [...editions('2023-02-01', 'de', 'Herzfreunde', 'de/'), ...editions('2025-02-01', 'en', 'Heart Friends', 'en/')], 'pass'],
    ['another language everywhere, and another country', [...editions('2023-02-01', 'de', 'Herzfreunde', 'a/'), ...editions('2025-02-01', 'en', 'Heart Friends', 'b/')], 'flag'],
    ['another name in every title, other subjects, and a notice of sale in between', [...three('2021-02-01', (n) => ({ title: `Walk ${'abc'[n - 1]} | Heart Friends` })), { url: 'https://club.example/', seenAt: '2023-05-01T00:00:00.000Z', title: 'club.example domain is for sale', features: { mainWordCount: 20 } }, ...three('2025-02-01', (n) => ({ title: `Mixers, part ${'abc'[n - 1]} | Mixer Guide` }))], 'flag'],
    ['the same without the notice', [...three('2021-02-01', (n) => ({ title: `Walk ${'abc'[n - 1]} | Heart Friends` })), ...three('2025-02-01', (n) => ({ title: `Mixers, part ${'abc'[n - 1]} | Mixer Guide` }))], 'pass'],
    ['an article on names for sale is no notice', [...three('2021-02-01', (n) => ({ title: `Walk ${'abc'[n - 1]} | Heart Friends` })), { url: 'https://club.example/news', seenAt: '2023-05-01T00:00:00.000Z', title: 'Our old domain is for sale', features: { mainWordCount: 900 } }, ...three('2025-02-01', (n) => ({ title: `Mixers, part ${'abc'[n - 1]} | Mixer Guide` }))], 'pass'],
  ])('shows %s', (_, pages, verdict) => expect(judge(pages).verdict).toBe(verdict))
})
