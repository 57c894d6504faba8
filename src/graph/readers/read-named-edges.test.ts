import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { fileOfBytes, type FileInput } from '../../model/file-input.js'
import { namesOf } from './name-chunk.js'
import { NameDictionary } from './name-dictionary.js'
import type { OrderedGraph } from './ordered-graph.js'
import { readIndexEdges, type IndexEdge } from './read-index-edges.js'
import { readNamedEdges } from './read-named-edges.js'

async function partsOf(graph: OrderedGraph): Promise<{ names: string[]; edges: Array<[number, number]> }> {
  const names: string[] = []
  for await (const chunk of graph.names()) {
    expect(chunk.first).toBe(names.length)
    names.push(...namesOf(chunk))
  }
  const edges: Array<[number, number]> = []
  for await (const { from, to, count } of graph.edges()) for (let index = 0; index < count; index += 1) edges.push([from[index]!, to[index]!])
  expect([names.length, edges.length]).toEqual([graph.vertexCount, graph.edgeCount])
  return { names, edges }
}

const text = (content: string, name = 'links.csv'): FileInput => fileOfBytes(name, Buffer.from(content))

async function errorOf(work: Promise<unknown>): Promise<string> {
  return work.then(() => 'no error', (error: unknown) => (error instanceof Error && 'code' in error && error.code === 'invalid' ? error.message : `not ours: ${String(error)}`))
}

const two = { names: ['example.clinic', 'example.news'], edges: [[1, 0]] }

const rows: Array<[what: string, text: string, level: 'domain' | 'host', expected: { names: string[]; edges: number[][] }]> = [
  ['tabs', 'news.example\tclinic.example\n', 'domain', two],
  ['blanks', 'news.example clinic.example\n', 'domain', two],
  ['commas', 'news.example,clinic.example', 'domain', two],
  ['semicolons and quotes', '"news.example";"clinic.example"\r\n', 'domain', two],
  ['a header', 'from,to\nnews.example,clinic.example\n', 'domain', two],
  ['a header with other columns and order', 'Anchor,Target,Source\n"a, b",clinic.example,news.example\n', 'domain', two],
  ['a heading with the target first', 'Target URL,Referring page URL\nhttps://clinic.example/,https://news.example/a\n', 'domain', two],
  ['to_domain and from_domain', 'to_domain,from_domain\nclinic.example,news.example\n', 'domain', two],
  ['linked and linking domain', 'linked domain,linking domain\nclinic.example,news.example\n', 'domain', two],
  ['linked and linking', 'linked\tlinking\nclinic.example\tnews.example\n', 'domain', two],
  ['comments and blank lines', '# made by a tool\n\nnews.example\tclinic.example\n#end\n', 'domain', two],
  ['URLs of one domain', 'https://www.news.example/a?b=1,http://clinic.example/x\n', 'domain', two],
  ['URLs of hosts', 'https://www.News.Example/a,http://clinic.example:8080/x\n', 'host', { names: ['example.clinic', 'example.news.www'], edges: [[1, 0]] }],
  ['self-links and duplicates', 'a.example,b.example\na.example,a.example\na.example,b.example\n', 'domain', { names: ['example.a', 'example.b'], edges: [[0, 0], [0, 1], [0, 1]] }],
  ['subdomains of one domain', 'x.a.example,y.a.example\n', 'domain', { names: ['example.a'], edges: [[0, 0]] }],
  ['public suffixes with two labels', 'www.clinic.co.uk,www.council.gov.uk\n', 'domain', { names: ['uk.co.clinic', 'uk.gov.council'], edges: [[0, 1]] }],
  ['addresses', '192.0.2.7,clinic.example\n', 'domain', { names: ['192.0.2.7', 'example.clinic'], edges: [[0, 1]] }],
  ['names that begin others, by their bytes', 'a.example,a-b.example\na.example,x.a.example\n', 'host', { names: ['example.a', 'example.a-b', 'example.a.x'], edges: [[0, 1], [0, 2]] }],
  ['international names', 'klinik-münchen.example,clinic.example\n', 'domain', { names: ['example.clinic', 'example.xn--klinik-mnchen-5ob'], edges: [[1, 0]] }],
]

describe('readNamedEdges', () => {
  for (const [what, content, level, expected] of rows) {
    it(`reads ${what}`, async () => {
      const graph = await readNamedEdges([text(content)], { level })
      expect(graph.problems.listed).toEqual([])
      const found = await partsOf(graph)
      if (what !== 'international names') expect(found).toEqual(expected)
      else expect(found.names[1]).toMatch(/^example\.xn--/u)
    })
  }

  it('says which column links to which, and how many hosts count as their domains', async () => {
    const notes = async (content: string, level: 'domain' | 'host') => (await readNamedEdges([text(content)], { level })).notes
    expect(await notes('Target,Source\nclinic.example,a.news.example\nclinic.example,b.news.example\n', 'domain')).toEqual([
      'Links go from "Source" to "Target", by the heading.',
      '2 hosts count as their domains, such as a.news.example as news.example; --level host keeps hosts apart.',
    ])
    expect(await notes('a.news.example,clinic.example\n', 'host')).toEqual(['Links go from the first column to the second; there is no heading.'])
  })

  it.each([
    ['url,anchor,date\nnews.example,x,y\n', /which column links to which can't be told from the heading "url, anchor, date"/u],
    ['Linking page,Last crawled\nhttps://news.example/a,2026-01-01\n', /citewell imports list/u],
    ['WARC/1.0\r\nWARC-Type: warcinfo\r\n', /is a web archive/u],
  ])('refuses %j', async (content, message) => expect(await errorOf(readNamedEdges([text(content)], { level: 'domain' }))).toMatch(message))

  it('reads several files, gzip among them, and lists the rows that name no hosts', async () => {
    const graph = await readNamedEdges([text('from\tto\nb.example\ta.example\n(not set)\ta.example\n', 'one.tsv'), fileOfBytes('two.tsv.gz', gzipSync('a.example\tc.example\nonly.example\n'))], { level: 'domain' })
    expect(await partsOf(graph)).toEqual({ names: ['example.a', 'example.b', 'example.c'], edges: [[0, 2], [1, 0]] })
    expect(graph.problems.listed.map(({ file, line, message }) => [file, line, message])).toEqual([
      ['one.tsv', 3, '"(not set)" is no host, domain or URL; the row was left out.'],
      ['two.tsv.gz', 2, 'there is one column only: "only.example"; the row was left out.'],
    ])
  })

  it('leaves out rows and hosts that are longer than any can be', async () => {
    const long = (count: number) => `${'label.'.repeat(count)}example`
    const graph = await readNamedEdges([text(`a.example,b.example\n${'x'.repeat(70_000)},b.example\n${long(50)},b.example\n${long(300)},b.example\nb.example,${long(40)}\n`)], { level: 'host' })
    expect(graph.problems.listed.map(({ line }) => line)).toEqual([2, 3, 4])
    expect((await partsOf(graph)).edges).toHaveLength(2)
  })

  it('refuses a table without any edge', async () => {
    expect(await errorOf(readNamedEdges([text('')], { level: 'domain' }))).toMatch(/^links\.csv: there is no edge in it\. Each row/u)
    expect(await errorOf(readNamedEdges([text('name,age\nx,y\n')], { level: 'domain' }))).toMatch(/line 1: which column links to which can't be told from the heading "name, age"/u)
    expect(await errorOf(readNamedEdges([fileOfBytes('cut.gz', gzipSync('a.example b.example\n').subarray(0, 20))], { level: 'domain' }))).toMatch(/^cut\.gz: its gzip data ends too early/u)
  })

  it('numbers and orders many names in any order as sorting would', async () => {
    const hosts = Array.from({ length: 3_000 }, (_, index) => `h${(index * 7_919) % 3_000}.${['a', 'b-c', 'b', 'longer-name'][index % 4]}.example`)
    const pairs = hosts.map((host, index): [string, string] => [host, hosts[(index * 31) % 3_000]!])
    const graph = await readNamedEdges([text(pairs.map((pair) => pair.join('\t')).join('\n'))], { level: 'host' })
    const { names, edges } = await partsOf(graph)
    const reversed = (host: string) => host.split('.').reverse().join('.')
    const sortedNames = [...new Set(hosts.map(reversed))].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    expect(names).toEqual(sortedNames)
    const ids = new Map(sortedNames.map((name, id) => [name, id]))
    expect(edges).toEqual(pairs.map(([from, to]) => [ids.get(reversed(from))!, ids.get(reversed(to))!]).sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!))
  })
})

describe('readIndexEdges', () => {
  async function* rowsOf(rows: IndexEdge[]): AsyncGenerator<IndexEdge> {
    yield* rows
  }

  it('makes the graph of the rows of the link index', async () => {
    const graph = await readIndexEdges(rowsOf([['news.example', 'clinic.example', 12], ['blog.example', 'clinic.example', 1], ['bad name', 'clinic.example'], ['', 'clinic.example'], ['clinic.example', 'news.example']]))
    expect(await partsOf(graph)).toEqual({ names: ['example.blog', 'example.clinic', 'example.news'], edges: [[0, 1], [1, 2], [2, 1]] })
    expect(graph.problems.listed.map(({ line, message }) => [line, message])).toEqual([
      [3, '"bad name" is no host or domain; the row was left out.'],
      [4, '"" is no host or domain; the row was left out.'],
    ])
  })

  it('says so where there is none', async () => {
    expect(await errorOf(readIndexEdges(rowsOf([])))).toMatch(/^the link index: there is no edge in it/u)
  })
})

describe('NameDictionary', () => {
  it('gives each name one number, in the order in which they come', () => {
    const dictionary = new NameDictionary('x')
    const names = Array.from({ length: 200_000 }, (_, index) => `example.${(index * 7) % 150_000}`)
    const numbers = new Map<string, number>()
    for (const name of names) {
      const known = numbers.get(name)
      const number = dictionary.numberOf(name)
      if (known === undefined) numbers.set(name, number)
      if (number !== (known ?? numbers.size - 1)) throw new Error(`${name} has number ${number}`)
    }
    expect(dictionary.count).toBe(numbers.size)
  })
})
