import { beforeAll, describe, expect, test } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import linkType from '../link/link-type.js'
import { sketchedFacts, type LinkSketch } from './example-facts.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

const judge = (sketch: LinkSketch) => linkType.judge(sketchedFacts(sketch, lists))
const to = (...texts: string[]) => texts.map((text, at) => ({ domain: `offer-${at}.example`, text, followed: true }))
const casinos = to('best online casino', 'casino bonus without deposit')
const threeKinds = to('best online casino bonus', 'payday loans same day', 'cheap viagra')
const signed = { structuredTypes: ['BlogPosting'], authors: ['Eve Ledger'] }
const diary: LinkSketch = { page: 'https://oakville-diary.example/why-we-changed-our-dentist', title: 'Why we changed our dentist', area: 'main', cues: ['prose'], features: signed }
const thin: LinkSketch = { page: 'https://greenvalley-school-2009.example/post-4', area: 'main', cues: ['prose'], features: { mainWordCount: 60 } }

/** What stands beside a link is one mark of a network; LT-19 wants three that don't hang together (RISK-03). */
describe('offers beside a link', () => {
  test.each<[string, LinkSketch]>([
    ['two casinos on a signed page', { ...diary, extra: { externalLinks: casinos } }],
    ['offers of three kinds on a signed page', { ...diary, extra: { externalLinks: threeKinds } }],
    ['two casinos on an unsigned page of some length', { ...diary, features: {}, extra: { externalLinks: casinos } }],
    ['three trades on a signed page', { ...diary, extra: { externalLinks: to('roof repair denver', 'car accident lawyer', 'online casino bonus') } }],
    ['two casinos in a short unsigned note of a club with its year in the name', { ...diary, page: 'https://quorn-walkers-1998.example/why-we-changed-our-dentist', features: { mainWordCount: 120 }, extra: { externalLinks: casinos } }],
  ])('%s: the type it has without them, and they speak against it', (_, sketch) => {
    const without = judge({ ...sketch, extra: {} })
    const answer = judge(sketch)
    expect(without.type).toBe('LT-01')
    expect(answer.type, JSON.stringify(answer.evidence)).toBe('LT-01')
    expect(answer.confidence).toBeLessThanOrEqual(without.confidence)
    expect(answer.evidence.filter(({ looked, weight }) => looked === 'links beside' && weight < 0)).toHaveLength(1)
  })

  test.each<[string, LinkSketch]>([
    ['a money phrase of its own, by nobody, on a numbered host', { ...thin, anchor: 'cheap dental implants Riverton', extra: { externalLinks: threeKinds } }],
    ['a link about loans among those about casinos', { ...thin, anchor: 'payday loan', extra: { externalLinks: casinos } }],
    ['a page that is hardly more than its links', { ...thin, features: { mainWordCount: 30 }, extra: { externalLinks: threeKinds } }],
    ['one account and one set of links on five sites', { ...diary, extra: { externalLinks: casinos }, kin: { idDomainCount: 5, outlinksDomainCount: 5 } }],
  ])('three marks: %s', (_, sketch) => {
    const answer = judge(sketch)
    expect(answer.type, JSON.stringify(answer.evidence)).toBe('LT-19')
    expect(answer.evidence.find(({ rule, weight }) => rule === 'RISK-03' && weight > 0)?.looked).toMatch(/^[3-7] marks of a network$/u)
  })

  test('what several sites share is no network below three marks, and needs no offers at three', () => {
    const shared = (kin: LinkSketch['kin']) => judge({ ...diary, extra: {}, kin: kin! }).type
    expect(shared({ idDomainCount: 5, outlinksDomainCount: 5 })).toBe('LT-01')
    expect(judge({ ...diary, extra: {}, kin: { idDomainCount: 5, outlinksDomainCount: 5, copyDomainCount: 4 } }).runnerUp.type).toBe('LT-19')
    // A franchise has numbers in its names and short texts by nobody as well.
    expect(judge({ ...thin, extra: {}, kin: { idDomainCount: 9, outlinksDomainCount: 9 } }).type).not.toBe('LT-19')
  })

  test('a treatment with a place among offers is what is bought (LT-18), and one alone is not', () => {
    const answer = judge({ ...diary, anchor: 'dental implants Riverton', extra: { externalLinks: casinos } })
    expect([answer.type, answer.subtype]).toEqual(['LT-18', 'undisclosed-suspected'])
    expect(judge({ ...diary, anchor: 'dental implants', extra: { externalLinks: casinos } }).type).toBe('LT-01')
  })

  test('a listed body was broken into where the link is one of the offers, not where a writer put it in a sentence', () => {
    const page = 'https://www.cdc.gov/oral-health/notes-on-fluoride'
    expect(judge({ page, area: 'main', cues: ['list'], anchor: 'payday loan', features: {}, extra: { externalLinks: threeKinds } }).type).toBe('LT-20')
    expect(judge({ page, area: 'main', cues: ['prose'], features: signed, extra: { externalLinks: casinos } }).type).not.toBe('LT-20')
  })

  test('a blog on a platform is nobody’s listed host', () => {
    expect(judge({ ...thin, page: 'https://quorn-tips-77.blogspot.com/2014/03/post-4.html', anchor: 'cheap dental implants Riverton', extra: { externalLinks: threeKinds } }).type).toBe('LT-19')
  })
})
