import { describe, expect, it } from 'vitest'
import type { Capture } from '../model/capture.js'
import type { Instant } from '../model/instant.js'
import { SightingSchema } from '../model/sighting.js'
import { PageRecordSchema } from '../model/page.js'
import { extractCapture } from './capture.js'
import type { ExtractOptions } from './page.js'
import { readPageFeatures } from './page-features.js'

function capture(html: string | Uint8Array, more: Partial<Omit<Capture, 'headers'>> & { headers?: Record<string, string> } = {}): Capture {
  const { headers, ...rest } = more
  return {
    kind: 'response', url: 'https://journal.example/a/page.html', at: '2026-03-02T00:00:00.000Z' as Instant, status: 200, mediaType: 'text/html',
    body: typeof html === 'string' ? Buffer.from(html) : html, truncated: false, wat: null, file: 'a.warc', offset: 0, ...rest, headers: new Map(Object.entries(headers ?? {})),
  }
}

const options: ExtractOptions = { seenBy: 'crawl' }
const first = (html: string, more: Parameters<typeof capture>[1] = {}, opts = options) => extractCapture(capture(html, more), opts).sightings[0]

describe('a sighting', () => {
  const prose = 'Ten words and some more that are no link at all, so that there is prose here.'
  const rows: Array<[string, string, Record<string, unknown>]> = [
    ['resolved target', '<a href="../b?x=1#y">t</a>', { target: 'https://journal.example/b?x=1#y', targetDomain: 'journal.example', anchorText: 't' }],
    ['base', '<base href="https://cdn.example/d/"><a href=e>t</a>', { target: 'https://cdn.example/d/e' }],
    ['second base is none', '<base href="/one/"><base href="/two/"><a href=e>t</a>', { target: 'https://journal.example/one/e' }],
    ['references in an address', '<a href="/?a=1&amp;b=2&copy=3">t</a>', { target: 'https://journal.example/?a=1&b=2&copy=3' }],
    ['white space in text', '<a href=/>\n Flu <b> shots</b>\t</a>', { anchorText: 'Flu shots' }],
    ['alt text', '<a href=/><img src=i.png alt="Our  clinic"></a>', { anchorText: 'Our clinic', image: 'https://journal.example/a/i.png' }],
    ['no text', '<a href=/ title="Read on"></a>', { anchorText: '', fallbackText: 'Read on' }],
    ['image map', '<map><area href=/m alt="Map of us"></map>', { element: 'area', anchorText: 'Map of us' }],
    ['rel by commas', '<a href=/ rel="NoFollow,ugc  sponsored">t</a>', { rel: ['nofollow', 'ugc', 'sponsored'] }],
    ['script is not text', '<a href=/>a<script>var b</script><style>c</style></a>', { anchorText: 'a' }],
    ['nested links', '<a href=/1>one<a href=/2>two</a>', { anchorText: 'one' }],
    ['context', `<p>${prose} See <a href=/>t</a> for more.</p><p>Other</p>`, { context: { before: `${prose} See`, after: 'for more.' } }],
    ['title and language', '<html lang="de-DE"><title> A &amp; B </title><a href=/>t</a>', { title: 'A & B', language: 'de-DE' }],
    ['robots', '<meta name=robots content="NoIndex, nofollow"><a href=/>t</a>', { robots: ['noindex', 'nofollow'] }],
  ]
  for (const [title, html, expected] of rows) it(title, () => expect(first(html)).toMatchObject(expected))

  it('is a sighting by its schema, and the page a page record', () => {
    const { page, sightings } = extractCapture(capture('<p>x <a href=/>t</a>'), options)
    expect(SightingSchema.parse(sightings[0])).toEqual(sightings[0])
    expect(PageRecordSchema.parse(page)).toEqual(page)
  })
})

describe('cues', () => {
  const rows: Array<[string, string, string]> = [
    ['hidden by style', '<div style="display: none"><a href=/>t</a></div>', 'hidden'],
    ['off screen', '<a href=/ style="position:absolute;left:-9999px">t</a>', 'hidden'],
    ['hidden attribute', '<p hidden><a href=/>t</a>', 'hidden'],
    ['author box', '<p>long text</p><div class="author-bio"><a href=/>t</a></div><p>more words here than in the box, by far</p>', 'author-box'],
    ['comment', '<p>long text</p><ol class=commentlist><li><a href=/>t</a></ol>', 'comment'],
    ['list', '<ul><li><a href=/>t</a></ul>', 'list'],
    ['table', '<table><td><a href=/>t</a></table>', 'table'],
    ['heading', '<h2><a href=/>t</a></h2>', 'heading'],
    ['caption', '<figure><figcaption><a href=/>t</a></figcaption></figure>', 'caption'],
    ['source before it', '<p>Source: <a href=/>t</a></p>', 'caption'],
    ['after the end', '<html><body>x</body></html><a href=/>t</a>', 'after-html'],
    ['label before', '<p>Sponsored: <a href=/>t</a></p>', 'label:sponsored'],
    ['label after', '<p><a href=/>t</a> (Anzeige)</p>', 'label:anzeige'],
    ['page-level nofollow', '<meta name=robots content=none><a href=/>t</a>', 'page-nofollow'],
    ['prose', '<p>one two three four five six seven eight nine ten eleven <a href=/>t</a> twelve thirteen fourteen fifteen</p>', 'prose'],
    ['small element', '<p>long text, by far longer than what stands below</p><small><a href=/>t</a></small>', 'small-print'],
    ['small type', '<p>long text, by far longer than what stands below</p><p style="font-size: 0.8em"><a href=/>t</a>', 'small-print'],
    ['logos', `<div>${'<a href=/><img src=x></a>'.repeat(3)}</div>`, 'logo-grid'],
  ]
  for (const [title, html, cue] of rows) it(title, () => expect(first(html)?.cues).toContain(cue))

  it.each([
    ['type as large as any', '<p>long text, by far longer than what stands below</p><p style="font-size: 1.2em"><a href=/>t</a>'],
    ['what editors write over whole articles', '<p>long text, by far longer than what stands below</p><p style="font-size: small"><a href=/>t</a>'],
    ['type that most of the page is set in', '<div style="font-size:10px"><p>long text, by far longer than what stands below it <a href=/>t</a></p></div><p>x</p>'],
    ['another style', '<p>long text, by far longer than what stands below</p><p style="line-height: .8em; font-family: smaller"><a href=/>t</a>'],
  ])('no small print: %s', (_title, html) => expect(first(html)?.cues).not.toContain('small-print'))
})

describe('a capture', () => {
  it('keeps only what is asked for', () => {
    const html = '<a href=/in>a</a><a href=https://clinic.example/x>b</a><a href=https://www.rival.example/>c</a><a href=mailto:x@y.example>d</a><a href="http://[">e</a>'
    const all = extractCapture(capture(html), options)
    expect(all.page).toMatchObject({ linkCount: 5, externalLinkCount: 2, externalDomainCount: 2 })
    expect(all.otherSchemes).toEqual({ mailto: 1, invalid: 1 })
    expect(all.problems.map(({ cause }) => cause)).toEqual(['bad-url'])
    expect(all.sightings.map(({ position }) => position)).toEqual([0, 1, 2])
    expect(extractCapture(capture(html), { ...options, externalOnly: true }).sightings.map(({ anchorText }) => anchorText)).toEqual(['b', 'c'])
    expect(extractCapture(capture(html), { ...options, target: 'clinic.example' }).sightings.map(({ anchorText }) => anchorText)).toEqual(['b'])
  })

  it('gives a redirect as a sighting', () => {
    const { page, sightings } = extractCapture(capture('', { status: 301, body: null, mediaType: '', headers: { location: 'https://new.example/x' } }), options)
    expect(sightings).toMatchObject([{ element: 'redirect', target: 'https://new.example/x', anchorText: null }])
    expect(page).toMatchObject({ status: 301, redirectTo: 'https://new.example/x' })
  })

  it('gives a meta refresh as a redirect, too', () => {
    const { page } = extractCapture(capture('<meta http-equiv=refresh content="0; URL=\'/new\'">'), options)
    expect(page?.redirectTo).toBe('https://journal.example/new')
  })

  it('reads canonical and headers', () => {
    const { page } = extractCapture(capture('<link rel="canonical" href="/c">', { headers: { 'x-robots-tag': 'otherbot: noindex, nofollow, googlebot: noarchive', 'content-language': 'fr' } }), options)
    expect(page).toMatchObject({ canonical: 'https://journal.example/c', language: 'fr', robots: ['noarchive'] })
  })

  it('knows a page that is gone, and one that is no page', () => {
    expect(extractCapture(capture('', { status: 404, body: null, mediaType: 'application/json' }), options).page?.status).toBe(404)
    expect(extractCapture(capture('x', { mediaType: 'image/png' }), options).page).toBeNull()
    expect(extractCapture(capture('<a href=/>t</a>', { url: 'urn:x' }), options).problems[0]?.cause).toBe('bad-url')
  })

  it('reads the links of a WAT record', () => {
    const wat = {
      base: null, title: ' T ', metas: [{ name: 'robots', content: 'nofollow' }],
      links: [
        { path: 'A@/href', url: '/x', text: ' one ', rel: 'nofollow', title: null, alt: null }, { path: 'IMG@/src', url: 'i.png', text: null, rel: null, title: null, alt: 'no' },
        { path: 'A@/href', url: 'javascript:void(0)', text: 'two', rel: null, title: null, alt: null },
      ],
    }
    const { page, sightings } = extractCapture(capture('', { kind: 'wat', body: null, wat }), options)
    expect(sightings).toMatchObject([{ target: 'https://journal.example/x', anchorText: 'one', rel: ['nofollow'], area: null, position: 0, title: 'T' }])
    expect(page).toMatchObject({ linkCount: 2, robots: ['nofollow'] })
  })

  it('says so when no date is known', () => {
    const redirect = capture('', { at: null, status: 301, body: null, mediaType: '', headers: { location: '/x' } })
    expect(extractCapture(redirect, options).problems.map(({ cause }) => cause)).toEqual(['no-date'])
    const wat = capture('', { at: null, kind: 'wat', body: null, wat: { base: null, title: null, metas: [], links: [] } })
    expect(extractCapture(wat, options).problems.map(({ cause }) => cause)).toEqual(['no-date'])
    expect(extractCapture(capture('', { at: null, status: 404, body: null, mediaType: 'text/plain' }), options).problems.map(({ cause }) => cause)).toEqual(['no-date'])
    expect(extractCapture(capture('', { at: null }), options).problems.map(({ cause }) => cause)).toEqual(['no-date'])
    expect(extractCapture(capture('', { at: null }), { ...options, fallbackAt: '2026-01-01T00:00:00.000Z' as Instant }).page?.seenAt).toBe('2026-01-01T00:00:00.000Z')
  })
})

describe('features', () => {
  it.each([['203.0.113.7', '203.0.113.7'], [null, null], ['x'.repeat(99), 'x'.repeat(45)]])('keep the address of the server: %s', (address, kept) => {
    const { page } = extractCapture(capture('<main><a href="https://clinic.example/">t</a></main>', { address }), { ...options, features: readPageFeatures })
    expect(page?.features?.extra['serverAddress'] ?? null).toBe(kept)
  })

  const html = '<p>x <a href=/own>a</a> <a href=https://clinic.example/x>b</a> <a href=https://rival.example/>c</a>'
  const none = '<a href=/own>a</a>'
  const rows: Array<[string, string, Partial<ExtractOptions>, string[] | null]> = [
    ['of a page with an external link', html, {}, ['b', 'c']],
    ['not of a page without one', none, {}, null],
    ['of a page that links to the target, with all external links', html, { target: 'clinic.example', externalOnly: true }, ['b', 'c']],
    ['not of a page that links elsewhere', html, { target: 'other.example' }, null],
    ["of the target's own page", none, { target: 'journal.example', externalOnly: true }, []],
  ]
  for (const [title, page, more, expected] of rows) {
    it(`are read ${title}`, () => {
      let seen: string[] | null = null
      const features: NonNullable<ExtractOptions['features']> = (text, url, sightings) => {
        seen = sightings.map(({ anchorText }) => anchorText ?? '')
        return readPageFeatures(text, url, sightings)
      }
      const extracted = extractCapture(capture(page), { ...options, ...more, features })
      expect(seen).toEqual(expected)
      expect(extracted.page?.features === null).toBe(expected === null)
    })
  }
})

describe('of a page whose body is not read', () => {
  const head = '<html lang="en"><head><title>Walks</title><meta property="og:site_name" content=" River \n Friends "><meta name="Description" content="Walks, meals and walks for neighbours"><meta name="keywords" content="soup, 歩く会"></head><body><a href="/">Home</a>'
  const bare = { ...options, target: 'clinic.example', externalOnly: true, features: readPageFeatures }
  it('the name of its site and the words of its description are kept', () => expect(extractCapture(capture(head), bare).page).toMatchObject({ features: null, siteName: 'River Friends', subjects: ['walks', 'meals', 'neighbours', 'soup', '歩く会'] }))
  it('no more than a few words', () => {
    const words = Array.from({ length: 60 }, (_, at) => `word${'abcdefghij'[at % 10]}${'abcdefghij'[Math.floor(at / 10)]}`)
    const { page } = extractCapture(capture(`<meta name=description content="${'x'.repeat(300)} ${words.join(' ')}"><meta name=keywords content="${words.join(',')}">`), bare)
    expect(page!.subjects).toHaveLength(24)
    expect(Math.max(...page!.subjects!.map((word) => word.length))).toBe(24)
    expect(page!.siteName).toBeNull()
  })
  it('a page with a link is read whole instead', () => {
    const { page } = extractCapture(capture(`${head}<a href="https://clinic.example/">clinic</a>`), bare)
    expect(page).toMatchObject({ features: { ogSiteName: expect.stringContaining('River') } })
    expect(page).not.toHaveProperty('subjects')
  })
  it('a list of links tells the same', () => {
    const wat = { base: null, title: 'Walks', metas: [{ name: 'og:site_name', content: 'River Friends' }, { name: 'description', content: 'Walks and meals' }], links: [] }
    expect(extractCapture(capture('', { kind: 'wat', body: null, wat }), bare).page).toMatchObject({ siteName: 'River Friends', subjects: ['walks', 'meals'] })
  })
})
