import { join } from 'node:path'
import { DatabaseError, type Database } from '../../model/database.js'
import type { CopyOptions, DeskCopies, LinkSum, TableSum } from '../../model/desk.js'
import { CitewellError } from '../../model/error.js'
import { limits } from '../../model/limits.js'
import { openServerDatabase } from '../server-database.js'
import { placeOf } from '../server-errors.js'
import { copyStatements } from '../statements/copies.js'
import { readBackup, writeBackup } from './backup-file.js'
import { emptyTables, goOnCounting, insertRows, isFresh, lineOf, pagesOf, Summing, sumOf, tablesOf, type Table, type TextRow } from './tables.js'

/** Rows put in at once when a backup is restored, and characters of them. */
const rowsAtOnceMax = 1_000
const charsAtOnceMax = 4 * 1024 * 1024
const beatMs = limits.deskIdleMsMax / 4

/** Counts and sums the links of one client; undefined where it has none. */
export type LinksOf = (clientId: string, signal?: AbortSignal) => Promise<Omit<LinkSum, 'client'> | undefined>

export function deskCopies(database: Database, { home, clients, linksOf }: { home: string | undefined; clients(): Promise<ReadonlyArray<{ id: string }>>; linksOf: LinksOf | undefined }): DeskCopies {
  return {
    async backup({ targetPath }, options) {
      return atOneMoment(database, async (inside) => {
        const tables = await tablesOf(inside)
        const versions = await versionsOf(inside)
        return writeBackup(targetPath, { madeAt: options.at, program: options.program, versions }, tables, (table) => told(pagesOf(inside, table), table, options))
      })
    },

    async restore(file, options) {
      const { head, parts } = await readBackup(file)
      return database.transaction(async (inside) => {
        await inside.query(copyStatements.sameTexts)
        await takeTurn(inside)
        sameVersions(`${file.name} was made by ${head.program}`, head.versions, await versionsOf(inside))
        const tables = await tablesOf(inside)
        const replaced = !(await isFresh(inside, tables))
        if (replaced && !options.replace) throw new CitewellError('conflict', 'This desk holds something already. Make a backup of it, then add --replace to put what is in the file in its place; nothing was changed.')
        await emptyTables(inside, tables)

        const sums: TableSum[] = []
        let table: Table | undefined
        let waiting: TextRow[] = []
        let chars = 0
        const putIn = async () => {
          if (table && waiting.length > 0) await insertRows(inside, table, waiting).catch((error: unknown) => refused(file.name, error))
          waiting = []
          chars = 0
        }
        for await (const part of parts) {
          options.signal?.throwIfAborted()
          if (part.kind === 'table') {
            table = tables.find(({ name, columns }) => name === part.table && columns.map((column) => column.name).join() === part.columns.join())
            if (!table || sums.some((sum) => sum.table === part.table)) throw new CitewellError('invalid', `${file.name} has a table ${part.table} that this desk has not, or not so. Nothing was changed.`)
            options.progress?.({ stage: `Restoring ${part.table}`, done: sums.length, total: tables.length, unit: 'tables' })
          } else if (part.kind === 'row') {
            waiting.push(part.row)
            chars += part.row.reduce((sum, value) => sum + (value?.length ?? 4), 0)
            if (waiting.length >= rowsAtOnceMax || chars > charsAtOnceMax) await putIn()
          } else {
            await putIn()
            await goOnCounting(inside, table!)
            sums.push(part.sum)
          }
        }
        const missing = tables.filter(({ name }) => !sums.some((sum) => sum.table === name))
        if (missing.length > 0) throw new CitewellError('invalid', `${file.name} lacks ${missing.map(({ name }) => name).join(', ')}. Nothing was changed.`)
        await compare(inside, tables, sums)
        // By the clock, so that two restores of one file raise it to two numbers.
        await inside.query(copyStatements.raiseRevisions, [Date.parse(options.at)])
        return { tables: sums, madeAt: head.madeAt, replaced }
      })
    },

    async move(url, options) {
      const place = placeOf(url)
      const far = openServerDatabase(url)
      try {
        return await atOneMoment(database, (here) => far.transaction(async (there) => {
          await there.query(copyStatements.sameTexts)
          await takeTurn(there)
          const tables = await tablesOf(here)
          sameVersions('This desk was made by another version of Citewell', await versionsOf(here), await versionsOf(there))
          const replaced = !(await isFresh(there, await tablesOf(there)))
          if (replaced && !options.replace && !(await isEarlierCopy(here, there))) throw new CitewellError('conflict', `The database at ${place} holds a desk that is no unused copy of this one. Give an empty database, or add --replace to lose what it holds; nothing was changed.`)
          await emptyTables(there, tables)
          const sums: TableSum[] = []
          for (const table of tables) {
            const summing = new Summing(table.name)
            for await (const rows of told(pagesOf(here, table), table, options)) {
              for (const row of rows) summing.add(lineOf(row))
              await insertRows(there, table, rows)
            }
            await goOnCounting(there, table)
            sums.push(summing.sum())
          }
          await compare(there, tables, sums)
          return { tables: sums, place, replaced }
        }))
      } finally {
        await far.close()
      }
    },

    sums: (options) =>
      atOneMoment(database, async (inside) => {
        const sums: TableSum[] = []
        for (const table of await tablesOf(inside)) {
          const summing = new Summing(table.name)
          for await (const rows of told(pagesOf(inside, table), table, options, 'Counting')) for (const row of rows) summing.add(lineOf(row))
          sums.push(summing.sum())
        }
        return sums
      }),

    async links({ signal, progress }) {
      const found: LinkSum[] = []
      const all = await clients()
      for (const [index, { id }] of all.entries()) {
        progress?.({ stage: 'Counting links', done: index, total: all.length, unit: 'clients' })
        const sum = await linksOf?.(id, signal)
        if (sum) found.push({ client: id, ...sum })
      }
      return found
    },

    beside: () => (home === undefined ? [] : [join(home, 'index'), join(home, 'clients'), join(home, 'graphs'), join(home, 'shelf'), join(home, 'access-secret')]),
  }
}

/** A row that the rules of the tables refuse: twice there, or referring to nothing. */
function refused(name: string, error: unknown): never {
  if (!(error instanceof DatabaseError)) throw error
  throw new CitewellError('invalid', `${name} is damaged: ${error.message}. Nothing was changed; use another backup.`, { cause: error })
}

/** Reads everything as it is now; whoever writes meanwhile is not seen (or, on an embedded database, waits). */
function atOneMoment<Result>(database: Database, work: (inside: Database) => Promise<Result>): Promise<Result> {
  return database.transaction(async (inside) => {
    await inside.script(copyStatements.oneMoment)
    await inside.query(copyStatements.sameTexts)
    await takeTurn(inside)
    // The other end may be at work for longer than a transaction may say nothing.
    const beat = setInterval(() => void inside.query('SELECT 1').catch(() => undefined), beatMs)
    try {
      return await work(inside)
    } finally {
      clearInterval(beat)
    }
  })
}

async function takeTurn(inside: Database): Promise<void> {
  if ((await inside.query<{ alone: boolean }>(copyStatements.alone)).rows[0]!.alone) return
  throw new CitewellError('conflict', 'A backup, restore or move of this very database is under way, or both ends are the same database. Nothing was changed.')
}

async function versionsOf(inside: Database): Promise<number[]> {
  return (await inside.query<{ version: number }>(copyStatements.versions)).rows.map(({ version }) => version)
}

function sameVersions(what: string, given: readonly number[], own: readonly number[]): void {
  if (given.join() === own.join()) return
  throw new CitewellError('conflict', `${what} (its tables are version ${given.at(-1) ?? 0}, here they are ${own.at(-1) ?? 0}). Use that Citewell for it and update afterwards; nothing was changed.`)
}

/**
 * True if the far desk is what a move of this one left there, and nobody has used it since: every change leaves a line in
 * the audit log, so its last line is then one of ours.
 */
async function isEarlierCopy(here: Database, there: Database): Promise<boolean> {
  const head = (await there.query<{ sequence: number; hash: string }>(copyStatements.logHead)).rows[0]
  if (!head || head.sequence === 0) return false
  return (await here.query<{ hash: string }>(copyStatements.logLine, [head.sequence])).rows[0]?.hash === head.hash
}

/** What arrived is read again and must be the same to the letter; else nothing of it stays. */
async function compare(inside: Database, tables: readonly Table[], sums: readonly TableSum[]): Promise<void> {
  for (const table of tables) {
    const arrived = await sumOf(inside, table)
    const sent = sums.find((sum) => sum.table === table.name)!
    if (arrived.rows === sent.rows && arrived.sha256 === sent.sha256) continue
    throw new CitewellError('internal', `${table.name} arrived otherwise than it was sent: ${arrived.rows} rows of ${sent.rows}. Nothing was changed.`)
  }
}

async function* told(pages: AsyncIterable<TextRow[]>, { name }: Table, { signal, progress }: Pick<CopyOptions, 'signal' | 'progress'>, doing = 'Copying'): AsyncGenerator<TextRow[]> {
  let done = 0
  progress?.({ stage: `${doing} ${name}`, done, total: null, unit: 'rows' })
  for await (const rows of pages) {
    signal?.throwIfAborted()
    yield rows
    done += rows.length
    progress?.({ stage: `${doing} ${name}`, done, total: null, unit: 'rows' })
  }
}
