import type { Domain } from './domain.js'
import type { Instant } from './instant.js'
import type { Problem } from './problem.js'
import type { Sighting } from './sighting.js'
import type { Url } from './url.js'

/** One row of an export, read by our field names. A field without a column in the file gives null, an empty cell ''. */
export interface ImportRow {
  /** Line in the file, or row in the sheet, from 1; for JSON the ordinal of the item from 1. */
  readonly line: number
  /** White space collapsed and trimmed; `--` and the like, by which tools write "no value", count as empty. */
  text(field: string): string | null
  /** The cell of an address, trimmed only. */
  address(field: string): string | null
  /** The date, by the order of day and month found for the whole file; null where there is none or it can't be read. */
  at(field: string): Instant | null
  /** The number, by the decimal mark found for the whole file. */
  number(field: string): number | null
  /** true, yes, 1 and their like; null where the cell says neither. */
  flag(field: string): boolean | null
  /** Every column with its header as found, in file order. */
  cells(): ReadonlyArray<readonly [header: string, cell: string]>
  /** The item as parsed, where the file is JSON; undefined elsewhere. */
  readonly value: unknown
  /** The row as the export had it, as JSON. */
  raw(): string
  /** The tool's own figures, by the keys of `figures`. */
  figures(): Record<string, string | number | boolean> | null
}

/** What an export is about, where its rows don't say: always a domain, a URL only where one page was named. */
export interface ImportTarget {
  url: Url | null
  domain: Domain
}

export interface ImportContext {
  /** Id of the declaration: `seenBy` of its sightings. */
  id: string
  /** Domain or URL the export is about, where the caller or the file name tells it. */
  target: ImportTarget | null
  importedAt: Instant
  /** Day in the file name, where it has one: when the list was taken. */
  exportedAt: Instant | null
  fileName: string
}

/** What became of one row: links (mostly one), or a refusal with a stable word for the cause and a sentence. */
export type RowAnswer = { sightings: readonly Sighting[] } | { refused: string; cause: string }

/** Rows from the start of a table, for kinds that are known by their cells instead of their headers. */
export interface TableSample {
  fileName: string
  /** '' where every line is one cell. */
  delimiter: string
  /** True when a person named the kind, so that only the place of the columns is asked. */
  told: boolean
  rows: ReadonlyArray<readonly string[]>
  target: ImportTarget | null
}

/** Where the columns of our fields stand; `headerRow` is -1 when the file has no header. */
export interface TableLayout {
  headerRow: number
  columns: Readonly<Record<string, number>>
}

/**
 * One kind of export. The file name is the id, and `seenBy` of its sightings. Columns are found by name, in any order,
 * whatever their case; the first name of each is the one shown to people.
 */
export interface ImportDeclaration {
  id: string
  tool: string
  title: string
  /** Where in the tool the file comes from, for help texts. */
  exportedFrom: string
  /** `links` and `referring-domains` become sightings; `refused` kinds are known only so that the message can say what to export instead. */
  gives: 'links' | 'referring-domains' | 'refused'
  refusal?: string
  columns: Readonly<Record<string, readonly string[]>>
  /** Our fields that must be found. */
  required: readonly string[]
  /** Headers that hardly any other kind has; at least one must be there where this is given. */
  signature?: readonly string[]
  /** The tool's own figures: key such as `ahrefs.domainRating` to header names. Shown beside ours, never mixed in. */
  figures?: Readonly<Record<string, readonly string[]>>
  /** True if the rows don't tell the target, so that the caller or the file name must. */
  needsTarget?: boolean
  /** True if lines that start with # are comments. */
  comments?: boolean
  /** True if a table with a column of another name is another kind. */
  everyColumnKnown?: boolean
  /** File names that say it is this kind where the headers alone can't. */
  fileName?: RegExp
  /** Asked when the headers fit: false means that it is another kind after all. */
  confirm?(sample: TableSample, headerRow: number): boolean
  /** Order of day and month in dates like 03/04/2026, where the tool is known to write one. */
  dateOrder?: 'day-first' | 'month-first'
  /** Finds the columns by looking at the cells; asked only where no header is known. */
  byCells?(sample: TableSample): TableLayout | null
  row?(row: ImportRow, context: ImportContext): RowAnswer
  references: ReadonlyArray<{ title: string; url: string }>
  examples: ReadonlyArray<{ title: string; file: string; target?: string; expect: { accepted: number; refused: number } }>
}

export function defineImport(declaration: ImportDeclaration): ImportDeclaration {
  return declaration
}

/** What one table (a file, a member of a ZIP, a sheet) gave. `rows` is always `accepted + refused`. */
export interface ImportReport {
  /** File name, and the member inside it: `exports.zip › links.csv`. */
  file: string
  /** Id of the kind, or `unknown`. */
  recognised: string
  title: string
  /** Why nothing of the file was taken, and what to do; null when it was read. */
  refusal: string | null
  /** Set where the file would be read if somebody said which site it is about. */
  needsTarget?: true
  /** Set where no header told the kind: the columns were found by looking at the cells. */
  byCells?: true
  rows: number
  accepted: number
  refused: number
  problems: Problem[]
  problemCount: number
  /** Earliest and latest `seenAt` of its sightings. */
  from: string | null
  until: string | null
}
