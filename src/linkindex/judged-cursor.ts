import { CitewellError } from '../model/error.js'

/** Where a page of a listing ended: the values of its last row in the order of sorting. */
export type CursorValues = Array<string | number>

/** The position as an opaque text, together with what was listed, so that it can't be used for another order. */
export function writeCursor(listing: string, values: CursorValues): string {
  return Buffer.from(JSON.stringify([listing, ...values])).toString('base64url')
}

/** The values of a cursor; `kinds` says what each must be. */
export function readCursor(listing: string, text: string, kinds: ReadonlyArray<'string' | 'number'>): CursorValues {
  const values = parse(text)
  const fits = Array.isArray(values) && values.length === kinds.length + 1 && values[0] === listing
    && kinds.every((kind, index) => typeof values[index + 1] === kind && (kind === 'string' || Number.isFinite(values[index + 1])))
  if (!fits) throw new CitewellError('invalid', 'The cursor is damaged or belongs to another listing. Ask for the first page again, without a cursor, and go on from its nextCursor.')
  return (values as CursorValues).slice(1)
}

function parse(text: string): unknown {
  if (text.length > 10_000) return undefined
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
