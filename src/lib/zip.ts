import { Gunzip, Inflate } from 'fflate'

/**
 * Reads ZIP archives held in memory, member by member, and gzip streams. Names of members are only names: nothing is
 * ever written to disk. A member that unpacks to far more than it may is cut off with `ZipError`.
 */
export interface ZipMember {
  name: string
  /** Bytes once unpacked, as the directory says; not to be trusted. */
  size: number
  /** The bytes in pieces. Throws `ZipError` past a bound or where the data is damaged. */
  open(): Generator<Uint8Array>
}

export interface UnpackBounds {
  unpackedBytesMax: number
  filesMax: number
  /** Unpacked bytes for one packed byte, looked at once a member is larger than `ratioFromBytes`. */
  ratioMax: number
  ratioFromBytes: number
}

export class ZipError extends Error {
  readonly reason: 'damaged' | 'encrypted' | 'too-many-files' | 'too-large' | 'unknown-method'

  constructor(cause: ZipError['reason'], message: string) {
    super(message)
    this.name = 'ZipError'
    this.reason = cause
  }
}

/** Packed bytes given to the unpacker at once: they may grow a thousandfold. */
const stepBytes = 16 * 1024

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50

export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6))
}

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8
}

/** The members by the directory at the end of the archive, folders left out. */
export function listZip(bytes: Uint8Array, bounds: UnpackBounds): ZipMember[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === -1) throw new ZipError('damaged', 'the archive is cut off or damaged: its list of files is missing')
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count === 0xffff || at === 0xffffffff) throw new ZipError('too-large', 'the archive is in the ZIP64 form, meant for sizes far beyond an export')
  if (count > bounds.filesMax) throw new ZipError('too-many-files', `the archive holds ${count} files; at most ${bounds.filesMax} are read`)
  const members: ZipMember[] = []
  const budget = { bytesLeft: bounds.unpackedBytesMax }
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== entrySignature) throw new ZipError('damaged', 'the list of files in the archive is damaged')
    const nameLength = view.getUint16(at + 28, true)
    const entry = {
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      local: view.getUint32(at + 42, true),
    }
    const nameBytes = bytes.subarray(at + 46, at + 46 + nameLength)
    const name = new TextDecoder(entry.flags & 0x800 ? 'utf-8' : 'windows-1252').decode(nameBytes)
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (!name.endsWith('/')) members.push({ name, size: entry.size, open: () => openMember(bytes, view, entry, bounds, budget) })
  }
  return members
}

interface Entry {
  flags: number
  method: number
  packed: number
  size: number
  local: number
}

function* openMember(bytes: Uint8Array, view: DataView, entry: Entry, bounds: UnpackBounds, budget: { bytesLeft: number }): Generator<Uint8Array> {
  if (entry.flags & 1) throw new ZipError('encrypted', 'the file is protected by a password')
  if (entry.local + 30 > bytes.length || view.getUint32(entry.local, true) !== localSignature) throw new ZipError('damaged', 'the archive is damaged')
  const start = entry.local + 30 + view.getUint16(entry.local + 26, true) + view.getUint16(entry.local + 28, true)
  const packed = bytes.subarray(start, start + entry.packed)
  if (packed.length < entry.packed) throw new ZipError('damaged', 'the archive is cut off')
  if (entry.method !== 0 && entry.method !== 8) throw new ZipError('unknown-method', 'the file is packed by a method other than deflate')
  const guard = unpackGuard(bounds, budget)
  if (entry.method === 0) {
    guard(packed.length, packed.length)
    yield packed
    return
  }
  let parts: Uint8Array[] = []
  const inflate = new Inflate((part) => {
    if (part.length > 0) parts.push(part)
  })
  for (let at = 0; at < packed.length; at += stepBytes) {
    const step = packed.subarray(at, at + stepBytes)
    try {
      inflate.push(step, at + stepBytes >= packed.length)
    } catch {
      throw new ZipError('damaged', 'the file in the archive is damaged')
    }
    const done = parts
    parts = []
    for (const part of done) {
      guard(step.length, part.length)
      yield part
    }
  }
}

/** Unpacks a gzip stream of one or more members. Throws `ZipError` past a bound or where the data is damaged. */
export async function* gunzip(chunks: AsyncIterable<Uint8Array>, bounds: Pick<UnpackBounds, 'ratioMax' | 'ratioFromBytes'>): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = []
  const unpacker = new Gunzip((part) => {
    if (part.length > 0) parts.push(part)
  })
  const guard = unpackGuard({ ...bounds, unpackedBytesMax: Number.POSITIVE_INFINITY, filesMax: 1 }, { bytesLeft: Number.POSITIVE_INFINITY })
  const push = (step: Uint8Array, last: boolean): void => {
    try {
      unpacker.push(step, last)
    } catch {
      throw new ZipError('damaged', 'the gzip data is cut off or damaged')
    }
  }
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += stepBytes) {
      const step = chunk.slice(at, at + stepBytes)
      let failure: unknown
      try {
        push(step, false)
      } catch (error) {
        failure = error
      }
      const done = parts
      parts = []
      for (const part of done) {
        guard(step.length, part.length)
        yield part
      }
      if (failure !== undefined) throw failure
    }
  }
  push(new Uint8Array(0), true)
  yield* parts
}

function unpackGuard(bounds: UnpackBounds, budget: { bytesLeft: number }): (packed: number, unpacked: number) => void {
  let packedBytes = 0
  let unpackedBytes = 0
  return (packed, unpacked) => {
    packedBytes += packed
    unpackedBytes += unpacked
    budget.bytesLeft -= unpacked
    if (budget.bytesLeft < 0) throw new ZipError('too-large', `the archive unpacks to more than ${bounds.unpackedBytesMax} bytes`)
    if (unpackedBytes > bounds.ratioFromBytes && unpackedBytes > packedBytes * bounds.ratioMax) {
      throw new ZipError('too-large', `the file unpacks to more than ${bounds.ratioMax} times its size, which no export does`)
    }
  }
}

/** The end record stands in the last 64 KiB, after a comment of any length. */
function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= 0 && at >= view.byteLength - 22 - 0xffff; at -= 1) {
    if (view.getUint32(at, true) === endSignature) return at
  }
  return -1
}
