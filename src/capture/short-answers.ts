import type { IncomingMessage } from 'node:http'
import { CitewellError } from '../model/error.js'
import { limits } from '../model/limits.js'
import type { WebAnswer } from '../model/outside.js'
import { ask } from './ask.js'
import type { Pause } from './fetch-part.js'
import { isLoopbackHost } from './public-address.js'

interface Options {
  pause: Pause
  accept: string
  bytesMax: number
  /** True where this machine's own servers may be asked: the list they come from was asked for here. */
  isLocal: boolean
  signal?: AbortSignal
}

/** What is still to be asked of one server, and from when on it may be asked. */
interface Server {
  urls: string[]
  readyAt: number
  /** Questions in a row that went wrong. */
  failed: number
}

type Tried = { answer: WebAnswer } | { again: string; afterMs: number | null }

/**
 * Asks servers short questions, one question at a time, the server that has rested longest first. A server that is busy
 * is left alone for as long as it says; one that says longer than we wait, or goes wrong again and again, is asked no
 * more, and each of its questions is told as not asked.
 */
export async function* shortAnswers(urls: readonly string[], options: Options): AsyncGenerator<WebAnswer> {
  const servers = new Map<string, Server>()
  for (const url of urls) {
    const refusal = refusalOf(url, options)
    if (refusal !== undefined) {
      yield { url, problem: refusal }
      continue
    }
    const { origin } = new URL(url)
    const server = servers.get(origin) ?? { urls: [], readyAt: 0, failed: 0 }
    servers.set(origin, server)
    server.urls.push(url)
  }
  while (servers.size > 0) {
    options.signal?.throwIfAborted()
    const [origin, server] = [...servers].reduce((least, one) => (one[1].readyAt < least[1].readyAt ? one : least))
    const waitMs = server.readyAt - performance.now()
    if (waitMs > 0) await options.pause(waitMs, options.signal)
    const url = server.urls[0]!
    const tried = await askOne(url, options)
    server.readyAt = performance.now() + limits.registryPaceMsMin
    if ('answer' in tried) {
      server.failed = 0
      server.urls.shift()
      yield tried.answer
    } else {
      server.failed += 1
      const afterMs = tried.afterMs ?? limits.registryPaceMsMin * 2 ** server.failed
      const isTooLong = afterMs > limits.registryWaitMsMax
      if (isTooLong || server.failed >= limits.registryTriesMax) {
        const why = isTooLong ? `the server asks to be left alone for ${Math.ceil(afterMs / 60_000)} minutes` : `${tried.again}, ${server.failed} times`
        for (const [at, left] of server.urls.entries()) yield { url: left, problem: at === 0 ? why : `it was not asked, since of this server ${why}` }
        server.urls.length = 0
      } else server.readyAt = performance.now() + Math.max(afterMs, limits.registryPaceMsMin)
    }
    if (server.urls.length === 0) servers.delete(origin)
  }
}

function refusalOf(url: string, { isLocal }: Options): string | undefined {
  if (!URL.canParse(url)) return 'its address can not be read'
  return !isLocal && isLoopbackHost(new URL(url).hostname) ? 'its server would be this machine, which is not asked' : undefined
}

async function askOne(url: string, { accept, bytesMax, signal }: Options): Promise<Tried> {
  const late = AbortSignal.timeout(limits.registryAnswerMsMax)
  const either = signal === undefined ? late : AbortSignal.any([signal, late])
  let response: IncomingMessage | undefined
  try {
    response = await ask(url, { method: 'GET', headers: { accept }, signal: either })
    const status = response.statusCode ?? 0
    if (status === 429 || status >= 500) return { again: `the server answered ${status}`, afterMs: restMs(response.headers['retry-after']) }
    const parts: Buffer[] = []
    let length = 0
    for await (const part of response as AsyncIterable<Buffer>) {
      length += part.length
      if (length > bytesMax) return { answer: { url, problem: `the answer is larger than ${bytesMax} bytes` } }
      parts.push(part)
    }
    return { answer: { url, status, contentType: (response.headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase(), text: Buffer.concat(parts).toString('utf8') } }
  } catch (error) {
    if (signal?.aborted) throw error
    if (error instanceof CitewellError) return { answer: { url, problem: error.message } }
    if (late.aborted) return { again: `no whole answer came within ${limits.registryAnswerMsMax / 1000} seconds`, afterMs: null }
    return { again: 'the connection failed', afterMs: null }
  } finally {
    response?.destroy()
  }
}

/** How long a busy server asks to be left alone: in seconds, or until an instant (RFC 9110, section 10.2.3). Null if it does not say. */
function restMs(header: string | undefined): number | null {
  if (header === undefined) return null
  const seconds = Number(header)
  if (header.trim() !== '' && Number.isFinite(seconds)) return seconds >= 0 ? 1000 * seconds : null
  const until = Date.parse(header)
  return Number.isFinite(until) ? Math.max(0, until - Date.now()) : null
}
