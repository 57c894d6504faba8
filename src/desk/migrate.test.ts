import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseKinds, type MadeDatabase } from '../../test/databases.js'
import { homeClient, homeOrganisation } from '../model/desk-nouns.js'
import { emptyProfile } from '../model/profile.js'
import { deskOver } from './desk.js'
import { migrate, versionStatements } from './migrate.js'
import { migrations } from './migrations/index.js'

const at = '2026-03-03T00:00:00.000Z'
const latest = migrations.at(-1)!.version
const profile = { ...emptyProfile, names: ['Northgate “Heart”'], domains: ['northgate.example'] }

/** A desk as the first release left it, with what people had saved in it. */
const ofVersionOne = [
  versionStatements.make,
  migrations[0]!.sql,
  `INSERT INTO schema_version (version, name) VALUES (1, 'corrections, decisions, profiles');
   INSERT INTO correction (id, site, subject, key, referring_page, target, field, value, was, reason, made_by, made_at, withdrawn_at, withdrawn_reason) VALUES
     ('c2', 'clinic.example', 'link', '00aa', 'https://journal.example/a', NULL, 'type', 'LT-01', 'LT-03', 'It is an article', 'Ada', '${at}', NULL, NULL),
     ('c1', 'clinic.example', 'domain', 'journal.example', NULL, NULL, 'tier', '1', '4', 'A journal', 'Ada', '${at}', '${at}', 'Wrong');
   INSERT INTO decision (id, site, kind, state, cause, reviewer, reason, body, made_at) VALUES ('d1', 'clinic.example', 'do-nothing', 'confirmed', NULL, 'Ada', 'No action', 'memo “é”', '${at}');
   INSERT INTO profile VALUES ('clinic.example', '${JSON.stringify(profile)}', '${at}');
   INSERT INTO site_revision VALUES ('clinic.example', 4), ('other.example', 1)`,
].join(';\n')

for (const { kind, title, skipped, make } of await databaseKinds()) {
  describe.skipIf(skipped)(`migrations, ${title}`, () => {
    let here: MadeDatabase
    beforeAll(async () => {
      here = await make({ bare: true })
      if (kind === 'embedded') {
        mkdirSync(join(here.home, 'desk'), { recursive: true, mode: 0o700 })
        const old = await PGlite.create(join(here.home, 'desk', 'data'))
        await old.exec(ofVersionOne)
        await old.close()
        writeFileSync(join(here.home, 'desk', 'engine.json'), JSON.stringify({ postgres: 18 }))
      } else {
        const old = new Client({ connectionString: here.url })
        await old.connect()
        await old.query(ofVersionOne)
        await old.end()
      }
    })
    afterAll(() => here?.remove())

    it('keep what the first release saved, for the client who was alone then', async () => {
      // Several that start at once after an update take turns.
      const desks = [here.open(), here.open(), here.open()].map((database) => deskOver(database))
      const read = await Promise.all(desks.map((desk) => desk.client('home').corrections('clinic.example')))
      for (const corrections of read) {
        expect(corrections).toEqual([
          { id: 'c2', site: 'clinic.example', subject: 'link', key: '00aa', referringPage: 'https://journal.example/a', target: null, field: 'type', value: 'LT-01', was: 'LT-03', reason: 'It is an article', by: 'Ada', at, withdrawnAt: null, withdrawnReason: null },
          { id: 'c1', site: 'clinic.example', subject: 'domain', key: 'journal.example', referringPage: null, target: null, field: 'tier', value: '1', was: '4', reason: 'A journal', by: 'Ada', at, withdrawnAt: at, withdrawnReason: 'Wrong' },
        ])
      }
      const [desk] = desks
      const client = desk!.client('home')
      expect(await client.decisions('clinic.example')).toEqual([{ id: 'd1', site: 'clinic.example', kind: 'do-nothing', state: 'confirmed', cause: null, reviewer: 'Ada', reason: 'No action', body: 'memo “é”', at }])
      expect(await client.profile('clinic.example')).toEqual(profile)
      expect([await client.revision('clinic.example'), await client.revision('other.example'), await client.revision('new.example')]).toEqual([4, 1, 0])
      expect([await desk!.organisations(), await desk!.clients()]).toEqual([[homeOrganisation], [homeClient]])
      expect((await client.addCorrection({ ...read[0]![0]!, key: '00bb' })).key).toBe('00bb')
      expect(await client.corrections('clinic.example')).toHaveLength(3)
      await client.saveProfile('clinic.example', profile, at)
      expect(await client.revision('clinic.example')).toBe(6)
    })

    it('let those run the installation who did so until then', async () => {
      const database = here.open()
      const desk = deskOver(database)
      await database.script('DROP TABLE installation_grant; DELETE FROM schema_version WHERE version = 4')
      await database.query(`INSERT INTO organisation (id, slug, name, kind, created_at) VALUES ('other', 'other', 'Other', 'agency', $1)`, [at])
      for (const [id, organisation, client, role] of [['ana', 'home', null, 'administer'], ['bo', 'home', null, 'write'], ['cleo', 'home', 'home', 'administer'], ['dora', 'other', null, 'administer']]) {
        await database.query(`INSERT INTO auth_person (id, name, email, "emailVerified", "createdAt", "updatedAt") VALUES ($1, $1, $1, true, now(), now())`, [id])
        await database.query(`INSERT INTO person_grant (id, person_id, organisation_id, client_id, role, granted_by, granted_at) VALUES ($1, $1, $2, $3, $4, 'Ada', $5)`, [id, organisation, client, role, at])
      }
      await migrate(database)
      expect(await desk.access.installation.list()).toEqual([{ personId: 'ana', by: 'Ada', at }])
      expect(await desk.access.grantsOf('ana')).toEqual([{ organisationId: '*', clientId: null, role: 'administer' }, { organisationId: 'home', clientId: null, role: 'administer' }])
    })

    it('are each applied once, whole or not at all, and leave a newer desk alone', async () => {
      const database = here.open()
      const versions = async () => (await database.query<{ version: number }>(versionStatements.read)).rows.map(({ version }) => version)
      expect(await versions()).toEqual(migrations.map(({ version }) => version))
      await migrate(database)
      const broken = [...migrations, { version: latest + 1, name: 'broken', sql: 'CREATE TABLE half (id int); SELECT nothing FROM nowhere' }]
      await expect(migrate(database, broken)).rejects.toThrow()
      expect((await database.query("SELECT to_regclass('half') IS NULL AS gone")).rows).toEqual([{ gone: true }])
      // One that was written later under a lower number is not left out.
      const late = [...migrations, { version: latest + 5, name: 'five', sql: 'CREATE TABLE five (id int)' }]
      await migrate(database, late)
      await migrate(database, [...late, { version: latest + 4, name: 'four', sql: 'CREATE TABLE four (id int)' }])
      expect((await versions()).slice(-2)).toEqual([latest + 4, latest + 5])
      await expect(migrate(database)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('newer Citewell') })
    })
  })
}

it('are in order, each version once', () => {
  const versions = migrations.map(({ version }) => version)
  expect(versions).toEqual([...new Set(versions)].sort((one, other) => one - other))
})
