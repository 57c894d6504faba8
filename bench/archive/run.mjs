// How fast are archives read? Ours against npm warcio and against nothing but Node's own gunzip, over the same file:
// real archives repeated to at least 100 MB unpacked. Rounds alternate, medians are printed, rates are of unpacked bytes.
//
//     node bench/archive/run.mjs [rounds]
import { createReadStream, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync, closeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createGunzip, gunzipSync } from 'node:zlib'
import { realDataDir } from '../real-data.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dataDir = realDataDir ?? 'no folder of real data'
const files = ['archive-org-2008.warc.gz', 'research-sites-0.warc.gz', 'commoncrawl/whirlwind.warc.gz']
const unpackedBytesMin = 100_000_000

/** Medians in MB/s of unpacked bytes, and our ratios to the others. */
export async function benchArchive({ rounds = 7, distDir = join(root, 'dist') } = {}) {
  const present = files.map((file) => join(dataDir, 'warc', file)).filter((path) => existsSync(path))
  if (present.length === 0) return { skipped: `no archives in ${dataDir}/warc; set CITEWELL_TEST_DATA` }
  const { readArchive, readRecords } = await import(pathToFileURL(join(distDir, 'archive/index.js')).href)
  const { WARCParser } = await import('warcio')
  const folder = mkdtempSync(join(tmpdir(), 'citewell-bench-'))
  try {
    const path = join(folder, 'archive.warc.gz')
    const unpackedBytes = writeRepeated(present, path)
    const open = () => createReadStream(path, { highWaterMark: 1024 * 1024 })
    const ways = {
      gunzip: async () => {
        let bytes = 0
        for await (const chunk of open().pipe(createGunzip({ chunkSize: 1024 * 1024 }))) bytes += chunk.length
        return bytes
      },
      records: async () => {
        let bytes = 0
        for await (const record of readRecords(open(), { onProblem() {}, keep: () => 0 })) bytes += record.blockBytes
        return bytes
      },
      captures: async () => {
        let bytes = 0
        for await (const capture of readArchive(open(), { file: 'archive', onProblem() {} })) bytes += capture.body?.length ?? 0
        return bytes
      },
      warcio: async () => {
        let bytes = 0
        // It warns on the console about records that it finds odd.
        const { warn } = console
        console.warn = () => undefined
        for await (const record of new WARCParser(open())) for await (const chunk of record) bytes += chunk.length
        console.warn = warn
        return bytes
      },
    }
    const times = Object.fromEntries(Object.keys(ways).map((name) => [name, []]))
    for (let round = 0; round <= rounds; round += 1) {
      for (const [name, way] of Object.entries(ways)) {
        const begin = performance.now()
        await way()
        if (round > 0) times[name].push(performance.now() - begin)
      }
    }
    const rates = Object.fromEntries(Object.entries(times).map(([name, list]) => [name, unpackedBytes / median(list) / 1000]))
    return { unpackedBytes, rounds, rates, ratios: { 'gunzip time × (records)': rates.gunzip / rates.records, 'gunzip time × (captures)': rates.gunzip / rates.captures, 'faster than warcio (records)': rates.records / rates.warcio, 'faster than warcio (captures)': rates.captures / rates.warcio } }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function writeRepeated(paths, target) {
  const packed = paths.map((path) => readFileSync(path))
  const unpackedOnce = packed.reduce((sum, bytes) => sum + gunzipSync(bytes).length, 0)
  const file = openSync(target, 'w')
  let unpacked = 0
  for (; unpacked < unpackedBytesMin; unpacked += unpackedOnce) for (const bytes of packed) writeSync(file, bytes)
  closeSync(file)
  return unpacked
}

function median(list) {
  return list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await benchArchive({ rounds: Number(process.argv[2] ?? 7), distDir: process.env.CITEWELL_DIST })
  if (result.skipped) console.log(`skipped: ${result.skipped}`)
  else {
    console.log(`${(result.unpackedBytes / 1e6).toFixed(0)} MB unpacked, median of ${result.rounds} rounds`)
    for (const [name, rate] of Object.entries(result.rates)) console.log(`${name.padEnd(32)} ${rate.toFixed(0).padStart(6)} MB/s`)
    for (const [name, ratio] of Object.entries(result.ratios)) console.log(`${name.padEnd(32)} ${ratio.toFixed(2).padStart(6)}`)
  }
}
