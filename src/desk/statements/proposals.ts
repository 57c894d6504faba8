const columns = `id, operation, input, made_by AS "by", made_at AS "at", state, decided_by AS "decidedBy", decided_at AS "decidedAt", outcome`

export const proposalStatements = {
  /** Newest first. */
  list: `SELECT ${columns} FROM proposal WHERE client_id = $1 AND ($2::text IS NULL OR state = $2) ORDER BY sequence DESC`,
  one: `SELECT ${columns} FROM proposal WHERE client_id = $1 AND id = $2`,
  add: `
    INSERT INTO proposal (client_id, id, operation, input, made_by, made_at, state) VALUES ($1, $2, $3, $4::jsonb, $5, $6, 'proposed')
    ON CONFLICT (client_id, id) DO NOTHING
    RETURNING ${columns}`,
  /** Only one person can take it: what it asks for is carried out once at most. */
  decide: `
    UPDATE proposal SET state = $3, decided_by = $4, decided_at = $5
    WHERE client_id = $1 AND id = $2 AND state = 'proposed'
    RETURNING ${columns}`,
  settle: `
    UPDATE proposal SET state = CASE WHEN $3::boolean THEN 'failed' ELSE state END, outcome = $4
    WHERE client_id = $1 AND id = $2 AND state IN ('confirmed', 'failed')`,
} as const
