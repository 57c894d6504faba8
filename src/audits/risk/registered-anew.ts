import { daysBetween, type Registration } from '../../model/registration.js'
import type { RiskDomainFacts } from './facts.js'
import { dayOf, ownPastPages } from './past-pages.js'
import { whoSaid } from './registration-term.js'

export interface RegisteredAnew {
  /** Day of the present registration. */
  on: string
  /** What stood there earlier, and what was told of the registration, in words. */
  before: string
  after: string
}

/** Clocks and tools differ by weeks in when they first saw something. */
const earlierDaysMin = 60
/** A name that was deleted has led nowhere for at least this long: 30 days in redemption and 5 until it is deleted. */
const darkDaysMin = 35

/**
 * Whether the present registration of a domain began long after the domain stood on the web (RISK-04): by a registry's
 * own earlier answer, by a capture, or by a link from there. Undefined where nobody told the day, and where a page was
 * read there shortly before it: then the name never lapsed, and the registry wrote a new day for another reason, as some
 * do when a domain changes hands or registrar.
 */
export function registeredAnew({ registrations, pages, links, past }: Pick<RiskDomainFacts, 'registrations' | 'pages' | 'links' | 'past'>): RegisteredAnew | undefined {
  const told = registrations?.find(({ registered, createdOn, seenBy }) => registered && createdOn !== null && isRegistry(seenBy))
  const on = told?.createdOn ?? null
  if (told === undefined || on === null) return undefined
  const read = [...pages.filter((page) => page.features !== null && page.status !== null && page.status < 300).map(dayOf), ...ownPastPages(past ?? []).map(dayOf)]
  if (read.some((day) => day < on && daysBetween(day, on) < darkDaysMin)) return undefined
  const isEarlier = (day: string) => daysBetween(day, on) >= earlierDaysMin
  const after = `registered on ${on} (${whoSaid(told)})`
  const former = registrations!.find((one) => one.registered && one.createdOn !== null && isRegistry(one.seenBy) && isEarlier(one.createdOn) && one.seenAt < told.seenAt)
  if (former !== undefined) return { on, before: `registered on ${former.createdOn} (${whoSaid(former)})`, after }
  const captured = read.filter(isEarlier).sort()[0]
  if (captured !== undefined) return { on, before: `a page was read there on ${captured}`, after }
  const linked = links.map(({ link }) => link.firstSeen.slice(0, 10)).filter(isEarlier).sort()[0]
  return linked === undefined ? undefined : { on, before: `a link from there was seen on ${linked}`, after }
}

/** Registrars write the day on which a domain came to them. */
const isRegistry = (seenBy: Registration['seenBy']) => seenBy.startsWith('rdap')
