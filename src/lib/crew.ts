import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { compileModule, giveBack, type SharedMemory } from './web-assembly.js'

/**
 * One step of work, done by all workers together: a function called for each of `chunks` pieces, in no set order.
 * A chunk may write only what no other chunk of the phase reads or writes; then the result is the same for any number
 * of threads. The next phase begins when all chunks are done.
 */
export interface Phase {
  /** Key of the module, and the function it exports; it gets the number of the chunk, then `numbers`. Without `call`, only `bring` is done. */
  module?: string
  call?: string
  /** Which of the crew's memories the function works on. */
  memory: number
  chunks: number
  numbers?: readonly number[]
  /** Copied into this memory before the function is called. */
  bring?: readonly Bring[]
}

/** Bytes copied from another memory: for chunk k, the k-th piece of `chunkBytes`; the last may be shorter. */
export interface Bring {
  memory: number
  from: number
  into: number
  chunkBytes: number
  totalBytes: number
}

export interface CrewOptions {
  /** Code by the key that phases use. A function `enter` of a module is called once in each worker, with its number. */
  modules: Readonly<Record<string, Uint8Array>>
  memories: readonly SharedMemory[]
  /** Default: as many as the machine has cores; at most `threadsMax`. */
  threads?: number
}

export interface RunOptions {
  signal?: AbortSignal
  /** Told about twice a second how many chunks of all phases are done. */
  progress?: (chunksDone: number, chunksTotal: number) => void
}

export interface Crew {
  readonly threads: number
  /**
   * Runs phases one after another. Rejects with the signal's reason when stopped, or with the error of a worker; the
   * memories then hold work half done. One run at a time.
   */
  run(phases: readonly Phase[], options?: RunOptions): Promise<void>
  /** Ends the workers. The memories are given back once nobody holds them any more. */
  close(): Promise<void>
}

/** Room for what each worker needs by itself is planned for so many. */
export const threadsMax = 64

const progressEveryMs = 400

/**
 * A crew of workers over shared memories. Each binds every module to every memory it is asked to work on. The thread
 * that calls only sends lists of phases and waits for messages, so it is never blocked; between phases the workers
 * wait for each other.
 */
export async function openCrew({ modules, memories, threads = availableParallelism() }: CrewOptions): Promise<Crew> {
  const count = Math.max(1, Math.min(threadsMax, Math.floor(threads)))
  const compiled = Object.fromEntries(await Promise.all(Object.entries(modules).map(async ([key, wasm]) => [key, await compileModule(wasm)] as const)))
  const workers = Array.from({ length: count }, (_, number) => new Worker(workerCode, { eval: true, workerData: { modules: compiled, memories, threads: count, number } }))
  const bytes = memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0)
  let answer: ((index: number, problem: string | null) => void) | null = null
  let broken: Error | null = null
  let closed = false
  for (const [index, worker] of workers.entries()) {
    worker.on('message', (problem: string | null) => answer?.(index, problem))
    worker.on('error', (error) => (broken ??= asError(error)))
    worker.on('exit', () => {
      if (closed) return
      broken ??= new Error('A worker of the crew ended before its work was done')
      answer?.(index, broken.message)
    })
  }

  const run = async (phases: readonly Phase[], { signal, progress }: RunOptions = {}): Promise<void> => {
    if (closed || answer !== null) throw new Error(closed ? 'The crew is closed' : 'The crew is at work already')
    if (broken) throw broken
    signal?.throwIfAborted()
    if (phases.length === 0) return
    const board = new Int32Array(new SharedArrayBuffer(4 * (1 + 2 * phases.length)))
    const stop = () => Atomics.store(board, 0, 1)
    const timer = progress && setInterval(() => progress(...chunksOf(phases, board)), progressEveryMs)
    signal?.addEventListener('abort', stop, { once: true })
    try {
      await new Promise<void>((resolve, reject) => {
        const waiting = new Set(workers.keys())
        let problem: string | null = null
        answer = (index, said) => {
          problem ??= said
          waiting.delete(index)
          // When a worker is gone the others wait for it in vain; they are ended when the crew is closed.
          const failure = broken ?? (problem === null ? null : new Error(problem))
          if (broken === null && waiting.size > 0) return
          if (failure) reject(failure)
          else resolve()
        }
        for (const worker of workers) worker.postMessage({ phases, board })
      })
      signal?.throwIfAborted()
    } finally {
      answer = null
      clearInterval(timer)
      signal?.removeEventListener('abort', stop)
    }
  }

  return {
    threads: workers.length,
    run,
    async close() {
      if (closed) return
      closed = true
      await Promise.all(workers.map((worker) => worker.terminate()))
      giveBack(bytes)
    },
  }
}

function chunksOf(phases: readonly Phase[], board: Int32Array): [number, number] {
  let done = 0
  let total = 0
  for (const [index, { chunks }] of phases.entries()) {
    done += Math.min(chunks, Atomics.load(board, 1 + 2 * index))
    total += chunks
  }
  return [done, total]
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}

/**
 * What each worker runs; text, since it must start in the same way from source and from the built package. The board
 * holds a stop mark, then for each phase the next chunk to take and how many workers have come to its end.
 */
const workerCode = `
const { parentPort, workerData } = require('node:worker_threads')
const { modules, memories, threads, number } = workerData
const bytes = memories.map((memory) => new Uint8Array(memory.buffer))
const bound = new Map()

function callOf({ module, call, memory }) {
  if (call === undefined) return null
  const key = module + ' ' + memory
  if (!bound.has(key)) {
    const { exports } = new WebAssembly.Instance(modules[module], { env: { memory: memories[memory] } })
    if (exports.enter) exports.enter(number)
    bound.set(key, exports)
  }
  const found = bound.get(key)[call]
  if (typeof found !== 'function') throw new Error('The module ' + module + ' has no function ' + call)
  return found
}

function work(phase, board, next) {
  const { memory, chunks, numbers = [], bring = [] } = phase
  const call = callOf(phase)
  while (Atomics.load(board, 0) === 0) {
    const chunk = Atomics.add(board, next, 1)
    if (chunk >= chunks) return
    for (const { memory: other, from, into, chunkBytes, totalBytes } of bring) {
      const at = chunk * chunkBytes
      const end = Math.min(at + chunkBytes, totalBytes)
      if (at < end) bytes[memory].set(bytes[other].subarray(from + at, from + end), into + at)
    }
    if (call) call(chunk, ...numbers)
  }
}

function meet(board, arrived) {
  if (Atomics.add(board, arrived, 1) === threads - 1) {
    Atomics.notify(board, arrived)
    return
  }
  for (let turn = 0; turn < 2000; turn += 1) if (Atomics.load(board, arrived) === threads) return
  for (;;) {
    const seen = Atomics.load(board, arrived)
    if (seen === threads) return
    Atomics.wait(board, arrived, seen)
  }
}

parentPort.on('message', ({ phases, board }) => {
  let problem = null
  for (let index = 0; index < phases.length; index += 1) {
    try {
      work(phases[index], board, 1 + 2 * index)
    } catch (error) {
      problem = problem || String(error && error.message || error)
      Atomics.store(board, 0, 1)
    }
    meet(board, 2 + 2 * index)
  }
  parentPort.postMessage(problem)
})
`
