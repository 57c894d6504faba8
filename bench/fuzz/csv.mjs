// Exports in CSV, TSV, JSON and NDJSON with random damage: every one must end in reports, quickly and in little memory.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importFile } from '../../dist/imports/index.js'
import { parseInstant } from '../../dist/model/instant.js'

const fixtures = fileURLToPath(new URL('../../test/fixtures/exports/', import.meta.url))
const inputBytesMax = 24 * 1024
/** What one input may take, and the process as a whole. */
export const bounds = { msMax: 2_000, rssBytesMax: 768 * 1024 * 1024 }

export async function fuzzCsv({ runs, seed, dataDir, onProgress }) {
  const corpus = corpusOf(dataDir, (name) => !/disavow/u.test(name))
  return fuzz({ runs, seed, onProgress, next: (random) => ({ name: random() < 0.5 ? 'bayview-clinic.example-links-2026-09-28.csv' : corpus[int(random, corpus.length)].name, bytes: mutate(corpus, random) }) })
}

/** Runs inputs one after another; throws on the first that throws, takes too long or breaks the sum of rows. */
export async function fuzz({ runs, seed, onProgress, next, options = {} }) {
  const random = randomOf(seed)
  const importedAt = parseInstant('2026-11-22')
  const started = performance.now()
  const result = { runs, seed, accepted: 0, refused: 0, refusedFiles: 0, slowestMs: 0, rssBytesPeak: 0, perSecond: 0 }
  for (let run = 0; run < runs; run += 1) {
    const { name, bytes } = next(random)
    const before = performance.now()
    let sightings = 0
    let reports
    try {
      reports = await importFile(fileOf(name, bytes, random), { target: random() < 0.7 ? 'bayview-clinic.example' : null, ...options, importedAt, onSighting: () => void (sightings += 1) })
    } catch (error) {
      throw new Error(`run ${run} of seed ${seed} (${name}, ${bytes.length} bytes): ${error?.stack ?? error}\n${Buffer.from(bytes).toString('base64').slice(0, 20_000)}`, { cause: error })
    }
    const ms = performance.now() - before
    result.slowestMs = Math.max(result.slowestMs, ms)
    if (ms > bounds.msMax) throw new Error(`run ${run} of seed ${seed} (${name}) took ${Math.round(ms)} ms, over ${bounds.msMax}`)
    for (const report of reports) {
      if (report.rows !== report.accepted + report.refused) throw new Error(`run ${run} of seed ${seed}: ${report.rows} rows, ${report.accepted} accepted, ${report.refused} refused`)
      result.accepted += report.accepted
      result.refused += report.refused
      if (report.refusal !== null) result.refusedFiles += 1
    }
    if (run % 500 === 499 || run === runs - 1) {
      const { rss } = process.memoryUsage()
      result.rssBytesPeak = Math.max(result.rssBytesPeak, rss)
      if (rss > bounds.rssBytesMax) throw new Error(`${rss} bytes of memory after run ${run} of seed ${seed}, over ${bounds.rssBytesMax}`)
      onProgress?.(run + 1)
    }
  }
  result.perSecond = Math.round(runs / ((performance.now() - started) / 1_000))
  return result
}

export function corpusOf(dataDir, wanted) {
  const folders = [fixtures, join(fixtures, 'refused'), ...(dataDir ? [join(dataDir, 'exports/gsc'), join(dataDir, 'exports/disavow')] : [])]
  return folders.flatMap((folder) => {
    let names = []
    try {
      names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => entry.name)
    } catch {
      return []
    }
    return names.filter(wanted).map((name) => ({ name, bytes: readFileSync(join(folder, name)) }))
  })
}

const tokens = ['"', '""', '",', ',', ';', '\t', '|', '\n', '\r', '\r\n', '\0', '\ufeff', 'https://', 'http://a.example/', '://', '.example', '..', '%', '--', '2026-09-28', '28/09/2026', '99999999999999999999', '1,240', 'NaN', '#', 'domain:', '{', '}', '[', ']', '\\u0000', '\\', 'sep=;\n', '\u202e', '💊', 'xn--', '[::1]', '__proto__', 'constructor', 'true', ' '.repeat(300), 'a'.repeat(2_000), '"'.repeat(500), '['.repeat(3_000)]

/** A file of the corpus with a few kinds of damage. */
export function mutate(corpus, random) {
  let bytes = Buffer.from(corpus[int(random, corpus.length)].bytes.subarray(0, inputBytesMax))
  for (let step = 1 + int(random, 6); step > 0; step -= 1) {
    const at = int(random, bytes.length + 1)
    const kind = int(random, 9)
    if (kind === 0 && bytes.length > 0) bytes[int(random, bytes.length)] = int(random, 256)
    else if (kind === 1) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + int(random, 200))])
    else if (kind === 2 || kind === 3) bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(tokens[int(random, tokens.length)]), bytes.subarray(at)])
    else if (kind === 4) bytes = bytes.subarray(0, at)
    else if (kind === 5) {
      const other = corpus[int(random, corpus.length)].bytes
      const from = int(random, other.length)
      bytes = Buffer.concat([bytes.subarray(0, at), other.subarray(from, from + int(random, 2_000)), bytes.subarray(at)])
    } else if (kind === 6) {
      const piece = bytes.subarray(at, at + 1 + int(random, 80))
      bytes = Buffer.concat([bytes.subarray(0, at), ...Array.from({ length: 1 + int(random, 40) }, () => piece), bytes.subarray(at)])
    } else if (kind === 7 && random() < 0.2) bytes = Buffer.from(bytes.toString('utf8'), 'utf16le')
    else if (kind === 8 && random() < 0.3) bytes = Buffer.from(bytes.toString('latin1').replaceAll(',', [';', '\t', '|'][int(random, 3)]), 'latin1')
    bytes = bytes.subarray(0, inputBytesMax)
  }
  return bytes
}

function fileOf(name, bytes, random) {
  const size = random() < 0.3 ? 1 + int(random, 700) : bytes.length + 1
  return {
    name,
    async *open() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
    },
  }
}

export function int(random, below) {
  return Math.floor(random() * below)
}

/** Mulberry32: the same numbers for the same seed on every machine. */
export function randomOf(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
