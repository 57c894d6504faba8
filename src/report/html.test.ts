import { expect, it } from 'vitest'
import { escapeHtml, html } from './markup.js'
import { countWords, dateWords, shareWords, shortAddress } from './words.js'
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

it('writes dates and shares', () => {
  expect(dateWords('2026-03-03T10:00:00.000Z')).toBe('3 Mar 2026')
  expect(shareWords(0.618)).toBe('62\u202f%')
})

it('cuts addresses in the middle', () => {
  expect(shortAddress('https://www.clinic.example/a/')).toBe('clinic.example/a')
  const short = shortAddress(`https://clinic.example/${'x'.repeat(200)}/end`, 40)
  expect(short).toHaveLength(40)
  expect(short).toMatch(/^clinic\.example.*…x+\/end$/u)
})

it('draws bars from zero, in proportion, with the numbers as text', () => {
  const bars = [{ label: 'a', shape: '●', value: 10, text: '10', className: 'x' }, { label: 'b', shape: '■', value: 5, text: '5', className: 'y' }, { label: 'c', shape: '▲', value: 0, text: '0', className: 'z' }]
  const widths = [...barChart('c', 'summary', bars).text.matchAll(/<rect[^>]*width="([\d.]+)"/gu)].map((match) => Number(match[1]))
  expect(widths[0]).toBeCloseTo(2 * widths[1]!, 0)
  expect(widths[2]).toBe(0)
  expect(stackedBar('s', 'summary', bars).text.match(/<rect/gu)).toHaveLength(2)
})
