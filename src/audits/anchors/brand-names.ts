import type { SiteFacts } from '../../model/facts.js'
import type { Lexicon } from './lexicon.js'
import { stemKey } from './inflection.js'
import { foldWord, wordsOf } from './normalise.js'
import { tagPhrases } from './tag-phrases.js'
import { isTransliterable, transliterations, umlautForms } from './transliterate.js'
import { hasUnspaced } from './word-tables.js'

export interface Brand {
  words: string[]
  shown: string
  source: 'name' | 'former name' | 'domain' | 'short name'
  /** Made of nothing but money words, places and fillers (AN-02, generic brand). */
  generic: boolean
}

export interface Clinician {
  shown: string
  first: string
  words: ReadonlySet<string>
}

/** Adds names, domain labels, short names and clinicians of a site to its lexicon (AN-02). */
export function addBrands(lexicon: Lexicon, site: SiteFacts): void {
  const { profile } = site
  const { vocabulary } = lexicon
  const nameWords = new Set<string>()
  for (const name of profile.names) addName(lexicon, name, 'name', nameWords)
  for (const name of profile.formerNames) addName(lexicon, name, 'former name', nameWords)
  const siteWords = new Set(lexicon.sitePhrases.flatMap(({ words }) => words))
  const isLabelWord = (word: string) => nameWords.has(word) || vocabulary.labelWords.has(word) || lexicon.places.has(word) || siteWords.has(word)
  for (const domain of lexicon.ownDomains) {
    const label = foldWord(domain.split('.')[0]!)
    if (label.length < 3) continue
    addBrand(lexicon, label.split('-').flatMap((part) => splitLabel(part, isLabelWord)), domain, 'domain')
  }
  for (const name of profile.names) addShortNames(lexicon, name)
  for (const name of [...profile.names, ...profile.formerNames]) addEverydayNames(lexicon, name)
  for (const { name } of profile.clinicians) addClinician(lexicon, name)
}

function addName(lexicon: Lexicon, text: string, source: Brand['source'], nameWords: Set<string>): void {
  const { legalForms, allTitles } = lexicon.vocabulary
  for (const form of [text, ...umlautForms(text)]) {
    let words = wordsOf(form)
    while (words.length > 1 && legalForms.has(words.at(-1)!)) words = words.slice(0, -1)
    if (words.length > 1 && words[0] === 'the') words = words.slice(1)
    for (const word of words) nameWords.add(word)
    addBrand(lexicon, words, text, source)
    // "Dr. Amara Rao Dental" is known as "Amara Rao Dental" too; a lone word would be anybody's.
    const bare = words.filter((word) => !allTitles.has(word))
    if (bare.length >= 2 && bare.length < words.length) addBrand(lexicon, bare, text, source)
    for (const latin of latinForms(words)) addBrand(lexicon, latin, text, source)
  }
}

/** A name in Cyrillic or Greek as it is written in Latin letters. */
function latinForms(words: readonly string[]): string[][] {
  if (!words.some(isTransliterable)) return []
  const forms = words.map(transliterations)
  const count = Math.max(...forms.map((list) => list.length))
  return Array.from({ length: count }, (_, at) => forms.map((list) => list[Math.min(at, list.length - 1)]!))
}

/** Letters of a lone word that is distinctive enough to stand for the whole name. */
const distinctiveLetters = 6

/**
 * What is left of a name without its fillers ("Clínica Sorriso Lisboa": "Sorriso Lisboa"; "Riverbend Heart Center":
 * "Riverbend"). One word has to be long and mean nothing else, and counts only where it is written as a name.
 */
function addShortNames(lexicon: Lexicon, name: string): void {
  const { fillers, allTitles } = lexicon.vocabulary
  const whole = wordsOf(name).filter((word) => !lexicon.vocabulary.legalForms.has(word))
  for (const words of [whole, ...latinForms(whole)]) {
    let from = 0
    let to = words.length
    while (from < to && fillers.has(whole[from]!)) from += 1
    while (to > from && fillers.has(whole[to - 1]!)) to -= 1
    const left = words.slice(from, to)
    if (left.length >= 2 && left.length < words.length && !left.every((word) => allTitles.has(word)) && !isGenericName(left, lexicon) && left.join('').length >= distinctiveLetters) addBrand(lexicon, left, name, 'short name')
    if (words.length < 2) continue
    const tags = tagPhrases(words, lexicon, false)
    const other = tags.filter((tag) => tag.role === 'other')
    const lone = other.length === 1 && other[0]!.to - other[0]!.from === 1 ? words[other[0]!.from]! : null
    if (lone !== null && lone.length >= distinctiveLetters && !hasUnspaced(lone) && !allTitles.has(lone)) addBrand(lexicon, [lone], name, 'short name')
  }
}

/** More words that may be left out would be hundreds of short forms; such a name has none but those that keep one word for its kind. */
const looseMax = 5

/**
 * The everyday form of a name: words of it in their order, as long as those that set it apart and one that tells its kind
 * stay ("Oak Dental" of Oak Street Dental, "Northgate Clinic" of Northgate Heart Clinic). Streets, towns and what is treated
 * may go; a treatment is no kind, so "Oak Implants" is no form of Oak Street Dental Implants.
 */
function addEverydayNames(lexicon: Lexicon, name: string): void {
  const { allTitles, legalForms } = lexicon.vocabulary
  for (const form of [name, ...umlautForms(name)]) {
    const words = wordsOf(form).filter((word) => !legalForms.has(word) && !allTitles.has(word) && !hasUnspaced(word))
    const parts = words.map((word) => partOf(word, lexicon))
    const own = words.filter((_, at) => parts[at] === 'own')
    const kinds = words.flatMap((_, at) => (parts[at] === 'kind' ? [at] : []))
    const loose = words.flatMap((_, at) => (parts[at] === 'loose' ? [at] : []))
    if (own.length === 0 || kinds.length === 0 || kinds.length + loose.length < 2) continue
    const chosen = kinds.length + loose.length <= looseMax ? subsetsOf([...kinds, ...loose]).filter((kept) => kept.some((at) => parts[at] === 'kind')) : kinds.map((at) => [at])
    for (const kept of chosen) {
      const short = words.filter((_, at) => parts[at] === 'own' || kept.includes(at))
      if (short.length < words.length && short.join('').length >= distinctiveLetters) addBrand(lexicon, short, name, 'short name')
    }
  }
}

/** What a word does in a name: set it apart, tell its kind, tell more (a street, a town, a treatment), or join the others. */
function partOf(word: string, lexicon: Lexicon): 'own' | 'kind' | 'loose' | 'stop' {
  const { fillers, streets, compounding } = lexicon.vocabulary
  const tags = tagPhrases([word], lexicon, lexicon.siteLanguages.some((language) => compounding.has(language)))
  if (fillers.has(word) || tags.some(({ concept }) => concept !== null && kindsOfConcepts.has(concept.kind))) return 'kind'
  if (tags.every(({ role }) => role === 'stop')) return 'stop'
  return tags.every(({ role }) => role === 'other') && !streets.has(word) ? 'own' : 'loose'
}

/** Concepts that tell what a practice is, not what it does. */
export const kindsOfConcepts: ReadonlySet<string> = new Set(['provider', 'specialty'])

function subsetsOf(places: readonly number[]): number[][] {
  return Array.from({ length: 2 ** places.length }, (_, bits) => places.filter((_place, at) => (bits & (1 << at)) !== 0))
}

function addClinician(lexicon: Lexicon, name: string): void {
  const { allTitles } = lexicon.vocabulary
  for (const form of [name, ...umlautForms(name)]) {
    const plain = wordsOf(form).filter((word) => !allTitles.has(word) && word.length > 1)
    for (const words of [plain, ...latinForms(plain)]) {
      if (words.length === 0) continue
      if (words.some((word) => hasUnspaced(word))) {
        addBrand(lexicon, words, name, 'name')
        continue
      }
      const clinician: Clinician = { shown: name, first: words.length > 1 ? words[0]! : '', words: new Set(words) }
      // Of two surnames either may stand alone with the first name (García López); Hungarian puts the surname first.
      for (const surname of new Set(words.length > 1 ? words.slice(1).filter((word) => word.length > 2 || word === words.at(-1)) : words)) {
        lexicon.clinicians.set(surname, [...(lexicon.clinicians.get(surname) ?? []), clinician])
      }
    }
  }
}

function addBrand(lexicon: Lexicon, words: readonly string[], shown: string, source: Brand['source']): void {
  const joined = words.join('')
  if (joined.length < 2 || lexicon.brandsByJoined.has(joined)) return
  const brand: Brand = { words: [...words], shown, source, generic: isGenericName(words, lexicon) }
  lexicon.brands.push(brand)
  lexicon.brandsByJoined.set(joined, brand)
  lexicon.joinedLengthMax = Math.max(lexicon.joinedLengthMax, joined.length)
  const stem = stemKey(words[0]!)
  lexicon.brandsByStem.set(stem, [...(lexicon.brandsByStem.get(stem) ?? []), brand])
  words.forEach((word, at) => lexicon.brandsByWord.set(word, [...(lexicon.brandsByWord.get(word) ?? []), { brand, at }]))
}

/** True if a name says nothing but what is sold and where: "Dayton Dental Implants". */
function isGenericName(words: readonly string[], lexicon: Lexicon): boolean {
  const tags = tagPhrases(words, lexicon, false)
  return tags.some((tag) => tag.concept !== null) && tags.every((tag) => tag.role !== 'other')
}

/** Splits a domain label at known words ("oakstreetdental"), fewest pieces; itself where it can't be done. */
function splitLabel(label: string, isKnown: (word: string) => boolean): string[] {
  if (label.length > 63 || isKnown(label)) return [label]
  const best: Array<string[] | null> = [[]]
  for (let end = 1; end <= label.length; end += 1) {
    best[end] = null
    for (let start = Math.max(0, end - 24); start < end; start += 1) {
      const before = best[start]
      const piece = label.slice(start, end)
      if (before == null || piece.length < 2 || !isKnown(piece)) continue
      if (best[end] == null || before.length + 1 < best[end]!.length) best[end] = [...before, piece]
    }
  }
  return best[label.length] ?? [label]
}
