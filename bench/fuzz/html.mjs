// Mutated and invented pages for the HTML extractor: nothing may throw, take long or hold much memory, and on a share
// of them the fast scan must find what the reference finds.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { realDataDir } from '../real-data.mjs'

const dist = process.env.CITEWELL_DIST ?? fileURLToPath(new URL('../../dist', import.meta.url))
const load = (path) => import(pathToFileURL(join(dist, path)).href)

/** Milliseconds one input of `size` bytes may take: a fixed part for a busy machine, and a part that grows with it. */
const timeBoundMs = (size) => 2_000 + size / 200
const heapBytesMax = 1_500 * 1024 * 1024
const pageBytesMax = 200_000
const compareShare = 4
/** Most inputs are a window of a page, so that many can be tried; one in so many is a page as it is. */
const windowBytes = 12_000
const wholeShare = 24

export async function fuzzHtml({ runs = 1_000, seed = 1, dataDir = realDataDir, onProgress = () => {} } = {}) {
  const { extractCapture } = await load('extract/index.js')
  const { scanFast } = await load('extract/links/scan-page.js')
  const { referenceScan } = await load('extract/links/reference-scan.js')
  const next = seeded(seed)
  const pages = realPages(dataDir)
  const result = { runs: 0, failures: [], slowestMs: 0, heapBytesMost: 0, compared: 0, pages: pages.length }
  for (let run = 0; run < runs; run += 1) {
    const bytes = run % 2 === 0 || pages.length === 0 ? invent(next) : mutate(pages, next)
    const from = performance.now()
    try {
      const charset = ['', 'text/html; charset=utf-8', 'text/html; charset=shift_jis', 'text/html; charset=utf-16', 'text/html; charset=iso-2022-jp', 'text/html; charset=x'][next(6)]
      const capture = captureOf(bytes, charset)
      const all = extractCapture(capture, { seenBy: 'crawl' })
      const some = extractCapture(capture, { seenBy: 'crawl', target: 'y.example', externalOnly: true })
      if (some.page.linkCount !== all.page.linkCount || some.page.externalLinkCount !== all.page.externalLinkCount) result.failures.push({ run, seed, cause: 'a scan for one target finds other links' })
      if ((run >> 1) % compareShare === 0) {
        const fast = scanFast(bytes)
        if (fast !== null) {
          const found = linesOf(fast)
          result.compared += 1
          const thin = scanFast(bytes, 'links')
          if (thin === null || linesOf(thin) !== found) result.failures.push({ run, seed, cause: 'a scan for links finds other links' })
          if (found !== linesOf(referenceScan(bytes))) result.failures.push({ run, seed, cause: 'fast and reference differ' })
        }
      }
    } catch (error) {
      result.failures.push({ run, seed, cause: String(error?.stack ?? error).slice(0, 500) })
    }
    const ms = performance.now() - from
    result.slowestMs = Math.max(result.slowestMs, ms)
    if (ms > timeBoundMs(bytes.length)) result.failures.push({ run, seed, cause: `${Math.round(ms)} ms for ${bytes.length} bytes` })
    if (run % 64 === 0) {
      result.heapBytesMost = Math.max(result.heapBytesMost, process.memoryUsage().heapUsed)
      if (result.heapBytesMost > heapBytesMax) result.failures.push({ run, seed, cause: `heap of ${result.heapBytesMost} bytes` })
      onProgress(run, runs)
    }
    result.runs += 1
  }
  return result
}

function linesOf(scan) {
  let text = ''
  for (let link = 0; link < scan.linkCount; link += 1) {
    text += `${scan.nodeStart[scan.linkNode[link]]}:`
    for (let run = scan.linkRunFrom[link]; run < scan.linkRunTo[link]; run += 1) {
      if (scan.runKind[run] !== 2) text += Buffer.from(scan.bytes.subarray(scan.runStart[run], scan.runEnd[run])).toString('latin1')
    }
    text += '\n'
  }
  // Blanks between tags may be split into runs in more than one way.
  return text
}

function captureOf(bytes, contentType) {
  return {
    kind: 'response', url: 'https://fuzz.example/a/b', at: null, status: 200, headers: new Map([['content-type', contentType]]), mediaType: 'text/html',
    body: bytes, truncated: false, wat: null, file: 'fuzz', offset: 0,
  }
}

function realPages(dataDir) {
  if (dataDir === null) return []
  const folder = join(dataDir, 'html/readability')
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('source.html.gz'))
    .map((name) => gunzipSync(readFileSync(join(folder, name))).subarray(0, pageBytesMax))
}

const pieces = [
  '<a href=/x>', '<a href="https://y.example/">', '</a>', '<p>', '</p>', '<div>', '</div>', '<b>', '</b>', '<i>', '<font size=1>', '</font>', '<table>', '<tr>', '<td>', '</table>', '<ul><li>', '</ul>',
  '<svg>', '</svg>', '<math><mi>', '<template>', '</template>', '<select><option>', '</select>', '<script>', '</script>', '<!--', '-->', '<![CDATA[', ']]>', '<title>', '<textarea>', '<style>', '</style>', '<base href=//b>',
  '<form>', '</form>', '<button>', '<object>', '<iframe>', '<noscript>', '<h1>', '</h1>', '<br>', '<img alt=x>', '<frameset>', '<plaintext>', '<foreignObject>', '&amp;', '&#x', '&nbsp;', 'words and words', ' ', '\n', '\0', '<', '>', '"', "'", '=',
  '\xff\xfe', '\x1b$B', '<meta charset=utf-7>', '<meta http-equiv=refresh content="0;url=', '<annotation-xml encoding="text/html">', '<a href="', "<a href='", '<nobr>', '<a ', '</',
]

function invent(next) {
  const kind = next(12)
  if (kind === 0) {
    // One piece again and again: deep nesting, unclosed formatting, long lists of alike things.
    const some = Array.from({ length: 1 + next(4) }, () => pieces[next(pieces.length)]).join('')
    return Buffer.from(some.repeat(1 + next(next(32) === 0 ? 20_000 : 300)), 'latin1')
  }
  if (kind === 1) return Buffer.from(Array.from({ length: 100 + next(next(16) === 0 ? 2_000 : 300) }, (_, index) => `<b id=${index}>${next(3) === 0 ? '<p>' : ''}`).join('') + '<a href=/x>t', 'latin1')
  if (kind === 2) {
    const scale = next(8) === 0 ? 10 : 1
    return Buffer.from(`<a href="${'x'.repeat(next(20_000 * scale))}" ${'y=z '.repeat(next(2_000 * scale))}>${'text '.repeat(next(5_000 * scale))}`, 'latin1')
  }
  let text = ''
  const length = next(400)
  for (let index = 0; index < length; index += 1) text += pieces[next(pieces.length)]
  return Buffer.from(text, 'latin1')
}

function mutate(pages, next) {
  const page = pages[next(pages.length)]
  const whole = next(wholeShare) === 0
  const windowAt = whole ? 0 : next(Math.max(1, page.length - windowBytes))
  let bytes = Buffer.from(whole ? page : page.subarray(windowAt, windowAt + windowBytes))
  for (let times = 1 + next(6); times > 0; times -= 1) {
    const at = next(bytes.length + 1)
    switch (next(6)) {
      case 0:
        for (let flips = 1 + next(40); flips > 0 && bytes.length > 0; flips -= 1) bytes[next(bytes.length)] ^= 1 << next(8)
        break
      case 1:
        bytes = bytes.subarray(0, at)
        break
      case 2:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + next(2_000)))])
        break
      case 3: {
        const other = pages[next(pages.length)]
        const from = next(other.length + 1)
        bytes = Buffer.concat([bytes.subarray(0, at), other.subarray(from, from + next(5_000)), bytes.subarray(at)])
        break
      }
      case 4:
        bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(pieces[next(pieces.length)].repeat(1 + next(50)), 'latin1'), bytes.subarray(at)])
        break
      default: {
        const to = Math.min(bytes.length, at + next(500))
        bytes = Buffer.concat([bytes.subarray(0, to), bytes.subarray(at, to), bytes.subarray(to)])
      }
    }
  }
  return bytes.subarray(0, pageBytesMax)
}

function seeded(seed) {
  let state = (seed * 2_654_435_761 + 1) >>> 0
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return n === 0 ? 0 : ((mixed ^ (mixed >>> 14)) >>> 0) % n
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await fuzzHtml({ runs: Number(process.argv[2] ?? 1_000), seed: Number(process.argv[3] ?? 1), dataDir: realDataDir })
  console.log(JSON.stringify({ ...result, failures: result.failures.slice(0, 10), failureCount: result.failures.length }, null, 2))
  process.exitCode = result.failures.length === 0 ? 0 : 1
}
