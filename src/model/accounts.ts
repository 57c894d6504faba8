import { z } from 'zod'
import type { Actor } from './actor.js'
import { RoleSchema } from './actor.js'
import { PersonSchema, type Person } from './desk-nouns.js'

/** What a browser or program sent to say who it is, and the way to give a browser cookies to keep. Only the HTTP door makes one. */
export interface Visitor {
  /** The `cookie` header. */
  cookie: string
  /** The token of an `authorization: Bearer` header. */
  bearer: string | null
  /** Where it asks from, for limits on sign-in; null if not known. */
  address: string | null
  userAgent: string
  /** Adds a `set-cookie` header to the answer. */
  keep(cookie: string): void
}

const instant = z.string().describe('UTC')

export const SessionSchema = z.object({
  id: z.string(), current: z.boolean().describe('The one that asks'), createdAt: instant, lastSeenAt: instant, expiresAt: instant,
  address: z.string().nullable(), browser: z.string().nullable().describe('As the browser calls itself'),
})
export type Session = z.infer<typeof SessionSchema>

/** What a token is narrowed to, of what its person may do. */
export const NarrowingSchema = z.object({ organisationId: z.string().nullable(), clientId: z.string().nullable(), role: RoleSchema.nullable() })
export type Narrowing = z.infer<typeof NarrowingSchema>

export const TokenSchema = z.object({ id: z.string(), name: z.string(), start: z.string().describe('First characters, to tell it by'), ...NarrowingSchema.shape, createdAt: instant, lastUsedAt: instant.nullable(), expiresAt: instant.nullable() })
export type Token = z.infer<typeof TokenSchema>

export { PersonSchema, type Person }

/** Accounts: who somebody is. What they may do is the desk's business (grants), looked up anew with every request. */
export interface Accounts {
  hasAccounts(): Promise<boolean>
  /** The person behind a session cookie or a token, with the grants of this moment; undefined for neither, or one that is over. */
  actorOf(visitor: Visitor): Promise<Actor | undefined>
  /** A person by id, as jobs of theirs run; undefined once there is no such account. */
  actorOfPerson(personId: string): Promise<Actor | undefined>
  person(personId: string): Promise<Person | undefined>
  personOfEmail(email: string): Promise<Person | undefined>
  /** Adds an account; `conflict` for an address that has one. Without a password it can sign in through single sign-on only. */
  create(given: { email: string; name: string; password: string | null }): Promise<Person>
  /** Makes the secret that whoever sets up a server without accounts must show; the same for as long as this runs. */
  setUpSecret(): string
  signIn(given: { email: string; password: string }, visitor: Visitor): Promise<{ state: 'signed-in' | 'code-needed'; personId: string | null }>
  /** The second step: a code of the authenticator, or one of the backup codes. */
  confirm(given: { code: string; trust: boolean }, visitor: Visitor): Promise<{ personId: string }>
  signOut(visitor: Visitor): Promise<void>
  /** How the identity provider is called, where there is one. */
  singleSignOn: { name: string } | null
  /** Address of the identity provider to go to; `returnTo` is a path of ours. */
  singleSignOnUrl(returnTo: string, visitor: Visitor): Promise<string>
  /** Answers what the identity provider sends the browser back with. */
  callback(request: Request, visitor: Visitor): Promise<Response>
  sessions(personId: string, visitor: Visitor): Promise<Session[]>
  endSession(personId: string, sessionId: string): Promise<boolean>
  changePassword(given: { current: string; password: string }, visitor: Visitor): Promise<void>
  /** A secret with which a new password can be set, once and for a day. */
  passwordSecret(personId: string): Promise<string>
  /** Sets a password with such a secret and ends every session of the person. */
  setPassword(given: { secret: string; password: string }, visitor: Visitor): Promise<{ personId: string }>
  /** Begins a second factor: it counts once `confirmProtection` was given a code. */
  protect(password: string, visitor: Visitor): Promise<{ uri: string; backupCodes: string[] }>
  confirmProtection(code: string, visitor: Visitor): Promise<void>
  unprotect(password: string, visitor: Visitor): Promise<void>
  tokens(personId: string): Promise<Token[]>
  /** The token itself is given once; only a hash is kept. */
  createToken(personId: string, given: { name: string; days: number | null; narrowing: Narrowing }): Promise<{ token: Token; secret: string }>
  revokeToken(personId: string, tokenId: string): Promise<boolean>
}
