import { crc32 } from 'node:zlib'

/** Reading part of a file of sections; `RandomBytes` and `WorkFile` of the model are such. */
export interface SectionBytes {
  size: number
  read(offset: number, into: Uint8Array): Promise<void>
}

export interface SectionSink {
  readonly size: number
  append(bytes: Uint8Array): Promise<void>
}

export interface Section {
  name: string
  offset: number
  length: number
  crc32: number
}

/** Table of contents: the sections, and what the maker wants to say of the whole. */
export interface Contents<Header> {
  header: Header
  sections: Section[]
}

/** What kind of file it is: at most eight letters, and the version that this program writes and reads. */
export interface FileKind {
  magic: string
  version: number
  /** For messages: "graph file". */
  called: string
}

const headerBytes = 64
const trailerBytes = 64
const contentsBytesMax = 64 * 1024 * 1024

/**
 * Files of named sections with checksums: 64 bytes of header, sections that begin at multiples of 64, the table of
 * contents as JSON, 64 bytes of trailer with its place and checksum. Written from front to back, so a file without a
 * whole trailer was not finished. All numbers little endian.
 */
export async function beginSections(sink: SectionSink, kind: FileKind): Promise<void> {
  await sink.append(markOf(kind, 0, 0, 0))
}

/** Gives the place for the next section: pads to a multiple of 64. */
export async function padSection(sink: SectionSink): Promise<number> {
  const rest = sink.size % 64
  if (rest !== 0) await sink.append(new Uint8Array(64 - rest))
  return sink.size
}

/** Finishes the file: table of contents and trailer. Gives the checksum of the table, which names the whole file. */
export async function endSections<Header>(sink: SectionSink, kind: FileKind, contents: Contents<Header>): Promise<string> {
  const offset = await padSection(sink)
  const bytes = Buffer.from(JSON.stringify(contents))
  await sink.append(bytes)
  await padSection(sink)
  const sum = crc32(bytes)
  await sink.append(markOf(kind, offset, bytes.length, sum))
  return hex(sum)
}

export type SectionsProblem = 'foreign' | 'version' | 'unfinished' | 'damaged'

export class SectionsError extends Error {
  constructor(readonly problem: SectionsProblem, message: string) {
    super(message)
  }
}

/**
 * Reads the table of contents. Throws a SectionsError if the file is of another kind, of another version, was not
 * finished, or is damaged; every section then lies within the file. The bytes of sections are not read.
 */
export async function readContents<Header>(file: SectionBytes, kind: FileKind): Promise<{ contents: Contents<Header>; checksum: string }> {
  const first = Buffer.alloc(headerBytes)
  if (file.size < headerBytes) throw new SectionsError(file.size === 0 ? 'unfinished' : 'foreign', `it is no ${kind.called}: ${file.size} bytes are too few`)
  await file.read(0, first)
  checkMark(first, kind)
  if (file.size < headerBytes + trailerBytes || file.size % 64 !== 0) throw new SectionsError('unfinished', 'its end is missing')
  const last = Buffer.alloc(trailerBytes)
  await file.read(file.size - trailerBytes, last)
  if (last.toString('latin1', 0, 8) !== kind.magic.padEnd(8)) throw new SectionsError('unfinished', 'its end is missing')
  const offset = Number(last.readBigUInt64LE(16))
  const length = Number(last.readBigUInt64LE(24))
  if (offset < headerBytes || length > contentsBytesMax || offset + length > file.size - trailerBytes) throw new SectionsError('damaged', 'its table of contents lies outside of it')
  const bytes = Buffer.alloc(length)
  await file.read(offset, bytes)
  const sum = crc32(bytes)
  if (sum !== last.readUInt32LE(32)) throw new SectionsError('damaged', 'its table of contents is damaged')
  const contents = parsed<Header>(bytes)
  if (contents === null) throw new SectionsError('damaged', 'its table of contents has not the right form')
  for (const section of contents.sections) {
    if (!(section.offset >= headerBytes && section.offset + section.length <= offset)) throw new SectionsError('damaged', `its section ${section.name} lies outside of it`)
  }
  return { contents, checksum: hex(sum) }
}

/** The table of contents, if it is one: what the header says is for its reader to check. */
function parsed<Header>(bytes: Buffer): Contents<Header> | null {
  try {
    const contents = JSON.parse(bytes.toString('utf8')) as Contents<Header> | null
    return typeof contents === 'object' && contents !== null && Array.isArray(contents.sections) && contents.sections.every(isSection) ? contents : null
  } catch {
    return null
  }
}

function isSection(section: unknown): boolean {
  if (typeof section !== 'object' || section === null) return false
  const { name, offset, length, crc32 } = section as Record<string, unknown>
  return typeof name === 'string' && [offset, length, crc32].every((number) => Number.isSafeInteger(number) && (number as number) >= 0)
}

const checkBytes = 4 * 1024 * 1024

/** Reads a section whole and compares its checksum. */
export async function sectionIsWhole(file: SectionBytes, section: Pick<Section, 'offset' | 'length' | 'crc32'>): Promise<boolean> {
  const buffer = Buffer.allocUnsafe(Math.min(checkBytes, section.length))
  let sum = 0
  for (let at = 0; at < section.length; at += buffer.length) {
    const part = buffer.subarray(0, Math.min(buffer.length, section.length - at))
    await file.read(section.offset + at, part)
    sum = crc32(part, sum)
  }
  return sum === section.crc32
}

function markOf(kind: FileKind, offset: number, length: number, sum: number): Buffer {
  const mark = Buffer.alloc(64)
  mark.write(kind.magic.padEnd(8), 0, 8, 'latin1')
  mark.writeUInt32LE(kind.version, 8)
  mark.writeBigUInt64LE(BigInt(offset), 16)
  mark.writeBigUInt64LE(BigInt(length), 24)
  mark.writeUInt32LE(sum, 32)
  return mark
}

function checkMark(mark: Buffer, kind: FileKind): void {
  if (mark.toString('latin1', 0, 8) !== kind.magic.padEnd(8)) throw new SectionsError('foreign', `it is no ${kind.called}`)
  const version = mark.readUInt32LE(8)
  if (version !== kind.version) throw new SectionsError('version', `it is a ${kind.called} of version ${version}, and this program reads version ${kind.version}; build it anew`)
}

function hex(sum: number): string {
  return sum.toString(16).padStart(8, '0')
}
