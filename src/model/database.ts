/** Rows of one statement, and how many it gave or changed. */
export interface Rows<Row> {
  rows: Row[]
  count: number
}

/** What the caller knows of a unit of work. */
export interface Unit {
  /**
   * True if carrying it out twice leaves the same as once: it has ids of its own (`ON CONFLICT DO NOTHING`) or sets
   * absolute values. It is then asked again when the database went away before it answered; without it the caller is told
   * that the outcome is not known. A single `SELECT` is always asked again.
   */
  repeatable?: boolean
}

/**
 * The desk's database: embedded in one folder, or a server. The same SQL, the same types on both: int8 as a number,
 * numeric and date as text, timestamps as `Date`, bytea as bytes, json as its value.
 *
 * Parameters are `$1`, `$2`, …: text, numbers, booleans, null, `Date`, bytes, arrays of these for `= ANY($1)`. A JSON
 * value is given as its text with `$1::jsonb`.
 */
export interface Database {
  query<Row = Record<string, unknown>>(sql: string, params?: readonly unknown[], unit?: Unit): Promise<Rows<Row>>
  /**
   * Commits when `work` returns and rolls back when it throws. Inside, use only what is handed in: asking the outer
   * database there waits for the end of this very transaction. A transaction in a transaction is a savepoint. A
   * repeatable one may be run several times.
   */
  transaction<Result>(work: (inside: Database) => Promise<Result>, unit?: Unit): Promise<Result>
  /** Several statements without parameters, such as a migration. */
  script(sql: string): Promise<void>
  close(): Promise<void>
}

/** A statement that the database refused, with its SQLSTATE: the same for every way to the database. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  readonly sqlState: string
  /** The constraint that was broken, where it was one. */
  readonly constraint: string | null

  constructor(message: string, { sqlState, constraint = null, cause }: { sqlState: string; constraint?: string | null; cause?: unknown }) {
    super(message, { cause })
    this.sqlState = sqlState
    this.constraint = constraint
  }
}

/** True for a row that is there already: a unique value or key, of that constraint if one is named. */
export function isDuplicate(error: unknown, constraint?: string): boolean {
  return error instanceof DatabaseError && error.sqlState === '23505' && (constraint === undefined || error.constraint === constraint)
}

/** True for a row that refers to one that is not there, or for one that others still refer to. */
export function isMissingReference(error: unknown): boolean {
  return error instanceof DatabaseError && error.sqlState === '23503'
}
