import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAccounts } from '../src/access/index.js'
import { deskOver, openDatabase } from '../src/desk/index.js'
import { joining } from '../src/desk/joining-database.js'
import { callWhole } from '../src/doors/call.js'
import { inputOfJson } from '../src/doors/json-input.js'
import { localActor, type Actor } from '../src/model/actor.js'
import type { Visitor } from '../src/model/accounts.js'
import type { Database } from '../src/model/database.js'
import { homeClient, homeOrganisation } from '../src/model/desk-nouns.js'
import type { Outside } from '../src/model/outside.js'
import { operations } from '../src/operations/index.js'
import { databaseKinds, type MadeDatabase } from './databases.js'

/**
 * A database that ends at its nth write, counted over statements that change something and over commits: nothing after it
 * arrives, as if we had been killed there. What had begun is rolled back, as a database does for somebody who is gone.
 */
function ending(base: Database): { database: Database; endAt(write: number): void; writes(): number; again(): void } {
  let count = 0
  let at = Infinity
  const step = () => {
    count += 1
    if (count >= at) throw new Error('killed')
  }
  const watched = (one: Database): Database => ({
    async query(sql, params, unit) {
      if (/^\s*select\b(?!.*for update)/isu.test(sql)) {
        if (count >= at) throw new Error('killed')
      } else step()
      return one.query(sql, params, unit)
    },
    async script(sql) {
      step()
      await one.script(sql)
    },
    transaction: (work, unit) => one.transaction(async (inside) => {
      const result = await work(watched(inside))
      step()
      return result
    }, unit),
    close: () => one.close(),
  })
  return { database: watched(base), endAt: (write) => void ([at, count] = [write, 0]), writes: () => count, again: () => void ([at, count] = [Infinity, 0]) }
}

const at = '2026-06-01T00:00:00.000Z'
const password = 'river stone lantern'
const nouns = ['organisation', 'client', 'correction', 'decision', 'profile', 'site_revision', 'site', 'location', 'service_line', 'clinician', 'competitor', 'task', 'note', 'prospect', 'saved_view', 'proposal', 'person_grant', 'installation_grant', 'invitation', 'schedule', 'job', 'log_entry', 'log_head', 'auth_person', 'auth_account', 'auth_api_key', 'auth_verification']

for (const { title, skipped, make } of await databaseKinds()) describe.skipIf(skipped)(`a change that is broken off anywhere, ${title}`, () => {
  let made: MadeDatabase
  let raw: Database
  let faults: ReturnType<typeof ending>
  let outside: Outside
  let ana: Actor
  const kept: { prospects: string[]; grant: string; secret: string; task: string } = { prospects: [], grant: '', secret: '', task: '' }

  const run = (id: string, input: Record<string, unknown>, actor: Actor = ana) => {
    const operation = operations.find((one) => one.id === id)!
    const visitor: Visitor = { cookie: '', bearer: null, address: '198.51.100.1', userAgent: 'Test', keep: () => undefined }
    return callWhole(operation, inputOfJson(operation, input), { outside: async () => outside, operations: async () => operations, actor, now: at, visitor, isHere: true })
  }
  /** Every row of the desk, as text. */
  const dump = async () => {
    const tables = await Promise.all(nouns.map(async (name) => [name, (await raw.query<{ row: string }>(`SELECT row_to_json(this_row)::text AS row FROM ${name} this_row ORDER BY 1`)).rows.map(({ row }) => row)] as const))
    return Object.fromEntries(tables)
  }

  beforeAll(async () => {
    made = await make()
    raw = openDatabase({ home: made.home, url: made.url })
    faults = ending(raw)
    const database = joining(faults.database)
    const desk = deskOver(database, { home: made.home })
    const accounts = openAccounts({ home: made.home, database, grantsOf: (id) => desk.access.grantsOf(id), url: 'http://127.0.0.1:4300', singleSignOn: null })
    outside = { desk, accounts, indexOf: () => ({}), shelf: {} } as unknown as Outside
    const person = await accounts.create({ email: 'ana@people.example', name: 'Ana', password })
    const by = { by: 'Ana', at }
    await desk.organisation(homeOrganisation.id).grant(person.id, null, 'administer', by)
    await desk.access.installation.grant(person.id, by)
    ana = { id: person.id, name: 'Ana', by: 'session', grants: await desk.access.grantsOf(person.id) }
    const proposed = await run('prospects.propose', { prospects: ['one', 'two', 'three'].map((name) => ({ domain: `${name}.example`, reason: 'links to rivals' })) })
    kept.prospects = (proposed.saved as Array<{ id: string }>).map(({ id }) => id)
    const bo = await accounts.create({ email: 'bo@people.example', name: 'Bo', password: null })
    for (const role of ['read', 'approve'] as const) await desk.organisation(homeOrganisation.id).grant(bo.id, null, role, by)
    kept.secret = String((await run('people.invite', { email: 'cleo@people.example', role: 'write' })).path).split('#')[1]!
    kept.task = ((await run('tasks.save', { title: 'A task' })).saved as { id: string }).id
  }, 60_000)
  afterAll(async () => {
    await raw.close()
    await made.remove()
  })

  const rows = (name: string) => ['a', 'b', 'c'].map((one) => `${name}-${one}`).join('\n')
  const changes: Array<[string, () => Record<string, unknown>, (() => Actor)?]> = [
    ['notes.save', () => ({ about: 'one.example', text: 'a note' })],
    ['tasks.remove', () => ({ id: kept.task })],
    ['settings.save', () => ({ reportName: 'Northgate' })],
    ['sites.save', () => ({ site: 'main.example', main: true })],
    ['prospects.propose', () => ({ prospects: ['four', 'five', 'six'].map((name) => ({ domain: `${name}.example`, reason: 'links to rivals' })) })],
    ['prospects.approve', () => ({ ids: kept.prospects, comment: 'yes' })],
    ['prospects.veto', () => ({ ids: kept.prospects, comment: 'no, not these' })],
    ['competitors.save-many', () => ({ text: 'a-rival.example\nb-rival.example\nc-rival.example' })],
    ['service-lines.save-many', () => ({ text: rows('Line') })],
    ['clinicians.save-many', () => ({ text: rows('Doctor') })],
    ['clients.add', () => ({ name: 'Southgate', site: 'southgate.example' })],
    ['clients.update', () => ({ client: homeClient.id, site: 'changed.example' })],
    ['organisations.add', () => ({ name: 'Bayside' })],
    ['decisions.save', () => ({ site: 'main.example', kind: 'do-nothing', reviewer: 'Ana', reason: 'nothing to do', memo: 'memo' })],
    ['people.add', () => ({ organisation: homeOrganisation.id, email: 'dora@people.example', name: 'Dora', role: 'read' }), () => localActor],
    ['people.join', () => ({ secret: kept.secret, name: 'Cleo', password })],
    ['people.remove', () => ({ person: 'bo@people.example' })],
    ['people.installation-grant', () => ({ person: 'dora@people.example' })],
    ['tokens.create', () => ({ name: 'report' })],
  ]

  it.each(changes)('%s is there whole with its line in the audit log, or not at all', async (id, input, by = () => ana) => {
    if (!operations.some((one) => one.id === id)) throw new Error(`there is no operation ${id}`)
    const given = id === 'organisations.add' || id.startsWith('people.') || id === 'tokens.create' ? input() : { client: homeClient.id, ...input() }
    if (id === 'clients.add') delete given.client
    const before = await dump()
    let broken = 0
    for (let write = 1; write < 100; write += 1) {
      faults.endAt(write)
      const outcome = await run(id, given, by()).then(() => 'done', (error: Error & { cause?: Error }) => error.cause?.message ?? error.message)
      const wrote = faults.writes()
      faults.again()
      if (outcome === 'done' || (id === 'people.join' && wrote >= write && JSON.stringify(await dump()) !== JSON.stringify(before))) break
      expect([outcome.includes('killed') ? 'killed' : outcome, wrote >= write], `${id} at write ${write}`).toEqual(['killed', true])
      expect(await dump(), `${id} at write ${write}`).toEqual(before)
      broken += 1
    }
    expect(broken).toBeGreaterThan(3)
    const after = await dump()
    const lines = (dumped: typeof after) => dumped.log_entry!.map((text) => JSON.parse(text) as { sequence: number; operation: string; outcome: string })
    const added = lines(after).filter(({ sequence }) => !lines(before).some((line) => line.sequence === sequence))
    expect(added.map(({ operation, outcome }) => [operation, outcome])).toEqual([[id, 'done']])
    expect({ ...after, log_entry: [], log_head: [] }).not.toEqual({ ...before, log_entry: [], log_head: [] })
    expect(await outside.desk.log.check()).toMatchObject({ ok: true })
  })

  it('leaves no trace of what was refused but the line that says so', async () => {
    const before = await dump()
    // The second of them is no longer to be approved once the first was vetoed: none is.
    await expect(run('prospects.approve', { client: homeClient.id, ids: kept.prospects })).rejects.toMatchObject({ code: 'conflict' })
    await expect(run('prospects.veto', { client: homeClient.id, ids: [...kept.prospects, randomUUID()], comment: 'no, not these' })).rejects.toMatchObject({ code: 'not_found' })
    const after = await dump()
    expect({ ...after, log_entry: [], log_head: [] }).toEqual({ ...before, log_entry: [], log_head: [] })
    expect(after.log_entry!.length - before.log_entry!.length).toBe(2)
  })
})
