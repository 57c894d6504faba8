import { recent, type Recent } from '../../lib/recent.js'
import type { Lists } from '../../model/lists.js'
import { findPhrases, phraseIndex, wordsOf, type PhraseIndex, type PhraseMatch } from '../link-types/phrases.js'

/**
 * Whether two pages speak of the same medical specialty: a cardiology page that links to a cardiology page is worth more
 * than a dental one (product.md F7, QR-01). Words of eight languages, of professionals and of lay people, lead to one id
 * each, so that "heart doctor" meets "Kardiologe".
 */
export interface SpecialtyMatch {
  verdict: 'match' | 'related' | 'none' | 'unknown'
  /** Ids that both pages have, most named first; for `related` the pairs, "cardiology ~ vascular". */
  shared: string[]
  /** Words of the linking page and of the target that led there, for evidence. */
  linkingWords: string[]
  targetWords: string[]
}

/** Texts of a page. The first kinds are told by their writer to be the subject; the body counts where they say nothing. */
export interface SpecialtyTexts {
  /** `medicalSpecialty` of structured data and codes of registers. */
  declared?: readonly string[]
  title?: string
  headings?: readonly string[]
  /** Words of the path, or of the anchor text and its surroundings. */
  path?: string
  context?: string
}

interface SpecialtyWords {
  index: PhraseIndex<string>
  related: ReadonlySet<string>
  /** What was found in short texts seen lately. */
  named: Recent<ReadonlyArray<PhraseMatch<string>>>
}

const prepared = new WeakMap<Lists, SpecialtyWords>()
const idsMax = 6
const namedMax = 10_000
/** What a mention counts by where it stands; one in a title says more than one beside a link. */
const weights = { declared: 3, title: 2, headings: 1, path: 1, context: 1 } as const

export function matchSpecialties(linking: SpecialtyTexts, target: SpecialtyTexts, lists: Lists): SpecialtyMatch {
  const words = specialtyWords(lists)
  const from = specialtiesIn(linking, words)
  const to = specialtiesIn(target, words)
  const shown = { linkingWords: [...from.values()].slice(0, 3).map(({ word }) => word), targetWords: [...to.values()].slice(0, 3).map(({ word }) => word) }
  if (from.size === 0 || to.size === 0) return { verdict: 'unknown', shared: [], ...shown }
  const both = [...from.keys()].filter((id) => to.has(id))
  if (both.length > 0) return { verdict: 'match', shared: both.slice(0, 4), linkingWords: both.slice(0, 3).map((id) => from.get(id)!.word), targetWords: both.slice(0, 3).map((id) => to.get(id)!.word) }
  const pairs = [...from.keys()].flatMap((id) => [...to.keys()].filter((other) => words.related.has(`${id} ${other}`)).map((other) => `${id} ~ ${other}`))
  return pairs.length > 0 ? { verdict: 'related', shared: pairs.slice(0, 4), ...shown } : { verdict: 'none', shared: [], ...shown }
}

/** Specialties of a page, most named first, each with a word that named it. */
export function specialtiesOf(texts: SpecialtyTexts, lists: Lists): string[] {
  return [...specialtiesIn(texts, specialtyWords(lists)).keys()]
}

/** How often each specialty is named, by where it stands. */
export function specialtyCounts(texts: SpecialtyTexts, lists: Lists): ReadonlyMap<string, number> {
  return new Map([...specialtiesIn(texts, specialtyWords(lists))].map(([id, { count }]) => [id, count]))
}

type Found = ReadonlyMap<string, { word: string; count: number }>
const kept = new WeakMap<SpecialtyTexts, { words: SpecialtyWords; found: Found }>()

/** Kept by the object of texts: one target page stands behind many links. */
function specialtiesIn(texts: SpecialtyTexts, words: SpecialtyWords): Found {
  const known = kept.get(texts)
  if (known?.words === words) return known.found
  const found = findSpecialties(texts, words)
  kept.set(texts, { words, found })
  return found
}

function findSpecialties(texts: SpecialtyTexts, specialties: SpecialtyWords): Found {
  const counted = new Map<string, { word: string; count: number }>()
  const read = (text: string, weight: number) => {
    for (const { value, text: word } of namedIn(text, specialties)) {
      const known = counted.get(value)
      if (known === undefined) counted.set(value, { word, count: weight })
      else known.count += weight
    }
  }
  // schema.org writes one word of several: "PlasticSurgery" and "plastic surgery" are the same.
  for (const text of texts.declared ?? []) read(text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'), weights.declared)
  read(texts.title ?? '', weights.title)
  for (const heading of (texts.headings ?? []).slice(0, 20)) read(heading, weights.headings)
  read((texts.path ?? '').replace(/[/_.-]+/gu, ' '), weights.path)
  read(texts.context ?? '', weights.context)
  if (counted.size === 0) return counted
  return new Map([...counted].sort((a, b) => b[1].count - a[1].count || (a[0] < b[0] ? -1 : 1)).slice(0, idsMax))
}

const namedCharsMax = 200

/** The specialties that a text names, in its order; of short ones kept, since titles and anchors come again and again. */
function namedIn(text: string, { index, named }: SpecialtyWords): ReadonlyArray<PhraseMatch<string>> {
  if (text === '') return none
  const known = text.length > namedCharsMax ? undefined : named.get(text)
  if (known !== undefined) return known
  let end = 0
  // Of phrases that begin at one word the longest counts: "heart surgery", not "heart".
  const found = findPhrases(index, wordsOf(text.slice(0, 2_000)), text).sort((a, b) => a.at - b.at || b.length - a.length).filter(({ at, length }) => {
    if (at < end) return false
    end = at + length
    return true
  })
  if (text.length <= namedCharsMax) named.set(text, found)
  return found
}

const none: ReadonlyArray<PhraseMatch<string>> = []

function specialtyWords(lists: Lists): SpecialtyWords {
  let words = prepared.get(lists)
  if (words === undefined) {
    const entries = lists.wordIds('specialty/').flatMap((id) => lists.words(id).map((text) => ({ text, value: id.split('/')[1]! })))
    words = { index: phraseIndex(entries), named: recent(namedMax), related: new Set(lists.words('specialty-related').flatMap((pair) => [pair, pair.split(' ').reverse().join(' ')])) }
    prepared.set(lists, words)
  }
  return words
}
