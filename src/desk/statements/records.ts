/** How one key of a noun is kept: in a column, as JSON, as an exact number, made once with the row, or as the wall itself. */
type Kept = string | { column: string; as: 'json' | 'numeric' | 'made' | 'wall' }

export interface RecordTable<Noun> {
  table: string
  /** The column that keeps it behind its wall: part of every statement. */
  wall: 'client_id' | 'organisation_id'
  /** Every key of the noun but id and version. */
  columns: Readonly<Record<Exclude<keyof Noun & string, 'id' | 'version'>, Kept>>
  order: string
}

export interface RecordStatements {
  list: string
  one: string
  add: string
  change: string
  remove: string
  changed: string
}

/** The keys whose values go into `add` and `change`, in order; those of `json` as text. */
export interface RecordKeys {
  add: readonly string[]
  change: readonly string[]
  json: ReadonlySet<string>
}

/**
 * The statements of nouns that are listed, added, changed and removed in the same way. The wall is `$1` in each of them
 * and the id `$2`; then come the values of the keys, then who changes it and when, and for `change` the version read.
 */
export function recordStatements<Noun>({ table, wall, columns, order }: RecordTable<Noun>): { keys: RecordKeys; statements: RecordStatements } {
  const kept = Object.entries<Kept>(columns).map(([key, value]) => ({ key, ...(typeof value === 'string' ? { column: value, as: 'plain' as const } : value) }))
  const added = kept.filter(({ as }) => as !== 'wall')
  const changed = added.filter(({ as }) => as !== 'made')
  const shown = ['id', ...kept.map(({ key, column, as }) => `${as === 'numeric' ? `${column}::float8` : column} AS "${key}"`), 'version'].join(', ')
  const place = (as: string, index: number) => `$${index + 3}${as === 'json' ? '::jsonb' : as === 'numeric' ? '::numeric' : ''}`
  const afterAdded = added.length + 3
  const afterChanged = changed.length + 3
  return {
    keys: { add: added.map(({ key }) => key), change: changed.map(({ key }) => key), json: new Set(added.filter(({ as }) => as === 'json').map(({ key }) => key)) },
    statements: {
      list: `SELECT ${shown} FROM ${table} WHERE ${wall} = $1 ORDER BY ${order}`,
      one: `SELECT ${shown} FROM ${table} WHERE ${wall} = $1 AND id = $2`,
      /** Does nothing for an id that is there: what is sent again after a lost answer must not count twice. */
      add: `
        INSERT INTO ${table} (${wall}, id, ${added.map(({ column }) => column).join(', ')}, version, changed_by, changed_at)
        VALUES ($1, $2, ${added.map(({ as }, index) => place(as, index)).join(', ')}, 1, $${afterAdded}, $${afterAdded + 1})
        ON CONFLICT (${wall === 'client_id' ? 'client_id, id' : 'id'}) DO NOTHING
        RETURNING ${shown}`,
      /** Only the version that was read is changed. */
      change: `
        UPDATE ${table} SET ${changed.map(({ column, as }, index) => `${column} = ${place(as, index)}`).join(', ')}, version = version + 1, changed_by = $${afterChanged}, changed_at = $${afterChanged + 1}
        WHERE ${wall} = $1 AND id = $2 AND version = $${afterChanged + 2}
        RETURNING ${shown}`,
      remove: `DELETE FROM ${table} WHERE ${wall} = $1 AND id = $2`,
      /** Who changed it last. */
      changed: `SELECT version, changed_by AS "by", changed_at AS "at" FROM ${table} WHERE ${wall} = $1 AND id = $2`,
    },
  }
}
