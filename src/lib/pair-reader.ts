import { Worker } from 'node:worker_threads'
import { pairThread } from './pair-thread.js'
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
const stepBytes = 4 * 1024 * 1024
/** Bytes of each column of pairs that may wait to be taken: enough to read on while whoever takes them is busy with something else. */
const columnBytes = 128 * 1024 * 1024
/** Bytes of the file handed over at once: files may be read in smaller parts, and each step costs a change of threads. At its end zlib gives less than a whole step. */
const partBytes = 8 * 1024 * 1024
/** Parts of the file that may wait to be unpacked: while this thread is busy it hands over none. */
const partCount = 8
/** Bytes that may be unpacked before they are looked at. */
const aheadBytes = 8 * 1024 * 1024
const spareBytes = 16

type Message =
  | { kind: 'pairs'; at: number; count: number; line: number }
  | ({ kind: 'refused' } & RefusedLine)
  | { kind: 'taken'; place: number }
  | { kind: 'problem'; problem: UnpackError['problem'] | null; message: string; lines: number }
  | { kind: 'done' }

/**
 * Reads text of pairs of numbers in a thread of its own: there it is unpacked and given to the kernel, while this thread
 * works on the pairs found before. What is under way at one time is bounded, and this thread is never blocked.
 */
export async function openPairReader({ wasm, limit, lineBytesMax }: PairReaderOptions): Promise<PairReader> {
  const partsAt = 64
  // A line that was begun stands before the text that goes on with it.
  const textAt = align(partsAt + partCount * partBytes)
  const textBytes = align(lineBytesMax) + stepBytes + 2 * spareBytes
  const firstAt = align(textAt + textBytes)
  const secondAt = firstAt + columnBytes
  // The shortest line with a pair has four bytes, as a number has in an array.
  const stepColumnBytes = align(textBytes)
  const memory = sharedMemory(secondAt + columnBytes)
  const places = Array.from({ length: partCount }, (_, place) => new Uint8Array(memory.buffer, partsAt + place * partBytes, partBytes))
  const worker = new Worker(pairThread, {
    eval: true,
    workerData: { module: await compileModule(wasm), memory, limit, lineBytesMax, partsAt, partBytes, partCount, textAt, textBytes, firstAt, secondAt, columnBytes, stepColumnBytes, stepBytes, aheadBytes, spareBytes },
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
    const free = [...places.keys()]
    let room = () => {}
    let ended = false
    /** Gathers what comes into parts that are worth a step. */
    const feed = async () => {
      worker.postMessage({ kind: 'file', gzip })
      let place = free.pop()!
      let length = 0
      for await (const bytes of parts) {
        if (ended) return
        for (let at = 0; at < bytes.length;) {
          const taken = bytes.subarray(at, at + partBytes - length)
          places[place]!.set(taken, length)
          length += taken.length
          at += taken.length
          if (length < partBytes) continue
          worker.postMessage({ kind: 'part', place, length })
          length = 0
          while (free.length === 0 && !ended) await new Promise<void>((resolve) => (room = resolve))
          if (ended) return
          place = free.pop()!
        }
      }
      if (length > 0) worker.postMessage({ kind: 'part', place, length })
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
            yield {
              first: new Uint32Array(memory.buffer, firstAt + message.at, message.count),
              second: new Uint32Array(memory.buffer, secondAt + message.at, message.count),
              count: message.count,
              line: message.line,
            }
            worker.postMessage({ kind: 'free' })
            break
          case 'taken':
            free.push(message.place)
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

function align(bytes: number): number {
  return Math.ceil(bytes / 64) * 64
}
