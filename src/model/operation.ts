import { z } from 'zod'
import { isFileInput, type FileInput } from './file-input.js'
import type { Outside } from './outside.js'

/** `read` changes nothing, `write` changes our records, `send` reaches somebody outside. */
export type Effect = 'read' | 'write' | 'send'

export interface Progress {
  stage: string
  done: number
  /** Null when the end is not known. */
  total: number | null
  unit: string
}

export interface Context<Row = never> extends Outside {
  now: string
  signal: AbortSignal
  progress(progress: Progress): void
  /** Gives one row of a streaming operation; resolves when the reader is ready for the next. */
  emit(row: Row): Promise<void> | void
}

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
  /** Becomes a job: shows progress, can be stopped. */
  long?: boolean
  /** Offered over MCP (a chosen list, at most twenty). */
  mcp?: boolean
  input: Input
  output: Output
  rows?: Row
  /** Name in `output` of the array that is the answer itself: what `--csv` prints and tables show. */
  table?: string
  /** Columns of the table or rows that a terminal shows when it has no room for all; the others are named below it. */
  shown?: readonly string[]
  /** Input keys given without a flag, in order; the last may be an array. */
  positional?: readonly string[]
  /** Other command words for it: `audit` for `audits.run`. */
  alias?: string
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

/** Schema of one file handed in; doors recognise it by its `file` mark. */
export const fileSchema = () => z.custom<FileInput>(isFileInput, 'Give a file').meta({ type: 'string', format: 'binary', file: true })
