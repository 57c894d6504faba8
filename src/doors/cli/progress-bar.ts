import type { Progress } from '../../model/operation.js'
import { bytesInWords, durationInWords, numberInWords } from '../text.js'
import type { Terminal } from './terminal.js'

/** Shows progress on stderr: a bar at a terminal, else a plain line at most once a second. */
export function progressBar({ stderr }: Terminal, clock: () => number = Date.now): { show(progress: Progress): void; clear(): void } {
  const live = stderr.isTTY === true
  let stage = ''
  let stageAt = clock()
  let stageFrom = 0
  let shownAt = clock()
  let drawn = false
  return {
    show(progress) {
      const now = clock()
      // What follows a comma tells of the moment, as the number of an iteration does: the stage is the same.
      const name = progress.stage.split(', ')[0]!
      if (name !== stage) {
        stage = name
        stageAt = now
        stageFrom = progress.done
      }
      if (now - shownAt < (live ? 100 : 1000)) return
      shownAt = now
      const text = progressInWords(progress, now - stageAt, stageFrom)
      if (!live) stderr.write(`${text}\n`)
      else stderr.write(`\r\u001b[2K${barOf(progress)}${text}`.slice(0, (stderr.columns ?? 80) + 4))
      drawn = live
    },
    /** Takes the bar away, so that what is written next stands on a clean line. */
    clear() {
      if (drawn) stderr.write('\r\u001b[2K')
      drawn = false
    },
  }
}

/** `Reading crawl.warc.gz: 62 %, 34 MB of 55 MB, 12 MB/s, 2 s left`. Work that was gone on with began at `from`. */
export function progressInWords({ stage, done, total, unit }: Progress, elapsedMs: number, from = 0): string {
  const amount = (number: number) => (unit === 'bytes' ? bytesInWords(number) : numberInWords(Math.round(number)))
  const rate = elapsedMs > 0 ? (done - from) / (elapsedMs / 1000) : 0
  const unitInWords = unit === 'bytes' ? '' : ` ${unit}`
  const parts = [
    ...(total ? [`${Math.min(100, Math.floor((100 * done) / total))} %`, `${amount(done)} of ${amount(total)}${unitInWords}`] : [`${amount(done)}${unitInWords}`]),
    ...(rate > 0 ? [`${amount(rate)}${unit === 'bytes' ? '' : ' '}/s`.replace(' /s', '/s')] : []),
    ...(total && rate > 0 && done < total ? [`${durationInWords((1000 * (total - done)) / rate)} left`] : []),
  ]
  return `${stage}: ${parts.join(', ')}`
}

function barOf({ done, total }: Progress): string {
  const cells = 20
  if (!total) return ''
  const full = Math.min(cells, Math.floor((cells * done) / total))
  return `${'█'.repeat(full)}${'░'.repeat(cells - full)} `
}
