import { z } from 'zod'
import { ImportRecordSchema, type ImportRecord } from '../../model/desk-nouns.js'
import { defineOperation } from '../../model/operation.js'
import { undoMsMax } from './import-records.js'

const { file, recognised, title, rows, accepted, refused, from, until } = ImportRecordSchema.shape

export default defineOperation({
  id: 'imports.history',
  summary: 'List what was imported: files, rows, when and by whom, newest first',
  effect: 'read',
  usesLists: false,
  input: z.object({ limit: z.number().int().min(1).max(1_000).default(100).describe('How many imports') }),
  output: z.object({
    rows: z.array(z.object({
      batch: z.string().describe('Name of the import'),
      files: z.array(z.object({ file, recognised, title, rows, accepted, refused, from, until })),
      accepted: z.number().int(), refused: z.number().int(),
      by: z.string(), at: z.string(),
      mayUndoUntil: z.string().nullable().describe('Until when it can be taken back as a whole; null where it can no more'),
      undoneAt: z.string().nullable(), undoneBy: z.string().nullable(),
    })),
    total: z.number().int(),
  }),
  table: 'rows',
  shown: ['at', 'files', 'accepted', 'refused', 'by', 'undoneAt', 'batch'],
  example: 'citewell imports history',
  async run({ limit }, { desk, now }) {
    const batches = new Map<string, ImportRecord[]>()
    for (const record of await desk.imports.list()) batches.set(record.batch, [...(batches.get(record.batch) ?? []), record])
    const all = [...batches].map(([batch, records]) => {
      const first = records[0]!
      const until = new Date(Date.parse(first.at) + undoMsMax).toISOString()
      return {
        batch,
        files: records.sort((a, b) => (a.id < b.id ? -1 : 1)),
        accepted: records.reduce((sum, record) => sum + record.accepted, 0), refused: records.reduce((sum, record) => sum + record.refused, 0),
        by: first.by, at: first.at, mayUndoUntil: first.undoneAt === null && until > now ? until : null, undoneAt: first.undoneAt, undoneBy: first.undoneBy,
      }
    })
    return { rows: all.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).slice(0, limit), total: all.length }
  },
})
