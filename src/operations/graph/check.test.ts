import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openGraphStore } from '../../files/graph-store.js'
import { openGraph } from '../../graph/graph-file.js'
import { fileOfBytes } from '../../model/file-input.js'
import type { Context } from '../../model/operation.js'
import { openRanks } from '../../rank/ranks-file.js'
import { scaledPagerank } from '../../rank/spam-mass.js'
import { buildFrom } from './build-graph.js'
import check from './check.js'
import list from './list.js'
import { rankHere } from './rank-graph.js'
import referringDomains from './referring-domains.js'
import use from './use.js'

const dir = mkdtempSync(join(tmpdir(), 'citewell-check-'))
const graphs = openGraphStore({ dir })
const context = { graphs, program: 'citewell 1.2.3', signal: new AbortController().signal, progress: () => undefined, now: '2026-03-03T00:00:00.000Z' } as unknown as Context<never>
const place = { kind: 'name', name: 'web' } as const
const rank = (kernels: Array<'pagerank' | 'in-degree'>) => rankHere(place, { kernels, threads: 1 }, context)
const whole = { graph: Buffer.alloc(0), ranks: Buffer.alloc(0) }
const paths = { graph: join(dir, 'web.graph'), ranks: join(dir, 'web.ranks') }

beforeAll(async () => {
  await buildFrom({ vertices: [], edges: [], bvgraph: [], list: [fileOfBytes('links.csv', Buffer.from('a.example,b.example\nb.example,c.example\nc.example,b.example\n'))], index: null, level: undefined }, { place, release: null, selfLinks: null, anew: false }, context)
  await rank(['pagerank'])
  for (const what of ['graph', 'ranks'] as const) whole[what] = readFileSync(paths[what])
})
beforeEach(() => {
  for (const what of ['graph', 'ranks'] as const) writeFileSync(paths[what], whole[what])
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

it.each([
  ['nothing', null, 0, [], null],
  ['bytes of the graph', 'graph', 70, [/^graph: (?:tile|names|[a-z-]+)/], /^Build it again/],
  ['the beginning of the graph', 'graph', 0, [/^graph: web cannot be read/, /^ranks: /], /^Build it again/],
  ['the end of the graph', 'graph', -64, [/^graph: web cannot be read/], /^Build it again/],
  ['scores', 'ranks', 70, [/^ranks: score\/pagerank/], /^The graph itself is whole.*graph rank web --anew/],
  ['the beginning of the ranks', 'ranks', 0, [/^ranks: .*can't be used/], /graph rank web --anew/],
  ['the end of the ranks', 'ranks', -64, [/^ranks: .*can't be used/], /graph rank web --anew/],
] as const)('finds damage to %s', async (_, what, at, problems, next) => {
  if (what !== null) {
    const bytes = Buffer.from(whole[what])
    const from = at < 0 ? bytes.length + at : at
    for (let byte = from; byte < from + 8; byte += 1) bytes[byte]! ^= 0xff
    writeFileSync(paths[what], bytes)
  }
  const found = await check.run({ graph: place }, context)
  expect([found.ok, check.failed!(found)]).toEqual([what === null, what !== null])
  if (next === null) expect(found.next).toBeNull()
  else expect(found.next).toMatch(next)
  for (const problem of problems.slice(0, 1)) expect(found.problems[0]).toMatch(problem)
  if (what === 'ranks') {
    await rankHere(place, { kernels: ['pagerank'], threads: 1, anew: true }, context)
    expect((await check.run({ graph: place }, context)).ok).toBe(true)
  }
})

it('keeps what PageRank summed to before it was normalised', async () => {
  const ranks = await openRanks(await graphs.open(place, 'ranks'))
  const { norm, damping, quantiles } = ranks.column('pagerank')!
  // Nobody links to a.example, so it has the unit of the scale.
  expect(scaledPagerank({ pagerank: quantiles.least, norm: norm!, vertexCount: 3, damping: damping! })).toBeCloseTo(1, 6)
  await ranks.close()
})

it('names the program and its version in the file', async () => {
  const graph = await openGraph(await graphs.open(place, 'graph'))
  expect(graph.program).toBe('citewell 1.2.3')
  await graph.close()
})

it('without PageRank or harmonic centrality no authority is told, and none can count', async () => {
  rmSync(paths.ranks)
  expect(await rank(['in-degree'])).toMatchObject({ counts: false, leaders: null })
  const answer = await referringDomains.run({ graph: place, domain: 'b.example', top: 10 }, context)
  expect(answer).toMatchObject({ total: 2, vertex: { authority: null, rank: null }, rows: [{ name: 'a.example', authority: null }, { authority: null }], ranks: { column: null } })
  expect(referringDomains.words!(answer)).not.toMatch(/Rank|Authority/)
  expect((await use.run({ graph: place, none: false }, context)).note).toMatch(/ranked neither by harmonic centrality nor by PageRank.*--kernel pagerank/)
  expect(await rank(['pagerank'])).toMatchObject({ counts: true })
  expect((await use.run({ graph: place, none: false }, context)).note).toBeNull()
})

it('work that was broken off is listed', async () => {
  const work = await graphs.work({ kind: 'name', name: 'begun' }, 'graph')
  await work.writeState('request', '{}')
  await work.close()
  expect(await list.run({}, context)).toMatchObject({ graphs: [{ name: 'web' }], unfinished: [expect.stringMatching(/^begun is being built, or its building was broken off/)] })
})
