import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { fileOfBytes } from '../model/file-input.js'
import { parseInstant } from '../model/instant.js'
import type { Sighting } from '../model/sighting.js'
import { importFile } from './index.js'

const fixtures = fileURLToPath(new URL('../../test/fixtures/exports/', import.meta.url))
const bayview = 'bayview-clinic.example'
const flu = 'https://www.bayview-clinic.example/flu-shots/'

/** Fixture, index of the sighting, target given, fields expected. */
const rows: Array<[file: string, index: number, target: string | null, expected: Partial<Sighting>]> = [
  ['ahrefs-backlinks-2026.csv', 0, null, {
    referringPage: 'https://harbor-news.example/health/flu-shots', referringDomain: 'harbor-news.example', target: flu, targetDomain: bayview, anchorText: 'Bayview Clinic',
    rel: [], element: 'a', language: 'en', status: 200, title: 'Where to get a flu shot, town by town', context: { before: 'Walk-in hours at', after: 'start on Monday.' },
    seenAt: '2026-09-28T11:20:31.000Z', firstSeenAt: '2026-03-02T07:05:00.000Z', lostAt: null, lostReason: null,
  }],
  ['ahrefs-backlinks-2026.csv', 1, null, { rel: ['nofollow', 'sponsored'], anchorText: 'Bayview Clinic logo' }],
  ['ahrefs-backlinks-2026.csv', 2, null, { rel: ['ugc'], anchorText: '', lostAt: '2026-08-01T00:00:00.000Z', lostReason: 'link-removed' }],
  ['ahrefs-backlinks-2026.csv', 3, null, { element: 'redirect', lostReason: 'page-gone', lostAt: '2026-09-28T11:20:31.000Z', status: 404 }],
  ['ahrefs-backlinks-2025-spreadsheet.csv', 0, null, { rel: [], firstSeenAt: '2026-03-02T07:05:00.000Z', seenAt: '2026-09-28T11:20:00.000Z' }],
  ['ahrefs-backlinks-2025-spreadsheet.csv', 1, null, { rel: ['nofollow'] }],
  ['ahrefs-broken-backlinks.csv', 0, null, { target: 'https://www.bayview-clinic.example/old-page', seenAt: '2026-08-30T00:00:00.000Z', status: 200 }],
  ['ahrefs-legacy-backlinks.csv', 1, null, { rel: ['nofollow'], context: { before: 'said', after: 'on Tuesday' }, anchorText: 'the clinic', firstSeenAt: '2019-05-06T10:00:00.000Z' }],
  ['bayview-clinic.example-refdomains-subdomains_2026-09-28_07-05-00.csv', 1, null, { referringPage: null, referringDomain: 'link-farm.example', target: null, targetDomain: bayview, anchorText: null, lostAt: '2026-06-01T00:00:00.000Z', seenAt: '2026-06-01T00:00:00.000Z' }],
  ['ahrefs-link-intersect.csv', 1, null, { referringPage: 'https://harbor-news.example/clinics', target: null, targetDomain: 'hillside-clinic.example', anchorText: null }],
  ['ahrefs-link-intersect.csv', 2, null, { target: 'https://hillside-clinic.example/contact' }],
  ['ahrefs-api.json', 1, null, { rel: ['nofollow', 'ugc'], lostReason: 'noindexed', lostAt: '2026-07-01T00:00:00.000Z', language: 'en' }],
  ['majestic-backlinks.csv', 0, null, { seenAt: '2026-09-01T00:00:00.000Z', firstSeenAt: '2026-03-02T00:00:00.000Z', rel: [], anchorText: 'Bayview Clinic' }],
  ['majestic-backlinks.csv', 1, null, { rel: ['nofollow'] }],
  ['majestic-backlinks.csv', 2, null, { element: 'redirect', anchorText: '' }],
  ['majestic-api.json', 0, null, { rel: ['nofollow'], lostAt: null, seenAt: '2026-09-01T00:00:00.000Z' }],
  ['majestic-api.json', 1, null, { rel: [], lostAt: '2026-08-02T00:00:00.000Z', lostReason: 'page-gone' }],
  ['search-console-latest-links-with-target.csv', 0, null, { referringDomain: 'riverton-gazette.example', target: 'https://www.bayview-clinic.example/flu-shots', targetDomain: bayview, seenAt: '2026-09-28T00:00:00.000Z' }],
  ['search-console-latest-links-with-target.csv', 3, bayview, { referringDomain: 'runners.example', target: null, targetDomain: bayview }],
  ['semrush-backlinks.csv', 0, null, { anchorText: 'Bayview Clinic; Opens a new tab', rel: [] }],
  ['semrush-backlinks.csv', 1, null, { anchorText: '', rel: ['nofollow', 'sponsored'] }],
  ['semrush-backlinks.csv', 2, null, { referringDomain: 'xn--80ajpc2a6e.example', lostAt: '2026-06-30T00:00:00.000Z' }],
  ['semrush-backlinks.csv', 3, null, { element: 'iframe', rel: ['ugc'] }],
  ['moz-inbound-links-for-www_bayview-clinic_example-2026-09-28_07_05_00_000000Z.csv', 0, null, { referringPage: 'https://harbor-news.example/health/flu-shots', target: flu, title: 'Flu shots', lostAt: null, status: 200 }],
  ['moz-inbound-links-for-www_bayview-clinic_example-2026-09-28_07_05_00_000000Z.csv', 1, null, { rel: ['nofollow'] }],
  ['moz-inbound-links-for-www_bayview-clinic_example-2026-09-28_07_05_00_000000Z.csv', 2, null, { lostAt: '2026-08-01T00:00:00.000Z', lostReason: 'link-removed', anchorText: '' }],
  ['https___www.bayview-clinic.example_-Latest links-2026-09-28.csv', 0, null, { referringPage: 'https://harbor-news.example/health/flu%20shots', target: null, targetDomain: bayview, seenAt: '2026-09-20T00:00:00.000Z', anchorText: null }],
  ['https___www.bayview-clinic.example_-Latest links-2026-09-28.csv', 0, 'rival.example', { targetDomain: 'rival.example' }],
  ['https___www.bayview-clinic.example_-Latest links-2026-09-28.csv', 0, 'https://www.bayview-clinic.example/flu-shots/', { target: flu }],
  ['https___www.bayview-clinic.example_-Enlaces más recientes-2026-09-28.csv', 1, null, { seenAt: '2026-08-01T00:00:00.000Z' }],
  ['bayview-clinic.example-More sample links-2026-09-28.csv', 1, null, { referringPage: 'https://walking-blog.example/b,c', seenAt: '2026-09-28T00:00:00.000Z' }],
  ['bing-referring-domains.csv', 0, bayview, { referringPage: null, referringDomain: 'harbor-news.example' }],
  ['se-ranking-backlinks.csv', 1, bayview, { anchorText: 'Bayview Clinic logo', rel: ['nofollow'], image: 'https://rowing-club.example/logo.png' }],
  ['linkody-links.csv', 1, null, { rel: ['nofollow', 'ugc'], lostReason: 'link-removed' }],
  ['buzzstream-link-partners.csv', 0, null, { firstSeenAt: '2026-03-04T00:00:00.000Z' }],
  ['dataforseo-backlinks.json', 0, null, { area: 'main', context: { before: 'Walk-in hours at', after: 'start on Monday.' }, seenAt: '2026-09-28T11:20:31.000Z', language: 'en', status: 200 }],
  ['dataforseo-backlinks.json', 1, null, { anchorText: 'Bayview Clinic logo', rel: ['nofollow', 'noopener'], area: 'footer', lostAt: '2026-09-28T11:20:31.000Z' }],
  ['screaming-frog-all-inlinks.csv', 1, null, { anchorText: 'Bayview Clinic logo', area: 'header', status: null }],
  ['screaming-frog-all-inlinks.csv', 2, null, { rel: ['nofollow', 'ugc'], area: 'aside' }],
  ['plain-list.txt', 1, bayview, { referringPage: null, referringDomain: 'walking-blog.example' }],
  ['plain-list.txt', 3, bayview, { referringPage: 'https://town-directory.example/' }],
  ['plain-pairs.csv', 1, null, { referringPage: null, target: null, targetDomain: bayview, referringDomain: 'walking-blog.example' }],
  ['sightings.ndjson', 0, null, { seenBy: 'archive:CC-MAIN-2026-30', position: 3, cues: ['prose'] }],
]

/** Figures of the tools, kept beside ours under their own names. */
const figures: Array<[file: string, index: number, target: string | null, expected: Record<string, unknown>]> = [
  ['ahrefs-backlinks-2026.csv', 0, null, { 'ahrefs.domainRating': 61, 'ahrefs.urlRating': 12.5, 'ahrefs.isSpam': false, 'ahrefs.platform': 'wordpress, news' }],
  ['semrush-backlink-audit.csv', 0, null, { 'semrush.toxicityScore': 71, 'semrush.toxicMarkers': 3 }],
  ['semrush-referring-domains.csv', 0, bayview, { 'semrush.backlinks': 1240 }],
  ['moz-inbound-links-for-www_bayview-clinic_example-2026-09-28_07_05_00_000000Z.csv', 0, null, { 'moz.spamScore': 4, 'moz.pageAuthority': 31 }],
  ['bayview-clinic.example-Principaux sites-2026-09-28.csv', 0, null, { 'searchConsole.linkingPages': 1240, 'searchConsole.targetPages': 12 }],
  ['disavow.txt', 1, bayview, { 'disavow.listed': true, 'disavow.host': 'cheap.pills.example' }],
  ['buzzstream-link-partners-no-header.csv', 1, null, { 'buzzstream.acquisition': 'Purchase' }],
  ['majestic-backlinks.csv', 0, null, { 'majestic.sourceTrustFlow': 28, 'majestic.sourceTopic': 'Health/Medicine' }],
]

async function sightingOf(file: string, index: number, target: string | null): Promise<Sighting> {
  const sightings: Sighting[] = []
  await importFile(fileOfBytes(file, readFileSync(fixtures + file)), { target, importedAt: parseInstant('2026-11-22')!, onSighting: (sighting) => void sightings.push(sighting) })
  return sightings[index]!
}

describe('mapping of columns', () => {
  for (const [file, index, target, expected] of rows) {
    it(`${file}, link ${index + 1}: ${Object.keys(expected).join(', ')}`, async () => expect(await sightingOf(file, index, target)).toMatchObject(expected))
  }
  for (const [file, index, target, expected] of figures) {
    it(`${file}, link ${index + 1}: figures`, async () => expect((await sightingOf(file, index, target)).vendor).toMatchObject(expected))
  }
  it('keeps the raw row by header, also columns that are not read', async () => {
    const raw: unknown = JSON.parse((await sightingOf('ahrefs-backlinks-2026.csv', 0, null)).raw!)
    expect(raw).toMatchObject({ 'Page type': 'Article', 'Domain rating': '61', 'Target URL': flu })
  })
})
