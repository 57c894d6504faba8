import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { IdentityProvider } from '../../test/identity-provider.js'
import { openDatabase } from '../desk/database.js'
import type { Accounts, Visitor } from '../model/accounts.js'
import type { Database } from '../model/database.js'
import { openAccounts } from './index.js'
import { singleSignOnOf } from './single-sign-on.js'

const home = mkdtempSync(join(tmpdir(), 'citewell-oidc-'))
const provider = new IdentityProvider()
let database: Database
let accounts: Accounts

beforeAll(async () => {
  await provider.listen()
  database = openDatabase({ home })
  const singleSignOn = singleSignOnOf({ CITEWELL_OIDC_ISSUER: provider.issuer, CITEWELL_OIDC_CLIENT_ID: 'citewell', CITEWELL_OIDC_CLIENT_SECRET: 'the secret', CITEWELL_OIDC_NAME: 'Clinic login' })
  accounts = openAccounts({ home, database, url: 'https://links.example', singleSignOn, grantsOf: async () => [] })
  await accounts.create({ email: 'ana@clinic.example', name: 'Ana', password: null })
})
afterAll(async () => {
  await database.close()
  provider.close()
  rmSync(home, { recursive: true, force: true })
})

let last = 0
function browser(): Visitor & { cookies: Map<string, string> } {
  const cookies = new Map<string, string>()
  return {
    cookies, address: `198.51.100.${(last += 1)}`, bearer: null, userAgent: 'Test',
    get cookie() {
      return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    },
    keep(cookie) {
      const [pair] = cookie.split(';')
      cookies.set(pair!.slice(0, pair!.indexOf('=')), pair!.slice(pair!.indexOf('=') + 1))
    },
  }
}

/** There and back; where the browser is sent in the end. */
async function signIn(visitor = browser(), returnTo = '/c/home'): Promise<{ location: string; visitor: ReturnType<typeof browser>; back: URL }> {
  const back = provider.visit(await accounts.singleSignOnUrl(returnTo, visitor))
  const answer = await accounts.callback(new Request(back), visitor)
  for (const cookie of answer.headers.getSetCookie()) visitor.keep(cookie)
  return { location: answer.headers.get('location') ?? '', visitor, back }
}

describe('single sign-on', () => {
  it('signs in who has an account with that verified address', async () => {
    provider.person = { sub: 'u1', email: 'Ana@clinic.example', email_verified: true, name: 'Ana' }
    expect(accounts.singleSignOn).toEqual({ name: 'Clinic login' })
    const { location, visitor, back } = await signIn()
    expect(location).toBe('/c/home')
    expect(back.href).toContain('https://links.example/auth/callback/single-sign-on?')
    expect(await accounts.actorOf(visitor)).toMatchObject({ name: 'Ana', by: 'session' })
    // Again, by the subject now: an address that changed there is the same person still.
    provider.person = { sub: 'u1', email: 'ana.lind@clinic.example', email_verified: true, name: 'Ana' }
    expect(await accounts.actorOf((await signIn()).visitor)).toMatchObject({ name: 'Ana' })
  })

  it.each([
    ['has no account here', { sub: 'u2', email: 'stranger@clinic.example', email_verified: true }],
    ['has an address that nobody verified', { sub: 'u3', email: 'ana@clinic.example', email_verified: false }],
    ['has no address', { sub: 'u4' }],
  ])('lets nobody in who %s', async (_, person) => {
    provider.person = person
    const { location, visitor } = await signIn()
    expect(location).toMatch(/^\/sign-in\?error=/u)
    expect(await accounts.actorOf(visitor)).toBeUndefined()
  })

  it('takes no token that the provider did not sign, no code twice, and no answer begun in another browser', async () => {
    provider.person = { sub: 'u1', email: 'ana@clinic.example', email_verified: true }
    provider.forges = true
    expect(await accounts.actorOf((await signIn()).visitor)).toBeUndefined()
    provider.forges = false
    const { visitor, back } = await signIn()
    expect(await accounts.actorOf(visitor)).toBeDefined()
    const other = browser()
    await accounts.callback(new Request(back), other)
    expect(await accounts.actorOf(other)).toBeUndefined()
    const begun = provider.visit(await accounts.singleSignOnUrl('/', browser()))
    const victim = browser()
    await accounts.callback(new Request(begun), victim)
    expect(await accounts.actorOf(victim)).toBeUndefined()
  })

  it('comes back to a path of ours only', async () => {
    provider.person = { sub: 'u1', email: 'ana@clinic.example', email_verified: true }
    for (const returnTo of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) expect((await signIn(browser(), returnTo)).location).toBe('/')
  })

  it('is read from the environment, whole or not at all', () => {
    expect(singleSignOnOf({})).toBeNull()
    expect(() => singleSignOnOf({ CITEWELL_OIDC_ISSUER: 'https://login.example' })).toThrow(/all three/u)
    expect(() => singleSignOnOf({ CITEWELL_OIDC_ISSUER: 'login', CITEWELL_OIDC_CLIENT_ID: 'a', CITEWELL_OIDC_CLIENT_SECRET: 'b' })).toThrow(/no address/u)
  })
})
