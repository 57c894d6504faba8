import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text as textOf } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { Client, StreamableHTTPClientTransport, type CallToolResult } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { createMcpHandler } from '@modelcontextprotocol/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../src/doors/call.js'
import { runCli, type CliOptions } from '../src/doors/cli/index.js'
import { summariesText, summaryOf } from '../src/doors/cli/summary.js'
import { createClient } from '../src/doors/client.js'
import { httpApp } from '../src/doors/http/app.js'
import { listen, type Listener } from '../src/doors/http/listen.js'
import { mcpServer } from '../src/doors/mcp/server.js'
import { makesFiles } from '../src/doors/schemas.js'
import { sampleWeb } from '../src/files/sample-web.js'
import { localActor } from '../src/model/actor.js'
import { openOutside as openShipped } from '../src/home.js'
import { CitewellError, type ErrorCode } from '../src/model/error.js'
import { readWhole } from '../src/model/file-input.js'
import { limits } from '../src/model/limits.js'
import { defineOperation, fileSchema, type Operation } from '../src/model/operation.js'
import { counted, openOutside, sampleOperations } from './programs/sample-operations.mjs'

const operations = sampleOperations({ CitewellError, readWhole, defineOperation, fileSchema })

const program = fileURLToPath(new URL('programs/sample-program.mjs', import.meta.url))
const now = () => '2026-03-03T00:00:00.000Z'
const scratch = mkdtempSync(join(tmpdir(), 'citewell-doors-'))
const logged: Error[] = []

let server: Listener
let mcpOverHttp: Client
let mcpOverStdio: Client
const stop = new AbortController()

beforeAll(async () => {
  const doors = { version: '1.2.3', operations, outside: () => openOutside(scratch), now, signal: stop.signal, actorOf: async () => localActor, log: (error: Error) => void logged.push(error) }
  const mcp = createMcpHandler(() => mcpServer({ ...doors, actor: localActor }))
  const files = new Map([['/links.csv', { mediaType: 'text/csv', text: 'a\r\n' }]])
  server = await listen(httpApp({ ...doors, files, mcp: (request) => mcp.fetch(request) }), 0)
  mcpOverHttp = new Client({ name: 'test', version: '1' })
  await mcpOverHttp.connect(new StreamableHTTPClientTransport(new URL('/mcp', server.url)))
  mcpOverStdio = new Client({ name: 'test', version: '1' })
  await mcpOverStdio.connect(new StdioClientTransport({ command: process.execPath, args: [program, 'mcp', '--home', scratch], stderr: 'pipe' }))
})
afterAll(async () => {
  await Promise.all([mcpOverHttp?.close(), mcpOverStdio?.close()])
  stop.abort()
  await server?.close()
  rmSync(scratch, { recursive: true, force: true })
})

/** Runs one command in this process. */
async function cli(argv: string[], options: { stdin?: string; columns?: number; env?: Record<string, string> } & { operations?: readonly Operation[] } & Partial<Pick<CliOptions, 'openOutside'>> = {}) {
  const stdout = Object.assign(new PassThrough(), options.columns ? { isTTY: true, columns: options.columns } : {})
  const stderr = new PassThrough()
  const [out, err] = [textOf(stdout), textOf(stderr)]
  const given = options.operations ?? operations
  const code = await runCli(argv, {
    version: '1.2.3', summaries: given.map(summaryOf), load: async (id) => given.find((operation) => operation.id === id)!, openOutside: options.openOutside ?? openOutside, now, signal: stop.signal,
    terminal: { stdin: Readable.from(options.stdin === undefined ? [] : [Buffer.from(options.stdin)]), stdout, stderr, env: options.env ?? {} },
  })
  stdout.end()
  stderr.end()
  return { code, stdout: await out, stderr: await err }
}

const path = (id: string) => `/v1/${id.replace('.', '/')}`
const post = (id: string, input: unknown, headers: Record<string, string> = {}) =>
  fetch(new URL(path(id), server.url), { method: 'POST', body: JSON.stringify(input), headers: { 'content-type': 'application/json', ...headers } })
const get = (id: string, query: string) => fetch(new URL(`${path(id)}?${query}`, server.url))
const tool = (client: Client, id: string, input: Record<string, unknown>) => client.callTool({ name: id.replaceAll(/[.-]/g, '_'), arguments: input }) as Promise<CallToolResult>

const notes = join(scratch, 'notes.txt')
writeFileSync(notes, 'one\ntwo\n')
const notesFile = { name: 'notes.txt', text: 'one\ntwo\n' }

/** One expectation at every door. */
const same: Array<{ id: string; argv: string[]; input: Record<string, unknown>; query?: string; answer: unknown }> = [
  {
    id: 'links.list',
    argv: ['clinic.example', '--tier', '1,2', '--tier', '3', '--type', 'LT-01', '--brand', 'Northgate Heart, Inc', 'NHI', '--no-live', '--external-only', '--limit', '1'],
    input: { target: 'clinic.example', tier: [1, 2, 3], type: ['LT-01'], brand: ['Northgate Heart, Inc', 'NHI'], live: false, externalOnly: true, limit: 1 },
    query: 'target=clinic.example&tier=1,2&tier=3&type=LT-01&brand=Northgate+Heart,+Inc&brand=NHI&live=false&externalOnly=true&limit=1',
    answer: {
      asked: { target: 'clinic.example', tier: [1, 2, 3], type: ['LT-01'], brand: ['Northgate Heart, Inc', 'NHI'], live: false, externalOnly: true, limit: 1 },
      rows: [{ referringPage: 'https://journal.example/2026/heart', anchorText: '=HYPERLINK("https://spam.example")', tier: 3, firstSeen: '2026-03-03T00:00:00.000Z', seenBy: ['crawl', 'ahrefs-backlinks'] }],
      total: 12_345,
    },
  },
  {
    id: 'archives.list',
    argv: [notes],
    input: { files: [notesFile] },
    answer: { rows: [{ file: 'notes.txt', line: 1, text: 'one' }, { file: 'notes.txt', line: 2, text: 'two' }], rowCount: 2, rowsTruncated: false, summary: { lines: 2, bytes: 8 } },
  },
  { id: 'archives.list', argv: [notes, '--first', '0'], input: { files: [notesFile], first: 0 }, answer: { rows: [], rowCount: 0, rowsTruncated: false, summary: { lines: 0, bytes: 8 } } },
  { id: 'corrections.add', argv: ['clinic.example', '--reason', 'read it'], input: { site: 'clinic.example', reason: 'read it' }, answer: { saved: 'clinic.example: read it' } },
  { id: 'rows.count', argv: ['3'], input: { to: 3 }, query: 'to=3', answer: { rows: [{ number: 1 }, { number: 2 }, { number: 3 }], rowCount: 3, rowsTruncated: false, summary: { sum: 6 } } },
  { id: 'audits.run', argv: ['clinic.example', '--profile', notes, '--brand', 'A', 'B'], input: { site: 'clinic.example', profile: notesFile, brand: ['A', 'B'] }, answer: { sentence: expect.stringContaining('clinic.example, A and B, 8 bytes'), files: [{ name: 'report.html', mediaType: 'text/html', text: expect.any(String) }, { name: 'links.csv', mediaType: 'text/csv', text: 'a\r\n' }] } },
]

describe.each(same)('$id $argv', ({ id, argv, input, query, answer }) => {
  it('answers the same at the command line', async () => {
    const { code, stdout, stderr } = await cli([...id.split('.'), ...argv, '--json'])
    expect(stderr).toBe('')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual(answer)
  })
  it('answers the same over HTTP', async () => {
    const response = await post(id, input)
    expect(await response.json()).toEqual(answer)
    expect(response.status).toBe(200)
    if (query !== undefined) expect(await (await get(id, query)).json()).toEqual(answer)
    const client = createClient({ url: server.url })
    const files = (value: unknown) => (value === notesFile ? { name: notesFile.name, bytes: Buffer.from(notesFile.text) } : value)
    const sent = Object.fromEntries(Object.entries(input).map(([name, value]) => [name, Array.isArray(value) ? value.map(files) : files(value)]))
    expect(await client.call(id, sent)).toEqual(answer)
  })
  it('answers the same over MCP', async () => {
    for (const client of [mcpOverHttp, mcpOverStdio]) {
      const result = await tool(client, id, input)
      expect(result.isError ?? false).toBe(false)
      // What would change something waits for a person.
      const changes = operations.find((operation) => operation.id === id)!.effect !== 'read'
      expect(result.structuredContent).toEqual(changes ? { proposal: expect.stringMatching(/^[0-9a-f-]{36}$/), client: 'home', state: 'proposed' } : answer)
    }
  })
})

const failures: Array<{ id: string; argv: string[]; input: Record<string, unknown>; query?: string; code: ErrorCode; message: string; cliMessage?: string }> = [
  ...(['invalid', 'not_found', 'conflict', 'refused', 'unavailable'] as const).map((code) => ({ id: 'errors.raise', argv: [code], input: { code }, query: `code=${code}`, code, message: `This is ${code}. Do something else.` })),
  { id: 'errors.raise', argv: ['internal'], input: { code: 'internal' }, query: 'code=internal', code: 'internal', message: 'Something went wrong inside Citewell. Nothing you did is lost; try again, and report it if it stays.' },
  { id: 'errors.raise', argv: ['other'], input: { code: 'other' }, query: 'code=other', code: 'invalid', message: 'code: give one of invalid, not_found, conflict, refused, unavailable, internal; "other" is none of them.' },
  { id: 'links.list', argv: ['x', '--tier', '9'], input: { target: 'x', tier: [9] }, query: 'target=x&tier=9', code: 'invalid', message: 'tier[1]: give one of 1, 2, 3.' },
  { id: 'links.list', argv: ['x', '--limit', '0'], input: { target: 'x', limit: 0 }, query: 'target=x&limit=0', code: 'invalid', message: 'limit must be at least 1.' },
  { id: 'rows.count', argv: ['3', '--fail'], input: { to: 3, fail: true }, query: 'to=3&fail=true', code: 'unavailable', message: 'It broke off.' },
]
const exits = { internal: 1, invalid: 2, not_found: 3, conflict: 4, refused: 5, unavailable: 6 }
const statuses = { internal: 500, invalid: 400, not_found: 404, conflict: 409, refused: 403, unavailable: 503 }

describe.each(failures)('$id $argv fails with $code', ({ id, argv, input, query, code, message }) => {
  const body = { error: { code, message } }
  it('at the command line', async () => {
    const run = await cli([...id.split('.'), ...argv])
    expect(run).toMatchObject({ code: exits[code], stderr: `${code}: ${message}\n` })
  })
  it('over HTTP', async () => {
    for (const response of [await post(id, input), await get(id, query!)]) {
      expect(await response.json()).toEqual(body)
      expect(response.status).toBe(statuses[code])
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    }
    const events = (await (await post(id, input, { accept: 'application/x-ndjson' })).text()).trim().split('\n')
    expect(JSON.parse(events.at(-1)!)).toEqual(body)
    await expect(createClient({ url: server.url }).call(id, input)).rejects.toMatchObject(body.error)
  })
  it('over MCP', async () => {
    for (const client of [mcpOverHttp, mcpOverStdio]) {
      const result = await tool(client, id, input)
      expect(result.isError).toBe(true)
      expect(JSON.parse((result.content[0] as { text: string }).text)).toEqual(body)
    }
  })
})

describe('command line', () => {
  it.each([
    { argv: ['links', 'lst'], code: 2, stderr: "invalid: unknown command 'lst' (Did you mean list?)\n" },
    { argv: ['links', 'list'], code: 2, stderr: "invalid: missing required argument 'target'\n" },
    { argv: ['links', 'list', 'x', '--teir', '1'], code: 2, stderr: "invalid: unknown option '--teir' (Did you mean --tier?)\n" },
    { argv: ['links', 'list', 'x', '--limit', 'many'], code: 2, stderr: /Give a number/ },
    { argv: ['archives', 'list', join(scratch, 'none.txt')], code: 3, stderr: /no such file/ },
    { argv: ['archives', 'list', scratch], code: 2, stderr: /is a folder/ },
    { argv: ['archives', 'list', '-', '-'], stdin: 'a\n', code: 2, stderr: /once only/ },
    { argv: ['messages', 'send'], code: 5, stderr: /needs an explicit yes/ },
    { argv: ['messages', 'send', '--yes', '--json'], code: 0, stderr: '' },
    { argv: ['--help'], code: 0, stderr: '' },
    { argv: ['--version'], code: 0, stderr: '' },
    { argv: ['links', 'list', 'x', '--version', '3'], code: 2, stderr: "invalid: unknown option '--version'\n" },
  ])('$argv ends with $code', async ({ argv, code, stderr, stdin }) => {
    const run = await cli(argv, { stdin })
    expect(run.stderr).toMatch(stderr)
    expect(run.code).toBe(code)
    if (code !== 0 && stdin === undefined) expect(run.stdout).toBe('')
  })

  it('shows a stack only when asked to', async () => {
    expect((await cli(['errors', 'raise', 'internal'])).stderr).not.toContain('secret')
    expect((await cli(['errors', 'raise', 'internal'], { env: { CITEWELL_DEBUG: '1' } })).stderr).toContain('secret')
  })

  it('has help with a real example and the choices', async () => {
    const { stdout } = await cli(['links', 'list', '--help'])
    for (const text of ['citewell links list clinic.example --tier 1,2', 'LT-01, LT-02, LT-03', '--external-only', '--no-live', '--csv', '--home', 'default: 50']) expect(stdout).toContain(text)
  })

  it('prints aligned tables that fit the terminal, addresses cut in the middle', async () => {
    const { stdout } = await cli(['links', 'list', 'x'], { columns: 100, env: { NO_COLOR: '1' } })
    const lines = stdout.split('\n')
    expect(lines[0]).toMatch(/^Referring page +Anchor text +Tier {2}First seen {3}Seen by$/)
    expect(lines[2]).toMatch(/^https:\/\/direc\S*…\S*end +– +2 {2}24 Dec 2025 {2}crawl$/)
    for (const line of lines.slice(0, 3)) expect(line.length).toBeLessThanOrEqual(100)
    expect(stdout).not.toContain('\u001b')
    expect((await cli(['links', 'list', 'x'], { columns: 100 })).stdout).toContain('\u001b[2m')
    // Too narrow for a table: one row as a few lines.
    expect((await cli(['links', 'list', 'x'], { columns: 30 })).stdout).toMatch(/^Referring page {2}https:\S*…\S*\nAnchor text/)
  })

  it('prints CSV that a spreadsheet runs nothing of', async () => {
    const { stdout } = await cli(['links', 'list', 'x', '--limit', '1', '--csv'])
    expect(stdout).toBe('referringPage,anchorText,tier,firstSeen,seenBy\r\nhttps://journal.example/2026/heart,"\'=HYPERLINK(""https://spam.example"")",3,2026-03-03T00:00:00.000Z,crawl ahrefs-backlinks\r\n')
    expect((await cli(['rows', 'count', '2', '--csv'])).stdout).toBe('number\r\n1\r\n2\r\n')
  })

  it('streams rows as NDJSON, from stdin too, with the summary in words beside it', async () => {
    const { stdout, stderr } = await cli(['archives', 'list', '-'], { stdin: 'one\ntwo\n' })
    expect(stdout).toBe('{"file":"stdin","line":1,"text":"one"}\n{"file":"stdin","line":2,"text":"two"}\n')
    expect(stderr).toBe('Lines: 2\nBytes: 8\n')
  })

  it('writes the files of an answer into a folder, under plain names', async () => {
    const out = join(scratch, 'report')
    const { stdout, stderr } = await cli(['audit', 'clinic.example', '--out', out])
    expect(stdout).toBe('clinic.example, , 0 bytes, 2026-03-03T00:00:00.000Z\n')
    expect(stderr).toBe(`Written: ${join(out, 'report.html')}\nWritten: ${join(out, 'links.csv')}\n`)
    expect(readdirSync(out).sort()).toEqual(['links.csv', 'report.html'])
  })

  const run = (argv: string[]) => spawn(process.execPath, [program, ...argv], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, CITEWELL_HOME: scratch } })

  it('starts quickly', () => {
    const times = [1, 2, 3].map(() => {
      const began = performance.now()
      expect(spawnSync(process.execPath, [program, '--help']).status).toBe(0)
      return performance.now() - began
    })
    // 0.2 s alone; the bound leaves room for a busy machine.
    expect(Math.min(...times)).toBeLessThan(1_500)
    expect(spawnSync(process.execPath, [program, '--version']).stdout.toString()).toMatch(/^\d+\.\d+\.\d+/)
  })

  it('ends quietly when its reader has seen enough', async () => {
    const child = run(['rows', 'count', '1000000000'])
    const err = textOf(child.stderr)
    child.stdout.once('data', () => child.stdout.destroy())
    expect((await once(child, 'close'))[0]).toBe(0)
    expect(await err).toBe('')
  })

  it('serves until it is stopped', async () => {
    const child = run(['serve', '--port', '0'])
    const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string]
    const url = /^API +(http:\/\/127\.0\.0\.1:\d+)\/api$/m.exec(line)![1]!
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ ok: true })
    const client = new Client({ name: 'test', version: '1' })
    await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', url)))
    expect((await client.listTools()).tools).toHaveLength(6)
    await client.close()
    const taken = run(['serve', '--port', new URL(url).port])
    const err = textOf(taken.stderr)
    expect((await once(taken, 'close'))[0]).toBe(6)
    expect(await err).toMatch(/^unavailable: Port \d+ is in use/)
    child.kill('SIGTERM')
    expect((await once(child, 'close'))[0]).toBe(0)
  })

  it('stops cleanly on Ctrl-C', async () => {
    const child = run(['rows', 'count', '3', '--wait'])
    const err = textOf(child.stderr)
    const out = textOf(child.stdout)
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    child.kill('SIGINT')
    expect((await once(child, 'close'))[0]).toBe(130)
    expect(await err).toBe('refused: Stopped before the end, as asked. What was not finished left no trace; run it again.\n')
    expect(await out).toContain('{"number":1}\n')
  })
})

describe('HTTP', () => {
  const raw = (options: { method?: string; path?: string; headers?: Record<string, string>; body?: string | Buffer }) =>
    new Promise<{ status: number; body: string; headers: Record<string, unknown> }>((resolve, reject) => {
      const request = httpRequest(server.url, { method: 'GET', path: '/health', ...options }, (response) => {
        void textOf(response).then((body) => resolve({ status: response.statusCode!, body, headers: response.headers }))
      })
      request.on('error', reject)
      request.end(options.body)
    })

  it('refuses other names and other origins', async () => {
    const { port } = new URL(server.url)
    const at = path('corrections.add')
    const json = { 'content-type': 'application/json' }
    const body = JSON.stringify({ site: 'a', reason: 'abc' })
    expect((await raw({})).status).toBe(200)
    expect((await raw({ headers: { host: `localhost:${port}` } })).status).toBe(200)
    expect((await raw({ headers: { host: `evil.example:${port}` } })).status).toBe(403)
    expect((await raw({ headers: { host: `127.0.0.1.evil.example` } })).status).toBe(403)
    expect((await raw({ method: 'POST', path: at, body, headers: { ...json, origin: server.url } })).status).toBe(200)
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1']) expect((await raw({ method: 'POST', path: at, body, headers: { ...json, origin } })).status).toBe(403)
    expect((await raw({ method: 'POST', path: at, body, headers: { ...json, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' } })).status).toBe(403)
    expect((await raw({ method: 'POST', path: '/mcp', body: '{}', headers: { ...json, origin: 'https://evil.example' } })).status).toBe(403)
    expect((await raw({ method: 'POST', path: at, body, headers: { 'content-type': 'text/plain' } })).status).toBe(400)
    expect((await raw({ method: 'POST', path: at, body: 'no json', headers: json })).status).toBe(400)
    expect((await raw({ path: '/../etc/passwd' })).status).toBe(404)
  })

  it('takes GET for what changes nothing only', async () => {
    expect((await get('corrections.add', 'site=a&reason=abc')).status).toBe(400)
    expect((await get('archives.list', 'files=/etc/passwd')).status).toBe(400)
    expect(await (await post('archives.list', { files: ['/etc/passwd'] })).json()).toEqual({ error: { code: 'invalid', message: 'files: give a file as { "name": …, "text": … } or { "name": …, "base64": … }.' } })
    expect(await (await get('links.list', 'target=a&colour=red')).json()).toMatchObject({ error: { code: 'invalid', message: expect.stringContaining('no input "colour"') } })
    expect((await post('messages.send', {})).status).toBe(403)
    expect(await (await post('messages.send', {}, { 'citewell-yes': 'messages.send' })).json()).toEqual({ sent: true })
  })

  it('takes uploads of any bytes and any length, cut anywhere', async () => {
    const uploads = () => readdirSync(tmpdir()).filter((name) => name.startsWith('citewell-upload-'))
    const before = uploads()
    const bytes = Buffer.alloc(3_000_000, '\r\n--almost a boundary\n')
    const form = new FormData()
    form.append('files', new Blob([bytes]), '../../odd "name".txt')
    form.append('files', new Blob([]), 'empty.txt')
    form.append('first', '1')
    const { rows, summary } = (await (await fetch(new URL(path('archives.list'), server.url), { method: 'POST', body: form })).json()) as { rows: unknown[]; summary: unknown }
    expect(summary).toEqual({ lines: 1, bytes: bytes.length })
    expect(rows).toEqual([{ file: 'odd "name".txt', line: 1, text: '\r' }])
    const broken = await raw({ method: 'POST', path: path('archives.list'), headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x\r\ncontent-disposition: form-data; name="files"; filename="a"\r\n\r\nabc' })
    expect([broken.status, JSON.parse(broken.body).error.message]).toEqual([400, 'The upload broke off before its end. Send it again.'])
    expect(uploads()).toEqual(before)
  })

  it('bounds the rows of an answer in one piece and says so', async () => {
    const to = limits.collectedRowsMax + 5
    const answer = (await (await get('rows.count', `to=${to}`)).json()) as { rows: unknown[]; rowCount: number; rowsTruncated: boolean }
    expect([answer.rows.length, answer.rowCount, answer.rowsTruncated]).toEqual([limits.collectedRowsMax, to, true])
  })

  it('streams rows, progress and the result', async () => {
    const ndjson = await post('archives.list', { files: [notesFile] }, { accept: 'application/x-ndjson' })
    expect(ndjson.headers.get('content-type')).toMatch(/^application\/x-ndjson/)
    const events = (await ndjson.text()).trim().split('\n').map((line) => JSON.parse(line) as object)
    expect(events).toEqual([
      { progress: { stage: 'Reading notes.txt', done: 8, total: 8, unit: 'bytes' } },
      { row: { file: 'notes.txt', line: 1, text: 'one' } },
      { row: { file: 'notes.txt', line: 2, text: 'two' } },
      { result: { lines: 2, bytes: 8 } },
    ])
    const sse = await (await post('audits.run', { site: 'a' }, { accept: 'text/event-stream' })).text()
    expect(sse.match(/^event: .*$/gm)).toEqual(['event: progress', 'event: progress', 'event: progress', 'event: result'])
    const rows: unknown[] = []
    expect(await createClient({ url: server.url }).call('rows.count', { to: 100_000 }, { onRow: (row) => void rows.push(row) })).toEqual({ sum: 5_000_050_000 })
    expect(rows).toHaveLength(100_000)
  })

  it('stops the work when its reader goes away', async () => {
    const reader = new AbortController()
    const response = await fetch(new URL(path('rows.count'), server.url), { method: 'POST', body: '{"to":1000000000}', headers: { 'content-type': 'application/json', accept: 'application/x-ndjson' }, signal: reader.signal })
    await response.body!.getReader().read()
    reader.abort()
    await expect.poll(async () => {
      const before = counted.rows
      await new Promise((resolve) => setTimeout(resolve, 100))
      return counted.rows - before
    }, { timeout: 10_000 }).toBe(0)
    expect(counted.rows).toBeLessThan(1_000_000_000)
  })

  it('has a complete OpenAPI document', async () => {
    const document = (await (await fetch(new URL('/openapi.json', server.url))).json()) as { openapi: string; paths: Record<string, Record<string, { operationId: string; responses: object; requestBody?: object; parameters?: object[] }>>; components: object }
    expect(document.openapi).toBe('3.1.1')
    expect(Object.keys(document.paths)).toEqual(operations.map(({ id }) => path(id)))
    expect(document.paths['/v1/links/list']!.get!.parameters).toContainEqual({ name: 'tier', in: 'query', required: false, description: 'Only these tiers', schema: expect.any(Object), style: 'form', explode: true })
    expect(Object.keys(document.paths['/v1/archives/list']!)).toEqual(['post'])
    const ids = Object.values(document.paths).flatMap((item) => Object.values(item).map(({ operationId }) => operationId))
    expect(new Set(ids).size).toBe(ids.length)
    for (const item of Object.values(document.paths)) for (const { responses } of Object.values(item)) expect(Object.keys(responses)).toEqual(['200', '400', '401', '403', '404', '409', '429', '500', '503'])
    const references = JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)
    for (const [, reference] of references) expect(reference!.split('/').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document), reference).toBeDefined()
    expect(JSON.stringify(document)).not.toContain('"$schema"')
  })

  it('has pages that load nothing from anywhere', async () => {
    for (const at of ['/', '/api']) {
      const response = await fetch(new URL(at, server.url))
      const html = await response.text()
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
      expect(html).toContain('<html lang="en">')
    }
    expect(await (await fetch(new URL('/links.csv', server.url))).text()).toBe('a\r\n')
    expect(await (await fetch(new URL('/health', server.url))).json()).toEqual({ ok: true, version: '1.2.3' })
    expect((await fetch(new URL('/nothing', server.url))).status).toBe(404)
  })
})

describe('MCP', () => {
  it('offers what is marked, never what reaches somebody outside', async () => {
    for (const client of [mcpOverHttp, mcpOverStdio]) {
      const { tools } = await client.listTools()
      expect(tools.map(({ name }) => name)).toEqual(['links_list', 'archives_list', 'audits_run', 'corrections_add', 'errors_raise', 'rows_count'])
      expect(tools[0]).toMatchObject({ annotations: { readOnlyHint: true, destructiveHint: false }, inputSchema: { required: ['target'] }, outputSchema: { type: 'object' } })
      expect(tools[3]!.annotations?.readOnlyHint).toBe(false)
      expect(JSON.stringify(tools[1]!.inputSchema)).toContain('base64')
    }
  })

  it('tells progress before the answer', async () => {
    for (const client of [mcpOverHttp, mcpOverStdio]) {
      // Read as it comes over the wire: the asker's own library may drop a step that arrives together with the answer.
      const transport = client.transport!
      const deliver = transport.onmessage!
      const arrived: unknown[] = []
      const listen = (onmessage: typeof deliver) => Object.assign(transport, { onmessage })
      listen((message, extra) => {
        arrived.push(message)
        deliver(message, extra)
      })
      try {
        await client.callTool({ name: 'archives_list', arguments: { files: [notesFile] } }, { onprogress: () => undefined })
      } finally {
        listen(deliver)
      }
      const steps = arrived.slice(0, -1) as { method?: string; params?: { progress: number; message: string } }[]
      expect(arrived.at(-1)).toHaveProperty('result')
      expect(steps.length).toBeGreaterThan(0)
      expect(steps.map(({ method, params }) => [method, params?.progress])).toEqual(steps.map((_, at) => ['notifications/progress', at + 1]))
    }
  })
})

describe('the operations that ship', () => {
  const home = join(scratch, 'home')
  let outside: Awaited<ReturnType<typeof openShipped>>
  let shipped: readonly Operation[]
  let url: Listener
  let assistant: Client
  beforeAll(async () => {
    shipped = (await import('../src/operations/index.js')).operations
    outside = await openShipped(home)
    const doors = { version: '1.2.3', operations: shipped, outside: async () => outside, now, signal: stop.signal, actorOf: async () => localActor, log: (error: Error) => void logged.push(error) }
    const mcp = createMcpHandler(() => mcpServer({ ...doors, actor: localActor }))
    url = await listen(httpApp({ ...doors, mcp: (request) => mcp.fetch(request) }), 0)
    assistant = new Client({ name: 'test', version: '1' })
    await assistant.connect(new StreamableHTTPClientTransport(new URL('/mcp', url.url)))
    const { site, archives, exports, profile } = sampleWeb()
    await call(shipped.find(({ id }) => id === 'audits.run')!, { site, archive: archives, from: exports, profile }, { outside: doors.outside, actor: localActor, now: now() })
  })
  afterAll(async () => {
    await assistant?.close()
    await url?.close()
    await outside?.close()
  })

  const page = join(scratch, 'page.html')
  const html = '<!doctype html><title>A</title><p>Read <a href="https://northgate-heart.example/guides">their guide</a>.'
  writeFileSync(page, html)
  const site = 'northgate-heart.example'
  it.each<{ id: string; argv: string[]; input: Record<string, unknown>; query?: string }>([
    { id: 'links.list', argv: [site, '--live', '--tier', '1,2,6', '--sort', 'firstSeen', '--limit', '5'], input: { target: site, live: true, tier: [1, 2, 6], sort: 'firstSeen', limit: 5 }, query: `target=${site}&live=true&tier=1,2&tier=6&sort=firstSeen&limit=5` },
    { id: 'links.list', argv: [site, '--tier', '7'], input: { target: site, tier: [7] }, query: `target=${site}&tier=7` },
    { id: 'links.list', argv: ['not a site'], input: { target: 'not a site' }, query: 'target=not+a+site' },
    { id: 'links.referring-domains', argv: [site], input: { target: site }, query: `target=${site}` },
    { id: 'links.anchors', argv: [site, '--limit', '3'], input: { target: site, limit: 3 }, query: `target=${site}&limit=3` },
    { id: 'links.history', argv: [site], input: { target: site }, query: `target=${site}` },
    { id: 'links.explain', argv: [site, '0000000000000000'], input: { target: site, link: '0000000000000000' }, query: `target=${site}&link=0000000000000000` },
    { id: 'disavow.decide', argv: [site], input: { target: site }, query: `target=${site}` },
    { id: 'imports.list', argv: [], input: {}, query: '' },
    { id: 'index.info', argv: [], input: {}, query: '' },
    { id: 'index.check', argv: [], input: {}, query: '' },
    { id: 'graph.list', argv: [], input: {}, query: '' },
    { id: 'graph.info', argv: ['none'], input: { graph: 'none' }, query: 'graph=none' },
    { id: 'graph.use', argv: ['--none'], input: { none: true } },
    { id: 'graph.compare', argv: ['none', 'one.example'], input: { graph: 'none', domains: ['one.example'] }, query: 'graph=none&domains=one.example' },
    { id: 'corrections.list', argv: [site], input: { target: site }, query: `target=${site}` },
    { id: 'profiles.show', argv: [site], input: { target: site }, query: `target=${site}` },
    { id: 'sightings.extract', argv: [page, '--url', 'https://journal.example/a'], input: { files: [{ name: 'page.html', text: html }], url: 'https://journal.example/a' } },
    { id: 'archives.list', argv: [page], input: { files: [{ name: 'page.html', text: html }] } },
  ])('$id $argv answers the same at every door', async ({ id, argv, input, query }) => {
    const operation = shipped.find((one) => one.id === id)!
    const overHttp = await fetch(new URL(path(id), url.url), { method: 'POST', body: JSON.stringify(input), headers: { 'content-type': 'application/json' } })
    const answer = (await overHttp.json()) as Record<string, unknown> & { error?: { code: ErrorCode; message: string } }
    if (query !== undefined) expect(await (await fetch(new URL(`${path(id)}?${query}`, url.url))).json()).toEqual(answer)
    const atCommandLine = await cli([...id.split('.'), ...argv, '--json'], { operations: shipped, openOutside: async () => ({ ...outside, close: async () => undefined }) })
    const overMcp = operation.mcp ? await assistant.callTool({ name: id.replaceAll(/[.-]/g, '_'), arguments: input }) : undefined
    if (answer.error) {
      expect(answer.error.code).not.toBe('internal')
      expect(atCommandLine).toMatchObject({ code: exits[answer.error.code], stderr: `${answer.error.code}: ${answer.error.message}\n` })
      if (overMcp) expect(JSON.parse((overMcp.content[0] as { text: string }).text)).toEqual(answer)
    } else {
      expect(atCommandLine.code).toBe(0)
      expect(JSON.parse(atCommandLine.stdout)).toEqual(answer)
      if (overMcp && operation.effect === 'read') expect(overMcp.structuredContent).toEqual(answer)
    }
  })

  it('are known to the command line by summaries that are not stale', () => {
    const printed = readFileSync(fileURLToPath(new URL('../src/doors/cli/shipped-summaries.ts', import.meta.url)), 'utf8')
    expect(printed, 'run: npm run docs').toBe(summariesText(shipped))
    for (const { id } of shipped) expect(existsSync(new URL(`../src/operations/${id.replace('.', '/')}.ts`, import.meta.url)), id).toBe(true)
  })

  it('are at most twenty over MCP, each with its own name at every door', () => {
    expect(shipped.filter(({ mcp }) => mcp).length).toBeLessThanOrEqual(20)
    expect(new Set(shipped.map(({ id }) => id)).size).toBe(shipped.length)
    const doorOptions = ['json', 'csv', 'ndjson', 'out', 'home', 'yes', 'help']
    for (const operation of shipped) {
      const { id, input, positional = [], table, output } = operation
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/)
      for (const key of positional) expect(Object.keys(input.shape), id).toContain(key)
      // Where an operation makes no files, the command line has no --out of its own.
      expect(Object.keys(input.shape).filter((key) => doorOptions.includes(key) && (key !== 'out' || makesFiles(operation))), id).toEqual([])
      if (table !== undefined) expect(Object.keys(output.shape), id).toContain(table)
    }
  })
})

it('logs what went wrong inside', () => {
  expect(logged.some((error) => error.cause instanceof Error && error.cause.message === 'a secret of the inside')).toBe(true)
})
