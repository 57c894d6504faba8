import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { graphFactsOf } from '../audits/quality/graph-facts.js'
import { call } from '../doors/call.js'
import { sampleWeb } from '../files/sample-web.js'
import { buildGraph } from '../graph/build-graph.js'
import { openGraph } from '../graph/graph-file.js'
import { memoryBytes, memoryWork } from '../graph/testing/memory-work.js'
import { reversedName } from '../model/domain.js'
import type { EdgeChunk, Graph, GraphStore, RandomBytes } from '../model/graph.js'
import { CitewellError } from '../model/error.js'
import type { ListedLink } from '../model/listed-link.js'
import type { Operation } from '../model/operation.js'
import { openOutside } from '../home.js'
import { localActor } from '../model/actor.js'
import { openRanks } from '../rank/ranks-file.js'
import { authorityOf, healthTrustOf } from '../rank/scales.js'
import { writeRanks } from '../rank/write-ranks.js'
import { hostRanksOf } from './host-ranks.js'
import { operations } from './index.js'
import { withHostRanks } from './ranks-in-use.js'

interface Vertex {
  links: string[]
  harmonic: number
  trust: number
  pagerank: number
  mass: number
  distance: number
  /** Trust in the field of health-dental, and distrust, of graphs that are ranked by them. */
  dental?: number
  distrust?: number
}

const vertex = (links: string, part: Partial<Vertex> = {}): Vertex => ({ links: links === '' ? [] : links.split(' '), harmonic: 1, trust: 0, pagerank: 0.001, mass: 0.2, distance: 255, ...part })

/** A graph and its ranks as the files on disk have them; the numbers are ours, because only their way is tested here. */
async function tinyGraph(vertices: Readonly<Record<string, Vertex>>, { level = 'domain' as Graph['level'], trusted = true, norm = undefined as number | undefined } = {}): Promise<{ graph: Uint8Array; ranks: Uint8Array }> {
  const names = Object.keys(vertices).map((name) => reversedName(name)).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  const idOf = new Map(names.map((name, id) => [reversedName(name), id]))
  const rows = names.map((name) => vertices[reversedName(name)]!)
  const bytes = Buffer.from(names.join(''))
  let end = 0
  const ends = Uint32Array.from(names, (name) => (end += Buffer.byteLength(name)))
  const pairs = rows.flatMap(({ links }, from) => links.map((to) => [from, idOf.get(to)!] as const).sort((a, b) => a[1] - b[1]))
  async function* edges(): AsyncGenerator<EdgeChunk> {
    yield { from: Uint32Array.from(pairs, ([from]) => from), to: Uint32Array.from(pairs, ([, to]) => to), count: pairs.length }
  }
  async function* nameBatches() {
    yield { first: 0, count: names.length, bytes, ends, hostCounts: null }
  }
  const work = memoryWork()
  const { checksum } = await buildGraph(edges(), nameBatches(), { work, inputKey: 'tiny', release: 'cc-main-test', level, naming: 'reversed-host', program: 'test' })
  const ranksWork = memoryWork()
  const writer = await writeRanks(await ranksWork.file('ranks'), { graph: { checksum, name: 'tiny', release: 'cc-main-test', level, vertexCount: names.length }, made: 'test' })
  const seeds = { name: 'health-general', version: '1', count: 1, hash: 'x' }
  const column = (id: 'harmonic' | 'pagerank' | 'health-trust' | 'spam-mass', scores: number[]) => writer.addScores({ column: id, kernel: id, version: 1, damping: 0.85, tolerance: null, iterations: null, change: null, ...(norm === undefined ? {} : { norm }), seeds: id === 'health-trust' ? seeds : null, note: null }, Float64Array.from(scores))
  await column('harmonic', rows.map(({ harmonic }) => harmonic))
  const others = async (id: string, kernel: 'health-trust' | 'anti-trust', name: string, scores: number[]) => writer.addScores({ column: id, kernel, version: 1, damping: 0.85, tolerance: null, iterations: null, change: null, seeds: { name, version: '1', count: 1, hash: name }, note: null }, Float64Array.from(scores))
  if (rows.some(({ dental }) => dental !== undefined)) await others('health-trust:health-dental', 'health-trust', 'health-dental', rows.map(({ dental }) => dental ?? 0))
  if (rows.some(({ distrust }) => distrust !== undefined)) await others('anti-trust', 'anti-trust', 'bad-core', rows.map(({ distrust }) => distrust ?? 0))
  await column('pagerank', rows.map(({ pagerank }) => pagerank))
  await column('spam-mass', rows.map(({ mass }) => mass))
  if (trusted) {
    await column('health-trust', rows.map(({ trust }) => trust))
    await writer.addSeedDistances(seeds, Uint8Array.from(rows, ({ distance }) => distance))
  }
  await writer.finish()
  await ranksWork.publish('ranks')
  return { graph: work.published!, ranks: ranksWork.published! }
}

async function opened(files: { graph: Uint8Array; ranks: Uint8Array }) {
  const graph = await openGraph(memoryBytes(files.graph))
  return hostRanksOf(graph, await openRanks(memoryBytes(files.ranks), graph), 'tiny')!
}

describe('ranks of hosts', () => {
  const web = {
    'institute.example': vertex('hospital.example journal.example', { harmonic: 9, trust: 0.4, distance: 0 }),
    'hospital.example': vertex('blog.example', { harmonic: 8, trust: 0.2, distance: 1 }),
    'journal.example': vertex('blog.example', { harmonic: 7, trust: 0.1, distance: 1 }),
    'blog.example': vertex('far.example', { harmonic: 6, trust: 0.05, distance: 2 }),
    'far.example': vertex('farther.example', { harmonic: 5, trust: 0.01, distance: 3 }),
    'farther.example': vertex('', { harmonic: 4, trust: 0.005, distance: 4 }),
    'farm.example': vertex('blog.example', { harmonic: 3, pagerank: 0.9, mass: 0.99 }),
    'small-farm.example': vertex('', { harmonic: 2, pagerank: 0.0099, mass: 0.99 }),
    'github.io': vertex('', { harmonic: 10 }),
  }

  it('gives position, percentile, trust, ways and spam mass', async () => {
    const ranks = await opened(await tinyGraph(web))
    expect(ranks).toMatchObject({ release: 'cc-main-test', level: 'domain', vertexCount: 9, trust: { seeds: 'health-general 1' } })
    const found = await ranks.lookUp(['www.blog.example', 'institute.example', 'far.example', 'farther.example', 'farm.example', 'small-farm.example', 'me.github.io', 'nobody.example', '10.0.0.1'])
    expect([...found.keys()].sort()).toEqual(['far.example', 'farm.example', 'farther.example', 'institute.example', 'me.github.io', 'small-farm.example', 'www.blog.example'])
    expect(found.get('www.blog.example')).toEqual({
      name: 'blog.example', authorityRank: 5, authorityBy: 'harmonic', nodes: 9, strongerThan: expect.closeTo((100 * 4) / 9, 9), trustScore: 0.05, seedDistance: 2,
      seedPath: ['institute.example', 'hospital.example', 'blog.example'], seedWays: 2, fieldScores: null, distrust: null, spamMass: { absolute: expect.closeTo(0.0002, 12), relative: 0.2, scaledPagerank: expect.closeTo(1, 9), flagged: false },
    })
    expect(found.get('institute.example')).toMatchObject({ authorityRank: 2, seedDistance: 0, seedPath: ['institute.example'] })
    expect(found.get('far.example')).toMatchObject({ seedDistance: 3, seedPath: ['institute.example', 'hospital.example', 'blog.example', 'far.example'], seedWays: 1 })
    expect(found.get('farther.example')).toMatchObject({ seedDistance: 4, seedPath: null, seedWays: 0 })
    expect(found.get('farm.example')).toMatchObject({ seedDistance: null, seedPath: null, seedWays: 0, spamMass: { relative: 0.99, scaledPagerank: expect.closeTo(900, 6), flagged: true } })
    expect(found.get('small-farm.example')!.spamMass!.flagged).toBe(false)
    expect(found.get('me.github.io')!.name).toBe('github.io')
  })

  it('gives trust by field and distrust where the graph was ranked by them (GR-03, GR-06)', async () => {
    const ranks = await opened(await tinyGraph({ ...web, 'blog.example': { ...web['blog.example'], dental: 0.3, distrust: 0.2 }, 'far.example': { ...web['far.example'], dental: 0.1 } }))
    expect([...ranks.fields!]).toEqual([['health-dental', { median: 0.1, p99: 0.3, seeds: 'health-dental 1' }]])
    expect(ranks.distrustFrom).toBe('bad-core 1')
    const found = await ranks.lookUp(['blog.example', 'far.example', 'farm.example'])
    expect([...found.values()].map(({ fieldScores, distrust }) => [fieldScores, distrust])).toEqual([[[0.3], 0.2], [[0.1], 0], [[0], 0]])
    // The field of one specialty never takes the place of health as a whole.
    expect(ranks.trust).toMatchObject({ seeds: 'health-general 1' })
    expect(graphFactsOf({ ...ranks, ranks: found }, 'blog.example').trust).toMatchObject({ value: 0.05, distrust: 0.2, distrustFrom: 'bad-core 1', fields: [{ topic: 'health-dental', value: 0.3, median: 0.1, p99: 0.3 }] })
    const plain = await opened(await tinyGraph(web))
    expect([plain.fields!.size, plain.distrustFrom]).toEqual([0, null])
    expect(graphFactsOf({ ...plain, ranks: await plain.lookUp(['blog.example']) }, 'blog.example').trust).toMatchObject({ distrust: null, fields: [] })
  })

  it('takes PageRank on the scale of its mass from the norm and the damping that the ranks tell', async () => {
    const found = await (await opened(await tinyGraph(web, { norm: 0.5 }))).lookUp(['farm.example', 'blog.example'])
    expect([...found.values()].map(({ spamMass }) => spamMass!.scaledPagerank)).toEqual([expect.closeTo((0.9 * 0.5 * 9) / 0.15, 9), expect.closeTo((0.001 * 0.5 * 9) / 0.15, 9)])
  })

  it('in a graph of hosts takes the longest name', async () => {
    const ranks = await opened(await tinyGraph({ 'a.example': vertex(''), 'sub.a.example': vertex('', { harmonic: 5 }) }, { level: 'host' }))
    const found = await ranks.lookUp(['x.sub.a.example', 'www.a.example', 'sub.a.example'])
    expect(Object.fromEntries([...found].map(([host, { name }]) => [host, name]))).toEqual({ 'x.sub.a.example': 'sub.a.example', 'www.a.example': 'a.example', 'sub.a.example': 'sub.a.example' })
  })

  it('a host and the same with www are one site, with the better of the two ranks', async () => {
    const ranks = await opened(await tinyGraph({ 'a.example': vertex(''), 'www.a.example': vertex('', { harmonic: 5 }), 'www.b.example': vertex('', { harmonic: 4 }), 'c.example': vertex('', { harmonic: 3 }), 'www.github.io': vertex('', { harmonic: 9 }) }, { level: 'host' }))
    const hosts = ['a.example', 'www.a.example', 'b.example', 'www.c.example', 'blog.a.example', 'me.github.io']
    const found = await ranks.lookUp(hosts)
    expect(hosts.map((host) => found.get(host)?.name)).toEqual(['www.a.example', 'www.a.example', 'www.b.example', 'c.example', 'www.a.example', undefined])
  })

  it('those whom nobody links to all stand last', async () => {
    const ranks = await opened(await tinyGraph({ 'a.example': vertex('', { harmonic: 0 }), 'b.example': vertex('', { harmonic: 2 }), 'c.example': vertex('', { harmonic: 0 }), 'd.example': vertex('', { harmonic: 2 }), 'e.example': vertex('', { harmonic: 3 }) }))
    const found = await ranks.lookUp(['a.example', 'b.example', 'c.example', 'd.example', 'e.example'])
    expect([...found.values()].map(({ authorityRank, strongerThan }) => [authorityRank, Math.round(strongerThan)])).toEqual([[5, 0], [3, 40], [5, 0], [3, 40], [1, 80]])
  })

  it('knows a list of the best from a whole graph, and calls by name what tells no release', async () => {
    const release = ''
    const work = memoryWork()
    const { checksum } = await buildGraph((async function* () {})(), (async function* () { yield { first: 0, count: 2, bytes: Buffer.from('example.aexample.b'), ends: Uint32Array.of(9, 18), hostCounts: null } })(), { work, inputKey: 'list', release, level: 'domain', naming: 'reversed-host', program: 'test' })
    const graph = await openGraph(memoryBytes(work.published!))
    const listed = async (rankedCount: number) => {
      const ranksWork = memoryWork()
      const writer = await writeRanks(await ranksWork.file('ranks'), { graph: { checksum, name: 'list', release, level: 'domain', vertexCount: 2 }, made: 'test' })
      await writer.addScores({ column: 'harmonic', kernel: 'harmonic', version: 1, damping: null, tolerance: null, iterations: null, change: null, seeds: null, note: 'as published' }, Float64Array.of(2, 1), { positions: Uint32Array.of(1, 2), rankedCount })
      await writer.finish()
      await ranksWork.publish('ranks')
      return hostRanksOf(graph, await openRanks(memoryBytes(ranksWork.published!), graph), 'my-list')!
    }
    expect(await listed(100)).toMatchObject({ release: 'my-list', excerpt: true })
    expect(await listed(2)).toMatchObject({ release: 'my-list', excerpt: false })
  })

  it('says nothing of trust where none was worked out', async () => {
    const ranks = await opened(await tinyGraph({ 'a.example': vertex('') }, { trusted: false }))
    expect(ranks.trust).toBeNull()
    expect((await ranks.lookUp(['a.example'])).get('a.example')).toMatchObject({ trustScore: null, seedDistance: null, seedPath: null, seedWays: null })
  })
})

describe('judgements of the sample web with a graph in use', () => {
  const home = mkdtempSync(join(tmpdir(), 'citewell-host-ranks-'))
  const web = sampleWeb()
  const now = '2026-11-01T10:00:00.000Z'
  let files: { graph: Uint8Array; ranks: Uint8Array } | null = null
  let outside: Awaited<ReturnType<typeof openOutside>>

  const graphs = {
    open: async (_place: unknown, what: 'graph' | 'ranks'): Promise<RandomBytes> => memoryBytes(files![what], what),
    has: async () => files !== null,
    stamp: async (_place: unknown, what: 'graph' | 'ranks') => (files === null ? null : `${files[what].length}`),
    current: async () => (files === null ? null : { kind: 'name', name: 'tiny' }),
  } as unknown as GraphStore

  const run = async <Output>(id: string, input: unknown): Promise<Output> => (await call(operations.find((one) => one.id === id) as Operation, input, { outside: async () => outside, actor: localActor, now })) as Output
  const links = async () => (await run<{ rows: ListedLink[] }>('links.list', { target: web.site, limit: 1000 })).rows
  type Explained = { quality: { contributions: Array<{ id: string; normalised: number; assumed: boolean; evidence: string }> }; tier: { tier: number; evidence: Array<{ looked: string; found: string; weight: number }> }; risk: { risk: number; signals: Array<{ id: string }> } }
  const explain = async (domain: string) => {
    const row = (await links()).find((one) => one.referringDomain === domain)!
    return run<Explained>('links.explain', { target: web.site, link: row.id })
  }
  const part = ({ quality }: Explained, id: string) => quality.contributions.find((one) => one.id === id)!

  beforeAll(async () => {
    outside = { ...(await openOutside(home)), graphs }
    await run('audits.run', { site: web.site, from: web.exports, archive: web.archives, profile: web.profile })
  }, 120_000)
  afterAll(async () => {
    await outside.close()
    rmSync(home, { recursive: true, force: true })
  })

  it('come with rank, release and the way from a seed, and without a graph say so', async () => {
    const before = await explain('heartwatch-magazine.example')
    expect(part(before, 'QA')).toMatchObject({ assumed: true, evidence: 'no web graph loaded' })
    expect(before.tier.evidence.map((row) => row.looked)).not.toContain('web graph')
    const others = Object.fromEntries(Array.from({ length: 995 }, (_, at) => [`site-${at}.test`, vertex('', { harmonic: 0.5, trust: at < 400 ? 1e-6 : 0 })]))
    files = await tinyGraph({
      ...others,
      'rivertoncounty-gov.example': vertex('univ-eastvale.example', { harmonic: 9, trust: 0.4, distance: 0 }),
      'univ-eastvale.example': vertex('heartwatch-magazine.example', { harmonic: 8, trust: 0.3, distance: 1 }),
      'heartwatch-magazine.example': vertex('', { harmonic: 7, trust: 0.1, distance: 2 }),
      'runblog.example': vertex('', { harmonic: 6, pagerank: 0.5, mass: 0.99 }),
      'planetfit-insurance.example': vertex('', { harmonic: 5 }),
    })
    const after = await explain('heartwatch-magazine.example')
    const authority = part(after, 'QA')
    expect(authority).toMatchObject({ assumed: false, evidence: 'authority 84: rank 3 of 1\u202f000 by harmonic centrality (cc-main-test), stronger than 99.7\u202f%' })
    expect(100 * authority.normalised).toBeCloseTo(authorityOf(3, 1_000).value, 9)
    expect(part(after, 'QH').evidence).toContain('rivertoncounty-gov.example → univ-eastvale.example → heartwatch-magazine.example; no second way from a seed')
    expect(part(after, 'QH').evidence).toMatch(/; seeds health-general 1; .*distrust unknown, since these ranks hold none$/u)
    expect(part(after, 'QT').evidence).toContain('rank 3 of 1\u202f000')
    expect(after.tier.tier).toBe(before.tier.tier)
    expect(after.tier.evidence.find((row) => row.looked === 'web graph')).toMatchObject({ found: 'authority 84: rank 3 of 1\u202f000 by harmonic centrality (cc-main-test), stronger than 99.7\u202f%', weight: 0 })
  })

  it('a host that the graph does not know is not called unknown', async () => {
    expect(part(await explain('fitfamilies.example'), 'QA')).toMatchObject({ assumed: false, normalised: 0.02, evidence: 'not among the 1\u202f000 of the web graph (cc-main-test)' })
  })

  it('spam mass is a signal, and never enough alone', async () => {
    const { risk } = await explain('runblog.example')
    expect(risk.signals.map(({ id }) => id)).toContain('RISK-29')
    if (risk.signals.every(({ id }) => id === 'RISK-29' || id === 'RISK-07')) expect(risk.risk).toBeLessThanOrEqual(30)
  })

  it('the report shows authority, and health trust with its chain', async () => {
    const { files: made } = await run<{ files: Array<{ name: string; text: string }> }>('audits.run', { site: web.site })
    const { text } = made.find(({ name }) => name.endsWith('.html'))!
    expect(text).toMatch(/web graph: authority \d+: rank [\d\u202f]+ of 1\u202f000 by harmonic centrality \(cc-main-test\)/u)
    expect(text).toMatch(/health trust \d+: [a-z.-]+(?: → [a-z.-]+|, itself a seed)/u)
  })

  it('the report names the graph it rests on', async () => {
    const { result, files: made } = await run<{ result: { versions: Record<string, string> }; files: Array<{ name: string; text: string }> }>('audits.run', { site: web.site })
    expect(result.versions['web graph']).toContain('cc-main-test')
    expect(made.find(({ name }) => name.endsWith('.html'))!.text).toContain('web graph cc-main-test, ranks ')
  })
})

describe('a graph in use that can’t be read', () => {
  const missing = (error: unknown) => withHostRanks({ current: async () => ({ kind: 'path', path: '/graphs/g3.graph' }), stamp: async () => null, open: async () => { throw error }, has: async () => false } as unknown as GraphStore, async (ranks, words) => [ranks, words])

  it.each<[string, CitewellError, string]>([
    ['removed', new CitewellError('not_found', 'There is no graph.'), 'the web graph in use, g3, is missing; to use none: citewell graph use --none'],
    ['damaged', new CitewellError('invalid', 'It is damaged.'), 'the web graph in use, g3, can’t be read; to use none: citewell graph use --none'],
  ])('%s: judging goes on and says so', async (_title, error, words) => {
    expect(await missing(error)).toEqual([null, words])
  })

  it('faults of our own are not hidden', async () => {
    await expect(missing(new TypeError('ours'))).rejects.toThrow('ours')
  })

  it('stale ranks are told as one clause', async () => {
    const small = await tinyGraph({ 'a.example': vertex('') })
    const { ranks } = await tinyGraph({ 'a.example': vertex('b.example'), 'b.example': vertex('') })
    const graphs = { current: async () => ({ kind: 'name', name: 'mine' }), stamp: async () => 'x', has: async () => true, open: async (_place: unknown, what: 'graph' | 'ranks') => (what === 'graph' ? memoryBytes(small.graph, 'mine') : memoryBytes(ranks, 'the ranks of mine')) } as unknown as GraphStore
    expect(await withHostRanks(graphs, async (_ranks, words) => words)).toMatch(/^[^.]+; rank [^.]+[^.\s]$/u)
  })
})

it('trust in quality is our scale of health trust', () => {
  expect(healthTrustOf(4e-8, { t50: 1e-9, t99: 1e-6 })!.value / 100).toBeCloseTo(Math.log10(41) / Math.log10(1_001), 12)
})
