/** Lists of what a client has: locations, service lines, clinicians, competitors. All are filled, shown and changed in the same way. */
export const rosterNouns = ['locations', 'service-lines', 'clinicians', 'competitors'] as const
export type RosterNoun = (typeof rosterNouns)[number]

export interface RosterField {
  key: string
  kind: 'text' | 'words' | 'number' | 'date'
  /** Shown as a column of the list. */
  column?: boolean
  required?: boolean
  /** A whole line of the form. */
  wide?: boolean
}

/** Fields in the order in which a person thinks of them; the first names the row. */
export const rosterFields: Readonly<Record<RosterNoun, readonly RosterField[]>> = {
  locations: [
    { key: 'name', kind: 'text', column: true, required: true, wide: true },
    { key: 'street', kind: 'text', column: true, wide: true }, { key: 'postcode', kind: 'text', column: true }, { key: 'city', kind: 'text', column: true }, { key: 'region', kind: 'text' }, { key: 'country', kind: 'text' },
    { key: 'phone', kind: 'text' }, { key: 'url', kind: 'text' },
    { key: 'servicePlaces', kind: 'words', column: true, wide: true }, { key: 'servicePostcodes', kind: 'words', wide: true }, { key: 'radiusKm', kind: 'number' },
  ],
  'service-lines': [
    { key: 'name', kind: 'text', column: true, required: true, wide: true }, { key: 'specialty', kind: 'text', column: true, wide: true },
    { key: 'conditions', kind: 'words', column: true, wide: true }, { key: 'treatments', kind: 'words', column: true, wide: true }, { key: 'url', kind: 'text', wide: true },
  ],
  clinicians: [
    { key: 'name', kind: 'text', column: true, required: true, wide: true }, { key: 'title', kind: 'text', column: true }, { key: 'specialty', kind: 'text', column: true },
    { key: 'npi', kind: 'text', column: true }, { key: 'leftOn', kind: 'date', column: true }, { key: 'url', kind: 'text', wide: true },
  ],
  competitors: [{ key: 'domain', kind: 'text', column: true, required: true, wide: true }, { key: 'name', kind: 'text', column: true, wide: true }],
}

export type RosterRow = Record<string, unknown>

/** What a pasted list was understood as. The four nouns answer in one shape, whose rows differ by noun. */
export interface PastedList {
  columns: ReadonlyArray<{ column: string; field: string | null }>
  rows: readonly RosterRow[]
  problems: ReadonlyArray<{ line: number; cause: string; message: string }>
  accepted: number
  refused: number
  /** There already, left out. */
  known: number
  saved: number
}

/** A cell of a list as text. */
export function cellText(row: RosterRow, key: string): string {
  const value = row[key]
  if (Array.isArray(value)) return value.join(', ')
  return value === null || value === undefined ? '' : String(value)
}

/** What a form holds, as the operation takes it: empty numbers and dates are null, words are trimmed and stand once. */
export function formInput(noun: RosterNoun, values: RosterRow): RosterRow {
  return Object.fromEntries(rosterFields[noun].map(({ key, kind }) => {
    const value = values[key]
    if (kind === 'words') return [key, [...new Set((Array.isArray(value) ? value : []).map((word) => String(word).trim()).filter((word) => word !== ''))]]
    if (kind === 'number') return [key, value === '' || value === null || value === undefined ? null : Number(value)]
    if (kind === 'date') return [key, value === '' || value === undefined ? null : value]
    return [key, String(value ?? '').trim()]
  }))
}
