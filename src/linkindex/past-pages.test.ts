import { expect, it } from 'vitest'
import type { PageRecord } from '../model/page.js'
import { mergeFiles } from './compact.js'
import { openDatabase } from './database.js'
import { newestManifest } from './manifest.js'
import { openLinkIndex } from './open-link-index.js'
import { filesOf } from './target-files.js'
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

it('the same however much of it is sorted at one go', () =>
  withIndex(async (index, dir) => {
    const hosts = Array.from({ length: 40 }, (_, at) => `walks-${at}.example`)
    const captures = hosts.flatMap((host, at) => Array.from({ length: at % 5 }, (_, year) => bare(`https://${host}/${year}`, `20${10 + year}-05-01`)))
    await index.add(entriesOf(...hosts.map((host) => link(host)), ...captures), { key: 'k', source: 'test' })
    const whole = await collect(index.pastPages(clinic))
    expect(whole).toHaveLength(8 * (2 + 3 + 4))
    for (const pastAtOnce of [1, 7, 30]) {
      const other = await openLinkIndex({ dir, pastAtOnce, memoryLimitMb: 256 })
      expect(await collect(other.pastPages(clinic))).toEqual(whole)
      expect(await collect(other.pastPages(clinic, { domains: hosts.slice(0, 20) }))).toEqual(whole.filter(({ domain }) => hosts.slice(0, 20).includes(domain)))
      await other.close()
    }
  }))

it('pages with long texts are merged into as many files as can be sorted in memory', () =>
  withIndex(async (index, dir) => {
    for (const turn of [0, 1]) await index.add(entriesOf(...Array.from({ length: 50 }, (_, at) => page({ url: `https://walks-${at}.example/${turn}`, title: `${at} ${turn} `.repeat(200) }))), { key: String(turn), source: 'test' })
    const database = await openDatabase({ dir, memoryLimitMb: 256, threads: 1 })
    const files = filesOf((await newestManifest(dir)).manifest, 'pages')
    const merged = (memoryLimitMb: number) => database.use((connection) => mergeFiles(connection, dir, 'pages', files, 4_000_000, memoryLimitMb))
    expect((await merged(256)).map(({ rows }) => rows)).toEqual([100])
    const small = await merged(0.25)
    expect(small.length).toBeGreaterThan(2)
    expect(small.reduce((sum, { rows }) => sum + rows, 0)).toBe(100)
    // A domain is in one of them, and they follow one another.
    for (const [at, file] of small.entries()) if (at > 0) expect(small[at - 1]!.max_key! < file.min_key!).toBe(true)
    await database.close()
  }))
