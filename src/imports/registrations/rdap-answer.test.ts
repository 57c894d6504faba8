import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RegistrationSchema } from '../../model/registration.js'
import { readRdapDomain } from './rdap-answer.js'

const told = { seenBy: 'rdap:registry.example', seenAt: '2026-11-01T00:00:00.000Z' }
const card = (...lines: unknown[]) => ['vcard', [['version', {}, 'text', '4.0'], ...lines]]
const whole = {
  objectClassName: 'domain', handle: 'D1-REG', ldhName: 'OLD-CLINIC.EXAMPLE',
  status: ['client transfer prohibited', 'active', 'made up by somebody'],
  events: [
    { eventAction: 'registration', eventDate: '2009-04-12T10:00:00Z' }, { eventAction: 'expiration', eventDate: '2027-04-12T10:00:00Z' }, { eventAction: 'registrar expiration', eventDate: '2027-03-30T00:00:00Z' },
    { eventAction: 'last changed', eventDate: '2026-04-01T00:00:00.123456789Z' }, { eventAction: 'last update of RDAP database', eventDate: '2026-10-31T23:00:00Z' },
  ],
  nameservers: [{ objectClassName: 'nameserver', ldhName: 'NS2.hosting.example.' }, { ldhName: 'ns1.hosting.example' }],
  entities: [
    { roles: ['registrant'], vcardArray: card(['fn', {}, 'text', 'Maro Telm'], ['email', {}, 'text', 'maro@people.example'], ['tel', {}, 'uri', 'tel:+1.5550100']) },
    { roles: ['registrar'], publicIds: [{ type: 'IANA Registrar ID', identifier: '9999' }], vcardArray: card(['fn', {}, 'text', 'Names Unlimited Ltd.']), entities: [{ roles: ['abuse'], vcardArray: card(['email', {}, 'text', 'abuse@names.example']) }] },
  ],
  remarks: [{ description: ['call +1 555 0100'] }],
}
const readable = (value: unknown) => {
  const answer = readRdapDomain(value, told)
  if ('problem' in answer) throw new Error(answer.problem)
  return answer
}

describe('an answer of a registry', () => {
  it('is read for the registration, and for nothing of persons', () => {
    const { registration, notes } = readable(whole)
    expect(notes).toEqual([])
    expect(registration).toEqual({
      domain: 'old-clinic.example', seenBy: 'rdap:registry.example', seenAt: '2026-10-31T23:00:00.000Z', registered: true, registrar: 'Names Unlimited Ltd.', registrarId: '9999',
      createdOn: '2009-04-12', changedOn: '2026-04-01', expiresOn: '2027-03-30', statuses: ['active', 'client transfer prohibited'], nameServers: ['ns1.hosting.example', 'ns2.hosting.example'],
    })
    expect(JSON.stringify(registration)).not.toMatch(/Maro|people\.example|555|abuse|made up/u)
  })

  it('takes the day of a later registration for the present one', () => {
    expect(readable({ ...whole, events: [...whole.events, { eventAction: 'reregistration', eventDate: '2024-02-02T00:00:00Z' }] }).registration.createdOn).toBe('2024-02-02')
  })

  it.each([
    ['2026-13-40T00:00:00Z', null], ['yesterday', null], ['03/04/2020', null], ['', null], [20260401, '2026-04-01'], ['20200401', '2020-04-01'], ['2020-04-01 10:00:00', '2020-04-01'], ['1 April 2020', '2020-04-01'], ['2020-04-01T23:30:00-05:00', '2020-04-02'], ['9999-01-01T00:00:00Z', null], [{ toString: 1 }, null],
  ])('reads the date %j as %j', (eventDate, day) => expect(readable({ ...whole, events: [{ eventAction: 'registration', eventDate }] }).registration.createdOn).toBe(day))

  it.each([
    [null, /no JSON object/u], [[], /no JSON object/u], ['text', /no JSON object/u], [{}, /no domain/u],
    [{ errorCode: 404, title: 'not found' }, /error 404/u], [{ ...whole, objectClassName: 'entity' }, /kind "entity"/u], [{ ...whole, objectClassName: '<script>' }, /something else/u],
    [{ ldhName: 'www.clinic.example' }, /no domain/u], [{ ldhName: 'example' }, /no domain/u], [{ ldhName: '10.0.0.1' }, /no domain/u], [{ ldhName: 'a.example/../b' }, /no domain/u], [{ ldhName: 7 }, /no domain/u], [{ ldhName: 'x'.repeat(5_000) }, /no domain/u],
  ] as Array<[unknown, RegExp]>)('is refused where it is none: %j', (value, problem) => expect(readRdapDomain(value, told)).toEqual({ problem: expect.stringMatching(problem) }))

  it('is refused where it is about another domain than was asked for', () => expect(readRdapDomain(whole, { ...told, domain: 'clinic.example' })).toEqual({ problem: 'it is about old-clinic.example, and clinic.example was asked for' }))

  it('in other letters is the same domain', () => expect(readable({ unicodeName: 'münchen.example' }).registration.domain).toBe('xn--mnchen-3ya.example'))

  it('of wrong types gives what is left of it', () => {
    expect(readable({ ldhName: 'clinic.example', status: 'active', events: { a: 1 }, nameservers: [null, 7, { ldhName: 'no host' }, { ldhName: 'localhost' }], entities: [null, { roles: 'registrar' }, { roles: ['registrar'], vcardArray: [['fn']], publicIds: 'x' }] }).registration)
      .toMatchObject({ statuses: [], createdOn: null, nameServers: [], registrar: null, registrarId: null })
  })

  it.each(['Maro Telm <maro@people.example>', 'call +1 555 010 0199', 'https://x.example', 'x'.repeat(200), '', 7, ['a']])('takes %j for no name of a registrar', (name) => {
    expect(readable({ ...whole, entities: [{ roles: ['registrar'], vcardArray: card(['fn', {}, 'text', name]) }] }).registration.registrar).toBeNull()
  })

  it('that is very deep or long is read in no time', () => {
    let deep: unknown = 1
    for (let at = 0; at < 50_000; at += 1) deep = [deep]
    const begun = process.cpuUsage().user
    readable({ ...whole, entities: [deep], remarks: deep, events: Array.from({ length: 200_000 }, () => ({ eventAction: 'registration', eventDate: 'x'.repeat(100) })), nameservers: Array.from({ length: 200_000 }, (_, at) => ({ ldhName: `ns${at}.a.example` })) })
    expect(process.cpuUsage().user - begun).toBeLessThan(500_000)
  })
})

it('never fails on any JSON, and keeps nothing but names of hosts and registrars, days and known words', () => {
  const keys = fc.constantFrom('objectClassName', 'ldhName', 'unicodeName', 'status', 'events', 'eventAction', 'eventDate', 'nameservers', 'entities', 'roles', 'publicIds', 'type', 'identifier', 'vcardArray', 'errorCode', 'handle')
  const leaf = fc.oneof(fc.constantFrom<unknown>('domain', 'a.example', 'registrar', 'registrant', 'registration', 'expiration', '2026-01-01T00:00:00Z', 'active', 'vcard', 'fn', 'Maro Telm', 'maro@people.example', '+1 555 010 0100', 'ns1.b.example', null, true, -1, 404), fc.string())
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({ tree: fc.oneof({ maxDepth: 5 }, leaf, fc.array(tie('tree'), { maxLength: 4 }), fc.dictionary(keys, tie('tree'), { maxKeys: 8 })) }))
  fc.assert(fc.property(tree, (value) => {
    const whole = typeof value === 'object' && value !== null && !Array.isArray(value) ? { ldhName: 'a.example', ...value } : value
    for (const one of [value, whole]) {
      const answer = readRdapDomain(one, told)
      if ('problem' in answer) continue
      const { registration } = answer
      expect(RegistrationSchema.strict().safeParse(registration).error).toBeUndefined()
      expect(JSON.stringify(registration)).not.toMatch(/@|555/u)
    }
  }), { numRuns: 2_000 })
})
