import { readFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { Client as McpClient, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { createMcpHandler } from '@modelcontextprotocol/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callWhole, errorBody, isProposable } from '../src/doors/call.js'
import { actorsOf, placeOf } from '../src/doorway.js'
import { httpApp } from '../src/doors/http/app.js'
import { listen, type Listener } from '../src/doors/http/listen.js'
import { inputOfJson } from '../src/doors/json-input.js'
import { mcpServer } from '../src/doors/mcp/server.js'
import { parseInput, withoutReserved } from '../src/doors/parse-input.js'
import { toolName } from '../src/doors/schemas.js'
import { reservedInputs, wallOf } from '../src/doors/wall.js'
import { mayDo, nobody, runsInstallation, type Actor } from '../src/model/actor.js'
import { asCitewellError, type ErrorCode } from '../src/model/error.js'
import { defineOperation, type Operation } from '../src/model/operation.js'
import { operations as all } from '../src/operations/index.js'
import { databaseKinds, type MadeDatabase } from './databases.js'
import { inputOf, naming1, namingFields, needsDisk, tells } from './walls-input.js'
import { at, deskOf, makeWorld, markOf, password, type ClientName, type World } from './walls-world.js'

/** All that can be asked from elsewhere than the command line. */
const operations = all.filter((operation) => !needsDisk(operation))
const later = '2026-06-02T00:00:00.000Z'
const clientNames: ClientName[] = ['a1', 'a2', 'a3', 'b1', 'b2']

for (const { title, skipped, make } of await databaseKinds()) describe.skipIf(skipped)(`walls, ${title}`, () => {
  const stop = new AbortController()
  let made: MadeDatabase
  let world: World

  beforeAll(async () => {
    made = await make()
    world = await makeWorld(made)
  }, 120_000)
  afterAll(async () => {
    stop.abort()
    await world.outside.close()
    await made.remove()
  })

  type Outcome = { output: Record<string, unknown> } | { error: { code: ErrorCode; message: string } }

  /** One call as any door makes it. Work that takes long is stopped before it begins: by then the wall was passed or not. */
  async function ask(operation: Operation, actor: Actor, input: Record<string, unknown>): Promise<Outcome> {
    const signal = AbortSignal.timeout(20_000)
    try {
      return { output: await callWhole(operation, inputOfJson(operation, input), { outside: async () => world.outside, operations: async () => operations, actor, now: later, signal, yes: true }) }
    } catch (error) {
      return errorBody(asCitewellError(error))
    }
  }

  /** What somebody outside sees, with the name they gave taken out: the same for what is there and for what is not. */
  function withoutName(outcome: Outcome, ...names: string[]): string {
    let text = JSON.stringify(outcome)
    for (const name of names.toSorted((a, b) => b.length - a.length)) text = text.replaceAll(JSON.stringify(name).slice(1, -1), '<name>')
    return text
  }

  const sees = (actor: Actor, client: ClientName) => mayDo(actor, 'read', world.clients[client].organisationId, world.clients[client].id)
  const own = (actor: Actor): ClientName | undefined => clientNames.find((name) => name !== 'a3' && sees(actor, name))
  const slugOf = (name: ClientName) => world.clients[name].slug
  const byWall = (...walls: string[]) => operations.filter((operation) => walls.includes(wallOf(operation)))
  /** Operations that are never run here, and why: everything before their `run` is looked at all the same. */
  /** Their answers depend on names only: what ships with the program, and graphs that everybody here shares. */
  const aboutShippedLists = /^(?:help|seeds|graph)\./u
  const notRun: Readonly<Record<string, string>> = {
    'graph.load': 'fetches from the network',
    'registrations.plan': 'fetches the list of registries',
    'registrations.fetch': 'asks registries',
    'jobs.watch': 'goes on for minutes by design; it lists by the same function as jobs.list',
  }

  /** One of each set of things that people see. */
  const outsiders = () => ['readsA', 'sendsA1', 'approvesA1', 'writesA2', 'administersB', 'ofBoth', 'runsInstallation', 'hasNothing', 'narrowedToA1'].map((name) => [name, world.people[name]!] as const)

  describe('every operation', () => {
    it('can be called by these tests: a new one with inputs they can not guess has to be taught in walls-input.ts', () => {
      for (const operation of operations) expect(() => parseInput(operation, withoutReserved(operation, inputOfJson(operation, inputOf(operation, 'a1')))), operation.id).not.toThrow()
    })

    it('that writes to a disk is for the command line', async () => {
      expect(all.filter(needsDisk).map(({ id }) => id)).toEqual(['desk.backup'])
      for (const operation of all.filter(needsDisk)) expect(await ask(operation, world.people.administersA!, { file: '/tmp/x' })).toMatchObject({ error: { code: 'invalid' } })
    })

    it('keeps the names of clients and organisations for the wall', () => {
      for (const operation of operations) for (const name of reservedInputs[wallOf(operation)]) expect(Object.keys(operation.input.shape), operation.id).not.toContain(name)
    })

    it('changes nothing where no wall names whose it is, but for what says itself whose it is', () => {
      expect(byWall('open').filter(({ effect }) => effect !== 'read').map(({ id }) => id).sort()).toEqual(['jobs.resume', 'jobs.start', 'jobs.stop', 'schedules.pause', 'schedules.remove', 'schedules.save', 'tokens.create', 'tokens.revoke'])
      expect(byWall('anyone').map(({ id }) => id.split('.')[0]).filter((noun) => noun !== 'sessions' && noun !== 'people')).toEqual([])
    })

    it('reaches past its wall only where it is named here, with the reason', () => {
      const folder = fileURLToPath(new URL('../src/operations/', import.meta.url))
      const uses = (part: RegExp) => all.filter(({ id }) => part.test(readFileSync(`${folder}${id.replace('.', '/')}.ts`, 'utf8'))).map(({ id }) => id)
      const reasons: Readonly<Record<string, string>> = {
        'jobs.list': 'asks for jobs of what is visible only', 'jobs.show': 'jobOf: visible only', 'jobs.start': 'prepare passes the wall as the operation would', 'jobs.watch': 'as jobs.list', 'jobs.stop': 'jobOf and maySteer', 'jobs.resume': 'jobOf and maySteer', 'jobs.file': 'jobOf, then a file that this job made',
        'schedules.list': 'asks for what is visible only', 'schedules.save': 'prepare passes the wall as the operation would', 'schedules.pause': 'visible and steerable only', 'schedules.remove': 'visible and steerable only',
        'desk.backup': 'at the terminal only',
        'log.list': 'asks for the lines of what is visible only', 'log.check': 'counts lines; for who runs the installation', 'log.installation': 'lines of no organisation; for who runs the installation',
        'organisations.add': 'for who runs the installation', 'organisations.save': 'the one organisation that passed the wall',
        'people.invitation': 'by a secret', 'people.join': 'by a secret', 'people.set-up': 'before there are accounts, by a secret', 'people.add': 'at the terminal only', 'people.reset-password': 'only who administers every organisation of the person',
      'people.installation': 'for who runs the installation', 'people.installation-grant': 'for who runs the installation', 'people.installation-revoke': 'for who runs the installation',
        'sessions.start': 'one\'s own sign-in', 'sessions.confirm': 'one\'s own sign-in', 'sessions.end': 'one\'s own session', 'sessions.single-sign-on': 'one\'s own sign-in', 'sessions.list': 'one\'s own', 'sessions.revoke': 'one\'s own', 'sessions.current': 'one\'s own', 'sessions.set-password': 'by a secret', 'sessions.change-password': 'one\'s own', 'sessions.protect': 'one\'s own', 'sessions.protect-confirm': 'one\'s own', 'sessions.unprotect': 'one\'s own',
        'tokens.list': 'one\'s own', 'tokens.create': 'one\'s own', 'tokens.revoke': 'one\'s own',
      }
      expect(uses(/\bwholeDesk\b|\baccounts\b|\bshelf\b/u).filter((id) => !(id in reasons))).toEqual([])
      expect(uses(/\bshelf\b/u)).toEqual(['jobs.file'])
    })

    it('takes no path, and no file by its hash', () => {
      for (const operation of operations) expect(Object.keys(operation.input.shape).filter((name) => /sha256|hash|path$/iu.test(name)), operation.id).toEqual([])
    })
  })

  describe('a client that is not one\'s own', () => {
    it('is, for every operation, role and name, the same as one that is not there', async () => {
      let looked = 0
      for (const operation of byWall('client')) {
        for (const [name, actor] of outsiders()) {
          const input = inputOf(operation, own(actor) ?? 'a1')
          const missing = withoutName(await ask(operation, actor, { ...input, client: 'zz-none' }), 'zz-none')
          expect(missing, `${operation.id} by ${name}`).toContain('"not_found"')
          for (const client of clientNames.filter((one) => !sees(actor, one))) {
            const organisation = client.startsWith('a') ? world.organisations.A : world.organisations.B
            for (const given of operation.id === 'notes.list' ? [world.clients[client].id, slugOf(client), `${organisation.slug}/${slugOf(client)}`] : [world.clients[client].id]) {
              expect(withoutName(await ask(operation, actor, { ...input, client: given }), given), `${operation.id} by ${name} for ${client}`).toBe(missing)
              looked += 1
            }
          }
        }
      }
      expect(looked).toBeGreaterThan(500)
    }, 300_000)

    it('is not reached by odd names either', async () => {
      const odd: unknown[] = [[], ['home'], {}, { id: 'home' }, { toString: 'home' }, 0, 1, true, 'x'.repeat(100_000), 'hо\u006De', 'HOME ', '../home', 'home\u0000', '%68ome', '__proto__', 'constructor', '\u202ehome', '𝗁𝗈𝗆𝖾', "home' OR '1'='1", 'org-a/../org-b/client-b1']
      for (const id of ['links.list', 'notes.save', 'tasks.list', 'corrections.add']) {
        const operation = operations.find((one) => one.id === id)!
        for (const client of odd) {
          const outcome = await ask(operation, world.people.writesB1!, { ...inputOf(operation, 'b1'), client })
          expect((outcome as { error: { code: string } }).error?.code, `${id} ${JSON.stringify(client).slice(0, 40)}`).toBe('not_found')
          expect(JSON.stringify(outcome).length).toBeLessThan(500)
        }
        const polluted = JSON.parse(`{"__proto__":{"client":"home"},"client":"zz-none"}`) as Record<string, unknown>
        expect(await ask(operation, world.people.writesB1!, { ...inputOf(operation, 'b1'), ...polluted })).toMatchObject({ error: { code: 'invalid' } })
        const nested = JSON.parse(`{"__proto__":{"client":"home"}}`) as Record<string, unknown>
        expect(Object.keys(nested)).toEqual(['__proto__'])
        expect(await ask(operation, world.people.writesB1!, nested)).toMatchObject({ error: { code: 'invalid' } })
      }
      for (const organisation of odd) {
        const operation = operations.find(({ id }) => id === 'people.list')!
        expect((await ask(operation, world.people.writesB1!, { organisation }) as { error: { code: string } }).error?.code, JSON.stringify(organisation).slice(0, 40)).toBe('not_found')
      }
    })
  })

  describe('an organisation that is not one\'s own', () => {
    it('is, for every operation, role and name, the same as one that is not there', async () => {
      for (const operation of byWall('organisation')) {
        for (const [name, actor] of outsiders()) {
          const input = inputOf(operation, own(actor) ?? 'a1')
          const missing = withoutName(await ask(operation, actor, { ...input, organisation: 'zz-none' }), 'zz-none')
          expect(missing, `${operation.id} by ${name}`).toContain('"not_found"')
          for (const organisation of Object.values(world.organisations).filter(({ id }) => !clientNames.some((client) => world.clients[client].organisationId === id && sees(actor, client)) && !mayDo(actor, 'read', id, null))) {
            for (const given of [organisation.id, organisation.slug]) expect(withoutName(await ask(operation, actor, { ...input, organisation: given }), given), `${operation.id} by ${name}`).toBe(missing)
          }
        }
      }
    })
  })

  describe('a role', () => {
    it('that does not allow it is refused before anything happens, at every operation', async () => {
      const before = await Promise.all(clientNames.map((name) => deskOf(world, world.clients[name].id)))
      let refused = 0
      for (const operation of operations.filter(({ effect }) => effect !== 'read')) {
        const wall = wallOf(operation)
        if (wall === 'open' || wall === 'anyone') continue
        for (const [name, actor] of Object.entries(world.people)) {
          const client = own(actor)
          if (client === undefined) continue
          const { organisationId, id } = world.clients[client]
          const allowed = wall === 'client' ? mayDo(actor, operation.effect, organisationId, id) : wall === 'organisation' ? mayDo(actor, operation.effect, organisationId, null) : runsInstallation(actor)
          if (allowed) continue
          const reserved = wall === 'client' ? { client: id } : wall === 'organisation' ? { organisation: organisationId } : {}
          expect((await ask(operation, actor, { ...inputOf(operation, client), ...reserved }) as { error: { code: string } }).error?.code, `${operation.id} by ${name}`).toBe('refused')
          refused += 1
        }
      }
      expect(refused).toBeGreaterThan(150)
      expect(await Promise.all(clientNames.map((name) => deskOf(world, world.clients[name].id)))).toEqual(before)
    }, 300_000)

    it('of nobody reaches nothing but the sign-in', async () => {
      for (const actor of [nobody, world.people.hasNothing!, world.people.wasRevoked!]) {
        for (const operation of operations.filter((one) => wallOf(one) !== 'anyone')) {
          const code = (await ask(operation, actor, inputOf(operation, 'a1')) as { error: { code: string } }).error?.code
          expect(['refused', 'not_found'], `${operation.id} by ${actor.name}`).toContain(code)
        }
      }
    })

    it('of any kind changes nothing of an archived client', async () => {
      const before = await deskOf(world, world.clients.a3.id)
      for (const operation of byWall('client').filter(({ effect }) => effect !== 'read')) {
        expect(await ask(operation, world.people.administersA!, { ...inputOf(operation, 'a3'), client: world.clients.a3.id }), operation.id).toMatchObject({ error: { code: 'conflict', message: expect.stringContaining('archived') } })
      }
      expect(await deskOf(world, world.clients.a3.id)).toBe(before)
    })

    it('that was refused stands in the audit log of the organisation', async () => {
      const lines = await world.outside.desk.log.list({ organisationId: world.organisations.A.id, clientIds: 'all', limit: 1_000, actorId: world.people.readsA1!.id })
      expect(lines.some(({ operation, outcome, clientId }) => operation === 'notes.save' && outcome.startsWith('refused: ') && clientId === world.clients.a1.id)).toBe(true)
      expect(await world.outside.desk.log.check()).toMatchObject({ ok: true })
    })
  })

  describe('what an answer tells', () => {
    it.each(['writesA1', 'narrowedToA1', 'administersB', 'readsA', 'ofBoth', 'hasNothing'])('%s is told nothing of clients that they do not see', async (by) => {
      const actor = world.people[by]!
      const from = own(actor) ?? 'a1'
      const hidden = clientNames.filter((name) => !sees(actor, name)).flatMap((name) => tells(name, world.ids[name]))
      if (by !== 'administersB' && by !== 'ofBoth') hidden.push(...tellsOfOrganisation('B'))
      for (const operation of operations.filter(({ id, effect, long }) => !(id in notRun) && (effect === 'read' || long !== true) && id !== 'people.set-up' && id !== 'clients.archive' && id !== 'people.remove')) {
        const wall = wallOf(operation)
        const answer = JSON.stringify(await ask(operation, actor, { ...inputOf(operation, from), ...(wall === 'client' && own(actor) ? { client: world.clients[from].id } : wall === 'organisation' && own(actor) ? { organisation: world.clients[from].organisationId } : {}) }))
        for (const text of hidden) expect(answer.includes(text) ? `${operation.id} tells ${by} of ${text}` : '').toBe('')
      }
    }, 300_000)

    const tellsOfOrganisation = (name: 'A' | 'B') => [`zq-${name}`, ...Object.values(world.organisationIds[name]).filter((id) => id.length > 20)]
  })

  describe('ids of others', () => {
    // Whoever may do the most within one wall tries what lies behind another: in another organisation, and in the next client.
    const attacks: Array<{ by: string; from: ClientName; victims: ClientName[]; organisation?: 'A' | 'B' }> = [
      { by: 'administersB', from: 'b1', victims: ['a1'], organisation: 'A' },
      { by: 'administersA1', from: 'a1', victims: ['a2'], organisation: 'B' },
      { by: 'narrowedToA1', from: 'a1', victims: ['a2'] },
    ]

    it.each(attacks)('tell $by nothing and change nothing', async ({ by, from, victims, organisation }) => {
      const actor = world.people[by]!
      const victimsBefore = await Promise.all(victims.map((name) => deskOf(world, world.clients[name].id)))
      const stolen = [...new Set([...victims.flatMap((name) => Object.values(world.ids[name])), ...(organisation ? Object.values(world.organisationIds[organisation]) : [])])]
      let tried = 0
      // What removes comes before what adds: else one's own new note, with the id of somebody else's, would be removed.
      const inOrder = operations.toSorted((one, two) => Number(/\.(?:save|add)/u.test(one.id)) - Number(/\.(?:save|add)/u.test(two.id)))
      for (const operation of inOrder.filter(({ id, effect }) => !(id in notRun) && !aboutShippedLists.test(id) && id !== 'people.set-up' && (actor.by !== 'token' || effect === 'read'))) {
        const wall = wallOf(operation)
        const base = { ...inputOf(operation, from), ...(operation.id === 'jobs.start' || operation.id === 'schedules.save' ? { input: { client: world.clients[from].id } } : {}), ...(wall === 'client' ? { client: world.clients[from].id } : wall === 'organisation' ? { organisation: world.clients[from].organisationId } : {}) }
        for (const field of namingFields(operation)) {
          // A name that is nobody's, before and after: what the first one may make (a note, a competitor) the second one meets.
          const controls = [...(field.name === 'set' ? [randomUUID(), randomUUID()] : []), `zz${randomUUID().slice(2)}`, `zz${randomUUID().slice(2)}`]
          const plain: string[] = []
          const askPlain = async () => {
            const control = controls.shift()!
            plain.push(withoutName(await ask(operation, actor, naming1(operation, base, field, control)), control))
          }
          await askPlain()
          for (const id of ofInterest(operation, victims) ?? stolen) {
            const outcome = withoutName(await ask(operation, actor, naming1(operation, base, field, id)), id)
            while (!plain.map(withoutFreshIds).includes(withoutFreshIds(outcome)) && controls.length > 0) await askPlain()
            expect(plain.map(withoutFreshIds), `${operation.id} ${field.name}=${id} by ${by}`).toContain(withoutFreshIds(outcome))
            tried += 1
          }
        }
      }
      expect(tried).toBeGreaterThan(100)
      expect(await Promise.all(victims.map((name) => deskOf(world, world.clients[name].id)))).toEqual(victimsBefore)
    }, 600_000)

    /** Of one client's operation the ids of its own noun, of links and of the client itself, where the noun is known; of any other all there are. */
    function ofInterest(operation: Operation, victims: readonly ClientName[]): string[] | undefined {
      const noun = operation.id.split('.')[0]!.replaceAll(/-(\w)/gu, (_, letter: string) => letter.toUpperCase()).replace(/s$/u, '')
      if (wallOf(operation) !== 'client' || !(noun in world.ids.a1)) return undefined
      return victims.flatMap((name) => [world.ids[name][noun]!, world.ids[name].link!, world.ids[name].client!, world.ids[name].slug!, ...(noun === 'correction' ? [world.ids[name].set!] : [])])
    }

    const withoutFreshIds = (text: string) => text.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gu, '<id>').replaceAll(/[A-Za-z0-9]{32}/gu, '<id>').replaceAll(/"(?:version|start|secret|path|createdAt|expiresAt|nextAt)":(?:"[^"]*"|\d+)/gu, '<made>')
  })

  describe('over HTTP and MCP', () => {
    let server: Listener
    let app: ReturnType<typeof httpApp>
    const tokens: Record<string, string> = {}
    const logged: Error[] = []
    let cookie = ''

    beforeAll(async () => {
      const doors = { version: '1.2.3', operations, outside: async () => world.outside, now: () => later, signal: stop.signal, log: (error: Error) => void logged.push(error) }
      const mcp = createMcpHandler(({ authInfo }) => mcpServer({ ...doors, actor: authInfo!.extra!.actor as Actor }))
      app = httpApp({ ...doors, actorOf: actorsOf(placeOf({}), async () => world.outside.accounts), mcp: (request, actor) => mcp.fetch(request, { authInfo: { token: '', clientId: actor.id, scopes: [], extra: { actor } } }) })
      server = await listen(app, 0)
      const { accounts } = world.outside
      const whole = { organisationId: null, clientId: null, role: null }
      for (const by of ['administersB', 'writesA1', 'hasNothing', 'wasRevoked']) tokens[by] = (await accounts.createToken(world.people[by]!.id, { name: 'test', days: null, narrowing: whole })).secret
      tokens.narrowedToA1 = (await accounts.createToken(world.people.administersA!.id, { name: 'narrow', days: null, narrowing: { organisationId: world.organisations.A.id, clientId: world.clients.a1.id, role: 'read' } })).secret
      const person = await accounts.create({ email: 'browser@people.example', name: 'Browser', password })
      await world.outside.desk.organisation(world.organisations.B.id).grant(person.id, world.clients.b1.id, 'write', { by: 'world', at })
      const signedIn = await post('sessions.start', { email: 'browser@people.example', password }, { origin: server.url })
      cookie = signedIn.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ')
    })
    afterAll(() => server.close())

    const path = (id: string) => `/v1/${id.replace('.', '/')}`
    const post = (id: string, input: object, headers: Record<string, string> = {}) => fetch(new URL(path(id), server.url), { method: 'POST', body: JSON.stringify(input), headers: { 'content-type': 'application/json', ...headers } })
    /** From an address of its own: how often somebody signs in is bounded by where it comes from. */
    const signInFrom = (address: string, email: string, secret: string) => app.fetch(new Request(new URL(path('sessions.start'), server.url), { method: 'POST', body: JSON.stringify({ email, password: secret }), headers: { host: new URL(server.url).host, origin: server.url, 'content-type': 'application/json' } }), { incoming: { socket: { remoteAddress: address } } })
    const bearer = (by: string) => ({ authorization: `Bearer ${tokens[by]}` })

    it('a request of nobody is answered 401 at every path of the API, without data', async () => {
      // As from one address each, so that the limit on strangers is not what is seen.
      const asStranger = (method: string, of: string, count: number, headers: Record<string, string> = {}) => app.fetch(new Request(new URL(of, server.url), { method, headers: { host: new URL(server.url).host, ...headers }, ...(method === 'POST' ? { body: '{}' } : {}) }), { incoming: { socket: { remoteAddress: `198.51.100.${count % 250}` } } })
      let count = 0
      for (const operation of operations) {
        for (const method of ['POST', 'GET'] as const) {
          const response = await asStranger(method, path(operation.id), (count += 1))
          const text = await response.text()
          for (const name of clientNames) for (const mark of tells(name, world.ids[name])) expect(text).not.toContain(mark)
          if (wallOf(operation) === 'anyone') continue
          if (method === 'GET' && response.status === 400) continue
          expect([operation.id, response.status, response.headers.get('citewell-sign-in'), JSON.parse(text)]).toEqual([operation.id, 401, 'required', { error: { code: 'refused', message: 'Sign in first, or send a token: Authorization: Bearer …' } }])
        }
      }
      for (const of of ['/v1/nothing', '/v1/links/nothing', '/v1/', '/jobs/x/files/y', '/mcp']) expect((await asStranger('GET', of, (count += 1))).status, of).toBe(401)
      for (const headers of [{ authorization: 'Bearer cw_wrong' }, { authorization: 'Basic YTpi' }, { authorization: 'Bearer' }, { authorization: `Bearer ${'x'.repeat(5_000)}` }, { cookie: 'citewell.session_token=abc.def' }, { cookie: `citewell.session_token=${'x'.repeat(5_000)}` }] as Array<Record<string, string>>) expect((await asStranger('GET', '/v1/clients/list', (count += 1), headers)).status, JSON.stringify(headers).slice(0, 60)).toBe(401)
    })

    it('a foreign client is the same as none, at every operation', async () => {
      for (const operation of byWall('client')) {
        const input = inputOf(operation, 'b1')
        const answers = await Promise.all(['zz-none', world.clients.a1.id, slugOf('a2'), `org-a/${slugOf('a1')}`].map(async (client) => {
          const response = await post(operation.id, { ...input, client }, { ...bearer('administersB'), ...(operation.effect === 'send' ? { 'citewell-yes': operation.id } : {}) })
          return [response.status, (await response.text()).replaceAll(client, '<name>')]
        }))
        expect(new Set(answers.map(String)).size, operation.id).toBe(1)
        expect(answers[0]![0], operation.id).toBe(404)
      }
    })

    it('a foreign client is the same as none over MCP, and an assistant changes nothing', async () => {
      const client = new McpClient({ name: 'test', version: '1' })
      await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', server.url), { requestInit: { headers: bearer('writesA1') } }))
      const { tools } = await client.listTools()
      const offered = operations.filter(({ mcp, effect }) => mcp === true && effect !== 'send')
      expect(tools.map(({ name }) => name)).toEqual(offered.map(toolName))
      expect(offered.every((operation) => operation.effect === 'read' || isProposable(operation))).toBe(true)
      const before = await deskOf(world, world.clients.a1.id)
      for (const operation of offered.filter((one) => wallOf(one) === 'client')) {
        const texts = await Promise.all(['zz-none', world.clients.b1.id, slugOf('b1'), slugOf('a2')].map(async (name) => {
          const result = await client.callTool({ name: toolName(operation), arguments: { ...inputOf(operation, 'a1'), client: name } })
          return `${String(result.isError)} ${(result.content[0] as { text: string }).text.replaceAll(name, '<name>')}`
        }))
        expect(new Set(texts).size, operation.id).toBe(1)
        expect(texts[0], operation.id).toContain('not_found')
      }
      expect(await deskOf(world, world.clients.a1.id)).toBe(before)
      await client.close()
      // A cookie is no way in for an assistant, nor is a token of nobody.
      const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream', origin: server.url }
      const initialize = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} })
      expect((await fetch(new URL('/mcp', server.url), { method: 'POST', body: initialize, headers: { ...headers, cookie } })).status).toBe(401)
      expect((await fetch(new URL('/mcp', server.url), { method: 'POST', body: initialize, headers })).status).toBe(401)
    })

    it('a proposal is carried out once, by a person who may, as that person', async () => {
      const client = new McpClient({ name: 'test', version: '1' })
      await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', server.url), { requestInit: { headers: bearer('narrowedToA1') } }))
      const proposed = (await client.callTool({ name: 'notes_save', arguments: { about: 'one.example', text: 'proposed by an assistant' } })).structuredContent as { proposal: string; client: string }
      expect(proposed).toMatchObject({ client: slugOf('a1'), state: 'proposed' })
      await client.close()
      const notes = async () => (await world.outside.desk.client(world.clients.a1.id).notes.list()).filter(({ text }) => text === 'proposed by an assistant')
      expect(await notes()).toEqual([])
      const confirm = operations.find(({ id }) => id === 'proposals.confirm')!
      const input = { client: world.clients.a1.id, proposal: proposed.proposal }
      // Neither a reader, nor a token of somebody who may write, nor somebody of another client.
      expect(await ask(confirm, world.people.readsA1!, input)).toMatchObject({ error: { code: 'refused' } })
      expect(await (await post('proposals.confirm', input, bearer('writesA1'))).json()).toMatchObject({ error: { code: 'refused', message: expect.stringContaining('A person decides') } })
      expect(await ask(confirm, world.people.writesA2!, { client: world.clients.a2.id, proposal: proposed.proposal })).toMatchObject({ error: { code: 'not_found' } })
      expect(await notes()).toEqual([])
      const both = await Promise.all([ask(confirm, world.people.writesA1!, input), ask(confirm, world.people.sendsA1!, input)])
      expect(both.map((outcome) => ('error' in outcome ? outcome.error.code : 'done')).sort()).toEqual(['conflict', 'done'])
      expect(await notes()).toHaveLength(1)
      expect(['WritesA1', 'SendsA1']).toContain((await notes())[0]!.by)
      const [line] = await world.outside.desk.log.list({ organisationId: world.organisations.A.id, clientIds: [world.clients.a1.id], limit: 1, operation: 'notes.save' })
      expect(line).toMatchObject({ outcome: 'done', by: 'session' })
    })

    it('a person with a session works, and forged requests with their cookie do not', async () => {
      const list = await post('notes.list', {}, { cookie, origin: server.url })
      expect(list.status).toBe(200)
      const body = { about: 'one.example', text: 'forged' }
      for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, { origin: server.url.replace('127.0.0.1', 'localhost') }, {}] as Array<Record<string, string>>) {
        expect((await post('notes.save', body, { cookie, ...headers })).status, JSON.stringify(headers)).toBe(403)
      }
      expect((await fetch(new URL(path('notes.save'), server.url), { method: 'POST', body: JSON.stringify(body), headers: { cookie, 'content-type': 'text/plain', origin: server.url } })).status).toBe(400)
      expect((await fetch(new URL(`${path('notes.save')}?about=one.example&text=forged`, server.url), { headers: { cookie } })).status).toBe(400)
      expect(JSON.stringify(await world.outside.desk.client(world.clients.b1.id).notes.list())).not.toContain('forged')
      expect((await post('notes.save', body, { cookie, origin: server.url })).status).toBe(200)
    })

    it('gives a cookie that scripts and other sites do not get, and takes it back', async () => {
      const signedIn = await post('sessions.start', { email: 'browser@people.example', password }, { origin: server.url })
      const given = signedIn.headers.getSetCookie().find((one) => one.includes('session_token='))!
      for (const flag of ['HttpOnly', 'SameSite=Lax', 'Path=/']) expect(given).toContain(flag)
      const mine = given.split(';')[0]!
      expect(await (await post('sessions.current', {}, { cookie: mine, origin: server.url })).json()).toMatchObject({ signedIn: true, person: { email: 'browser@people.example' }, clients: [{ slug: slugOf('b1'), effects: ['read', 'write'] }] })
      const ended = await post('sessions.end', {}, { cookie: mine, origin: server.url })
      expect(ended.headers.getSetCookie().join()).toMatch(/session_token=;.*Max-Age=0/u)
      expect((await post('notes.list', {}, { cookie: mine, origin: server.url })).status).toBe(401)
      // A session past its time.
      const again = (await post('sessions.start', { email: 'browser@people.example', password }, { origin: server.url })).headers.getSetCookie()[0]!.split(';')[0]!
      expect((await post('notes.list', {}, { cookie: again, origin: server.url })).status).toBe(200)
      const person = (await world.outside.accounts.personOfEmail('browser@people.example'))!
      const visitor = { cookie: again, bearer: null, address: null, userAgent: '', keep: () => undefined }
      const current = (await world.outside.accounts.sessions(person.id, visitor)).find((one) => one.current)!
      await world.outside.accounts.endSession(person.id, current.id)
      expect((await post('notes.list', {}, { cookie: again, origin: server.url })).status).toBe(401)
    })

    it('invites, and a link is worth one account, once', async () => {
      const by = world.people.administersB!
      const find = (id: string) => operations.find((one) => one.id === id)!
      const { output } = (await ask(find('people.invite'), by, { email: 'New@people.example', role: 'write', inClient: slugOf('b2') })) as { output: { path: string } }
      const secret = output.path.slice('/join#'.length)
      expect(await (await post('people.invitation', { secret })).json()).toMatchObject({ email: 'new@people.example', clientName: 'Client zq-b2', hasAccount: false })
      expect((await post('people.invitation', { secret: `${secret}x` })).status).toBe(403)
      // Whoever is here already must sign in to take it: the link alone makes nobody them.
      const other = (await ask(find('people.invite'), by, { email: 'administersa@people.example', role: 'read' })) as { output: { path: string } }
      expect(await (await post('people.join', { secret: other.output.path.slice('/join#'.length), name: 'Eve', password }, { origin: server.url })).json()).toMatchObject({ error: { code: 'conflict' } })
      const joined = await post('people.join', { secret, name: 'New', password }, { origin: server.url })
      expect(await joined.json()).toEqual({ state: 'signed-in', organisation: 'org-b' })
      const theirs = joined.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ')
      expect(await (await post('clients.list', {}, { cookie: theirs, origin: server.url })).json()).toMatchObject({ rows: [{ slug: slugOf('b2') }] })
      expect((await post('people.join', { secret, name: 'Again', password }, { origin: server.url })).status).toBe(403)
      // Nobody but the first set-up makes an account without an invitation.
      expect((await post('people.set-up', { name: 'Eve', email: 'eve@people.example', password, secret: world.outside.accounts.setUpSecret() }, { origin: server.url })).status).toBe(403)
      expect(await world.outside.accounts.personOfEmail('eve@people.example')).toBeUndefined()
    })

    it('resets no password across organisations', async () => {
      const { outside, organisations: { A, B }, people } = world
      await outside.desk.organisation(B.id).grant(people.readsA!.id, null, 'read', { by: 'world', at })
      const reset = operations.find(({ id }) => id === 'people.reset-password')!
      expect(await ask(reset, people.administersB!, { organisation: B.id, person: people.readsA!.id })).toMatchObject({ error: { code: 'refused' } })
      expect(await ask(reset, people.administersA!, { organisation: A.id, person: people.writesA1!.id })).toMatchObject({ output: { path: expect.stringMatching(/^\/set-password#/u) } })
      expect(await ask(reset, people.administersB!, { organisation: B.id, person: people.writesA1!.id })).toMatchObject({ error: { code: 'not_found' } })
    })

    it('a token makes no tokens, keeps to what it was narrowed to, and is bounded in how often it asks', async () => {
      expect(await (await post('tokens.create', { name: 'more' }, bearer('narrowedToA1'))).json()).toMatchObject({ error: { code: 'refused' } })
      expect(await (await post('clients.list', {}, bearer('narrowedToA1'))).json()).toMatchObject({ rows: [{ slug: slugOf('a1'), effects: ['read'] }] })
      expect((await post('notes.save', { about: 'one.example', text: 'x' }, bearer('narrowedToA1'))).status).toBe(403)
      for (const by of ['hasNothing', 'wasRevoked']) expect([403, 404]).toContain((await post('notes.list', {}, bearer(by))).status)
      const many = await Promise.all(Array.from({ length: 200 }, async () => app.fetch(new Request(new URL(path('organisations.list'), server.url), { headers: { host: new URL(server.url).host } }), { incoming: { socket: { remoteAddress: '203.0.113.7' } } })))
      const tooMany = many.filter(({ status }) => status === 429)
      expect(tooMany.length).toBeGreaterThan(50)
      expect(Number(tooMany[0]!.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(await tooMany[0]!.json()).toMatchObject({ error: { code: 'unavailable' } })
    })

    it('ids of others in lists, cursors and addresses are the same as none', async () => {
      const { a1, b1 } = world.ids
      const none = randomUUID()
      // Made here: tests before this one save things of their own under the ids of others.
      const theirDesk = world.outside.desk.client(world.clients.a1.id)
      const theirNote = await theirDesk.notes.save({ about: 'theirs.example', text: 'theirs', by: 'them', at }, { by: 'them', at })
      const theirTask = await theirDesk.tasks.save({ title: 'theirs', why: '', about: '', assignee: '', dueOn: null, state: 'open' }, { by: 'them', at })
      const asked = async (id: string, input: object) => {
        const response = await post(id, { client: world.clients.b1.id, ...input }, bearer('administersB'))
        return `${response.status} ${await response.text()}`
      }
      // One of one's own among them does not carry a foreign one through, and is not changed itself.
      const lists: Array<[string, (id: string) => object]> = [
        ['prospects.approve', (id) => ({ ids: [b1.prospect, id] })],
        ['prospects.veto', (id) => ({ ids: [id, b1.prospect], comment: 'because it is so' })],
        ['corrections.add-many', (id) => ({ links: [b1.link, id], field: 'type', value: 'LT-04', reason: 'because it is so' })],
        ['notes.save', (id) => ({ id, version: 1, about: 'one.example', text: 'x' })],
        ['tasks.save', (id) => ({ id, version: 1, title: 'x' })],
        ['proposals.confirm', (id) => ({ proposal: id })],
      ]
      const before = await Promise.all([deskOf(world, world.clients.a1.id), deskOf(world, world.clients.b1.id)])
      for (const [id, input] of lists) {
        const [foreign, missing] = id === 'corrections.add-many' ? [a1.link!, '00000000000000ff'] : [(id.startsWith('prospects') ? a1.prospect : id.startsWith('notes') ? theirNote.id : id.startsWith('tasks') ? theirTask.id : a1.proposal)!, none]
        const outcomes = [(await asked(id, input(foreign))).replaceAll(foreign, '<id>'), (await asked(id, input(missing))).replaceAll(missing, '<id>')]
        expect(outcomes[0], id).toBe(outcomes[1])
        expect(outcomes[0], id).toMatch(/^4/u)
      }
      expect(await Promise.all([deskOf(world, world.clients.a1.id), deskOf(world, world.clients.b1.id)])).toEqual(before)
      // Text stays text: an id of others in a pasted table or a note names nothing.
      expect(await (await post('competitors.save-many', { client: world.clients.b1.id, text: `id,domain\n${a1.competitor},pasted.example`, preview: true }, bearer('administersB'))).text()).not.toContain(markOf('a1'))
      // Cursors: a line or a job of others as the place to go on from.
      const lines = await world.outside.desk.log.list({ organisationId: world.organisations.A.id, clientIds: 'all', limit: 1 })
      for (const cursor of [1, lines[0]!.sequence, lines[0]!.sequence + 1, 2 ** 40]) {
        const response = await post('log.list', { organisation: world.organisations.B.id, before: cursor, limit: 1_000 }, bearer('administersB'))
        const { rows } = (await response.json()) as { rows: Array<{ organisationId: string }> }
        expect(rows.filter(({ organisationId }) => organisationId !== world.organisations.B.id)).toEqual([])
      }
      const from = async (cursor: string) => (await (await post('jobs.list', { before: cursor }, bearer('administersB'))).text()).replaceAll(cursor, '<id>')
      expect(await from(a1.job!)).toBe(await from(none))
      for (const path of [`/jobs/${a1.job}/files/report.html`, `/jobs/${none}/files/report.html`, `/jobs/${a1.job}/files/${a1.file}`]) expect([path, (await fetch(new URL(path, server.url), { headers: bearer('administersB') })).status]).toEqual([path, 404])
    })

    it('ids of others are the same as none over MCP', async () => {
      const client = new McpClient({ name: 'test', version: '1' })
      await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', server.url), { requestInit: { headers: bearer('administersB') } }))
      for (const operation of operations.filter(({ mcp, effect }) => mcp === true && effect === 'read')) {
        for (const field of namingFields(operation)) {
          const texts = await Promise.all([field.name === 'link' ? '00000000000000ff' : randomUUID(), world.ids.a1.link!, world.ids.a1.job!, world.ids.a1.client!].filter((value) => field.name !== 'link' || value.length === 16).map(async (value) => {
            const result = await client.callTool({ name: toolName(operation), arguments: naming1(operation, { ...inputOf(operation, 'b1'), ...(wallOf(operation) === 'client' ? { client: world.clients.b1.id } : {}) }, field, value) })
            return `${String(result.isError)} ${(result.content[0] as { text: string }).text.replaceAll(value, '<id>')}`
          }))
          expect(new Set(texts).size, `${operation.id} ${field.name}`).toBe(1)
        }
      }
      await client.close()
    }, 60_000)

    it('who was removed, whose session ran out, and whose token was narrowed are out at once', async () => {
      const { accounts, desk } = world.outside
      const by = { by: 'world', at }
      const person = await accounts.create({ email: 'leaves@people.example', name: 'Leaves', password })
      await desk.organisation(world.organisations.B.id).grant(person.id, null, 'write', by)
      const signIn = async () => (await signInFrom('198.51.100.21', person.email, password)).headers.getSetCookie().map((one) => one.split(';')[0]).join('; ')
      const asked = async (headers: Record<string, string>, id = 'notes.list') => (await post(id, id === 'notes.list' ? { client: world.clients.b1.id } : {}, { origin: server.url, ...headers })).status
      const theirs = await signIn()
      const { secret } = await accounts.createToken(person.id, { name: 'theirs', days: null, narrowing: { organisationId: null, clientId: null, role: null } })
      expect([await asked({ cookie: theirs }), await asked({ authorization: `Bearer ${secret}` })]).toEqual([200, 200])
      await made.open().query(`UPDATE auth_session SET "expiresAt" = now() - interval '1 second' WHERE "userId" = $1`, [person.id])
      expect(await asked({ cookie: theirs })).toBe(401)
      const again = await signIn()
      expect(await asked({ cookie: again })).toBe(200)
      expect(await ask(operations.find(({ id }) => id === 'people.remove')!, world.people.administersB!, { organisation: world.organisations.B.id, person: person.email })).toMatchObject({ output: { removed: true } })
      expect([await asked({ cookie: again }), await asked({ authorization: `Bearer ${secret}` }), await asked({ cookie: again }, 'clients.list')]).toEqual([404, 404, 403])
      // One person in two organisations: a token for one of them knows nothing of the other.
      const ofBoth = world.people.ofBoth!
      const narrow = (await accounts.createToken(ofBoth.id, { name: 'one', days: null, narrowing: { organisationId: world.organisations.A.id, clientId: null, role: null } })).secret
      const listed = await (await post('clients.list', {}, { authorization: `Bearer ${narrow}` })).text()
      expect([listed.includes(markOf('a2')), listed.includes(markOf('b1')), listed.includes(markOf('a1'))]).toEqual([true, false, false])
    })

    it('what everybody here shares is changed by who runs the installation, and its log is theirs', async () => {
      const find = (id: string) => operations.find((one) => one.id === id)!
      const { accounts } = world.outside
      for (const id of ['graph.use', 'organisations.add', 'people.installation-grant']) {
        for (const actor of [world.people.administersA!, world.people.administersB!, world.people.narrowedToA1!]) expect(await ask(find(id), actor, inputOf(find(id), 'a1')), `${id} by ${actor.name}`).toMatchObject({ error: { code: 'refused' } })
      }
      for (const id of ['log.installation', 'people.installation', 'log.check']) for (const actor of [world.people.administersA!, world.people.readsA!, world.people.hasNothing!]) expect(await ask(find(id), actor, {}), id).toMatchObject({ error: { code: 'refused' } })
      // It opens nothing else.
      expect(await ask(find('notes.list'), world.people.runsInstallation!, { client: world.clients.b1.id })).toMatchObject({ error: { code: 'not_found' } })
      expect((await signInFrom('198.51.100.22', 'nobody-here@people.example', 'my real password')).status).toBe(403)
      expect((await signInFrom('198.51.100.22', 'browser@people.example', 'not the password')).status).toBe(403)
      const { output } = (await ask(find('log.installation'), world.people.runsInstallation!, { limit: 1_000 })) as { output: { rows: Array<{ operation: string; actorName: string; outcome: string; organisationId: string | null }> } }
      expect(output.rows.every(({ organisationId }) => organisationId === null)).toBe(true)
      expect(output.rows.some(({ operation, actorName, outcome }) => operation === 'graph.use' && actorName === 'AdministersB' && outcome.startsWith('refused'))).toBe(true)
      expect(output.rows.some(({ operation, actorName, outcome }) => operation === 'sessions.start' && actorName === 'Nobody signed in' && outcome.startsWith('refused'))).toBe(true)
      expect(JSON.stringify(output)).not.toMatch(/nobody-here|my real password/u)
      const [failed] = await world.outside.desk.log.list({ organisationId: world.organisations.B.id, clientIds: 'all', limit: 1, operation: 'sessions.start' })
      expect(failed).toMatchObject({ actorName: 'Browser', outcome: expect.stringContaining('refused') })
      // Nobody else may become them by a new password, and the last one stays.
      await world.outside.desk.organisation(world.organisations.B.id).grant(world.people.runsInstallation!.id, world.clients.b2.id, 'read', { by: 'world', at })
      expect(await ask(find('people.reset-password'), world.people.administersB!, { organisation: world.organisations.B.id, person: world.people.runsInstallation!.id })).toMatchObject({ error: { code: 'refused' } })
      expect(await ask(find('people.installation-revoke'), world.people.runsInstallation!, { person: world.people.runsInstallation!.id })).toMatchObject({ error: { code: 'conflict' } })
      expect(await ask(find('people.installation-grant'), world.people.runsInstallation!, { person: 'administersb@people.example' })).toMatchObject({ output: { person: { name: 'AdministersB' } } })
      expect((await accounts.actorOfPerson(world.people.administersB!.id))!.grants).toContainEqual({ organisationId: '*', clientId: null, role: 'administer' })
      expect(await ask(find('people.installation-revoke'), world.people.runsInstallation!, { person: 'administersb@people.example' })).toMatchObject({ output: { revoked: true } })
    })

    it('nothing went wrong inside meanwhile', () => {
      expect(logged).toEqual([])
    })
  })

  describe('these tests', () => {
    it('see a wall that is missing', async () => {
      const leaky = defineOperation({ ...operations.find(({ id }) => id === 'notes.list')!, run: async (_: unknown, { wholeDesk }: { wholeDesk: { jobs: World['outside']['desk']['jobs'] } }) => ({ rows: (await wholeDesk.jobs.list({ organisationIds: [], clientIds: [world.clients.b1.id], machine: false, limit: 1 })).map(({ id, title }) => ({ id, about: title, text: title, by: title, at, version: 1 })) }) } as never) as unknown as Operation
      const answer = JSON.stringify(await ask(leaky, world.people.readsA1!, { client: world.clients.a1.id }))
      expect(tells('b1', world.ids.b1).some((text) => answer.includes(text))).toBe(true)
    })
  })
})
