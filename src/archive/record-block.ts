import { limits } from '../model/limits.js'
import type { ProblemSink } from './pieces.js'
import { currentPiece, positionOf, returnTo, storedOffset, type PieceReader, type Position } from './piece-reader.js'
import type { RecordHeader } from './record-header.js'
import { seekStart, skipLineEnds, startAtCursor, startsHere } from './record-start.js'
import { newRecord, type ArchiveRecord, type RecordInfo } from './record.js'
import { joined, newTaken, resetTaken, take, trimLineEnds, type Taken } from './taken.js'

type Format = RecordInfo['format']

export interface BlockOptions {
  /** Stored offset of the record, and whether a gzip member begins with it. */
  offset: number
  startsMember: boolean
  /** Bytes of the block to keep. */
  keep: (info: RecordInfo) => number
  onProblem: ProblemSink
}

/** Reads the block of a record whose header was just read, and puts the cursor behind it. */
export async function readBlock(reader: PieceReader, header: RecordHeader, options: BlockOptions): Promise<ArchiveRecord> {
  const { offset, startsMember } = options
  const record = newRecord(header, offset)
  const report: ProblemSink = (cause, at, message) => {
    record.problem = cause
    options.onProblem(cause, at, message)
  }
  const { blockLength } = header
  if (header.badDate !== null) report('bad-date', offset, `The date of the record, ${quoted(header.badDate)}, is no date; it is taken as unknown.`)
  const keep = options.keep(record)
  const bodyStart = positionOf(reader)
  const taken = newTaken(keep)
  let cut = false
  if (blockLength === null || blockLength > limits.recordBytesMax) {
    const claim = blockLength === null ? 'does not tell its length' : `claims a length of ${blockLength} bytes`
    report(blockLength === null ? 'no-length' : 'wrong-length', offset, `The record ${claim}; it was taken to end where the next one begins.`)
    await seekStart(reader, header.format, taken)
    trimLineEnds(taken)
  } else {
    const passed = await passBytes(reader, blockLength, header.format, taken)
    const verdict = passed < blockLength ? 'short' : await recordEndsHere(reader, header.format)
    if (verdict !== 'ok') cut = await mendRecord(reader, verdict, { header, bodyStart, taken, offset, blockLength, report })
  }
  record.length = storedLength(reader, offset, startsMember)
  record.block = keep > 0 ? joined(taken) : null
  record.blockBytes = taken.length
  record.cut = cut || (keep > 0 && taken.length > keep)
  return record
}

/** Stored bytes of the record that ends at the cursor. */
function storedLength(reader: PieceReader, offset: number, startsMember: boolean): number | null {
  const last = reader.at === 0 && reader.index > 0 ? reader.pieces[reader.index - 1] : reader.pieces[reader.index]
  if (!last) return null
  if (!last.packed) return storedOffset(reader) - offset
  const whole = last !== reader.pieces[reader.index] || reader.at >= last.bytes.length
  return startsMember && whole && last.offset === offset && last.end !== null ? last.end - offset : null
}

interface Mending {
  header: RecordHeader
  bodyStart: Position
  taken: Taken
  offset: number
  blockLength: number
  report: ProblemSink
}

/** The declared length leads to no record end: the block is read again up to where the next record begins. True if it stays cut. */
async function mendRecord(reader: PieceReader, verdict: 'short' | 'wrong', mending: Mending): Promise<boolean> {
  const { header, bodyStart, taken, offset, blockLength, report } = mending
  const stoppedAtMember = verdict === 'short' && (await currentPiece(reader)) !== undefined
  if (stoppedAtMember) {
    trimLineEnds(taken)
    const gap = reader.pieces[reader.index]!.gap
    report(gap ? 'damaged-record' : 'wrong-length', offset, `The record claims ${blockLength} bytes, but ${gap ? 'damage begins' : 'the next record begins'} after ${taken.length}.`)
    return true
  }
  if (reader.forgot) {
    report(verdict === 'short' ? 'truncated-record' : 'wrong-length', offset, `The record claims ${blockLength} bytes, and no record begins after them; records within them may have been missed.`)
    return true
  }
  const passed = taken.length
  returnTo(reader, bodyStart)
  resetTaken(taken)
  await seekStart(reader, header.format, taken)
  const found = (await currentPiece(reader)) !== undefined
  if (verdict === 'short' && !found) {
    report('truncated-record', offset, `The record claims ${blockLength} bytes, but the file ends after ${taken.length} of them.`)
    return true
  }
  if (verdict === 'wrong' && !found && !reader.forgot) {
    // Nothing follows: the declared length is as good as any, and what is behind it is reported as bytes between records.
    returnTo(reader, bodyStart)
    resetTaken(taken)
    await passBytes(reader, passed, header.format, taken)
    return false
  }
  trimLineEnds(taken)
  report('wrong-length', offset, `The record claims ${blockLength} bytes; the next record begins after ${taken.length}, and that was taken as its length.`)
  return false
}

/** Moves over `count` bytes; stops earlier at the end, at damage, and where a gzip member begins with a record. */
async function passBytes(reader: PieceReader, count: number, format: Format, taken: Taken): Promise<number> {
  let left = count
  while (left > 0) {
    const piece = await currentPiece(reader)
    if (!piece) break
    if (reader.at === 0 && (piece.gap || (piece.first && piece.packed && startsHere(piece.bytes, 0, format)))) break
    const part = piece.bytes.subarray(reader.at, reader.at + left)
    take(taken, part)
    reader.at += part.length
    left -= part.length
  }
  return count - left
}

/** Whether the cursor, behind a block of declared length, stands where a record can end. */
async function recordEndsHere(reader: PieceReader, format: Format): Promise<'ok' | 'wrong'> {
  const before = positionOf(reader)
  const lineEnds = await skipLineEnds(reader)
  const piece = await currentPiece(reader)
  const start = piece === undefined || (reader.at === 0 && (piece.first || piece.gap)) || (await startAtCursor(reader)) !== undefined
  // A full separator says that the length was right and what follows is rubbish.
  if (start || (format === 'warc' && lineEnds >= 4)) return 'ok'
  returnTo(reader, before)
  return 'wrong'
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}
