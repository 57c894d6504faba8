import { performance } from 'node:perf_hooks'

/** Long enough that pausing costs nothing, short enough that nobody who waits notices. */
const sliceMsMax = 3

/** To be awaited between two steps of long work: now and then it lets everybody else of the process have their turn. */
export type Pause = () => Promise<void> | undefined

export function slices(): Pause {
  let begun = performance.now()
  return () => {
    if (performance.now() - begun < sliceMsMax) return undefined
    return new Promise((resolve) => {
      setImmediate(() => {
        begun = performance.now()
        resolve()
      })
    })
  }
}

const runLength = 1 << 15

/** Does work over the numbers below `count`, run by run, with pauses between. */
export async function inRuns(count: number, pause: Pause, work: (from: number, until: number) => void): Promise<void> {
  for (let from = 0; from < count; from += runLength) {
    work(from, Math.min(count, from + runLength))
    await pause()
  }
}

/** Sorts what takes long to compare: short runs at a time, then joined two by two. Equal ones stay as they stood. */
export async function sortInSlices(numbers: Uint32Array, compare: (a: number, b: number) => number, pause: Pause, runMax = 4_096): Promise<Uint32Array> {
  for (let from = 0; from < numbers.length; from += runMax) {
    numbers.subarray(from, from + runMax).sort(compare)
    await pause()
  }
  let from = numbers
  let into: Uint32Array = new Uint32Array(numbers.length)
  for (let run = runMax; run < numbers.length; run *= 2) {
    for (let start = 0; start < numbers.length; start += 2 * run) {
      const middle = Math.min(numbers.length, start + run)
      const end = Math.min(numbers.length, start + 2 * run)
      let [left, right] = [start, middle]
      for (let at = start; at < end; at += 1) {
        into[at] = right === end || (left < middle && compare(from[left]!, from[right]!) <= 0) ? from[left++]! : from[right++]!
        if ((at & (runMax - 1)) === 0) await pause()
      }
    }
    ;[from, into] = [into, from]
  }
  return from
}
