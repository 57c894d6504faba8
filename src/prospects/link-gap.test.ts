import { describe, expect, it } from 'vitest'
import { findLinkGap, gapReasons, type RivalLinker } from './link-gap.js'

const linker = (domain: string, changes: Partial<RivalLinker> = {}): RivalLinker => ({ domain, tier: 6, types: ['LT-01'], links: 1, bestQuality: 40, firstSeen: '2026-01-01T00:00:00.000Z', lastSeen: '2026-10-01T00:00:00.000Z', findings: [], ...changes })
const rival = (domain: string, ...linkers: RivalLinker[]) => ({ domain, linkers })
const gap = (own: string[], rivalsMin: number, ...rivals: ReturnType<typeof rival>[]) => findLinkGap({ own: new Set(own), rivals, rivalsMin })

describe('findLinkGap', () => {
  it('lists who links to rivals and not to us, the best tier and most rivals first', () => {
    const { rows } = gap(['ours.example'], 1,
      rival('r1.example', linker('paper.example'), linker('society.example', { tier: 3 }), linker('ours.example', { tier: 1 }), linker('one.example')),
      rival('r2.example', linker('paper.example', { bestQuality: 70, firstSeen: '2025-01-01T00:00:00.000Z', types: ['LT-04'], links: 2 })),
    )
    expect(rows.map(({ domain, rivals }) => [domain, rivals])).toEqual([['society.example', ['r1.example']], ['paper.example', ['r1.example', 'r2.example']], ['one.example', ['r1.example']]])
    expect(rows[1]).toMatchObject({ links: 3, bestQuality: 70, types: ['LT-01', 'LT-04'], firstSeen: '2025-01-01T00:00:00.000Z' })
  })

  it('keeps only those of so many rivals', () => {
    expect(gap([], 2, rival('r1.example', linker('a.example'), linker('b.example')), rival('r2.example', linker('b.example'))).rows.map(({ domain }) => domain)).toEqual(['b.example'])
  })

  it('counts links to a small rival for more (OPP-01)', () => {
    const many = Array.from({ length: 100 }, (_, at) => linker(`x${at}.example`))
    const { rows } = gap([], 1, rival('big.example', linker('to-big.example'), ...many), rival('small.example', linker('to-small.example')))
    expect(rows[0]!.domain).toBe('to-small.example')
  })

  it.each([
    ['a farm by type', { types: ['LT-19'] }, 'farm'],
    ['a copy', { types: ['LT-28'] }, 'copies'],
    ['a network of the rival', { types: ['LT-27'] }, 'own-network'],
    ['a host that sells links', { findings: ['RISK-02'] }, 'paid'],
    ['a farm by its place in the graph', { findings: ['RISK-29'] }, 'farm'],
    ['a hospital with a hacked page is no farm', { tier: 3, findings: ['RISK-05'] }, null],
    ['one good link beside a bad one', { types: ['LT-19', 'LT-01'] }, null],
  ] as const)('folds %s', (_, changes, sign) => {
    const { rows, farms } = gap([], 1, rival('r.example', linker('d.example', changes)))
    expect([rows.length, farms[0]?.sign ?? null]).toEqual([sign === null ? 1 : 0, sign])
  })

  it('leaves out the rivals themselves', () => {
    expect(gap([], 1, rival('r1.example', linker('r2.example')), rival('r2.example', linker('r1.example')))).toEqual({ rows: [], farms: [] })
  })
})

describe('gapReasons', () => {
  it('names no type that nobody could tell', () => {
    const known = { tierName: 'other', rivalCount: 3, specialties: [], match: 'unknown', place: null, lostFrom: null, authority: null, costs: false }
    const first = (typeNames: string[]) => gapReasons({ tier: 6, rivals: ['a.example'], bestQuality: 0 }, { ...known, typeNames })[0]
    expect([first(['Unknown']), first(['Unknown', 'Directory'])]).toEqual(['Links to a.example.', 'Links to a.example: directory.'])
  })

  it('says why, in sentences', () => {
    const reasons = gapReasons({ tier: 3, rivals: ['a.example', 'b.example'], bestQuality: 71 }, { tierName: 'society or hospital', typeNames: ['Editorial'], rivalCount: 3, specialties: ['cardiology'], match: 'match', place: 'Dayton in its name', lostFrom: '2025-03-02T00:00:00.000Z', authority: 61.2, costs: false })
    expect(reasons).toEqual([
      'Links to 2 of 3 rivals (a.example, b.example): editorial.', 'Tier 3, society or hospital.', 'Speaks of your field: cardiology.', 'In your area: Dayton in its name.',
      'Authority 61 of 100 in the web graph.', 'Its best link to a rival has quality 71.', 'It linked to you once; that link is lost (last seen 2025-03-02).',
    ])
  })
})
