import { describe, expect, it } from 'vitest'
import { isBoxTitle } from './box-titles.js'

describe('titles of boxes that are no part of the piece', () => {
  const rows: Array<[string, boolean]> = [
    ['Related articles', true], ['  Das könnte Sie auch interessieren: ', true], ['À lire aussi', true], ['Lo más leído', true], ['LEES OOK', true], ['Lue myös', true],
    ['More from the sports desk', true], ['Weitere Artikel zum Thema Haut', true],
    ['Further reading', false], ['Sources', false], ['Popular music of the nineties in Riverton', false], ['More', false], [`More stories ${'and words '.repeat(9)}`, false],
  ]
  for (const [text, expected] of rows) {
    it(text.trim(), () => {
      for (const encoding of ['utf8', 'latin1'] as const) {
        const bytes = Buffer.from(text, encoding)
        expect(isBoxTitle(bytes, 0, bytes.length)).toBe(expected)
      }
    })
  }
})
