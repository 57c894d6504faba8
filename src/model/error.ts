/** The six kinds of failure. Only doors turn one into an HTTP status or an exit code. */
export type ErrorCode = 'invalid' | 'not_found' | 'conflict' | 'refused' | 'unavailable' | 'internal'

/**
 * A failure a person can act on. The message says what happened, to what, and what to do next:
 * "clinic.csv, line 12: no column 'Target page'. Export it again with all columns."
 */
export class CitewellError extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'CitewellError'
    this.code = code
  }
}

/** Asked too often; told apart so that a door can say when to ask again. */
export class TooManyRequests extends CitewellError {
  readonly retryAfterSeconds: number

  constructor(message: string, retryAfterSeconds: number) {
    super('unavailable', message)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** The error itself if it is ours, else an `internal` one that keeps the original as its cause. */
export function asCitewellError(error: unknown): CitewellError {
  if (error instanceof CitewellError) return error
  if (error instanceof Error && error.name === 'AbortError') {
    return new CitewellError('refused', 'Stopped before the end, as asked. What was not finished left no trace; run it again.', { cause: error })
  }
  return new CitewellError('internal', 'Something went wrong inside Citewell. Nothing you did is lost; try again, and report it if it stays.', {
    cause: error,
  })
}
