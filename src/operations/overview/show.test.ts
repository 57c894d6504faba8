import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyProfile } from '../../model/profile.js'
import { clientContext, linkSeen } from '../testing/client-context.js'
import overview from './show.js'

let client: Awaited<ReturnType<typeof clientContext>>
const ask = () => overview.run(overview.input.parse({}), client.context)

beforeAll(async () => {
  client = await clientContext()
})
afterAll(() => client.close())

describe('overview show', () => {
  it('says what to do where nothing is known yet', async () => {
    const answer = await ask()
    expect(answer).toMatchObject({ site: 'clinic.example', empty: true, handful: [], sentence: expect.stringContaining('No link'), unseen: { verdict: 'unknown', seen: 0 } })
    expect(answer.next[0]).toMatchObject({ page: 'setup' })
    expect(answer.next.map(({ page }) => page)).toContain('imports')
    expect(answer.weeks).toHaveLength(26)
  })

  it('puts the handful first, stands rivals beside it and estimates the unseen', async () => {
    const both = Array.from({ length: 12 }, (_, at) => `paper-${at}.example`)
    await client.add(
      linkSeen({ referringDomain: 'nih.gov', referringPage: 'https://www.nih.gov/health/heart', seenBy: 'ahrefs-backlinks' }),
      linkSeen({ referringDomain: 'harvard.edu', referringPage: 'https://hms.harvard.edu/news/clinic', seenBy: 'bing-backlinks' }),
      ...both.flatMap((referringDomain) => [linkSeen({ referringDomain }), linkSeen({ referringDomain, seenBy: 'bing-backlinks' })]),
      ...Array.from({ length: 8 }, (_, at) => linkSeen({ referringDomain: `other-${at}.example` })),
      linkSeen({ referringDomain: 'rival-paper.example', target: 'https://rival.example/', targetDomain: 'rival.example' }),
    )
    await client.context.desk.competitors.save({ domain: 'rival.example', name: 'Rival Clinic' }, { by: 'A', at: client.context.now })
    await client.context.desk.competitors.save({ domain: 'unknown.example', name: '' }, { by: 'A', at: client.context.now })
    await client.context.desk.saveProfile('clinic.example', { ...emptyProfile, names: ['Calm Clinic'] }, client.context.now)
    const answer = await ask()
    expect(answer.name).toBe('Calm Clinic')
    expect(answer.handful.map(({ referringDomain }) => referringDomain)).toEqual(['nih.gov', 'harvard.edu'])
    expect(answer.handful[0]).toMatchObject({ tier: 1, tierReason: expect.stringMatching(/\S/u) })
    expect(answer.totals).toMatchObject({ referringDomains: 22, recognisable: 2 })
    expect(answer.rivals).toMatchObject([{ site: 'rival.example', name: 'Rival Clinic', referringDomains: 1 }])
    expect(answer.rivalsWithoutLinks).toEqual(['unknown.example'])
    expect(answer.overlap).toMatchObject([{ referringDomains: 12, shareOfA: 12 / 21, shareOfB: 12 / 13 }])
    expect(answer.unseen).toMatchObject({ verdict: 'estimate', method: 'chapman', seen: 22 })
    expect(answer.next.length).toBeLessThanOrEqual(5)
    expect(answer.next.some(({ what }) => what.includes('unknown.example'))).toBe(true)
    expect(overview.output.safeParse(answer).error?.issues).toBeUndefined()
  })

  it('remembers what the ledger lacks', async () => {
    await client.context.desk.considerations.save({ referringDomain: 'paper-1.example', referringPage: '', target: '', kind: 'payment', amount: 50, currency: 'USD', on: null, until: null, relDue: ['sponsored'], note: '' }, { by: 'A', at: client.context.now })
    expect((await ask()).next.some(({ page }) => page === 'considerations')).toBe(true)
  })
})
