import { CompiledQuery, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type DatabaseConnection, type Dialect, type QueryResult } from 'kysely'
import type { Database } from '../model/database.js'
import { CitewellError } from '../model/error.js'

/**
 * Lets the sign-in library ask the desk's own database, so that accounts live where everything else that people decide
 * lives, embedded or on a server. It asks statement by statement: transactions of the desk take a function, which this
 * way of asking has no place for, and the library is told to do without.
 */
export function dialectOver(database: Database): Dialect {
  const connection: DatabaseConnection = {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      const { rows, count } = await database.query<Row>(sql, parameters)
      return { rows: [...rows], numAffectedRows: BigInt(count) }
    },
    // eslint-disable-next-line require-yield
    async *streamQuery() {
      throw new CitewellError('internal', 'Accounts are never read as a stream.')
    },
  }
  const noTransaction = () => Promise.reject(new CitewellError('internal', 'Accounts are changed without transactions.'))
  return {
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createDriver: () => ({
      init: async () => undefined,
      acquireConnection: async () => connection,
      beginTransaction: noTransaction,
      commitTransaction: noTransaction,
      rollbackTransaction: noTransaction,
      releaseConnection: async () => undefined,
      // The desk closes its database itself.
      destroy: async () => undefined,
    }),
  }
}
