import { dateWords } from './format.js'
import { say } from './say.js'

/** From when to when, one day said once; null where neither is known. */
export function spanWords(from: string | null | undefined, until: string | null | undefined): string | null {
  if (!from || !until) return null
  const [first, last] = [dateWords(from), dateWords(until)]
  return first === last ? first : say('imports.line.dates', { from: first, until: last })
}
