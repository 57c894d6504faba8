import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'
import type { TableSum } from '../../model/desk.js'
import { CitewellError } from '../../model/error.js'
import type { FileInput } from '../../model/file-input.js'
import { limits } from '../../model/limits.js'
import { lineOf, Summing, type Table, type TextRow } from './tables.js'

/**
 * A backup: gzip, JSON line by line, so that it can be read without this program. The first line says what it is; then,
 * for each table, a line with its columns, a line for each row (the texts of its values), and a line with the number of
 * rows and the SHA-256 over their lines; the last line holds the number of tables.
 */
const HeadSchema = z.object({ citewell: z.literal('desk'), format: z.literal(1), madeAt: z.string(), program: z.string(), versions: z.array(z.number().int()) })
export type BackupHead = z.infer<typeof HeadSchema>
const TableSchema = z.object({ table: z.string(), columns: z.array(z.string()) })
const SumSchema = z.object({ endOf: z.string(), rows: z.number().int(), sha256: z.string() })
const EndSchema = z.object({ tables: z.number().int() })

export type BackupPart = { kind: 'table'; table: string; columns: string[] } | { kind: 'row'; row: TextRow } | { kind: 'end'; sum: TableSum }

/** Writes a backup to a path: the file is whole or not there, and only its owner may read it. */
export async function writeBackup(path: string, head: Omit<BackupHead, 'citewell' | 'format'>, tables: readonly Table[], pagesOf: (table: Table) => AsyncIterable<TextRow[]>): Promise<{ tables: TableSum[]; bytes: number }> {
  const draft = `${path}.${process.pid}.part`
  const gzip = createGzip()
  const file = createWriteStream(draft, { mode: 0o600 })
  const written = pipeline(gzip, file)
  written.catch(() => undefined)
  const write = async (text: string) => {
    if (!gzip.write(text)) await Promise.race([once(gzip, 'drain'), written])
  }
  try {
    await write(`${JSON.stringify({ citewell: 'desk', format: 1, ...head } satisfies BackupHead)}\n`)
    const sums: TableSum[] = []
    for (const table of tables) {
      await write(`${JSON.stringify({ table: table.name, columns: table.columns.map(({ name }) => name) })}\n`)
      const summing = new Summing(table.name)
      for await (const rows of pagesOf(table)) {
        const lines = rows.map(lineOf)
        for (const line of lines) summing.add(line)
        await write(lines.join(''))
      }
      const sum = summing.sum()
      sums.push(sum)
      await write(`${JSON.stringify({ endOf: sum.table, rows: sum.rows, sha256: sum.sha256 })}\n`)
    }
    await write(`${JSON.stringify({ tables: sums.length })}\n`)
    gzip.end()
    await written
    await checkWritten(draft, sums)
    await rename(draft, path)
    return { tables: sums, bytes: (await stat(path)).size }
  } catch (error) {
    gzip.destroy()
    await finished(file).catch(() => undefined)
    await rm(draft, { force: true })
    const { code } = error as { code?: string }
    if (error instanceof CitewellError || code === undefined || !/^E[A-Z]+$/u.test(code)) throw error
    throw new CitewellError('unavailable', `${path} can't be written (${code}). No backup was made.`, { cause: error })
  }
}

/** Reads the file again, as a restore would: a backup that can't be read is none. */
async function checkWritten(path: string, sums: readonly TableSum[]): Promise<void> {
  const read = await readBackup({ name: path, open: () => createReadStream(path) as AsyncIterable<Uint8Array> })
  let tables = 0
  for await (const part of read.parts) if (part.kind === 'end') tables += 1
  if (tables !== sums.length) throw new CitewellError('unavailable', `${path} was not written whole. No backup was made.`)
}

/** Reads a backup part by part. Rows that are missing, too many or changed are told at the end of their table. */
export async function readBackup(file: FileInput): Promise<{ head: BackupHead; parts: AsyncGenerator<BackupPart> }> {
  const lines = linesOf(file)
  const first = await lines.next()
  const head = HeadSchema.safeParse(first.done ? undefined : parsed(file, first.value))
  if (!head.success) throw new CitewellError('invalid', `${file.name} is no backup of a desk, or one of a newer Citewell. Give a file that citewell desk backup made.`)
  return { head: head.data, parts: partsOf(file, lines) }
}

async function* partsOf(file: FileInput, lines: AsyncGenerator<string>): AsyncGenerator<BackupPart> {
  const damaged = (what: string) => new CitewellError('invalid', `${file.name} is damaged: ${what}. Nothing was changed; use another backup.`)
  let summing: Summing | undefined
  let current = ''
  let columns = 0
  let tables = 0
  let ended = false
  for await (const line of lines) {
    if (ended) throw damaged('there is something after its end')
    const value = parsed(file, line)
    if (summing && Array.isArray(value)) {
      if (value.length !== columns || !value.every((one) => one === null || typeof one === 'string')) throw damaged(`a row of ${current} has other columns`)
      summing.add(`${line}\n`)
      yield { kind: 'row', row: value as TextRow }
      continue
    }
    const table = TableSchema.safeParse(value)
    const sum = SumSchema.safeParse(value)
    const end = EndSchema.safeParse(value)
    if (!summing && table.success) {
      current = table.data.table
      columns = table.data.columns.length
      summing = new Summing(current)
      yield { kind: 'table', ...table.data }
    } else if (summing && sum.success) {
      const found = summing.sum()
      if (sum.data.endOf !== current || found.rows !== sum.data.rows || found.sha256 !== sum.data.sha256) throw damaged(`${current} has ${found.rows} rows that are not the ${sum.data.rows} that were written`)
      summing = undefined
      tables += 1
      yield { kind: 'end', sum: found }
    } else if (!summing && end.success && !table.success) {
      if (end.data.tables !== tables) throw damaged(`it has ${tables} tables of ${end.data.tables}`)
      ended = true
    } else {
      throw damaged('a line of it is none')
    }
  }
  if (!ended) throw damaged('its end is missing')
}

async function* linesOf(file: FileInput): AsyncGenerator<string> {
  const unpacked = Readable.from(file.open()).pipe(createGunzip())
  let parts: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of unpacked) {
      let rest = chunk as Buffer
      for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
        const line = Buffer.concat([...parts, rest.subarray(0, end)]).toString('utf8')
        rest = rest.subarray(end + 1)
        parts = []
        length = 0
        yield line
      }
      parts.push(rest)
      length += rest.length
      if (length > limits.deskMessageBytesMax) throw new CitewellError('invalid', `${file.name} has a line of over ${limits.deskMessageBytesMax / 2 ** 20} MiB, which no backup has. Nothing was changed.`)
    }
  } catch (error) {
    if (error instanceof CitewellError) throw error
    throw new CitewellError('invalid', `${file.name} can't be unpacked (${(error as { code?: string }).code ?? (error as Error).message}), so it is no backup or a damaged one. Nothing was changed.`, { cause: error })
  }
}

function parsed(file: FileInput, line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw new CitewellError('invalid', `${file.name} is no backup of a desk, or a damaged one: a line of it can't be read. Nothing was changed.`, { cause })
  }
}
