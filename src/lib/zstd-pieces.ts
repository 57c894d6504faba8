import { Decompress } from 'fzstd'
import { fillWindow, type ByteWindow } from './byte-window.js'
import type { Piece } from './gzip-pieces.js'

export const zstdMagic = [0x28, 0xb5, 0x2f, 0xfd] as const

export interface ZstdPiecesOptions {
  onProblem(cause: ZstdProblem, offset: number, message: string): void
}

export type ZstdProblem = 'damaged-zstd' | 'zstd-dictionary'

/** Input of one step: a run-length block of 4 bytes can stand for 128 KiB, so a step stays below 32 MiB of output. */
const stepBytes = 1024
/** Largest window (the bytes of output that must stay in memory) that is accepted. */
const windowBytesMax = 128 * 1024 * 1024

/**
 * Inflates a Zstandard file. Offsets are those of the step of input that gave the bytes: the decoder does not tell
 * where a frame begins.
 */
export async function* zstdPieces(window: ByteWindow, options: ZstdPiecesOptions): AsyncGenerator<Piece> {
  await fillWindow(window, 64)
  const refusal = zstdRefusal(window.bytes.subarray(window.at), windowBytesMax)
  if (refusal) {
    options.onProblem(refusal, 0, refusal === 'zstd-dictionary' ? 'The file is compressed with a Zstandard dictionary of its own. Unpack it with zstd first.' : 'The Zstandard header asks for too much memory.')
    return
  }
  let parts: Uint8Array[] = []
  const engine = new Decompress((part) => parts.push(part.slice()))
  let first = true
  for (;;) {
    await fillWindow(window, stepBytes)
    const slice = window.bytes.subarray(window.at, window.at + stepBytes)
    const offset = window.base + window.at
    window.at += slice.length
    let failed = false
    try {
      engine.push(new Uint8Array(slice), slice.length === 0)
    } catch {
      failed = true
    }
    for (const part of parts) {
      if (part.length === 0) continue
      yield { bytes: Buffer.from(part.buffer, part.byteOffset, part.length), offset, packed: true, first, end: null, gap: false }
      first = false
    }
    parts = []
    if (failed) options.onProblem('damaged-zstd', offset, 'The Zstandard data ends early or is damaged; what came before was read.')
    if (failed || slice.length === 0) return
  }
}

/** Inflates Zstandard bytes up to `bytesMax`; undefined if nothing could be read. */
export function zstdPartly(bytes: Uint8Array, bytesMax: number): { bytes: Buffer; outcome: 'whole' | 'damaged' | 'too-large' } {
  if (zstdRefusal(bytes, 8 * 1024 * 1024)) return { bytes: Buffer.alloc(0), outcome: 'damaged' }
  const parts: Uint8Array[] = []
  let length = 0
  let outcome: 'whole' | 'damaged' | 'too-large' = 'whole'
  const full = new Error('full')
  const engine = new Decompress((part) => {
    parts.push(part.slice())
    length += part.length
    if (length > bytesMax) throw full
  })
  try {
    for (let at = 0; at < bytes.length; at += stepBytes) engine.push(bytes.slice(at, at + stepBytes), at + stepBytes >= bytes.length)
  } catch (error) {
    outcome = error === full ? 'too-large' : 'damaged'
  }
  return { bytes: Buffer.concat(parts, Math.min(length, bytesMax)), outcome }
}

/** Why the first frame cannot be read, or undefined. The decoder would reserve whatever window the header names. */
function zstdRefusal(bytes: Uint8Array, bytesMax: number): ZstdProblem | undefined {
  if (zstdMagic.some((byte, at) => bytes[at] !== byte)) return 'damaged-zstd'
  const flags = bytes[4] ?? 0
  if ((flags & 3) !== 0) return 'zstd-dictionary'
  if (flags & 32) {
    const sizeBytes = flags >> 6 === 0 ? 1 : 1 << (flags >> 6)
    let size = 0
    for (let at = sizeBytes - 1; at >= 0; at -= 1) size = size * 256 + (bytes[5 + at] ?? 0)
    return size > bytesMax ? 'damaged-zstd' : undefined
  }
  const descriptor = bytes[5] ?? 0
  const base = 2 ** (10 + (descriptor >> 3))
  return base + (base / 8) * (descriptor & 7) > bytesMax ? 'damaged-zstd' : undefined
}
