const vowel = /[aeiouy]/gu
const digit = /\d/u

/**
 * True for a piece of a name or an address that a machine drew and nobody wrote: a long hexadecimal number, letters and
 * digits in turn, or a run of letters in which vowels are rare. Short pieces, words and dates are not.
 */
export function looksRandom(piece: string): boolean {
  // Nearly every piece is short or has no digit, and is asked for with every link.
  if (piece.length < 8 || !digit.test(piece)) return false
  const text = piece.toLowerCase().slice(0, 200)
  if (/^[0-9a-f]{16,}$/u.test(text) && /[a-f]/u.test(text)) return true
  if (!/^[a-z0-9]+$/u.test(text)) return false
  const letters = text.replace(/\d/gu, '')
  if (letters.length < 4) return false
  const turns = text.match(/[a-z]\d|\d[a-z]/gu)?.length ?? 0
  if (turns >= 3) return true
  const vowels = text.match(vowel)?.length ?? 0
  return text.length >= 12 && vowels / text.length < 0.2 && text.length - letters.length >= 2
}

/**
 * True for the address of a page that software numbered or named by chance: `/?p=4711`, `/x7k2m9qa.html`. Many blogs have
 * such addresses by default, so that they are a sign only beside words of spam (RISK-05).
 */
export function isUnwrittenAddress(url: string): boolean {
  const start = url.indexOf('/', url.indexOf('//') + 2)
  if (start === -1) return false
  const [path = '', query = ''] = url.slice(start, start + 500).split('#', 1)[0]!.split('?', 2)
  if (/^\/(?:index\.php)?$/u.test(path)) return /^(?:[a-z]{1,4}=)?\d{2,12}$/iu.test(query) || looksRandom(query.replace(/^[a-z]{1,4}=/iu, ''))
  const last = path.split('/').findLast((part) => part !== '') ?? ''
  return looksRandom(last.replace(/\.[a-z]{2,5}$/iu, ''))
}

/** Pairs of letters that hardly a word of any language written in Latin letters has. */
const rarePairs = /q[^u]|[jqxzvw]{2}|[jqvxz][bdfgkmpt]|[bcdfgkmpt][jqx]/gu
/** Long runs of consonants that words do have. */
const wordRuns = /sch|tch|ght|ngth|rst|chs|str|thr|phth|rtsch|szcz|krz|prz|drz/gu

/**
 * True for a part of a host name that nobody chose: what `looksRandom` says, or at least seven letters with two pairs or a
 * run of five consonants that words do not have. One name may well be an abbreviation; many of one domain are not.
 */
export function looksDrawn(piece: string): boolean {
  if (looksRandom(piece)) return true
  const text = piece.toLowerCase()
  if (!/^[a-z]{7,63}$/u.test(text)) return false
  return (text.match(rarePairs)?.length ?? 0) >= 2 || /[bcdfghjklmnpqrstvwxz]{5}/u.test(text.replace(wordRuns, 'a'))
}
