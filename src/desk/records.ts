import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import { isDuplicate, isMissingReference, type Database } from '../model/database.js'
import type { Changed, Records, Saved } from '../model/desk.js'
import { CitewellError } from '../model/error.js'
import { jsonText } from './cells.js'
import { checked } from './checked.js'
import type { RecordKeys, RecordStatements } from './statements/records.js'

type Row = { id: string; version: number }

export interface RecordRules<Noun extends Row> {
  /** What one is called in messages: `location`. */
  called: string
  schema: z.ZodType<Noun>
  /** Another one stands in the way of it: what is the same. */
  twice?(given: Noun): string
  /** What gives way before it is added or changed, in the same transaction. */
  before?(inside: Database, given: Noun, by: Changed): Promise<void>
  /** What must change with it, in the same transaction; not when nothing was changed. */
  with?(inside: Database, saved: Noun | undefined, by: Changed): Promise<void>
  /** Refuses to remove one. */
  mayRemove?(id: string): void
  /** Keys that the desk sets itself when one is added. */
  made?(by: Changed): Partial<Noun>
}

/** Records of one noun behind one wall: `wall` is the id of the client, or of the organisation. */
export function recordsOver<Noun extends Row>(database: Database, wall: string, { keys, statements }: { keys: RecordKeys; statements: RecordStatements }, rules: RecordRules<Noun>): Records<Noun> {
  const { called, schema } = rules
  const values = (noun: Noun, names: readonly string[]) => names.map((name) => {
    const value = noun[name as keyof Noun]
    return keys.json.has(name) ? jsonText(value) : value
  })

  async function add(inside: Database, noun: Noun, { by, at }: Changed): Promise<Noun> {
    const added = (await inside.query<Noun>(statements.add, [wall, noun.id, ...values(noun, keys.add), by, at])).rows[0]
    if (added) {
      await rules.with?.(inside, added, { by, at })
      return added
    }
    // Sent again after a lost answer: it stands already. Anything else under its id is another one.
    const there = (await inside.query<Noun>(statements.one, [wall, noun.id])).rows[0]
    if (there && isDeepStrictEqual(values(there, keys.change), values(noun, keys.change))) return there
    throw new CitewellError('conflict', `There is a ${called} ${noun.id} already. Give its version to change it, or leave the id out.`)
  }

  async function change(inside: Database, noun: Noun, { by, at }: Changed): Promise<Noun> {
    const changed = (await inside.query<Noun>(statements.change, [wall, noun.id, ...values(noun, keys.change), by, at, noun.version])).rows[0]
    if (changed) {
      await rules.with?.(inside, changed, { by, at })
      return changed
    }
    const there = (await inside.query<Noun>(statements.one, [wall, noun.id])).rows[0]
    const last = (await inside.query<Changed>(statements.changed, [wall, noun.id])).rows[0]
    if (!there || !last) throw new CitewellError('not_found', `There is no ${called} ${noun.id}.`)
    // The very change that was asked for, sent again after a lost answer.
    if (there.version === noun.version + 1 && last.by === by && last.at === at && isDeepStrictEqual(values(there, keys.change), values(noun, keys.change))) return there
    throw new CitewellError('conflict', `${last.by || 'Somebody'} changed this ${called} ${last.at ? `on ${last.at}` : 'in between'} (version ${there.version}, yours is ${noun.version}). Look at it again; nothing was changed.`)
  }

  return {
    async list() {
      return (await database.query<Noun>(statements.list, [wall])).rows
    },
    async get(id) {
      return (await database.query<Noun>(statements.one, [wall, id])).rows[0]
    },
    async save(given: Saved<Noun>, by) {
      const isNew = given.version === undefined
      if (!isNew && given.id === undefined) throw new CitewellError('invalid', `A version without the id of the ${called} says nothing. Nothing was saved.`)
      const noun = checked(schema, { ...rules.made?.(by), ...given, id: given.id ?? randomUUID(), version: given.version ?? 1 })
      try {
        return await database.transaction(async (inside) => {
          await rules.before?.(inside, noun, by)
          return isNew ? add(inside, noun, by) : change(inside, noun, by)
        }, { repeatable: true })
      } catch (error) {
        if (isDuplicate(error)) throw new CitewellError('conflict', `${rules.twice?.(noun) ?? `There is such a ${called} already`}. Nothing was saved.`, { cause: error })
        if (isMissingReference(error)) throw new CitewellError('not_found', `There is nobody to keep this ${called} for. Nothing was saved.`, { cause: error })
        throw error
      }
    },
    async remove(id, by) {
      rules.mayRemove?.(id)
      try {
        return await database.transaction(async (inside) => {
          const { count } = await inside.query(statements.remove, [wall, id])
          if (count > 0) await rules.with?.(inside, undefined, by)
          return count > 0
        }, { repeatable: true })
      } catch (error) {
        if (isMissingReference(error)) throw new CitewellError('conflict', `This ${called} still has records of its own, so it can't be removed. Nothing was changed.`, { cause: error })
        throw error
      }
    },
  }
}
