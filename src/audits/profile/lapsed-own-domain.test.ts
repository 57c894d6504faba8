import { describe, expect, it } from 'vitest'
import type { Registration } from '../../model/registration.js'
import { exampleProfileFacts, type ExampleLink } from '../risk/example-facts.js'
import lapsedOwnDomain from './lapsed-own-domain.js'

const redirects: ExampleLink[] = ['old-name.example', 'other-name.example'].map((domain) => ({ page: `https://${domain}/`, title: null, element: 'redirect', type: 'LT-17' }))
const judge = (registrations: Array<Partial<Registration> & { domain: string }>, links = redirects, domains = ['old-name.example', 'www.other-name.example']) =>
  lapsedOwnDomain.judge(exampleProfileFacts(links, { profile: { domains }, registrations }), lapsedOwnDomain.options)

describe('domains of the provider', () => {
  it('are all listed with their last day, the worst first', () => {
    const answer = judge([{ domain: 'northgate-heart.example', expiresOn: '2027-10-01' }, { domain: 'old-name.example', expiresOn: '2027-03-02' }, { domain: 'other-name.example', expiresOn: '2026-03-12' }])
    expect(answer).toMatchObject({ verdict: 'flag', strength: 0.35 })
    expect(answer.evidence.map(({ url, severity, registeredUntil, daysLeft }) => [url, severity, registeredUntil, daysLeft])).toEqual([
      ['other-name.example', 'medium', '2026-03-12', 10], ['northgate-heart.example', 'none', '2027-10-01', 578], ['old-name.example', 'none', '2027-03-02', 365],
    ])
    expect(answer.evidence.map(({ snippet }) => snippet)).toEqual([
      'its registration runs out on 2026-03-12, in 10 days (rdap:registry.example, 2026-03-01)', 'nothing to do; its registration runs out on 2027-10-01, in 578 days (rdap:registry.example, 2026-03-01)', 'nothing to do; its registration runs out on 2027-03-02, in 365 days (rdap:registry.example, 2026-03-01)',
    ])
  })

  it('that all are kept pass, with their days', () => {
    const answer = judge([{ domain: 'old-name.example', expiresOn: '2027-03-02' }, { domain: 'other-name.example', expiresOn: '2028-03-12' }])
    expect([answer.verdict, answer.evidence.map(({ daysLeft }) => daysLeft)]).toEqual(['pass', [365, 741]])
  })

  it('of which one was never told are unknown, and the others still listed', () => {
    const answer = judge([{ domain: 'old-name.example', expiresOn: '2027-03-02' }])
    expect(answer).toMatchObject({ verdict: 'unknown', missing: [expect.stringContaining('registration of other-name.example runs out')] })
    expect(answer.evidence.map(({ registeredUntil }) => registeredUntil)).toEqual(['2027-03-02', null])
  })

  it('told of before their last day, which has passed, are not accused', () => {
    const answer = judge([{ domain: 'old-name.example', expiresOn: '2027-03-02' }, { domain: 'other-name.example', expiresOn: '2026-01-01', seenAt: '2025-05-01T00:00:00.000Z' }])
    expect(answer).toMatchObject({ verdict: 'unknown', missing: [expect.stringContaining('whether other-name.example was renewed')] })
  })

  it('kept for e-mail alone need no page', () => expect(judge([{ domain: 'old-name.example', expiresOn: '2027-03-02' }, { domain: 'other-name.example', expiresOn: '2028-03-12' }], []).verdict).toBe('pass'))

  it.each([
    ['gone', { registered: false }, 0.5, 'high'], ['about to be deleted', { statuses: ['pending delete'], expiresOn: '2026-01-01' }, 0.5, 'high'], ['on hold', { statuses: ['server hold'], expiresOn: '2027-09-01' }, 0.35, 'medium'],
  ] as Array<[string, Partial<Registration>, number, string]>)('%s are flagged', (_, changes, strength, severity) => {
    expect(judge([{ domain: 'other-name.example', expiresOn: '2027-03-02' }, { domain: 'old-name.example', ...changes }])).toMatchObject({ verdict: 'flag', strength, evidence: [{ url: 'old-name.example', severity }, {}] })
  })

  it('of which the site itself is the only one: told or not', () => {
    expect(judge([], [], [])).toEqual({ verdict: 'pass', evidence: [] })
    expect(judge([{ domain: 'northgate-heart.example', expiresOn: '2026-03-05' }], [], []).verdict).toBe('flag')
  })

  it('below a platform are registered by nobody', () => expect(judge([], [{ page: 'https://old-name.github.io/', title: null, element: 'redirect', type: 'LT-17' }], ['old-name.github.io']).verdict).toBe('pass'))
})
