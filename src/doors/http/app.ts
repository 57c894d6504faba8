import { Hono, type Context } from 'hono'
import { allowance } from '../../lib/allowance.js'
import type { Visitor } from '../../model/accounts.js'
import { nobody, type Actor } from '../../model/actor.js'
import { asCitewellError, CitewellError, TooManyRequests } from '../../model/error.js'
import { limits } from '../../model/limits.js'
import type { Operation, Progress } from '../../model/operation.js'
import type { Outside } from '../../model/outside.js'
import { call, errorBody, type CallOptions, type Row } from '../call.js'
import { callAndWait } from '../jobs/call-and-wait.js'
import { apiPage, errorPage, indexPage } from './api-page.js'
import { jobFileAnswer } from '../jobs/job-file.js'
import { jobAnswer, wantsJob } from '../jobs/job-answer.js'
import { encryptedOnly, guard, securityHeaders, type Doorway } from './guard.js'
import { isReadable, openApiDocument, pathOf } from './openapi.js'
import { pagePolicy } from './page-policy.js'
import { inputOfRequest } from './request-input.js'
import { noteFailedSignIn, noteSignIn } from '../../operations/sessions/noted.js'
import { errorAnswer, SignInNeeded } from './statuses.js'
import { visitorOf } from './visitor.js'
import { wallOf } from '../wall.js'

export interface HttpOptions {
  version: string
  operations: readonly Operation[]
  outside(): Promise<Outside>
  /** Who asks; undefined for somebody who has to sign in first. */
  actorOf(visitor: Visitor): Promise<Actor | undefined>
  /** Under which names it is asked; by default those of this machine only. */
  doorway?: Doorway
  /** True if a proxy of ours stands before it, which says from where people ask. */
  behindProxy?: boolean
  /** True where jobs are carried out by another process. */
  judgesByJobs?: boolean
  now(): string
  /** Ends what is under way when the server stops. */
  signal: AbortSignal
  /** The web app: its files, and its page for every address of its own. It holds no data, so everybody may have it. */
  app?(request: Request): Response | undefined
  /** Files served beside the API, by path; the report at `/` where there is no web app. */
  files?: ReadonlyMap<string, { mediaType: string; text: string }>
  /** Answers `/mcp`, for the assistant of somebody. */
  mcp?(request: Request, actor: Actor): Promise<Response>
  /** Text of an `internal` error is logged, never shown. */
  log(error: Error): void
}

/** The HTTP door: `/v1/<noun>/<verb>` of every operation, their document, a page to read, and MCP. */
export function httpApp(options: HttpOptions): Hono {
  const { operations, version, files, mcp, doorway = { isLoopback: true, publicUrl: null } } = options
  const app = new Hono()
  const headers = { ...securityHeaders, ...(doorway.publicUrl?.protocol === 'https:' ? encryptedOnly : {}) }
  const ask = asking(options)
  app.use(async (context, next) => {
    guard(context.req.raw, doorway)
    await next()
    for (const [name, value] of Object.entries(headers)) if (!context.res.headers.has(name)) context.res.headers.set(name, value)
  })
  app.onError((error, context) => {
    const known = asCitewellError(error)
    const answer = wantsPage(context.req.raw) ? errorPageAnswer(known, options.log) : errorAnswer(known, options.log)
    for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value)
    return answer
  })
  app.notFound((context) => options.app?.(context.req.raw) ?? errorAnswer(new CitewellError('not_found', `There is nothing at ${context.req.path.slice(0, 200)}. /api lists what there is.`), options.log))

  const document = JSON.stringify(openApiDocument(operations, version))
  app.get('/openapi.json', () => new Response(document, { headers: { 'content-type': 'application/json' } }))
  app.get('/health', (context) => context.json({ ok: true, version }))
  app.get('/api', () => page(apiPage(operations, version)))
  app.get('/', async (context) => {
    const opened = options.app?.(context.req.raw)
    if (opened) return opened
    const report = files?.get('/')?.text
    if (report !== undefined) await ask(context)
    return page(report ?? indexPage(version))
  })
  for (const [path, file] of files ?? []) {
    if (path === '/') continue
    app.get(path, async (context) => {
      await ask(context)
      return file.mediaType === 'text/html' ? page(file.text) : new Response(file.text, { headers: { 'content-type': `${file.mediaType}; charset=utf-8` } })
    })
  }
  if (mcp) {
    app.all('/mcp', async (context) => {
      const { actor } = await ask(context)
      // A cookie comes along by itself, whoever made the browser ask: an assistant shows a token of its own.
      if (actor.by === 'session') throw new SignInNeeded()
      return mcp(context.req.raw, actor)
    })
  }
  app.get('/auth/callback/:provider', async (context) => {
    const { visitor } = await ask(context, true)
    const { accounts, desk } = await options.outside()
    const answer = await accounts.callback(context.req.raw, visitor)
    const signedIn = await accounts.actorOf({ ...visitor, bearer: null, cookie: answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ') })
    const noting = { accounts, now: options.now(), wholeDesk: desk }
    if (signedIn) await noteSignIn(signedIn.id, 'sessions.single-sign-on', noting, { from: visitor.address })
    else await noteFailedSignIn('sessions.single-sign-on', new CitewellError('refused', 'What the identity provider said signed nobody in.'), undefined, visitor.address, noting)
    return answer
  })
  app.get('/jobs/:id/files/:name', async (context) => {
    const { actor } = await ask(context)
    return jobFileAnswer(context.req.param('id'), context.req.param('name'), operations, callOptionsOf(context.req.raw, actor, options))
  })

  for (const operation of operations) {
    const answer = async (context: Context) => {
      const { actor, visitor } = await ask(context, wallOf(operation) === 'anyone')
      const response = await answerRequest(operation, context.req.raw, actor, visitor, options)
      for (const cookie of visitor.kept) response.headers.append('set-cookie', cookie)
      return response
    }
    app.post(pathOf(operation), answer)
    app.get(pathOf(operation), (context) => {
      if (!isReadable(operation)) throw new CitewellError('invalid', `${operation.id} takes POST: it ${operation.effect === 'read' ? 'needs a file' : 'changes something'}.`)
      return answer(context)
    })
  }
  app.all('/v1/*', async (context) => {
    await ask(context)
    return context.notFound()
  })
  return app
}

interface Asked {
  actor: Actor
  visitor: ReturnType<typeof visitorOf>
}

/** Finds out who asks before anything of the request is read, and how often they did. */
function asking({ actorOf, behindProxy = false }: HttpOptions): (context: Context, mayBeAnyone?: boolean) => Promise<Asked> {
  const ofKnown = allowance({ atOnce: limits.requestsAtOnceMax, eachSecond: limits.requestsEachSecondMax })
  const ofStrangers = allowance({ atOnce: limits.strangerRequestsAtOnceMax, eachSecond: limits.strangerRequestsEachSecondMax })
  return async (context, mayBeAnyone = false) => {
    const visitor = visitorOf(context.req.raw, remoteAddressOf(context), behindProxy)
    const actor = await actorOf(visitor)
    const wait = actor === undefined ? ofStrangers.take(placeOf(visitor.address), performance.now()) : actor.by === 'local' ? 0 : ofKnown.take(`${actor.by} ${actor.id}`, performance.now())
    if (wait > 0) throw new TooManyRequests(`That were too many requests at once. Ask again in ${wait} s.`, wait)
    if (actor === undefined && !mayBeAnyone) throw new SignInNeeded()
    return { actor: actor ?? nobody, visitor }
  }
}

/** One place to ask from: of the addresses of version 6 somebody has as many as they like, all with one beginning. */
function placeOf(address: string | null): string {
  if (address === null || !address.includes(':')) return address ?? ''
  const [head = '', tail] = address.split('::')
  const parts = head.split(':').filter((part) => part !== '')
  const rest = (tail ?? '').split(':').filter((part) => part !== '')
  return tail === undefined ? parts.slice(0, 4).join(':') : [...parts, ...Array<string>(Math.max(0, 8 - parts.length - rest.length)).fill('0'), ...rest].slice(0, 4).join(':')
}

/** A person's browser that goes to an address, as opposed to a program or a script of ours. */
const wantsPage = ({ method, headers }: Request) => method === 'GET' && headers.get('sec-fetch-mode') === 'navigate' && (headers.get('accept') ?? '').includes('text/html')

function errorPageAnswer(error: CitewellError, log: (error: Error) => void): Response {
  const { status } = errorAnswer(error, log)
  const html = errorPage(errorBody(error).error.message, error instanceof SignInNeeded)
  return new Response(html, { status, headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': pagePolicy(html) } })
}

function remoteAddressOf(context: Context): string | undefined {
  return (context.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket?.remoteAddress
}

function callOptionsOf(request: Request, actor: Actor, options: HttpOptions): CallOptions {
  const wait = /(?:^|[\s,;])wait=(\d{1,4})(?:$|[\s,;])/iu.exec(request.headers.get('prefer') ?? '')?.[1]
  return { judgesByJobs: options.judgesByJobs === true, ...(wait === undefined ? {} : { waitMs: 1_000 * Number(wait) }), outside: options.outside, actor, operations: async () => options.operations, now: options.now(), version: options.version, signal: AbortSignal.any([options.signal, request.signal]) }
}

async function answerRequest(operation: Operation, request: Request, actor: Actor, visitor: Visitor, options: HttpOptions): Promise<Response> {
  const yesTo = request.headers.get('citewell-yes')
  const callOptions = { ...callOptionsOf(request, actor, options), visitor, yesTo, yes: yesTo === operation.id }
  const { input, discard } = await inputOfRequest(operation, request, { isKnown: actor !== nobody })
  const accept = request.headers.get('accept') ?? ''
  // What gives the browser a cookie answers in one piece: headers go out before a stream begins.
  const format = wallOf(operation) === 'anyone' ? undefined : accept.includes('application/x-ndjson') ? ndjson : accept.includes('text/event-stream') ? serverSentEvents : undefined
  if (format && !wantsJob(operation, request)) return streamed(operation, input, callOptions, format, discard, options.log)
  try {
    if (wantsJob(operation, request)) return await jobAnswer(operation, input, request, options.operations, callOptions)
    return Response.json(await callAndWait(operation, input, callOptions))
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
      const result = await (operation.rows === undefined ? callAndWait : call)(operation, input, { ...options, signal, onRow: (row) => write({ row }), onProgress })
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

function page(html: string): Response {
  return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': pagePolicy(html) } })
}
