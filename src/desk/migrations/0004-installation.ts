import type { Migration } from './migration.js'

/**
 * Who runs the installation: its shared graphs, its organisations, and the lines of the log that belong to none. Until now
 * that was whoever administers the first organisation, so these begin with it.
 */
export const installation: Migration = {
  version: 4,
  name: 'who runs the installation',
  sql: `
      CREATE TABLE installation_grant (
        person_id text COLLATE "C" PRIMARY KEY REFERENCES auth_person (id) ON DELETE CASCADE,
        granted_by text NOT NULL,
        granted_at text COLLATE "C" NOT NULL
      );
      INSERT INTO installation_grant (person_id, granted_by, granted_at)
        SELECT given.person_id, given.granted_by, given.granted_at FROM person_grant given JOIN auth_person person ON person.id = given.person_id
        WHERE given.organisation_id = 'home' AND given.client_id IS NULL AND given.role = 'administer';
    `,
}
