/** What copies ask of the catalogue of the database, and of the tables as a whole. */
export const copyStatements = {
  /** Everything at one moment, and nothing changed: the first statement of a transaction. */
  oneMoment: `SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`,
  /** Texts of instants and numbers are then the same on every server. */
  sameTexts: `SELECT set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO, YMD', true), set_config('intervalstyle', 'postgres', true), set_config('extra_float_digits', '1', true), set_config('bytea_output', 'hex', true), set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)`,
  /** One copy at a time on one database: false where another is under way, or where both ends are the same database. */
  alone: `SELECT pg_try_advisory_xact_lock(7240517) AS alone`,
  /** Tables of the desk with their columns; those that count by themselves are generated. */
  columns: `
    SELECT class.relname AS "table", attribute.attname AS "column", format_type(attribute.atttypid, attribute.atttypmod) AS type, attribute.attidentity <> '' AS generated,
      EXISTS (SELECT 1 FROM pg_index index WHERE index.indrelid = class.oid AND index.indisprimary AND attribute.attnum = ANY(index.indkey)) AS key
    FROM pg_class class JOIN pg_attribute attribute ON attribute.attrelid = class.oid
    WHERE class.relkind = 'r' AND class.relnamespace = current_schema()::regnamespace AND class.relname <> 'schema_version' AND class.relname = ANY($1::text[]) AND attribute.attnum > 0 AND NOT attribute.attisdropped
    ORDER BY class.relname COLLATE "C", attribute.attnum`,
  /** Which table refers to which. */
  references: `
    SELECT own.relname AS "from", other.relname AS "to"
    FROM pg_constraint held JOIN pg_class own ON own.oid = held.conrelid JOIN pg_class other ON other.oid = held.confrelid
    WHERE held.contype = 'f' AND own.oid <> other.oid AND own.relnamespace = current_schema()::regnamespace`,
  /** Tables whose rows are guarded by a rule of ours. */
  guarded: `
    SELECT DISTINCT class.relname AS "table" FROM pg_trigger guard JOIN pg_class class ON class.oid = guard.tgrelid
    WHERE NOT guard.tgisinternal AND class.relnamespace = current_schema()::regnamespace`,
  versions: `SELECT version FROM schema_version ORDER BY version`,
  /** True for the rows that every desk begins with, as they were made. */
  begun: `
    SELECT (SELECT count(*) = 1 AND bool_and(id = 'home' AND version = 1 AND changed_at = '' AND settings = '{}') FROM organisation)
      AND (SELECT count(*) = 1 AND bool_and(id = 'home' AND version = 1 AND changed_at = '' AND settings = '{}') FROM client)
      AND (SELECT bool_and(sequence = 0) FROM log_head) AS begun`,
  /**
   * After a restore: what was judged from what the desk held before must not be taken for judged from what it holds now,
   * though its sites may have come to the same number of changes.
   */
  raiseRevisions: `
    INSERT INTO site_revision (client_id, site, revision) SELECT id, '', $1::bigint FROM client
    ON CONFLICT (client_id, site) DO UPDATE SET revision = site_revision.revision + excluded.revision`,
  logHead: `SELECT sequence, hash FROM log_head`,
  logLine: `SELECT hash FROM log_entry WHERE sequence = $1`,
} as const
