import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page, readFeatures } from '../linkindex/testing/invented.js'
import type { Context } from '../model/operation.js'
import { linkValue } from '../model/link-value.js'
import { auditSite } from './audit-site.js'
import { ensureJudged, explainLink } from './judge.js'
import { linkQuery } from './link-query.js'
import { scopeOf } from './sites.js'
import { clientContext, linkSeen } from './testing/client-context.js'

const scope = scopeOf('clinic.example')
const both = ['UA-1111-1', 'pub-1234567890123456']
let made: Awaited<ReturnType<typeof clientContext>>
let context: Context
beforeEach(async () => ({ context } = made = await clientContext()))
afterEach(() => made.close())

const capture = (domain: string, trackingIds: string[], seenAt: string) => page({ url: `https://${domain}/page`, domain, seenAt, features: { ...readFeatures, extra: { trackingIds } } })
const addPages = (key: string, ...pages: Array<ReturnType<typeof capture>>) => context.index.add((async function* () {
  for (const one of pages) yield { kind: 'page' as const, page: one }
})(), { key, source: 'test' })

describe('domains of one keeper', () => {
  it('count as one, are explained alike, and are judged again when another joins them', async () => {
    await made.add(...['one.example', 'two.example', 'three.example', ...Array.from({ length: 8 }, (_, at) => `other-${at}.example`)].map((referringDomain) => linkSeen({ referringDomain })))
    await addPages('first', capture('one.example', both, '2026-01-01T00:00:00.000Z'), capture('two.example', both, '2026-02-01T00:00:00.000Z'), capture('three.example', both.slice(0, 1), '2026-03-01T00:00:00.000Z'))
    const uniqueness = async () => {
      const key = await ensureJudged(scope, context)
      const { rows } = await context.index.queryJudged(scope, key, linkQuery({ limit: 100 }))
      const shares: Record<string, number> = {}
      for (const row of rows) {
        const explained = (await explainLink(scope, key, row.id, context))!
        expect(explained.quality.score, row.referringDomain).toBe(row.quality)
        const part = explained.quality.contributions.find(({ id }) => id === 'QU')!
        shares[row.referringDomain] = Math.round(part.normalised * 100) / 100
        if (row.referringDomain === 'two.example') expect(part.evidence).toContain('domains share UA-1111-1 and pub-1234567890123456 and count as one, 1 of them before this')
      }
      return [shares['one.example'], shares['two.example'], shares['three.example'], shares['other-0.example']]
    }
    expect(await uniqueness()).toEqual([1, 0.35, 1, 1])
    await addPages('second', capture('three.example', both, '2026-04-01T00:00:00.000Z'))
    expect(await uniqueness()).toEqual([1, 0.35, 0.19, 1])
  })
  it('count as one in the value of the profile', async () => {
    await made.add(linkSeen({ referringDomain: 'one.example' }), linkSeen({ referringDomain: 'two.example' }))
    await addPages('both', capture('one.example', both, '2026-01-01T00:00:00.000Z'), capture('two.example', both, '2026-02-01T00:00:00.000Z'))
    const { result, key } = await auditSite(scope, { inputs: [], problems: [] }, context)
    const rows: number[] = []
    for await (const { quality } of context.index.judgedAll(scope, key)) rows.push(linkValue(quality.unrounded))
    rows.sort((a, b) => b - a)
    expect(result.value.total).toBeCloseTo(rows[0]! + rows[1]! / 2 ** 1.5, 10)
    expect(result.value.topics!.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10)
    expect(result.value.types.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10)
  })
})
