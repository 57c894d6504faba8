import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { databaseKinds, type MadeDatabase } from '../../test/databases.js'
import { runFolder, startPostgres, testFolder } from '../../test/postgres.js'
import { openDatabase } from './database.js'
import { deskOver } from './desk.js'
import { currentClaim } from './owner-file.js'

/** Each of these starts several processes, which on a busy machine takes its time. */
const patienceMs = 240_000

const program = fileURLToPath(new URL('../../test/programs/desk-writer.mjs', import.meta.url))

/** A process that writes rows one after another, and what it was told is saved. */
function write({ home, url }: Pick<MadeDatabase, 'home' | 'url'>, name: string, count: number) {
  const child = spawn(process.execPath, [program, home, name, String(count)], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, DATABASE_URL: url ?? '' } })
  const acknowledged: string[] = []
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
    acknowledged.splice(0, Infinity, ...text.split('\n').slice(0, -1))
  })
  return { child, acknowledged, ended: once(child, 'close') }
}
type Writer = ReturnType<typeof write>

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(5)
}

/** Every acknowledged row is there, and none twice. */
async function expectKept(here: Pick<MadeDatabase, 'home' | 'url'>, writers: readonly Writer[]): Promise<void> {
  const desk = deskOver(openDatabase(here))
  const keys = (await desk.client('home').corrections('clinic.example')).map(({ key }) => key)
  await desk.close()
  const there = new Set(keys)
  expect(writers.flatMap(({ acknowledged }) => acknowledged).filter((key) => !there.has(key))).toEqual([])
  expect(there.size).toBe(keys.length)
}

const kinds = await databaseKinds()
for (const { title, skipped, make } of kinds) {
  describe.skipIf(skipped)(`several processes, ${title}`, () => {
    it('write at once to a new desk, and every row is there once', async () => {
      const here = await make({ bare: true })
      const writers = ['a', 'b', 'c', 'd'].map((name) => write(here, name, 25))
      for (const { ended } of writers) expect((await ended)[0]).toBe(0)
      expect(writers.map(({ acknowledged }) => acknowledged.length)).toEqual([25, 25, 25, 25])
      await expectKept(here, writers)
      await here.remove()
    }, patienceMs)
  })
}

describe('killed in the middle', () => {
  it('an embedded desk keeps every acknowledged row once when its owner is killed, again and again', async () => {
    const here = await kinds.find(({ kind }) => kind === 'embedded')!.make()
    const writers = ['a', 'b', 'c', 'd'].map((name) => write(here, name, 120))
    for (let kill = 0; kill < 2; kill += 1) {
      const living = writers.filter(({ child }) => child.exitCode === null && child.signalCode === null)
      const before = living.map(({ acknowledged }) => acknowledged.length)
      await until(() => living.every(({ acknowledged }, index) => acknowledged.length >= before[index]! + 5))
      await sleep(Math.random() * 20)
      const owner = currentClaim(join(here.home, 'desk'))!.process.pid
      expect(living.map(({ child }) => child.pid)).toContain(owner)
      process.kill(owner, 'SIGKILL')
      await living.find(({ child }) => child.pid === owner)!.ended
    }
    const codes = await Promise.all(writers.map(async ({ ended }) => (await ended)[0] as number | null))
    expect(codes.filter((code) => code === null)).toHaveLength(2)
    expect(codes.filter((code) => code === 0)).toHaveLength(2)
    await expectKept(here, writers)
    await here.remove()
  }, patienceMs)

  const server = kinds.find(({ kind }) => kind === 'server')!
  it.skipIf(server.skipped || process.env.CITEWELL_TEST_DATABASE_URL !== undefined)('a desk on a server keeps every acknowledged row once when the server and one who writes are killed', async () => {
    const postgres = await startPostgres(join(runFolder, 'killed-postgres'))
    const here = { home: testFolder('desk'), url: postgres.url }
    const writers = ['a', 'b', 'c', 'd'].map((name) => write(here, name, 300))
    const [victim, ...survivors] = writers
    for (let kill = 0; kill < 2; kill += 1) {
      const before = survivors.map(({ acknowledged }) => acknowledged.length)
      await until(() => survivors.every(({ acknowledged }, index) => acknowledged.length >= Math.min(300, before[index]! + 20)))
      if (kill === 0) victim!.child.kill('SIGKILL')
      await sleep(Math.random() * 20)
      await postgres.kill()
      await postgres.restart()
    }
    for (const { ended } of survivors) expect((await ended)[0]).toBe(0)
    expect(survivors.map(({ acknowledged }) => acknowledged.length)).toEqual([300, 300, 300])
    await expectKept(here, writers)
    await postgres.stop()
  }, patienceMs)
})
