import type { Lists } from '../../model/lists.js'

/** A word found in a name, with the lists it stands in. */
interface NameWord {
  text: string
  lists: ReadonlySet<string>
}

/** A label of a host name as a reader takes it apart. */
export interface NameReading {
  words: NameWord[]
  longestDigits: number
  hyphens: number
  /** True if the name is one listed word and nothing else, but perhaps a form of the medicine ("xr"). */
  isOneWord: boolean
  /** True if no letter of the name was left unread. */
  isWhole: boolean
}

const labelCharsMax = 63
/** Shorter words turn up in names by chance and count only where the whole piece can be read. */
const freeWordCharsMin = 5
/** Words this long count after letters that could not be read. */
const distinctCharsMin = 7
const tailCharsMax = 4
/** Shorter ones that no other word holds. */
const distinctShort = 'name/distinct'
/** Names of medicines that no letters around them can make an ordinary word of. */
const longDrugs = 'name/long-drug'
/** Lists whose words spammers follow with letters of chance ("levitraqtm"), so that each name is free. */
const tailed = ['name/drug', 'name/medicine', 'name/casino-sure', 'name/adult-sure']
/** Ends of what stands before "cialis" in ordinary words: "specialist", "socialism", "commercialista", "crucial issues". */
const beforeCialis = /(?:^|spe|so|[iry]|n|fa|ra|gla|pa|spa|cru|du|tru)$/u

interface NameLexicon {
  words: ReadonlyMap<string, ReadonlySet<string>>
  /** Lengths of the words that begin with two letters, by those letters: what to look for at a place. */
  lengths: ReadonlyMap<number, readonly number[]>
}
const lexicons = new WeakMap<Lists, NameLexicon>()

/**
 * Takes a label apart into listed words and numbers so that as few letters as possible are left unread.
 *
 * A word counts where it begins the label, follows a hyphen or a word that was read; "cialis" in "specialist" does not.
 * After unread letters only long words count, and short ones only in a piece without any ("alphabet", "diabetes").
 */
export function readName(label: string, lists: Lists): NameReading {
  const empty: NameReading = { words: [], longestDigits: 0, hyphens: 0, isOneWord: false, isWhole: false }
  if (label.length > labelCharsMax) return empty
  const lexicon = lexiconOf(lists)
  const { text, isStart } = withoutHyphens(label)
  const parts = partsOf(text, lexicon)
  const reading: NameReading = { ...empty, words: [], hyphens: label.length - text.length }
  let index = 0
  while (index < parts.length) {
    // One piece: from a hyphen or the beginning to the next hyphen that no word spans.
    let end = index + 1
    while (end < parts.length && !isStart.has(parts[end]!.from)) end += 1
    addPiece(parts.slice(index, end), reading)
    index = end
  }
  reading.isWhole = parts.every((part) => part.lists !== null || part.isDigits)
  reading.isOneWord = reading.words.length === parts.length && reading.words.filter(({ lists }) => !lists.has('name/form')).length === 1
  return reading
}

interface Part {
  from: number
  text: string
  lists: ReadonlySet<string> | null
  isDigits: boolean
}

function addPiece(parts: readonly Part[], reading: NameReading): void {
  const isUnread = (part: Part): boolean => part.lists === null && !part.isDigits
  const isWhole = !parts.some(isUnread)
  let isAnchored = true
  for (const [at, part] of parts.entries()) {
    if (!isUnread(part)) for (const run of part.text.match(/\d+/gu) ?? []) reading.longestDigits = Math.max(reading.longestDigits, run.length)
    if (isUnread(part)) isAnchored = false
    if (part.lists === null) continue
    if (isWhole || (isAnchored ? countsAnchored(part, at > 0, tailOf(parts, at)) : countsFree(part, parts.slice(0, at), tailOf(parts, at)))) reading.words.push({ text: part.text, lists: part.lists })
  }
}

/** Unread letters behind a part. */
function tailOf(parts: readonly Part[], at: number): number {
  const next = parts[at + 1]
  return next !== undefined && next.lists === null && !next.isDigits ? next.text.length : 0
}

/** A word that everything before it in its piece leads up to: whole, or with letters of chance behind it. */
function countsAnchored({ text, lists }: Part, follows: boolean, tail: number): boolean {
  if (text.length < freeWordCharsMin) return false
  if (tail === 0) return true
  if (tailed.some((list) => lists!.has(list))) return tail <= tailCharsMax || text.length >= distinctCharsMin || lists!.has(distinctShort)
  return follows && tail <= tailCharsMax && lists!.has('name/pills')
}

/** A word after letters that could not be read. */
function countsFree({ text, lists }: Part, before: readonly Part[], tail: number): boolean {
  if (text === 'cialis') return !beforeCialis.test(before.map((part) => part.text).join(''))
  if (lists!.has(distinctShort) || lists!.has(longDrugs)) return true
  return text.length >= distinctCharsMin && (tail === 0 || (tail <= tailCharsMax && tailed.some((list) => lists!.has(list))))
}

/** The label without hyphens, and the places where a piece begins. */
function withoutHyphens(label: string): { text: string; isStart: ReadonlySet<number> } {
  const isStart = new Set<number>()
  let text = ''
  for (const piece of label.split('-')) {
    isStart.add(text.length)
    text += piece
  }
  return { text, isStart }
}

// Filled by every call, since one label is read at a time; none is longer than `labelCharsMax`.
const cost = new Float64Array(labelCharsMax + 1)
const startOf = new Uint8Array(labelCharsMax + 1)
const isRead = new Uint8Array(labelCharsMax + 1)

/** Notes that a text can be read up to `end` from `start`, where no way found before is as cheap. */
function offer(start: number, end: number, price: number, read: 0 | 1): void {
  if (cost[start]! + price >= cost[end]!) return
  cost[end] = cost[start]! + price
  startOf[end] = start
  isRead[end] = read
}

/** The cheapest way to read a text: an unread letter costs most, a word a little, so that few long words win. */
function partsOf(text: string, { words, lengths }: NameLexicon): Part[] {
  const { length } = text
  cost.fill(Infinity, 1, length + 1)
  for (let at = 0; at < length; at += 1) {
    offer(at, at + 1, at > 0 && isRead[at] === 0 ? 1 : 1.5, 0)
    let digits = at
    while (digits < length && isDigit(text, digits)) digits += 1
    if (digits > at && (at === 0 || !isDigit(text, at - 1))) offer(at, digits, 0.3, 1)
    const known = lengths.get(beginning(text, at))
    if (known === undefined) continue
    for (const chars of known) if (at + chars <= length && words.has(text.slice(at, at + chars))) offer(at, at + chars, 0.35, 1)
  }
  const parts: Part[] = []
  for (let end = length; end > 0; ) {
    const start = startOf[end]!
    const piece = text.slice(start, end)
    const later = parts.at(-1)
    if (isRead[end] === 0 && later !== undefined && later.lists === null && !later.isDigits) {
      later.from = start
      later.text = piece + later.text
    } else parts.push({ from: start, text: piece, lists: isRead[end] === 0 ? null : (words.get(piece) ?? null), isDigits: isRead[end] === 1 && !words.has(piece) })
    end = start
  }
  return parts.reverse()
}

/** The two letters at a place as one number; of a last letter, it alone. */
function beginning(text: string, at: number): number {
  return text.charCodeAt(at) * 65_536 + (at + 1 < text.length ? text.charCodeAt(at + 1) : 0)
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}

function lexiconOf(lists: Lists): NameLexicon {
  const known = lexicons.get(lists)
  if (known !== undefined) return known
  const words = new Map<string, Set<string>>()
  const lengths = new Map<number, number[]>()
  for (const id of lists.wordIds('name/')) {
    for (const word of lists.words(id)) {
      const ids = words.get(word)
      if (ids !== undefined) ids.add(id)
      else words.set(word, new Set([id]))
      // A word of one letter stands under itself and is looked for at the end alone; names hold none but "u" and "a".
      const begin = beginning(word, 0)
      const known = lengths.get(begin)
      if (known === undefined) lengths.set(begin, [word.length])
      else if (!known.includes(word.length)) known.push(word.length)
    }
  }
  const lexicon = { words, lengths }
  lexicons.set(lists, lexicon)
  return lexicon
}
