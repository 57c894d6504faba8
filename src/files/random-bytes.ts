import { constants, read, readSync, type Stats } from 'node:fs'
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
/** Reads of no more than a page go through pages that are kept: questions about a graph come to the same places again. */
const pageBytes = 4096
/** 16 MiB; as many pages that were in use before are kept too. */
const pagesMax = 4096
const slabPages = 64
/** Places, lengths and addresses of what goes past the cache of the system are multiples of this. */
const directUnit = 4096
/** Smaller pieces are better off in the cache. */
const directBytesMin = 64 * 1024

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
  const pageOf = keptPages((number, into) => readAtOnce(handle, shown, number * pageBytes, into.subarray(0, stat.size - number * pageBytes)))
  return {
    name: shown,
    size: stat.size,
    async read(offset, into) {
      if (into.byteLength > pageBytes || offset + into.byteLength > stat.size) return readAt(handle, shown, offset, into)
      for (let at = 0; at < into.byteLength;) {
        const number = Math.floor((offset + at) / pageBytes)
        const from = offset + at - number * pageBytes
        const part = pageOf(number).subarray(from, from + into.byteLength - at)
        into.set(part, at)
        at += part.length
      }
    },
    close: () => handle.close(),
  }
}

/** Pages of a file, each kept while it is in use: of two generations the older goes as a whole when the younger is full. */
function keptPages(load: (number: number, into: Uint8Array) => void): (number: number) => Uint8Array {
  let [younger, older] = [newGeneration(), newGeneration()]
  return (number) => {
    const known = younger.pages.get(number)
    if (known) return known
    if (younger.pages.size === pagesMax) {
      ;[younger, older] = [older, younger]
      younger.pages.clear()
    }
    const slot = younger.pages.size
    const slab = (younger.slabs[Math.floor(slot / slabPages)] ??= new Uint8Array(slabPages * pageBytes))
    const page = slab.subarray((slot % slabPages) * pageBytes, ((slot % slabPages) + 1) * pageBytes)
    const before = older.pages.get(number)
    if (before) page.set(before)
    else load(number, page)
    younger.pages.set(number, page)
    return page
  }
}

/** Pages lie in slabs that are used again: a memory of its own for each would keep the engine busy clearing up. */
interface Generation {
  pages: Map<number, Uint8Array>
  slabs: Uint8Array[]
}

function newGeneration(): Generation {
  return { pages: new Map(), slabs: [] }
}

/**
 * A file of work under way. Large pieces at even places go to the disk past the cache of the system, where it lets us:
 * what is written once, in order, and brought to the disk anyway would only push out what others want there, and on a
 * machine that has to ask for each page of its memory the cache costs more than all of the work on what is written.
 */
export async function openWorkFile(path: string, shown: string): Promise<WorkFile & { readonly closed: boolean }> {
  const handle = await open(path, 'r+').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return open(path, 'wx+', 0o600)
    throw error
  })
  let { size } = await handle.stat()
  let closed = false
  const direct = await openDirect(path)
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
      return appendAt(handle, direct, shown, at, bytes)
    },
    async write(offset, bytes) {
      if (offset + bytes.byteLength > size) throw new RangeError(`${shown}: ${offset + bytes.byteLength} lies behind the end at ${size}`)
      await writeAt(handle, shown, offset, bytes)
    },
    async read(offset, into) {
      const done = await directly(direct, offset, into, async (past, from, length) => (await past.read(into, from, length, offset + from)).bytesRead)
      await readAt(handle, shown, offset + done, into.subarray(done))
    },
    async truncate(to) {
      await handle.truncate(to)
      size = to
    },
    sync: () => handle.sync(),
    async close() {
      if (closed) return
      closed = true
      await direct.handle?.close()
      await handle.close()
    },
  }
}

/** The way past the cache, as long as the system lets us take it. */
interface DirectWay {
  handle: FileHandle | null
  refused: boolean
}

async function openDirect(path: string): Promise<DirectWay> {
  // Systems without the flag do not know its name either.
  const flag = (constants as Partial<typeof constants>).O_DIRECT
  return { handle: flag === undefined ? null : await open(path, constants.O_RDWR | flag).catch(() => null), refused: false }
}

/** Reads or writes as much of `bytes` as goes past the cache; gives how many. What is left goes, or fails, the usual way. */
async function directly(way: DirectWay, offset: number, bytes: Uint8Array, move: (handle: FileHandle, done: number, length: number) => Promise<number>): Promise<number> {
  if (way.handle === null || way.refused || bytes.byteLength < directBytesMin || offset % directUnit !== 0 || bytes.byteOffset % directUnit !== 0) return 0
  const length = bytes.byteLength - (bytes.byteLength % directUnit)
  let done = 0
  try {
    while (done < length && done % directUnit === 0) {
      const count = await move(way.handle, done, Math.min(pieceBytesMax, length - done))
      if (count === 0) break
      done += count
    }
  } catch {
    way.refused = true
  }
  return done
}

async function readAt(handle: FileHandle, shown: string, offset: number, into: Uint8Array): Promise<void> {
  let done = 0
  for (; into.byteLength - done > syncBytesMax;) {
    const length = Math.min(pieceBytesMax, into.byteLength - done)
    const at = offset + done
    done += counted(await readLarge(handle.fd, into, done, length, at).catch((cause: unknown) => unreadable(cause, shown, at)), shown, at)
  }
  readAtOnce(handle, shown, offset + done, into.subarray(done))
}

function readAtOnce({ fd }: FileHandle, shown: string, offset: number, into: Uint8Array): void {
  for (let done = 0; done < into.byteLength;) {
    let bytesRead: number
    try {
      bytesRead = readSync(fd, into, done, into.byteLength - done, offset + done)
    } catch (cause) {
      unreadable(cause, shown, offset + done)
    }
    done += counted(bytesRead, shown, offset + done)
  }
}

function unreadable(cause: unknown, shown: string, offset: number): never {
  throw new CitewellError('unavailable', `${shown} can't be read at byte ${offset} (${(cause as NodeJS.ErrnoException).code ?? 'unknown cause'}). Check the disk it lies on.`, { cause })
}

function counted(bytesRead: number, shown: string, offset: number): number {
  if (bytesRead === 0) throw new CitewellError('unavailable', `${shown} ended at byte ${offset}, before what it says it holds: something has cut it since it was opened. Make it anew.`)
  return bytesRead
}

function readLarge(fd: number, into: Uint8Array, at: number, length: number, offset: number): Promise<number> {
  return new Promise((resolve, reject) => {
    read(fd, into, at, length, offset, (error, count) => (error ? reject(error) : resolve(count)))
  })
}

async function appendAt(handle: FileHandle, direct: DirectWay, shown: string, offset: number, bytes: Uint8Array): Promise<void> {
  const done = await directly(direct, offset, bytes, async (past, from, length) => (await past.write(bytes, from, length, offset + from)).bytesWritten)
  await writeAt(handle, shown, offset + done, bytes.subarray(done))
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
