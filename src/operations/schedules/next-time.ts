import { Cron } from 'croner'
import { CitewellError } from '../../model/error.js'
import { limits } from '../../model/limits.js'

/** The next time of a schedule after an instant, in its time zone; null if there is none any more, or what is kept can't be read. */
export function nextTime(cron: string, timeZone: string, after: string): string | null {
  try {
    return new Cron(cron, { timezone: timeZone, paused: true }).nextRun(new Date(after))?.toISOString() ?? null
  } catch {
    return null
  }
}

/** Refuses a schedule that can't be read, never comes, or comes too often to be meant. */
export function checkSchedule(cron: string, timeZone: string, now: string): string {
  try {
    Intl.DateTimeFormat('en', { timeZone })
  } catch {
    throw new CitewellError('invalid', `"${timeZone}" is no time zone. Give one such as Europe/Berlin or America/New_York.`)
  }
  if (cron.trim().split(/\s+/u).length !== 5) throw new CitewellError('invalid', `"${cron}" is no schedule: give minute, hour, day of month, month and day of week, such as "0 6 * * 1" for Mondays at six.`)
  let at = nextTime(cron, timeZone, now)
  if (at === null) throw new CitewellError('invalid', `"${cron}" is no schedule that ever comes: give minute, hour, day of month, month and day of week, such as "0 6 * * 1" for Mondays at six.`)
  const first = at
  for (let times = 0; times < 24; times += 1) {
    const next = nextTime(cron, timeZone, at)
    if (next === null) break
    if (Date.parse(next) - Date.parse(at) < limits.schedulePauseMsMin) throw new CitewellError('invalid', `"${cron}" comes more often than every ${limits.schedulePauseMsMin / 60_000} minutes. Give a longer pause.`)
    at = next
  }
  return first
}
