import type { z } from 'zod'
import type { Visitor } from '../model/accounts.js'
import type { Actor } from '../model/actor.js'
import { asCitewellError, CitewellError } from '../model/error.js'
import { limits } from '../model/limits.js'
import type { Context, Operation, Progress } from '../model/operation.js'
import type { Outside } from '../model/outside.js'
import { judgeId, judgingByJobs } from './jobs/judging-by-jobs.js'
import { prepareJob } from './jobs/prepare-job.js'
import { inputOfJson } from './json-input.js'
import { loggedInput } from './logged-input.js'
import { parseInput, withoutReserved } from './parse-input.js'
import { passWall, wallOf, WallRefusal, type Admitted } from './wall.js'

export type Row = Record<string, unknown>
export type Output = Record<string, unknown>

export interface CallOptions {
  /** Asked for only once the input has passed, so that a wrong command opens nothing. */
  outside(): Promise<Outside>
  /** Who asks; found by the door. */
  actor: Actor
  /** The browser or program that asks, at the HTTP door. */
  visitor?: Visitor
  /** All there are, for operations that carry out another. */
  operations?(): Promise<readonly Operation[]>
  now: string
  /** Version of the program. */
  version?: string
  /** True for the command line of this machine alone. */
  isHere?: boolean
  signal?: AbortSignal
  /** True where jobs are carried out by another process: large sites are then judged there. */
  judgesByJobs?: boolean
  /** How long who asks waits for links to be judged before an older answer will do, milliseconds; without it, as long as it takes. */
  waitMs?: number
  /** Where it is carried out as a job. */
  job?: Context['job']
  /** An explicit yes to reaching somebody outside; only the door knows whether a person gave it. */
  yes?: boolean
  /**
   * Where a door takes that yes by the name of what it is for, that name: a yes in the input of `jobs.start` then counts for
   * nothing, since whoever can write the one can write the other. Elsewhere the input is a person's word.
   */
  yesTo?: string | null
  onProgress?(progress: Progress): void
  /** What an operation says before its end; without it, it comes as progress. */
  onTell?(text: string): void
  /** Told before the first row which columns rows have, where they are not all that are declared. */
  onColumns?(names: readonly string[]): void
  /** Resolves when the reader is ready for the next row. */
  onRow?(row: Row): Promise<void> | void
}

/** The only way in: parse, pass the wall, run, note it in the audit log, parse. Every failure comes out as a `CitewellError`. */
export async function call(operation: Operation, rawInput: unknown, options: CallOptions): Promise<Output> {
  const { now, onProgress, onRow, signal = new AbortController().signal } = options
  try {
    // Looked at before anything is opened, so that a wrong command opens nothing.
    parseInput(operation, withoutReserved(operation, rawInput))
    if (operation.effect === 'send' && options.yes !== true) {
      throw new CitewellError('refused', `${operation.id} reaches somebody outside and needs an explicit yes: --yes at the command line, over HTTP the header "citewell-yes: ${operation.id}". Nothing was sent.`)
    }
    signal.throwIfAborted()
    const outside = await options.outside()
    const { input, admitted } = await passWall(operation, (rawInput ?? {}) as Record<string, unknown>, options.actor, outside).catch(async (error: unknown) => {
      if (error instanceof WallRefusal) await noteOf(operation, withoutReserved(operation, rawInput) as Record<string, unknown>, options.actor, outside, now, error.about)(`refused: ${error.message}`)
      throw error
    })
    // What changes something rests on the links as they are now, however long that takes.
    const judging = options.judgesByJobs === true && wallOf(operation) === 'client' ? judgingByJobs(admitted.client, await otherOf(judgeId, options), { outside, actor: options.actor, waitMs: operation.effect === 'read' ? (options.waitMs ?? null) : null, now }) : undefined
    let concerned: Concerned = { clientId: null, organisationId: null }
    const run = async () =>
      checked(operation, operation.output, await operation.run(parseInput(operation, input), {
        ...admitted,
        visitor: options.visitor ?? null,
        now,
        program: ['citewell', ...(options.version === undefined ? [] : [options.version])].join(' '),
        isHere: options.isHere === true,
        signal,
        run: (id: string, other: Record<string, unknown>) => runOther(id, other, options),
        prepare: async (id: string, other: Record<string, unknown>, yes?: boolean) => (concerned = await prepareJob(await otherOf(id, options), other, { outside, actor: options.actor, yes: yes === undefined || options.yesTo === undefined ? yes : options.yesTo === id })),
        concerns: (one: Concerned) => void (concerned = one),
        declared: async (id: string) => (await options.operations?.())?.find((one) => one.id === id),
        ...(judging === undefined ? {} : { judging }),
        ...(options.job === undefined ? {} : { job: options.job }),
        columns: (names) => options.onColumns?.(names),
        rowsWanted: operation.rows !== undefined && onRow !== undefined,
        progress: (progress) => onProgress?.(progress),
        tell: (text) => (options.onTell ? options.onTell(text) : onProgress?.({ stage: text, done: 0, total: null, unit: '' })),
        emit: (row: Row) => onRow?.(operation.rows ? checked(operation, operation.rows, row) : row),
      } as Parameters<Operation['run']>[1]))
    return await (operation.effect === 'read' || wallOf(operation) === 'anyone' ? run() : logged(operation, input, admitted, { outside, at: now, run, concerned: () => concerned, isJob: options.job !== undefined, signal }))
  } catch (error) {
    throw knownAs(error, operation, signal)
  }
}

/** What a failure is in our six codes: work that broke off because it was to stop has not failed. */
function knownAs(error: unknown, { resumes }: Operation, signal: AbortSignal): CitewellError {
  if (!signal.aborted || error instanceof CitewellError) return asCitewellError(error)
  if (signal.reason instanceof CitewellError) return signal.reason
  return new CitewellError('refused', `Stopped before the end, as asked. ${resumes ? 'What was done is kept; give the same command again and it goes on from there.' : 'What was not finished left no trace; run it again.'}`, { cause: error })
}

/** True for what an assistant may ask for and a person then confirms: changes to one client's records, nothing else. */
export function isProposable(operation: Operation): boolean {
  return operation.mcp === true && operation.effect === 'write' && wallOf(operation) === 'client'
}

/**
 * Keeps what an assistant asked to change, for a person to confirm. It passes the wall for reading; whether the person
 * who confirms may do it is checked when they do.
 */
export async function propose(operation: Operation, rawInput: Record<string, unknown>, options: Pick<CallOptions, 'outside' | 'actor' | 'now'> & { id: string }): Promise<{ proposal: string; client: string }> {
  try {
    if (!isProposable(operation)) throw new CitewellError('refused', `${operation.id} can't be proposed by an assistant. A person has to ask for it.`)
    parseInput(operation, withoutReserved(operation, inputOfJson(operation, rawInput)))
    const { client, ...input } = rawInput
    if (Buffer.byteLength(JSON.stringify(input)) > limits.proposalBytesMax) throw new CitewellError('invalid', `A proposal has at most ${limits.proposalBytesMax} bytes. Ask the person to hand in the file themselves.`)
    const { admitted } = await passWall({ ...operation, effect: 'read' }, { client }, options.actor, await options.outside())
    const { proposals } = admitted.desk
    if ((await proposals.list({ state: 'proposed' })).length >= limits.proposalsOpenMax) throw new CitewellError('conflict', `${limits.proposalsOpenMax} proposals wait for ${admitted.client.name} already. Ask a person to decide on them first.`)
    const proposal = await proposals.add({ id: options.id, operation: operation.id, input, by: options.actor.name, at: options.now })
    return { proposal: proposal.id, client: admitted.client.slug }
  } catch (error) {
    throw asCitewellError(error)
  }
}

async function runOther(id: string, input: Record<string, unknown>, options: CallOptions): Promise<Output> {
  const other = await otherOf(id, options)
  return callWhole(other, inputOfJson(other, input), { ...options, yes: false, yesTo: null })
}

async function otherOf(id: string, { operations }: Pick<CallOptions, 'operations'>): Promise<Operation> {
  const other = (await operations?.())?.find((one) => one.id === id)
  if (other) return other
  throw new CitewellError('not_found', `There is no operation ${id.slice(0, 60)}.`)
}

type Concerned = Parameters<Context['concerns']>[0]

/**
 * One line in the audit log for whatever changes something, done or not. A change of the desk and its line are saved together or
 * not at all. What takes long, or changes what is not in the desk, has a line before it and one after it instead, so that
 * nothing is done without one whenever we end; a job's own beginning is the line that asked for it.
 */
async function logged(operation: Operation, input: Record<string, unknown>, { actor, client, organisation }: Admitted, { outside, at, run, concerned, isJob, signal }: { outside: Outside; at: string; run(): Promise<Output>; concerned(): Concerned; isJob: boolean; signal: AbortSignal }): Promise<Output> {
  const wall = wallOf(operation)
  // Behind no wall of a client, the operation itself says whom it turned out to be about.
  const about = (): Concerned => (wall === 'client' ? { clientId: client.id, organisationId: organisation.id } : wall === 'organisation' ? { clientId: null, organisationId: organisation.id } : concerned())
  const note = (outcome: string) => noteOf(operation, input, actor, outside, at, about())(outcome)
  const done = async () => {
    const output = await run()
    await note('done')
    return output
  }
  const isOneChange = operation.long !== true && operation.inSteps !== true
  try {
    if (isOneChange) return await outside.desk.together(done)
    // A copy of the desk says itself what it holds, and an empty desk must stay empty until it is restored.
    if (!isJob && !operation.id.startsWith('desk.')) await note('begun')
    return await done()
  } catch (error) {
    const known = knownAs(error, operation, signal)
    await note(`${known.code}: ${errorBody(known).error.message}`)
    throw error
  }
}

function noteOf(operation: Operation, input: Record<string, unknown>, actor: Actor, { desk }: Outside, at: string, about: Concerned): (outcome: string) => Promise<unknown> {
  return (outcome) => desk.log.append({ at, actorId: actor.id, actorName: actor.name, by: actor.by, ...about, operation: operation.id, effect: operation.effect, input: loggedInput(input), outcome: outcome.slice(0, limits.loggedCharsMax) })
}

/** The whole answer in one piece, for doors and readers that can't take rows as they come. */
export async function callWhole(operation: Operation, rawInput: unknown, options: Omit<CallOptions, 'onRow'>): Promise<Output> {
  if (!operation.rows) return call(operation, rawInput, options)
  const rows: Row[] = []
  let rowCount = 0
  const summary = await call(operation, rawInput, {
    ...options,
    onRow(row) {
      rowCount += 1
      if (rows.length < limits.collectedRowsMax) rows.push(row)
    },
  })
  return { rows, rowCount, rowsTruncated: rowCount > rows.length, summary }
}

/** One shape of error at every door. The text of an `internal` one is logged where it happened, never shown. */
export function errorBody(error: CitewellError): { error: { code: CitewellError['code']; message: string } } {
  const message = error.code === 'internal' ? 'Something went wrong inside Citewell. Nothing you did is lost; try again, and report it if it stays.' : error.message
  return { error: { code: error.code, message } }
}

/** An answer that does not match its own declaration is our mistake, whatever the cause. */
function checked(operation: Operation, schema: z.ZodObject, value: unknown): Output {
  const result = schema.safeParse(value)
  if (result.success) return result.data as Output
  const issue = result.error.issues[0]!
  throw new CitewellError('internal', `${operation.id} answered something else than it declares: ${issue.path.join('.')}: ${issue.message}`)
}
