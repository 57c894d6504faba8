import type { Migration } from './migration.js'

/**
 * Organisations, clients and what belongs to each. What was there before belongs to the client `home` of the
 * organisation `home`.
 *
 * Long because it is a table of tables. The wall between clients stands here too: what a client owns has the key (client_id, id), so one id in two
 * clients is two rows; what names a client together with its organisation refers to both at once.
 */
export const clients: Migration = {
  version: 2,
  name: 'organisations, clients, their nouns, jobs, log',
  sql: `
      CREATE TABLE organisation (
        id text COLLATE "C" PRIMARY KEY,
        slug text COLLATE "C" NOT NULL UNIQUE,
        name text COLLATE "C" NOT NULL,
        kind text NOT NULL,
        settings jsonb NOT NULL DEFAULT '{}',
        created_at text COLLATE "C" NOT NULL,
        version integer NOT NULL DEFAULT 1,
        changed_by text NOT NULL DEFAULT '',
        changed_at text COLLATE "C" NOT NULL DEFAULT ''
      );
      INSERT INTO organisation (id, slug, name, kind, created_at) VALUES ('home', 'home', 'Home', 'practice', '2026-01-01T00:00:00.000Z');

      CREATE TABLE client (
        id text COLLATE "C" PRIMARY KEY,
        organisation_id text COLLATE "C" NOT NULL REFERENCES organisation,
        slug text COLLATE "C" NOT NULL,
        name text COLLATE "C" NOT NULL,
        profile_kind text NOT NULL,
        site text COLLATE "C",
        archived_at text COLLATE "C",
        settings jsonb NOT NULL DEFAULT '{}',
        created_at text COLLATE "C" NOT NULL,
        version integer NOT NULL DEFAULT 1,
        changed_by text NOT NULL DEFAULT '',
        changed_at text COLLATE "C" NOT NULL DEFAULT '',
        UNIQUE (organisation_id, id),
        CONSTRAINT client_slug UNIQUE (organisation_id, slug)
      );
      INSERT INTO client (id, organisation_id, slug, name, profile_kind, created_at) VALUES ('home', 'home', 'home', 'Home', 'practice', '2026-01-01T00:00:00.000Z');

      ALTER TABLE correction ADD client_id text COLLATE "C" NOT NULL DEFAULT 'home' REFERENCES client;
      ALTER TABLE correction ALTER client_id DROP DEFAULT, DROP CONSTRAINT correction_pkey, ADD PRIMARY KEY (client_id, id);
      DROP INDEX correction_by_site;
      CREATE INDEX correction_by_site ON correction (client_id, site, sequence);

      ALTER TABLE decision ADD client_id text COLLATE "C" NOT NULL DEFAULT 'home' REFERENCES client, ADD withdrawn_at text COLLATE "C", ADD withdrawn_reason text;
      ALTER TABLE decision ALTER client_id DROP DEFAULT, DROP CONSTRAINT decision_pkey, ADD PRIMARY KEY (client_id, id);
      DROP INDEX decision_by_site;
      CREATE INDEX decision_by_site ON decision (client_id, site, sequence);

      ALTER TABLE profile ADD client_id text COLLATE "C" NOT NULL DEFAULT 'home' REFERENCES client;
      ALTER TABLE profile ALTER client_id DROP DEFAULT, DROP CONSTRAINT profile_pkey, ADD PRIMARY KEY (client_id, site);

      ALTER TABLE site_revision ADD client_id text COLLATE "C" NOT NULL DEFAULT 'home' REFERENCES client;
      ALTER TABLE site_revision ALTER client_id DROP DEFAULT, DROP CONSTRAINT site_revision_pkey, ADD PRIMARY KEY (client_id, site);

      CREATE TABLE site (
        client_id text COLLATE "C" NOT NULL REFERENCES client,
        id text COLLATE "C" NOT NULL,
        sequence bigint GENERATED ALWAYS AS IDENTITY,
        site text COLLATE "C" NOT NULL,
        label text,
        main boolean NOT NULL,
        created_at text COLLATE "C" NOT NULL,
        version integer NOT NULL,
        changed_by text NOT NULL,
        changed_at text COLLATE "C" NOT NULL,
        PRIMARY KEY (client_id, id),
        CONSTRAINT site_once UNIQUE (client_id, site)
      );
      CREATE UNIQUE INDEX site_main ON site (client_id) WHERE main;

      CREATE TABLE location (
        client_id text COLLATE "C" NOT NULL REFERENCES client,
        id text COLLATE "C" NOT NULL,
        sequence bigint GENERATED ALWAYS AS IDENTITY,
        name text COLLATE "C" NOT NULL,
        street text NOT NULL,
        city text NOT NULL,
        region text NOT NULL,
        postcode text NOT NULL,
        country text NOT NULL,
        phone text NOT NULL,
        url text NOT NULL,
        latitude double precision,
        longitude double precision,
        service_places jsonb NOT NULL,
        service_postcodes jsonb NOT NULL,
        radius_km double precision,
        version integer NOT NULL,
        changed_by text NOT NULL,
        changed_at text COLLATE "C" NOT NULL,
        PRIMARY KEY (client_id, id)
      );

      CREATE TABLE service_line (
        client_id text COLLATE "C" NOT NULL REFERENCES client,
        id text COLLATE "C" NOT NULL,
        sequence bigint GENERATED ALWAYS AS IDENTITY,
        name text COLLATE "C" NOT NULL,
        specialty text NOT NULL,
        conditions jsonb NOT NULL,
        treatments jsonb NOT NULL,
        url text NOT NULL,
        version integer NOT NULL,
        changed_by text NOT NULL,
        changed_at text COLLATE "C" NOT NULL,
        PRIMARY KEY (client_id, id)
      );

      CREATE TABLE clinician (
        client_id text COLLATE "C" NOT NULL REFERENCES client,
        id text COLLATE "C" NOT NULL,
        sequence bigint GENERATED ALWAYS AS IDENTITY,
        name text COLLATE "C" NOT NULL,
        title text NOT NULL,
        specialty text NOT NULL,
        npi text NOT NULL,
        url text NOT NULL,
        left_on text COLLATE "C",
        version integer NOT NULL,
        changed_by text NOT NULL,
        changed_at text COLLATE "C" NOT NULL,
        PRIMARY KEY (client_id, id)
      );

      CREATE TABLE competitor (
        client_id text COLLATE "C" NOT NULL REFERENCES client,
        id text COLLATE "C" NOT NULL,
        sequence bigint GENERATED ALWAYS AS IDENTITY,
        domain text COLLATE "C" NOT NULL,
        name text NOT NULL,
        version integer NOT NULL,
        changed_by text NOT NULL,
        changed_at text COLLATE "C" NOT NULL,
        PRIMARY KEY (client_id, id),
        CONSTRAINT competitor_once UNIQUE (client_id, domain)
      );

      CREATE TABLE consideration (
        client_id text COLLATE "C" NOT NULL REFERENCES client,
        id text COLLATE "C" NOT NULL,
        sequence bigint GENERATED ALWAYS AS IDENTITY,
        referring_domain text COLLATE "C" NOT NULL,
        referring_page text NOT NULL,
        target text NOT NULL,
        kind text NOT NULL,
        amount numeric,
        currency text NOT NULL,
        given_on text COLLATE "C",
        given_until text COLLATE "C",
        rel_due jsonb NOT NULL,
        note text NOT NULL,
        version integer NOT NULL,
        changed_by text NOT NULL,
        changed_at text COLLATE "C" NOT NULL,
        PRIMARY KEY (client_id, id)
      );
      CREATE INDEX consideration_by_domain ON consideration (client_id, referring_domain);

      CREATE TABLE task (
        client_id text COLLATE "C" NOT NULL REFERENCES client,
        id text COLLATE "C" NOT NULL,
        sequence bigint GENERATED ALWAYS AS IDENTITY,
        title text NOT NULL,
        why text NOT NULL,
        about text NOT NULL,
        assignee text NOT NULL,
        due_on text COLLATE "C",
        state text NOT NULL,
        version integer NOT NULL,
        changed_by text NOT NULL,
        changed_at text COLLATE "C" NOT NULL,
        PRIMARY KEY (client_id, id)
      );

      CREATE TABLE saved_view (
        client_id text COLLATE "C" NOT NULL REFERENCES client,
        id text COLLATE "C" NOT NULL,
        sequence bigint GENERATED ALWAYS AS IDENTITY,
        page text COLLATE "C" NOT NULL,
        name text COLLATE "C" NOT NULL,
        query text NOT NULL,
        version integer NOT NULL,
        changed_by text NOT NULL,
        changed_at text COLLATE "C" NOT NULL,
        PRIMARY KEY (client_id, id),
        CONSTRAINT saved_view_once UNIQUE (client_id, page, name)
      );

      CREATE TABLE note (
        client_id text COLLATE "C" NOT NULL REFERENCES client,
        id text COLLATE "C" NOT NULL,
        sequence bigint GENERATED ALWAYS AS IDENTITY,
        about text COLLATE "C" NOT NULL,
        text text NOT NULL,
        made_by text NOT NULL,
        made_at text COLLATE "C" NOT NULL,
        version integer NOT NULL,
        changed_by text NOT NULL,
        changed_at text COLLATE "C" NOT NULL,
        PRIMARY KEY (client_id, id)
      );

      CREATE TABLE prospect (
        client_id text COLLATE "C" NOT NULL REFERENCES client,
        id text COLLATE "C" NOT NULL,
        sequence bigint GENERATED ALWAYS AS IDENTITY,
        domain text COLLATE "C" NOT NULL,
        reason text NOT NULL,
        rivals jsonb NOT NULL,
        tier integer,
        state text NOT NULL,
        comment text NOT NULL,
        decided_by text,
        decided_at text COLLATE "C",
        proposed_by text NOT NULL,
        proposed_at text COLLATE "C" NOT NULL,
        version integer NOT NULL,
        changed_by text NOT NULL,
        changed_at text COLLATE "C" NOT NULL,
        PRIMARY KEY (client_id, id),
        CONSTRAINT prospect_once UNIQUE (client_id, domain)
      );

      CREATE TABLE import_record (
        client_id text COLLATE "C" NOT NULL REFERENCES client,
        id text COLLATE "C" NOT NULL,
        sequence bigint GENERATED ALWAYS AS IDENTITY,
        batch text COLLATE "C" NOT NULL,
        file text NOT NULL,
        recognised text NOT NULL,
        title text NOT NULL,
        row_count bigint NOT NULL,
        accepted_count bigint NOT NULL,
        refused_count bigint NOT NULL,
        seen_from text COLLATE "C",
        seen_until text COLLATE "C",
        made_by text NOT NULL,
        made_at text COLLATE "C" NOT NULL,
        undone_at text COLLATE "C",
        undone_by text,
        version integer NOT NULL,
        changed_by text NOT NULL,
        changed_at text COLLATE "C" NOT NULL,
        PRIMARY KEY (client_id, id)
      );

      CREATE TABLE proposal (
        client_id text COLLATE "C" NOT NULL REFERENCES client,
        id text COLLATE "C" NOT NULL,
        sequence bigint GENERATED ALWAYS AS IDENTITY,
        operation text NOT NULL,
        input jsonb NOT NULL,
        made_by text NOT NULL,
        made_at text COLLATE "C" NOT NULL,
        state text COLLATE "C" NOT NULL,
        decided_by text,
        decided_at text COLLATE "C",
        outcome text,
        PRIMARY KEY (client_id, id)
      );

      CREATE TABLE person_grant (
        id text COLLATE "C" PRIMARY KEY,
        person_id text COLLATE "C" NOT NULL,
        organisation_id text COLLATE "C" NOT NULL REFERENCES organisation,
        client_id text COLLATE "C",
        role text COLLATE "C" NOT NULL CHECK (role IN ('read', 'write', 'send', 'approve', 'administer')),
        granted_by text NOT NULL,
        granted_at text COLLATE "C" NOT NULL,
        FOREIGN KEY (organisation_id, client_id) REFERENCES client (organisation_id, id),
        CONSTRAINT person_grant_once UNIQUE NULLS NOT DISTINCT (person_id, organisation_id, client_id, role)
      );
      CREATE INDEX person_grant_by_organisation ON person_grant (organisation_id);

      CREATE TABLE invitation (
        id text COLLATE "C" PRIMARY KEY,
        organisation_id text COLLATE "C" NOT NULL REFERENCES organisation,
        client_id text COLLATE "C",
        sequence bigint GENERATED ALWAYS AS IDENTITY,
        email text COLLATE "C" NOT NULL,
        role text COLLATE "C" NOT NULL CHECK (role IN ('read', 'write', 'send', 'approve', 'administer')),
        secret_hash text COLLATE "C" NOT NULL UNIQUE,
        invited_by text NOT NULL,
        created_at text COLLATE "C" NOT NULL,
        expires_at text COLLATE "C" NOT NULL,
        accepted_at text COLLATE "C",
        accepted_by text COLLATE "C",
        withdrawn_at text COLLATE "C",
        FOREIGN KEY (organisation_id, client_id) REFERENCES client (organisation_id, id)
      );
      CREATE INDEX invitation_by_organisation ON invitation (organisation_id, sequence);

      CREATE TABLE log_entry (
        sequence bigint PRIMARY KEY,
        id text COLLATE "C" NOT NULL UNIQUE,
        at text COLLATE "C" NOT NULL,
        actor_id text COLLATE "C" NOT NULL,
        actor_name text NOT NULL,
        asked_by text COLLATE "C" NOT NULL,
        organisation_id text COLLATE "C",
        client_id text COLLATE "C",
        operation text COLLATE "C" NOT NULL,
        effect text COLLATE "C" NOT NULL,
        input text NOT NULL,
        outcome text NOT NULL,
        hash text COLLATE "C" NOT NULL
      );
      CREATE INDEX log_entry_by_organisation ON log_entry (organisation_id, sequence);
      CREATE TABLE log_head (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        sequence bigint NOT NULL,
        hash text COLLATE "C" NOT NULL
      );
      INSERT INTO log_head (sequence, hash) VALUES (0, '');
      CREATE FUNCTION log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'Lines of the audit log are never changed or removed.' USING ERRCODE = '42501';
      END $$;
      CREATE TRIGGER log_entry_kept BEFORE UPDATE OR DELETE ON log_entry FOR EACH ROW EXECUTE FUNCTION log_is_append_only();
      CREATE TRIGGER log_entry_not_emptied BEFORE TRUNCATE ON log_entry FOR EACH STATEMENT EXECUTE FUNCTION log_is_append_only();

      CREATE TABLE schedule (
        id text COLLATE "C" PRIMARY KEY,
        organisation_id text COLLATE "C" REFERENCES organisation,
        client_id text COLLATE "C",
        operation text NOT NULL,
        title text COLLATE "C" NOT NULL,
        input jsonb NOT NULL,
        cron text NOT NULL,
        time_zone text NOT NULL,
        paused boolean NOT NULL,
        actor_id text COLLATE "C" NOT NULL,
        actor_name text NOT NULL,
        next_at text COLLATE "C",
        last_job_id text COLLATE "C",
        created_at text COLLATE "C" NOT NULL,
        version integer NOT NULL,
        changed_by text NOT NULL,
        changed_at text COLLATE "C" NOT NULL,
        CHECK (client_id IS NULL OR organisation_id IS NOT NULL),
        FOREIGN KEY (organisation_id, client_id) REFERENCES client (organisation_id, id)
      );
      CREATE INDEX schedule_due ON schedule (next_at) WHERE NOT paused;
      CREATE INDEX schedule_by_client ON schedule (client_id);

      CREATE TABLE job (
        id text COLLATE "C" PRIMARY KEY,
        organisation_id text COLLATE "C" REFERENCES organisation,
        client_id text COLLATE "C",
        operation text NOT NULL,
        title text NOT NULL,
        input jsonb NOT NULL,
        actor_id text COLLATE "C" NOT NULL,
        actor_name text NOT NULL,
        state text COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'running', 'stopping', 'stopped', 'done', 'failed')),
        stage text,
        done double precision,
        total double precision,
        unit text,
        rate_per_second double precision,
        seconds_left double precision,
        attempt integer NOT NULL DEFAULT 0,
        attempts_max integer NOT NULL,
        not_before text COLLATE "C",
        created_at text COLLATE "C" NOT NULL,
        started_at text COLLATE "C",
        ended_at text COLLATE "C",
        output jsonb,
        error jsonb,
        log jsonb NOT NULL DEFAULT '[]',
        schedule_id text COLLATE "C" REFERENCES schedule ON DELETE SET NULL,
        worker text COLLATE "C",
        lease_until text COLLATE "C",
        CHECK (client_id IS NULL OR organisation_id IS NOT NULL),
        FOREIGN KEY (organisation_id, client_id) REFERENCES client (organisation_id, id)
      );
      CREATE INDEX job_by_client ON job (client_id, created_at, id);
      CREATE INDEX job_by_creation ON job (created_at, id);
      CREATE INDEX job_open ON job (state) WHERE state IN ('waiting', 'running', 'stopping');
      CREATE UNIQUE INDEX job_one_of_a_client ON job (coalesce(client_id, '')) WHERE state IN ('running', 'stopping');
    `,
}
