import { expect, test } from 'vitest'
import { layOut, type PictureNode } from './neighbourhood-layout.js'

const node = (id: string, kind: PictureNode['kind'], tier: number | null = null, links = 1): PictureNode => ({ id, kind, tier, links })
const nodes = [node('clinic.example', 'site'), node('society.example', 'referring', 3), node('blog.example', 'referring', 6), node('ministry.example', 'seed', 1)]
const edges = [{ from: 'society.example', to: 'clinic.example' }, { from: 'blog.example', to: 'clinic.example' }, { from: 'ministry.example', to: 'society.example' }]

test('a way reads from left to right', () => {
  const at = new Map(layOut(nodes, edges).map((one) => [one.id, one]))
  expect(at.get('clinic.example')).toMatchObject({ y: 0, steps: 0 })
  expect(at.get('ministry.example')!.x).toBeLessThan(at.get('society.example')!.x)
  expect(at.get('society.example')!.x).toBeLessThan(0)
  expect(at.get('society.example')).toMatchObject({ onWay: true, steps: 1 })
  expect(at.get('blog.example')).toMatchObject({ onWay: false })
})

test('nobody stands on anybody, even with 300', () => {
  const many = Array.from({ length: 298 }, (_, index) => node(`d${index}.example`, 'referring', 6))
  const placed = layOut([...nodes.slice(0, 1), ...many, nodes[3]!], many.map(({ id }) => ({ from: id, to: 'clinic.example' })).concat([{ from: 'ministry.example', to: 'd7.example' }]))
  expect(placed).toHaveLength(300)
  expect(new Set(placed.map(({ x, y }) => `${x.toFixed(3)} ${y.toFixed(3)}`)).size).toBe(300)
})

test('a ring of links ends', () => {
  expect(layOut(nodes, [...edges, { from: 'clinic.example', to: 'ministry.example' }])).toHaveLength(4)
})

test('without a site there is no picture', () => {
  expect(layOut([node('a.example', 'seed')], [])).toEqual([])
})
