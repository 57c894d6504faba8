import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { savedPages } from '../../../bench/extract/real-pages.js'
import { describeWithRealData } from '../../../test/real-data.js'
import { readCharset } from '../charset.js'
import { extractPlacedLinks } from '../extract-links.js'
import { contextOf } from './link-context.js'
import { placesOf, readLink } from './read-links.js'
import { scanPage } from './scan-page.js'

const prose = 'A long passage of plain words that goes on for a while so that it is plainly what the page is about, with more words still. '

describe('area of a link', () => {
  const rows: Array<[string, string, string]> = [
    ['main element', `<nav>n</nav><main><p>${prose}<a href=/>x</a></p></main>`, 'main'],
    ['nav element', `<nav><a href=/>x</a></nav><main>${prose}</main>`, 'nav'],
    ['header element', `<header><a href=/>x</a></header><main>${prose}</main>`, 'header'],
    ['aside element', `<main>${prose}</main><aside><a href=/>x</a></aside>`, 'aside'],
    ['footer element', `<main>${prose}</main><footer><a href=/>x</a></footer>`, 'footer'],
    ['header of an article', `<article><header><a href=/>x</a></header>${prose}</article>`, 'main'],
    ['teaser in a sidebar', `<main>${prose}</main><aside><article><a href=/>x</a></article></aside>`, 'aside'],
    ['role', `<div role=contentinfo><a href=/>x</a></div><main>${prose}</main>`, 'footer'],
    ['comment list', `<div id=content>${prose}<ol class="commentlist"><li><p>Nice words <a href=/>x</a></p></li></ol></div>`, 'comment'],
    ['sidebar by class', `<div class="entry-content">${prose}</div><div class="widget-area sidebar"><a href=/>x</a></div>`, 'aside'],
    ['footer by id', `<div class="post">${prose}</div><div id="footer"><a href=/>x</a></div>`, 'footer'],
    ['menu by class', `<ul class="main-menu"><li><a href=/>x</a></ul><div class=content>${prose}</div>`, 'nav'],
    ['German names', `<div id=inhalt>${prose}</div><div id=fusszeile><a href=/>x</a></div>`, 'footer'],
    ['French names', `<div class=contenu>${prose}</div><div class="pied-de-page"><a href=/>x</a></div>`, 'footer'],
    ['class of a wrapper', `<div class="has sidebar"><p>${prose}${prose}<a href=/>x</a></p></div>`, 'main'],
    ['table layout, prose', `<table><tr><td>${'<a href=/n>menu</a> '.repeat(8)}<td><p>${prose.repeat(4)}<a href=/>x</a></table>`, 'main'],
  ]
  for (const [title, html, area] of rows) {
    it(title, () => expect(extractPlacedLinks(Buffer.from(html)).find(({ anchorText }) => anchorText === 'x')?.area).toBe(area))
  }
})

const flat = (text: string): string => text.replace(/\s+/gu, '').toLowerCase()

/** Links whose words stand in the passage that people marked as the article, by words before or after the link in it. */
function articleShare(pages: ReadonlyArray<{ bytes: Buffer; article: string }>): { right: number; all: number } {
  let right = 0
  let all = 0
  for (const page of pages) {
    const { bytes, decode } = readCharset(page.bytes, '')
    const scan = scanPage(bytes)
    const { blocks, areaOf } = placesOf(scan)
    const article = flat(page.article)
    for (let position = 0; position < scan.linkCount; position += 1) {
      const link = readLink(scan, position, decode)
      if (link.textContent.length < 3) continue
      const { before, after } = contextOf(scan, blocks, link, decode)
      const around = flat(before).slice(-20) + flat(link.textContent) + flat(after).slice(0, 20)
      if (around.length < flat(link.textContent).length + 25 || !article.includes(around)) continue
      all += 1
      if (areaOf(link.node, link.runFrom) === 'main') right += 1
    }
  }
  return { right, all }
}

describeWithRealData('html/article-benchmark', 'links in marked articles', (path) => {
  it('are in the main area', () => {
    const truth = JSON.parse(readFileSync(join(path, 'ground-truth.json'), 'utf8')) as Record<string, { articleBody?: string }>
    const pages = savedPages(path).map(({ name, bytes }) => ({ bytes, article: truth[name.replace('.html.gz', '')]?.articleBody ?? '' }))
    const { right, all } = articleShare(pages)
    console.log(`article-benchmark: ${right} of ${all} article links are main (${((right / all) * 100).toFixed(1)} %)`)
    expect(all).toBeGreaterThan(100)
    expect(right / all).toBeGreaterThan(0.95)
  })
})

describeWithRealData('html/readability', 'links in marked articles', (path) => {
  it('are in the main area', () => {
    const pages = savedPages(path).map(({ name, bytes }) => {
      const expected = gunzipSync(readFileSync(join(path, name.replace('source.html.gz', 'expected.html.gz')))).toString('utf8')
      return { bytes, article: expected.replace(/<[^>]*>/gu, ' ') }
    })
    const { right, all } = articleShare(pages)
    console.log(`readability: ${right} of ${all} article links are main (${((right / all) * 100).toFixed(1)} %)`)
    expect(right / all).toBeGreaterThan(0.95)
  })
})
