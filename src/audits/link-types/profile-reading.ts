import type { ProviderProfile } from '../../model/profile.js'
import type { Lists } from '../../model/lists.js'
import { regionsOf } from '../place/regions.js'
import { wordSet } from '../tiers/label-patterns.js'
import { folded, wordsOf } from './phrases.js'

/** The provider profile made ready to compare with: names, people and places, folded. */
export interface ProfileReading {
  /** Names as lists of words, former ones too. */
  names: string[][]
  clinicians: string[][]
  domains: ReadonlySet<string>
  /** Domains whose links the provider says it arranged. */
  arranged: ReadonlySet<string>
  /** Names of the provider and its clinicians as a host name would hold them; short ones are left out, since any name may hold those. */
  hostNames: ReadonlyArray<{ joined: string; shown: string }>
  /** Treatments and specialties as words: what a bought anchor names. */
  services: string[][]
  /** Conditions and treatments as words. */
  health: string[][]
  places: string[][]
  regions: string[][]
  postcodes: string[]
  country: string | null
  known: boolean
}

const readings = new WeakMap<ProviderProfile, { lists: Lists; reading: ProfileReading }>()

export function profileReading(profile: ProviderProfile, lists: Lists): ProfileReading {
  const known = readings.get(profile)
  if (known !== undefined && known.lists === lists) return known.reading
  const reading = read(profile, lists)
  readings.set(profile, { lists, reading })
  return reading
}

function read(profile: ProviderProfile, shipped: Lists): ProfileReading {
  const titles = wordSet(shipped, 'identity/person-titles')
  const lists = (texts: ReadonlyArray<string | undefined>) => texts.flatMap((text) => (text ? [wordsOf(text)] : [])).filter((words) => words.join('').length >= 3)
  const { address, serviceArea } = profile
  const names = lists([...profile.names, ...profile.formerNames])
  const clinicians = lists(profile.clinicians.map((clinician) => clinician.name)).map((words) => words.filter((word) => !titles.has(word))).filter((words) => words.length >= 2)
  return {
    names,
    clinicians,
    hostNames: [...names, ...clinicians].map((words) => ({ joined: words.join(''), shown: words.join(' ') })).filter(({ joined }) => joined.length >= 7),
    arranged: new Set(profile.arranged.map((domain) => domain.toLowerCase())),
    domains: new Set(profile.domains.map((domain) => domain.toLowerCase())),
    services: lists([...profile.treatments, ...profile.specialties]),
    health: lists([...profile.conditions, ...profile.treatments]),
    places: lists([...serviceArea.places, address.city]),
    regions: lists([address.region, ...(address.region ? [regionsOf(null, shipped)[address.region.toUpperCase()]] : [])]).concat(address.region && address.region.length <= 2 ? [[folded(address.region)]] : []),
    postcodes: [...serviceArea.postcodes, address.postcode ?? ''].map((code) => folded(code).replace(/\s/gu, '')).filter((code) => code.length >= 2),
    country: address.country?.toLowerCase() ?? null,
    known: serviceArea.places.length > 0 || serviceArea.postcodes.length > 0 || address.city !== undefined || address.postcode !== undefined,
  }
}

/** True if `needle` stands in `words` as a run. */
export function containsRun(words: readonly string[], needle: readonly string[]): boolean {
  if (needle.length === 0) return false
  for (let at = words.indexOf(needle[0]!); at !== -1; at = words.indexOf(needle[0]!, at + 1)) {
    let same = true
    for (let offset = 1; offset < needle.length && same; offset += 1) same = words[at + offset] === needle[offset]
    if (same) return true
  }
  return false
}
