/**
 * What the thread of a pair reader runs; text, since it must start in the same way from source and from the built package.
 * Its sizes and places are those of `pair-reader.ts`.
 */
export const pairThread = `
const { parentPort, workerData } = require('node:worker_threads')
const { createGunzip } = require('node:zlib')
const { module, memory, limit, lineBytesMax, partsAt, partBytes, partCount, textAt, textBytes, firstAt, secondAt, columnBytes, stepColumnBytes, stepBytes, aheadBytes, spareBytes } = workerData
const { parse } = new WebAssembly.Instance(module, { env: { memory } }).exports
const text = new Uint8Array(memory.buffer, textAt, textBytes)
const result = new Uint32Array(memory.buffer, 0, 3)
const lineFeed = 10

const parts = []
// Pairs that wait to be taken, in order: where they begin in their columns. The next are written at 'next'.
const waiting = []
let next = 0
let lines = 0
let wakeParts = () => {}
let wakeFree = () => {}
let pass = () => {}

parentPort.on('message', (message) => {
  if (message.kind === 'file') read(message.gzip)
  else if (message.kind === 'free') { waiting.shift(); wakeFree() }
  else if (message.kind === 'pass') pass()
  else { parts.push(message); wakeParts() }
})

async function read(gzip) {
  try {
    lines = 0
    await readText(gzip ? unpacked() : plain())
    parentPort.postMessage({ kind: 'done' })
  } catch (error) {
    parentPort.postMessage({ kind: 'problem', problem: error.problem ?? null, message: error.message, lines })
  }
}

// Parts as they were handed over; whoever takes one gives its place back.
async function* taken() {
  for (;;) {
    while (parts.length === 0) await new Promise((resolve) => { wakeParts = resolve })
    const { kind, place, length } = parts.shift()
    if (kind === 'end') return
    yield { bytes: Buffer.from(memory.buffer, partsAt + place * partBytes, length), place }
  }
}

function giveBack(place) {
  parentPort.postMessage({ kind: 'taken', place })
}

async function* plain() {
  for await (const { bytes, place } of taken()) {
    yield bytes
    giveBack(place)
  }
}

// Whole lines at a time. The line that was begun moves to just before the bytes that come next, and these go to a place
// of the same alignment: words are copied to shared memory far faster than single bytes.
async function readText(source) {
  const base = textBytes - stepBytes - 2 * spareBytes
  let begunAt = base
  let begun = 0
  let anyPair = false

  const take = async (start, end) => {
    let at = lines === 0 && text[start] === 0xef && text[start + 1] === 0xbb && text[start + 2] === 0xbf ? start + 3 : start
    while (at < end) {
      while (!hasRoom()) await new Promise((resolve) => { wakeFree = resolve })
      const place = next
      parse(textAt + at, textAt + end, firstAt + place, secondAt + place, limit, 0)
      const [count, passed] = result
      at = result[2] - textAt
      const line = lines + 1
      lines += count + passed
      if (count > 0) {
        anyPair = true
        waiting.push(place)
        next += Math.ceil(count / 16) * 64
        parentPort.postMessage({ kind: 'pairs', at: place, count, line })
      }
      if (at === end) return
      await refuse(at, end, !anyPair)
      lines += 1
      at = text.indexOf(lineFeed, at) + 1
    }
  }

  for await (const bytes of source) {
    for (let at = 0; at < bytes.length;) {
      const part = bytes.subarray(at, at + stepBytes)
      at += part.length
      const place = base + (part.byteOffset & 7)
      text.copyWithin(place - begun, begunAt, begunAt + begun)
      text.set(part, place)
      begunAt = place - begun
      const filled = place + part.length
      const end = place + part.lastIndexOf(lineFeed) + 1
      if (end > place) {
        await take(begunAt, end)
        begunAt = end
      }
      begun = filled - begunAt
      if (begun > lineBytesMax) await refuse(begunAt, filled, false)
    }
  }
  if (begun === 0) return
  text[begunAt + begun] = lineFeed
  await take(begunAt, begunAt + begun + 1)
}

// Makes sure that the columns have room at 'next' for the pairs of one step, going round to their start.
function hasRoom() {
  if (waiting.length === 0) next = 0
  else if (next > waiting[0]) {
    if (next + stepColumnBytes <= columnBytes) return true
    if (stepColumnBytes >= waiting[0]) return false
    next = 0
  } else return next + stepColumnBytes < waiting[0]
  return true
}

function refuse(at, end, heading) {
  // Views of shared memory cannot be decoded, so the line is copied.
  const bytes = Buffer.from(text.slice(at, Math.min(end, at + 1024)))
  const stop = bytes.indexOf(lineFeed)
  parentPort.postMessage({ kind: 'refused', line: lines + 1, text: bytes.toString('utf8', 0, stop === -1 ? bytes.length : stop), heading })
  return new Promise((resolve) => { pass = resolve })
}

function problem(kind, message) {
  return Object.assign(new Error(message), { problem: kind })
}

// Damage ends the reading. The engine stops by itself behind the last member; what follows there may only be zeros.
async function* unpacked() {
  const engine = createGunzip({ chunkSize: stepBytes, readableHighWaterMark: aheadBytes, writableHighWaterMark: partCount * partBytes })
  let wake = () => {}
  for (const event of ['drain', 'end', 'error', 'close']) engine.on(event, () => wake())
  let ended = false
  let given = 0
  const kept = []
  const refuseRest = (rest) => {
    if (rest.some((byte) => byte !== 0)) throw problem('followed', 'followed by something else')
  }
  // Parts that the engine has taken are free for what comes next; of the last it may leave some.
  const release = () => {
    while (kept.length > 0 && kept[0].end <= engine.bytesWritten) giveBack(kept.shift().place)
  }
  const feed = async () => {
    for await (const { bytes, place } of taken()) {
      if (ended) {
        refuseRest(bytes)
        giveBack(place)
        continue
      }
      if (engine.destroyed) return
      given += bytes.length
      kept.push({ bytes, place, end: given })
      if (!engine.write(bytes, release) && !engine.destroyed) await new Promise((resolve) => { wake = resolve })
    }
    if (!ended && !engine.destroyed) engine.end()
  }
  const failures = []
  const feeding = feed().catch((error) => {
    failures.push(error)
    engine.destroy()
  })
  try {
    for await (const part of engine) yield part
  } catch (error) {
    if (failures.length > 0) throw failures[0]
    throw problem(error.code === 'Z_BUF_ERROR' ? 'early' : 'damaged', error.message)
  }
  ended = true
  for (const { bytes, place, end } of kept.splice(0)) {
    refuseRest(bytes.subarray(Math.max(0, bytes.length - Math.max(0, end - engine.bytesWritten))))
    giveBack(place)
  }
  wake()
  await feeding
  if (failures.length > 0) throw failures[0]
}
`
