import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openGraphStore } from '../../files/graph-store.js'
import { fileOfBytes } from '../../model/file-input.js'
import type { GraphPlace } from '../../model/graph.js'
import { buildFrom } from './build-graph.js'
import { compareOrders } from './compare-orders.js'
import { rankHere } from './rank-graph.js'

const dir = mkdtempSync(join(tmpdir(), 'citewell-orders-'))
const graphs = openGraphStore({ dir })
const context = { graphs, program: 'test', signal: new AbortController().signal, progress: () => undefined, now: '2026-03-03T00:00:00.000Z', lists: undefined as never }
const place = (name: string): GraphPlace => ({ kind: 'name', name })
const compare = (one: [string, string?], other: [string, string?], top = 100) => compareOrders(graphs, { place: place(one[0]), column: one[1] }, { place: place(other[0]), column: other[1] }, { top, signal: context.signal, progress: () => undefined })

/** Hosts that are linked to by ever more others, and the same turned round. */
const chain = (rising: boolean) => Array.from({ length: 12 }, (_, host) => Array.from({ length: rising ? host : 11 - host }, (_, linker) => `fan${linker}.example,site${String(host).padStart(2, '0')}.example\n`).join('')).join('')

async function make(name: string, rows: string, level?: 'host'): Promise<void> {
  await buildFrom({ vertices: [], edges: [], bvgraph: [], list: [fileOfBytes('links.csv', Buffer.from(rows))], index: null, level }, { place: place(name), release: null, selfLinks: null, anew: false }, context)
  await rankHere(place(name), { kernels: ['pagerank', 'in-degree', 'out-degree'], threads: 1 }, context)
}

beforeAll(async () => {
  await make('rising', chain(true))
  await make('falling', chain(false))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

it('says how far two columns of one graph agree, ties counted as ties', async () => {
  const same = await compare(['rising', 'in-degree'], ['rising', 'in-degree'])
  expect(same).toMatchObject({ best: { names: 22, kendallTau: 1 }, all: { names: 22, kendallTau: 1 }, overlaps: [{ first: 10, common: 10 }] })
  expect(same.all!.spearmanRho).toBeCloseTo(1, 12)
  const other = await compare(['rising', 'in-degree'], ['rising', 'out-degree'])
  expect(other.all!.kendallTau).toBeLessThan(-0.5)
})

it('says how far two graphs agree, by name', async () => {
  const { all, best, column, against } = await compare(['rising'], ['falling'], 3)
  expect([column, against]).toEqual(['pagerank', 'pagerank'])
  // The first of the one and the last of the other are linked to by nobody, so each graph lacks one.
  expect(all!.names).toBe(21)
  // The best three of each, as far as both have them: four sites, in the one order and the other.
  expect(best).toMatchObject({ names: 4, kendallTau: -1 })
  expect(best.spearmanRho).toBeCloseTo(-1, 12)
})

it('takes hosts with and without www for one site, since releases name either', async () => {
  await make('bare', chain(true), 'host')
  await make('www', `${chain(true).replaceAll(/,site/gu, ',www.site')}fan00.example,site11.example\n`, 'host')
  const { best, all, overlaps } = await compare(['bare', 'in-degree'], ['www', 'in-degree'])
  expect([best.names, all!.names, all!.kendallTau, overlaps[0]!.common]).toEqual([22, 22, 1, 10])
})

it('says what there is where a column is missing', async () => {
  await expect(compare(['rising'], ['rising'])).rejects.toMatchObject({ code: 'not_found', message: expect.stringContaining('It has: pagerank, in-degree, out-degree. Choose with --column and --against, or make it: citewell graph rank rising --kernel harmonic') })
})
