import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { limits } from '../model/limits.js'
import { openWebDownload } from './download.js'
import { isPublicAddress } from './public-address.js'
import { faultyServer, type Fault, type ServedFile } from './testing/faulty-server.js'

let dir: string
let server: Awaited<ReturnType<typeof faultyServer>>
const files = new Map<string, ServedFile>()
const content = gzipSync(randomBytes(300_000))
const pauses: number[] = []
const web = () => openWebDownload({ dir, pause: async (ms) => void pauses.push(ms) })
const fetchOne = async (name = 'edges.txt.gz', url = `${server.url}/edges.txt.gz`) => (await web().fetch([{ url, name }], { folder: 'release' }))[0]!

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'citewell-download-'))
  files.clear()
  files.set('/edges.txt.gz', { bytes: content })
  pauses.length = 0
  server = await faultyServer(files)
})
afterEach(async () => {
  await server.close()
  rmSync(dir, { recursive: true, force: true })
})

const cut = (after: number): Fault => ({ kind: 'cut', after })
const busy: Fault = { kind: 'status', status: 503 }

it.each<{ title: string; faults: Fault[]; ranges: Array<string | undefined> | null }>([
  { title: 'nothing goes wrong', faults: [], ranges: [undefined] },
  { title: 'the line breaks twice', faults: [cut(100_000), cut(50_000)], ranges: [undefined, 'bytes=100000-', 'bytes=150000-'] },
  { title: 'the server is busy', faults: [busy, { kind: 'status', status: 429, retryAfter: '7' }, busy], ranges: [undefined, undefined, undefined, undefined] },
  { title: 'a range is ignored', faults: [cut(100_000), { kind: 'range-ignored' }], ranges: [undefined, 'bytes=100000-'] },
  { title: 'another part comes than was asked for', faults: [cut(100_000), { kind: 'other-part' }], ranges: [undefined, 'bytes=100000-', undefined] },
  { title: 'more was announced than came', faults: [{ kind: 'length', announced: 400_000 }], ranges: null },
  { title: 'less was announced than there is', faults: [{ kind: 'length', announced: 200_000 }], ranges: [undefined, undefined] },
  { title: 'the content is damaged on the way', faults: [{ kind: 'damaged' }], ranges: [undefined, undefined] },
  { title: 'it comes slowly', faults: [{ kind: 'slow', pieceBytes: 100_000, pauseMs: 30 }], ranges: [undefined] },
])('a file comes whole although $title', async ({ faults, ranges }) => {
  server.fail('/edges.txt.gz', ...faults)
  const file = await fetchOne()
  expect(readFileSync(join(dir, 'release/edges.txt.gz'))).toEqual(content)
  expect(file).toMatchObject({ bytes: content.length, sha256: createHash('sha256').update(content).digest('hex'), checkedBy: ['gzip-crc'], kept: false })
  // Where the line broke, some of what was sent may be lost with it.
  const isCut = faults.some(({ kind }) => kind === 'cut')
  if (ranges !== null) expect(server.requests.map(({ range }) => (isCut && range ? 'rest' : range))).toEqual(ranges.map((range) => (isCut && range ? 'rest' : range)))
  expect(readdirSync(join(dir, 'release')).sort()).toEqual(['edges.txt.gz', 'manifest.json'])
})

describe('a later run', () => {
  it('goes on where an earlier one stopped, and fetches nothing twice', async () => {
    server.fail('/edges.txt.gz', cut(120_000), ...Array.from({ length: limits.downloadTriesMax }, () => busy))
    await expect(fetchOne()).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('what came is kept') })
    const { bytes, whole } = (await web().kept('release'))[0]!
    expect([bytes > 0 && bytes <= 120_000, whole]).toEqual([true, false])
    server.requests.length = 0
    server.fail('/edges.txt.gz')
    expect((await fetchOne()).kept).toBe(false)
    expect(server.requests.map(({ range }) => range)).toEqual([`bytes=${bytes}-`])
    expect(await web().kept('release')).toEqual([{ name: 'edges.txt.gz', bytes: content.length, whole: true }])
    const again = await fetchOne()
    expect([again.kept, server.requests.length]).toEqual([true, 1])
    const pieces: Uint8Array[] = []
    for await (const piece of again.file.open()) pieces.push(piece)
    expect(Buffer.concat(pieces)).toEqual(content)
  })

  it('trusts no more of it than has reached the disk', async () => {
    server.fail('/edges.txt.gz', cut(120_000), ...Array.from({ length: limits.downloadTriesMax }, () => busy))
    await expect(fetchOne()).rejects.toThrow()
    const part = join(dir, 'release/edges.txt.gz.part')
    const state = JSON.parse(readFileSync(`${part}.json`, 'utf8')) as { synced: number }
    expect(state.synced).toBe(readFileSync(part).length)
    // A power cut: the length of the file was kept, and of its content only the beginning.
    writeFileSync(part, Buffer.concat([content.subarray(0, 5_000), Buffer.alloc(90_000)]))
    writeFileSync(`${part}.json`, JSON.stringify({ ...state, synced: 5_000 }))
    server.requests.length = 0
    server.fail('/edges.txt.gz')
    await fetchOne()
    expect(server.requests.map(({ range }) => range)).toEqual(['bytes=5000-'])
    expect(readFileSync(join(dir, 'release/edges.txt.gz'))).toEqual(content)
  })

  it('begins anew when the file has changed', async () => {
    server.fail('/edges.txt.gz', cut(120_000), ...Array.from({ length: limits.downloadTriesMax }, () => busy))
    await expect(fetchOne()).rejects.toThrow()
    const changed = gzipSync(randomBytes(200_000))
    files.set('/edges.txt.gz', { bytes: changed })
    await fetchOne()
    expect(readFileSync(join(dir, 'release/edges.txt.gz'))).toEqual(changed)
  })

  it('begins anew where nothing tells whether it is the same file', async () => {
    files.set('/edges.txt.gz', { bytes: content, etag: null })
    server.fail('/edges.txt.gz', cut(120_000))
    await fetchOne()
    expect(server.requests.map(({ range }) => range)).toEqual([undefined, undefined])
  })

  it('does not trust a file whose size is not the one it kept', async () => {
    await fetchOne()
    writeFileSync(join(dir, 'release/edges.txt.gz'), 'cut')
    await fetchOne()
    expect(readFileSync(join(dir, 'release/edges.txt.gz'))).toEqual(content)
  })
})

describe('checksums', () => {
  const plain = randomBytes(1_000)
  const md5 = createHash('md5').update(plain).digest('hex')
  it.each([
    { title: 'that came with it', file: { contentMd5: true }, by: ['content-md5'] },
    { title: 'as the tag of a simple store', file: { etag: `"${md5}"`, server: 'AmazonS3' }, by: ['etag-md5'] },
    { title: 'a tag that is no checksum is none', file: { etag: `"${md5}-2"`, server: 'AmazonS3' }, by: [] },
  ])('are used: $title', async ({ file, by }) => {
    files.set('/web.graph', { bytes: plain, ...file })
    expect((await fetchOne('web.graph', `${server.url}/web.graph`)).checkedBy).toEqual(by)
    if (by.length === 0) return
    rmSync(join(dir, 'release'), { recursive: true })
    server.fail('/web.graph', { kind: 'damaged' }, { kind: 'damaged' })
    await expect(fetchOne('web.graph', `${server.url}/web.graph`)).rejects.toThrow(/came damaged twice: its checksum/)
    expect(existsSync(join(dir, 'release/web.graph'))).toBe(false)
  })

  it('a gzip file that stays broken is refused and deleted', async () => {
    files.set('/edges.txt.gz', { bytes: content.subarray(0, 1_000) })
    await expect(fetchOne()).rejects.toThrow(/came damaged twice: it is no whole gzip file/)
    expect(readdirSync(join(dir, 'release'))).toEqual([])
  })
})

describe('places', () => {
  it.each([
    ['another host', 'http://other.example/edges.txt.gz', 'refused', /redirected to http:\/\/other\.example/],
    ['an address of the inside', 'http://169.254.169.254/latest', 'refused', /redirected to/],
    ['a file', 'file:///etc/passwd', 'refused', /http and https only/],
  ])('a redirect to %s is refused', async (_, to, code, message) => {
    server.fail('/edges.txt.gz', { kind: 'redirect', to })
    await expect(fetchOne()).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
  })

  it('a redirect on the same host is followed, and not for ever', async () => {
    server.fail('/old.gz', { kind: 'redirect', to: '/edges.txt.gz' })
    await fetchOne('a.gz', `${server.url}/old.gz`)
    server.fail('/edges.txt.gz', ...Array.from({ length: 20 }, (): Fault => ({ kind: 'redirect', to: '/edges.txt.gz' })))
    await expect(fetchOne('b.gz')).rejects.toThrow(/redirected more than/)
  })

  it.each(['http://10.0.0.1/a', 'http://[fd00::1]/a', 'http://192.168.1.1/a', 'http://[::ffff:10.0.0.1]/a', 'ftp://a.example/b', 'http://user:secret@a.example/', 'no address'])('%s is refused', async (url) => {
    await expect(web().look(url)).rejects.toMatchObject({ code: expect.stringMatching(/refused|invalid/), message: expect.not.stringContaining('secret') })
  })

  it.each(['../a', 'a/b', '.a', 'a.part', 'manifest.json', 'lock-1', ''])('a file called %j is refused', async (name) => {
    await expect(fetchOne(name)).rejects.toMatchObject({ code: 'invalid' })
  })

  it.each([
    ['8.8.8.8', true], ['10.1.2.3', false], ['100.64.0.1', false], ['172.32.0.1', true], ['172.31.0.1', false], ['169.254.169.254', false], ['0.0.0.0', false],
    ['2606:4700::1', true], ['::1', false], ['::', false], ['fe80::1', false], ['fd12::1', false], ['::ffff:127.0.0.1', false], ['::ffff:7f00:1', false], ['::ffff:8.8.8.8', true], ['64:ff9b::a00:1', false], ['2002:a00:1::1', false], ['::a00:1', false], ['::7f00:1', false], ['2001:0:1::1', false], ['fec0::1', false], ['2001:4860:4860::8888', true], ['x', false],
  ])('%s is public: %s', (address, expected) => expect(isPublicAddress(address)).toBe(expected))
})

it('looks, and says what is not there', async () => {
  expect(await web().look(`${server.url}/edges.txt.gz`)).toMatchObject({ bytes: content.length })
  expect(await web().look(`${server.url}/none`)).toBe(null)
  await expect(fetchOne('none', `${server.url}/none`)).rejects.toMatchObject({ code: 'not_found' })
  files.set('/paths.gz', { bytes: gzipSync('a\nb\n') })
  expect(await web().text(`${server.url}/paths.gz`, { bytesMax: 1_000 })).toBe('a\nb\n')
  await expect(web().text(`${server.url}/edges.txt.gz`, { bytesMax: 1_000 })).rejects.toThrow(/larger than 1000 bytes/)
  files.set('/bomb.gz', { bytes: gzipSync(Buffer.alloc(1_000_000)) })
  await expect(web().text(`${server.url}/bomb.gz`, { bytesMax: 10_000 })).rejects.toMatchObject({ code: 'invalid' })
  expect(await web().freeBytes()).toBeGreaterThan(0)
})

it('one at a time fetches into a folder', async () => {
  server.fail('/edges.txt.gz', { kind: 'slow', pieceBytes: 50_000, pauseMs: 30 })
  const first = fetchOne()
  await expect.poll(() => server.requests.length).toBe(1)
  await expect(fetchOne()).rejects.toMatchObject({ code: 'conflict' })
  await first
})

it('stops when asked to and keeps what came', async () => {
  server.fail('/edges.txt.gz', { kind: 'slow', pieceBytes: 50_000, pauseMs: 50 })
  const stop = new AbortController()
  const fetching = web().fetch([{ url: `${server.url}/edges.txt.gz`, name: 'edges.txt.gz' }], { folder: 'release', signal: stop.signal, progress: ({ done }) => done > 0 && stop.abort() })
  await expect(fetching).rejects.toThrow()
  expect((await web().kept('release'))[0]!.bytes).toBeGreaterThan(0)
  await fetchOne()
  expect(readFileSync(join(dir, 'release/edges.txt.gz'))).toEqual(content)
})
