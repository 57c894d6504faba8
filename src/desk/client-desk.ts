import type { Database } from '../model/database.js'
import type { ClientDesk } from '../model/desk.js'
import {
  ClinicianSchema, CompetitorSchema, ConsiderationSchema, ImportRecordSchema, LocationSchema, NoteSchema, ProspectSchema, SavedViewSchema, ServiceLineSchema, SiteSchema, TaskSchema,
} from '../model/desk-nouns.js'
import { CitewellError } from '../model/error.js'
import { jsonText } from './cells.js'
import { correctionsOver } from './corrections.js'
import { decisionsOver } from './decisions.js'
import { profileOver } from './profile.js'
import { proposalsOver } from './proposals.js'
import { recordsOver } from './records.js'
import { raiseRevision } from './revision.js'
import { clientStatements } from './statements/clients.js'
import { clinicianRecords } from './statements/clinicians.js'
import { competitorRecords } from './statements/competitors.js'
import { considerationRecords } from './statements/considerations.js'
import { importRecords } from './statements/import-records.js'
import { locationRecords } from './statements/locations.js'
import { noteRecords } from './statements/notes.js'
import { prospectRecords } from './statements/prospects.js'
import { savedViewRecords } from './statements/saved-views.js'
import { serviceLineRecords } from './statements/service-lines.js'
import { siteRecords, siteStatements } from './statements/sites.js'
import { taskRecords } from './statements/tasks.js'

/** What belongs to one client. Every statement behind it carries the client's id, so nothing of another can be named. */
export function clientDesk(database: Database, clientId: string): ClientDesk {
  /** Judgements of every site of the client read these. */
  const judged = { with: (inside: Database) => raiseRevision(inside, clientId) }
  const nouns = {
    sites: recordsOver(database, clientId, siteRecords, {
      called: 'site',
      schema: SiteSchema,
      twice: ({ site }) => `${site} is one of the sites already`,
      made: ({ at }) => ({ createdAt: at }),
      async before(inside, given, { by, at }) {
        if (given.main) await inside.query(siteStatements.noOtherMain, [clientId, given.id, by, at])
      },
      ...judged,
    }),
    locations: recordsOver(database, clientId, locationRecords, { called: 'location', schema: LocationSchema, ...judged }),
    serviceLines: recordsOver(database, clientId, serviceLineRecords, { called: 'service line', schema: ServiceLineSchema, ...judged }),
    clinicians: recordsOver(database, clientId, clinicianRecords, { called: 'clinician', schema: ClinicianSchema, ...judged }),
    competitors: recordsOver(database, clientId, competitorRecords, { called: 'competitor', schema: CompetitorSchema, twice: ({ domain }) => `${domain} is one of the competitors already`, ...judged }),
    considerations: recordsOver(database, clientId, considerationRecords, { called: 'consideration', schema: ConsiderationSchema, ...judged }),
  }
  return {
    clientId,
    ...correctionsOver(database, clientId),
    ...decisionsOver(database, clientId),
    ...nouns,
    ...profileOver(database, clientId, nouns),
    tasks: recordsOver(database, clientId, taskRecords, { called: 'task', schema: TaskSchema }),
    views: recordsOver(database, clientId, savedViewRecords, { called: 'saved view', schema: SavedViewSchema, twice: ({ name }) => `There is a saved view "${name}" on this page already` }),
    notes: recordsOver(database, clientId, noteRecords, { called: 'note', schema: NoteSchema }),
    prospects: recordsOver(database, clientId, prospectRecords, { called: 'prospect', schema: ProspectSchema, twice: ({ domain }) => `${domain} is one of the prospects already` }),
    imports: recordsOver(database, clientId, importRecords, { called: 'import', schema: ImportRecordSchema }),
    proposals: proposalsOver(database, clientId),
    async settings() {
      return (await database.query<{ settings: Record<string, unknown> }>(clientStatements.settings, [clientId])).rows[0]?.settings ?? {}
    },
    async saveSettings(settings, { by, at }) {
      const { count } = await database.query(clientStatements.saveSettings, [clientId, jsonText(settings), by, at], { repeatable: true })
      if (count === 0) throw new CitewellError('not_found', `There is no client ${clientId}.`)
    },
  }
}
