import { describe, expect, it } from 'vitest'
import { slices } from '../lib/slices.js'
import { markTextsSlowly, openTextFinder } from './find-text.js'
import { joinTexts, markRowsWith, searchText, slabRows, textAt } from './judged-text.js'

/** Texts of few letters, so that beginnings of what is wanted come again and again. */
function madeTexts(count: number, seed: number, alphabet: readonly string[], lengthMax: number): string[] {
  let state = seed
  const below = (limit: number) => Math.floor(((state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32) * limit)
  return Array.from({ length: count }, () => Array.from({ length: below(lengthMax + 1) }, () => alphabet[below(alphabet.length)]!).join(''))
}

const scripts = ['ä', 'ß', '日', '本', '🏥', 'ى', 'a', 'b', '\u0000', '\u0301']
const long = 'x'.repeat(40_000)
const cases: Array<{ title: string; texts: string[]; wanted: string[] }> = [
  { title: 'short texts of two letters', texts: madeTexts(5_000, 1, ['a', 'b'], 9), wanted: ['a', 'b', 'ab', 'aa', 'aba', 'abab', 'bbbbbbbb', 'ababababab', 'c'] },
  { title: 'texts longer than what is looked at together', texts: madeTexts(900, 2, ['a', 'b', 'c'], 120), wanted: ['a', 'ca', 'abc', 'abcabc', 'cccccc', 'abcabcabcabcabcabca', 'bcab'] },
  { title: 'other scripts', texts: madeTexts(2_000, 3, scripts, 12), wanted: [...scripts, 'äß', '日本', '🏥🏥', 'a\u0301', 'ßäß'] },
  { title: 'nothing but empty texts', texts: ['', '', ''], wanted: ['a'] },
  { title: 'no text at all', texts: [], wanted: ['a'] },
  { title: 'ends and beginnings', texts: ['needle', 'needl', 'eedle', 'xneedle', 'needlex', 'nee', 'dle', 'n', '', 'needleneedle'], wanted: ['needle', 'n', 'e', 'ee', 'le', 'eneedle'] },
  { title: 'a text larger than the memory of the kernel', texts: ['before', `${'y'.repeat(300_000)}needle`, 'after needle', 'y'.repeat(300_000)], wanted: ['needle', 'yn', 'after', 'z'] },
  { title: 'very long wanted words', texts: [long, `${long}y`, 'x', `a${long}`], wanted: [long, `${long}y`, `y${long}`, long.slice(0, 20_000)] },
]

describe('texts with some words in them', () => {
  for (const { title, texts, wanted } of cases) {
    it(title, async () => {
      const markTexts = await openTextFinder()
      const { slabs, ends } = joinTexts(texts.length, (row) => texts[row]!)
      for (const one of wanted) {
        const obvious = texts.map((text) => (text.includes(one) ? 1 : 0))
        const count = obvious.reduce((sum: number, mark) => sum + mark, 0)
        for (const mark of [markTexts, markTextsSlowly]) {
          const marks = new Uint8Array(texts.length)
          expect(mark(slabs[0] ?? Buffer.alloc(0), ends, Buffer.from(one), marks)).toBe(count)
          expect([...marks], one.slice(0, 20)).toEqual(obvious)
        }
      }
    })
  }
})

describe('a column of texts', () => {
  const addresses = Array.from({ length: slabRows + 50 }, (_, row) => searchText(`https://${row % 5 === 0 ? 'xn--rztehaus-0za' : 'Ärztehaus'}-${row}.example/Path/${row % 91}`))
  const column = joinTexts(addresses.length, (row) => addresses[row]!)

  it('gives each text back', () => {
    for (let row = 0; row < addresses.length; row += 37) expect(textAt(column, row)).toBe(addresses[row])
    expect(textAt(column, slabRows - 1)).toBe(addresses[slabRows - 1])
    expect(textAt(column, slabRows)).toBe(addresses[slabRows])
  })

  for (const text of ['ärztehaus-1', 'xn--rzte', '.example/path/90', 'ä', '/', `haus-${slabRows}.`, 'nobody', 'h\nh', 'h\ud83d', '\udc00']) {
    it(`finds ${JSON.stringify(text)} in all of them`, async () => {
      const marks = new Uint8Array(addresses.length)
      const wanted = addresses.map((address) => (address.includes(text) ? 1 : 0))
      expect(await markRowsWith(column, text, marks, slices())).toBe(wanted.reduce((sum: number, mark) => sum + mark, 0))
      expect(Buffer.from(marks).equals(Uint8Array.from(wanted))).toBe(true)
    })
  }
})
