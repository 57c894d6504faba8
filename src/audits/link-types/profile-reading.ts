import type { ProviderProfile } from '../../model/profile.js'
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

const readings = new WeakMap<ProviderProfile, ProfileReading>()

export function profileReading(profile: ProviderProfile): ProfileReading {
  let reading = readings.get(profile)
  if (reading === undefined) {
    reading = read(profile)
    readings.set(profile, reading)
  }
  return reading
}

function read(profile: ProviderProfile): ProfileReading {
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
    regions: lists([address.region, ...(address.region ? [regionNames[address.region.toUpperCase()]] : [])]).concat(address.region && address.region.length <= 2 ? [[folded(address.region)]] : []),
    postcodes: [...serviceArea.postcodes, address.postcode ?? ''].map((code) => folded(code).replace(/\s/gu, '')).filter((code) => code.length >= 2),
    country: address.country?.toLowerCase() ?? null,
    known: serviceArea.places.length > 0 || serviceArea.postcodes.length > 0 || address.city !== undefined || address.postcode !== undefined,
  }
}

const titles = new Set(['dr', 'prof', 'professor', 'md', 'med', 'dds', 'dmd', 'phd', 'do', 'dra', 'mr', 'mrs', 'ms', 'pd', 'rn', 'np', 'pa', 'dott', 'dottssa', 'lek'])

/** States by their postal letters: addresses give letters, pages often the name. */
export const regionNames: Readonly<Record<string, string>> = {
  AL: 'Alabama', AK: 'Alaska', AZ: 'Arizona', AR: 'Arkansas', CA: 'California', CO: 'Colorado', CT: 'Connecticut', DE: 'Delaware', FL: 'Florida', GA: 'Georgia',
  HI: 'Hawaii', ID: 'Idaho', IL: 'Illinois', IN: 'Indiana', IA: 'Iowa', KS: 'Kansas', KY: 'Kentucky', LA: 'Louisiana', ME: 'Maine', MD: 'Maryland', MA: 'Massachusetts',
  MI: 'Michigan', MN: 'Minnesota', MS: 'Mississippi', MO: 'Missouri', MT: 'Montana', NE: 'Nebraska', NV: 'Nevada', NH: 'New Hampshire', NJ: 'New Jersey', NM: 'New Mexico',
  NY: 'New York', NC: 'North Carolina', ND: 'North Dakota', OH: 'Ohio', OK: 'Oklahoma', OR: 'Oregon', PA: 'Pennsylvania', RI: 'Rhode Island', SC: 'South Carolina',
  SD: 'South Dakota', TN: 'Tennessee', TX: 'Texas', UT: 'Utah', VT: 'Vermont', VA: 'Virginia', WA: 'Washington', WV: 'West Virginia', WI: 'Wisconsin', WY: 'Wyoming',
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
