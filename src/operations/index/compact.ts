import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'

export default defineOperation({
  id: 'index.compact',
  summary: 'Join small files of the link index into larger, sorted ones; answers stay the same',
  effect: 'write',
  long: true,
  input: z.object({}),
  output: z.object({ filesBefore: z.number().int(), filesAfter: z.number().int() }),
  example: 'citewell index compact',
  words: ({ filesBefore, filesAfter }) => `${filesBefore} files before, ${filesAfter} after.`,
  jobTitle: () => 'Compact the link index',
  run: (_input, { index }) => index.compact(),
})
