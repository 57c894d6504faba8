// Host and registrable domain of URLs as they stand on real pages: ours against tldts, and against `new URL` first.
//
//     node bench/domain/run.mjs [rounds]
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { realDataDir } from '../real-data.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dataDir = realDataDir ?? 'no folder of real data'

/** Medians in million URLs a second, ratios, and the URLs on which we and tldts differ. */
export async function benchDomain({ rounds = 9, distDir = join(root, 'dist') } = {}) {
  const urls = realHrefs()
  if (urls.length === 0) return { skipped: `no pages in ${dataDir}; set CITEWELL_TEST_DATA` }
  const { hostAndDomain } = await import(pathToFileURL(join(distDir, 'model/host-and-domain.js')).href)
  const { getDomain, parse } = await import('tldts')
  const options = { allowPrivateDomains: true }
  const ways = {
    ours: (url) => hostAndDomain(url)?.domain,
    'tldts getDomain': (url) => getDomain(url, options),
    'tldts parse': (url) => parse(url, options).domain,
    'new URL + tldts': (url) => (URL.canParse(url) ? getDomain(new URL(url).hostname, options) : undefined),
  }
  const asFound = ratesOf(ways, rounds, () => urls)
  // Ours remembers hosts, since links lead to the same few again and again; where no host comes twice that gains nothing.
  const eachNew = ratesOf(ways, rounds, (round) => urls.map((url, index) => flat(url.replace('://', `://h${round}x${index}.`))))
  return { urls: urls.length, rounds, rates: asFound, ratesEachNew: eachNew, ratio: ratioOf(asFound), ratioEachNew: ratioOf(eachNew), differences: differences(urls, hostAndDomain, (url) => parse(url, options)) }
}

function ratesOf(ways, rounds, urlsOf) {
  const times = Object.fromEntries(Object.keys(ways).map((name) => [name, []]))
  for (let round = -1; round < rounds; round += 1) {
    const urls = urlsOf(round)
    for (const [name, way] of Object.entries(ways)) {
      // Nobody is charged for what another one left behind.
      globalThis.gc?.()
      const begin = performance.now()
      let characters = 0
      for (const url of urls) characters += way(url)?.length ?? 0
      const ms = performance.now() - begin
      if (round >= 0 && characters > 0) times[name].push(urls.length / ms / 1000)
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]))
}

function ratioOf(rates) {
  return rates.ours / Math.max(rates['tldts getDomain'], rates['tldts parse'])
}

/** Where the answers differ; a URL with no registrable domain has its host as domain with us, and none with tldts. */
function differences(urls, hostAndDomain, parse) {
  const found = []
  for (const url of urls) {
    const ours = hostAndDomain(url)
    const theirs = parse(url)
    const expected = theirs.domain ?? theirs.hostname
    if ((ours?.domain ?? null) !== (expected ?? null)) found.push({ url, ours: ours?.domain ?? null, tldts: expected ?? null })
  }
  return found
}

/** Distinct absolute addresses in href and src attributes, as written but for character references of the ampersand. */
export function realHrefs() {
  const files = ['warc/archive-org-2008.warc.gz', 'warc/research-sites-0.warc.gz', 'warc/commoncrawl/whirlwind.warc.gz'].map((name) => join(dataDir, name)).filter((path) => existsSync(path))
  const html = join(dataDir, 'html')
  if (existsSync(html)) files.push(...readdirSync(html, { recursive: true }).map((name) => join(html, String(name))).filter((path) => path.endsWith('.html.gz')).sort())
  const urls = new Set()
  for (const file of files) {
    for (const match of gunzipSync(readFileSync(file)).toString('utf8').matchAll(/(?:href|src)\s*=\s*["']?\s*(https?:\/\/[^"'\s<>]{1,2000})/giu)) urls.add(match[1].replaceAll('&amp;', '&'))
  }
  return [...urls].map(flat)
}

/** The same text as a string of its own: through bytes, so that it is no view into its page. */
function flat(text) {
  return Buffer.from(text).toString()
}

function median(list) {
  return list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await benchDomain({ rounds: Number(process.argv[2] ?? 9), distDir: process.env.CITEWELL_DIST })
  if (result.skipped) console.log(`skipped: ${result.skipped}`)
  else {
    console.log(`${result.urls} distinct real URLs, median of ${result.rounds} rounds`)
    for (const [name, rate] of Object.entries(result.rates)) console.log(`${name.padEnd(20)} ${rate.toFixed(2).padStart(6)} million a second; ${result.ratesEachNew[name].toFixed(2)} where every host is a new one`)
    console.log(`${result.ratio.toFixed(2)} × the faster of tldts (${result.ratioEachNew.toFixed(2)} × where every host is a new one); ${result.differences.length} answers differ`)
    for (const difference of result.differences.slice(0, 20)) console.log(difference)
  }
}
