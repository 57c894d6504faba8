import { expect, it } from 'vitest'
import { address } from './html-parts.js'
import { escapeHtml, html } from './markup.js'
import { countWords, dateWords, noneOrCount, periodWords, shareWords, shortAddress, sourceNamesOf, sourcesLine } from './words.js'
import { barChart, stackedBar } from './charts.js'

it.each([
  ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
  ['" onmouseover="x', '&quot; onmouseover=&quot;x'],
  ["it's & that", 'it&#39;s &amp; that'],
  ['a\u0000b\u001bc', 'abc'],
])('escapes %j', (text, expected) => {
  expect(escapeHtml(text)).toBe(expected)
  expect(html`<p title="${text}">${text}</p>`.text).toBe(`<p title="${expected}">${expected}</p>`)
})

it.each([
  [0, '0'], [999, '999'], [1000, '1\u202f000'], [1234567, '1\u202f234\u202f567'],
])('writes the count %d', (count, words) => expect(countWords(count)).toBe(words))

it('writes hosts by their letters, and exactly where they are copied from', () => {
  expect(html`<p>${'xn--mnster-3ya.example'} ${'https://xn--80ak6aa92e.example/'}</p>`.text).toBe('<p>münster.example https://xn--80ak6aa92e.example/</p>')
  expect(address('https://xn--mnster-3ya.example/"a', 'xn--mnster-3ya.example').text).toBe('<span class="address" title="https://xn--mnster-3ya.example/&quot;a">münster.example/&quot;a</span>')
})

it('writes dates and shares', () => {
  expect(dateWords('2026-03-03T10:00:00.000Z')).toBe('3 Mar 2026')
  expect(shareWords(0.618)).toBe('62\u202f%')
})

it('tells sources apart where a tool gave two exports, and counts archives', () => {
  expect(sourceNamesOf(['search-console-latest-links', 'ahrefs-backlinks', 'search-console-top-linking-sites', 'archive:a.warc.gz'])).toEqual(['Search Console, latest links', 'Ahrefs', 'Search Console, top linking sites', 'web archive a.warc.gz'])
  expect(sourcesLine(['ahrefs-backlinks', 'archive:a', 'ahrefs-broken-backlinks', 'archive:b'])).toBe('Ahrefs, 2 web archives')
  expect(sourcesLine([])).toBe('')
})

it('writes a nought inside a sentence as a word, and a year once', () => {
  expect([0, 1, 2].map((count) => noneOrCount(count, 'new link'))).toEqual(['no new link', '1 new link', '2 new links'])
  expect(periodWords('2026-07-01', '2026-09-30')).toBe('1 Jul to 30 Sep 2026')
  expect(periodWords('2025-12-01', '2026-01-30')).toBe('1 Dec 2025 to 30 Jan 2026')
  expect(periodWords('2026-07-01', '2026-07-01')).toBe('1 Jul 2026')
})

it('cuts addresses in the middle', () => {
  expect(shortAddress('https://www.clinic.example/a/')).toBe('clinic.example/a')
  expect(shortAddress('https://www.xn--mnster-3ya.example/a/')).toBe('münster.example/a')
  const short = shortAddress(`https://clinic.example/${'x'.repeat(200)}/end`, 40)
  expect(short).toHaveLength(40)
  expect(short).toMatch(/^clinic\.example.*…x+\/end$/u)
})

it('draws bars from zero, in proportion, with the numbers as text', () => {
  const bars = [{ label: 'a', shape: '●', value: 10, text: '10', className: 'x' }, { label: 'b', shape: '■', value: 5, text: '5', className: 'y' }, { label: 'c', shape: '▲', value: 0, text: '0', className: 'z' }]
  const widths = [...barChart('c', 'summary', bars).text.matchAll(/<rect[^>]*width="([\d.]+)%"/gu)].map((match) => Number(match[1]))
  expect(widths[0]).toBeCloseTo(2 * widths[1]!, 0)
  expect(widths[2]).toBe(0)
  const stacked = stackedBar('s', 'summary', bars).text
  expect(stacked.match(/<rect/gu)).toHaveLength(2)
  expect(stacked.match(/<li>/gu)).toHaveLength(2)
})
