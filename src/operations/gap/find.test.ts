import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyProfile } from '../../model/profile.js'
import approve from '../prospects/approve.js'
import list from '../prospects/list.js'
import propose from '../prospects/propose.js'
import reopen from '../prospects/reopen.js'
import veto from '../prospects/veto.js'
import { clientContext, linkSeen } from '../testing/client-context.js'
import gapFind from './find.js'

let client: Awaited<ReturnType<typeof clientContext>>
const ask = async (input: object = {}) => {
  const answer = await gapFind.run(gapFind.input.parse(input), client.context)
  expect(gapFind.output.safeParse(answer).error?.issues).toBeUndefined()
  return answer
}

beforeAll(async () => {
  client = await clientContext()
  const to = (rival: string, referringDomain: string, page = '/page') => linkSeen({ referringDomain, referringPage: `https://${referringDomain}${page}`, target: `https://${rival}/`, targetDomain: rival, anchorText: rival })
  await client.add(
    linkSeen({ referringDomain: 'both-link.example' }),
    linkSeen({ referringDomain: 'once.example', lostAt: '2026-05-01T00:00:00.000Z', lostReason: 'link-removed' }),
    ...['rival-a.example', 'rival-b.example'].flatMap((rival) => [to(rival, 'both-link.example'), to(rival, 'heart-forum.example', '/cardiology/heart-failure'), to(rival, 'daytonherald.example')]),
    linkSeen({ referringDomain: 'sold.example', referringPage: 'https://sold.example/p', target: 'https://rival-a.example/', targetDomain: 'rival-a.example', anchorText: 'best cardiologist' }), to('rival-a.example', 'dayton-runners.example'),
    to('rival-a.example', 'nih.gov'), to('rival-a.example', 'once.example'), to('rival-a.example', 'rival-b.example'),
  )
  await client.context.desk.saveProfile('clinic.example', { ...emptyProfile, names: ['Calm Clinic'], specialties: ['cardiology'], rivals: ['rival-a.example', 'rival-b.example'], address: { city: 'Dayton', region: 'OH', country: 'US' }, serviceArea: { places: ['Dayton'], postcodes: [] } }, client.context.now)
})
afterAll(() => client.close())

describe('gap find', () => {
  it('lists who links to rivals and not to us, with reasons', async () => {
    const { rows, rivals, notes, total } = await ask()
    expect(rivals).toMatchObject([{ domain: 'rival-a.example', inIndex: true, inGraph: false }, { domain: 'rival-b.example' }])
    expect(rows.map(({ domain }) => domain)).toEqual(['nih.gov', 'daytonherald.example', 'heart-forum.example', 'dayton-runners.example', 'once.example', 'sold.example'])
    expect(total).toBe(6)
    expect(rows.map(({ specialtyMatch }) => specialtyMatch)).toEqual(['unknown', 'unknown', 'same', 'unknown', 'unknown', 'unknown'])
    // Each row of a CSV tells by which formula its numbers are.
    expect(new Set(rows.map(({ scales }) => scales))).toEqual(new Set([expect.stringMatching(/^authority \d+, link quality \d+, weights \d+$/)]))
    expect(rows[1]).toMatchObject({ tier: 5, local: expect.stringMatching(/dayton/iu) })
    expect(rows[2]).toMatchObject({ rivalCount: 2, specialtyMatch: 'same', example: { referringPage: 'https://heart-forum.example/cardiology/heart-failure' }, prospect: null, seenIn: ['index'] })
    expect(rows[4]!.reasons.join(' ')).toContain('that link is lost')
    expect(notes.join(' ')).toContain('No web graph is in use')
  })

  it('filters by rivals, tier and text, and pages', async () => {
    expect((await ask({ rivalsMin: 2 })).rows.map(({ domain }) => domain)).toEqual(['daytonherald.example', 'heart-forum.example'])
    expect((await ask({ tier: [1] })).rows.map(({ domain }) => domain)).toEqual(['nih.gov'])
    expect((await ask({ text: 'herald' })).total).toBe(1)
    expect((await ask({ limit: 1, offset: 2 })).rows.map(({ domain }) => domain)).toEqual(['heart-forum.example'])
    expect((await ask({ rivals: ['rival-b.example'] })).rows.map(({ domain }) => domain)).toEqual(['daytonherald.example', 'heart-forum.example'])
  })

  it('says so where no rival has links', async () => {
    const { rows, notes } = await ask({ rivals: ['nobody.example'] })
    expect(rows).toEqual([])
    expect(notes.join(' ')).toContain('nobody.example')
  })
})

describe('prospects', () => {
  it('are proposed once, approved, and a veto holds until it is opened again', async () => {
    const { saved, known } = await propose.run(propose.input.parse({ prospects: [{ domain: 'www.nih.gov', reason: 'tier 1' }, { domain: 'once.example', reason: 'lost' }, { domain: 'nih.gov', reason: 'again' }] }), client.context)
    expect([saved.map(({ domain }) => domain), known]).toEqual([['nih.gov', 'once.example'], ['nih.gov']])
    const [first, second] = saved.map(({ id }) => id) as [string, string]
    expect((await approve.run(approve.input.parse({ ids: [first] }), client.context)).saved).toMatchObject([{ state: 'approved', decidedBy: 'This machine' }])
    expect(veto.input.safeParse({ ids: [second] }).success).toBe(false)
    await veto.run(veto.input.parse({ ids: [second], comment: 'sells supplements' }), client.context)
    await expect(approve.run(approve.input.parse({ ids: [first, second] }), client.context)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('sells supplements') })
    await reopen.run(reopen.input.parse({ ids: [second], comment: 'changed owner' }), client.context)
    expect((await list.run(list.input.parse({}), client.context))).toMatchObject({ rows: [{ domain: 'once.example', state: 'proposed', decidedBy: null, comment: 'changed owner' }, { domain: 'nih.gov' }], counts: { proposed: 1, approved: 1 } })
    expect((await ask()).rows.map(({ prospect }) => prospect)).toEqual(['approved', null, null, null, 'proposed', null])
  })
})
