import { describe, expect, it } from 'vitest'
import { readCharset } from '../charset.js'
import { headingReader } from './near-heading.js'
import { placesOf } from './read-links.js'
import { scanPage } from './scan-page.js'

const rest = `<div>${'Plain words of the page around it. '.repeat(20)}</div>`

describe('heading above a link', () => {
  const rows: Array<[string, string, string | null]> = [
    ['of its part', `${rest}<section><h3>Our sponsors</h3><p><a href=/>x</a></p></section>`, 'Our sponsors'],
    ['the last one counts', `${rest}<section><h3>News</h3><p>n</p><h3>Our  titles</h3><ul><li><a href=/>x</a></ul></section>`, 'Our titles'],
    ['words in other elements', `${rest}<section><h2><b>Recent</b> <i>comments</i></h2><a href=/>x</a></section>`, 'Recent comments'],
    ['blanks around words do not count as words', `${rest}<section><h4>${' '.repeat(80)}Hello,${' '.repeat(80)}<b></b>friend</h4><a href=/>x</a></section>`, 'Hello, friend'],
    ['none before it', `${rest}<section><a href=/>x</a><h3>Later</h3></section>`, null],
    ['the headline names the page', `<h1>Headline</h1>${rest}<p><a href=/>x</a></p>`, null],
    ['of another part of the page', `<div><h3>Elsewhere</h3><p>n</p></div>${rest}<footer><a href=/>x</a></footer>`, null],
    ['the link is the heading', `${rest}<section><h3><a href=/>x</a></h3></section>`, null],
    ['a teaser names one entry', `${rest}<section><h3>Read next</h3><h4><a href=/a>One more story</a></h4><p><a href=/>x</a></p></section>`, 'Read next'],
    ['an element in the heading has the words', `${rest}<section><h3>Before</h3><h2>\n<header><span>Inside</span></header>\n</h2><a href=/>x</a></section>`, 'Before'],
    ['long ones are cut', `${rest}<section><h3>${'word '.repeat(40)}</h3><a href=/>x</a></section>`, 'word '.repeat(12).trim()],
  ]
  for (const [title, html, expected] of rows) {
    it(title, () => {
      const { bytes, decode } = readCharset(Buffer.from(html), 'text/html; charset=utf-8')
      const scan = scanPage(bytes)
      const { blocks } = placesOf(scan)
      expect(headingReader(scan, blocks, decode)(scan.linkNode[scan.linkCount - 1]!)).toBe(expected)
    })
  }
})
