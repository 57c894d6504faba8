import type { WorkFolder } from '../model/graph.js'
import type { BallMemory } from './ball-memories.js'

/** Where a kept state is, and of what. */
export interface Kept {
  /** Names the graph and the options; a state with another is passed over. */
  key: string
  file: string
  step: number
  changes: number
}

/** All that a later step depends on. */
interface Grown {
  memories: readonly BallMemory[]
  danglingScores: Float64Array
  spreading: Uint8Array
  width: number
}

const partBytes = 16 * 1024 * 1024

export async function readKept(folder: WorkFolder, name: string, key: string): Promise<Kept | null> {
  const text = await folder.readState(name)
  const kept = text === null ? null : (JSON.parse(text) as Kept)
  return kept?.key === key ? kept : null
}

/** Keeps the state after a step. Two files take turns, so that one is whole at any time. */
export async function keepState(folder: WorkFolder, name: string, { key, step, changes }: Omit<Kept, 'file'>, grown: Grown, signal: AbortSignal | undefined): Promise<void> {
  const before = await readKept(folder, name, key)
  const file = before?.file === `${name}-a` ? `${name}-b` : `${name}-a`
  const into = await folder.file(file)
  try {
    await into.truncate(0)
    for (const part of parts(grown, step)) {
      signal?.throwIfAborted()
      await into.append(part)
    }
    await into.sync()
  } finally {
    await into.close()
  }
  await folder.writeState(name, JSON.stringify({ key, file, step, changes } satisfies Kept))
}

export async function readState(folder: WorkFolder, { file, step }: Kept, grown: Grown, signal: AbortSignal | undefined): Promise<void> {
  const from = await folder.file(file)
  try {
    let at = 0
    for (const part of parts(grown, step)) {
      signal?.throwIfAborted()
      await from.read(at, part)
      at += part.length
    }
  } finally {
    await from.close()
  }
}

/** The bytes of a state, piece by piece: balls as they are after a step, which of them grew in it and by which bits, and the scores. */
function* parts({ memories, danglingScores, spreading, width }: Grown, step: number): Generator<Uint8Array> {
  const side = step & 1
  for (const { memory, rowFirst, rowEnd, reached, changed, scores } of memories) {
    const rows = rowEnd - rowFirst
    yield* cut(new Uint8Array(memory.buffer, reached[side], rows * width))
    yield* cut(new Uint8Array(memory.buffer, changed[side], rows))
    yield* cut(new Uint8Array(memory.buffer, scores, 8 * rows))
  }
  yield* cut(new Uint8Array(danglingScores.buffer))
  yield spreading
}

function* cut(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += partBytes) yield bytes.subarray(at, at + partBytes)
}
