import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { createGunzip, type Gunzip } from 'node:zlib'
import type { FetchedFile } from '../model/outside.js'
import type { Progress } from '../model/operation.js'
import type { PartState } from './fetch-part.js'

export type Checked = { ok: true; bytes: number; sha256: string; checkedBy: FetchedFile['checkedBy'] } | { ok: false; problem: string }

/**
 * Reads a fetched file once and checks it by all that can be had: the checksum that came with it, and for gzip the
 * checksums inside. Gives our own SHA-256, by which the file is known from now on.
 */
export async function checkFile(path: string, name: string, { bytes: announced, contentMd5, etag, etagIsMd5 }: PartState, { signal, progress }: { signal?: AbortSignal; progress?: (progress: Progress) => void }): Promise<Checked> {
  const sha256 = createHash('sha256')
  const md5 = contentMd5 !== null || etagIsMd5 ? createHash('md5') : null
  const gzip = /\.gz$/iu.test(name) ? createGunzip() : null
  let gzipProblem: string | null = null
  gzip?.on('error', (error) => (gzipProblem ??= error.message))
  gzip?.resume()
  let bytes = 0
  for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    signal?.throwIfAborted()
    bytes += piece.length
    sha256.update(piece)
    md5?.update(piece)
    if (gzip && gzipProblem === null && !gzip.write(piece)) await drained(gzip)
    progress?.({ stage: `Checking ${name}`, done: bytes, total: announced, unit: 'bytes' })
  }
  if (gzip && gzipProblem === null) {
    gzip.end()
    await finished(gzip).catch((error: Error) => (gzipProblem ??= error.message))
  }
  gzip?.destroy()
  if (gzip && (gzipProblem !== null || bytes === 0)) return { ok: false, problem: `it is no whole gzip file (${gzipProblem ?? 'empty'})` }
  const sum = md5?.digest() ?? null
  if (contentMd5 !== null && sum?.toString('base64') !== contentMd5) return { ok: false, problem: 'its checksum is not the one the server gave (Content-MD5)' }
  if (etagIsMd5 && sum?.toString('hex') !== etag?.slice(1, -1).toLowerCase()) return { ok: false, problem: 'its checksum is not the one the server gave (ETag)' }
  return {
    ok: true,
    bytes,
    sha256: sha256.digest('hex'),
    checkedBy: [...(contentMd5 === null ? [] : ['content-md5' as const]), ...(etagIsMd5 ? ['etag-md5' as const] : []), ...(gzip ? ['gzip-crc' as const] : [])],
  }
}

/** When more can be written, or nothing more because of an error. */
function drained(gzip: Gunzip): Promise<void> {
  return new Promise((resolve) => {
    const goOn = () => {
      gzip.off('drain', goOn).off('error', goOn)
      resolve()
    }
    gzip.on('drain', goOn).on('error', goOn)
  })
}
