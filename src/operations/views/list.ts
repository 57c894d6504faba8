import { z } from 'zod'
import { SavedViewSchema } from '../../model/desk-nouns.js'
import { defineOperation } from '../../model/operation.js'

export default defineOperation({
  id: 'views.list',
  summary: 'List the saved views of a client: filters of a page under a name',
  effect: 'read',
  usesLists: false,
  input: z.object({ page: z.string().max(40).optional().describe('Only views of this page, such as links') }),
  output: z.object({ rows: z.array(SavedViewSchema) }),
  table: 'rows',
  positional: ['page'],
  example: 'citewell views list links',
  run: async ({ page }, { desk }) => ({ rows: (await desk.views.list()).filter((view) => page === undefined || view.page === page) }),
})
