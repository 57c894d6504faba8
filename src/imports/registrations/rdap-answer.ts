import { domainOfHost, registrableDomain } from '../../model/domain.js'
import { parseInstant } from '../../model/instant.js'
import type { Registration } from '../../model/registration.js'
import { parseHost } from '../../model/url.js'
import { isObject } from '../json-items.js'
import { readDate } from '../read-date.js'

/** Who said it and when it was asked; the domain that was asked about, where one was. */
export interface Told {
  seenBy: string
  seenAt: string
  domain?: string
}

export type RegistrationAnswer = { registration: Registration; notes: string[] } | { problem: string }

/**
 * Status words of RFC 9083 section 10.2.2 and RFC 8056. Any other is left out: what a stranger's answer may hold is not
 * kept unseen.
 */
const statusWords = new Set([
  'validated', 'renew prohibited', 'update prohibited', 'transfer prohibited', 'delete prohibited', 'proxy', 'private', 'removed', 'obscured', 'associated', 'active', 'inactive', 'locked', 'reserved',
  'pending create', 'pending renew', 'pending transfer', 'pending update', 'pending delete', 'pending restore', 'add period', 'auto renew period', 'renew period', 'transfer period', 'redemption period',
  ...['client', 'server'].flatMap((who) => ['delete prohibited', 'hold', 'renew prohibited', 'transfer prohibited', 'update prohibited'].map((what) => `${who} ${what}`)),
])

const itemsMax = 100
const nameServersMax = 26
const nameCharsMax = 120

/** Reads one answer about a domain, RFC 9083 section 5.3. Whatever else it holds, of persons above all, is not looked at. */
export function readRdapDomain(value: unknown, { seenBy, seenAt, domain: asked }: Told): RegistrationAnswer {
  if (!isObject(value)) return { problem: 'it is no JSON object' }
  if (value['errorCode'] !== undefined && value['ldhName'] === undefined) return { problem: `the registry answers with error ${textOf(value['errorCode'])}` }
  const kind = value['objectClassName']
  if (kind !== undefined && textOf(kind).toLowerCase() !== 'domain') return { problem: `it is about ${/^[a-z ]{1,30}$/iu.test(textOf(kind)) ? `a thing of the kind "${textOf(kind)}"` : 'something else'} and no domain` }
  const domain = domainOf(value['ldhName']) ?? domainOf(value['unicodeName'])
  if (domain === undefined) return { problem: 'it names no domain that can be registered (ldhName)' }
  if (asked !== undefined && domain !== asked) return { problem: `it is about ${domain}, and ${asked} was asked for` }
  const notes: string[] = []
  const on = eventDays(value['events'], notes)
  const database = on.get('last update of rdap database')
  const registrar = registrarOf(value['entities'])
  return {
    notes,
    registration: {
      domain, seenBy,
      // The registry's own clock, where it tells how old its answer is; never later than ours.
      seenAt: database !== undefined && database.at < seenAt ? database.at : seenAt,
      registered: true, ...registrar,
      createdOn: latest(on.get('registration')?.day, on.get('reregistration')?.day),
      changedOn: on.get('last changed')?.day ?? null,
      expiresOn: earliest(on.get('expiration')?.day, on.get('registrar expiration')?.day),
      statuses: statusesOf(value['status']),
      nameServers: nameServersOf(value['nameservers']),
    },
  }
}

/** What "there is no such registration" is kept as. */
export function notRegistered(domain: string, { seenBy, seenAt }: Told): Registration {
  return { domain, seenBy, seenAt, registered: false, registrar: null, registrarId: null, createdOn: null, changedOn: null, expiresOn: null, statuses: [], nameServers: [] }
}

/** Status words however they are written: `clientTransferProhibited`, `client transfer prohibited https://icann.org/epp#…`. */
export function statusesOf(value: unknown): string[] {
  const found = new Set<string>()
  for (const text of listOf(value)) {
    if (typeof text !== 'string' || text.length > 200) continue
    const word = text.replace(/\s*\(?https?:.*$/iu, '').replace(/([a-z])([A-Z])/gu, '$1 $2').replace(/[\s_-]+/gu, ' ').trim().toLowerCase()
    if (statusWords.has(word)) found.add(word)
    else if (word === 'ok') found.add('active')
  }
  return [...found].sort()
}

/** Hosts of name servers, each once. */
export function nameServersOf(value: unknown): string[] {
  const hosts = new Set<string>()
  for (const entry of listOf(value)) {
    const name = typeof entry === 'string' ? entry : isObject(entry) ? (hostOf(entry['ldhName']) ?? hostOf(entry['unicodeName']) ?? '') : ''
    const host = hostOf(name)
    if (host !== undefined && host.includes('.') && registrableDomain(host) !== undefined) hosts.add(host)
  }
  return [...hosts].sort().slice(0, nameServersMax)
}

/** The domain as it is registered; undefined for a host below one, an address, and a bare suffix. */
export function domainOf(value: unknown): string | undefined {
  const host = hostOf(value)
  return host !== undefined && registrableDomain(host) === host ? domainOfHost(host) : undefined
}

/** A registrar is a company; what looks like an address of somebody is not kept as its name. */
export function registrarName(value: unknown): string | null {
  const name = typeof value === 'string' ? value.replace(/\s+/gu, ' ').trim() : ''
  return name === '' || name.length > nameCharsMax || /[@\p{Cc}]|https?:|\+?\d[\d\s().-]{6,}/u.test(name) ? null : name
}

function hostOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= 260 && /^[^\s/?#@:\\]+$/u.test(value.trim()) ? parseHost(value.trim().toLowerCase().replace(/\.$/u, '')) : undefined
}

interface EventDay {
  day: string
  at: string
}

function eventDays(value: unknown, notes: string[]): Map<string, EventDay> {
  const days = new Map<string, EventDay>()
  for (const event of listOf(value)) {
    if (!isObject(event)) continue
    const action = textOf(event['eventAction']).trim().toLowerCase()
    const text = textOf(event['eventDate'])
    if (action === '' || text === '' || days.has(action) || !keptActions.has(action)) continue
    const at = parseInstant(text) ?? unmistakable(text)
    if (at === undefined) notes.push(`the date of "${action}" can't be read`)
    else days.set(action, { day: at.slice(0, 10), at })
  }
  return days
}

const keptActions = new Set(['registration', 'reregistration', 'last changed', 'expiration', 'registrar expiration', 'last update of rdap database'])

/** A date in words, or with the year first, reads in one way only. */
function unmistakable(text: string): string | undefined {
  const [one, other] = [readDate(text, 'day-first'), readDate(text, 'month-first')]
  return one === other ? one : undefined
}

function registrarOf(value: unknown): Pick<Registration, 'registrar' | 'registrarId'> {
  for (const entity of listOf(value)) {
    if (!isObject(entity) || !listOf(entity['roles']).some((role) => typeof role === 'string' && role.toLowerCase() === 'registrar')) continue
    const id = listOf(entity['publicIds']).flatMap((one) => (isObject(one) && /iana registrar id/iu.test(textOf(one['type'])) ? textOf(one['identifier']).trim() : []))[0]
    return { registrar: cardName(entity['vcardArray']), registrarId: id !== undefined && /^\d{1,7}$/u.test(id) ? id : null }
  }
  return { registrar: null, registrarId: null }
}

/** The name on a card (RFC 7095): of all its lines only the one of the name is read. */
function cardName(card: unknown): string | null {
  if (!Array.isArray(card)) return null
  for (const wanted of ['fn', 'org']) {
    const line: unknown = listOf(card[1]).find((one) => Array.isArray(one) && one[0] === wanted)
    const name = Array.isArray(line) ? registrarName(line[3]) : null
    if (name !== null) return name
  }
  return null
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value.slice(0, itemsMax) : [])
const textOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 100) : typeof value === 'number' ? String(value) : '')
const earliest = (...days: ReadonlyArray<string | undefined>): string | null => days.filter((day) => day !== undefined).sort()[0] ?? null
const latest = (...days: ReadonlyArray<string | undefined>): string | null => days.filter((day) => day !== undefined).sort().at(-1) ?? null
