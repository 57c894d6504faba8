import type { Grant } from './actor.js'
import type { Correction, CorrectionSet, Decision } from './correction.js'
import type { Client, Clinician, Competitor, Consideration, ImportRecord, Invitation, Job, Location, LogEntry, Member, Note, Organisation, Proposal, Prospect, SavedView, Schedule, ServiceLine, Site, Task } from './desk-nouns.js'
import type { FileInput, FileTarget } from './file-input.js'
import type { Progress } from './operation.js'
import type { ProviderProfile } from './profile.js'

/**
 * The desk: what people decide, in Postgres, embedded or on a server. One process holds an embedded one; others reach
 * it through that process.
 *
 * What belongs to a client is reached through `client(id)` only, and every statement behind it carries that id: code
 * that holds a client's desk cannot name another client.
 */
export interface Desk {
  client(clientId: string): ClientDesk
  organisation(organisationId: string): OrganisationDesk
  /** Every organisation and client: only `doors/call.ts`, which keeps the wall, and the program's own wiring ask this. */
  organisations(): Promise<Organisation[]>
  clients(): Promise<Client[]>
  saveOrganisation(given: Saved<Organisation>, at: string): Promise<Organisation>
  access: AccessDesk
  jobs: JobDesk
  log: LogDesk
  copies: DeskCopies
  /**
   * Runs `work`; everything that it and what it calls save in the desk, accounts and the audit log included, is saved together
   * at its end or not at all. Between its first save and its end the work must wait for nothing slow and for nobody else.
   */
  together<Result>(work: () => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

/** A noun as it is handed in to be saved: without `id` it is added; with `id` and the `version` that was read it is changed. */
export type Saved<Noun extends { id: string; version: number }> = Omit<Noun, 'id' | 'version' | 'createdAt'> & { id?: string; version?: number }

/** Records of one noun of one client (or organisation). */
export interface Records<Noun extends { id: string; version: number }> {
  /** In a steady order: by name or as they were made. */
  list(): Promise<Noun[]>
  get(id: string): Promise<Noun | undefined>
  /** `not_found` for an id that is not here, `conflict` (naming who changed it and when) for an old version. `id` may be chosen by the caller for a new one: saved twice, it stands once. */
  save(given: Saved<Noun>, by: Changed): Promise<Noun>
  /** False if it was not there. */
  remove(id: string, by: Changed): Promise<boolean>
}

/** Who changes something, and when. */
export interface Changed {
  by: string
  at: string
}

export interface ClientDesk {
  readonly clientId: string
  corrections(site: string): Promise<Correction[]>
  addCorrection(correction: Omit<Correction, 'id' | 'withdrawnAt' | 'withdrawnReason'>): Promise<Correction>
  /** All or none, as one set. With the id of a set that is there already, what it has stands and nothing is added twice. */
  addCorrections(corrections: ReadonlyArray<Omit<Correction, 'id' | 'withdrawnAt' | 'withdrawnReason'>>, set?: string): Promise<Correction[]>
  /** Sets of a site, the newest first. */
  correctionSets(site: string, page: { limit: number; offset: number }): Promise<{ rows: CorrectionSet[]; total: number }>
  correctionSet(set: string): Promise<CorrectionSet | undefined>
  /** Withdraws whatever of the set still stands. */
  withdrawCorrections(set: string, reason: string, at: string): Promise<CorrectionSet>
  withdrawCorrection(id: string, reason: string, at: string): Promise<Correction>
  decisions(site: string): Promise<Decision[]>
  addDecision(decision: Omit<Decision, 'id'>): Promise<Decision>
  /** `not_found` for an id that is not here; a decision that was withdrawn before stays as it was. */
  withdrawDecision(id: string, reason: string, at: string): Promise<Decision>
  /** The profile as judgements read it: what was saved, with locations, service lines, clinicians and competitors added. */
  profile(site: string): Promise<ProviderProfile | undefined>
  saveProfile(site: string, profile: ProviderProfile, at: string): Promise<void>
  /** Rises by one with every change to what judgements of the site read. */
  revision(site: string): Promise<number>
  sites: Records<Site>
  locations: Records<Location>
  serviceLines: Records<ServiceLine>
  clinicians: Records<Clinician>
  competitors: Records<Competitor>
  considerations: Records<Consideration>
  tasks: Records<Task>
  views: Records<SavedView>
  notes: Records<Note>
  prospects: Records<Prospect>
  imports: Records<ImportRecord>
  proposals: {
    list(options?: { state?: Proposal['state'] }): Promise<Proposal[]>
    get(id: string): Promise<Proposal | undefined>
    add(given: Pick<Proposal, 'id' | 'operation' | 'input' | 'by' | 'at'>): Promise<Proposal>
    /** Takes a proposal that nobody decided yet: `conflict` if somebody did. So it is carried out once at most. */
    decide(id: string, decision: { state: 'confirmed' | 'declined'; by: string; at: string }): Promise<Proposal>
    /** What came of a confirmed one. */
    settle(id: string, outcome: { failed: boolean; text: string }): Promise<void>
  }
  settings(): Promise<Record<string, unknown>>
  saveSettings(settings: Record<string, unknown>, by: Changed): Promise<void>
}

export interface OrganisationDesk {
  readonly organisationId: string
  organisation(): Promise<Organisation | undefined>
  clients: Records<Client>
  members(): Promise<Member[]>
  invitations(): Promise<Invitation[]>
  /** The invitation with its secret, shown once; only a hash of the secret is kept. */
  invite(given: Pick<Invitation, 'email' | 'clientId' | 'role' | 'invitedBy' | 'createdAt' | 'expiresAt'>): Promise<{ invitation: Invitation; secret: string }>
  withdrawInvitation(id: string, at: string): Promise<boolean>
  grant(personId: string, clientId: string | null, role: Grant['role'], by: Changed): Promise<void>
  /** Refuses (`conflict`) to take away the last grant to administer the organisation. */
  revoke(grantId: string, by: Changed): Promise<boolean>
  settings(): Promise<Record<string, unknown>>
  saveSettings(settings: Record<string, unknown>, by: Changed): Promise<void>
}

export interface AccessDesk {
  /** True once an account was made: from then on everybody signs in. */
  hasAccounts(): Promise<boolean>
  grantsOf(personId: string): Promise<Grant[]>
  /** Adds the person's grant and marks the invitation, at most once. Undefined for a secret that is wrong, used, withdrawn or too old. */
  acceptInvitation(secret: string, person: { id: string; email: string }, at: string): Promise<Invitation | undefined>
  invitationOf(secret: string, at: string): Promise<Invitation | undefined>
  /** Who runs the installation as a whole; `grantsOf` has it too. */
  installation: {
    list(): Promise<Array<{ personId: string; by: string; at: string }>>
    grant(personId: string, by: Changed): Promise<void>
    /** Refuses (`conflict`) to take it from the last one; false if the person did not have it. */
    revoke(personId: string): Promise<boolean>
  }
}

export interface LogDesk {
  append(entry: Omit<LogEntry, 'sequence' | 'hash'>): Promise<LogEntry>
  /** Newest first; only what belongs to these clients or organisations; without an organisation what belongs to none. */
  list(query: { organisationId: string | null; clientIds: readonly string[] | 'all'; before?: number; limit: number; operation?: string; actorId?: string }): Promise<LogEntry[]>
  /** Works the chain of hashes out again; the first line that does not fit. */
  check(): Promise<{ ok: boolean; lines: number; brokenAt: number | null }>
}

export interface JobDesk {
  /** Added twice under one id, it stands once: the answer is the one that stands. */
  add(job: Pick<Job, 'id' | 'organisationId' | 'clientId' | 'operation' | 'title' | 'input' | 'actor' | 'attemptsMax' | 'createdAt' | 'scheduleId'> & { notBefore?: string | null }): Promise<Job>
  get(id: string): Promise<Job | undefined>
  /** Newest first; `before` is the id of the last one seen. */
  list(query: { organisationIds: readonly string[]; clientIds: readonly string[]; machine: boolean; state?: readonly Job['state'][]; before?: string; limit: number }): Promise<Job[]>
  /**
   * Takes the next waiting job for one worker, with a lease, and counts the attempt: one worker at a time, at most one
   * job of a client under way (and one of the machine's own), the client first whose last job began longest ago, of its
   * jobs the oldest. A job whose lease ran out (its worker died) is taken again, or is stopped if that was asked.
   */
  claim(worker: string, leaseMs: number, now: string): Promise<Job | undefined>
  /** Renews the lease and notes progress; tells whether somebody asked to stop. `lost` if another worker has it by now. */
  report(id: string, worker: string, progress: { stage: string | null; done: number | null; total: number | null; unit: string | null; ratePerSecond: number | null; secondsLeft: number | null; log?: string }, leaseMs: number, now: string): Promise<'go-on' | 'stop' | 'lost'>
  finish(id: string, worker: string, end: { state: 'done'; output: Record<string, unknown> } | { state: 'failed'; error: { code: string; message: string }; retryAt: string | null } | { state: 'stopped' }, now: string): Promise<Job | undefined>
  /** One that waits is stopped at once; one under way is asked to stop; one that ended stays as it is. */
  askStop(id: string, now: string): Promise<Job | undefined>
  /** One that was stopped or failed waits again, with no attempt counted; any other stays as it is. */
  resume(id: string, now: string): Promise<Job | undefined>
  /** Jobs that dead workers left under way wait again at once (or are stopped if that was asked), without waiting for the end of their lease. */
  recover(now: string, isDead: (worker: string) => boolean): Promise<number>
  /** Hashes of the files that jobs still need: handed in to one that did not end or ended otherwise than done since then, or made by one. */
  filesNeeded(since: string): Promise<string[]>
  /** Removes jobs that ended before. */
  forget(endedBefore: string): Promise<number>
  schedules: {
    list(query: { organisationIds: readonly string[]; clientIds: readonly string[]; machine: boolean }): Promise<Schedule[]>
    get(id: string): Promise<Schedule | undefined>
    save(given: Omit<Schedule, 'version' | 'lastJobId' | 'createdAt'> & { version?: number }, by: Changed): Promise<Schedule>
    remove(id: string): Promise<boolean>
    /** Makes the jobs of schedules that are due, each once, and sets when they are next due. */
    fire(now: string, next: (cron: string, timeZone: string, after: string) => string | null): Promise<Job[]>
  }
}

/** What one table of a copy holds: equal here and there, it is the same to the letter. */
export interface TableSum {
  table: string
  rows: number
  sha256: string
}

/** What the link index of one client holds: equal here and there, both hold the same links. */
export interface LinkSum {
  /** Id of the client. */
  client: string
  batches: number
  sightings: number
  pages: number
  files: number
  bytes: number
  sha256: string
}

/** The whole desk, of every organisation, as one file and from one database to another: for whoever sits at the machine. */
export interface DeskCopies {
  /** Writes everything as it is at one moment; the file is whole or not there. */
  backup(to: FileTarget, options: CopyOptions): Promise<{ tables: TableSum[]; bytes: number }>
  /** All or nothing. `conflict` where the desk holds something already, unless it is to be replaced. */
  restore(from: FileInput, options: CopyOptions & { replace: boolean }): Promise<{ tables: TableSum[]; madeAt: string; replaced: boolean }>
  /**
   * Copies everything to a Postgres server, in one transaction there. Given again it starts anew: an earlier copy that
   * nobody has used since is replaced. `place` is the address without name and password.
   */
  move(url: string, options: CopyOptions & { replace: boolean }): Promise<{ tables: TableSum[]; place: string; replaced: boolean }>
  /** Counts and checksums of every table as it is now, to be compared with those of another place. */
  sums(options: Pick<CopyOptions, 'signal' | 'progress'>): Promise<TableSum[]>
  /** The same of the link index of every client that has one: links are not in the desk, and no copy of it holds them. */
  links(options: Pick<CopyOptions, 'signal' | 'progress'>): Promise<LinkSum[]>
  /** Folders and files of this installation that hold what is not in the desk. */
  beside(): string[]
}

export interface CopyOptions {
  at: string
  /** Name and version of the program. */
  program: string
  signal?: AbortSignal
  progress?(progress: Progress): void
}
