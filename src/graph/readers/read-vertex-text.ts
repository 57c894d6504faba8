import { isUtf8 } from 'node:buffer'
import { countWords } from '../../lib/number-words.js'
import { CitewellError } from '../../model/error.js'
import { bindModule, compileModule, sharedMemory, type WasmModule } from '../../lib/web-assembly.js'
import type { FileInput } from '../../model/file-input.js'
import { limits } from '../../model/limits.js'
import { hasHidden } from '../name-characters.js'
import { wasm } from '../printed/names.js'
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
  const { state, buffer, readUsual } = await openLineKernel()
  for (const file of files) {
    let lines = 0
    let begun = 0
    const refuse = (): never => {
      throw new CitewellError('invalid', `${file.name}, line ${countWords(lines + 1)}: ${state.fault}. Each line must hold an id and a name, as in "0<TAB>gov.nih", ids counting up from 0 without a gap.`)
    }
    function* take(end: number): Generator<NameChunk> {
      let at = 0
      while (at < end) {
        const before = state.next
        at = readUsual(at, end)
        // What is not usual is read one by one.
        if (at < end && !isFull(state)) at = readLine(buffer, at, buffer.indexOf(lineFeed, at) + 1, state)
        lines += state.next - before
        if (state.fault !== '') refuse()
        if (isFull(state)) yield* flush(state)
      }
    }
    for await (const bytes of unpackedBytes(file, () => `line ${countWords(lines)}`, signal)) {
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

/** The kernel of kernels/graph/names.ts with a text and a chunk of names in a memory of its own. */
async function openLineKernel(): Promise<{ state: VertexState; buffer: Buffer; readUsual(start: number, end: number): number }> {
  const spare = 64
  const [resultAt, textAt] = [64, 128]
  const bytesAt = textAt + aligned(bufferBytes + spare)
  const endsAt = bytesAt + aligned(chunkBytes + spare)
  const hostsAt = endsAt + 4 * chunkNames
  const memory = sharedMemory(hostsAt + 4 * chunkNames)
  const call = bindModule(await (compiled ??= compileModule(Buffer.from(wasm, 'base64'))), memory)
  const result = new Uint32Array(memory.buffer, resultAt, 4)
  const state: VertexState = {
    bytes: new Uint8Array(memory.buffer, bytesAt, chunkBytes),
    ends: new Uint32Array(memory.buffer, endsAt, chunkNames),
    hostCounts: new Uint32Array(memory.buffer, hostsAt, chunkNames),
    chunk: { first: 0, count: 0, bytes: new Uint8Array(chunkBytes), ends: new Uint32Array(chunkNames), hostCounts: new Uint32Array(chunkNames) },
    count: 0,
    length: 0,
    next: 0,
    counted: false,
    fault: '',
  }
  return {
    state,
    buffer: Buffer.from(memory.buffer, textAt, bufferBytes),
    readUsual(start, end) {
      const most = Math.min(chunkNames - state.count, vertexIdLimit - state.next)
      const done = 4 * state.count
      call.readLines!(textAt + start, textAt + end, state.next, most, limits.vertexNameBytesMax, bytesAt, state.length, chunkBytes, endsAt + done, hostsAt + done, resultAt)
      state.count += result[1]!
      state.next += result[1]!
      state.length = result[2]!
      if (result[3] === 1) state.counted = true
      return result[0]! - textAt
    },
  }
}

let compiled: Promise<WasmModule> | null = null

function aligned(bytes: number): number {
  return Math.ceil(bytes / 64) * 64
}

interface VertexState {
  /** What is gathered, in the memory of the kernel. */
  bytes: Uint8Array
  ends: Uint32Array
  hostCounts: Uint32Array
  count: number
  /** Bytes of names gathered. */
  length: number
  /** What is given: text is made of ordinary memory only. */
  chunk: NameChunk & { hostCounts: Uint32Array }
  /** The id that comes next. */
  next: number
  /** True if any line of the chunk told a number of hosts. */
  counted: boolean
  fault: string
}

function isFull({ count, length }: VertexState): boolean {
  return count === chunkNames || length + limits.vertexNameBytesMax > chunkBytes
}

function* flush(state: VertexState): Generator<NameChunk> {
  const { chunk, count, length } = state
  if (count > 0) {
    chunk.count = count
    chunk.bytes.set(state.bytes.subarray(0, length))
    chunk.ends.set(state.ends.subarray(0, count))
    chunk.hostCounts.set(state.hostCounts.subarray(0, count))
    yield state.counted ? chunk : { ...chunk, hostCounts: null }
  }
  chunk.first = state.next
  state.count = 0
  state.length = 0
  state.counted = false
}

/** Reads one whole line, which ends at `end`; gives where it stopped. The obvious twin of the kernel. */
function readLine(buffer: Uint8Array, start: number, end: number, state: VertexState): number {
  const { bytes, ends, hostCounts } = state
  const line = start
  let at = start
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
  hostCounts[state.count] = hosts
  ends[state.count] = length
  state.count += 1
  state.length = length
  state.next += 1
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
