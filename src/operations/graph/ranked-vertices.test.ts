import { expect, it } from 'vitest'
import type { KernelColumn, RanksHeader } from '../../rank/ranks-header.js'
import { authorityColumn, trustColumn } from './ranked-vertices.js'

/** Columns as `name` or `name=hash of its seeds`; the seeds of the distances. */
function ranksOf(columns: readonly string[], distances: string | null) {
  const kernels = columns.map((text) => {
    const [column, hash] = text.split('=') as [string, string?]
    return { column, kernel: column.split(':')[0], seeds: hash === undefined ? null : { name: 'seeds', version: '1', count: 1, hash } } as KernelColumn
  })
  const seedDistance = distances === null ? null : { seeds: { name: 'seeds', version: '1', count: 1, hash: distances }, reachedCount: 1, farthest: 1 }
  return { column: (name: string) => kernels.find(({ column }) => column === name), header: { kernels, seedDistance } as RanksHeader }
}

it.each([
  [['pagerank', 'harmonic'], 'harmonic'],
  [['spam-mass=a', 'pagerank'], 'pagerank'],
  [['spam-mass=a'], null],
  [['in-degree', 'health-trust=a'], null],
  [[], null],
])('authority of %j is read from %j', (columns, expected) => expect(authorityColumn(ranksOf(columns, null))?.column ?? null).toBe(expected))

it.each([
  [['health-trust:health-eye=eye', 'health-trust=own'], 'eye', 'health-trust'],
  [['health-trust:health-eye=eye', 'health-trust:health-heart=heart', 'health-trust:health-general=all'], 'heart', 'health-trust:health-heart'],
  [['health-trust:health-eye=eye', 'health-trust:health-general=all'], 'other', 'health-trust:health-general'],
  [['health-trust:health-eye=eye', 'health-trust:health-general=all'], null, 'health-trust:health-general'],
  [['pagerank', 'health-trust:health-eye=eye', 'health-trust:health-heart=heart'], null, 'health-trust:health-eye'],
  [['pagerank', 'anti-trust=eye'], 'eye', null],
])('trust of %j with distances from %j is read from %j', (columns, distances, expected) => expect(trustColumn(ranksOf(columns, distances))?.column ?? null).toBe(expected))

it('without ranks there is neither', () => expect([authorityColumn(null), trustColumn(null)]).toEqual([null, null]))
