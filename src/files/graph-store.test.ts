import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { beginSections, endSections } from '../lib/section-file.js'
import { markOfThisProcess } from '../lib/process-mark.js'
import type { GraphPlace, GraphStore, HeldWork } from '../model/graph.js'
import { openGraphStore } from './graph-store.js'

let home: string
let store: GraphStore
const web: GraphPlace = { kind: 'name', name: 'web' }
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'citewell-graphs-'))
  store = openGraphStore({ dir: join(home, 'graphs') })
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const kind = { magic: 'CWGRAPH', version: 1, called: 'test file' }
async function make(place: GraphPlace, what: 'graph' | 'ranks' = 'graph'): Promise<void> {
  const work = await store.work(place, what)
  const file = await work.file('made')
  await beginSections(file, kind)
  await endSections(file, kind, { header: {}, sections: [] })
  await file.close()
  await work.publish('made')
  await work.remove()
  await work.close()
}

describe('reading', () => {
  it('reads at any place, past 2 GiB and into shared memory', async () => {
    const path = join(home, 'large.graph')
    writeFileSync(path, '')
    truncateSync(path, 3 * 2 ** 30)
    const work = await store.work({ kind: 'path', path: join(home, 'other.graph') }, 'graph')
    await work.close()
    const { open } = await import('node:fs/promises')
    const handle = await open(path, 'r+')
    await handle.write(Buffer.from('here'), 0, 4, 2.5 * 2 ** 30)
    await handle.close()
    const bytes = await store.open({ kind: 'path', path }, 'graph')
    const into = new Uint8Array(new SharedArrayBuffer(8), 2, 4)
    await bytes.read(2.5 * 2 ** 30, into)
    expect([bytes.size, Buffer.from(into).toString()]).toEqual([3 * 2 ** 30, 'here'])
    await expect(bytes.read(bytes.size - 2, new Uint8Array(4))).rejects.toThrow(/ended at byte/)
    await bytes.close()
  })

  it.each([
    [web, 'graph', /There is no graph web in the home folder\. citewell graph list/],
    [web, 'ranks', /web has no ranks yet.*citewell graph rank web/],
    [{ kind: 'path', path: '/nowhere/a.graph' }, 'graph', /There is no graph \/nowhere\/a\.graph\./],
    [{ kind: 'name', name: '../../etc/passwd' }, 'graph', /no name of a graph/],
  ] as const)('says what is missing: %j %s', async (place, what, message) => {
    await expect(store.open(place, what)).rejects.toThrow(message)
    expect(existsSync(join(home, 'graphs'))).toBe(false)
  })
})

describe('work', () => {
  it('goes on where it stopped, publishes in one step and leaves nothing', async () => {
    let work = await store.work(web, 'graph')
    let file = await work.file('rows')
    await file.append(Buffer.from('abc'))
    await Promise.all([file.append(Buffer.from('de')), file.append(Buffer.from('fgh'))])
    await file.write(1, Buffer.from('B'))
    await file.sync()
    await work.writeState('rows', '{"size":5}')
    await work.close()
    expect(await store.has(web, 'graph')).toBe(false)
    work = await store.work(web, 'graph')
    expect([await work.readState('rows'), await work.readState('none')]).toEqual(['{"size":5}', null])
    file = await work.file('rows')
    expect(file.size).toBe(8)
    await file.truncate(5)
    await file.append(Buffer.from('!'))
    const into = new Uint8Array(6)
    await file.read(0, into)
    expect(Buffer.from(into).toString()).toBe('aBcde!')
    await expect(file.write(5, Buffer.from('xy'))).rejects.toThrow(RangeError)
    await work.publish('rows')
    await work.remove()
    await work.close()
    expect(readFileSync(join(home, 'graphs/web.graph'), 'utf8')).toBe('aBcde!')
    expect(readdirSync(join(home, 'graphs'))).toEqual(['web.graph'])
  })

  it('is for one at a time, and that of a dead process is taken over', async () => {
    const first = await store.work(web, 'graph')
    await expect(store.work(web, 'graph')).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(`process ${process.pid}`) })
    const other = await store.work(web, 'ranks')
    await other.close()
    await (await first.file('half')).append(Buffer.from('x'))
    await first.close()
    const dir = join(home, 'graphs/web.graph.work')
    const gone = spawnSync(process.execPath, ['-e', '0'])
    writeFileSync(join(dir, 'lock-0123456789abcdef.json'), JSON.stringify({ ...markOfThisProcess(), pid: gone.pid, startedAt: '1' }))
    const second = await store.work(web, 'graph')
    expect(readdirSync(dir).filter((name) => name.startsWith('lock-'))).toHaveLength(1)
    await second.close()
    writeFileSync(join(dir, 'lock-0123456789abcdef.json'), JSON.stringify({ ...markOfThisProcess(), place: 'elsewhere' }))
    await expect(store.work(web, 'graph')).rejects.toThrow(/elsewhere.*delete .*lock-0123456789abcdef\.json/)
  })

  it('of two that come at once at most one gets it', async () => {
    const results = await Promise.allSettled([1, 2, 3].map(() => store.work(web, 'graph')))
    const held = results.filter((result): result is PromiseFulfilledResult<HeldWork> => result.status === 'fulfilled')
    expect(held.length).toBeLessThanOrEqual(1)
    for (const { value } of held) await value.close()
    await (await store.work(web, 'graph')).close()
  })

  it.each(['../x', 'a/b', '.hidden', 'lock-1.json', '', 'a..b'])('refuses a file called %j', async (name) => {
    const work = await store.work(web, 'graph')
    await expect(work.file(name)).rejects.toThrow(TypeError)
    await work.close()
  })

  it('never takes the place of a file of somebody else', async () => {
    const path = join(home, 'theirs.graph')
    for (const bytes of [Buffer.from('a file of another tool that ends in .graph too'), Buffer.alloc(4_096)]) {
      writeFileSync(path, bytes)
      await expect(store.work({ kind: 'path', path }, 'graph')).rejects.toMatchObject({ code: 'conflict' })
      expect(readFileSync(path)).toEqual(bytes)
    }
    await expect(store.work({ kind: 'path', path: join(home, 'none/a.graph') }, 'graph')).rejects.toThrow(/There is no folder/)
    const marked = Buffer.alloc(4_096)
    marked.write('ABCDEFG ', 0)
    marked.write('ABCDEFG ', 4_096 - 64)
    writeFileSync(path, marked)
    await expect(store.work({ kind: 'path', path }, 'graph')).rejects.toThrow(/theirs\.graph is there already.*delete the file/)
    await make(web)
    await make(web)
    expect(await store.has(web, 'graph')).toBe(true)
  })

  it.each(['graph', 'ranks'] as const)('damage at one end of a %s file is no dead end', async (what) => {
    await make(web, what)
    const path = join(home, `graphs/web.${what}`)
    for (const at of what === 'ranks' ? [[0], [64], [0, 64]] : [[0], [64]]) {
      const bytes = readFileSync(path)
      for (const from of at) bytes.fill(0, from === 0 ? 0 : bytes.length - from, from === 0 ? 8 : undefined)
      writeFileSync(path, bytes)
      await make(web, what)
      expect(readFileSync(path).toString('latin1', 0, 8)).toBe('CWGRAPH ')
    }
  })
})

it('lists what is there and keeps which one counts', async () => {
  expect([await store.list(), await store.unfinished(), await store.current()]).toEqual([[], [], null])
  await expect(store.use(web)).rejects.toMatchObject({ code: 'not_found' })
  await make(web)
  await make(web, 'ranks')
  await make({ kind: 'name', name: 'cc-main-2026' })
  await (await store.work({ kind: 'name', name: 'begun' }, 'graph')).file('a')
  await store.work(web, 'ranks')
  expect(await store.unfinished()).toEqual([{ name: 'begun', what: 'graph' }])
  expect(await store.list()).toEqual([{ name: 'cc-main-2026', bytes: expect.any(Number), ranked: false }, { name: 'web', bytes: expect.any(Number), ranked: true }])
  await store.use(web)
  expect(await store.current()).toEqual(web)
  const path = join(home, 'typed.graph')
  await make({ kind: 'path', path })
  await store.use({ kind: 'path', path })
  expect(await store.current()).toEqual({ kind: 'path', path })
  await store.use(null)
  expect(await store.current()).toBe(null)
  writeFileSync(join(home, 'graphs/current.json'), '{"kind":"name","name":"../x"}')
  await expect(store.current()).rejects.toThrow(/graph use NAME/)
})
