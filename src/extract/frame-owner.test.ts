import { describe, expect, it } from 'vitest'
import { parseUrl } from '../model/url.js'
import { addEdition, addOwnerAddresses, ownerDomains } from './frame-owner.js'
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
