import { CitewellError } from './error.js'

/**
 * Bytes handed to an operation, with a name for messages. Operations take these and never a path: each door turns what
 * it has (a path typed here, an upload, a pasted text) into one, so nobody far away can name a file of ours.
 */
export interface FileInput {
  name: string
  /** Bytes, where known beforehand; for progress only. */
  size?: number
  /** When it was last changed, where known beforehand, as a number that tells one time from another. */
  changedAt?: number
  /** True if `open` works once only (standard input). */
  once?: boolean
  /** The bytes from the start, anew at each call. */
  open(): AsyncIterable<Uint8Array>
}

export function isFileInput(value: unknown): value is FileInput {
  return typeof value === 'object' && value !== null && 'name' in value && 'open' in value && typeof value.open === 'function'
}

/** A file to be written on the disk of the person who asks: only the command line, which is at that disk, makes one. */
export interface FileTarget {
  /** Absolute. */
  targetPath: string
}

export function isFileTarget(value: unknown): value is FileTarget {
  return typeof value === 'object' && value !== null && 'targetPath' in value && typeof value.targetPath === 'string'
}

export function fileOfBytes(name: string, bytes: Uint8Array): FileInput {
  return {
    name,
    size: bytes.byteLength,
    async *open() {
      yield bytes
    },
  }
}

/** All bytes of a file, refused past `bytesMax`. */
export async function readWhole(file: FileInput, bytesMax: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of file.open()) {
    length += part.byteLength
    if (length > bytesMax) throw new CitewellError('invalid', `${file.name} is larger than ${bytesMax} bytes, more than this kind of file may have. Split it.`)
    parts.push(part)
  }
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
}
