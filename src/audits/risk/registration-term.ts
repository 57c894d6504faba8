import { daysBetween, newestTelling, type Registration } from '../../model/registration.js'

/** How the registration of a domain stands on a day, by what was told of it. */
export interface RegistrationTerm {
  /** `lapsed` is out or on the way out, `ending` runs out soon, `held` leads nowhere, `stale` was told before its own end. */
  state: 'lapsed' | 'ending' | 'held' | 'kept' | 'stale' | 'untold'
  /** What was told, by whom and when. */
  words: string
  endsOn: string | null
  daysLeft: number | null
}

/** A registry deletes what is in these, unless it is brought back at once. */
const lapsing = ['redemption period', 'pending delete', 'pending restore']
const holding = ['client hold', 'server hold']

/**
 * The term of a registration (RISK-45). The day is given, not looked up: what is told of a day that has passed since
 * says nothing of whether it was renewed, so it is `stale` and no accusation.
 */
export function registrationTerm(history: readonly Registration[] | undefined, asOf: string, soonDays: number): RegistrationTerm {
  const newest = history?.[0]
  if (newest === undefined) return { state: 'untold', words: 'nobody told when its registration runs out', endsOn: null, daysLeft: null }
  if (!newest.registered) return { state: 'lapsed', words: `the registry knows no registration of it (${whoSaid(newest)})`, endsOn: null, daysLeft: null }
  const dated = newestTelling(history, ({ registered, expiresOn }) => !registered || expiresOn !== null)
  const endsOn = dated?.expiresOn ?? null
  const daysLeft = endsOn === null ? null : daysBetween(asOf, endsOn)
  const ends = endsOn === null ? 'no day on which it runs out was told' : `its registration runs out on ${endsOn}`
  const on = (told: Registration, status?: string) => `${ends}${daysLeft === null ? '' : `, ${daysLeft < 0 ? `${-daysLeft} days ago` : `in ${daysLeft} days`}`}${status === undefined ? '' : `; its status is "${status}"`} (${whoSaid(told)})`
  const lapse = newest.statuses.find((status) => lapsing.includes(status))
  if (lapse !== undefined) return { state: 'lapsed', words: on(newest, lapse), endsOn, daysLeft }
  if (dated !== undefined && daysLeft !== null && daysLeft < 0) {
    const isTold = dated.seenAt.slice(0, 10) > endsOn!
    return { state: isTold ? 'lapsed' : 'stale', words: `${on(dated)}${isTold ? '' : '; whether it was renewed was not told since'}`, endsOn, daysLeft }
  }
  if (dated !== undefined && daysLeft !== null && daysLeft < soonDays) return { state: 'ending', words: on(dated), endsOn, daysLeft }
  const hold = newest.statuses.find((status) => holding.includes(status))
  if (hold !== undefined) return { state: 'held', words: on(newest, hold), endsOn, daysLeft }
  return { state: endsOn === null ? 'untold' : 'kept', words: on(dated ?? newest), endsOn, daysLeft }
}

/** Who told something of a registration, and on which day. */
export function whoSaid({ seenBy, seenAt }: Pick<Registration, 'seenBy' | 'seenAt'>): string {
  return `${seenBy}, ${seenAt.slice(0, 10)}`
}
