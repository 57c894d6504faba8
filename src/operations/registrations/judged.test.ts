import { afterEach, beforeEach, expect, it } from 'vitest'
import { page, readFeatures } from '../../linkindex/testing/invented.js'
import type { Context } from '../../model/operation.js'
import { emptyProfile } from '../../model/profile.js'
import type { Registration } from '../../model/registration.js'
import { ensureJudged } from '../judge.js'
import { linkQuery } from '../link-query.js'
import { scopeOf } from '../sites.js'
import { clientContext, linkSeen } from '../testing/client-context.js'
import forget from './forget.js'

const scope = scopeOf('clinic.example')
const told = (domain: string, changes: Partial<Registration>): Registration => ({ domain, seenBy: 'rdap:registry.example', seenAt: '2026-10-30T00:00:00.000Z', registered: true, registrar: null, registrarId: null, createdOn: null, changedOn: null, expiresOn: null, statuses: [], nameServers: [], ...changes })
let made: Awaited<ReturnType<typeof clientContext>>
let context: Context
beforeEach(async () => ({ context } = made = await clientContext()))
afterEach(() => made.close())

it('what is told of registrations reaches the judgements, whether all is judged or what changed', async () => {
  await context.desk.saveProfile(scope.domain, { ...emptyProfile, domains: ['old-clinic.example'] }, { by: context.actor.id, at: context.now } as never)
  const domains = ['taken-over.example', ...Array.from({ length: 6 }, (_, at) => `friends-${at}.example`)]
  await made.add(...domains.map((referringDomain) => linkSeen({ referringDomain, firstSeenAt: '2016-02-01T00:00:00.000Z' })))
  await made.add(...[1, 2, 3].map((n) => linkSeen({ referringDomain: 'taken-over.example', referringPage: `https://taken-over.example/${n}`, firstSeenAt: '2016-02-01T00:00:00.000Z' })))
  await context.index.add((async function* () {
    for (const n of [1, 2, 3]) yield { kind: 'page' as const, page: page({ url: `https://taken-over.example/${n}`, domain: 'taken-over.example', title: 'Buy viagra online, cheap cialis', seenAt: `2026-09-0${n}T00:00:00.000Z`, features: { ...readFeatures, headings: ['Canadian pharmacy, no prescription needed'] } }) }
    yield { kind: 'page' as const, page: page({ url: 'https://taken-over.example/page', domain: 'taken-over.example', title: 'Cheap viagra, buy cialis online', seenAt: '2026-09-04T00:00:00.000Z' }) }
  })(), { key: 'pages', source: 'test' })
  const flaggedBy = async (rule: string) => {
    const key = await ensureJudged(scope, context)
    const { rows } = await context.index.queryJudged(scope, key, linkQuery({ finding: [rule] }))
    return { key, domains: [...new Set(rows.map(({ referringDomain }) => referringDomain))], own: (await context.index.judgedNotes(scope, key)).profileFindings.find(({ audit }) => audit === 'lapsed-own-domain')! }
  }
  const before = await flaggedBy('RISK-04')
  expect([before.domains, before.own.verdict]).toEqual([[], 'unknown'])
  await context.index.addRegistrations([told('taken-over.example', { createdOn: '2026-03-01' }), told('old-clinic.example', { expiresOn: '2026-11-20' })], { key: 'told' })
  const after = await flaggedBy('RISK-04')
  expect([after.domains, after.own.verdict]).toEqual([['taken-over.example'], 'flag'])
  expect(after.own.evidence).toMatchObject([{ url: 'old-clinic.example', registeredUntil: '2026-11-20', daysLeft: 19 }])
  expect(after.key).not.toBe(before.key)
  await forget.run(forget.input.parse({ domains: ['taken-over.example', 'old-clinic.example'], confirm: true }), context)
  const again = await flaggedBy('RISK-04')
  expect([again.domains, again.own]).toEqual([before.domains, before.own])
  expect([before.key, after.key]).not.toContain(again.key)
})
