import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isPublicSuffix, registrableDomain } from '../model/domain.js'
import { lookUpHost, type Lists } from '../model/lists.js'
import { parseSeedFile } from '../model/seed-sets.js'
import { loadLists } from './shipped-lists.js'
import { readSeedSets } from './shipped-seed-sets.js'

let lists: Lists
let dir: string
beforeAll(async () => {
  lists = await loadLists()
  dir = await mkdtemp(join(tmpdir(), 'citewell-sets-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

const set = (id: string) => lists.seedSets.get(id)!

describe('what ships', () => {
  it('has the sets, general ones first', () => {
    expect(lists.seedSets.ids.slice(0, 3)).toEqual(['health-general', 'good-core', 'bad-core'])
    expect(lists.seedSets.ids.length).toBeGreaterThan(12)
    for (const id of lists.seedSets.ids) expect([id, set(id).version, set(id).source, set(id).licence, set(id).about]).toEqual([id, expect.stringMatching(/^\d/u), expect.stringMatching(/./u), expect.stringMatching(/./u), expect.stringMatching(/\.$/u)])
  })

  it('has at most 200 general health seeds, of many countries and languages', () => {
    const { entries, reviewedOn } = set('health-general')
    expect(entries.length).toBeGreaterThan(150)
    expect(entries.length).toBeLessThanOrEqual(200)
    expect(reviewedOn).toMatch(/^\d{4}-\d\d-\d\d$/u)
    const countries = new Map<string | null, number>()
    for (const { country } of entries) countries.set(country, (countries.get(country) ?? 0) + 1)
    for (const code of 'US GB IE CA AU NZ DE AT CH FR BE NL ES IT PT SE NO DK FI PL JP KR IN BR MX ZA'.split(' ')) expect([code, (countries.get(code) ?? 0) >= 3]).toEqual([code, true])
    expect(countries.get(null)).toBeGreaterThan(8)
    expect(new Set(entries.flatMap(({ languages }) => languages)).size).toBeGreaterThan(15)
    expect(Math.max(...[...countries.values()])).toBeLessThan(entries.length / 4)
  })

  it('agrees with the known bodies, name by name', () => {
    for (const id of lists.seedSets.ids.filter((one) => one.startsWith('health-'))) {
      for (const { domain, tier, why, languages, name } of set(id).entries) {
        expect([domain, registrableDomain(domain) !== undefined || isPublicSuffix(domain), languages.length > 0, why.length > 20, name.length > 1]).toEqual([domain, true, true, true, true])
        const known = lists.seeds.get(domain)
        expect([domain, tier]).toEqual([domain, known?.tier])
      }
    }
  })

  it('has a wide good core and no name in both cores', () => {
    const good = set('good-core')
    expect(good.entries.length).toBeGreaterThan(9_000)
    expect(new Set(good.entries.map(({ country }) => country)).size).toBeGreaterThan(150)
    for (const { domain } of set('health-general').entries) expect([domain, good.has(domain)]).toEqual([domain, true])
    expect(good.entries.filter(({ domain }) => set('bad-core').has(domain))).toEqual([])
    expect(good.entries.filter(({ domain }) => domain.endsWith('.example'))).toEqual([])
  })

  it('distrusts nobody that any other list knows for good', () => {
    const bad = set('bad-core')
    expect(bad.kind).toBe('distrusted')
    expect(bad.entries.length).toBeGreaterThan(2_000)
    const platforms = new Set([...lists.words('protected/platforms'), ...lists.words('protected/search-engines')])
    const wrong = bad.entries.filter(({ domain }) => lookUpHost(lists.seeds, domain) !== undefined || lookUpHost(lists.hostKinds, domain) !== undefined || platforms.has(domain) || registrableDomain(domain) !== domain || /\.(?:gov|edu|mil|int)$/u.test(domain))
    expect(wrong).toEqual([])
    for (const { licence, source, why } of bad.entries) expect([licence === 'Unlicense' || licence === 'public domain', source !== '', why !== '']).toEqual([true, true, true])
    for (const name of ['drugs.com', 'pharmacyonline.com.au', 'crbestbuydrugs.org', 'trustpilot.com', 'cvs.com']) expect([name, bad.has(name)]).toEqual([name, false])
  })

  it('can be written as a seed file and read again', () => {
    const names = set('health-general').entries.map(({ domain }) => domain)
    expect(parseSeedFile(names.join('\n')).map(({ name }) => name)).toEqual(names)
  })
})

describe('a folder of sets', () => {
  const head = { id: 'x', source: 's', licence: 'CC0-1.0', date: '2026-01-01', reviewedOn: '2026-02-02', about: 'About it.' }
  const one = { id: 'set-one', version: '1', kind: 'trusted', title: 'One', about: 'About one.' }

  it('is parsed when asked, and says what is damaged', async () => {
    const folder = join(dir, 'damaged')
    await mkdir(folder)
    await writeFile(join(folder, 'a.json.gz'), gzipSync(JSON.stringify({ ...head, sets: [one], reasons: {}, packed: { kinds: ['k'], sources: [], rows: [['a.example', 'k', 0]] } })))
    const { sets } = await readSeedSets(folder, new Map())
    expect(() => sets.ids).toThrow('a.json.gz')
  })

  it('reads packed rows and rules', async () => {
    const folder = join(dir, 'whole')
    await mkdir(folder)
    await writeFile(join(folder, 'a.json'), JSON.stringify({ ...head, sets: [{ ...one, kind: 'distrusted' }], reasons: ['Because.'], packed: { kinds: ['k'], sources: [{ source: 'list', licence: 'MIT', url: 'https://list.example/', date: '2026' }], rows: [['b.example', 0, 0], ['a.example', 0, 0]] } }))
    await writeFile(join(folder, 'b.json'), JSON.stringify({ ...head, reviewedOn: null, sets: [{ ...one, id: 'set-two', tiers: [1] }], reasons: { 1: 'Tier one.' } }))
    const { sets } = await readSeedSets(folder, new Map([['nice.test', { name: 'Nice', tier: 1, kind: 'institute', source: 'curated' }], ['other.test', { name: 'Other', tier: 5, kind: 'town', source: 'curated' }]]))
    expect(sets.ids).toEqual(['set-one', 'set-two'])
    expect(sets.get('set-one')!.entries).toMatchObject([{ domain: 'a.example', why: 'Because.', licence: 'MIT' }, { domain: 'b.example' }])
    expect(sets.get('set-two')!.entries).toMatchObject([{ domain: 'nice.test', why: 'Tier one.' }])
    expect(sets.get('set-two')!.has('other.test')).toBe(false)
    expect(sets.get('none')).toBeUndefined()
  })

  it('may be absent', async () => {
    expect((await readSeedSets(join(dir, 'nothing'), new Map())).sets.ids).toEqual([])
  })
})
