import type { Instant } from './instant.js'
import type { Problem } from './problem.js'
import type { Sighting } from './sighting.js'

/** One row of an export by column name (as found in the header), with its line number from 1. */
export interface ExportRow {
  line: number
  cells: Readonly<Record<string, string>>
}

export interface ImportContext {
  /** Domain or URL the export is about, where the caller or the file name tells it. */
  target: string | null
  importedAt: Instant
  fileName: string
}

/**
 * One kind of export. The file name is the id, and `seenBy` of its sightings. Columns are found by name, in any order;
 * `columns` maps our field to the header names the tool has used, lower case.
 */
export interface ImportDeclaration {
  id: string
  tool: string
  title: string
  /** Where in the tool the file comes from, for help texts. */
  exportedFrom: string
  /** `links` become sightings; `refused` kinds are recognised by name so that the message can say what to export instead. */
  gives: 'links' | 'referring-domains' | 'refused'
  refusal?: string
  columns: Readonly<Record<string, readonly string[]>>
  /** Our fields that must be found for the file to be recognised. */
  required: readonly string[]
  /** Headers that, when present, say that it is this kind and no other. */
  signature?: readonly string[]
  row(row: Readonly<Record<string, string>>, context: ImportContext): { sighting: Sighting } | { refused: string; cause: string }
  references: ReadonlyArray<{ title: string; url: string }>
  examples: ReadonlyArray<{ title: string; file: string; target?: string; expect: { accepted: number; refused: number } }>
}

export function defineImport(declaration: ImportDeclaration): ImportDeclaration {
  return declaration
}

export interface ImportReport {
  file: string
  recognised: string
  title: string
  rows: number
  accepted: number
  refused: number
  problems: Problem[]
  problemCount: number
  from: string | null
  until: string | null
}
