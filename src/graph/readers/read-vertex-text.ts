import { isUtf8 } from 'node:buffer'
import { CitewellError } from '../../model/error.js'
import type { FileInput } from '../../model/file-input.js'
import { limits } from '../../model/limits.js'
import { hasHidden } from '../name-characters.js'
import { shown, vertexIdLimit } from './edge-line.js'
import type { NameChunk } from './name-chunk.js'
import { unpackedBytes } from './unpacked-bytes.js'

/** Names and bytes of one chunk. */
const chunkNames = 32 * 1024
const chunkBytes = 1024 * 1024
/** Bytes of a line that are looked at together: what is before them is the start of a line. */
const bufferBytes = 1024 * 1024 + limits.graphLineBytesMax

const tab = 9
const lineFeed = 10
const carriageReturn = 13
const zero = 48

/**
 * Vertices from text: lines `id<TAB>name[<TAB>hosts]`, plain or gzip, of one file or several one after another, as
 * Common Crawl publishes them. Ids must be 0, 1, 2, … in this order: edges speak of names by their place.
 */
export async function* readVertexText(files: readonly FileInput[], { signal }: { signal?: AbortSignal } = {}): AsyncGenerator<NameChunk> {
  const chunk: NameChunk & { hostCounts: Uint32Array } = { first: 0, count: 0, bytes: new Uint8Array(chunkBytes), ends: new Uint32Array(chunkNames), hostCounts: new Uint32Array(chunkNames) }
  const state: VertexState = { chunk, length: 0, next: 0, counted: false, fault: '' }
  const buffer = Buffer.alloc(bufferBytes)
  for (const file of files) {
    let lines = 0
    let begun = 0
    const refuse = (): never => {
      throw new CitewellError('invalid', `${file.name}, line ${(lines + 1).toLocaleString('en')}: ${state.fault}. Each line must hold an id and a name, as in "0<TAB>gov.nih", ids counting up from 0 without a gap.`)
    }
    function* take(end: number): Generator<NameChunk> {
      let at = 0
      while (at < end) {
        const before = state.next
        at = readLines(buffer, at, end, state)
        lines += state.next - before
        if (state.fault !== '') refuse()
        if (at < end) yield* flush(state)
      }
    }
    for await (const bytes of unpackedBytes(file, () => `line ${lines.toLocaleString('en')}`, signal)) {
      for (let from = 0; from < bytes.length; ) {
        const part = bytes.subarray(from, from + buffer.length - begun)
        from += part.length
        buffer.set(part, begun)
        const filled = begun + part.length
        const end = begun + part.lastIndexOf(lineFeed) + 1
        if (end > begun) {
          yield* take(end)
          buffer.copyWithin(0, end, filled)
          begun = filled - end
        } else {
          begun = filled
        }
        if (begun > limits.graphLineBytesMax) {
          state.fault = `the line is longer than ${limits.graphLineBytesMax} bytes`
          refuse()
        }
      }
    }
    if (begun === 0) continue
    buffer[begun] = lineFeed
    yield* take(begun + 1)
  }
  yield* flush(state)
}

interface VertexState {
  chunk: NameChunk & { hostCounts: Uint32Array }
  /** Bytes of names in the chunk. */
  length: number
  /** The id that comes next. */
  next: number
  /** True if any line of the chunk told a number of hosts. */
  counted: boolean
  fault: string
}

function* flush(state: VertexState): Generator<NameChunk> {
  const { chunk } = state
  if (chunk.count > 0) yield state.counted ? chunk : { ...chunk, hostCounts: null }
  chunk.first = state.next
  chunk.count = 0
  state.length = 0
  state.counted = false
}

/** Reads whole lines until `end`, or until the chunk is full, or a fault; gives where it stopped. */
function readLines(buffer: Uint8Array, start: number, end: number, state: VertexState): number {
  const { chunk } = state
  const { bytes, ends, hostCounts } = chunk
  let at = start
  while (at < end) {
    if (chunk.count === chunkNames || state.length + limits.vertexNameBytesMax > chunkBytes) return at
    const line = at
    let id = 0
    let digit = 0
    while ((digit = buffer[at]! - zero) >= 0 && digit < 10 && at - line < 10) {
      id = id * 10 + digit
      at += 1
    }
    if (at === line || buffer[at] !== tab || id !== state.next || id >= vertexIdLimit) return stop(state, line, lineFault(buffer, line, end, state.next))
    at += 1
    const name = at
    let ascii = 0
    let length = state.length
    let byte = 0
    while ((byte = buffer[at]!) >= 32) {
      if (length < chunkBytes) bytes[length] = byte
      ascii |= byte
      // DEL is the one control character from 32 on.
      if (byte === 127) break
      length += 1
      at += 1
    }
    if (byte !== tab && byte !== lineFeed && !(byte === carriageReturn && buffer[at + 1] === lineFeed)) return stop(state, line, `there is a control character in the name ${shownBytes(buffer, name, end)}`)
    if (at === name) return stop(state, line, `vertex ${id} has no name`)
    if (at - name > limits.vertexNameBytesMax) return stop(state, line, `the name is longer than ${limits.vertexNameBytesMax} bytes: ${shownBytes(buffer, name, end)}`)
    if (ascii >= 128 && !isUtf8(buffer.subarray(name, at))) return stop(state, line, `the name is not UTF-8: ${shownBytes(buffer, name, end)}`)
    if (ascii >= 128 && hasHidden(Buffer.from(buffer.subarray(name, at)).toString('utf8'))) return stop(state, line, `there is a character in the name that is not seen: ${shownBytes(buffer, name, end)}`)
    let hosts = 0
    if (byte === tab) {
      at += 1
      const column = at
      while ((digit = buffer[at]! - zero) >= 0 && digit < 10 && at - column < 10) {
        hosts = hosts * 10 + digit
        at += 1
      }
      if (at === column || hosts >= 2 ** 32) return stop(state, line, `the number of hosts is none: ${shownBytes(buffer, column, end)}`)
      state.counted = true
      // Further columns may come in later releases; they are passed over.
      if (buffer[at] === tab) at = lineEnd(buffer, at)
    }
    if (buffer[at] === carriageReturn) at += 1
    if (buffer[at] !== lineFeed) return stop(state, line, `the number of hosts is none: ${shownBytes(buffer, name, end)}`)
    at += 1
    hostCounts[chunk.count] = hosts
    ends[chunk.count] = length
    chunk.count += 1
    state.length = length
    state.next += 1
  }
  return at
}

function stop(state: VertexState, line: number, fault: string): number {
  state.fault = fault
  return line
}

function lineFault(buffer: Uint8Array, line: number, end: number, next: number): string {
  const text = shownBytes(buffer, line, end)
  return /^"\d+(?:\\t|")/u.test(text) ? `vertex ${next} was to come, but there is ${text}` : `there is no id and name: ${text}`
}

function shownBytes(buffer: Uint8Array, start: number, end: number): string {
  return shown(Buffer.from(buffer.subarray(start, Math.min(lineEnd(buffer, start), end, start + 256))).toString('utf8'))
}

function lineEnd(buffer: Uint8Array, from: number): number {
  return buffer.indexOf(lineFeed, from)
}
