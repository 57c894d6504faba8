/** What is asked of the accounts beside the sign-in library: whole lists, and removals that name the owner. */
export const accountStatements = {
  any: `SELECT EXISTS (SELECT 1 FROM auth_person) AS any`,
  person: `SELECT id, name, email, coalesce("twoFactorEnabled", false) AS "twoFactor", "createdAt" FROM auth_person WHERE id = $1`,
  /** Addresses are kept in small letters. */
  personOfEmail: `SELECT id, name, email, coalesce("twoFactorEnabled", false) AS "twoFactor", "createdAt" FROM auth_person WHERE email = lower($1)`,
  sessions: `SELECT id, "createdAt", "updatedAt", "expiresAt", "ipAddress", "userAgent" FROM auth_session WHERE "userId" = $1 AND "expiresAt" > $2 ORDER BY "updatedAt" DESC, id LIMIT 200`,
  /** Only one's own: the owner is named beside the session. */
  endSession: `DELETE FROM auth_session WHERE id = $1 AND "userId" = $2`,
  /** Other links to set a password, browsers trusted with the second factor, sign-ins half-way: all are kept with the person as their value. */
  endTrust: `DELETE FROM auth_verification WHERE value = $1`,
  tokens: `SELECT id, name, start, metadata, "createdAt", "lastRequest", "expiresAt" FROM auth_api_key WHERE "referenceId" = $1 AND ("expiresAt" IS NULL OR "expiresAt" > $2) ORDER BY "createdAt" DESC, id LIMIT 500`,
  revokeToken: `DELETE FROM auth_api_key WHERE id = $1 AND "referenceId" = $2`,
} as const
