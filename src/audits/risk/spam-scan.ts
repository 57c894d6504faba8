import type { Lists } from '../../model/lists.js'
import { pushTo } from './grouped.js'

/** One phrase of a word list found in a text. `token` is the ordinal of its first word (or character, in scripts without spaces). */
export interface Hit {
  list: string
  phrase: string
  token: number
}

interface Phrase {
  list: string
  phrase: string
  tokens: string[]
}

interface Lexicon {
  byToken: Map<string, Phrase[]>
  /** Phrases in scripts without spaces, by first character. */
  byCharacter: Map<string, Array<{ list: string; phrase: string; text: string }>>
  /** Marked at `placeOf` of every word that begins a phrase: most words of an address can be passed over by it. */
  beginnings: Uint8Array
  /** The same for the phrases of one list alone, once somebody has asked for it. */
  ofList: Map<string, Uint8Array>
  /** What was found in short texts seen lately. */
  remembered: Map<string, readonly Hit[]>
}

const lexicons = new WeakMap<Lists, Lexicon>()

/**
 * Finds the phrases of the spam and risk lists in a text, in one pass over its words.
 *
 * Whole words only: "specialist" never counts for a drug whose name it contains. Case, accents, invisible characters,
 * full-width forms, letters written as digits or signs (`v1agra`, `ca$ino`) and spelled-out words (`v i a g r a`)
 * don't count. Phrases in Chinese, Japanese, Korean and Thai match anywhere, since their words have no spaces.
 */
export function scanText(text: string, lists: Lists): readonly Hit[] {
  if (text.length === 0) return noHits
  const lexicon = lexiconOf(lists)
  // Anchors, titles and link texts of a site's menu come again and again; long texts hardly ever do.
  if (text.length > rememberedCharsMax) return scan(text, lexicon)
  const before = lexicon.remembered.get(text)
  if (before !== undefined) return before
  if (lexicon.remembered.size >= rememberedMax) lexicon.remembered.clear()
  const hits = scan(text, lexicon)
  lexicon.remembered.set(text, hits)
  return hits
}

/** The same of a text that hardly ever comes twice, such as an address; it is not remembered. */
export function scanOnce(text: string, lists: Lists): readonly Hit[] {
  return text.length === 0 ? noHits : scan(text, lexiconOf(lists))
}

const rememberedCharsMax = 300
const rememberedMax = 20_000

function scan(text: string, lexicon: Lexicon): readonly Hit[] {
  const folded = fold(text)
  const hits: Hit[] = []
  scanTokens(tokensOf(folded), lexicon, hits)
  if (!plainPattern.test(folded)) addUnspaced(lexicon, folded, hits)
  return hits.length === 0 ? noHits : hits
}

/**
 * Hits in an address of plain letters, whose signs all part words, without writing it out; undefined for one that is
 * encoded or has other letters, which has to be written out first.
 */
export function scanAddress(host: string, path: string, lists: Lists): readonly Hit[] | undefined {
  const lexicon = lexiconOf(lists)
  const singles = singlesAtEnd(host, 0, lexicon.beginnings)
  if (singles !== undefined && singlesAtEnd(path, singles, lexicon.beginnings) !== undefined) return noHits
  if (!plainAddress.test(path) || !plainAddress.test(host)) return undefined
  const hits: Hit[] = []
  scanTokens([...plainTokens(host.toLowerCase()), ...plainTokens(path.toLowerCase())], lexicon, hits)
  return hits.length === 0 ? noHits : hits
}

/**
 * False if no phrase of this list stands in plain texts, one after the other, whatever else does; true where it takes a scan
 * to tell. For whoever asks for one list in texts that hardly ever come twice.
 */
export function mayHoldPhrase(list: string, texts: readonly string[], lists: Lists): boolean {
  const lexicon = lexiconOf(lists)
  let beginnings = lexicon.ofList.get(list)
  if (beginnings === undefined) {
    beginnings = new Uint8Array(1 << placesBits)
    for (const phrases of lexicon.byToken.values()) for (const phrase of phrases) if (phrase.list === list) beginnings[placeOf(phrase.tokens[0]!)] = 1
    lexicon.ofList.set(list, beginnings)
  }
  let singles: number | undefined = 0
  for (const text of texts) {
    singles = singlesAtEnd(text, singles, beginnings)
    if (singles === undefined) return true
  }
  return false
}

/** Spelled-out words have so many single letters in a row. */
const spelledMin = 4

/**
 * Passes over the words of a plain address without cutting them out. Undefined as soon as one may begin a phrase, mixes
 * letters with digits or signs, or is spelled out, or where a letter is not plain: then it has to be scanned. Otherwise
 * how many single letters in a row stand at the end, `before` being those that stood before it.
 */
function singlesAtEnd(text: string, before: number, beginnings: Uint8Array): number | undefined {
  let singles = before
  let from = -1
  let place = 0
  let letters = 0
  for (let at = 0; at <= text.length; at += 1) {
    const code = at === text.length ? 32 : text.charCodeAt(at)
    if (code > 126 || code === 37) return undefined
    const lower = code >= 65 && code <= 90 ? code + 32 : code
    if (isPlainLetter(lower)) {
      if (from === -1) {
        from = at
        place = 0
        letters = 0
      }
      if (lower >= 97) letters += 1
      place = placeAfter(place, lower)
    } else if (from !== -1) {
      const length = at - from
      if (isLetterSign(code) || beginnings[place] === 1 || (letters > 0 && letters < length)) return undefined
      singles = length === 1 ? singles + 1 : 0
      if (singles >= spelledMin) return undefined
      from = -1
    }
  }
  return singles
}

const placesBits = 18

/** The place of a word in `beginnings` after one more letter. */
function placeAfter(place: number, code: number): number {
  return (Math.imul(place, 31) + code) & ((1 << placesBits) - 1)
}

function placeOf(word: string): number {
  let place = 0
  for (let at = 0; at < word.length; at += 1) place = placeAfter(place, word.charCodeAt(at))
  return place
}

/** ASCII without the sign of what is encoded. */
// oxlint-disable-next-line no-control-regex -- The range of ASCII, so that plain addresses take the short way.
const plainAddress = /^[\x00-\x24\x26-\x7f]*$/u

function scanTokens(tokens: readonly string[], lexicon: Lexicon, hits: Hit[]): void {
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index]!
    if (!addMatches(lexicon, tokens, index, token, hits) && hasLeetSign(token) && letterPattern.test(token)) {
      if (!addMatches(lexicon, tokens, index, unleet(token, 'i'), hits)) addMatches(lexicon, tokens, index, unleet(token, 'l'), hits)
    }
  }
  addSpelledOut(lexicon, tokens, hits)
}

const noHits: readonly Hit[] = []
const letterPattern = /\p{L}/u
/** ASCII, and the quotation marks, dashes and dots that separate words and fold to nothing else. */
// oxlint-disable-next-line no-control-regex -- The range of ASCII, so that plain text takes the short way.
const plainPattern = /^[\x00-\x7f\u00b7\u00bb\u00ab\u2013\u2014\u2018-\u201f\u2022\u2026]*$/u
const unspacedPattern = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u

/** Lower case, one form for equal-looking characters, without accents and invisible characters. */
export function fold(text: string): string {
  if (plainPattern.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/gu, '')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/gu, '')
    .normalize('NFC')
    .replaceAll('ı', 'i')
}

/** Words of a folded text. A sign that can stand for a letter belongs to the word when it is inside it. */
export function tokensOf(folded: string): string[] {
  if (plainPattern.test(folded)) return plainTokens(folded)
  return folded.match(/[\p{L}\p{N}\p{M}]+(?:[@$!][\p{L}\p{N}\p{M}]+)*/gu) ?? []
}

/** What `[a-z0-9]+([@$!][a-z0-9]+)*` finds as a global pattern, by hand: this is done for every address there is. */
export function plainTokens(folded: string): string[] {
  const tokens: string[] = []
  let from = -1
  for (let at = 0; at < folded.length; at += 1) {
    const code = folded.charCodeAt(at)
    if (isPlainLetter(code)) {
      if (from === -1) from = at
    } else if (from !== -1 && !(isLetterSign(code) && isPlainLetter(folded.charCodeAt(at + 1)))) {
      tokens.push(folded.slice(from, at))
      from = -1
    }
  }
  if (from !== -1) tokens.push(folded.slice(from))
  return tokens
}

function isPlainLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57)
}

/** True for a token with a digit or sign in it. */
function hasLeetSign(token: string): boolean {
  for (let at = 0; at < token.length; at += 1) {
    const code = token.charCodeAt(at)
    if ((code >= 48 && code <= 57) || isLetterSign(code)) return true
  }
  return false
}

/** `@`, `$` and `!`, which can stand for a letter. */
function isLetterSign(code: number): boolean {
  return code === 64 || code === 36 || code === 33
}

function addMatches(lexicon: Lexicon, tokens: readonly string[], index: number, first: string, hits: Hit[]): boolean {
  const phrases = lexicon.byToken.get(first)
  if (phrases === undefined) return false
  let found = false
  for (const { list, phrase, tokens: wanted } of phrases) {
    let offset = 1
    while (offset < wanted.length && tokens[index + offset] === wanted[offset]) offset += 1
    if (offset === wanted.length) {
      hits.push({ list, phrase, token: index })
      found = true
    }
  }
  return found
}

const leetLetters: Record<string, string> = { 0: 'o', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b', '@': 'a', $: 's', '!': 'i' }

function unleet(token: string, one: 'i' | 'l'): string {
  let text = ''
  for (const character of token) text += character === '1' ? one : (leetLetters[character] ?? character)
  return text
}

/** Four or more single letters in a row are read as one word too. */
function addSpelledOut(lexicon: Lexicon, tokens: readonly string[], hits: Hit[]): void {
  for (let from = 0; from < tokens.length; ) {
    let to = from
    while (to < tokens.length && tokens[to]!.length === 1) to += 1
    if (to - from >= spelledMin) addMatches(lexicon, [], from, unleet(tokens.slice(from, to).join(''), 'i'), hits)
    from = to + 1
  }
}

function addUnspaced(lexicon: Lexicon, folded: string, hits: Hit[]): void {
  for (let at = 0; at < folded.length; at += 1) {
    const phrases = lexicon.byCharacter.get(folded[at]!)
    if (phrases === undefined) continue
    for (const { list, phrase, text } of phrases) if (folded.startsWith(text, at)) hits.push({ list, phrase, token: at })
  }
}

function lexiconOf(lists: Lists): Lexicon {
  const known = lexicons.get(lists)
  if (known !== undefined) return known
  const lexicon: Lexicon = { byToken: new Map(), byCharacter: new Map(), beginnings: new Uint8Array(1 << placesBits), ofList: new Map(), remembered: new Map() }
  for (const list of [...lists.wordIds('spam/'), ...lists.wordIds('risk/')]) {
    for (const phrase of lists.words(list)) {
      const text = fold(phrase).replace(/\s+/gu, ' ').trim()
      if (unspacedPattern.test(text)) {
        pushTo(lexicon.byCharacter, text[0]!, { list, phrase, text })
        continue
      }
      const tokens = tokensOf(text)
      if (tokens.length === 0) continue
      pushTo(lexicon.byToken, tokens[0]!, { list, phrase, tokens })
      lexicon.beginnings[placeOf(tokens[0]!)] = 1
    }
  }
  lexicons.set(lists, lexicon)
  return lexicon
}
