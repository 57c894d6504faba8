import { readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openDatabase, rowsOf } from './database.js'
import { clinic, entriesOf, page, readFeatures, sighting, withIndex } from './testing/invented.js'

const gone = { features: null, linkCount: 0, externalLinkCount: 0 }

it('tells which pages of the target were gone or led elsewhere when last looked at', () =>
  withIndex(async (index) => {
    await index.add(entriesOf(
      page({ url: 'https://clinic.example/stays' }),
      page({ url: 'https://clinic.example/was', seenAt: '2026-01-01T00:00:00.000Z' }),
      page({ url: 'https://clinic.example/was', seenAt: '2026-02-01T00:00:00.000Z', status: 404, ...gone }),
      page({ url: 'https://clinic.example/came-back', seenAt: '2026-01-01T00:00:00.000Z', status: 404, ...gone }),
      page({ url: 'https://clinic.example/came-back', seenAt: '2026-02-01T00:00:00.000Z' }),
      page({ url: 'https://clinic.example/old', status: 301, redirectTo: 'https://clinic.example/new', ...gone }),
      page({ url: 'http://clinic.example/secure', status: 301, redirectTo: 'https://clinic.example/secure', ...gone }),
      page({ url: 'https://clinic.example/busy', status: 503, ...gone }),
      page({ url: 'https://other.example/', status: 404, ...gone }),
    ), { key: 'k', source: 'test' })
    expect((await index.movedPages(clinic)).sort((a, b) => (a.url < b.url ? -1 : 1))).toEqual([
      { url: 'https://clinic.example/old', status: 301, redirectTo: 'https://clinic.example/new', seenAt: '2026-01-10T00:00:00.000Z' },
      { url: 'https://clinic.example/was', status: 404, redirectTo: null, seenAt: '2026-02-01T00:00:00.000Z' },
    ])
  }))

it('tells which linking pages have a canonical page that was read and has no link', () =>
  withIndex(async (index) => {
    const linking = (path: string, canonical: string | null) => [
      sighting({ referringPage: `https://news.example/${path}` }),
      page({ url: `https://news.example/${path}`, canonical: canonical === null ? null : `https://news.example/${canonical}` }),
    ]
    await index.add(entriesOf(
      ...linking('print', 'story'), page({ url: 'https://news.example/story', features: { ...readFeatures, mainExternalDomains: [] } }),
      ...linking('amp', 'full'), ...linking('full', 'full'),
      ...linking('unread', 'never-read'),
      ...linking('plain', null),
      ...linking('to-kept', 'kept'), page({ url: 'https://news.example/kept', readFor: 'other-clinic.example' }),
    ), { key: 'k', source: 'test' })
    expect(await index.linklessCanonicals(clinic)).toEqual(['https://news.example/print'])
  }))

it('gives own pages that both a browser and a robot of a search engine got, the latest record of either', () =>
  withIndex(async (index) => {
    const face = (askedAs: 'browser' | 'search-robot', part: Parameters<typeof page>[0]) => page({ url: 'https://clinic.example/both', askedAs, ...part })
    await index.add(entriesOf(
      face('browser', { title: 'Heart' }), face('search-robot', { title: 'Pills, earlier', seenAt: '2026-01-01T00:00:00.000Z' }), face('search-robot', { title: 'Pills', seenAt: '2026-01-11T00:00:00.000Z' }),
      face('search-robot', { status: 503, seenAt: '2026-02-01T00:00:00.000Z', ...gone }),
      face('browser', { url: 'https://clinic.example/one' }), face('search-robot', { url: 'https://clinic.example/other' }), page({ url: 'https://clinic.example/other' }),
      face('browser', { url: 'https://clinic.example/led', status: 302, redirectTo: 'https://pills.example/', ...gone }), face('search-robot', { url: 'https://clinic.example/led' }),
      face('browser', { url: 'https://news.example/a' }), face('search-robot', { url: 'https://news.example/a' }),
    ), { key: 'k', source: 'test' })
    await index.add(entriesOf(face('browser', { title: 'Heart' }), page({ url: 'https://clinic.example/both', seenAt: '2026-03-01T00:00:00.000Z' })), { key: 'again', source: 'test' })
    const facesOf = async (target: Parameters<typeof index.targetFaces>[0]) => {
      const faces = []
      for await (const { url, askedAs, title, redirectTo } of index.targetFaces(target)) faces.push({ path: new URL(url).pathname, askedAs, title, redirectTo })
      return faces.sort((a, b) => (a.path + a.askedAs! < b.path + b.askedAs! ? -1 : 1))
    }
    const expected = [
      { path: '/both', askedAs: 'browser', title: 'Heart', redirectTo: null }, { path: '/both', askedAs: 'search-robot', title: 'Pills', redirectTo: null },
      { path: '/led', askedAs: 'browser', title: null, redirectTo: 'https://pills.example/' }, { path: '/led', askedAs: 'search-robot', title: null, redirectTo: null },
    ]
    expect(await facesOf(clinic)).toEqual(expected)
    expect(await facesOf({ ...clinic, pathPrefix: '/led' })).toEqual(expected.slice(2))
    await index.compact()
    expect(await facesOf(clinic)).toEqual(expected)
  }))

it('gives linking pages whose link a robot of a search engine got and a browser did not', () =>
  withIndex(async (index) => {
    const [early, late] = ['2026-02-01T00:00:00.000Z', '2026-02-01T06:00:00.000Z']
    const face = (name: string, askedAs: 'browser' | 'search-robot', seenAt: string, links: boolean, part: Parameters<typeof page>[0] = {}) => {
      const url = `https://news.example/${name}`
      return [page({ url, askedAs, seenAt, ...part }), ...(links ? [sighting({ referringPage: url, referringDomain: 'news.example', seenAt })] : [])]
    }
    await index.add(entriesOf(
      ...face('hidden', 'search-robot', early, true), ...face('hidden', 'browser', late, false),
      ...face('both', 'search-robot', early, true), ...face('both', 'browser', late, true),
      ...face('visitors', 'search-robot', early, false), ...face('visitors', 'browser', late, true),
      ...face('neither', 'search-robot', early, false), ...face('neither', 'browser', late, false),
      ...face('robot', 'search-robot', early, true), ...face('once', 'browser', late, false),
      // The latest of either counts: here the robot's later capture has no link any more.
      ...face('gone', 'search-robot', early, true), ...face('gone', 'search-robot', late, false), ...face('gone', 'browser', early, false),
      ...face('led', 'search-robot', late, true), ...face('led', 'browser', early, false, { status: 302, redirectTo: 'https://pills.example/', ...gone }),
      // Of a page that was read for another site nobody knows whether this one was linked.
      ...face('unread', 'search-robot', late, true), ...face('unread', 'browser', early, false, { readFor: 'rival.example' }),
    ), { key: 'k', source: 'test' })
    const facesOf = async (target: Parameters<typeof index.targetFaces>[0]) => {
      const faces = []
      for await (const { url, askedAs } of index.linkingFaces(target)) faces.push(`${new URL(url).pathname} ${askedAs}`)
      return faces.sort()
    }
    const expected = ['/hidden browser', '/hidden search-robot', '/led browser', '/led search-robot']
    expect(await facesOf(clinic)).toEqual(expected)
    expect(await facesOf({ ...clinic, domain: 'elsewhere.example' as typeof clinic.domain })).toEqual([])
    await index.compact()
    expect(await facesOf(clinic)).toEqual(expected)
  }))

it('reads pages that were written before it was kept as whom they were asked for', () =>
  withIndex(async (index, dir) => {
    await index.add(entriesOf(page({ url: 'https://clinic.example/a', askedAs: 'browser' }), page({ url: 'https://clinic.example/a', askedAs: 'search-robot' })), { key: 'k', source: 'test' })
    const database = await openDatabase({ dir, memoryLimitMb: 256, threads: 1 })
    for (const name of await readdir(join(dir, 'pages'))) {
      const path = join(dir, 'pages', name)
      await database.use((connection) => rowsOf(connection, `COPY (SELECT * EXCLUDE (asked_as) FROM read_parquet('${path}')) TO '${path}.old' (FORMAT parquet)`, {}))
      await rename(`${path}.old`, path)
    }
    await database.close()
    const read = async (pages: AsyncIterable<{ askedAs?: string | null | undefined }>) => {
      const found = []
      for await (const { askedAs } of pages) found.push(askedAs)
      return found
    }
    expect(await read(index.targetPages(clinic))).toEqual([undefined])
    expect(await read(index.targetFaces(clinic))).toEqual([])
  }))
