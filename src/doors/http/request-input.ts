import { CitewellError } from '../../model/error.js'
import { limits } from '../../model/limits.js'
import type { Operation } from '../../model/operation.js'
import { inputOfJson } from '../json-input.js'
import { inputFields, type InputField } from '../schemas.js'
import { valueOfText } from '../text-input.js'
import { reservedInputs, wallOf } from '../wall.js'
import { boundaryOf, readForm } from './multipart.js'
import { withPatience } from './patience.js'

interface RequestInput {
  input: unknown
  /** To be called when the answer is made: deletes uploads. */
  discard(): Promise<void>
}

/** What a request asks: query parameters of a GET, JSON or an upload of a POST. Who did not sign in sends no files, and little else. */
export async function inputOfRequest(operation: Operation, request: Request, { isKnown }: { isKnown: boolean }): Promise<RequestInput> {
  const keep = { discard: async () => undefined }
  if (isAsking(request)) return { input: inputOfJson(operation, inputOfPairs(operation, [...new URL(request.url).searchParams].map(([name, text]) => ({ name, text })))), ...keep }
  const contentType = request.headers.get('content-type') ?? ''
  if (isKnown && /^multipart\/form-data\b/i.test(contentType)) {
    const form = await readForm(bodyOf(request, isKnown), boundaryOf(contentType))
    try {
      return { input: inputOfJson(operation, inputOfForm(operation, form)), discard: form.discard }
    } catch (error) {
      await form.discard()
      throw error
    }
  }
  if (contentType !== '' && !/^application\/json\b/i.test(contentType)) throw new CitewellError('invalid', `A request has JSON (application/json) or an upload (multipart/form-data), not ${contentType.slice(0, 60)}.`)
  return { input: inputOfJson(operation, await jsonOf(request, isKnown)), ...keep }
}

async function jsonOf(request: Request, isKnown: boolean): Promise<unknown> {
  const bytesMax = isKnown ? limits.requestBytesMax : limits.strangerBytesMax
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of bodyOf(request, isKnown)) {
    length += part.byteLength
    if (length > bytesMax) throw new CitewellError('invalid', `The request is larger than ${bytesMax} bytes. Send files as multipart/form-data.`)
    parts.push(part)
  }
  if (length === 0) return {}
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'))
  } catch {
    throw new CitewellError('invalid', 'The request is not JSON.')
  }
}

function inputOfForm(operation: Operation, form: Awaited<ReturnType<typeof readForm>>): Record<string, unknown> {
  const input = inputOfPairs(operation, form.texts)
  const fields = inputFields(operation)
  for (const { name, file } of form.files) {
    const field = fields.find((one) => one.name === name)
    if (field && field.kind !== 'file') throw new CitewellError('invalid', `${name} is no file input of ${operation.id}.`)
    input[name] = field?.array ? [...((input[name] as unknown[] | undefined) ?? []), file] : file
  }
  return input
}

/** Texts by name, as a query or a form gives them: several of one name, or one with commas, make a list. */
function inputOfPairs(operation: Operation, pairs: ReadonlyArray<{ name: string; text: string }>): Record<string, unknown> {
  const fields = new Map<string, InputField>(inputFields(operation).map((field) => [field.name, field]))
  const texts = new Map<string, string[]>()
  for (const { name, text } of pairs) texts.set(name, [...(texts.get(name) ?? []), text])
  const reserved = reservedInputs[wallOf(operation)]
  // Without a prototype, so that `__proto__` is a name like any other, and refused like any other.
  const input = Object.create(null) as Record<string, unknown>
  for (const [name, given] of texts) {
    const field = fields.get(name)
    if (reserved.includes(name)) input[name] = given.at(-1)
    else input[name] = field ? (field.kind === 'file' ? given.at(-1) : valueOfText(field, given)) : given
  }
  return input
}

/** A request that asks only; one for the head alone is the same but for its answer. */
export const isAsking = ({ method }: Request) => method === 'GET' || method === 'HEAD'

/** The body as it comes: whoever signed in may take long, as long as something comes; a stranger has little time for all of it. */
async function* bodyOf(request: Request, isKnown: boolean): AsyncGenerator<Uint8Array> {
  if (request.body === null) return
  const parts = request.body as unknown as AsyncIterable<Uint8Array>
  try {
    yield* isKnown ? withPatience(parts, { idleMs: limits.requestIdleSecondsMax * 1_000 }) : withPatience(parts, { wholeMs: limits.strangerSecondsMax * 1_000 })
  } catch (cause) {
    // Whoever stops an upload closes the connection: no fault of ours, and nothing for the log.
    if (cause instanceof Error && (cause.name === 'AbortError' || (cause as NodeJS.ErrnoException).code === 'ECONNRESET')) throw new CitewellError('invalid', 'The request broke off before its end. Send it again.', { cause })
    throw cause
  }
}
