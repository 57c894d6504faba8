import type { z } from 'zod'
import { asCitewellError, CitewellError } from '../model/error.js'
import { limits } from '../model/limits.js'
import type { Operation, Progress } from '../model/operation.js'
import type { Outside } from '../model/outside.js'
import { inputFields, kebab } from './schemas.js'

export type Row = Record<string, unknown>
export type Output = Record<string, unknown>

export interface CallOptions {
  /** Asked for only once the input has passed, so that a wrong command opens nothing. */
  outside(): Promise<Outside>
  now: string
  /** Version of the program. */
  version?: string
  /** True for the command line of this machine alone. */
  isHere?: boolean
  signal?: AbortSignal
  /** An explicit yes to reaching somebody outside; only the door knows whether a person gave it. */
  yes?: boolean
  onProgress?(progress: Progress): void
  /** What an operation says before its end; without it, it comes as progress. */
  onTell?(text: string): void
  /** Told before the first row which columns rows have, where they are not all that are declared. */
  onColumns?(names: readonly string[]): void
  /** Resolves when the reader is ready for the next row. */
  onRow?(row: Row): Promise<void> | void
}

/** The only way in: parse, ask, run, parse. Every failure comes out as a `CitewellError`. */
export async function call(operation: Operation, rawInput: unknown, options: CallOptions): Promise<Output> {
  const { now, onProgress, onRow, signal = new AbortController().signal } = options
  try {
    const input = parseInput(operation, rawInput)
    if (operation.effect === 'send' && options.yes !== true) {
      throw new CitewellError('refused', `${operation.id} reaches somebody outside and needs an explicit yes. Nothing was sent.`)
    }
    signal.throwIfAborted()
    const { index, desk, lists, graphs, web } = await options.outside()
    const output = await operation.run(input, {
      index,
      desk,
      lists,
      graphs,
      web,
      now,
      program: ['citewell', ...(options.version === undefined ? [] : [options.version])].join(' '),
      isHere: options.isHere === true,
      signal,
      columns: (names) => options.onColumns?.(names),
      rowsWanted: operation.rows !== undefined && onRow !== undefined,
      progress: (progress) => onProgress?.(progress),
      tell: (text) => (options.onTell ? options.onTell(text) : onProgress?.({ stage: text, done: 0, total: null, unit: '' })),
      emit: (row: Row) => onRow?.(operation.rows ? checked(operation, operation.rows, row) : row),
    } as Parameters<Operation['run']>[1])
    return checked(operation, operation.output, output)
  } catch (error) {
    if (signal.aborted && !(error instanceof CitewellError)) throw new CitewellError('refused', `Stopped before the end, as asked. ${operation.resumes ? 'What was done is kept; give the same command again and it goes on from there.' : 'What was not finished left no trace; run it again.'}`, { cause: error })
    throw asCitewellError(error)
  }
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

function parseInput(operation: Operation, rawInput: unknown): z.output<Operation['input']> {
  const given = rawInput ?? {}
  if (typeof given !== 'object' || Array.isArray(given)) throw new CitewellError('invalid', `${operation.id} takes an object with its inputs.`)
  const known = Object.keys(operation.input.shape)
  for (const name of Object.keys(given)) {
    if (!known.includes(name)) throw new CitewellError('invalid', `${operation.id} has no input "${name.slice(0, 60)}". It takes: ${known.join(', ') || 'nothing'}.`)
  }
  const result = operation.input.safeParse(given)
  if (result.success) return result.data
  const messages = result.error.issues.slice(0, 5).map((issue) => inWords(operation, issue, given))
  throw new CitewellError('invalid', `${messages.join('; ')}.`)
}

function inWords(operation: Operation, issue: z.core.$ZodIssue, given: object): string {
  const name = issue.path.map((part, index) => (typeof part === 'number' ? `[${part + 1}]` : `${index === 0 ? '' : '.'}${String(part)}`)).join('')
  const missing = issue.path.length === 1 && !(issue.path[0]! in given)
  if (missing) return `${name} is missing: give it (--${kebab(name)} at the command line)`
  const choices = issue.path.length <= 2 ? (inputFields(operation).find((field) => field.name === issue.path[0])?.choices ?? []) : []
  if (choices.length > 0 && (issue.code === 'invalid_union' || issue.code === 'invalid_value')) return `${name}: give one of ${choices.join(', ')}${wordOf(issue.path, given)}`
  return `${name} ${boundInWords(issue) ?? `: ${issue.message.replace(/^Invalid (?:input|option): /, '')}`}`.replace(' : ', ': ')
}

/** What was given instead of one of the choices, as far as it is a word. */
function wordOf(path: readonly PropertyKey[], given: object): string {
  const value = path.reduce<unknown>((inside, part) => (typeof inside === 'object' && inside !== null ? (inside as Record<PropertyKey, unknown>)[part] : undefined), given)
  return typeof value === 'string' && value !== '' ? `; "${value.slice(0, 60)}" is none of them` : ''
}

/** A bound that was not kept, without the words of the checking library; what the declaration says itself is better. */
function boundInWords(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code !== 'too_small' && issue.code !== 'too_big') return undefined
  if (!/^Too (?:small|big): /u.test(issue.message)) return undefined
  const bound = String(issue.code === 'too_small' ? issue.minimum : issue.maximum)
  if (issue.origin === 'string') return issue.code === 'too_small' ? (bound === '1' ? 'is empty' : `is shorter than ${bound} characters`) : `is longer than ${bound} characters`
  if (issue.origin === 'array') return issue.code === 'too_small' ? (bound === '1' ? 'is empty: give one at least' : `has too few: give ${bound} at least`) : `has too many: give ${bound} at most`
  return issue.code === 'too_small' ? `must be at least ${bound}` : `must be at most ${bound}`
}

/** An answer that does not match its own declaration is our mistake, whatever the cause. */
function checked(operation: Operation, schema: z.ZodObject, value: unknown): Output {
  const result = schema.safeParse(value)
  if (result.success) return result.data as Output
  const issue = result.error.issues[0]!
  throw new CitewellError('internal', `${operation.id} answered something else than it declares: ${issue.path.join('.')}: ${issue.message}`)
}
