import { fillWindow, type ByteWindow } from '../lib/byte-window.js'
import { isGzipMagic } from '../lib/gzip-header.js'
import { gzipPieces, type GzipPiecesOptions, type Piece } from '../lib/gzip-pieces.js'
import { zstdMagic, zstdPieces } from '../lib/zstd-pieces.js'

export type ProblemSink = (cause: string, offset: number, message: string) => void

/** The unpacked bytes of a file, whatever it is packed with; its first bytes decide, never its name. */
export async function openPieces(window: ByteWindow, onProblem: ProblemSink, isStart: GzipPiecesOptions['isStart']): Promise<AsyncIterable<Piece>> {
  await fillWindow(window, 4)
  if (isGzipMagic(window.bytes, 0) && window.bytes.length >= 4) return gzipPieces(window, { onProblem, isStart })
  if (zstdMagic.every((byte, at) => window.bytes[at] === byte)) return zstdPieces(window, { onProblem })
  return plainPieces(window)
}

async function* plainPieces(window: ByteWindow): AsyncGenerator<Piece> {
  let first = true
  for (;;) {
    await fillWindow(window, 1)
    if (window.at >= window.bytes.length) return
    yield { bytes: window.bytes.subarray(window.at), offset: window.base + window.at, packed: false, first, end: null, gap: false }
    window.at = window.bytes.length
    first = false
  }
}
