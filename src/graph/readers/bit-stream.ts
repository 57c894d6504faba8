import { BitReader, bitSpareBytes } from './bit-reader.js'

const readBytes = 1024 * 1024

/** Bits of a file, read as they are wanted: a BitReader over the part that is in memory. */
export class BitStream {
  readonly bits = new BitReader()
  /** True once the file has no more than what is in memory. */
  ended = false
  /** Bits of the file before those in memory. */
  private base = 0
  private bytes = new Uint8Array(2 * readBytes + bitSpareBytes)
  private length = 0
  private readonly source: AsyncIterator<Uint8Array>
  private rest: Uint8Array | null = null

  constructor(source: AsyncIterable<Uint8Array>) {
    this.source = source[Symbol.asyncIterator]()
    this.bits.setBytes(this.bytes, 0)
  }

  /** Place in the file, in bits. */
  get position(): number {
    return this.base + this.bits.at
  }

  /**
   * Drops what lies before the bit in memory `from`, moves there, and reads on until there is twice as much behind it:
   * so what is tried again and again with more bits costs no more than twice. False if `bytesMax` are there already.
   */
  async readOn(from: number, bytesMax: number): Promise<boolean> {
    const drop = from >>> 3
    const kept = this.length - drop
    if (kept >= bytesMax) return false
    const wanted = Math.min(bytesMax, Math.max(readBytes, 2 * kept))
    if (wanted + bitSpareBytes > this.bytes.length) {
      const larger = new Uint8Array(2 * wanted + bitSpareBytes)
      larger.set(this.bytes.subarray(drop, this.length))
      this.bytes = larger
    } else {
      this.bytes.copyWithin(0, drop, this.length)
    }
    this.base += drop * 8
    this.length = kept
    while (this.length < wanted && !this.ended) {
      const part = this.rest ?? (await this.next())
      if (part === null) break
      const used = part.subarray(0, this.bytes.length - bitSpareBytes - this.length)
      this.bytes.set(used, this.length)
      this.length += used.length
      this.rest = used.length < part.length ? part.subarray(used.length) : null
    }
    this.bytes.fill(0, this.length, this.length + bitSpareBytes)
    this.bits.setBytes(this.bytes, this.length)
    this.bits.at = from & 7
    return true
  }

  async close(): Promise<void> {
    if (!this.ended) await this.source.return?.()
  }

  private async next(): Promise<Uint8Array | null> {
    const next = await this.source.next()
    if (!next.done) return next.value
    this.ended = true
    return null
  }
}
