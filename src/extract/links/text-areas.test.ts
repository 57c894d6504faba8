import { describe, expect, it } from 'vitest'
import { extractPlacedLinks } from '../extract-links.js'
import { referenceScan } from './reference-scan.js'
import { placesOf } from './read-links.js'
import { scanPage } from './scan-page.js'

const prose = 'A long passage of plain words that goes on for a while so that it is plainly what the page is about, with more words still. '
const paragraphs = `<p>${prose}</p>`.repeat(9)
const menu = '<p><a href=/1>Start of it</a> | <a href=/2>Our rooms</a> | <a href=/3>Way here</a></p>'
const cell = (end: string): string => `<table><tr><td width=120><p>${'<a href=/n>Entry here</a><br>'.repeat(6)}</p>${end}</td><td><h1>Rooms</h1>${paragraphs}</td></tr></table>`

/** A page, with the area of the link "x" on it. */
const rows: Array<[string, string, string]> = [
  ['short line between the paragraphs of a page that is all text', `<div>${paragraphs}<p>See <a href=/a>one of a kind</a>, <a href=/b>two of a kind</a> or <a href=/>x</a></p>${paragraphs}</div>`, 'main'],
  ['menu before the paragraphs of such a page', `<div><p><a href=/a>one of a kind</a> <a href=/b>two of a kind</a> <a href=/>x</a></p>${paragraphs}</div>`, 'nav'],
  ['last line of a page', `<h1>Rooms</h1>${menu}${paragraphs}<p>With thanks to <a href=/>x</a> for the new beds.</p>`, 'main'],
  ['last line that speaks of rights', `<h1>Rooms</h1>${menu}${paragraphs}<p>© 2026 The house, with thanks to <a href=/>x</a></p>`, 'footer'],
  ['last line that says who made the site', `<h1>Rooms</h1>${menu}${paragraphs}<p>Website by <a href=/>x</a> of Riverton</p>`, 'footer'],
  ['last line that is a link alone', `<h1>Rooms</h1>${menu}${paragraphs}<p><a href=/>x</a></p>`, 'footer'],
  ['last line in a box of its own', `<div><h1>Rooms</h1>${paragraphs}</div><div><div><p>Kept by <a href=/>x</a> and others</p></div></div>`, 'footer'],
  ['two services above the page', `<div class=q1><div class=q2><a href=/a>Town of Riverton</a> <a href=/>x</a><a href=/c>and its guests</a></div></div><div><h1>Rooms</h1>${paragraphs}</div>`, 'nav'],
  ['entries of a list without a name', `<ul><li><a href=/a>Our rooms</a><li><a href=/b>Way here</a><li><a href=/c>Prices</a><li><a href=/>x</a></ul><div><h1>Rooms</h1>${paragraphs}</div>`, 'nav'],
  ['signs in a list without a name', `<ul><li><a href="https://twitter.com/oak">Twitter</a><li><a href="https://facebook.com/oak">Facebook</a><li><a href="https://instagram.com/oak">x</a></ul><div><h1>Rooms</h1>${paragraphs}</div>`, 'header'],
  ['words that lead to many hosts, below a headline', `<h1>Good links</h1><p>Many people look for health, and on this page they find it and other things, of quality and with quality.</p><p>On this page they find health and other things, of quality.</p><p><a href="https://a.example">cheap credit</a> <a href="https://b.example">casino online</a> <a href="https://c.example">replica watches</a> <a href="https://d.example">x</a></p><p>Write to us, with a word.</p>`, 'main'],
  ['entry of the menu in a side cell', cell('<a href=/>x</a>'), 'nav'],
  ['partner below the menu in a side cell', cell('<p>Friends<br><a href="https://oak.example">x</a></p>'), 'aside'],
  ['foot of a mail above the menu of the site', `<table><tr><td>${paragraphs}</td></tr><tr><td><small><a href=/out>Unsubscribe</a> | Sent with <a href=/>x</a></small></td></tr></table>${'<p>Other words of the site below it</p>'.repeat(6)}`, 'footer'],
  ['the same in Polish', `<table><tr><td>${paragraphs}</td></tr><tr><td><a href=/out>Wypisz się</a> <a href=/>x</a></td></tr></table>`, 'footer'],
  ['a line on leaving a list amid a piece', `<div>${paragraphs}<p>To leave, press unsubscribe, says <a href=/>x</a></p>${paragraphs}</div>`, 'main'],
  ['an empty link at the very end of a page', `<h1>Rooms</h1>${menu}${paragraphs}<p>Website by x of Riverton <a href=/y>x</a><a href=/></a></p>`, 'footer'],
  ['link beside paragraphs, in no line', `<div>${paragraphs}<a href=/><img src=i.png alt=x></a></div>`, 'footer'],
]

describe('areas that text alone tells', () => {
  for (const [title, html, area] of rows) {
    it(title, () => {
      expect(extractPlacedLinks(Buffer.from(html)).find(({ anchorText }) => anchorText === 'x')?.area).toBe(area)
      const scan = referenceScan(Buffer.from(html))
      const fast = scanPage(Buffer.from(html))
      const fastAreas = placesOf(fast)
      const told = Array.from({ length: fast.linkCount }, (_, link) => fastAreas.areaOf(fast.linkNode[link]!, fast.linkRunFrom[link]!))
      const { areaOf } = placesOf(scan)
      expect(Array.from({ length: scan.linkCount }, (_, link) => areaOf(scan.linkNode[link]!, scan.linkRunFrom[link]!))).toEqual(told)
    })
  }

  it('is told in bounded time', () => {
    const start = performance.now()
    extractPlacedLinks(Buffer.from(`<h1>x</h1>${paragraphs}<p>a ${'<a href=/> </a>'.repeat(20_000)}</p>`))
    extractPlacedLinks(Buffer.from(`${'<div class=content>'.repeat(400)}${'<p>a <a href=/>x</a></p>'.repeat(10_000)}<footer>x</footer>`))
    expect(performance.now() - start).toBeLessThan(8_000)
  })
})
