import type { Transform } from 'node:stream'

/** What could be had from compressed bytes: all of it, or what came before the damage, the bound or the early end. */
export interface PartlyInflated {
  bytes: Buffer
  outcome: 'whole' | 'cut-short' | 'damaged' | 'too-large'
}

/** A zlib or Brotli engine; `bytesWritten` counts the input it consumed. */
export type InflateEngine = Transform & { readonly bytesWritten: number; close(): void }

/** Output of one step of an engine that is fed by hand. */
export interface InflateStep {
  parts: Buffer[]
  /** `full`: there is more to come of this slice, by `resume`. */
  state: 'more' | 'ended' | 'damaged' | 'full'
  resume: () => Promise<InflateStep>
}

/** Output gathered before an engine is made to wait: a bomb of some kilobytes must not fill the memory. */
const stepOutputBytesMax = 16 * 1024 * 1024

/**
 * Feeds one slice to an engine and gives what comes out of it. Never rejects. Output that came with the damage is lost,
 * so callers choose slices as small as the loss they accept.
 */
export function inflateStep(engine: InflateEngine, slice: Uint8Array): Promise<InflateStep> {
  let written = false
  const resume = (): Promise<InflateStep> =>
    new Promise((resolve) => {
      const parts: Buffer[] = []
      let length = 0
      const finish = (state: InflateStep['state']): void => {
        engine.off('data', onData)
        engine.off('end', onEnd)
        engine.off('error', onError)
        if (state === 'damaged') engine.on('error', ignore)
        onWritten = ignore
        resolve({ parts, state, resume })
      }
      const onData = (part: Buffer): void => {
        parts.push(part)
        length += part.length
        if (length < stepOutputBytesMax) return
        engine.pause()
        finish('full')
      }
      const onEnd = (): void => finish('ended')
      const onError = (): void => finish('damaged')
      engine.on('data', onData)
      engine.once('end', onEnd)
      engine.once('error', onError)
      onWritten = () => finish('more')
      if (engine.isPaused()) engine.resume()
      // Everything may have come out just as the engine was made to wait.
      if (written) setImmediate(() => onWritten())
    })
  let onWritten: () => void = ignore
  const first = resume()
  // With bytes left over after the end of the compressed data the engine emits 'end' and never calls back.
  engine.write(slice, (error) => {
    if (error) return
    written = true
    onWritten()
  })
  return first
}

/** An engine that failed may fail again while it closes. */
function ignore(): void {}

/** The slice in which damage lies is read again in pieces this small, so that little before the damage is lost. */
const fineSliceBytes = 64
const coarseSliceBytes = 4096

/** Inflates as much of `bytes` as can be had, up to `bytesMax` bytes of output. */
export async function inflatePartly(makeEngine: () => InflateEngine, bytes: Uint8Array, bytesMax: number): Promise<PartlyInflated> {
  const coarse = await inflateSlices(makeEngine(), bytes, [[0, bytes.length, coarseSliceBytes]], bytesMax)
  if (coarse.outcome !== 'damaged') return coarse
  const from = coarse.slice
  return inflateSlices(makeEngine(), bytes, [[0, from, coarseSliceBytes], [from, Math.min(from + coarseSliceBytes, bytes.length), fineSliceBytes]], bytesMax)
}

async function inflateSlices(engine: InflateEngine, bytes: Uint8Array, ranges: Array<[number, number, number]>, bytesMax: number): Promise<PartlyInflated & { slice: number }> {
  const parts: Buffer[] = []
  let length = 0
  let outcome: PartlyInflated['outcome'] = 'cut-short'
  let slice = 0
  try {
    reading: for (const [from, to, step] of ranges) {
      for (slice = from; slice < to; slice += step) {
        let result = await inflateStep(engine, bytes.subarray(slice, Math.min(slice + step, to)))
        for (;;) {
          for (const part of result.parts) {
            parts.push(part)
            length += part.length
          }
          if (result.state !== 'full' || length > bytesMax) break
          result = await result.resume()
        }
        if (length > bytesMax) outcome = 'too-large'
        else if (result.state === 'ended') outcome = 'whole'
        else if (result.state === 'damaged') outcome = 'damaged'
        else continue
        break reading
      }
    }
    // An engine that met its end exactly with the last byte says so only when it is closed.
    if (outcome === 'cut-short' && (await endsHere(engine))) outcome = 'whole'
  } finally {
    engine.destroy()
  }
  const joined = Buffer.concat(parts, Math.min(length, bytesMax))
  return { bytes: joined, outcome, slice }
}

/** True if a further byte would lie after the end of the compressed data. */
async function endsHere(engine: InflateEngine): Promise<boolean> {
  const { state } = await inflateStep(engine, new Uint8Array(1))
  return state === 'ended'
}
