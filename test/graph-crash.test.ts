import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { inventedGraph } from './invented-graph.js'

/** Building and ranking a graph, killed at random moments and begun again, end in the very bytes of a run that was left alone. */

const worker = fileURLToPath(new URL('programs/graph-worker.mjs', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'citewell-graph-crash-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))
const web = inventedGraph(join(scratch, 'published'), 24_000)
const seeds = join(scratch, 'seeds.txt')
writeFileSync(seeds, 'site-000001.example\n17\nsite-000400.example,2\n')

/** Runs the worker; with `killAfterMs` it is killed then. Gives whether it came to its end, and how long that took. */
async function work(what: 'build' | 'rank', dir: string, killAfterMs?: number): Promise<{ ended: boolean; ms: number }> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [worker, what, dir, web.vertices, web.edges, seeds], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (text) => (said += String(text)))
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
  clearTimeout(timer)
  if (signal === null) expect(said, `exit code ${code}`).toBe('')
  return { ended: signal === null, ms: performance.now() - startedAt }
}

async function untilDone(what: 'build' | 'rank', dir: string, wholeMs: number): Promise<number> {
  let kills = 0
  for (; kills < 12; kills += 1) {
    // Not before it has begun its work, which takes some time to load.
    if ((await work(what, dir, wholeMs * (kills === 0 ? 0.4 : 0.2 + 0.75 * Math.random()))).ended) return kills
  }
  expect((await work(what, dir)).ended).toBe(true)
  return kills
}

describe('killed and begun again', () => {
  const alone = join(scratch, 'alone')
  it('a build ends in the same bytes', async () => {
    const { ms } = await work('build', alone)
    const dir = join(scratch, 'build')
    const kills = await untilDone('build', dir, ms)
    expect(kills).toBeGreaterThan(0)
    expect(readFileSync(join(dir, 'web.graph')).equals(readFileSync(join(alone, 'web.graph')))).toBe(true)
    expect(readdirSync(dir)).toEqual(['web.graph'])
  })

  it('ranking ends in the same bytes', async () => {
    const { ms } = await work('rank', alone)
    const dir = join(scratch, 'rank')
    mkdirSync(dir)
    copyFileSync(join(alone, 'web.graph'), join(dir, 'web.graph'))
    const kills = await untilDone('rank', dir, ms)
    expect(kills).toBeGreaterThan(0)
    expect(readFileSync(join(dir, 'web.ranks')).equals(readFileSync(join(alone, 'web.ranks')))).toBe(true)
    expect(existsSync(join(dir, 'web.ranks.work'))).toBe(false)
  })
})
