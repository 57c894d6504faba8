import { isIP } from 'node:net'
import { CitewellError } from '../../model/error.js'

/** Under which names the server may be asked. */
export interface Doorway {
  /** True if it listens on this machine only. */
  isLoopback: boolean
  /** Where people reach it, where that was said: `https://links.clinic.example`. */
  publicUrl: URL | null
}

/**
 * Three tricks get round a sign-in, or round a server that answers this machine only, from a web page the person has
 * open: a name that is made to point here (seen by its Host header), a form or script of another origin (seen by its
 * Origin or Sec-Fetch-Site header), and a request that carries the person's cookie while saying nothing of where it comes
 * from. All are refused before anything is read.
 */
export function guard(request: Request, doorway: Doorway): void {
  const host = (request.headers.get('host') ?? '').toLowerCase()
  if (!isOurs(host, doorway)) throw new CitewellError('refused', `${doorway.isLoopback && doorway.publicUrl === null ? 'This server answers on this machine only, not as' : 'This server is not known as'} ${host.slice(0, 100) || 'a host without a name'}. Use ${doorway.publicUrl?.origin ?? 'http://127.0.0.1'}.`)
  const origin = request.headers.get('origin')
  if (origin !== null && !isSameOrigin(origin, host, doorway)) throw new CitewellError('refused', `A page of ${origin.slice(0, 100)} may not use this server.`)
  const site = request.headers.get('sec-fetch-site')
  const asks = request.method === 'GET' || request.method === 'HEAD'
  if (site === 'cross-site' && request.headers.get('sec-fetch-mode') !== 'navigate') throw new CitewellError('refused', 'A page of another site may not use this server.')
  if (site === 'cross-site' && !asks) throw new CitewellError('refused', 'A form of another site may not use this server.')
  if (!asks && origin === null && site === null && hasSession(request)) throw new CitewellError('refused', 'A request with the cookie of a person must say where it comes from (the header Origin). Programs use a token.')
}

/**
 * A name of an address, such as `192.0.2.7`, can't be made to point here by somebody else, so a server that listens to
 * others and was not told its name takes these; any other name only if it was told.
 */
function isOurs(host: string, { isLoopback, publicUrl }: Doorway): boolean {
  const name = nameOf(host)
  if (publicUrl !== null && (host === publicUrl.host || host === `${publicUrl.hostname}:${publicUrl.port || (publicUrl.protocol === 'https:' ? '443' : '80')}`)) return true
  if (isLoopbackName(name)) return true
  return !isLoopback && publicUrl === null && isIP(name.replace(/^\[|\]$/gu, '')) !== 0
}

export const isLoopbackName = (name: string) => name === 'localhost' || name === '[::1]' || name === '::1' || /^127(?:\.\d{1,3}){3}$/.test(name)

const nameOf = (host: string) => host.replace(/:\d{1,5}$/, '')

function isSameOrigin(origin: string, host: string, { publicUrl }: Doorway): boolean {
  if (publicUrl !== null && origin === publicUrl.origin) return true
  // The same name without encryption is not the same page: who sits on the line could have written it.
  if (publicUrl?.protocol === 'https:' && nameOf(host) === publicUrl.hostname) return false
  try {
    const url = new URL(origin)
    return url.protocol === 'http:' && url.host === host
  } catch {
    return false
  }
}

const hasSession = (request: Request) => /(?:^|;\s*)(?:__Secure-)?citewell\./u.test(request.headers.get('cookie') ?? '')

/** Headers of every answer. What a page may load is said page by page; by default nothing. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
}

/** For as long as half a year, once reached over an encrypted address. */
export const encryptedOnly = { 'strict-transport-security': 'max-age=15552000' }
