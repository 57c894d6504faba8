// Question: how fast is the app for one client with a million links? A server of its own process, a real Chromium, and
// fifty people who read at once. Also moves that client's desk to a Postgres, where one is named.
//
//     node bench/app/run.mjs [--links 1000000] [--domains 60000] [--home DIR] [--users 50] [--seconds 20] [--shots DIR] [--only read] [--mix listings]
//
// With --home, a home that was filled before is used again and kept; with --only read no browser is opened; --mix listings asks
// for listings, facets and the overview alone, where otherwise people also search, sort, explain and look at domains.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import sparticuz from '@sparticuz/chromium'
import { chromium } from 'playwright-core'
import { madeSightings, target } from '../scale/made-links.mjs'
import { readTogether } from './readers.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const load = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href)
const given = Object.fromEntries(process.argv.slice(2).flatMap((word, at, words) => (word.startsWith('--') ? [[word.slice(2), words[at + 1]]] : [])))
const links = Number(given.links ?? 1_000_000)
const domains = Number(given.domains ?? 60_000)
const users = Number(given.users ?? 50)
const seconds = Number(given.seconds ?? 20)
const home = given.home ?? mkdtempSync(join(tmpdir(), 'citewell-bench-app-'))
if (!given.home) process.on('exit', () => rmSync(home, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))

const now = '2026-11-01T00:00:00.000Z'
const env = { ...process.env, CITEWELL_NOW: now }
const at = (share, numbers) => numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(share * numbers.length))]
/** What tells one listing from another: the title and the first row. */
const shownNow = (selector) => `${document.querySelector('h1')?.innerText} ${document.querySelector(selector)?.innerText}`
const ms = (number) => `${number.toFixed(0)} ms`

if (!existsSync(join(home, 'index'))) await timed(`adding ${links} links`, fill)
const server = await serve()
process.on('exit', () => server.process.kill('SIGKILL'))
await timed('judging them all, with the first answer', () => ask('links.list', { limit: 50 }))
if (given.only !== 'read') await browse()
await readTogether({ ask, loopDelay, users, seconds, links, domains, mix: given.mix })
server.process.kill('SIGTERM')
process.exit()

/** The client's site and links, without a server. */
async function fill() {
  const [{ openOutside }, { homeClient }] = await Promise.all([load('home.js'), load('model/desk-nouns.js')])
  const outside = await openOutside(home)
  try {
    async function* entries() {
      for (const sighting of madeSightings(links, domains)) yield { kind: 'sighting', sighting }
    }
    await outside.indexOf(homeClient.id).add(entries(), { key: 'bench', source: 'bench' })
    const desk = outside.desk.organisation('home')
    const known = await desk.clients.get(homeClient.id)
    await desk.clients.save({ ...homeClient, ...known, name: 'Busy Clinic', slug: 'busy', site: target }, { by: 'bench', at: now })
  } finally {
    await outside.close()
  }
}

async function serve() {
  const child = spawn(process.execPath, ['--import', new URL('./loop-delay.mjs', import.meta.url).href, 'bin/citewell.mjs', 'serve', '--port', '0', '--home', home], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  const url = await new Promise((resolve, reject) => {
    let text = ''
    child.stdout.on('data', (piece) => {
      text += piece
      const found = /http:\/\/127\.0\.0\.1:\d+/u.exec(text)
      if (found) resolve(found[0])
    })
    child.once('exit', () => reject(new Error(`The server ended: ${text}`)))
  })
  return { process: child, url }
}

/** What the event loop of the server did since it was last asked. */
function loopDelay() {
  return new Promise((resolve) => {
    server.process.once('message', resolve)
    server.process.send('loop delay')
  })
}

async function ask(id, input) {
  const response = await fetch(`${server.url}/v1/${id.replace('.', '/')}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...input, ...(id.startsWith('links.') ? { target } : {}) }) })
  const body = await response.json()
  if (!response.ok) throw new Error(`${id}: ${JSON.stringify(body)}`)
  return body
}

async function timed(what, work) {
  const begin = performance.now()
  await work()
  console.log(`${what}: ${((performance.now() - begin) / 1000).toFixed(1)} s`)
}

/** What a person sees: from navigation to rows, after a filter, while scrolling. */
async function browse() {
  const browser = await chromium.launch({ executablePath: process.env.CITEWELL_CHROMIUM ?? (await sparticuz.executablePath()), args: ['--no-sandbox', '--disable-gpu'] })
  const rows = '.data-row:not(:has(.skeleton))'
  const first = []
  const filter = []
  let blanks = 0
  let waiting = 0
  let frames = 0
  for (let round = 0; round < 5; round += 1) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    let bytes = 0
    let requests = 0
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength
      requests += 1
    })
    await page.addInitScript(() => {
      globalThis.seen = { lcp: 0, cls: 0 }
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => (globalThis.seen.lcp = entry.startTime))).observe({ type: 'largest-contentful-paint', buffered: true })
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => (globalThis.seen.cls += entry.hadRecentInput ? 0 : entry.value))).observe({ type: 'layout-shift', buffered: true })
    })
    let begin = performance.now()
    await page.goto(`${server.url}/c/busy/links`)
    await page.waitForSelector(rows)
    first.push(performance.now() - begin)
    await page.waitForLoadState('networkidle')
    const seen = await page.evaluate(() => globalThis.seen)
    console.log(`  round ${round + 1}: rows after ${ms(first.at(-1))}; LCP ${ms(seen.lcp)}, CLS ${seen.cls.toFixed(3)}, ${requests} requests, ${(bytes / 1024).toFixed(0)} KiB transferred`)
    for (const query of ['tier=6', 'state=lost', 'type=LT-03', 'text=guide', 'anchorKind=AK-BRAND']) {
      const before = await page.evaluate(shownNow, rows)
      begin = performance.now()
      // The address is the state: going there is what a chip does.
      await page.evaluate((wanted) => {
        history.pushState({}, '', `${location.pathname}?${wanted}`)
        dispatchEvent(new PopStateEvent('popstate'))
      }, query)
      await page.waitForFunction(([selector, old]) => document.querySelector('[role="grid"]')?.getAttribute('aria-busy') === 'false' && `${document.querySelector('h1')?.innerText} ${document.querySelector(selector)?.innerText}` !== old, [rows, before], { timeout: 10_000 })
      filter.push(performance.now() - begin)
    }
    await page.goto(`${server.url}/c/busy/links`)
    await page.waitForSelector(rows)
    const box = page.locator('.data-table').first()
    for (let step = 1; step <= 40; step += 1) {
      await box.evaluate((element, share) => (element.scrollTop = share * (element.scrollHeight - element.clientHeight)), step / 40)
      await sleep(120)
      const seen = await box.evaluate((element) => {
        const frame = element.getBoundingClientRect()
        const shown = [...element.querySelectorAll('.data-row')].filter((row) => row.getBoundingClientRect().bottom > frame.top && row.getBoundingClientRect().top < frame.bottom)
        return { blank: shown.length === 0 || shown.some((row) => row.innerText.trim() === '' && row.querySelector('.skeleton') === null), waiting: shown.some((row) => row.querySelector('.skeleton') !== null) }
      })
      frames += 1
      blanks += seen.blank ? 1 : 0
      waiting += seen.waiting ? 1 : 0
    }
    if (given.shots) {
      mkdirSync(given.shots, { recursive: true })
      await page.screenshot({ path: join(given.shots, `links-${round}.png`) })
    }
    await context.close()
  }
  await browser.close()
  console.log(`from navigation to rows: median ${ms(at(0.5, first))}, most ${ms(Math.max(...first))} (aim: under 1000 ms)`)
  console.log(`filter change: median ${ms(at(0.5, filter))}, p95 ${ms(at(0.95, filter))} (aim: under 300 ms)`)
  console.log(`scrolling to 40 places all over the list: 120 ms later ${blanks} of ${frames} looks had a blank row, ${waiting} a row still on its way`)
}
