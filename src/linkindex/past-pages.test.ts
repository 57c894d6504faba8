import { expect, it } from 'vitest'
import type { PageRecord } from '../model/page.js'
import { clinic, collect, entriesOf, page, sighting, withIndex } from './testing/invented.js'

const bare = (url: string, seenAt: string, changes: Partial<PageRecord> = {}) => page({ url, seenAt: `${seenAt}T00:00:00.000Z`, title: 'A page', features: null, siteName: 'Some site', subjects: ['walks'], ...changes })
const link = (host: string, changes = {}) => sighting({ referringPage: `https://${host}/linking`, ...changes })

it('what pages of linking domains said at other times, with a link or without one', () =>
  withIndex(async (index) => {
    await index.add(entriesOf(
      link('old.example'), bare('https://old.example/b', '2012-05-01'), bare('https://www.old.example/a', '2011-05-01', { subjects: null }), page({ url: 'https://old.example/linking' }), bare('https://old.example/gone', '2013-01-01', { status: 404 }), bare('https://old.example/untitled', '2013-01-01', { title: null }),
      link('led.example', { element: 'redirect', anchorText: null }), bare('https://led.example/', '2015-01-01'), bare('https://led.example/', '2026-01-10', { status: 301, title: null, redirectTo: 'https://clinic.example/' }),
      // Captures that lie close together tell of one time.
      link('new.example'), bare('https://new.example/a', '2026-01-01'), bare('https://new.example/b', '2026-02-01'),
      // Whoever does not link here is not asked about, nor is the site itself.
      bare('https://other.example/a', '2011-01-01'), bare('https://other.example/b', '2021-01-01'), bare('https://clinic.example/a', '2011-01-01'), bare('https://clinic.example/b', '2021-01-01'), sighting({ referringPage: 'https://clinic.example/a' }),
    ), { key: 'k', source: 'test' })
    const pages = await collect(index.pastPages(clinic))
    expect(pages.map(({ url, seenAt }) => `${seenAt.slice(0, 4)} ${url}`)).toEqual(['2015 https://led.example/', '2026 https://led.example/', '2011 https://www.old.example/a', '2012 https://old.example/b'])
    expect(pages[3]).toEqual(bare('https://old.example/b', '2012-05-01'))
    for (const domains of [['old.example'], ['old.example', 'new.example'], ['nobody.example']]) expect(await collect(index.pastPages(clinic, { domains }))).toEqual(pages.filter(({ domain }) => domains.includes(domain)))
  }))

it('no more than a sample of each domain, from the first and the last times, different pages first', () =>
  withIndex(async (index) => {
    const days = Array.from({ length: 30 }, (_, quarter) => new Date(Date.UTC(2010, 0, 5 + 91 * quarter)).toISOString().slice(0, 10))
    const captures = days.flatMap((day, quarter) => [...Array.from({ length: 9 }, () => bare('https://big.example/', day, { linkCount: quarter })), ...Array.from({ length: 9 }, (_, at) => bare(`https://big.example/${at}`, day))])
    await index.add(entriesOf(link('big.example'), ...captures), { key: 'k', source: 'test' })
    const pages = await collect(index.pastPages(clinic))
    expect(pages).toHaveLength(32)
    expect([pages[0]!.seenAt.slice(0, 10), pages.at(-1)!.seenAt.slice(0, 10)]).toEqual([days[0], days.at(-1)])
    expect(new Set(pages.map(({ seenAt }) => seenAt)).size).toBe(8)
    expect(new Set(pages.map(({ url, seenAt }) => `${url} ${seenAt}`)).size).toBe(32)
  }))
