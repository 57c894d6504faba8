import { domainOfHost } from '../../model/domain.js'
import type { Lists } from '../../model/lists.js'
import { newestTelling, type Registration } from '../../model/registration.js'
import { parseHost } from '../../model/url.js'

/**
 * The name servers a domain stands on, as one mark (RISK-03): sites on the same set may be of one hand. Undefined where nobody told,
 * and for name servers that a registrar, host, relay or builder gives to all its customers (`network/name-servers`).
 */
export function nameServerMark(history: readonly Registration[] | undefined, lists: Lists): string | undefined {
  const told = newestTelling(history, ({ nameServers }) => nameServers.length > 0)
  if (told === undefined || told.nameServers.some((host) => isEverybodys(host, lists))) return undefined
  return told.nameServers.join(', ')
}

/** Day and registrar of the present registration; undefined where either was not told. */
export function registrationMark(history: readonly Registration[] | undefined): { registrar: string; day: number; on: string } | undefined {
  const told = newestTelling(history, ({ createdOn, registrar, registrarId }) => createdOn !== null && (registrar ?? registrarId) !== null)
  if (told === undefined) return undefined
  return { registrar: told.registrarId === null ? told.registrar!.toLowerCase() : `IANA ${told.registrarId}`, day: Date.parse(told.createdOn!) / 86_400_000, on: told.createdOn! }
}

const sameDaysMax = 3

/**
 * The most of these that were registered through one registrar within three days before or after one of them; with the
 * words for it.
 */
export function registeredTogether(members: ReadonlyArray<{ index: number; mark: { registrar: string; day: number; on: string } }>): { members: number[]; words: string } | undefined {
  let best: { members: number[]; words: string } | undefined
  for (const registrar of new Set(members.map(({ mark }) => mark.registrar))) {
    const own = members.filter(({ mark }) => mark.registrar === registrar).sort((a, b) => a.mark.day - b.mark.day)
    let first = 0
    let last = 0
    for (const { mark } of own) {
      while (own[first]!.mark.day < mark.day - sameDaysMax) first += 1
      while (last < own.length && own[last]!.mark.day <= mark.day + sameDaysMax) last += 1
      if (last - first > (best?.members.length ?? 1)) best = { members: own.slice(first, last).map(({ index }) => index), words: `${registrar}, ${mark.on} ± ${sameDaysMax} days` }
    }
  }
  return best
}

function isEverybodys(host: string, lists: Lists): boolean {
  const name = parseHost(host)
  if (name === undefined) return true
  const domain: string = domainOfHost(name)
  const { names, beginnings } = sharedOf(lists)
  return names.has(domain) || beginnings.some((beginning) => domain.startsWith(beginning))
}

const shared = new WeakMap<Lists, { names: ReadonlySet<string>; beginnings: string[] }>()

function sharedOf(lists: Lists): { names: ReadonlySet<string>; beginnings: string[] } {
  let known = shared.get(lists)
  if (known === undefined) {
    const words = lists.words('network/name-servers')
    known = { names: new Set(words.filter((word) => !word.endsWith('*'))), beginnings: words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1)) }
    shared.set(lists, known)
  }
  return known
}
