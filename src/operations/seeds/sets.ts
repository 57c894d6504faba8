import { z } from 'zod'
import { countWords } from '../../lib/number-words.js'
import { defineOperation } from '../../model/operation.js'
import { columnsInWords } from '../graph/words.js'

export default defineOperation({
  id: 'seeds.sets',
  summary: 'List the sets of trusted and distrusted seeds, with version, source and licence',
  effect: 'read',
  wall: 'open',
  input: z.object({}),
  output: z.object({
    sets: z.array(z.object({
      set: z.string(), kind: z.enum(['trusted', 'distrusted']), title: z.string(), seeds: z.number().int(), version: z.string(),
      date: z.string(), reviewedOn: z.string().nullable().describe('Day of the last review; none for lists taken over'), about: z.string(), source: z.string(), licence: z.string(),
    })),
  }),
  table: 'sets',
  shown: ['set', 'kind', 'seeds', 'version', 'reviewedOn'],
  words: ({ sets }) => [
    ...columnsInWords(
      [['Set', 'Kind', 'Seeds', 'Version', 'Reviewed on', 'Title'], ...sets.map(({ set, kind, seeds, version, reviewedOn, title }) => [set, kind, countWords(seeds), version, reviewedOn ?? '–', title])],
      [false, false, true, false, false, false],
    ),
    '',
    'Source, licence and what each set is about: --json or --csv, and seeds list SET.',
  ].join('\n'),
  example: 'citewell seeds sets',
  async run(_input, { lists: { seedSets } }) {
    const sets = seedSets.ids.map((id) => {
      const { kind, title, version, date, reviewedOn, about, source, licence, entries } = seedSets.get(id)!
      return { set: id, kind, title, seeds: entries.length, version, date, reviewedOn, about, source, licence }
    })
    return { sets }
  },
})
