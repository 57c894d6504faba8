import { describe, expect, it } from 'vitest'
import { buildGraph } from './build-graph.js'
import { openGraph } from './graph-file.js'
import { memoryBytes, memoryWork } from './testing/memory-work.js'
import { namesOf } from './testing/plain-graph.js'

async function* noEdges() {}

async function named(names: readonly string[], size?: number) {
  const work = memoryWork()
  await buildGraph(noEdges(), namesOf(names, size), { work, inputKey: 'x', release: '', level: 'domain', naming: 'name', program: 'test' })
  return openGraph(memoryBytes(work.published!))
}

const many = Array.from({ length: 400 }, (_, id) => `org.example${String(id).padStart(4, '0')}.www`)
/** Pairs of words with the same checksum (CRC-32). */
const tied = ['plumless', 'buckeroo', 'codding', 'gnu']

const lists: Array<{ title: string; names: string[] }> = [
  { title: 'none', names: [] },
  { title: 'one', names: ['a'] },
  { title: 'in order', names: many },
  { title: 'falling', names: many.toReversed() },
  { title: 'one out of order at the end', names: [...many, 'aero'] },
  { title: 'of the same checksum', names: [...tied, ...many.slice(0, 200)] },
  { title: 'more than are taken at once', names: Array.from({ length: 70_000 }, (_, id) => `com.n${String(id).padStart(6, '0')}`) },
  { title: 'the longest, more bytes than are taken at once', names: Array.from({ length: 1_100 }, (_, id) => `${String(id).padStart(4, '0')}${'x'.repeat(1_020)}`) },
  { title: 'of many bytes, between plain ones', names: Array.from({ length: 300 }, (_, id) => (id % 5 === 2 ? `de.${String(id).padStart(3, '0')}ü` : `de.${String(id).padStart(3, '0')}u`)) },
  { title: 'beginnings of one another', names: ['a', 'ab', 'abc', 'b', 'ba'] },
  { title: 'beginnings of one another, falling', names: ['ba', 'b', 'abc', 'ab', 'a'] },
  { title: 'long and with letters of several bytes', names: ['de.bücher', `de.${'ü'.repeat(500)}`, 'de.büro', 'xyz'] },
]

describe('names of vertices', () => {
  for (const { title, names } of lists) {
    it(`are found again: ${title}`, async () => {
      for (const size of [1, 100]) {
        const graph = await named(names, size)
        for (const [id, name] of names.entries()) {
          if (id > 130 && id < names.length - 2 && id % (names.length > 1_000 ? 997 : 7) !== 0) continue
          expect(await graph.nameOf(id)).toBe(name)
          expect(await graph.idOf(name)).toBe(id)
        }
        for (const other of ['', 'A', 'zz', 'abcd', 'org.example0200', 'org.example0200.wwww', 'gov']) expect(await graph.idOf(other)).toBe(undefined)
        const all: string[] = []
        for await (const part of graph.names()) all.push(...part)
        expect(all).toEqual(names)
        const some: string[] = []
        for await (const part of graph.names(3, 130)) some.push(...part)
        expect(some).toEqual(names.slice(3, 130))
      }
    })
  }

  it.each([
    ['a control character', 'a\u0007b'], ['one of the second range', 'a\u009bb'], ['a mark of direction', 'a\u202eb'], ['an invisible mark', 'a\u200eb'], ['an isolate', 'a\u2066b'],
  ])('are refused with %s', async (_, name) => {
    await expect(named([name])).rejects.toMatchObject({ code: 'invalid' })
    await expect(named(['a', name, 'b'])).rejects.toMatchObject({ code: 'invalid' })
  })

  it('are refused in a file that holds what nobody sees', async () => {
    const work = memoryWork()
    await buildGraph(noEdges(), namesOf(['example.a\u00e9', 'example.b']), { work, inputKey: 'x', release: '', level: 'domain', naming: 'name', program: 'test' })
    const bytes = Buffer.from(work.published!)
    // Those who make such a file would mend its checksums too, so what is read must not rest on them.
    const at = bytes.indexOf('example.a\u00e9') + 'example.a'.length
    bytes.set([0xc2, 0x9b], at)
    const graph = await openGraph(memoryBytes(bytes))
    await expect(graph.nameOf(0)).rejects.toMatchObject({ code: 'invalid' })
    await expect(graph.names()[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'invalid' })
  })

  it('are refused where a thousand have the same checksum', async () => {
    // Both words leave the checksum in the same state, so all rows of eleven of them do.
    const names = Array.from({ length: 2 ** 11 }, (_, bits) => Array.from({ length: 11 }, (_, bit) => tied[(bits >>> bit) & 1]).join(''))
    await expect(named(names)).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('2\u202f048 names') })
  })

  it('are numbers where there are none', async () => {
    const work = memoryWork()
    await buildGraph(noEdges(), null, { work, inputKey: 'x', release: '', level: 'domain', naming: 'id', program: 'test', vertexCount: 2_000 })
    const graph = await openGraph(memoryBytes(work.published!))
    expect(await graph.nameOf(1_999)).toBe('1999')
    expect(await graph.idOf('1999')).toBe(1_999)
    expect(await graph.idOf('2000')).toBe(undefined)
    expect(await graph.idOf('x')).toBe(undefined)
    const all: string[] = []
    for await (const part of graph.names(1_000)) all.push(...part)
    expect(all).toEqual(Array.from({ length: 1_000 }, (_, k) => String(1_000 + k)))
  })
})
