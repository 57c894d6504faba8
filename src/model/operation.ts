import { z } from 'zod'
import { isFileInput, isFileTarget, type FileInput, type FileTarget } from './file-input.js'
import type { GraphPlace } from './graph.js'
import { isGraphPlace } from './graph-place.js'
import type { Accounts, Visitor } from './accounts.js'
import type { Actor, Effect } from './actor.js'
import type { ClientDesk, Desk, JobDesk, OrganisationDesk } from './desk.js'
import type { Client, Job, Organisation } from './desk-nouns.js'
import type { LinkIndex, Outside } from './outside.js'

/** `read` changes nothing, `write` changes our records, `send` reaches somebody outside, `approve` gives a yes, `administer` changes who may do what. */
export type { Effect } from './actor.js'

/**
 * What an operation is about, and so which wall stands before it: one client's things; an organisation's; what every
 * signed-in person may see (shipped lists, help); what the whole machine shares (graphs); or nothing that needs a person.
 */
export type Wall = 'client' | 'organisation' | 'open' | 'machine' | 'anyone'

export interface Progress {
  stage: string
  done: number
  /** Null when the end is not known. */
  total: number | null
  unit: string
}

/**
 * What an operation may reach, cut to who asks and for whom. A client's operation gets that client's desk and link index
 * and no way to name another's; an organisation's gets its desk and the clients of it that the asker may see.
 */
export interface Context<Row = never> extends Pick<Outside, 'lists' | 'graphs' | 'web' | 'shelf'> {
  actor: Actor
  /** The client's own, in operations behind the wall of a client. */
  client: Client
  index: LinkIndex
  desk: ClientDesk
  /** The client's, or the one asked for. */
  organisation: Organisation
  organisationDesk: OrganisationDesk
  /** What the asker may see, whatever the wall. */
  visible(): Promise<{ organisations: Organisation[]; clients: Client[] }>
  /** The whole desk: for operations of jobs, people and the audit log, which must themselves keep to what is `visible`. Each use is named in `test/walls.test.ts`. */
  wholeDesk: Pick<Desk, 'jobs' | 'log' | 'access' | 'copies' | 'organisation' | 'saveOrganisation' | 'together'> & { jobs: JobDesk }
  /** Who somebody is: for operations of people, tokens and sessions. Each use is named in `test/walls.test.ts`. */
  accounts: Accounts
  /** The browser or program that asks over HTTP; null at every other door. */
  visitor: Visitor | null
  /** Carries out another operation as the same person, through the same wall. `input` as JSON has it. */
  run(id: string, input: Record<string, unknown>): Promise<Record<string, unknown>>
  /** Checks long work as the same person, through the same wall, and keeps its files, so that it can be carried out later. `input` as JSON has it; `yes` is the explicit one that work needs which reaches somebody outside. */
  prepare(id: string, input: Record<string, unknown>, yes?: boolean): Promise<PreparedJob>
  /** What another operation declares; undefined if there is none of that name. */
  declared(id: string): Promise<Pick<Operation, 'id' | 'effect' | 'wall' | 'long' | 'summary'> | undefined>
  /** Says whom a call is about whose wall does not say it, for the audit log: the client of a job that is stopped. */
  concerns(one: { clientId: string | null; organisationId: string | null }): void
  /** Where jobs are carried out by another process: has links judged there. Absent where they are judged in place. */
  judging?: JudgingByJobs
  /** Where it is carried out as a job, apart from whoever asked for it: whether another job of the client waits behind it that judges links at its end, of those that this is true of. It is given the site that the job names, null where it names none. */
  job?: { judgedAfter(isMeant: (site: string | null) => boolean): Promise<boolean> }
  now: string
  /** Name and version of the program, for files it makes: `citewell 1.2.3`. */
  program: string
  /** True for a person at the terminal of this machine, who may reach what is on it; false for whoever asks through a server. */
  isHere: boolean
  signal: AbortSignal
  progress(progress: Progress): void
  /** Says something to the person before the end, such as the plan of what now begins. */
  tell(text: string): void
  /** Gives one row of a streaming operation; resolves when the reader is ready for the next. */
  emit(row: Row): Promise<void> | void
  /** Names the columns of the rows, before the first of them, where they are not all those of the declaration. */
  columns(names: readonly string[]): void
  /** False where nobody takes the rows of an operation with `rowsOnRequest`: then none have to be made. */
  rowsWanted: boolean
}

/** Has the links of a site of the client judged by a job, one for everybody who waits for the same. */
export interface JudgingByJobs {
  /** After this long the asker takes an older answer, if there is one; null for who wants the right one however long it takes. */
  waitMs: number | null
  /** The job that makes the table of this name and has not ended well; it is begun where there is none. */
  job(site: string, key: string): Promise<Job>
  /** How that job is now; undefined once it is forgotten. */
  look(id: string): Promise<Job | undefined>
  /** The job of the client that is under way, for whose end others of the client wait. */
  underWay(): Promise<Job | undefined>
}

/** Long work that was checked and whose files are kept. */
export type PreparedJob = Pick<Job, 'organisationId' | 'clientId' | 'operation' | 'title' | 'input' | 'actor'>

/**
 * What a person can ask for, declared once. From it come the command, the HTTP routes, the OpenAPI entry, the typed
 * client, the MCP entry, help and docs.
 *
 * With `rows`, `run` gives rows one by one through `emit` (NDJSON at the command line) and returns a summary.
 */
export interface Operation<
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodObject = z.ZodObject,
  Row extends z.ZodObject | undefined = z.ZodObject | undefined,
> {
  /** `noun.verb`; the file is `operations/<noun>/<verb>.ts`. */
  id: string
  summary: string
  description?: string
  effect: Effect
  /** `client` unless said otherwise. */
  wall?: Wall
  /** Becomes a job: shows progress, can be stopped. */
  long?: boolean
  /** What a job of it does, in words: `Import 3 files`. Whom it is for is added. Without it, its summary. */
  jobTitle?(input: z.output<Input>): string
  /** Broken off, the same call goes on where it stopped: what was done is kept. */
  resumes?: boolean
  /** As a job it judges the links of the client's main site at its end, and those of the `target` of its input. */
  judges?: boolean
  /**
   * True if it is made of steps that each count by themselves, or changes what is not in the desk. Everything else that
   * changes something and is not long is one change: all of it is saved, with its line in the audit log, or nothing.
   */
  inSteps?: boolean
  /** Offered over MCP (a chosen list, at most twenty). */
  mcp?: boolean
  input: Input
  output: Output
  rows?: Row
  /** Rows are given only to those who ask for them: at the command line with `--csv`, `--json` or `--ndjson`. For answers of many millions of rows. */
  rowsOnRequest?: boolean
  /** False if it needs none of the shipped lists: they are then not loaded, so that the command answers at once. */
  usesLists?: boolean
  /** Name in `output` of the array that is the answer itself: what `--csv` prints and tables show. */
  table?: string
  /** Columns of the table or rows that a terminal shows when it has no room for all; the others are named below it. */
  shown?: readonly string[]
  /** Input keys given without a flag, in order; the last may be an array. */
  positional?: readonly string[]
  /** Other command words for it: `audit` for `audits.run`. */
  alias?: string
  /** True if the answer tells of something that must be mended: the command then ends with the exit code of `invalid`. */
  failed?(output: z.output<Output>): boolean
  /** One real example a person can paste. */
  example: string
  /** Turns the output into words for a person at a terminal; default is a table or plain lines. */
  words?(output: z.output<Output>): string
  run(input: z.output<Input>, context: Context<Row extends z.ZodObject ? z.output<Row> : never>): Promise<z.output<Output>>
}

export function defineOperation<Input extends z.ZodObject, Output extends z.ZodObject, Row extends z.ZodObject | undefined = undefined>(
  operation: Operation<Input, Output, Row>,
): Operation<Input, Output, Row> {
  return operation
}

/**
 * Schema of one file handed in; doors recognise it by its `file` mark. With `endings`, a path at the command line that
 * names no file stands for the files that are called like it with one of these endings.
 */
export const fileSchema = ({ endings }: { endings?: readonly string[] } = {}) =>
  z.custom<FileInput>(isFileInput, 'Give a file').meta({ type: 'string', format: 'binary', file: true, ...(endings ? { endings } : {}) })

/** Schema of the place of a graph; doors recognise it by its `graph` mark. Paths are taken at the command line only. */
export const graphSchema = () => z.custom<GraphPlace>(isGraphPlace, 'Give the name of a graph').meta({ type: 'string', graph: true })

/** Schema of a file to be written at a path typed here; doors recognise it by its `target` mark. Only the command line takes one. */
export const fileTargetSchema = () => z.custom<FileTarget>(isFileTarget, 'Give a file to write').meta({ type: 'string', target: true })
