import { createHash } from 'node:crypto'
import { readBVGraph } from '../../graph/readers/read-bvgraph.js'
import { readEdgeText } from '../../graph/readers/read-edge-text.js'
import { readIndexEdges } from '../../graph/readers/read-index-edges.js'
import { readNamedEdges } from '../../graph/readers/read-named-edges.js'
import { readVertexText } from '../../graph/readers/read-vertex-text.js'
import { parseEdgeLine } from '../../graph/readers/edge-line.js'
import type { NameChunk } from '../../graph/readers/name-chunk.js'
import { sortEdges } from '../../graph/readers/sort-edges.js'
import { unpackedBytes } from '../../graph/readers/unpacked-bytes.js'
import { CitewellError } from '../../model/error.js'
import type { FileInput } from '../../model/file-input.js'
import type { EdgeChunk, Graph, VertexNaming } from '../../model/graph.js'
import type { LinkIndex } from '../../model/outside.js'
import type { ProblemList } from '../../model/problem.js'

/** What a graph can be made from; one of `edges`, `bvgraph`, `list` and `index`. */
export interface GraphInputs {
  vertices: readonly FileInput[]
  edges: readonly FileInput[]
  bvgraph: readonly FileInput[]
  list: readonly FileInput[]
  index: LinkIndex | null
  level: Graph['level'] | undefined
}

/** A graph as it is read, ready for the builder. */
export interface GraphInput {
  edges: AsyncIterable<EdgeChunk>
  names: AsyncIterable<NameChunk> | null
  naming: VertexNaming
  level: Graph['level']
  vertexCount?: number
  /** Edges where the input tells: for progress. */
  edgeCount: number | null
  /** Names what goes in, so that a build is gone on with only if it is of the same. */
  key: string
  inputs: Array<{ name: string; bytes: number }>
  called: string
  problems: ProblemList | null
  /** How the input was taken, for the person. */
  notes: readonly string[]
}

export async function readGraphInput({ vertices, edges, bvgraph, list, index, level }: GraphInputs, signal: AbortSignal): Promise<GraphInput> {
  const names = vertices.length === 0 ? null : readVertexText(vertices, { signal })
  const files = [...vertices, ...edges, ...bvgraph, ...list]
  const common = {
    naming: names === null ? 'id' as const : 'reversed-host' as const,
    edgeCount: null,
    inputs: files.map(({ name, size }) => ({ name, bytes: size ?? 0 })),
    called: [...edges, ...bvgraph, ...list].map(({ name }) => name).join(', '),
    problems: null,
    notes: [],
  }
  if (edges.length > 0) return { ...common, edges: names ? readEdgeText(edges, { signal }) : someEdges(readEdgeText(edges, { signal }), common.called), names, level: level ?? levelOf(files) ?? (names ? 'domain' : 'page'), key: await keyOf('edges', files) }
  if (bvgraph.length > 0) {
    const byEnding = (ending: string) => bvgraph.find(({ name }) => name.toLowerCase().endsWith(ending))
    const [graph, properties, offsets] = [byEnding('.graph'), byEnding('.properties'), byEnding('.offsets')]
    if (!graph || !properties) throw new CitewellError('invalid', `--bvgraph needs the files NAME.graph and NAME.properties; ${bvgraph.map(({ name }) => name).join(', ')} ${bvgraph.length === 1 ? 'is' : 'are'} not both. At the command line the name without ending is enough.`)
    const reader = await readBVGraph({ graph, properties, ...(offsets ? { offsets } : {}) })
    return { ...common, edges: reader.edges({ signal }), names, level: level ?? levelOf(files) ?? (names ? 'domain' : 'page'), vertexCount: reader.vertexCount, edgeCount: reader.edgeCount, key: await keyOf('bvgraph', files) }
  }
  if (list.length > 0) return readList(list, level, signal, common)
  if (index === null) throw new CitewellError('invalid', 'Say what the graph is to be made from: --edges (with --vertices), --bvgraph, --list, --ranks or --index.')
  const rows = index.domainEdges({ signal })
  const ordered = await readIndexEdges(pairsOf(rows), { signal }).catch((error: unknown) => {
    // Rows and tabs mean nothing to somebody who gave no file.
    if (error instanceof CitewellError && error.code === 'invalid' && error.message.includes('there is no edge')) throw new CitewellError('invalid', 'The link index has no link between two sites yet. Take in archives or exports first: citewell archives add.', { cause: error })
    throw error
  })
  return { ...common, called: 'the link index', edges: ordered.edges(), names: ordered.names(), naming: 'reversed-host', level: 'domain', vertexCount: ordered.vertexCount, edgeCount: ordered.edgeCount, key: `index ${await index.generation()}`, problems: ordered.problems }
}

/** Without names an empty list makes a graph of nothing: a file that was not fetched, more likely than not. */
async function* someEdges(edges: AsyncIterable<EdgeChunk>, called: string): AsyncGenerator<EdgeChunk> {
  let any = false
  for await (const chunk of edges) {
    any = true
    yield chunk
  }
  if (!any) throw new CitewellError('invalid', `${called}: there is no edge in it. Each line must hold the ids of two vertices, as in "12<TAB>40".`)
}

async function* pairsOf(rows: AsyncIterable<{ from: string; to: string }>): AsyncGenerator<readonly [string, string]> {
  for await (const { from, to } of rows) yield [from, to]
}

/** A list in any order, of names or of numbers: what its first line with anything on it has. */
async function readList(list: readonly FileInput[], level: Graph['level'] | undefined, signal: AbortSignal, common: Pick<GraphInput, 'inputs' | 'called' | 'problems' | 'edgeCount' | 'notes'>): Promise<GraphInput> {
  const first = await replayed(list[0]!)
  const files = [first.file, ...list.slice(1)]
  const key = await keyOf('list', list)
  if (first.isNumbers) {
    return { ...common, edges: sortEdges(readEdgeText(files, { signal }), common.called), names: null, naming: 'id', level: level ?? 'page', key }
  }
  if (level === 'page') throw new CitewellError('invalid', 'A list of names makes a graph of domains or of hosts: give --level domain or --level host.')
  const ordered = await readNamedEdges(files, { level: level ?? 'domain', signal })
  return { ...common, edges: ordered.edges(), names: ordered.names(), naming: 'reversed-host', level: level ?? 'domain', vertexCount: ordered.vertexCount, edgeCount: ordered.edgeCount, key: `${key} ${level ?? 'domain'}`, problems: ordered.problems, notes: ordered.notes }
}

/** Looks at the beginning of a file. One that can be read once only is given on with what was looked at put back. */
async function replayed(file: FileInput): Promise<{ file: FileInput; isNumbers: boolean }> {
  const pieces: Uint8Array[] = []
  const source = file.open()[Symbol.asyncIterator]()
  const looked: FileInput = {
    ...file,
    async *open() {
      for (;;) {
        const next = await source.next()
        if (next.done) return
        if (file.once) pieces.push(next.value)
        yield next.value
      }
    },
  }
  let text = ''
  for await (const bytes of unpackedBytes(looked, () => 'its beginning')) {
    text += Buffer.from(bytes).toString('latin1')
    if (text.length > sniffedBytesMax || firstLine(text) !== null) break
  }
  if (!file.once) await source.return?.()
  const line = firstLine(`${text}\n`) ?? ''
  const isNumbers = parseEdgeLine(line) !== null && 'from' in parseEdgeLine(line)!
  if (!file.once) return { file, isNumbers }
  return {
    isNumbers,
    file: {
      ...file,
      async *open() {
        yield* pieces
        for (let next = await source.next(); !next.done; next = await source.next()) yield next.value
      },
    },
  }
}

const sniffedBytesMax = 64 * 1024

/** First whole line that is no comment and no heading. */
function firstLine(text: string): string | null {
  const lines = text.split(/\r?\n/u).slice(0, -1).filter((line) => line.trim() !== '' && !/^\s*[#%]/u.test(line))
  if (lines.length === 0) return null
  return /\d/u.test(lines[0]!) || lines.length === 1 ? lines[0]! : lines[1]!
}

const keyedBytes = 64 * 1024

/** Names, sizes, times and beginnings of files: enough to tell one input from another without reading all of it twice. */
export async function keyOf(kind: string, files: readonly FileInput[]): Promise<string> {
  const hash = createHash('sha256').update(kind)
  for (const file of files) {
    hash.update(`\0${file.name}\0${file.size ?? ''}\0${file.changedAt ?? ''}\0`)
    // What can be read once only must not be begun here; such work is never gone on with.
    if (file.once) continue
    for await (const bytes of file.open()) {
      hash.update(bytes.subarray(0, keyedBytes))
      break
    }
  }
  return `${kind} ${hash.digest('hex').slice(0, 32)}`
}

/** Release and level as the names of published files tell them: `cc-main-2026-apr-may-jun-domain-edges.txt.gz`. */
export function releaseOf(files: ReadonlyArray<{ name: string }>): string | null {
  for (const { name } of files) {
    const release = /^(cc-main-[a-z0-9-]{4,80}?)-(?:domain|host)\b/u.exec(name)?.[1]
    if (release !== undefined) return release
  }
  return null
}

function levelOf(files: ReadonlyArray<{ name: string }>): 'domain' | 'host' | null {
  for (const { name } of files) {
    const level = /^cc-main-[a-z0-9-]{4,80}?-(domain|host)\b/u.exec(name)?.[1]
    if (level !== undefined) return level as 'domain' | 'host'
  }
  return null
}
