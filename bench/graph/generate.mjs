// Writes the made-up web graph of made-graph.mjs, or hands out its edges and names.
//
// Edges come sorted by source, targets rising, none twice, none to itself. They depend on nodes, degree and seed alone,
// not on the number of threads.
//
//     node bench/graph/generate.mjs --nodes 1e6 --degree 16 --out FOLDER [--text] [--gz] [--vertices] [--csr] [--seed 1] [--threads 2] [--level 6]
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { constants, crc32, deflateRawSync } from 'node:zlib'
import { fillEdges, mix, planGraph } from './made-graph.mjs'
import { vertexNames } from './made-names.mjs'

export { planGraph, vertexNames }

/** Edges in order, in chunks: `{ from, to, count }`; the arrays are used again for a later chunk. */
export async function* edgeChunks(plan, { threads = 2, chunks = plan.chunks.length } = {}) {
  for await (const { slot, count } of parts(plan, { threads, kind: 'edges', chunks })) yield { from: slot.from, to: slot.to, count }
}

/** Lines `from<TAB>to` as bytes, in order; with `level` as one gzip file. Each piece also says how many edges it holds. */
export async function* edgeText(plan, { threads = 2, level = 0, chunks = plan.chunks.length } = {}) {
  if (level === 0) {
    for await (const { slot, count, length } of parts(plan, { threads, kind: 'text', chunks })) yield { bytes: slot.text.subarray(0, length), count }
    return
  }
  yield { bytes: Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]), count: 0 }
  let sum = 0
  let size = 0
  for await (const { slot, count, length, packed } of parts(plan, { threads, kind: 'gz', level, chunks })) {
    sum = crc32(slot.text.subarray(0, length), sum)
    size = (size + length) % 2 ** 32
    yield { bytes: packed, count }
  }
  yield { bytes: gzipEnd(sum, size), count: 0 }
}

/** Lines `id<TAB>reversed name<TAB>hosts`, names sorted as the published files have them; with `level` as one gzip file. */
export function* vertexText(plan, { level = 0, linesMax = 65_536 } = {}) {
  const nameOf = vertexNames(plan)
  if (level > 0) yield Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])
  let sum = 0
  let size = 0
  for (let first = 0; first < plan.vertexCount; first += linesMax) {
    const end = Math.min(plan.vertexCount, first + linesMax)
    let text = ''
    for (let id = first; id < end; id += 1) text += `${id}\t${nameOf(id)}\t${1 + (mix(id ^ 0x2545f491) >>> 29)}\n`
    const bytes = Buffer.from(text, 'latin1')
    if (level === 0) yield bytes
    else {
      sum = crc32(bytes, sum)
      size = (size + bytes.length) % 2 ** 32
      yield deflateRawSync(bytes, { level, finishFlush: constants.Z_FULL_FLUSH })
    }
  }
  if (level > 0) yield gzipEnd(sum, size)
}

/** Writes what is asked for into a folder and gives paths, sizes and properties. */
export async function writeGraph(plan, folder, { text = false, gz = false, vertices = false, csr = false, threads = 2, level = 6, properties = true } = {}) {
  mkdirSync(folder, { recursive: true })
  const paths = { text: join(folder, 'edges.txt'), gz: join(folder, 'edges.txt.gz'), vertices: join(folder, 'vertices.txt.gz'), offsets: join(folder, 'out.offsets'), targets: join(folder, 'out.targets') }
  const edges = csr || properties ? await writeCsr(plan, csr ? paths : null, threads, properties) : null
  if (text) await writePieces(paths.text, edgeText(plan, { threads }))
  if (gz) await writePieces(paths.gz, edgeText(plan, { threads, level }))
  if (vertices) await writePieces(paths.vertices, vertexText(plan, { level }))
  return { paths, ...edges }
}

/** What the graph is like, for those who judge whether it flatters. */
export function describeProperties({ vertexCount, edgeCount, linkingCount, linkedCount, intoLinking, inDegreeMax, outDegreeMax }) {
  const percent = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`
  return `${millions(vertexCount)} vertices, ${millions(edgeCount)} edges; dangling ${percent(vertexCount - linkingCount, vertexCount)}; edges into linking vertices ${percent(intoLinking, edgeCount)}; `
    + `largest in-degree ${percent(inDegreeMax, linkingCount)} of the linking vertices; largest out-degree ${outDegreeMax}; without links to them ${percent(vertexCount - linkedCount, vertexCount)}`
}

async function writeCsr(plan, paths, threads, properties) {
  const offsets = new BigUint64Array(plan.vertexCount + 1)
  const inDegrees = properties ? new Uint32Array(plan.vertexCount) : null
  const degrees = new Uint32Array(plan.vertexCount)
  const file = paths === null ? -1 : openSync(paths.targets, 'w')
  let edgeCount = 0
  for await (const { from, to, count } of edgeChunks(plan, { threads })) {
    for (let at = 0; at < count; at += 1) degrees[from[at]] += 1
    if (inDegrees) for (let at = 0; at < count; at += 1) inDegrees[to[at]] += 1
    if (file >= 0) writeWhole(file, new Uint8Array(to.buffer, to.byteOffset, 4 * count))
    edgeCount += count
  }
  if (file >= 0) {
    closeSync(file)
    let sum = 0
    for (let id = 0; id < plan.vertexCount; id += 1) {
      offsets[id] = BigInt(sum)
      sum += degrees[id]
    }
    offsets[plan.vertexCount] = BigInt(sum)
    const place = openSync(paths.offsets, 'w')
    writeWhole(place, new Uint8Array(offsets.buffer))
    closeSync(place)
  }
  const known = { vertexCount: plan.vertexCount, edgeCount, linkingCount: plan.linkingIds.length }
  if (!inDegrees) return known
  const found = { linkedCount: 0, intoLinking: 0, inDegreeMax: 0, outDegreeMax: 0 }
  for (let id = 0; id < plan.vertexCount; id += 1) {
    if (inDegrees[id] > 0) found.linkedCount += 1
    if (degrees[id] > 0) found.intoLinking += inDegrees[id]
    if (inDegrees[id] > found.inDegreeMax) found.inDegreeMax = inDegrees[id]
    if (degrees[id] > found.outDegreeMax) found.outDegreeMax = degrees[id]
  }
  return { ...known, ...found }
}

async function writePieces(path, pieces) {
  const file = openSync(path, 'w')
  for await (const piece of pieces) writeWhole(file, piece.bytes ?? piece)
  closeSync(file)
}

function writeWhole(file, bytes) {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, Math.min(bytes.length - at, 1 << 30))
}

/** Hands chunks to workers in order and gives them back in order; a slot is taken again once the next part is asked for. */
async function* parts(plan, { threads, kind, level, chunks }) {
  const slots = Array.from({ length: threads + 2 }, () => makeSlot(plan, kind))
  const task = { plan, slots, kind, level }
  if (threads === 0) {
    for (let chunk = 0; chunk < chunks; chunk += 1) yield { ...work(task, chunk, 0), slot: slots[0] }
    return
  }
  const done = new Map()
  const free = slots.map((_, index) => index)
  let next = 0
  let wake = () => undefined
  let failure = null
  const workers = Array.from({ length: threads }, () => new Worker(fileURLToPath(import.meta.url), { workerData: task }))
  const idle = [...workers]
  const assign = () => {
    while (next < chunks && idle.length > 0 && free.length > 0) idle.pop().postMessage([next++, free.pop()])
  }
  for (const worker of workers) {
    worker.on('message', (part) => {
      done.set(part.chunk, part)
      idle.push(worker)
      assign()
      wake()
    })
    worker.on('error', (error) => {
      failure = error
      wake()
    })
  }
  try {
    assign()
    for (let chunk = 0; chunk < chunks; chunk += 1) {
      while (!done.has(chunk)) {
        if (failure) throw failure
        await new Promise((resolve) => {
          wake = resolve
        })
      }
      const part = done.get(chunk)
      done.delete(chunk)
      yield { ...part, slot: slots[part.slot] }
      free.push(part.slot)
      assign()
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}

function makeSlot(plan, kind) {
  const edges = () => new Uint32Array(new SharedArrayBuffer(4 * plan.edgesMax))
  return { from: edges(), to: edges(), text: kind === 'edges' ? null : new Uint8Array(new SharedArrayBuffer(22 * plan.edgesMax)) }
}

function work({ plan, slots, kind, level }, chunk, slot) {
  const { from, to, text } = slots[slot]
  const count = fillEdges(plan, plan.chunks[chunk][0], plan.chunks[chunk][1], from, to)
  if (kind === 'edges') return { chunk, slot, count }
  const length = fillText(from, to, count, text)
  return { chunk, slot, count, length, packed: kind === 'gz' ? deflateRawSync(text.subarray(0, length), { level, chunkSize: 1 << 20, finishFlush: constants.Z_FULL_FLUSH }) : null }
}

function fillText(from, to, count, text) {
  let at = 0
  let last = -1
  let lastAt = 0
  let lastLength = 0
  for (let edge = 0; edge < count; edge += 1) {
    if (from[edge] === last) text.copyWithin(at, lastAt, lastAt + lastLength)
    else {
      last = from[edge]
      lastLength = writeNumber(last, text, at)
      text[at + lastLength++] = 9
    }
    lastAt = at
    at += lastLength
    at += writeNumber(to[edge], text, at)
    text[at++] = 10
  }
  return at
}

function writeNumber(value, text, at) {
  let digits = 1
  for (let power = 10; power <= value; power *= 10) digits += 1
  for (let place = at + digits - 1; place >= at; place -= 1) {
    const rest = (value / 10) | 0
    text[place] = 48 + value - 10 * rest
    value = rest
  }
  return digits
}

function gzipEnd(sum, size) {
  const end = Buffer.alloc(10)
  end[0] = 3
  end.writeUInt32LE(sum, 2)
  end.writeUInt32LE(size, 6)
  return end
}

function millions(count) {
  return count >= 1e6 ? `${(count / 1e6).toFixed(count >= 1e8 ? 1 : 2)} M` : String(count)
}

if (!isMainThread && workerData?.slots && parentPort) {
  parentPort.on('message', ([chunk, slot]) => parentPort.postMessage(work(workerData, chunk, slot)))
} else if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const options = Object.fromEntries(process.argv.slice(2).flatMap((word, at, words) => (word.startsWith('--') ? [[word.slice(2), words[at + 1] === undefined || words[at + 1].startsWith('--') ? 'yes' : words[at + 1]]] : [])))
  const begin = performance.now()
  const plan = planGraph({ nodes: Number(options.nodes ?? 1e6), degree: Number(options.degree ?? 16), seed: Number(options.seed ?? 1) })
  const made = await writeGraph(plan, options.out ?? '.', {
    text: 'text' in options, gz: 'gz' in options, vertices: 'vertices' in options, csr: 'csr' in options, threads: Number(options.threads ?? 2), level: Number(options.level ?? 6),
  })
  console.log(describeProperties(made))
  console.log(`${((performance.now() - begin) / 1000).toFixed(1)} s`)
}
