import type { ImportDeclaration, TableLayout, TableSample } from '../model/import.js'

/** A kind found for a table, with where its columns stand. */
export interface Recognised {
  kind: ImportDeclaration
  layout: TableLayout
  /** Required fields without a column; then the file can't be read, but we know what it is. */
  missing: string[]
  score: number
  /** Set where the columns were found by looking at the cells, since no header names them. */
  byCells?: true
}

/** Rows in which a header may stand: the longest preamble known has nine lines. */
const headerRowsMax = 60
const signatureWeight = 4

/** A header as names are compared: case, quotes, blanks around it and marks that can't be seen don't count. */
export function headerKey(text: string): string {
  return text.replace(/[\u200b-\u200f\u2060\ufeff"]/gu, '').replace(/\s+/gu, ' ').trim().replace(/^'(.*)'$/u, '$1').normalize('NFC').toLowerCase()
}

interface HeaderUse {
  kind: ImportDeclaration
  /** Field, or null where the header is only a signature. */
  field: string | null
  signature: boolean
}

/** Every header of every kind, so that a row is matched against all of them at once. */
export type HeaderIndex = ReadonlyMap<string, readonly HeaderUse[]>

export function headerIndexOf(kinds: readonly ImportDeclaration[]): HeaderIndex {
  const index = new Map<string, HeaderUse[]>()
  const use = (header: string, kind: ImportDeclaration, field: string | null, signature: boolean): void => {
    const key = headerKey(header)
    const uses = index.get(key) ?? []
    const known = uses.find((other) => other.kind === kind)
    if (known) {
      known.field ??= field
      known.signature ||= signature
    } else uses.push({ kind, field, signature })
    index.set(key, uses)
  }
  for (const kind of kinds) {
    for (const [field, headers] of Object.entries(kind.columns)) for (const header of headers) use(header, kind, field, false)
    for (const headers of Object.values(kind.figures ?? {})) for (const header of headers) use(header, kind, null, false)
    for (const header of kind.signature ?? []) use(header, kind, null, true)
  }
  return index
}

/**
 * The kind of a table by its header, wherever among the first rows that stands. Columns that only one kind has weigh
 * most, then the number of columns known. Undefined where no row is the header of anything.
 */
export function recogniseByHeader(sample: TableSample, index: HeaderIndex): Recognised | undefined {
  let best: Recognised | undefined
  for (let row = 0; row < Math.min(sample.rows.length, headerRowsMax); row += 1) {
    const found = recogniseRow(sample, row, index)
    // Of equal rows the first is the header: a repeated one further down is data.
    if (found && (best === undefined || rankOf(found) > rankOf(best))) best = found
  }
  return best
}

function recogniseRow(sample: TableSample, row: number, index: HeaderIndex): Recognised | undefined {
  const cells = sample.rows[row]!
  const matches = new Map<ImportDeclaration, { columns: Record<string, number>; known: number; signatures: number }>()
  let named = 0
  const seen = new Set<string>()
  for (let column = 0; column < cells.length; column += 1) {
    const key = headerKey(cells[column]!)
    if (key === '' || key.length > 100) continue
    named += 1
    if (seen.has(key)) continue
    seen.add(key)
    for (const { kind, field, signature } of index.get(key) ?? []) {
      const match = matches.get(kind) ?? { columns: {}, known: 0, signatures: 0 }
      match.known += 1
      if (signature) match.signatures += 1
      if (field !== null && !(field in match.columns)) match.columns[field] = column
      matches.set(kind, match)
    }
  }
  let best: Recognised | undefined
  for (const [kind, match] of matches) {
    if (kind.signature !== undefined && match.signatures === 0) continue
    if (kind.everyColumnKnown && !sample.told && match.known < named) continue
    const missing = kind.required.filter((field) => !(field in match.columns))
    // A lone common header ("Domain") must not make a whole row a header of a kind with many columns.
    if (missing.length > 0 && (kind.signature === undefined || match.known < 3)) continue
    if (kind.confirm?.(sample, row) === false) continue
    const byName = kind.fileName?.test(sample.fileName.slice(-300)) === true ? 2 * signatureWeight : 0
    const found = { kind, layout: { headerRow: row, columns: match.columns }, missing, score: match.known + Math.min(match.signatures, 3) * signatureWeight + byName }
    if (best === undefined || rankOf(found) > rankOf(best)) best = found
  }
  return best
}

/** Rank among what was found: a whole match before one with columns missing. */
export function rankOf(found: Recognised): number {
  return found.score + (found.missing.length === 0 ? 1_000 : 0)
}

/** The header of one given kind: the row with most of its columns. */
export function recogniseAs(sample: TableSample, kind: ImportDeclaration): Recognised | undefined {
  const index = headerIndexOf([{ ...kind, signature: undefined, required: [] }])
  let best: Recognised | undefined
  for (let row = 0; row < Math.min(sample.rows.length, headerRowsMax); row += 1) {
    const found = recogniseRow(sample, row, index)
    if (found === undefined) continue
    const missing = kind.required.filter((field) => !(field in found.layout.columns))
    const answer = { ...found, kind, missing, score: found.score }
    if (best === undefined || rankOf(answer) > rankOf(best)) best = answer
  }
  if (best !== undefined && best.missing.length === 0) return best
  const layout = kind.byCells?.(sample) ?? null
  return layout === null ? best : { kind, layout, missing: [], score: Object.keys(layout.columns).length, byCells: true }
}
