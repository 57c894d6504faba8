import { expect, it } from 'vitest'
import type { GraphFacts, HostRank } from '../../model/host-ranks.js'
import { exampleDomainFacts } from '../risk/example-facts.js'
import audit from './link-farm-topology.js'

const judge = (relative: number, scaledPagerank: number) => {
  const rank: HostRank = { name: 'heartfriends.example', authorityRank: 1, authorityBy: 'pagerank', nodes: 309, strongerThan: 99.6, trustScore: null, seedDistance: null, seedPath: null, seedWays: null, spamMass: { absolute: 0.1, relative, scaledPagerank, flagged: true } }
  const graph: GraphFacts = { release: 'g3', level: 'domain', vertexCount: 309, trust: null, ranks: new Map([['heartfriends.example', rank]]) }
  return audit.judge({ ...exampleDomainFacts('heartfriends.example', [{}]), graph }, audit.options)
}

it.each<[number, number, number, string]>([
  [0.9876, 5_120.7, 0.6, 'spam mass 98.7\u202f%, high from 98\u202f% on; scaled PageRank 5\u202f120, asked from 10 on'],
  [0.9312, 10.04, 0.4, 'spam mass 93.1\u202f%, a warning from 90\u202f% on; scaled PageRank 10.0, asked from 10 on'],
])('mass %s and PageRank %s are said with their bounds', (relative, scaled, strength, found) => {
  expect(judge(relative, scaled)).toMatchObject({ verdict: 'flag', strength, evidence: [{ found, name: 'heartfriends.example', relativeMass: Math.round(relative * 1_000) / 1_000 }] })
})
