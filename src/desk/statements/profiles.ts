export const profileStatements = {
  ofSite: `SELECT profile FROM profile WHERE client_id = $1 AND site = $2`,
  /** A site has one profile; saving replaces it whole. */
  save: `
    INSERT INTO profile (client_id, site, profile, saved_at) VALUES ($1, $2, $3::jsonb, $4)
    ON CONFLICT (client_id, site) DO UPDATE SET profile = excluded.profile, saved_at = excluded.saved_at`,
  /** Changes of one site, and under the site '' those that concern every site of the client. */
  revision: `SELECT sum(revision)::float8 AS revision FROM site_revision WHERE client_id = $1 AND site IN ($2, '')`,
  /** Part of every transaction that changes what judgements of a site read. */
  raiseRevision: `
    INSERT INTO site_revision (client_id, site, revision) VALUES ($1, $2, 1)
    ON CONFLICT (client_id, site) DO UPDATE SET revision = site_revision.revision + 1`,
} as const
