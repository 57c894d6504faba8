import { connect } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { localActor } from '../../model/actor.js'
import { homeClient, homeOrganisation } from '../../model/desk-nouns.js'
import { defineOperation, type Operation } from '../../model/operation.js'
import type { Outside } from '../../model/outside.js'
import { httpApp } from './app.js'
import { listen } from './listen.js'

const echo = defineOperation({
  id: 'echo.say', summary: 'Say it again', effect: 'read', wall: 'anyone', usesLists: false, example: 'citewell echo say x',
  input: z.object({ text: z.string() }), output: z.object({ text: z.string() }), run: async ({ text }) => ({ text }),
}) as unknown as Operation
const secret = defineOperation({
  id: 'secret.show', summary: 'Show what is secret', effect: 'read', wall: 'open', usesLists: false, example: 'citewell secret show',
  input: z.object({}), output: z.object({ text: z.string() }), run: async () => ({ text: 'secret' }),
}) as unknown as Operation

const outside = { desk: { organisations: async () => [homeOrganisation], clients: async () => [homeClient] } } as unknown as Outside
const stop = new AbortController()
const made = (isOpen: boolean, log: (error: Error) => void = () => undefined) => httpApp({ version: '1', operations: [echo, secret], outside: async () => outside, actorOf: async () => (isOpen ? localActor : undefined), now: () => '2026-06-01T00:00:00.000Z', signal: stop.signal, log })
afterAll(() => stop.abort())

const ask = (app: ReturnType<typeof made>, path: string, init: RequestInit = {}, from = '198.51.100.1') =>
  app.fetch(new Request(new URL(path, 'http://127.0.0.1:4300'), { ...init, headers: { host: '127.0.0.1:4300', ...(init.headers as Record<string, string> | undefined) } }), { incoming: { socket: { remoteAddress: from } } })

describe('a request for the head alone', () => {
  it('is answered as the whole one, without its body', async () => {
    const app = made(true)
    const whole = await ask(app, '/v1/echo/say?text=a')
    const head = await ask(app, '/v1/echo/say?text=a', { method: 'HEAD' })
    expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([200, whole.headers.get('content-type'), ''])
    expect((await ask(app, '/v1/echo/say', { method: 'HEAD' })).status).toBe(400)
  })
})

describe('a request that breaks off', () => {
  it('is refused, and is no fault for the log', async () => {
    const logged: Error[] = []
    const app = made(true, (error) => logged.push(error))
    for (const type of ['multipart/form-data; boundary=x', 'application/json']) {
      const body = new ReadableStream({ pull: (controller) => controller.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })) })
      const answer = await ask(app, '/v1/secret/show', { method: 'POST', headers: { 'content-type': type }, body, duplex: 'half' } as RequestInit)
      expect([type, answer.status, await answer.json()]).toMatchObject([type, 400, { error: { code: 'invalid' } }])
    }
    expect(logged).toEqual([])
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('the disk is full')) })
    expect((await ask(app, '/v1/secret/show', { method: 'POST', headers: { 'content-type': 'application/json' }, body: broken, duplex: 'half' } as RequestInit)).status).toBe(500)
    expect(logged).toHaveLength(1)
  })
})

describe('what can not be shown', () => {
  const page = { accept: 'text/html,*/*', 'sec-fetch-mode': 'navigate' }

  it('is a page for a person who went there, with the way to sign in or back', async () => {
    for (const [path, isOpen, status, words] of [['/v1/secret/show', false, 401, 'href="/sign-in"'], ['/jobs/x/files/report.html', false, 401, 'href="/sign-in"'], ['/v1/echo/say', true, 400, 'href="/"']] as const) {
      const answer = await ask(made(isOpen), path, { headers: page })
      // What an operation answers itself stays as it is for everybody: a program may have asked.
      const text = await answer.text()
      expect([path, answer.status]).toEqual([path, status])
      if (path.startsWith('/v1/echo')) continue
      expect([answer.headers.get('content-type'), text.includes(words)]).toEqual(['text/html; charset=utf-8', true])
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    }
  })

  it('shows what was asked as text only', async () => {
    const answer = await ask(made(true), '/v1/secret/show', { headers: { ...page, host: 'evil.example"><script>alert(1)</script>' } })
    expect([answer.status, (await answer.text()).includes('<script>alert')]).toEqual([403, false])
  })

  it('keeps its one shape for programs', async () => {
    expect(await (await ask(made(false), '/v1/secret/show', { headers: { accept: 'text/html' } })).json()).toMatchObject({ error: { code: 'refused' } })
  })
})

describe('how often strangers may ask', () => {
  it('counts addresses of version 6 by what one person has of them', async () => {
    const asked = async (froms: string[]) => {
      const app = made(false)
      const statuses: number[] = []
      for (let count = 0; count < 80; count += 1) statuses.push((await ask(app, '/v1/secret/show', {}, froms[count % froms.length])).status)
      return statuses.filter((status) => status === 429).length
    }
    const many = (beginning: string) => Array.from({ length: 80 }, (_, count) => `${beginning}${(count + 1).toString(16)}`)
    expect(await asked(many('2001:db8:1:2::'))).toBeGreaterThan(10)
    expect(await asked(many('2001:db8:1:2:3:4:5:'))).toBeGreaterThan(10)
    expect(await asked(Array.from({ length: 80 }, (_, count) => `2001:db8:1:${(count + 1).toString(16)}::1`))).toBe(0)
    expect(await asked(Array.from({ length: 80 }, (_, count) => `198.51.100.${count}`))).toBe(0)
  })
})

describe('an address with an encoded slash', () => {
  it('is one name, not a path into something else', async () => {
    const app = made(true)
    for (const path of ['/v1%2Fsecret%2Fshow', '/v1/secret%2Fshow', '/v1/secret/..%2Fecho%2Fsay', '/jobs/x%2Ffiles/y']) expect([path, (await ask(app, path)).status]).toEqual([path, 404])
  })
})

describe('a connection that says its request letter by letter', () => {
  it('is ended', async () => {
    const server = await listen(made(false), 0)
    const { hostname, port } = new URL(server.url)
    const ended = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write('POST /v1/echo/say HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: 70000\r\n\r\n{"text":"'))
      const timer = setInterval(() => socket.write('x'), 200)
      let text = ''
      socket.on('data', (bytes: Buffer) => {
        text += bytes.toString()
        if (text.includes('\r\n\r\n')) socket.destroy()
      })
      socket.on('close', () => {
        clearInterval(timer)
        resolve(text)
      })
      socket.on('error', reject)
    })
    expect(ended).toContain('400')
    expect(ended).toContain('in time')
    await server.close()
  }, 40_000)
})
