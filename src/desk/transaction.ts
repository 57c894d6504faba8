import { DatabaseError, type Database, type Rows } from '../model/database.js'
import { CitewellError } from '../model/error.js'

/** One conversation with the database in which a transaction was begun. */
export interface Session {
  query<Row>(sql: string, params: readonly unknown[]): Promise<Rows<Row>>
  script(sql: string): Promise<void>
  commit(): Promise<void>
  rollback(): Promise<void>
}

/**
 * Runs `work` in a transaction that was begun, and ends it. Work that catches the error of a statement and goes on gets
 * an error at the end: Postgres would answer its commit by a rollback, without a word.
 */
export async function runTransaction<Result>(session: Session, work: (inside: Database) => Promise<Result>): Promise<Result> {
  const state: State = { failure: undefined, over: false, savepoints: 0 }
  let result: Result
  try {
    result = await work(insideOf(session, state))
    if (state.failure) throw new DatabaseError(`A statement of this transaction failed, so nothing of it was saved: ${state.failure.message}`, { sqlState: '25P02', cause: state.failure })
  } catch (error) {
    state.over = true
    await session.rollback().catch(() => undefined)
    throw error
  }
  state.over = true
  await session.commit()
  return result
}

interface State {
  /** The error after which Postgres takes no further statement but a rollback. */
  failure: Error | undefined
  over: boolean
  savepoints: number
}

function insideOf(session: Session, state: State): Database {
  const asked = async <Answer>(request: () => Promise<Answer>): Promise<Answer> => {
    if (state.over) throw new CitewellError('internal', 'A transaction was used after its end.')
    try {
      return await request()
    } catch (error) {
      state.failure ??= error as Error
      throw error
    }
  }
  const inside: Database = {
    query: (sql, params = []) => asked(() => session.query(sql, params)),
    script: (sql) => asked(() => session.script(sql)),
    async transaction(work) {
      const name = `inner_${(state.savepoints += 1)}`
      await asked(() => session.script(`SAVEPOINT ${name}`))
      try {
        const result = await work(inside)
        await asked(() => session.script(`RELEASE SAVEPOINT ${name}`))
        return result
      } catch (error) {
        if (!state.over) {
          await session.script(`ROLLBACK TO SAVEPOINT ${name}`)
          state.failure = undefined
        }
        throw error
      }
    },
    async close() {
      throw new CitewellError('internal', 'A transaction can\'t close the database.')
    },
  }
  return inside
}
