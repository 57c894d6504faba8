import { icannSuffixes } from '../../model/public-suffixes.js'
import { hostOf, parseLooseUrl } from '../../model/url.js'
import { registrableDomain } from '../../model/domain.js'
import { wordsOf } from './normalise.js'
import type { Lexicon } from './lexicon.js'

const topLevels = new Set([...icannSuffixes.split(' ').filter((rule) => !rule.includes('.') && !rule.startsWith('!')), 'example', 'test', 'invalid', 'localhost'])

const spelledDot = /[\s[({](?:dot|punkt|point|punto|ponto|kropka|точка)[\s\])}]/iu

/** The host an anchor is, if it is nothing but an address: URL, domain, e-mail, or a domain spelled out. */
export function hostOfAnchor(text: string, lexicon: Lexicon): string | null {
  if (!text.includes('.') && !text.includes('://') && !spelledDot.test(text)) return null
  const trimmed = text.replace(/[…"'<>()[\]«»]+|\.{3,}/gu, '').trim()
  const pieces = trimmed.split(' ')
  if (pieces.length === 1) return hostOfPiece(trimmed, lexicon)
  if (pieces.length > 8) return null
  const hosts = pieces.map((piece) => hostOfPiece(piece, lexicon))
  const at = hosts.findIndex((host) => host !== null)
  if (at !== -1) {
    // "Visit: www.clinic.example" is an address with a word of navigation before it.
    const rest = pieces.filter((_, i) => hosts[i] === null).flatMap((piece) => wordsOf(piece))
    const idle = rest.every((word) => lexicon.exactPhrases.get(word)?.some((phrase) => phrase.words.length === 1 && (phrase.role === 'generic' || phrase.role === 'stop' || phrase.role === 'filler')))
    return idle ? hosts[at]! : null
  }
  const spelled = trimmed.toLowerCase().replace(/\s*(?:[[({]\s*(?:dot|\.)\s*[\])}]|\s(?:dot|punkt|point|punto|ponto|kropka|точка)\s)\s*/gu, '.').replace(/\s+\.\s*|\s*\.\s+/gu, '.')
  if (spelled === trimmed.toLowerCase() || spelled.includes(' ')) return null
  const host = hostOfPiece(spelled, lexicon)
  return host !== null && (/\bdot\b|[[({]/u.test(trimmed.toLowerCase()) || lexicon.ownDomains.has(registrableDomain(host) ?? host)) ? host : null
}

function hostOfPiece(piece: string, lexicon: Lexicon): string | null {
  const text = piece.replace(/[,;:!?]+$/u, '').replace(/^mailto:/iu, '')
  if (text.length < 4 || !text.includes('.')) return /^https?:\/\/\S+$/iu.test(text) ? safeHost(text) : null
  const withScheme = /^(?:https?|ftp):\/*/iu.test(text)
  const address = text.includes('@') && /^[^\s@/]+@[^\s@/]+$/u.test(text) ? text.slice(text.indexOf('@') + 1) : text
  const host = safeHost(withScheme ? address.replace(/^(?:https?|ftp):\/*/iu, 'https://') : address)
  if (host === null) return null
  const labels = host.split('.')
  if (withScheme || labels[0] === 'www' || lexicon.ownDomains.has(host)) return host
  // "M.Sc" and "e.g" look like hosts; a real one has a known top level and a label of two letters or more.
  return labels.length >= 2 && (topLevels.has(labels.at(-1)!) || labels.at(-1)!.startsWith('xn--')) && labels.at(-2)!.length >= 2 && !/^\d+$/u.test(labels.at(-2)!) ? host : null
}

function safeHost(text: string): string | null {
  const url = parseLooseUrl(text)
  return url === undefined ? null : hostOf(url)
}

/** True for an anchor of nothing but a telephone number, or nothing but the parts of a postal address (AK-PHONE). */
export function isPhoneOrAddress(text: string, words: readonly string[], lexicon: Lexicon): boolean {
  let digits = 0
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) >= 48 && text.charCodeAt(i) <= 57) digits += 1
  if (digits === 0 || words.length > 16) return false
  const { phoneLabels, addressWords } = lexicon.vocabulary
  const letters = words.filter((word) => !/^\d+$/u.test(word))
  // Numbers of seven digits and more; a year or a price has fewer, and percentages are no telephone.
  const phone = digits >= 7 && digits <= 17 && !/[%€$£¥]/u.test(text) && letters.every((word) => phoneLabels.has(word))
  // Dates, sums ("13.407,66") and bare record numbers have as many digits.
  const isDate = /^\d{4}[-./]\d{2}[-./]\d{2}$/u.test(text) || /^\d{1,3}(?:[.,]\d{3})*[.,]\d{2}$/u.test(text) || /^[1-9]\d{6,7}$/u.test(text)
  if (phone && !isDate) return true
  const known = letters.filter((word) => lexicon.ownAddress.has(word))
  const placed = letters.every((word) => lexicon.ownAddress.has(word) || addressWords.has(word) || phoneLabels.has(word))
  if (placed && known.length > 0 && letters.some((word) => addressWords.has(word) || words.some((other) => /^\d{3,}$/u.test(other) && lexicon.ownAddress.has(other)))) return true
  // In a line "Gelsi 31" for "Via dei Gelsi 31" the kind of street is left out; its name and house number are enough.
  if (placed && words.length <= 4 && words.some((word) => /^\d+$/u.test(word) && lexicon.ownAddress.has(word)) && known.some((word) => !addressWords.has(word) && !isPlace(word, lexicon))) return true
  return isForeignAddress(text, words, letters, lexicon)
}

/**
 * An address nobody told us: a street with its number, or the site's town with a house number and a postcode, and else
 * only place words and at most three names in capitals.
 */
function isForeignAddress(text: string, words: readonly string[], letters: readonly string[], lexicon: Lexicon): boolean {
  const { streets, streetEndings, addressWords } = lexicon.vocabulary
  if (letters.length === 0 || letters.length > 9) return false
  const numbers = words.filter((word) => /^\d{1,6}\p{L}?$/u.test(word))
  const inOwnTown = letters.some((word) => isPlace(word, lexicon))
  const isStreet = (word: string) => streets.has(word) || streetEndings.some((ending) => word.length >= ending.length + 3 && word.endsWith(ending))
  const street = letters.some(isStreet)
  const unspaced = /[\u3040-\u9fff\uac00-\ud7a3]/u.test(text)
  if (unspaced) return inOwnTown && numbers.length > 0 && letters.some((word) => addressWords.has(word) || /(?:\d+号|\d+號|丁目|番地|路|街|段|區|区|동|로|길)/u.test(text)) && !/[?？。!！]/u.test(text)
  if (numbers.length === 0 || (!street && !(inOwnTown && numbers.length >= 2 && numbers.some((number) => number.length >= 3)))) return false
  const loose = letters.filter((word) => !isStreet(word) && !addressWords.has(word) && !lexicon.ownAddress.has(word) && !isPlace(word, lexicon))
  if (loose.length > 3) return false
  if (!street && loose.some((word) => lexicon.phrases.get(lexicon.classOf(word))?.some((phrase) => phrase.words.length === 1 && phrase.concept !== null) === true)) return false
  // Names of streets are written in capitals; a sentence is not.
  const shown = text.split(/[\s,.]+/u).filter((piece) => /^\p{L}/u.test(piece) && piece.length > 3)
  return shown.every((piece) => !/^\p{Ll}/u.test(piece) || isStreet(wordsOf(piece)[0] ?? '') || addressWords.has(wordsOf(piece)[0] ?? '')) || /^[\p{Ll}\d\s,.-]+$/u.test(text) && loose.length === 0
}

function isPlace(word: string, lexicon: Lexicon): boolean {
  return lexicon.exactPhrases.get(word)?.some((phrase) => phrase.role === 'place') === true
}
