import { describe, expect, it } from 'vitest'
import type { GraphFacts, HostRank } from '../../model/host-ranks.js'
import { exampleLists } from '../anchors/example-facts.js'
import identityTier from '../domain/identity-tier.js'
import { exampleDomain } from './tier-examples.js'
import { imitatedBody } from './graph-signs.js'

const rankOf = (name: string, part: Partial<HostRank> = {}): HostRank => ({ name, authorityRank: 1_203, authorityBy: 'harmonic', nodes: 95_000_000, strongerThan: 99.9987, trustScore: 1e-7, seedDistance: 2, seedPath: ['health-institute.example', 'riverside-hospital.example', name], seedWays: 3, spamMass: null, ...part })
const graphOf = (host: string, rank: HostRank | null): GraphFacts => ({ release: 'example graph', level: 'domain', vertexCount: 95_000_000, trust: { median: 1e-9, p99: 1e-6, seeds: 'health-general 1' }, ranks: new Map(rank === null ? [] : [[host, rank]]) })
const judge = (host: string, rank: Partial<HostRank> | null) => identityTier.judge({ ...exampleDomain(host), graph: graphOf(host, rank === null ? null : rankOf(host, rank)) })
const found = (host: string, rank: Partial<HostRank> | null) => judge(host, rank).evidence.map((row) => `${row.polarity} ${row.found}`).join('\n')

describe('a web graph beside the tier', () => {
  const rows: Array<[string, string, Partial<HostRank> | null, string]> = [
    ['rank and path', 'toothtalk.example', {}, '+ authority 61: rank 1\u202f203 of 95 million by harmonic centrality (example graph), stronger than 99.9\u202f%'],
    ['the shortest way', 'toothtalk.example', {}, '+ health trust 67: health-institute.example → riverside-hospital.example → toothtalk.example; 3 linking sites are seeds or near one'],
    ['a single way', 'toothtalk.example', { seedWays: 1 }, 'no second way'],
    ['a long way names nobody', 'toothtalk.example', { seedDistance: 5 }, '+ the nearest is 5 steps away'],
    ['that no way leads there', 'toothtalk.example', { seedDistance: null, seedPath: null, seedWays: 0 }, '- none leads to it'],
    ['a seed', 'health-institute.example', { seedDistance: 0, seedPath: ['health-institute.example'], seedWays: 40 }, '+ health trust 67: health-institute.example, itself a seed'],
    ['a host the graph does not know', 'toothtalk.example', null, '- not among the 95 million of the web graph (example graph)'],
    ['a page on a platform', 'me.blogs.example', { name: 'blogs.example' }, '+ blogs.example, a platform: authority 61: rank 1\u202f203'],
    ['an imitated suffix without a way', 'nih-gov.example', { seedDistance: null, seedPath: null, seedWays: 0 }, '- "gov" stands in the name, but no health seed leads to it within 3 steps'],
    ['an imitated name too far away', 'health-institute.example.evil.test', { seedDistance: 4, seedPath: null }, '- the name of health-institute.example stands in it, but no health seed'],
    ['an official sound that nobody links to', 'national-institute-of-health.test', null, '- the name sounds official ("national institute")'],
  ]
  it.each(rows)('shows %s', (_title, host, rank, expected) => {
    expect(found(host, rank)).toContain(expected)
  })

  it('not to stand in a list of the best says nothing', () => {
    const { evidence } = identityTier.judge({ ...exampleDomain('toothtalk.example'), graph: { ...graphOf('toothtalk.example', null), vertexCount: 1_000, excerpt: true, trust: null } })
    expect(evidence.map(({ looked }) => looked)).not.toContain('web graph')
  })

  it('says nothing of ways where distances were not worked out', () => {
    expect(judge('toothtalk.example', { seedDistance: null, seedPath: null, seedWays: null }).evidence.map((row) => row.rule)).not.toContain('GR-08')
    expect(found('nih-gov.example', { seedDistance: null, seedPath: null, seedWays: null })).not.toContain('no health seed')
  })

  it('does not warn of a name that seeds lead to', () => {
    expect(found('nih-gov.example', { seedDistance: 2 })).not.toContain('no health seed')
  })

  it('never changes the tier, its kind or its confidence', () => {
    for (const host of ['toothtalk.example', 'health-institute.example', 'nih-gov.example', 'riverside-hospital.example', 'www.smalltown.gov', 'students.riverdale.edu']) {
      const plain = identityTier.judge(exampleDomain(host))
      for (const rank of [null, {}, { authorityRank: 1, seedDistance: 0, seedWays: 100 }, { authorityRank: 94_999_999, strongerThan: 0, seedDistance: null, seedPath: null, seedWays: 0 }]) {
        const { evidence, ...judged } = judge(host, rank)
        expect({ ...judged, evidence: evidence.slice(0, plain.evidence.length) }).toEqual(plain)
      }
    }
  })
})

it.each([
  ['cdc.gov.evil.test', true], ['who-int.test', false], ['health-institute-example.test', true], ['world-health-organisation.test', true], ['bundesamt-gesundheit.test', true],
  ['toothtalk.example', false], ['govern.example', false], ['worldtravel.example', false],
])('%s imitates a body: %s', (host, expected) => {
  expect(imitatedBody(host, exampleLists) !== null).toBe(expected)
})
