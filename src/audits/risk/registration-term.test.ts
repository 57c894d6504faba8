import { describe, expect, it } from 'vitest'
import type { Registration } from '../../model/registration.js'
import { registrationTerm } from './registration-term.js'

const asOf = '2026-03-02T12:00:00.000Z'
const told = (changes: Partial<Registration> = {}): Registration => ({ domain: 'old.example', seenBy: 'rdap:registry.example', seenAt: '2026-03-01T00:00:00.000Z', registered: true, registrar: null, registrarId: null, createdOn: null, changedOn: null, expiresOn: '2027-03-02', statuses: [], nameServers: [], ...changes })

describe('the term of a registration', () => {
  it.each([
    ['nothing told', undefined, 'untold', null],
    ['a year left', [told()], 'kept', 365],
    ['60 days left', [told({ expiresOn: '2026-05-01' })], 'kept', 60],
    ['59 days left', [told({ expiresOn: '2026-04-30' })], 'ending', 59],
    ['its last day', [told({ expiresOn: '2026-03-02' })], 'ending', 0],
    ['ended, and told so since', [told({ expiresOn: '2026-02-01' })], 'lapsed', -29],
    ['told before its end, which has passed', [told({ expiresOn: '2026-02-01', seenAt: '2025-06-01T00:00:00.000Z' })], 'stale', -29],
    ['not registered', [told({ registered: false, expiresOn: null })], 'lapsed', null],
    ['registered again since', [told({ expiresOn: '2027-02-20' }), told({ registered: false, expiresOn: null, seenAt: '2026-01-01T00:00:00.000Z' })], 'kept', 355],
    ['redemption period', [told({ statuses: ['active', 'redemption period'] })], 'lapsed', 365],
    ['pending delete', [told({ expiresOn: null, statuses: ['pending delete'] })], 'lapsed', null],
    ['held by the registrar', [told({ statuses: ['client hold'] })], 'held', 365],
    ['renewed by itself', [told({ statuses: ['auto renew period', 'client transfer prohibited'] })], 'kept', 365],
    ['told without a day', [told({ expiresOn: null })], 'untold', null],
    ['a later list without a day', [told({ expiresOn: null, seenBy: 'list:domains.csv' }), told({ seenAt: '2026-01-01T00:00:00.000Z' })], 'kept', 365],
    ['the newest word counts', [told({ expiresOn: '2028-03-01' }), told({ expiresOn: '2026-03-10', seenAt: '2026-01-01T00:00:00.000Z' })], 'kept', 730],
  ] as Array<[string, Registration[] | undefined, string, number | null]>)('%s', (_, history, state, daysLeft) => expect(registrationTerm(history, asOf, 60)).toMatchObject({ state, daysLeft }))

  it('names who told it, and when', () => expect(registrationTerm([told({ expiresOn: '2026-03-12' })], asOf, 60).words).toBe('its registration runs out on 2026-03-12, in 10 days (rdap:registry.example, 2026-03-01)'))
})
