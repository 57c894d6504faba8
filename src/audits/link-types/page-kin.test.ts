import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PageRecord } from '../../model/page.js'
import { pageKey, type Url } from '../../model/url.js'
import { sketchedFacts, type LinkSketch } from './example-facts.js'
import { addressKey, ownMarks, pageKin } from './page-kin.js'

type Sketch = Partial<NonNullable<LinkSketch['features']>> & { extra?: LinkSketch['extra']; canonical?: string }
const page = (url: string, { extra, canonical, ...features }: Sketch = {}): PageRecord => sketchedFacts({ page: url, features, extra, canonical }).page!
const text = (hash: string, more: Sketch = {}): Sketch => ({ textSimHash: hash, mainWordCount: 400, ...more })

const near = ['a3f1000000000000', 'a3f1000000000007'] as const
const rows: Array<[title: string, pages: PageRecord[], own: PageRecord[], expected: Record<string, { copies?: number; original?: string | null; ids?: number; outlinks?: number }>]> = [
  ['three bits apart, the later names the earlier', [page('https://a.example/x', text(near[0], { publishedAt: '2026-01-01' })), page('https://b.example/y', text(near[1], { publishedAt: '2026-01-03' }))], [], { 'b.example': { copies: 2, original: 'https://a.example/x' }, 'a.example': { copies: 2, original: null } }],
  ['four bits apart are two texts', [page('https://a.example/x', text(near[0])), page('https://b.example/y', text('a3f100000000000f'))], [], {}],
  ['two pages of one site are no copies', [page('https://a.example/x', text(near[0])), page('https://a.example/y', text(near[0]))], [], {}],
  ['a short text is a menu', [page('https://a.example/x', { textSimHash: near[0], mainWordCount: 40 }), page('https://b.example/y', { textSimHash: near[0], mainWordCount: 40 })], [], {}],
  ['the text of the site itself', [page('https://b.example/y', text(near[0], { publishedAt: '2020-01-01' }))], [page('https://oakdental.example/guide', text(near[0]))], { 'b.example': { copies: 2, original: 'https://oakdental.example/guide' } }],
  ['a canonical among them', [page('https://a.example/x', text(near[0])), page('https://b.example/y', text(near[0], { canonical: 'https://a.example/x' }))], [], { 'b.example': { copies: 2, original: 'https://a.example/x' } }],
  ['the only one with an author', [page('https://a.example/x', text(near[0], { authors: ['Eve Ledger'] })), page('https://b.example/y', text(near[0]))], [], { 'b.example': { copies: 2, original: 'https://a.example/x' } }],
  ['nobody can tell which came first', [page('https://a.example/x', text(near[0])), page('https://b.example/y', text(near[0]))], [], { 'b.example': { copies: 2, original: null } }],
  ['one account id', ['a', 'b', 'c'].map((name) => page(`https://${name}.example/`, { extra: { trackingIds: ['UA-1-1'] } })), [], { 'a.example': { ids: 3 }, 'c.example': { ids: 3 } }],
  ['the same outgoing links', ['a', 'b'].map((name) => page(`https://${name}.example/`, { mainExternalDomains: ['z.example', 'x.example', 'y.example'] })), [], { 'a.example': { outlinks: 2 } }],
]
test.each(rows)('%s', (_, pages, own, expected) => {
  const kin = pageKin(pages, own)
  for (const record of pages) {
    const found = kin.get(pageKey(record.url as Url))
    const wanted = expected[record.domain]
    if (wanted === undefined && Object.keys(expected).length === 0) expect(found).toBeUndefined()
    if (wanted?.copies !== undefined) expect(found?.copyDomainCount).toBe(wanted.copies)
    if (wanted?.original !== undefined) expect(found?.original).toBe(wanted.original)
    if (wanted?.ids !== undefined) expect(found?.idDomainCount).toBe(wanted.ids)
    if (wanted?.outlinks !== undefined) expect(found?.outlinksDomainCount).toBe(wanted.outlinks)
  }
})

const bits = (hash: string) => [...BigInt(`0x${hash}`).toString(2)].filter((bit) => bit === '1').length
const apart = (a: string, b: string) => bits((BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(16))

test('finds every pair within three bits that a comparison of all pairs finds', () => {
  const base = fc.constantFrom('0123456789abcdef', 'ffffffff00000000', '0000000000000000')
  const flipped = fc.tuple(base, fc.uniqueArray(fc.nat(63), { maxLength: 5 })).map(([hash, at]) => at.reduce((value, bit) => value ^ (1n << BigInt(bit)), BigInt(`0x${hash}`)).toString(16).padStart(16, '0'))
  fc.assert(fc.property(fc.uniqueArray(flipped, { minLength: 2, maxLength: 14 }), (hashes) => {
    const pages = hashes.map((hash, at) => page(`https://h${at}.example/`, text(hash)))
    const kin = pageKin(pages, [])
    hashes.forEach((hash, at) => {
      const hasNear = hashes.some((other, index) => index !== at && apart(hash, other) <= 3)
      expect((kin.get(pageKey(pages[at]!.url as Url))?.copyDomainCount ?? 0) >= 2).toBe(hasNear)
    })
  }), { numRuns: 200 })
})

test('an id that many linking sites carry is no mark of the site', () => {
  const own = [page('https://oakdental.example/', { extra: { trackingIds: ['G-OWNOWNOWN', 'GTM-AGENCY'], organisations: ['Oak Street Dental LLC'], places: [{ street: '1 Oak St.', city: 'Riverton', region: 'OH', postcode: '45402', country: 'US' }] } })]
  const others = Array.from({ length: 8 }, (_, at) => page(`https://client-${at}.example/`, { extra: { trackingIds: ['GTM-AGENCY'] } }))
  const marks = ownMarks(own, others)
  expect([...marks.trackingIds]).toEqual(['G-OWNOWNOWN'])
  expect(marks.organisations.has('oak street dental llc')).toBe(true)
  expect(marks.addresses.has(addressKey('1 Oak St', '45402'))).toBe(true)
})

test('work grows with the number of pages', () => {
  const pages = Array.from({ length: 20_000 }, (_, at) => page(`https://h${at}.example/`, text((BigInt(at) * 0x9e3779b97f4a7c15n % (1n << 64n)).toString(16).padStart(16, '0'))))
  const started = process.cpuUsage()
  pageKin(pages, [])
  expect(process.cpuUsage(started).user).toBeLessThan(5_000_000)
})
