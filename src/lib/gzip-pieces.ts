import { crc32 } from 'node:zlib'
import { fillWindow, type ByteWindow } from './byte-window.js'
import { GzipFeed } from './gzip-feed.js'
import { findGzipMagic } from './gzip-header.js'
import { gzipMembers } from './gzip-members.js'

/** Inflated bytes and where they lie in the stored file. */
export interface Piece {
  bytes: Buffer
  /** Stored offset: of `bytes[0]`, or of the gzip member that holds the bytes if `packed`. */
  offset: number
  packed: boolean
  /** True if a member begins with these bytes. */
  first: boolean
  /** Stored offset after the member if it ends with these bytes, else null. */
  end: number | null
  /** True if bytes before these are lost. */
  gap: boolean
}

export interface GzipPiecesOptions {
  /** `offset` is in the stored file. */
  onProblem(cause: GzipProblem, offset: number, message: string): void
  /** Whether inflated bytes can be the beginning of something worth reading; asked only after damage, about candidates. */
  isStart(bytes: Buffer): boolean
}

export type GzipProblem = 'truncated-gzip' | 'damaged-gzip' | 'gzip-checksum' | 'bytes-between-members'

/** Input of one step: bounds what is inflated twice after damage. */
const stepBytes = 256 * 1024
/** Steps the engine is given ahead of the reader. */
const stepsAhead = 3
/**
 * Inflated bytes handed on before the event loop has a turn: only in one does the engine get its next room or slice, so
 * a reader that takes a whole step at once would have it wait.
 */
const turnBytes = 64 * 1024
/** Stored bytes of a member that are kept while it is read, to read it again with care should it turn out damaged. */
const keptBytesMax = 4 * 1024 * 1024
/** Inflated bytes of a member that are gathered before they are handed on without waiting for its end. */
const heldBytesMax = 1024 * 1024

/**
 * Inflates a file of gzip members, keeping their offsets.
 *
 * One engine runs over the whole file beside the reader, at the speed of plain gunzip. It doesn't tell where members
 * end, but their trailers do: a gzip magic number in the stored bytes begins a member if the four bytes before it hold
 * the size of what was inflated since the last one, and something worth reading begins there. At the first sign of
 * damage, or of anything else unusual, reading goes on member by member from the last known beginning.
 */
export async function* gzipPieces(window: ByteWindow, options: GzipPiecesOptions): AsyncGenerator<Piece> {
  const feed = new GzipFeed()
  const member: OpenMember = { offset: window.base + window.at, held: [], heldBytes: 0, handedOn: 0, crc: 0, vainBytes: 0 }
  /** Stored offsets: behind the bytes given to the engine, behind the slices inflated whole, and of the first byte that is kept. */
  let given = member.offset
  let inflated = member.offset
  let keptFrom = member.offset
  const search: Search = { from: member.offset + memberBytesMin, undecided: false }
  let sinceTurn = 0

  const giveSlices = async (): Promise<void> => {
    while (feed.pending < stepsAhead) {
      window.at = Math.max(window.at, keptFrom - window.base)
      if (window.bytes.length + window.base - given < stepBytes) await fillWindow(window, given - window.base - window.at + stepBytes)
      const slice = window.bytes.subarray(given - window.base, given - window.base + stepBytes)
      if (slice.length === 0) return
      given += slice.length
      feed.give(slice)
    }
  }
  let giving: Promise<void> | undefined
  const giveAhead = (): void => {
    if (giving) return
    giving = giveSlices().then(() => (giving = undefined))
    // A failure of the source is met where the promise is awaited.
    giving.catch(() => undefined)
  }

  try {
    let stop: 'end' | 'ended' | 'damaged' = 'end'
    for (;;) {
      giveAhead()
      if (feed.pending === 0) await giving
      if (feed.pending === 0) break
      const { parts, state, used } = await feed.take()
      if (state === 'ended' || state === 'damaged') {
        stop = state
        break
      }
      inflated += used
      keptFrom = Math.max(keptFrom, inflated - member.offset > keptBytesMax ? Math.min(inflated, search.from) - trailerBytes : member.offset)
      // The next slice is inflated beside what follows, and getting it may move the window.
      const { bytes, base } = window
      giveAhead()
      for (const part of parts) member.held.push(part)
      for (const part of parts) member.heldBytes += part.length
      const isWhole = state === 'more'
      const stored = bytes.subarray(0, (isWhole ? inflated : Math.min(given, inflated + stepBytes)) - base)
      for (;;) {
        const found = findEnd(search, member, stored, base, isWhole, options)
        if (found === -1) break
        const rest = (stored.readUInt32LE(found - base - 4) - member.handedOn) >>> 0
        yield pieceOf(member, takeBytes(member, rest), found)
        Object.assign(member, { offset: found, handedOn: 0, crc: 0 })
        search.from = found + memberBytesMin
        sinceTurn += rest
        if (sinceTurn > turnBytes) {
          sinceTurn = 0
          await new Promise<void>((resolve) => setImmediate(resolve))
        }
      }
      while (!search.undecided && member.heldBytes > heldBytesMax) {
        const part = takeBytes(member, member.held[0]!.length)
        yield pieceOf(member, part, null)
        member.crc = crc32(part, member.crc)
        member.handedOn += part.length
      }
    }
    // Whatever is being read is waited for: from here on the window is moved by others.
    await giving
    feed.close()
    if (stop === 'end' && endsWithFile(member, window)) {
      if (given > member.offset) yield pieceOf(member, takeBytes(member, member.heldBytes), given)
      window.at = window.bytes.length
      return
    }
    if (member.offset >= keptFrom) {
      window.at = member.offset - window.base
      yield* withoutFirst(gzipMembers(window, options, false), member.handedOn)
    } else {
      options.onProblem(stop === 'end' ? 'truncated-gzip' : 'damaged-gzip', member.offset, `A gzip member ${stop === 'end' ? 'is cut short by the end of the file' : 'is damaged'}; ${member.handedOn + member.heldBytes} bytes of its content could be read.`)
      yield pieceOf(member, takeBytes(member, member.heldBytes), null)
      window.at = Math.max(keptFrom, Math.min(search.from, window.base + window.bytes.length)) - window.base
      yield* gzipMembers(window, options, true)
    }
  } finally {
    feed.close()
  }
}

/** The search for the end of the open member. */
interface Search {
  /** Stored offset it goes on from. */
  from: number
  /** True if it stopped at what may be the end, until more is inflated. */
  undecided: boolean
}

/**
 * The stored offset where the open member ends, searched for in `bytes`; -1 if it does not end there as far as can be
 * told. With the last slice not inflated whole, a size that is too large may yet be right; behind one, a checksum may be
 * that of a later member with the same beginning.
 */
function findEnd(search: Search, member: OpenMember, bytes: Buffer, base: number, isWhole: boolean, options: GzipPiecesOptions): number {
  let from = search.from
  let isOpen = false
  search.undecided = false
  for (;;) {
    const found = findGzipMagic(bytes, from - base)
    if (found === -1) {
      if (!isOpen) search.from = Math.max(search.from, base + bytes.length - 3)
      return -1
    }
    const verdict = endsAt(member, bytes, found, options, !isOpen)
    if (verdict === 'yes') return base + found
    search.undecided = verdict === 'unknown' && bytes.length - found < 2 * stepBytes
    if (search.undecided) return -1
    from = base + found + 1
    isOpen ||= verdict === 'beyond' && !isWhole
    if (!isOpen) search.from = from
  }
}

/** The member being read. */
interface OpenMember {
  /** Stored offset of its header. */
  offset: number
  /** What was inflated of it, and of members behind it, and not handed on yet. */
  held: Buffer[]
  heldBytes: number
  /** How much of it was handed on before its end was known, and the checksum of that. */
  handedOn: number
  crc: number
  /** Bytes gone through, over the whole file, for ends that were none. */
  vainBytes: number
}

const trailerBytes = 8
/** Header, the shortest data, and trailer. */
const memberBytesMin = 20
/**
 * Chance makes a false end look worth a checksum once in many gigabytes. A file that goes on offering them is made to
 * cost time; then only ends before something worth reading are seen.
 */
const vainBytesMax = 64 * 1024 * 1024
/** Bytes after a possible end that must be there to tell whether something worth reading begins with them. */
const tellingBytes = 64

/**
 * Whether the member ends where a gzip magic number was found; `beyond` tells that its size would be more than is
 * inflated. Without `bySum` only an end before something worth reading is seen.
 */
function endsAt(member: OpenMember, bytes: Buffer, found: number, options: GzipPiecesOptions, bySum: boolean): 'yes' | 'no' | 'unknown' | 'beyond' {
  if (found < trailerBytes) return 'no'
  const rest = (bytes.readUInt32LE(found - 4) - member.handedOn) >>> 0
  if (rest > member.heldBytes) return 'beyond'
  if (member.heldBytes - rest >= 8 && options.isStart(viewFrom(member, rest))) return 'yes'
  if (!bySum || member.vainBytes > vainBytesMax) return 'no'
  let crc = member.crc
  let left = rest
  for (const part of member.held) {
    if (left === 0) break
    const used = part.subarray(0, left)
    crc = crc32(used, crc)
    left -= used.length
  }
  if (crc === bytes.readUInt32LE(found - 8)) return 'yes'
  member.vainBytes += rest
  return member.heldBytes - rest < tellingBytes ? 'unknown' : 'no'
}

/** True if the last bytes of the file are the trailer of the member. */
function endsWithFile(member: OpenMember, window: ByteWindow): boolean {
  if (window.base + window.bytes.length === member.offset) return true
  const at = window.bytes.length - 4
  return at >= window.at && window.bytes.readUInt32LE(at) === (member.handedOn + member.heldBytes) % 2 ** 32
}

function pieceOf(member: OpenMember, bytes: Buffer, end: number | null): Piece {
  return { bytes, offset: member.offset, packed: true, first: member.handedOn === 0, end, gap: false }
}

/** Takes the first `count` held bytes away, in one buffer. */
function takeBytes(member: OpenMember, count: number): Buffer {
  const { held } = member
  const parts: Buffer[] = []
  let left = count
  while (left > 0) {
    const part = held[0]!
    if (part.length <= left) {
      parts.push(part)
      held.shift()
      left -= part.length
    } else {
      parts.push(part.subarray(0, left))
      held[0] = part.subarray(left)
      left = 0
    }
  }
  member.heldBytes -= count
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
}

/** Held bytes from `from` on, at least enough of them to tell what begins there. */
function viewFrom(member: OpenMember, from: number): Buffer {
  let skip = from
  for (const [index, part] of member.held.entries()) {
    if (skip < part.length) {
      const view = part.subarray(skip)
      const next = member.held[index + 1]
      return view.length >= tellingBytes || !next ? view : Buffer.concat([view, next.subarray(0, 4096)])
    }
    skip -= part.length
  }
  return Buffer.alloc(0)
}

/** Pieces without the first bytes of the first member, which were handed on before. */
async function* withoutFirst(pieces: AsyncIterable<Piece>, count: number): AsyncGenerator<Piece> {
  let left = count
  let offset: number | undefined
  for await (const piece of pieces) {
    offset ??= piece.offset
    if (left === 0 || piece.offset !== offset) {
      left = 0
      yield piece
      continue
    }
    const skipped = Math.min(left, piece.bytes.length)
    left -= skipped
    if (skipped < piece.bytes.length || piece.end !== null) yield { ...piece, bytes: piece.bytes.subarray(skipped), first: false }
  }
}
