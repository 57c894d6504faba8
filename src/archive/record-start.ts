import { currentPiece, growPiece, type PieceReader } from './piece-reader.js'
import { arcLineBytesMax, arcLineEnd, isWarcStart } from './record-header.js'
import type { RecordInfo } from './record.js'
import { take, type Taken } from './taken.js'

type Format = RecordInfo['format']

/** Moves over CR and LF; returns how many there were. */
export async function skipLineEnds(reader: PieceReader): Promise<number> {
  let count = 0
  for (;;) {
    const piece = reader.pieces[reader.index]
    if (piece) {
      const { bytes } = piece
      const from = reader.at
      while (reader.at < bytes.length && (bytes[reader.at] === 10 || bytes[reader.at] === 13)) reader.at += 1
      count += reader.at - from
      if (reader.at < bytes.length) return count
      // The end of a member is kept as the place where the record ends.
      if (piece.end !== null) return count
    }
    if (!(await currentPiece(reader))) return count
  }
}

/** The kind of record that begins at the cursor, if one does. */
export async function startAtCursor(reader: PieceReader): Promise<'warc' | 'arc' | undefined> {
  for (;;) {
    const piece = await currentPiece(reader)
    if (!piece) return undefined
    if (isWarcStart(piece.bytes, reader.at)) return 'warc'
    const arc = arcLineEnd(piece.bytes, reader.at)
    if (arc > 0) return 'arc'
    const left = piece.bytes.length - reader.at
    if (arc === 0 || left < 8) {
      if (await growPiece(reader)) continue
    }
    return undefined
  }
}

export function startsHere(bytes: Buffer, at: number, format: Format): boolean {
  return format === 'arc' ? arcLineEnd(bytes, at) > 0 : isWarcStart(bytes, at)
}

/** True if a record of either kind, or a page, can begin with these bytes. */
export function isAnyStart(bytes: Buffer): boolean {
  let at = 0
  while (at < bytes.length && (bytes[at] === 10 || bytes[at] === 13)) at += 1
  return isWarcStart(bytes, at) || arcLineEnd(bytes, at) > 0
}

/** Moves to the next place where a record begins, after at least one byte, or to the end; takes the bytes on the way. */
export async function seekStart(reader: PieceReader, format: Format, taken: Taken | null): Promise<number> {
  let passed = 0
  const pass = (piece: { bytes: Buffer }, to: number): void => {
    if (taken) take(taken, piece.bytes.subarray(reader.at, to))
    passed += to - reader.at
    reader.at = to
  }
  // Enough bytes to tell whether a record begins at the last line seen.
  const lookahead = format === 'arc' ? arcLineBytesMax : 16
  let moved = taken !== null
  for (;;) {
    let piece = await currentPiece(reader)
    if (!piece) return passed
    if (moved && reader.at === 0 && (piece.first || piece.gap) && ((taken && piece.gap) || startsHere(piece.bytes, 0, format))) return passed
    const found = findStart(piece.bytes, taken ? reader.at : reader.at + 1, format)
    if (found !== -1) {
      pass(piece, found)
      return passed
    }
    // The last bytes are looked at again together with the next piece.
    pass(piece, Math.max(reader.at, piece.bytes.length - lookahead))
    moved = true
    if (await growPiece(reader)) continue
    piece = reader.pieces[reader.index]!
    pass(piece, piece.bytes.length)
  }
}

/** Position from `from` on of the next line that begins a record, or -1. */
function findStart(bytes: Buffer, from: number, format: Format): number {
  if (format !== 'arc') {
    for (let at = bytes.indexOf(47 /* slash */, from + 4); at !== -1; at = bytes.indexOf(47, at + 1)) {
      const start = at - 4
      if (isWarcStart(bytes, start) && (start === 0 || bytes[start - 1] === 10)) return start
    }
    return -1
  }
  for (let at = from; at < bytes.length; ) {
    if (arcLineEnd(bytes, at) > 0 && (at === 0 || bytes[at - 1] === 10)) return at
    const lineFeed = bytes.indexOf(10, at)
    if (lineFeed === -1) return -1
    at = lineFeed + 1
  }
  return -1
}
