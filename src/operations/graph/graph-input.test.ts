import { expect, it } from 'vitest'
import { fileOfBytes, type FileInput } from '../../model/file-input.js'
import { keyOf, readGraphInput } from './graph-input.js'

const edges: FileInput = { ...fileOfBytes('edges.txt', Buffer.from('0\t1\n')), changedAt: 1 }

it.each<[string, FileInput, boolean]>([
  ['the same', { ...edges }, true],
  ['changed since', { ...edges, changedAt: 2 }, false],
  ['another name', { ...edges, name: 'other.txt' }, false],
  ['another size', { ...edges, size: 5 }, false],
  ['another beginning', { ...edges, open: fileOfBytes('edges.txt', Buffer.from('0\t2\n')).open }, false],
])('a file that is %s is told apart', async (_, other, same) => {
  expect((await keyOf('edges', [edges])) === (await keyOf('edges', [other]))).toBe(same)
})

it.each([
  [{}, 'page'],
  [{ level: 'host' as const }, 'host'],
  [{ vertices: [fileOfBytes('vertices.txt', Buffer.from('0\texample.a\n'))] }, 'domain'],
])('edges with %j are of the level %s', async (part, level) => {
  expect((await readGraphInput({ vertices: [], edges: [edges], bvgraph: [], list: [], index: null, level: undefined, ...part }, new AbortController().signal)).level).toBe(level)
})

it.each([
  ['without names', [], /^empty\.txt: there is no edge in it/u],
  ['with names', [fileOfBytes('vertices.txt', Buffer.from('0\texample.a\n'))], null],
])('an empty list of edges %s', async (_, vertices, says) => {
  const { edges } = await readGraphInput({ vertices, edges: [fileOfBytes('empty.txt', Buffer.from('# nothing\n'))], bvgraph: [], list: [], index: null, level: undefined }, new AbortController().signal)
  const read = async () => {
    for await (const { count } of edges) expect(count).toBe(0)
  }
  if (says === null) await read()
  else await expect(read()).rejects.toMatchObject({ code: 'invalid', message: expect.stringMatching(says) })
})
