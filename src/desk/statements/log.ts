const columns = `
  sequence, id, at, actor_id AS "actorId", actor_name AS "actorName", asked_by AS "by", organisation_id AS "organisationId", client_id AS "clientId",
  operation, effect, input, outcome, hash`

export const logStatements = {
  /** Held to the end of the transaction: lines are written one after another, each over the one before. */
  head: `SELECT sequence, hash FROM log_head FOR UPDATE`,
  /** Without holding it, for checking. */
  lookHead: `SELECT sequence, hash FROM log_head`,
  raiseHead: `UPDATE log_head SET sequence = $1, hash = $2`,
  byId: `SELECT ${columns} FROM log_entry WHERE id = $1`,
  /** The input is text, not jsonb: it is part of the hash, so it must stay as it was written to the letter. */
  append: `
    INSERT INTO log_entry (sequence, id, at, actor_id, actor_name, asked_by, organisation_id, client_id, operation, effect, input, outcome, hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
  /** Newest first. With `$1` null what concerns no organisation. With `$2` null every client of the organisation; else these clients, not what concerns the organisation as a whole. */
  list: `
    SELECT ${columns} FROM log_entry
    WHERE organisation_id IS NOT DISTINCT FROM $1 AND ($2::text[] IS NULL OR client_id = ANY($2)) AND ($3::bigint IS NULL OR sequence < $3)
      AND ($4::text IS NULL OR operation = $4) AND ($5::text IS NULL OR actor_id = $5)
    ORDER BY sequence DESC LIMIT $6`,
  after: `SELECT ${columns} FROM log_entry WHERE sequence > $1 ORDER BY sequence LIMIT $2`,
} as const
