// Ours, through the built package.
//
//     node ours.mjs build VERTICES EDGES GRAPH [BLOCK]             from text, without names where VERTICES is -; BLOCK linking vertices to a block
//     node ours.mjs build-stored FOLDER NODES DEGREE GRAPH [BLOCK] from the bench's own files, names made on the way
//     node ours.mjs rank GRAPH THREADS                             answers lines
//     node ours.mjs degrees GRAPH MIDDLING                         the most linked vertex, and one with about so many links
//     node ours.mjs look-up GRAPH DOMAIN TIMES HOME                asks the same question again and again in one process
import { closeSync, createReadStream, fstatSync, openSync, readSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { planGraph, vertexNames } from '../generate.mjs'
import { tell } from './csr.mjs'

const dist = process.env.CITEWELL_DIST ?? fileURLToPath(new URL('../../../dist', import.meta.url))
const load = (path) => import(pathToFileURL(join(dist, path)).href)
const [verb, ...words] = process.argv.slice(2)
const verbs = { build, 'build-stored': buildStored, rank, degrees, 'look-up': lookUp }
await verbs[verb]()

async function build() {
  const [vertices, edges, path, block] = words
  const { readEdgeText } = await load('graph/readers/read-edge-text.js')
  const { readVertexText } = await load('graph/readers/read-vertex-text.js')
  await buildFrom(() => readEdgeText([fileInput(edges)]), vertices === '-' ? null : readVertexText([fileInput(vertices)]), path, block)
}

async function buildStored() {
  const [folder, nodes, degree, path, block] = words
  await buildFrom(() => storedEdges(folder), madeNames(planGraph({ nodes: Number(nodes), degree: Number(degree) })), path, block)
}

async function buildFrom(edges, names, path, block) {
  const { buildGraph } = await load('graph/build-graph.js')
  const { openGraphStore } = await load('files/graph-store.js')
  const work = await openGraphStore({ dir: path }).work({ kind: 'path', path }, 'graph')
  const begin = performance.now()
  let edgesBegin = begin
  const timed = (async function* () {
    edgesBegin = performance.now()
    yield* edges()
  })()
  const made = await buildGraph(timed, names, { work, inputKey: 'bench', release: 'bench', level: 'domain', naming: names === null ? 'id' : 'reversed-host', program: 'bench', ...(block ? { linkingPerBlock: Number(block) } : {}) })
  const end = performance.now()
  await work.close()
  const graph = await openGraphAt(path)
  const { preciseByDefault } = await load('rank/linear.js')
  const spans = graph.tiles.filter(({ side, rowFirst }) => side === 'in' && rowFirst === 0).map(({ neighbourSpan }) => neighbourSpan)
  tell({ precise: preciseByDefault(graph.linkingCount), buildMs: end - begin, edgesMs: end - edgesBegin, edgeCount: made.edgeCount, peakBytes: 1024 * process.resourceUsage().maxRSS, linkingPerBlock: spans[0], spans })
  await graph.close()
}

/** Answers `iterate N`, `vectors N` and `balls N` with the time of each iteration, `sample`, `answer N FILE`, `until TOLERANCE`, `whole TOLERANCE`. */
async function rank() {
  const [path, threads] = words
  const { solveLinear } = await load('rank/linear.js')
  const { harmonic } = await load('rank/harmonic.js')
  const bounds = { threads: Number(threads), memoryBytesMax: 22e9 }
  const even = { damping: 0.85, even: 1, seeds: [], tolerance: 0 }
  const graph = await openGraphAt(path)
  const seedsOf = (step) => Array.from({ length: 1_000 }, (_, at) => ({ id: Math.floor(((at + step) * graph.vertexCount) / 1_001), weight: 1 / 1_000 }))

  /** Times of the iterations after the first, which is for warming up, and of all that comes before it. */
  async function timed(vectors, count, options = {}) {
    const begin = performance.now()
    const stamps = []
    await solveLinear(graph, { side: 'in', vectors: vectors.map((vector) => ({ ...vector, iterationsMax: count + 1 })) }, { ...bounds, ...options, iterated: () => stamps.push(performance.now()) }, () => undefined)
    const ms = stamps.slice(1).map((stamp, at) => stamp - stamps[at])
    return { ms, loadMs: stamps[0] - begin - ms[0] }
  }

  const answers = {
    iterate: (count) => timed([even], Number(count)),
    // With shorts, as large graphs have them: small ones are ranked in doubles, two vectors at most in a pass.
    async vectors(count) {
      const trust = [0.25, 0.75].map((step) => ({ ...even, even: 0, seeds: seedsOf(step) }))
      const one = []
      const ms = []
      for (let round = 0; round < 2; round += 1) {
        one.push(...(await timed([even], Number(count), { precise: false })).ms)
        ms.push(...(await timed([even, ...trust], Number(count), { precise: false })).ms)
      }
      return { ms, one }
    },
    async balls(count) {
      const time = async (stepsMax) => {
        const begin = performance.now()
        await harmonic(graph, { method: 'ball', registers: 64, stepsMax, ...bounds })
        return performance.now() - begin
      }
      await time(1)
      const first = await time(1)
      return { ms: [((await time(1 + Number(count))) - first) / Number(count)] }
    },
    async sample() {
      const begin = performance.now()
      const { steps } = await harmonic(graph, { method: 'sample', ...bounds })
      return { ms: performance.now() - begin, steps }
    },
    async answer(count, file) {
      writeFileSync(file, new Uint8Array(normal(await scoresOf(graph, { ...even, iterationsMax: Number(count) })).scores.buffer))
      return { done: true }
    },
    // The iterations alone, as of the peers; the first, which nobody times, counts as long as the others.
    async until(tolerance) {
      const { ms } = await timed([{ ...even, tolerance: Number(tolerance) }], 999)
      return { ms: ((ms.length + 1) / ms.length) * ms.reduce((sum, one) => sum + one, 0), iterations: ms.length + 1 }
    },
    async whole(tolerance) {
      const begin = performance.now()
      const own = await openGraphAt(path)
      const { ends } = normal(await scoresOf(own, { ...even, tolerance: Number(tolerance), iterationsMax: 1_000 }))
      await own.close()
      return { ms: performance.now() - begin, iterations: ends[0].iterations }
    },
  }

  async function scoresOf(of, vector) {
    const scores = new Float64Array(of.vertexCount)
    const ends = await solveLinear(of, { side: 'in', vectors: [vector] }, bounds, (first, [values]) => scores.set(values.subarray(0, Math.min(values.length, scores.length - first)), first))
    return { scores, ends }
  }

  tell({ ready: true })
  for await (const line of createInterface({ input: process.stdin })) {
    const [verb, ...rest] = line.split(' ')
    if (!(verb in answers)) break
    tell(await answers[verb](...rest).catch((error) => ({ problem: String(error.message ?? error) })))
  }
  await graph.close()
}

function normal({ scores, ends }) {
  const sum = scores.reduce((total, score) => total + score, 0)
  for (let at = 0; at < scores.length; at += 1) scores[at] /= sum
  return { scores, ends }
}

async function degrees() {
  const [path, middling] = words
  const graph = await openGraphAt(path)
  const inDegrees = new Uint32Array(graph.vertexCount)
  await graph.readInDegrees(0, inDegrees)
  const rowWith = (wanted) => inDegrees.reduce((best, degree, row) => (Math.abs(degree - wanted) < Math.abs(inDegrees[best] - wanted) ? row : best), 0)
  const about = async (row) => ({ name: (await graph.nameOf(await graph.idOfRow(row))).split('.').reverse().join('.'), inDegree: inDegrees[row] })
  tell({ most: await about(rowWith(2 ** 32)), middling: await about(rowWith(Number(middling))) })
  await graph.close()
}

async function lookUp() {
  const [path, domain, times, home] = words
  const [{ call }, { default: operation }, { openOutside }, { localActor }] = await Promise.all([load('doors/call.js'), load('operations/graph/referring-domains.js'), load('home.js'), load('model/actor.js')])
  const outside = await openOutside(home, { lists: false })
  const ms = []
  let rows = 0
  for (let round = 0; round < Number(times); round += 1) {
    const begin = performance.now()
    const answer = await call(operation, { graph: { kind: 'path', path }, domain, top: 100 }, { outside: async () => outside, actor: localActor, now: '2026-01-01T00:00:00.000Z' })
    ms.push(performance.now() - begin)
    rows = answer.rows.length
  }
  tell({ ms, rows })
  await outside.close()
}

async function openGraphAt(path) {
  const { openGraphStore } = await load('files/graph-store.js')
  const { openGraph } = await load('graph/graph-file.js')
  return openGraph(await openGraphStore({ dir: path }).open({ kind: 'path', path }, 'graph'))
}

function fileInput(path) {
  return { name: basename(path), size: statSync(path).size, open: () => createReadStream(path, { highWaterMark: 1024 * 1024 }) }
}

/** The edges of the bench's two files, in chunks. */
async function* storedEdges(folder) {
  const offsetsFile = openSync(join(folder, 'out.offsets'))
  const targetsFile = openSync(join(folder, 'out.targets'))
  const vertexCount = fstatSync(offsetsFile).size / 8 - 1
  const edgesMax = 1 << 18
  const chunk = { from: new Uint32Array(edgesMax), to: new Uint32Array(edgesMax), count: 0 }
  const offsets = new BigUint64Array(1 << 16)
  let edge = 0
  let id = 0
  while (id < vertexCount) {
    const count = readSync(offsetsFile, new Uint8Array(offsets.buffer), 0, 8 * Math.min(offsets.length, vertexCount + 1 - id), 8 * id) / 8
    for (let at = 0; at < count - 1; at += 1) {
      for (const end = Number(offsets[at + 1]); edge < end;) {
        const part = Math.min(end - edge, edgesMax - chunk.count)
        chunk.from.fill(id + at, chunk.count, chunk.count + part)
        chunk.count += part
        edge += part
        if (chunk.count < edgesMax) continue
        readSync(targetsFile, new Uint8Array(chunk.to.buffer), 0, 4 * chunk.count, 4 * (edge - chunk.count))
        yield chunk
        chunk.count = 0
      }
    }
    id += count - 1
  }
  if (chunk.count > 0) {
    readSync(targetsFile, new Uint8Array(chunk.to.buffer), 0, 4 * chunk.count, 4 * (edge - chunk.count))
    yield chunk
  }
  closeSync(offsetsFile)
  closeSync(targetsFile)
}

function* madeNames(plan) {
  const nameOf = vertexNames(plan)
  const namesMax = 32_768
  const chunk = { first: 0, count: 0, bytes: Buffer.alloc(64 * namesMax), ends: new Uint32Array(namesMax), hostCounts: null }
  for (let first = 0; first < plan.vertexCount; first += namesMax) {
    chunk.first = first
    chunk.count = Math.min(namesMax, plan.vertexCount - first)
    let length = 0
    for (let at = 0; at < chunk.count; at += 1) {
      length += chunk.bytes.latin1Write(nameOf(first + at), length)
      chunk.ends[at] = length
    }
    yield chunk
  }
}
