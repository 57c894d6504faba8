/**
 * One clinic with a million links, as a person meets it: an export is imported, the links are judged, and fifty people
 * page, sort, filter, search and count at once through the HTTP door. Everything goes through the command and the server
 * themselves; memory and processor time are those of their processes, as Linux tells them.
 *
 *     node bench/scale/run.mjs [links, 1000000 by default] [people, 50] [seconds, 20]
 *
 * Needs a built dist/ and Linux. Works in a temporary folder and removes it.
 */
import { spawn } from 'node:child_process'
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { domainName, madeExport, target } from './made-links.mjs'

const links = Number(process.argv[2] ?? 1_000_000)
const people = Number(process.argv[3] ?? 50)
const seconds = Number(process.argv[4] ?? 20)
const domains = Math.ceil(links * 0.06)
const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url))
const home = process.env.SCALE_HOME ?? mkdtempSync(join(tmpdir(), 'citewell-bench-scale-'))

/** Processor seconds so far and most memory ever of a process. */
function usageOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const megabytes = Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))[1]) / 1024)
  return { cpu: (Number(fields[11]) + Number(fields[12])) / 100, megabytes }
}

/** Runs a command and gives what it used, looked at every tenth of a second. */
async function command(args) {
  const child = spawn(process.execPath, [main, ...args, '--home', home], { stdio: 'ignore' })
  let usage = { cpu: 0, megabytes: 0 }
  const watch = setInterval(() => {
    try {
      usage = usageOf(child.pid)
    } catch {
      // It has ended between two looks.
    }
  }, 100)
  const started = performance.now()
  const [code] = await once(child, 'exit')
  clearInterval(watch)
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`)
  return { ...usage, wall: (performance.now() - started) / 1000 }
}

const servers = []

async function startServer() {
  const child = spawn(process.execPath, [main, 'serve', '--home', home, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  servers.push(child)
  let text = ''
  for await (const part of child.stdout) {
    text += part
    const url = /API\s+(http:\/\/\S+)\/api/.exec(text)?.[1]
    if (url !== undefined) return { url, pid: child.pid, stop: () => child.kill('SIGINT') }
  }
  throw new Error('the server ended before it listened')
}

const pick = (list) => list[Math.floor(Math.random() * list.length)]
const sorts = ['quality', 'tier', 'firstSeen', 'lastSeen', 'referringDomain', 'typeConfidence']
const filters = [
  {}, {}, { tier: [5, 6], live: true }, { type: ['LT-01', 'LT-03'] }, { followed: true }, { area: ['main'] }, { state: ['lost'] }, { anchorKind: ['AK-BRAND'] }, { seenBy: ['ahrefs-backlinks'], qualityMin: 30 },
  { since: '2024-01-01' }, { findings: true }, { onePerDomain: true },
]
/** What people do: mostly paging and scrolling, some of it with a filter, a search or a domain nobody has asked for yet. */
function anyAsk() {
  const kind = Math.random()
  if (kind < 0.1) return { name: 'facets', path: 'links/facets', body: { ...pick(filters), onePerDomain: undefined } }
  if (kind < 0.15) return { name: 'referring domains', path: 'links/referring-domains', body: { offset: Math.floor(Math.random() * domains), limit: 50 } }
  if (kind < 0.2) return { name: 'search', path: 'links/list', body: { text: pick(['garden', 'sleep exercise', 'forum', 'oak-', `-${Math.floor(Math.random() * domains)}.`]) } }
  if (kind < 0.25) return { name: 'one domain', path: 'links/list', body: { domain: domainName(Math.floor(Math.random() * domains)), sort: pick(sorts) } }
  return { name: 'window', path: 'links/list', body: { ...pick(filters), sort: pick(sorts), offset: Math.random() < 0.5 ? 0 : Math.floor(Math.random() * links * 0.9), limit: 50 } }
}

async function ask(url, path, body) {
  const started = performance.now()
  const response = await fetch(`${url}/v1/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ target, ...body }) })
  const text = await response.text()
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 200)}`)
  return { ms: performance.now() - started, answer: JSON.parse(text) }
}

function line(name, times) {
  times.sort((a, b) => a - b)
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(0)
  console.log(`  ${name.padEnd(18)} ${String(times.length).padStart(6)} answers, median ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, slowest ${times.at(-1).toFixed(0)} ms`)
}

try {
  const file = join(home, 'export.csv')
  const out = createWriteStream(file)
  let bytes = 0
  for (const piece of madeExport(links, domains)) {
    bytes += piece.length
    if (!out.write(piece)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
  const imported = await command(['sightings', 'import', file])
  console.log(`Import of ${links} rows (${Math.round(bytes / 2 ** 20)} MB of CSV): ${imported.wall.toFixed(0)} s, ${Math.round(links / imported.cpu)} rows a CPU second, peak memory ${imported.megabytes} MB`)
  rmSync(file)

  const server = await startServer()
  const before = usageOf(server.pid)
  const first = await ask(server.url, 'links/list', {})
  const judged = usageOf(server.pid)
  console.log(`Judging ${first.answer.total} links of ${domains} referring domains: ${(first.ms / 1000).toFixed(0)} s, ${Math.round(links / (judged.cpu - before.cpu))} links a CPU second, peak memory ${judged.megabytes} MB`)
  server.stop()

  // A server of its own for the reads: memory is then theirs alone, and the table is read from disk.
  const reader = await startServer()
  const empty = usageOf(reader.pid)
  const opened = await ask(reader.url, 'links/list', {})
  console.log(`First page after a start: ${opened.ms.toFixed(0)} ms; second: ${(await ask(reader.url, 'links/list', {})).ms.toFixed(0)} ms; memory ${empty.megabytes} MB before, ${usageOf(reader.pid).megabytes} MB after`)
  for (const [name, path, body] of [['facets, no filter', 'links/facets', {}], ['facets, a new filter', 'links/facets', { tier: [6], live: true, area: ['main'] }], ['a new filter', 'links/list', { area: ['footer'], state: ['unconfirmed'] }], ['a new sort', 'links/list', { sort: 'lastSeen' }], ['row 900,000 of it', 'links/list', { sort: 'lastSeen', offset: Math.floor(links * 0.9) }], ['a search', 'links/list', { text: 'garden' }], ['another search', 'links/list', { text: 'winter advice' }], ['anchors', 'links/anchors', {}]]) {
    console.log(`  ${name}: ${(await ask(reader.url, path, body)).ms.toFixed(0)} ms`)
  }
  const explained = []
  for (const row of (await ask(reader.url, 'links/list', { limit: 1000, sort: 'firstSeen' })).answer.rows.filter((_, at) => at % 50 === 0)) explained.push((await ask(reader.url, 'links/explain', { link: row.id })).ms)
  line('explain', explained)

  const times = new Map()
  const usedBefore = usageOf(reader.pid).cpu
  const until = performance.now() + seconds * 1000
  await Promise.all(Array.from({ length: people }, async () => {
    while (performance.now() < until) {
      const { name, path, body } = anyAsk()
      const { ms } = await ask(reader.url, path, body)
      for (const key of ['all', name]) (times.get(key) ?? times.set(key, []).get(key)).push(ms)
    }
  }))
  const used = usageOf(reader.pid)
  console.log(`${people} people at once, each asking again as soon as answered, for ${seconds} s: ${Math.round(times.get('all').length / seconds)} answers a second, ${((1000 * (used.cpu - usedBefore)) / times.get('all').length).toFixed(1)} ms of processor each, peak memory ${used.megabytes} MB`)
  for (const [name, list] of times) line(name, list)
  reader.stop()
} finally {
  for (const server of servers) server.kill('SIGINT')
  rmSync(home, { recursive: true, force: true })
}
