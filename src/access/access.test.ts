import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseKinds, type MadeDatabase } from '../../test/databases.js'
import { oneTimeCode } from '../../test/one-time-code.js'
import type { Accounts, Visitor } from '../model/accounts.js'
import type { Grant } from '../model/actor.js'
import type { Database } from '../model/database.js'
import { openAccounts } from './index.js'
import { secretOf } from './secret-file.js'

const home = mkdtempSync(join(tmpdir(), 'citewell-access-'))
const grants: Record<string, Grant[]> = {}
let database: Database
let accounts: Accounts
let last = 0

let made: MadeDatabase
const open = async (make: () => Promise<MadeDatabase>) => {
  made = await make()
  database = made.open()
  accounts = openAccounts({ home, database, url: 'https://links.example', singleSignOn: null, grantsOf: async (id) => grants[id] ?? [] })
}
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** A browser that keeps its cookies, each at an address of its own. */
function browser(): Visitor & { cookies: Map<string, string>; seen: string[] } {
  const cookies = new Map<string, string>()
  const seen: string[] = []
  const address = `198.51.100.${(last += 1)}`
  return {
    cookies, seen, address, bearer: null, userAgent: 'Test 1',
    get cookie() {
      return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    },
    keep(cookie) {
      seen.push(cookie)
      const [pair] = cookie.split(';')
      const at = pair!.indexOf('=')
      if (/max-age=0/iu.test(cookie)) cookies.delete(pair!.slice(0, at))
      else cookies.set(pair!.slice(0, at), pair!.slice(at + 1))
    },
  }
}

const withToken = (bearer: string): Visitor => ({ ...browser(), bearer })

const totp = (uri: string) => oneTimeCode(new URL(uri).searchParams.get('secret')!)

const password = 'river stone lantern'

for (const { title, skipped, make } of await databaseKinds()) describe.skipIf(skipped)(title, () => {
  beforeAll(() => open(make))
  afterAll(() => made.remove())

  describe('accounts', () => {
    it('begin with none, and are there once one was made', async () => {
      expect(await accounts.hasAccounts()).toBe(false)
      const ana = await accounts.create({ email: 'Ana@Clinic.example', name: 'Ana', password })
      expect(ana).toMatchObject({ email: 'ana@clinic.example', name: 'Ana', twoFactor: false })
      expect(await accounts.hasAccounts()).toBe(true)
      await expect(accounts.create({ email: 'ana@clinic.example', name: 'Other', password })).rejects.toMatchObject({ code: 'conflict' })
      expect(await accounts.personOfEmail('ANA@clinic.example')).toEqual(ana)
      const { rows } = await database.query<{ password: string }>(`SELECT password FROM auth_account`)
      expect(rows[0]!.password).toMatch(/^[0-9a-f]+:[0-9a-f]+$/u)
    })

    it('sign in with a cookie that scripts and other sites do not get', async () => {
      const visitor = browser()
      await expect(accounts.signIn({ email: 'ana@clinic.example', password: 'wrong wrong wrong' }, visitor)).rejects.toMatchObject({ code: 'refused', message: 'The address or the password is not right.' })
      await expect(accounts.signIn({ email: 'nobody@clinic.example', password }, visitor)).rejects.toMatchObject({ code: 'refused', message: 'The address or the password is not right.' })
      expect(visitor.cookies.size).toBe(0)
      expect(await accounts.signIn({ email: 'ana@clinic.example', password }, visitor)).toMatchObject({ state: 'signed-in' })
      const cookie = visitor.seen.find((one) => one.includes('session_token='))!
      for (const flag of ['__Secure-', 'HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(flag)
      const ana = (await accounts.personOfEmail('ana@clinic.example'))!
      grants[ana.id] = [{ organisationId: 'o1', clientId: null, role: 'write' }]
      expect(await accounts.actorOf(visitor)).toEqual({ id: ana.id, name: 'Ana', by: 'session', grants: grants[ana.id] })
      // A cookie that was altered is no cookie.
      const altered = browser()
      altered.cookies.set('__Secure-citewell.session_token', `${visitor.cookies.get('__Secure-citewell.session_token')!.slice(0, -4)}AAA%3D`)
      expect(await accounts.actorOf(altered)).toBeUndefined()
      expect(await accounts.actorOf(browser())).toBeUndefined()
      const [session] = await accounts.sessions(ana.id, visitor)
      expect(session).toMatchObject({ current: true, address: visitor.address, browser: 'Test 1' })
      expect(await accounts.endSession('somebody else', session!.id)).toBe(false)
      await accounts.signOut(visitor)
      expect(await accounts.actorOf(visitor)).toBeUndefined()
    })

    it('end with the session: past its time and ended from elsewhere', async () => {
      const ana = (await accounts.personOfEmail('ana@clinic.example'))!
      const [one, two] = [browser(), browser()]
      for (const visitor of [one, two]) await accounts.signIn({ email: ana.email, password }, visitor)
      const ofTwo = (await accounts.sessions(ana.id, two)).find(({ current }) => current)!
      expect(await accounts.endSession(ana.id, ofTwo.id)).toBe(true)
      expect(await accounts.actorOf(two)).toBeUndefined()
      expect(await accounts.actorOf(one)).toBeDefined()
      await database.query(`UPDATE auth_session SET "expiresAt" = now() - interval '1 minute'`)
      expect(await accounts.actorOf(one)).toBeUndefined()
    })

    it('bound how often a sign-in is tried, by where it comes from and by address', async () => {
      const visitor = browser()
      const tries: string[] = []
      for (let count = 0; count < 12; count += 1) tries.push(await accounts.signIn({ email: `person${count}@clinic.example`, password }, visitor).then(() => 'in', (error: { code: string }) => error.code))
      expect(tries).toEqual([...Array<string>(10).fill('refused'), 'unavailable', 'unavailable'])
      const spread: string[] = []
      const tried = `bo${Math.round(performance.now())}@clinic.example`
      // On a slow machine one more is let through every quarter of a minute.
      for (let count = 0; count < 40 && spread.at(-1) !== 'unavailable'; count += 1) spread.push(await accounts.signIn({ email: tried, password: 'x' }, browser()).then(() => 'in', (error: { code: string }) => error.code))
      expect([spread.length > 20, spread.slice(0, 20).every((code) => code === 'refused'), spread.at(-1)]).toEqual([true, true, 'unavailable'])
    })

    it('take a second factor, by code or backup code', async () => {
      await accounts.create({ email: 'cleo@clinic.example', name: 'Cleo', password })
      const visitor = browser()
      const signIn = () => accounts.signIn({ email: 'cleo@clinic.example', password }, visitor)
      await signIn()
      await expect(accounts.protect('not this one', visitor)).rejects.toMatchObject({ code: 'refused' })
      const { uri, backupCodes } = await accounts.protect(password, visitor)
      expect(backupCodes.length).toBeGreaterThan(5)
      await expect(accounts.confirmProtection('000000', visitor)).rejects.toMatchObject({ code: 'refused' })
      await accounts.confirmProtection(totp(uri), visitor)
      expect(await accounts.personOfEmail('cleo@clinic.example')).toMatchObject({ twoFactor: true })
      await accounts.signOut(visitor)
      expect(await signIn()).toEqual({ state: 'code-needed', personId: null })
      expect(await accounts.actorOf(visitor)).toBeUndefined()
      await expect(accounts.confirm({ code: '000000', trust: false }, visitor)).rejects.toMatchObject({ code: 'refused' })
      await accounts.confirm({ code: totp(uri), trust: false }, visitor)
      expect(await accounts.actorOf(visitor)).toMatchObject({ name: 'Cleo' })
      await accounts.signOut(visitor)
      await signIn()
      await accounts.confirm({ code: backupCodes[0]!, trust: false }, visitor)
      expect(await accounts.actorOf(visitor)).toBeDefined()
      // Each backup code once.
      await accounts.signOut(visitor)
      await signIn()
      await expect(accounts.confirm({ code: backupCodes[0]!, trust: false }, visitor)).rejects.toMatchObject({ code: 'refused' })
    })

    it('ask for the second factor after a new password, in browsers that were trusted too', async () => {
      const { id, email } = await accounts.create({ email: 'dora@clinic.example', name: 'Dora', password })
      const trusted = browser()
      await accounts.signIn({ email, password }, trusted)
      const { uri, backupCodes } = await accounts.protect(password, trusted)
      await accounts.confirmProtection(totp(uri), trusted)
      await accounts.signOut(trusted)
      await accounts.signIn({ email, password }, trusted)
      await accounts.confirm({ code: backupCodes[0]!, trust: true }, trusted)
      await accounts.signOut(trusted)
      expect(await accounts.signIn({ email, password }, trusted)).toMatchObject({ state: 'signed-in' })
      const [used, other] = [await accounts.passwordSecret(id), await accounts.passwordSecret(id)]
      expect(await accounts.setPassword({ secret: used, password: 'another river stone' }, browser())).toEqual({ personId: id })
      for (const visitor of [trusted, browser()]) expect(await accounts.signIn({ email, password: 'another river stone' }, visitor)).toEqual({ state: 'code-needed', personId: null })
      // A further link that was out there ends with the one that was used.
      await expect(accounts.setPassword({ secret: other, password: 'a third river stone' }, browser())).rejects.toMatchObject({ code: 'refused' })
      // And so with a password changed by oneself.
      const mine = browser()
      await accounts.signIn({ email, password: 'another river stone' }, mine)
      await accounts.confirm({ code: backupCodes[1]!, trust: true }, mine)
      await accounts.changePassword({ current: 'another river stone', password: 'a fourth river stone' }, mine)
      expect(await accounts.actorOf(mine)).toBeDefined()
      await accounts.signOut(mine)
      expect(await accounts.signIn({ email, password: 'a fourth river stone' }, mine)).toEqual({ state: 'code-needed', personId: null })
    })

    it('give a new session at every sign-in, whatever the browser came with', async () => {
      const planted = browser()
      planted.cookies.set('__Secure-citewell.session_token', 'planted.by-somebody')
      await accounts.signIn({ email: 'ana@clinic.example', password }, planted)
      const first = planted.cookies.get('__Secure-citewell.session_token')!
      expect(first).not.toContain('planted')
      await accounts.signIn({ email: 'ana@clinic.example', password }, planted)
      expect(planted.cookies.get('__Secure-citewell.session_token')).not.toBe(first)
    })

    it('set a new password by a secret, once, and end every session', async () => {
      const ana = (await accounts.personOfEmail('ana@clinic.example'))!
      const visitor = browser()
      await accounts.signIn({ email: ana.email, password }, visitor)
      const secret = await accounts.passwordSecret(ana.id)
      expect((await database.query<{ count: number }>(`SELECT count(*)::int AS count FROM auth_verification WHERE identifier LIKE $1`, [`%${secret}%`])).rows[0]!.count).toBe(0)
      await expect(accounts.setPassword({ secret, password: 'short' }, browser())).rejects.toMatchObject({ code: 'invalid' })
      await accounts.setPassword({ secret, password: 'another river stone' }, browser())
      expect(await accounts.actorOf(visitor)).toBeUndefined()
      await expect(accounts.setPassword({ secret, password: 'a third river stone' }, browser())).rejects.toMatchObject({ code: 'refused' })
      await accounts.signIn({ email: ana.email, password: 'another river stone' }, visitor)
      await accounts.changePassword({ current: 'another river stone', password }, visitor)
      expect(await accounts.actorOf(visitor)).toBeDefined()
    })
  })

  describe('tokens', () => {
    it('have what their person has, or less, and nothing once revoked', async () => {
      const ana = (await accounts.personOfEmail('ana@clinic.example'))!
      grants[ana.id] = [{ organisationId: 'o1', clientId: null, role: 'send' }, { organisationId: 'o2', clientId: 'c9', role: 'administer' }]
      const wide = await accounts.createToken(ana.id, { name: 'all', days: null, narrowing: { organisationId: null, clientId: null, role: null } })
      const narrow = await accounts.createToken(ana.id, { name: 'one', days: 30, narrowing: { organisationId: 'o1', clientId: 'c1', role: 'write' } })
      expect(wide.secret).toMatch(/^cw_/u)
      expect((await database.query<{ key: string }>(`SELECT key FROM auth_api_key`)).rows.some(({ key }) => key === wide.secret)).toBe(false)
      expect(await accounts.actorOf(withToken(wide.secret))).toMatchObject({ id: ana.id, by: 'token', name: 'Ana (token all)', grants: expect.arrayContaining([{ organisationId: 'o1', clientId: null, role: 'send' }, { organisationId: 'o2', clientId: 'c9', role: 'administer' }]) })
      expect((await accounts.actorOf(withToken(narrow.secret)))!.grants).toEqual([{ organisationId: 'o1', clientId: 'c1', role: 'read' }, { organisationId: 'o1', clientId: 'c1', role: 'write' }])
      grants[ana.id] = [{ organisationId: 'o1', clientId: null, role: 'approve' }]
      expect((await accounts.actorOf(withToken(narrow.secret)))!.grants).toEqual([{ organisationId: 'o1', clientId: 'c1', role: 'read' }])
      grants[ana.id] = []
      expect((await accounts.actorOf(withToken(narrow.secret)))!.grants).toEqual([])
      for (const wrong of ['', 'cw_', `${wide.secret}x`, wide.secret.slice(0, -1), 'x'.repeat(10_000), wide.token.id]) expect(await accounts.actorOf(withToken(wrong))).toBeUndefined()
      // A good cookie does not stand in for a wrong token.
      const visitor = browser()
      await accounts.signIn({ email: ana.email, password }, visitor)
      expect(await accounts.actorOf({ ...visitor, cookie: visitor.cookie, bearer: 'cw_wrong' })).toBeUndefined()
      expect((await accounts.tokens(ana.id)).map(({ name, clientId, lastUsedAt }) => [name, clientId, lastUsedAt !== null])).toEqual([['one', 'c1', true], ['all', null, true]])
      expect(await accounts.revokeToken('somebody else', narrow.token.id)).toBe(false)
      expect(await accounts.revokeToken(ana.id, narrow.token.id)).toBe(true)
      expect(await accounts.actorOf(withToken(narrow.secret))).toBeUndefined()
      await database.query(`UPDATE auth_api_key SET "expiresAt" = now() - interval '1 minute'`)
      expect(await accounts.actorOf(withToken(wide.secret))).toBeUndefined()
    })
  })
})

describe('the secret of the home', () => {
  it('is made once, for the owner alone', () => {
    const dir = mkdtempSync(join(tmpdir(), 'citewell-secret-'))
    const secret = secretOf(dir, '')
    expect(secret).toMatch(/^[0-9a-f]{64}$/u)
    expect(secretOf(dir, '')).toBe(secret)
    expect(statSync(join(dir, 'access-secret')).mode & 0o777).toBe(0o600)
    expect(() => secretOf(dir, 'short')).toThrow(/32 characters/u)
    rmSync(dir, { recursive: true })
  })
})
