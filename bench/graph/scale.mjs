// Question: what does a graph of a thousand million edges take on this machine, and what would the whole of Common
// Crawl's domain graph take by the same rates? Ours only; the large run takes about half an hour alone on two cores.
//
//     node bench/graph/scale.mjs [--nodes 50e6] [--degree 20] [--threads 2] [--text-edges 100e6] [--folder DIR] [--block 1.5e6] [--keep] [--skip PART,…]
//
// Parts that can be skipped: reading, building, ranking, all, looking, arithmetic; and of ranking: one-thread, pagerank,
// vectors, hyperball, sample, whole. HyperBall and looking up alone, in less than ten minutes:
//
//     node bench/graph/scale.mjs --skip reading,one-thread,pagerank,vectors,sample,whole,all,arithmetic
import { mkdirSync, mkdtempSync, openSync, closeSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { median } from './answers.mjs'
import { describeProperties, edgeText, planGraph, vertexNames, vertexText, writeGraph } from './generate.mjs'
import { Skipped, startPeer, treeBytes } from './peer-process.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const ours = fileURLToPath(new URL('peers/ours.mjs', import.meta.url))
const given = Object.fromEntries(process.argv.slice(2).flatMap((word, at, words) => (word.startsWith('--') ? [[word.slice(2), words[at + 1] === undefined || words[at + 1].startsWith('--') ? 'yes' : words[at + 1]]] : [])))
const nodes = Number(given.nodes ?? 50e6)
const degree = Number(given.degree ?? 20)
const threads = Number(given.threads ?? 2)
const textEdges = Number(given['text-edges'] ?? Math.min(100e6, nodes * degree))
/** Linking vertices to a block of the graph file; by default as the builder has it. */
const block = given.block ? [String(Number(given.block))] : []
const skipped = new Set((given.skip ?? '').split(','))
const folder = mkdtempSync(join(given.folder ?? tmpdir(), 'citewell-bench-scale-'))
const graphPath = join(folder, 'bench.graph')
if (!('keep' in given)) process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))
const hour = 3_600_000
/** What was measured, for the arithmetic at the end. */
const known = {}

const plan = planGraph({ nodes, degree })
let made
await part('The graph', generate)
await part('Reading text', readText)
await part('Building', build)
for (const count of threads === 1 || skipped.has('one-thread') ? [threads] : [1, threads]) await part(`Ranking, ${count} ${count === 1 ? 'thread' : 'threads'}`, () => rank(count))
await part('All ranks through the command line', allRanks)
await part('Looking up', lookUp)
await part('Arithmetic for the whole domain graph', arithmetic)
process.exit()

async function part(title, body) {
  console.log(`\n${title}`)
  const word = title.split(/[ ,]/u)[0].toLowerCase()
  if (skipped.has(word)) {
    console.log('  skipped, as asked')
    return
  }
  try {
    await body()
  } catch (error) {
    console.log(`  skipped: ${error instanceof Skipped ? error.message : error.stack}`)
  }
}

/** A question on which the others do not depend. */
async function said(word, body) {
  if (skipped.has(word)) return
  try {
    await body()
  } catch (error) {
    if (!(error instanceof Skipped)) throw error
    console.log(`  not measured: ${error.message}`)
  }
}

async function generate() {
  const begin = performance.now()
  made = await writeGraph(plan, folder, { csr: true, threads })
  console.log(`  ${describeProperties(made)}; made in ${seconds(performance.now() - begin)}`)
  known.vertexCount = made.vertexCount
  known.edgeCount = made.edgeCount
  known.linkingCount = made.linkingCount
  known.intoLinking = made.intoLinking
}

/** The first edges of the graph as published text, with all names: the rate at which text becomes a graph. */
async function readText() {
  const vertices = join(folder, 'vertices.txt.gz')
  const edges = join(folder, 'edges.txt.gz')
  let begin = performance.now()
  writePieces(vertices, vertexText(plan, { level: 1 }))
  let count = 0
  let chunks = 0
  for (const wanted = Math.min(textEdges, made.edgeCount); chunks < plan.chunks.length && (chunks * made.edgeCount) / plan.chunks.length < wanted; chunks += 1);
  const file = openSync(edges, 'w')
  for await (const piece of edgeText(plan, { threads, level: 6, chunks })) {
    writeWhole(file, piece.bytes)
    count += piece.count
  }
  closeSync(file)
  console.log(`  ${millions(count)} edges as ${gigabytes(statSync(edges).size)} of .txt.gz, names ${gigabytes(statSync(vertices).size)}; made in ${seconds(performance.now() - begin)}`)
  const path = join(folder, 'text.graph')
  // Names are taken while edges are read, so what they take is told by the difference.
  const alone = await watched(['build', '-', edges, path, ...block], (child) => child.next())
  const whole = await watched(['build', vertices, edges, path, ...block], (child) => child.next())
  const namesMs = Math.max(0, whole.built.buildMs - alone.built.buildMs)
  console.log(`  edges alone built in ${seconds(alone.built.buildMs)} (${rate(alone.built.edgeCount, alone.built.buildMs)}), with all names in ${seconds(whole.built.buildMs)} (${rate(made.vertexCount, namesMs)} vertices in the time between); peak memory ${gigabytes(whole.peakBytes)}`)
  known.textNsPerEdge = (alone.built.buildMs * 1e6) / alone.built.edgeCount
  known.nameNsPerVertex = (namesMs * 1e6) / made.vertexCount
  for (const used of [vertices, edges, path]) rmSync(used)
}

async function build() {
  const { built, peakBytes } = await watched(['build-stored', folder, String(nodes), String(degree), graphPath, ...block], (child) => child.next())
  const bytes = statSync(graphPath).size
  known.fileBytesPerEdge = bytes / built.edgeCount
  known.blocks = built.spans.length
  known.linkingPerBlock = Math.max(...built.spans)
  known.buildNsPerEdge = (built.edgesMs * 1e6) / built.edgeCount
  console.log(`  edges from binary in ${seconds(built.edgesMs)} (${rate(built.edgeCount, built.edgesMs)}), with names ${seconds(built.buildMs)}; peak memory of the process tree ${gigabytes(peakBytes)} (${(peakBytes / built.edgeCount).toFixed(2)} bytes an edge)`)
  console.log(`  file ${gigabytes(bytes)}: ${known.fileBytesPerEdge.toFixed(2)} bytes an edge with both directions and names`)
  rmSync(join(folder, 'out.targets'))
  rmSync(join(folder, 'out.offsets'))
}

async function rank(count) {
  const { peakBytes } = await watched(['rank', graphPath, String(count)], async (child) => {
    await child.next()
    await said('pagerank', async () => {
      const one = await child.ask(`iterate ${count === 1 ? 6 : 12}`)
      const ms = median(one.ms)
      console.log(`  PageRank: ${ms.toFixed(0)} ms an iteration (least ${Math.min(...one.ms).toFixed(0)}), ${((ms * 1e6) / made.edgeCount).toFixed(2)} ns an edge; loading ${seconds(one.loadMs)}, memory ${gigabytes(child.heldBytes())}`)
      known.iterationNsPerEdge = (ms * 1e6) / made.edgeCount
      known.loadNsPerEdge = (one.loadMs * 1e6) / made.edgeCount
    })
    if (count !== threads) return
    await said('vectors', async () => {
      const { ms: three, one } = await child.ask('vectors 5')
      console.log(`  three vectors in one pass: ${median(three).toFixed(0)} ms an iteration, one ${median(one).toFixed(0)} ms: ${(median(three) / median(one)).toFixed(2)} of it`)
    })
    await said('hyperball', async () => {
      const balls = median((await child.ask('balls 3')).ms)
      console.log(`  HyperBall, 64 registers: ${balls.toFixed(0)} ms an iteration, ${((balls * 1e6) / made.edgeCount).toFixed(2)} ns an edge`)
    })
    await said('sample', async () => {
      const { ms: sample, steps } = await child.ask('sample')
      console.log(`  harmonic centrality from a sample of 512: ${seconds(sample)} in all, ${steps} steps, ${((sample * 1e6) / made.edgeCount).toFixed(1)} ns an edge`)
      known.harmonicNsPerEdge = (sample * 1e6) / made.edgeCount
    })
    await said('whole', async () => {
      const whole = await child.ask('whole 1e-6')
      console.log(`  PageRank to 1e-6 with opening and loading: ${seconds(whole.ms)}, ${whole.iterations} iterations`)
      known.iterations = whole.iterations
    })
  })
  console.log(`  peak memory of the process tree ${gigabytes(peakBytes)}, ${(peakBytes / made.edgeCount).toFixed(2)} bytes an edge`)
  if (count === threads) known.memoryBytesPerEdge = peakBytes / made.edgeCount
}

async function allRanks() {
  const nameOf = vertexNames(plan)
  const seeds = join(folder, 'seeds.txt')
  writeFileSync(seeds, Array.from({ length: 2_000 }, (_, at) => `${nameOf(plan.linkingIds[Math.floor((at * plan.linkingIds.length) / 2_000)]).split('.').reverse().join('.')}\n`).join(''))
  const begin = performance.now()
  const { printed, peakBytes } = await commandLine(['graph', 'rank', graphPath, '--kernel', 'pagerank,health-trust,spam-mass,harmonic', '--seeds', seeds, '--tolerance', '1e-6', '--threads', String(threads), '--memory', '20'])
  const ms = performance.now() - begin
  console.log(`  pagerank, health-trust, spam-mass, harmonic: ${seconds(ms)}; peak memory of the process tree ${gigabytes(peakBytes)}; ranks ${gigabytes(statSync(join(folder, 'bench.ranks')).size)}`)
  console.log(printed.trim().replaceAll(/^/gmu, '    '))
  known.allNsPerEdge = (ms * 1e6) / made.edgeCount
  known.allMs = ms
}

/** The most linked vertex and one with about a thousand links: from a closed program, and again and again in an open one. */
async function lookUp() {
  const home = join(folder, 'home')
  mkdirSync(home, { recursive: true })
  const found = await (await watchedPeer(['degrees', graphPath, '1000'])).finish((child) => child.next())
  for (const [what, { name, inDegree }] of [['most linked', found.most], ['middling', found.middling]]) {
    const cold = []
    for (let round = 0; round < 5; round += 1) {
      const begin = performance.now()
      await commandLine(['graph', 'referring-domains', graphPath, name, '--top', '100', '--json'], home)
      cold.push(performance.now() - begin)
    }
    const { ms, rows } = await (await watchedPeer(['look-up', graphPath, name, '20', home])).finish((child) => child.next())
    console.log(`  ${what} (${millions(inDegree)} links): ${rows} rows; from a closed program ${median(cold).toFixed(0)} ms (most ${Math.max(...cold).toFixed(0)}); in an open one first ${ms[0].toFixed(1)} ms, then median ${median(ms.slice(1)).toFixed(1)} ms`)
  }
}

function arithmetic() {
  console.log(`  rates measured on ${millions(known.vertexCount)} vertices and ${millions(known.edgeCount)} edges:`)
  for (const [name, value] of Object.entries(known)) console.log(`    ${name} = ${value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)}`)
  const graphs = [
    { name: '124.6 M vertices, 4.756 G arcs', vertices: 124.6e6, linking: 45.6e6, arcs: 4.756e9 },
    { name: '100.7 M vertices, 6.554 G arcs', vertices: 100.7e6, linking: 46.1e6, arcs: 6.554e9 },
  ]
  for (const { name, vertices, linking, arcs } of graphs) {
    console.log(`  ${name}`)
    const intoLinking = known.intoLinking / known.edgeCount
    // Three ids in eight bytes, one byte a row and block for the count, 16 bytes a row that stay, and 48 MB in each memory to gather up in.
    const blocks = known.blocks + Math.ceil((linking - known.linkingCount) / known.linkingPerBlock)
    const stays = (8 / 3) * arcs * intoLinking + linking * blocks + linking * 16
    const memory = stays + 48e6 * Math.ceil(stays / 2 ** 32)
    line('text to graph', '(vertices × nameNsPerVertex + arcs × textNsPerEdge)', (vertices * known.nameNsPerVertex + arcs * known.textNsPerEdge) / 1e9)
    line('one iteration', '(arcs × iterationNsPerEdge)', (arcs * known.iterationNsPerEdge) / 1e9)
    line(`PageRank to 1e-6`, `(arcs × (loadNsPerEdge + ${known.iterations} × iterationNsPerEdge))`, (arcs * (known.loadNsPerEdge + known.iterations * known.iterationNsPerEdge)) / 1e9)
    line('PageRank, at most', '(85 iterations: 0.85^85 = 1e-6)', (arcs * (known.loadNsPerEdge + 85 * known.iterationNsPerEdge)) / 1e9)
    line('harmonic centrality', '(arcs × harmonicNsPerEdge, from a sample)', (arcs * known.harmonicNsPerEdge) / 1e9)
    line('all four kernels', '(arcs × allNsPerEdge, as the command line took here)', (arcs * known.allNsPerEdge) / 1e9)
    line('text to all ranks', '(the sum of the first and the last)', (vertices * known.nameNsPerVertex + arcs * (known.textNsPerEdge + known.allNsPerEdge)) / 1e9)
    console.log(`    memory for ranking ${gigabytes(memory)}, ${(memory / arcs).toFixed(2)} bytes an arc (8/3 × arcs × ${intoLinking.toFixed(2)} into linking + linking × ${blocks} blocks + linking × 16 + 48 MB in each memory)`)
    console.log(`    file ${gigabytes(arcs * known.fileBytesPerEdge)} (arcs × fileBytesPerEdge)`)
  }
}

function line(what, formula, value) {
  console.log(`    ${what} ${Number.isFinite(value) ? (value < 100 ? `${value.toFixed(1)} s` : `${(value / 60).toFixed(1)} min`) : 'not known: a part of it was not measured'} ${formula}`)
}

/** A process of ours, with the most memory that it and what it started had at one time. */
async function watched(words, body) {
  const peer = await watchedPeer(words)
  const built = await peer.finish(body)
  return { built, peakBytes: peer.peakBytes() }
}

async function watchedPeer(words) {
  const child = startPeer(process.execPath, [ours, ...words], { timeoutMs: hour })
  const memory = watchMemory(child.pid)
  return {
    peakBytes: memory.peakBytes,
    async finish(body) {
      try {
        return await body(child)
      } finally {
        memory.stop()
        await child.stop()
      }
    },
  }
}

function watchMemory(pid) {
  let peak = 0
  const timer = setInterval(() => {
    peak = Math.max(peak, treeBytes(pid))
  }, 200)
  return { peakBytes: () => peak, stop: () => clearInterval(timer) }
}

/** The program as people start it. */
async function commandLine(words, home = join(folder, 'home')) {
  const program = join(process.env.CITEWELL_DIST ?? join(root, 'dist'), '../bin/citewell.mjs')
  const child = startPeer(process.execPath, [program, '--home', home, ...words], { timeoutMs: hour, lines: false })
  const memory = watchMemory(child.pid)
  try {
    const printed = await child.finished()
    return { printed, peakBytes: memory.peakBytes() }
  } finally {
    memory.stop()
  }
}

function writePieces(path, pieces) {
  const file = openSync(path, 'w')
  for (const piece of pieces) writeWhole(file, piece)
  closeSync(file)
}

function writeWhole(file, bytes) {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, Math.min(bytes.length - at, 1 << 30))
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`
}

function rate(count, ms) {
  return `${(count / ms / 1000).toFixed(1)} M/s`
}

function gigabytes(bytes) {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(2)} GB` : `${(bytes / 1e6).toFixed(0)} MB`
}

function millions(count) {
  return count >= 1e5 ? `${(count / 1e6).toFixed(2)} M` : String(count)
}
