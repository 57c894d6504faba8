// How fast are archives read? Ours against npm warcio and against nothing but Node's own gunzip, over the same file:
// real archives repeated to at least 100 MB unpacked. Rates are of unpacked bytes, medians of the rounds.
//
// Each way has a process of its own, so that none is charged for the heap another one left behind, and they take turns,
// so that a busy spell of the machine strikes all of them. The first two turns of each are not counted.
//
//     node bench/archive/run.mjs [rounds]
import { fork } from 'node:child_process'
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
const warmUpRounds = 2

const open = (path) => createReadStream(path, { highWaterMark: 1024 * 1024 })
const load = (path) => import(pathToFileURL(join(process.env.CITEWELL_DIST ?? join(root, 'dist'), path)).href)

/** Each way reads the file whole and gives the count of bytes it saw. */
const ways = {
  gunzip: () => async (path) => {
    let bytes = 0
    for await (const chunk of open(path).pipe(createGunzip({ chunkSize: 1024 * 1024 }))) bytes += chunk.length
    return bytes
  },
  records: async () => {
    const { readRecords } = await load('archive/index.js')
    return async (path) => {
      let bytes = 0
      for await (const record of readRecords(open(path), { onProblem() {}, keep: () => 0 })) bytes += record.blockBytes
      return bytes
    }
  },
  captures: async () => {
    const { readArchive } = await load('archive/index.js')
    return async (path) => {
      let bytes = 0
      for await (const capture of readArchive(open(path), { file: 'archive', onProblem() {} })) bytes += capture.body?.length ?? 0
      return bytes
    }
  },
  warcio: async () => {
    const { WARCParser } = await import('warcio')
    // It warns on the console about records that it finds odd.
    console.warn = () => undefined
    return async (path) => {
      let bytes = 0
      for await (const record of new WARCParser(open(path))) for await (const chunk of record) bytes += chunk.length
      return bytes
    }
  },
}

/** Medians in MB/s of unpacked bytes, and our ratios to the others. */
export async function benchArchive({ rounds = 9 } = {}) {
  const present = files.map((file) => join(dataDir, 'warc', file)).filter((path) => existsSync(path))
  if (present.length === 0) return { skipped: `no archives in ${dataDir}/warc; set CITEWELL_TEST_DATA` }
  const folder = mkdtempSync(join(tmpdir(), 'citewell-bench-'))
  const path = join(folder, 'archive.warc.gz')
  const children = Object.fromEntries(Object.keys(ways).map((name) => [name, fork(fileURLToPath(import.meta.url), ['--way', name, path])]))
  try {
    const unpackedBytes = writeRepeated(present, path)
    const times = Object.fromEntries(Object.keys(ways).map((name) => [name, []]))
    for (let round = -warmUpRounds; round < rounds; round += 1) {
      for (const [name, child] of Object.entries(children)) {
        const ms = await turn(child)
        if (round >= 0) times[name].push(ms)
      }
    }
    const rates = Object.fromEntries(Object.entries(times).map(([name, list]) => [name, unpackedBytes / median(list) / 1000]))
    return { unpackedBytes, rounds, rates, ratios: { 'gunzip time × (records)': rates.gunzip / rates.records, 'gunzip time × (captures)': rates.gunzip / rates.captures, 'faster than warcio (records)': rates.records / rates.warcio, 'faster than warcio (captures)': rates.captures / rates.warcio } }
  } finally {
    for (const child of Object.values(children)) child.disconnect()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Has one way read the file once; gives the milliseconds it took. */
function turn(child) {
  return new Promise((resolve, reject) => {
    const fail = (code) => reject(new Error(`A process ended with ${code}.`))
    child.once('exit', fail)
    child.once('message', (ms) => {
      child.off('exit', fail)
      resolve(ms)
    })
    child.send('read')
  })
}

/** The other side of `turn`: the process of one way. */
async function serveTurns(name, path) {
  const read = await ways[name]()
  process.on('message', () => {
    const begin = performance.now()
    void read(path).then(() => process.send(performance.now() - begin))
  })
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

if (process.argv[2] === '--way') await serveTurns(process.argv[3], process.argv[4])
else if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await benchArchive({ rounds: Number(process.argv[2] ?? 9) })
  if (result.skipped) console.log(`skipped: ${result.skipped}`)
  else {
    console.log(`${(result.unpackedBytes / 1e6).toFixed(0)} MB unpacked, median of ${result.rounds} rounds`)
    for (const [name, rate] of Object.entries(result.rates)) console.log(`${name.padEnd(32)} ${rate.toFixed(0).padStart(6)} MB/s`)
    for (const [name, ratio] of Object.entries(result.ratios)) console.log(`${name.padEnd(32)} ${ratio.toFixed(2).padStart(6)}`)
  }
}
