import type { WorkFolder } from '../model/graph.js'
import type { Progress } from '../model/operation.js'
import { CitewellError } from '../model/error.js'
import { limits } from '../model/limits.js'
import { Appender } from './appender.js'
import { hasHidden } from './name-characters.js'

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
const outputBytes = 64 * 1024
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
  const places = new BigUint64Array(indexEntries)
  let placed = 0
  const out = new Uint8Array(outputBytes + 2 * limits.vertexNameBytesMax)
  let filled = 0
  /** The last name of the batch before: its arrays are reused. */
  const last = new Uint8Array(limits.vertexNameBytesMax)
  let beforeLength = 0
  let count = 0
  let inOrder = true
  const flushIndex = async () => {
    await index.append(new Uint8Array(places.buffer, 0, 8 * placed))
    placed = 0
  }
  for await (const batch of batches) {
    options.signal?.throwIfAborted()
    if (batch.first !== count) throw new CitewellError('invalid', `Names of vertices must come in the order of their numbers, without gaps: ${batch.first} came where ${count} was due.`)
    const { bytes, ends } = batch
    let start = 0
    let before: Uint8Array = last
    let beforeStart = 0
    for (let k = 0; k < batch.count; k++) {
      const end = ends[k]!
      const length = end - start
      if (length === 0 || length > limits.vertexNameBytesMax) throw new CitewellError('invalid', `The name of vertex ${count} has ${length} bytes; 1 to ${limits.vertexNameBytesMax} can be kept.`)
      const most = Math.min(length, beforeLength)
      let shared = 0
      while (shared < most && bytes[start + shared] === before[beforeStart + shared]) shared += 1
      if (count > 0 && inOrder) {
        if (shared === length && shared === beforeLength) throw twice(bytes.subarray(start, end), count - 1, count)
        inOrder = shared === beforeLength || (shared < length && bytes[start + shared]! > before[beforeStart + shared]!)
      }
      if (count % nameGroup === 0) {
        places[placed++] = BigInt(names.size + filled)
        if (placed === indexEntries) await flushIndex()
        shared = 0
      }
      filled = putNumber(out, putNumber(out, filled, shared), length - shared)
      let ascii = 0
      for (let at = start + shared; at < end; at++) {
        const byte = bytes[at]!
        if (byte < 0x20 || byte === 0x7f) throw new CitewellError('invalid', `The name of vertex ${count} holds a control character (${byte}). Give names of hosts or domains.`)
        ascii |= byte
        out[filled++] = byte
      }
      // Bytes that it shares with the name before were looked at there, but marks of several bytes may be cut by that.
      if (ascii >= 128 && hasHidden(Buffer.from(bytes.subarray(start, end)).toString('utf8'))) throw new CitewellError('invalid', `The name of vertex ${count} holds a character that is not seen, as one that turns the direction of writing. Give names of hosts or domains.`)
      before = bytes
      beforeStart = start
      beforeLength = length
      if (filled >= outputBytes) {
        await names.append(out.subarray(0, filled))
        filled = 0
      }
      start = end
      count += 1
    }
    if (batch.count > 0) last.set(bytes.subarray(beforeStart, beforeStart + beforeLength))
    options.progress?.({ stage: 'reading names', done: count, total: null, unit: 'names' })
  }
  places[placed++] = BigInt(names.size + filled)
  await flushIndex()
  await names.append(out.subarray(0, filled))
  await names.flush()
  await index.flush()
  await names.file.sync()
  await index.file.sync()
  return { count, inOrder }
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
  let at = 0
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
    const before = names[k - 1]
    const shared = number()
    const length = number()
    if (shared > (before?.length ?? 0) || shared + length > limits.vertexNameBytesMax || at + length > bytes.length) return null
    const name = new Uint8Array(shared + length)
    if (before) name.set(before.subarray(0, shared))
    name.set(bytes.subarray(at, at + length), shared)
    names.push(name)
    at += length
  }
  return names
}
