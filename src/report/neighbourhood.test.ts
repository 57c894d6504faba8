import { describe, expect, it } from 'vitest'
import { neighbourhood } from './neighbourhood.js'

const way = (domain: string, path: string[] | null) => ({ domain, tier: 4, links: 2, authority: 50, path })

describe('neighbourhood', () => {
  it('joins ways that share domains', () => {
    const { nodes, edges } = neighbourhood('us.example', [way('a.example', ['seed.example', 'mid.example', 'a.example']), way('b.example', ['seed.example', 'mid.example', 'b.example']), way('c.example', null)], 300)
    expect(nodes.map(({ id, kind, hops }) => [id, kind, hops])).toEqual([['us.example', 'site', null], ['seed.example', 'seed', 0], ['mid.example', 'between', 1], ['a.example', 'referring', 2], ['b.example', 'referring', 2], ['c.example', 'referring', null]])
    expect(edges.map(({ from, to }) => `${from}>${to}`)).toEqual(['seed.example>mid.example', 'mid.example>a.example', 'a.example>us.example', 'mid.example>b.example', 'b.example>us.example', 'c.example>us.example'])
  })

  it('shows a referring domain that is itself a seed, also on the way to another', () => {
    const { nodes } = neighbourhood('us.example', [way('b.example', ['a.example', 'b.example']), way('a.example', ['a.example'])], 300)
    expect(nodes.find(({ id }) => id === 'a.example')).toMatchObject({ kind: 'seed', tier: 4, hops: 0 })
  })

  it('leaves out whole ways past the bound', () => {
    const { nodes, edges } = neighbourhood('us.example', [way('a.example', null), way('b.example', ['s.example', 'm.example', 'b.example']), way('c.example', null)], 3)
    expect(nodes.map(({ id }) => id)).toEqual(['us.example', 'a.example', 'c.example'])
    expect(edges).toHaveLength(2)
  })
})
