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
    ['menu inside a footer', `<main>${prose}</main><footer><nav><ul class=menu><li><a href=/>x</a></ul></nav></footer>`, 'footer'],
    ['social icons in a header', `<header><div class="social-icons"><a href=/>x</a></div></header><main>${prose}</main>`, 'header'],
    ['menu inside a header', `<header><ul class="main-menu"><li><a href=/>x</a></ul></header><main>${prose}</main>`, 'nav'],
    ['footer of a theme', `<main>${prose}</main><div class="td-sub-footer-container"><ul class=menu><li><a href=/>x</a></ul></div>`, 'footer'],
    ['footer of a card in the text', `<div class="entry-content">${prose}<div class="card-footer">${prose}<a href=/>x</a></div></div>`, 'main'],
    ['footer of the main element', `<main><div>${prose}</div><footer><a href=/>x</a></footer></main>`, 'footer'],
    ['block of a page builder', `<div class="pf-element pf-widget pf-widget-text-editor"><div>${prose}<a href=/>x</a></div></div>`, 'main'],
    ['the block that holds the posts', `<div class="main section"><div class="widget Blog" id="Blog1"><div class="post-body"><ul><li><a href=/>x</a> and a word</ul></div></div></div>`, 'main'],
    ['advertising slot amid an article', `<article>${prose}<div class="ad-slot"><a href=/>x</a></div>${prose}</article>`, 'aside'],
    ['form of a newsletter amid an article', `<article>${prose.repeat(6)}<form><a href=/>x</a></form>${prose}</article>`, 'aside'],
    ['a form around the whole page', `<form><div class=content>${prose}<a href=/>x</a></div></form>`, 'main'],
    ['form for comments', `<article>${prose}</article><div id="respond" class="comment-respond"><form><a href=/>x</a></form></div>`, 'comment'],
    ['comments in an aside', `<main>${prose}</main><aside class="comments"><p><a href=/>x</a></p></aside>`, 'comment'],
    ['consent layer', `<div class="cookie-banner">${'Some words about consent. '.repeat(3)}<a href=/>x</a></div><main>${prose.repeat(3)}</main>`, 'aside'],
    ['record below a headline on a short page', `<div class="top"><a href=/a>a</a> <a href=/b>b</a> <a href=/c>c</a></div><div class="c"><div class="d"><h1>Harbor Clinic</h1><div>14 Ropewalk Lane</div><div><a href=/>x</a></div></div></div><div class="end">${'Links and words of the end. '.repeat(18)}</div>`, 'main'],
    ['box with a title of its own', `<article>${prose.repeat(9)}<div class="x1"><h4>Das könnte Sie auch interessieren</h4><ul><li><a href=/>x</a></ul></div></article>`, 'aside'],
    ['sentence below a share line', `<article><div class="y1"><div>Share this</div><p>${prose}<a href=/>x</a></p></div>${prose.repeat(6)}</article>`, 'main'],
    ['list of sources in the piece', `<article>${prose.repeat(9)}<div><h4>Sources</h4><ul><li><a href=/>x</a></ul></div></article>`, 'main'],
    ['sign of an account amid an article', `<article>${prose.repeat(4)}<div class="x1"><a href="https://www.instagram.com/harborclinic/"><img src=i.png alt=x></a></div>${prose.repeat(4)}</article>`, 'aside'],
    ['signs of a masthead in a list', `<div class="nav-top"><span><a href=/><img src=i.png alt=x></a><a href=/b><img src=j.png></a></span></div><main>${prose.repeat(4)}</main>`, 'header'],
    ['picture of a partner network', `<article>${prose.repeat(4)}<center><a href="https://www.awin1.com/cread.php?s=1&v=2"><img src=b.png alt=x></a></center>${prose}</article>`, 'aside'],
    ['bought click amid the records of a list', `<main>${prose.repeat(4)}<div><a href="https://oak.example/?utm_medium=cpc">x</a></div>${prose}</main>`, 'aside'],
    ['address of a bought click that a writer pasted', `<main>${prose.repeat(4)}<p>${prose}<a href="https://oak.example/?utm_medium=cpc">x</a></p></main>`, 'main'],
    ['countries by their own names in a header', `<header><ul class=menu><li><a href=/d>Deutschland</a><li><a href=/e>España</a><li><a href=/f>France</a><li><a href=/i>Italia</a><li><a href=/>x</a></ul></header><main>${prose.repeat(4)}</main>`, 'header'],
    ['countries of the world in a header', `<header><ul class=menu><li><a href=/d>Germany</a><li><a href=/e>Portugal</a><li><a href=/f>Switzerland</a><li><a href=/i>Hungary</a><li><a href=/>x</a></ul></header><main>${prose.repeat(4)}</main>`, 'nav'],
    ['class of a wrapper', `<div class="has sidebar"><p>${prose}${prose}<a href=/>x</a></p></div>`, 'main'],
    ['modifier of a block element', `<div class="page page--has-sidebar page--no-ads"><p>${prose}<a href=/>x</a></p></div>`, 'main'],
    ['footer with a modifier', `<main>${prose}</main><div class="footer--with-logo"><a href=/>x</a></div>`, 'footer'],
    ['advertising slot named block--modifier', `<article>${prose}<div class="info info--content-ad"><a href=/>x</a></div>${prose.repeat(3)}</article>`, 'aside'],
    ['component of a bundler', `<main>${prose}</main><div class="Footer__Column-sc-1ab2cd3-4 xYz"><a href=/>x</a></div>`, 'footer'],
    ['Spanish list of further pieces', `<article>${prose.repeat(3)}<div class="lo-mas-leido"><h3><a href=/>x</a></h3></div></article>`, 'aside'],
    ['Polish list of further pieces', `<article>${prose.repeat(3)}<div class="czytaj-takze"><a href=/>x</a></div></article>`, 'aside'],
    ['tools of an article', `<article><header><ul class="artPage__userOptions"><li><a href=/>x</a></ul></header>${prose.repeat(3)}</article>`, 'aside'],
    ['follow buttons', `<article>${prose.repeat(3)}<div class="bloc-suivre-nous"><a href=/>x</a></div></article>`, 'aside'],
    ['comments of a block theme', `<main>${prose.repeat(3)}<div class="wp-block-comments"><p><a href=/>x</a></p></div></main>`, 'comment'],
    ['consent layer in a footer', `<main>${prose.repeat(3)}</main><footer><div id="CybotCookiebotDialog"><a href=/>x</a></div></footer>`, 'aside'],
    ['modal in a header', `<header><div class="modal"><a href=/>x</a></div></header><main>${prose.repeat(3)}</main>`, 'aside'],
    ['icons in a menu of a header', `<header><nav><ul><li><a href=/n>News of the day</a><li><ul class="social-icons"><li><a href=/>x</a></ul></ul></nav></header><main>${prose}</main>`, 'header'],
    ['icons in a menu outside of a header', `<nav><ul><li><a href=/n>News of the day</a><li><ul class="social-icons"><li><a href=/>x</a></ul></ul></nav><main>${prose}</main>`, 'nav'],
    ['list without a name in a header', `<header><ul><li><a href=/1>News of the day</a><li><a href=/2>Sports of the day</a><li><a href=/3>Letters to us</a><li><a href=/>x</a></ul></header><main>${prose}</main>`, 'nav'],
    ['languages in a header', `<header><ul class=lang-menu><li><a href=/>x</a><li><a href=/de>de</a><li><a href=/fr>fr</a></ul></header><main>${prose}</main>`, 'header'],
    ['footer of a box beside the piece', `<article>${prose.repeat(3)}<div class="related"><div class="box-footer-links"><a href=/>x</a></div></div></article>`, 'aside'],
    ['footer element of a page without a main element', `<div class="content">${prose.repeat(6)}<footer><div class="social-buttons"><a href=/>x</a> <a href=/2>y</a></div></footer></div>`, 'footer'],
    ['teasers that are articles in an article', `<article>${prose.repeat(6)}<div>${'<article><h2><a href=/t>Title of another piece</a></h2></article>'.repeat(3)}<article><a href=/>x</a></article></div></article>`, 'aside'],
    ['a post put into an article', `<article>${prose.repeat(3)}<div><article><blockquote><a href=/>x</a></blockquote></article></div>${prose}</article>`, 'main'],
    ['links in a box after the piece', `<main><div><p>${prose.repeat(8)}</p></div><section><div>${'<div><a href=/t>Title of another piece of ours</a></div>'.repeat(4)}<div><a href=/>x</a></div></div></section></main>`, 'aside'],
    ['links listed between paragraphs of the piece', `<main><div><p>${prose.repeat(8)}</p><div><ul>${'<li><a href=/t>Title of something to read elsewhere</a>'.repeat(4)}<li><a href=/>x</a></ul></div><p>${prose}</p></div></main>`, 'main'],
    ['titled teasers with a few words each', `<main><div><p>${prose.repeat(12)}</p></div><div>${`<div><h3><a href=/t>Title of another piece</a></h3><p>Some words.</p></div>`.repeat(4)}<div><h3><a href=/>x</a></h3><p>Some words.</p></div></div></main>`, 'aside'],
    ['records of a listing under a short line', `<main><h1>Clinics</h1><p>All clinics of the town.</p><div>${`<div><h3><a href=/t>Name of a clinic</a></h3><p>12 Some Street, open all days of the week</p></div>`.repeat(4)}<div><h3><a href=/>x</a></h3><p>1 Lane</p></div></div></main>`, 'main'],
    ['an aside that is most of the page', `<main><aside id=sidebar><p>${prose.repeat(4)}<a href=/>x</a></p></aside><p>Short.</p></main>`, 'main'],
    ['advertising server amid prose', `<main><p>${prose.repeat(3)}</p><p><a href="https://ad.doubleclick.net/click">x</a></p></main>`, 'aside'],
    ['comment system that can not load', `<main><p>${prose.repeat(3)}</p><noscript><a href="https://disqus.com/?ref_noscript">x</a></noscript></main>`, 'comment'],
    ['bar of an archive', `<div id="wm-ipp-base"><a href=/>x</a></div><main>${prose}</main>`, 'header'],
    ['login form at the very top', `<form><a href=/>x</a></form><div class=content>${prose.repeat(6)}</div>`, 'header'],
    ['sponsors below the piece', `<div><p>${prose.repeat(6)}</p></div><div class="club-sponsors"><a href=/>x</a></div>`, 'aside'],
    ['title in a wrapper named content that holds the page', `<div class=content><div><div id=header><h1><a href=/>x</a></h1></div></div><div class=post-body><p>${prose.repeat(6)}</p></div><footer>Kept by us</footer></div>`, 'header'],
    ['line of a wrapper named content that is the piece', `<div class=content><div><p><a href=/>x</a> and words</p></div><p>${prose.repeat(6)}</p></div>`, 'main'],
    ['picture of an entry whose words lead to the same page', `<nav><ul><li><a href=/1><img src=i.png alt=x></a><a href=/1>News of the day and the week</a></ul></nav><main>${prose.repeat(4)}</main>`, 'nav'],
    ['accounts by their names in a header', `<header><ul class=c-global-top><li><a href="https://twitter.com/oakhouse">Follow Oak on Twitter</a><li><a href="https://www.facebook.com/oakhouse">Follow Oak on Facebook</a><li><a href=/>x</a></ul></header><main>${prose}</main>`, 'header'],
    ['short entries of a named menu in a header', `<header><div class=navbar><ul class="linklist rightside"><li><a href=/1>FAQ</a><li><a href=/2>Log in</a><li><a href=/>x</a></ul></div></header><main>${prose}</main>`, 'nav'],
    ['share buttons in the footer of an article', `<div>${prose.repeat(2)}</div><article>${prose.repeat(6)}<footer><div class="share-buttons"><a href=/>x</a> <a href=/2>y</a></div></footer></article>`, 'aside'],
    ['foot of a piece above the footer of the page', `<main><h1>Ear</h1>${prose.repeat(6)}<footer class=q><p>Wanda writes each week, and keeps a garden: <a href=/>x</a></p></footer></main><footer>Kept by us</footer>`, 'main'],
    ['accounts of the author', `<article>${prose.repeat(6)}<div class="page-authorInfo"><p>Wanda writes.</p><div class=SocialBar><a href="https://twitter.com/wanda">x</a></div></div></article>`, 'main'],
    ['channels of the site beside the author', `<article>${prose.repeat(6)}<div class="author-box"><p>Wanda writes.</p><div class=push-channel><a href=/>x</a></div></div></article>`, 'aside'],
    ['advertising under its word', `<article>${prose.repeat(6)}<div class=q1><span>Anuncios</span><a href=/><img src=i.gif alt=x></a></div></article>`, 'aside'],
    ['sentence that begins with such a word', `<article>${prose.repeat(6)}<div class=q1><b>Werbung</b> im Wartezimmer ist laut einer Studie der Kammer, die im Mai erschien, ohne Wirkung: <a href=/>x</a></div></article>`, 'main'],
    ['further pieces at the end of a page without a footer', `<div><div><h1>Ear</h1><p>${prose.repeat(30)}</p></div></div><div><h3>\n${' '.repeat(80)}More from us\n${' '.repeat(80)}</h3><div><a href=/1>Title of one</a></div><div><a href=/>x</a></div></div>`, 'aside'],
    ['menu under its word', `<div id=page><h1>No entry</h1><p>${prose}</p><div class=block><h2>Navigation</h2><ul><li><a href=/u>Log in</a><li><a href=/>x</a></ul></div></div>`, 'nav'],
    ['teaser below the piece', `<div class=content><p>${prose.repeat(8)}</p><div class="views-teaser"><p>A word. <a href=/>x</a></p></div></div>`, 'aside'],
    ['teaser on a page of teasers', `<div class=content>${'<div class="views-teaser"><p>A word on it. <a href=/1>more</a></p></div>'.repeat(6)}<div class="views-teaser"><p>A word. <a href=/>x</a></p></div></div>`, 'main'],
    ['what one agrees to in a menu', `<nav><ul><li><a href=/1>News of the day</a></ul><form><label>Yes, send me your letter as said in the terms of the house: <a href=/>x</a></label></form></nav><main>${prose.repeat(6)}</main>`, 'aside'],
    ['button to give', `<article>${prose.repeat(6)}<div class=q1><a href="https://www.paypal.com/donate/?id=1">x</a></div></article>`, 'aside'],
    ['words on giving', `<article>${prose.repeat(6)}<p><a href="https://www.paypal.com/donate/?id=1">x</a></p></article>`, 'main'],
    ['picture called a banner', `<article>${prose.repeat(6)}<div><a href=/><img src="/i/house-banner.png" alt=x></a></div>${prose}</article>`, 'aside'],
    ['picture of a flag with that word in another', `<article>${prose.repeat(6)}<div><a href=/><img src="/i/bannerman-castle.png" alt=x></a></div>${prose}</article>`, 'main'],
    ['banner above the page', `<div class=q1><div><a href="https://www.awin1.com/cread.php?s=1"><img src=i.png alt=x></a></div></div><main>${prose.repeat(9)}</main>`, 'header'],
    ['credit of a comment system', `<main><p>${prose.repeat(3)}</p><a href="https://disqus.com">blog comments powered by <b>x</b></a></main>`, 'comment'],
    ['icons that end a page', `<div><h1>Ear</h1><p>${prose.repeat(12)}</p></div><div class=q1><ul class=social-list><li><a href="https://twitter.com/oak"><img src=i.png alt=x></a></ul></div>`, 'footer'],
    ['region of a template in the main element', `<div role=main><div class=region-header><p><a href=/>x</a></p></div><article>${prose.repeat(6)}</article></div>`, 'header'],
    ['side column in Italian', `<div><h1>Ear</h1><p>${prose.repeat(9)}</p></div><div class=dx><p><a href=/>x</a></p></div>`, 'aside'],
    ['notice to browsers', `<main>${prose.repeat(6)}</main><div id=browser-detect-message><ul><li><a href=/>x</a></ul></div>`, 'aside'],
    ['table layout, prose', `<table><tr><td>${'<a href=/n>menu</a> '.repeat(8)}<td><p>${prose.repeat(4)}<a href=/>x</a></table>`, 'main'],
  ]
  for (const [title, html, area] of rows) {
    it(title, () => expect(extractPlacedLinks(Buffer.from(html)).find(({ anchorText }) => anchorText === 'x' || anchorText.endsWith(' x'))?.area).toBe(area))
  }
})

it('reads hostile names and nestings in bounded time', () => {
  const start = performance.now()
  for (const name of ['a-'.repeat(30), 'teaser-'.repeat(9), '-'.repeat(60), 'cookie-'.repeat(8), 'footer-sc-'.repeat(6), 'x-pub-'.repeat(10)]) extractPlacedLinks(Buffer.from(`<div class="${name}"><a href=/>x</a></div>`.repeat(3_000)))
  extractPlacedLinks(Buffer.from(`${'<article><h2><div>'.repeat(150)}${'<a href=/>x</a>'.repeat(20_000)}`))
  extractPlacedLinks(Buffer.from(`<a href="https://${'ad-'.repeat(100)}">x</a>`.repeat(3_000)))
  expect(performance.now() - start).toBeLessThan(8_000)
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
