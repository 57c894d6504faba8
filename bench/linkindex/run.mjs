/**
 * How fast is the link index? One million invented sightings of several sources are added in batches, one busy target
 * domain among them; then its links are merged, judged rows are written, and first pages of a listing are timed.
 *
 *     node bench/linkindex/run.mjs [sightings, 1000000 by default]
 *
 * Needs a built dist/. Works in a temporary folder and removes it.
 */
import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const { openLinkIndex } = await import(new URL('../../dist/linkindex/index.js', import.meta.url).href)
const busy = { domain: 'busy-clinic.example', host: null, pathPrefix: null }

if (process.argv[2] === 'cold') {
  // A process of its own: open the index and answer one first page.
  const started = performance.now()
  const index = await openLinkIndex({ dir: process.argv[3] })
  const { rows } = await index.queryJudged(busy, 'bench', {})
  console.log(JSON.stringify({ ms: performance.now() - started, rows: rows.length }))
  await index.close()
  process.exit(0)
}

const total = Number(process.argv[2] ?? 1_000_000)
const busyShare = 0.15
const targetCount = 50_000
const batchCount = 10
const sources = ['crawl', 'archive:CC-MAIN-2026-34', 'ahrefs-backlinks', 'semrush-backlinks', 'majestic-backlinks']
const words = 'care clinic flu shots heart doctor cardiology dental implants guide health advice review local family practice surgery children vaccine sleep'.split(' ')

/** Small seeded generator, so that every run adds the same rows. */
function seeded(seed) {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Ranks after Zipf's law: rank 0 most often. */
function zipf(random, count) {
  return Math.min(count - 1, Math.floor(Math.exp(random() * Math.log(count + 1))) - 1)
}

function phrase(random, length) {
  return Array.from({ length }, () => words[Math.floor(random() * words.length)]).join(' ')
}

async function* sightings(batch) {
  const random = seeded(1 + batch)
  const day = Date.UTC(2026, 0, 1) + batch * 7 * 86_400_000
  for (let row = 0; row < total / batchCount; row += 1) {
    const isBusy = random() < busyShare
    const seenBy = sources[Math.floor(random() * sources.length)]
    const own = seenBy === 'crawl' || seenBy.startsWith('archive:')
    const rank = zipf(random, targetCount)
    const targetDomain = isBusy ? busy.domain : `site${rank}.example`
    const referringDomain = `ref${zipf(random, 30_000)}.example`
    const referringPage = `https://www.${referringDomain}/${words[Math.floor(random() * words.length)]}/page-${Math.floor(random() * 200)}`
    const seenAt = new Date(day + Math.floor(random() * 86_400_000)).toISOString()
    yield {
      kind: 'sighting',
      sighting: {
        referringPage,
        referringDomain,
        target: `https://${targetDomain}/${random() < 0.5 ? '' : `${words[Math.floor(random() * words.length)]}/`}`,
        targetDomain,
        anchorText: random() < 0.03 ? null : phrase(random, 1 + Math.floor(random() * 3)),
        rel: random() < 0.3 ? ['nofollow'] : [],
        area: own ? (random() < 0.7 ? 'main' : 'footer') : null,
        context: own ? { before: phrase(random, 12), after: phrase(random, 12) } : null,
        image: null,
        element: 'a',
        position: own ? Math.floor(random() * 200) : null,
        title: phrase(random, 6),
        language: 'en',
        status: 200,
        robots: [],
        seenBy,
        seenAt,
        firstSeenAt: own ? null : new Date(day - 90 * 86_400_000).toISOString(),
        lostAt: null,
        lostReason: null,
        cues: own ? ['prose'] : [],
        fallbackText: null,
        vendor: own ? null : { rating: Math.floor(random() * 100), traffic: Math.floor(random() * 10_000) },
        raw: own ? null : JSON.stringify({ 'Source url': referringPage, Rating: Math.floor(random() * 100), 'First seen': '2025-10-01', 'Last seen': seenAt }),
      },
    }
    if (own && row % 5 === 0) {
      yield {
        kind: 'page',
        page: {
          url: referringPage, domain: referringDomain, status: 200, seenBy, seenAt, title: phrase(random, 6), language: 'en', robots: [], canonical: null, redirectTo: null,
          linkCount: 40, externalLinkCount: 8, externalDomainCount: 5, features: null,
        },
      }
    }
  }
}

/** A judged row for a merged link, with judgements of the usual size. */
function judge(link, number) {
  const tier = 1 + (number % 6)
  const quality = (number * 7919) % 101
  return {
    link, type: { type: number % 3 ? 'LT-01' : 'LT-03', subtype: null, flags: [], confidence: 0.6, runnerUp: { type: 'LT-02', confidence: 0.2 }, innerType: null, evidence: [], unknowns: [] },
    anchor: { kind: 'AK-OTHER', altKind: null, grade: 0, normalised: (link.anchorText ?? '').toLowerCase(), flags: [], evidence: [] }, tier: { tier, name: '', kind: '', confidence: 'high', evidence: [] },
    risk: { risk: 0, agency: 'unknown', action: 'none' },
    quality: { score: quality, unrounded: quality, beforeRisk: quality, band: 'useful', coverage: 1 }, findings: number % 10 ? [] : [{ rule: 'RISK-06', verdict: 'flag', judges: 'link' }], corrected: [],
  }
}

function percentiles(times) {
  const sorted = [...times].sort((left, right) => left - right)
  return `p50 ${sorted[Math.floor(sorted.length * 0.5)].toFixed(1)} ms, p95 ${sorted[Math.floor(sorted.length * 0.95)].toFixed(1)} ms`
}

async function timed(work) {
  const started = performance.now()
  const answer = await work()
  return [performance.now() - started, answer]
}

async function bytesBelow(path) {
  const info = await stat(path)
  if (!info.isDirectory()) return info.size
  let bytes = 0
  for (const name of await readdir(path)) bytes += await bytesBelow(join(path, name))
  return bytes
}

const dir = await mkdtemp(join(tmpdir(), 'citewell-bench-'))
let rssMax = 0
const watch = setInterval(() => (rssMax = Math.max(rssMax, process.memoryUsage().rss)), 100)
try {
  const index = await openLinkIndex({ dir })
  // What making the rows costs by itself is no work of the index.
  const [makingMs] = await timed(async () => {
    for (let batch = 0; batch < batchCount; batch += 1) for await (const entry of sightings(batch)) void entry
  })
  const [addMs] = await timed(async () => {
    for (let batch = 0; batch < batchCount; batch += 1) await index.add(sightings(batch), { key: `batch ${batch}`, source: 'bench' })
  })
  const info = await index.info()
  const linkBytes = await bytesBelow(join(dir, 'links'))
  console.log(`added ${info.sightings} sightings and ${info.pages} pages in ${batchCount} batches: ${Math.round((info.sightings + info.pages) / (addMs - makingMs) * 1000)} rows/s in ${((addMs - makingMs) / 1000).toFixed(1)} s; ${(linkBytes / info.sightings).toFixed(1)} bytes a sighting`)

  let merged = 0
  let sightingCount = 0
  const merge = async () => {
    merged = 0
    sightingCount = 0
    for await (const link of index.links(busy)) {
      merged += 1
      sightingCount += link.sightingCount
    }
  }
  const [mergeMs] = await timed(merge)
  console.log(`merged ${sightingCount} sightings of the busy target into ${merged} links: ${(mergeMs / 1000).toFixed(2)} s`)
  const [compactMs, compacted] = await timed(() => index.compact())
  const [mergeAgainMs] = await timed(merge)
  console.log(`compacted ${compacted.filesBefore} files into ${compacted.filesAfter}: ${(compactMs / 1000).toFixed(1)} s; merging after it ${(mergeAgainMs / 1000).toFixed(2)} s`)
  const [hostsMs, hosts] = await timed(() => index.hosts(busy))
  console.log(`facts of ${hosts.size} referring domains: ${(hostsMs / 1000).toFixed(2)} s`)

  const [writeMs] = await timed(() => index.writeJudged(busy, 'bench', {
    rows: (async function* () {
      let number = 0
      for await (const link of index.links(busy)) yield judge(link, number++)
    })(),
    amended: () => [],
    notes: () => ({ asOf: '2026-06-01T00:00:00.000Z', profileFindings: [], own: null, kin: [] }),
  }))
  console.log(`wrote ${merged} judged links (merging again): ${(writeMs / 1000).toFixed(1)} s`)

  const listings = {
    'first page': {},
    'first page, editorial, main, followed, not lost': { type: ['LT-01'], area: ['main'], followed: true, live: true },
    'first page, text "cardiology"': { text: 'cardiology' },
    'first page by tier, one a domain': { sort: 'tier', onePerDomain: true },
    'first page by last seen': { sort: 'lastSeen' },
  }
  for (const [name, query] of Object.entries(listings)) {
    const times = []
    for (let turn = 0; turn < 40; turn += 1) times.push((await timed(() => index.queryJudged(busy, 'bench', query)))[0])
    console.log(`${name}: ${percentiles(times.slice(3))}`)
  }
  const walk = []
  let cursor
  for (let pages = 0; pages < 40 && cursor !== null; pages += 1) {
    const [ms, page] = await timed(() => index.queryJudged(busy, 'bench', { limit: 100, cursor: cursor ?? undefined }))
    walk.push(ms)
    cursor = page.nextCursor
  }
  console.log(`going on by cursor, 100 rows a page: ${percentiles(walk.slice(1))}`)
  for (const [name, ask] of [['referring domains', () => index.judgedDomains(busy, 'bench', { limit: 50 })], ['anchors', () => index.judgedAnchors(busy, 'bench', { limit: 50 })]]) {
    const times = []
    for (let turn = 0; turn < 15; turn += 1) times.push((await timed(ask))[0])
    console.log(`${name}, first page: ${percentiles(times.slice(2))}`)
  }
  const { rows } = await index.queryJudged(busy, 'bench', {})
  const detailTimes = []
  for (const row of rows.slice(0, 20)) detailTimes.push((await timed(() => index.judgedLink(busy, 'bench', row.id)))[0])
  console.log(`detail of one link: ${percentiles(detailTimes)}`)
  const [sightingsMs, history] = await timed(() => index.sightings(busy, rows[0].id))
  console.log(`sightings of one link (${history.length}): ${sightingsMs.toFixed(0)} ms`)
  await index.close()
  const cold = []
  for (let turn = 0; turn < 3; turn += 1) cold.push(JSON.parse(spawnSync(process.execPath, [fileURLToPath(import.meta.url), 'cold', dir], { encoding: 'utf8' }).stdout).ms)
  console.log(`open in a new process and answer a first page: ${percentiles(cold)}`)
  console.log(`most memory of the process: ${Math.round(rssMax / 1e6)} MB`)
} finally {
  clearInterval(watch)
  await rm(dir, { recursive: true, force: true })
}
