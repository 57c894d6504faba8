import { domainOfHost } from '../model/domain.js'
import type { Client, Clinician, Competitor, Consideration, Location, ServiceLine, Site } from '../model/desk-nouns.js'
import { ProviderProfileSchema, type ProviderProfile } from '../model/profile.js'
import { hostOf, parseLooseUrl } from '../model/url.js'

/** What a client told of itself, noun by noun. */
export interface ToldOfClient {
  client: Pick<Client, 'profileKind' | 'site'>
  sites: readonly Site[]
  locations: readonly Location[]
  serviceLines: readonly ServiceLine[]
  clinicians: readonly Clinician[]
  competitors: readonly Competitor[]
  considerations: readonly Consideration[]
}

/**
 * The profile of a site as judgements read it: what was saved for it, with the client's locations, service lines,
 * clinicians and competitors added, and domains of the ledger for whose links something was given. What was saved goes
 * before; nothing is said twice.
 *
 * The nouns are those of the client, so they are added for its own sites only: a rival's site that is looked at has
 * other clinicians and another address. Undefined where nothing is known.
 */
export function providerProfile(site: string, saved: ProviderProfile | undefined, told: ToldOfClient): ProviderProfile | undefined {
  if (saved === undefined && !isOwn(site, told)) return undefined
  const { locations, serviceLines, clinicians, competitors } = told
  const given = told.considerations.filter(isGivenForDomain).map(({ referringDomain }) => referringDomain)
  const nothing = [locations, serviceLines, clinicians, competitors, given].every((list) => list.length === 0)
  if (nothing) return saved
  const base = saved ?? ProviderProfileSchema.parse({ kind: told.client.profileKind })
  const rest = locations.slice(1)
  return ProviderProfileSchema.parse({
    ...base,
    address: Object.keys(base.address).length > 0 || !locations[0] ? base.address : addressOf(locations[0]),
    serviceArea: {
      ...base.serviceArea,
      // The address holds the place of one location; that of each further one is served as well.
      places: joined(base.serviceArea.places, rest.map(({ city }) => city), locations.flatMap(({ servicePlaces }) => servicePlaces)),
      postcodes: joined(base.serviceArea.postcodes, rest.map(({ postcode }) => postcode), locations.flatMap(({ servicePostcodes }) => servicePostcodes)),
      regions: someOf(joined(base.serviceArea.regions ?? [], rest.map(({ region }) => region))),
      ...circleOf(base, locations),
    },
    specialties: joined(base.specialties, serviceLines.map(({ name, specialty }) => specialty || name)),
    conditions: joined(base.conditions, serviceLines.flatMap(({ conditions }) => conditions)),
    treatments: joined(base.treatments, serviceLines.flatMap(({ treatments }) => treatments)),
    clinicians: cliniciansOf(base, clinicians),
    rivals: joined(base.rivals, competitors.map(({ domain }) => domain)),
    arranged: joined(base.arranged, given),
  })
}

/**
 * Links of the whole domain were arranged (RISK-01: what a person noted) where something was given that makes a `rel` due.
 * An entry for one page or target says nothing of the others; `considerations check` compares those link by link.
 */
function isGivenForDomain({ kind, relDue, referringPage, target }: Consideration): boolean {
  return kind !== 'none' && relDue.length > 0 && referringPage === '' && target === ''
}

/** A client that named no site yet looks after whatever it asks about, its competitors apart. */
function isOwn(site: string, { client, sites, competitors }: ToldOfClient): boolean {
  const own = [...(client.site ? [client.site] : []), ...sites.map((one) => one.site)]
  const domain = domainOf(site)
  if (own.length === 0) return !competitors.some((rival) => domainOf(rival.domain) === domain)
  return own.some((one) => domainOf(one) === domain)
}

function domainOf(site: string): string {
  const url = parseLooseUrl(site)
  return url === undefined ? site : domainOfHost(hostOf(url))
}

function addressOf({ street, city, region, postcode, country }: Location): ProviderProfile['address'] {
  const given = { street, city, region, postcode, country: country.length === 2 ? country : '' }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
}

/** One circle is what a profile can say: what was saved, else that of the first location that has one. */
function circleOf({ serviceArea }: ProviderProfile, locations: readonly Location[]): Pick<ProviderProfile['serviceArea'], 'centre' | 'radiusKm'> {
  if (serviceArea.centre || serviceArea.radiusKm) return {}
  const found = locations.find(({ latitude, longitude }) => latitude !== null && longitude !== null)
  if (!found) return {}
  return { centre: { latitude: found.latitude!, longitude: found.longitude! }, ...(found.radiusKm === null ? {} : { radiusKm: found.radiusKm }) }
}

/** Those who left stay: links to their pages and under their names are still those of the provider. */
function cliniciansOf(base: ProviderProfile, clinicians: readonly Clinician[]): ProviderProfile['clinicians'] {
  const named = new Set(clinicians.map(({ name }) => sameWord(name)))
  const told = clinicians.map(({ name, title, specialty }) => ({ name, ...(title ? { title } : {}), ...(specialty ? { specialty } : {}) }))
  return [...base.clinicians.filter(({ name }) => !named.has(sameWord(name))), ...told].slice(0, 5_000)
}

function joined(...lists: ReadonlyArray<readonly string[]>): string[] {
  const found = new Map<string, string>()
  for (const word of lists.flat()) if (word.trim() !== '' && !found.has(sameWord(word))) found.set(sameWord(word), word.trim())
  return [...found.values()].slice(0, 1_000)
}

const sameWord = (word: string) => word.trim().toLowerCase()

const someOf = (words: string[]) => (words.length > 0 ? words : undefined)
