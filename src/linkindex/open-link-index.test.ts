import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Sighting } from '../model/sighting.js'
import { clinic, collect, entriesOf, exported, page, readFeatures, sighting, withIndex } from './testing/invented.js'
import { openLinkIndex } from './open-link-index.js'

const full: Sighting = sighting({
  anchorText: 'Grippe‐Impfung 💉 \u0000 "x"',
  rel: ['ugc', 'noopener', 'me', 'external'],
  area: 'comment',
  context: { before: 'Read at', after: '' },
  image: 'https://clinic.example/logo.png',
  element: 'area',
  position: 4711,
  title: 'Ärzte & Kliniken',
  language: 'de-AT',
  status: 203,
  robots: ['noindex', 'max-snippet:-1'],
  seenBy: 'archive:CC-MAIN-2026-34',
  firstSeenAt: '2025-12-31T00:00:00.000Z',
  lostAt: '2026-02-01T12:30:00.500Z',
  lostReason: 'redirected',
  cues: ['list', 'label:sponsored'],
  fallbackText: 'Home',
  vendor: { 'Domain Rating': 41.5, spam: false, note: 'a,"b"' },
  raw: '{"Source url":"…"}',
})

describe('the link index', () => {
  it('is empty when new', () =>
    withIndex(async (index) => {
      expect(await collect(index.links(clinic))).toEqual([])
      expect(await collect(index.referringPages(clinic))).toEqual([])
      expect((await index.hosts(clinic)).size).toBe(0)
      expect(await index.generation()).toBe(0)
      expect(await index.info()).toEqual({ generation: 0, batches: 0, files: 0, sightings: 0, pages: 0, bytes: 0, sources: [] })
      expect(await index.check()).toEqual({ ok: true, problems: [] })
      expect(await index.compact()).toEqual({ filesBefore: 0, filesAfter: 0 })
    }))

  it.each([
    ['everything told', full],
    ['nothing told', exported({ anchorText: null, seenBy: 'list' })],
    ['a domain to a domain', exported({ referringPage: null, target: null, anchorText: null, element: 'other' })],
    ['an empty anchor', sighting({ anchorText: '' })],
    ['a URL that is none', sighting({ referringPage: 'https://[broken', referringDomain: 'broken.example' })],
    ['an address', sighting({ referringPage: 'http://192.0.2.7:8080/a?b=1#c', target: 'https://[2001:db8::1]/x', targetDomain: 'clinic.example' })],
  ])('gives a sighting back as it came: %s', (_, given) =>
    withIndex(async (index) => {
      await index.add(entriesOf(given), { key: 'k', source: 'test' })
      const [link] = await collect(index.links(clinic))
      expect(await index.sightings(clinic, link!.id)).toEqual([given])
    }))

  it('gives pages back as they came, of each the one whose body was read last', () =>
    withIndex(async (index) => {
      const read = page({ title: 'A story', robots: ['noarchive'], canonical: 'https://news.example/story', features: { ...readFeatures, extra: { depth: [1, { a: 'b' }] } } })
      const down = page({ status: 503, features: null, linkCount: 0, seenAt: '2026-05-01T00:00:00.000Z' })
      const own = page({ url: 'https://clinic.example/about' })
      await index.add(entriesOf(sighting(), read, down, own, page({ url: 'https://elsewhere.example/' })), { key: 'k', source: 'test' })
      expect(await collect(index.referringPages(clinic))).toEqual([read])
      expect(await collect(index.targetPages(clinic))).toEqual([own])
      expect(await collect(index.targetPages({ ...clinic, pathPrefix: '/other/' }))).toEqual([])
    }))

  it('adds a batch once, whatever it holds, and counts', () =>
    withIndex(async (index) => {
      const options = { key: 'k', source: 'test' }
      const added = await index.add(entriesOf(sighting(), exported({ firstSeenAt: '2025-03-01T00:00:00.000Z' }), page()), options)
      expect(added).toMatchObject({ sightingCount: 2, pageCount: 1 })
      expect(await index.has('k')).toBe(true)
      expect(await index.add(entriesOf(sighting({ anchorText: 'other' })), options)).toEqual({ batch: null, sightingCount: 0, pageCount: 0, replaced: false })
      expect(await index.generation()).toBe(1)
      expect((await index.add(entriesOf(), { key: 'empty', source: 'test' })).batch).not.toBeNull()
      expect(await index.info()).toMatchObject({
        generation: 2, batches: 2, files: 2, sightings: 2, pages: 1,
        sources: [
          { source: 'crawl', sightings: 1, firstSeen: '2026-01-10T00:00:00.000Z', lastSeen: '2026-01-10T00:00:00.000Z' },
          { source: 'export-a', sightings: 1, firstSeen: '2025-03-01T00:00:00.000Z', lastSeen: '2026-01-10T00:00:00.000Z' },
        ],
      })
    }))

  it('leaves nothing when adding fails or is stopped', () =>
    withIndex(async (index, dir) => {
      const refused = index.add(entriesOf(sighting(), sighting({ seenAt: 'yesterday' })), { key: 'bad', source: 'test' })
      await expect(refused).rejects.toMatchObject({ code: 'invalid' })
      const controller = new AbortController()
      async function* stopped() {
        yield* entriesOf(sighting())
        controller.abort()
        yield* entriesOf(sighting())
      }
      await expect(index.add(stopped(), { key: 'stopped', source: 'test', signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' })
      expect(await readdir(join(dir, 'links'))).toEqual([])
      expect(await index.generation()).toBe(0)
      await index.add(entriesOf(sighting()), { key: 'bad', source: 'test' })
      expect(await collect(index.links(clinic))).toHaveLength(1)
    }))

  it('finds links in a host or below a path only', () =>
    withIndex(async (index) => {
      const targets = ['https://clinic.example/', 'https://www.clinic.example/care/flu', 'https://shop.clinic.example/care', null]
      await index.add(entriesOf(...targets.map((target, number) => sighting({ target, referringPage: `https://news.example/${number}` }))), { key: 'k', source: 'test' })
      const found = async (scope: object) => (await collect(index.links({ ...clinic, ...scope }))).map((link) => link.target).sort()
      expect(await found({})).toHaveLength(4)
      expect(await found({ host: 'clinic.example' })).toEqual(targets.slice(0, 2))
      expect(await found({ host: 'shop.clinic.example' })).toEqual([targets[2]])
      expect(await found({ pathPrefix: '/care/' })).toEqual([targets[2], targets[1]])
      expect(await found({ host: 'www.clinic.example', pathPrefix: '/care/f' })).toEqual([targets[1]])
    }))

  it('tells what is known of referring domains', () =>
    withIndex(async (index) => {
      const pages = [0, 1, 2].map((number) => `https://www.blog.example/${number}`)
      await index.add(
        entriesOf(
          ...pages.map((referringPage) => sighting({ referringPage, area: 'footer' })),
          sighting({ referringPage: pages[0]!, anchorText: 'care', rel: ['sponsored'] }),
          ...Array.from({ length: 8 }, (_, number) => sighting({ referringPage: pages[1]!, target: `https://other.example/${number}`, rel: ['nofollow'] })),
          sighting({ referringPage: pages[1]!, target: 'https://blog.example/inside' }),
          exported({ referringPage: 'https://list.example/', firstSeenAt: '2024-01-01T00:00:00.000Z' }),
          page({ url: pages[0]! }), page({ url: pages[1]! }), page({ url: pages[1]!, seenAt: '2026-03-01T00:00:00.000Z' }),
        ),
        { key: 'k', source: 'test' },
      )
      expect([...(await index.hosts(clinic)).values()]).toEqual([
        { domain: 'blog.example', linkCount: 4, linkingPageCount: 3, pagesRead: 2, sameLinkPageCount: 3, qualifiedRelShare: 9 / 12, firstSeen: '2026-01-10T00:00:00.000Z' },
        { domain: 'list.example', linkCount: 1, linkingPageCount: 1, pagesRead: 0, sameLinkPageCount: 1, qualifiedRelShare: null, firstSeen: '2024-01-01T00:00:00.000Z' },
      ])
    }))

  it('merges its files without changing an answer', () =>
    withIndex(async (index, dir) => {
      for (let batch = 0; batch < 5; batch += 1) {
        const entries = Array.from({ length: 20 }, (_, number) => sighting({ referringPage: `https://blog${number % 7}.example/${batch}`, target: `https://clinic${number % 3 === 0 ? '' : number}.example/` }))
        await index.add(entriesOf(...entries, page({ url: `https://blog1.example/${batch}` })), { key: `batch ${batch}`, source: 'test' })
      }
      const before = [await collect(index.links(clinic)), await index.info(), [...(await index.hosts(clinic))]] as const
      expect((await collect(index.linkRuns(clinic))).flat()).toEqual(before[0])
      const other = await openLinkIndex({ dir, threads: 1 })
      expect(await index.compact()).toEqual({ filesBefore: 10, filesAfter: 2 })
      expect(await collect(index.links(clinic))).toEqual(before[0])
      expect(await collect(other.links(clinic))).toEqual(before[0])
      expect([...(await index.hosts(clinic))]).toEqual(before[2])
      const after = await index.info()
      expect(after).toEqual({ ...before[1], files: 2, bytes: after.bytes })
      expect(await index.check()).toEqual({ ok: true, problems: [] })
      expect((await index.add(entriesOf(sighting()), { key: 'batch 3', source: 'test' })).batch).toBeNull()
      await other.close()
    }))

  it('gives the same links whether merged at one go or domain by domain', () =>
    withIndex(async (index, dir) => {
      const at = (number: number) => ({ referringPage: `https://site-${number % 7}.example/page-${number % 23}`, anchorText: number % 5 === 0 ? null : `words ${number % 3}`, seenAt: `2026-02-${10 + (number % 9)}T00:00:00.000Z` })
      await index.add(entriesOf(...Array.from({ length: 60 }, (_, number) => (number % 2 === 0 ? sighting(at(number)) : exported({ ...at(number), vendor: { rank: number } })))), { key: 'a', source: 'test' })
      await index.add(entriesOf(...[1, 2, 9].map((number) => exported({ referringPage: null, referringDomain: `site-${number}.example`, target: null, anchorText: null, seenBy: 'top-sites' })), page({ url: 'https://site-3.example/page-3', seenAt: '2026-03-01T00:00:00.000Z' })), { key: 'b', source: 'test' })
      const other = await openLinkIndex({ dir, mergedAtOnce: 1 })
      const links = await collect(index.links(clinic))
      expect(new Set(links.map(({ referringDomain }) => referringDomain)).size).toBe(8)
      expect(await collect(other.links(clinic))).toEqual(links)
      expect(await other.hosts(clinic)).toEqual(await index.hosts(clinic))
      for (const domains of [['site-3.example'], ['site-3.example', 'site-1.example', 'nobody.example'], []]) {
        const wanted = ({ referringDomain }: { referringDomain: string }) => domains.includes(referringDomain)
        expect(await collect(other.links(clinic, { domains }))).toEqual(links.filter(wanted))
        expect(await other.hosts(clinic, { domains })).toEqual(new Map([...(await index.hosts(clinic))].filter(([domain]) => domains.includes(domain))))
        expect(await collect(other.referringPages(clinic, { domains }))).toEqual((await collect(index.referringPages(clinic))).filter(({ domain }) => domains.includes(domain)))
      }
      expect((await readdir(join(dir, 'tmp'))).filter((name) => name.startsWith('part-'))).toEqual([])
      await other.close()
    }))

  it('says which file is damaged', () =>
    withIndex(async (index, dir) => {
      await index.add(entriesOf(sighting(), page()), { key: 'k', source: 'test' })
      const [links] = await readdir(join(dir, 'links'))
      const [pages] = await readdir(join(dir, 'pages'))
      await writeFile(join(dir, 'links', links!), 'short')
      await writeFile(join(dir, 'manifests', '0000000002.json'), '{"format":')
      const { ok, problems } = await index.check()
      expect(ok).toBe(false)
      expect(problems).toHaveLength(2)
      expect(problems[0]).toContain('manifests/0000000002.json can\'t be read')
      expect(problems[1]).toContain(`links/${links} has 5 bytes instead of`)
      expect(problems.join()).not.toContain(pages)
    }))

  it('refuses what is no link id', () =>
    withIndex(async (index) => {
      await expect(index.sightings(clinic, "x' OR 1=1")).rejects.toMatchObject({ code: 'invalid' })
      expect(await index.sightings(clinic, '0123456789abcdef')).toEqual([])
    }))

  it('answers many at once, and to those who stop listening', () =>
    withIndex(async (index) => {
      await index.add(entriesOf(...Array.from({ length: 5_000 }, (_, number) => sighting({ referringPage: `https://news.example/${number}` }))), { key: 'k', source: 'test' })
      const firstOf = async () => {
        for await (const link of index.links(clinic)) return link.id
        return undefined
      }
      const answers = await Promise.all([firstOf(), firstOf(), collect(index.links(clinic)), index.hosts(clinic), firstOf()])
      expect(answers[2]).toHaveLength(5_000)
      expect(new Set([answers[0], answers[1], answers[4]])).toEqual(new Set([answers[2][0]!.id]))
    }))

  it('reads text that is no proper Unicode', () =>
    withIndex(async (index) => {
      await index.add(entriesOf(sighting({ anchorText: 'half \ud83d', title: '\udc00\u0000\uffff', raw: '{"a":"\u2028"}' })), { key: 'k', source: 'test' })
      expect((await collect(index.links(clinic)))[0]).toMatchObject({ anchorText: 'half \ufffd', title: '\ufffd\u0000\uffff' })
    }))

  it('says so when a file is gone', () =>
    withIndex(async (index, dir) => {
      await index.add(entriesOf(sighting()), { key: 'k', source: 'test' })
      const [links] = await readdir(join(dir, 'links'))
      await rm(join(dir, 'links', links!))
      await expect(collect(index.links(clinic))).rejects.toMatchObject({ code: 'unavailable' })
      expect((await index.check()).problems[0]).toContain(`links/${links} is gone`)
    }))

  it('keeps the last few manifests only', () =>
    withIndex(async (index, dir) => {
      for (let batch = 0; batch < 12; batch += 1) await index.add(entriesOf(), { key: `batch ${batch}`, source: 'test' })
      expect(await readdir(join(dir, 'manifests'))).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12].map((number) => `${String(number).padStart(10, '0')}.json`))
      expect(await index.generation()).toBe(12)
    }))

  it('takes a folder with a quote in its name', async () =>
    withIndex(async (_, dir) => {
      const index = await openLinkIndex({ dir: join(dir, "it's here") })
      await index.add(entriesOf(sighting(), page()), { key: 'a', source: 'test' })
      await index.add(entriesOf(sighting({ anchorText: 'b' })), { key: 'b', source: 'test' })
      expect(await index.compact()).toMatchObject({ filesAfter: 2 })
      expect(await collect(index.links(clinic))).toHaveLength(2)
      await index.close()
    }))
})
