import { z } from 'zod'
import type { Graph, GraphPlace, GraphStore } from '../../model/graph.js'
import { CitewellError } from '../../model/error.js'
import { placeInWords } from '../../model/graph-place.js'
import { defineOperation, graphSchema } from '../../model/operation.js'

export default defineOperation({
  id: 'graph.check',
  summary: 'Read a web graph and its ranks against their checksums',
  effect: 'read',
  wall: 'machine',
  long: true,
  usesLists: false,
  input: z.object({ graph: graphSchema().describe('Graph') }),
  output: z.object({ graph: z.string(), ok: z.boolean(), problems: z.array(z.string()), next: z.string().nullable().describe('What to do about it') }),
  positional: ['graph'],
  example: 'citewell graph check cc-main-2026-apr-may-jun',
  failed: ({ ok }) => !ok,
  words: ({ graph, ok, problems, next }) => (ok ? `${graph} is whole.` : [`${graph} is damaged:`, ...problems.map((problem) => `  ${problem}`), ...(next === null ? [] : [next])].join('\n')),
  jobTitle: ({ graph }) => `Check the web graph ${placeInWords(graph)}`,
  async run({ graph: place }, { graphs, signal, progress }) {
    const { checkGraph, openGraph } = await import('../../graph/graph-file.js')
    const shown = placeInWords(place)
    const ofGraph: string[] = []
    const ofRanks: string[] = []
    const bytes = await graphs.open(place, 'graph')
    try {
      ofGraph.push(...(await problemsOf(() => checkGraph(bytes, { signal, progress }))))
      // Of which graph they are can't be told where the graph can't be opened.
      const graph = await openGraph(bytes).catch(() => undefined)
      if (await graphs.has(place, 'ranks')) ofRanks.push(...(await problemsOf(() => checkRanks(graphs, place, graph))))
    } finally {
      await bytes.close()
    }
    return {
      graph: shown,
      ok: ofGraph.length + ofRanks.length === 0,
      problems: [...ofGraph.map((problem) => `graph: ${problem}`), ...ofRanks.map((problem) => `ranks: ${problem}`)],
      next: ofGraph.length > 0 ? 'Build it again; load keeps the files it fetched, so that nothing has to be fetched twice.' : ofRanks.length > 0 ? `The graph itself is whole. Rank it again: citewell graph rank ${shown} --anew` : null,
    }
  },
})

async function checkRanks(graphs: GraphStore, place: GraphPlace, graph: Pick<Graph, 'checksum' | 'name' | 'vertexCount'> | undefined): Promise<string[]> {
  const { openRanks } = await import('../../rank/ranks-file.js')
  const bytes = await graphs.open(place, 'ranks')
  try {
    return await (await openRanks(bytes, graph)).check()
  } finally {
    await bytes.close()
  }
}

/** A file that can't be opened, or ends too early, is what a check is to find. */
async function problemsOf(check: () => Promise<string[]>): Promise<string[]> {
  try {
    return await check()
  } catch (error) {
    if (error instanceof CitewellError && (error.code === 'invalid' || error.code === 'conflict' || error.code === 'unavailable')) return [error.message]
    throw error
  }
}
