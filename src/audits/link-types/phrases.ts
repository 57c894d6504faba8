/**
 * Words and phrases found in text without a pattern per phrase: the text is folded and cut into words once, and every word
 * looks up the phrases that begin with it. Cost is that of the text, whatever the size of the lists.
 */
export interface PhraseIndex<Value> {
  byFirst: Map<string, Array<Phrase<Value>>>
  /** A slash begins so many phrases of paths that these are found by the word after it. */
  bySlash: Map<string, Array<Phrase<Value>>>
  /** Phrases in scripts without spaces between words; looked for as they are. */
  unspaced: Array<{ text: string; value: Value }>
}

interface Phrase<Value> {
  words: readonly string[]
  value: Value
  text: string
}

export interface PhraseMatch<Value> {
  value: Value
  text: string
  /** Index of the first word, and how many words. */
  at: number
  length: number
}

const unspacedScript = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u
/** ASCII, and the dashes, quotation marks, bullets and dots of U+2010 to U+2027: they fold to themselves and part words. */
const plainText = /^[\x20-\x7e\u2010-\u2027]*$/u
const wordPattern = /[\p{L}\p{M}\p{N}]+/gu

/** Case and accents off: `Publi-Rédactionnel` gives `publi-redactionnel`, `ß` gives `ss`, `ł` gives `l`. */
export function folded(text: string): string {
  const lower = text.toLowerCase()
  if (plainText.test(lower)) return lower
  return lower.normalize('NFD').replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]/gu, '').replace(/ß/gu, 'ss').replace(/ł/gu, 'l').replace(/ø/gu, 'o').replace(/đ/gu, 'd').replace(/æ/gu, 'ae').replace(/œ/gu, 'oe').replace(/ı/gu, 'i').normalize('NFC')
}

/** Words of folded text. */
export function wordsOf(text: string): string[] {
  const plain = folded(text)
  const words: string[] = []
  let from = -1
  for (let at = 0; at < plain.length; at += 1) {
    const code = plain.charCodeAt(at)
    if (code > 127 && !(code >= 0x2010 && code <= 0x2027)) return plain.match(wordPattern) ?? []
    const inWord = (code >= 97 && code <= 122) || (code >= 48 && code <= 57)
    if (inWord && from === -1) from = at
    else if (!inWord && from !== -1) {
      words.push(plain.slice(from, at))
      from = -1
    }
  }
  if (from !== -1) words.push(plain.slice(from))
  return words
}

export function phraseIndex<Value>(entries: Iterable<{ text: string; value: Value }>, cut: (text: string) => string[] = wordsOf): PhraseIndex<Value> {
  const index: PhraseIndex<Value> = { byFirst: new Map(), bySlash: new Map(), unspaced: [] }
  for (const { text, value } of entries) {
    if (unspacedScript.test(text)) {
      index.unspaced.push({ text: folded(text), value })
      continue
    }
    const words = cut(text)
    if (words.length === 0) continue
    const [phrases, key] = words[0] === '/' ? [index.bySlash, words[1] ?? ''] : [index.byFirst, words[0]!]
    const list = phrases.get(key)
    if (list) list.push({ words, value, text })
    else phrases.set(key, [{ words, value, text }])
  }
  return index
}

/** All phrases in `words`; `whole` is the folded text, for scripts without spaces. */
export function findPhrases<Value>(index: PhraseIndex<Value>, words: readonly string[], whole: string): Array<PhraseMatch<Value>> {
  // Most texts hold none; for those nothing is made.
  let found: Array<PhraseMatch<Value>> | undefined
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]!
    const list = word === '/' ? index.bySlash.get(words[at + 1] ?? '') : index.byFirst.get(word)
    if (list === undefined) continue
    for (const entry of list) {
      const length = entry.words.length
      if (at + length > words.length) continue
      let same = true
      for (let offset = 1; offset < length && same; offset += 1) same = words[at + offset] === entry.words[offset]
      if (same) (found ??= []).push({ value: entry.value, text: entry.text, at, length })
    }
  }
  if (index.unspaced.length > 0 && mayBeUnspaced(whole) && unspacedScript.test(whole)) {
    for (const entry of index.unspaced) if (whole.includes(entry.text)) (found ??= []).push({ value: entry.value, text: entry.text, at: 0, length: 1 })
  }
  return found ?? []
}

/** False for a text without any letter as far up as those of such scripts: nearly every text, for which the pattern would go through all of it. */
function mayBeUnspaced(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) >= firstUnspaced) return true
  return false
}

/** The first letter of Thai; Chinese and Japanese come later. */
const firstUnspaced = 0x0e01
