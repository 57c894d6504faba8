import type { TransformOptions } from 'node:stream'
import { createGunzip, type ZlibOptions } from 'node:zlib'
import type { FileInput } from '../../model/file-input.js'
import { CitewellError } from '../../model/error.js'

/** Small steps of zlib halve its speed. */
const outputBytes = 1024 * 1024
/** How far zlib, in its thread, may run ahead of the reader, in bytes of input and of output. */
const aheadBytes = 4 * 1024 * 1024
/** Input of one step. Files are read in smaller parts, and each step costs a change of threads and cuts the output. */
const sliceBytes = 512 * 1024

/** Other ways of packing, by the bytes with which they begin. */
const packings = [
  { name: 'ZIP', mark: [0x50, 0x4b, 3, 4] },
  { name: 'zstd', mark: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: 'bzip2', mark: [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41] },
  { name: 'xz', mark: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0] },
]
const markBytes = 6

/**
 * The bytes of a file, unpacked if it is gzip, of one member or many.
 *
 * A graph from half a file would be silently wrong, so here damage is an error and never a problem that reading goes
 * on after: gzip that ends too early, that does not match its checksum, or that is followed by anything but zeros.
 * `reached` tells how far the reader got, for the message.
 */
export async function* unpackedBytes(file: FileInput, reached: () => string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const { parts, gzip, close } = await openParts(file)
  try {
    for await (const part of gzip ? gunzipped(parts, file.name, reached) : parts) {
      signal?.throwIfAborted()
      yield part
    }
  } finally {
    await close()
  }
}

/** The bytes of a file as they are, and whether they are gzip. What is packed in another way is refused. */
export async function openParts(file: FileInput): Promise<{ parts: AsyncIterable<Uint8Array>; gzip: boolean; close(): Promise<void> }> {
  const source = file.open()[Symbol.asyncIterator]()
  const close = async () => void (await source.return?.())
  try {
    let head = new Uint8Array(0)
    while (head.length < markBytes) {
      const next = await source.next()
      if (next.done) break
      head = head.length === 0 ? new Uint8Array(next.value) : Buffer.concat([head, next.value])
    }
    const packed = packings.find(({ mark }) => mark.every((byte, index) => head[index] === byte))
    if (packed) throw new CitewellError('invalid', `${file.name}: it is packed as ${packed.name}, and only gzip is read. Unpack it first, or pack it with gzip.`)
    return { parts: withHead(head, source), gzip: head[0] === 0x1f && head[1] === 0x8b, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function* withHead(head: Uint8Array, source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head
  for (let next = await source.next(); !next.done; next = await source.next()) yield next.value
}

/** The same bytes in parts that are worth a step. */
async function* gathered(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = []
  let length = 0
  for await (const part of parts) {
    held.push(part)
    length += part.length
    if (length < sliceBytes) continue
    yield held.length === 1 ? part : Buffer.concat(held, length)
    held = []
    length = 0
  }
  if (length > 0) yield Buffer.concat(held, length)
}

async function* gunzipped(parts: AsyncIterable<Uint8Array>, name: string, reached: () => string): AsyncGenerator<Uint8Array> {
  const options: ZlibOptions & TransformOptions = { chunkSize: outputBytes, highWaterMark: aheadBytes }
  const engine = createGunzip(options)
  let wake: () => void = () => undefined
  for (const event of ['drain', 'end', 'error', 'close'] as const) engine.on(event, () => wake())
  /** True once the engine gives nothing more, whatever it is given. */
  let ended = false
  /** Bytes given to the engine, and the last slices of them, which it may not have taken. */
  let given = 0
  const kept: Array<{ slice: Uint8Array; end: number }> = []

  const feed = async (): Promise<void> => {
    for await (const part of gathered(parts)) {
      for (let at = 0; at < part.length; at += sliceBytes) {
        const slice = part.subarray(at, at + sliceBytes)
        if (ended) {
          refuseRest(slice)
          continue
        }
        if (engine.destroyed) return
        given += slice.length
        kept.push({ slice, end: given })
        if (!engine.write(slice) && !engine.destroyed) await new Promise<void>((resolve) => (wake = resolve))
        while (kept.length > 0 && kept[0]!.end <= engine.bytesWritten) kept.shift()
      }
    }
    if (!ended && !engine.destroyed) engine.end()
  }
  const refuseRest = (rest: Uint8Array): void => {
    if (rest.some((byte) => byte !== 0)) throw damaged(name, 'followed', undefined, reached)
  }
  /** What went wrong beside the engine: the source failed, or something else follows the gzip data. */
  const failures: unknown[] = []
  const feeding = feed().catch((error: unknown) => {
    failures.push(error)
    engine.destroy()
  })

  try {
    try {
      for await (const part of engine) yield part as Buffer
    } catch (error) {
      if (failures.length > 0) throw failures[0]
      const early = error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR'
      throw damaged(name, early ? 'early' : 'damaged', error, reached)
    }
    ended = true
    wake()
    await feeding
    if (failures.length > 0) throw failures[0]
    const taken = engine.bytesWritten
    for (const { slice, end } of kept) refuseRest(slice.subarray(Math.max(0, slice.length - Math.max(0, end - taken))))
  } finally {
    engine.destroy()
    wake()
  }
}

/** What is wrong with gzip data: it ends too early, can't be unpacked, or something else follows. */
export function damaged(name: string, problem: 'early' | 'damaged' | 'followed', cause: unknown, reached: () => string): CitewellError {
  const what = {
    early: 'its gzip data ends too early',
    damaged: `its gzip data is damaged (${cause instanceof Error ? cause.message : String(cause)})`,
    followed: 'its gzip data is followed by something else',
  }[problem]
  const advice = problem === 'followed' ? 'Fetch the file again, or take away what was put behind it.' : 'Fetch the file again and compare its size.'
  return new CitewellError('invalid', `${name}: ${what}, after ${reached()}. Nothing was made of it, since a part of a graph would look like a whole one. ${advice}`, { cause })
}
