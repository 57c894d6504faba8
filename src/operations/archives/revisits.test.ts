import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileOfBytes, type FileInput } from '../../model/file-input.js'
import { scopeOf } from '../sites.js'
import { clientContext } from '../testing/client-context.js'
import add from './add.js'

const html = '<html lang="en"><head><title>Walks</title></head><body><main><p>A walk to <a href="https://clinic.example/heart">our clinic</a> and <a href="/more">more</a>.</p></main></body></html>'
let records = 0

interface Told {
  type?: 'response' | 'revisit'
  status?: number
  body?: string
  fields?: string[]
  digest?: string | null
}

function recordOf(url: string, day: string, { type = 'response', status = 200, body = type === 'response' ? html : '', fields = [], digest = 'sha1:ABC' }: Told = {}): string {
  const http = `HTTP/1.1 ${status} Said\r\nContent-Type: text/html\r\n\r\n${body}`
  const lines = ['WARC/1.1', `WARC-Type: ${type}`, `WARC-Record-ID: <urn:uuid:${(records += 1)}>`, `WARC-Date: ${day}T00:00:00Z`, `WARC-Target-URI: ${url}`, ...(digest === null ? [] : [`WARC-Payload-Digest: ${digest}`]), ...fields, 'Content-Type: application/http; msgtype=response', `Content-Length: ${Buffer.byteLength(http)}`]
  return `${lines.join('\r\n')}\r\n\r\n${http}\r\n\r\n`
}

const same = 'WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest'
const unmodified = 'WARC-Profile: http://netpreserve.org/warc/1.1/revisit/server-not-modified'
const again = (url: string, day: string, fields: string[] = [same], more: Told = {}) => recordOf(url, day, { type: 'revisit', fields, ...more })
const walks = 'https://walks.example/one'
const file = (name: string, ...all: string[]) => fileOfBytes(name, Buffer.from(all.join('')))

let client: Awaited<ReturnType<typeof clientContext>>
beforeEach(async () => (client = await clientContext()))
afterEach(() => client.close())

const added = (one: FileInput, more: object = {}) => add.run(add.input.parse({ files: [one], ...more }), client.context).then(({ files }) => files[0]!)
async function links(): Promise<Array<[page: string | null, first: string, last: string, state: string]>> {
  const found = []
  for await (const { referringPage, firstSeen, lastSeen, state } of client.context.index.links(scopeOf('clinic.example'))) found.push([referringPage, firstSeen.slice(5, 10), lastSeen.slice(5, 10), state] as [string | null, string, string, string])
  return found.sort()
}

describe('revisits of an archive', () => {
  it('are looks at the same page: its links were seen then', async () => {
    const report = await added(file('crawl.warc', recordOf(walks, '2026-10-01'), again(walks, '2026-10-20'), again(walks, '2026-10-25', [unmodified], { status: 304, digest: null })))
    expect(report).toMatchObject({ captures: 3, pages: 3, sightings: 3, revisits: 2, revisitsResolved: 2, problemCount: 0 })
    expect(await links()).toEqual([[walks, '10-01', '10-25', 'live']])
  })

  it('give the links of another page of equal bytes, by its own address', async () => {
    const other = 'https://copy.example/two'
    expect(await added(file('crawl.warc', recordOf(walks, '2026-10-01'), again(other, '2026-10-21', [same, `WARC-Refers-To-Target-URI: ${walks}`, 'WARC-Refers-To-Date: 2026-10-01T00:00:00Z'])))).toMatchObject({ revisits: 1, revisitsResolved: 1 })
    expect(await links()).toEqual([[other, '10-21', '10-21', 'live'], [walks, '10-01', '10-01', 'live']])
  })

  it('follow the page they repeat, not a later one of the address', async () => {
    const without = '<html><body><main><p>No link here any more, only words.</p></main></body></html>'
    await added(file('crawl.warc', recordOf(walks, '2026-09-01'), recordOf(walks, '2026-10-01', { body: without, digest: 'sha1:XYZ' }), again(walks, '2026-10-20', [same], { digest: 'sha1:XYZ' })))
    expect((await links())[0]![2]).toBe('09-01')
    await added(file('later.warc', recordOf(walks, '2026-10-02'), again(walks, '2026-10-26')))
    expect((await links())[0]![2]).toBe('10-26')
  })

  it('are found in archives of one gzip member, and keep to the target that was asked for', async () => {
    const packed = fileOfBytes('one.warc.gz', gzipSync(Buffer.from([recordOf('https://else.example/', '2026-10-01', { body: html.replace('clinic.example', 'else.example'), digest: 'sha1:ELSE' }), recordOf(walks, '2026-10-01'), again(walks, '2026-10-20')].join(''))))
    expect(await added(packed, { target: 'clinic.example' })).toMatchObject({ revisits: 1, revisitsResolved: 1, sightings: 2 })
    expect(await links()).toEqual([[walks, '10-01', '10-20', 'live']])
  })

  it.each<[string, string[]]>([
    ['of a page that is not in the archive', [again('https://nowhere.example/', '2026-10-20', [same], { digest: 'sha1:NONE' })]],
    ['older than the page', [again(walks, '2026-09-20')]],
    ['of a day to come', [again(walks, '2027-09-20')]],
    ['of other bytes', [again(walks, '2026-10-20', [same], { digest: 'sha1:XYZ' })]],
    ['that refer to one another', [again('https://x.example/', '2026-10-20', [same, 'WARC-Refers-To-Target-URI: https://y.example/'], { digest: 'sha1:NONE' }), again('https://y.example/', '2026-10-20', [same, 'WARC-Refers-To-Target-URI: https://x.example/'], { digest: 'sha1:NONE' })]],
    ['by a server that speaks of another’s page', [again('https://x.example/', '2026-10-20', [unmodified, `WARC-Refers-To-Target-URI: ${walks}`])]],
  ])('%s are counted, and said', async (_, all) => {
    const report = await added(file('crawl.warc', recordOf(walks, '2026-10-01'), ...all))
    expect(report).toMatchObject({ captures: 1 + all.length, pages: 1, revisits: all.length, revisitsResolved: 0, problems: [{ cause: 'revisit-without-page', message: expect.stringContaining(`${all.length} record`) }] })
    expect(await links()).toEqual([[walks, '10-01', '10-01', 'live']])
  })

  it('on standard input are said to need the file', async () => {
    const report = await added({ ...file('crawl.warc', recordOf(walks, '2026-10-01'), again(walks, '2026-10-20')), once: true })
    expect(report).toMatchObject({ revisits: 1, revisitsResolved: 0, problems: [{ message: expect.stringContaining('Give the archive as a file') }] })
  })

  const named = [same, 'WARC-Refers-To-Date: 2026-10-01T00:00:00Z']

  it('of an archive that was added before are looks at the page it had', async () => {
    await added(file('first.warc', recordOf(walks, '2026-10-01')))
    const later = file('second.warc', again(walks, '2026-10-20', named), again('https://else.example/', '2026-10-20', named))
    expect(await added(later)).toMatchObject({ captures: 2, pages: 1, sightings: 1, revisits: 2, revisitsResolved: 1, added: true, problems: [{ message: expect.stringMatching(/^1 record says only/u) }] })
    expect(await links()).toEqual([[walks, '10-01', '10-20', 'live']])
    const [link] = await client.context.index.links(scopeOf('clinic.example'))[Symbol.asyncIterator]().next().then(({ value }) => [value!])
    expect((await client.context.index.sightings(scopeOf('clinic.example'), link!.id)).map(({ seenBy, seenAt }) => [seenBy, seenAt.slice(0, 10)])).toEqual([['archive:first.warc', '2026-10-01'], ['archive:second.warc', '2026-10-20']])
    const pages = []
    for await (const page of client.context.index.referringPages(scopeOf('clinic.example'))) pages.push([page.seenAt.slice(0, 10), page.title])
    expect(pages).toEqual([['2026-10-20', 'Walks']])
  })

  it('of earlier archives need the very visit they name', async () => {
    await added(file('first.warc', recordOf(walks, '2026-10-01')))
    for (const fields of [[same], [same, 'WARC-Refers-To-Date: 2026-10-02T00:00:00Z'], [...named, 'WARC-Refers-To-Target-URI: https://else.example/']]) {
      expect(await added(file('second.warc', again(walks, '2026-10-20', fields)))).toMatchObject({ added: false, revisits: 1, revisitsResolved: 0 })
    }
    // Nothing was kept of them, so the archive is no known one when the earlier visit has come.
    const revisits = file('second.warc', again(walks, '2026-11-01', [same, 'WARC-Refers-To-Date: 2026-10-15T00:00:00Z']))
    expect(await added(revisits)).toMatchObject({ added: false, known: false, revisitsResolved: 0 })
    await added(file('between.warc', recordOf(walks, '2026-10-15')))
    expect(await added(revisits)).toMatchObject({ added: true, revisitsResolved: 1 })
    expect(await links()).toEqual([[walks, '10-01', '11-01', 'live']])
  })

  it('say nothing of a target for which the earlier visit was not read', async () => {
    await added(file('first.warc', recordOf(walks, '2026-10-01')), { target: 'else.example' })
    const later = file('second.warc', again(walks, '2026-10-20', named))
    expect(await added(later, { target: 'clinic.example' })).toMatchObject({ revisitsResolved: 0 })
    await added(file('whole.warc', recordOf(walks, '2026-10-01')))
    expect(await added(later, { target: 'clinic.example' })).toMatchObject({ revisitsResolved: 1, sightings: 1 })
    expect(await links()).toEqual([[walks, '10-01', '10-20', 'live']])
  })
})
