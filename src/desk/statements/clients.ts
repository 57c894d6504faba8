import type { Client } from '../../model/desk-nouns.js'
import { recordStatements } from './records.js'

export const clientRecords = recordStatements<Client>({
  table: 'client',
  wall: 'organisation_id',
  columns: {
    organisationId: { column: 'organisation_id', as: 'wall' }, slug: 'slug', name: 'name', profileKind: 'profile_kind', site: 'site', archivedAt: 'archived_at', createdAt: { column: 'created_at', as: 'made' },
  },
  order: 'name, id',
})

const columns = `id, organisation_id AS "organisationId", slug, name, profile_kind AS "profileKind", site, archived_at AS "archivedAt", created_at AS "createdAt", version`

export const clientStatements = {
  /** Over every wall: only for who keeps it. */
  all: `SELECT ${columns} FROM client ORDER BY name, id`,
  settings: `SELECT settings FROM client WHERE id = $1`,
  saveSettings: `UPDATE client SET settings = $2::jsonb, changed_by = $3, changed_at = $4 WHERE id = $1`,
  /** What the profile rests on besides its own nouns. */
  kind: `SELECT profile_kind AS "profileKind", site FROM client WHERE id = $1`,
} as const
