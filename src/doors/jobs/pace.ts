import type { Progress } from '../../model/operation.js'

export interface Paced {
  stage: string | null
  done: number | null
  total: number | null
  unit: string | null
  ratePerSecond: number | null
  secondsLeft: number | null
}

export const nothingYet: Paced = { stage: null, done: null, total: null, unit: null, ratePerSecond: null, secondsLeft: null }

/** The pace is that of the last seconds rather than that of the whole stage: work slows down and speeds up. */
const memoryMs = 6_000
/** Shorter times say little about a pace. */
const sampleMsMin = 250

/** Turns progress into a pace and the time that is left, one stage at a time. */
export function paceMeter(clock: () => number): (progress: Progress) => Paced {
  let stage: string | null = null
  let at = 0
  let done = 0
  let rate: number | null = null
  return (progress) => {
    const now = clock()
    // What follows a comma tells of the moment, as the number of an iteration does: the stage is the same.
    const name = progress.stage.split(', ')[0]!
    if (name !== stage || progress.done < done) {
      stage = name
      at = now
      done = progress.done
      rate = null
    } else if (now - at >= sampleMsMin) {
      const latest = ((progress.done - done) * 1_000) / (now - at)
      rate = rate === null ? latest : rate + (1 - Math.exp((at - now) / memoryMs)) * (latest - rate)
      at = now
      done = progress.done
    }
    const left = progress.total === null || rate === null || rate <= 0 ? null : Math.max(0, (progress.total - progress.done) / rate)
    return { stage: progress.stage, done: progress.done, total: progress.total, unit: progress.unit, ratePerSecond: rate, secondsLeft: left === null ? null : Math.round(left) }
  }
}
