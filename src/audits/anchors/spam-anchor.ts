import type { Lexicon } from './lexicon.js'
import { foldWord } from './normalise.js'

const leet: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '!': 'i' }

/**
 * The words for which an anchor is spam, or null (AK-SPAM). A medicine's name alone is no spam on a health site: it has to
 * be on sale, or disguised. `covered` are words that belong to the provider's own name.
 */
export function spamOf(visible: string, words: readonly string[], covered: (at: number) => boolean, lexicon: Lexicon): string | null {
  for (const piece of visible.toLowerCase().split(' ')) {
    if (piece.length > 40 || !/\p{L}/u.test(piece) || !/[0-9@$!]/u.test(piece)) continue
    const plain = foldWord(piece.replace(/[0134 57@$!]/gu, (sign) => leet[sign] ?? sign)).replace(/[^\p{L}]/gu, '')
    if (plain !== foldWord(piece) && lexicon.spamDrugs.has(plain)) return `${piece} (disguised)`
  }
  const drug = words.find((word, at) => lexicon.spamDrugs.has(word) && !covered(at))
  if (drug !== undefined) {
    const sale = words.findIndex((word, at) => phraseAt(lexicon.spamSale, words, at) !== null && word !== drug)
    if (sale !== -1) return `${drug}, ${words[sale]!}`
    const weak = words.filter((word) => lexicon.spamSaleWeak.has(word))
    if (new Set(weak).size >= 2) return `${drug}, ${weak.join(', ')}`
  }
  const medical = words.some((word) => lexicon.phrases.get(lexicon.classOf(word))?.some((phrase) => phrase.concept !== null && phrase.words.length === 1) === true)
  for (let at = 0; at < words.length; at += 1) {
    const phrase = covered(at) ? null : phraseAt(lexicon.spamPlain, words, at)
    // One word alone may be a street or a town (Casino Road Clinic); beside a medical word it needs company.
    if (phrase !== null && (phrase.length > 1 || !medical)) return phrase.join(' ')
  }
  return null
}

function phraseAt(table: ReadonlyMap<string, string[][]>, words: readonly string[], at: number): string[] | null {
  return table.get(words[at]!)?.find((phrase) => phrase.every((word, i) => words[at + i] === word)) ?? null
}
