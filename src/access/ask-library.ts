import type { Visitor } from '../model/accounts.js'
import { CitewellError, TooManyRequests } from '../model/error.js'
import { limits } from '../model/limits.js'
import type { SignInLibrary } from './sign-in-library.js'

export const providerId = 'single-sign-on'
/** The way to tell the library an address; what a browser sends under this name never gets there. */
export const addressHeader = 'citewell-address'
export const basePath = '/auth'

/** A cookie of ours, with the prefix that a browser keeps to encrypted addresses or without. */
export const cookieNames = /(?:^|;\s*)(?:__Secure-)?citewell\.session_token=/u

/** What the library sees of the browser: nothing that the door did not put there. */
export function asked({ cookie, address, userAgent }: Visitor): Headers {
  return new Headers({ cookie, 'user-agent': printableAscii(userAgent).slice(0, 300), ...(address === null ? {} : { [addressHeader]: address }) })
}

/**
 * Asks the library as its own server would be asked, so that its limits on sign-in hold, and hands its cookies to the
 * browser. That the request came from a page of ours was seen at the door.
 */
export async function askLibrary(library: SignInLibrary, { url, path, body, visitor }: { url: string; path: string; body: object; visitor: Visitor }): Promise<Record<string, unknown>> {
  const headers = asked(visitor)
  headers.set('content-type', 'application/json')
  headers.set('origin', new URL(url).origin)
  const answer = await library.handler(new Request(`${url}${basePath}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }))
  for (const cookie of answer.headers.getSetCookie()) visitor.keep(cookie)
  const text = await answer.text()
  const value = (isJson(text) ? JSON.parse(text) : {}) as Record<string, unknown>
  if (answer.ok) return value
  throw failureOf(answer.status, String(value.code ?? ''), Number(answer.headers.get('x-retry-after') ?? 10))
}

/** What the library says, in our words: never more than a stranger may know. */
function failureOf(status: number, code: string, retryAfterSeconds: number): CitewellError {
  if (status === 429 || code === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE') return new TooManyRequests(`That was tried too often. Try again in ${Math.max(1, retryAfterSeconds)} seconds.`, Math.max(1, retryAfterSeconds))
  const words = messages[code]
  if (words) return new CitewellError(...words)
  if (status === 401 || status === 403) return new CitewellError('refused', 'Sign in again first.')
  if (status < 500) return new CitewellError('invalid', 'The sign-in could not be read. Fill in every field and try again.')
  return new CitewellError('internal', `The sign-in library answered ${status} ${code}`)
}

const lengths = `A password has ${limits.passwordCharsMin} to ${limits.passwordCharsMax} characters. A few words in a row are a good one.`
const messages: Record<string, ['invalid' | 'refused' | 'conflict' | 'not_found' | 'unavailable', string]> = {
  INVALID_EMAIL_OR_PASSWORD: ['refused', 'The address or the password is not right.'],
  INVALID_EMAIL: ['refused', 'The address or the password is not right.'],
  INVALID_PASSWORD: ['refused', 'The password is not right.'],
  CREDENTIAL_ACCOUNT_NOT_FOUND: ['refused', 'The password is not right.'],
  PASSWORD_TOO_SHORT: ['invalid', lengths],
  PASSWORD_TOO_LONG: ['invalid', lengths],
  INVALID_TOKEN: ['refused', 'This link was used or is too old. Ask for a new one.'],
  INVALID_CODE: ['refused', 'The code is not right. Use the one shown now, or a backup code.'],
  INVALID_BACKUP_CODE: ['refused', 'The code is not right. Use the one shown now, or a backup code.'],
  INVALID_TWO_FACTOR_COOKIE: ['refused', 'The sign-in took too long. Begin again with address and password.'],
  ACCOUNT_TEMPORARILY_LOCKED: ['refused', 'There were too many wrong codes. Wait a while and begin again.'],
  TOTP_NOT_ENABLED: ['conflict', 'There is no second factor yet. Begin with sessions.protect.'],
  TWO_FACTOR_NOT_ENABLED: ['conflict', 'There is no second factor yet. Begin with sessions.protect.'],
  TOTP_ALREADY_ENABLED: ['conflict', 'There is a second factor already. Take it away first.'],
  PROVIDER_NOT_FOUND: ['unavailable', 'The identity provider does not answer. Try again, or sign in with a password.'],
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const printableAscii = (text: string) => text.replaceAll(/[^\x20-\x7e]/gu, '')
