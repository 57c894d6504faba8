import { expect, it } from 'vitest'
import { fileOfBytes } from '../../model/file-input.js'
import type { Graph } from '../../model/graph.js'
import { seedsOfFile } from './graph-seeds.js'

const graph = { name: 'web', naming: 'reversed-host', level: 'domain', vertexCount: 9, idOf: async (name: string) => (name === 'example.clinic' ? 4 : undefined) } as unknown as Graph

it.each<[string, Buffer]>([
  ['UTF-8', Buffer.from('clinic.example\n7\n')],
  ['UTF-8 with a mark', Buffer.from('\uFEFFclinic.example\r\n7\r\n')],
  ['UTF-16', Buffer.from('\uFEFFclinic.example\r\n7\r\n', 'utf16le')],
  ['UTF-16, the other way round', Buffer.from('\uFEFFclinic.example\r\n7\r\n', 'utf16le').swap16()],
])('reads seeds in %s', async (_, bytes) => {
  expect([...(await seedsOfFile(graph, fileOfBytes('seeds.txt', bytes))).ids]).toEqual([4, 7])
})

it.each([
  ['a.example', 'web has no vertex for the one seed of seeds.txt (a.example). Check'],
  ['a.example\nb.example\n', 'web has none of the 2 seeds of seeds.txt (a.example, b.example). Check'],
  ['a.example\nb.example\nc.example\nd.example\n', 'web has none of the 4 seeds of seeds.txt (a.example, b.example, c.example, …). Check'],
])('says which seeds are not there', async (text, says) => {
  await expect(seedsOfFile(graph, fileOfBytes('seeds.txt', Buffer.from(text)))).rejects.toMatchObject({ code: 'not_found', message: expect.stringContaining(says) })
})

it('takes both hosts of a site where a graph has both, since releases name either', async () => {
  const names = ['example.clinic', 'example.clinic.www', 'example.hospital.www', 'example.society']
  const hosts = { name: 'web', naming: 'reversed-host', level: 'host', vertexCount: 2_000, idOf: async (name: string) => (names.includes(name) ? names.indexOf(name) : undefined) } as unknown as Graph
  const { ids, weights, used } = await seedsOfFile(hosts, fileOfBytes('seeds.txt', Buffer.from('clinic.example\nhospital.example\nhttps://www.society.example/about\n')))
  expect([[...ids], [...weights], used.count]).toEqual([[0, 1, 2, 3], [0.5, 0.5, 1, 1], 3])
})
