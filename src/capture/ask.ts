import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { CitewellError } from '../model/error.js'
import { limits } from '../model/limits.js'
import { isLoopbackHost, isPublicAddress, publicLookup } from './public-address.js'

export interface Asked {
  method: 'GET' | 'HEAD'
  headers?: Record<string, string>
  signal?: AbortSignal
}

/**
 * Asks a server, following redirects on the same host only. Addresses inside private networks are refused, unless the
 * address that was asked for is itself this machine's.
 */
export async function ask(url: string, { method, headers, signal }: Asked): Promise<IncomingMessage> {
  const first = parsed(url)
  let at = first
  for (let redirects = 0; ; redirects += 1) {
    const response = await askOnce(at, method, headers ?? {}, isLoopbackHost(first.hostname), signal)
    const { statusCode = 0, headers: { location } } = response
    if (![301, 302, 303, 307, 308].includes(statusCode) || location === undefined) return response
    response.destroy()
    if (redirects >= limits.downloadRedirectsMax) throw new CitewellError('unavailable', `${url} is redirected more than ${limits.downloadRedirectsMax} times. Check the address.`)
    const next = parsed(location, at)
    const sameHost = next.hostname === first.hostname && (next.port === at.port || (at.protocol === 'http:' && next.protocol === 'https:' && next.port === ''))
    if (!sameHost || (at.protocol === 'https:' && next.protocol !== 'https:')) throw new CitewellError('refused', `${url} is redirected to ${next.origin}, another place than was asked for. Nothing was fetched from there; give its address as the base if you trust it.`)
    at = next
  }
}

function askOnce(url: URL, method: 'GET' | 'HEAD', headers: Record<string, string>, local: boolean, signal: AbortSignal | undefined): Promise<IncomingMessage> {
  const bare = url.hostname.replace(/^\[|\]$/gu, '')
  if (!local && isIP(bare) !== 0 && !isPublicAddress(bare)) throw new CitewellError('refused', `${url.hostname} is an address inside a private network, where nothing is fetched from. Give a public address.`)
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const request = send(url, {
      method,
      signal,
      headers: { 'user-agent': 'citewell', accept: '*/*', 'accept-encoding': 'identity', ...headers },
      timeout: limits.downloadSilenceMsMax,
      ...(local ? {} : { lookup: publicLookup }),
    }, resolve)
    request.on('timeout', () => request.destroy(new Error('silence')))
    request.on('error', reject)
    request.end()
  })
}

function parsed(text: string, base?: URL): URL {
  let url: URL
  try {
    url = new URL(text, base)
  } catch {
    throw new CitewellError('invalid', `"${text.slice(0, 200)}" is no address. Give one that begins with https://.`)
  }
  if (!['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') throw new CitewellError('refused', `Files are fetched over http and https only, without a password in the address: ${url.protocol}//${url.host}`)
  return url
}
