import { describe, expect, it } from 'vitest'
import { actorsOf, noticesFor, placeOf } from '../src/doorway.js'
import { visitorOf } from '../src/doors/http/visitor.js'
import type { Accounts } from '../src/model/accounts.js'
import { localActor } from '../src/model/actor.js'

const visitor = (headers: Record<string, string> = {}) => visitorOf(new Request('http://127.0.0.1/', { headers }), '127.0.0.1', false)
const accounts = (has: boolean) => async () => ({ actorOf: async () => undefined, hasAccounts: async () => has, setUpSecret: () => 'S3cret' }) as unknown as Accounts

describe('who needs no sign-in', () => {
  it.each<[string, Record<string, string | boolean>, boolean, boolean]>([
    ['this machine, before there are accounts', {}, false, true],
    ['this machine by another of its names', { host: 'localhost' }, false, true],
    ['this machine, once there are accounts', {}, true, false],
    ['a server for others', { host: '0.0.0.0' }, false, false],
    ['a server for others in the newer addresses', { host: '::' }, false, false],
    ['one that a proxy makes public', { publicUrl: 'https://links.clinic.example' }, false, false],
    ['one behind a proxy', { behindProxy: true }, false, false],
  ])('%s', async (_, options, has, expected) => {
    const place = placeOf(options)
    expect(await actorsOf(place, accounts(has))(visitor())).toBe(expected ? localActor : undefined)
    // Who shows a token wants to be known by it: a wrong one makes nobody local.
    expect(await actorsOf(place, accounts(has))(visitor({ authorization: 'Bearer wrong' }))).toBeUndefined()
    expect(await actorsOf(place, accounts(has))(visitor({ authorization: 'Basic YTpi' }))).toBeUndefined()
  })

  it('is told how to make the first account, where others could otherwise be first', async () => {
    expect(await noticesFor(placeOf({}), 'http://127.0.0.1:4300', accounts(false))).toEqual([])
    const [encryption, setUp] = await noticesFor(placeOf({ host: '0.0.0.0' }), 'http://127.0.0.1:4300', accounts(false))
    expect(encryption).toContain('unencrypted')
    expect(setUp).toContain('http://127.0.0.1:4300/set-up#S3cret')
    expect(await noticesFor(placeOf({ host: '0.0.0.0', publicUrl: 'https://links.clinic.example' }), '', accounts(true))).toEqual([])
  })
})

it.each(['links.clinic.example', 'https://links.clinic.example/path', 'ftp://links.clinic.example', 'https://a:b@links.clinic.example', 'https://links.clinic.example/?a'])('refuses %s as a public address', (publicUrl) => {
  expect(() => placeOf({ publicUrl })).toThrow(/--public-url/u)
})

it('takes the address of the asker from a proxy of its own only, and what that one says, not what came before', () => {
  const request = new Request('http://127.0.0.1/', { headers: { 'x-forwarded-for': '203.0.113.9, 198.51.100.4' } })
  expect(visitorOf(request, '::ffff:127.0.0.1', false).address).toBe('127.0.0.1')
  expect(visitorOf(request, '127.0.0.1', true).address).toBe('198.51.100.4')
})
