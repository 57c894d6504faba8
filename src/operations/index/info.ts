import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'

export default defineOperation({
  id: 'index.info',
  summary: 'Say what the link index holds, by source',
  effect: 'read',
  input: z.object({}),
  output: z.object({
    generation: z.number().int(), batches: z.number().int(), files: z.number().int(), sightings: z.number().int(), pages: z.number().int(), bytes: z.number().int(),
    sources: z.array(z.object({ source: z.string(), sightings: z.number().int(), firstSeen: z.string().nullable(), lastSeen: z.string().nullable() })),
  }),
  example: 'citewell index info',
  words: (info) => [`${info.sightings} sightings and ${info.pages} page records in ${info.batches} batches, ${info.bytes} bytes`, ...info.sources.map((row) => `  ${row.source}: ${row.sightings} sightings, ${row.firstSeen?.slice(0, 10) ?? '–'} to ${row.lastSeen?.slice(0, 10) ?? '–'}`)].join('\n'),
  run: (_input, { index }) => index.info(),
})
