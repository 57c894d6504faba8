import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseKinds, type MadeDatabase } from '../../../test/databases.js'
import { openAccounts } from '../../access/index.js'
import { deskOver } from '../../desk/index.js'
import { callWhole } from '../../doors/call.js'
import { inputOfJson } from '../../doors/json-input.js'
import { localActor, type Actor } from '../../model/actor.js'
import type { Accounts, Visitor } from '../../model/accounts.js'
import type { Desk } from '../../model/desk.js'
import { homeOrganisation } from '../../model/desk-nouns.js'
import type { Outside } from '../../model/outside.js'
import { operations } from '../index.js'

const at = '2026-06-01T00:00:00.000Z'
const visitor: Visitor = { cookie: '', bearer: null, address: '198.51.100.1', userAgent: 'Test', keep: () => undefined }

for (const { title, skipped, make } of await databaseKinds()) describe.skipIf(skipped)(`who runs the installation, ${title}`, () => {
  let made: MadeDatabase
  let desk: Desk
  let accounts: Accounts
  let outside: Outside
  beforeAll(async () => {
    made = await make()
    const database = made.open()
    desk = deskOver(database, { home: made.home })
    accounts = openAccounts({ home: made.home, database, grantsOf: (id) => desk.access.grantsOf(id), url: 'http://127.0.0.1:4300', singleSignOn: null })
    outside = { desk, accounts } as unknown as Outside
  })
  afterAll(() => made.remove())

  const run = (id: string, input: Record<string, unknown>, actor: Actor = localActor, isHere = true) => {
    const operation = operations.find((one) => one.id === id)!
    return callWhole(operation, inputOfJson(operation, input), { outside: async () => outside, operations: async () => operations, actor, now: at, visitor, isHere })
  }
  const names = async () => ((await run('people.installation', {})).rows as Array<{ name: string }>).map(({ name }) => name).sort()

  it('is the first who administers, and whoever was named by one of them, until one is left', async () => {
    await run('people.add', { email: 'reads@people.example', name: 'Reads', role: 'read' })
    expect(await names()).toEqual([])
    await run('people.add', { email: 'ana@people.example', name: 'Ana', role: 'administer' })
    await run('people.add', { email: 'bo@people.example', name: 'Bo', role: 'administer' })
    expect(await names()).toEqual(['Ana'])
    const [ana, bo] = await Promise.all(['ana', 'bo'].map(async (name) => (await accounts.actorOfPerson((await accounts.personOfEmail(`${name}@people.example`))!.id))!))
    await expect(run('people.installation-grant', { person: 'bo@people.example' }, bo)).rejects.toMatchObject({ code: 'refused' })
    await expect(run('people.installation-grant', { person: 'nobody@people.example' }, ana)).rejects.toMatchObject({ code: 'not_found' })
    await run('people.installation-grant', { person: 'bo@people.example' }, ana)
    await run('people.installation-grant', { person: 'bo@people.example' }, ana)
    expect(await names()).toEqual(['Ana', 'Bo'])
    // Both at once: one of them stays.
    const ended = await Promise.allSettled(['ana', 'bo'].map((name) => run('people.installation-revoke', { person: `${name}@people.example` })))
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await names()).toHaveLength(1)
    const lines = (await run('log.installation', {})).rows as Array<{ operation: string; outcome: string }>
    expect(lines.map(({ operation, outcome }) => `${operation} ${outcome.split(':')[0]}`)).toEqual(expect.arrayContaining(['people.installation-grant refused', 'people.installation-grant done', 'people.installation-revoke done', 'people.installation-revoke conflict']))
    expect(await desk.log.check()).toMatchObject({ ok: true })
  })

  it('may not be had by whoever may not administer the account of such a person', async () => {
    const [one] = (await run('people.installation', {})).rows as Array<{ id: string }>
    await run('people.add', { email: 'cleo@people.example', name: 'Cleo', role: 'administer' })
    const cleo = (await accounts.actorOfPerson((await accounts.personOfEmail('cleo@people.example'))!.id))!
    await expect(run('people.reset-password', { organisation: homeOrganisation.id, person: one!.id }, cleo, false)).rejects.toMatchObject({ code: 'refused' })
    expect(await run('people.reset-password', { organisation: homeOrganisation.id, person: 'reads@people.example' }, cleo, false)).toMatchObject({ path: expect.stringContaining('/set-password#') })
  })
})
