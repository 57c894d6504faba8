export interface Chunked {
  bytes: Buffer
  /** `not-chunked` leaves the bytes as they were. */
  outcome: 'whole' | 'damaged' | 'not-chunked'
}

/** Longest line with the size of a chunk and its extensions. */
const sizeLineBytesMax = 1024

/** Takes the chunked transfer coding off a body; bodies that only claim to have it stay as they are. */
export function decodeChunked(body: Buffer): Chunked {
  const parts: Buffer[] = []
  let at = 0
  for (;;) {
    const line = readSizeLine(body, at)
    if (!line) {
      if (parts.length === 0) return { bytes: body, outcome: at === 0 ? 'not-chunked' : 'damaged' }
      return { bytes: Buffer.concat(parts), outcome: 'damaged' }
    }
    const end = line.end + line.size
    if (line.size === 0) return { bytes: Buffer.concat(parts), outcome: 'whole' }
    if (end > body.length) {
      // A lone number before a body that isn't chunked, or a chunk cut off by the end of the record.
      if (parts.length === 0 && line.size > body.length * 64) return { bytes: body, outcome: 'not-chunked' }
      parts.push(body.subarray(line.end))
      return { bytes: Buffer.concat(parts), outcome: 'damaged' }
    }
    parts.push(body.subarray(line.end, end))
    at = end
    if (body[at] === 13) at += 1
    if (body[at] === 10) at += 1
  }
}

function readSizeLine(body: Buffer, at: number): { size: number; end: number } | undefined {
  const lineFeed = body.subarray(at, at + sizeLineBytesMax).indexOf(10)
  if (lineFeed === -1) return undefined
  const text = body.toString('latin1', at, at + lineFeed)
  const match = /^[ \t]*([0-9a-f]{1,13})[ \t]*(?:;[^\r]*)?\r*$/iu.exec(text)
  return match ? { size: Number.parseInt(match[1]!, 16), end: at + lineFeed + 1 } : undefined
}
