/** Length of the longest gzip header that is read: names and comments of real files are short. */
export const gzipHeaderBytesMax = 64 * 1024

/**
 * Where the compressed data of a gzip member begins whose header starts at `at`; -1 if no gzip header stands there, or
 * it runs past the bytes given.
 */
export function gzipHeaderEnd(bytes: Uint8Array, at: number): number {
  if (bytes.length < at + 10 || !isGzipMagic(bytes, at)) return -1
  const flags = bytes[at + 3]!
  let end = at + 10
  if (flags & 4) {
    if (bytes.length < end + 2) return -1
    end += 2 + bytes[end]! + bytes[end + 1]! * 256
  }
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue
    const zero = bytes.indexOf(0, end)
    if (zero === -1) return -1
    end = zero + 1
  }
  if (flags & 2) end += 2
  return end <= bytes.length && end - at <= gzipHeaderBytesMax ? end : -1
}

/** True if a gzip member can begin here: magic, deflate, no reserved flag. */
export function isGzipMagic(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x1f && bytes[at + 1] === 0x8b && bytes[at + 2] === 8 && (bytes[at + 3]! & 0xe0) === 0
}

const magic = Buffer.from([0x1f, 0x8b, 8])

/** Position of the next possible gzip member from `from` on, or -1. */
export function findGzipMagic(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(magic, from); at !== -1 && at + 4 <= bytes.length; at = bytes.indexOf(magic, at + 1)) {
    if (isGzipMagic(bytes, at)) return at
  }
  return -1
}
