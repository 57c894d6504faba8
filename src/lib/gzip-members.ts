import { constants, crc32, createInflateRaw, inflateRawSync } from 'node:zlib'
import { fillWindow, type ByteWindow } from './byte-window.js'
import { findGzipMagic, gzipHeaderBytesMax, gzipHeaderEnd, isGzipMagic } from './gzip-header.js'
import type { GzipPiecesOptions, Piece } from './gzip-pieces.js'
import { inflatePartly, inflateStep, type InflateEngine, type InflateStep } from './inflate-partly.js'

/** A member whose stored and inflated size stay below these is inflated in one synchronous call, else streamed. */
const wholeMemberBytesMax = 256 * 1024
const wholeInflatedBytesMax = 8 * 1024 * 1024
/** Input of one step of a streamed member: bounds both what a bomb puts into memory at once and what damage costs. */
const stepBytes = 64 * 1024
/** Bytes of a streamed member that are kept, to look for the next member inside them should it turn out damaged. */
const keptBytesMax = 4 * 1024 * 1024
/** Candidates for a member tried after damage, over the whole file. */
const candidatesMax = 100_000

/**
 * Inflates gzip members one by one from `window.at` on: knows exactly where each ends, says what is wrong with it, and
 * after damage looks for the next one by its magic number. `lost` tells that bytes before were lost: then the first
 * member is looked for, too.
 */
export async function* gzipMembers(window: ByteWindow, options: GzipPiecesOptions, lost: boolean): AsyncGenerator<Piece> {
  const state = { gap: lost, candidates: 0 }
  if (lost) await seekMember(window, window.at, options, state)
  for (;;) {
    if (window.bytes.length - window.at < wholeMemberBytesMax) await fillWindow(window, wholeMemberBytesMax)
    if (window.at >= window.bytes.length) return
    const offset = window.base + window.at
    if (!isGzipMagic(window.bytes, window.at)) {
      const found = await seekMember(window, window.at, options, state)
      const zeros = found.onlyZeros ? 'zero bytes' : 'bytes that are no gzip data'
      const length = window.base + window.at - offset
      if (!found.onlyZeros || found.found) options.onProblem('bytes-between-members', offset, `${length} ${zeros} ${found.found ? 'between' : 'after'} the gzip members were passed over.`)
      continue
    }
    const dataStart = gzipHeaderEnd(window.bytes, window.at)
    if (dataStart === -1) {
      const cut = window.ended && window.bytes.length - window.at < gzipHeaderBytesMax
      options.onProblem(cut ? 'truncated-gzip' : 'damaged-gzip', offset, cut ? 'The file ends within the header of a gzip member.' : 'The header of a gzip member cannot be read; it was passed over.')
      state.gap = true
      await seekMember(window, window.at + 1, options, state)
      continue
    }
    const whole = inflateWhole(window.bytes, dataStart)
    if (whole === 'damaged') {
      yield* damagedMember(window, dataStart, options, state)
    } else if (whole === 'stream') {
      yield* streamedMember(window, dataStart, options, state)
    } else {
      const trailer = dataStart + whole.consumed
      const crc = crc32(whole.bytes)
      const end = isTrailer(window.bytes, trailer, crc) ? passTrailer(window, trailer) : await finishMember(window, trailer, offset, crc, options)
      yield { bytes: whole.bytes, offset, packed: true, first: true, end, gap: state.gap }
      state.gap = false
    }
  }
}

/** One whole member inflated, or how to go on instead. */
function inflateWhole(bytes: Buffer, dataStart: number): { bytes: Buffer; consumed: number } | 'damaged' | 'stream' {
  try {
    // With `info` the engine comes back too, which knows how much input it consumed; the type does not say so.
    const answer: unknown = inflateRawSync(bytes.subarray(dataStart), { info: true, chunkSize: expectedBytes(bytes, dataStart), maxOutputLength: wholeInflatedBytesMax })
    const { buffer, engine } = answer as { buffer: Buffer; engine: { bytesWritten: number } }
    return { bytes: buffer, consumed: engine.bytesWritten }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    return code === 'Z_BUF_ERROR' || code === 'ERR_BUFFER_TOO_LARGE' ? 'stream' : 'damaged'
  }
}

/**
 * Inflated size of a member, by its trailer if what looks like the next member is that: a buffer of the right size
 * spares copying and the garbage collector much. A wrong guess only costs time.
 */
function expectedBytes(bytes: Buffer, dataStart: number): number {
  const next = findGzipMagic(bytes, dataStart + 8)
  const size = next === -1 ? 0 : bytes.readUInt32LE(next - 4)
  return size < 64 || size > 1024 * 1024 ? 64 * 1024 : size + 1
}

function isTrailer(bytes: Buffer, at: number, crc: number): boolean {
  return bytes.length >= at + 8 && bytes.readUInt32LE(at) === crc
}

function passTrailer(window: ByteWindow, trailer: number): number {
  window.at = trailer + 8
  return window.base + window.at
}

/** Checks the trailer that begins at `trailer` in the window, moves behind it, and returns its end in the stored file. */
async function finishMember(window: ByteWindow, trailer: number, offset: number, crc: number, options: GzipPiecesOptions): Promise<number> {
  window.at = trailer
  if (window.bytes.length - trailer < 8) await fillWindow(window, 8)
  if (window.bytes.length - window.at < 8) {
    options.onProblem('truncated-gzip', offset, 'The file ends within the trailer of a gzip member; its content was read.')
    window.at = window.bytes.length
  } else {
    if (window.bytes.readUInt32LE(window.at) !== crc) options.onProblem('gzip-checksum', offset, 'The content of a gzip member does not match its checksum; it was read all the same.')
    window.at += 8
  }
  return window.base + window.at
}

/** A small member with damage in it: what comes before the damage, then on to the next member. */
async function* damagedMember(window: ByteWindow, dataStart: number, options: GzipPiecesOptions, state: { gap: boolean; candidates: number }): AsyncGenerator<Piece> {
  const offset = window.base + window.at
  const input = window.bytes.subarray(dataStart, Math.min(window.bytes.length, dataStart + wholeMemberBytesMax))
  const part = await inflatePartly(newEngine, input, wholeInflatedBytesMax)
  options.onProblem('damaged-gzip', offset, `A gzip member is damaged; ${part.bytes.length} bytes of its content could be read.`)
  if (part.bytes.length > 0) yield { bytes: part.bytes, offset, packed: true, first: true, end: null, gap: state.gap }
  state.gap = true
  await seekMember(window, window.at + 1, options, state)
}

/** A large member, or one that is cut short by the end of the file. */
async function* streamedMember(window: ByteWindow, dataStart: number, options: GzipPiecesOptions, state: { gap: boolean; candidates: number }): AsyncGenerator<Piece> {
  const offset = window.base + window.at
  const engine = newEngine()
  const headerLength = dataStart - window.at
  let fed = 0
  let first = true
  let crc = 0
  let inflated = 0
  // Stored bytes of this member that were dropped from the window, header included.
  let dropped = 0
  const step = async (): Promise<Pick<InflateStep, 'parts' | 'resume'> & { state: InflateStep['state'] | 'cut-short' }> => {
    let at = window.at + headerLength + fed - dropped
    if (at - window.at > keptBytesMax) {
      dropped += at - window.at
      window.at = at
    }
    if (window.bytes.length - at < stepBytes) {
      await fillWindow(window, at - window.at + stepBytes)
      at = window.at + headerLength + fed - dropped
    }
    const slice = window.bytes.subarray(at, at + stepBytes)
    if (slice.length === 0) {
      // With all input consumed, one more byte tells whether the data had ended or the file was cut.
      const probe = await inflateStep(engine, new Uint8Array(1))
      return { ...probe, parts: [], state: probe.state === 'ended' ? 'ended' : 'cut-short' }
    }
    fed += slice.length
    return inflateStep(engine, slice)
  }
  try {
    let next = step()
    for (;;) {
      const result = await next
      // The next step is begun before the pieces are handed on: inflating and reading go on side by side.
      if (result.state === 'more') next = step()
      else if (result.state === 'full') next = result.resume()
      for (const bytes of result.parts) {
        crc = crc32(bytes, crc)
        inflated += bytes.length
        const last = result.state === 'ended' && bytes === result.parts.at(-1)
        const end = last ? offset + headerLength + Math.min(engine.bytesWritten, fed) + 8 : null
        yield { bytes, offset, packed: true, first, end, gap: state.gap }
        first = false
        state.gap = false
      }
      if (result.state === 'more' || result.state === 'full') continue
      if (result.state === 'ended') {
        if (result.parts.length === 0) {
          const end = offset + headerLength + Math.min(engine.bytesWritten, fed) + 8
          yield { bytes: Buffer.alloc(0), offset, packed: true, first, end, gap: false }
        }
        await finishMember(window, window.at + headerLength + Math.min(engine.bytesWritten, fed) - dropped, offset, crc, options)
        return
      }
      if (result.state === 'cut-short') {
        options.onProblem('truncated-gzip', offset, `The file ends within a gzip member; ${inflated} bytes of its content could be read.`)
        window.at = window.bytes.length
        return
      }
      options.onProblem('damaged-gzip', offset, `A gzip member is damaged; ${inflated} bytes of its content could be read.`)
      state.gap = true
      await seekMember(window, dropped === 0 ? window.at + 1 : Math.max(window.at, window.at + headerLength + fed - dropped - stepBytes), options, state)
      return
    }
  } finally {
    engine.destroy()
  }
}

function newEngine(): InflateEngine {
  return createInflateRaw({ chunkSize: 1024 * 1024 })
}

/** Moves the window from `from` to the next place where a member worth reading begins, or to the end. */
async function seekMember(window: ByteWindow, from: number, options: GzipPiecesOptions, state: { candidates: number }): Promise<{ found: boolean; onlyZeros: boolean }> {
  let onlyZeros = true
  window.at = from
  for (;;) {
    await fillWindow(window, wholeMemberBytesMax)
    const { bytes } = window
    const found = findGzipMagic(bytes, window.at)
    // The last three bytes may be the beginning of a magic number that goes on in the next chunk.
    const passedTo = found !== -1 ? found : window.ended ? bytes.length : Math.max(window.at, bytes.length - 3)
    onlyZeros &&= isAllZero(bytes, window.at, passedTo)
    window.at = passedTo
    if (found === -1) {
      if (window.ended) return { found: false, onlyZeros }
      continue
    }
    await fillWindow(window, wholeMemberBytesMax)
    state.candidates += 1
    if (state.candidates > candidatesMax) {
      options.onProblem('damaged-gzip', window.base + window.at, `No readable gzip member among ${candidatesMax} candidates; the rest of the file was passed over.`)
      while (!window.ended) {
        window.at = window.bytes.length
        await fillWindow(window, 1)
      }
      window.at = window.bytes.length
      return { found: false, onlyZeros: false }
    }
    if (isCandidate(window.bytes, window.at, options)) return { found: true, onlyZeros }
    window.at += 1
    onlyZeros = false
  }
}

/** Bytes of a candidate that are inflated to see whether it begins like something worth reading. */
const probeBytes = 512

function isCandidate(bytes: Buffer, at: number, options: GzipPiecesOptions): boolean {
  const dataStart = gzipHeaderEnd(bytes, at)
  if (dataStart === -1) return false
  const input = bytes.subarray(dataStart)
  // Damage within the first bytes must not hide a beginning that can be read, so shorter and shorter probes are tried.
  for (let length = probeBytes; length >= 32; length /= 4) {
    try {
      const head = inflateRawSync(input.subarray(0, length), { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: probeBytes * 1100 })
      return options.isStart(head)
    } catch {
      continue
    }
  }
  return false
}

function isAllZero(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (bytes[at] !== 0) return false
  return true
}
