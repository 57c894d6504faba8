import { createReadStream, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { WARCParser } from 'warcio'
import { describeWithRealData } from '../../test/real-data.js'
import type { Capture } from '../model/capture.js'
import type { Problem } from '../model/problem.js'
import { listArchive, readArchive, type ListedRecord } from './index.js'

async function list(path: string, highWaterMark = 64 * 1024): Promise<{ rows: ListedRecord[]; problems: Problem[] }> {
  const rows: ListedRecord[] = []
  const problems: Problem[] = []
  for await (const row of listArchive(createReadStream(path, { highWaterMark }), { file: path, onProblem: (problem) => problems.push(problem) })) rows.push(row)
  return { rows, problems }
}

async function read(path: string, highWaterMark = 64 * 1024): Promise<{ captures: Capture[]; problems: Problem[] }> {
  const captures: Capture[] = []
  const problems: Problem[] = []
  for await (const capture of readArchive(createReadStream(path, { highWaterMark }), { file: path, onProblem: (problem) => problems.push(problem) })) captures.push(capture)
  return { captures, problems }
}

const countBy = (words: string[]): Record<string, number> => Object.fromEntries([...new Set(words)].sort().map((word) => [word, words.filter((other) => other === word).length]))

describeWithRealData('warc', 'real archives', (folder) => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile() && !name.startsWith('cdx')).sort()

  it.each([
    ['archive-org-2008.warc.gz', /heritrix/u, 261], ['iana.warc.gz', /Chrome/u, 171], ['research-sites-0.warc.gz', /Wget/u, 22], ['commoncrawl/whirlwind.warc.gz', /CCBot/u, 1],
  ] as Array<[string, RegExp, number]>)('%s tells who asked for its answers', async (file, agent, count) => {
    const { captures } = await read(join(folder, file))
    expect(captures.filter(({ askedBy }) => agent.test(askedBy ?? ''))).toHaveLength(count)
  })

  const counts: Array<[file: string, types: Record<string, number>, kinds: Record<string, number>, problems: Record<string, number>]> = [
    // 38 of the 299 answers are of DNS.
    ['archive-org-2008.warc.gz', { metadata: 261, request: 261, response: 299, warcinfo: 1 }, { response: 261 }, {}],
    ['iana.warc.gz', { request: 171, response: 48, revisit: 123, warcinfo: 1 }, { response: 48, revisit: 123 }, {}],
    ['clueweb-quirk-euc-jp.warc.gz', { response: 29, warcinfo: 1 }, { response: 29 }, { 'bad-date': 30 }],
    ['research-sites-0.warc.gz', { metadata: 1, request: 22, resource: 2, response: 22, warcinfo: 1 }, { response: 22 }, {}],
    ['commoncrawl/whirlwind.warc.gz', { metadata: 1, request: 1, response: 1, warcinfo: 1 }, { response: 1 }, {}],
    ['commoncrawl/whirlwind.warc.wet.gz', { conversion: 1, warcinfo: 1 }, {}, {}],
    ['wget-revisit-493.warc', { request: 15, response: 10, revisit: 5, warcinfo: 2 }, { response: 10, revisit: 5 }, {}],
    ['small/example.arc', { filedesc: 1, response: 1 }, { response: 1 }, {}],
    ['bad/clipped.warc.gz', { response: 1 }, { response: 1 }, { 'truncated-gzip': 1, 'truncated-record': 1 }],
    ['bad/example-bad-length.warc', { request: 2, response: 1, revisit: 1, warcinfo: 2 }, { response: 1, revisit: 1 }, { 'wrong-length': 1 }],
  ]
  it.each(counts)('%s: records, captures and problems', async (file, types, kinds, causes) => {
    const { rows } = await list(join(folder, file))
    const { captures, problems } = await read(join(folder, file))
    expect(countBy(rows.map(({ type }) => type))).toEqual(types)
    expect(countBy(captures.map(({ kind }) => kind))).toEqual(kinds)
    expect(countBy(problems.map(({ cause }) => cause))).toEqual(causes)
  })

  it('finds 94 good HTML pages in archive-org-2008, and plain text behind the false headers of ClueWeb', async () => {
    const archived = await read(join(folder, 'archive-org-2008.warc.gz'))
    expect(archived.captures.filter(({ mediaType, status }) => mediaType === 'text/html' && status === 200)).toHaveLength(94)
    const clueweb = await read(join(folder, 'clueweb-quirk-euc-jp.warc.gz'))
    expect(clueweb.captures.filter(({ headers }) => headers.get('content-encoding') === 'gzip').length).toBeGreaterThan(0)
    for (const { body } of clueweb.captures) expect(Buffer.from(body!).toString('latin1')).toMatch(/<(?:html|head|body|title|table|meta|frameset|!doctype)/iu)
  })

  it('reads every file to its end, and the same whatever the chunks', async () => {
    for (const file of files) {
      const begin = performance.now()
      const whole = await read(join(folder, file), 16 * 1024 * 1024)
      expect([file, performance.now() - begin < 10_000]).toEqual([file, true])
      const chunked = await read(join(folder, file), 9_973)
      expect(chunked.problems).toEqual(whole.problems)
      expect(chunked.captures.map(summary)).toEqual(whole.captures.map(summary))
    }
  })

  it('tells of a problem for every bad file that has one', async () => {
    // These are readable all the same: a bad address in a record that has no page, missing status text, another name,
    // and faults in fields that do not matter here.
    const harmless = /wget-bad-target|missing-status-text|example-bad\.warc|contenttype|digest-fields|duplicate-fields|encoding-headers/u
    for (const file of files) {
      if (!/^bad|invalid/u.test(file)) continue
      const { problems } = await read(join(folder, file))
      expect([file, problems.length > 0]).toEqual([file, !harmless.test(file)])
      for (const problem of problems) expect(problem.offset).not.toBeNull()
    }
  })

  it('lists what warcio reads', async () => {
    const quiet = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    let compared = 0
    for (const file of files) {
      // warcio stops at damage, and does not look into ARC 1.0 files the way it does into WARC.
      if (/^bad|invalid|\.arc|common_test|\.json$|paths|sample|three-files|upper-lower/u.test(file)) continue
      const theirs: Array<[string, string, string | null]> = []
      for await (const record of new WARCParser(createReadStream(join(folder, file)))) {
        theirs.push([record.warcType ?? '', (record.warcTargetURI ?? '').replace(/^<|>$/gu, ''), record.warcDate ?? null])
        for await (const _ of record) continue
      }
      const { rows } = await list(join(folder, file))
      expect([file, rows.map(({ url }) => url ?? '')]).toEqual([file, theirs.map(([, url]) => url)])
      // Behind some answers of DNS warcio passes over a line too many, and with it the type of the next record.
      expect([file, rows.map(({ type }, at) => (theirs[at]![0] === '' ? '' : type))]).toEqual([file, theirs.map(([type]) => type)])
      expect([file, rows.map(({ at }) => at === null)]).toEqual([file, theirs.map(([, , date]) => Number.isNaN(Date.parse(date ?? '')))])
      compared += rows.length
    }
    quiet.mockRestore()
    expect(compared).toBeGreaterThan(1_300)
  })
})

/** The whole of a capture but for its bytes, of which the length must do. */
function summary({ body, headers, ...rest }: Capture): unknown {
  return { ...rest, headers: [...headers], body: body?.length ?? null }
}

describeWithRealData('warc/cdx/iana.cdx', 'iana.warc.gz and its index', (path) => {
  it('agree on offset, length, address, date and status of every row', async () => {
    const archive = path.replace('cdx/iana.cdx', 'iana.warc.gz')
    const { rows } = await list(archive)
    const byOffset = new Map(rows.map((row) => [row.offset, row]))
    // N b a m s k r M S V g: key, date, address, media type, status, digest, -, -, length, offset, file.
    const indexed = readFileSync(path, 'utf8').split('\n').slice(1).filter((line) => line !== '')
    for (const line of indexed) {
      const [, date, url, mediaType, status, , , , length, offset] = line.split(' ') as string[]
      const row = byOffset.get(Number(offset))!
      expect([row.offset, row.length, row.url, row.at?.replace(/\D|\d{3}Z$/gu, '')]).toEqual([Number(offset), Number(length), url, date])
      if (mediaType === 'warc/revisit') expect(row.type).toBe('revisit')
      else expect([row.type, row.mediaType, row.status]).toEqual(['response', mediaType, Number(status)])
    }
    const json = readFileSync(path.replace('.cdx', '.cdxj'), 'utf8').split('\n').filter((line) => line !== '')
    for (const line of json) {
      const entry = JSON.parse(line.slice(line.indexOf('{'))) as { url: string; offset: string; length: string }
      expect(byOffset.get(Number(entry.offset))).toMatchObject({ url: entry.url, length: Number(entry.length) })
    }
    expect([indexed.length, json.length, rows.filter(({ type }) => type === 'response' || type === 'revisit').length]).toEqual([171, 171, 171])
  })
})

describeWithRealData('warc/commoncrawl/wat-response-excerpt-2019.json', 'a real WAT record', (path) => {
  it('gives its links', async () => {
    const json = readFileSync(path)
    const bytes = Buffer.concat([Buffer.from(`WARC/1.0\r\nWARC-Type: metadata\r\nWARC-Target-URI: http://a.example/\r\nWARC-Date: 2019-06-01T00:00:00Z\r\nContent-Type: application/json\r\nContent-Length: ${json.length}\r\n\r\n`), json, Buffer.from('\r\n\r\n')])
    const captures: Capture[] = []
    for await (const capture of readArchive((async function* () { yield bytes })(), { file: 'a.wat', onProblem: (problem) => expect(problem).toBeUndefined() })) captures.push(capture)
    expect(captures).toMatchObject([{ kind: 'wat', at: '2019-05-19T07:25:24.000Z', status: 200, mediaType: 'text/html', body: null }])
    const links = captures[0]!.wat!.links
    expect(links.filter((link) => link.path === 'A@/href')).toHaveLength(12)
    expect(links.filter((link) => link.path === 'LINK@/href')).toHaveLength(4)
    expect(links[1]).toMatchObject({ url: '/', text: 'Home', rel: 'v:url' })
  })
})
