/**
 * Changes to the tables of the desk, by version. A migration that has been released is never edited: it may already
 * have run somewhere. Each runs in a transaction together with the row that says so.
 *
 * Text that is compared or ordered is `COLLATE "C"`, so that the embedded database and a server agree on the order.
 * Instants are text in the one form of `Instant`, which sorts by time, so that what a person saved comes back unchanged.
 */
export interface Migration {
  version: number
  name: string
  sql: string
}

export const migrations: readonly Migration[] = [
  {
    version: 1,
    name: 'corrections, decisions, profiles',
    sql: `
      CREATE TABLE correction (
        sequence bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
        id text COLLATE "C" PRIMARY KEY,
        site text COLLATE "C" NOT NULL,
        subject text COLLATE "C" NOT NULL CHECK (subject IN ('link', 'domain')),
        key text COLLATE "C" NOT NULL,
        referring_page text COLLATE "C",
        target text COLLATE "C",
        field text COLLATE "C" NOT NULL CHECK (field IN ('type', 'anchorKind', 'tier', 'area')),
        value text NOT NULL,
        was text NOT NULL,
        reason text NOT NULL,
        made_by text NOT NULL,
        made_at text COLLATE "C" NOT NULL,
        withdrawn_at text COLLATE "C",
        withdrawn_reason text,
        CHECK ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
      );
      CREATE INDEX correction_by_site ON correction (site, sequence);

      CREATE TABLE decision (
        sequence bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
        id text COLLATE "C" PRIMARY KEY,
        site text COLLATE "C" NOT NULL,
        kind text COLLATE "C" NOT NULL CHECK (kind IN ('disavow', 'do-nothing')),
        state text COLLATE "C" NOT NULL CHECK (state IN ('proposed', 'confirmed', 'withdrawn')),
        cause text,
        reviewer text NOT NULL,
        reason text NOT NULL,
        body text NOT NULL,
        made_at text COLLATE "C" NOT NULL
      );
      CREATE INDEX decision_by_site ON decision (site, sequence);

      CREATE TABLE profile (
        site text COLLATE "C" PRIMARY KEY,
        profile jsonb NOT NULL,
        saved_at text COLLATE "C" NOT NULL
      );

      CREATE TABLE site_revision (
        site text COLLATE "C" PRIMARY KEY,
        revision bigint NOT NULL
      );
    `,
  },
]

export const latestVersion: number = migrations.at(-1)!.version

export const versionStatements = {
  /** Made outside the migrations, because they are counted in it. */
  make: `CREATE TABLE IF NOT EXISTS schema_version (version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
  /** Zero on a new desk. */
  read: `SELECT coalesce(max(version), 0)::int AS version FROM schema_version`,
  /** Noted in the transaction of the migration itself, so that both or neither are there. */
  note: `INSERT INTO schema_version (version, name) VALUES ($1, $2)`,
  /** Which Postgres wrote these files: its major version must match, the files of another cannot be read. */
  engine: `SELECT current_setting('server_version_num')::int / 10000 AS major`,
} as const
