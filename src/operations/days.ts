import { CitewellError } from '../model/error.js'
import { parseInstant } from '../model/instant.js'

/** A date handed in, as `2026-03-02`; nothing where none was given. */
export function dayOf(text: string | null, name: string): string | null {
  if (text === null || text.trim() === '') return null
  const instant = parseInstant(text)
  if (instant === undefined) throw new CitewellError('invalid', `${name}: "${text}" is no date. Write it like 2026-03-02. Nothing was saved.`)
  return instant.slice(0, 10)
}
