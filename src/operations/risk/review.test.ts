import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileOfBytes } from '../../model/file-input.js'
import { emptyProfile } from '../../model/profile.js'
import decisionsList from '../decisions/list.js'
import decisionsSave from '../decisions/save.js'
import decisionsWithdraw from '../decisions/withdraw.js'
import compare from '../disavow/compare.js'
import { clientContext, linkSeen } from '../testing/client-context.js'
import review from './review.js'

let client: Awaited<ReturnType<typeof clientContext>>
const ask = async (input: object = {}) => {
  const answer = await review.run(review.input.parse(input), client.context)
  expect(review.output.safeParse(answer).error?.issues).toBeUndefined()
  return answer
}

beforeAll(async () => {
  client = await clientContext()
  await client.add(
    linkSeen({ referringDomain: 'quiet.example' }),
    linkSeen({ referringDomain: 'pills.example', referringPage: 'https://pills.example/buy-viagra-online-casino', anchorText: 'buy cheap viagra online' }),
    linkSeen({ referringDomain: 'heart.example', seenBy: 'semrush-backlink-audit', vendor: { 'semrush.toxicityScore': 87, 'semrush.toxicMarkers': 'money keyword' } }),
    linkSeen({ referringDomain: 'harvard.edu', seenBy: 'semrush-backlink-audit', vendor: { 'semrush.toxicityScore': 61 } }),
  )
})
afterAll(() => client.close())

describe('risk review', () => {
  it('names what was found, domain by domain', async () => {
    const { groups, domains, total, spike, markedByOthers } = await ask()
    expect(total).toBe(1)
    expect(domains[0]).toMatchObject({ domain: 'pills.example', links: 1, linkIds: [expect.stringMatching(/^[0-9a-f]{16}$/u)] })
    expect(domains[0]!.findings[0]).toMatchObject({ rule: expect.stringMatching(/^RISK-/u), evidence: expect.stringMatching(/\S/u), innocent: expect.stringMatching(/\S/u) })
    expect(groups.map(({ rule }) => rule)).toContain(domains[0]!.findings[0]!.rule)
    expect(groups[0]!.why).not.toBe('')
    expect(spike.weeks).toHaveLength(26)
    expect(spike.verdict).toBe('unknown')
    expect(markedByOthers).toBe(2)
  })

  it('says of the whole profile what is true, whatever is looked for in it', async () => {
    const { total, sentence, markedByOthers } = await ask()
    expect(total).toBe(1)
    expect(await ask({ text: 'no such words' })).toMatchObject({ total: 0, domains: [], sentence, markedByOthers })
    expect(await ask({ by: 'others', text: 'no such words' })).toMatchObject({ total: 0, sentence: 'Lists of other tools warn of 2 domains', markedByOthers: 2 })
  })

  it('names beside a domain what was found of the whole profile with it, and says so where another tool marks it', async () => {
    const phrases = await clientContext()
    try {
      const named = Array.from({ length: 3 }, (_, at) => linkSeen({ referringDomain: `plain-${at}.example` }))
      const bought = Array.from({ length: 9 }, (_, at) => linkSeen({ referringDomain: `mine-${at}.example`, anchorText: 'dental implants dayton', ...(at === 0 ? { seenBy: 'semrush-backlink-audit', vendor: { 'semrush.toxicityScore': 87 } } : {}) }))
      await phrases.add(...named, ...bought)
      await phrases.context.desk.saveProfile('clinic.example', { ...emptyProfile, names: ['Calm Clinic'], treatments: ['dental implants'], address: { city: 'Dayton' } }, phrases.context.now)
      const { domains } = await review.run(review.input.parse({ rule: 'RISK-11' }), phrases.context)
      expect(domains).toHaveLength(9)
      for (const row of domains) expect(row.findings.map(({ rule }) => rule), row.domain).toContain('RISK-11')
      expect(domains.find(({ domain }) => domain === 'mine-0.example')!.comparison).toContain('RISK-11')
    } finally {
      await phrases.close()
    }
  })

  it('of a site without links says that there is nothing to review, and not that nothing was found', async () => {
    const empty = await clientContext()
    try {
      const answer = await review.run(review.input.parse({ site: 'clinic.example' }), empty.context)
      expect(answer).toMatchObject({ links: 0, sentence: 'No links to review yet', domains: [] })
      expect(review.words!(answer as never)).toBe('No links to review yet')
    } finally {
      await empty.close()
    }
  })

  it('filters by rule', async () => {
    const { domains } = await ask()
    const rule = domains[0]!.findings[0]!.rule
    expect((await ask({ rule })).total).toBe(1)
    expect((await ask({ rule: 'RISK-99' })).total).toBe(0)
  })

  it('shows what another tool warns of, and why we do not', async () => {
    const answer = await ask({ by: 'others' })
    const { domains, total, sentence } = answer
    expect(sentence).toBe('Lists of other tools warn of 2 domains')
    expect(review.words!(answer as never)).not.toContain('It can be innocent')
    expect(total).toBe(2)
    const body = domains.find(({ domain }) => domain === 'harvard.edu')!
    expect(body).toMatchObject({ tier: 2, findings: [], otherTools: ['Semrush gives it 61 of 100'], protectedBecause: expect.stringContaining('harvard.edu') })
    expect(body.comparison).toContain('Other tools would flag this')
  })
})

describe('decisions', () => {
  it('are kept whole, withdrawn and never edited', async () => {
    const { decision } = await decisionsSave.run(decisionsSave.input.parse({ kind: 'do-nothing', reviewer: 'A. Kim', reason: 'no manual action', memo: '# Do nothing' }), client.context)
    expect(decision).toMatchObject({ state: 'confirmed', site: 'clinic.example', body: '# Do nothing' })
    await decisionsWithdraw.run(decisionsWithdraw.input.parse({ id: decision.id, reason: 'a notice came' }), client.context)
    expect((await decisionsList.run(decisionsList.input.parse({}), client.context)).rows).toMatchObject([{ id: decision.id, state: 'withdrawn' }])
  })
})

describe('disavow compare', () => {
  it('says what an upload would add and forgive', async () => {
    const file = (text: string) => fileOfBytes('disavow.txt', Buffer.from(text))
    const answer = await compare.run(compare.input.parse({ earlier: file('# old\ndomain:a.example\ndomain:b.example\n'), later: file('domain:b.example\nhttps://c.example/p\n') }), client.context)
    expect(answer).toMatchObject({ added: ['https://c.example/p'], removed: ['domain:a.example'], kept: 1 })
  })
})
