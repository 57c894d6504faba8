import { createHash } from 'node:crypto'
import type { Graph, WorkFile, WorkFolder } from '../model/graph.js'
import type { LinearEnd, LinearVector } from './linear.js'

/** The values of one vector by id, not normalised, and how they were come by. */
export interface Solved {
  norm: number
  end: LinearEnd
  read(first: number, into: Float64Array): Promise<void>
}

/** Takes up the values of one vector, in order of ids. */
export interface SolvedWriter {
  append(values: Float64Array): Promise<void>
  finish(about: Pick<Solved, 'norm' | 'end'>): Promise<void>
}

/**
 * Vectors that have been solved for. With a work folder they lie there, so that memory does not grow with them, and are
 * found again when the work goes on after it was broken off; else they are held in memory.
 */
export interface SolvedValues {
  find(key: string): Promise<Solved | null>
  write(key: string): Promise<SolvedWriter>
  drop(key: string): Promise<void>
}

/** Raised when vectors come out otherwise, so that those of before are not found any more. */
const valuesVersion = 2

export function vectorKey({ checksum, vertexCount }: Pick<Graph, 'checksum' | 'vertexCount'>, side: 'in' | 'out', precise: boolean, vector: LinearVector): string {
  return createHash('sha256').update(JSON.stringify([valuesVersion, checksum, vertexCount, side, precise, vector])).digest('hex').slice(0, 32)
}

export function solvedInMemory(vertexCount: number): SolvedValues {
  const solved = new Map<string, Solved>()
  return {
    find: async (key) => solved.get(key) ?? null,
    async write(key) {
      const values = new Float64Array(vertexCount)
      let size = 0
      return {
        async append(some) {
          values.set(some, size)
          size += some.length
        },
        async finish(about) {
          solved.set(key, { ...about, read: async (first, into) => into.set(values.subarray(first, first + into.length)) })
        },
      }
    },
    async drop(key) {
      solved.delete(key)
    },
  }
}

const stateName = 'solved'

export async function solvedInFolder(work: WorkFolder, vertexCount: number): Promise<SolvedValues> {
  const text = await work.readState(stateName)
  const entries = new Map<string, Pick<Solved, 'norm' | 'end'>>(text === null || text === '' ? [] : (JSON.parse(text) as Array<[string, Pick<Solved, 'norm' | 'end'>]>))
  const keep = () => work.writeState(stateName, JSON.stringify([...entries]))
  const fileName = (key: string) => `solved-${key}`
  return {
    async find(key) {
      const about = entries.get(key)
      if (about === undefined) return null
      const file = await work.file(fileName(key))
      const whole = file.size === 8 * vertexCount
      await file.close()
      return whole ? { ...about, read: (first, into) => readOnce(work, fileName(key), first, into) } : null
    },
    async write(key) {
      const file: WorkFile = await work.file(fileName(key))
      await file.truncate(0)
      return {
        append: (values) => file.append(new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
        async finish(about) {
          await file.sync()
          await file.close()
          entries.set(key, about)
          await keep()
        },
      }
    },
    async drop(key) {
      const file = await work.file(fileName(key))
      await file.truncate(0)
      await file.close()
      entries.delete(key)
      await keep()
    },
  }
}

async function readOnce(work: WorkFolder, name: string, first: number, into: Float64Array): Promise<void> {
  const file = await work.file(name)
  try {
    await file.read(8 * first, new Uint8Array(into.buffer, into.byteOffset, into.byteLength))
  } finally {
    await file.close()
  }
}
