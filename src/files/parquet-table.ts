import { open, rename, rm } from 'node:fs/promises'
import { dirname, join, basename } from 'node:path'
import { BIGINT, DOUBLE, DuckDBBigIntVector, DuckDBDataChunk, DuckDBDoubleVector, DuckDBInstance, DuckDBVarCharVector, VARCHAR } from '@duckdb/node-api'
import { CitewellError } from '../model/error.js'
import type { FileTarget } from '../model/file-input.js'
import { writeError } from './random-bytes.js'

/** A column of whole numbers (`BIGINT`, from numbers below 2³²), numbers or texts. In one with `none`, that number stands for NULL. */
export interface ParquetColumn {
  name: string
  type: 'BIGINT' | 'DOUBLE' | 'VARCHAR'
  none?: number
}

/** Some rows, column by column: `Uint32Array` for BIGINT, `Float64Array` for DOUBLE (NaN is NULL), texts for VARCHAR. */
export interface ParquetRows {
  count: number
  columns: ReadonlyArray<Uint32Array | Float64Array | readonly string[]>
}

/**
 * A table may take the place of an older one and of nothing else: a name typed wrong must not cost somebody a file.
 */
export async function refuseOtherThanParquet({ targetPath }: FileTarget): Promise<void> {
  const handle = await open(targetPath, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
    throw writeError(error, targetPath)
  })
  if (handle === null) return
  try {
    const about = await handle.stat()
    if (about.isDirectory()) throw new CitewellError('conflict', `${targetPath} is a folder. Name a file.`)
    const marks = [Buffer.alloc(4), Buffer.alloc(4)] as const
    if (about.isFile() && about.size >= 12) {
      await handle.read(marks[0], 0, 4, 0)
      await handle.read(marks[1], 0, 4, about.size - 4)
    }
    // A Parquet file begins and ends with the same mark.
    if (!marks.every((mark) => mark.toString('latin1') === 'PAR1')) throw new CitewellError('conflict', `${targetPath} is there already and is no Parquet file. Give another name; nothing was changed.`)
  } finally {
    await handle.close()
  }
}

/** Rows that DuckDB takes at once. */
const chunkRows = 2_048

/**
 * Writes a table as one Parquet file, zstd, rows in the order given. It appears under its name only when it is whole.
 * Rows wait in DuckDB, which spills to a folder beside the target when there are too many for memory.
 */
export async function writeParquet({ targetPath }: FileTarget, columns: readonly ParquetColumn[], rows: AsyncIterable<ParquetRows>, { memoryLimitMb = 1_024, signal }: { memoryLimitMb?: number; signal?: AbortSignal } = {}): Promise<number> {
  const mark = `${process.pid}-${Date.now().toString(36)}`
  const draft = join(dirname(targetPath), `.${basename(targetPath)}.${mark}`)
  const spill = `${draft}.spill`
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: `${memoryLimitMb}MB`, temp_directory: spill, preserve_insertion_order: 'true', autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' })
  try {
    const connection = await instance.connect()
    await connection.run(`CREATE TEMP TABLE waiting (${columns.map(({ name, type }) => `"${name.replaceAll('"', '""')}" ${type}`).join(', ')})`)
    const appender = await connection.createAppender('waiting')
    const types = columns.map(({ type }) => ({ BIGINT, DOUBLE, VARCHAR })[type])
    let written = 0
    for await (const batch of rows) {
      signal?.throwIfAborted()
      for (let first = 0; first < batch.count; first += chunkRows) {
        const count = Math.min(chunkRows, batch.count - first)
        const chunk = DuckDBDataChunk.create(types, count)
        columns.forEach((column, index) => fill(chunk, index, column, batch.columns[index]!, first, count))
        appender.appendDataChunk(chunk)
      }
      written += batch.count
    }
    appender.closeSync()
    await connection.run(`COPY waiting TO '${draft.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`)
    connection.closeSync()
    await rename(draft, targetPath)
    return written
  } catch (error) {
    await rm(draft, { force: true })
    if (error instanceof CitewellError || signal?.aborted) throw error
    if (/no space left|ENOSPC|out of memory/iu.test(String(error))) throw new CitewellError('unavailable', `${targetPath}: the disk is full. Make room and give the same command again.`, { cause: error })
    if ((error as NodeJS.ErrnoException).code !== undefined || /IO Error|cannot open file|permission/iu.test(String(error))) throw writeError(error, targetPath)
    throw error
  } finally {
    instance.closeSync()
    await rm(spill, { recursive: true, force: true })
  }
}

function fill(chunk: DuckDBDataChunk, index: number, column: ParquetColumn, values: ParquetRows['columns'][number], first: number, count: number): void {
  const vector = chunk.getColumnVector(index)
  if (vector instanceof DuckDBDoubleVector && values instanceof Float64Array) {
    for (let row = 0; row < count; row += 1) {
      const value = values[first + row]!
      vector.setItem(row, Number.isNaN(value) ? null : value)
    }
  } else if (vector instanceof DuckDBBigIntVector && values instanceof Uint32Array) {
    for (let row = 0; row < count; row += 1) {
      const value = values[first + row]!
      vector.setItem(row, value === column.none ? null : BigInt(value))
    }
  } else if (vector instanceof DuckDBVarCharVector && Array.isArray(values)) {
    for (let row = 0; row < count; row += 1) vector.setItem(row, values[first + row] as string)
  } else {
    throw new TypeError(`column ${column.name} is ${column.type}, and other values were given`)
  }
  vector.flush()
}
