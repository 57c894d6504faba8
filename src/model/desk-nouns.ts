import { z } from 'zod'
import { RoleSchema } from './actor.js'

/** Nouns of the desk: what people tell and decide. Instants are ISO text in UTC; ids are UUIDs, but `home` for what was there before there were clients. */

const id = z.string().min(1).max(64)
const instant = z.string().describe('UTC')
const line = (max = 200) => z.string().trim().min(1).max(max)
const slug = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/u, 'use small letters, digits and hyphens').describe('Short name in addresses')
/** Rises by one with each change; who saves an older version is told so. */
const version = z.number().int().min(1)
const words = z.array(line()).max(1_000).default([])

export const OrganisationSchema = z.object({ id, slug, name: line(), kind: z.enum(['hospital', 'clinic', 'practice', 'agency', 'other']), createdAt: instant, version })
export type Organisation = z.infer<typeof OrganisationSchema>

export const ClientSchema = z.object({
  id, organisationId: id, slug, name: line(),
  profileKind: z.enum(['hospital', 'clinic', 'practice', 'other']).describe('Sets defaults, wording and limits'),
  site: z.string().max(253).nullable().describe('Main site: a domain, host or URL prefix'),
  archivedAt: instant.nullable(), createdAt: instant, version,
})
export type Client = z.infer<typeof ClientSchema>

export const SiteSchema = z.object({ id, site: z.string().max(2_000).describe('Domain, host or URL prefix'), label: line().nullable().default(null), main: z.boolean().default(false), createdAt: instant, version })
export type Site = z.infer<typeof SiteSchema>

export const LocationSchema = z.object({
  id, name: line(), street: z.string().max(200).default(''), city: z.string().max(100).default(''), region: z.string().max(100).default(''), postcode: z.string().max(20).default(''),
  country: z.string().max(2).default('').describe('ISO 3166 code'), phone: z.string().max(40).default(''), url: z.string().max(2_000).default('').describe('Page of this location'),
  latitude: z.number().min(-90).max(90).nullable().default(null), longitude: z.number().min(-180).max(180).nullable().default(null),
  servicePlaces: words.describe('Places served'), servicePostcodes: words.describe('Postcodes or their beginnings'), radiusKm: z.number().positive().max(2_000).nullable().default(null), version,
})
export type Location = z.infer<typeof LocationSchema>

export const ServiceLineSchema = z.object({ id, name: line(), specialty: z.string().max(200).default(''), conditions: words, treatments: words, url: z.string().max(2_000).default(''), version })
export type ServiceLine = z.infer<typeof ServiceLineSchema>

export const ClinicianSchema = z.object({ id, name: line(), title: z.string().max(100).default(''), specialty: z.string().max(100).default(''), npi: z.string().max(20).default('').describe('Register number'), url: z.string().max(2_000).default('').describe('Profile page'), leftOn: z.string().max(10).nullable().default(null).describe('Date of departure'), version })
export type Clinician = z.infer<typeof ClinicianSchema>

export const CompetitorSchema = z.object({ id, domain: z.string().max(253), name: z.string().max(200).default(''), version })
export type Competitor = z.infer<typeof CompetitorSchema>

/** What was given for a link (BuzzStream's payment block; RISK rules on paid links); from its kind follows the `rel` that is due. */
export const ConsiderationSchema = z.object({
  id, referringDomain: z.string().max(253), referringPage: z.string().max(2_000).default(''), target: z.string().max(2_000).default(''),
  kind: z.enum(['none', 'payment', 'exchange', 'donation', 'sponsorship', 'product', 'membership', 'other']),
  amount: z.number().min(0).nullable().default(null), currency: z.string().max(3).default(''), on: z.string().max(10).nullable().default(null).describe('Date'), until: z.string().max(10).nullable().default(null),
  relDue: z.array(z.enum(['sponsored', 'nofollow', 'ugc'])).default([]).describe('rel values that are due'), note: z.string().max(2_000).default(''), version,
})
export type Consideration = z.infer<typeof ConsiderationSchema>

export const TaskSchema = z.object({ id, title: line(300), why: z.string().max(2_000).default(''), about: z.string().max(2_000).default('').describe('Link id, domain or page'), assignee: z.string().max(200).default(''), dueOn: z.string().max(10).nullable().default(null), state: z.enum(['open', 'done', 'dropped']).default('open'), version })
export type Task = z.infer<typeof TaskSchema>

export const SavedViewSchema = z.object({ id, page: line(40), name: line(100), query: z.string().max(4_000).describe('The query of the address'), version })
export type SavedView = z.infer<typeof SavedViewSchema>

export const NoteSchema = z.object({ id, about: z.string().min(1).max(2_000).describe('Link id, domain or page'), text: line(10_000), by: line(), at: instant, version })
export type Note = z.infer<typeof NoteSchema>

/** A domain that could well link to the client, put before the client for a yes (J8). */
export const ProspectSchema = z.object({
  id, domain: z.string().max(253), reason: z.string().max(2_000), rivals: z.array(z.string()).max(100).default([]).describe('Rivals it links to'), tier: z.number().int().min(1).max(6).nullable().default(null),
  state: z.enum(['proposed', 'approved', 'declined', 'vetoed']).default('proposed'), comment: z.string().max(2_000).default(''), decidedBy: z.string().max(200).nullable().default(null), decidedAt: instant.nullable().default(null), proposedBy: line(), proposedAt: instant, version,
})
export type Prospect = z.infer<typeof ProspectSchema>

/** One file that was taken into the link index, for the history of imports and for undoing one. Its id names the batch; ids of what gave several tables end in their number. */
export const ImportRecordSchema = z.object({
  id: z.string().min(1).max(80), batch: z.string().max(80).describe('Key of the batch in the link index'), file: z.string().max(1_000), recognised: z.string().max(100), title: z.string().max(300),
  rows: z.number().int().min(0), accepted: z.number().int().min(0), refused: z.number().int().min(0), from: z.string().nullable(), until: z.string().nullable(),
  by: line(), at: instant, undoneAt: instant.nullable().default(null), undoneBy: z.string().max(200).nullable().default(null), version,
})
export type ImportRecord = z.infer<typeof ImportRecordSchema>

/** What an assistant asked to change: nothing happens until a person says yes. */
export const ProposalSchema = z.object({
  id, operation: z.string().max(100), input: z.record(z.string(), z.unknown()), by: line(), at: instant,
  state: z.enum(['proposed', 'confirmed', 'declined', 'failed']), decidedBy: z.string().nullable(), decidedAt: instant.nullable(), outcome: z.string().max(2_000).nullable().describe('What came of it'),
})
export type Proposal = z.infer<typeof ProposalSchema>

/** One line of the audit log. Each line holds a hash over itself and the line before, so that a changed or removed one shows. */
export const LogEntrySchema = z.object({
  sequence: z.number().int(), at: instant, actorId: z.string(), actorName: z.string(), by: z.enum(['local', 'session', 'token', 'assistant', 'job']),
  organisationId: z.string().nullable(), clientId: z.string().nullable(), operation: z.string(), effect: RoleSchema,
  input: z.record(z.string(), z.unknown()).describe('What was asked, without the content of files and without secrets'), outcome: z.string().describe('done, or the code and message of the error'), hash: z.string(),
})
export type LogEntry = z.infer<typeof LogEntrySchema>

export const PersonSchema = z.object({ id, name: line(), email: z.email().max(254), twoFactor: z.boolean(), createdAt: instant })
export type Person = z.infer<typeof PersonSchema>

export const MemberSchema = PersonSchema.extend({ grants: z.array(z.object({ id, clientId: id.nullable(), role: RoleSchema })) })
export type Member = z.infer<typeof MemberSchema>

export const InvitationSchema = z.object({ id, organisationId: id, email: z.email().max(254), clientId: id.nullable(), role: RoleSchema, invitedBy: line(), createdAt: instant, expiresAt: instant, acceptedAt: instant.nullable(), withdrawnAt: instant.nullable() })
export type Invitation = z.infer<typeof InvitationSchema>

export const jobStates = ['waiting', 'running', 'stopping', 'stopped', 'done', 'failed'] as const

/** Long work: a call of an operation that is carried out later, can be stopped and goes on after a crash. */
export const JobSchema = z.object({
  id, organisationId: id.nullable(), clientId: id.nullable().describe('Null for work on what the machine shares'), operation: z.string(), title: z.string().describe('What it does, in words'),
  input: z.record(z.string(), z.unknown()).describe('Files as { file: sha256, name, bytes }'),
  actor: z.object({ id: z.string(), name: z.string() }), state: z.enum(jobStates),
  stage: z.string().nullable(), done: z.number().nullable(), total: z.number().nullable(), unit: z.string().nullable(), ratePerSecond: z.number().nullable(), secondsLeft: z.number().nullable(),
  attempt: z.number().int(), attemptsMax: z.number().int(), notBefore: instant.nullable(), createdAt: instant, startedAt: instant.nullable(), endedAt: instant.nullable(),
  output: z.record(z.string(), z.unknown()).nullable().describe('Answer of the operation; files it made as { file: sha256, name, bytes }'), error: z.object({ code: z.string(), message: z.string() }).nullable(),
  log: z.array(z.object({ at: instant, text: z.string() })).describe('Stages and notices, the latest 200'), scheduleId: id.nullable(),
})
export type Job = z.infer<typeof JobSchema>

export const ScheduleSchema = z.object({ id, clientId: id.nullable(), organisationId: id.nullable(), operation: z.string(), title: z.string(), input: z.record(z.string(), z.unknown()), cron: line(100), timeZone: line(60), paused: z.boolean(), actor: z.object({ id: z.string(), name: z.string() }), nextAt: instant.nullable(), lastJobId: id.nullable(), createdAt: instant, version })
export type Schedule = z.infer<typeof ScheduleSchema>

/** What is there before anybody made an organisation or client: whoever uses the program alone works in these. */
export const homeOrganisation: Organisation = { id: 'home', slug: 'home', name: 'Home', kind: 'practice', createdAt: '2026-01-01T00:00:00.000Z', version: 1 }
export const homeClient: Client = { id: 'home', organisationId: 'home', slug: 'home', name: 'Home', profileKind: 'practice', site: null, archivedAt: null, createdAt: '2026-01-01T00:00:00.000Z', version: 1 }
