import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Registration } from '../model/registration.js'
import { openRegistrations } from './registrations.js'
import { clinic, entriesOf, exported, withIndex } from './testing/invented.js'

const told = (domain: string, changes: Partial<Registration> = {}): Registration => ({ domain, seenBy: 'rdap:registry.example', seenAt: '2026-10-01T00:00:00.000Z', registered: true, registrar: 'Names Ltd', registrarId: '1', createdOn: '2010-01-01', changedOn: null, expiresOn: '2027-01-01', statuses: [], nameServers: [], ...changes })

let dir: string
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'citewell-registrations-'))))
afterEach(() => rmSync(dir, { recursive: true, force: true }))

describe('registrations', () => {
  it('are kept newest first, whichever came first, and once', async () => {
    const store = openRegistrations(dir)
    const markOf = async (one: typeof store) => (await one.marked({ site: '', domains: new Map([['a.example', 'ground']]) })).domains.get('a.example')
    expect([await store.count(), [...(await store.all())], await markOf(store)]).toEqual([0, [], 'ground'])
    expect(await store.add([told('a.example', { seenAt: '2026-10-02T00:00:00.000Z', expiresOn: '2028-01-01' })], { key: 'later' })).toBe(true)
    const mark = await markOf(store)
    expect(mark).not.toBe('ground')
    expect(await store.add([told('a.example'), told('b.example')], { key: 'earlier' })).toBe(true)
    expect(await store.add([told('c.example')], { key: 'earlier' })).toBe(false)
    for (const one of [store, openRegistrations(dir)]) {
      const all = await one.all()
      expect(all.get('a.example')!.map(({ expiresOn }) => expiresOn)).toEqual(['2028-01-01', '2027-01-01'])
      expect([[...all.keys()].sort(), await one.count(), await one.checked({ problems: [] })]).toEqual([['a.example', 'b.example'], 2, { ok: true, problems: [] }])
      expect(await markOf(one)).not.toBe(mark)
    }
    expect(readdirSync(dir).filter((name) => name.startsWith('draft-'))).toEqual([])
  })

  it('of many at once are all there, and the same batch is kept by one of them', async () => {
    const stores = Array.from({ length: 6 }, () => openRegistrations(dir))
    const kept = await Promise.all(stores.map((store, at) => store.add([told(`${at % 2}.example`)], { key: `batch ${at % 2}` })))
    expect(kept.filter(Boolean)).toHaveLength(2)
    expect([...(await stores[0]!.all()).keys()].sort()).toEqual(['0.example', '1.example'])
  })

  it('in a damaged file are passed over and told; the others stay', async () => {
    const store = openRegistrations(dir)
    await store.add([told('a.example')], { key: 'one' })
    const [name] = readdirSync(dir)
    await store.add([told('b.example')], { key: 'two' })
    writeFileSync(join(dir, name!), readFileSync(join(dir, name!), 'utf8').replace('a.example', 'z.example'))
    const after = openRegistrations(dir)
    expect([...(await after.all()).keys()]).toEqual(['b.example'])
    expect(await after.checked({ problems: ['another'] })).toEqual({ ok: false, problems: ['another', expect.stringContaining(`registrations/${name} has other bytes than were written`)] })
  })

  it('that are taken back are gone for all who read, are told no more of, and may be read again', async () => {
    const store = openRegistrations(dir)
    await store.add([told('a.example'), told('b.example'), told('a.example', { seenBy: 'list:wrong.csv', expiresOn: '2031-01-01' })], { key: 'one' })
    const other = openRegistrations(dir)
    const mark = async () => (await store.marked({ site: '', domains: new Map([['a.example', 'ground']]) })).domains.get('a.example')
    const days = async (one: typeof store) => (await one.all()).get('a.example')?.map(({ expiresOn }) => expiresOn)
    const [before, count] = [await mark(), await store.count()]
    expect(await days(other)).toHaveLength(2)
    expect(await store.forget(() => false)).toBe(0)
    expect(await store.count()).toBe(count)
    expect(await store.forget(({ seenBy }) => seenBy === 'list:wrong.csv')).toBe(1)
    for (const one of [store, other, openRegistrations(dir)]) expect([await days(one), await one.count(), await one.checked({ problems: [] })]).toEqual([['2027-01-01'], count + 1, { ok: true, problems: [] }])
    expect(await mark()).not.toBe(before)
    expect(await store.forget(({ seenBy }) => seenBy === 'list:wrong.csv')).toBe(0)
    // The same file read again, whose key is the same: what was not taken back counts once.
    expect(await store.add([told('a.example'), told('b.example'), told('a.example', { seenBy: 'list:wrong.csv', expiresOn: '2031-01-01' })], { key: 'one' })).toBe(true)
    expect([await days(store), (await store.all()).get('b.example')!.length, await mark()]).toEqual([['2031-01-01', '2027-01-01'], 1, before])
    // What stands in both of its files is one word.
    expect(await store.forget(({ domain }) => domain === 'a.example')).toBe(2)
    expect([...(await openRegistrations(dir).all()).keys()]).toEqual(['b.example'])
    expect(await store.count()).toBe(count + 3)
  })

  it('of which nothing was taken back are kept once all the same, after others were', async () => {
    const store = openRegistrations(dir)
    const add = (key: string) => store.add([told(`${key}.example`)], { key })
    await add('kept')
    await add('wrong')
    for (let time = 0; time < 2; time += 1) {
      expect(await store.forget(({ domain }) => domain === 'wrong.example')).toBe(1)
      const count = await store.count()
      expect([await add('kept'), await add('kept'), await store.count()]).toEqual([false, false, count])
      expect([await add('wrong'), await add('wrong'), [...(await store.all()).keys()].sort()]).toEqual([true, false, ['kept.example', 'wrong.example']])
    }
  })

  it('change the generation of an index, and the mark of the domains they are about alone', () => withIndex(async (index) => {
    await index.add(entriesOf(exported({ referringPage: 'https://a.example/1', referringDomain: 'a.example' }), exported({ referringPage: 'https://b.example/1', referringDomain: 'b.example' })), { key: 'links', source: 'test' })
    const [generation, before] = [await index.generation(), await index.groundMarks(clinic)]
    expect(await index.addRegistrations([told('a.example'), told('elsewhere.example')], { key: 'told' })).toBe(true)
    const after = await index.groundMarks(clinic)
    expect(await index.generation()).toBe(generation + 1)
    expect(after.domains.get('a.example')).not.toBe(before.domains.get('a.example'))
    expect([after.domains.get('b.example'), after.site, [...after.domains.keys()]]).toEqual([before.domains.get('b.example'), before.site, [...before.domains.keys()]])
    expect((await index.registrations()).get('elsewhere.example')).toEqual([told('elsewhere.example')])
    expect(await index.check()).toEqual({ ok: true, problems: [] })
  }))
})
