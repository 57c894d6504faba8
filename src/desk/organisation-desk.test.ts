import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseKinds, type MadeDatabase } from '../../test/databases.js'
import type { Desk, OrganisationDesk } from '../model/desk.js'
import type { Client, LogEntry } from '../model/desk-nouns.js'
import { homeClient, homeOrganisation } from '../model/desk-nouns.js'
import type { JoiningDatabase } from './database.js'
import { deskOver } from './desk.js'
import { joining } from './joining-database.js'

const at = '2026-03-03T00:00:00.000Z'
const later = '2026-03-04T00:00:00.000Z'
const ada = { by: 'Ada', at }
const practice = (slug: string) => ({ slug, name: `Practice ${slug}`, profileKind: 'practice' as const, site: null, archivedAt: null }) as Omit<Client, 'id' | 'version' | 'createdAt'>

for (const { kind, title, skipped, make } of await databaseKinds()) {
  describe.skipIf(skipped)(`desk of organisations, ${title}`, () => {
    let here: MadeDatabase
    let database: JoiningDatabase
    let desk: Desk
    let north: OrganisationDesk
    let south: OrganisationDesk
    beforeAll(async () => {
      here = await make()
      database = here.open()
      desk = deskOver(database)
      for (const id of ['north', 'south']) await desk.saveOrganisation({ id, slug: id, name: id, kind: 'agency' }, at)
      north = desk.organisation('north')
      south = desk.organisation('south')
      for (const [id, name, email] of [['p-ada', 'Ada', 'ada@north.example'], ['p-bo', 'Bo', 'bo@north.example']]) {
        await database.query(`INSERT INTO auth_person (id, name, email, "emailVerified", "createdAt", "updatedAt") VALUES ($1, $2, $3, true, $4, $4)`, [id, name, email, new Date(at)])
      }
    })
    afterAll(() => here?.remove())

    it('begins with one organisation that has one client', async () => {
      expect((await desk.organisations()).find(({ id }) => id === 'home')).toEqual(homeOrganisation)
      expect(await desk.clients()).toEqual([homeClient])
      expect(await desk.organisation('home').clients.list()).toEqual([homeClient])
    })

    it('keeps organisations', async () => {
      const made = (await north.organisation())!
      expect(made).toEqual({ id: 'north', slug: 'north', name: 'north', kind: 'agency', createdAt: at, version: 1 })
      const saved = await desk.saveOrganisation({ ...made, name: 'North' }, later)
      expect(saved).toEqual({ ...made, name: 'North', version: 2 })
      expect(await desk.saveOrganisation({ ...made, name: 'North' }, later)).toEqual(saved)
      await expect(desk.saveOrganisation({ ...made, name: 'Other' }, later)).rejects.toMatchObject({ code: 'conflict' })
      await expect(desk.saveOrganisation({ slug: 'south', name: 'x', kind: 'other' }, later)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('"south"') })
      await expect(desk.saveOrganisation({ ...made, id: 'none' }, later)).rejects.toMatchObject({ code: 'not_found' })
      await north.saveSettings({ weekStarts: 'monday' }, ada)
      expect([await north.settings(), await south.settings()]).toEqual([{ weekStarts: 'monday' }, {}])
    })

    it('keeps clients apart by organisation', async () => {
      const one = await north.clients.save(practice('one'), ada)
      expect(one).toEqual({ ...practice('one'), id: expect.any(String), organisationId: 'north', createdAt: at, version: 1 })
      // The short name is taken here, and free elsewhere: it tells nobody of others' clients.
      await expect(north.clients.save(practice('one'), ada)).rejects.toMatchObject({ code: 'conflict' })
      await south.clients.save(practice('one'), ada)
      expect(await south.clients.get(one.id)).toBeUndefined()
      await expect(south.clients.save({ ...one, name: 'Taken' }, ada)).rejects.toMatchObject({ code: 'not_found' })
      // A client never moves to another organisation by being saved.
      expect(await north.clients.save({ ...one, organisationId: 'south', name: 'First' }, ada)).toMatchObject({ organisationId: 'north', name: 'First', version: 2 })
      expect((await desk.clients()).map(({ organisationId, name }) => `${organisationId} ${name}`).sort()).toEqual(['home Home', 'north First', 'south Practice one'])
    })

    it('removes a client with nothing of its own only, and never the first', async () => {
      const empty = await north.clients.save(practice('empty'), ada)
      expect([await south.clients.remove(empty.id, ada), await north.clients.remove(empty.id, ada)]).toEqual([false, true])
      const full = await north.clients.save(practice('full'), ada)
      await desk.client(full.id).notes.save({ about: 'x', text: 'y', by: 'Ada', at }, ada)
      await expect(north.clients.remove(full.id, ada)).rejects.toMatchObject({ code: 'conflict' })
      await expect(desk.organisation('home').clients.remove('home', ada)).rejects.toMatchObject({ code: 'conflict' })
    })

    it('invites, and lets the one who was invited in, once', async () => {
      const [client] = await north.clients.list()
      const given = { email: 'Ada@North.example', clientId: client!.id, role: 'write' as const, invitedBy: 'Cy', createdAt: at, expiresAt: later }
      const { invitation, secret } = await north.invite(given)
      expect(await north.invitations()).toEqual([invitation])
      expect(JSON.stringify((await database.query('SELECT * FROM invitation')).rows)).not.toContain(secret)
      await expect(south.invite(given)).rejects.toMatchObject({ code: 'not_found' })

      expect(await desk.access.invitationOf(secret, at)).toEqual(invitation)
      expect(await desk.access.invitationOf(secret, later)).toBeUndefined()
      const accept = (person: { id: string; email: string }, when = at, what = secret) => desk.access.acceptInvitation(what, person, when)
      expect(await accept({ id: 'p-bo', email: 'bo@north.example' })).toBeUndefined()
      expect(await accept({ id: 'p-ada', email: 'ada@north.example' }, later)).toBeUndefined()
      expect(await accept({ id: 'p-ada', email: 'ada@north.example' }, at, `${secret}x`)).toBeUndefined()
      expect(await accept({ id: 'p-ada', email: 'ada@north.example' })).toEqual({ ...invitation, acceptedAt: at })
      expect(await accept({ id: 'p-ada', email: 'ada@north.example' }, '2026-03-03T01:00:00.000Z')).toBeUndefined()
      expect(await desk.access.grantsOf('p-ada')).toEqual([{ organisationId: 'north', clientId: client!.id, role: 'write' }])

      const second = await north.invite({ ...given, email: 'bo@north.example' })
      expect([await south.withdrawInvitation(second.invitation.id, at), await north.withdrawInvitation(second.invitation.id, at), await north.withdrawInvitation(second.invitation.id, later)]).toEqual([false, true, false])
      expect(await accept({ id: 'p-bo', email: 'bo@north.example' }, at, second.secret)).toBeUndefined()
    })

    it('grants once, within the wall, and keeps somebody who administers', async () => {
      await north.grant('p-bo', null, 'administer', ada)
      await north.grant('p-bo', null, 'administer', ada)
      await north.grant('p-ada', null, 'approve', ada)
      const [theirs] = await south.clients.list()
      await expect(north.grant('p-ada', theirs!.id, 'read', ada)).rejects.toMatchObject({ code: 'not_found' })
      const members = await north.members()
      expect(members.map(({ name, email, twoFactor, createdAt, grants }) => [name, email, twoFactor, createdAt, grants.map(({ clientId, role }) => [clientId === null, role])])).toEqual([
        ['Ada', 'ada@north.example', false, at, [[true, 'approve'], [false, 'write']]],
        ['Bo', 'bo@north.example', false, at, [[true, 'administer']]],
      ])
      expect(await south.members()).toEqual([])
      const [bo] = members[1]!.grants
      expect(await south.revoke(bo!.id, ada)).toBe(false)
      await expect(north.revoke(bo!.id, ada)).rejects.toMatchObject({ code: 'conflict' })
      await north.grant('p-ada', null, 'administer', ada)
      const administrators = (await north.members()).flatMap(({ grants }) => grants).filter(({ role }) => role === 'administer')
      // Of two who take each other's right away at once, one stays.
      const revoked = await Promise.allSettled(administrators.map(({ id }) => north.revoke(id, ada)))
      expect(revoked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(await desk.access.hasAccounts()).toBe(true)
    })

    describe('log', () => {
      const entry = (operation: string, clientId: string | null, organisationId: string | null = 'north'): Omit<LogEntry, 'sequence' | 'hash'> => ({
        at, actorId: 'p-ada', actorName: 'Ada “A”', by: 'session', organisationId, clientId, operation, effect: 'write', input: { b: 1.50, a: [null, 'é\u0000'.slice(0, 1)] }, outcome: 'done',
      })

      it('adds lines one after another, whoever writes', async () => {
        const other = deskOver(here.open())
        await Promise.all(Array.from({ length: 30 }, (_, number) => (number % 2 ? desk : other).log.append(entry(`o${number}`, number % 3 === 0 ? null : `c${number % 3}`))))
        await desk.log.append({ ...entry('machine', null, null), outcome: 'invalid: "\ud800\0" is none', input: { text: '\0\ud800' } })
        expect(await desk.log.check()).toEqual({ ok: true, lines: 31, brokenAt: null })
      })

      it('lists what belongs to some, newest first, piece by piece', async () => {
        const list = (query: Partial<Parameters<Desk['log']['list']>[0]>) => desk.log.list({ organisationId: 'north', clientIds: 'all', limit: 100, ...query })
        const all = await list({})
        expect(all.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 30 }, (_, index) => 30 - index))
        expect(all[0]).toMatchObject({ actorName: 'Ada “A”', input: { b: 1.5, a: [null, 'é'] } })
        expect((await list({ clientIds: ['c1'] })).every(({ clientId }) => clientId === 'c1')).toBe(true)
        expect(await list({ clientIds: [] })).toEqual([])
        expect((await list({ limit: 5, before: 11 })).map(({ sequence }) => sequence)).toEqual([10, 9, 8, 7, 6])
        expect((await list({ operation: 'o3' })).map(({ operation }) => operation)).toEqual(['o3'])
        expect(await list({ organisationId: 'south' })).toEqual([])
        expect(await list({ actorId: 'nobody' })).toEqual([])
      })

      it('is never changed, and shows when it was past the rule', async () => {
        for (const sql of ["UPDATE log_entry SET outcome = 'x'", 'DELETE FROM log_entry', 'TRUNCATE log_entry']) await expect(database.query(sql)).rejects.toMatchObject({ sqlState: '42501' })
        const past = async (sql: string, brokenAt: number) => {
          await database.transaction(async (inside) => {
            await inside.script('ALTER TABLE log_entry DISABLE TRIGGER USER')
            await inside.script(sql)
            expect(await deskOver(joining(inside)).log.check()).toEqual({ ok: false, lines: brokenAt - 1, brokenAt })
            throw new Error('undo')
          }).catch((error: Error) => {
            if (error.message !== 'undo') throw error
          })
        }
        await past("UPDATE log_entry SET outcome = 'refused' WHERE sequence = 7", 7)
        await past("UPDATE log_entry SET client_id = 'other' WHERE sequence IN (8, 9)", 8)
        await past('DELETE FROM log_entry WHERE sequence = 12', 12)
        await past('DELETE FROM log_entry WHERE sequence >= 30', 30)
        await past('DELETE FROM log_entry', 1)
        expect(await desk.log.check()).toMatchObject({ ok: true })
      })
    })

    it.runIf(kind === 'embedded')('is not made by reading', async () => {
      const unmade = await make({ bare: true })
      const asked = deskOver(unmade.open())
      const client = asked.client('home')
      expect([
        await asked.organisations(), await asked.clients(), await asked.organisation('home').organisation(), await asked.organisation('home').clients.get('home'), await asked.access.hasAccounts(),
        await client.profile('clinic.example'), await client.revision('clinic.example'), await client.tasks.list(), await client.settings(), await asked.jobs.claim('w', 1_000, at), await asked.jobs.schedules.fire(at, () => null), await asked.log.check(),
      ]).toEqual([[homeOrganisation], [homeClient], homeOrganisation, homeClient, false, undefined, 0, [], {}, undefined, [], { ok: true, lines: 0, brokenAt: null }])
      const { existsSync } = await import('node:fs')
      expect(existsSync(`${unmade.home}/desk`)).toBe(false)
      await unmade.remove()
    })
  })
}
