import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import addMany from '../corrections/add-many.js'
import exportLinks from '../links/export.js'
import neighbourhood from '../links/neighbourhood.js'
import { clientContext, linkSeen } from '../testing/client-context.js'
import show from './show.js'

let client: Awaited<ReturnType<typeof clientContext>>
const ask = async (domain: string) => {
  const answer = await show.run(show.input.parse({ domain }), client.context)
  expect(show.output.safeParse(answer).error?.issues).toBeUndefined()
  return answer
}

beforeAll(async () => {
  client = await clientContext()
  await client.add(
    linkSeen({ referringDomain: 'harvard.edu', referringPage: 'https://hms.harvard.edu/a', seenAt: '2026-10-20T00:00:00.000Z', firstSeenAt: '2026-03-05T00:00:00.000Z', vendor: { 'ahrefs.domainRating': 91 } }),
    linkSeen({ referringDomain: 'harvard.edu', referringPage: 'https://hms.harvard.edu/b', firstSeenAt: '2026-03-09T00:00:00.000Z', lostAt: '2026-06-01T00:00:00.000Z', lostReason: 'link-removed', vendor: { 'ahrefs.domainRating': 93 } }),
    ...Array.from({ length: 30 }, (_, at) => linkSeen({ referringDomain: `paper-${at}.example` })),
  )
})
afterAll(() => client.close())

describe('domains show', () => {
  it('tells who stands behind a domain, its links and what others say', async () => {
    const answer = await ask('https://hms.harvard.edu/a')
    expect(answer).toMatchObject({ domain: 'harvard.edu', host: 'hms.harvard.edu', known: true, total: 2, row: { links: 2, liveLinks: 1 }, tier: { tier: 2 }, authority: null, graphMissing: 'no web graph loaded' })
    expect(answer.tier.evidence.length).toBeGreaterThan(0)
    expect(show.words!(answer as never)).toMatch(/^hms\.harvard\.edu is a host of harvard\.edu; what follows is of the whole domain\.\nharvard\.edu: tier 2/u)
    expect(answer.otherTools).toEqual([{ tool: 'ahrefs', figure: 'domainRating', low: 91, high: 93 }])
    expect(answer.history).toEqual([{ month: '2026-03', newLinks: 2, lostLinks: 0 }, { month: '2026-06', newLinks: 0, lostLinks: 1 }])
  })

  it('judges a domain that does not link here by its name alone', async () => {
    expect(await ask('www.cdc.gov')).toMatchObject({ host: null, known: false, row: null, links: [], total: 0, tier: { tier: 1 } })
    expect(await ask('nobody.example')).toMatchObject({ known: false, tier: { tier: 6 } })
  })
})

describe('links neighbourhood', () => {
  it('shows the referring domains where there is no graph', async () => {
    const answer = await neighbourhood.run(neighbourhood.input.parse({ limit: 10 }), client.context)
    expect(answer).toMatchObject({ referringDomains: 31, ways: [], missing: 'no web graph loaded' })
    expect(answer.nodes).toHaveLength(10)
    expect(answer.nodes.slice(0, 2)).toMatchObject([{ kind: 'site' }, { id: 'harvard.edu', tier: 2 }])
    expect(neighbourhood.output.safeParse(answer).error?.issues).toBeUndefined()
  })
})

describe('links export', () => {
  it('gives every link that passes', async () => {
    const rows: unknown[] = []
    const answer = await exportLinks.run(exportLinks.input.parse({ live: true }), { ...client.context, emit: (row: unknown) => void rows.push(row) } as never)
    expect(answer).toEqual({ site: 'clinic.example', rows: 31 })
    expect(rows).toHaveLength(31)
  })
})

describe('corrections add-many', () => {
  it('corrects all or none', async () => {
    const { links } = await ask('harvard.edu')
    const ids = links.map(({ id }) => id)
    const add = (input: object) => addMany.run(addMany.input.parse({ field: 'type', value: 'LT-04', reason: 'teaching hospital', ...input }), client.context)
    await expect(add({ links: [...ids, '0123456789abcdef'] })).rejects.toMatchObject({ code: 'not_found', message: expect.stringContaining('Nothing was corrected') })
    expect((await ask('harvard.edu')).corrections).toEqual([])
    await expect(add({ links: ids, value: 'LT-77' })).rejects.toMatchObject({ code: 'invalid' })
    expect((await add({ links: [...ids, ids[0]!] })).corrections).toMatchObject([{ subject: 'link', value: 'LT-04', by: 'This machine' }, { subject: 'link' }])
    expect((await add({ links: ids, field: 'tier', value: '3' })).corrections).toMatchObject([{ subject: 'domain', key: 'harvard.edu', was: '2' }])
    const after = await ask('harvard.edu')
    expect(after).toMatchObject({ tier: { tier: 3 }, links: [{ type: 'LT-04' }, { type: 'LT-04' }] })
    expect(after.corrections).toHaveLength(3)
  })
})
