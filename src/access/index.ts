import { randomBytes } from 'node:crypto'
import { allowance } from '../lib/allowance.js'
import type { Accounts, Narrowing, Person, Token, Visitor } from '../model/accounts.js'
import { NarrowingSchema } from '../model/accounts.js'
import { localActor, narrowed, type Actor, type Grant } from '../model/actor.js'
import { isDuplicate, type Database } from '../model/database.js'
import { CitewellError, TooManyRequests } from '../model/error.js'
import { limits } from '../model/limits.js'
import { asked, askLibrary, basePath, cookieNames, providerId } from './ask-library.js'
import { secretOf } from './secret-file.js'
import type { SignInLibrary, SingleSignOn } from './sign-in-library.js'
import { accountStatements } from './statements.js'

export interface AccountsOptions {
  home: string
  database: Database
  grantsOf(personId: string): Promise<Grant[]>
  /** Where people reach the server. */
  url: string
  singleSignOn: SingleSignOn | null
}

/**
 * Accounts over the desk's database. The sign-in library is loaded when it is first needed, and once more with the
 * identity provider: asking that one takes the network, which nobody with a password should have to wait for.
 */
export function openAccounts({ home, database, grantsOf, url, singleSignOn }: AccountsOptions): Accounts {
  let plain: Promise<SignInLibrary> | undefined
  let withProvider: Promise<SignInLibrary> | undefined
  let setUp: string | undefined
  const signIns = allowance({ atOnce: limits.signInsMax, eachSecond: limits.signInsMax / limits.signInsWindowSeconds })
  const load = async (provider: SingleSignOn | null) => {
    // The library looks whether its tables are there; a desk in which nothing was saved is made by a transaction only.
    await database.transaction(async () => undefined, { repeatable: true })
    return (await import('./sign-in-library.js')).signInLibrary({ database, secret: secretOf(home), url, singleSignOn: provider })
  }
  const library = () => (plain ??= load(null))
  const libraryWithProvider = () => {
    if (!singleSignOn) throw new CitewellError('not_found', 'There is no single sign-on here. Sign in with address and password.')
    return (withProvider ??= load(singleSignOn))
  }
  const ask = async (path: string, body: object, visitor: Visitor) => askLibrary(await library(), { url, path, body, visitor })
  const personBy = async (statement: string, value: string): Promise<Person | undefined> => {
    const row = (await database.query<PersonRow>(statement, [value])).rows[0]
    return row && { ...row, createdAt: instantOf(row.createdAt) }
  }
  const person = (id: string) => personBy(accountStatements.person, id)
  let anyKnown = false
  const hasAccounts = async () => (anyKnown ||= (await database.query<{ any: boolean }>(accountStatements.any)).rows[0]?.any === true)
  const sessionOf = async (visitor: Visitor) => {
    if (!cookieNames.test(visitor.cookie) || !(await hasAccounts())) return undefined
    const { headers, response } = await (await library()).api.getSession({ headers: asked(visitor), returnHeaders: true })
    for (const cookie of headers.getSetCookie()) visitor.keep(cookie)
    return response ?? undefined
  }

  /** A new password is often made because somebody else had the old one: what that one opened must not stay open beside it. */
  const endTrust = async (personId: string) => void (await database.query(accountStatements.endTrust, [personId], { repeatable: true }))

  async function actorOfToken(secret: string): Promise<Actor | undefined> {
    if (secret.length > 200 || !(await hasAccounts())) return undefined
    const { valid, key } = await (await library()).api.verifyApiKey({ body: { key: secret } })
    if (!valid || !key) return undefined
    const owner = await person(key.referenceId)
    if (!owner) return undefined
    return { id: owner.id, name: `${owner.name} (token ${key.name ?? ''})`, by: 'token', grants: narrowed(await grantsOf(owner.id), narrowingOf(key.metadata)) }
  }

  return {
    hasAccounts,
    async actorOf(visitor) {
      // A token that is wrong is never made good by a cookie that happens to come along.
      if (visitor.bearer !== null) return actorOfToken(visitor.bearer)
      const session = await sessionOf(visitor)
      if (!session) return undefined
      return { id: session.user.id, name: session.user.name, by: 'session', grants: await grantsOf(session.user.id) }
    },
    async actorOfPerson(personId) {
      if (personId === localActor.id) return localActor
      const known = await person(personId)
      return known && { id: known.id, name: known.name, by: 'job', grants: await grantsOf(known.id) }
    },
    person,
    personOfEmail: (email) => personBy(accountStatements.personOfEmail, email),
    async create({ email, name, password }) {
      const { internalAdapter, password: hashing } = await (await library()).$context
      // Worked out before anything is saved: it takes long, and others would wait for what is saved together with it.
      const kept = password === null ? null : await hashing.hash(password)
      try {
        // Whoever made the invitation, or holds this machine, vouches for the address: there is no mailer to ask.
        const user = await internalAdapter.createUser({ email: email.toLowerCase(), name, emailVerified: true }, { method: 'email-password' })
        if (kept !== null) await internalAdapter.linkAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password: kept })
        return (await person(user.id))!
      } catch (error) {
        if (isDuplicate(error)) throw new CitewellError('conflict', `${email} has an account already. Sign in with it.`, { cause: error })
        throw error
      }
    },
    setUpSecret: () => (setUp ??= randomBytes(24).toString('base64url')),
    async signIn({ email, password }, visitor) {
      const wait = signIns.take(email.toLowerCase(), Date.now())
      if (wait > 0) throw new TooManyRequests(`There were too many sign-ins with this address. Try again in ${wait} seconds.`, wait)
      const answer = await ask('/sign-in/email', { email, password, rememberMe: true }, visitor)
      return answer.twoFactorRedirect === true ? { state: 'code-needed', personId: null } : { state: 'signed-in', personId: (answer.user as { id: string }).id }
    },
    async confirm({ code, trust }, visitor) {
      const digits = code.replaceAll(/\s/gu, '')
      const answer = await ask(/^\d{6}$/u.test(digits) ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code', { code: digits, trustDevice: trust }, visitor)
      return { personId: (answer.user as { id: string }).id }
    },
    async signOut(visitor) {
      await ask('/sign-out', {}, visitor)
    },
    singleSignOn: singleSignOn && { name: singleSignOn.name },
    async singleSignOnUrl(returnTo, visitor) {
      const path = /^\/(?![/\\])[^\\\s]*$/u.test(returnTo) ? returnTo : '/'
      try {
        const answer = await askLibrary(await libraryWithProvider(), { url, path: '/sign-in/social', body: { provider: providerId, callbackURL: path, errorCallbackURL: '/sign-in', disableRedirect: true }, visitor })
        return String(answer.url)
      } catch (error) {
        // What the provider says of itself is read once, when it is first asked: if it was away then, it is asked anew.
        if (error instanceof CitewellError && error.code !== 'not_found') withProvider = undefined
        throw error
      }
    },
    async callback(request, visitor) {
      const headers = asked(visitor)
      const { search } = new URL(request.url)
      const answer = await (await libraryWithProvider()).handler(new Request(`${url}${basePath}/callback/${providerId}${search}`, { headers }))
      return new Response(null, { status: answer.status === 302 ? 302 : 400, headers: answer.headers })
    },
    async sessions(personId, visitor) {
      const current = (await sessionOf(visitor))?.session.id
      const { rows } = await database.query<SessionRow>(accountStatements.sessions, [personId, new Date()])
      return rows.map((row) => ({ id: row.id, current: row.id === current, createdAt: instantOf(row.createdAt), lastSeenAt: instantOf(row.updatedAt), expiresAt: instantOf(row.expiresAt), address: row.ipAddress || null, browser: row.userAgent || null }))
    },
    endSession: async (personId, sessionId) => (await database.query(accountStatements.endSession, [sessionId, personId])).count > 0,
    async changePassword({ current, password }, visitor) {
      const personId = (await sessionOf(visitor))?.user.id
      await ask('/change-password', { currentPassword: current, newPassword: password, revokeOtherSessions: true }, visitor)
      if (personId !== undefined) await endTrust(personId)
    },
    async passwordSecret(personId) {
      const secret = randomBytes(24).toString('base64url')
      const { internalAdapter } = await (await library()).$context
      await internalAdapter.createVerificationValue({ identifier: `reset-password:${secret}`, value: personId, expiresAt: new Date(Date.now() + limits.passwordLinkHoursMax * 3_600_000) })
      return secret
    },
    async setPassword({ secret, password }, visitor) {
      const { internalAdapter } = await (await library()).$context
      const kept = await internalAdapter.findVerificationValue(`reset-password:${secret}`)
      await ask('/reset-password', { token: secret, newPassword: password }, visitor)
      const personId = kept?.value ?? ''
      await endTrust(personId)
      return { personId }
    },
    async protect(password, visitor) {
      const answer = await ask('/two-factor/enable', { password, method: 'totp' }, visitor)
      return { uri: String(answer.totpURI), backupCodes: answer.backupCodes as string[] }
    },
    async confirmProtection(code, visitor) {
      await ask('/two-factor/verify-totp', { code: code.replaceAll(/\s/gu, '') }, visitor)
    },
    async unprotect(password, visitor) {
      await ask('/two-factor/disable', { password }, visitor)
    },
    async tokens(personId) {
      const { rows } = await database.query<TokenRow>(accountStatements.tokens, [personId, new Date()])
      return rows.map(tokenOf)
    },
    async createToken(personId, { name, days, narrowing }) {
      const { key, ...made } = await (await library()).api.createApiKey({ body: { userId: personId, name, expiresIn: days === null ? null : days * 24 * 60 * 60, metadata: narrowing } })
      return { token: tokenOf({ ...made, metadata: narrowing }), secret: key }
    },
    revokeToken: async (personId, tokenId) => (await database.query(accountStatements.revokeToken, [tokenId, personId])).count > 0,
  }
}

interface PersonRow {
  id: string
  name: string
  email: string
  twoFactor: boolean
  createdAt: Date
}

interface SessionRow {
  id: string
  createdAt: Date
  updatedAt: Date
  expiresAt: Date
  ipAddress: string | null
  userAgent: string | null
}

interface TokenRow {
  id: string
  name: string | null
  start: string | null
  metadata: unknown
  createdAt: Date
  lastRequest: Date | null
  expiresAt: Date | null
}

function tokenOf({ id, name, start, metadata, createdAt, lastRequest, expiresAt }: TokenRow): Token {
  return { id, name: name ?? '', start: start ?? '', ...narrowingOf(metadata), createdAt: instantOf(createdAt), lastUsedAt: lastRequest && instantOf(lastRequest), expiresAt: expiresAt && instantOf(expiresAt) }
}

/** A narrowing that can't be read leaves nothing, so that a damaged one never widens a token. */
function narrowingOf(metadata: unknown): Narrowing {
  let value = metadata
  // Kept as JSON, and by the library as JSON of JSON.
  for (let depth = 0; typeof value === 'string' && depth < 2; depth += 1) {
    try {
      value = JSON.parse(value)
    } catch {
      break
    }
  }
  const parsed = NarrowingSchema.safeParse(value)
  return parsed.success ? parsed.data : { organisationId: '', clientId: '', role: 'read' }
}

const instantOf = (date: Date | string) => new Date(date).toISOString()
