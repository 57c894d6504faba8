import { z } from 'zod'
import { CorrectionSchema } from '../../model/correction.js'
import { defineOperation } from '../../model/operation.js'
import { siteInput } from '../schemas.js'
import { scopeOf } from '../sites.js'

export default defineOperation({
  id: 'corrections.list',
  summary: 'List what people corrected for a site, withdrawn corrections included',
  effect: 'read',
  mcp: true,
  input: z.object({ target: siteInput }),
  output: z.object({ corrections: z.array(CorrectionSchema) }),
  table: 'corrections',
  positional: ['target'],
  example: 'citewell corrections list clinic.example',
  run: async ({ target }, { desk }) => ({ corrections: await desk.corrections(scopeOf(target).domain) }),
})
