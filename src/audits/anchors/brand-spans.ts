import type { Brand } from './brand-names.js'
import type { Lexicon } from './lexicon.js'
import { editDistance } from '../../lib/edit-distance.js'
import { misspellingMax, sameWord, stemKey } from './inflection.js'

export interface BrandSpan {
  from: number
  to: number
  shown: string
  source: Brand['source'] | 'clinician'
  generic: boolean
  misspelt: boolean
}

/** Names of the provider and its clinicians in the words of an anchor (AN-02), longest first, without overlap. */
export function brandSpans(words: readonly string[], lexicon: Lexicon): BrandSpan[] {
  const spans: BrandSpan[] = []
  for (let i = 0; i < words.length;) {
    const span = longest([joinedSpan(words, i, lexicon), alignedSpan(words, i, lexicon), clinicianSpan(words, i, lexicon)]) ?? bentSpan(words, i, lexicon)
    if (span === null) {
      i += 1
      continue
    }
    spans.push(span)
    i = span.to
  }
  return spans
}

function longest(spans: ReadonlyArray<BrandSpan | null>): BrandSpan | null {
  let best: BrandSpan | null = null
  for (const span of spans) if (span !== null && (best === null || span.to > best.to)) best = span
  return best
}

/** Name as written, spaced in any way: "oakstreetdental", "Oak Street Dental", "OakStreet dental". */
function joinedSpan(words: readonly string[], from: number, lexicon: Lexicon): BrandSpan | null {
  let joined = ''
  let found: BrandSpan | null = null
  for (let to = from + 1; to <= words.length; to += 1) {
    joined += words[to - 1]!
    if (joined.length > lexicon.joinedLengthMax) break
    const brand = lexicon.brandsByJoined.get(joined)
    // A domain made of money words is a name only as it stands in the address; spaced out it is the money phrase.
    if (brand !== undefined && !(brand.generic && brand.source === 'domain' && to > from + 1)) found = { from, to, shown: brand.shown, source: brand.source, generic: brand.generic, misspelt: false }
  }
  return found ?? misspeltWord(words[from]!, from, lexicon)
}

/** One word that is a name in one piece with a slip in it: "oakstretdental". */
function misspeltWord(word: string, from: number, lexicon: Lexicon): BrandSpan | null {
  if (word.length < 5 || isKnownWord(word, lexicon)) return null
  for (const brand of lexicon.brands) {
    const joinedLength = brand.words.reduce((sum, one) => sum + one.length, 0)
    const allowed = misspellingMax(joinedLength)
    // A whole word of the name is no misspelling of the name.
    if (brand.words.includes(word) || brand.source === 'short name') continue
    if (allowed === 0 || Math.abs(joinedLength - word.length) > allowed || brand.generic) continue
    if (editDistance(word, brand.words.join(''), allowed) <= allowed) return { from, to: from + 1, shown: brand.shown, source: brand.source, generic: false, misspelt: true }
  }
  return null
}

function isKnownWord(word: string, lexicon: Lexicon): boolean {
  return lexicon.phrases.get(lexicon.classOf(word)) !== undefined || lexicon.exactPhrases.get(word) !== undefined
}

/**
 * Name word by word, each as written, inflected or misspelt, at least one word exactly right; function words between
 * them don't count ("Zahnzentrum am Rhein").
 */
function alignedSpan(words: readonly string[], from: number, lexicon: Lexicon): BrandSpan | null {
  // A name may begin with the misspelt word, so the right one is looked for a little further on.
  for (let probe = from; probe < Math.min(words.length, from + 5); probe += 1) {
    for (const { brand } of lexicon.brandsByWord.get(words[probe]!) ?? []) {
      if (brand.words.length < 2 || (brand.generic && brand.source === 'domain')) continue
      const to = alignedEnd(words, from, brand, lexicon)
      if (to > probe) return { from, to, shown: brand.shown, source: brand.source, generic: brand.generic, misspelt: to - from === brand.words.length }
    }
  }
  return null
}

/** Bent words of a name are long enough to be nobody else's, however many they are. */
const bentLettersMin = 7

/**
 * A name of which every word is bent, as Slavic languages do in the middle of a sentence: "Kardiologii Kasztanowej" for
 * Kardiologia Kasztanowa. No misspelling is allowed on top of that.
 */
function bentSpan(words: readonly string[], from: number, lexicon: Lexicon): BrandSpan | null {
  for (const brand of lexicon.brandsByStem.get(stemKey(words[from]!)) ?? []) {
    const to = from + brand.words.length
    if (to > words.length || brand.generic || brand.source === 'domain' || brand.words.join('').length < bentLettersMin) continue
    if (brand.words.every((word, at) => sameWord(words[from + at]!, word, lexicon.vocabulary.inflection))) return { from, to, shown: brand.shown, source: brand.source, generic: false, misspelt: false }
  }
  return null
}

/** Where a name that begins at `from` ends, or -1. */
function alignedEnd(words: readonly string[], from: number, brand: Brand, lexicon: Lexicon): number {
  let at = from
  for (const word of brand.words) {
    while (at > from && at - from < brand.words.length + 1 && at < words.length && words[at] !== word && isStop(words[at]!, lexicon)) at += 1
    if (at >= words.length || !wordAgrees(words[at]!, word, lexicon)) return -1
    at += 1
  }
  return at
}

function isStop(word: string, lexicon: Lexicon): boolean {
  return lexicon.exactPhrases.get(word)?.some((phrase) => phrase.role === 'stop' && phrase.words.length === 1) === true
}

function wordAgrees(word: string, brandWord: string, lexicon: Lexicon): boolean {
  if (word === brandWord) return true
  if (sameWord(word, brandWord, lexicon.vocabulary.inflection)) return true
  if (word.charCodeAt(0) > 0x250) return false
  const allowed = misspellingMax(brandWord.length)
  return allowed > 0 && !isKnownWord(word, lexicon) && editDistance(word, brandWord, allowed) <= allowed
}

/**
 * A clinician: surname with a title, a first name or an initial beside it. A bare surname says nothing, for "Long" and
 * "Park" are words too.
 */
function clinicianSpan(words: readonly string[], from: number, lexicon: Lexicon): BrandSpan | null {
  if (lexicon.clinicians.size === 0) return null
  let start = from
  while (start < words.length && lexicon.vocabulary.titles.has(words[start]!)) start += 1
  const titled = start > from
  for (let at = start; at < Math.min(words.length, start + 4); at += 1) {
    for (const clinician of lexicon.clinicians.get(words[at]!) ?? []) {
      const between = words.slice(start, at)
      const named = between.every((word) => word.length === 1 || clinician.words.has(word) || lexicon.vocabulary.titles.has(word))
      if (!named) continue
      const byFirst = between.some((word) => word === clinician.first || (word.length === 1 && word === clinician.first[0]))
      let to = at + 1
      // "Rao, Amara": the first name behind, perhaps after nothing else.
      const behind = to < words.length && words[to] === clinician.first && clinician.first !== ''
      if (behind) to += 1
      let credentialed = false
      while (to < words.length && lexicon.vocabulary.titles.has(words[to]!)) {
        credentialed = true
        to += 1
      }
      if (titled || byFirst || behind || credentialed) return { from, to, shown: clinician.shown, source: 'clinician', generic: false, misspelt: false }
    }
  }
  return null
}
