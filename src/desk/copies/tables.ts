import { createHash, type Hash } from 'node:crypto'
import type { Database } from '../../model/database.js'
import type { TableSum } from '../../model/desk.js'
import { migrations } from '../migrations/index.js'
import { copyStatements } from '../statements/copies.js'

/** A table as a copy sees it: values are texts, as the database writes and reads them, so that nothing is lost between two. */
export interface Table {
  name: string
  columns: ReadonlyArray<{ name: string; type: string; key: boolean; generated: boolean }>
}

/** One row: the text of each value, in the order of the columns. */
export type TextRow = Array<string | null>

/** Rows read at once: as many as about this many bytes were before. */
const pageBytes = 2 * 1024 * 1024
const pageRowsFirst = 16
const pageRowsMax = 5_000

/** Tables of the desk by what its migrations made, in an order in which each comes after those it refers to. */
export async function tablesOf(inside: Database): Promise<Table[]> {
  const names = [...new Set(migrations.flatMap(({ sql }) => [...sql.matchAll(/\bCREATE TABLE (?:IF NOT EXISTS )?(\w+)/gu)].map((match) => match[1]!)))]
  const { rows } = await inside.query<{ table: string; column: string; type: string; generated: boolean; key: boolean }>(copyStatements.columns, [names])
  const tables = new Map<string, Table & { columns: Table['columns'][number][] }>()
  for (const { table, column, type, generated, key } of rows) {
    const known = tables.get(table) ?? { name: table, columns: [] }
    known.columns.push({ name: column, type, generated, key })
    tables.set(table, known)
  }
  const references = (await inside.query<{ from: string; to: string }>(copyStatements.references)).rows
  const ordered: Table[] = []
  const place = (name: string, onTheWay: readonly string[]) => {
    const table = tables.get(name)
    if (!table || ordered.includes(table) || onTheWay.includes(name)) return
    for (const { from, to } of references) if (from === name) place(to, [...onTheWay, name])
    ordered.push(table)
  }
  for (const name of tables.keys()) place(name, [])
  return ordered
}

/** Every row of a table, in the order of the bytes of its key, page by page. Inside a transaction only. */
export async function* pagesOf(inside: Database, { name, columns }: Table): AsyncGenerator<TextRow[]> {
  const keys = columns.filter(({ key }) => key)
  const order = (keys.length > 0 ? keys : columns).map((column) => `${quoted(column.name)}::text COLLATE "C"`).join(', ')
  await inside.script(`DECLARE copied NO SCROLL CURSOR FOR SELECT json_build_array(${columns.map((column) => `${quoted(column.name)}::text`).join(', ')})::text AS line FROM ${quoted(name)} ORDER BY ${order}`)
  let rowsAtOnce = pageRowsFirst
  for (;;) {
    const { rows } = await inside.query<{ line: string }>(`FETCH ${rowsAtOnce} FROM copied`)
    if (rows.length === 0) break
    yield rows.map(({ line }) => JSON.parse(line) as TextRow)
    const bytes = rows.reduce((sum, { line }) => sum + line.length, 0)
    rowsAtOnce = Math.max(1, Math.min(pageRowsMax, Math.floor((rows.length * pageBytes) / Math.max(1, bytes)), rowsAtOnce * 8))
  }
  await inside.script('CLOSE copied')
}

export async function insertRows(inside: Database, { name, columns }: Table, rows: readonly TextRow[]): Promise<void> {
  const values = columns.map(({ type }, index) => `(one->>${index})::${type}`).join(', ')
  await inside.query(`INSERT INTO ${quoted(name)} (${columns.map((column) => quoted(column.name)).join(', ')}) OVERRIDING SYSTEM VALUE SELECT ${values} FROM jsonb_array_elements($1::jsonb) AS given (one)`, [JSON.stringify(rows)])
}

/** Counting goes on after the highest that came. */
export async function goOnCounting(inside: Database, { name, columns }: Table): Promise<void> {
  for (const column of columns.filter(({ generated }) => generated)) {
    await inside.query(`SELECT setval(pg_get_serial_sequence($1, $2), coalesce(max(${quoted(column.name)}), 0) + 1, false) FROM ${quoted(name)}`, [quoted(name), column.name])
  }
}

export async function emptyTables(inside: Database, tables: readonly Table[]): Promise<void> {
  const guarded = new Set((await inside.query<{ table: string }>(copyStatements.guarded)).rows.map(({ table }) => table))
  for (const { name } of [...tables].reverse()) {
    if (guarded.has(name)) await inside.script(`ALTER TABLE ${quoted(name)} DISABLE TRIGGER USER`)
    await inside.query(`DELETE FROM ${quoted(name)}`)
    if (guarded.has(name)) await inside.script(`ALTER TABLE ${quoted(name)} ENABLE TRIGGER USER`)
  }
}

/** True if nothing was ever saved: only the rows are there that every desk begins with. */
export async function isFresh(inside: Database, tables: readonly Table[]): Promise<boolean> {
  for (const { name } of tables) {
    if (['organisation', 'client', 'log_head'].includes(name)) continue
    if ((await inside.query(`SELECT 1 FROM ${quoted(name)} LIMIT 1`)).count > 0) return false
  }
  return (await inside.query<{ begun: boolean }>(copyStatements.begun)).rows[0]!.begun
}

export async function sumOf(inside: Database, table: Table): Promise<TableSum> {
  const summing = new Summing(table.name)
  for await (const rows of pagesOf(inside, table)) for (const row of rows) summing.add(lineOf(row))
  return summing.sum()
}

/** A row as a line of a backup; what sums are made over. */
export const lineOf = (row: TextRow) => `${JSON.stringify(row)}\n`

export class Summing {
  private readonly hash: Hash = createHash('sha256')
  private rows = 0
  constructor(private readonly table: string) {}

  add(line: string): void {
    this.rows += 1
    this.hash.update(line)
  }

  sum(): TableSum {
    return { table: this.table, rows: this.rows, sha256: this.hash.digest('hex') }
  }
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
