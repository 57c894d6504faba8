const columns = `id, slug, name, kind, created_at AS "createdAt", version`

export const organisationStatements = {
  all: `SELECT ${columns} FROM organisation ORDER BY name, id`,
  one: `SELECT ${columns} FROM organisation WHERE id = $1`,
  /** Held to the end of the transaction, so that who may administer it changes one at a time. */
  hold: `SELECT id FROM organisation WHERE id = $1 FOR UPDATE`,
  add: `
    INSERT INTO organisation (id, slug, name, kind, created_at, changed_at) VALUES ($1, $2, $3, $4, $5, $5)
    ON CONFLICT (id) DO NOTHING
    RETURNING ${columns}`,
  change: `
    UPDATE organisation SET slug = $2, name = $3, kind = $4, version = version + 1, changed_at = $5
    WHERE id = $1 AND version = $6
    RETURNING ${columns}`,
  changedAt: `SELECT changed_at AS "at" FROM organisation WHERE id = $1`,
  settings: `SELECT settings FROM organisation WHERE id = $1`,
  saveSettings: `UPDATE organisation SET settings = $2::jsonb, changed_by = $3, changed_at = $4 WHERE id = $1`,
} as const
