import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { limits } from '../model/limits.js'
import { listArchive, readArchive, type ListedRecord } from './index.js'
import type { Capture } from '../model/capture.js'
import type { Problem } from '../model/problem.js'

const page = '<html><head><title>Clinic</title></head><body><a href="https://journal.example/study">the study</a></body></html>'
const httpType = 'application/http; msgtype=response'

function http(body: string | Buffer, ...headers: string[]): Buffer {
  return Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\n${['Content-Type: text/html; charset=utf-8', ...headers].join('\r\n')}\r\n\r\n`), Buffer.from(body)])
}

interface Built {
  type?: string
  url?: string
  version?: string
  contentType?: string
  length?: number | string
  fields?: string[]
  lineEnd?: string
}

function warc(block: Buffer | string, { type = 'response', url = 'https://clinic.example/', version = '1.0', contentType = httpType, length, fields = [], lineEnd = '\r\n' }: Built = {}): Buffer {
  const bytes = Buffer.from(block)
  const lines = [`WARC/${version}`, `WARC-Type: ${type}`, 'WARC-Date: 2026-03-02T10:20:30Z', `WARC-Target-URI: ${url}`, `Content-Type: ${contentType}`, ...fields, `Content-Length: ${length ?? bytes.length}`, '', '']
  return Buffer.concat([Buffer.from(lines.join(lineEnd)), bytes, Buffer.from(lineEnd + lineEnd)])
}

function arc(block: Buffer | string, url: string): Buffer {
  return Buffer.concat([Buffer.from(`${url} 192.0.2.1 20260302102030 text/html ${Buffer.from(block).length}\n`), Buffer.from(block), Buffer.from('\n')])
}

const arcHead = arc('1 0 Invented\nURL IP-address Archive-date Content-type Archive-length\n', 'filedesc://invented.arc')

async function* inChunks(bytes: Uint8Array, size = bytes.length || 1): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(bytes: Uint8Array, chunk?: number): Promise<{ captures: Capture[]; problems: Problem[] }> {
  const captures: Capture[] = []
  const problems: Problem[] = []
  for await (const capture of readArchive(inChunks(bytes, chunk), { file: 'a.warc', url: 'https://page.example/', onProblem: (problem) => problems.push(problem) })) captures.push(capture)
  return { captures, problems }
}

async function list(bytes: Uint8Array): Promise<ListedRecord[]> {
  const rows: ListedRecord[] = []
  for await (const row of listArchive(inChunks(bytes), { file: 'a.warc', onProblem: () => undefined })) rows.push(row)
  return rows
}

const bodyOf = (capture: Capture | undefined): string | undefined => capture?.body ? Buffer.from(capture.body).toString() : undefined
const gz = (...records: Buffer[]): Buffer => Buffer.concat(records.map((record) => gzipSync(record)))

describe('the address of the server', () => {
  it.each([
    ['WARC', warc(http(page), { fields: ['WARC-IP-Address: 203.0.113.7'] }), '203.0.113.7'],
    ['ARC', Buffer.concat([arcHead, arc(http(page), 'https://clinic.example/')]), '192.0.2.1'],
    ['WARC that does not tell it', warc(http(page)), null],
  ])('%s', async (_, bytes, address) => expect((await read(bytes)).captures[0]!.address).toBe(address))
})

describe('who asked', () => {
  const request = (agent: string | null, part: Built = {}) => warc(`GET / HTTP/1.1\r\nHost: clinic.example\r\n${agent === null ? '' : `User-Agent: ${agent}\r\n`}\r\nUser-Agent: of the body`, { type: 'request', contentType: 'application/http; msgtype=request', ...part })
  const named = (id: string, to?: string) => [`WARC-Record-ID: <urn:uuid:${id}>`, ...(to === undefined ? [] : [`WARC-Concurrent-To: <urn:uuid:${to}>`])]
  const other = { url: 'https://clinic.example/other' }
  it.each<[string, Buffer[], Array<string | null | undefined>]>([
    ['the request first', [request('Robot/1'), warc(http(page))], ['Robot/1']],
    ['the answer first', [warc(http(page)), request('Robot/1')], ['Robot/1']],
    ['the answer first, with metadata between', [warc(http(page)), warc('fetchTimeMs: 9', { type: 'metadata', contentType: 'application/warc-fields' }), request('Robot/1')], ['Robot/1']],
    ['two pages, requests first', [request('Robot/1'), warc(http(page)), request('Browser/2', other), warc(http(page), other)], ['Robot/1', 'Browser/2']],
    ['two pages, answers first', [warc(http(page)), request('Robot/1'), warc(http(page), other), request('Browser/2', other)], ['Robot/1', 'Browser/2']],
    ['one address asked twice, answers first, by their names', [warc(http(page), { fields: named('a') }), request('Robot/1', { fields: named('b', 'a') }), warc(http(page), { fields: named('c') }), request('Browser/2', { fields: named('d', 'c') })], ['Robot/1', 'Browser/2']],
    ['one address asked twice, requests first, by their names', [request('Robot/1', { fields: named('a') }), warc(http(page), { fields: named('b', 'a') }), request('Browser/2', { fields: named('c') }), warc(http(page), { fields: named('d', 'c') })], ['Robot/1', 'Browser/2']],
    ['a request of another page', [request('Robot/1', other), warc(http(page))], [undefined]],
    ['a request that names another answer', [warc(http(page), { fields: named('a') }), request('Robot/1', { fields: named('b', 'z') })], [undefined]],
    ['a request without a name for who asks', [request(null), warc(http(page))], [null]],
    ['an empty request', [warc('', { type: 'request' }), warc(http(page))], [null]],
    ['no request', [warc(http(page)), warc(http(page), other)], [undefined, undefined]],
  ])('%s', async (_, records, expected) => {
    expect((await read(Buffer.concat(records))).captures.map(({ askedBy }) => askedBy)).toEqual(expected)
    expect((await read(gz(...records), 100)).captures.map(({ askedBy }) => askedBy)).toEqual(expected)
  })
})

describe('formats, all with one page in them', () => {
  const rows: Array<[name: string, bytes: Buffer, offset: number]> = [
    ['WARC 1.0', warc(http(page)), 0],
    ['WARC 1.1', warc(http(page), { version: '1.1' }), 0],
    ['WARC 0.18', warc(http(page), { version: '0.18' }), 0],
    ['WARC 0.17, LF only', warc(http(page), { version: '0.17', lineEnd: '\n' }), 0],
    ['CR CR LF', warc(http(page), { lineEnd: '\r\r\n' }), 0],
    ['lower case', Buffer.from(warc(http(page)).toString().replace('WARC/1.0', 'warc/1.0').replace('WARC-Type', 'warc-type').replace('Content-Length', 'CONTENT-LENGTH')), 0],
    ['brackets', warc(http(page), { url: '<https://clinic.example/>' }), 0],
    ['folded fields', warc(http(page), { url: '\r\n\thttps://clinic.example/' }), 0],
    ['blank lines first', Buffer.concat([Buffer.from('\r\n\r\n'), warc(http(page))]), 4],
    ['gzip by member', gz(warc('x: y', { type: 'warcinfo', contentType: 'application/warc-fields' }), warc(http(page))), gzipSync(warc('x: y', { type: 'warcinfo', contentType: 'application/warc-fields' })).length],
    ['gzip as a whole', gzipSync(Buffer.concat([warc('x: y', { type: 'warcinfo' }), warc(http(page))])), 0],
    ['gzip, one record in three members', Buffer.concat([gzipSync(warc(http(page)).subarray(0, 300)), gzipSync(warc(http(page)).subarray(300, 350)), gzipSync(warc(http(page)).subarray(350))]), 0],
    ['ARC', Buffer.concat([arcHead, arc(http(page), 'https://clinic.example/')]), arcHead.length],
    ['ARC without a head', arc(http(page), 'https://clinic.example/'), 0],
    ['ARC 2', Buffer.concat([Buffer.from(`https://clinic.example/ 192.0.2.1 20260302102030 text/html 200 - - 0 a.arc ${http(page).length}\n`), http(page), Buffer.from('\n')]), 0],
    ['ARC, gzip by member', gz(arcHead, arc(http(page), 'https://clinic.example/')), gzipSync(arcHead).length],
  ]
  it.each(rows)('%s', async (_name, bytes, offset) => {
    for (const chunk of [bytes.length, 7, 1]) {
      const { captures, problems } = await read(bytes, chunk)
      expect(problems).toEqual([])
      expect(captures).toHaveLength(1)
      expect(captures[0]).toMatchObject({ kind: 'response', url: 'https://clinic.example/', at: '2026-03-02T10:20:30.000Z', status: 200, mediaType: 'text/html', truncated: false, file: 'a.warc', offset })
      expect(bodyOf(captures[0])).toBe(page)
    }
  })

  it('reads a lone page, packed or not', async () => {
    for (const bytes of [Buffer.from(page), gzipSync(page), Buffer.from(`\ufeff <!-- by hand -->\n<!DOCTYPE html>${page}`)]) {
      const { captures, problems } = await read(bytes)
      expect(problems).toEqual([])
      expect(captures).toMatchObject([{ kind: 'resource', url: 'https://page.example/', at: null, status: null, mediaType: 'text/html' }])
      expect(bodyOf(captures[0])).toContain(page)
    }
  })
})

describe('bodies', () => {
  const chunked = `5;name=x\r\n${page.slice(0, 5)}\r\n${(page.length - 5).toString(16)}\r\n${page.slice(5)}\r\n0\r\nTrailer: x\r\n\r\n`
  const zstdFrame = Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x60, page.length - 256 >= 0 ? page.length - 256 : 0, 0]), Buffer.alloc(0)])
  const rows: Array<[name: string, block: Buffer, body: string, cause: string | null]> = [
    ['plain', http(page), page, null],
    ['gzip', http(gzipSync(page), 'Content-Encoding: gzip'), page, null],
    ['gzip, several members', http(Buffer.concat([gzipSync(page.slice(0, 9)), gzipSync(page.slice(9))]), 'Content-Encoding: x-gzip'), page, null],
    ['deflate with wrapper', http(deflateSync(page), 'Content-Encoding: deflate'), page, null],
    ['deflate without', http(deflateRawSync(page), 'content-encoding: DEFLATE'), page, null],
    ['br', http(brotliCompressSync(page), 'Content-Encoding: br'), page, null],
    ['two codings', http(brotliCompressSync(gzipSync(page)), 'Content-Encoding: gzip, br'), page, null],
    ['chunked', http(chunked, 'Transfer-Encoding: chunked'), page, null],
    ['gzip in transfer', http(gzipSync(page), 'Transfer-Encoding: gzip'), page, null],
    ['chunked and gzip', http(Buffer.concat([Buffer.from(`${gzipSync(page).length.toString(16)}\r\n`), gzipSync(page), Buffer.from('\r\n0\r\n\r\n')]), 'Transfer-Encoding: chunked', 'Content-Encoding: gzip'), page, null],
    ['false gzip', http(page, 'Content-Encoding: gzip'), page, null],
    ['false br', http(page, 'Content-Encoding: br'), page, null],
    ['false deflate', http(page, 'Content-Encoding: deflate'), page, null],
    ['false zstd', http(page, 'Content-Encoding: zstd'), page, null],
    ['false chunked', http(page, 'Transfer-Encoding: chunked'), page, null],
    ['identity', http(page, 'Content-Encoding: identity'), page, null],
    ['unknown coding of text', http(page, 'Content-Encoding: sdch'), page, null],
    ['unknown coding', http(Buffer.from([0, 1, 2, 3, 4, 5]), 'Content-Encoding: sdch'), '', 'unknown-coding'],
    ['gzip with rubbish behind', http(Buffer.concat([gzipSync(page), Buffer.from('rubbish')]), 'Content-Encoding: gzip'), page, null],
    ['chunks cut short', http(chunked.slice(0, 60), 'Transfer-Encoding: chunked'), `${page.slice(0, 5)}${chunked.slice(0, 60).split('\r\n').at(-1)}`, 'damaged-chunks'],
    ['zstd that is not', http(zstdFrame, 'Content-Encoding: zstd'), '', 'damaged-coding'],
  ]
  it.each(rows)('%s', async (_name, block, body, cause) => {
    const { captures, problems } = await read(warc(block))
    expect(bodyOf(captures[0])).toBe(body)
    expect(captures[0]!.truncated).toBe(cause !== null)
    expect(problems.map((problem) => problem.cause)).toEqual(cause === null ? [] : [cause])
  })

  it('reads what comes before damage in gzip', async () => {
    const noise = Buffer.from(Array.from({ length: 40_000 }, (_, at) => ((at * 7919) % 10_007) % 256))
    const packed = gzipSync(noise)
    const { captures, problems } = await read(warc(http(packed.subarray(0, packed.length / 2), 'Content-Encoding: gzip')))
    expect(problems).toMatchObject([{ cause: 'damaged-coding', offset: 0 }])
    expect(captures[0]!.truncated).toBe(true)
    expect(captures[0]!.body!.length).toBeGreaterThan(200)
    expect(noise.subarray(0, captures[0]!.body!.length).equals(captures[0]!.body!)).toBe(true)
  })

  it('stops bombs at the page limit', async () => {
    const bomb = gzipSync(gzipSync(Buffer.alloc(400 * 1024 * 1024)))
    const { captures, problems } = await read(warc(http(bomb, 'Content-Encoding: gzip, gzip')))
    expect(problems).toMatchObject([{ cause: 'page-too-large' }])
    expect(captures[0]).toMatchObject({ truncated: true })
    expect(captures[0]!.body!.length).toBe(limits.pageBytesMax)
  })

  it('cuts large pages and goes on behind them', async () => {
    const large = warc(http(Buffer.alloc(limits.pageBytesMax + 1_000_000, 'a')))
    const { captures, problems } = await read(Buffer.concat([large, warc(http(page), { url: 'https://next.example/' })]), 1_000_000)
    expect(captures.map(({ url, truncated }) => [url, truncated])).toEqual([['https://clinic.example/', true], ['https://next.example/', false]])
    expect(captures[0]!.body!.length).toBe(limits.pageBytesMax)
    expect(problems.map(({ cause, offset }) => [cause, offset])).toEqual([['page-too-large', 0]])
  })

  it('leaves bodies out that are not wanted', async () => {
    const seen: string[] = []
    for await (const capture of readArchive(inChunks(warc(http(page))), { file: 'a', onProblem: () => undefined, bodies: ({ mediaType }) => mediaType !== 'text/html' })) seen.push(`${capture.mediaType} ${capture.body}`)
    expect(seen).toEqual(['text/html null'])
  })
})

describe('HTTP heads', () => {
  const rows: Array<[head: string, status: number | null, headers: Record<string, string>]> = [
    ['HTTP/1.0 302 \r\nLocation: /x\r\n\r\n', 302, { location: '/x' }],
    ['HTTP/1.1 200\nA: 1\nA: 2\n\n', 200, { a: '1, 2' }],
    ['HTTP/2 404 Not Found\r\nSet-Cookie: a\r\n b\r\n\r\n', 404, { 'set-cookie': 'a b' }],
    ['HTTP/1.1 OK\r\nno colon\r\n: no name\r\nX: y\r\n\r\n', null, { x: 'y' }],
    ['http/1.1 200 ok\r\nX:y', 200, { x: 'y' }],
    ['HTTP/1.1 200 OK\r\nX: Müller\r\n\r\n', 200, { x: 'Müller' }],
  ]
  it.each(rows)('%j', async (head, status, headers) => {
    const { captures } = await read(warc(head))
    expect(captures[0]!.status).toBe(status)
    expect(Object.fromEntries(captures[0]!.headers)).toEqual(headers)
  })

  it('takes markup where a header should stand for the body', async () => {
    const { captures } = await read(warc(`HTTP/1.1 200 OK\r\nX: y\r\n${page}`))
    expect(bodyOf(captures[0])).toBe(page)
  })
})

describe('kinds of record', () => {
  it('keeps what a revisit refers to', async () => {
    const { captures } = await read(warc('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n', { type: 'revisit', fields: ['WARC-Refers-To-Target-URI: https://clinic.example/first', 'WARC-Profile: identical'] }))
    expect(captures).toMatchObject([{ kind: 'revisit', body: null, status: 200, mediaType: 'text/html' }])
    expect(captures[0]!.headers.get('warc-refers-to-target-uri')).toBe('https://clinic.example/first')
  })

  it('reads resources of the web, and passes over the rest in silence', async () => {
    const { captures, problems } = await read(
      Buffer.concat([
        warc(page, { type: 'resource', contentType: 'text/html; charset=utf-8' }),
        warc('log', { type: 'resource', url: 'metadata://tool.example/log', contentType: 'text/plain' }),
        warc('20260302\nclinic.example. 1 IN A 192.0.2.1', { url: 'dns:clinic.example', contentType: 'text/dns' }),
        warc('GET / HTTP/1.1\r\n\r\n', { type: 'request', contentType: 'application/http; msgtype=request' }),
        warc('text', { type: 'conversion', contentType: 'text/plain' }),
        warc('fetchTimeMs: 3', { type: 'metadata', contentType: 'application/warc-fields' }),
      ]),
    )
    expect(captures).toMatchObject([{ kind: 'resource', mediaType: 'text/html', status: null }])
    expect(problems).toEqual([])
  })

  it('reads answers stored without HTTP headers, and refuses what is no answer', async () => {
    const { captures, problems } = await read(Buffer.concat([warc(page), warc(page, { contentType: 'text/html' }), warc('nothing of the kind')]))
    expect(captures).toMatchObject([{ kind: 'resource', mediaType: '', status: null }, { kind: 'resource', mediaType: 'text/html', status: null }])
    expect(captures.map(bodyOf)).toEqual([page, page])
    expect(problems.map(({ cause }) => cause)).toEqual(['no-http-answer'])
  })

  it('says that a body is cut where the archive says so', async () => {
    const { captures } = await read(warc(http(page), { fields: ['WARC-Truncated: length'] }))
    expect(captures).toMatchObject([{ truncated: true }])
  })

  it('reads WAT', async () => {
    const envelope = (type: string): unknown => ({
      Envelope: {
        'WARC-Header-Metadata': { 'WARC-Type': type, 'WARC-Target-URI': 'https://clinic.example/a', 'WARC-Date': '2026-01-02T03:04:05Z' },
        'Payload-Metadata': {
          [type === 'response' ? 'HTTP-Response-Metadata' : 'HTTP-Request-Metadata']: {
            'Response-Message': { Status: '200' },
            Headers: { 'Content-Type': 'text/html', 'Set-Cookie': ['a', 'b'] },
            'HTML-Metadata': { Head: { Base: '/b/', Title: 'T', Metas: [{ name: 'Robots', content: 'nofollow' }, { property: 'og:x', content: 'y' }], Link: [{ path: 'LINK@/href', url: '/c', rel: 'canonical' }] }, Links: [{ path: 'A@/href', url: '/x', text: 'study', rel: 'nofollow' }, { path: 'IMG@/src' }] },
          },
        },
      },
    })
    const record = (json: unknown): Buffer => warc(typeof json === 'string' ? json : JSON.stringify(json), { type: 'metadata', contentType: 'application/json' })
    const { captures, problems } = await read(gz(record(envelope('request')), record(envelope('response')), record('{"broken":'), record('null')))
    expect(captures).toMatchObject([
      {
        kind: 'wat',
        url: 'https://clinic.example/a',
        at: '2026-01-02T03:04:05.000Z',
        status: 200,
        mediaType: 'text/html',
        body: null,
        wat: { base: '/b/', title: 'T', metas: [{ name: 'robots', content: 'nofollow' }, { name: 'og:x', content: 'y' }], links: [{ path: 'A@/href', url: '/x', text: 'study', rel: 'nofollow', title: null, alt: null }, { path: 'LINK@/href', url: '/c', rel: 'canonical' }] },
      },
    ])
    expect(captures[0]!.headers.get('set-cookie')).toBe('a, b')
    expect(problems.map(({ cause }) => cause)).toEqual(['bad-wat', 'bad-wat'])
  })
})

describe('damage', () => {
  const one = warc(http(page), { url: 'https://one.example/' })
  const two = warc(http(page), { url: 'https://two.example/' })
  const three = warc(http(page), { url: 'https://three.example/' })
  const lengthOf = (length: number | string): Buffer => warc(http(page), { url: 'https://one.example/', length })
  const right = http(page).length
  const bent = (bytes: Buffer, at: number): Buffer => {
    const copy = Buffer.from(bytes)
    for (let byte = at; byte < at + 12; byte += 1) copy[byte] = 0xff
    return copy
  }
  const rows: Array<[name: string, bytes: Buffer, urls: string[], problems: Array<[cause: string, offset: number]>]> = [
    ['length too small', Buffer.concat([lengthOf(right - 20), two]), ['one', 'two'], [['wrong-length', 0]]],
    ['length too large', Buffer.concat([lengthOf(right + 20), two, three]), ['one', 'two', 'three'], [['wrong-length', 0]]],
    ['length over several records', Buffer.concat([lengthOf(right + 900), two, three]), ['one', 'two', 'three'], [['wrong-length', 0]]],
    ['length past the end', Buffer.concat([lengthOf(9_999_999), two]), ['one', 'two'], [['wrong-length', 0]]],
    ['absurd length', Buffer.concat([lengthOf('999999999999999999'), two]), ['one', 'two'], [['no-length', 0]]],
    ['huge length', Buffer.concat([lengthOf('999999999999'), two]), ['one', 'two'], [['wrong-length', 0]]],
    ['negative length', Buffer.concat([lengthOf('-5'), two]), ['one', 'two'], [['no-length', 0]]],
    ['length too large in gzip', gz(lengthOf(right + 900), two), ['one', 'two'], [['wrong-length', 0]]],
    ['length too small in gzip', gz(lengthOf(right - 30), two), ['one', 'two'], [['wrong-length', 0]]],
    ['file cut', Buffer.concat([one, two.subarray(0, 300)]), ['one', 'two'], [['truncated-record', one.length]]],
    ['file cut in a header', Buffer.concat([one, two.subarray(0, 100)]), ['one'], [['truncated-header', one.length]]],
    ['gzip cut', Buffer.concat([gz(one), gz(two).subarray(0, -60)]), ['one', 'two'], [['truncated-gzip', gz(one).length], ['truncated-record', gz(one).length]]],
    ['gzip cut in its trailer', Buffer.concat([gz(one), gz(two).subarray(0, -5)]), ['one', 'two'], [['truncated-gzip', gz(one).length]]],
    ['gzip cut in its header', Buffer.concat([gz(one), gz(two).subarray(0, 6)]), ['one'], [['truncated-gzip', gz(one).length]]],
    ['wrong checksum', Buffer.concat([gz(one), bent(gz(two), gz(two).length - 8).subarray(0, gz(two).length), gz(three)]), ['one', 'two', 'three'], [['gzip-checksum', gz(one).length]]],
    ['damaged member', Buffer.concat([gz(one), bent(gz(two), 40), gz(three)]), ['one', 'three'], [['damaged-gzip', gz(one).length]]],
    ['rubbish between members', Buffer.concat([gz(one), Buffer.from('rubbish'), gz(two)]), ['one', 'two'], [['bytes-between-members', gz(one).length]]],
    ['zero bytes between members', Buffer.concat([gz(one), Buffer.alloc(64), gz(two)]), ['one', 'two'], [['bytes-between-members', gz(one).length]]],
    ['zero bytes at the end', Buffer.concat([gz(one), Buffer.alloc(512)]), ['one'], []],
    ['rubbish between records', Buffer.concat([one, Buffer.from('The end.\r\n\r\n'), two]), ['one', 'two'], [['bytes-between-records', one.length]]],
    ['rubbish at the end', Buffer.concat([one, Buffer.from('The end.')]), ['one'], [['bytes-between-records', one.length]]],
    ['rubbish first', Buffer.concat([Buffer.from('PREFACE\n'), one]), ['one'], [['bytes-between-records', 0]]],
    ['bad address', Buffer.concat([warc(http(page), { url: 'http://[bad' }), two]), ['two'], [['bad-url', 0]]],
    ['impossible date', Buffer.from(one.toString().replace('2026-03-02', '2026-02-294')), ['one'], [['bad-date', 0]]],
    ['header bomb', Buffer.concat([warc(http(page), { fields: [`X: ${'x'.repeat(limits.recordHeaderBytesMax)}`] }), two]), ['two'], [['header-too-long', 0]]],
    ['continuation', Buffer.concat([warc('more', { type: 'continuation', fields: ['WARC-Segment-Number: 2'] }), two]), ['two'], [['segmented-record', 0]]],
    ['ARC with a wrong length', Buffer.concat([arcHead, Buffer.from(arc(http(page), 'https://one.example/').toString().replace(/ \d+\n/u, ' 20\n')), arc(http(page), 'https://two.example/')]), ['one', 'two'], [['wrong-length', arcHead.length]]],
    ['empty', Buffer.alloc(0), [], [['empty-file', 0]]],
    ['ZIP', Buffer.from('PK\x03\x04 and so on'), [], [['zip-file', 0]]],
    ['text', Buffer.from('Nothing of the kind.\n'.repeat(99)), [], [['not-an-archive', 0]]],
    ['text in gzip', gzipSync('Nothing of the kind.\n'), [], [['not-an-archive', 0]]],
  ]
  it.each(rows)('%s', async (_name, bytes, urls, problems) => {
    for (const chunk of [bytes.length || 1, 1000]) {
      const got = await read(bytes, chunk)
      expect(got.captures.map(({ url }) => url)).toEqual(urls.map((name) => `https://${name}.example/`))
      expect(got.problems.map(({ cause, offset }) => [cause, offset])).toEqual(problems)
    }
  })

  it('reads the whole block though its length is too small or too large', async () => {
    for (const length of [right - 20, right + 20, right + 900]) expect(bodyOf((await read(Buffer.concat([lengthOf(length), two]))).captures[0])).toBe(page)
  })

  it('keeps memory flat on a bomb outside of records', async () => {
    const bomb = gzipSync(Buffer.alloc(300 * 1024 * 1024, 'x'), { level: 1 })
    const { captures, problems } = await read(Buffer.concat([gz(one), bomb, gz(two)]), 65_536)
    expect(captures.map(({ url }) => url)).toEqual(['https://one.example/', 'https://two.example/'])
    expect(problems.map(({ cause }) => cause)).toEqual(['bytes-between-records'])
  })

  it('takes no long time for a record in very many small members', async () => {
    const [header, rest] = [one.subarray(0, 200), one.subarray(200)]
    const crumb = gzipSync('x')
    const started = process.cpuUsage().user
    const { captures } = await read(Buffer.concat([gzipSync(header), ...Array.from({ length: 100_000 }, () => crumb), gzipSync(rest), gz(two)]), 65_536)
    expect(captures.at(-1)!.url).toBe('https://two.example/')
    expect(process.cpuUsage().user - started).toBeLessThan(10_000_000)
  })
})

describe('listing', () => {
  const first = warc('software: x', { type: 'warcinfo', contentType: 'application/warc-fields' })
  const second = warc(http(page))
  it('gives offset, length and what each record is', async () => {
    const row = { type: 'response', format: 'warc', version: '1.0', url: 'https://clinic.example/', at: '2026-03-02T10:20:30.000Z', status: 200, mediaType: 'text/html', bodyBytes: page.length, problem: null }
    expect((await list(Buffer.concat([first, second])))[1]).toEqual({ ...row, offset: first.length, length: second.length })
    expect((await list(gz(first, second)))[1]).toEqual({ ...row, offset: gz(first).length, length: gz(second).length })
    expect((await list(gzipSync(Buffer.concat([first, second]))))[1]).toEqual({ ...row, offset: 0, length: null })
    expect((await list(gz(first, second)))[0]).toMatchObject({ type: 'warcinfo', offset: 0, length: gz(first).length, status: null, bodyBytes: 11 })
  })

  it('names the problem of a record', async () => {
    expect((await list(warc(http(page), { length: 9_999 })))[0]).toMatchObject({ problem: 'truncated-record' })
  })

  it('stops when asked to', async () => {
    const rows = listArchive(inChunks(gz(first, second)), { file: 'a', onProblem: () => undefined, signal: AbortSignal.abort() })
    await expect(rows.next()).rejects.toThrow()
  })
})
