import { z } from 'zod'
import { importKinds } from '../../imports/index.js'
import { defineOperation } from '../../model/operation.js'

export default defineOperation({
  id: 'imports.list',
  summary: 'List the export formats that are recognised',
  effect: 'read',
  wall: 'open',
  input: z.object({}),
  output: z.object({ formats: z.array(z.object({ id: z.string(), tool: z.string(), title: z.string(), exportedFrom: z.string(), gives: z.string() })) }),
  table: 'formats',
  example: 'citewell imports list',
  run: async () => ({ formats: importKinds.map(({ id, tool, title, exportedFrom, gives }) => ({ id, tool, title, exportedFrom, gives })) }),
})
