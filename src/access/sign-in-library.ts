import { apiKey } from '@better-auth/api-key'
import { betterAuth } from 'better-auth'
import { genericOAuth, twoFactor } from 'better-auth/plugins'
import { limits } from '../model/limits.js'
import type { Database } from '../model/database.js'
import { addressHeader, basePath, providerId } from './ask-library.js'
import { dialectOver } from './dialect.js'

/** The identity provider of whoever runs this server, from `CITEWELL_OIDC_ISSUER`, `_CLIENT_ID`, `_CLIENT_SECRET`, `_NAME`. */
export interface SingleSignOn {
  issuer: string
  clientId: string
  clientSecret: string
  name: string
  /** True if its addresses count even where it does not say that it verified them. */
  trustsEmail: boolean
}

const daySeconds = 24 * 60 * 60

/**
 * The sign-in library, set up once: passwords (scrypt), second factors, tokens, and single sign-on. Nobody can make an
 * account of their own: accounts come from the first set-up and from invitations, and an identity provider only ever
 * signs in a person who has one, matched by an address that it verified. `src/access/` alone calls it, with requests of
 * its own making; of its routes only the way back from the identity provider is open to the world.
 */
export function signInLibrary({ database, secret, url, singleSignOn }: { database: Database; secret: string; url: string; singleSignOn: SingleSignOn | null }) {
  return betterAuth({
    appName: 'Citewell',
    baseURL: url,
    basePath,
    secret,
    telemetry: { enabled: false },
    // A token that is wrong is no event of ours: anybody could fill the log with it.
    logger: { level: 'error', log: (_level, message, ...details: unknown[]) => void (message.startsWith('Failed to validate API key') || console.error(message, ...details)) },
    database: { dialect: dialectOver(database), type: 'postgres' },
    user: { modelName: 'auth_person' },
    session: { modelName: 'auth_session', expiresIn: limits.sessionDaysMax * daySeconds, updateAge: daySeconds },
    account: { modelName: 'auth_account', encryptOAuthTokens: true, accountLinking: { enabled: true, trustedProviders: singleSignOn?.trustsEmail ? [providerId] : [] } },
    verification: { modelName: 'auth_verification', storeIdentifier: 'hashed' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: limits.passwordCharsMin, maxPasswordLength: limits.passwordCharsMax, revokeSessionsOnPasswordReset: true },
    rateLimit: { enabled: true, window: 60, max: 60, storage: 'memory', customRules: { '/sign-in/email': { window: 60, max: 10 }, '/two-factor/*': { window: 60, max: 10 }, '/reset-password': { window: 60, max: 10 }, '/change-password': { window: 60, max: 10 } } },
    advanced: {
      cookiePrefix: 'citewell',
      useSecureCookies: url.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    onAPIError: { errorURL: '/sign-in' },
    plugins: [
      twoFactor({ issuer: 'Citewell', twoFactorTable: 'auth_two_factor' }),
      apiKey({
        defaultPrefix: 'cw_', defaultKeyLength: 48, requireName: true, enableMetadata: true, maximumNameLength: 100, startingCharactersConfig: { shouldStore: true, charactersLength: 8 },
        keyExpiration: { minExpiresIn: 1, maxExpiresIn: 3_650 }, rateLimit: { enabled: false }, enableSessionForAPIKeys: false, schema: { apikey: { modelName: 'auth_api_key' } },
      }),
      ...(singleSignOn
        ? [genericOAuth({ config: [{ providerId, name: singleSignOn.name, discoveryUrl: `${singleSignOn.issuer.replace(/\/$/u, '')}/.well-known/openid-configuration`, clientId: singleSignOn.clientId, clientSecret: singleSignOn.clientSecret, scopes: ['openid', 'email', 'profile'], pkce: true, disableSignUp: true, requireIdTokenVerification: true }] })]
        : []),
    ],
  })
}

export type SignInLibrary = ReturnType<typeof signInLibrary>
