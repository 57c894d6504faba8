import { limits } from '../../model/limits.js'

/** Normalisation of anchor texts (anchors.md AN-01). Every pattern here is one character class deep: linear on any text. */

// Zero-width characters, soft hyphen, bidi controls, variation selectors and the like: seen by nobody.
const invisible = /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/gu
const edgeSigns = new Set(' \t\n"\'`´‘’“”„‚«»‹›「」『』《》()[]{}<>|•·–—-_*~:;,.!?…→←↗➔➜►▶▸⟶⇒>=')
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', raquo: '»', laquo: '«', rsquo: '’', lsquo: '‘', ndash: '–', mdash: '—', hellip: '…', shy: '' }

/** The text as a reader sees it: compatibility forms unified, invisible characters gone, white space collapsed. */
export function visibleText(raw: string): string {
  const bounded = raw.length > limits.anchorCharsMax * 4 ? raw.slice(0, limits.anchorCharsMax * 4) : raw
  const decoded = bounded.includes('&') ? bounded.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/giu, decodeEntity) : bounded
  return decoded.normalize('NFKC').replace(invisible, '').replace(/\s+/gu, ' ').trim()
}

function decodeEntity(whole: string, decimal: string | undefined, hex: string | undefined, name: string | undefined): string {
  if (name !== undefined) return entities[name.toLowerCase()] ?? whole
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  return code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' '
}

/** The unit of counting: visible text in lower case without quotes, arrows and ellipses at its ends. */
export function normaliseVisible(text: string, language: string | null): string {
  const lower = language?.toLowerCase().startsWith('tr') ? text.toLocaleLowerCase('tr') : text.toLowerCase().replaceAll('i\u0307', 'i')
  let from = 0
  let to = lower.length
  while (from < to && (edgeSigns.has(lower[from]!) || lower[from] === '+' || lower[from] === '#')) from += 1
  while (to > from && edgeSigns.has(lower[to - 1]!)) to -= 1
  return lower.slice(from, to)
}

const folds: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', æ: 'ae', œ: 'oe', ı: 'i', ĸ: 'k', ħ: 'h', ŧ: 't', 'ς': 'σ', أ: 'ا', إ: 'ا', آ: 'ا', ى: 'ي', ة: 'ه', ی: 'ي', ک: 'ك' }

/**
 * Key of a text for comparing words: lower case without accents, Arabic letters of one sound unified. Kana keep their
 * voicing marks and Hangul its syllables, since those are letters and not accents.
 */
export function foldWord(text: string): string {
  if (asciiOnly.test(text)) return text.toLowerCase()
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640]/gu, '')
    .replace(/[ßøđðþłæœıĸħŧςأإآىةیک]/gu, (letter) => folds[letter] ?? letter)
    .normalize('NFC')
}

// Most anchors are plain ASCII, for which there is nothing to fold or to segment.
// oxlint-disable-next-line no-control-regex
const asciiOnly = /^[\u0000-\u007f]*$/u
const dottedLetters = /^(?:\p{L}\.)+\p{L}$/u
/** Signs that stand inside a word and may part it; most words have none. */
const joining = /[-/&.'’]/u
const wordPattern = /[\p{L}\p{M}\p{N}]+(?:[.'’&/-][\p{L}\p{M}\p{N}]+)*/gu

/** True for a character of a script written without spaces, or whose particles cling to words (Hangul). */
export function isUnspaced(code: number): boolean {
  return (code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7a3) || (code >= 0x0e00 && code <= 0x0e7f) || (code >= 0xf900 && code <= 0xfaff) || (code >= 0x20000 && code <= 0x3ffff)
}

/**
 * Words of a text, folded. Apostrophes end a word ("Rao's" gives rao, "l'hôpital" gives l and hopital, "Ankara'da"
 * gives ankara); hyphens part it. Runs of unspaced scripts come as one piece, to be cut by a lexicon.
 */
export function wordsOf(text: string): string[] {
  if (asciiOnly.test(text)) return asciiWords(text)
  const words: string[] = []
  for (const match of text.matchAll(wordPattern)) {
    const folded = foldWord(match[0])
    if (!joining.test(folded)) {
      // Accents without a letter under them leave nothing.
      if (folded !== '') words.push(folded)
      continue
    }
    for (const part of folded.split(/[-/&]/u)) {
      const dotless = dottedLetters.test(part) ? part.replaceAll('.', '') : part
      for (const piece of dotless.split('.')) pushPieces(words, piece)
    }
  }
  return words
}

function isAsciiWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57)
}

/** The same for ASCII text, by hand: this is what most of the time goes into. */
function asciiWords(text: string): string[] {
  const lower = text.toLowerCase()
  const words: string[] = []
  let i = 0
  while (i < lower.length) {
    if (!isAsciiWord(lower.charCodeAt(i))) {
      i += 1
      continue
    }
    let end = i + 1
    while (end < lower.length && isAsciiWord(lower.charCodeAt(end))) end += 1
    const afterApostrophe = i > 1 && lower[i - 1] === "'" && isAsciiWord(lower.charCodeAt(i - 2))
    if (end === i + 1 && lower[end] === '.') {
      // "m.d." and "u.s.a" are one word.
      let word = lower[i]!
      while (lower[end] === '.' && isAsciiWord(lower.charCodeAt(end + 1)) && !isAsciiWord(lower.charCodeAt(end + 2))) {
        word += lower[end + 1]!
        end += 2
      }
      words.push(word)
    } else if (!afterApostrophe || end - i > 3 || elided.has(words.at(-1) ?? '')) words.push(lower.slice(i, end))
    i = end
  }
  return words
}

function pushPieces(words: string[], piece: string): void {
  const apostrophe = piece.search(/['’]/u)
  if (apostrophe === -1) {
    if (piece !== '') words.push(piece)
    return
  }
  const head = piece.slice(0, apostrophe)
  const tail = piece.slice(apostrophe + 1)
  if (head !== '') words.push(head)
  // A long tail is a word of its own (l'hopital); a short one is an ending (rao's, ankara'da, don't).
  if (tail.length > 3 || elided.has(head)) pushPieces(words, tail)
}

/** Articles and pronouns that French and Italian write together with the word behind them, however short that is (l'eau, d'ici). */
const elided = new Set(['l', 'd', 'j', 'c', 'n', 'qu', 'un', 'all', 'dell', 'nell', 'sull', 'dall', 'quest', 'quell'])
