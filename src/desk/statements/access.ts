import { installation } from '../../model/actor.js'

const invitation = `
  id, organisation_id AS "organisationId", email, client_id AS "clientId", role, invited_by AS "invitedBy",
  created_at AS "createdAt", expires_at AS "expiresAt", accepted_at AS "acceptedAt", withdrawn_at AS "withdrawnAt"`

export const accessStatements = {
  hasAccounts: `SELECT EXISTS (SELECT 1 FROM auth_person) AS "has"`,
  /** That of the installation stands among them under the name that no organisation has. */
  grantsOf: `
    SELECT organisation_id AS "organisationId", client_id AS "clientId", role FROM person_grant WHERE person_id = $1
    UNION ALL SELECT '${installation}', NULL, 'administer' FROM installation_grant WHERE person_id = $1
    ORDER BY 1, 2 NULLS FIRST, 3`,
  installationGrants: `SELECT person_id AS "personId", granted_by AS "by", granted_at AS "at" FROM installation_grant ORDER BY granted_at, person_id`,
  /** Given twice, it stands once. */
  grantInstallation: `INSERT INTO installation_grant (person_id, granted_by, granted_at) VALUES ($1, $2, $3) ON CONFLICT (person_id) DO NOTHING`,
  /** Held to the end of the transaction, so that of two who go at once one stays. */
  holdInstallation: `SELECT person_id AS "personId" FROM installation_grant ORDER BY person_id FOR UPDATE`,
  revokeInstallation: `DELETE FROM installation_grant WHERE person_id = $1`,
  /** People of an organisation, one row for each of their grants. */
  members: `
    SELECT person.id, person.name, person.email, coalesce(person."twoFactorEnabled", false) AS "twoFactor", person."createdAt",
      given.id AS "grantId", given.client_id AS "clientId", given.role
    FROM person_grant given JOIN auth_person person ON person.id = given.person_id
    WHERE given.organisation_id = $1
    ORDER BY person.name COLLATE "C", person.id, given.client_id NULLS FIRST, given.role`,
  /** Given twice, it stands once. */
  grant: `
    INSERT INTO person_grant (id, person_id, organisation_id, client_id, role, granted_by, granted_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT ON CONSTRAINT person_grant_once DO NOTHING`,
  grantToRevoke: `SELECT role, client_id AS "clientId" FROM person_grant WHERE organisation_id = $1 AND id = $2`,
  otherAdministrators: `SELECT count(*)::int AS count FROM person_grant WHERE organisation_id = $1 AND id <> $2 AND client_id IS NULL AND role = 'administer'`,
  revoke: `DELETE FROM person_grant WHERE organisation_id = $1 AND id = $2`,
  invitations: `SELECT ${invitation} FROM invitation WHERE organisation_id = $1 ORDER BY sequence DESC`,
  invite: `
    INSERT INTO invitation (organisation_id, id, email, client_id, role, secret_hash, invited_by, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (id) DO NOTHING`,
  invitation: `SELECT ${invitation} FROM invitation WHERE organisation_id = $1 AND id = $2`,
  withdrawInvitation: `UPDATE invitation SET withdrawn_at = $3 WHERE organisation_id = $1 AND id = $2 AND accepted_at IS NULL AND withdrawn_at IS NULL`,
  /** By its secret, while it can be accepted. */
  open: `SELECT ${invitation} FROM invitation WHERE secret_hash = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > $2`,
  /** By whoever it was sent to, at most once; accepted again by the same person at the same instant, it is the same. */
  accept: `
    UPDATE invitation SET accepted_at = $2, accepted_by = $3
    WHERE secret_hash = $1 AND withdrawn_at IS NULL AND expires_at > $2 AND lower(email) = lower($4) AND (accepted_at IS NULL OR (accepted_at = $2 AND accepted_by = $3))
    RETURNING ${invitation}`,
} as const
