import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOutside } from '../../home.js'
import type { Context } from '../../model/operation.js'
import { emptyProfile } from '../../model/profile.js'
import type { Sighting } from '../../model/sighting.js'
import anchors from './anchors.js'

const home = mkdtempSync(join(tmpdir(), 'citewell-anchors-'))
const now = '2026-11-01T00:00:00.000Z'
const rivals = ['a', 'b', 'c', 'd', 'e'].map((letter) => `rival-${letter}.example`)
let outside: Awaited<ReturnType<typeof openOutside>>
let context: Context

/** Links to one site from as many domains: so many with its name, the rest with a money phrase. */
function* linksTo(site: string, named: number, money: number): Generator<{ kind: 'sighting'; sighting: Sighting }> {
  for (let at = 0; at < named + money; at += 1) {
    const domain = `paper-${site.slice(0, 7)}-${at}.example`
    yield {
      kind: 'sighting',
      sighting: {
        referringPage: `https://${domain}/page`, referringDomain: domain, target: `https://${site}/`, targetDomain: site, anchorText: at < named ? site.replace('.example', '') : 'dental implants Dayton', rel: [], area: null, context: null, image: null, element: 'a',
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
  }
  await index.add(entries(), { key: 'test', source: 'test' })
  context = { index, desk: outside.desk.client('home'), lists: outside.lists, graphs: { current: async () => null }, now, signal: new AbortController().signal, progress() {} } as unknown as Context
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
})
