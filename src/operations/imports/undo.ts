import { z } from 'zod'
import { CitewellError } from '../../model/error.js'
import { defineOperation } from '../../model/operation.js'
import { dateTimeWords } from '../../report/words.js'
import { changedBy } from '../records.js'
import { undoMsMax } from './import-records.js'

/** A terminal shows the beginning of a name. */
const startMin = 8

export default defineOperation({
  id: 'imports.undo',
  summary: 'Take an import back as a whole, within an hour',
  description: 'Every link that only this import told of is gone again. What people decided, corrected and noted stays. The file can be imported again at any time.',
  effect: 'write',
  inSteps: true,
  usesLists: false,
  input: z.object({ batch: z.string().min(1).max(80).describe('Name of the import, as imports history lists it; the first eight characters are enough') }),
  output: z.object({ undone: z.literal(true), rows: z.number().int().describe('Rows that no longer count') }),
  positional: ['batch'],
  example: 'citewell imports undo 9f2c4e5a7b1d8c3f6e0a2b4d5c7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90',
  async run({ batch }, context) {
    const records = (await context.desk.imports.list()).filter((record) => record.batch === batch || (batch.length >= startMin && record.batch.startsWith(batch)))
    const first = records[0]
    if (new Set(records.map((record) => record.batch)).size > 1) throw new CitewellError('invalid', `Several imports begin with ${batch}. Give more of the name, as "imports history --json" lists it.`)
    if (first === undefined) throw new CitewellError('not_found', `There is no import ${batch.slice(0, 80)}. "imports history" lists them.`)
    if (records.every(({ undoneAt }) => undoneAt !== null)) throw new CitewellError('conflict', `${first.file} was taken back before, on ${dateTimeWords(first.undoneAt!)}.`)
    const until = new Date(Date.parse(first.at) + undoMsMax).toISOString()
    if (context.now > until) throw new CitewellError('refused', `${first.file} was imported more than an hour ago (${dateTimeWords(first.at)}), and others may have worked with it since. Nothing was taken back.`)
    // A batch that is gone already was taken out by a call that broke off before it could note so.
    await context.index.withdraw(first.batch)
    for (const record of records) if (record.undoneAt === null) await context.desk.imports.save({ ...record, undoneAt: context.now, undoneBy: context.actor.name }, changedBy(context))
    return { undone: true as const, rows: records.reduce((sum, { accepted }) => sum + accepted, 0) }
  },
})
