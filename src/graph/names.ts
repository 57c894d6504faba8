import type { WorkFolder } from '../model/graph.js'
import type { Progress } from '../model/operation.js'
import { CitewellError } from '../model/error.js'
import { bindModule, compileModule, sharedMemory, type WasmModule } from '../lib/web-assembly.js'
import { limits } from '../model/limits.js'
import { Appender } from './appender.js'
import { hasHidden } from './name-characters.js'
import { wasm } from './printed/names.js'

/** Names of vertices in the order of their ids: one after another, each up to its `end`. The arrays are reused. */
export interface NameBatch {
  /** Id of the first. */
  first: number
  count: number
  bytes: Uint8Array
  ends: Uint32Array
}

export interface NamesMade {
  count: number
  /** Each name is behind the one before it in the order of bytes. */
  inOrder: boolean
}

/** Names of one group begin anew; within it each says how much it shares with the one before. */
export const nameGroup = 64
/** Names, and bytes of names, that are handed to the kernel at once. */
const pieceNames = 32 * 1024
const pieceBytes = 1024 * 1024
const indexEntries = 1024

/**
 * Writes the sections `names` and `name-index` to files of the work.
 *
 * A name is two numbers (seven bits a byte, the lowest first, the high bit set on all but the last byte) and bytes: how
 * many bytes it shares with the name before, how many follow, and these. The index has the place of each group and the end.
 */
export async function writeNames(batches: AsyncIterable<NameBatch>, work: WorkFolder, options: { signal?: AbortSignal; progress?: (progress: Progress) => void }): Promise<NamesMade> {
  const names = new Appender(await work.file('names'), false)
  const index = new Appender(await work.file('name-index'), false)
  const kernel = await openNameKernel()
  const places = new BigUint64Array(indexEntries)
  let placed = 0
  let count = 0
  let inOrder = true
  const flushIndex = async () => {
    await index.append(new Uint8Array(places.buffer, 0, 8 * placed))
    placed = 0
  }
  const addPlace = async (place: number) => {
    places[placed++] = BigInt(place)
    if (placed === indexEntries) await flushIndex()
  }
  for await (const batch of batches) {
    options.signal?.throwIfAborted()
    if (batch.first !== count) throw new CitewellError('invalid', `Names of vertices must come in the order of their numbers, without gaps: ${batch.first} came where ${count} was due.`)
    const { bytes, ends } = batch
    for (let k = 0; k < batch.count;) {
      const start = k === 0 ? 0 : ends[k - 1]!
      let end = Math.min(batch.count, k + pieceNames)
      while (end > k && ends[end - 1]! - start > pieceBytes) end = k + Math.floor((end - k) / 2)
      const taken = end === k ? { names: 0, places: [], written: kernel.none } : kernel.shorten(bytes.subarray(start, ends[end - 1]!), start, ends.subarray(k, end), count % nameGroup, inOrder)
      for (const place of taken.places) await addPlace(names.size + place)
      await names.append(taken.written)
      k += taken.names
      count += taken.names
      if (taken.names > 0 && k === end) continue
      // What is not usual is done one by one.
      const name = bytes.subarray(k === 0 ? 0 : ends[k - 1]!, ends[k]!)
      const one = shortened(name, kernel.before(), count, inOrder)
      inOrder = one.inOrder
      if (count % nameGroup === 0) await addPlace(names.size)
      await names.append(one.bytes)
      kernel.goOnAfter(name)
      k += 1
      count += 1
    }
    options.progress?.({ stage: 'reading names', done: count, total: null, unit: 'names' })
  }
  await addPlace(names.size)
  await flushIndex()
  await names.flush()
  await index.flush()
  await names.file.sync()
  await index.file.sync()
  return { count, inOrder }
}

/** One name as it is written; the obvious twin of the kernel. */
function shortened(name: Uint8Array, before: Uint8Array, id: number, inOrder: boolean): { bytes: Uint8Array; inOrder: boolean } {
  const { length } = name
  if (length === 0 || length > limits.vertexNameBytesMax) throw new CitewellError('invalid', `The name of vertex ${id} has ${length} bytes; 1 to ${limits.vertexNameBytesMax} can be kept.`)
  const most = Math.min(length, before.length)
  let shared = 0
  while (shared < most && name[shared] === before[shared]) shared += 1
  let rises = inOrder
  if (id > 0 && inOrder) {
    if (shared === length && shared === before.length) throw twice(name, id - 1, id)
    rises = shared === before.length || (shared < length && name[shared]! > before[shared]!)
  }
  if (id % nameGroup === 0) shared = 0
  const out = new Uint8Array(4 + length - shared)
  const filled = putNumber(out, putNumber(out, 0, shared), length - shared)
  let ascii = 0
  for (const byte of name.subarray(shared)) {
    if (byte < 0x20 || byte === 0x7f) throw new CitewellError('invalid', `The name of vertex ${id} holds a control character (${byte}). Give names of hosts or domains.`)
    ascii |= byte
  }
  // Bytes that it shares with the name before were looked at there, but marks of several bytes may be cut by that.
  if (ascii >= 128 && hasHidden(Buffer.from(name).toString('utf8'))) throw new CitewellError('invalid', `The name of vertex ${id} holds a character that is not seen, as one that turns the direction of writing. Give names of hosts or domains.`)
  out.set(name.subarray(shared), filled)
  return { bytes: out.subarray(0, filled + length - shared), inOrder: rises }
}

/** The kernel of kernels/graph/names.ts with a piece of names in a memory of its own; it knows the last name. */
async function openNameKernel() {
  const spare = 16
  const nameRoom = aligned(limits.vertexNameBytesMax + spare)
  const [resultAt, beforeAt] = [64, 128]
  const endsAt = beforeAt + nameRoom
  const placesAt = endsAt + 4 * pieceNames
  const bytesAt = placesAt + aligned(4 * (Math.ceil(pieceNames / nameGroup) + 1))
  const outAt = bytesAt + aligned(pieceBytes + spare)
  const memory = sharedMemory(outAt + pieceBytes + 4 * pieceNames + spare)
  const call = bindModule(await (compiled ??= compileModule(Buffer.from(wasm, 'base64'))), memory)
  const view = (at: number, length: number) => new Uint8Array(memory.buffer, at, length)
  const view32 = (at: number, length: number) => new Uint32Array(memory.buffer, at, length)
  let beforeLength = 0
  return {
    none: new Uint8Array(0),
    /** Takes names up to the first that is not usual: their bytes, the place in all bytes where these begin, and their ends. */
    shorten(bytes: Uint8Array, start: number, ends: Uint32Array, since: number, order: boolean): { names: number; places: Uint32Array; written: Uint8Array } {
      view(bytesAt, bytes.length).set(bytes)
      view32(endsAt, ends.length).set(ends)
      call.shorten!(bytesAt - start, start, endsAt, 0, ends.length, limits.vertexNameBytesMax, beforeAt, beforeLength, nameGroup, since, order ? 1 : 0, outAt, placesAt, resultAt)
      const [names, written, places] = view32(resultAt, 3)
      if (names! > 0) this.goOnAfter(bytes.subarray((names === 1 ? start : ends[names! - 2]!) - start, ends[names! - 1]! - start))
      return { names: names!, places: view32(placesAt, places!), written: view(outAt, written!) }
    },
    goOnAfter(name: Uint8Array): void {
      view(beforeAt, name.length).set(name)
      beforeLength = name.length
    },
    before: () => view(beforeAt, beforeLength),
  }
}

let compiled: Promise<WasmModule> | null = null

function aligned(bytes: number): number {
  return Math.ceil(bytes / 64) * 64
}

export function twice(name: Uint8Array, first: number, second: number): CitewellError {
  return new CitewellError('invalid', `The name ${Buffer.from(name).toString('utf8')} stands twice, for the vertices ${first} and ${second}. Each vertex needs a name of its own.`)
}

function putNumber(out: Uint8Array, at: number, number: number): number {
  let rest = number
  while (rest > 127) {
    out[at++] = (rest & 127) | 128
    rest >>>= 7
  }
  out[at++] = rest
  return at
}

/** Takes one group apart. Damaged bytes give null, never more than the group can hold. */
export function namesOfGroup(bytes: Uint8Array, count: number): Uint8Array[] | null {
  const names: Uint8Array[] = []
  return eachOfGroup(bytes, count, (name) => names.push(name.slice())) ? names : null
}

/** One name of a group, for which those before it are passed over; null where bytes are damaged. */
export function nameInGroup(bytes: Uint8Array, place: number): Uint8Array | null {
  let last: Uint8Array | null = null
  return eachOfGroup(bytes, place + 1, (name) => (last = name)) ? last : null
}

/** Calls with each of the first names of a group; what it gives is overwritten by the next. */
function eachOfGroup(bytes: Uint8Array, count: number, take: (name: Uint8Array) => void): boolean {
  const name = new Uint8Array(limits.vertexNameBytesMax)
  let at = 0
  let lengthBefore = 0
  const number = () => {
    let value = 0
    for (let shift = 0; shift < 21; shift += 7) {
      const byte = bytes[at++] ?? 0
      value |= (byte & 127) << shift
      if (byte < 128) return value
    }
    return limits.vertexNameBytesMax + 1
  }
  for (let k = 0; k < count; k++) {
    const shared = number()
    const length = number()
    if (shared > lengthBefore || shared + length > limits.vertexNameBytesMax || at + length > bytes.length) return false
    for (let byte = 0; byte < length; byte++) name[shared + byte] = bytes[at + byte]!
    at += length
    lengthBefore = shared + length
    take(name.subarray(0, lengthBefore))
  }
  return true
}
