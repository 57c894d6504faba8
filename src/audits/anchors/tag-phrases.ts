import type { Lexicon } from './lexicon.js'
import type { Concept, Phrase, Role } from './vocabulary.js'
import { sameWord, stemKey } from './inflection.js'

/** A run of words of an anchor and what it is to the lexicon. */
export interface Tag {
  role: Role | 'other' | 'brand'
  concept: Concept | null
  from: number
  to: number
}

type Tables = Pick<Lexicon, 'vocabulary' | 'phrases' | 'exactPhrases' | 'places' | 'classOf' | 'siteLanguages'>

/** What the tables of a lexicon hold of one word, looked up in one place: most words of a text are asked for again with the next. */
interface KnownWord {
  class: string
  inflected: readonly Phrase[] | undefined
  exact: readonly Phrase[] | undefined
  place: Phrase | undefined
}

const knownWords = new WeakMap<Tables, Map<string, KnownWord>>()
const knownWordsMax = 20_000

function allKnown(words: readonly string[], lexicon: Tables): KnownWord[] {
  let table = knownWords.get(lexicon)
  if (table === undefined) knownWords.set(lexicon, (table = new Map()))
  const all: KnownWord[] = []
  for (const word of words) {
    let known = table.get(word)
    if (known === undefined) {
      if (table.size >= knownWordsMax) table.clear()
      table.set(word, (known = lookUp(word, lexicon)))
    }
    all.push(known)
  }
  return all
}

function lookUp(word: string, lexicon: Tables): KnownWord {
  const wordClass = lexicon.classOf(word)
  return { class: wordClass, inflected: lexicon.phrases.get(wordClass), exact: lexicon.exactPhrases.get(word), place: inflectedPlace(word, lexicon) }
}

/**
 * Cuts words into phrases the lexicon knows, longest first, from left to right. `compounds` asks for German-style
 * compounds to be taken apart ("implantatklinik").
 */
export function tagPhrases(words: readonly string[], lexicon: Tables, compounds: boolean): Tag[] {
  const known = allKnown(words, lexicon)
  const classes = known.map((word) => word.class)
  const tags: Tag[] = []
  for (let i = 0; i < words.length;) {
    const inflected = longest(known[i]!.inflected, classes, i)
    const exact = longest(known[i]!.exact, words, i) ?? known[i]!.place
    // Where two lists know a run of the same length, the medical reading counts.
    const best = inflected === undefined || (exact !== undefined && exact.words.length > inflected.words.length) ? exact : inflected
    if (best !== undefined) {
      tags.push({ role: best.role, concept: best.concept, from: i, to: i + best.words.length })
      i += best.words.length
      continue
    }
    const parts = compounds ? compoundOf(words[i]!, lexicon) : null
    if (parts === null) tags.push({ role: 'other', concept: null, from: i, to: i + 1 })
    else for (const part of parts) tags.push({ role: part === null ? 'other' : 'concept', concept: part, from: i, to: i + 1 })
    i += 1
  }
  return tags
}

function longest<P extends { words: string[] }>(list: readonly P[] | undefined, words: readonly string[], at: number): P | undefined {
  // Lists are sorted by length, so the first that fits is the longest.
  return list?.find((phrase) => at + phrase.words.length <= words.length && phrase.words.every((word, i) => word === words[at + i]))
}

/** Cities inflect in Cyrillic, Greek and, by language, Latin ("w Krakowie"): the last resort for one-word places. */
function inflectedPlace(word: string, { places, siteLanguages, vocabulary }: Pick<Tables, 'vocabulary' | 'places' | 'siteLanguages'>): Phrase | undefined {
  if (word.length < 4 || places.size === 0) return undefined
  if (word.charCodeAt(0) <= 0x250 && !siteLanguages.some((language) => vocabulary.inflecting.has(language))) return undefined
  const key = stemKey(word)
  for (const [place, phrase] of places) if (place.startsWith(key) && sameWord(place, word, vocabulary.inflection)) return phrase
  return undefined
}

/** Concepts of a compound's parts; null stands for a part that means nothing to us. Null as a whole: no compound. */
function compoundOf(word: string, lexicon: Pick<Lexicon, 'phrases' | 'classOf' | 'vocabulary'>): Array<Concept | null> | null {
  if (word.length < 9 || word.charCodeAt(0) > 0x250 || lexicon.vocabulary.compoundExceptions.has(word)) return null
  let tailOnly: Concept | null = null
  let headOnly: Concept | null = null
  for (let cut = 4; cut <= word.length - 4; cut += 1) {
    const tail = singleConcept(word.slice(cut), lexicon)
    const head = singleConcept(word.slice(0, cut), lexicon) ?? singleConcept(word.slice(0, cut).replace(/(?:en|es|s|n)$/u, ''), lexicon)
    if (head !== null && tail !== null) return [head, tail]
    // One known part alone has to be long: "Mitteilungen" has nothing to do with lungs.
    if (tail !== null && word.length - cut >= 7) tailOnly ??= tail
    if (head !== null && cut >= 6) headOnly = head
  }
  if (tailOnly !== null) return [tailOnly]
  return headOnly === null ? null : [headOnly, null]
}

function singleConcept(word: string, lexicon: Pick<Lexicon, 'phrases' | 'classOf'>): Concept | null {
  if (word.length < 4) return null
  return lexicon.phrases.get(lexicon.classOf(word))?.find((phrase) => phrase.role === 'concept' && phrase.words.length === 1)?.concept ?? null
}
