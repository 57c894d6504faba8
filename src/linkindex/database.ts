import { access, rename, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance, LIST, VARCHAR, listValue, type DuckDBConnection, type DuckDBDataChunk, type DuckDBValue } from '@duckdb/node-api'
import { CitewellError } from '../model/error.js'
import { datasetNames, datasets, schemaVersion, type DatasetName } from './columns.js'
import { newName } from './folders.js'

export type Parameters = Record<string, DuckDBValue | readonly string[]>
export type Row = Record<string, unknown>

/**
 * DuckDB in memory over Parquet files, fenced in: it reads and writes below one folder, never loads or fetches an
 * extension, spills to a folder of its own instead of growing, and its settings can't be changed afterwards.
 *
 * No DuckDB file is kept on disk: such a file belongs to one process, while any number may read Parquet.
 */
export interface Database {
  /** Runs `work` on a connection of its own; temporary tables live as long as it does. */
  use<Answer>(work: (connection: DuckDBConnection) => Promise<Answer>): Promise<Answer>
  connect(): Promise<DuckDBConnection>
  /** A file without rows for each table, read where the index has none yet. */
  emptyFiles: Readonly<Record<DatasetName, string>>
  version: string
  close(): Promise<void>
}

export async function openDatabase(options: { dir: string; memoryLimitMb: number; threads: number }): Promise<Database> {
  // DuckDB makes this folder when it first spills, and takes it away at the end.
  const spillDir = join(options.dir, 'tmp', `spill-${newName()}`)
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${options.memoryLimitMb}MB`,
    threads: String(options.threads),
    temp_directory: spillDir,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await instance.connect()
  const emptyFile = (name: DatasetName) => join(options.dir, 'empty', `${name}-${schemaVersion}.parquet`)
  const emptyFiles = { links: emptyFile('links'), pages: emptyFile('pages') }
  try {
    await connection.run('SET parquet_metadata_cache = true')
    await connection.run(`SET allowed_directories = [${quoted(options.dir)}]`)
    await connection.run('SET enable_external_access = false')
    await connection.run('SET lock_configuration = true')
    for (const name of datasetNames) await makeEmptyFile(connection, options.dir, name, emptyFiles[name])
  } catch (error) {
    connection.closeSync()
    instance.closeSync()
    throw error
  }
  const version = String((await rowsOf(connection, 'SELECT version() AS version'))[0]?.version)
  // Kept open: the instance lives as long as one connection of it does.
  return {
    async use(work) {
      const own = await instance.connect()
      try {
        return await work(own)
      } finally {
        own.closeSync()
      }
    },
    connect: () => instance.connect(),
    emptyFiles,
    version,
    async close() {
      connection.closeSync()
      instance.closeSync()
      await rm(spillDir, { recursive: true, force: true })
    },
  }
}

async function makeEmptyFile(connection: DuckDBConnection, dir: string, name: DatasetName, path: string): Promise<void> {
  if (await access(path).then(() => true, () => false)) return
  const draft = join(dir, 'tmp', `${newName()}.parquet`)
  await connection.run(createTable(`empty_${name}`, name))
  await connection.run(`COPY empty_${name} TO ${quoted(draft)} (FORMAT parquet)`)
  await connection.run(`DROP TABLE empty_${name}`)
  await rename(draft, path)
}

export function threadsByDefault(): number {
  return Math.max(1, Math.min(4, availableParallelism()))
}

/** Text of a statement that makes an empty table with the columns of a dataset. */
export function createTable(table: string, dataset: DatasetName): string {
  const columns = Object.entries(datasets[dataset].columns).map(([name, type]) => `${name} ${type}`)
  return `CREATE TEMP TABLE ${table} (${columns.join(', ')})`
}

/** A text as an SQL literal; only for paths, which can't be parameters of COPY. Everything else is bound. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** Lists of texts become DuckDB lists; all other values are bound as they are. */
function bound(parameters: Parameters): [Record<string, DuckDBValue>, Record<string, ReturnType<typeof LIST> | undefined>] {
  const values: Record<string, DuckDBValue> = {}
  const types: Record<string, ReturnType<typeof LIST> | undefined> = {}
  for (const [name, value] of Object.entries(parameters)) {
    if (Array.isArray(value)) {
      values[name] = listValue(value as string[])
      types[name] = LIST(VARCHAR)
    } else {
      values[name] = value as DuckDBValue
    }
  }
  return [values, types]
}

/** All rows of a small answer. */
export async function rowsOf(connection: DuckDBConnection, sql: string, parameters: Parameters = {}): Promise<Row[]> {
  const [values, types] = bound(parameters)
  try {
    const reader = await connection.runAndReadAll(sql, values, types)
    return reader.getRowObjects()
  } catch (error) {
    throw readingError(error)
  }
}

/** Some two thousand rows, still as DuckDB made them: each is read when somebody wants it. */
export interface Chunk {
  rows(): Iterable<Row>
  /** The values of each column, of some dozens of rows at a time. */
  columns(): Iterable<ReadonlyArray<readonly unknown[]>>
}

/** Rows of a large answer, as DuckDB makes them. */
export async function* streamChunks(connection: DuckDBConnection, sql: string, parameters: Parameters = {}): AsyncGenerator<Chunk> {
  const [values, types] = bound(parameters)
  const result = await connection.stream(sql, values, types).catch((error: unknown) => {
    throw readingError(error)
  })
  const names = result.deduplicatedColumnNames()
  for (;;) {
    const chunk = await result.fetchChunk().catch((error: unknown) => {
      throw readingError(error)
    })
    if (chunk === null || chunk.rowCount === 0) return
    yield { rows: () => rowsOfChunk(chunk, names), columns: () => columnsOfChunk(chunk) }
  }
}

/** Rows read at one go: what is made of a few of them is done with, and forgotten, before the next are read. */
const rowsAtOnce = 64

function* columnsOfChunk(chunk: DuckDBDataChunk): Generator<ReadonlyArray<readonly unknown[]>> {
  const vectors = Array.from({ length: chunk.columnCount }, (_, column) => chunk.getColumnVector(column))
  for (let first = 0; first < chunk.rowCount; first += rowsAtOnce) {
    const count = Math.min(rowsAtOnce, chunk.rowCount - first)
    yield vectors.map((vector) => vector.slice(first, count).toArray())
  }
}

function* rowsOfChunk(chunk: DuckDBDataChunk, names: readonly string[]): Generator<Row> {
  for (const columns of columnsOfChunk(chunk)) {
    for (let index = 0; index < columns[0]!.length; index += 1) {
      const row: Row = {}
      for (let column = 0; column < names.length; column += 1) row[names[column]!] = columns[column]![index]
      yield row
    }
  }
}

/** Streams rows; of rows that follow one another with the same id only the first, since they are equal. */
export async function* distinctRows(database: Database, sql: string, id: string, files: Parameters): AsyncGenerator<Row[]> {
  let last: unknown
  for await (const chunk of chunksOf(database, sql, files)) {
    yield [...chunk.rows()].filter((row) => {
      const isNew = row[id] !== last
      last = row[id]
      return isNew
    })
  }
}

/** The same with all rows, on a connection of its own. */
export async function* chunksOf(database: Database, sql: string, files: Parameters): AsyncGenerator<Chunk> {
  const connection = await database.connect()
  try {
    yield* streamChunks(connection, sql, used(sql, files))
  } finally {
    connection.closeSync()
  }
}

/** The parameters that a statement names; DuckDB refuses others. */
export function used(sql: string, parameters: Parameters): Parameters {
  const names = new Set(Array.from(sql.matchAll(/\$([a-z_]+)/gu), (match) => match[1]!))
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => names.has(name)))
}

/** What a person can do about a failure of DuckDB; mistakes of ours stay as they are. */
export function readingError(error: unknown): unknown {
  const reason = reasonOf(error)
  if (/out of memory/iu.test(reason)) return new CitewellError('unavailable', 'The answer needs more memory than the link index may use, and the disk has no room to spill to. Make room on the disk, or give the index more memory.', { cause: error })
  if (/^(?:IO Error|Invalid Input Error: (?:No magic bytes|File)|TProtocolException|Corrupt|Serialization)/iu.test(reason)) {
    return new CitewellError('unavailable', `A file of the link index can't be read (${reason}). Check the index: it names each damaged file and what to do.`, { cause: error })
  }
  return error
}

/** First line of what an error says. */
export function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!.slice(0, 300)
}
