import { closeWindow, openByteWindow } from '../lib/byte-window.js'
import type { Piece } from '../lib/gzip-pieces.js'
import { limits } from '../model/limits.js'
import { openPieces, type ProblemSink } from './pieces.js'
import { currentPiece, growPiece, openPieceReader, setMark, storedOffset, type PieceReader } from './piece-reader.js'
import { looksLikeHtml } from './looks-like-html.js'
import { readBlock } from './record-block.js'
import { arcLineEnd, headerEnd, isWarcStart, readArcLine, readWarcHeader, type RecordHeader } from './record-header.js'
import { isAnyStart, seekStart, skipLineEnds, startAtCursor } from './record-start.js'
import { newRecord, type ArchiveRecord, type RecordInfo } from './record.js'
import { joined, newTaken, take } from './taken.js'

export interface ReadRecordsOptions {
  /** Told of everything that could not be read; `offset` is in the file as stored. */
  onProblem: ProblemSink
  /** Bytes of a record's block to keep; 0 passes the block over without keeping any of it. All of it, up to the page limit, where absent. */
  keep?: (info: RecordInfo) => number
  signal?: AbortSignal
  /** Address of the page, should the file be one. */
  url?: string
}

type Format = RecordInfo['format']

/** Line ends that may stand before the first record of a gzip member. */
const lineEndsMax = 4

/**
 * Reads the records of a web archive one after another: WARC 0.17 to 1.1 or ARC, plain or packed; a lone HTML page is
 * one `resource` record.
 *
 * A record is given once its block was passed, so what is said of its length and damage is final. Never throws on bad
 * input, and never holds more than one block.
 */
export async function* readRecords(source: AsyncIterable<Uint8Array>, options: ReadRecordsOptions): AsyncGenerator<ArchiveRecord> {
  const { onProblem } = options
  const keep = (info: RecordInfo): number => Math.min(options.keep ? options.keep(info) : keepWhole, keepWhole)
  const window = openByteWindow(source)
  try {
    const reader = openPieceReader(await openPieces(window, onProblem, isAnyStart))
    const format = await sniffFormat(reader)
    if (format === undefined) return onProblem('empty-file', 0, 'The file is empty or nothing of it could be unpacked.')
    if (format === 'zip') return onProblem('zip-file', 0, 'This is a ZIP file. Unpack it and give the archives inside.')
    if (format === 'page') return yield await readPage(reader, keep, options.url)
    let expected: Format = format === 'arc' ? 'arc' : 'warc'
    let recordCount = 0
    for (;;) {
      options.signal?.throwIfAborted()
      await skipLineEnds(reader)
      const piece = await currentPiece(reader)
      if (!piece) break
      setMark(reader)
      const simple = readWholeMember(reader, piece, keep)
      if (simple) {
        recordCount += 1
        yield simple
        continue
      }
      const offset = storedOffset(reader)
      const startsMember = piece.packed && piece.first && reader.at <= lineEndsMax
      const start = await startAtCursor(reader)
      if (start === undefined) {
        const passed = await seekStart(reader, expected, null)
        const found = (await currentPiece(reader)) !== undefined
        if (recordCount === 0 && !found) onProblem('not-an-archive', offset, 'This is no web archive and no HTML page: no WARC or ARC record was found in it.')
        else onProblem(piece.gap ? 'lost-record' : 'bytes-between-records', offset, `${passed} bytes ${piece.gap ? 'after damage' : 'between records'} belong to no record and were passed over.`)
        continue
      }
      expected = start
      const header = start === 'warc' ? await readWarc(reader, offset, onProblem) : readArc(reader)
      if (!header) continue
      recordCount += 1
      yield await readBlock(reader, header, { offset, startsMember, keep, onProblem })
    }
  } finally {
    await closeWindow(window)
  }
}

/** How many bytes of a block are worth keeping: a page at its limit and its HTTP headers. */
export const keepWhole = limits.pageBytesMax + limits.recordHeaderBytesMax

/**
 * The record of a gzip member that holds exactly one, which is how nearly all archives are stored: read at once, with
 * nothing to wait for. Undefined where anything about it is unusual.
 */
function readWholeMember(reader: PieceReader, piece: Piece, keep: (info: RecordInfo) => number): ArchiveRecord | undefined {
  const { bytes } = piece
  if (!piece.packed || !piece.first || piece.gap || piece.end === null || reader.at !== 0 || !isWarcStart(bytes, 0)) return undefined
  const end = headerEnd(bytes, 0)
  if (end === -1 || end > limits.recordHeaderBytesMax) return undefined
  const header = readWarcHeader(bytes, 0, end)
  const { blockLength } = header
  if (blockLength === null || header.badDate !== null || end + blockLength > bytes.length) return undefined
  for (let at = end + blockLength; at < bytes.length; at += 1) if (bytes[at] !== 10 && bytes[at] !== 13) return undefined
  const record = newRecord(header, piece.offset)
  const kept = keep(record)
  record.length = piece.end - piece.offset
  record.blockBytes = blockLength
  if (kept > 0) {
    record.block = bytes.subarray(end, end + Math.min(blockLength, kept))
    record.cut = blockLength > kept
  }
  reader.at = bytes.length
  return record
}

/** Reads the WARC header at the cursor; undefined, and the cursor moved on, if it has no end. */
async function readWarc(reader: PieceReader, offset: number, onProblem: ProblemSink): Promise<RecordHeader | undefined> {
  for (;;) {
    const { bytes } = reader.pieces[reader.index]!
    const end = headerEnd(bytes, reader.at)
    const length = (end === -1 ? bytes.length : end) - reader.at
    if (length <= limits.recordHeaderBytesMax && end === -1 && (await growPiece(reader))) continue
    if (end === -1 || length > limits.recordHeaderBytesMax) {
      onProblem(length > limits.recordHeaderBytesMax ? 'header-too-long' : 'truncated-header', offset, `The header of a record ${length > limits.recordHeaderBytesMax ? `is longer than ${limits.recordHeaderBytesMax} bytes` : 'has no end'}; the record was passed over.`)
      await seekStart(reader, 'warc', null)
      return undefined
    }
    const header = readWarcHeader(bytes, reader.at, end)
    reader.at = end
    return header
  }
}

function readArc(reader: PieceReader): RecordHeader | undefined {
  const { bytes } = reader.pieces[reader.index]!
  const end = arcLineEnd(bytes, reader.at)
  const header = readArcLine(bytes, reader.at, end)
  reader.at = end
  return header
}

async function sniffFormat(reader: PieceReader): Promise<'warc' | 'arc' | 'page' | 'zip' | 'unknown' | undefined> {
  await skipLineEnds(reader)
  const piece = await currentPiece(reader)
  if (!piece) return undefined
  const start = await startAtCursor(reader)
  if (start) return start
  const { bytes } = reader.pieces[reader.index]!
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return 'zip'
  return looksLikeHtml(bytes.subarray(reader.at)) ? 'page' : 'unknown'
}

/** A file that is one page: the whole of it is the block. */
async function readPage(reader: PieceReader, keep: (info: RecordInfo) => number, url: string | undefined): Promise<ArchiveRecord> {
  const info: RecordInfo = { offset: 0, format: 'page', version: '', type: 'resource', url: url ?? null, at: null, contentType: 'text/html', fields: new Map() }
  reader.index = 0
  reader.at = 0
  const taken = newTaken(Math.min(keep(info), limits.pageBytesMax))
  let cut = false
  for (let piece = await currentPiece(reader); piece; piece = await currentPiece(reader)) {
    cut ||= piece.gap
    take(taken, piece.bytes)
    reader.at = piece.bytes.length
    setMark(reader)
  }
  return { ...info, length: null, block: taken.keep > 0 ? joined(taken) : null, blockBytes: taken.length, cut: cut || (taken.keep > 0 && taken.length > taken.keep), problem: null }
}

