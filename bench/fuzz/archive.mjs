// Mutated archives: reading must never throw, hang, or hold more memory than stated, whatever the bytes are.
//
//     node bench/fuzz/archive.mjs [runs] [seed]
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib'
import { realDataDir } from '../real-data.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Bounds that no input may pass: time for one input, and growth of the process over the whole run. */
export const fuzzBounds = { inputMsMax: 2_000, residentBytesMax: 1024 * 1024 * 1024 }

/** Seeds larger than this are cut: a mutation in the first bytes of a large file is read again and again for little. */
const seedBytesMax = 24 * 1024

/**
 * Reads `runs` mutated archives. Returns what was seen; `failures` lists inputs that threw or took too long, each with
 * the seed that makes it again.
 */
export async function fuzzArchive({ runs, seed = 1, dataDir = realDataDir, onProgress, distDir = join(root, 'dist') }) {
  const { listArchive, readArchive } = await import(pathToFileURL(join(distDir, 'archive/index.js')).href)
  const seeds = [...inventedArchives(), ...realArchives(dataDir)]
  const failures = []
  let captures = 0
  let problems = 0
  let slowestMs = 0
  const begin = performance.now()
  for (let run = 0; run < runs; run += 1) {
    const random = mulberry32(seed * 1_000_003 + run)
    const bytes = mutate(seeds, random)
    const began = performance.now()
    let causes = 0
    try {
      const read = run % 4 === 0 ? listArchive : readArchive
      const source = inChunks(bytes, random)
      for await (const _ of read(source, { file: 'fuzz', url: 'https://clinic.example/', onProblem: () => (causes += 1) })) captures += 1
    } catch (error) {
      failures.push({ run, seed, error: String(error?.stack ?? error).slice(0, 2000) })
    }
    problems += causes
    const ms = performance.now() - began
    slowestMs = Math.max(slowestMs, ms)
    if (ms > fuzzBounds.inputMsMax) failures.push({ run, seed, error: `took ${ms.toFixed(0)} ms` })
    if (run % 1000 === 999) {
      // Reading over resident memory is done between inputs, so the bound is on what stays.
      const resident = process.memoryUsage.rss()
      if (resident > fuzzBounds.residentBytesMax) failures.push({ run, seed, error: `${resident} bytes resident` })
      onProgress?.({ done: run + 1, runs, failures: failures.length })
    }
  }
  return { runs, seed, captures, problems, failures, slowestMs, seconds: (performance.now() - begin) / 1000, residentBytes: process.memoryUsage.rss() }
}

/** Real archives, small or cut, as the data folder has them; none where it is absent. */
function realArchives(dataDir) {
  if (dataDir === null) return []
  const folder = join(dataDir, 'warc')
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile() && !path.includes('cdx'))
    .sort()
    .map((path) => readFileSync(path).subarray(0, seedBytesMax))
}

/** Archives made up here, so that the run means something without the data folder. */
function inventedArchives() {
  const page = '<html><head><title>Clinic</title></head><body><a href="https://journal.example/study">study</a></body></html>'
  const records = [
    warcRecord('warcinfo', '', 'application/warc-fields', 'software: invented\r\n'),
    warcRecord('response', 'https://clinic.example/', 'application/http; msgtype=response', http('text/html', page)),
    warcRecord('response', 'https://clinic.example/gzip', 'application/http; msgtype=response', http('text/html', gzipSync(page), 'Content-Encoding: gzip')),
    warcRecord('response', 'https://clinic.example/br', 'application/http; msgtype=response', http('text/html', brotliCompressSync(page), 'Content-Encoding: br')),
    warcRecord('response', 'https://clinic.example/deflate', 'application/http; msgtype=response', http('text/html', deflateRawSync(page), 'Content-Encoding: deflate')),
    warcRecord('response', 'https://clinic.example/chunked', 'application/http; msgtype=response', http('text/html', `${page.length.toString(16)}\r\n${page}\r\n0\r\n\r\n`, 'Transfer-Encoding: chunked')),
    warcRecord('response', 'https://clinic.example/bomb', 'application/http; msgtype=response', http('text/html', gzipSync(Buffer.alloc(3_000_000)), 'Content-Encoding: gzip')),
    warcRecord('revisit', 'https://clinic.example/', 'application/http; msgtype=response', http('text/html', '')),
    warcRecord('resource', 'https://clinic.example/file.html', 'text/html', page),
    warcRecord('metadata', 'https://clinic.example/', 'application/json', JSON.stringify({ Envelope: { 'WARC-Header-Metadata': { 'WARC-Type': 'response', 'WARC-Target-URI': 'https://clinic.example/' }, 'Payload-Metadata': { 'HTTP-Response-Metadata': { 'HTML-Metadata': { Links: [{ path: 'A@/href', url: '/a' }] } } } } })),
  ]
  const arcPage = http('text/html', page)
  const arc = Buffer.concat([Buffer.from('filedesc://invented.arc 0.0.0.0 20260101000000 text/plain 76\n1 0 Invented\nURL IP-address Archive-date Content-type Archive-length\n\n'), Buffer.from(`https://clinic.example/ 192.0.2.1 20260101000000 text/html ${arcPage.length}\n`), arcPage, Buffer.from('\n')])
  const members = Buffer.concat(records.map((record) => gzipSync(record)))
  return [Buffer.concat(records), members, gzipSync(Buffer.concat(records)), gzipSync(members), arc, gzipSync(arc), Buffer.from(page), gzipSync(page), Buffer.concat([gzipSync(records[1]), Buffer.alloc(40), gzipSync(records[2]), Buffer.from('rubbish'), gzipSync(records[3], { level: 0 })])]
}

function warcRecord(type, url, contentType, body) {
  const block = Buffer.from(body)
  const head = `WARC/1.0\r\nWARC-Type: ${type}\r\nWARC-Date: 2026-01-02T03:04:05Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n${url ? `WARC-Target-URI: ${url}\r\n` : ''}Content-Type: ${contentType}\r\nContent-Length: ${block.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), block, Buffer.from('\r\n\r\n')])
}

function http(type, body, ...headers) {
  return Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\n${headers.map((header) => `${header}\r\n`).join('')}\r\n`), Buffer.from(body)])
}

const edits = [flipBits, flipBits, setBytes, cut, removePart, repeatPart, splice, editNumber, editNumber, editNumber, insertWord, insertWord]
const words = ['WARC/1.0\r\n', 'warc/0.18\n', '\r\n\r\n', '\n', 'Content-Length: 999999999999999999\r\n', 'Content-Length: -1\r\n', 'Content-Length: 0\r\n', 'Transfer-Encoding: chunked\r\n', 'Content-Encoding: gzip, br, deflate\r\n', 'Content-Encoding: zstd\r\n', 'HTTP/1.1 ', '\u001f\u008b\b\0', '\u001f\u008b\b\u001f', 'ffffffffffff\r\n', '\0', '<', ':', ' '.repeat(300), 'filedesc://x 0.0.0.0 20200101000000 text/plain 99\n', 'WARC-Type: metadata\r\n', 'WARC-Type: continuation\r\n', 'WARC-Segment-Number: 2\r\n', '(\xb5/\xfd\x04\x58', 'PK\x03\x04']

function mutate(seeds, random) {
  let bytes = Buffer.from(pick(seeds, random))
  const count = 1 + Math.floor(random() * 5)
  // Packing after some edits puts the damage behind a sound wrapper.
  for (let edit = 0; edit < count; edit += 1) bytes = pick(edits, random)(bytes, random, seeds)
  if (random() < 0.1) bytes = gzipSync(bytes.subarray(0, seedBytesMax), { level: 1 })
  if (random() < 0.05) bytes = flipBits(bytes, random)
  return bytes.subarray(0, 4 * seedBytesMax)
}

function flipBits(bytes, random) {
  for (let flips = 1 + Math.floor(random() * 8); flips > 0 && bytes.length > 0; flips -= 1) bytes[Math.floor(random() * bytes.length)] ^= 1 << Math.floor(random() * 8)
  return bytes
}

function setBytes(bytes, random) {
  const at = Math.floor(random() * bytes.length)
  return bytes.fill(Math.floor(random() * 256), at, Math.min(bytes.length, at + Math.floor(random() * 32)))
}

function cut(bytes, random) {
  return bytes.subarray(0, Math.floor(random() * bytes.length))
}

function removePart(bytes, random) {
  const at = Math.floor(random() * bytes.length)
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + Math.floor(random() * 200))])
}

function repeatPart(bytes, random) {
  const at = Math.floor(random() * bytes.length)
  const part = bytes.subarray(at, at + Math.floor(random() * 2000))
  return Buffer.concat([bytes.subarray(0, at), part, part, bytes.subarray(at)])
}

function splice(bytes, random, seeds) {
  const other = pick(seeds, random)
  return Buffer.concat([bytes.subarray(0, Math.floor(random() * bytes.length)), other.subarray(Math.floor(random() * other.length))])
}

function editNumber(bytes, random) {
  const text = bytes.toString('latin1')
  const numbers = [...text.matchAll(/\d+/gu)]
  if (numbers.length === 0) return bytes
  const { index, 0: digits } = pick(numbers, random)
  const value = pick([String(Number(digits) + 1), String(Math.max(0, Number(digits) - 1)), '0', '1', `${digits}0`, digits.slice(1), '9'.repeat(18), '4294967296', '-5', ''], random)
  return Buffer.from(text.slice(0, index) + value + text.slice(index + digits.length), 'latin1')
}

function insertWord(bytes, random) {
  const at = Math.floor(random() * bytes.length)
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(pick(words, random), 'latin1'), bytes.subarray(at)])
}

function pick(list, random) {
  return list[Math.floor(random() * list.length)]
}

/** The same bytes in one chunk, in a few, or in very small ones at the beginning. */
async function* inChunks(bytes, random) {
  const way = random()
  if (way < 0.5) return yield bytes
  let at = 0
  for (let small = 0; way < 0.6 && small < 20 && at < bytes.length; small += 1) yield bytes.subarray(at, (at += 1 + Math.floor(random() * 4)))
  while (at < bytes.length) yield bytes.subarray(at, (at += 1 + Math.floor(random() * 8192)))
}

/** Small, fast and good enough: the same numbers from the same seed. */
function mulberry32(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await fuzzArchive({ runs: Number(process.argv[2] ?? 10_000), seed: Number(process.argv[3] ?? 1), distDir: process.env.CITEWELL_DIST, onProgress: ({ done, failures }) => process.stderr.write(`\r${done} inputs, ${failures} failures `) })
  console.log(`\n${result.runs} inputs in ${result.seconds.toFixed(1)} s (${(result.runs / result.seconds).toFixed(0)} a second), ${result.captures} records read, ${result.problems} problems told, slowest ${result.slowestMs.toFixed(0)} ms, ${(result.residentBytes / 1e6).toFixed(0)} MB resident`)
  for (const failure of result.failures.slice(0, 10)) console.log(failure)
  process.exitCode = result.failures.length > 0 ? 1 : 0
}
