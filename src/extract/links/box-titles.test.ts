import { describe, expect, it } from 'vitest'
import { boxTitle, type BoxKind } from './box-titles.js'

describe('titles of boxes that are no part of the piece', () => {
  const rows: Array<[string, BoxKind | null]> = [
    ['Related articles', 'reading'], ['  Das könnte Sie auch interessieren: ', 'reading'], ['À lire aussi', 'reading'], ['Lo más leído', 'reading'], ['LEES OOK', 'reading'], ['Lue myös', 'reading'],
    ['More from the sports desk', 'reading'], ['Weitere Artikel zum Thema Haut', 'reading'], [`\n${' '.repeat(90)}More From Us\n${' '.repeat(90)}`, 'reading'],
    ['Follow us', 'acts'], ['Artikel teilen', 'acts'], ['Anzeige', 'ad'], ['Anuncios', 'ad'], ['Menü', 'menu'], ['Navigation', 'menu'], ['Catégories', 'menu'],
    ['Further reading', null], ['Sources', null], ['Popular music of the nineties in Riverton', null], ['More', null], ['Artykuł sponsorowany', null], ['Menu of the week', null], [`More stories ${'and words '.repeat(9)}`, null],
  ]
  for (const [text, expected] of rows) {
    it(text.trim(), () => {
      for (const encoding of ['utf8', 'latin1'] as const) {
        const bytes = Buffer.from(text, encoding)
        expect(boxTitle(bytes, 0, bytes.length)).toBe(expected)
      }
    })
  }
})
