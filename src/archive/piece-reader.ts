import type { Piece } from '../lib/gzip-pieces.js'

/**
 * A cursor over pieces. Pieces behind the cursor are kept from the mark on, up to a bound, so that a record whose
 * declared length proves wrong can be read again.
 */
export interface PieceReader {
  readonly source: AsyncIterator<Piece>
  pieces: Piece[]
  /** Position of the cursor: a piece, and a byte in it. */
  index: number
  at: number
  ended: boolean
  /** Memory that `pieces` take. */
  kept: number
  /** Pieces let go so far; positions count from the first piece there ever was. */
  dropped: number
  /** True if pieces since the mark had to be let go. */
  forgot: boolean
}

/** A place to come back to while it is not let go. */
export interface Position {
  index: number
  at: number
}

/** Bytes since the mark that are kept, and how many are left once they are more: letting go piece by piece would cost too much. */
const keptBytesMax = 20 * 1024 * 1024
const keptBytesAfter = 18 * 1024 * 1024
/** What a piece takes besides its bytes: a file of a million members of one byte each must not fill the memory. */
const pieceBytes = 256

export function openPieceReader(source: AsyncIterable<Piece>): PieceReader {
  return { source: source[Symbol.asyncIterator](), pieces: [], index: 0, at: 0, ended: false, kept: 0, dropped: 0, forgot: false }
}

/** The piece with at least one byte at the cursor, or undefined at the end. Moves over empty pieces. */
export async function currentPiece(reader: PieceReader): Promise<Piece | undefined> {
  for (;;) {
    const piece = reader.pieces[reader.index]
    if (piece && reader.at < piece.bytes.length) return piece
    if (!(await nextPiece(reader))) return undefined
  }
}

/** Moves to the beginning of the next piece. */
async function nextPiece(reader: PieceReader): Promise<boolean> {
  if (reader.index + 1 < reader.pieces.length) {
    reader.index += 1
    reader.at = 0
    return true
  }
  const piece = await readPiece(reader)
  if (!piece) return false
  reader.pieces.push(piece)
  reader.kept += memoryOf(piece)
  reader.index = reader.pieces.length - 1
  reader.at = 0
  letGo(reader)
  return true
}

function letGo(reader: PieceReader): void {
  if (reader.kept <= keptBytesMax) return
  let count = 0
  for (; count < reader.index && reader.kept > keptBytesAfter; count += 1) reader.kept -= memoryOf(reader.pieces[count]!)
  if (count === 0) return
  dropPieces(reader, count)
  reader.forgot = true
}

/** Drops pieces before the cursor, whose memory was taken off before. */
function dropPieces(reader: PieceReader, count: number): void {
  reader.pieces.splice(0, count)
  reader.index -= count
  reader.dropped += count
}

function memoryOf(piece: Piece): number {
  return piece.bytes.length + pieceBytes
}

async function readPiece(reader: PieceReader): Promise<Piece | undefined> {
  if (reader.ended) return undefined
  const next = await reader.source.next()
  if (next.done) reader.ended = true
  return next.done ? undefined : next.value
}

/** Lets go of everything before the cursor, which becomes the mark. */
export function setMark(reader: PieceReader): void {
  for (let index = 0; index < reader.index; index += 1) reader.kept -= memoryOf(reader.pieces[index]!)
  if (reader.index > 0) dropPieces(reader, reader.index)
  reader.forgot = false
}

export function positionOf(reader: PieceReader): Position {
  return { index: reader.index + reader.dropped, at: reader.at }
}

/** Moves the cursor to a place since the mark; the caller makes sure that it was not let go. */
export function returnTo(reader: PieceReader, position: Position): void {
  reader.index = position.index - reader.dropped
  reader.at = position.at
}

/** Stored offset of the cursor: exact in a plain file, that of the gzip member in a packed one. */
export function storedOffset(reader: PieceReader): number {
  const piece = reader.pieces[reader.index]
  if (!piece) return 0
  return piece.packed ? piece.offset : piece.offset + reader.at
}

/**
 * Makes more bytes contiguous at the cursor, without crossing into another gzip member: false if there are none.
 * What lies before the cursor stays a piece of its own.
 */
export async function growPiece(reader: PieceReader): Promise<boolean> {
  const piece = reader.pieces[reader.index]
  if (!piece) return false
  let next = reader.pieces[reader.index + 1]
  if (!next) {
    next = await readPiece(reader)
    if (!next) return false
    reader.pieces.push(next)
    reader.kept += memoryOf(next)
  }
  if (next.first || next.gap) return false
  const before = piece.bytes.subarray(0, reader.at)
  const merged: Piece = { ...next, bytes: Buffer.concat([piece.bytes.subarray(reader.at), next.bytes]), offset: piece.packed ? piece.offset : piece.offset + reader.at, first: reader.at === 0 && piece.first, gap: reader.at === 0 && piece.gap }
  if (before.length === 0) {
    reader.pieces.splice(reader.index, 2, merged)
    reader.kept -= pieceBytes
  } else {
    reader.pieces.splice(reader.index, 2, { ...piece, bytes: before, end: null }, merged)
    reader.index += 1
    reader.at = 0
    letGo(reader)
  }
  return true
}
