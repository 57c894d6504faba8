import { z } from 'zod'
import { countOf, countWords } from '../../lib/number-words.js'
import { placeInWords } from '../../model/graph-place.js'
import { defineOperation, graphSchema } from '../../model/operation.js'
import { countInWords, releaseInWords, bytesInWords } from './words.js'

export default defineOperation({
  id: 'graph.info',
  summary: 'Say what a web graph holds: size, release, inputs and ranks',
  effect: 'read',
  wall: 'machine',
  usesLists: false,
  input: z.object({ graph: graphSchema().describe('Graph') }),
  output: z.object({
    graph: z.string(),
    release: z.string(),
    level: z.string(),
    naming: z.string().describe('How vertices are named'),
    vertices: z.number().int(),
    edges: z.number().int(),
    linking: z.number().int(),
    dangling: z.number().int(),
    selfLinksDropped: z.number().int(),
    selfLinksKept: z.number().int(),
    duplicatesDropped: z.number().int(),
    bytes: z.number().int(),
    checksum: z.string(),
    inputs: z.array(z.object({ name: z.string(), bytes: z.number().int() })).describe('What it was made from'),
    columns: z.array(z.object({
      column: z.string(),
      kernel: z.string(),
      damping: z.number().nullable(),
      tolerance: z.number().nullable(),
      iterations: z.number().int().nullable(),
      rankedCount: z.number().int(),
      seeds: z.string().nullable().describe('Seed set and its version'),
      seedCount: z.number().int().nullable(),
      note: z.string().nullable(),
    })).describe('Ranks beside the graph'),
    seedDistance: z.object({ seeds: z.string(), seedCount: z.number().int() }).nullable().describe('Seeds that the steps of each vertex from the nearest are kept for'),
    leaders: z.number().int().nullable().describe('Most linked vertices whose best links are known beforehand'),
    ranksMade: z.string().nullable(),
    note: z.string().nullable(),
  }),
  positional: ['graph'],
  example: 'citewell graph info cc-main-2026-apr-may-jun',
  words(info) {
    return [
      `${info.graph} (${releaseInWords(info)}), by ${info.level}: ${countInWords(info.vertices)} ${info.vertices === 1 ? 'vertex' : 'vertices'}, ${countInWords(info.edges)} ${info.edges === 1 ? 'edge' : 'edges'}, ${bytesInWords(info.bytes)}, checksum ${info.checksum}`,
      [
        `In all: ${countWords(info.vertices)} vertices, ${countWords(info.edges)} edges; with links of their own: ${countWords(info.linking)}; without: ${countWords(info.dangling)}`,
        ...(info.selfLinksKept > 0 ? [`links of vertices to themselves that count: ${countWords(info.selfLinksKept)}`] : []),
        ...(info.selfLinksDropped > 0 ? [`left out: ${countWords(info.selfLinksDropped)} links of vertices to themselves`] : []),
        ...(info.duplicatesDropped > 0 ? [`left out: ${countWords(info.duplicatesDropped)} that stood there twice`] : []),
      ].join('; '),
      ...(info.inputs.length > 0 ? [`Made from ${info.inputs.map(({ name }) => name).join(', ')}`] : []),
      ...info.columns.map((column) => `  ${[
        `${column.column} of ${countInWords(column.rankedCount)}`,
        ...(column.seeds === null ? [] : [`from ${countOf(column.seedCount ?? 0, 'seed')} (${column.seeds})`]),
        ...(column.damping === null ? [] : [`damping ${column.damping}`]),
        ...(column.iterations === null ? [] : [countOf(column.iterations, 'iteration')]),
        ...(column.note === null ? [] : [column.note.replaceAll(/\d\.\d{5,20}(?![\d.e])/gu, (number) => String(Number(Number(number).toPrecision(4))))]),
      ].join(', ')}`),
      ...(info.seedDistance === null ? [] : [`  seed-distance, from ${countOf(info.seedDistance.seedCount, 'seed')} (${info.seedDistance.seeds})`]),
      ...(info.note === null ? [] : [info.note]),
    ].join('\n')
  },
  async run({ graph: place }, { graphs }) {
    const { withGraph } = await import('./opened-graph.js')
    return withGraph(graphs, place, async ({ graph, ranks, ranksNote }) => ({
      graph: placeInWords(place),
      release: graph.release,
      level: graph.level,
      naming: graph.naming,
      vertices: graph.vertexCount,
      edges: graph.edgeCount,
      linking: graph.linkingCount,
      dangling: graph.vertexCount - graph.linkingCount,
      selfLinksDropped: graph.selfLinksKept ? 0 : graph.selfLinks,
      selfLinksKept: graph.selfLinksKept ? graph.selfLinks : 0,
      duplicatesDropped: graph.duplicates,
      bytes: graph.bytes,
      checksum: graph.checksum,
      inputs: [...graph.inputs],
      columns: (ranks?.header.kernels ?? []).map(({ column, kernel, damping, tolerance, iterations, rankedCount, seeds, note }) => ({
        column, kernel, damping, tolerance, iterations, rankedCount, note,
        seeds: seeds === null ? null : `${seeds.name} ${seeds.version}`.trim(),
        seedCount: seeds?.count ?? null,
      })),
      seedDistance: ranks?.header.seedDistance ? { seeds: `${ranks.header.seedDistance.seeds.name} ${ranks.header.seedDistance.seeds.version}`.trim(), seedCount: ranks.header.seedDistance.seeds.count } : null,
      leaders: ranks?.header.leaders?.vertexCount ?? null,
      ranksMade: ranks?.header.made ?? null,
      note: ranksNote,
    }))
  },
})
