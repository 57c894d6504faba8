import type { Brand, Lexicon } from './lexicon.js'
import { editDistance, misspellingMax, sameWord } from './inflection.js'

export interface BrandSpan {
  from: number
  to: number
  shown: string
  source: Brand['source']
  generic: boolean
  misspelt: boolean
}

/** Names of the provider and its clinicians in the words of an anchor (AN-02), longest first, without overlap. */
export function brandSpans(words: readonly string[], lexicon: Lexicon): BrandSpan[] {
  const spans: BrandSpan[] = []
  for (let i = 0; i < words.length;) {
    const span = longest([joinedSpan(words, i, lexicon), alignedSpan(words, i, lexicon), clinicianSpan(words, i, lexicon)])
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
    if (brand !== undefined) found = { from, to, shown: brand.shown, source: brand.source, generic: brand.generic, misspelt: false }
  }
  return found ?? misspeltWord(words[from]!, from, lexicon)
}

/** One word that is a name in one piece with a slip in it: "oakstretdental". */
function misspeltWord(word: string, from: number, lexicon: Lexicon): BrandSpan | null {
  if (word.length < 5 || isKnownWord(word, lexicon)) return null
  for (const brand of lexicon.brands) {
    const joinedLength = brand.words.reduce((sum, one) => sum + one.length, 0)
    const allowed = misspellingMax(joinedLength)
    if (allowed === 0 || Math.abs(joinedLength - word.length) > allowed || brand.generic) continue
    if (editDistance(word, brand.words.join(''), allowed) <= allowed) return { from, to: from + 1, shown: brand.shown, source: brand.source, generic: false, misspelt: true }
  }
  return null
}

function isKnownWord(word: string, lexicon: Lexicon): boolean {
  return lexicon.phrases.has(lexicon.classOf(word)) || lexicon.exactPhrases.has(word)
}

/** Name word by word, each as written, inflected or misspelt; at least one word exactly right. */
function alignedSpan(words: readonly string[], from: number, lexicon: Lexicon): BrandSpan | null {
  // A name may begin with the misspelt word, so the right one is looked for a little further on.
  for (let probe = from; probe < Math.min(words.length, from + 4); probe += 1) {
    for (const { brand, at } of lexicon.brandsByWord.get(words[probe]!) ?? []) {
      if (probe - at !== from || brand.words.length < 2 || from + brand.words.length > words.length) continue
      if (brand.words.every((word, i) => wordAgrees(words[from + i]!, word, lexicon))) {
        return { from, to: from + brand.words.length, shown: brand.shown, source: brand.source, generic: brand.generic, misspelt: true }
      }
    }
  }
  return null
}

function wordAgrees(word: string, brandWord: string, lexicon: Lexicon): boolean {
  if (word === brandWord) return true
  if (word.charCodeAt(0) > 0x250) return sameWord(word, brandWord)
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
  while (start < words.length && lexicon.titles.has(words[start]!)) start += 1
  const titled = start > from
  for (let at = start; at < Math.min(words.length, start + 4); at += 1) {
    for (const clinician of lexicon.clinicians.get(words[at]!) ?? []) {
      const between = words.slice(start, at)
      const named = between.every((word) => word.length === 1 || clinician.words.has(word) || lexicon.titles.has(word))
      if (!named) continue
      const byFirst = between.some((word) => word === clinician.first || (word.length === 1 && word === clinician.first[0]))
      let to = at + 1
      // "Rao, Amara": the first name behind, perhaps after nothing else.
      const behind = to < words.length && words[to] === clinician.first && clinician.first !== ''
      if (behind) to += 1
      let credentialed = false
      while (to < words.length && lexicon.titles.has(words[to]!)) {
        credentialed = true
        to += 1
      }
      if (titled || byFirst || behind || credentialed) return { from, to, shown: clinician.shown, source: 'clinician', generic: false, misspelt: false }
    }
  }
  return null
}
