import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { databaseKinds } from '../databases.js'
import { ask, nothingSent, putUnderLoad, rowsOfFile, target, exportOf, type Sent } from './load.js'
import { ServerProcess } from './server-process.js'

/**
 * The server under load, killed at random moments and started again each time, and with it or alone the process beside it
 * that carries out jobs: nothing that was acknowledged is lost, jobs go on, nothing takes effect twice, every change has
 * its line in the audit log, and no process is left behind. `CITEWELL_KILLS=50` and `CITEWELL_SEED` make it the long one.
 */
const kills = Number(process.env.CITEWELL_KILLS ?? 4)
const seed = Number(process.env.CITEWELL_SEED ?? 20_261_122)

for (const { kind, title, skipped, make } of await databaseKinds()) {
  describe.skipIf(skipped)(`killed under load: ${title}`, () => {
    it(`${kills} times, and everything acknowledged is there once`, async () => {
      const made = kind === 'server' ? await make({ bare: true }) : undefined
      const home = mkdtempSync(join(tmpdir(), 'citewell-kill-'))
      const server = await ServerProcess.on(home, made?.url)
      try {
        await killedUnderLoad(server)
      } finally {
        await server.end('SIGKILL')
        await made?.remove()
        rmSync(home, { recursive: true, force: true, maxRetries: 5 })
      }
    }, 120_000 + kills * 40_000)
  })
}

async function killedUnderLoad(server: ServerProcess): Promise<void> {
  const random = randomOf(seed)
  const asked = async (path: string, body: Record<string, unknown> = {}) => {
    const answer = await ask(server.url, path, body, {}, sent)
    expect(answer, `${path} ${sent.internal.at(-1) ?? ''}`).toBeDefined()
    return answer!
  }
  const sent: Sent = nothingSent()
  server.start()
  await server.ready()
  const clients = ['home']
  for (const name of ['Northgate', 'Oakfield']) clients.push(((await asked('clients/add', { organisation: 'home', name })).client as { id: string }).id)
  await asked('sightings/import', { client: clients[0], target, files: [{ name: 'f0.example.csv', text: exportOf('f0.example') }] })
  const { rows: links } = (await asked('links/list', { client: clients[0], target, limit: 50 })) as { rows: Array<{ id: string }> }
  const counter = ((await asked('tasks/save', { client: clients[0], title: 'rise 0' })).saved as { id: string }).id

  let ended = false
  const working = putUnderLoad({ url: server.url, clients, random: randomOf(seed + 1), counter, linkIds: links.map(({ id }) => id), ended: () => ended }, sent)
  const readyMs: number[] = []
  const killed = { server: 0, jobs: 0, both: 0 }
  for (let kill = 0; kill < kills; kill += 1) {
    // One in six dies while it is still starting.
    if (random() < 1 / 6 && kill > 0) await sleep(1_500 * random())
    else {
      const from = Date.now()
      await server.ready()
      if (kill > 0) readyMs.push(Date.now() - from)
      // Not by the clock alone: on a slow machine little would have been under way.
      const wanted = acknowledgedBy(sent) + 1 + Math.floor((kills > 10 ? 30 : 12) * random())
      for (const until = Date.now() + 10_000; acknowledgedBy(sent) < wanted && Date.now() < until; ) await sleep(5)
      await sleep(300 * random())
    }
    const which = random() < 0.4 ? 'server' : random() < 0.5 ? 'jobs' : 'both'
    // Just after a start there may be nothing yet that carries out jobs.
    if (which !== 'server' && server.killJobs() > 0) killed[which] += 1
    else killed.server += 1
    if (which === 'jobs') continue
    await server.end('SIGKILL')
    server.start()
  }
  await server.ready()
  await sleep(1_000)
  ended = true
  await working
  const from = Date.now()
  await untilIdle(server.url)
  const restMs = Date.now() - from

  const listed = async (path: string, key: string, text: string) => {
    const all: string[] = []
    for (const client of clients) for (const row of (await asked(path, { client, ...(path === 'corrections/list' ? { target } : {}) }))[key] as Array<Record<string, string>>) all.push(row[text]!)
    return all
  }
  // Edits: what was acknowledged is there once; what was not is there once or not at all.
  const once = (all: readonly string[], known: ReadonlyMap<string, unknown>, what: string) => {
    const counts = new Map<string, number>()
    for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1)
    expect([...known].filter(([one, acknowledged]) => acknowledged !== false && counts.get(one) !== 1).map(([one]) => `${one}: ${counts.get(one) ?? 0}`), `${what} lost or doubled`).toEqual([])
    expect([...counts].filter(([one, count]) => count > 1 || !known.has(one)).map(([one]) => one), `${what} twice or unheard of`).toEqual([])
  }
  const tasks = await listed('tasks/list', 'rows', 'title')
  once(tasks.filter((one) => one.startsWith('task ')), sent.tasks, 'tasks')
  once(await listed('notes/list', 'rows', 'id'), sent.notes.size === 0 ? new Map() : await withUnanswered(sent, await listed('notes/list', 'rows', 'id')), 'notes')
  once(await listed('corrections/list', 'corrections', 'reason'), sent.corrections, 'corrections')
  const risen = Number(tasks.find((one) => one.startsWith('rise '))!.slice(5))
  expect(risen).toBeGreaterThanOrEqual(sent.rises.acknowledged)
  expect(risen).toBeLessThanOrEqual(sent.rises.acknowledged + sent.rises.unknown)

  // Jobs: every one that was acknowledged is done, and its file is in the index once.
  const jobs = await allJobs(server.url)
  const byId = new Map(jobs.map((job) => [job.id, job]))
  const acknowledged = [...[...sent.imports.values()].map(({ job }) => job), ...sent.jobs]
  expect(acknowledged.filter((id) => byId.get(id)?.state !== 'done').map((id) => byId.get(id) ?? id)).toEqual([])
  expect(new Set([...sent.imports.values()].map(({ job }) => job)).size).toBe(sent.imports.size)
  let sightings = 0
  for (const client of clients) {
    const { rows } = (await asked('links/referring-domains', { client, target, limit: 1_000 })) as { rows: Array<{ referringDomain: string; links: number }> }
    const domains = new Map(rows.map((row) => [row.referringDomain, row.links]))
    expect([...sent.imports].filter(([domain, given]) => given.client === client && domains.get(domain) !== rowsOfFile).map(([domain]) => `${domain}: ${domains.get(domain)}`)).toEqual([])
    const info = (await asked('index/info', { client })) as { batches: number; sightings: number }
    expect(info).toMatchObject({ batches: rows.length, sightings: rows.length * rowsOfFile })
    expect((await asked('index/check', { client })).ok).toBe(true)
    const history = (await asked('imports/history', { client, limit: 1_000 })) as { rows: Array<{ files: Array<{ file: string }> }> }
    expect(history.rows.flatMap(({ files }) => files.map(({ file }) => file.replace('.csv', ''))).sort()).toEqual([...domains.keys()].sort())
    sightings += info.sightings
  }

  // The audit log: whole, and a line for everything that was acknowledged.
  const check = (await asked('log/check')) as { ok: boolean; lines: number }
  expect(check).toMatchObject({ ok: true, brokenAt: null })
  const lines = await doneLines(server.url)
  const lineCounts = (operation: string, name: string) => {
    const counts = new Map<string, number>()
    for (const { input } of lines.filter((line) => line.operation === operation)) counts.set(String(input[name]), (counts.get(String(input[name])) ?? 0) + 1)
    return counts
  }
  const corrections = await listed('corrections/list', 'corrections', 'reason')
  // A change and its line are saved together: also where the answer never came, both are there or neither.
  const rises = Array.from({ length: risen }, (_, at) => `rise ${at + 1}`)
  sameLines([...lineCounts('tasks.save', 'title')].filter(([title]) => title !== 'rise 0'), [...tasks.filter((title) => title.startsWith('task ')), ...rises])
  sameLines([...lineCounts('corrections.add', 'reason')], corrections)
  const noted = lineCounts('notes.save', 'id')
  expect([...sent.notes.keys()].filter((id) => !noted.has(id)), 'notes without a line').toEqual([])
  expect(sent.internal).toEqual([])

  await server.end('SIGTERM')
  for (const until = Date.now() + 10_000; server.jobsProcesses().length > 0 && Date.now() < until; ) await sleep(100)
  expect(server.jobsProcesses(), 'left behind').toEqual([])
  console.log(`killed ${kills} times (seed ${seed}; the server alone ${killed.server}, its jobs alone ${killed.jobs}, both ${killed.both}): ${[...sent.tasks.values()].filter(Boolean).length} tasks, ${sent.notes.size} notes, ${[...sent.corrections.values()].filter(Boolean).length} corrections, ${sent.rises.acknowledged} rises and ${acknowledged.length} jobs (${sent.imports.size} imports, ${sightings} sightings) acknowledged, none lost, none twice; ${jobs.filter(({ attempt }) => attempt > 1).length} jobs begun more than once (most: ${Math.max(...jobs.map(({ attempt }) => attempt))}); log of ${check.lines} lines whole, each change in it once; ready again after ${middle(readyMs)} ms (median), at most ${Math.max(0, ...readyMs)} ms; rest of the queue done in ${restMs} ms`)
}

/** Each change has one line, and no line is without its change. */
function sameLines(counts: ReadonlyArray<readonly [string, number]>, changes: readonly string[]): void {
  expect(counts.filter(([, count]) => count !== 1), 'lines twice').toEqual([])
  expect(counts.map(([text]) => text).sort()).toEqual([...changes].sort())
}

/** Lines of the audit log about what was done. */
async function doneLines(url: string): Promise<Array<{ operation: string; input: Record<string, unknown> }>> {
  const all: Array<{ operation: string; input: Record<string, unknown>; outcome: string }> = []
  for (let before: number | null | undefined; before !== null; ) {
    const answer: { rows: typeof all; nextBefore: number | null } = (await ask(url, 'log/list', { organisation: 'home', limit: 1_000, ...(before === undefined ? {} : { before }) })) as never
    all.push(...answer.rows)
    before = answer.nextBefore
  }
  return all.filter(({ outcome }) => outcome === 'done')
}

const acknowledgedBy = (sent: Sent) => [...sent.tasks.values()].filter(Boolean).length + sent.notes.size + sent.imports.size + sent.jobs.size + sent.rises.acknowledged

/** A note that was under way when the load ended may stand without its answer. */
async function withUnanswered(sent: Sent, ids: readonly string[]): Promise<Map<string, unknown>> {
  const known = new Map<string, unknown>(sent.notes)
  const unanswered = ids.filter((id) => !known.has(id))
  if (unanswered.length <= 1) for (const id of unanswered) known.set(id, false)
  return known
}

interface JobSeen {
  id: string
  state: string
  attempt: number
}

async function allJobs(url: string): Promise<JobSeen[]> {
  const all: JobSeen[] = []
  for (;;) {
    const { jobs } = (await ask(url, 'jobs/list', { limit: 500, ...(all.length === 0 ? {} : { before: all.at(-1)!.id }) })) as unknown as { jobs: JobSeen[] }
    all.push(...jobs)
    if (jobs.length < 500) return all
  }
}

async function untilIdle(url: string): Promise<void> {
  for (const until = Date.now() + 600_000; ; await sleep(200)) {
    const answer = await ask(url, 'jobs/list', { state: ['open'], limit: 10 })
    if ((answer?.jobs as unknown[] | undefined)?.length === 0) return
    if (Date.now() > until) throw new Error(`Jobs are open still: ${JSON.stringify(answer)}`)
  }
}

const middle = (numbers: number[]) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0

function randomOf(from: number): () => number {
  let state = from >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
