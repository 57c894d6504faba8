/**
 * A sliding view of a byte stream: everything from `at` on that was read and not yet dropped lies in one buffer.
 *
 * Buffers handed out are never written to again, so a caller may keep views of them.
 */
export interface ByteWindow {
  bytes: Buffer
  /** Where the unread bytes begin in `bytes`. */
  at: number
  /** Offset of `bytes[0]` in the stream. */
  base: number
  /** True once the stream has no more bytes than `bytes` holds. */
  ended: boolean
  readonly source: AsyncIterator<Uint8Array>
}

/** Bytes gathered before they are joined: joining for each small chunk of a pipe would be quadratic. */
const gatherBytes = 1024 * 1024

export function openByteWindow(source: AsyncIterable<Uint8Array>): ByteWindow {
  return { bytes: Buffer.alloc(0), at: 0, base: 0, ended: false, source: source[Symbol.asyncIterator]() }
}

/** Reads on until `bytesMin` bytes lie after `at`, or the stream ends; drops what lies before `at`. */
export async function fillWindow(window: ByteWindow, bytesMin: number): Promise<void> {
  let length = window.bytes.length - window.at
  if (window.ended || length >= bytesMin) return
  const parts: Uint8Array[] = [window.bytes.subarray(window.at)]
  const wanted = Math.max(bytesMin, gatherBytes)
  while (length < wanted) {
    const next = await window.source.next()
    if (next.done) {
      window.ended = true
      break
    }
    parts.push(next.value)
    length += next.value.byteLength
  }
  window.base += window.at
  window.at = 0
  window.bytes = length === 0 ? Buffer.alloc(0) : parts.length === 2 && parts[0]!.length === 0 ? asBuffer(parts[1]!) : Buffer.concat(parts)
}

/** Tells the source that nothing more will be read. */
export async function closeWindow(window: ByteWindow): Promise<void> {
  if (!window.ended) await window.source.return?.()
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
