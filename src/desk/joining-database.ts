import { AsyncLocalStorage } from 'node:async_hooks'
import type { Database, Rows } from '../model/database.js'
import { isSelect } from './units.js'

/** A database in which everything that is written during some work can be made one transaction. */
export interface JoiningDatabase extends Database {
  /**
   * Runs `work`; whatever it and what it calls write through this database is saved together at its end, or not at all.
   *
   * The transaction is begun by the first write: what is read and worked out before holds nobody up. From then on every
   * statement of the work is inside it, so work must not wait for anything slow between its first write and its end, nor
   * for somebody else who needs the desk. Inside other such work it is a part of that: failed, it alone is undone.
   */
  together<Result>(work: () => Promise<Result>): Promise<Result>
}

/** Where a statement finds itself: in a unit of work, and there perhaps in a transaction of its own. */
interface Place {
  unit: Unit
  part: Database | null
}

interface Unit {
  /** The transaction, begun by whoever asks first. */
  inside(): Promise<Database>
  hasBegun(): boolean
  isOver: boolean
  /** One statement, or one inner transaction, after another: a savepoint must not be undone around somebody else's statement. */
  inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer>
  end(how: 'commit' | 'rollback'): Promise<void>
}

export function joining(base: Database): JoiningDatabase {
  const places = new AsyncLocalStorage<Place>()
  // Work that was left running when its unit ended goes its own way from then on.
  const place = () => {
    const here = places.getStore()
    return here === undefined || here.unit.isOver ? undefined : here
  }
  /** A transaction within the unit: its failure undoes what it did and nothing else. */
  const partOf = async <Result>({ unit, part }: Place, work: (inside: Database) => Promise<Result>): Promise<Result> => {
    const within = async (inside: Database) => places.run({ unit, part: inside }, () => work(inside))
    return part === null ? unit.inTurn(async () => (await unit.inside()).transaction(within)) : part.transaction(within)
  }

  return {
    async query<Row>(sql: string, params: readonly unknown[] = [], options = {}): Promise<Rows<Row>> {
      const here = place()
      if (here === undefined) return base.query<Row>(sql, params, options)
      if (here.part !== null) return here.part.query<Row>(sql, params)
      if (!isSelect(sql)) return partOf(here, (inside) => inside.query<Row>(sql, params))
      return here.unit.hasBegun() ? here.unit.inTurn(async () => (await here.unit.inside()).query<Row>(sql, params)) : base.query<Row>(sql, params)
    },
    async script(sql) {
      const here = place()
      await (here === undefined ? base.script(sql) : partOf(here, (inside) => inside.script(sql)))
    },
    transaction(work, options = {}) {
      const here = place()
      return here === undefined ? base.transaction(work, options) : partOf(here, work)
    },
    async together(work) {
      const here = place()
      if (here !== undefined) return partOf(here, () => work())
      const unit = unitOver(base)
      let result
      try {
        result = await places.run({ unit, part: null }, work)
      } catch (error) {
        await unit.end('rollback')
        throw error
      }
      await unit.end('commit')
      return result
    },
    close: () => base.close(),
  }
}

/** Thrown into a transaction to undo it; never seen outside. */
const undone = new Error('undone')

function unitOver(base: Database): Unit {
  let decide: (how: 'commit' | 'rollback') => void = () => {}
  const decided = new Promise<'commit' | 'rollback'>((resolve) => (decide = resolve))
  let opened: Promise<Database> | undefined
  let whole: Promise<void> = Promise.resolve()
  let last: Promise<unknown> = Promise.resolve()
  const open = () =>
    new Promise<Database>((resolve, reject) => {
      whole = base.transaction(async (inside) => {
        resolve(inside)
        if ((await decided) === 'rollback') throw undone
      })
      whole.catch(reject)
    })
  const unit: Unit = {
    isOver: false,
    inside: () => (opened ??= open()),
    hasBegun: () => opened !== undefined,
    inTurn(work) {
      const mine = last.then(work)
      last = mine.catch(() => undefined)
      return mine
    },
    async end(how) {
      // What is still on its way comes before the end, which is then the end of it.
      await last
      unit.isOver = true
      decide(how)
      await whole.catch((error: unknown) => {
        if (how === 'commit') throw error
      })
    },
  }
  return unit
}
