import { isUnspaced, wordsOf } from './normalise.js'
import { sameWord, stemKey, type Inflection } from './inflection.js'

// Tables in two layers: one built once from the shipped lists, and a thin one of a site's own words over it. A site adds
// some dozens of words to many thousands, so that a program with many sites holds the thousands once.

/** True if a word has letters of a script written without spaces. */
export function hasUnspaced(word: string): boolean {
  for (let i = 0; i < word.length; i += 1) if (word.charCodeAt(i) >= firstUnspaced && isUnspaced(word.codePointAt(i)!)) return true
  return false
}

/** True for a text without any letter as far up as those of such scripts: nearly every text, of which no words need be cut. */
function isLow(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) >= firstUnspaced) return false
  return true
}

const firstUnspaced = 0x0e00

/** Lists by first word (or character), longest entry first; among equals a site's own come before shipped ones, else in order of arrival. */
export interface LongestFirst<Entry> {
  get(key: string): readonly Entry[] | undefined
  add(key: string, entry: Entry): void
}

export function makeLongestFirst<Entry>(lengthOf: (entry: Entry) => number, base: LongestFirst<Entry> | null): LongestFirst<Entry> {
  const own = new Map<string, Entry[]>()
  return {
    get: base === null ? (key) => own.get(key) : (key) => own.get(key) ?? base.get(key),
    add(key, entry) {
      let list = own.get(key)
      if (list === undefined) own.set(key, (list = [...(base?.get(key) ?? [])]))
      const length = lengthOf(entry)
      const shipped = base?.get(key)
      const at = list.findIndex((one) => lengthOf(one) < length || (lengthOf(one) === length && shipped?.includes(one) === true))
      list.splice(at === -1 ? list.length : at, 0, entry)
    },
  }
}

/** Cuts runs of unspaced scripts at dictionary words, longest first; what is between them stays together. */
export interface Cutter {
  words: LongestFirst<string>
  add(text: string): void
  cut(word: string): string[]
}

export function makeCutter(base: Cutter | null): Cutter {
  const words = makeLongestFirst<string>((entry) => entry.length, base?.words ?? null)
  return {
    words,
    add(text) {
      if (isLow(text)) return
      for (const word of wordsOf(text)) if (hasUnspaced(word) && words.get(word[0]!)?.includes(word) !== true) words.add(word[0]!, word)
    },
    cut(word) {
      const pieces: string[] = []
      let rest = ''
      for (let i = 0; i < word.length;) {
        const found = words.get(word[i]!)?.find((entry) => word.startsWith(entry, i))
        if (found === undefined) {
          rest += word[i]
          i += 1
          continue
        }
        if (rest !== '') pieces.push(rest)
        rest = ''
        pieces.push(found)
        i += found.length
      }
      if (rest !== '') pieces.push(rest)
      return pieces
    },
  }
}

/** Word without the particles that Arabic and Hebrew write together with it; itself first. */
function withoutClitics(word: string, { arabic, hebrew }: Inflection): string[] {
  const code = word.charCodeAt(0)
  const clitics = code >= 0x600 && code <= 0x6ff ? arabic : code >= 0x5d0 && code <= 0x5ea ? hebrew : null
  if (clitics === null) return [word]
  return [word, ...clitics.filter((clitic) => word.startsWith(clitic) && word.length - clitic.length >= 3).map((clitic) => word.slice(clitic.length))]
}

/** Classes of words that are forms of one; the first form added gives its name. */
export interface WordClasses {
  add(word: string): string
  classOf(word: string): string
  /** Class of a word if any form of it was added. */
  find(word: string): string | undefined
}

const classCacheMax = 50_000

export function makeClasses(base: WordClasses | null, inflection: Inflection): WordClasses {
  const known = new Map<string, string>()
  const buckets = new Map<string, string[]>()
  const cache = new Map<string, string>()
  const findOwn = (word: string): string | undefined => {
    if (known.size === 0) return undefined
    if (word.charCodeAt(0) < 0x590) return buckets.get(stemKey(word))?.find((one) => sameWord(one, word, inflection))
    const forms = withoutClitics(word, inflection)
    for (const form of forms) {
      const exact = known.get(form)
      if (exact !== undefined) return exact
    }
    for (const form of forms) {
      const head = buckets.get(stemKey(form))?.find((one) => sameWord(one, form, inflection))
      if (head !== undefined) return head
    }
    return undefined
  }
  const find = (word: string) => known.get(word) ?? base?.find(word) ?? findOwn(word)
  return {
    find,
    add(word) {
      const bare = withoutClitics(word, inflection).at(word.startsWith('ال') ? -1 : 0)!
      const head = find(word) ?? bare
      known.set(word, head)
      known.set(bare, head)
      if (head === bare) {
        const bucket = buckets.get(stemKey(bare)) ?? []
        if (!bucket.includes(bare)) bucket.push(bare)
        buckets.set(stemKey(bare), bucket)
      }
      cache.clear()
      return head
    },
    classOf(word) {
      const cached = cache.get(word)
      if (cached !== undefined) return cached
      const found = find(word) ?? word
      if (cache.size > classCacheMax) cache.clear()
      cache.set(word, found)
      return found
    },
  }
}
