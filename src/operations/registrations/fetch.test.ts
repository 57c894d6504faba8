import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWebDownload } from '../../capture/download.js'
import type { Context } from '../../model/operation.js'
import { emptyProfile } from '../../model/profile.js'
import { fileOfBytes } from '../../model/file-input.js'
import { clientContext, linkSeen } from '../testing/client-context.js'
import explain from '../links/explain.js'
import linksList from '../links/list.js'
import fetchRegistrations from './fetch.js'
import forget from './forget.js'
import list from './list.js'
import plan from './plan.js'
import read from './read.js'

const now = '2026-11-01T00:00:00.000Z'
type Handler = (domain: string, response: ServerResponse) => void

/** An answer as registries give it, with a person in it whom nobody here wants to know. */
const registered = (domain: string, changes: object = {}) => ({
  objectClassName: 'domain', ldhName: domain.toUpperCase(), status: ['active'], nameservers: [{ ldhName: 'ns1.names.example' }],
  events: [{ eventAction: 'registration', eventDate: '2009-04-12T10:00:00Z' }, { eventAction: 'expiration', eventDate: '2026-12-12T10:00:00Z' }],
  entities: [{ roles: ['registrar'], vcardArray: ['vcard', [['fn', {}, 'text', 'Names Unlimited']]] }, { roles: ['registrant'], vcardArray: ['vcard', [['fn', {}, 'text', 'Maro Telm'], ['email', {}, 'text', 'maro@people.example']]] }],
  ...changes,
})
const json = (response: ServerResponse, value: unknown, status = 200, type = 'application/rdap+json') => void response.writeHead(status, { 'content-type': type }).end(typeof value === 'string' ? value : JSON.stringify(value))

let base: string
let asked: string[]
let handler: Handler
let services: unknown
let dir: string
let made: Awaited<ReturnType<typeof clientContext>>
let context: Context
let told: string[]
let closeServer: () => Promise<void>

beforeEach(async () => {
  asked = []
  told = []
  handler = (domain, response) => json(response, registered(domain))
  const server = createServer((request, response) => {
    if (request.url === '/dns.json') return json(response, { version: '1.0', services })
    const domain = decodeURIComponent(request.url!.split('/').at(-1)!)
    asked.push(domain)
    handler(domain, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  services = [[['example'], [`${base}/v1/`]], [['test'], ['http://169.254.169.254/']]]
  closeServer = () => new Promise((resolve) => {
    server.closeAllConnections()
    server.close(() => resolve())
  })
  dir = mkdtempSync(join(tmpdir(), 'citewell-registries-'))
  made = await clientContext(now)
  context = { ...made.context, web: openWebDownload({ dir, pause: async () => undefined }), tell: (text: string) => void told.push(text) }
})
afterEach(async () => {
  await made.close()
  await closeServer()
  rmSync(dir, { recursive: true, force: true })
})

const given = (changes: object = {}) => fetchRegistrations.input.parse({ registries: `${base}/dns.json`, ...changes })
const ask = (changes: object = {}, more: Partial<Context> = {}) => fetchRegistrations.run(given(changes), { ...context, ...more })
const all = () => list.run(list.input.parse({}), context)

describe('asking registries', () => {
  it('tells first whom it asks and how much, and the plan asks nobody', async () => {
    await context.desk.saveProfile('clinic.example', { ...emptyProfile, domains: ['old-clinic.example', 'www.clinic.example', 'praxis.nowhere', 'clinic.github.io'] }, { by: context.actor.id, at: now } as never)
    const planned = await plan.run(plan.input.parse({ registries: `${base}/dns.json` }), context)
    expect(asked).toEqual([])
    expect(planned).toMatchObject({ questions: 2, servers: [{ server: `${base}/v1/`, questions: 2, domains: ['clinic.example', 'old-clinic.example'] }], known: [] })
    expect(planned.notAsked.map(({ domain }) => domain)).toEqual(['clinic.github.io', 'praxis.nowhere'])
    expect(planned.words).toContain('Would ask one registry 2 questions')
    const { rows, problems } = await ask()
    expect(told[0]).toContain(`Asks one registry 2 questions, one at a time, a second or more apart. Each learns which domains are asked about, and the address of this machine:\n  ${base}/v1/  2 domains: clinic.example, old-clinic.example`)
    expect([asked, problems]).toEqual([['clinic.example', 'old-clinic.example'], []])
    expect(rows[0]).toMatchObject({ domain: 'clinic.example', registered: true, registrar: 'Names Unlimited', createdOn: '2009-04-12', expiresOn: '2026-12-12', daysLeft: 41, seenBy: `rdap:${new URL(base).host}`, seenAt: now })
    expect(JSON.stringify([await all(), [...(await context.index.registrations())]])).not.toMatch(/Maro|people\.example/u)
  })

  it('asks nothing again that was told lately, and goes on where it was stopped', async () => {
    const stop = new AbortController()
    const names = Array.from({ length: 5 }, (_, at) => `name-${at}.example`)
    handler = (domain, response) => {
      if (domain === 'name-2.example') stop.abort()
      json(response, registered(domain))
    }
    await expect(ask({ domains: names }, { signal: stop.signal })).rejects.toThrow()
    expect((await all()).rows.map(({ domain }) => domain)).toEqual(['name-0.example', 'name-1.example'])
    asked = []
    const { known } = await ask({ domains: names })
    expect([asked, known]).toEqual([['name-2.example', 'name-3.example', 'name-4.example'], ['name-0.example', 'name-1.example']])
    asked = []
    expect((await ask({ domains: names })).rows).toEqual([])
    await ask({ domains: names.slice(0, 1), days: 0 })
    expect(asked).toEqual(['name-0.example'])
  })

  it.each<[string, Handler, RegExp]>([
    ['words', (_, response) => json(response, '<html>busy</html>', 200, 'text/html'), /no JSON \(text\/html\)/u],
    ['another domain', (_, response) => json(response, registered('elsewhere.example')), /about elsewhere\.example, and a\.example was asked/u],
    ['a list', (_, response) => json(response, []), /no JSON object/u],
    ['too much', (_, response) => json(response, JSON.stringify(registered('a.example', { remarks: ['x'.repeat(300_000)] }))), /larger than/u],
    ['a redirect elsewhere', (_, response) => void response.writeHead(302, { location: 'https://other.example/domain/a.example' }).end(), /redirected to https:\/\/other\.example/u],
    ['a refusal', (_, response) => json(response, { errorCode: 403 }, 403), /answered 403/u],
    ['a busy sign for days', (_, response) => void response.writeHead(429, { 'retry-after': '999999' }).end(), /left alone/u],
    ['a page that is missing', (_, response) => json(response, '<html>404</html>', 404, 'text/html'), /no JSON/u],
    ['a route that is missing', (_, response) => json(response, { message: 'no route' }, 404, 'application/json'), /not in the way of a registry/u],
    ['half an answer', (_, response) => void response.writeHead(200, { 'content-length': 900 }).write('{', () => response.destroy()), /connection failed/u],
  ])('that answer with %s leave the domain as little known as before, and the others known', async (_, answer, problem) => {
    handler = (domain, response) => (domain === 'a.example' ? answer(domain, response) : json(response, registered(domain)))
    const { rows, problems } = await ask({ domains: ['b.example', 'a.example'] })
    expect(rows.map(({ domain }) => domain)).toEqual(['b.example'])
    expect(problems).toEqual([{ domain: 'a.example', problem: expect.stringMatching(problem) }])
  })

  it('keeps what can be read where dates can not', async () => {
    handler = (domain, response) => json(response, registered(domain, { events: [{ eventAction: 'expiration', eventDate: 'soon' }, { eventAction: 'registration', eventDate: '2009-04-12' }] }))
    const { rows, problems } = await ask({ domains: ['a.example'] })
    expect([rows[0]!.createdOn, rows[0]!.expiresOn, problems]).toEqual(['2009-04-12', null, [{ domain: 'a.example', problem: expect.stringContaining('"expiration"') }]])
  })

  it.each([['in words', { errorCode: 404 }, 'application/rdap+json'], ['as a text', { errorCode: '404' }, 'application/json'], ['with nothing', '', 'text/plain']])('that know no such name say so %s', async (_, body, type) => {
    handler = (_domain, response) => json(response, body, 404, type)
    expect((await ask({ domains: ['a.example'] })).rows).toMatchObject([{ domain: 'a.example', registered: false, expiresOn: null }])
  })

  it('asks no private address, nor this machine where the list came from elsewhere or somebody far asks', async () => {
    expect((await ask({ domains: ['a.test'] })).problems).toMatchObject([{ problem: expect.stringMatching(/private network/u) }])
    for (const registries of [`${base}/dns.json`, 'https://registries.example/dns.json']) await expect(ask({ domains: ['a.example'], registries }, { isHere: false })).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining('that of IANA') })
    const web = { ...context.web, text: async () => JSON.stringify({ services: [[['example'], [`${base}/v1/`]]] }) }
    expect((await ask({ domains: ['a.example'], registries: 'https://registries.example/dns.json' }, { web })).problems).toMatchObject([{ problem: expect.stringMatching(/this machine, which is not asked/u) }])
    expect(asked).toEqual([])
  })

  it.each(['no list', '{}', '[1]'])('refuses %j in the place of the list of registries', async (text) => {
    await expect(ask({ domains: ['a.example'] }, { web: { ...context.web, text: async () => text } })).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('Nothing was asked') })
  })

  it('asks about unknown referring domains on which something was found, and only when that is wanted', async () => {
    await made.add(linkSeen({ referringDomain: 'cheap-pills.example', anchorText: 'buy viagra online no prescription', title: 'Buy viagra cheap cialis' }), linkSeen({ referringDomain: 'friends.example' }))
    await ask()
    expect(asked).toEqual(['clinic.example'])
    await ask({ referring: 10 })
    expect(asked).toEqual(['clinic.example', 'cheap-pills.example'])
  })

  it('is told in the explanation of a link, with source and date', async () => {
    await made.add(linkSeen({ referringDomain: 'friends.example' }))
    await ask({ domains: ['friends.example'] })
    const { rows } = await linksList.run(linksList.input.parse({ target: 'clinic.example' }), context)
    const explained = await explain.run(explain.input.parse({ target: 'clinic.example', link: rows[0]!.id }), context)
    expect(explained.registration).toMatchObject({ domain: 'friends.example', createdOn: '2009-04-12' })
    expect(explain.words!(explained)).toContain(`Registration of friends.example: registered on 2009-04-12; through Names Unlimited; until 2026-12-12 (41 days left); name servers ns1.names.example; active (rdap:${new URL(base).host}, 2026-11-01)`)
  })
})

describe('reading registrations', () => {
  const file = (text: string, name = 'domains.csv') => fileOfBytes(name, Buffer.from(text))
  const readFiles = (...files: Array<ReturnType<typeof file>>) => read.run({ files }, context)

  it('takes lists and answers, once a day, and changes what is judged', async () => {
    const generation = await context.index.generation()
    const { files } = await readFiles(file('domain,expires,registrar\nold-clinic.example,2027-02-01,Names Ltd\nbad name,2027-01-01,x\n'), file(JSON.stringify(registered('clinic.example')), 'answer.json'))
    expect(files).toMatchObject([{ kind: 'list', rows: 2, domains: 1, added: true, problemCount: 1 }, { kind: 'rdap', rows: 1, domains: 1, added: true }])
    expect((await readFiles(file('domain,expires,registrar\nold-clinic.example,2027-02-01,Names Ltd\nbad name,2027-01-01,x\n'))).files[0]!.added).toBe(false)
    expect(await context.index.generation()).toBe(generation + 2)
    expect((await all()).rows.map(({ domain, daysLeft }) => [domain, daysLeft])).toEqual([['clinic.example', 41], ['old-clinic.example', 92]])
    expect((await list.run(list.input.parse({ within: 60 }), context)).rows.map(({ domain }) => domain)).toEqual(['clinic.example'])
    expect((await list.run(list.input.parse({ domains: ['www.old-clinic.example'] }), context)).rows.map(({ domain }) => domain)).toEqual(['old-clinic.example'])
  })

  it('refuses files that hold none', async () => expect(readFiles(file('hello'))).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('Nothing was read. domains.csv: it is neither') }))
})

describe('taking back what was told', () => {
  const taken = (changes: object) => forget.run(forget.input.parse(changes), context)
  const domainsOf = async () => (await all()).rows.map(({ domain }) => domain).sort()
  beforeEach(async () => {
    await read.run({ files: [fileOfBytes('domains.csv', Buffer.from('domain,expires\nclinic.example,2031-02-01\nold-clinic.example,2031-02-01\n')), fileOfBytes('answer.json', Buffer.from(JSON.stringify(registered('clinic.example'))))] }, context)
  })

  it('says first what it would be, and changes nothing', async () => {
    const planned = await taken({ source: 'domains.csv' })
    expect(planned).toMatchObject({ domains: 2, forgotten: false, unknown: [] })
    expect(forget.words!(planned)).toMatch(/^Would take back: 2 entries of 2 domains\. Nothing is changed yet; do it with --confirm\.\nclinic\.example: /u)
    expect(await domainsOf()).toEqual(['clinic.example', 'old-clinic.example'])
  })

  it.each<[string, object, string[], string | null]>([
    ['of a source, by its file', { source: 'domains.csv' }, ['clinic.example'], '2026-12-12'],
    ['of a source, by its whole name', { source: 'list:domains.csv' }, ['clinic.example'], '2026-12-12'],
    ['of a domain, by whomever', { domains: ['https://www.clinic.example/'] }, ['old-clinic.example'], '2031-02-01'],
    ['of a domain by one source', { domains: ['clinic.example'], source: 'answer.json' }, ['clinic.example', 'old-clinic.example'], '2031-02-01'],
  ])('takes back what was told %s, and the listing shows the rest', async (_title, which, left, firstDay) => {
    expect(forget.words!(await taken({ ...which, confirm: true }))).toMatch(/^Taken back: /u)
    expect(await domainsOf()).toEqual(left)
    expect((await all()).rows.find(({ domain }) => domain === left[0])!.expiresOn).toBe(firstDay)
  })

  it('lets the mended file be read again on the same day', async () => {
    const same = fileOfBytes('domains.csv', Buffer.from('domain,expires\nclinic.example,2031-02-01\nold-clinic.example,2031-02-01\n'))
    await taken({ source: 'domains.csv', confirm: true })
    expect((await read.run({ files: [same] }, context)).files[0]!.added).toBe(true)
    expect(await domainsOf()).toEqual(['clinic.example', 'old-clinic.example'])
  })

  it('tells where there is nothing, and asks for what to take back', async () => {
    const nothing = await taken({ domains: ['other.example'], confirm: true })
    expect([nothing.forgotten, forget.words!(nothing)]).toEqual([false, 'There is nothing to take back.\nNothing of it was told of other.example.'])
    await expect(taken({ confirm: true })).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('Name domains, or a source') })
  })
})
