import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LastLook, MergedLink } from '../model/facts.js'
import type { PageRecord } from '../model/page.js'
import type { Sighting } from '../model/sighting.js'
import { clinic, collect, entriesOf, exported, linksAfter, page, readFeatures, sighting, withIndex } from './testing/invented.js'

const on = (day: string) => `2026-${day}T00:00:00.000Z`
const textOf = (one: Sighting) => JSON.stringify(Object.entries(one).sort())
const gone = (changes: Partial<PageRecord>) => page({ features: null, linkCount: 0, ...changes })

/** Read without its links, and again a day later. */
const missedTwice = (changes: Partial<PageRecord>) => ['02-01', '02-02'].map((day) => page({ ...changes, seenAt: on(day) }))
const down = (...days: string[]) => days.map((day) => gone({ status: 522, seenAt: on(day) }))

type Expected = Partial<Omit<MergedLink, 'lastLook'>> & { lastLook?: Partial<LastLook> | null }

describe('links out of sightings', () => {
  const rows: Array<{ title: string; given: Array<Sighting | PageRecord>; expected: Expected[] }> = [
    {
      title: 'one page, target and anchor by their keys are one link',
      given: [sighting(), exported({ referringPage: 'http://www.news.example/story/?utm_source=x#top', target: 'http://www.clinic.example/index.html', anchorText: 'The  Clinic' })],
      expected: [{ referringPage: 'https://news.example/story', sightingCount: 2, seenBy: ['crawl', 'export-a'], state: 'live' }],
    },
    {
      title: 'another anchor is another link',
      given: [sighting(), sighting({ anchorText: 'clinic the' })],
      expected: [{ anchorText: 'clinic the' }, { anchorText: 'the clinic' }],
    },
    {
      title: 'our own reading gives the fields, the export its figures and its dates',
      given: [
        sighting({ title: 'Read', rel: ['ugc'], seenAt: on('01-10') }),
        exported({ title: 'Exported', vendor: { rating: 3 }, firstSeenAt: '2024-05-01T00:00:00.000Z', seenAt: on('02-10') }),
        exported({ title: 'Exported', seenBy: 'export-b', vendor: { rating: 5, traffic: 7 }, seenAt: on('01-01') }),
      ],
      expected: [{ title: 'Read', rel: ['ugc'], firstSeen: '2024-05-01T00:00:00.000Z', lastSeen: on('02-10'), vendor: { rating: 3, traffic: 7 }, seenBy: ['crawl', 'export-a', 'export-b'], sightingCount: 3 }],
    },
    {
      title: 'of exports the one that tells more gives the fields, however late the other is dated',
      given: [
        exported({ seenBy: 'ahrefs-backlinks', title: 'Told', rel: ['nofollow'], context: { before: 'read at', after: 'today' } }),
        exported({ seenBy: 'moz-inbound-links', title: 'Short', seenAt: on('03-01') }),
        exported({ seenBy: 'bing-backlinks', title: null, seenAt: on('05-01') }),
      ],
      expected: [{ title: 'Told', rel: ['nofollow'], context: { before: 'read at', after: 'today' }, lastSeen: on('05-01') }],
    },
    {
      title: 'and one with rel goes before one that never has it',
      given: [exported({ seenBy: 'semrush-backlinks', rel: ['ugc'] }), exported({ seenBy: 'bing-backlinks', seenAt: on('05-01') })],
      expected: [{ rel: ['ugc'], lastSeen: on('05-01') }],
    },
    {
      title: 'of those that tell as much the later',
      given: [exported({ seenBy: 'semrush-backlinks', rel: ['ugc'], seenAt: on('02-01') }), exported({ seenBy: 'majestic-backlinks', rel: ['nofollow'], seenAt: on('03-01') })],
      expected: [{ rel: ['nofollow'] }],
    },
    {
      title: 'a later reading gives the fields',
      given: [sighting({ title: 'new', seenAt: on('03-01') }), sighting({ title: 'old', area: 'footer' })],
      expected: [{ title: 'new', firstSeen: on('01-10'), lastSeen: on('03-01') }],
    },
    {
      title: 'of two places on one page main content is named',
      given: [sighting({ area: 'nav', position: 1 }), sighting({ area: 'main', position: 9 }), sighting({ area: 'footer', position: 30 })],
      expected: [{ area: 'main', position: 9, sightingCount: 3 }],
    },
    {
      title: 'a sighting without anchor speaks of every link of its page to its target',
      given: [sighting(), sighting({ anchorText: 'flu shots' }), exported({ anchorText: null, seenAt: on('02-01') }), sighting({ target: 'https://clinic.example/other', anchorText: 'other' })],
      expected: [
        { anchorText: 'flu shots', seenBy: ['crawl', 'export-a'], lastSeen: on('02-01') },
        { anchorText: 'other', seenBy: ['crawl'] },
        { anchorText: 'the clinic', seenBy: ['crawl', 'export-a'] },
      ],
    },
    {
      title: 'and is a link by itself where there is none',
      given: [exported({ anchorText: null }), exported({ anchorText: null, seenBy: 'export-b' })],
      expected: [{ anchorText: null, state: 'unconfirmed', seenBy: ['export-a', 'export-b'] }],
    },
    {
      title: 'a redirect is a link of its own, not an anchor untold',
      given: [sighting(), sighting({ element: 'redirect', anchorText: null, area: null, position: null, seenAt: on('02-01') })],
      expected: [{ anchorText: null, element: 'redirect' }, { anchorText: 'the clinic', element: 'a', lastSeen: on('01-10') }],
    },
    {
      title: 'a sighting that knows the domain of its target only speaks of every link of its page there',
      given: [sighting(), exported({ target: null, anchorText: null })],
      expected: [{ target: 'https://clinic.example/', seenBy: ['crawl', 'export-a'] }],
    },
    {
      title: 'and is a link by itself where there is none',
      given: [exported({ target: null, anchorText: null })],
      expected: [{ target: null, targetDomain: 'clinic.example', referringPage: 'https://news.example/story' }],
    },
    {
      title: 'a referring domain without a page is a link while no page of it is known',
      given: [exported({ referringPage: null, target: null, anchorText: null, seenBy: 'top-sites' }), exported({ referringPage: null, target: null, anchorText: null })],
      expected: [{ referringPage: null, referringHost: 'news.example', referringDomain: 'news.example', seenBy: ['export-a', 'top-sites'] }],
    },
    {
      title: 'after that it speaks of the domain and of no link',
      given: [exported({ referringPage: null, target: null, anchorText: null, seenBy: 'top-sites', seenAt: on('09-01') }), sighting()],
      expected: [{ referringPage: 'https://news.example/story', seenBy: ['crawl'], lastSeen: on('01-10') }],
    },
    {
      title: 'of several spellings of one page the plainest is shown, whichever came last',
      given: ['https://news.example/story?utm_source=x#frag', 'http://news.example/story', 'https://news.example/story', 'https://www.news.example/story', 'https://news.example./story', 'https://news.example/story/index.html'].map((referringPage, at) => exported({ referringPage, seenAt: on(`01-${11 + at}`) })),
      expected: [{ referringPage: 'https://news.example/story', referringHost: 'news.example', lastSeen: on('01-16') }],
    },
    { title: 'one that we read ourselves before one that was told', given: [sighting({ referringPage: 'https://www.news.example/story' }), exported({ referringPage: 'https://news.example/story', seenAt: on('03-01') })], expected: [{ referringPage: 'https://www.news.example/story', referringHost: 'www.news.example' }] },
    { title: 'parameters that choose the page stay', given: [exported({ referringPage: 'https://news.example/story?id=7&utm_medium=y' }), exported({ referringPage: 'http://news.example/story?id=7' })], expected: [{ referringPage: 'http://news.example/story?id=7' }] },
    { title: 'an exported link is unconfirmed', given: [exported(), page({ seenAt: on('01-09') })], expected: [{ state: 'unconfirmed' }] },
    { title: 'after one later look at the page as well', given: [exported(), page({ seenAt: on('01-11') })], expected: [{ state: 'unconfirmed', lastLook: { at: on('01-11'), status: 200 } }] },
    { title: 'until a second look misses it too', given: [exported(), page({ seenAt: on('01-11') }), page({ seenAt: on('01-12') })], expected: [{ state: 'lost', lostReason: 'link-removed' }] },
    { title: 'an export that saw it after the first look', given: [exported({ seenAt: on('01-12') }), page({ seenAt: on('01-11') }), page({ seenAt: on('01-14') })], expected: [{ state: 'unconfirmed' }] },
    { title: 'a page read with the link', given: [sighting(), page()], expected: [{ state: 'live', lostReason: null, lastLook: null }] },
    { title: 'a page read later without the link', given: [sighting(), page(), page({ seenAt: on('02-01'), title: 'A story' })], expected: [{ state: 'live', lostReason: null, lastLook: { at: on('02-01'), status: 200, title: 'A story', redirectTo: null } }] },
    { title: 'and again a day later', given: [sighting(), page(), ...missedTwice({})], expected: [{ state: 'lost', lostReason: 'link-removed', lastLook: { at: on('02-02'), status: 200 } }] },
    { title: 'and again within the day', given: [sighting(), page(), page({ seenAt: on('02-01') }), page({ seenAt: '2026-02-01T23:59:59.000Z' })], expected: [{ state: 'live' }] },
    { title: 'three times within two days', given: [sighting(), page({ seenAt: on('02-01') }), page({ seenAt: '2026-02-01T13:00:00.000Z' }), page({ seenAt: on('02-02') })], expected: [{ state: 'lost' }] },
    { title: 'a page read later by its other address', given: [sighting(), ...missedTwice({ url: 'http://www.news.example/story/' })], expected: [{ state: 'lost' }] },
    { title: 'missed once, long before it was seen again, and once after that', given: [sighting(), page({ seenAt: on('01-20') }), sighting({ seenAt: on('01-25') }), page({ seenAt: on('01-25') }), page({ seenAt: on('02-01') })], expected: [{ state: 'live' }] },
    { title: 'missed once, and a tool says that it is lost', given: [sighting(), page({ seenAt: on('02-01') }), exported({ seenAt: on('02-03'), lostAt: on('01-20') })], expected: [{ state: 'lost' }] },
    { title: 'a page that is gone', given: [sighting(), gone({ status: 410, seenAt: on('02-01') })], expected: [{ state: 'lost', lostReason: 'page-gone' }] },
    { title: 'a page that leads elsewhere', given: [sighting(), gone({ status: 301, redirectTo: 'https://news.example/', seenAt: on('02-01') })], expected: [{ state: 'lost', lostReason: 'redirected' }] },
    { title: 'a page that leads elsewhere for now', given: [sighting(), gone({ status: 302, redirectTo: 'https://news.example/', seenAt: on('02-01') })], expected: [{ state: 'live', lastLook: { status: 302, redirectTo: 'https://news.example/' } }] },
    { title: 'and still does a day later', given: [sighting(), ...['02-01', '02-02'].map((day) => gone({ status: 302, redirectTo: 'https://news.example/', seenAt: on(day) }))], expected: [{ state: 'lost', lostReason: 'redirected' }] },
    { title: 'a page that leads to itself', given: [sighting(), gone({ status: 301, redirectTo: 'https://www.news.example/story/', seenAt: on('02-01') })], expected: [{ state: 'live' }] },
    ...[500, 503, 429, 403, 401, 206 + 300].map((status) => ({ title: `a page that answers ${status}`, given: [sighting(), gone({ status, seenAt: on('02-01') })], expected: [{ state: 'live' as const }] })),
    ...[500, 429].map((status) => ({ title: `says so of a page that answers ${status}`, given: [sighting(), gone({ status, seenAt: on('02-01') })], expected: [{ lastLook: { at: on('02-01'), status, title: null, redirectTo: null } }] })),
    { title: 'a server that was down before the link was seen', given: [sighting(), ...down('01-01', '01-04', '01-07')], expected: [{ state: 'live', lastLook: null }] },
    { title: 'a server that is down twice over a week', given: [sighting(), ...down('02-01', '02-08')], expected: [{ state: 'live' }] },
    { title: 'a server that is down three times within two days', given: [sighting(), ...down('02-01', '02-02', '02-03')], expected: [{ state: 'live' }] },
    { title: 'a server that is down three times over three days', given: [sighting(), ...down('02-01', '02-02', '02-04')], expected: [{ state: 'lost', lostReason: 'domain-gone', lastLook: { status: 522 } }] },
    { title: 'a page that is down while others of its domain answer', given: [sighting(), ...down('02-01', '02-02', '02-04'), page({ url: 'https://news.example/other', seenAt: on('02-03') })], expected: [{ state: 'lost', lostReason: 'page-gone' }] },
    { title: 'a server that was down before an export named the link, and three times after it', given: [sighting(), ...down('03-01'), exported({ anchorText: 'the clinic', seenAt: on('03-02') }), ...down('03-10', '03-15', '03-20')], expected: [{ state: 'lost', lostReason: 'domain-gone', lastLook: { since: on('03-10') } }] },
    { title: 'the answers before an export do not count', given: [sighting(), ...down('02-01', '02-05'), exported({ anchorText: 'the clinic', seenAt: on('03-02') }), ...down('03-10', '03-15')], expected: [{ state: 'live' }] },
    { title: 'the status of the last look that failed, not the highest', given: [sighting(), gone({ status: 500, seenAt: on('03-01') }), gone({ status: 429, seenAt: on('03-05') })], expected: [{ lastLook: { at: on('03-05'), status: 429, since: on('03-01') } }] },
    { title: 'a server that says "not now" for weeks', given: [sighting(), ...['02-01', '02-09', '02-20'].map((day) => gone({ status: 503, seenAt: on(day) }))], expected: [{ state: 'live', lastLook: { status: 503 } }] },
    { title: 'a server that was down, and answered after it', given: [sighting(), ...down('02-01', '02-02', '02-04'), page({ seenAt: on('02-05') }), sighting({ seenAt: on('02-05') })], expected: [{ state: 'live', lastLook: null }] },
    { title: 'a page whose body was not read', given: [sighting(), gone({ seenAt: on('02-01') })], expected: [{ state: 'live' }] },
    { title: 'a page read and without any link', given: [sighting(), ...missedTwice({ linkCount: 0 })], expected: [{ state: 'lost' }] },
    { title: 'a page with the link that asks not to be indexed', given: [sighting({ robots: ['noindex'] }), page({ robots: ['noindex'] })], expected: [{ state: 'live' }] },
    { title: 'a page that asks so and lost it', given: [sighting(), ...missedTwice({ robots: ['noindex'] })], expected: [{ state: 'lost', lostReason: 'noindexed' }] },
    {
      title: 'the same words now lead elsewhere on the target domain',
      given: [sighting(), page({ seenAt: on('02-01') }), sighting({ target: 'https://clinic.example/new', seenAt: on('02-01') })],
      expected: [{ target: 'https://clinic.example/', state: 'lost', lostReason: 'target-changed' }, { target: 'https://clinic.example/new', state: 'live' }],
    },
    {
      title: 'the same words led there all the time',
      given: [sighting(), ...['01-10', '02-01', '02-02'].map((day) => sighting({ target: 'https://clinic.example/new', seenAt: on(day) })), ...missedTwice({})],
      expected: [{ state: 'lost', lostReason: 'link-removed' }, { state: 'live' }],
    },
    { title: 'an export says it was lost', given: [exported({ seenAt: on('03-01'), lostAt: on('02-01'), lostReason: 'page-gone' })], expected: [{ state: 'lost', lostReason: 'page-gone', lastSeen: on('02-01') }] },
    { title: 'an export says so without a reason', given: [sighting(), exported({ lostAt: on('02-01') })], expected: [{ state: 'lost', lostReason: 'link-removed' }] },
    { title: 'but it was seen after that', given: [sighting({ seenAt: on('03-01') }), exported({ lostAt: on('02-01'), lostReason: 'page-gone' })], expected: [{ state: 'live', lostReason: null }] },
    { title: 'another export saw it after that', given: [exported({ seenAt: on('03-01') }), exported({ lostAt: on('02-01') })], expected: [{ state: 'unconfirmed' }] },
    { title: 'a link back again', given: [sighting(), page({ seenAt: on('02-01') }), sighting({ seenAt: on('03-01') }), page({ seenAt: on('03-01') })], expected: [{ state: 'live', firstSeen: on('01-10') }] },
    { title: 'a page that redirects to the target is a link', given: [sighting({ element: 'redirect', anchorText: null, status: 301 }), gone({ status: 301, redirectTo: 'https://clinic.example/' })], expected: [{ state: 'live', element: 'redirect' }] },
  ]
  const order = (left: Expected, right: Expected) => ((left.anchorText ?? '') + (left.target ?? '') < (right.anchorText ?? '') + (right.target ?? '') ? -1 : 1)
  // All cases share one index, each in a small web with names of its own.
  const renamed = <Value>(value: Value, from: string, to: string) => JSON.parse(JSON.stringify(value).replaceAll(from, to)) as Value
  it('as the cases say', () =>
    withIndex(async (index) => {
      for (const [number, { given }] of rows.entries()) await index.add(entriesOf(...renamed(given, '.example', `-${number}.example`)), { key: String(number), source: 'test' })
      for (const [number, { title, expected }] of rows.entries()) check(title, expected, renamed(await collect(index.links({ ...clinic, domain: `clinic-${number}.example` })), `-${number}.example`, '.example'))
    }))

  function check(title: string, expected: Expected[], links: MergedLink[]): void {
    const places = links.map((link) => `${link.referringDomain.split('.').reverse().join('.')} ${link.firstSeen} ${link.id}`)
    expect(places, title).toEqual([...places].sort())
    expect(links.sort(order), title).toMatchObject(expected)
    expect(links, title).toHaveLength(expected.length)
  }
})

describe('whatever is added', () => {
  const days = ['01-01', '01-02', '01-03', '01-04'].map(on)
  const urls = ['https://news.example/story', 'http://www.news.example/story/', 'https://blog.example/a']
  const sightings = fc.record({
    referringPage: fc.constantFrom(...urls, null),
    target: fc.constantFrom('https://clinic.example/', 'https://clinic.example/b', null),
    anchorText: fc.constantFrom('x', 'y', '', null),
    element: fc.constantFrom('a' as const, 'redirect' as const),
    seenBy: fc.constantFrom('crawl', 'archive:one', 'export-a', 'export-b'),
    seenAt: fc.constantFrom(...days),
    firstSeenAt: fc.constantFrom(...days, null),
    lostAt: fc.constantFrom(...days, null, null),
    title: fc.constantFrom('one', 'two'),
    vendor: fc.constantFrom(null, { rating: 1 }, { rating: 2 }),
  }).map((changes) => sighting(changes))
  const pages = fc.record({ url: fc.constantFrom(...urls), status: fc.constantFrom(200, 404, 500), seenAt: fc.constantFrom(...days), features: fc.constantFrom(null, readFeatures) }).map((changes) => page(changes))
  const batches = fc.array(fc.array(fc.oneof({ weight: 3, arbitrary: sightings }, pages), { maxLength: 6 }), { minLength: 1, maxLength: 4 })

  it('first seen is never after last seen, sightings are all kept, and neither order nor repetition of batches changes an answer', () =>
    fc.assert(
      fc.asyncProperty(batches, async (given) => {
        const links = await linksAfter(...given)
        for (const link of links) {
          expect(link.firstSeen <= link.lastSeen).toBe(true)
          expect(link.seenBy).toEqual([...new Set(link.seenBy)].sort())
        }
        expect(await linksAfter(...[...given].reverse(), ...given)).toEqual(links)
      }),
      { numRuns: 8 },
    ))

  it('a later batch never changes an earlier record', () =>
    fc.assert(
      fc.asyncProperty(batches, (given) =>
        withIndex(async (index) => {
          const seen: Sighting[] = []
          for (const [number, batch] of given.entries()) {
            await index.add(entriesOf(...batch), { key: `batch ${number}`, source: 'test' })
            seen.push(...batch.filter((entry): entry is Sighting => 'target' in entry))
            const kept = new Set<string>()
            for (const link of await collect(index.links(clinic))) {
              const history = await index.sightings(clinic, link.id)
              expect(history).toHaveLength(link.sightingCount)
              for (const one of history) kept.add(textOf(one))
            }
            const known = new Set(seen.map((one) => textOf(one)))
            for (const one of kept) expect(known.has(one)).toBe(true)
            // Only those that name a domain whose pages are known speak of no link.
            const paged = new Set(seen.filter((one) => one.referringPage !== null).map((one) => one.referringDomain))
            for (const one of seen) expect(kept.has(textOf(one))).toBe(one.referringPage !== null || !paged.has(one.referringDomain))
          }
        })),
      { numRuns: 5 },
    ))
})
