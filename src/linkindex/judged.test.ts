import { access, mkdir, readFile, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { markOfThisProcess } from '../lib/process-mark.js'
import type { BriefLink } from '../model/facts.js'
import type { Finding } from '../model/judgement.js'
import { linkTypes } from '../model/link-types.js'
import { LinkQuerySchema, type LinkQuery, type ListedLink } from '../model/listed-link.js'
import { JudgedSummarySchema } from '../model/judged-summary.js'
import type { JudgedNotes, JudgedRows, LinkIndex } from '../model/outside.js'
import { clinic, collect, entriesOf, exported, withIndex } from './testing/invented.js'

function judged(number: number, changes: Partial<ListedLink> = {}, title: string | null = null, robots: string[] = []): { listed: ListedLink; brief: BriefLink } {
  const listed: ListedLink = {
    referringPage: `https://blog${number % 5}.example/page-${number}`, referringDomain: `blog${number % 5}.example`, target: 'https://clinic.example/Care/Flu', anchorText: 'Flu shots', anchorKind: 'AK-EXACT',
    rel: [], area: 'main', type: 'LT-01', typeName: linkTypes[changes.type ?? 'LT-01'].name, typeConfidence: 0.5, runnerUp: `${linkTypes['LT-02'].name} 0.20`, tier: 6, quality: 50, findings: [], state: 'live',
    firstSeen: '2026-01-10T00:00:00.000Z', lastSeen: '2026-02-10T00:00:00.000Z', seenBy: ['crawl'], lostReason: null, corrected: [], id: number.toString(16).padStart(16, '0'), ...changes,
  }
  const { id, referringPage, referringDomain, target, anchorText, rel, area, state, lostReason, firstSeen, lastSeen, seenBy } = listed
  return {
    listed,
    brief: {
      link: {
        id, referringPage, referringHost: referringDomain, referringDomain, target, targetDomain: 'clinic.example', anchorText, fallbackText: null, rel, area, context: null, image: null, element: 'a', position: null,
        title, language: null, status: 200, robots, cues: [], state, lostReason, firstSeen, lastSeen, seenBy, sightingCount: 1, vendor: null, lastLook: null,
      },
      type: { type: listed.type, subtype: null, flags: [], confidence: listed.typeConfidence, runnerUp: { type: 'LT-02', confidence: 0.2 }, innerType: null, evidence: [], unknowns: [] },
      anchor: { kind: listed.anchorKind, altKind: null, grade: 0, normalised: (anchorText ?? '').toLowerCase(), flags: [], evidence: [] },
      tier: { tier: listed.tier, name: 'other', kind: '', confidence: 'low', evidence: [] },
      risk: { risk: 0, agency: 'unknown', action: 'none' },
      quality: { score: listed.quality, unrounded: listed.quality, beforeRisk: listed.quality, band: 'useful', coverage: 1 },
      findings: listed.findings.map(flagged), corrected: listed.corrected.map((field) => ({ field: field as 'type', was: 'LT-99', reason: '', by: '', at: '' })),
    },
  }
}

type Rows = Array<ReturnType<typeof judged>>

const flagged = (rule: string): Finding => ({ audit: rule, rule, judges: 'link', subject: '', title: '', verdict: 'flag', severity: 'low', strength: 0.2, innocent: '', action: 'none', missing: [], evidence: [] })
const notes: JudgedNotes = {
  asOf: '2026-03-01T00:00:00.000Z', profileFindings: [], own: null, kin: [], domainKin: [],
  anchors: { n: 0, counts: { brand: 0, url: 0, generic: 0, image: 0, topical: 0, compound: 0, exact: 0, other: 0 }, money: { n: 0, k: 0, mean: 0, low: 0, high: 0, over15: 0, over30: 0, level: 'none' }, diversity: { distinct: 0, entropy: null, herfindahl: null } },
}

function withJudged<Answer>(rows: Rows, work: (index: LinkIndex, dir: string) => Promise<Answer>): Promise<Answer> {
  return withIndex(async (index, dir) => {
    await index.writeJudged(clinic, 'key', rowsOf(rows))
    return work(index, dir)
  })
}

function rowsOf(rows: Rows, amended: Rows = []): JudgedRows {
  return { format: '1', at: notes.asOf, rows: briefsOf(rows), amended: () => amended.map(({ brief }) => ({ row: rows.findIndex((row) => row.brief.link.id === brief.link.id), brief })), notes: () => notes }
}

async function* briefsOf(rows: Rows) {
  for (const { brief } of rows) yield [brief]
}

const query = (changes: Partial<LinkQuery>) => LinkQuerySchema.parse(changes)
const ids = (rows: ListedLink[]) => rows.map((row) => Number.parseInt(row.id, 16))

it('a host without a domain has links, and counts nowhere as a referring domain', () =>
  withJudged([
    ...['192.0.2.7', '[2001:db8::5]', 'co.uk', 'localhost', 'github.io'].map((host, at) => judged(at + 1, { referringDomain: host, referringPage: `http://${host}/x`, anchorText: 'the clinic', findings: ['RISK-06'] })),
    judged(6, { referringDomain: 'a.co.uk', referringPage: 'http://a.co.uk/x', anchorText: 'the clinic', findings: ['RISK-06'] }),
    judged(7, { referringDomain: 'me.github.io', referringPage: 'http://me.github.io/x', state: 'lost', lostReason: 'page-gone' }),
  ], async (index) => {
    const { totals, tiers, types, weeks, sources, seenByCounts, findings } = await index.judgedSummary(clinic, 'key')
    expect(totals).toMatchObject({ links: 7, referringDomains: 1, lostDomains: 1 })
    expect([...tiers, ...types, ...findings].filter(({ links }) => links > 0).map(({ links, referringDomains }) => [links, referringDomains])).toEqual([[6, 1], [6, 1], [6, 1]])
    expect([weeks.reduce((sum, { newLinks }) => sum + newLinks, 0), weeks.reduce((sum, { newDomains }) => sum + newDomains, 0), sources[0]!.links, sources[0]!.referringDomains, seenByCounts]).toEqual([7, 2, 7, 2, [{ sources: 1, referringDomains: 2 }]])
    expect(await index.judgedFacets(clinic, 'key', query({}))).toMatchObject({ total: 7, referringDomains: 2 })
    expect((await index.judgedDomains(clinic, 'key', { limit: 9 })).rows.map(({ referringDomain }) => referringDomain).sort()).toEqual(['a.co.uk', 'me.github.io'])
    // Asked for by name it is there, with its links.
    expect((await index.judgedDomains(clinic, 'key', { limit: 9, domain: '192.0.2.7' })).rows).toMatchObject([{ referringDomain: '192.0.2.7', links: 1 }])
    expect((await index.queryJudged(clinic, 'key', query({ domain: '192.0.2.7' }))).total).toBe(1)
    expect((await index.judgedAnchors(clinic, 'key', { limit: 9, text: 'the clinic' })).rows).toMatchObject([{ links: 6, domains: 1 }])
  }))

it('a name in letters of its own is found by them, by part of them and by its Punycode', () =>
  withJudged([
    judged(1, { referringDomain: 'xn--mnster-3ya.example', referringPage: 'https://blog.xn--mnster-3ya.example/Herz?a=b' }),
    judged(2, { referringDomain: 'xn--mnster-3ya.example', referringPage: null }),
    judged(3, { referringDomain: 'plain.example', referringPage: 'https://xn--rzte-koa.plain.example/' }),
    judged(4, { referringDomain: 'munster.example', referringPage: 'https://munster.example/' }),
    // It reads as "apple", and is shown as Punycode for that.
    judged(5, { referringDomain: 'xn--80ak6aa92e.example', referringPage: 'https://xn--80ak6aa92e.example/' }),
  ], async (index) => {
    const found = async (text: string) => ids((await index.queryJudged(clinic, 'key', query({ text }))).rows).sort()
    for (const [text, expected] of [
      ['münster', [1, 2]], ['MU\u0308NSTER.example', [1, 2]], ['ünst', [1, 2]], ['xn--mnster-3ya', [1, 2]], ['nster.ex', [1, 2, 4]], ['blog.münster.example/herz', [1]], ['https://blog.münster.example/', [1]],
      ['ärzte.plain', [3]], ['munster', [4]], ['аррӏе', [5]], ['apple', []], ['mönster', []],
    ] as Array<[string, number[]]>) expect([text, await found(text)]).toEqual([text, expected])
    const domains = async (text: string) => (await index.judgedDomains(clinic, 'key', { limit: 9, text })).rows.map((row) => row.referringDomain)
    expect([await domains('Münst'), await domains('mnster-3ya'), await domains('munst')]).toEqual([['xn--mnster-3ya.example'], ['xn--mnster-3ya.example'], ['munster.example']])
  }))

describe('filters of judged links', () => {
  const rows = [
    judged(1, { type: 'LT-03', tier: 2, quality: 90, firstSeen: '2025-12-31T23:59:59.999Z' }),
    judged(2, { rel: ['nofollow', 'ugc'], area: 'comment', quality: 80, anchorText: 'ÄRZTE 100%_', state: 'lost', lostReason: 'page-gone' }),
    judged(3, { quality: 70, findings: ['RISK-06'], area: 'footer', firstSeen: '2026-03-01T18:00:00.000Z', lastSeen: '2026-03-01T18:00:00.000Z' }, "The Doctor's Title"),
    judged(4, { quality: 60, area: null, anchorText: null, referringPage: null, state: 'unconfirmed', seenBy: ['export-a', 'export-b'] }, null, ['nofollow']),
    judged(6, { quality: 55, tier: 4, rel: ['sponsored'], corrected: ['type'] }),
  ]
  const cases: Array<[Partial<LinkQuery>, number[]]> = [
    [{}, [1, 2, 3, 4, 6]],
    [{ type: ['LT-03', 'LT-02'] }, [1]],
    [{ area: ['footer', 'comment'] }, [2, 3]],
    [{ rel: ['ugc', 'sponsored'] }, [2, 6]],
    [{ followed: true }, [1, 3]],
    [{ followed: false }, [2, 4, 6]],
    [{ state: ['lost', 'unconfirmed'] }, [2, 4]],
    [{ live: true }, [1, 3, 4, 6]],
    [{ live: false }, [2]],
    [{ tier: [2, 4] }, [1, 6]],
    [{ since: '2026-01-01' }, [2, 3, 4, 6]],
    [{ since: '2026-03-01' }, [3]],
    [{ until: '2025-12-31' }, [1]],
    [{ since: '2026-03-01T18:00:00Z', until: '2026-03-01T18:00:00Z' }, [3]],
    [{ text: 'ärzte' }, [2]],
    [{ text: '%_' }, [2]],
    [{ text: "doctor's" }, [3]],
    [{ text: 'BLOG4.example' }, [4]],
    [{ text: 'care/flu' }, [1, 2, 3, 4, 6]],
    [{ text: 'clinic.example' }, []],
    [{ text: "'; DROP TABLE x; --" }, []],
    [{ text: '  ' }, [1, 2, 3, 4, 6]],
    [{ findings: true }, [3]],
    [{ findings: false, live: true, followed: true }, [1]],
    [{ onePerDomain: true }, [1, 2, 3, 4]],
    [{ onePerDomain: true, tier: [4] }, [6]],
    [{ finding: ['RISK-06', 'RISK-99'] }, [3]],
    [{ anchorKind: ['AK-BRAND'] }, []],
    [{ anchorKind: ['AK-BRAND', 'AK-EXACT'], tier: [2] }, [1]],
    [{ seenBy: ['export-b'] }, [4]],
    [{ seenBy: ['export-a', 'crawl'] }, [1, 2, 3, 4, 6]],
    [{ corrected: true }, [6]],
    [{ corrected: false, live: true }, [1, 3, 4]],
    [{ domain: 'https://www.Blog1.example./a?b' }, [1, 6]],
    [{ targetPage: 'http://www.clinic.example/Care/Flu/#top' }, [1, 2, 3, 4, 6]],
    [{ targetPage: 'https://clinic.example/Care' }, []],
    [{ qualityMin: 70 }, [1, 2, 3]],
    [{ qualityMin: 71, text: 'flu' }, [1, 2]],
    [{ text: 'page-2\npage' }, []],
    [{ limit: 2 }, [1, 2]],
    [{ limit: 2, offset: 3 }, [4, 6]],
    [{ limit: 2, offset: 9 }, []],
  ]
  it('give the links the cases say, and their number', () =>
    withJudged(rows, async (index) => {
      for (const [changes, expected] of cases) {
        const answer = await index.queryJudged(clinic, 'key', query(changes))
        expect(ids(answer.rows), JSON.stringify(changes)).toEqual(expected)
        expect(answer.total, JSON.stringify(changes)).toBe(changes.limit === undefined ? expected.length : rows.length)
        expect((await index.judgedFacets(clinic, 'key', query(changes))).total, JSON.stringify(changes)).toBe(changes.onePerDomain === true ? (changes.tier === undefined ? 5 : 1) : answer.total)
        for (const row of answer.rows) expect(row).toEqual(rows.find(({ listed }) => listed.id === row.id)!.listed)
      }
    }))

  it('says what is wrong with a date', () =>
    withJudged(rows, async (index) => {
      await expect(index.queryJudged(clinic, 'key', query({ since: 'last week' }))).rejects.toMatchObject({ code: 'invalid' })
    }))
})

describe('paging', () => {
  const many = Array.from({ length: 103 }, (_, number) =>
    judged(number + 1, {
      quality: number % 4, tier: ((number % 6) + 1) as ListedLink['tier'], typeConfidence: (number % 3) / 3, referringDomain: `blog${number % 7}.example`,
      firstSeen: `2026-01-0${1 + (number % 5)}T00:00:00.000Z`, lastSeen: `2026-02-0${1 + (number % 5)}T00:00:00.000Z`,
    }))
  const sorts: Array<LinkQuery['sort']> = ['quality', 'tier', 'firstSeen', 'lastSeen', 'referringDomain', 'typeConfidence']

  it('walks through every order without a gap or a repetition', () =>
    withJudged(many, async (index) => {
      for (const sort of sorts) {
        for (const order of [undefined, 'asc', 'desc'] as const) {
          const walked: ListedLink[] = []
          let cursor: string | undefined
          do {
            const answer = await index.queryJudged(clinic, 'key', query({ sort, order, limit: 41, cursor }))
            expect(answer.total).toBe(103)
            walked.push(...answer.rows)
            cursor = answer.nextCursor ?? undefined
          } while (cursor !== undefined)
          expect(new Set(ids(walked)).size).toBe(103)
          const whole = await index.queryJudged(clinic, 'key', query({ sort, order, limit: 1000 }))
          expect(ids(whole.rows)).toEqual(ids(walked))
          expect(whole.nextCursor).toBeNull()
          const values = walked.map((row) => row[sort])
          const descending = order === undefined ? !['tier', 'referringDomain'].includes(sort) : order === 'desc'
          expect(values).toEqual([...values].sort((left, right) => (left === right ? 0 : (left < right) === descending ? 1 : -1)))
        }
      }
    }))

  it('refuses a damaged cursor, and one of another order', () =>
    withJudged(many, async (index) => {
      const { nextCursor } = await index.queryJudged(clinic, 'key', query({ limit: 5 }))
      const bad = ['', 'x', 'bnVsbA', `${nextCursor}x`, nextCursor!.slice(0, -3), Buffer.from('["links/quality/desc",1,"2","x"]').toString('base64url'), 'a'.repeat(20_000)]
      for (const cursor of bad.filter((text) => Buffer.from(text, 'base64url').toString() !== Buffer.from(nextCursor!, 'base64url').toString())) {
        await expect(index.queryJudged(clinic, 'key', query({ cursor })), cursor).rejects.toMatchObject({ code: 'invalid' })
        await expect(index.judgedDomains(clinic, 'key', { limit: 5, cursor }), cursor).rejects.toMatchObject({ code: 'invalid' })
        await expect(index.judgedAnchors(clinic, 'key', { limit: 5, cursor }), cursor).rejects.toMatchObject({ code: 'invalid' })
      }
      await expect(index.queryJudged(clinic, 'key', query({ cursor: nextCursor!, sort: 'tier' }))).rejects.toMatchObject({ code: 'invalid' })
    }))
})

describe('windows', () => {
  const many = Array.from({ length: 97 }, (_, number) => judged(number + 1, { quality: number % 9, tier: ((number % 6) + 1) as ListedLink['tier'], lastSeen: `2026-02-${10 + (number % 11)}T00:00:00.000Z` }))
  it('at any offset are the same rows as of a walk from the start', () =>
    withJudged(many, async (index) => {
      for (const changes of [{}, { sort: 'lastSeen' }, { sort: 'referringDomain', order: 'desc', tier: [2, 3, 5] }, { tier: [1, 4], order: 'asc' }] as Array<Partial<LinkQuery>>) {
        const whole = await index.queryJudged(clinic, 'key', query({ ...changes, limit: 1000 }))
        for (const offset of [0, 1, 13, 40, 96, 97, 5_000]) {
          const window = await index.queryJudged(clinic, 'key', query({ ...changes, offset, limit: 10 }))
          expect(ids(window.rows)).toEqual(ids(whole.rows.slice(offset, offset + 10)))
          expect(window.total).toBe(whole.total)
          if (window.nextCursor !== null) expect(ids((await index.queryJudged(clinic, 'key', query({ ...changes, cursor: window.nextCursor, limit: 10 }))).rows)).toEqual(ids(whole.rows.slice(offset + 10, offset + 20)))
        }
      }
      const { nextCursor } = await index.queryJudged(clinic, 'key', query({ limit: 5 }))
      await expect(index.queryJudged(clinic, 'key', query({ cursor: nextCursor!, offset: 3 }))).rejects.toMatchObject({ code: 'invalid' })
    }))
})

describe('facets and summary', () => {
  const types = ['LT-01', 'LT-03', 'LT-99', 'LT-12'] as const
  const states = ['live', 'lost', 'unconfirmed'] as const
  const areas = ['main', null, 'footer'] as const
  const rows = Array.from({ length: 240 }, (_, number) =>
    judged(number + 1, {
      type: types[number % 4]!, state: states[number % 3]!, area: areas[number % 5 % 3]!, tier: (((number % 5) % 6) + 1) as ListedLink['tier'], quality: number % 101, rel: number % 2 === 0 ? [] : ['nofollow'],
      seenBy: number % 7 === 0 ? ['crawl', 'export-a'] : number % 3 === 0 ? ['export-b'] : ['crawl'], findings: number % 8 === 0 ? ['RISK-06', 'RISK-11'] : [], corrected: number % 50 === 0 ? ['tier'] : [],
      firstSeen: `2026-0${1 + (number % 4)}-15T00:00:00.000Z`, lastSeen: `2026-0${5 + (number % 3)}-02T00:00:00.000Z`,
    }))
  const all = rows.map(({ listed }) => listed)

  it('a facet counts what its choice would list beside the other filters', () =>
    withJudged(rows, async (index) => {
      for (const changes of [{}, { type: ['LT-01'], state: ['live', 'lost'] }, { live: true, tier: [1, 2] }, { seenBy: ['export-a'], followed: true, text: 'page-1' }, { finding: ['RISK-11'], corrected: false }] as Array<Partial<LinkQuery>>) {
        const facets = await index.judgedFacets(clinic, 'key', query(changes))
        const count = async (other: Partial<LinkQuery>) => (await index.queryJudged(clinic, 'key', query({ ...changes, ...other, limit: 1 }))).total
        for (const [name, choice] of [['type', (value: string) => ({ type: [value] })], ['tier', (value: number) => ({ tier: [value] })], ['state', (value: string) => ({ state: [value], live: undefined })], ['anchorKind', (value: string) => ({ anchorKind: [value] })], ['followed', (value: boolean) => ({ followed: value })], ['seenBy', (value: string) => ({ seenBy: [value] })], ['finding', (value: string) => ({ finding: [value] })], ['corrected', (value: boolean) => ({ corrected: value })]] as const) {
          for (const { value, links } of facets[name]) expect(links, `${JSON.stringify(changes)} ${name} ${value}`).toBe(await count((choice as (value: unknown) => Partial<LinkQuery>)(value)))
        }
        expect(facets.area.reduce((sum, { links }) => sum + links, 0)).toBe(facets.total)
        const domains = await index.queryJudged(clinic, 'key', query({ ...changes, onePerDomain: true, limit: 1 }))
        expect(facets.referringDomains).toBe(domains.total)
      }
    }))

  it('a summary counts links, and referring domains with a link that is not lost', () =>
    withIndex(async (index) => {
      await index.add(entriesOf(exported({ referringPage: null, referringDomain: 'blog1.example', target: null, anchorText: null, seenBy: 'top-sites' })), { key: 'k', source: 'test' })
      await index.writeJudged(clinic, 'key', rowsOf(rows))
      const summary = await index.judgedSummary(clinic, 'key')
      expect(JudgedSummarySchema.parse(summary)).toEqual(summary)
      const domainsOf = (links: ListedLink[]) => new Set(links.filter(({ state }) => state !== 'lost').map(({ referringDomain }) => referringDomain)).size
      const counted = (links: ListedLink[]) => ({ links: links.filter(({ state }) => state !== 'lost').length, lostLinks: links.filter(({ state }) => state === 'lost').length, referringDomains: domainsOf(links) })
      expect(summary.totals).toMatchObject({ links: 240, lost: 80, live: 80, unconfirmed: 80, followed: 120, qualified: 120, flagged: 30, corrected: 5, referringDomains: 5, lostDomains: 0 })
      for (const row of summary.types) expect(row).toMatchObject(counted(all.filter(({ type }) => type === row.type)))
      for (const row of summary.areas) expect(row).toMatchObject(counted(all.filter(({ area }) => area === row.area)))
      for (const row of summary.followed) expect(row).toMatchObject(counted(all.filter(({ rel }) => (rel.length === 0) === row.followed)))
      for (const row of summary.findings) expect(row).toMatchObject(counted(all.filter(({ findings }) => findings.includes(row.rule))))
      for (const row of summary.qualities) expect(row).toMatchObject(counted(all.filter(({ quality }) => quality >= row.from && quality <= row.until)))
      expect(summary.groups.map(({ group, links, lostLinks }) => [group, links + lostLinks])).toEqual([['editorial', 60], ['guest post', 0], ['directory', 60], ['local', 0], ['other', 60], ['unknown', 60]])
      expect(summary.months.map(({ period, newLinks, lostLinks, newDomains, standingDomains }) => [period, newLinks, lostLinks, newDomains, standingDomains])).toEqual([['2026-01', 60, 0, 5, 5], ['2026-02', 60, 0, 0, 5], ['2026-03', 60, 0, 0, 5], ['2026-04', 60, 0, 0, 5], ['2026-06', 0, 80, 0, 5]])
      expect(summary.weeks[0]).toMatchObject({ period: '2026-01-12', newLinks: 60 })
      expect(summary.sources.map(({ seenBy, links, referringDomains, onlyHere }) => [seenBy, links, referringDomains, onlyHere])).toEqual([['crawl', all.filter(({ seenBy }) => seenBy.includes('crawl')).length, 5, 0], ['export-a', 35, 5, 0], ['export-b', all.filter(({ seenBy }) => seenBy.includes('export-b')).length, 5, 0], ['top-sites', 0, 1, 0]])
      expect(summary.overlap).toContainEqual({ a: 'crawl', b: 'top-sites', referringDomains: 1 })
      expect(summary.overlap).toHaveLength(6)
      expect(summary.seenByCounts).toEqual([{ sources: 3, referringDomains: 4 }, { sources: 4, referringDomains: 1 }])
    }))

  it('domains that are gone count as lost in the month their last link was seen', () =>
    withJudged([judged(1, { state: 'lost', lostReason: 'page-gone', firstSeen: '2025-03-31T23:59:59.999Z', lastSeen: '2026-02-28T12:00:00.000Z' }), judged(2, { type: 'LT-04' })], async (index) => {
      const { totals, months, tiers } = await index.judgedSummary(clinic, 'key')
      expect(totals).toMatchObject({ referringDomains: 1, lostDomains: 1, recognisable: 0 })
      expect(months.map(({ period, newDomains, lostDomains, standingDomains }) => [period, newDomains, lostDomains, standingDomains])).toEqual([['2025-03', 1, 0, 1], ['2026-01', 1, 0, 2], ['2026-02', 0, 1, 1]])
      expect(months[1]!.groups.filter(({ newDomains }) => newDomains > 0)).toEqual([{ group: 'local', newDomains: 1 }])
      expect(tiers.filter(({ links }) => links > 0)).toEqual([{ tier: 6, name: 'other', links: 1, lostLinks: 1, referringDomains: 1 }])
    }))
})

describe('judged domains and anchors', () => {
  const rows = [
    judged(1, { referringDomain: 'a.example', tier: 5, quality: 10, type: 'LT-03', seenBy: ['export-a'], lastSeen: '2026-04-01T00:00:00.000Z' }),
    judged(2, { referringDomain: 'a.example', tier: 5, quality: 30, rel: ['nofollow'], anchorText: 'flu SHOTS', firstSeen: '2025-01-01T00:00:00.000Z' }),
    judged(3, { referringDomain: 'b.example', tier: 1, quality: 20, state: 'lost', lostReason: 'page-gone', anchorText: 'FLU shots' }),
    judged(4, { referringDomain: 'c.example', tier: 5, quality: 30, state: 'unconfirmed', anchorText: null, anchorKind: 'AK-UNKNOWN' }),
    judged(5, { referringDomain: 'd.example', tier: 5, quality: 30, anchorText: 'Flu shots' }),
    judged(6, { referringDomain: 'd.example', tier: 5, quality: 30, anchorText: 'clinic', anchorKind: 'AK-BRAND' }),
  ]

  it('lists domains, strongest first, with the sources that only know the domain', () =>
    withIndex(async (index) => {
      await index.add(entriesOf(exported({ referringPage: null, referringDomain: 'a.example', target: null, anchorText: null, seenBy: 'top-sites' })), { key: 'k', source: 'test' })
      await index.writeJudged(clinic, 'key', rowsOf(rows))
      const answer = await index.judgedDomains(clinic, 'key', { limit: 10 })
      expect(answer.rows.map((row) => row.referringDomain)).toEqual(['b.example', 'a.example', 'd.example', 'c.example'])
      expect(answer.rows[1]).toEqual({
        referringDomain: 'a.example', tier: 5, tierName: 'civic or news', links: 2, liveLinks: 2, followedLinks: 1, bestQuality: 30, bestLink: expect.stringMatching(/^[0-9a-f]{16}$/u), types: ['LT-01', 'LT-03'],
        firstSeen: '2025-01-01T00:00:00.000Z', lastSeen: '2026-04-01T00:00:00.000Z', seenBy: ['crawl', 'export-a', 'top-sites'],
      })
      expect(answer).toMatchObject({ total: 4, nextCursor: null })
      const found = async (changes: object) => (await index.judgedDomains(clinic, 'key', { limit: 10, ...changes })).rows.map((row) => row.referringDomain[0]).join('')
      expect(await found({ live: false })).toBe('b')
      expect(await found({ live: true })).toBe('adc')
      expect(await found({ tier: [1, 2] })).toBe('b')
      expect(await found({ text: 'C.EX' })).toBe('c')
      expect(await found({ domain: 'c.example' })).toBe('c')
      expect(await found({ domain: 'c.exampl' })).toBe('')
      const first = await index.judgedDomains(clinic, 'key', { limit: 2 })
      expect(first.total).toBe(4)
      expect((await index.judgedDomains(clinic, 'key', { limit: 2, cursor: first.nextCursor! })).rows.map((row) => row.referringDomain)).toEqual(['d.example', 'c.example'])
      expect(await found({ limit: 2, offset: 1 })).toBe('ad')
      for (const [sort, expected] of [['links', 'adbc'], ['bestQuality', 'acdb'], ['referringDomain', 'abcd'], ['lastSeen', 'abcd'], ['firstSeen', 'bcda'], ['liveLinks', 'adcb']] as const) {
        expect(await found({ sort }), sort).toBe(expected)
        const { nextCursor } = await index.judgedDomains(clinic, 'key', { limit: 3, sort })
        expect(await found({ sort, cursor: nextCursor! }), sort).toBe(expected[3])
      }
      expect(await found({ sort: 'referringDomain', order: 'desc' })).toBe('dcba')
      await expect(index.judgedDomains(clinic, 'key', { limit: 1_001 })).rejects.toMatchObject({ code: 'invalid' })
    }))

  it('lists anchors, most domains first, spellings together', () =>
    withJudged(rows, async (index) => {
      const answer = await index.judgedAnchors(clinic, 'key', { limit: 10 })
      expect(answer.rows.map(({ anchorText, anchorKind, domains, links, followedLinks }) => [anchorText, anchorKind, domains, links, followedLinks])).toEqual([
        ['Flu shots', 'AK-EXACT', 3, 4, 3], ['', 'AK-UNKNOWN', 1, 1, 1], ['clinic', 'AK-BRAND', 1, 1, 1],
      ])
      expect(answer).toMatchObject({ total: 3, nextCursor: null })
      const first = await index.judgedAnchors(clinic, 'key', { limit: 1 })
      expect((await index.judgedAnchors(clinic, 'key', { limit: 1, cursor: first.nextCursor! })).rows[0]!.anchorText).toBe('')
      expect((await index.judgedAnchors(clinic, 'key', { limit: 5, text: 'CLIN' })).rows).toHaveLength(1)
      expect((await index.judgedAnchors(clinic, 'key', { limit: 5, text: 'flu' })).total).toBe(1)
      expect((await index.judgedAnchors(clinic, 'key', { limit: 5, kind: ['AK-BRAND'] })).rows.map(({ anchorText }) => anchorText)).toEqual(['clinic'])
      expect((await index.judgedAnchors(clinic, 'key', { limit: 1, offset: 2 })).rows.map(({ anchorText }) => anchorText)).toEqual(['clinic'])
    }))
})

describe('the table of judged links', () => {
  it('is written under its key and found again whole', () =>
    withIndex(async (index, dir) => {
      const rows = Array.from({ length: 5_000 }, (_, number) => judged((number * 7_919) % 5_000))
      expect(await index.hasJudged(clinic, 'key')).toBe(false)
      await expect(index.queryJudged(clinic, 'key', query({}))).rejects.toMatchObject({ code: 'not_found' })
      await Promise.all([1, 2].map(() => index.writeJudged(clinic, 'key', rowsOf(rows))))
      expect(await index.hasJudged(clinic, 'key')).toBe(true)
      expect(await index.hasJudged({ ...clinic, host: 'clinic.example' }, 'key')).toBe(false)
      const all = await collect(index.judgedAll(clinic, 'key'))
      expect(all.map(({ link }) => Number.parseInt(link.id, 16))).toEqual(Array.from({ length: 5_000 }, (_, number) => number))
      expect(all[17]).toEqual(judged(17).brief)
      expect(await index.judgedNotes(clinic, 'key')).toEqual(notes)
      expect(await index.judgedLink(clinic, 'key', judged(4_321).listed.id)).toEqual(judged(4_321).brief)
      expect(await index.judgedLink(clinic, 'key', 'ffffffffffffffff')).toBeUndefined()
      const [home] = await readdir(join(dir, 'judged'))
      const [old] = await readdir(join(dir, 'judged', home!))
      await index.writeJudged(clinic, 'next', rowsOf(rows.slice(0, 3)))
      expect(await index.hasJudged(clinic, 'key')).toBe(true)
      const long = new Date(Date.now() - 3_600_000)
      await utimes(join(dir, 'judged', home!, old!), long, long)
      await index.writeJudged(clinic, 'third', rowsOf([]))
      expect(await index.hasJudged(clinic, 'key')).toBe(false)
      await expect(access(join(dir, 'judged', home!, old!))).rejects.toThrow()
      expect(await index.queryJudged(clinic, 'third', query({}))).toEqual({ rows: [], total: 0, nextCursor: null })
      expect(await readdir(join(dir, 'tmp'))).toEqual([])
    }))

  it('has what was said last of a link, and findings of the whole profile once', () =>
    withIndex(async (index) => {
      const rows = Array.from({ length: 3_000 }, (_, number) => judged(number))
      const again = judged(1_234, { quality: 7, findings: ['RISK-11', 'RISK-06'] })
      const [ofProfile, ofLink] = again.brief.findings
      ofProfile!.judges = 'profile'
      await index.writeJudged(clinic, 'key', rowsOf(rows, [again]))
      expect((await index.queryJudged(clinic, 'key', query({ findings: true }))).rows).toMatchObject([{ id: again.listed.id, quality: 7, findings: ['RISK-06', 'RISK-11'] }])
      expect((await index.queryJudged(clinic, 'key', query({}))).total).toBe(3_000)
      const all = await collect(index.judgedAll(clinic, 'key'))
      expect(all).toHaveLength(3_000)
      expect(all[1_234]).toEqual({ ...again.brief, findings: [ofLink] })
    }))

  it('counts by audit, and finds by rule or audit', () => {
    const rows = [['injected-link'], ['injected-pages'], ['injected-link', 'injected-pages'], []].map((audits, number) => {
      const row = judged(number, { referringDomain: `blog${number}.example` })
      row.brief.findings = audits.map((audit) => ({ ...flagged('RISK-05'), audit }))
      return row
    })
    return withJudged(rows, async (index) => {
      const { findings } = await index.judgedSummary(clinic, 'key')
      expect(findings).toMatchObject([{ rule: 'RISK-05', audit: 'injected-link', links: 2, referringDomains: 2 }, { rule: 'RISK-05', audit: 'injected-pages', links: 2, referringDomains: 2 }])
      expect((await index.queryJudged(clinic, 'key', query({ finding: ['RISK-05'] }))).rows.map((row) => row.findings)).toEqual([['RISK-05'], ['RISK-05'], ['RISK-05']])
      expect((await index.queryJudged(clinic, 'key', query({ finding: ['injected-pages'] }))).total).toBe(2)
      expect((await index.judgedFacets(clinic, 'key', query({}))).finding).toEqual([{ value: 'RISK-05', links: 3 }])
    })
  })

  it('is taken away when its file is damaged, so that it is worked out again', () =>
    withIndex(async (index, dir) => {
      for (const [file, damage] of [['table.bin', (bytes: Buffer) => bytes.fill(255, 64, 66)], ['table.bin', (bytes: Buffer) => bytes.subarray(0, 100)], ['briefs.bin', (bytes: Buffer) => bytes.fill(255, 64, 90)], ['briefs.bin', (bytes: Buffer) => bytes.subarray(0, 70)]] as const) {
        await index.writeJudged(clinic, file, rowsOf([judged(1)]))
        const [home] = await readdir(join(dir, 'judged'))
        const [key] = await readdir(join(dir, 'judged', home!))
        const path = join(dir, 'judged', home!, key!, file)
        await writeFile(path, damage(await readFile(path)))
        await expect(file === 'table.bin' ? index.queryJudged(clinic, file, query({})) : index.judgedLink(clinic, file, judged(1).listed.id)).rejects.toMatchObject({ code: 'unavailable' })
        expect(await index.hasJudged(clinic, file)).toBe(false)
      }
    }))

  it('leaves nothing of a process that was killed while it wrote', () =>
    withIndex(async (index, dir) => {
      const draft = join(dir, 'tmp', 'judged-01ARZ3NDEKTSV4RRFFQ69G5FAV')
      await mkdir(draft)
      await writeFile(join(draft, 'owner.json'), JSON.stringify({ ...markOfThisProcess(), pid: 2 ** 22 + 1 }))
      await writeFile(join(draft, 'spill.txt'), 'half')
      await index.writeJudged(clinic, 'key', rowsOf([judged(1)]))
      expect(await readdir(join(dir, 'tmp'))).toEqual([])
    }))

  it('is not there at all when its rows fail', () =>
    withIndex(async (index, dir) => {
      async function* failing() {
        yield [judged(1).brief]
        throw new Error('no facts')
      }
      await expect(index.writeJudged(clinic, 'key', { ...rowsOf([]), rows: failing() })).rejects.toThrow('no facts')
      expect(await index.hasJudged(clinic, 'key')).toBe(false)
      expect(await readdir(join(dir, 'tmp'))).toEqual([])
    }))
})
