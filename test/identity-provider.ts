import { createHash, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** An identity provider in a few lines: discovery, keys, codes for tokens (with PKCE and the client's secret). */
export class IdentityProvider {
  private server!: Server
  issuer = ''
  /** What the provider says of whoever signs in. */
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
      if (url.pathname === '/authorize') return response.writeHead(302, { location: this.visit(url.href).href }).end()
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

  close(): void {
    this.server.close()
  }

  /** What the person's browser does there: signs in, without being asked, and is sent back. A real browser gets the same at `/authorize`. */
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
