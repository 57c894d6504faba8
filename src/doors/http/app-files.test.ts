import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, expect, it } from 'vitest'
import { appFiles } from './app-files.js'

const dir = mkdtempSync(join(tmpdir(), 'citewell-app-'))
mkdirSync(join(dir, 'assets'))
writeFileSync(join(dir, 'index.html'), '<!doctype html><title>Citewell</title>')
writeFileSync(join(dir, 'color-scheme.js'), '"use strict"')
writeFileSync(join(dir, 'assets/main-abc123.js'), 'export {}')
writeFileSync(join(dir, 'assets/main-abc123.js.gz'), gzipSync('export {}'))
const serve = appFiles(dir)
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') => serve(new Request(`http://127.0.0.1${path}`, { method, headers }))
const html = { accept: 'text/html,application/xhtml+xml' }

it.each([
  ['/', true], ['/c/northgate/links?tier=1,2', true], ['/c/northgate/domains/clinic.example', true], ['/help/judgement%2Flink-type', true], ['/help/audit%2FRISK-03', true], ['/help/%E0%A4%A', true], ['/c/northgate%2Fx/links', true], ['/index.html', true],
  ['/v1/links/list', false], ['/api', false], ['/mcp', false], ['/missing.js', false], ['/assets/old-000000.js', false], ['/jobs/1/files/report.html', false], ['/../../etc/passwd.txt', false],
])('%s is a page of the app: %s', async (path, isPage) => {
  const response = ask(path, html)
  expect(response === undefined ? false : (await response.text()).includes('<title>Citewell')).toBe(isPage)
})

it('gives no page to what does not ask for one', () => {
  expect(ask('/c/northgate/links', { accept: 'application/json' })).toBeUndefined()
  expect(ask('/c/northgate/links', html, 'POST')).toBeUndefined()
  expect(appFiles(join(dir, 'nowhere'))(new Request('http://127.0.0.1/', { headers: html }))).toBeUndefined()
})

it('lets a page run its own scripts only, and asks for it each time', () => {
  const headers = ask('/', html)!.headers
  expect(headers.get('content-security-policy')).toContain("script-src 'self';")
  expect(headers.get('content-security-policy')).not.toMatch(/script-src[^;]*unsafe|\*|https?:/u)
  expect(headers.get('cache-control')).toBe('no-cache')
  for (const tag of [headers.get('etag')!, `W/${headers.get('etag')!}`, `"other", ${headers.get('etag')!}`, '*']) expect(ask('/', { ...html, 'if-none-match': tag })!.status, tag).toBe(304)
  expect(ask('/', { ...html, 'if-none-match': '"other"' })!.status).toBe(200)
})

it('gives hashed files packed, for ever', async () => {
  const packed = ask('/assets/main-abc123.js', { 'accept-encoding': 'gzip, deflate, br' })!
  expect([packed.headers.get('content-encoding'), packed.headers.get('vary'), packed.headers.get('cache-control')]).toEqual(['gzip', 'accept-encoding', 'public, max-age=31536000, immutable'])
  expect(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString()).toBe('export {}')
  const plain = ask('/assets/main-abc123.js', { 'accept-encoding': 'gzip;q=0' })!
  expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, 'export {}'])
  expect(ask('/assets/main-abc123.js.gz')).toBeUndefined()
})
