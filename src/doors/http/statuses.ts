import type { ErrorCode } from '../../model/error.js'

/** HTTP status of each kind of failure. */
export const statuses = {
  invalid: { status: 400, description: 'What was asked is not right' },
  not_found: { status: 404, description: 'There is no such thing' },
  conflict: { status: 409, description: 'It does not fit what is there' },
  refused: { status: 403, description: 'It may not be done' },
  unavailable: { status: 503, description: 'Something needed is not there now' },
  internal: { status: 500, description: 'Something went wrong inside Citewell' },
} as const satisfies Record<ErrorCode, { status: number; description: string }>
