// Question: how long do people wait for answers while a job of another client imports and judges many links? A built
// server of its own process, readers who pause between their questions, and one import that ends with its links judged.
//
//     node bench/jobs/while-importing.mjs [--links 200000] [--read 5000] [--users 10] [--program bin/citewell.mjs]
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const given = Object.fromEntries(process.argv.slice(2).flatMap((word, at, words) => (word.startsWith('--') ? [[word.slice(2), words[at + 1]]] : [])))
const [links, read, users] = [Number(given.links ?? 200_000), Number(given.read ?? 5_000), Number(given.users ?? 10)]
const program = resolve(given.program ?? fileURLToPath(new URL('../../bin/citewell.mjs', import.meta.url)))
const thinkMs = 500
const home = mkdtempSync(join(tmpdir(), 'citewell-bench-jobs-'))
process.on('exit', () => rmSync(home, { recursive: true, force: true, maxRetries: 3 }))

const server = await serve()
process.on('exit', () => server.child.kill('SIGKILL'))
const { client: rival } = await ask('clients/add', { organisation: 'home', name: 'Oakfield' })
await upload('home', 'clinic.example', read)
await ask('links/list', { client: 'home', target: 'clinic.example' })

const quiet = await reading(sleep(20_000))
tell('nothing else to do', quiet)
let ranMs
const busy = await reading(importing())
tell(`while ${links} links are imported and judged (${(ranMs / 1000).toFixed(0)} s)`, busy)
server.child.kill('SIGTERM')
await new Promise((gone) => server.child.once('exit', gone))

/** Imports as a job, and looks at the links as its person would: where the job did not judge them, this has it done. */
async function importing() {
  const from = performance.now()
  const { job } = await upload(rival.id, 'oakfield.example', links, { prefer: 'respond-async' })
  for (;;) {
    await sleep(1_000)
    const { job: seen } = await ask('jobs/show', { id: job.id })
    if (seen.state === 'failed') throw new Error(seen.error.message)
    if (seen.state === 'done') break
  }
  // A connection may be cut before an answer that takes minutes has come.
  while ((await ask('links/list', { client: rival.id, target: 'oakfield.example', limit: 1 }).catch(() => undefined)) === undefined) await sleep(1_000)
  ranMs = performance.now() - from
}

/** What every reader waits, until the given work is done. */
async function reading(work) {
  let ended = false
  const waited = []
  const failed = []
  const people = Array.from({ length: users }, async (_, person) => {
    const questions = [
      () => ask('links/list', { client: 'home', target: 'clinic.example', limit: 100, offset: 100 * ((waited.length * 7 + person) % Math.max(1, Math.floor(read / 100))) }),
      () => ask('links/facets', { client: 'home', target: 'clinic.example', tier: [1 + (person % 6)] }),
      () => ask('links/referring-domains', { client: 'home', target: 'clinic.example', limit: 50 }),
      () => ask('jobs/list', { limit: 20 }),
      () => ask('tasks/list', { client: 'home' }),
    ]
    await sleep((thinkMs * person) / users)
    for (let at = person; !ended; at += 1) {
      const from = performance.now()
      await questions[at % questions.length]().catch((error) => failed.push(error.message))
      waited.push(performance.now() - from)
      await sleep(thinkMs)
    }
  })
  await work.finally(() => (ended = true))
  await Promise.all(people)
  if (failed.length > 0) console.log(`${failed.length} questions failed: ${failed[0]}`)
  return waited
}

function tell(what, waited) {
  const sorted = waited.toSorted((a, b) => a - b)
  const at = (share) => `${sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(0)} ms`
  console.log(`${users} people, ${what}: median ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, longest ${at(1)} (${sorted.length} answers; load of the machine ${loadavg()[0].toFixed(1)})`)
}

async function ask(path, body, headers = {}) {
  const isForm = body instanceof FormData
  const response = await fetch(`${server.url}/v1/${path}`, { method: 'POST', body: isForm ? body : JSON.stringify(body), headers: { ...(isForm ? {} : { 'content-type': 'application/json' }), ...headers } })
  const answer = await response.json()
  if (!response.ok) throw new Error(`${path}: ${answer.error?.message}`)
  return answer
}

function upload(client, target, count, headers) {
  const anchors = ['Oak Street Dental', target, 'best dentist', 'click here', 'dental implants']
  const rows = Array.from({ length: count }, (_, row) => `https://d${row % Math.max(10, Math.floor(count / 15))}.example/page-${row},https://${target}/,${anchors[row % 5]},2026-0${1 + (row % 9)}-0${1 + (row % 8)}`)
  const form = new FormData()
  form.set('client', client)
  form.set('target', target)
  form.set('files', new Blob([`Referring page URL,Target URL,Anchor,First seen\n${rows.join('\n')}\n`]), `${target}.csv`)
  return ask('sightings/import', form, headers)
}

async function serve() {
  const child = spawn(process.execPath, [program, '--home', home, 'serve', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await new Promise((found, failed) => {
    child.stdout.on('data', (text) => {
      const [, address] = /^API\s+(\S+)\/api/mu.exec(String(text)) ?? []
      if (address) found(address)
    })
    child.once('exit', () => failed(new Error('The server ended.')))
  })
  return { child, url }
}
