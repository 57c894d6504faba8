import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../files/shipped-lists.js'
import { openLinkIndex } from '../linkindex/index.js'
import { LinkQuerySchema, type ListedLink } from '../model/listed-link.js'
import type { Lists } from '../model/lists.js'
import type { LinkIndex, TargetScope } from '../model/outside.js'
import type { Sighting } from '../model/sighting.js'
import { ensureJudged, explainLink } from './judge.js'

/** Links of a few domains, seen once, twice, by domain only, lost, and with figures of other tools; two domains of which one has very many links. */
const clinic: TargetScope = { domain: 'heart-clinic.example', host: null, pathPrefix: null }
const manyLinks = 230

function* sightings(): Generator<Sighting> {
  for (let at = 0; at < 60 + manyLinks; at += 1) {
    const domain = at < 60 ? `site-${at % 7}.example` : 'many-links.example'
    const one: Sighting = {
      referringPage: at === 5 ? null : `https://www.${domain}/post/${at}`, referringDomain: domain, target: `https://${clinic.domain}/${at % 3}`, targetDomain: clinic.domain, anchorText: at % 4 === 0 ? null : `Heart Clinic ${at % 5}`,
      rel: at % 6 === 0 ? ['nofollow'] : [], area: at % 2 === 0 ? 'main' : 'footer', context: at % 5 === 0 ? { before: 'Go to the', after: 'for more' } : null, image: at % 9 === 0 ? 'https://img.example/a.png' : null,
      element: 'a', position: at, title: `Post ${at}`, language: 'en', status: 200, robots: [], seenBy: 'ahrefs-backlinks', seenAt: `2026-0${1 + (at % 9)}-10T00:00:00.000Z`, firstSeenAt: at % 2 === 0 ? '2025-05-05T00:00:00.000Z' : null,
      lostAt: at % 11 === 0 ? '2026-10-10T00:00:00.000Z' : null, lostReason: null, cues: [], fallbackText: null, vendor: at % 7 === 0 ? { 'Domain rating': at % 90 } : null, raw: null,
    }
    yield one
    if (at % 3 === 0) yield { ...one, seenBy: 'semrush-backlinks', anchorText: 'Heart Clinic', seenAt: '2026-10-20T00:00:00.000Z', lostAt: null }
  }
}

async function* entries() {
  for (const sighting of sightings()) yield { kind: 'sighting' as const, sighting }
}

type Reads = Parameters<typeof ensureJudged>[1]
const home = mkdtempSync(join(tmpdir(), 'citewell-explain-'))
let index: LinkIndex
let lists: Lists
let rows: ListedLink[]
beforeAll(async () => {
  index = await openLinkIndex({ dir: join(home, 'index') })
  await index.add(entries(), { key: 'k', source: 'test' })
  lists = await loadLists()
})
afterAll(async () => {
  await index.close()
  rmSync(home, { recursive: true, force: true })
})

function contextOf(changes: Partial<LinkIndex>, corrections: readonly object[] = []): Reads {
  const desk = { revision: async () => corrections.length, profile: async () => undefined, corrections: async () => corrections }
  return { index: { ...index, ...changes }, lists, desk, graphs: { current: async () => null }, now: '2026-11-01T00:00:00.000Z', signal: new AbortController().signal, progress() {} } as unknown as Reads
}
const listed = async (key: string) => (await index.queryJudged(clinic, key, LinkQuerySchema.parse({ limit: 1_000 }))).rows
const neverAsked: Partial<LinkIndex> = { linkRuns: () => expect.unreachable('the index is not asked'), hosts: () => expect.unreachable('the index is not asked') }

describe('a link that is explained', () => {
  it('has the same answer from what is kept of its domain as from the index', async () => {
    const key = await ensureJudged(clinic, contextOf({}))
    rows = await listed(key)
    expect(rows.length).toBeGreaterThan(200)
    for (const { id, referringDomain } of rows.filter((_, at) => at % 3 === 0 && rows[at]!.referringDomain !== 'many-links.example')) {
      const kept = await explainLink(clinic, key, id, contextOf(neverAsked))
      expect(kept, referringDomain).toBeDefined()
      expect(kept).toEqual(await explainLink(clinic, key, id, contextOf({ judgedDomain: async () => undefined })))
    }
  })

  it('asks the index for a domain of very many links', async () => {
    const key = await ensureJudged(clinic, contextOf({}))
    expect(await index.judgedDomain(clinic, key, 'many-links.example')).toBeUndefined()
    const { id } = rows.find(({ referringDomain }) => referringDomain === 'many-links.example')!
    expect((await explainLink(clinic, key, id, contextOf({})))!.link.id).toBe(id)
  })

  it('says what somebody corrected, and what was there before', async () => {
    const { id, referringDomain, area } = rows.find((row) => row.area === 'footer' && row.referringDomain !== 'many-links.example')!
    const correction = { id: 'c1', site: clinic.domain, subject: 'link', key: id, field: 'area', value: 'comment', referringPage: null, target: null, reason: 'It stands among comments.', by: 'Mara', at: '2026-10-30T00:00:00.000Z', withdrawnAt: null }
    const key = await ensureJudged(clinic, contextOf({}, [correction]))
    await listed(key)
    expect((await index.judgedDomain(clinic, key, referringDomain))!.links.find(({ link }) => link.id === id)!.link.area).toBe('comment')
    const explained = await explainLink(clinic, key, id, contextOf({}, [correction]))
    expect(explained).toEqual(await explainLink(clinic, key, id, contextOf({ judgedDomain: async () => undefined }, [correction])))
    expect([explained!.link.area, explained!.corrected[0]]).toMatchObject(['comment', { field: 'area', was: area }])
  })

  it('has what is known of hosts that did not change from the table before', async () => {
    const before = await ensureJudged(clinic, contextOf({}))
    await index.add((async function* () {
      yield { kind: 'sighting' as const, sighting: { ...sightings().next().value!, referringPage: 'https://new.example/', referringDomain: 'new.example' } as Sighting }
    })(), { key: 'k2', source: 'test' })
    const key = await ensureJudged(clinic, contextOf({}))
    expect(key).not.toBe(before)
    await listed(key)
    const hosts = await index.hosts(clinic)
    for (const domain of ['site-0.example', 'site-6.example', 'new.example']) expect((await index.judgedDomain(clinic, key, domain))!.host).toEqual(hosts.get(domain))
    expect(await index.judgedDomain(clinic, key, 'nobody.example')).toBeUndefined()
  })
})
