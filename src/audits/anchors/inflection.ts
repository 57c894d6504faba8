import type { Lists } from '../../model/lists.js'

/** How words of the languages of the lexicon bend, from the lists `inflection/…`. */
export interface Inflection {
  /** Endings that inflect a word without making another of it; none is one of them. */
  latin: ReadonlySet<string>
  /** The same in Cyrillic and Greek. */
  other: ReadonlySet<string>
  /** Particles that Arabic and Hebrew write together with the word behind them, longest first. */
  arabic: readonly string[]
  hebrew: readonly string[]
}

export function inflectionOf(lists: Lists): Inflection {
  const folded = lists.words('inflection/other').map((ending) => ending.normalize('NFD').replace(/[\u0300-\u036f]/gu, '').replaceAll('ς', 'σ'))
  return {
    latin: new Set(['', ...lists.words('inflection/latin')]), other: new Set(['', ...folded]),
    arabic: byLength(lists.words('inflection/particles/ar')), hebrew: byLength(lists.words('inflection/particles/he')),
  }
}

function byLength(words: readonly string[]): string[] {
  return [...words].sort((a, b) => b.length - a.length)
}

/**
 * True if two folded words are forms of one: same stem of at least four letters (three in Cyrillic and Greek), and an
 * ending of inflection left over on each side. "implant" and "implants" are; "organ" and "organic" are not.
 */
export function sameWord(a: string, b: string, { latin: latinEndings, other }: Inflection): boolean {
  if (a === b) return true
  const shorter = Math.min(a.length, b.length)
  let prefix = 0
  while (prefix < shorter && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix += 1
  const latin = a.charCodeAt(0) < 0x250
  if (prefix < (latin ? 4 : 3) || prefix < 0.6 * Math.max(a.length, b.length)) return false
  const endings = latin ? latinEndings : other
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

/** Letters a misspelling of a word of this length may differ in (AN-02). */
export function misspellingMax(length: number): number {
  return length >= 10 ? 2 : length >= 6 ? 1 : 0
}
