import type { z } from 'zod'
import { CitewellError, type ErrorCode } from '../model/error.js'
import type { Job } from '../model/desk-nouns.js'
import type { FileInput } from '../model/file-input.js'
import type { Progress } from '../model/operation.js'

export { CitewellError, type ErrorCode } from '../model/error.js'
export type { Progress } from '../model/operation.js'

/** A file to send: bytes with a name. */
export interface ClientFile {
  name: string
  bytes: Uint8Array | Blob
}

export interface ClientOptions {
  /** Where Citewell is served: `http://127.0.0.1:4300`. */
  url: string
  fetch?: typeof fetch
  /** How long answers may wait for links to be judged, seconds, before older ones will do. Without it only fresh ones are taken. */
  waitSeconds?: number
  /** Told when the server wants a sign-in; the call fails with `refused` all the same. */
  onSignInNeeded?(): void
}

export interface CallOptions {
  signal?: AbortSignal
  onProgress?(progress: Progress): void
  /** Rows as they come; without it the answer of a streaming operation holds them, up to a bound. */
  onRow?(row: Record<string, unknown>): Promise<void> | void
}

/** Types of one operation as its asker sees them. */
export interface OperationTypes {
  input: object
  output: object
}

/** Types of a declaration. A streaming one answers with its rows, up to a bound, and a summary. */
export type TypesOf<Declaration extends { input: z.ZodType<object>; output: z.ZodType<object>; rows?: z.ZodType | undefined }> = {
  input: Sent<z.input<Declaration['input']>>
  output: Declaration['rows'] extends z.ZodType<infer Row> ? { rows: Row[]; rowCount: number; rowsTruncated: boolean; summary: z.output<Declaration['output']> } : z.output<Declaration['output']>
}

/** Files as an asker far away has them. */
type Sent<Input> = { [Name in keyof Input]: Input[Name] extends FileInput | undefined ? ClientFile | Extract<Input[Name], undefined> : Input[Name] extends FileInput[] | undefined ? ClientFile[] | Extract<Input[Name], undefined> : Input[Name] }

export interface Client<Types> {
  call<Id extends keyof Types & string>(id: Id, input: InputOf<Types, Id>, options?: CallOptions): Promise<OutputOf<Types, Id>>
  /** Starts long work as a job and answers at once; `jobs.show` tells how far it is. */
  start<Id extends keyof Types & string>(id: Id, input: InputOf<Types, Id>, options?: { signal?: AbortSignal }): Promise<{ job: Pick<Job, 'id'> }>
}

export type InputOf<Types, Id extends keyof Types> = Types[Id] extends OperationTypes ? Types[Id]['input'] : never
export type OutputOf<Types, Id extends keyof Types> = Types[Id] extends OperationTypes ? Types[Id]['output'] : never

/**
 * A client over HTTP for other programs. It knows nothing of the operations at run time, so it is small; their types
 * come as a parameter, `{ 'links.list': TypesOf<typeof linksList> }`, and without it inputs and outputs are plain objects.
 */
export function createClient<Types = Record<string, OperationTypes>>({ url, fetch: ask = fetch, waitSeconds, onSignInNeeded }: ClientOptions): Client<Types> {
  return {
    async call(id, input, { signal, onProgress, onRow } = {}) {
      const streams = onProgress !== undefined || onRow !== undefined
      const response = await post(id, input, { accept: streams ? 'application/x-ndjson' : 'application/json', ...(waitSeconds === undefined ? {} : { prefer: `wait=${waitSeconds}` }) }, signal)
      if (!response.ok || !streams) return answerOf(response)
      for await (const event of eventsOf(response)) {
        if (event.row) await onRow?.(event.row)
        else if (event.progress) onProgress?.(event.progress)
        else if (event.error) throw new CitewellError(event.error.code, event.error.message)
        else return event.result as OutputOf<Types, typeof id>
      }
      throw new CitewellError('unavailable', 'The answer broke off before its end. Ask again.')
    },
    start: async (id, input, { signal } = {}) => answerOf(await post(id, input, { accept: 'application/json', prefer: 'respond-async' }, signal)),
  }

  async function post(id: string, input: object, headers: Record<string, string>, signal: AbortSignal | undefined): Promise<Response> {
    const { body, contentType } = bodyOf(input as Record<string, unknown>)
    const response = await ask(new URL(`/v1/${id.replace('.', '/')}`, url), { method: 'POST', body, signal, headers: { ...headers, ...(contentType ? { 'content-type': contentType } : {}) } }).catch((error: unknown) => {
      if (signal?.aborted) throw new CitewellError('refused', 'Stopped before the end, as asked. What was not finished left no trace; run it again.', { cause: error })
      throw new CitewellError('unavailable', `There is no Citewell at ${url}. Start it with: citewell serve`, { cause: error })
    })
    if (response.headers.get('citewell-sign-in') === 'required') onSignInNeeded?.()
    return response
  }
}

interface AnswerEvent {
  row?: Record<string, unknown>
  progress?: Progress
  result?: Record<string, unknown>
  error?: { code: ErrorCode; message: string }
}

async function answerOf<Answer>(response: Response): Promise<Answer> {
  const body = (await response.json().catch(() => ({}))) as Answer & AnswerEvent
  if (response.ok) return body
  throw new CitewellError(body.error?.code ?? 'internal', body.error?.message ?? `The server answered with status ${response.status}.`)
}

async function* eventsOf(response: Response): AsyncGenerator<AnswerEvent> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true })
    const lines = text.split('\n')
    text = lines.pop()!
    for (const line of lines) yield JSON.parse(line) as AnswerEvent
  }
}

/** JSON, or an upload as soon as there is a file. */
function bodyOf(input: Record<string, unknown>): { body: string | FormData; contentType?: string } {
  const files = Object.entries(input).flatMap(([name, value]) => [value].flat().filter(isClientFile).map((file) => ({ name, file })))
  if (files.length === 0) return { body: JSON.stringify(input), contentType: 'application/json' }
  const form = new FormData()
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined || [value].flat().some(isClientFile)) continue
    for (const item of [value].flat()) form.append(name, typeof item === 'string' ? item : JSON.stringify(item))
  }
  for (const { name, file } of files) form.append(name, file.bytes instanceof Blob ? file.bytes : new Blob([file.bytes as Uint8Array<ArrayBuffer>]), file.name)
  return { body: form }
}

function isClientFile(value: unknown): value is ClientFile {
  return typeof value === 'object' && value !== null && 'name' in value && 'bytes' in value
}
