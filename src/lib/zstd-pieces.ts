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
/** The same for the body of one page; RFC 8878 lets a web server ask for no more. */
const bodyWindowBytesMax = 8 * 1024 * 1024
/** What all windows of a file may take together, for the file as such and for each of its bytes: each is filled with zeros. */
const windowBytesTotal = 1024 * 1024 * 1024
const windowBytesPerByte = 4096

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
  const guard = windowGuard(windowBytesMax)
  let first = true
  for (;;) {
    await fillWindow(window, stepBytes)
    const slice = window.bytes.subarray(window.at, window.at + stepBytes)
    const offset = window.base + window.at
    window.at += slice.length
    const fit = guard(slice)
    let failed = false
    try {
      engine.push(new Uint8Array(slice.subarray(0, fit)), slice.length === 0)
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
    else if (fit < slice.length) options.onProblem('damaged-zstd', offset, 'A Zstandard frame asks for a dictionary or too much memory; what came before was read.')
    if (failed || fit < slice.length || slice.length === 0) return
  }
}

/** Inflates Zstandard bytes up to `bytesMax`; no bytes if nothing could be read. */
export function zstdPartly(bytes: Uint8Array, bytesMax: number): { bytes: Buffer; outcome: 'whole' | 'damaged' | 'too-large' } {
  if (zstdRefusal(bytes, bodyWindowBytesMax)) return { bytes: Buffer.alloc(0), outcome: 'damaged' }
  const parts: Uint8Array[] = []
  let length = 0
  let outcome: 'whole' | 'damaged' | 'too-large' = 'whole'
  const full = new Error('full')
  const guard = windowGuard(bodyWindowBytesMax)
  const engine = new Decompress((part) => {
    parts.push(part.slice())
    length += part.length
    if (length > bytesMax) throw full
  })
  try {
    for (let at = 0; at < bytes.length; at += stepBytes) {
      const slice = bytes.slice(at, at + stepBytes)
      if (guard(slice) < slice.length) throw new Error('a frame that is not to be read')
      engine.push(slice, at + stepBytes >= bytes.length)
    }
  } catch (error) {
    outcome = error === full ? 'too-large' : 'damaged'
  }
  return { bytes: Buffer.concat(parts, Math.min(length, bytesMax)), outcome }
}

/**
 * Walks over the frames of a file beside the decoder, which would reserve whatever window a later frame names; to be
 * given every slice before the decoder gets it. Gives how many of its bytes may be read: fewer than all where a frame
 * begins that asks for too much. Where frames are damaged it says no more: there the decoder stops.
 */
function windowGuard(bytesMax: number): (slice: Uint8Array) => number {
  let state: 'frame' | 'block' | 'lost' = 'frame'
  let skip = 0
  let held: number[] = []
  let checksum = false
  let seen = 0
  let reserved = 0
  return (slice) => {
    seen += slice.length
    let begin = 0
    for (let at = 0; at < slice.length && state !== 'lost'; ) {
      if (skip > 0) {
        const step = Math.min(skip, slice.length - at)
        skip -= step
        at += step
        continue
      }
      if (held.length === 0) begin = at
      held.push(slice[at]!)
      at += 1
      if (state === 'block') {
        if (held.length < 3) continue
        const block = held[0]! | (held[1]! << 8) | (held[2]! << 16)
        const isLast = (block & 1) === 1
        // A run-length block holds one byte, whatever size it stands for.
        skip = (((block >> 1) & 3) === 1 ? 1 : block >> 3) + (isLast && checksum ? 4 : 0)
        if (isLast) state = 'frame'
      } else {
        const length = frameHeaderLength(held)
        if (length === -1) state = 'lost'
        if (length === -1 || held.length < length) continue
        if (held[0] !== zstdMagic[0]) skip = (held[4]! | (held[5]! << 8) | (held[6]! << 16)) + held[7]! * 2 ** 24
        else {
          reserved += windowBytesOf(held)
          if (zstdRefusal(Uint8Array.from(held), bytesMax) || reserved > windowBytesTotal + windowBytesPerByte * seen) return begin
          checksum = (held[4]! & 4) !== 0
          state = 'block'
        }
      }
      held = []
    }
    return slice.length
  }
}

/** Length of the header that begins with these bytes, as far as they tell; -1 if they begin none. */
function frameHeaderLength(held: readonly number[]): number {
  const isSkippable = (held[0]! & 0xf0) === 0x50
  const magic = isSkippable ? [held[0]!, 0x2a, 0x4d, 0x18] : zstdMagic
  if (magic.some((byte, at) => at < held.length && held[at] !== byte)) return -1
  if (isSkippable || held.length < 5) return isSkippable ? 8 : 5
  const flags = held[4]!
  const isSingle = (flags & 32) !== 0
  const sizeBytes = flags >> 6 === 0 ? (isSingle ? 1 : 0) : 1 << (flags >> 6)
  return 5 + (isSingle ? 0 : 1) + [0, 1, 2, 4][flags & 3]! + sizeBytes
}

/** Why the first frame cannot be read, or undefined. The decoder would reserve whatever window the header names. */
function zstdRefusal(bytes: Uint8Array, bytesMax: number): ZstdProblem | undefined {
  if (zstdMagic.some((byte, at) => bytes[at] !== byte)) return 'damaged-zstd'
  if (((bytes[4] ?? 0) & 3) !== 0) return 'zstd-dictionary'
  return windowBytesOf(bytes) > bytesMax ? 'damaged-zstd' : undefined
}

/** The window that the header of a frame without dictionary asks for. */
function windowBytesOf(header: ArrayLike<number>): number {
  const flags = header[4] ?? 0
  if (flags & 32) {
    const sizeBytes = flags >> 6 === 0 ? 1 : 1 << (flags >> 6)
    let size = 0
    for (let at = sizeBytes - 1; at >= 0; at -= 1) size = size * 256 + (header[5 + at] ?? 0)
    return size
  }
  const descriptor = header[5] ?? 0
  const base = 2 ** (10 + (descriptor >> 3))
  return base + (base / 8) * (descriptor & 7)
}
