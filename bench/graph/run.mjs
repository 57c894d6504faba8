// Question: how long does one PageRank iteration take, next to code that people would use instead, on the same made-up
// web graph in the same run? And how long does the graph take to build? Peers are compiled or fetched into a temporary
// folder; one that is not to be had, or whose answer is another, is left out with the reason.
//
//     node bench/graph/run.mjs [--nodes 1e6] [--degree 16] [--full] [--threads 2] [--rounds 5] [--folder DIR] [--only textbook,webgraph,…] [--npm-nodes 5e4,…] [--sql-nodes 1e6] [--sort-nodes 1e6] [--java-memory 8g] [--block 1e6]
import { createReadStream, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createGunzip } from 'node:zlib'
import { distance, median, onlyLinking, readScores, stepsTo } from './answers.mjs'
import { describeProperties, planGraph, writeGraph } from './generate.mjs'
import { runTool, Skipped, startPeer } from './peer-process.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const peersDir = join(here, 'peers')
const options = readOptions(process.argv.slice(2))
/** Iterations after which answers are compared; those that spread the mass of dangling vertices need fewer. */
const steps = 60
const folder = mkdtempSync(join(options.folder, 'citewell-bench-graph-'))
const aims = []
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))

console.log(`${options.threads} threads, load ${loadavg()[0].toFixed(1)} at the start`)
await part('The graph', mainGraph)
for (const nodes of options.npmNodes) await part('Packages of npm', () => npmPeers(nodes))
if (options.sqlNodes > 0) await part('SQL', () => sqlPeer(options.sqlNodes))
if (options.sortNodes > 0) await part('Building by sorting', () => sorting(options.sortNodes))
console.log(`\nAims; load ${loadavg()[0].toFixed(1)} at the end`)
if (!options.full) console.log('  They are set for the large run (--full): a small graph fits the cache, whatever the code.')
for (const { what, value, aim, least } of aims) {
  const met = least ? value >= aim : value <= aim
  console.log(`  ${met ? 'met    ' : 'not met'}  ${what}: ${figure(value)} (aim: ${least ? 'at least' : 'at most'} ${aim})`)
}
process.exit()

/** One part of the bench; what goes wrong in it is said and does not stop the others. */
async function part(title, body) {
  console.log(`\n${title}`)
  try {
    await body()
  } catch (error) {
    console.log(`  skipped: ${error instanceof Skipped ? error.message : error.stack}`)
  }
}

async function mainGraph() {
  const { files, made } = await makeGraph('main', options.nodes, options.degree, { gz: true, vertices: true })
  // In turn, since a machine that others use has fast and slow minutes.
  const builds = []
  const bare = []
  const unpacked = []
  for (let round = 0; round < 3; round += 1) {
    bare.push((await buildOurs({ vertices: '-', gz: files.gz }, join(files.dir, 'bare.graph'))).buildMs)
    builds.push(await buildOurs(files, join(files.dir, 'ours.graph')))
    unpacked.push(await unpacking(files.gz))
  }
  rmSync(join(files.dir, 'bare.graph'))
  const buildMs = median(builds.map((built) => built.buildMs))
  const ours = { ...builds[0], buildMs }
  describeBuild('citewell from .txt.gz, median of three', ours)
  const rateOf = (ms) => (made.edgeCount / ms / 1000).toFixed(1)
  console.log(`  each: ${builds.map((built) => `${seconds(built.buildMs)} (${rateOf(built.buildMs)} M edges/s)`).join(', ')}`)
  console.log(`  edges alone, by numbers: ${bare.map((ms) => `${seconds(ms)} (${rateOf(ms)} M edges/s)`).join(', ')}`)
  console.log(`  unpacking the same file and nothing else, Node's zlib in one thread, in between: ${unpacked.map((ms) => `${seconds(ms)} (${rateOf(ms)} M edges/s)`).join(', ')}; a build takes ${figure(buildMs / median(unpacked))} times as long`)
  aims.push({ what: `edges a second from .txt.gz, millions (${millions(made.edgeCount)} edges)`, value: made.edgeCount / median(bare) / 1000, aim: 20, least: true })
  aims.push({ what: 'the same with all names, one for 16 edges', value: made.edgeCount / buildMs / 1000, aim: 20, least: true })
  rmSync(files.gz)
  const peers = [
    { name: 'citewell', start: () => oursPeer(files, ours.path), until: true, more: true },
    { name: 'textbook', label: 'textbook pull, C++', start: () => compiledPeer('textbook', files.dir), until: true, aim: 4, bound: 1e-5, answerSteps: 30 },
    { name: 'gapbs-like', label: 'GAPBS-like pr, C++', start: () => compiledPeer('gapbs-like', files.dir), until: true, aim: 4, bound: 1e-2 },
    { name: 'lumped', label: 'same algorithm, C++', start: () => compiledPeer('lumped', files.dir, [ours.linkingPerBlock, ours.precise ? 'double' : 'short']), until: true, aim: 1 / 1.3, bound: 1e-5, linking: true },
    { name: 'webgraph', label: 'Java WebGraph, pull loop (proxy)', start: () => javaPeer(files.dir), aim: 12, bound: 1e-5, answerSteps: 30 },
  ].filter(({ name }) => name === 'citewell' || options.only === null || options.only.includes(name))
  const rows = await alternate(peers, files)
  print(rows, made.edgeCount)
  const own = rows.find(({ peer }) => peer.name === 'citewell')
  for (const { peer, ms } of rows) {
    if (peer.aim === undefined) continue
    if (peer.name === 'lumped') aims.push({ what: `our time over that of the same algorithm in C++`, value: own.ms / ms, aim: 1.3, least: false })
    else aims.push({ what: `times faster an iteration than ${peer.label}`, value: ms / own.ms, aim: peer.aim, least: true })
  }
  const java = rows.find(({ peer }) => peer.name === 'webgraph')
  if (java) console.log(`  building: WebGraph ${seconds(java.ready.buildMs)}, ours from text ${seconds(ours.buildMs)}: ${figure(java.ready.buildMs / ours.buildMs)} times faster`)
  if (own.vectors) {
    console.log(`  three vectors in one pass: ${own.vectors.ms.toFixed(1)} ms an iteration (least ${own.vectors.least.toFixed(1)}), one ${own.vectors.one.toFixed(1)} ms (least ${own.vectors.leastOne.toFixed(1)}), both in shorts`)
    aims.push({ what: 'three vectors over one', value: own.vectors.ms / own.vectors.one, aim: 2, least: false })
  }
  if (own.until) console.log('  to a change of 1e-6, each by its own measure of it:')
  for (const { peer, until } of rows) if (until && own.until) console.log(`    ${(peer.label ?? peer.name).padEnd(32)} ${String(until.iterations).padStart(3)} iterations, ${seconds(until.ms).padStart(8)}${peer === own.peer ? '' : `, ${figure(until.ms / own.until.ms)} times ours`}`)
  if (own.balls) console.log(`  HyperBall, 64 registers: ${own.balls.ms.toFixed(0)} ms an iteration${java?.balls ? `; Java WebGraph ${java.balls.ms.toFixed(0)} ms (its figure includes estimates and decoding), ${figure(java.balls.ms / own.balls.ms)} times` : ''}`)
  if (own.sample) console.log(`  harmonic centrality from a sample of 512: ${seconds(own.sample.ms)} in all, ${own.sample.steps} steps`)
  rmSync(files.dir, { recursive: true, force: true })
}

/** Graphology and ngraph at the size they manage, ours on the same graph. */
async function npmPeers(nodes) {
  const { files, made } = await makeGraph(`npm-${nodes}`, nodes, 14.5, { gz: true, vertices: true, properties: false })
  const ours = await buildOurs(files, join(files.dir, 'ours.graph'))
  describeBuild('citewell from .txt.gz', ours)
  const [loose, tight] = [1e-2, 1e-12]
  const known = stepsTo(files.dir, [loose, 1e-6, tight])
  const peer = await oursPeer(files, ours.path)
  const times = []
  for (let round = 0; round < options.rounds; round += 1) times.push(...(await peer.ask('iterate 20')).ms)
  const ownMs = median(times)
  const answer = join(files.dir, 'ours.f64')
  await peer.ask(`answer ${steps} ${answer}`)
  const whole = await peer.ask('whole 1e-6')
  await peer.stop()
  const own = readScores(answer)
  console.log(`  citewell: ${ownMs.toFixed(2)} ms an iteration; to 1e-6 ${whole.ms.toFixed(0)} ms with opening and loading (${whole.iterations} iterations)`)
  for (const name of ['graphology', 'ngraph']) {
    try {
      const child = startPeer(process.execPath, ['--max-old-space-size=14000', join(peersDir, `${name}.mjs`), files.dir, join(files.dir, `${name}.f64`), String(loose), '1e-6', String(tight)], { timeoutMs: options.npmTimeoutMs })
      const { buildMs } = await child.next()
      const { runs, bytes } = await child.next()
      await child.stop()
      const off = distance(own, readScores(join(files.dir, `${name}.f64`)))
      if (!(off < 1e-5)) throw new Skipped(`its answer is another (L1 distance ${off.toExponential(1)})`)
      const slope = Math.max(0, (runs[2].ms - runs[0].ms) / (known.get(tight) - known.get(loose)))
      const each = runs[1].ms / known.get(1e-6)
      console.log(`  ${name}: build ${seconds(buildMs)}, call to 1e-6 ${seconds(runs[1].ms)} for ${known.get(1e-6)} iterations, ${each.toFixed(1)} ms each (${slope.toFixed(1)} ms without its indexing); ${gigabytes(bytes)}; L1 distance ${off.toExponential(1)}`)
      console.log(`    ours is faster by ${figure(each / ownMs)} an iteration (${figure(slope / ownMs)} without its indexing), ${figure(runs[1].ms / whole.ms)} for the whole call, ${figure(buildMs / ours.buildMs)} for building`)
      aims.push({ what: `times faster an iteration than ${name}, its indexing in each call shared out (${millions(made.edgeCount)} edges)`, value: each / ownMs, aim: 50, least: true })
    } catch (error) {
      if (!(error instanceof Skipped)) throw error
      console.log(`  ${name}: does not manage ${millions(made.edgeCount)} edges: ${error.message}`)
    }
  }
  rmSync(files.dir, { recursive: true, force: true })
}

async function sqlPeer(nodes) {
  const { files, made } = await makeGraph('sql', nodes, 15.2, { text: true, gz: true, vertices: true, properties: false })
  const ours = await buildOurs(files, join(files.dir, 'ours.graph'))
  const rows = await alternate([
    { name: 'citewell', start: () => oursPeer(files, ours.path) },
    { name: 'duckdb', label: 'DuckDB, SQL', start: () => duckdbPeer(files.dir), bound: 1e-5, each: 2, answerSteps: 25 },
  ], files)
  print(rows, made.edgeCount)
  const [own, sql] = rows
  if (sql) aims.push({ what: `times faster an iteration than DuckDB SQL (${millions(made.edgeCount)} edges)`, value: sql.ms / own.ms, aim: 25, least: true })
  rmSync(files.dir, { recursive: true, force: true })
}

/** What people do without a builder: the edges of the transposed graph, by `sort`. Ours gives both directions. */
async function sorting(nodes) {
  const { files, made } = await makeGraph('sort', nodes, 16, { text: true, vertices: true, properties: false })
  const ours = await buildOurs(files, join(files.dir, 'ours.graph'), files.text)
  describeBuild('citewell from .txt', ours)
  const begin = performance.now()
  runTool('sort', ['-k2n', '-k1n', `--parallel=${options.threads}`, '-S', '4G', '-T', files.dir, '-o', join(files.dir, 'sorted.txt'), files.text], { env: { ...process.env, LC_ALL: 'C' } })
  const sortMs = performance.now() - begin
  console.log(`  sort -k2n -k1n: ${seconds(sortMs)}, ${(made.edgeCount / sortMs / 1000).toFixed(2)} M edges/s; ours is faster by ${figure(sortMs / ours.buildMs)}`)
  rmSync(files.dir, { recursive: true, force: true })
}

/** Rounds of a few iterations each in turn, so that a busy spell of the machine strikes all; then the answers are compared. */
async function alternate(peers, files) {
  const running = []
  for (const peer of peers) {
    try {
      const child = await peer.start()
      running.push({ peer, child, ready: child.ready, times: [] })
    } catch (error) {
      if (!(error instanceof Skipped)) throw error
      console.log(`  ${peer.label ?? peer.name}: skipped, ${error.message}`)
      if (peer.name === 'citewell') throw error
    }
  }
  // One round is for warming up and does not count.
  for (let round = 0; round <= options.rounds; round += 1) {
    for (const row of running) {
      if (row.failed) continue
      try {
        const { ms } = await row.child.ask(`iterate ${row.peer.each ?? 5}`)
        if (round > 0) row.times.push(...ms)
      } catch (error) {
        row.failed = error.message
      }
    }
  }
  const rows = []
  let own = null
  for (const row of running) {
    const { peer, child } = row
    try {
      row.bytes = child.heldBytes()
      if (row.failed) throw new Skipped(row.failed)
      const path = join(files.dir, `${peer.name}.f64`)
      await child.ask(`answer ${peer.answerSteps ?? steps} ${path}`)
      const scores = readScores(path)
      if (peer.until) row.until = await child.ask('until 1e-6')
      if (peer.name === 'citewell') {
        own = scores
        if (peer.more) {
          const { ms, one } = await child.ask('vectors 16')
          row.vectors = { ms: median(ms), one: median(one), least: Math.min(...ms), leastOne: Math.min(...one) }
          row.balls = { ms: median((await child.ask('balls 3')).ms) }
          row.sample = await child.ask('sample')
        }
      } else {
        row.off = distance(peer.linking ? onlyLinking(own, files.dir) : own, scores)
        if (!(row.off <= peer.bound)) throw new Skipped(`its answer is another (L1 distance ${row.off.toExponential(1)}, bound ${peer.bound})`)
        if (peer.name === 'webgraph') row.balls = { ms: median((await child.ask('balls 3')).ms) }
      }
      rows.push({ ...row, ms: median(row.times), least: Math.min(...row.times) })
    } catch (error) {
      if (!(error instanceof Skipped) || own === null) {
        for (const { child } of running) child.kill()
        throw error
      }
      console.log(`  ${peer.label ?? 'citewell, more'}: skipped, ${error.message}`)
      if (peer.name === 'citewell') rows.push({ ...row, ms: median(row.times), least: Math.min(...row.times) })
    } finally {
      await child.stop()
    }
  }
  return rows
}

function print(rows, edgeCount) {
  const own = rows[0]
  console.log(`  ${''.padEnd(34)} ${'build'.padStart(8)} ${'ms/iteration'.padStart(13)} ${'least'.padStart(8)} ${'ns/edge'.padStart(8)} ${'memory'.padStart(8)} ${'ours faster by'.padStart(15)} ${'by least'.padStart(9)} ${'L1 distance'.padStart(12)}`)
  for (const { peer, ready, ms, least, off, bytes } of rows) {
    console.log(`  ${(peer.label ?? peer.name).padEnd(34)} ${(ready.buildMs === undefined ? '' : seconds(ready.buildMs)).padStart(8)} ${ms.toFixed(1).padStart(13)} ${least.toFixed(1).padStart(8)} ${((ms * 1e6) / edgeCount).toFixed(2).padStart(8)} ${gigabytes(bytes).padStart(8)} ${figure(ms / own.ms).padStart(15)} ${figure(least / own.least).padStart(9)} ${(off === undefined ? '' : off.toExponential(1)).padStart(12)}${ready.note ? `   ${ready.note}` : ''}`)
  }
}

async function makeGraph(name, nodes, degree, wanted) {
  const dir = join(folder, name)
  const begin = performance.now()
  const plan = planGraph({ nodes, degree })
  const made = await writeGraph(plan, dir, { csr: true, threads: options.threads, level: 6, ...wanted })
  // What was written is still on its way to the disk, and a build that begins now would wait for that, too.
  runTool('sync', [])
  console.log(`  ${wanted.properties === false ? `${millions(made.vertexCount)} vertices, ${millions(made.edgeCount)} edges` : describeProperties(made)}; made in ${seconds(performance.now() - begin)}${wanted.gz ? `; edges.txt.gz ${gigabytes(statSync(made.paths.gz).size)}` : ''}`)
  return { files: { dir, ...made.paths }, made }
}

async function buildOurs(files, path, edges = files.gz) {
  const child = startPeer(process.execPath, [join(peersDir, 'ours.mjs'), 'build', files.vertices, edges, path, ...options.block], { timeoutMs: 3_600_000 })
  const built = await child.next()
  await child.stop()
  return { ...built, path, bytes: statSync(path).size }
}

/** What no build from this file can be faster than. */
async function unpacking(path) {
  const begin = performance.now()
  for await (const _ of createReadStream(path, { highWaterMark: 2 ** 21 }).pipe(createGunzip({ chunkSize: 2 ** 22 })));
  return performance.now() - begin
}

function describeBuild(name, { buildMs, edgeCount, bytes, peakBytes }) {
  console.log(`  ${name}: built in ${seconds(buildMs)} with all names (${(edgeCount / buildMs / 1000).toFixed(1)} M edges/s); file ${gigabytes(bytes)}, ${(bytes / edgeCount).toFixed(2)} bytes an edge with both directions and names; peak memory ${gigabytes(peakBytes)}`)
}

async function oursPeer(files, path) {
  return ready(startPeer(process.execPath, [join(peersDir, 'ours.mjs'), 'rank', path, String(options.threads)]))
}

async function compiledPeer(name, dir, words = []) {
  const program = join(folder, name)
  runTool('g++', ['-O3', '-march=native', '-fopenmp', '-o', program, join(peersDir, `${name}.cpp`)])
  return ready(startPeer(program, [dir, String(options.threads), ...words.map(String)]))
}

async function javaPeer(dir) {
  const libraries = join(folder, 'java')
  const work = join(dir, 'java')
  mkdirSync(work, { recursive: true })
  mkdirSync(libraries, { recursive: true })
  runTool('mvn', ['-q', '-B', '-f', join(peersDir, 'pom.xml'), 'dependency:copy-dependencies', `-DoutputDirectory=${libraries}`], { cwd: folder, timeout: 300_000 })
  runTool('javac', ['-cp', join(libraries, '*'), '-d', libraries, join(peersDir, 'WebGraphPull.java')])
  return ready(startPeer('java', [`-Xmx${options.javaMemory}`, '-cp', `${libraries}:${join(libraries, '*')}`, 'WebGraphPull', dir, String(options.threads), work], { timeoutMs: 1_800_000 }))
}

async function duckdbPeer(dir) {
  return ready(startPeer(process.execPath, [join(peersDir, 'duckdb.mjs'), dir, String(options.threads), dir]))
}

async function ready(child) {
  child.ready = await child.next()
  return child
}

function readOptions(words) {
  const given = Object.fromEntries(words.flatMap((word, at) => (word.startsWith('--') ? [[word.slice(2), words[at + 1] === undefined || words[at + 1].startsWith('--') ? 'yes' : words[at + 1]]] : [])))
  const full = 'full' in given
  return {
    full,
    nodes: Number(given.nodes ?? (full ? 10e6 : 1e6)),
    degree: Number(given.degree ?? 16),
    threads: Number(given.threads ?? 2),
    rounds: Number(given.rounds ?? 5),
    folder: given.folder ?? tmpdir(),
    only: given.only?.split(',') ?? null,
    npmNodes: (given['npm-nodes'] ?? (full ? '2e5,7e5' : '5e4')).split(',').map(Number).filter((nodes) => nodes > 0),
    npmTimeoutMs: full ? 600_000 : 120_000,
    sqlNodes: Number(given['sql-nodes'] ?? (full ? 1e6 : 2e5)),
    sortNodes: Number(given['sort-nodes'] ?? (full ? 2.5e6 : 5e5)),
    /** Linking vertices to a block of our graph file; by default as the builder has it. */
    block: given.block ? [String(Number(given.block))] : [],
    javaMemory: given['java-memory'] ?? '8g',
  }
}

function figure(value) {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`
}

function gigabytes(bytes) {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(2)} GB` : `${(bytes / 1e6).toFixed(0)} MB`
}

function millions(count) {
  return `${(count / 1e6).toFixed(count < 1e7 ? 2 : 1)} M`
}
