import { describe, expect, it } from 'vitest'
import type { PageExtra } from '../model/page-extra.js'
import type { Url } from '../model/url.js'
import { readPageFeatures } from './page-features.js'

const read = (html: string) => readPageFeatures(html, 'https://riverton-news.example/' as Url, []).extra as unknown as PageExtra
const jsonLd = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`

describe('where a page says it is', () => {
  it.each([
    ['structured data', jsonLd({ '@type': 'Dentist', geo: { '@type': 'GeoCoordinates', latitude: '39.76', longitude: -84.19 } }), [{ latitude: 39.76, longitude: -84.19 }]],
    ['ICBM', '<meta name="ICBM" content="39.76, -84.19">', [{ latitude: 39.76, longitude: -84.19 }]],
    ['geo.position', '<meta name="geo.position" content="39.76;-84.19">', [{ latitude: 39.76, longitude: -84.19 }]],
    ['Open Graph', '<meta property="place:location:latitude" content="39.76"><meta property="place:location:longitude" content="-84.19">', [{ latitude: 39.76, longitude: -84.19 }]],
    ['the same twice', `<meta name="ICBM" content="39.76, -84.19">${jsonLd({ geo: { latitude: 39.76, longitude: -84.19 } })}`, [{ latitude: 39.76, longitude: -84.19 }]],
    ['fields not filled in', '<meta name="ICBM" content="0, 0">', []],
    ['no place on Earth', '<meta name="ICBM" content="139.76, -84.19">', []],
    ['words', '<meta name="ICBM" content="here, there">', []],
    ['half a point', jsonLd({ geo: { latitude: 39.76 } }), []],
  ])('coordinates: %s', (_title, html, expected) => {
    expect(read(html).points).toEqual(expected)
  })

  it('reads region and place of metas as a place', () => {
    expect(read('<meta name="geo.region" content="US-OH"><meta name="geo.placename" content="Riverton, Ohio">').places).toEqual([{ street: null, city: 'Riverton', region: 'OH', postcode: null, country: 'US' }])
  })

  it('keeps lines of the footer, not its links', () => {
    const { footerLines } = read('<main><p>A story of some length about a town.</p></main><footer><p>12 Main Street, Riverton, OH 45402</p><p><a href="/about">About the whole of us</a></p></footer>')
    expect(footerLines).toEqual(['12 Main Street, Riverton, OH 45402'])
  })

  it('keeps specialties and sameAs', () => {
    const extra = read(jsonLd({ '@type': 'Physician', medicalSpecialty: ['https://schema.org/Cardiovascular', { name: 'Electrophysiology' }], sameAs: 'https://ror.org/00example' }))
    expect([extra.specialties, extra.sameAs]).toEqual([['Cardiovascular', 'Electrophysiology'], ['https://ror.org/00example']])
  })
})
