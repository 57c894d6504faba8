import { createHash, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../desk/database.js'
import type { Accounts, Visitor } from '../model/accounts.js'
import type { Database } from '../model/database.js'
import { openAccounts } from './index.js'
import { singleSignOnOf } from './single-sign-on.js'

/** An identity provider in a few lines: discovery, keys, codes for tokens (with PKCE and the client's secret). */
class Provider {
  server!: Server
  issuer = ''
  person: Record<string, unknown> = {}
  /** Signs with a key that the provider does not publish. */
  forges = false
  private readonly keys = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  private readonly foreign = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  private readonly codes = new Map<string, { challenge: string; nonce: string | null }>()

  async listen(): Promise<void> {
    this.server = createServer((request, response) => {
      const url = new URL(request.url!, this.issuer)
      const json = (value: object, status = 200) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
      if (url.pathname === '/.well-known/openid-configuration') return json({ issuer: this.issuer, authorization_endpoint: `${this.issuer}/authorize`, token_endpoint: `${this.issuer}/token`, jwks_uri: `${this.issuer}/keys`, id_token_signing_alg_values_supported: ['RS256'], response_types_supported: ['code'], subject_types_supported: ['public'] })
      if (url.pathname === '/keys') return json({ keys: [{ ...this.keys.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] })
      if (url.pathname !== '/token') return json({}, 404)
      return void text(request).then((body) => {
        const form = new URLSearchParams(body)
        const known = this.codes.get(form.get('code') ?? '')
        this.codes.delete(form.get('code') ?? '')
        const basic = Buffer.from((request.headers.authorization ?? '').replace(/^Basic /u, ''), 'base64').toString()
        const proven = known && createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url') === known.challenge
        const client = form.get('client_secret') === 'the secret' || basic === 'citewell:the%20secret' || basic === 'citewell:the secret'
        if (!proven || !client) return json({ error: 'invalid_grant' }, 400)
        return json({ access_token: randomUUID(), token_type: 'Bearer', expires_in: 60, id_token: this.token(known.nonce) })
      })
    })
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done))
    this.issuer = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** What the person's browser does there: signs in and is sent back. */
  visit(url: string): URL {
    const { searchParams } = new URL(url)
    const code = randomUUID()
    this.codes.set(code, { challenge: searchParams.get('code_challenge')!, nonce: searchParams.get('nonce') })
    return new URL(`${searchParams.get('redirect_uri')}?code=${code}&state=${encodeURIComponent(searchParams.get('state')!)}&iss=${encodeURIComponent(this.issuer)}`)
  }

  private token(nonce: string | null): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const now = Math.floor(Date.now() / 1000)
    const body = `${part({ alg: 'RS256', kid: 'one' })}.${part({ iss: this.issuer, aud: 'citewell', iat: now, exp: now + 60, ...(nonce === null ? {} : { nonce }), ...this.person })}`
    const key: KeyObject = (this.forges ? this.foreign : this.keys).privateKey
    return `${body}.${sign('sha256', Buffer.from(body), key).toString('base64url')}`
  }
}

const home = mkdtempSync(join(tmpdir(), 'citewell-oidc-'))
const provider = new Provider()
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
  provider.server.close()
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
