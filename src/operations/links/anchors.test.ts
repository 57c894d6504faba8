import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOutside } from '../../home.js'
import type { Context } from '../../model/operation.js'
import { homeClient } from '../../model/desk-nouns.js'
import { emptyProfile } from '../../model/profile.js'
import type { Sighting } from '../../model/sighting.js'
import { auditHtml } from '../../report/html.js'
import { auditText } from '../../report/text.js'
import { auditSite } from '../audit-site.js'
import { scopeOf } from '../sites.js'
import anchors from './anchors.js'

const home = mkdtempSync(join(tmpdir(), 'citewell-anchors-'))
const now = '2026-11-01T00:00:00.000Z'
const rivals = ['a', 'b', 'c', 'd', 'e'].map((letter) => `rival-${letter}.example`)
/** Rivals with as many phrases as the clinic; such of whose names only pages could tell; and such in another town. */
const alike = ['a', 'b', 'c', 'd', 'e'].map((letter) => `alike-${letter}.example`)
const titled = ['a', 'b', 'c', 'd', 'e'].map((letter) => `ms-ohio-${letter}.example`)
const elsewhere = ['a', 'b', 'c', 'd', 'e'].map((letter) => `elsewhere-${letter}.example`)
let outside: Awaited<ReturnType<typeof openOutside>>
let context: Context

/** Links to one site from as many domains: so many with its name, the rest with a money phrase. */
function* linksTo(site: string, named: number, money: number, name = site.replace('.example', ''), phrase = 'dental implants Dayton'): Generator<{ kind: 'sighting'; sighting: Sighting }> {
  for (let at = 0; at < named + money; at += 1) {
    const domain = `paper-${site.replaceAll('.', '-')}-${at}.example`
    yield {
      kind: 'sighting',
      sighting: {
        referringPage: `https://${domain}/page`, referringDomain: domain, target: `https://${site}/`, targetDomain: site, anchorText: at < named ? name : phrase, rel: [], area: null, context: null, image: null, element: 'a',
        position: null, title: null, language: 'en', status: 200, robots: [], seenBy: 'ahrefs-backlinks', seenAt: now, firstSeenAt: null, lostAt: null, lostReason: null, cues: [], fallbackText: null, vendor: null, raw: null,
      },
    }
  }
}

beforeAll(async () => {
  outside = await openOutside(home)
  const index = outside.indexOf('home')
  async function* entries() {
    yield* linksTo('clinic.example', 4, 12)
    for (const rival of rivals) yield* linksTo(rival, 14, 1)
    for (const rival of alike) yield* linksTo(rival, 6, 11)
    for (const [at, rival] of titled.entries()) yield* linksTo(rival, 12, 5, `Maple Smiles ${'abcde'[at]!.toUpperCase()}`)
    for (const rival of elsewhere) yield* linksTo(rival, 6, 11, undefined, 'dental implants Columbus')
  }
  await index.add(entries(), { key: 'test', source: 'test' })
  context = { index, desk: outside.desk.client('home'), lists: outside.lists, client: homeClient, graphs: { current: async () => null }, now, signal: new AbortController().signal, progress() {} } as unknown as Context
})
afterAll(async () => {
  await outside.close()
  rmSync(home, { recursive: true, force: true })
})

const ask = (input: object) => anchors.run(anchors.input.parse({ target: 'clinic.example', ...input }), context)
const keepRivals = (names: string[]) => context.desk.saveProfile('clinic.example', { ...emptyProfile, names: ['Calm Clinic'], treatments: ['dental implants'], address: { city: 'Dayton' }, rivals: names }, now)

describe('links anchors', () => {
  it('lists without comparing unless asked', async () => {
    expect(await ask({})).toMatchObject({ total: 2, sites: [], groups: [], comparison: null })
  })

  it('stands the site beside its rivals, and says nothing with too few of them', async () => {
    await keepRivals(['rival-a.example', 'nobody.example', 'clinic.example'])
    const { sites, groups, comparison } = await ask({ compare: true })
    expect(sites.map(({ site, domains, exact }) => [site, domains, exact])).toEqual([['clinic.example', 16, 12], ['rival-a.example', 15, expect.any(Number)]])
    expect(groups).toEqual([])
    expect(comparison).toMatchObject({ verdict: 'unknown', missing: expect.stringContaining('rivals'), rivalsCounted: 1 })
  })

  it('compares with five rivals', async () => {
    await keepRivals(rivals)
    const { sites, groups, comparison } = await ask({ compare: true })
    expect(sites).toHaveLength(6)
    expect(comparison).toMatchObject({ verdict: 'unusual', missing: null, rivalsCounted: 5 })
    expect(groups.find(({ group }) => group === 'Treatment or provider phrases alone')!.chanceHigher).toBeGreaterThan(0.95)
  })

  it('reads the anchors of rivals with the treatments and places of the site, so that the same words are the same', async () => {
    await keepRivals(alike)
    const { sites, groups, comparison } = await ask({ compare: true })
    expect(sites.map(({ exact, other }) => [exact, other])).toEqual([[12, 0], ...alike.map(() => [11, 0])])
    expect(comparison).toMatchObject({ verdict: 'usual', missing: null, rivalsCounted: 5 })
    expect(groups.find(({ group }) => group === 'Treatment or provider phrases alone')!.chanceHigher).toBeLessThan(0.95)
    // The rival's own table is left as it was judged.
    expect((await anchors.run(anchors.input.parse({ target: 'alike-a.example' }), context)).rows.map(({ anchorKind }) => anchorKind)).not.toContain('AK-EXACT')
  })

  it('stands in the audit and in its report, beside what the tests of anchor texts found', async () => {
    const audited = async (names: string[]) => {
      await keepRivals(names)
      const { result, findings } = await auditSite(scopeOf('clinic.example'), { inputs: [], problems: [] }, context)
      const beside = findings.find(({ rule }) => rule === 'RISK-11')!.evidence.filter(({ test }) => test === 'AN-20 beside named rivals')
      return { comparison: result.anchors.comparison!, beside, html: auditHtml(result), text: auditText(result) }
    }
    const usual = await audited(alike)
    expect(usual).toMatchObject({ comparison: { verdict: 'usual', rivals: 5 }, beside: [{ found: expect.stringMatching(/^usual mix;/u) }], text: expect.stringContaining('(usual beside 5 rivals)') })
    expect(usual.html).toContain('The mix of kinds is usual beside 5 rivals.')
    const unusual = await audited(rivals)
    expect(unusual).toMatchObject({ comparison: { verdict: 'unusual' }, beside: [{ found: expect.stringMatching(/^unusual mix;/u) }], text: expect.stringContaining('(unusual beside 5 rivals)') })
    for (const [names, says] of [[[], 'Not compared: no rival is named.'], [rivals.slice(0, 2), 'Not compared with rivals: rivals with 8 or more']] as const) {
      const quiet = await audited([...names])
      expect(quiet).toMatchObject({ comparison: { verdict: 'unknown', groups: [], sentence: expect.stringContaining(says) }, beside: [] })
      expect(quiet.html).toContain(says)
      expect(quiet.text).not.toContain('beside')
    }
  })

  it('does not take the name of a rival for other words where only the domain is known', async () => {
    await keepRivals(titled)
    const { sites, groups, comparison } = await ask({ compare: true })
    expect(sites.slice(1).map(({ brand, topical, other, exact }) => [brand, topical + other, exact])).toEqual(titled.map(() => [0, 12, 5]))
    expect(comparison).toMatchObject({ unnamedRivals: titled })
    expect(groups[0]!.group).toBe('Names, topics and other words, taken together')
  })

  it('knows the name somebody saved and the town a rival is in', async () => {
    await keepRivals([...titled, ...elsewhere])
    for (const [at, rival] of titled.entries()) await context.desk.competitors.save({ id: undefined, domain: rival, name: `Maple Smiles ${'ABCDE'[at]}` }, { by: 'test', at: now })
    for (const rival of elsewhere) await context.desk.saveProfile(rival, { ...emptyProfile, names: [rival], address: { city: 'Columbus' } }, now)
    const { sites, comparison } = await ask({ compare: true })
    const counts = new Map(sites.map(({ site, brand, exact }) => [site, [brand, exact]]))
    for (const rival of titled) expect(counts.get(rival), rival).toEqual([12, 5])
    for (const rival of elsewhere) expect(counts.get(rival), rival).toEqual([6, 11])
    expect(comparison).toMatchObject({ unnamedRivals: [], rivalsCounted: 10 })
  })
})
