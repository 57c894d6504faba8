const columns = `
  id, client_id AS "clientId", organisation_id AS "organisationId", operation, title, input, cron, time_zone AS "timeZone", paused,
  actor_id AS "actorId", actor_name AS "actorName", next_at AS "nextAt", last_job_id AS "lastJobId", created_at AS "createdAt", version`

export const scheduleStatements = {
  list: `
    SELECT ${columns} FROM schedule
    WHERE client_id = ANY($1::text[]) OR (client_id IS NULL AND organisation_id = ANY($2::text[])) OR ($3::boolean AND organisation_id IS NULL)
    ORDER BY title, id`,
  one: `SELECT ${columns} FROM schedule WHERE id = $1`,
  changed: `SELECT changed_by AS "by", changed_at AS "at" FROM schedule WHERE id = $1`,
  add: `
    INSERT INTO schedule (id, client_id, organisation_id, operation, title, input, cron, time_zone, paused, actor_id, actor_name, next_at, created_at, version, changed_by, changed_at)
    VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10, $11, $12, $14, 1, $13, $14)
    ON CONFLICT (id) DO NOTHING
    RETURNING ${columns}`,
  /** Whose it is never changes. */
  change: `
    UPDATE schedule SET operation = $4, title = $5, input = $6::jsonb, cron = $7, time_zone = $8, paused = $9, actor_id = $10, actor_name = $11, next_at = $12,
      version = version + 1, changed_by = $13, changed_at = $14
    WHERE id = $1 AND client_id IS NOT DISTINCT FROM $2 AND organisation_id IS NOT DISTINCT FROM $3 AND version = $15
    RETURNING ${columns}`,
  remove: `DELETE FROM schedule WHERE id = $1`,
  /** Asked before anything is held: most looks find nothing due. */
  isDue: `SELECT 1 FROM schedule WHERE NOT paused AND next_at <= $1 LIMIT 1`,
  /** Held to the end of the transaction: two that look at once make no job twice. */
  due: `SELECT ${columns} FROM schedule WHERE NOT paused AND next_at <= $1 ORDER BY next_at, id FOR UPDATE`,
  fired: `UPDATE schedule SET next_at = $2, last_job_id = $3 WHERE id = $1`,
} as const
