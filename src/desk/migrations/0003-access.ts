import type { Migration } from './migration.js'

/**
 * Accounts, as the sign-in library (better-auth, with its two-factor and API key plugins) reads and writes them: columns
 * have its names. `src/access/` alone asks these tables, but for the name and address of a member. Passwords are kept as
 * scrypt hashes, tokens as SHA-256, second factors encrypted with the secret of the home.
 */
export const access: Migration = {
  version: 3,
  name: 'accounts, sessions, second factors, tokens',
  sql: `
      CREATE TABLE auth_person (
        id text COLLATE "C" PRIMARY KEY,
        name text NOT NULL,
        email text COLLATE "C" NOT NULL UNIQUE,
        "emailVerified" boolean NOT NULL,
        image text,
        "createdAt" timestamptz NOT NULL,
        "updatedAt" timestamptz NOT NULL,
        "twoFactorEnabled" boolean
      );

      CREATE TABLE auth_session (
        id text COLLATE "C" PRIMARY KEY,
        "expiresAt" timestamptz NOT NULL,
        token text COLLATE "C" NOT NULL UNIQUE,
        "createdAt" timestamptz NOT NULL,
        "updatedAt" timestamptz NOT NULL,
        "ipAddress" text,
        "userAgent" text,
        "userId" text COLLATE "C" NOT NULL REFERENCES auth_person (id) ON DELETE CASCADE
      );
      CREATE INDEX auth_session_by_person ON auth_session ("userId");

      CREATE TABLE auth_account (
        id text COLLATE "C" PRIMARY KEY,
        "accountId" text COLLATE "C" NOT NULL,
        "providerId" text COLLATE "C" NOT NULL,
        "userId" text COLLATE "C" NOT NULL REFERENCES auth_person (id) ON DELETE CASCADE,
        "accessToken" text,
        "refreshToken" text,
        "idToken" text,
        "accessTokenExpiresAt" timestamptz,
        "refreshTokenExpiresAt" timestamptz,
        scope text,
        password text,
        "createdAt" timestamptz NOT NULL,
        "updatedAt" timestamptz NOT NULL,
        UNIQUE ("providerId", "accountId")
      );
      CREATE INDEX auth_account_by_person ON auth_account ("userId");

      CREATE TABLE auth_verification (
        id text COLLATE "C" PRIMARY KEY,
        identifier text COLLATE "C" NOT NULL,
        value text NOT NULL,
        "expiresAt" timestamptz NOT NULL,
        "createdAt" timestamptz NOT NULL,
        "updatedAt" timestamptz NOT NULL
      );
      CREATE INDEX auth_verification_by_identifier ON auth_verification (identifier);

      CREATE TABLE auth_two_factor (
        id text COLLATE "C" PRIMARY KEY,
        secret text NOT NULL,
        "backupCodes" text NOT NULL,
        "userId" text COLLATE "C" NOT NULL REFERENCES auth_person (id) ON DELETE CASCADE,
        verified boolean,
        "failedVerificationCount" integer,
        "lockedUntil" timestamptz
      );
      CREATE INDEX auth_two_factor_by_person ON auth_two_factor ("userId");

      CREATE TABLE auth_api_key (
        id text COLLATE "C" PRIMARY KEY,
        "configId" text COLLATE "C" NOT NULL,
        name text,
        start text,
        "referenceId" text COLLATE "C" NOT NULL REFERENCES auth_person (id) ON DELETE CASCADE,
        prefix text,
        key text COLLATE "C" NOT NULL UNIQUE,
        "refillInterval" integer,
        "refillAmount" integer,
        "lastRefillAt" timestamptz,
        enabled boolean,
        "rateLimitEnabled" boolean,
        "rateLimitTimeWindow" integer,
        "rateLimitMax" integer,
        "requestCount" integer,
        remaining integer,
        "lastRequest" timestamptz,
        "expiresAt" timestamptz,
        "createdAt" timestamptz NOT NULL,
        "updatedAt" timestamptz NOT NULL,
        permissions text,
        metadata text
      );
      CREATE INDEX auth_api_key_by_person ON auth_api_key ("referenceId");
    `,
}
