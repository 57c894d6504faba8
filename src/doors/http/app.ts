import { Hono } from 'hono'
import { asCitewellError, CitewellError } from '../../model/error.js'
import type { Operation, Progress } from '../../model/operation.js'
import type { Outside } from '../../model/outside.js'
import { call, callWhole, errorBody, type CallOptions, type Row } from '../call.js'
import { apiPage, indexPage } from './api-page.js'
import { guard, securityHeaders } from './guard.js'
import { isReadable, openApiDocument, pathOf } from './openapi.js'
import { pagePolicy } from './page-policy.js'
import { inputOfRequest } from './request-input.js'
import { statuses } from './statuses.js'

export interface HttpOptions {
  version: string
  operations: readonly Operation[]
  outside(): Promise<Outside>
  now(): string
  /** Ends what is under way when the server stops. */
  signal: AbortSignal
  /** Files served beside the API, by path: the report at `/`. */
  files?: ReadonlyMap<string, { mediaType: string; text: string }>
  /** Answers `/mcp`. */
  mcp?(request: Request): Promise<Response>
  /** Text of an `internal` error is logged, never shown. */
  log(error: Error): void
}

/** The HTTP door: `/v1/<noun>/<verb>` of every operation, their document, a page to read, and MCP. */
export function httpApp(options: HttpOptions): Hono {
  const { operations, version, files, mcp } = options
  const app = new Hono()
  app.use(async (context, next) => {
    guard(context.req.raw)
    await next()
    for (const [name, value] of Object.entries(securityHeaders)) if (!context.res.headers.has(name)) context.res.headers.set(name, value)
  })
  app.onError((error) => {
    const answer = errorAnswer(asCitewellError(error), options.log)
    for (const [name, value] of Object.entries(securityHeaders)) answer.headers.set(name, value)
    return answer
  })
  app.notFound((context) => errorAnswer(new CitewellError('not_found', `There is nothing at ${context.req.path.slice(0, 200)}. /api lists what there is.`), options.log))

  const document = JSON.stringify(openApiDocument(operations, version))
  app.get('/openapi.json', () => new Response(document, { headers: { 'content-type': 'application/json' } }))
  app.get('/health', (context) => context.json({ ok: true, version }))
  app.get('/api', () => page(apiPage(operations, version)))
  app.get('/', () => page(files?.get('/')?.text ?? indexPage(version)))
  for (const [path, file] of files ?? []) {
    if (path !== '/') app.get(path, () => (file.mediaType === 'text/html' ? page(file.text) : new Response(file.text, { headers: { 'content-type': `${file.mediaType}; charset=utf-8` } })))
  }
  if (mcp) app.all('/mcp', (context) => mcp(context.req.raw))

  for (const operation of operations) {
    app.post(pathOf(operation), (context) => answerRequest(operation, context.req.raw, options))
    app.get(pathOf(operation), (context) => {
      if (!isReadable(operation)) throw new CitewellError('invalid', `${operation.id} takes POST: it ${operation.effect === 'read' ? 'needs a file' : 'changes something'}.`)
      return answerRequest(operation, context.req.raw, options)
    })
  }
  return app
}

async function answerRequest(operation: Operation, request: Request, options: HttpOptions): Promise<Response> {
  const { input, discard } = await inputOfRequest(operation, request)
  const signal = AbortSignal.any([options.signal, request.signal])
  const callOptions: CallOptions = { outside: options.outside, now: options.now(), version: options.version, signal, yes: request.headers.get('citewell-yes') === operation.id }
  const accept = request.headers.get('accept') ?? ''
  const format = accept.includes('application/x-ndjson') ? ndjson : accept.includes('text/event-stream') ? serverSentEvents : undefined
  if (format) return streamed(operation, input, callOptions, format, discard, options.log)
  try {
    return Response.json(await callWhole(operation, input, callOptions))
  } catch (error) {
    return errorAnswer(asCitewellError(error), options.log)
  } finally {
    await discard()
  }
}

type Event = { row: Row } | { progress: Progress } | { result: unknown } | ReturnType<typeof errorBody>

const ndjson = { mediaType: 'application/x-ndjson', line: (event: Event) => `${JSON.stringify(event)}\n` }
const serverSentEvents = {
  mediaType: 'text/event-stream',
  line: (event: Event) => `event: ${Object.keys(event)[0]}\ndata: ${JSON.stringify(event)}\n\n`,
}

/** Rows and progress as they come; the last event is the result or the error, since the status has gone out before. */
function streamed(operation: Operation, input: unknown, options: CallOptions, format: typeof ndjson, discard: () => Promise<void>, log: (error: Error) => void): Response {
  const gone = new AbortController()
  const encoder = new TextEncoder()
  const bufferedBytesMax = 256 * 1024
  const body = new TransformStream<string, Uint8Array>({ transform: (text, controller) => controller.enqueue(encoder.encode(text)) }, { highWaterMark: bufferedBytesMax, size: (text) => text.length }, { highWaterMark: 1 })
  const writer = body.writable.getWriter()
  const write = (event: Event): Promise<void> | void => {
    writer.write(format.line(event)).catch((error: unknown) => gone.abort(error))
    // A slow reader makes the work wait, so that memory stays flat.
    if (writer.desiredSize !== null && writer.desiredSize <= 0) return writer.ready.catch(() => undefined)
  }
  void (async () => {
    try {
      const signal = AbortSignal.any([options.signal!, gone.signal])
      // Progress that a slow reader has no room for is left out: the next one tells more.
      const onProgress = (progress: Progress) => {
        if ((writer.desiredSize ?? 1) > 0) void write({ progress })
      }
      const result = await call(operation, input, { ...options, signal, onRow: (row) => write({ row }), onProgress })
      await write({ result })
    } catch (error) {
      const known = asCitewellError(error)
      if (known.code === 'internal') log(known)
      await write(errorBody(known))
    } finally {
      await discard()
      await writer.close().catch(() => undefined)
    }
  })()
  return new Response(body.readable, { headers: { 'content-type': `${format.mediaType}; charset=utf-8`, 'x-accel-buffering': 'no' } })
}

function errorAnswer(error: CitewellError, log: (error: Error) => void): Response {
  if (error.code === 'internal') log(error)
  return Response.json(errorBody(error), { status: statuses[error.code].status })
}

function page(html: string): Response {
  return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': pagePolicy(html) } })
}
