/** The columns as a `Correction` names them. */
const columns = `
  id, site, subject, key, referring_page AS "referringPage", target, field, value, was, reason,
  made_by AS "by", made_at AS "at", withdrawn_at AS "withdrawnAt", withdrawn_reason AS "withdrawnReason"`

export const correctionStatements = {
  /** In the order in which they were made: of two for one field, the later counts. */
  ofSite: `SELECT ${columns} FROM correction WHERE site = $1 ORDER BY sequence`,
  one: `SELECT ${columns} FROM correction WHERE id = $1`,
  /** Does nothing for an id that is there: a request sent again after a lost answer must not count twice. */
  add: `
    INSERT INTO correction (id, site, subject, key, referring_page, target, field, value, was, reason, made_by, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    ON CONFLICT (id) DO NOTHING
    RETURNING ${columns}`,
  /** Withdrawn, never deleted; one that is withdrawn keeps its first reason. */
  withdraw: `
    UPDATE correction SET withdrawn_at = $2, withdrawn_reason = $3
    WHERE id = $1 AND withdrawn_at IS NULL
    RETURNING ${columns}`,
} as const
