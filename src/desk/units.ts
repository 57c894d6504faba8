import { CitewellError } from '../model/error.js'

/** True for a statement that only reads, by its first word. A `WITH` may write, so it is not taken for one. */
export function isSelect(sql: string): boolean {
  return /^\s*select\b/iu.test(sql)
}

/** For work that may or may not have been carried out, and must not be carried out twice. */
export function outcomeUnknown(cause: Error): CitewellError {
  return new CitewellError('unavailable', 'The database went away before it answered, so it is not known whether this was saved. Look whether it is there before you do it again.', { cause })
}
