const columns = `
  id, organisation_id AS "organisationId", client_id AS "clientId", operation, title, input, actor_id AS "actorId", actor_name AS "actorName", state,
  stage, done, total, unit, rate_per_second AS "ratePerSecond", seconds_left AS "secondsLeft", attempt, attempts_max AS "attemptsMax",
  not_before AS "notBefore", created_at AS "createdAt", started_at AS "startedAt", ended_at AS "endedAt", output, error, log, schedule_id AS "scheduleId"`

/** The end of work under way, whatever came of it. */
const noWorker = `worker = NULL, lease_until = NULL`
const noProgress = `stage = NULL, done = NULL, total = NULL, unit = NULL, rate_per_second = NULL, seconds_left = NULL`

export const jobStatements = {
  add: `
    INSERT INTO job (id, organisation_id, client_id, operation, title, input, actor_id, actor_name, attempts_max, created_at, schedule_id, not_before, state)
    VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10, $11, $12, 'waiting')
    ON CONFLICT (id) DO NOTHING`,
  one: `SELECT ${columns} FROM job WHERE id = $1`,
  isOpen: `SELECT 1 FROM job WHERE id = $1 AND state IN ('waiting', 'running', 'stopping')`,
  /** Newest first, from below the one last seen: jobs of these clients, of these organisations as such, and of the machine. */
  list: `
    SELECT ${columns} FROM job
    WHERE (client_id = ANY($1::text[]) OR (client_id IS NULL AND organisation_id = ANY($2::text[])) OR ($3::boolean AND organisation_id IS NULL))
      AND ($4::text[] IS NULL OR state = ANY($4))
      AND ($5::text IS NULL OR (created_at, id) < (SELECT created_at, id FROM job WHERE id = $5))
    ORDER BY created_at DESC, id DESC LIMIT $6`,
  /** Asked before taking a turn: most looks find nothing to do. */
  toTake: `SELECT 1 FROM job WHERE state = 'waiting' OR (state IN ('running', 'stopping') AND lease_until < $1) LIMIT 1`,
  /** Claims take turns: two that look at once would both see a client without work under way. */
  turn: `SELECT pg_advisory_xact_lock(7240516)`,
  /** Work whose worker is gone and that was asked to stop is stopped. */
  stopExpired: `UPDATE job SET state = 'stopped', ended_at = $1, ${noWorker} WHERE state = 'stopping' AND lease_until < $1`,
  /**
   * One whose worker is gone first, for its client waits for it; then fair between clients: whose last job began longest
   * ago, and of its jobs the oldest.
   */
  claim: `
    UPDATE job SET state = 'running', worker = $1, lease_until = $2, attempt = attempt + 1, started_at = $3, error = NULL, ${noProgress}
    WHERE id = (
      SELECT candidate.id FROM job candidate
      WHERE (candidate.state = 'running' AND candidate.lease_until < $3)
        OR (candidate.state = 'waiting' AND (candidate.not_before IS NULL OR candidate.not_before <= $3)
          AND NOT EXISTS (SELECT 1 FROM job other WHERE other.state IN ('running', 'stopping') AND coalesce(other.client_id, '') = coalesce(candidate.client_id, '')))
      ORDER BY candidate.state = 'waiting',
        (SELECT max(earlier.started_at) FROM job earlier WHERE coalesce(earlier.client_id, '') = coalesce(candidate.client_id, '')) NULLS FIRST,
        candidate.created_at, candidate.id
      LIMIT 1)
    RETURNING ${columns}`,
  /** Its log keeps the latest lines only. */
  report: `
    UPDATE job SET stage = $3, done = $4, total = $5, unit = $6, rate_per_second = $7, seconds_left = $8, lease_until = $9,
      log = CASE WHEN $10::text IS NULL THEN log ELSE (
        SELECT jsonb_agg(line ORDER BY number) FROM (
          SELECT line, number FROM jsonb_array_elements(log || jsonb_build_array(jsonb_build_object('at', $11::text, 'text', $10))) WITH ORDINALITY AS lines (line, number)
          ORDER BY number DESC LIMIT $12) latest) END
    WHERE id = $1 AND worker = $2 AND state IN ('running', 'stopping')
    RETURNING state`,
  done: `
    UPDATE job SET state = 'done', output = $3::jsonb, error = NULL, ended_at = $4, seconds_left = NULL, ${noWorker}
    WHERE id = $1 AND worker = $2 AND state IN ('running', 'stopping')
    RETURNING ${columns}`,
  failed: `
    UPDATE job SET state = 'failed', error = $3::jsonb, ended_at = $4, seconds_left = NULL, ${noWorker}
    WHERE id = $1 AND worker = $2 AND state IN ('running', 'stopping')
    RETURNING ${columns}`,
  /** Waits to be tried again, with the error of this try; but one that was asked to stop is stopped. */
  again: `
    UPDATE job SET state = CASE state WHEN 'stopping' THEN 'stopped' ELSE 'waiting' END, error = $3::jsonb, not_before = $4,
      ended_at = CASE state WHEN 'stopping' THEN $5 END, seconds_left = NULL, ${noWorker}
    WHERE id = $1 AND worker = $2 AND state IN ('running', 'stopping')
    RETURNING ${columns}`,
  stopped: `
    UPDATE job SET state = 'stopped', ended_at = $3, seconds_left = NULL, ${noWorker}
    WHERE id = $1 AND worker = $2 AND state IN ('running', 'stopping')
    RETURNING ${columns}`,
  askStop: `
    UPDATE job SET state = CASE state WHEN 'waiting' THEN 'stopped' ELSE 'stopping' END, ended_at = CASE state WHEN 'waiting' THEN $2 END
    WHERE id = $1 AND state IN ('waiting', 'running')`,
  resume: `
    UPDATE job SET state = 'waiting', attempt = 0, not_before = NULL, ended_at = NULL, error = NULL, ${noProgress}
    WHERE id = $1 AND state IN ('stopped', 'failed')`,
  underWay: `SELECT id, worker FROM job WHERE state IN ('running', 'stopping')`,
  /** Only while that very worker has it. */
  recover: `
    UPDATE job SET state = CASE state WHEN 'stopping' THEN 'stopped' ELSE 'waiting' END, ended_at = CASE state WHEN 'stopping' THEN $3 END, ${noWorker}
    WHERE id = $1 AND worker = $2 AND state IN ('running', 'stopping')`,
  /** Files that were handed in to jobs that did not end, or ended since otherwise than done; and those that jobs made. */
  filesNeeded: `
    SELECT DISTINCT file #>> '{}' AS file FROM (
      SELECT jsonb_path_query(input, '$.**.file') AS file FROM job WHERE ended_at IS NULL OR (state <> 'done' AND ended_at >= $1)
      UNION ALL SELECT jsonb_path_query(output, '$.**.file') FROM job
      UNION ALL SELECT jsonb_path_query(input, '$.**.file') FROM schedule) named
    WHERE jsonb_typeof(file) = 'string'`,
  forget: `DELETE FROM job WHERE ended_at < $1`,
} as const
