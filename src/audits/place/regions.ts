import { regionNames } from '../link-types/profile-reading.js'

/** States and provinces by their postal letters, where addresses give letters and pages names. */
const provinces: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  us: regionNames,
  ca: { ON: 'Ontario', QC: 'Quebec', BC: 'British Columbia', AB: 'Alberta', MB: 'Manitoba', SK: 'Saskatchewan', NS: 'Nova Scotia', NB: 'New Brunswick', NL: 'Newfoundland', PE: 'Prince Edward Island', YT: 'Yukon', NT: 'Northwest Territories', NU: 'Nunavut' },
  au: { NSW: 'New South Wales', VIC: 'Victoria', QLD: 'Queensland', WA: 'Western Australia', SA: 'South Australia', TAS: 'Tasmania', ACT: 'Australian Capital Territory', NT: 'Northern Territory' },
  br: { SP: 'São Paulo', RJ: 'Rio de Janeiro', MG: 'Minas Gerais', RS: 'Rio Grande do Sul', PR: 'Paraná', SC: 'Santa Catarina', BA: 'Bahia', PE: 'Pernambuco', CE: 'Ceará', DF: 'Distrito Federal', GO: 'Goiás', PA: 'Pará', AM: 'Amazonas', ES: 'Espírito Santo' },
}

/** The regions of a country that are told by letters; none where addresses do not name them. */
export function regionsOf(country: string | null): Readonly<Record<string, string>> {
  return provinces[country ?? 'us'] ?? {}
}

/** Letters that are ordinary words or endings too, and so say nothing outside an address. */
export const doubtfulLetters: ReadonlySet<string> = new Set(['in', 'me', 'or', 'hi', 'ok', 'pa', 'co', 'de', 'la', 'ma', 'al', 'id', 'oh', 'on', 'es', 'am', 'go', 'pe', 'nt', 'sa', 'as', 'ne', 'mt', 'ct'])
