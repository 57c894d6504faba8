import { access, readdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { BriefLink } from '../model/facts.js'
import type { Finding } from '../model/judgement.js'
import { linkTypes } from '../model/link-types.js'
import { LinkQuerySchema, type LinkQuery, type ListedLink } from '../model/listed-link.js'
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
        title, language: null, status: 200, robots, cues: [], state, lostReason, firstSeen, lastSeen, seenBy, sightingCount: 1, vendor: null,
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
const notes: JudgedNotes = { asOf: '2026-03-01T00:00:00.000Z', profileFindings: [], own: null, kin: [] }

function withJudged<Answer>(rows: Rows, work: (index: LinkIndex, dir: string) => Promise<Answer>): Promise<Answer> {
  return withIndex(async (index, dir) => {
    await index.writeJudged(clinic, 'key', rowsOf(rows))
    return work(index, dir)
  })
}

function rowsOf(rows: Rows, amended: Rows = []): JudgedRows {
  return { rows: briefsOf(rows), amended: () => amended.map(({ brief }) => brief), notes: () => notes }
}

async function* briefsOf(rows: Rows) {
  for (const { brief } of rows) yield brief
}

const query = (changes: Partial<LinkQuery>) => LinkQuerySchema.parse(changes)
const ids = (rows: ListedLink[]) => rows.map((row) => Number.parseInt(row.id, 16))

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
    [{ limit: 2 }, [1, 2]],
  ]
  it('give the links the cases say, and their number', () =>
    withJudged(rows, async (index) => {
      for (const [changes, expected] of cases) {
        const answer = await index.queryJudged(clinic, 'key', query(changes))
        expect(ids(answer.rows), JSON.stringify(changes)).toEqual(expected)
        expect(answer.total, JSON.stringify(changes)).toBe(changes.limit === undefined ? expected.length : rows.length)
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
        referringDomain: 'a.example', tier: 5, tierName: 'civic or news', links: 2, liveLinks: 2, followedLinks: 1, bestQuality: 30, types: ['LT-01', 'LT-03'],
        firstSeen: '2025-01-01T00:00:00.000Z', lastSeen: '2026-04-01T00:00:00.000Z', seenBy: ['crawl', 'export-a', 'top-sites'],
      })
      expect(answer).toMatchObject({ total: 4, nextCursor: null })
      const found = async (changes: object) => (await index.judgedDomains(clinic, 'key', { limit: 10, ...changes })).rows.map((row) => row.referringDomain[0]).join('')
      expect(await found({ live: false })).toBe('b')
      expect(await found({ live: true })).toBe('adc')
      expect(await found({ tier: [1, 2] })).toBe('b')
      expect(await found({ text: 'C.EX' })).toBe('c')
      const first = await index.judgedDomains(clinic, 'key', { limit: 2 })
      expect(first.total).toBe(4)
      expect((await index.judgedDomains(clinic, 'key', { limit: 2, cursor: first.nextCursor! })).rows.map((row) => row.referringDomain)).toEqual(['d.example', 'c.example'])
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

  it('is not there at all when its rows fail', () =>
    withIndex(async (index, dir) => {
      async function* failing() {
        yield judged(1).brief
        throw new Error('no facts')
      }
      await expect(index.writeJudged(clinic, 'key', { ...rowsOf([]), rows: failing() })).rejects.toThrow('no facts')
      expect(await index.hasJudged(clinic, 'key')).toBe(false)
      expect(await readdir(join(dir, 'tmp'))).toEqual([])
    }))
})
