/** The columns as a `Decision` names them. */
const columns = `id, site, kind, state, cause, reviewer, reason, body, made_at AS "at"`

export const decisionStatements = {
  /** In the order in which they were made. */
  ofSite: `SELECT ${columns} FROM decision WHERE client_id = $1 AND site = $2 ORDER BY sequence`,
  one: `SELECT ${columns} FROM decision WHERE client_id = $1 AND id = $2`,
  /** Does nothing for an id that is there: a request sent again after a lost answer must not count twice. */
  add: `
    INSERT INTO decision (client_id, id, site, kind, state, cause, reviewer, reason, body, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    ON CONFLICT (client_id, id) DO NOTHING
    RETURNING ${columns}`,
  /** Its own reason stays beside that of the withdrawal. */
  withdraw: `
    UPDATE decision SET state = 'withdrawn', withdrawn_at = $3, withdrawn_reason = $4
    WHERE client_id = $1 AND id = $2 AND state <> 'withdrawn'
    RETURNING ${columns}`,
} as const
