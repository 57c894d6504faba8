/**
 * What the thread of a pair reader runs; text, since it must start in the same way from source and from the built package.
 * Its sizes and places are those of `pair-reader.ts`.
 */
export const pairThread = `
const { parentPort, workerData } = require('node:worker_threads')
const { crc32 } = require('node:zlib')
const { parsing, unpacking, memory, limit, lineBytesMax, tablesAt, partsAt, partStride, partHeadBytes, textAt, textBase, textBytes, firstAt, secondAt, columnBytes, stepColumnBytes, stepBytes } = workerData
const { parse } = new WebAssembly.Instance(parsing, { env: { memory } }).exports
const { begin, inflate, inputNext, outputNext } = new WebAssembly.Instance(unpacking, { env: { memory } }).exports
const bytes = new Uint8Array(memory.buffer)
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
    await (gzip ? readPacked() : readPlain())
    parentPort.postMessage({ kind: 'done' })
  } catch (error) {
    parentPort.postMessage({ kind: 'problem', problem: error.problem ?? null, message: error.message, lines })
  }
}

// The next part as it was handed over, or null behind the last. Whoever took one gives its place back.
async function nextPart() {
  while (parts.length === 0) await new Promise((resolve) => { wakeParts = resolve })
  const { kind, place, length } = parts.shift()
  return kind === 'end' ? null : { place, start: partsAt + place * partStride + partHeadBytes, length }
}

function giveBack(place) {
  parentPort.postMessage({ kind: 'taken', place })
}

// Text from 'begunAt' to 'filled' waits to be read: a line that was begun. 'gain' reads the whole lines.
let begunAt = 0
let filled = 0
let anyPair = false

function beginText() {
  begunAt = filled = textBase
  anyPair = false
}

async function gain() {
  const end = text.lastIndexOf(lineFeed, filled - 1) + 1
  if (end > begunAt) {
    const start = begunAt
    await take(start, end)
    begunAt = end
  }
  if (filled - begunAt > lineBytesMax) await refuse(begunAt, filled, false)
}

async function endText() {
  if (begunAt === filled) return
  text[filled] = lineFeed
  await take(begunAt, filled + 1)
}

async function take(start, end) {
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

// The line that was begun moves to just before the bytes that come next, and these go to a place of the same alignment:
// words are copied to shared memory far faster than single bytes.
async function readPlain() {
  beginText()
  for (let part = await nextPart(); part !== null; part = await nextPart()) {
    for (let at = 0; at < part.length;) {
      const from = part.start + at
      const length = Math.min(stepBytes, part.length - at)
      const begun = filled - begunAt
      const place = textBase + (from & 7)
      text.copyWithin(place - begun, begunAt, filled)
      bytes.copyWithin(textAt + place, from, from + length)
      begunAt = place - begun
      filled = place + length
      at += length
      await gain()
    }
    giveBack(part.place)
  }
  await endText()
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

const windowBytes = 32768
const headingBytesMax = 65536
const [moreInput, moreRoom, done, damaged] = [0, 1, 2, 3]

// Gzip, of one member or many, unpacked straight to where it is read. What lies before the text that goes on is both the
// line that was begun and what the unpacking may refer to. Behind the last member only zeros may follow.
async function readPacked() {
  let at = 0
  let end = 0
  let place = null
  let final = false
  // The next part comes behind the input that is left, of which there is less than 'partHeadBytes'.
  const more = async () => {
    const part = await nextPart()
    if (part === null) {
      final = true
      return
    }
    const left = end - at
    bytes.copyWithin(part.start - left, at, end)
    if (place !== null) giveBack(place)
    place = part.place
    at = part.start - left
    end = part.start + part.length
  }
  const isThere = async () => {
    while (at === end && !final) await more()
    return at < end
  }
  const oneByte = async () => {
    if (at === end && !(await isThere())) throw problem('early', 'unexpected end of file')
    return bytes[at++]
  }
  const number = async (count) => {
    let value = 0
    for (let k = 0; k < count; k += 1) value += (await oneByte()) * 2 ** (8 * k)
    return value
  }
  const heading = async () => {
    const taken = []
    const one = async () => {
      if (taken.length === headingBytesMax) throw problem('damaged', 'header too long')
      taken.push(await oneByte())
      return taken.at(-1)
    }
    if ((await one()) !== 0x1f || (await one()) !== 0x8b) throw problem('damaged', 'incorrect header check')
    if ((await one()) !== 8) throw problem('damaged', 'unknown compression method')
    const flags = await one()
    if (flags & 0xe0) throw problem('damaged', 'unknown header flags set')
    for (let k = 0; k < 6; k += 1) await one()
    if (flags & 4) for (let left = (await one()) + 256 * (await one()); left > 0; left -= 1) await one()
    for (const flag of [8, 16]) if (flags & flag) while ((await one()) !== 0);
    if (flags & 2 && (crc32(Uint8Array.from(taken)) & 0xffff) !== (await number(2))) throw problem('damaged', 'header crc mismatch')
  }
  const member = async () => {
    begin(tablesAt)
    let sum = 0
    let size = 0
    for (;;) {
      const why = inflate(at, end, final, textAt + filled, textAt + textBase + stepBytes)
      at = inputNext() >>> 0
      const from = filled
      filled = (outputNext() >>> 0) - textAt
      sum = crc32(text.subarray(from, filled), sum)
      size += filled - from
      await gain()
      if (why === done) break
      if (why === moreInput) await more()
      else if (why === moreRoom) {
        const kept = Math.max(windowBytes, filled - begunAt)
        text.copyWithin(textBase - kept, filled - kept, filled)
        begunAt -= filled - textBase
        filled = textBase
        // What the other thread has said meanwhile is heard.
        await new Promise(setImmediate)
      } else throw why === damaged ? problem('damaged', 'invalid data') : problem('early', 'unexpected end of file')
    }
    if ((await number(4)) !== sum) throw problem('damaged', 'incorrect data check')
    if ((await number(4)) !== size % 2 ** 32) throw problem('damaged', 'incorrect length check')
  }
  beginText()
  do {
    await heading()
    await member()
  } while ((await isThere()) && bytes[at] !== 0)
  while (await isThere()) if (bytes[at++] !== 0) throw problem('followed', 'followed by something else')
  if (place !== null) giveBack(place)
  await endText()
}
`
