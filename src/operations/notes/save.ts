import { z } from 'zod'
import { NoteSchema } from '../../model/desk-nouns.js'
import { CitewellError } from '../../model/error.js'
import { defineOperation } from '../../model/operation.js'
import { changedBy } from '../records.js'

export default defineOperation({
  id: 'notes.save',
  summary: 'Note something on a link, a domain or a page',
  description: 'Who wrote it and when is kept with it. With an id it changes that note, whose text then has a new writer and time.',
  effect: 'write',
  mcp: true,
  usesLists: false,
  input: z.object({
    about: NoteSchema.shape.about,
    text: NoteSchema.shape.text.describe('The note'),
    id: z.string().min(1).max(64).optional().describe('Id of the note to change; a new one may be given a UUID, so that sent twice it stands once'),
    version: z.number().int().min(1).optional().describe('Version that was read, when changing one'),
  }),
  output: z.object({ saved: NoteSchema }),
  positional: ['about', 'text'],
  example: 'citewell notes save heart-society.example "Dr Reyes knows the editor"',
  async run({ about, text, id, version }, context) {
    const before = id === undefined ? undefined : await context.desk.notes.get(id)
    if (before === undefined && version !== undefined) throw new CitewellError('not_found', `There is no note ${id ?? ''} any more. Nothing was saved.`)
    const { by, at } = changedBy(context)
    return { saved: await context.desk.notes.save({ about, text, by, at, ...(id === undefined ? {} : { id }), ...(before === undefined ? {} : { version: version ?? before.version }) }, { by, at }) }
  },
})
