import type { Progress } from '../../model/operation.js'

/** Passes progress on and notes how long each stage took, for the summary at the end. */
export function stageClock(progress: (progress: Progress) => void): { progress(progress: Progress): void; stages(): Array<{ stage: string; seconds: number }> } {
  const seconds = new Map<string, number>()
  let stage = 'preparing'
  let since = performance.now()
  const turnTo = (next: string) => {
    const now = performance.now()
    seconds.set(stage, (seconds.get(stage) ?? 0) + (now - since) / 1000)
    stage = next
    since = now
  }
  return {
    progress(told) {
      // What comes after a comma tells of the moment, as the number of an iteration does.
      const name = told.stage.split(',')[0]!
      if (name !== stage) turnTo(name)
      progress(told)
    },
    stages() {
      turnTo(stage)
      return [...seconds].filter(([, time]) => time >= 0.0005).map(([name, time]) => ({ stage: name, seconds: Math.round(time * 1000) / 1000 }))
    },
  }
}
