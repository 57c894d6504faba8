import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { limits } from '../model/limits.js'
import type { WebAnswer } from '../model/outside.js'
import { shortAnswers } from './short-answers.js'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

let handler: Handler
let asked: Array<{ path: string; accept: string | undefined }>
let pauses: number[]
let base: string
let close: () => Promise<void>
let other: typeof base
let closeOther: typeof close

async function serve(): Promise<[string, () => Promise<void>]> {
  const server = createServer((request, response) => {
    asked.push({ path: request.url!, accept: request.headers.accept })
    handler(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return [`http://127.0.0.1:${(server.address() as AddressInfo).port}`, () => new Promise((resolve) => {
    server.closeAllConnections()
    server.close(() => resolve())
  })]
}

beforeEach(async () => {
  asked = []
  pauses = []
  ;[base, close] = await serve()
  ;[other, closeOther] = await serve()
})
afterEach(async () => {
  await close()
  await closeOther()
})

const answer = (body: string, status = 200, headers: Record<string, string> = {}): Handler => (_, response) => void response.writeHead(status, { 'content-type': 'application/rdap+json; charset=utf-8', ...headers }).end(body)

async function ask(urls: string[], changes: { isLocal?: boolean; signal?: AbortSignal } = {}): Promise<WebAnswer[]> {
  const answers: WebAnswer[] = []
  for await (const one of shortAnswers(urls, { accept: 'application/rdap+json', bytesMax: 1_000, isLocal: true, pause: async (ms) => void pauses.push(ms), ...changes })) answers.push(one)
  return answers
}

describe('short answers', () => {
  it('come as they are, whatever their status, with the kind asked for', async () => {
    handler = (request, response) => answer(`{"at":"${request.url}"}`, request.url === '/none' ? 404 : 200)(request, response)
    expect(await ask([`${base}/a`, `${base}/none`])).toEqual([
      { url: `${base}/a`, status: 200, contentType: 'application/rdap+json', text: '{"at":"/a"}' },
      { url: `${base}/none`, status: 404, contentType: 'application/rdap+json', text: '{"at":"/none"}' },
    ])
    expect(asked[0]!.accept).toBe('application/rdap+json')
  })

  it('are asked of one server no faster than its pace, and of another meanwhile', async () => {
    handler = answer('{}')
    await ask([`${base}/1`, `${base}/2`, `${base}/3`, `${other}/1`])
    expect(asked.map(({ path }) => path)).toEqual(['/1', '/1', '/2', '/3'])
    // The second and third question to the first server wait; the other server is asked while it rests.
    expect(pauses).toHaveLength(2)
    for (const pause of pauses) expect(pause).toBeGreaterThan(limits.registryPaceMsMin * 0.5)
  })

  it('wait for as long as a busy server says, in seconds or as a date', async () => {
    let busy = 0
    const later = () => new Date(Date.now() + 90_000).toUTCString()
    handler = (request, response) => (++busy === 1 ? answer('slow down', 429, { 'retry-after': '42' }) : busy === 2 ? answer('', 503, { 'retry-after': later() }) : answer('{}'))(request, response)
    expect(await ask([`${base}/a`])).toMatchObject([{ status: 200 }])
    expect(pauses.map((ms) => Math.round(ms / 10_000))).toEqual([4, 9])
  })

  it('stop at a server that goes wrong again and again, or asks for hours: each question is told', async () => {
    handler = answer('', 500)
    expect(await ask([`${base}/a`, `${base}/b`])).toEqual([
      { url: `${base}/a`, problem: 'the server answered 500, 3 times' },
      { url: `${base}/b`, problem: 'it was not asked, since of this server the server answered 500, 3 times' },
    ])
    asked = []
    handler = answer('', 429, { 'retry-after': '86400' })
    expect(await ask([`${base}/a`, `${base}/b`])).toMatchObject([{ problem: expect.stringMatching(/left alone for 1440 minutes/u) }, { problem: expect.stringMatching(/not asked/u) }])
    expect(asked).toHaveLength(1)
  })

  it('are cut short where they are too long, broken off, or lead elsewhere', async () => {
    handler = answer('x'.repeat(5_000))
    expect(await ask([`${base}/a`])).toMatchObject([{ problem: expect.stringMatching(/larger than 1000 bytes/u) }])
    handler = (_, response) => void response.writeHead(200, { 'content-length': 500 }).write('{', () => response.destroy())
    expect(await ask([`${base}/a`])).toMatchObject([{ problem: expect.stringMatching(/connection failed, 3 times/u) }])
    for (const to of ['https://elsewhere.example/a', `${other}/a`, 'http://169.254.169.254/latest', 'file:///etc/passwd']) {
      asked = []
      handler = answer('', 302, { location: to })
      expect(await ask([`${base}/a`]), to).toMatchObject([{ problem: expect.stringMatching(/redirected to|http and https only/u) }])
      expect(asked, to).toHaveLength(1)
    }
  })

  it('come from no private address, and from this machine only where that was asked for', async () => {
    handler = answer('{}')
    expect(await ask([`${base}/a`, 'http://10.0.0.1/a', 'http://[::1]:9/a', 'no address'], { isLocal: false })).toMatchObject([
      { problem: expect.stringMatching(/this machine/u) }, { problem: expect.stringMatching(/this machine/u) }, { problem: expect.stringMatching(/can not be read/u) }, { problem: expect.stringMatching(/private network/u) },
    ])
    expect(asked).toEqual([])
  })

  it('end when they are to stop', async () => {
    handler = () => undefined
    await expect(ask([`${base}/a`], { signal: AbortSignal.timeout(50) })).rejects.toThrow()
  })
})
