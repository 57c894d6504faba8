import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { clinic, collect, entriesOf, sighting, withIndex } from './testing/invented.js'
import { openLinkIndex } from './open-link-index.js'

/** A process that adds batch after batch and says so after each one; the built program, since it must be killed. */
const addInLoop = `
const [dir, name, batches] = process.argv.slice(1)
const { openLinkIndex } = await import(${JSON.stringify(new URL('../../dist/linkindex/index.js', import.meta.url).href)})
const index = await openLinkIndex({ dir, memoryLimitMb: 256, threads: 1 })
for (let batch = 0; batch < Number(batches); batch += 1) {
  const key = name + '-' + batch
  await index.add((async function* () {
    for (let row = 0; row < 20; row += 1) yield { kind: 'sighting', sighting: {
      referringPage: 'https://' + name + '.example/' + batch + '/' + row, referringDomain: name + '.example', target: 'https://clinic.example/', targetDomain: 'clinic.example', anchorText: 'x', rel: [],
      area: null, context: null, image: null, element: 'a', position: null, title: null, language: null, status: null, robots: [], seenBy: 'crawl', seenAt: '2026-01-01T00:00:00.000Z',
      firstSeenAt: null, lostAt: null, lostReason: null, cues: [], fallbackText: null, vendor: null, raw: null } }
  })(), { key, source: name })
  process.stdout.write(key + '\\n')
}
await index.close()
`

/** A process that reads the same ten batches again and again, each time in a later version. */
const readInLoop = `
const [dir, from] = process.argv.slice(1)
const { openLinkIndex } = await import(${JSON.stringify(new URL('../../dist/linkindex/index.js', import.meta.url).href)})
const index = await openLinkIndex({ dir, memoryLimitMb: 256, threads: 1 })
for (let reading = Number(from); ; reading += 1) for (let batch = 0; batch < 10; batch += 1) {
  await index.add((async function* () {
    const url = 'https://again.example/' + batch
    yield { kind: 'page', page: { url, domain: 'again.example', status: 200, seenBy: 'archive:' + batch, seenAt: '2026-01-01T00:00:00.000Z', title: 'Version ' + reading, language: null, robots: [], canonical: null, redirectTo: null, linkCount: 1, externalLinkCount: 1, externalDomainCount: 1, features: null } }
    for (let row = 0; row < 20; row += 1) yield { kind: 'sighting', sighting: {
      referringPage: url, referringDomain: 'again.example', target: 'https://clinic.example/' + row, targetDomain: 'clinic.example', anchorText: 'x', rel: [],
      area: null, context: null, image: null, element: 'a', position: row, title: 'Version ' + reading, language: null, status: null, robots: [], seenBy: 'archive:' + batch, seenAt: '2026-01-01T00:00:00.000Z',
      firstSeenAt: null, lostAt: null, lostReason: null, cues: [], fallbackText: null, vendor: null, raw: null } }
  })(), { key: String(batch), source: 'archive:' + batch, reading })
  process.stdout.write(batch + ' ' + reading + '\\n')
}
`

/** Runs the process; `killAfterMs` kills it so long after its first batch. Gives the batches it acknowledged. */
function adding(dir: string, name: string, batches: number, killAfterMs?: number): Promise<string[]> {
  return running([addInLoop, dir, name, String(batches)], killAfterMs)
}

function running(program: readonly string[], killAfterMs?: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', ...program], { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let errors = ''
    let timer: NodeJS.Timeout | undefined
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString()
      if (killAfterMs !== undefined) timer ??= setTimeout(() => child.kill('SIGKILL'), killAfterMs)
    })
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      if (code !== 0 && signal !== 'SIGKILL') reject(new Error(errors))
      else resolve(output.split('\n').slice(0, -1))
    })
  })
}

it('killed at any moment, it opens, is whole, and has every batch it acknowledged', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'citewell-crash-'))
  const acknowledged: string[] = []
  for (let round = 0; round < 5; round += 1) {
    const pair = [adding(dir, `even${round}`, 1_000, 3 + round * 17), adding(dir, `odd${round}`, 1_000, 11 + round * 23)]
    acknowledged.push(...(await Promise.all(pair)).flat())
  }
  const index = await openLinkIndex({ dir, memoryLimitMb: 256 })
  expect(await index.check()).toEqual({ ok: true, problems: [] })
  for (const key of acknowledged) expect(await index.has(key), key).toBe(true)
  const links = await collect(index.links(clinic))
  const { batches, sightings } = await index.info()
  expect(links).toHaveLength(sightings)
  expect(sightings).toBe(batches * 20)
  expect(batches).toBeGreaterThanOrEqual(acknowledged.length)
  const pages = new Set(links.map((link) => link.referringPage))
  for (const key of acknowledged) for (const row of [0, 19]) expect(pages.has(`https://${key.replace('-', '.example/')}/${row}`), key).toBe(true)

  // What the dead left is taken away once it is old, and nothing else.
  await index.compact()
  const long = new Date(Date.now() - 3 * 86_400_000)
  for (const folder of ['links', 'manifests']) for (const name of await readdir(join(dir, folder))) await utimes(join(dir, folder, name), long, long)
  for (let more = 0; more < 12; more += 1) await index.add(entriesOf(sighting({ anchorText: String(more) })), { key: `more ${more}`, source: 'test' })
  expect(await readdir(join(dir, 'links'))).toHaveLength(13)
  expect((await readdir(join(dir, 'manifests'))).filter((name) => name.startsWith('draft-'))).toEqual([])
  expect(await index.check()).toEqual({ ok: true, problems: [] })
  expect(await collect(index.links(clinic))).toHaveLength(sightings + 12)
  await index.close()
  await rm(dir, { recursive: true, force: true })
})

it('killed at any moment while it reads again what older versions read, it has each batch once, in a version it had', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'citewell-crash-'))
  let from = 1
  const acknowledged = new Map<string, number>()
  for (let round = 0; round < 6; round += 1) {
    for (const line of await running([readInLoop, dir, String(from)], 40 + round * 61)) {
      const [batch, reading] = line.split(' ') as [string, string]
      acknowledged.set(batch, Number(reading))
      from = Math.max(from, Number(reading))
    }
    const index = await openLinkIndex({ dir, memoryLimitMb: 256 })
    expect(await index.check()).toEqual({ ok: true, problems: [] })
    const { batches, sightings, pages } = await index.info()
    expect([sightings, pages]).toEqual([20 * batches, batches])
    for (const [batch, reading] of acknowledged) expect((await index.batch(batch))!.reading, batch).toBeGreaterThanOrEqual(reading)
    const titles = new Map((await collect(index.referringPages(clinic))).map((page) => [page.seenBy, page.title]))
    for (let batch = 0; batch < batches; batch += 1) expect(titles.get(`archive:${batch}`)).toBe(`Version ${(await index.batch(String(batch)))!.reading}`)
    if (round % 2 === 1) await index.compact()
    await index.close()
  }
  expect(acknowledged.size).toBe(10)
  await rm(dir, { recursive: true, force: true })
})

it('two processes add at once, and a third compacts: nothing is missing', () =>
  withIndex(async (index, dir) => {
    const one = adding(dir, 'one', 15)
    const two = adding(dir, 'two', 15)
    let busy = true
    const both = Promise.all([one, two]).finally(() => (busy = false))
    while (busy) {
      await index.compact()
      await collect(index.links(clinic))
    }
    const keys = (await both).flat()
    expect(keys).toHaveLength(30)
    for (const key of keys) expect(await index.has(key), key).toBe(true)
    expect(await index.generation()).toBe(30)
    expect(await collect(index.links(clinic))).toHaveLength(600)
    expect(await index.check()).toEqual({ ok: true, problems: [] })
  }))

it('one key added by many at once is added once', () =>
  withIndex(async (index, dir) => {
    const others = await Promise.all([1, 2, 3].map(() => openLinkIndex({ dir, threads: 1, memoryLimitMb: 256 })))
    const results = await Promise.all([index, ...others].flatMap((each) => [1, 2].map(() => each.add(entriesOf(sighting()), { key: 'same', source: 'test' }))))
    expect(results.filter(({ batch }) => batch !== null)).toHaveLength(1)
    expect(await index.info()).toMatchObject({ batches: 1, sightings: 1, generation: 1 })
    expect(await readdir(join(dir, 'links'))).toHaveLength(1)
    for (const other of others) await other.close()
  }))
