import { createGunzip } from 'node:zlib'

/** What came out of one slice, or of a part of one. */
export interface Inflated {
  parts: Buffer[]
  /** Bytes of the slice if it is used up with these parts, else 0. */
  used: number
  /** `more`: the slice is used up. `full`: there is more to come of it. Nothing comes after `ended` and `damaged`. */
  state: 'more' | 'full' | 'ended' | 'damaged'
}

/** Room for output that the engine is given at a time: it stops for more wherever that is full. */
const chunkBytes = 4 * 1024 * 1024
/** Output of one slice that is handed on without waiting for its end: a bomb of some kilobytes must not fill the memory. */
const outputBytesMax = 16 * 1024 * 1024

/**
 * A gunzip engine that is given slices ahead of what is taken from it, so that it has not to wait for the reader
 * between two of them. It runs over gzip members one after another without telling where they end.
 *
 * What is taken depends on the slices alone, never on how fast they are given or taken. Output that came with damage
 * is left out, so slices are to be as small as the loss that is accepted.
 */
export class GzipFeed {
  /** Slices given that were not taken whole yet. */
  pending = 0
  private readonly engine = createGunzip({ chunkSize: chunkBytes })
  private readonly results: Inflated[] = []
  private wakeTaker: ((result: Inflated) => void) | null = null
  private parts: Buffer[] = []
  private length = 0

  constructor() {
    this.engine.on('data', (part: Buffer) => {
      this.parts.push(part)
      this.length += part.length
      if (this.length < outputBytesMax) return
      this.engine.pause()
      this.finish('full', 0)
    })
    // With bytes left over after the end of the compressed data the engine ends and never calls back.
    this.engine.on('end', () => this.finish('ended', 0))
    // An engine that failed may fail again while it closes.
    this.engine.on('error', () => this.finish('damaged', 0))
  }

  give(slice: Uint8Array): void {
    this.pending += 1
    this.engine.write(slice, (error) => {
      if (!error) this.finish('more', slice.length)
    })
  }

  /** The next result, once it is there; only to be asked for while something is pending. */
  async take(): Promise<Inflated> {
    const result = this.results.shift() ?? (await new Promise<Inflated>((resolve) => (this.wakeTaker = resolve)))
    if (result.state === 'more') this.pending -= 1
    if (result.state === 'full') this.engine.resume()
    return result
  }

  close(): void {
    this.engine.destroy()
  }

  private finish(state: Inflated['state'], used: number): void {
    const result = { parts: this.parts, used, state }
    this.parts = []
    this.length = 0
    const wake = this.wakeTaker
    this.wakeTaker = null
    if (wake) wake(result)
    else this.results.push(result)
  }
}
