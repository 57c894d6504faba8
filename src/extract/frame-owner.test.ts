import { describe, expect, it } from 'vitest'
import { parseUrl } from '../model/url.js'
import { addEdition, addOwnerAddresses, frameRuns, ownerDomains } from './frame-owner.js'
import { extractPage } from './page.js'
import { readPageFeatures } from './page-features.js'

const read = (html: string) => readPageFeatures(html, parseUrl('https://sunday-kitchen.example/a')!, []).extra['ownerDomains']
const jsonLd = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script><p>Bread.</p>`

describe('domains that the markup gives to who keeps the page', () => {
  it('reads publisher, parent and sister bodies of structured data', () => {
    expect(read(jsonLd({ '@type': 'Article', publisher: { '@type': 'Organization', name: 'Other House', url: 'https://other-house.example/', sameAs: ['https://www.bakery.example/about'] } }))).toEqual(['other-house.example', 'bakery.example'])
    expect(read(jsonLd({ '@graph': [{ '@type': 'Organization', parentOrganization: [{ '@id': 'https://group.example/#org' }, 'The Group'], subOrganization: { url: 'https://clinic.example' } }] }))).toEqual(['group.example', 'clinic.example'])
  })

  it('reads editions in other languages', () => {
    expect(read('<link rel="alternate" hreflang="fr" href="https://cuisine-du-dimanche.example/a"><link rel="alternate" hreflang="en" href="https://sunday-kitchen.example/a"><p>Bread.</p>')).toEqual(['cuisine-du-dimanche.example'])
  })

  it('leaves out feeds, authors, sponsors, the own domain and what is no address', () => {
    expect(read('<link rel="alternate" type="application/rss+xml" href="https://feeds.example/a"><p>Bread.</p>')).toEqual([])
    expect(read(jsonLd({ '@type': 'Article', author: { url: 'https://eve.example/' }, sponsor: { url: 'https://mill.example/' }, publisher: { url: 'https://www.sunday-kitchen.example/', '@id': '#org' }, brand: 'Quern' }))).toEqual([])
  })

  it('stays small whatever a page holds', () => {
    const into = new Set<string>()
    addOwnerAddresses({ publisher: Array.from({ length: 500 }, (_, at) => ({ url: `https://a${at}.example/`, sameAs: Array.from({ length: 500 }, (__, other) => `https://b${at}-${other}.example/`) })) }, into)
    for (let at = 0; at < 500; at += 1) addEdition({ rel: 'alternate', hreflang: 'fr', href: `https://c${at}.example/` }, into)
    expect(into.size).toBeLessThanOrEqual(40)
    expect(ownerDomains(into, 'own.example').length).toBeLessThanOrEqual(20)
  })
})

describe('rows of other sites in the frame of a page', () => {
  const link = (host: string) => `<li><a href="https://${host}/">${host}</a></li>`
  const own = '<li><a href="/about">About</a></li>'
  const story = `<main><p>${'A loaf wants time, and more of it in winter than in summer. '.repeat(12)}<a href="https://mill.example/">A mill</a> and <a href="https://oven.example/">an oven</a> and <a href="https://salt.example/">salt</a> are all it needs.</p></main>`
  const rowsOf = (frame: string) => {
    const body = new TextEncoder().encode(`<!doctype html><title>Bread</title>${story}${frame}`)
    const url = parseUrl('https://sunday-kitchen.example/a')!
    return extractPage({ kind: 'response', url, at: '2026-10-01T00:00:00.000Z', status: 200, headers: new Map(), mediaType: 'text/html', body, truncated: false, wat: null, file: 'a.html', offset: 0 } as never, { seenBy: 'crawl', externalOnly: true, features: readPageFeatures }).page!.features!.extra['frameRuns']
  }

  it('reads three sites and more side by side, one own link between them or none', () => {
    expect(rowsOf(`<footer><ul>${own}${link('a.example')}${own}${link('b.example')}${link('b.example')}${link('c.example')}</ul></footer>`)).toEqual([{ from: 4, to: 8, domains: ['a.example', 'b.example', 'c.example'] }])
  })

  it('leaves out two sites, sites apart from each other, and those of the text', () => {
    expect(rowsOf(`<footer><ul>${link('a.example')}${link('b.example')}${own}${own}${link('c.example')}${own}</ul></footer>`)).toEqual([])
    expect(rowsOf(`<nav><ul>${link('a.example')}${link('b.example')}</ul></nav><footer><ul>${link('c.example')}${link('d.example')}</ul></footer>`)).toEqual([])
  })

  it('stays small whatever a page holds', () => {
    const sightings = Array.from({ length: 5_000 }, (_, at) => ({ area: 'footer', position: at + 3 * Math.floor(at / 40), targetDomain: `s${at}.example` }))
    const rows = frameRuns(sightings as never)
    expect(rows).toHaveLength(12)
    expect(rows.every(({ domains }) => domains.length === 24)).toBe(true)
  })
})
