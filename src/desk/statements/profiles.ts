export const profileStatements = {
  ofSite: `SELECT profile FROM profile WHERE site = $1`,
  /** A site has one profile; saving replaces it whole. */
  save: `
    INSERT INTO profile (site, profile, saved_at) VALUES ($1, $2::jsonb, $3)
    ON CONFLICT (site) DO UPDATE SET profile = excluded.profile, saved_at = excluded.saved_at`,
  /** Cast, because count-like numbers come back as text from a server and as numbers from the embedded database. */
  revision: `SELECT revision::float8 AS revision FROM site_revision WHERE site = $1`,
  /** Part of every transaction that changes a site's corrections or profile. */
  raiseRevision: `
    INSERT INTO site_revision (site, revision) VALUES ($1, 1)
    ON CONFLICT (site) DO UPDATE SET revision = site_revision.revision + 1`,
} as const
