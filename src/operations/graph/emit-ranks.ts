import type { FileTarget } from '../../model/file-input.js'
import type { Graph, GraphPlace } from '../../model/graph.js'
import type { Context } from '../../model/operation.js'
import type { Ranks } from '../../rank/ranks-file.js'
import { unreached, type KernelColumn } from '../../rank/ranks-header.js'
import type { ParquetColumn, ParquetRows } from '../../files/parquet-table.js'
import { withGraph } from './opened-graph.js'
import { nameInWords } from './vertices.js'
import type { GraphFile } from '../../graph/graph-file.js'

type EmitContext = Pick<Context, 'graphs' | 'signal' | 'progress' | 'columns' | 'rowsWanted'> & { emit(row: { vertex: number } & Record<string, unknown>): Promise<void> | void }

/** Vertices read at a time. */
const batchIds = 16_384

/** Gives the ranks of all vertices to whoever wants them: as rows, as a Parquet file, or both. Gives the path that was written. */
export async function emitRanks(place: GraphPlace, columns: readonly string[], out: FileTarget | null, context: EmitContext): Promise<string | null> {
  if (out === null && !context.rowsWanted) return null
  return withGraph(context.graphs, place, async ({ graph, ranks }) => {
    if (ranks === null) return null
    if (context.rowsWanted) await emitRows(graph, ranks, columns, context)
    if (out === null) return null
    const { writeParquet } = await import('../../files/parquet-table.js')
    const shown = parquetColumns(ranks, columns, graph)
    await writeParquet(out, shown.map(({ column }) => column), parquetRows(graph, ranks, shown, context), { signal: context.signal })
    return out.targetPath
  })
}

async function emitRows(graph: GraphFile, ranks: Ranks, columns: readonly string[], { emit, columns: name, signal }: EmitContext): Promise<void> {
  const named = graph.naming !== 'id'
  name(['vertex', ...(named ? ['name'] : []), ...columns])
  for await (const { first, names } of batches(graph, named)) {
    signal.throwIfAborted()
    const values = await Promise.all(columns.map((column) => valuesOf(ranks, column, first, names.length)))
    for (let index = 0; index < names.length; index += 1) {
      const row: { vertex: number } & Record<string, unknown> = { vertex: first + index }
      if (named) row.name = nameInWords(graph, names[index]!)
      for (let column = 0; column < columns.length; column += 1) {
        const value = values[column]![index]!
        row[columns[column]!] = Number.isNaN(value) ? null : value
      }
      await emit(row)
    }
  }
}

async function valuesOf(ranks: Ranks, column: string, first: number, count: number): Promise<Float64Array> {
  if (column === 'seed-distance') {
    const steps = new Uint8Array(count)
    await ranks.readSeedDistances(first, steps)
    return Float64Array.from(steps, (step) => (step === unreached ? NaN : step))
  }
  const scores = new Float64Array(count)
  await ranks.readScores(column, first, scores)
  return scores
}

interface Shown {
  column: ParquetColumn
  read(first: number, names: readonly string[]): Promise<ParquetRows['columns'][number]>
}

/**
 * Columns as the tables of ranks that a cluster builds call them: `pr`, `trust`, `spam_mass`, `cc_harmonic` and so on, each
 * with its position.
 */
function parquetColumns(ranks: Ranks, columns: readonly string[], { naming }: Pick<Graph, 'naming'>): Shown[] {
  return [
    { column: { name: 'id', type: 'BIGINT' }, read: async (first, names) => Uint32Array.from(names, (_, index) => first + index) },
    ...(naming === 'id' ? [] : [{ column: { name: naming === 'reversed-host' ? 'name_rev' : 'name', type: 'VARCHAR' as const }, read: async (_: number, names: readonly string[]) => names }]),
    ...columns.flatMap((id): Shown[] => {
      const about = ranks.column(id)
      const name = columnName(id, about)
      if (id === 'seed-distance' || about === undefined) return [{ column: { name, type: 'BIGINT', none: unreached }, read: async (first, names) => stepsOf(ranks, first, names.length) }]
      if (['components', 'in-degree', 'out-degree'].includes(about.kernel)) return [{ column: { name, type: 'BIGINT' }, read: async (first, names) => Uint32Array.from(await valuesOf(ranks, id, first, names.length)) }]
      return [
        { column: { name, type: 'DOUBLE' }, read: (first, names) => valuesOf(ranks, id, first, names.length) },
        { column: { name: `${name}_pos`, type: 'BIGINT', none: 0 }, read: async (first, names) => positionsOf(ranks, id, first, names.length) },
      ]
    }),
  ]
}

function columnName(id: string, about: KernelColumn | undefined): string {
  const [kernel, set] = id.split(':') as [string, string?]
  const short = { pagerank: 'pr', 'health-trust': 'trust', 'inverse-pagerank': 'inverse_pr' }[kernel] ?? kernel.replaceAll('-', '_')
  return `${about?.note?.startsWith('as published') ? 'cc_' : ''}${short}${set === undefined ? '' : `_${set.replaceAll('-', '_')}`}`
}

async function stepsOf(ranks: Ranks, first: number, count: number): Promise<Uint32Array> {
  const steps = new Uint8Array(count)
  await ranks.readSeedDistances(first, steps)
  return Uint32Array.from(steps)
}

async function positionsOf(ranks: Ranks, column: string, first: number, count: number): Promise<Uint32Array> {
  const positions = new Uint32Array(count)
  await ranks.readPositions(column, first, positions)
  return positions
}

async function* parquetRows(graph: GraphFile, ranks: Ranks, shown: readonly Shown[], { signal, progress }: EmitContext): AsyncGenerator<ParquetRows> {
  for await (const { first, names } of batches(graph, graph.naming !== 'id')) {
    signal.throwIfAborted()
    yield { count: names.length, columns: await Promise.all(shown.map(({ read }) => read(first, names))) }
    progress({ stage: 'Writing Parquet', done: first + names.length, total: graph.vertexCount, unit: 'vertices' })
  }
}

/** Runs of vertices with their names; where they have none, names are as many empty texts. */
async function* batches(graph: GraphFile, named: boolean): AsyncGenerator<{ first: number; names: string[] }> {
  let first = 0
  if (!named) {
    for (; first < graph.vertexCount; first += batchIds) yield { first, names: Array.from({ length: Math.min(batchIds, graph.vertexCount - first) }, () => '') }
    return
  }
  let names: string[] = []
  for await (const part of graph.names()) {
    names.push(...part)
    if (names.length < batchIds) continue
    yield { first, names }
    first += names.length
    names = []
  }
  if (names.length > 0) yield { first, names }
}
