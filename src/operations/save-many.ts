import { z } from 'zod'
import type { Saved } from '../model/desk.js'
import { CitewellError } from '../model/error.js'
import { readWhole } from '../model/file-input.js'
import { limits } from '../model/limits.js'
import { fileSchema, type Context, type Operation } from '../model/operation.js'
import { readPasted, type PastedColumns } from './pasted-rows.js'
import { changedBy, wholeRecord, type RecordNoun } from './records.js'

/** Saves many of a noun from a pasted table or a CSV file, with a preview: all or none. */
export function saveManyOperation<Schema extends z.ZodObject>(declared: RecordNoun<Schema>, { summary, example, columns, same }: { summary: string; example: string; columns: PastedColumns; same(record: Record<string, unknown>): string }): Operation {
  const rowSchema = z.object(Object.fromEntries(Object.entries(declared.schema.shape).filter(([name]) => name !== 'id' && name !== 'version' && name !== 'createdAt')))
  return {
    id: `${declared.noun}.save-many`, summary, effect: 'write', usesLists: false,
    description: 'A table with any delimiter, with or without a header, or one name a line. Those that are there already are left out; with a row that can\'t be read nothing is saved. With --preview it only says what it would do.',
    input: z.object({
      file: fileSchema().optional().describe('CSV or text file'),
      text: z.string().max(limits.fieldBytesMax).optional().describe('The same, pasted'),
      preview: z.boolean().default(false).describe('Only say what would be saved'),
    }),
    output: z.object({
      preview: z.boolean(),
      columns: z.array(z.object({ column: z.string(), field: z.string().nullable().describe('What it was taken for; null where it is not used') })),
      rows: z.array(rowSchema).describe('What would be saved, or was'),
      problems: z.array(z.object({ line: z.number().int(), cause: z.string(), message: z.string() })),
      accepted: z.number().int(), refused: z.number().int(), known: z.number().int().describe('There already, left out'), saved: z.number().int(),
    }),
    table: 'rows',
    shown: declared.shown,
    positional: ['file'],
    example,
    async run(input, context) {
      const { file, text, preview } = input as { file?: Parameters<typeof readWhole>[0]; text?: string; preview: boolean }
      if ((file === undefined) === (text === undefined)) throw new CitewellError('invalid', 'Give either a file or a pasted text.')
      const { columns: found, rows, problems, truncated } = readPasted(text ?? new TextDecoder().decode(await readWhole(file!, limits.profileBytesMax)), columns)
      if (truncated) throw new CitewellError('invalid', `More than ${limits.listRowsMax} rows at once are not taken. Split the table.`)
      const there = new Set((await declared.of(context.desk).list()).map((record) => same(record)))
      const accepted: Array<z.output<Schema>> = []
      let known = 0
      for (const { line, values } of rows) {
        const record = await recordOf(declared, values, context)
        if (record instanceof CitewellError) problems.push({ line, cause: 'invalid', message: record.message.replace(' Nothing was saved.', '') })
        else if (there.has(same(record))) known += 1
        else {
          there.add(same(record))
          accepted.push(record)
        }
      }
      const saves = !preview && problems.length === 0
      if (!preview && problems.length > 0) throw new CitewellError('invalid', `${problems.slice(0, 5).map(({ line, message }) => `line ${line}: ${message}`).join('; ')}${problems.length > 5 ? `; and ${problems.length - 5} more` : ''}. Nothing was saved.`)
      if (saves) for (const record of accepted) await declared.of(context.desk).save(record as unknown as Saved<z.output<Schema> & { id: string; version: number }>, changedBy(context))
      return { preview, columns: found, rows: accepted, problems: problems.sort((a, b) => a.line - b.line), accepted: accepted.length, refused: problems.length, known, saved: saves ? accepted.length : 0 }
    },
  }
}

async function recordOf<Schema extends z.ZodObject>(declared: RecordNoun<Schema>, values: Record<string, unknown>, context: Context): Promise<z.output<Schema> | CitewellError> {
  try {
    return await wholeRecord(declared, values, context)
  } catch (error) {
    if (error instanceof CitewellError && error.code === 'conflict') return values as z.output<Schema>
    if (error instanceof CitewellError) return error
    throw error
  }
}
