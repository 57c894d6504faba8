import { Worker } from 'node:worker_threads'
import { compileModule, sharedMemory } from './web-assembly.js'

/** Pairs of numbers, one a line, as a kernel found them. The arrays are used again for later pairs. */
export interface PairBatch {
  first: Uint32Array
  second: Uint32Array
  count: number
  /** Line of the first pair; lines without a pair may stand between them. */
  line: number
}

export interface PairReaderOptions {
  /**
   * Code with a function `parse(start, end, first, second, limit, result)`: reads whole lines of text, puts pairs of
   * numbers below `limit` into two arrays, and at `result` how many, how many lines were passed over, and the place of
   * the first line that is neither, or `end`. It may read 16 bytes past the end.
   */
  wasm: Uint8Array
  limit: number
  lineBytesMax: number
}

export interface PairsOfFile {
  /** Bytes of the file, in parts; with `gzip` they are unpacked. */
  parts: AsyncIterable<Uint8Array>
  gzip: boolean
  /** A line that the kernel refused: either this throws, or the line is passed over. */
  refused(line: RefusedLine): void
  signal?: AbortSignal | undefined
}

export interface RefusedLine {
  line: number
  /** Its beginning. */
  text: string
  /** It stands before all pairs, and is not overlong: it may be a heading. */
  heading: boolean
}

export interface PairReader {
  /** Reads one file; one at a time. */
  read(file: PairsOfFile): AsyncGenerator<PairBatch>
  close(): Promise<void>
}

/** Gzip data that can't be unpacked to its end. */
export class UnpackError extends Error {
  constructor(
    readonly problem: 'early' | 'damaged' | 'followed',
    message: string,
    /** Whole lines read before. */
    readonly lines: number,
  ) {
    super(message)
  }
}

/** Text of one call of the kernel: whole lines, and the line that was begun before them. Small steps of zlib halve its speed. */
const stepBytes = 1024 * 1024
/** Batches that may wait to be taken. */
const slotCount = 6
/** Bytes of the file that may wait to be unpacked. */
const aheadBytes = 4 * 1024 * 1024
/** Bytes handed over at once: files are read in smaller parts, and each step costs a change of threads. */
const partBytes = 512 * 1024
const spareBytes = 16

type Message =
  | { kind: 'pairs'; slot: number; count: number; line: number }
  | ({ kind: 'refused' } & RefusedLine)
  | { kind: 'taken'; bytes: number }
  | { kind: 'problem'; problem: UnpackError['problem'] | null; message: string; lines: number }
  | { kind: 'done' }

/**
 * Reads text of pairs of numbers in a thread of its own: there it is unpacked and given to the kernel, while this thread
 * works on the pairs found before. What is under way at one time is bounded, and this thread is never blocked.
 */
export async function openPairReader({ wasm, limit, lineBytesMax }: PairReaderOptions): Promise<PairReader> {
  const textBytes = stepBytes + lineBytesMax
  const textAt = 64
  const slotsAt = align(textAt + textBytes + spareBytes)
  // The shortest line with a pair has four bytes, as a number has in an array.
  const columnBytes = align(textBytes)
  const memory = sharedMemory(slotsAt + 2 * slotCount * columnBytes)
  const slots = Array.from({ length: slotCount }, (_, slot) => ({
    first: new Uint32Array(memory.buffer, slotsAt + 2 * slot * columnBytes, textBytes >>> 2),
    second: new Uint32Array(memory.buffer, slotsAt + (2 * slot + 1) * columnBytes, textBytes >>> 2),
  }))
  const worker = new Worker(workerCode, {
    eval: true,
    workerData: { module: await compileModule(wasm), memory, limit, lineBytesMax, textAt, textBytes, slotsAt, columnBytes, slotCount, stepBytes, aheadBytes },
  })
  const messages: Message[] = []
  const failures: unknown[] = []
  let wake = () => {}
  const fail = (error: unknown) => {
    failures.push(error)
    wake()
  }
  worker.on('message', (message: Message) => {
    messages.push(message)
    wake()
  })
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('The thread that reads a text ended before its work was done')))

  async function* read({ parts, gzip, refused, signal }: PairsOfFile): AsyncGenerator<PairBatch> {
    let waiting = 0
    let room = () => {}
    let ended = false
    const feed = async () => {
      worker.postMessage({ kind: 'file', gzip })
      for await (const part of gathered(parts)) {
        worker.postMessage({ kind: 'part', part }, [part.buffer])
        waiting += part.length
        while (waiting >= aheadBytes && !ended) await new Promise<void>((resolve) => (room = resolve))
        if (ended) return
      }
      worker.postMessage({ kind: 'end' })
    }
    const abort = () => wake()
    signal?.addEventListener('abort', abort, { once: true })
    const feeding = feed().catch(fail)
    try {
      for (;;) {
        signal?.throwIfAborted()
        if (failures.length > 0) throw failures[0]
        const message = messages.shift()
        switch (message?.kind) {
          case undefined:
            await new Promise<void>((resolve) => (wake = resolve))
            break
          case 'pairs':
            yield { ...slots[message.slot]!, count: message.count, line: message.line }
            worker.postMessage({ kind: 'free', slot: message.slot })
            break
          case 'taken':
            waiting -= message.bytes
            room()
            break
          case 'refused':
            refused(message)
            worker.postMessage({ kind: 'pass' })
            break
          case 'problem':
            throw message.problem === null ? new Error(message.message) : new UnpackError(message.problem, message.message, message.lines)
          case 'done':
            await feeding
            if (failures.length > 0) throw failures[0]
            return
        }
      }
    } finally {
      ended = true
      room()
      signal?.removeEventListener('abort', abort)
    }
  }

  return {
    read,
    async close() {
      await worker.terminate()
    },
  }
}

/** The same bytes in parts that are worth a step, each in a buffer of its own, which can be handed over. */
async function* gathered(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let held = new Uint8Array(partBytes)
  let length = 0
  for await (const part of parts) {
    for (let at = 0; at < part.length;) {
      const take = Math.min(part.length - at, partBytes - length)
      held.set(part.subarray(at, at + take), length)
      length += take
      at += take
      if (length < partBytes) continue
      yield held
      held = new Uint8Array(partBytes)
      length = 0
    }
  }
  if (length > 0) yield held.slice(0, length)
}

function align(bytes: number): number {
  return Math.ceil(bytes / 64) * 64
}

/** What the thread runs; text, since it must start in the same way from source and from the built package. */
const workerCode = `
const { parentPort, workerData } = require('node:worker_threads')
const { createGunzip } = require('node:zlib')
const { module, memory, limit, lineBytesMax, textAt, textBytes, slotsAt, columnBytes, slotCount, stepBytes, aheadBytes } = workerData
const { parse } = new WebAssembly.Instance(module, { env: { memory } }).exports
const text = new Uint8Array(memory.buffer, textAt, textBytes)
const result = new Uint32Array(memory.buffer, 0, 3)
const lineFeed = 10

const parts = []
const free = Array.from({ length: slotCount }, (_, slot) => slot)
let lines = 0
let wakeParts = () => {}
let wakeFree = () => {}
let pass = () => {}

parentPort.on('message', (message) => {
  if (message.kind === 'file') read(message.gzip)
  else if (message.kind === 'free') { free.push(message.slot); wakeFree() }
  else if (message.kind === 'pass') pass()
  else { parts.push(message.part ?? null); wakeParts() }
})

async function read(gzip) {
  try {
    lines = 0
    await readText(gzip ? unpacked() : taken())
    parentPort.postMessage({ kind: 'done' })
  } catch (error) {
    parentPort.postMessage({ kind: 'problem', problem: error.problem ?? null, message: error.message, lines })
  }
}

async function* taken() {
  for (;;) {
    while (parts.length === 0) await new Promise((resolve) => { wakeParts = resolve })
    const part = parts.shift()
    if (part === null) return
    parentPort.postMessage({ kind: 'taken', bytes: part.length })
    yield part
  }
}

// Whole lines at a time; the line that was begun stays at the start of the text.
async function readText(source) {
  let begun = 0
  let anyPair = false

  const take = async (end) => {
    let at = lines === 0 && text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf ? 3 : 0
    while (at < end) {
      while (free.length === 0) await new Promise((resolve) => { wakeFree = resolve })
      const slot = free.pop()
      const first = slotsAt + 2 * slot * columnBytes
      parse(textAt + at, textAt + end, first, first + columnBytes, limit, 0)
      const [count, passed] = result
      at = result[2] - textAt
      const line = lines + 1
      lines += count + passed
      if (count > 0) {
        anyPair = true
        parentPort.postMessage({ kind: 'pairs', slot, count, line })
      } else free.push(slot)
      if (at === end) return
      await refuse(at, end, !anyPair)
      lines += 1
      at = text.indexOf(lineFeed, at) + 1
    }
  }

  for await (const bytes of source) {
    for (let at = 0; at < bytes.length;) {
      const part = bytes.subarray(at, at + textBytes - begun)
      at += part.length
      text.set(part, begun)
      const filled = begun + part.length
      const end = begun + part.lastIndexOf(lineFeed) + 1
      if (end > begun) {
        await take(end)
        text.copyWithin(0, end, filled)
        begun = filled - end
      } else begun = filled
      if (begun > lineBytesMax) await refuse(0, begun, false)
    }
  }
  if (begun === 0) return
  text[begun] = lineFeed
  await take(begun + 1)
}

function refuse(at, end, heading) {
  // Views of shared memory cannot be decoded, so the line is copied.
  const bytes = Buffer.from(text.slice(at, Math.min(end, at + 1024)))
  const stop = bytes.indexOf(lineFeed)
  parentPort.postMessage({ kind: 'refused', line: lines + 1, text: bytes.toString('utf8', 0, stop === -1 ? bytes.length : stop), heading })
  return new Promise((resolve) => { pass = resolve })
}

function problem(kind, message) {
  return Object.assign(new Error(message), { problem: kind })
}

// Damage ends the reading. The engine stops by itself behind the last member; what follows there may only be zeros.
async function* unpacked() {
  const engine = createGunzip({ chunkSize: stepBytes, highWaterMark: aheadBytes })
  let wake = () => {}
  for (const event of ['drain', 'end', 'error', 'close']) engine.on(event, () => wake())
  let ended = false
  let given = 0
  const kept = []
  const refuseRest = (rest) => {
    if (rest.some((byte) => byte !== 0)) throw problem('followed', 'followed by something else')
  }
  const feed = async () => {
    for await (const part of taken()) {
      if (ended) {
        refuseRest(part)
        continue
      }
      if (engine.destroyed) return
      given += part.length
      kept.push({ part, end: given })
      if (!engine.write(part) && !engine.destroyed) await new Promise((resolve) => { wake = resolve })
      while (kept.length > 0 && kept[0].end <= engine.bytesWritten) kept.shift()
    }
    if (!ended && !engine.destroyed) engine.end()
  }
  const failures = []
  const feeding = feed().catch((error) => {
    failures.push(error)
    engine.destroy()
  })
  try {
    for await (const part of engine) yield part
  } catch (error) {
    if (failures.length > 0) throw failures[0]
    throw problem(error.code === 'Z_BUF_ERROR' ? 'early' : 'damaged', error.message)
  }
  ended = true
  wake()
  await feeding
  if (failures.length > 0) throw failures[0]
  for (const { part, end } of kept) refuseRest(part.subarray(Math.max(0, part.length - Math.max(0, end - engine.bytesWritten))))
}
`
