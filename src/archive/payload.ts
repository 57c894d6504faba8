import { brotliDecompressSync, createBrotliDecompress, createInflate, createInflateRaw, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { gzipHeaderEnd, isGzipMagic } from '../lib/gzip-header.js'
import { inflatePartly, type InflateEngine } from '../lib/inflate-partly.js'
import { zstdMagic, zstdPartly } from '../lib/zstd-pieces.js'
import type { HeaderMap } from '../model/capture.js'
import { decodeChunked } from './chunked.js'

export interface Payload {
  bytes: Buffer
  /** True if bytes are missing: the bound was met, or the body ended early or was damaged. */
  truncated: boolean
  /** Cause of a problem with the body, or null. */
  problem: PayloadProblem | null
}

export type PayloadProblem = 'page-too-large' | 'damaged-chunks' | 'damaged-coding' | 'unknown-coding'

/** More codings than this on one body are no longer taken seriously. */
const codingsMax = 4

/**
 * Takes transfer and content codings off a body, up to `bytesMax` bytes.
 *
 * Archives often keep the headers of a body they stored decoded, so a coding is taken off only where the bytes show it.
 */
export async function decodePayload(body: Buffer, headers: HeaderMap, bytesMax: number): Promise<Payload> {
  let bytes = body
  let problem: PayloadProblem | null = null
  const transfer = (headers.get('transfer-encoding') ?? '').toLowerCase()
  if (transfer.includes('chunked')) {
    const chunked = decodeChunked(bytes)
    bytes = chunked.bytes
    if (chunked.outcome === 'damaged') problem = 'damaged-chunks'
  }
  const codings = `${headers.get('content-encoding') ?? ''},${transfer}`.toLowerCase().split(',').map((coding) => coding.trim()).filter((coding) => coding !== '' && !noCoding.has(coding))
  if (codings.length > codingsMax) return { bytes: Buffer.alloc(0), truncated: true, problem: 'unknown-coding' }
  for (const coding of codings.reverse()) {
    const decoded = await decodeCoding(coding, bytes, bytesMax)
    bytes = decoded.bytes
    if (decoded.problem) return decoded
  }
  if (bytes.length > bytesMax) return { bytes: bytes.subarray(0, bytesMax), truncated: true, problem: 'page-too-large' }
  return { bytes, truncated: problem !== null, problem }
}

const noCoding = new Set(['identity', 'none', 'binary', '7bit', '8bit', 'utf-8', 'utf8', 'chunked', 'text/html', 'iso-8859-1', 'trailers'])

async function decodeCoding(coding: string, bytes: Buffer, bytesMax: number): Promise<Payload> {
  if (bytes.length === 0) return plain(bytes)
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return isGzipMagic(bytes, 0) && bytes.length >= 4 ? gunzip(bytes, bytesMax) : plain(bytes)
    case 'deflate':
    case 'x-deflate':
      return inflateEither(bytes, bytesMax)
    case 'br':
      return unbrotli(bytes, bytesMax)
    case 'zstd': {
      if (zstdMagic.some((byte, at) => bytes[at] !== byte)) return plain(bytes)
      const part = zstdPartly(bytes, bytesMax)
      return payloadOf(part.bytes, part.outcome)
    }
    default:
      return looksDecoded(bytes) ? plain(bytes) : { bytes: Buffer.alloc(0), truncated: true, problem: 'unknown-coding' }
  }
}

async function gunzip(bytes: Buffer, bytesMax: number): Promise<Payload> {
  const whole = attempt(() => gunzipSync(bytes, { maxOutputLength: bytesMax, chunkSize: 64 * 1024 }))
  if (whole) return plain(whole)
  const start = gzipHeaderEnd(bytes, 0)
  if (start === -1) return payloadOf(Buffer.alloc(0), 'damaged')
  // Without the wrapper, a wrong checksum or rubbish behind the data does no harm.
  const part = await inflatePartly(createInflateRaw, bytes.subarray(start), bytesMax)
  return payloadOf(part.bytes, part.outcome)
}

/** Servers send `deflate` with and without the zlib wrapper. */
async function inflateEither(bytes: Buffer, bytesMax: number): Promise<Payload> {
  const wrapped = (bytes[0]! & 15) === 8 && (bytes[0]! * 256 + (bytes[1] ?? 0)) % 31 === 0
  if (!wrapped && looksDecoded(bytes)) return plain(bytes)
  const whole = attempt(() => (wrapped ? inflateSync : inflateRawSync)(bytes, { maxOutputLength: bytesMax, chunkSize: 64 * 1024 }))
  if (whole) return plain(whole)
  const part = await inflatePartly(wrapped ? createInflate : createInflateRaw, bytes, bytesMax)
  return part.bytes.length === 0 && part.outcome === 'damaged' && looksDecoded(bytes) ? plain(bytes) : payloadOf(part.bytes, part.outcome)
}

async function unbrotli(bytes: Buffer, bytesMax: number): Promise<Payload> {
  // Brotli has no magic number, and text can look like it: what begins like a document is one.
  if (looksDecoded(bytes)) return plain(bytes)
  const whole = attempt(() => brotliDecompressSync(bytes, { maxOutputLength: bytesMax, chunkSize: 64 * 1024 }))
  if (whole) return plain(whole)
  const part = await inflatePartly(createBrotliDecompress as () => InflateEngine, bytes, bytesMax)
  return payloadOf(part.bytes, part.outcome)
}

/** True if the beginning is text: no control bytes, and more than a few bytes of it. */
function looksDecoded(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 64)
  let text = 0
  for (const byte of head) {
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127) return false
    if (byte < 128) text += 1
  }
  return head.length >= 4 && (text === head.length || head[0] === 60 || (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf))
}

function plain(bytes: Buffer): Payload {
  return { bytes, truncated: false, problem: null }
}

function payloadOf(bytes: Buffer, outcome: 'whole' | 'cut-short' | 'damaged' | 'too-large'): Payload {
  if (outcome === 'whole') return plain(bytes)
  return { bytes, truncated: true, problem: outcome === 'too-large' ? 'page-too-large' : 'damaged-coding' }
}

function attempt(decode: () => Buffer): Buffer | undefined {
  try {
    return decode()
  } catch {
    return undefined
  }
}
