import { expect, it } from 'vitest'
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
