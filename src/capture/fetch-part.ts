import type { IncomingMessage } from 'node:http'
import { open, readFile, rename, rm, type FileHandle } from 'node:fs/promises'
import { CitewellError } from '../model/error.js'
import { limits } from '../model/limits.js'
import type { Progress } from '../model/operation.js'
import { ask } from './ask.js'
import { diskError } from './disk-error.js'

export type Pause = (ms: number, signal?: AbortSignal) => Promise<void>

/** What the server said of a file that is here in part: what the rest must belong to. */
export interface PartState {
  url: string
  etag: string | null
  lastModified: string | null
  /** Length that was announced; null if none was. */
  bytes: number | null
  /** Checksum that came with the whole file, base64. */
  contentMd5: string | null
  /** True if the ETag is the MD5 of the content, as simple stores make it. */
  etagIsMd5: boolean
  /** So many bytes have reached the disk for sure: after a power cut a file may be longer than what is true of it. */
  synced: number
}

/** Bytes between two waits for the disk: what a power cut can cost. */
const syncBytes = 64 * 1024 * 1024

type Tried<Answer> = { done: Answer } | { again: string; afterMs?: number | null; gained?: boolean }

/**
 * Tries again, with longer and longer pauses, while the server is busy or the line breaks. Tries that gained something
 * don't count, so a long file over a bad line comes in the end.
 */
export async function pausedTries<Answer>(pause: Pause, signal: AbortSignal | undefined, url: string, work: () => Promise<Tried<Answer>>, triesMax: number = limits.downloadTriesMax): Promise<Answer> {
  for (let tries = 0; ; tries += 1) {
    signal?.throwIfAborted()
    let tried: Tried<Answer>
    try {
      tried = await work()
    } catch (error) {
      if (error instanceof CitewellError || signal?.aborted || !isNetworkError(error)) throw error
      tried = { again: networkErrorInWords(error) }
    }
    if ('done' in tried) return tried.done
    if (tried.gained) tries = 0
    if (tries + 1 >= triesMax) throw new CitewellError('unavailable', `${url} could not be fetched: ${tried.again}, ${tries + 1} times. Give the same command again later; what came is kept, and it goes on from there.`)
    // A part of the pause is left to chance, so that many who were refused together don't come back together.
    await pause(tried.afterMs ?? Math.min(limits.downloadPauseMsMax, 500 * 2 ** tries) * (0.5 + Math.random() / 2), signal)
  }
}

/** Fetches what is missing of one file into `path`. Nothing the server announces is relied on but to know when to try again. */
export async function fetchPart(path: string, url: string, options: { pause: Pause; signal?: AbortSignal; progress?: (progress: Progress) => void; name: string }): Promise<PartState> {
  const handle = await open(path, 'r+').catch(() => open(path, 'wx+', 0o600)).catch((error: unknown) => {
    throw diskError(error, path)
  })
  try {
    let state = await readState(path, url)
    await handle.truncate(Math.min(state?.synced ?? 0, (await handle.stat()).size))
    return await pausedTries<PartState>(options.pause, options.signal, url, async () => {
      const have = (await handle.stat()).size
      const step = await fetchMore(handle, path, url, have, state, options)
      state = step.state && (await settle(handle, path, step.state))
      if (!step.whole) return { again: step.why, afterMs: step.afterMs, gained: (await handle.stat()).size > have }
      return { done: state! }
    })
  } finally {
    await handle.close()
  }
}

interface Step {
  whole: boolean
  why: string
  afterMs?: number | null
  state: PartState | null
}

async function fetchMore(handle: FileHandle, path: string, url: string, have: number, before: PartState | null, { signal, progress, name }: { signal?: AbortSignal; progress?: (progress: Progress) => void; name: string }): Promise<Step> {
  // The rest is asked for only with a mark of the very file the beginning came from; a weak one does not vouch for bytes.
  const mark = before === null ? null : before.etag !== null && !before.etag.startsWith('W/') ? before.etag : before.lastModified
  const asksRest = have > 0 && mark !== null
  const response = await ask(url, { method: 'GET', signal, headers: asksRest ? { range: `bytes=${have}-`, 'if-range': mark } : {} })
  try {
    const status = response.statusCode ?? 0
    if (status === 503 || status === 429 || status >= 500) return { whole: false, why: `the server answered ${status}`, afterMs: retryAfterMs(response), state: before }
    if (status === 416 && before !== null) {
      // Nothing is left: either it is whole, or what is here is longer than the file, and so of another one.
      if (contentRange(response)?.total === have) return { whole: true, why: '', state: before }
      await begin(handle, path)
      return { whole: false, why: 'what was here did not fit the file', state: null }
    }
    if (status === 404 || status === 410) throw new CitewellError('not_found', `There is no ${url}. Check the name of the release; citewell graph load --help says how they are called.`)
    if (status !== 200 && status !== 206) throw new CitewellError(status === 403 || status === 401 ? 'refused' : 'unavailable', `${url}: the server answered ${status}. Check the address.`)
    const range = status === 206 ? contentRange(response) : null
    if (status === 206 && (!asksRest || range?.first !== have || sayOther(before, response, range.total))) {
      await begin(handle, path)
      return { whole: false, why: 'the server sent another part than was asked for', state: null }
    }
    let state = before
    let at = have
    if (status === 200) {
      // From the start: the first try, a server that ignores ranges, or a file that has changed since.
      await begin(handle, path)
      at = 0
      state = stateOf(url, response)
      await writeState(path, state)
    }
    return await receive(response, handle, path, at, state!, name, progress)
  } finally {
    response.destroy()
  }
}

async function receive(response: IncomingMessage, handle: FileHandle, path: string, from: number, state: PartState, name: string, progress: ((progress: Progress) => void) | undefined): Promise<Step> {
  let at = from
  let toldAt = 0
  let settled = state
  response.setTimeout(limits.downloadSilenceMsMax, () => response.destroy(Object.assign(new Error('silence'), { code: 'ETIMEDOUT' })))
  try {
    for await (const piece of response as AsyncIterable<Buffer>) {
      if (at + piece.length > limits.downloadBytesMax) throw new CitewellError('invalid', `${state.url} is larger than ${limits.downloadBytesMax} bytes, more than a file may have here.`)
      for (let done = 0; done < piece.length; ) done += (await handle.write(piece, done, piece.length - done, at + done)).bytesWritten
      at += piece.length
      if (at - settled.synced >= syncBytes) settled = await settle(handle, path, settled)
      if (performance.now() - toldAt > 200) {
        toldAt = performance.now()
        progress?.({ stage: `Fetching ${name}`, done: at, total: state.bytes, unit: 'bytes' })
      }
    }
  } catch (error) {
    if (error instanceof CitewellError) throw error
    if (isNetworkError(error)) return { whole: false, why: networkErrorInWords(error), state }
    if ((error as Error).name === 'AbortError') {
      await settle(handle, path, settled)
      throw error
    }
    throw diskError(error, path)
  }
  progress?.({ stage: `Fetching ${name}`, done: at, total: state.bytes ?? at, unit: 'bytes' })
  if (state.bytes !== null && at < state.bytes) return { whole: false, why: `it ended after ${at} of ${state.bytes} bytes`, state }
  if (state.bytes !== null && at > state.bytes) {
    await begin(handle, path)
    return { whole: false, why: `it had more than its ${state.bytes} bytes`, state: null }
  }
  return { whole: true, why: '', state }
}

/** Waits until what came has reached the disk, and writes down how much that is. */
async function settle(handle: FileHandle, path: string, state: PartState): Promise<PartState> {
  try {
    await handle.sync()
    const settled = { ...state, synced: (await handle.stat()).size }
    await writeState(path, settled)
    return settled
  } catch (error) {
    throw diskError(error, path)
  }
}

async function begin(handle: FileHandle, path: string): Promise<void> {
  await handle.truncate(0)
  await rm(`${path}.json`, { force: true })
}

function sayOther(before: PartState | null, response: IncomingMessage, total: number | null): boolean {
  const { etag } = response.headers
  return (before?.etag != null && etag !== undefined && etag !== before.etag) || (before?.bytes != null && total !== null && total !== before.bytes)
}

function stateOf(url: string, { headers }: IncomingMessage): PartState {
  const length = Number(headers['content-length'] ?? NaN)
  const etag = headers.etag ?? null
  const isStore = /amazons3/iu.test(String(headers.server ?? '')) && headers['x-amz-server-side-encryption'] !== 'aws:kms'
  return {
    url,
    etag,
    lastModified: headers['last-modified'] ?? null,
    bytes: Number.isSafeInteger(length) && length >= 0 ? length : null,
    contentMd5: typeof headers['content-md5'] === 'string' && /^[A-Za-z0-9+/]{22}==$/u.test(headers['content-md5']) ? headers['content-md5'] : null,
    etagIsMd5: isStore && etag !== null && /^"[0-9a-f]{32}"$/iu.test(etag),
    synced: 0,
  }
}

function contentRange({ headers }: IncomingMessage): { first: number | null; total: number | null } | null {
  const match = /^bytes (?:(\d{1,15})-\d{1,15}|\*)\/(\d{1,15}|\*)$/u.exec(headers['content-range'] ?? '')
  return match ? { first: match[1] === undefined ? null : Number(match[1]), total: match[2] === '*' ? null : Number(match[2]) } : null
}

async function readState(path: string, url: string): Promise<PartState | null> {
  try {
    const state = JSON.parse(await readFile(`${path}.json`, 'utf8')) as PartState
    return state.url === url && Number.isSafeInteger(state.synced) && state.synced >= 0 ? state : null
  } catch {
    return null
  }
}

async function writeState(path: string, state: PartState): Promise<void> {
  const draft = await open(`${path}.json.new`, 'w', 0o600)
  try {
    await draft.writeFile(JSON.stringify(state))
    await draft.sync()
  } finally {
    await draft.close()
  }
  await rename(`${path}.json.new`, `${path}.json`)
}

/** How long a busy server asks to be left alone; null if it does not say. */
export function retryAfterMs({ headers }: IncomingMessage): number | null {
  const seconds = Number(headers['retry-after'] ?? NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(limits.downloadPauseMsMax, 1000 * seconds) : null
}

const networkCodes = new Set(['ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'ERR_STREAM_PREMATURE_CLOSE', 'HPE_INVALID_CONSTANT', 'HPE_CLOSED_CONNECTION', 'HPE_INVALID_EOF_STATE'])

function isNetworkError(error: unknown): error is NodeJS.ErrnoException {
  const { code = '', message } = error as NodeJS.ErrnoException
  return networkCodes.has(code) || code.startsWith('HPE_') || /^(?:aborted|socket hang up|silence|Parse Error)/iu.test(message)
}

function networkErrorInWords(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') return 'its server could not be found'
  if (error.code === 'ECONNREFUSED') return 'nothing answers there'
  if (error.code === 'ETIMEDOUT' || error.message === 'silence') return 'the server fell silent'
  return 'the connection broke off'
}
