import { read, readSync, type Stats } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { CitewellError } from '../model/error.js'
import type { RandomBytes, WorkFile } from '../model/graph.js'

/** Bytes asked of the system in one call: it takes less than 2 GiB. */
const pieceBytesMax = 1024 * 1024 * 1024
/**
 * Pieces up to this are read at once: an answer about a graph takes hundreds of them, and a turn through the pool of
 * threads costs twenty times what reading a few bytes of a cached file does.
 */
const syncBytesMax = 64 * 1024

/** A file of our own disk, read at any place. Give `shown` as the name for messages. */
export async function openRandomBytes(path: string, shown: string): Promise<RandomBytes> {
  const handle = await open(path, 'r')
  let stat: Stats
  try {
    stat = await handle.stat()
    if (!stat.isFile()) throw new CitewellError('invalid', `${shown} is no file. Name a file.`)
  } catch (error) {
    await handle.close()
    throw error
  }
  return {
    name: shown,
    size: stat.size,
    read: (offset, into) => readAt(handle, shown, offset, into),
    close: () => handle.close(),
  }
}

/** A file of work under way. */
export async function openWorkFile(path: string, shown: string): Promise<WorkFile & { readonly closed: boolean }> {
  const handle = await open(path, 'r+').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return open(path, 'wx+', 0o600)
    throw error
  })
  let { size } = await handle.stat()
  let closed = false
  return {
    get size() {
      return size
    },
    get closed() {
      return closed
    },
    // The size is counted on at once, so that pieces handed in together stand one behind the other.
    append(bytes) {
      const at = size
      size += bytes.byteLength
      return writeAt(handle, shown, at, bytes)
    },
    async write(offset, bytes) {
      if (offset + bytes.byteLength > size) throw new RangeError(`${shown}: ${offset + bytes.byteLength} lies behind the end at ${size}`)
      await writeAt(handle, shown, offset, bytes)
    },
    read: (offset, into) => readAt(handle, shown, offset, into),
    async truncate(to) {
      await handle.truncate(to)
      size = to
    },
    sync: () => handle.sync(),
    async close() {
      if (closed) return
      closed = true
      await handle.close()
    },
  }
}

async function readAt({ fd }: FileHandle, shown: string, offset: number, into: Uint8Array): Promise<void> {
  for (let done = 0; done < into.byteLength; ) {
    const length = Math.min(pieceBytesMax, into.byteLength - done)
    let bytesRead: number
    try {
      bytesRead = length <= syncBytesMax ? readSync(fd, into, done, length, offset + done) : await readLarge(fd, into, done, length, offset + done)
    } catch (cause) {
      throw new CitewellError('unavailable', `${shown} can't be read at byte ${offset + done} (${(cause as NodeJS.ErrnoException).code ?? 'unknown cause'}). Check the disk it lies on.`, { cause })
    }
    if (bytesRead === 0) throw new CitewellError('unavailable', `${shown} ended at byte ${offset + done}, before what it says it holds: something has cut it since it was opened. Make it anew.`)
    done += bytesRead
  }
}

function readLarge(fd: number, into: Uint8Array, at: number, length: number, offset: number): Promise<number> {
  return new Promise((resolve, reject) => {
    read(fd, into, at, length, offset, (error, count) => (error ? reject(error) : resolve(count)))
  })
}

async function writeAt(handle: FileHandle, shown: string, offset: number, bytes: Uint8Array): Promise<void> {
  try {
    for (let done = 0; done < bytes.byteLength; ) {
      const { bytesWritten } = await handle.write(bytes, done, Math.min(pieceBytesMax, bytes.byteLength - done), offset + done)
      done += bytesWritten
    }
  } catch (cause) {
    throw writeError(cause, shown)
  }
}

/** What stopped a writer, with what to do next. */
export function writeError(cause: unknown, shown: string): CitewellError {
  const { code } = cause as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') return new CitewellError('unavailable', `${shown}: the disk is full. Make room and give the same command again: it goes on where it stopped.`, { cause })
  return new CitewellError('unavailable', `${shown} can't be written (${code ?? 'unknown cause'}). Name a place that you may write to.`, { cause })
}
