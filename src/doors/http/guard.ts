import { CitewellError } from '../../model/error.js'

/**
 * There is no sign-in yet, so the server answers this machine only. Two tricks get round a loopback address from a web
 * page the person has open: a name that is made to point here (seen by its Host header) and a form or script of another
 * origin (seen by its Origin or Sec-Fetch-Site header). Both are refused before anything is read.
 */
export function guard(request: Request): void {
  const host = request.headers.get('host') ?? ''
  if (!isLoopback(nameOf(host))) throw new CitewellError('refused', `This server answers on this machine only, not as ${host.slice(0, 100) || 'a host without a name'}. Use http://127.0.0.1.`)
  const origin = request.headers.get('origin')
  if (origin !== null && !sameOrigin(origin, host)) throw new CitewellError('refused', `A page of ${origin.slice(0, 100)} may not use this server.`)
  const site = request.headers.get('sec-fetch-site')
  if (site === 'cross-site' && request.headers.get('sec-fetch-mode') !== 'navigate') throw new CitewellError('refused', 'A page of another site may not use this server.')
  if (site === 'cross-site' && request.method !== 'GET') throw new CitewellError('refused', 'A form of another site may not use this server.')
}

const isLoopback = (name: string) => name === 'localhost' || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name)

const nameOf = (host: string) => host.toLowerCase().replace(/:\d{1,5}$/, '')

function sameOrigin(origin: string, host: string): boolean {
  try {
    const url = new URL(origin)
    return isLoopback(url.hostname) && url.host === host.toLowerCase()
  } catch {
    return false
  }
}

/** Headers of every answer. What a page may load is said page by page; by default nothing. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
}
