import { expect, it } from 'vitest'
import { bytesInWords, cellInWords, columnsOf, csvValue, cut, dateInWords, durationInWords, headingInWords, numberInWords, printable, printableLines, tableInWords } from './text.js'

it.each([
  [dateInWords('2026-03-03T00:00:00.000Z'), '3 Mar 2026'],
  [dateInWords('2026-13-03'), '2026-13-03'],
  [dateInWords('soon'), 'soon'],
  [numberInWords(1_234_567), '1\u202f234\u202f567'],
  [numberInWords(0.123456), '0.123'],
  [numberInWords(-12_345.5), '-12\u202f345.5'],
  [bytesInWords(0), '0 B'],
  [bytesInWords(999), '999 B'],
  [bytesInWords(1_400_000), '1.4 MB'],
  [durationInWords(125_000), '2 min 5 s'],
  [durationInWords(7_260_000), '2 h 1 min'],
  [headingInWords('referringDomain'), 'Referring domain'],
  [cellInWords(null), '–'],
  [cellInWords([]), '–'],
  [cellInWords(['a', 'b']), 'a, b'],
  [cellInWords(true), 'yes'],
  [cellInWords('a\n\u001b[31mb\u202ec'), 'a [31mbc'],
  [cellInWords(['xn--mnster-3ya.example', 'https://xn--80ak6aa92e.example/']), 'münster.example, https://xn--80ak6aa92e.example/'],
  [csvValue('xn--mnster-3ya.example'), 'xn--mnster-3ya.example'],
  [printable(' a \u2028 b'), ' a b'],
  [printableLines('a\n  b\u001b[2J\u009b'), 'a\n  b[2J'],
  [cut('https://journal.example/a/b/c/end', 15), 'https:/…b/c/end'],
  [cut('a long anchor text', 8), 'a long …'],
  [cut('心臓病センター', 7), '心臓病…'],
  [cut('short', 8), 'short'],
  [String(columnsOf('心e\u0301')), '3'],
  [csvValue(['ugc', 'nofollow']), 'ugc nofollow'],
  [csvValue({ a: 1 }), '{"a":1}'],
  [csvValue(undefined), null],
])('%j is %j', (given, expected) => {
  expect(given).toBe(expected)
})

it('cuts names before days', () => {
  const rows = [{ batch: '250bb58cee96160c149cc6500a8e5f', by: 'This machine', at: '2026-11-23T10:00:00.000Z', undoneAt: null }]
  expect(tableInWords(rows, ['batch', 'by', 'at', 'undoneAt'], { width: 42 }).split('\n')[1]).toMatch(/^250bb58…  This ma…  23 Nov 2026  /u)
})

it('aligns numbers to the right and fits any width', () => {
  const rows = [{ page: 'https://a.example/some/long/address/that/goes/on', links: 12_000 }, { page: 'b', links: null }]
  expect(tableInWords(rows, ['page', 'links'], { width: 30 })).toBe(['Page                     Links', 'https://a.e…at/goes/on  12\u202f000', 'b                            –'].join('\n'))
  for (let width = 1; width < 70; width += 1) {
    const lines = tableInWords(rows, ['page', 'links'], { width }).split('\n')
    if (width > 30) for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(width)
  }
  // Without room for all columns, those that matter most are shown, and the others named.
  const wide = [{ page: 'https://a.example/some/long/address', anchorText: 'home monitoring', tier: 1 }]
  expect(tableInWords(wide, ['page', 'anchorText', 'tier'], { width: 20, shown: ['page', 'tier'] })).toBe('Page            Tier\nhttps:/…ddress     1\n\nNot shown here: anchor text; --csv and --json have them.')
  expect(tableInWords([], ['page'], { width: 10 })).toBe('Page')
})
