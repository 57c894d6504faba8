import { z } from 'zod'
import { NoteSchema } from '../../model/desk-nouns.js'
import { defineOperation } from '../../model/operation.js'

export default defineOperation({
  id: 'notes.list',
  summary: 'List what people noted on links, domains and pages, newest first',
  effect: 'read',
  usesLists: false,
  input: z.object({ about: z.string().max(2_000).optional().describe('Only notes on this link id, domain or page') }),
  output: z.object({ rows: z.array(NoteSchema) }),
  table: 'rows',
  shown: ['about', 'text', 'by', 'at', 'id'],
  positional: ['about'],
  example: 'citewell notes list heart-society.example',
  async run({ about }, { desk }) {
    const rows = (await desk.notes.list()).filter((note) => about === undefined || note.about === about)
    return { rows: rows.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)) }
  },
})
