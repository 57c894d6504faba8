import { open, type FileHandle } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { beginSections, endSections, padSection, readContents, SectionsError, type FileKind, type Section, type SectionSink } from '../lib/section-file.js'
import { slices } from '../lib/slices.js'
import { CitewellError } from '../model/error.js'

const pieceBytesMax = 1024 * 1024 * 1024

/** A file of named sections, written from front to back. */
export interface SectionWriter {
  /** Begins a section; what is appended until the next belongs to it. */
  begin(name: string): Promise<void>
  append(bytes: Uint8Array): Promise<void>
  /** Finishes the file, makes sure it survives a loss of power, and closes it. */
  end(header: unknown): Promise<void>
  /** Closes a file that will not be finished. */
  abandon(): Promise<void>
}

export async function writeSections(path: string, kind: FileKind): Promise<SectionWriter> {
  const handle = await open(path, 'wx')
  let size = 0
  const sink: SectionSink = {
    get size() {
      return size
    },
    async append(bytes) {
      for (let at = 0; at < bytes.length;) at += (await handle.write(bytes, at, Math.min(pieceBytesMax, bytes.length - at), size + at)).bytesWritten
      size += bytes.length
    },
  }
  const sections: Section[] = []
  try {
    await beginSections(sink, kind)
  } catch (error) {
    await handle.close()
    throw error
  }
  return {
    async begin(name) {
      sections.push({ name, offset: await padSection(sink), length: 0, crc32: 0 })
    },
    async append(bytes) {
      const section = sections.at(-1)!
      await sink.append(bytes)
      section.length += bytes.length
      section.crc32 = crc32(bytes, section.crc32)
    },
    async end(header) {
      try {
        await endSections(sink, kind, { header, sections })
        await handle.sync()
      } finally {
        await handle.close()
      }
    },
    abandon: () => handle.close().catch(() => undefined),
  }
}

/** Sections of a file, read whole and checked, or in parts. */
export interface SectionReader<Header> {
  header: Header
  section(name: string): Section
  /** A whole section in memory of its own, compared with its checksum. */
  read(name: string): Promise<ArrayBuffer>
  readPart(offset: number, into: Uint8Array): Promise<void>
  close(): Promise<void>
}

export async function readSections<Header>(path: string, kind: FileKind): Promise<SectionReader<Header>> {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    const readPart = (offset: number, into: Uint8Array) => readAt(handle, offset, into)
    const { contents } = await readContents<Header>({ size, read: readPart }, kind)
    const section = (name: string) => {
      const found = contents.sections.find((candidate) => candidate.name === name)
      if (found === undefined) throw damaged(kind, `it has no section ${name}`)
      return found
    }
    return {
      header: contents.header,
      section,
      async read(name) {
        const { offset, length, crc32: sum } = section(name)
        const buffer = new ArrayBuffer(length)
        const bytes = new Uint8Array(buffer)
        await readPart(offset, bytes).catch((error: unknown) => {
          throw error instanceof SectionsError ? damaged(kind, error.message) : error
        })
        if ((await sumOf(bytes)) !== sum) throw damaged(kind, `its section ${name} has other bytes than were written`)
        return buffer
      },
      readPart,
      close: () => handle.close(),
    }
  } catch (error) {
    await handle.close()
    throw error instanceof SectionsError ? damaged(kind, error.message) : error
  }
}

const summedAtOnce = 8 * 1024 * 1024

/** The checksum of many bytes, with pauses. */
async function sumOf(bytes: Uint8Array): Promise<number> {
  const pause = slices()
  let sum = 0
  for (let at = 0; at < bytes.length; at += summedAtOnce) {
    sum = crc32(bytes.subarray(at, at + summedAtOnce), sum)
    await pause()
  }
  return sum
}

async function readAt(handle: FileHandle, offset: number, into: Uint8Array): Promise<void> {
  for (let at = 0; at < into.length;) {
    const { bytesRead } = await handle.read(into, at, Math.min(pieceBytesMax, into.length - at), offset + at)
    if (bytesRead === 0) throw new SectionsError('unfinished', 'it ends too early')
    at += bytesRead
  }
}

/** What is derived and damaged is taken away by whoever kept it, and made anew. */
export class DamagedError extends CitewellError {}

export function damaged(kind: FileKind, why: string): DamagedError {
  return new DamagedError('unavailable', `The ${kind.called} can't be read: ${why}. It is taken away and worked out anew: ask again.`)
}
