/** Endings that inflect a word without making another of it, over the languages of the lexicon. */
const latinEndings = new Set(['', 's', 'es', 'e', 'en', 'n', 'er', 'ern', 'em', 'a', 'as', 'os', 'o', 'i', 'y', 'ies', 'u', 'ow', 'ach', 'ami', 'om', 'iem', 'ie', 'em', 'ego', 'ej', 'ych', 'ym', 'ar', 'or', 'et', 'nen', 'in', 'innen', 'ta', 'si', 'leri', 'lari', 'ler', 'lar', 'nin', 'da', 'de', 'ssa', 'n', 'ia', 'ii', 'ul', 'ului', 'ok', 'ek', 'ik', 'ch', 'ho', 'mu', 'mi', 'ka', 'ku', 'ce', 'kou', 'erna', 'arna', 'erne', 'ban', 'ben', 'nal', 'nel', 'nak', 'nek', 'ilor', 'elor'])
const otherEndings = new Set(['', 'а', 'я', 'ы', 'и', 'у', 'ю', 'е', 'о', 'ой', 'ей', 'ом', 'ем', 'ам', 'ям', 'ами', 'ями', 'ах', 'ях', 'ов', 'ев', 'ь', 'ия', 'ии', 'ию', 'ием', 'ый', 'ии', 'ая', 'ое', 'ые', 'ого', 'ому', 'ым', 'ых', 'і', 'ї', 'ою', 'ів', 'α', 'ο', 'οσ', 'ου', 'η', 'ησ', 'ια', 'ιασ', 'εσ', 'ων', 'ι', 'ασ', 'ουσ', 'ᾶσ', 'ка', 'ки', 'ку', 'ке', 'кою', 'кой', 'ці', 'це', 'ок', 'их', 'ими', 'им', 'ою', 'еі', 'ατα', 'ατοσ', 'ματα', 'ουσ', 'εια', 'εισ', 'ям', 'ів', 'єм', 'м', 'х', 'ма'].map((ending) => ending.normalize('NFD').replace(/[\u0300-\u036f]/gu, '').replaceAll('ς', 'σ')))

/**
 * True if two folded words are forms of one: same stem of at least four letters (three in Cyrillic and Greek), and an
 * ending of inflection left over on each side. "implant" and "implants" are; "organ" and "organic" are not.
 */
export function sameWord(a: string, b: string): boolean {
  if (a === b) return true
  const shorter = Math.min(a.length, b.length)
  let prefix = 0
  while (prefix < shorter && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix += 1
  const latin = a.charCodeAt(0) < 0x250
  if (prefix < (latin ? 4 : 3) || prefix < 0.6 * Math.max(a.length, b.length)) return false
  const endings = latin ? latinEndings : otherEndings
  const restA = a.slice(prefix)
  const restB = b.slice(prefix)
  // Of short words only the plural is safe: "live" and "liver", "care" and "caren" are different things.
  if (latin && prefix < 5) return (restA === '' && (restB === 's' || restB === 'es')) || (restB === '' && (restA === 's' || restA === 'es'))
  return endings.has(restA) && endings.has(restB)
}

/** Characters by which two forms of one word must agree: the bucket in which to look. */
export function stemKey(word: string): string {
  return word.slice(0, word.charCodeAt(0) < 0x250 ? 4 : 3)
}

/** Damerau–Levenshtein distance (optimal string alignment), given up above `distanceMax`. */
export function editDistance(a: string, b: string, distanceMax: number): number {
  if (Math.abs(a.length - b.length) > distanceMax) return distanceMax + 1
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1
      let value = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + cost)
      if (i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)) value = Math.min(value, before[j - 2]! + 1)
      row.push(value)
      if (value < least) least = value
    }
    if (least > distanceMax) return distanceMax + 1
    before = previous
    previous = row
  }
  return previous[b.length]!
}

/** Letters a misspelling of a word of this length may differ in (AN-02). */
export function misspellingMax(length: number): number {
  return length >= 10 ? 2 : length >= 6 ? 1 : 0
}
