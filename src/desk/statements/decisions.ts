/** The columns as a `Decision` names them. */
const columns = `id, site, kind, state, cause, reviewer, reason, body, made_at AS "at"`

export const decisionStatements = {
  /** In the order in which they were made. */
  ofSite: `SELECT ${columns} FROM decision WHERE site = $1 ORDER BY sequence`,
  one: `SELECT ${columns} FROM decision WHERE id = $1`,
  /** Does nothing for an id that is there: a request sent again after a lost answer must not count twice. */
  add: `
    INSERT INTO decision (id, site, kind, state, cause, reviewer, reason, body, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (id) DO NOTHING
    RETURNING ${columns}`,
} as const
