import { describe, expect, it } from 'vitest'
import type { PageRecord } from '../../model/page.js'
import { exampleDomainFacts, exampleLists, type ExamplePage } from '../risk/example-facts.js'
import { domainKin } from './same-keeper.js'

interface Marks {
  ids?: string[]
  address?: string
  types?: string[]
  seenAt?: string
}
const pageOf = (domain: string, { ids = [], address, types = [], seenAt = '2026-03-02T00:00:00.000Z' }: Marks): ExamplePage => ({ url: `https://${domain}/a`, seenAt, features: { structuredTypes: types, extra: { trackingIds: ids, serverAddress: address ?? null } } })
const pages = (marks: Readonly<Record<string, Marks>>): PageRecord[] => exampleDomainFacts('x.example', [], Object.entries(marks).map(([domain, one]) => pageOf(domain, one))).pages
const kinOf = (marks: Readonly<Record<string, Marks>>, own: Marks = {}) => Object.fromEntries(domainKin(pages(marks), { lists: exampleLists, domain: 'clinic.example', ownPages: pages({ 'clinic.example': own }) }))
const many = (count: number, marks: (n: number) => Marks) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`site-${String(at + 1).padStart(3, '0')}.example`, marks(at + 1)]))
const both = ['UA-1111-1', 'pub-1234567890123456']

describe('domains of one keeper', () => {
  it('share two accounts of different kinds, and count one after the other, the first seen at the head', () => {
    expect(kinOf({ 'b.example': { ids: both, seenAt: '2026-02-01T00:00:00.000Z' }, 'a.example': { ids: both }, 'c.example': { ids: both }, 'd.example': { ids: ['UA-9999-1'] } })).toEqual({
      'b.example': { keeper: { before: 0, domains: 3, marks: 'UA-1111-1 and pub-1234567890123456' }, sharedHosts: null },
      'a.example': { keeper: { before: 1, domains: 3, marks: 'UA-1111-1 and pub-1234567890123456' }, sharedHosts: null },
      'c.example': { keeper: { before: 2, domains: 3, marks: 'UA-1111-1 and pub-1234567890123456' }, sharedHosts: null },
    })
  })

  it('need not all share the same two', () => {
    expect(Object.keys(kinOf({ 'a.example': { ids: both }, 'b.example': { ids: [...both, 'UA-2222-1', 'AW-2222'] }, 'c.example': { ids: ['UA-2222-1', 'AW-2222'] } }))).toHaveLength(3)
  })

  it.each<[string, Record<string, Marks>]>([
    ['clients of one agency: one account', many(6, () => ({ ids: ['UA-1111-1'] }))],
    ['two accounts of one kind', many(6, () => ({ ids: ['UA-1111-1', 'GTM-AAAA'] }))],
    ['an advertising network: one account', many(6, () => ({ ids: ['pub-1234567890123456'] }))],
    ['one account with these and another with those', { 'a.example': { ids: ['UA-1-1', 'pub-1'] }, 'b.example': { ids: ['UA-1-1', 'pub-2'] }, 'c.example': { ids: ['UA-2-1', 'pub-1'] } }],
    ['accounts that everybody has', many(60, () => ({ ids: both }))],
    ['papers of one publisher', many(6, () => ({ ids: both, types: ['NewsArticle', 'NewsMediaOrganization'] }))],
    ['a hospital group', many(40, () => ({ ids: both, types: ['Hospital'] }))],
    ['a network alone', many(6, (n) => ({ address: `203.0.113.${n}` }))],
  ])('are not: %s', (_, marks) => expect(Object.values(kinOf(marks)).filter(({ keeper }) => keeper !== null)).toEqual([]))

  it('are no known bodies', () => {
    const known = [...exampleLists.seeds.keys()][0]!
    expect(kinOf({ [known]: { ids: both }, 'a.example': { ids: both } })).toEqual({})
  })

  it('are found among many in a time that grows with their number', () => {
    const all = pages(many(20_000, (n) => ({ ids: [`UA-${n >> 3}-1`, `pub-${n >> 2}`], address: `203.0.${n % 250}.1` })))
    const begun = process.cpuUsage().user
    expect(domainKin(all, { lists: exampleLists, domain: 'clinic.example', ownPages: [] }).size).toBeGreaterThan(19_000)
    expect(process.cpuUsage().user - begun).toBeLessThan(2_000_000)
  })
})

describe('domains in one network', () => {
  const near = (count: number) => many(count, (n) => ({ address: `203.0.113.${n}` }))
  it.each<[string, ReturnType<typeof kinOf>, number[]]>([
    ['four', kinOf(near(4)), [3, 3, 3, 3]],
    ['three', kinOf(near(3)), []],
    ['very many: a host', kinOf(near(40)), []],
    ['beside the site itself', kinOf(near(4), { address: '203.0.113.200' }), []],
    ['behind a relay', kinOf(many(6, (n) => ({ address: `104.21.0.${n}` }))), []],
    ['beside a known body', kinOf({ ...near(4), 'paper.example': { address: '203.0.113.99', types: ['NewsMediaOrganization'] } }), []],
    ['of no address', kinOf(many(6, () => ({}))), []],
  ])('%s', (_, kin, counts) => expect(Object.values(kin).map(({ sharedHosts }) => sharedHosts)).toEqual(counts))
})
