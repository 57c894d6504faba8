import type { Site } from '../../model/desk-nouns.js'
import { recordStatements } from './records.js'

export const siteRecords = recordStatements<Site>({
  table: 'site',
  wall: 'client_id',
  columns: { site: 'site', label: 'label', main: 'main', createdAt: { column: 'created_at', as: 'made' } },
  order: 'main DESC, sequence',
})

export const siteStatements = {
  ...siteRecords.statements,
  /** A client has one main site: the one before gives way in the same transaction. */
  noOtherMain: `UPDATE site SET main = false, version = version + 1, changed_by = $3, changed_at = $4 WHERE client_id = $1 AND id <> $2 AND main`,
} as const
