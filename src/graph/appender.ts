import { crc32 } from 'node:zlib'
import type { WorkFile } from '../model/graph.js'

/** Buffers begin small, since many files of a small graph hold little. */
const bufferBytesMin = 64 * 1024
const bufferBytesMax = 4 * 1024 * 1024

/** Buffers in the memory of a kernel, which can then write what is appended to where it goes out from. */
export interface KernelBuffers {
  places: readonly [number, number]
  /** Where what comes first stays, as long as there is room; the buffers take what comes after. */
  held?: { at: number; bytes: number }
  view(at: number, length: number): Uint8Array
  /** Copies within the memory; the language itself copies shared memory byte by byte where the places are not aligned alike. */
  move(to: number, from: number, bytes: number): void
}

/** Pieces end where pages of the disk do, so that they can go there straight; what is left begins the next. */
export const diskPageBytes = 4096

/** Bytes of one of `KernelBuffers`, which begin at multiples of `diskPageBytes` as well. */
export const kernelBufferBytes = bufferBytesMax + diskPageBytes

/**
 * Appends to a work file in large pieces: while one is written, the next is filled. What is given may be overwritten as
 * soon as `append` returned. `size` counts what was given; it is in the file after `flush`.
 */
export class Appender {
  size: number
  /** Checksum of all that was given since it was last set to 0. */
  sum = 0
  private filling: Uint8Array
  private other: Uint8Array
  private place: number
  private otherPlace: number
  private filled = 0
  private writing: Promise<void> = Promise.resolve()
  /** Bytes of the file that stay in the memory of the kernel, and where; what is filled is the end of them while they grow. */
  private held: { first: number; end: number; at: number; limit: number; grows: boolean } | null = null

  /** Without `sums` nothing is summed: files that do not outlive the work need no checksum. */
  constructor(
    readonly file: WorkFile,
    private readonly sums = true,
    private readonly buffers: KernelBuffers | null = null,
  ) {
    this.size = file.size
    const held = buffers?.held
    // Pieces go straight to the disk only from places that lie in a page as they do in the file.
    if (held && this.size % diskPageBytes === 0 && held.bytes >= kernelBufferBytes) this.held = { first: this.size, end: this.size, at: held.at, limit: held.at + held.bytes, grows: true }
    this.place = this.held?.at ?? buffers?.places[0] ?? 0
    this.otherPlace = buffers?.places[1] ?? 0
    this.filling = buffers?.view(this.place, kernelBufferBytes) ?? new Uint8Array(bufferBytesMin)
    this.other = buffers?.view(this.otherPlace, kernelBufferBytes) ?? new Uint8Array(0)
  }

  /**
   * Address in the memory of the kernel where the next bytes, up to so many, may be written, to be counted by `commit`
   * before anything else is appended. Null if they are more than a buffer holds.
   */
  async reserve(bytes: number): Promise<number | null> {
    if (this.buffers === null || bytes > bufferBytesMax) return null
    if (this.filled + bytes > kernelBufferBytes) await this.hand()
    return this.place + this.filled
  }

  commit(bytes: number): void {
    if (this.sums) this.sum = crc32(this.filling.subarray(this.filled, this.filled + bytes), this.sum)
    this.size += bytes
    this.filled += bytes
  }

  async append(bytes: Uint8Array): Promise<void> {
    if (this.sums) this.sum = crc32(bytes, this.sum)
    for (let at = 0; at < bytes.length;) {
      const take = Math.min(bytes.length - at, this.filling.length - this.filled)
      this.filling.set(bytes.subarray(at, at + take), this.filled)
      this.filled += take
      this.size += take
      at += take
      if (this.filled < this.filling.length) continue
      if (this.filled < bufferBytesMax) this.widen()
      else await this.hand()
    }
  }

  /** Appends bytes, no more than a buffer holds, that are read to where they go out from. */
  async appendRead(bytes: number, read: (into: Uint8Array) => Promise<void>): Promise<void> {
    if ((await this.reserve(bytes)) === null) throw new TypeError('so many bytes cannot be read into a buffer at once')
    await read(this.filling.subarray(this.filled, this.filled + bytes))
    this.commit(bytes)
  }

  /** Appends bytes that lie in the memory of the kernel. */
  async appendFrom(from: number, bytes: number): Promise<void> {
    if (this.buffers === null) throw new TypeError('an appender without buffers in the memory of the kernel cannot take bytes from there')
    for (let at = 0; at < bytes;) {
      if (this.filled === kernelBufferBytes) await this.hand()
      const take = Math.min(bytes - at, kernelBufferBytes - this.filled)
      this.buffers.move(this.place + this.filled, from + at, take)
      this.commit(take)
      at += take
    }
  }

  /** Appends zeros up to the next multiple. */
  async pad(multiple: number): Promise<number> {
    const rest = this.size % multiple
    if (rest !== 0) await this.append(new Uint8Array(multiple - rest))
    return this.size
  }

  async flush(): Promise<void> {
    await this.hand(true)
    await this.writing
  }

  /** Waits for what is being written, whether it succeeds or not. */
  async settle(): Promise<void> {
    await this.writing.catch(() => {})
  }

  /** Address in the memory of the kernel where these bytes of the file still lie, or null. */
  heldAt(offset: number, bytes: number): number | null {
    return this.held !== null && offset >= this.held.first && offset + bytes <= this.held.end ? this.held.at + offset - this.held.first : null
  }

  private widen(): void {
    const wider = new Uint8Array(4 * this.filling.length)
    wider.set(this.filling)
    this.filling = wider
  }

  private async hand(whole = false): Promise<void> {
    await this.writing
    const kept = whole ? 0 : this.size % diskPageBytes
    if (this.filled <= kept) return
    const full = this.filling
    const bytes = full.subarray(0, this.filled - kept)
    const rest = full.subarray(bytes.length, this.filled)
    this.filled = kept
    if (!this.goOnHolding(bytes.length, rest)) {
      this.filling = this.other.length === full.length ? this.other : new Uint8Array(full.length)
      this.other = full
      ;[this.place, this.otherPlace] = [this.otherPlace, this.place]
      this.filling.set(rest)
    }
    this.writing = this.file.append(bytes)
    // Whoever waits for it next is told; until then a failure must not count as one nobody looks after.
    this.writing.catch(() => {})
  }

  /** True if the bytes that were handed out stay where they are: what comes next is filled in behind them, or into the first buffer. */
  private goOnHolding(bytes: number, rest: Uint8Array): boolean {
    const { held } = this
    if (!held?.grows) return false
    held.end += bytes
    this.place += bytes
    held.grows = this.place + kernelBufferBytes <= held.limit
    if (!held.grows) this.place = this.buffers!.places[0]
    this.filling = this.buffers!.view(this.place, kernelBufferBytes)
    if (!held.grows) this.filling.set(rest)
    return true
  }
}
