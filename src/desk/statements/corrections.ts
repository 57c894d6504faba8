/** The columns as a `Correction` names them. */
const columns = `
  id, site, subject, key, referring_page AS "referringPage", target, field, value, was, reason,
  made_by AS "by", made_at AS "at", withdrawn_at AS "withdrawnAt", withdrawn_reason AS "withdrawnReason"`

/** Corrections that were made together: their ids begin with the id of the set, which is as long as a UUID. */
const setColumns = `
  left(id, 36) AS "set", min(site) AS site, min(subject) AS subject, min(field) AS field, min(value) AS value, min(reason) AS reason, min(made_by) AS "by", min(made_at) AS "at",
  CASE WHEN count(*) = count(withdrawn_at) THEN max(withdrawn_at) END AS "withdrawnAt", CASE WHEN count(*) = count(withdrawn_at) THEN max(withdrawn_reason) END AS "withdrawnReason",
  count(*)::int AS corrections, (count(*) - count(withdrawn_at))::int AS standing, min(key) AS example`

export const correctionStatements = {
  /** In the order in which they were made: of two for one field, the later counts. So many after one of them, for a site may have more than go into one answer. */
  ofSite: `SELECT ${columns}, sequence FROM correction WHERE client_id = $1 AND site = $2 AND sequence > $3 ORDER BY sequence LIMIT $4`,
  one: `SELECT ${columns} FROM correction WHERE client_id = $1 AND id = $2`,
  /** Does nothing for an id that is there: a request sent again after a lost answer must not count twice. */
  add: `
    INSERT INTO correction (client_id, id, site, subject, key, referring_page, target, field, value, was, reason, made_by, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    ON CONFLICT (client_id, id) DO NOTHING
    RETURNING ${columns}`,
  /** Many at once, as JSON with the keys of a `Correction`, in their order. */
  addMany: `
    INSERT INTO correction (client_id, id, site, subject, key, referring_page, target, field, value, was, reason, made_by, made_at)
    SELECT $1, one->>'id', one->>'site', one->>'subject', one->>'key', one->>'referringPage', one->>'target', one->>'field', one->>'value', one->>'was', one->>'reason', one->>'by', one->>'at'
    FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS given (one, number) ORDER BY number
    ON CONFLICT (client_id, id) DO NOTHING
    RETURNING site`,
  setsOfSite: `SELECT ${setColumns}, (count(*) OVER ())::int AS total FROM correction WHERE client_id = $1 AND site = $2 GROUP BY left(id, 36) ORDER BY max(sequence) DESC LIMIT $3 OFFSET $4`,
  oneSet: `SELECT ${setColumns} FROM correction WHERE client_id = $1 AND left(id, 36) = $2 GROUP BY left(id, 36)`,
  /** The sites whose corrections were withdrawn: their revision rises. */
  withdrawSet: `
    WITH withdrawn AS (
      UPDATE correction SET withdrawn_at = $3, withdrawn_reason = $4
      WHERE client_id = $1 AND left(id, 36) = $2 AND withdrawn_at IS NULL
      RETURNING site)
    SELECT DISTINCT site FROM withdrawn`,
  /** Withdrawn, never deleted; one that is withdrawn keeps its first reason. */
  withdraw: `
    UPDATE correction SET withdrawn_at = $3, withdrawn_reason = $4
    WHERE client_id = $1 AND id = $2 AND withdrawn_at IS NULL
    RETURNING ${columns}`,
} as const
