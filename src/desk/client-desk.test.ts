import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseKinds, type MadeDatabase } from '../../test/databases.js'
import type { ClientDesk, Desk, Records, Saved } from '../model/desk.js'
import { emptyProfile } from '../model/profile.js'
import { deskOver } from './desk.js'

const at = '2026-03-03T00:00:00.000Z'
const later = '2026-03-04T00:00:00.000Z'
const ada = { by: 'Ada', at }
const site = 'clinic.example'
const correction = {
  site, subject: 'link' as const, key: '00aa', referringPage: 'https://journal.example/a', target: null,
  field: 'type' as const, value: 'LT-01', was: 'LT-03', reason: 'It is an article', by: 'Ada', at,
}

type Noun = { id: string; version: number }
/** Every noun with its records: what is added, and one key that is changed. */
const nouns: Array<{ name: keyof ClientDesk; first: Record<string, unknown>; changed: Record<string, unknown>; shown?: Record<string, unknown> }> = [
  { name: 'sites', first: { site: 'clinic.example', label: null, main: true }, changed: { label: 'Ours' }, shown: { createdAt: at } },
  {
    name: 'locations',
    first: { name: 'Northgate', street: 'High Street 1', city: 'Northgate', region: 'NG', postcode: '1234', country: 'GB', phone: '', url: '', latitude: 51.5, longitude: -0.125, servicePlaces: ['Oldham "N"'], servicePostcodes: ['12'], radiusKm: 25.5 },
    changed: { servicePlaces: [], radiusKm: null },
  },
  { name: 'serviceLines', first: { name: 'Heart', specialty: 'cardiology', conditions: ['angina'], treatments: ['stent'], url: '' }, changed: { conditions: ['angina', 'arrhythmia'] } },
  { name: 'clinicians', first: { name: 'Dr. Ümit “Bo” O’Neil', title: 'MD', specialty: 'cardiology', npi: '1', url: '', leftOn: null }, changed: { leftOn: '2026-02-01' } },
  { name: 'competitors', first: { domain: 'rival.example', name: 'Rival' }, changed: { name: '' } },
  {
    name: 'considerations',
    first: { referringDomain: 'paper.example', referringPage: '', target: '', kind: 'payment', amount: 120.35, currency: 'EUR', on: '2026-01-01', until: null, relDue: ['sponsored'], note: '' },
    changed: { amount: null, kind: 'donation' },
  },
  { name: 'tasks', first: { title: 'Ask', why: '', about: '', assignee: '', dueOn: null, state: 'open' }, changed: { state: 'done' } },
  { name: 'views', first: { page: 'links', name: 'Best', query: 'tier=1' }, changed: { query: 'tier=1,2' } },
  { name: 'notes', first: { about: 'paper.example', text: 'Called them', by: 'Ada', at }, changed: { text: 'Called them twice' } },
  {
    name: 'prospects',
    first: { domain: 'journal.example', reason: 'Links to two rivals', rivals: ['rival.example'], tier: 2, state: 'proposed', comment: '', decidedBy: null, decidedAt: null, proposedBy: 'Ada', proposedAt: at },
    changed: { state: 'approved', decidedBy: 'Dr. Bo', decidedAt: later },
  },
  {
    name: 'imports',
    first: { batch: 'b1', file: 'links.csv', recognised: 'ahrefs-backlinks', title: 'Backlinks', rows: 5_000_000_000, accepted: 3, refused: 1, from: null, until: '2026-01-01', by: 'Ada', at, undoneAt: null, undoneBy: null },
    changed: { undoneAt: later, undoneBy: 'Bo' },
  },
]

for (const { title, skipped, make } of await databaseKinds()) {
  describe.skipIf(skipped)(`desk of a client, ${title}`, () => {
    let here: MadeDatabase
    let desk: Desk
    let north: ClientDesk
    let south: ClientDesk
    beforeAll(async () => {
      here = await make()
      desk = deskOver(here.open())
      for (const id of ['north', 'south']) {
        await desk.organisation('home').clients.save({ id, slug: id, name: id, organisationId: 'home', profileKind: 'clinic', site: id === 'north' ? 'clinic.example' : null, archivedAt: null }, ada)
      }
      north = desk.client('north')
      south = desk.client('south')
    })
    afterAll(() => here?.remove())

    describe.each(nouns)('$name', ({ name, first, changed, shown = {} }) => {
      const records = (client: ClientDesk) => client[name] as unknown as Records<Noun>
      const save = (client: ClientDesk, given: object, by = ada) => records(client).save(given as Saved<Noun>, by)

      it('are added, listed, changed and removed', async () => {
        const added = await save(north, first)
        expect(added).toEqual({ ...first, ...shown, id: expect.any(String), version: 1 })
        expect(await records(north).list()).toEqual([added])
        expect(await records(north).get(added.id)).toEqual(added)
        const saved = await save(north, { ...added, ...changed }, { by: 'Bo', at: later })
        expect(saved).toEqual({ ...added, ...changed, version: 2 })
        expect(await records(north).get(added.id)).toEqual(saved)

        // The very same change, sent again after a lost answer; and one of somebody who saw what was before.
        expect(await save(north, { ...added, ...changed }, { by: 'Bo', at: later })).toEqual(saved)
        await expect(save(north, { ...added, ...first })).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(`Bo changed this`) })
        await expect(save(north, { ...added, ...first })).rejects.toMatchObject({ message: expect.stringContaining(later) })
        expect(await records(north).list()).toEqual([saved])

        expect(await records(north).remove(added.id, ada)).toBe(true)
        expect(await records(north).remove(added.id, ada)).toBe(false)
        await expect(save(north, saved)).rejects.toMatchObject({ code: 'not_found' })
        expect(await records(north).list()).toEqual([])
      })

      it('stand once when they are saved twice under one id', async () => {
        const id = randomUUID()
        const added = await save(north, { ...first, id })
        expect(await save(north, { ...first, id }, { by: 'Bo', at: later })).toEqual(added)
        await expect(save(north, { ...first, ...changed, id })).rejects.toMatchObject({ code: 'conflict' })
        expect(await records(north).list()).toEqual([added])
      })

      it('of one client are not there for another, and may have the same id', async () => {
        const [ours] = await records(north).list()
        expect(await records(south).list()).toEqual([])
        expect(await records(south).get(ours!.id)).toBeUndefined()
        expect(await records(south).remove(ours!.id, ada)).toBe(false)
        await expect(save(south, { ...ours, ...changed })).rejects.toMatchObject({ code: 'not_found' })
        const theirs = await save(south, { ...first, ...changed, id: ours!.id })
        expect(theirs).toMatchObject(changed)
        expect(await records(north).list()).toEqual([ours])
        await records(south).remove(ours!.id, ada)
      })

      it('are refused when they are none', async () => {
        await expect(save(north, { ...first, id: '' })).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('Nothing was saved.') })
        await expect(save(north, { ...first, version: 1 })).rejects.toMatchObject({ code: 'invalid' })
      })
    })

    it('has no two of what must be one', async () => {
      const once: Array<[() => Promise<unknown>, string]> = [
        [() => north.sites.save({ site: 'clinic.example', label: null, main: false }, ada), 'clinic.example is one of the sites'],
        [() => north.competitors.save({ domain: 'rival.example', name: '' }, ada), 'rival.example is one of the competitors'],
        [() => north.views.save({ page: 'links', name: 'Best', query: '' }, ada), '"Best"'],
      ]
      for (const [save, words] of once) await expect(save()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(words) })
    })

    it('has one main site at most', async () => {
      const second = await north.sites.save({ site: 'blog.clinic.example', label: null, main: true }, ada)
      expect((await north.sites.list()).map((one) => [one.site, one.main])).toEqual([['blog.clinic.example', true], ['clinic.example', false]])
      await north.sites.remove(second.id, ada)
    })

    it('lets one of two change what both looked at', async () => {
      const read = (await north.tasks.list())[0]!
      const results = await Promise.allSettled(['Ada', 'Bo', 'Cy', 'Di'].map((assignee) => north.tasks.save({ ...read, assignee }, { by: assignee, at: later })))
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const winner = (await north.tasks.get(read.id))!
      for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'conflict', message: expect.stringContaining(winner.assignee) })
    })

    it('keeps what was corrected together as one set, which is withdrawn as one', async () => {
      const set = '0f9a1b2c-3d4e-4f50-8a6b-7c8d9e0f1a2b'
      const of = 'sets.example'
      const many = Array.from({ length: 5_002 }, (_, number) => ({ ...correction, site: of, key: `00${number}`, was: `LT-0${number % 9}` }))
      await north.addCorrection({ ...correction, site: of, reason: 'alone' })
      const before = await north.revision(of)
      expect((await north.addCorrections(many, set)).map(({ id }) => id).slice(0, 2)).toEqual([`${set}-0`, `${set}-1`])
      await north.addCorrections(many, set)
      // More than one answer of the database holds: all of them, each once, in the order in which they were made.
      expect((await north.corrections(of)).map(({ key }) => key)).toEqual([correction.key, ...many.map(({ key }) => key)])
      const whole = { set, site: of, subject: 'link', field: 'type', value: 'LT-01', reason: correction.reason, by: 'Ada', at, withdrawnAt: null, withdrawnReason: null, corrections: 5_002, standing: 5_002, example: '000' }
      expect(await north.correctionSets(of, { limit: 1, offset: 0 })).toEqual({ rows: [whole], total: 2 })
      expect((await north.correctionSets(of, { limit: 5, offset: 1 })).rows).toMatchObject([{ reason: 'alone', corrections: 1 }])
      expect([await north.correctionSet(set), await south.correctionSet(set), await north.correctionSet('nowhere')]).toEqual([whole, undefined, undefined])
      const [one] = await north.corrections(of)
      await expect(south.withdrawCorrections(set, 'not ours', at)).rejects.toMatchObject({ code: 'not_found' })
      expect(await north.withdrawCorrections(set, 'all wrong', later)).toEqual({ ...whole, standing: 0, withdrawnAt: later, withdrawnReason: 'all wrong' })
      expect(await north.withdrawCorrections(set, 'all wrong', later)).toMatchObject({ standing: 0 })
      await expect(north.withdrawCorrections(set, 'again', later)).rejects.toMatchObject({ code: 'conflict' })
      expect((await north.corrections(of)).filter(({ withdrawnAt }) => withdrawnAt === null)).toEqual([one])
      expect(await north.revision(of) - before).toBe(2)
    })

    it('keeps corrections, withdrawn ones too', async () => {
      const before = await north.revision(site)
      const first = await north.addCorrection(correction)
      const many = await north.addCorrections([{ ...correction, key: '00bb' }, { ...correction, key: '00cc', site: 'other.example' }])
      const withdrawn = await north.withdrawCorrection(first.id, 'I was wrong', at)
      expect(await north.corrections(site)).toEqual([withdrawn, many[0]])
      expect(await north.corrections('other.example')).toEqual([many[1]])
      expect([await north.revision(site) - before, await south.corrections(site)]).toEqual([3, []])
      await expect(north.addCorrections([correction, { ...correction, reason: '' }])).rejects.toMatchObject({ code: 'invalid' })
      await expect(north.withdrawCorrection(first.id, 'again', at)).rejects.toMatchObject({ code: 'conflict' })
      await expect(south.withdrawCorrection(first.id, 'not ours', at)).rejects.toMatchObject({ code: 'not_found' })
      expect(await north.corrections(site)).toHaveLength(2)
    })

    it('keeps decisions and their withdrawal', async () => {
      const decision = { site, kind: 'do-nothing' as const, state: 'confirmed' as const, cause: null, reviewer: 'Ada', reason: 'No action taken', body: 'memo “é”\n', at }
      const saved = await north.addDecision(decision)
      expect(await north.decisions(site)).toEqual([saved])
      await expect(south.withdrawDecision(saved.id, 'not ours', later)).rejects.toMatchObject({ code: 'not_found' })
      expect(await north.withdrawDecision(saved.id, 'Too early', later)).toEqual({ ...saved, state: 'withdrawn' })
      expect(await north.withdrawDecision(saved.id, 'Again', later)).toEqual({ ...saved, state: 'withdrawn' })
    })

    it('joins the profile from what was saved and what was told, for its own sites only', async () => {
      const profile = await north.profile(site)
      expect(profile).toMatchObject({ kind: 'clinic', address: { city: 'Northgate', country: 'GB' }, specialties: ['cardiology'], rivals: ['rival.example'], serviceArea: { places: ['Oldham "N"'], radiusKm: 25.5 } })
      expect(await north.profile('rival.example')).toBeUndefined()
      expect(await south.profile(site)).toBeUndefined()

      const before = await Promise.all([north.revision(site), north.revision('blog.clinic.example'), south.revision(site)])
      await north.saveProfile(site, { ...emptyProfile, names: ['Northgate Heart'], rivals: ['Rival.example'] }, at)
      expect(await north.profile(site)).toMatchObject({ kind: 'practice', names: ['Northgate Heart'], rivals: ['Rival.example'], specialties: ['cardiology'] })
      const added = await north.clinicians.save({ name: 'Dr. Cy', title: '', specialty: '', npi: '', url: '', leftOn: null }, ada)
      await north.clinicians.save({ ...added, title: 'MD' }, ada)
      await north.clinicians.remove(added.id, ada)
      await north.clinicians.remove(added.id, ada)
      const after = await Promise.all([north.revision(site), north.revision('blog.clinic.example'), south.revision(site)])
      expect(after.map((number, index) => number - before[index]!)).toEqual([4, 3, 0])
    })

    it('carries a proposal out once at most', async () => {
      const id = randomUUID()
      const given = { id, operation: 'corrections.add', input: { site, deep: [1, { a: null }] }, by: 'Assistant', at }
      const proposed = await north.proposals.add(given)
      expect(proposed).toEqual({ ...given, state: 'proposed', decidedBy: null, decidedAt: null, outcome: null })
      expect(await north.proposals.add(given)).toEqual(proposed)
      await expect(south.proposals.decide(id, { state: 'confirmed', by: 'Eve', at })).rejects.toMatchObject({ code: 'not_found' })
      const decided = await Promise.allSettled(['Ada', 'Bo'].map((by) => north.proposals.decide(id, { state: 'confirmed', by, at: later })))
      expect(decided.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      await north.proposals.settle(id, { failed: true, text: 'not_found: gone' })
      expect(await north.proposals.get(id)).toMatchObject({ state: 'failed', outcome: 'not_found: gone', decidedAt: later })
      expect([await north.proposals.list({ state: 'proposed' }), (await north.proposals.list()).length, await south.proposals.list()]).toEqual([[], 1, []])
    })

    it('keeps settings', async () => {
      await north.saveSettings({ reportColour: '#123456', nested: { a: [1] } }, ada)
      expect([await north.settings(), await south.settings()]).toEqual([{ reportColour: '#123456', nested: { a: [1] } }, {}])
      await expect(desk.client('none').saveSettings({}, ada)).rejects.toMatchObject({ code: 'not_found' })
    })

    it('keeps nothing for a client that is not there', async () => {
      await expect(desk.client('none').addCorrection(correction)).rejects.toThrow()
      await expect(desk.client('none').tasks.save({ title: 'x', why: '', about: '', assignee: '', dueOn: null, state: 'open' }, ada)).rejects.toThrow()
    })
  })
}
