import { z } from 'zod'
import { placeInWords } from '../../model/graph-place.js'
import { defineOperation, graphSchema } from '../../model/operation.js'

export default defineOperation({
  id: 'graph.check',
  summary: 'Read a web graph and its ranks against their checksums',
  effect: 'read',
  long: true,
  usesLists: false,
  input: z.object({ graph: graphSchema().describe('Graph') }),
  output: z.object({ graph: z.string(), ok: z.boolean(), problems: z.array(z.string()) }),
  positional: ['graph'],
  example: 'citewell graph check cc-main-2026-apr-may-jun',
  words: ({ graph, ok, problems }) => (ok ? `${graph} is whole.` : [`${graph} is damaged:`, ...problems.map((problem) => `  ${problem}`), 'Build it again; load keeps the files it fetched, so that nothing has to be fetched twice.'].join('\n')),
  async run({ graph: place }, { graphs, signal, progress }) {
    const [{ checkGraph, openGraph }, { openRanks }] = await Promise.all([import('../../graph/graph-file.js'), import('../../rank/ranks-file.js')])
    const problems: string[] = []
    const bytes = await graphs.open(place, 'graph')
    try {
      problems.push(...(await checkGraph(bytes, { signal, progress })).map((part) => `graph: ${part}`))
      if (await graphs.has(place, 'ranks')) {
        const ranksBytes = await graphs.open(place, 'ranks')
        try {
          const ranks = await openRanks(ranksBytes, await openGraph(bytes))
          problems.push(...(await ranks.check()).map((part) => `ranks: ${part}`))
        } finally {
          await ranksBytes.close()
        }
      }
    } finally {
      await bytes.close()
    }
    return { graph: placeInWords(place), ok: problems.length === 0, problems }
  },
})
