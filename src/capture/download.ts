import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { lockFolder } from '../lib/folder-lock.js'
import { CitewellError } from '../model/error.js'
import { limits } from '../model/limits.js'
import type { FetchedFile, WantedFile, WebDownload, WebFile } from '../model/outside.js'
import type { Progress } from '../model/operation.js'
import { ask } from './ask.js'
import { checkFile } from './check-file.js'
import { diskError } from './disk-error.js'
import { fetchPart, pausedTries, retryAfterMs, type PartState, type Pause } from './fetch-part.js'
import { shortAnswers } from './short-answers.js'

export interface WebDownloadOptions {
  /** Folder of all downloads; each release has a folder of its own in it. */
  dir: string
  /** Waits between tries; tests wait less. */
  pause?: Pause
}

/** What is known of the whole files of a folder. */
interface Manifest {
  format: 'citewell-downloads/1'
  files: Record<string, Omit<FetchedFile, 'name' | 'file' | 'kept'>>
}

const namePattern = /^[a-z0-9][a-z0-9._-]{0,199}$/iu
const manifestName = 'manifest.json'
/** How much is fetched, and for how long, to measure the speed of a line. */
const speedBytes = 8 * 1024 * 1024
const speedMs = 3_000

/**
 * Fetches large files into a folder and keeps them. A file is there under its name only when it is whole and checked;
 * before that it is `NAME.part`, with what the server said of it in `NAME.part.json`, from which the next run goes on.
 */
export function openWebDownload({ dir, pause = pauseFor }: WebDownloadOptions): WebDownload {
  const folderOf = (folder: string) => join(dir, plain(folder))
  return {
    async look(url, { signal } = {}) {
      return pausedTries<WebFile | null>(pause, signal, url, async () => {
        const response = await ask(url, { method: 'HEAD', signal })
        response.resume()
        const status = response.statusCode ?? 0
        // A store that does not list its files says "forbidden" of those it does not have.
        if (status === 404 || status === 410 || status === 403) return { done: null }
        if (status >= 500 || status === 429) return { again: `the server answered ${status}`, afterMs: retryAfterMs(response) }
        if (status >= 400) throw new CitewellError('unavailable', `${url}: the server answered ${status}. Check the address.`)
        const bytes = Number(response.headers['content-length'] ?? NaN)
        return { done: { url, bytes: Number.isSafeInteger(bytes) && bytes >= 0 ? bytes : null, etag: response.headers.etag ?? null } }
      }, limits.downloadLookTriesMax)
    },
    async speed(url, { signal } = {}) {
      const response = await ask(url, { method: 'GET', signal, headers: { range: `bytes=0-${speedBytes - 1}` } }).catch((error: unknown) => {
        if (error instanceof CitewellError || signal?.aborted) throw error
        return null
      })
      if (response === null) return null
      // Timed from the first byte on: how long the server thinks says nothing of a long file.
      let startedAt: number | null = null
      let bytes = 0
      try {
        for await (const piece of response as AsyncIterable<Buffer>) {
          if (startedAt === null) startedAt = performance.now()
          else bytes += piece.length
          if (bytes >= speedBytes || performance.now() - startedAt > speedMs) break
        }
      } catch {
        // What came until the line broke is measure enough.
      }
      response.destroy()
      const seconds = startedAt === null ? 0 : (performance.now() - startedAt) / 1000
      return (response.statusCode ?? 0) >= 300 || bytes === 0 || seconds === 0 ? null : bytes / seconds
    },
    async text(url, { bytesMax, signal }) {
      const bytes = await pausedTries<Buffer>(pause, signal, url, async () => {
        const response = await ask(url, { method: 'GET', signal })
        const status = response.statusCode ?? 0
        if (status !== 200) {
          response.destroy()
          if (status >= 500 || status === 429) return { again: `the server answered ${status}`, afterMs: retryAfterMs(response) }
          throw new CitewellError(status === 404 || status === 403 ? 'not_found' : 'unavailable', `${url}: the server answered ${status}. Check the address.`)
        }
        const parts: Buffer[] = []
        let length = 0
        for await (const part of response as AsyncIterable<Buffer>) {
          length += part.length
          if (length > bytesMax) throw new CitewellError('invalid', `${url} is larger than ${bytesMax} bytes, more than a list of files has. Check the address.`)
          parts.push(part)
        }
        return { done: Buffer.concat(parts) }
      })
      if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString('utf8')
      try {
        return gunzipSync(bytes, { maxOutputLength: bytesMax * 8 }).toString('utf8')
      } catch (cause) {
        throw new CitewellError('invalid', `${url} is no whole gzip file. Try again later.`, { cause })
      }
    },
    async fetch(files, { folder, signal, progress }) {
      if (files.length > limits.downloadFilesMax) throw new CitewellError('invalid', `More than ${limits.downloadFilesMax} files in one download.`)
      const into = folderOf(folder)
      await mkdir(into, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
        throw diskError(error, into)
      })
      const lock = lockFolder(into)
      if (!lock.held) throw new CitewellError('conflict', `${folder} is being fetched by another Citewell${lock.holder === null ? '' : ` (process ${lock.holder.pid} on ${lock.holder.place})`}. Wait until it has ended.${lock.sure ? '' : ` If it is gone for sure, delete ${lock.path}.`}`)
      try {
        const fetched: FetchedFile[] = []
        for (const wanted of files) fetched.push(await fetchOne(into, wanted, pause, signal, progress))
        return fetched
      } finally {
        lock.release()
      }
    },
    answers: (urls, options) => shortAnswers(urls, { pause, ...options }),
    async kept(folder) {
      const into = folderOf(folder)
      const names = await readdir(into).catch(() => [])
      const { files } = await readManifest(into)
      const rows = []
      for (const name of names.filter((one) => namePattern.test(one) && !/\.json$|^lock-/u.test(one)).sort()) {
        const bytes = (await stat(join(into, name))).size
        const bare = name.replace(/\.part$/u, '')
        rows.push({ name: bare, bytes, whole: bare === name && files[name]?.bytes === bytes })
      }
      return rows
    },
    async freeBytes() {
      for (let at = dir; ; at = dirname(at)) {
        const found = await statfs(at).catch(() => null)
        if (found) return found.bavail * found.bsize
        if (at === dirname(at)) return null
      }
    },
    async remove(folder) {
      await rm(folderOf(folder), { recursive: true, force: true })
    },
  }
}

async function fetchOne(into: string, { url, name }: WantedFile, pause: Pause, signal: AbortSignal | undefined, progress: ((progress: Progress) => void) | undefined): Promise<FetchedFile> {
  const path = join(into, plain(name))
  const manifest = await readManifest(into)
  const known = manifest.files[name]
  const size = await stat(path).then((found) => found.size, () => null)
  if (known && known.url === url && size === known.bytes) return { name, kept: true, ...known, file: fileAt(path, name, size) }
  // Twice at most: content that does not pass its check was damaged on the way, and a second time it is the file itself.
  for (let time = 1; ; time += 1) {
    const state: PartState = await fetchPart(`${path}.part`, url, { pause, signal, progress, name })
    const checked = await checkFile(`${path}.part`, name, state, { signal, progress })
    if (checked.ok) {
      await rename(`${path}.part`, path).catch((error: unknown) => {
        throw diskError(error, path)
      })
      await rm(`${path}.part.json`, { force: true })
      const entry = { url, bytes: checked.bytes, sha256: checked.sha256, etag: state.etag, checkedBy: checked.checkedBy }
      await writeManifest(into, { ...manifest, files: { ...manifest.files, [name]: entry } })
      return { name, kept: false, ...entry, file: fileAt(path, name, checked.bytes) }
    }
    await rm(`${path}.part`, { force: true })
    await rm(`${path}.part.json`, { force: true })
    if (time === 2) throw new CitewellError('unavailable', `${url} came damaged twice: ${checked.problem}. It was deleted here; tell those who publish it, or try again later.`)
  }
}

function fileAt(path: string, name: string, size: number): FetchedFile['file'] {
  return { name, size, open: () => createReadStream(path, { highWaterMark: 1024 * 1024 }) }
}

async function readManifest(into: string): Promise<Manifest> {
  const empty: Manifest = { format: 'citewell-downloads/1', files: {} }
  try {
    const manifest = JSON.parse(await readFile(join(into, manifestName), 'utf8')) as Manifest
    return manifest.format === empty.format ? manifest : empty
  } catch {
    // Lost or damaged: the files are fetched anew.
    return empty
  }
}

async function writeManifest(into: string, manifest: Manifest): Promise<void> {
  const draft = join(into, `${manifestName}.new`)
  try {
    const handle = await open(draft, 'w', 0o600)
    await handle.writeFile(`${JSON.stringify(manifest, null, 2)}\n`)
    await handle.sync()
    await handle.close()
    await rename(draft, join(into, manifestName))
  } catch (error) {
    throw diskError(error, into)
  }
}

const pauseFor: Pause = (ms, signal) =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal!.reason as Error)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal?.addEventListener('abort', stop, { once: true })
  })

function plain(name: string): string {
  if (namePattern.test(name) && !/\.part$|\.json$|\.$/iu.test(name) && !name.startsWith('lock-')) return name
  throw new CitewellError('invalid', `"${name.slice(0, 100)}" is no plain name for a download.`)
}
