import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import linkType from '../link/link-type.js'
import { officialNameOf } from '../tiers/official-suffixes.js'
import { sketchedFacts } from './example-facts.js'
import { hostReading } from './host-reading.js'
import { borrowedKinds, misnamed } from './misnamed.js'
import { wordLists } from './word-lists.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

const typeOf = (page: string) => linkType.judge({ ...sketchedFacts({ page }), lists })
/** Types by which a link counts as that of a body or a paper. */
const kept = new Set(['LT-01', 'LT-04', 'LT-05', 'LT-06', 'LT-21', 'LT-22', 'LT-23'])

const bodies = ['hospital', 'university', 'health-department', 'medical-society', 'public-library', 'news', 'gazette', 'daily-times', 'medical-journal', 'wiki', 'church', 'city-council-gov']
const goods = ['viagra', 'kamagra', 'cialis', 'vlagra', 'casino', 'casinos', 'poker', 'loans', 'replica', 'escorts', 'essays', 'cheap-meds', 'rx-pills', 'buy-xanax', 'online-casino']
const endings = ['com', 'net', 'org', 'top', 'ru', 'su', 'info']

describe('a body’s word beside what spam sells (F-HOSTKIND, RISK-06)', () => {
  it('makes no body, in whatever order they stand', () => {
    const shape = fc.constantFrom<(body: string, thing: string) => string>((body, thing) => `${body}-${thing}`, (body, thing) => `${thing}-${body}`, (body, thing) => `${body}.${thing}`, (body, thing) => `${thing.replaceAll('-', '')}${body.split('-').at(-1)!}`)
    fc.assert(fc.property(fc.constantFrom(...bodies), fc.constantFrom(...goods), fc.constantFrom(...endings), shape, (body, thing, ending, join) => {
      const host = `${join(body, thing)}.${ending}`
      const answer = typeOf(`https://${host}/page`)
      expect(kept.has(answer.type), `${host}: ${answer.type}`).toBe(false)
    }), { numRuns: 400 })
  })
  it('nor is the host of a shop one of health for a clinic in its name', () => expect(linkType.judge({ ...sketchedFacts({ page: 'https://clinicforcheapmeds.example/page' }), lists }).flags).not.toContain('health-host'))
  it('says why the name tells nothing', () => {
    expect(typeOf('https://hospital-cialis.example/page').unknowns).toContain('F-HOSTKIND: what kind of host it is; the name holds “cialis” as well')
    expect(typeOf('https://cdc-gov.top/page').unknowns).toContain('F-HOSTKIND: what kind of host it is; “gov” stands in the name, which is not registered under it')
  })
  it.each(['gov.pills.su', 'nih.gov.wellness-guide.su', 'health-ministry.gov.shop-one.top', 'university.edu.learn-more.top', 'university.shop-one.top', 'hospital-nhs.top'])('%s: a kept suffix or a word before another name', (host) => {
    expect(kept.has(typeOf(`https://${host}/page`).type)).toBe(false)
  })
})

describe('names that stay what they are', () => {
  it.each([
    ['rivertonhospital.example', 'hospital'], ['riverton-university.example', 'university'], ['medschool.univ.example', 'university'], ['riverton-gazette.example', 'local-news'], ['journal-of-pharmacology.example', 'journal'],
    ['hospital-pharmacy-journal.example', 'journal'], ['pharmacytimes.example', 'news'], ['casino-addiction-society.example', 'association'], ['tramadol-abuse-research-journal.example', 'journal'], ['student-loan-association.example', 'association'],
    ['drugsafety-journal.example', 'journal'], ['specialist-hospital.example', 'hospital'], ['vigo-hospital.example', 'hospital'], ['watch-society.example', 'association'], ['niagra-news.example', 'news'], ['health-department-riverton.example', 'health-body'],
  ])('%s: %s', (host, kind) => {
    const { kinds, misnamed: why } = hostReading(host, lists, wordLists(lists))
    expect(why).toBeNull()
    expect([...kinds.keys()]).toContain(kind)
  })
  it('no listed body and no name under a controlled suffix is misnamed', () => {
    const anyKind = new Map(borrowedKinds.map((kind) => [kind, kind]))
    const hosts = [...lists.seeds.keys(), ...[...lists.hostKinds].flatMap(([host, { kind }]) => (kind === 'blog-platform' ? [] : [host]))]
    expect(hosts.length).toBeGreaterThan(10_000)
    for (const host of hosts) expect(misnamed(host, host.split('.'), anyKind, lists), host).toBeNull()
    for (const host of ['casino.nsw.gov.au', 'pills.university.edu', 'kamagra-study.ac.uk', 'loans.hospital.nhs.uk']) {
      expect(officialNameOf(host, lists)).not.toBeNull()
      expect(hostReading(host, lists, wordLists(lists)).misnamed).toBeNull()
    }
  })
  it('on a platform the name is that of whoever writes there', () => {
    expect(kept.has(typeOf('https://hospital-cialis.blogspot.com/page').type)).toBe(false)
    expect(typeOf('https://patch.com/ohio/dayton/x').type).toBe('LT-99')
  })
})
