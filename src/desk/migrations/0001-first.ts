import type { Migration } from './migration.js'

/** Released, so never edited: it has run on desks that people use. */
export const first: Migration = {
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
}
