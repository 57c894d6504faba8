import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseKinds, type MadeDatabase } from '../../../test/databases.js'
import type { Desk, TableSum } from '../../model/desk.js'
import { fileOfBytes } from '../../model/file-input.js'
import { emptyProfile } from '../../model/profile.js'
import { openDatabase } from '../database.js'
import { deskOver } from '../desk.js'

const at = '2026-03-03T00:00:00.000Z'
const ada = { by: 'Ada', at }
const options = { at, program: 'citewell 0.0.0' }
const folder = mkdtempSync(join(tmpdir(), 'citewell-copies-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Something in every table, with what is apt to be lost on the way. */
async function fill(home: MadeDatabase): Promise<Desk> {
  const database = home.open()
  const desk = deskOver(database)
  await database.query(`INSERT INTO auth_person (id, name, email, "emailVerified", "createdAt", "updatedAt") VALUES ('p1', 'Ada', 'ada@north.example', true, $1, $1)`, [new Date('2026-03-03T04:05:06.789Z')])
  await desk.saveOrganisation({ id: 'north', slug: 'north', name: 'Nörth “& Söns” \\ \' \t', kind: 'agency' }, at)
  const organisation = desk.organisation('north')
  for (const id of ['c1', 'c2']) await organisation.clients.save({ id, organisationId: 'north', slug: id, name: id, profileKind: 'clinic', site: null, archivedAt: null }, ada)
  await organisation.grant('p1', null, 'administer', ada)
  await desk.access.installation.grant('p1', ada)
  await organisation.invite({ email: 'bo@north.example', clientId: 'c1', role: 'read', invitedBy: 'Ada', createdAt: at, expiresAt: '2026-04-01T00:00:00.000Z' })
  const client = desk.client('c1')
  await client.addCorrections(Array.from({ length: 400 }, (_, number) => ({ site: 'clinic.example', subject: 'link' as const, key: `k${number}`, referringPage: null, target: null, field: 'type' as const, value: 'LT-01', was: 'LT-03', reason: `reason ${number}\n"quoted" ünïcode 🩺`, by: 'Ada', at })))
  await client.addDecision({ site: 'clinic.example', kind: 'disavow', state: 'confirmed', cause: 'manual action', reviewer: 'Ada', reason: 'told', body: 'domain:bad.example\n'.repeat(10_000), at })
  await client.saveProfile('clinic.example', { ...emptyProfile, names: ['Calm'] }, at)
  await client.sites.save({ site: 'clinic.example', label: null, main: true }, ada)
  await client.locations.save({ name: 'L', street: '', city: '', region: '', postcode: '', country: '', phone: '', url: '', latitude: 0.1 + 0.2, longitude: -1e-7, servicePlaces: ['b', 'a'], servicePostcodes: [], radiusKm: null }, ada)
  await client.considerations.save({ referringDomain: 'p.example', referringPage: '', target: '', kind: 'payment', amount: 1234567.89, currency: 'EUR', on: null, until: null, relDue: ['sponsored'], note: '' }, ada)
  await client.proposals.add({ id: 'x', operation: 'o', input: { z: 1, a: { n: 1.50, e: 1e21 } }, by: 'Assistant', at })
  await desk.jobs.add({ id: 'j1', organisationId: 'north', clientId: 'c1', operation: 'o', title: 'T', input: {}, actor: { id: 'p1', name: 'Ada' }, attemptsMax: 3, createdAt: at, scheduleId: null })
  for (const operation of ['one', 'two', 'three']) await desk.log.append({ at, actorId: 'p1', actorName: 'Ada', by: 'session', organisationId: 'north', clientId: 'c1', operation, effect: 'write', input: { b: 1, a: 'ü' }, outcome: 'done' })
  return desk
}

const kinds = await databaseKinds()
const title = (kind: string) => kinds.find((one) => one.kind === kind)!.title
for (const from of kinds) {
  for (const to of kinds) {
    describe.skipIf(from.skipped || to.skipped)(`copies, ${title(from.kind)} to ${title(to.kind)}`, () => {
      let source: MadeDatabase
      let target: MadeDatabase
      let desk: Desk
      let copy: Desk
      const targetPath = join(folder, `${from.kind}-${to.kind}.gz`)
      beforeAll(async () => {
        source = await from.make()
        target = await to.make()
        desk = await fill(source)
        copy = deskOver(target.open())
      })
      afterAll(async () => {
        await source?.remove()
        await target?.remove()
      })
      const restore = (bytes: Uint8Array, replace = false) => copy.copies.restore(fileOfBytes('desk.gz', bytes), { ...options, replace })

      it('a backup restored is the same desk', async () => {
        const made = await desk.copies.backup({ targetPath }, options)
        expect(made.tables.length).toBeGreaterThan(25)
        expect(made.tables.find(({ table }) => table === 'correction')?.rows).toBe(400)
        expect(statSync(targetPath).mode & 0o077).toBe(0)
        const bytes = readFileSync(targetPath)
        expect(await desk.copies.sums({})).toEqual(made.tables)
        expect(await restore(bytes)).toEqual({ tables: made.tables, madeAt: at, replaced: false })
        const again = await copy.copies.backup({ targetPath: `${targetPath}.again` }, options)
        const withoutRevisions = (tables: TableSum[]) => tables.filter(({ table }) => table !== 'site_revision')
        expect(withoutRevisions(again.tables)).toEqual(withoutRevisions(made.tables))
        // What was judged here before was judged from another desk.
        expect(await copy.client('c1').revision('clinic.example')).toBeGreaterThan(await desk.client('c1').revision('clinic.example'))

        expect(await copy.client('c1').corrections('clinic.example')).toEqual(await desk.client('c1').corrections('clinic.example'))
        expect(await copy.client('c1').locations.list()).toEqual(await desk.client('c1').locations.list())
        expect(await copy.organisation('north').members()).toEqual(await desk.organisation('north').members())
        expect(await copy.log.check()).toEqual({ ok: true, lines: 3, brokenAt: null })
        // Life goes on: what counts by itself goes on after the highest.
        expect(await copy.client('c1').addDecision({ site: 'clinic.example', kind: 'do-nothing', state: 'confirmed', cause: null, reviewer: 'Ada', reason: 'later', body: '', at })).toMatchObject({ reason: 'later' })
        expect((await copy.client('c1').decisions('clinic.example')).map(({ reason }) => reason)).toEqual(['told', 'later'])
      })

      it('nothing is replaced unless it is said, and then everything', async () => {
        const bytes = readFileSync(targetPath)
        await expect(restore(bytes)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('--replace') })
        expect(await copy.client('c1').decisions('clinic.example')).toHaveLength(2)
        expect(await restore(bytes, true)).toMatchObject({ replaced: true })
        expect(await copy.client('c1').decisions('clinic.example')).toHaveLength(1)
      })

      it.runIf(from.kind === 'embedded')('a damaged file changes nothing', async () => {
        const lines = gunzipSync(readFileSync(targetPath)).toString('utf8').split('\n')
        const row = lines.findIndex((line) => line.includes('"k7"'))
        const end = lines.findIndex((line) => line.includes('"endOf":"correction"'))
        const packed = (changed: string[]) => gzipSync(changed.join('\n'))
        const faults: Array<[string, Uint8Array]> = [
          ['one value', packed(lines.with(row, lines[row]!.replace('k7', 'k8')))],
          ['a row less', packed(lines.toSpliced(row, 1))],
          ['a row twice', packed(lines.toSpliced(row, 0, lines[row]!))],
          ['cut off', packed(lines.slice(0, row))],
          ['a table less', packed(lines.toSpliced(end, 1))],
          ['no end', packed(lines.slice(0, -2))],
          ['something after the end', packed([...lines.slice(0, -1), '{"tables":1}', ''])],
          ['a column more', packed(lines.with(row, lines[row]!.replace('[', '["x",')))],
          ['no JSON', packed(lines.with(row, 'x'))],
          ['another table', packed(lines.map((line) => line.replace('{"table":"correction"', '{"table":"pg_class"').replace('"endOf":"correction"', '"endOf":"pg_class"')))],
          ['of a newer program', packed(lines.with(0, lines[0]!.replace('"format":1', '"format":2')))],
          ['cut bytes', readFileSync(targetPath).subarray(0, 2_000)],
          ['no gzip', Buffer.from('hello')],
          ['nothing', Buffer.alloc(0)],
        ]
        const before = await copy.copies.backup({ targetPath: `${targetPath}.before` }, options)
        for (const [fault, bytes] of faults) await expect(restore(bytes, true), fault).rejects.toMatchObject({ code: 'invalid', message: expect.stringMatching(/^desk\.gz/u) })
        await expect(restore(packed(lines.with(0, lines[0]!.replace(/"versions":\[[^\]]*\]/u, '"versions":[1]'))), true)).rejects.toMatchObject({ code: 'conflict' })
        expect((await copy.copies.backup({ targetPath: `${targetPath}.after` }, options)).tables).toEqual(before.tables)
      })

      it('a backup that can\'t be written leaves no file', async () => {
        await expect(desk.copies.backup({ targetPath: join(folder, 'none', 'x.gz') }, options)).rejects.toMatchObject({ code: 'unavailable' })
        const stopped = new AbortController()
        stopped.abort()
        const dir = join(folder, `stopped-${from.kind}-${to.kind}`)
        mkdirSync(dir)
        await expect(desk.copies.backup({ targetPath: join(dir, 'x.gz') }, { ...options, signal: stopped.signal })).rejects.toThrow()
        expect(readdirSync(dir)).toEqual([])
      })
    })
  }
}

const server = kinds.find(({ kind }) => kind === 'server')!
for (const from of kinds) {
  describe.skipIf(from.skipped || server.skipped)(`move, ${title(from.kind)} to ${server.title}`, () => {
    let source: MadeDatabase
    let target: MadeDatabase
    let desk: Desk
    beforeAll(async () => {
      source = await from.make()
      target = await server.make()
      desk = await fill(source)
    })
    afterAll(async () => {
      await source?.remove()
      await target?.remove()
    })
    const move = (replace = false) => desk.copies.move(target.url!, { ...options, replace })
    const there = async <Answer>(ask: (desk: Desk) => Promise<Answer>) => {
      const far = deskOver(openDatabase({ home: '/nowhere', url: target.url }))
      try {
        return await ask(far)
      } finally {
        await far.close()
      }
    }

    it('takes everything there, and may be done again until somebody used it', async () => {
      const made = await desk.copies.backup({ targetPath: join(folder, `moved-${from.kind}.gz`) }, options)
      const first = await move()
      expect(first).toEqual({ tables: made.tables, place: expect.stringMatching(/^127\.0\.0\.1:\d+\/citewell_test_/u), replaced: false })
      await desk.client('c1').notes.save({ about: 'x', text: 'after', by: 'Ada', at }, ada)
      await desk.log.append({ at, actorId: 'p1', actorName: 'Ada', by: 'session', organisationId: 'north', clientId: 'c1', operation: 'four', effect: 'write', input: {}, outcome: 'done' })
      expect(await move()).toMatchObject({ replaced: true })
      expect(await there((far) => far.client('c1').notes.list())).toEqual(await desk.client('c1').notes.list())

      await there((far) => far.log.append({ at, actorId: 'p1', actorName: 'Ada', by: 'session', organisationId: 'north', clientId: 'c1', operation: 'used', effect: 'write', input: {}, outcome: 'done' }))
      await expect(move()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('--replace') })
      expect(await move(true)).toMatchObject({ replaced: true })
      expect(await there((far) => far.log.check())).toEqual({ ok: true, lines: 4, brokenAt: null })
    })

    it('leaves nothing there when it is broken off, and can be done again', async () => {
      const empty = await server.make()
      const stopped = new AbortController()
      const broken = desk.copies.move(empty.url!, { ...options, replace: false, signal: stopped.signal, progress: ({ stage }) => {
        if (stage === 'Copying decision') stopped.abort()
      } })
      await expect(broken).rejects.toThrow()
      expect((await empty.open().query('SELECT 1 FROM correction')).count).toBe(0)
      expect(await desk.copies.move(empty.url!, { ...options, replace: false })).toMatchObject({ replaced: false })
      await empty.remove()
    })

    it('says what is wrong with an address, without its password', async () => {
      const url = new URL(target.url!)
      url.password = 'topsecret'
      const error = await desk.copies.move(url.href, { ...options, replace: false }).catch((error: unknown) => error as Error)
      expect(error).toMatchObject({ code: 'unavailable', message: expect.stringContaining('refused the name or password') })
      expect((error as Error).message).not.toContain('topsecret')
      await expect(desk.copies.move('file:///etc/passwd', { ...options, replace: false })).rejects.toMatchObject({ code: 'invalid' })
    })

    it.runIf(from.kind === 'server')('refuses to move a desk onto itself', async () => {
      await expect(desk.copies.move(source.url!, { ...options, replace: true })).rejects.toMatchObject({ code: 'conflict' })
      expect(await desk.log.check()).toMatchObject({ ok: true, lines: 4 })
    })
  })
}

it('keeps no copy of what is not the desk', () => expect(deskOver(openDatabase({ home: folder }), { home: folder }).copies.beside()).toContain(join(folder, 'index')))
