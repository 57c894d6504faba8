import { describe, expect, it } from 'vitest'
import type { GraphFacts, HostRank } from '../../model/host-ranks.js'
import { exampleLists } from '../anchors/example-facts.js'
import { authorityShare, graphFactsOf, isPlatformName, manyWords, pathWords, rankWords } from './graph-facts.js'

describe('words', () => {
  it.each([[7, '7'], [12_345, '12\u202f345'], [999_999, '999\u202f999'], [1_000_000, '1 million'], [4_756_000, '4.8 million'], [95_400_000, '95 million'], [2_100_000_000, '2\u202f100 million']])('%i is "%s"', (count, words) => {
    expect(manyWords(count)).toBe(words)
  })

  it.each<[Parameters<typeof rankWords>[0], string]>([
    [{ rank: 1_203, nodes: 95_000_000, release: 'cc', strongerThan: 99.9987 }, 'authority 61: rank 1\u202f203 of 95 million (cc), stronger than 99.9\u202f%'],
    [{ rank: 1, nodes: 3, release: 'cc', by: 'harmonic', strongerThan: 66.6 }, 'authority 100: rank 1 of 3 by harmonic centrality (cc), stronger than 66.6\u202f%'],
    [{ rank: 94_999_999, nodes: 95_000_000, release: 'cc', strongerThan: 0 }, 'authority 2: rank 94\u202f999\u202f999 of 95 million (cc), stronger than 0.0\u202f%'],
    [{ rank: 5, nodes: 100, release: 'cc', by: 'pagerank' }, 'authority 65: rank 5 of 100 by PageRank (cc)'],
    [{ rank: null, nodes: 100, release: 'cc' }, 'not among the 100 of the web graph (cc)'],
  ])('%j', (rank, words) => {
    expect(rankWords(rank)).toBe(words)
  })

  it('shows the way, or that it begins and ends here', () => {
    expect(pathWords(['a.example', 'b.example'])).toBe('a.example → b.example')
    expect(pathWords(['a.example'])).toBe('a.example, itself a seed')
  })
})

describe('facts for link quality', () => {
  const rank: HostRank = { name: 'blog.example', authorityRank: 9, authorityBy: 'pagerank', nodes: 100, strongerThan: 91, trustScore: 0.1, seedDistance: 4, seedPath: ['a', 'b', 'c', 'd', 'blog.example'], seedWays: 2, spamMass: null }
  const graph: GraphFacts = { release: 'cc', level: 'domain', vertexCount: 200, trust: { median: 0.01, p99: 1, seeds: 's 1' }, ranks: new Map([['www.blog.example', rank]]) }

  it.each<[string, GraphFacts | null, string, ReturnType<typeof graphFactsOf>]>([
    ['no graph', null, 'www.blog.example', { authority: null, trust: null }],
    ['a host that is not in it', graph, 'other.example', { authority: { rank: null, nodes: 200, release: 'cc' }, trust: null }],
    ['a graph without trust', { ...graph, trust: null }, 'www.blog.example', { authority: { rank: 9, nodes: 100, release: 'cc', name: 'blog.example', by: 'pagerank', strongerThan: 91 }, trust: null }],
  ])('%s', (_title, facts, host, expected) => {
    expect(graphFactsOf(facts, host)).toEqual(expected)
  })

  it.each<[string, GraphFacts, string, Partial<ReturnType<typeof graphFactsOf>>]>([
    ['a host that a list of the best does not name', { ...graph, excerpt: true }, 'other.example', { authority: null, trust: null, graphMissing: 'not among the 200 best that the list names (cc), so its rank is not known' }],
    ['one that it names', { ...graph, excerpt: true }, 'www.blog.example', { authority: { rank: 9, nodes: 100, release: 'cc', name: 'blog.example', by: 'pagerank', strongerThan: 91 } }],
    ['spam mass that is a warning', { ...graph, ranks: new Map([['a.example', { ...rank, spamMass: { absolute: 0.1, relative: 0.99, scaledPagerank: 5_000, flagged: true } }]]) }, 'a.example', { spamMass: 0.99 }],
    ['spam mass of a small site', { ...graph, ranks: new Map([['a.example', { ...rank, spamMass: { absolute: 0.1, relative: 0.99, scaledPagerank: 2, flagged: false } }]]) }, 'a.example', {}],
  ])('%s', (_title, facts, host, expected) => {
    expect(graphFactsOf(facts, host)).toMatchObject(expected)
    expect('spamMass' in graphFactsOf(facts, host)).toBe('spamMass' in expected)
  })

  it('a rank is never worth less than none', () => {
    expect([authorityShare(1, 100), authorityShare(10, 100), authorityShare(99, 100), authorityShare(100, 100), authorityShare(1, 1)]).toEqual([1, 0.5, 0.02, 0.02, 0.02])
  })

  it('names no seed that is too far away', () => {
    expect(graphFactsOf(graph, 'www.blog.example').trust).toMatchObject({ nearestSeed: null, path: null, distance: 4, ways: 2 })
  })
})

it.each([['me.blogs.example', undefined, true], ['me.github.io', 'github.io', true], ['me.github.io', 'me.github.io', false], ['toothtalk.example', 'toothtalk.example', false]])('%s ranked as %s is a platform’s: %s', (host, name, expected) => {
  expect(isPlatformName(host, name, exampleLists)).toBe(expected)
})
