import { CitewellError, TooManyRequests, type ErrorCode } from '../../model/error.js'
import { errorBody } from '../call.js'

/** HTTP status of each kind of failure. */
export const statuses = {
  invalid: { status: 400, description: 'What was asked is not right' },
  not_found: { status: 404, description: 'There is no such thing' },
  conflict: { status: 409, description: 'It does not fit what is there' },
  refused: { status: 403, description: 'It may not be done' },
  unavailable: { status: 503, description: 'Something needed is not there now' },
  internal: { status: 500, description: 'Something went wrong inside Citewell' },
} as const satisfies Record<ErrorCode, { status: number; description: string }>

/** Two failures that a program must tell from others of their code. */
export const toldApart = {
  sign_in_needed: { status: 401, description: 'Sign in first, or send a token (code `refused`, header `citewell-sign-in: required`)' },
  too_many_requests: { status: 429, description: 'Asked too often (code `unavailable`, header `retry-after`)' },
} as const

/** Somebody must say who they are first; told apart from a person who may not, so that a page can show the sign-in. */
export class SignInNeeded extends CitewellError {
  constructor() {
    super('refused', 'Sign in first, or send a token: Authorization: Bearer …')
  }
}

/** The one shape of an error, with its status. The text of an `internal` one is logged, never shown. */
export function errorAnswer(error: CitewellError, log: (error: Error) => void): Response {
  if (error.code === 'internal') log(error)
  const [status, headers] = error instanceof SignInNeeded
    ? [toldApart.sign_in_needed.status, { 'citewell-sign-in': 'required', 'www-authenticate': 'Bearer' }] as const
    : error instanceof TooManyRequests ? [toldApart.too_many_requests.status, { 'retry-after': String(error.retryAfterSeconds) }] as const : [statuses[error.code].status, {}] as const
  return Response.json(errorBody(error), { status, headers })
}
