import type { Lexicon } from './lexicon.js'
import { foldWord } from './normalise.js'

const leet: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '!': 'i' }

/** Signs that stand for letters. */
const disguising = /[0-9@$!]/u

/**
 * The words for which an anchor is spam, or null (AK-SPAM). A medicine's name alone is no spam on a health site: it has to
 * be on sale, or disguised. `covered` are words that belong to the provider's own name.
 */
export function spamOf(visible: string, words: readonly string[], covered: (at: number) => boolean, lexicon: Lexicon, isAbout: (drug: string) => boolean): string | null {
  const { vocabulary } = lexicon
  for (const piece of disguising.test(visible) ? visible.toLowerCase().split(' ') : []) {
    if (piece.length > 40 || !/\p{L}/u.test(piece) || !/[0-9@$!]/u.test(piece)) continue
    const plain = foldWord(piece.replace(/[0134 57@$!]/gu, (sign) => leet[sign] ?? sign)).replace(/[^\p{L}]/gu, '')
    if (plain !== foldWord(piece) && vocabulary.spamDrugs.has(plain)) return `${piece} (disguised)`
  }
  const joined = spacedLetters(words)
  if (joined !== null && vocabulary.spamDrugs.has(joined)) return `${joined} (spaced out)`
  const drug = words.find((word, at) => vocabulary.spamDrugs.has(word) && !covered(at))
  if (drug !== undefined) {
    const sale = words.findIndex((word, at) => phraseAt(vocabulary.spamSale, words, at) !== null && word !== drug)
    if (sale !== -1) return `${drug}, ${words[sale]!}`
    // Potency pills and the like, named alone as the whole anchor of a page that does not speak of them.
    if (words.length === 1 && vocabulary.spamDrugsAlone.has(drug) && !isAbout(drug)) return drug
    const weak = words.filter((word) => vocabulary.spamSaleWeak.has(word))
    if (new Set(weak).size >= 2) return `${drug}, ${weak.join(', ')}`
  }
  for (let at = 0; at < words.length; at += 1) {
    const phrase = covered(at) ? null : phraseAt(vocabulary.spamPlain, words, at)
    // One word alone may be a street, a town (Casino Road Clinic) or what a headline speaks of; it needs company.
    if (phrase !== null && (phrase.length > 1 || (words.length <= 4 && !hasMedicalWord(words, lexicon)))) return phrase.join(' ')
  }
  return null
}

function phraseAt(table: ReadonlyMap<string, string[][]>, words: readonly string[], at: number): string[] | null {
  return table.get(words[at]!)?.find((phrase) => phrase.every((word, i) => words[at + i] === word)) ?? null
}

function hasMedicalWord(words: readonly string[], lexicon: Lexicon): boolean {
  return words.some((word) => lexicon.phrases.get(lexicon.classOf(word))?.some((phrase) => phrase.concept !== null && phrase.words.length === 1) === true)
}

/** "v i a g r a" in one piece: the first run of five single letters and more, alone or among other words. */
function spacedLetters(words: readonly string[]): string | null {
  for (let from = 0; from < words.length; from += 1) {
    let to = from
    while (to < words.length && words[to]!.length === 1) to += 1
    if (to - from >= 5 && to - from <= 20) return words.slice(from, to).join('')
    from = to
  }
  return null
}
