import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { addCommand, olderArchives, olderArchivesSentence } from '../archives/older-archives.js'

export default defineOperation({
  id: 'index.info',
  summary: 'Say what the link index holds, by source',
  effect: 'read',
  input: z.object({}),
  output: z.object({
    generation: z.number().int(), batches: z.number().int(), files: z.number().int(), sightings: z.number().int(), pages: z.number().int(), bytes: z.number().int(),
    sources: z.array(z.object({ source: z.string(), sightings: z.number().int(), firstSeen: z.string().nullable(), lastSeen: z.string().nullable() })),
    olderArchives: z.array(z.object({ file: z.string(), addedOn: z.string(), target: z.string().nullable().describe('The one domain whose links were kept of it'), url: z.string().nullable().describe('Address of the page, of one that was saved by itself') })).describe('Archives that an older version read, which kept less of their pages; each can be added again and then replaces what it gave'),
  }),
  example: 'citewell index info',
  words: (info) => [
    `${info.sightings} sightings and ${info.pages} page records in ${info.batches} batches, ${info.bytes} bytes`,
    ...info.sources.map((row) => `  ${row.source}: ${row.sightings} sightings, ${row.firstSeen?.slice(0, 10) ?? '–'} to ${row.lastSeen?.slice(0, 10) ?? '–'}`),
    ...(info.olderArchives.length === 0 ? [] : [olderArchivesSentence(info.olderArchives), ...(info.olderArchives.length === 1 ? [] : info.olderArchives.map((archive) => `  ${addCommand(archive)}`))]),
  ].join('\n'),
  run: async (_input, { index }) => ({ ...(await index.info()), olderArchives: await olderArchives(index) }),
})
