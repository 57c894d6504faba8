import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeWithRealData } from '../../test/real-data.js'
import type { Instant } from '../model/instant.js'
import type { Url } from '../model/url.js'
import { extractCapture } from './capture.js'
import { authorNames } from './page-features-authors.js'
import { readDate } from './page-features-dates.js'
import { readPageFeatures } from './page-features.js'

const read = (html: string) => readPageFeatures(html, 'https://news.example/2026/03/14/teeth' as Url, [])

describe('structured data', () => {
  test.each([
    ['plain JSON-LD', '<script type="application/ld+json">{"@type":"Dentist","name":"Oak"}</script>', ['Dentist']],
    ['a graph and a list of types', '<script type="application/ld+json">{"@graph":[{"@type":["Physician","Person"]},{"@type":"http://schema.org/WebPage"}]}</script>', ['Physician', 'Person', 'WebPage']],
    ['comments, CDATA, commas too many, raw line breaks', '<script type="application/ld+json">//<![CDATA[\n/* by hand */ {"@type":"Article","headline":"two\nlines",}\n//]]></script>', ['Article']],
    ['a broken block beside a sound one', '<script type="application/ld+json">{"@type":</script><script type="application/ld+json">{"@type":"QAPage"}</script>', ['QAPage']],
    ['microdata', '<div itemscope itemtype="https://schema.org/LocalBusiness"></div>', ['LocalBusiness']],
    ['RDFa', '<div vocab="http://schema.org/" typeof="schema:Review"></div>', ['Review']],
  ])('%s', (_, html, types) => {
    expect(read(html).structuredTypes).toEqual(types)
  })

  test('places, membership and the author by reference', () => {
    const features = read(`<script type="application/ld+json">{"@graph":[{"@type":"Article","author":{"@id":"#p"},"datePublished":"2026-03-02"},{"@type":"Person","@id":"#p","name":"Ada Beispiel","worksFor":{"name":"Oak Street Dental"}},
      {"@type":"Dentist","address":{"@type":"PostalAddress","addressLocality":"Riverton","addressRegion":"OH","postalCode":"45402"}}]}</script>`)
    expect(features).toMatchObject({ authors: ['Ada Beispiel'], publishedAt: '2026-03-02T00:00:00.000Z', membership: ['worksFor: Oak Street Dental'], addressCount: 1 })
    expect(features.extra['places']).toEqual([{ street: null, city: 'Riverton', region: 'OH', postcode: '45402', country: null }])
  })
})

test('labels are kept with their place', () => {
  const { labels } = read('<nav><span class="badge">Shop</span></nav><main><span class="kicker">Anzeige</span><h1>Calm teeth</h1><p class="byline">By Eve Ledger</p><div class="tag">Sponsored</div></main><footer><span class="label">Sponsored by Acme</span></footer>')
  expect(labels).toEqual(expect.arrayContaining([
    { cue: 'badge', text: 'Shop', place: 'nav' }, { cue: 'kicker', text: 'Anzeige', place: 'before-headline' }, { cue: 'tag', text: 'Sponsored', place: 'after-headline' }, { cue: 'label', text: 'Sponsored by Acme', place: 'footer' },
  ]))
})

test('the page as a whole', () => {
  const features = read(`<html><head><meta name="generator" content="WordPress 6.5"><meta property="og:type" content="Article"><meta property="og:site_name" content="Riverton News"></head><body>
    <h1>Free dental day</h1><span class="author">von Eve Ledger</span><p>RIVERTON, Ohio, March 2, 2026 /PRNewswire/ -- Oak Street Dental opens its doors to everybody who has no dentist of their own this Saturday.</p>
    <p><a href="tel:+15550100">Call</a> <a href="mailto:a@news.example">Write</a></p><div class="author-box">Eve Ledger writes about Oak Street Dental.</div><div id="comments"><div class="comment">Nice</div><div class="comment">Thanks</div></div></body></html>`)
  expect(features).toMatchObject({ generator: 'WordPress 6.5', ogType: 'article', ogSiteName: 'Riverton News', headings: ['Free dental day'], authors: ['Eve Ledger'], publishedAt: '2026-03-14T00:00:00.000Z', phoneCount: 1 })
  expect(features.extra).toMatchObject({ authorBio: 'Eve Ledger writes about Oak Street Dental.', commentCount: 2, commentList: true, contactLinkCount: 1 })
  expect(String(features.extra['mainStart'])).toContain('/PRNewswire/')
})

test('followed links in comments are kept', () => {
  const html = '<main><p>Our text links <a href="https://study.example/">a study</a>.</p></main><div id="comments"><div class="comment"><a href="https://shop.example/">great post</a> <a rel="ugc" href="https://other.example/">mine</a></div></div>'
  const capture = { kind: 'response' as const, url: 'https://news.example/teeth', at: '2026-03-14T00:00:00.000Z' as Instant, status: 200, headers: new Map([['content-type', 'text/html']]), mediaType: 'text/html', body: Buffer.from(html), truncated: false, wat: null, file: 'test', offset: 0 }
  const { page } = extractCapture(capture, { seenBy: 'archive', target: 'shop.example', externalOnly: true, features: readPageFeatures, fallbackAt: '2026-03-14T00:00:00.000Z' as Instant })
  expect(page!.features!.extra['commentLinks']).toEqual([{ domain: 'shop.example', text: 'great post' }])
})

test.each([
  ['By Ada Lovelace, MD | 3 March 2026', ['Ada Lovelace']],
  ['von Karl Beispiel und Eva Muster', ['Karl Beispiel', 'Eva Muster']],
  ['Par Chloé Dupont le 3 mars 2026', ['Chloé Dupont']],
  ['Por: Ana Pérez', ['Ana Pérez']],
  ['di Mario Bianchi', ['Mario Bianchi']],
  ['door Jan de Boer', ['Jan de Boer']],
  ['przez Anna Kowalska', ['Anna Kowalska']],
  ['https://news.example/author/eve', []],
  ['Redaktion', []],
])('author in %s', (text, names) => {
  expect(authorNames(text)).toEqual(names)
})

test.each([
  ['3 March 2026', '2026-03-03'], ['March 3, 2026', '2026-03-03'], ['3. März 2026', '2026-03-03'], ['le 3 juillet 2026', '2026-07-03'], ['3 de marzo de 2026', '2026-03-03'], ['03.04.2026', '2026-04-03'],
  ['2026/3/4', '2026-03-04'], ['2026-03-04T10:00:00+0200', '2026-03-04'], ['31/12/2025', '2025-12-31'], ['03/04/2026', undefined], ['31.02.2026', undefined], ['soon', undefined],
])('date in %s', (text, expected) => {
  expect(readDate(text)?.slice(0, 10)).toBe(expected)
})

test('near copies have near hashes, other texts do not', () => {
  const text = Array.from({ length: 300 }, (_, at) => `word${(at * 7919) % 613}`).join(' ')
  const hash = (body: string) => BigInt(`0x${read(`<p>${body}</p>`).textSimHash}`)
  const distance = (left: bigint, right: bigint) => [...(left ^ right).toString(2)].filter((bit) => bit === '1').length
  expect(distance(hash(text), hash(`${text} and one more`))).toBeLessThanOrEqual(6)
  expect(distance(hash(text), hash(Array.from({ length: 300 }, (_, at) => `other${(at * 31) % 577}`).join(' ')))).toBeGreaterThan(12)
})

test('hostile pages are read in bounded time and never throw', () => {
  const start = performance.now()
  for (const html of ['<div>'.repeat(50_000), '<span class="badge">'.repeat(20_000), `<h1>${'a '.repeat(200_000)}`, `<script type="application/ld+json">${'['.repeat(100_000)}`, `<p>By ${'A, '.repeat(50_000)}</p>`, `<div class="${'author '.repeat(50_000)}">x</div>`, '<a href="tel:'.repeat(10_000), `<p>${'(555) '.repeat(50_000)}`]) {
    expect(read(html).labels.length).toBeLessThanOrEqual(80)
  }
  expect(performance.now() - start).toBeLessThan(8_000)
  fc.assert(fc.property(fc.array(fc.constantFrom('<div>', '</p>', '<nav', ' class="author"', '>', '<!--', ']]>', '<script type="application/ld+json">', '{"@type":', '</script>', 'By Eve', '&#xffff;', '\u0000', '<h1>', '</h1>')), (parts) => {
    read(parts.join(''))
  }), { numRuns: 300 })
})

describeWithRealData('html/trafilatura/gold.json', 'authors and dates of real pages', (path) => {
  test('most are found', () => {
    const gold = JSON.parse(readFileSync(path, 'utf8')) as Record<string, { file: string; author?: unknown; date?: string }>
    const plain = (text: unknown) => String(text).toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
    const seen = { authors: 0, authorsFound: 0, dates: 0, datesFound: 0 }
    for (const [at, [url, { file, author, date }]] of Object.entries(gold).entries()) {
      if (at % 3 !== 0) continue
      const page = `${path.slice(0, -'gold.json'.length)}pages/${file}.gz`
      if (!url.startsWith('http') || !existsSync(page) || (!author && !date)) continue
      const features = readPageFeatures(gunzipSync(readFileSync(page)).toString('utf8'), url as Url, [])
      if (author) {
        seen.authors += 1
        if (features.authors.some((name) => plain(author).includes(plain(name)) || plain(name) === plain([author].flat()[0]))) seen.authorsFound += 1
      }
      if (date) {
        seen.dates += 1
        if (features.publishedAt?.slice(0, 10) === date.slice(0, 10)) seen.datesFound += 1
      }
    }
    expect(seen.authorsFound / seen.authors, JSON.stringify(seen)).toBeGreaterThan(0.68)
    expect(seen.datesFound / seen.dates, JSON.stringify(seen)).toBeGreaterThan(0.75)
  })
})

describeWithRealData('html/structured-data/extruct/schema.org', 'types of published examples', (path) => {
  test.each(['Event.003', 'Event.008', 'LocalBusiness.002', 'MusicRecording.001', 'SearchAction.001'])('%s', (name) => {
    const expected = [...readFileSync(`${path}/${name}.json`, 'utf8').matchAll(/"@?type":\s*"([^"]+)"/gu)].map((match) => match[1]!.replace(/^.*[/#]/u, ''))
    expect(expected.length).toBeGreaterThan(0)
    expect(read(readFileSync(`${path}/${name}.html`, 'utf8')).structuredTypes).toEqual(expect.arrayContaining(expected))
  })
})
