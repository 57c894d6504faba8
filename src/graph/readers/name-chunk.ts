/**
 * Names of vertices in the order of their ids: `count` of them from id `first` on, one behind the other in `bytes`,
 * name `i` up to `ends[i]`. Each is UTF-8 without control characters, not empty, and within the limit. The arrays are
 * reused; take what you need before asking on.
 */
export interface NameChunk {
  first: number
  count: number
  bytes: Uint8Array
  ends: Uint32Array
  /** Hosts of each domain, where they were published. */
  hostCounts: Uint32Array | null
}

/** The names of a chunk as texts: for tests and small graphs. */
export function namesOf(chunk: NameChunk): string[] {
  const bytes = Buffer.from(chunk.bytes.buffer, chunk.bytes.byteOffset, chunk.bytes.byteLength)
  return Array.from({ length: chunk.count }, (_, index) => bytes.toString('utf8', index === 0 ? 0 : chunk.ends[index - 1]!, chunk.ends[index]!))
}
