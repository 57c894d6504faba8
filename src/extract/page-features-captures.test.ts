import { expect, test } from 'vitest'
import type { PageExtra } from '../model/page-extra.js'
import type { Url } from '../model/url.js'
import { readPageFeatures } from './page-features.js'

const siteLinksOf = (html: string) => (readPageFeatures(html, 'https://riverton-news.example/' as Url, []).extra as unknown as PageExtra).siteLinkTexts
const link = (text: string) => `<a href="/x">${text}</a>`
const offer = 'Write for us: we like to publish articles of all trades, sponsored posts welcome, from 80 € each'

test('an offer behind the fiftieth letter is read whole', () => {
  expect(offer.indexOf('sponsored')).toBeGreaterThan(49)
  expect(siteLinksOf(`<main><p>A story.</p></main><footer>${link(offer)}</footer>`)).toEqual([offer])
})

test('a long menu takes no room of the foot', () => {
  const menu = Array.from({ length: 300 }, (_, at) => link(`Entry ${at}`)).join('')
  const texts = siteLinksOf(`<nav>${menu}</nav><footer>${link(offer)}</footer>`)
  expect(texts).toHaveLength(81)
  expect(texts.at(-1)).toBe(offer)
})

test('what is kept of a page is bounded, however long and many its texts are', () => {
  const long = link('words and words and more words '.repeat(40))
  const texts = siteLinksOf(`<nav>${long.repeat(500)}</nav><footer>${long.repeat(500)}</footer>`)
  expect(texts.join('').length).toBeLessThanOrEqual(6_000)
  for (const text of texts) expect(text.length).toBeLessThanOrEqual(160)
})

test('links of the text are none of the site', () => expect(siteLinksOf(`<main><p>We like ${link('sponsored posts')}.</p></main>`)).toEqual([]))
