import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportOf, rowsOfFile, target } from './crash/load.js'
import { ServerProcess } from './crash/server-process.js'

/** Jobs as people meet them: over HTTP with the server that does them, and at the command line without one. */

const program = fileURLToPath(new URL('../bin/citewell.mjs', import.meta.url))
const home = mkdtempSync(join(tmpdir(), 'citewell-jobs-'))
const citewell = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, '--home', home, ...words], { encoding: 'utf8', timeout: 60_000 })
  return { status, stdout, stderr }
}

describe('jobs', () => {
  let server: ServerProcess
  beforeAll(async () => {
    server = await ServerProcess.on(home, undefined)
    server.start()
    await server.ready()
  }, 200_000)
  afterAll(async () => {
    await server.end('SIGTERM')
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  })

  const get = (path: string) => fetch(`${server.url}${path}`)
  const job = async (id: string) => ((await (await get(`/v1/jobs/show?id=${id}`)).json()) as { job: Record<string, unknown> & { state: string } }).job
  const ended = async (id: string) => {
    for (;;) {
      const seen = await job(id)
      if (['done', 'failed', 'stopped'].includes(seen.state)) return seen
      await sleep(50)
    }
  }
  const upload = (path: string, fields: Record<string, string>, headers: Record<string, string>) => {
    const form = new FormData()
    for (const [name, text] of Object.entries(fields)) form.set(name, text)
    form.set(path === 'sightings/import' ? 'files' : 'from', new Blob([exportOf('northgate-news.example')]), 'links.csv')
    return fetch(`${server.url}/v1/${path}`, { method: 'POST', body: form, headers })
  }

  it('an upload that does not wait is answered at once and done soon', async () => {
    const answer = await upload('sightings/import', { target }, { prefer: 'respond-async, wait=1', 'idempotency-key': 'k1' })
    const { job: begun } = (await answer.json()) as { job: { id: string; title: string } }
    expect([answer.status, answer.headers.get('location'), answer.headers.get('preference-applied')]).toEqual([202, `/v1/jobs/show?id=${begun.id}`, 'respond-async'])
    expect(begun.title).toBe('Import links.csv')
    expect(await ended(begun.id)).toMatchObject({ state: 'done', attempt: 1, percent: 100, output: { files: [{ accepted: rowsOfFile, added: true }] }, actor: { id: 'local' } })
    // The import has judged them at its end, so nobody waits for that.
    expect((await job(begun.id)).stage).toBe('Judging links')
    expect(await (await get(`/v1/links/judging?target=${target}`)).json()).toMatchObject({ state: 'ready', showing: 'current', judgedAt: expect.any(String), problem: null })
    const again = (await (await upload('sightings/import', { target }, { prefer: 'respond-async', 'idempotency-key': 'k1' })).json()) as { job: { id: string } }
    expect(again.job.id).toBe(begun.id)
  })

  it('without the wish not to wait, or for what is short, it is as ever', async () => {
    expect((await upload('sightings/import', { target }, {})).status).toBe(200)
    expect((await fetch(`${server.url}/v1/index/info`, { method: 'POST', headers: { prefer: 'respond-async' } })).status).toBe(200)
    expect((await upload('sightings/import', { nonsense: 'x' }, { prefer: 'respond-async' })).status).toBe(400)
  })

  it('what asks somebody outside becomes a job with an explicit yes, and not without one', async () => {
    const ask = (headers: Record<string, string>) => fetch(`${server.url}/v1/registrations/fetch`, { method: 'POST', headers: { 'content-type': 'application/json', prefer: 'respond-async', ...headers }, body: JSON.stringify({ domains: ['clinic.github.io'] }) })
    const refused = await ask({})
    expect([refused.status, ((await refused.json()) as { error: { message: string } }).error.message]).toEqual([403, expect.stringMatching(/explicit yes/u)])
    const start = (headers: Record<string, string>) => fetch(`${server.url}/v1/jobs/start`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ operation: 'registrations.fetch', input: { domains: ['clinic.github.io'] }, confirm: true }) })
    // What stands in the body is no lock of its own: whoever can have it sent can write it there.
    for (const headers of [{}, { 'citewell-yes': 'jobs.start' }, { 'citewell-yes': 'sightings.import' }] as Array<Record<string, string>>) {
      const answer = await start(headers)
      expect([answer.status, ((await answer.json()) as { error: { message: string } }).error.message]).toEqual([403, expect.stringContaining('the header "citewell-yes: registrations.fetch"')])
    }
    expect((await start({ 'citewell-yes': 'registrations.fetch' })).status).toBe(200)
    const schedule = await fetch(`${server.url}/v1/schedules/save`, { method: 'POST', headers: { 'content-type': 'application/json', 'citewell-yes': 'registrations.fetch' }, body: JSON.stringify({ operation: 'registrations.fetch', input: { domains: ['clinic.github.io'] }, cron: '0 6 * * 1' }) })
    expect(schedule.status).toBe(403)
    const answer = await ask({ 'citewell-yes': 'registrations.fetch' })
    expect(answer.status).toBe(202)
    const { job: begun } = (await answer.json()) as { job: { id: string; title: string } }
    expect(begun.title).toBe('Ask registries about 1 domain')
    // A name below a platform is nobody's registration: nobody is asked.
    expect(await ended(begun.id)).toMatchObject({ state: 'done', output: { rows: [], notAsked: [{ domain: 'clinic.github.io' }] } })
  })

  it('a report is kept with its job, and handed out to be saved', async () => {
    const { job: begun } = (await (await upload('audits/run', { site: target }, { prefer: 'respond-async' })).json()) as { job: { id: string } }
    const done = await ended(begun.id)
    expect(done).toMatchObject({ state: 'done', files: expect.arrayContaining([{ name: 'report.html', mediaType: 'text/html', bytes: expect.any(Number) }]) })
    const file = await get(`/jobs/${begun.id}/files/report.html`)
    expect(file.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''report.html")
    expect(file.headers.get('content-security-policy')).toContain('sandbox')
    expect(await file.text()).toContain('<!doctype html>')
    expect((await get(`/jobs/${begun.id}/files/..%2f..%2fdesk`)).status).toBe(404)
    expect((await get('/jobs/none/files/report.html')).status).toBe(404)
  })

  it('jobs are carried out by a process beside the server, started again when it is killed', async () => {
    const [first, ...others] = server.jobsProcesses()
    expect([first, others]).toEqual([expect.any(Number), []])
    server.killJobs()
    const { job: begun } = (await (await fetch(`${server.url}/v1/jobs/start`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"operation":"index.check"}' })).json()) as { job: { id: string } }
    expect(await ended(begun.id)).toMatchObject({ state: 'done' })
    expect(server.jobsProcesses()).toEqual([expect.any(Number)])
    expect(server.jobsProcesses()).not.toEqual([first])
    expect(server.said).toContain('ended (SIGKILL). It is started again')
  })

  it('the command line shows the same jobs, and hands over to the server', async () => {
    const listed = citewell('jobs')
    expect(listed.stdout).toContain('Import links.csv')
    expect(citewell('jobs', '--state', 'open', '--json')).toMatchObject({ status: 0 })
    const begun = citewell('jobs', 'start', 'index.check', '--json')
    const { id } = (JSON.parse(begun.stdout) as { job: { id: string } }).job
    expect(citewell('jobs', 'watch', id)).toMatchObject({ status: 0, stderr: expect.stringContaining('Check the link index: done') })
    expect(citewell('jobs', 'show', id).stdout).toContain('Check the link index for Home: done')
    expect(citewell('jobs', 'stop', id)).toMatchObject({ status: 4, stderr: expect.stringContaining('ended already') })
  })

  it('without a server, jobs wait until they are run', async () => {
    await server.end('SIGTERM')
    expect(server.jobsProcesses()).toEqual([])
    writeFileSync(join(home, 'more.csv'), exportOf('oakfield-news.example'))
    const { id } = (JSON.parse(citewell('sightings', 'import', join(home, 'more.csv'), '--target', target, '--job', '--json').stdout) as { job: { id: string } }).job
    rmSync(join(home, 'more.csv'))
    expect(citewell('jobs').stdout).toMatch(new RegExp(`waiting .*${id}`, 'u'))
    expect(citewell('jobs', 'run')).toMatchObject({ status: 0, stderr: expect.stringContaining('Import more.csv: done') })
    expect(citewell('jobs', 'show', id).stdout).toContain(': done')
    // What reaches somebody outside waits for a yes here, too.
    const asked = ['registrations', 'fetch', 'clinic.github.io', '--job', '--json']
    expect(citewell(...asked)).toMatchObject({ status: 5, stderr: expect.stringContaining('explicit yes') })
    expect((JSON.parse(citewell(...asked, '--yes').stdout) as { job: { state: string } }).job.state).toBe('waiting')
  }, 240_000)
})
