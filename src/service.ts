import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { localActor, type Actor } from './model/actor.js'
import { CitewellError } from './model/error.js'
import { limits } from './model/limits.js'
import type { Operation } from './model/operation.js'
import type { Outside } from './model/outside.js'
import type { Output } from './doors/call.js'
import { appFiles } from './doors/http/app-files.js'
import { writeMadeFiles, type MadeFile } from './doors/cli/file-paths.js'
import { progressBar } from './doors/cli/progress-bar.js'
import { printable } from './doors/text.js'
import { summariesText } from './doors/cli/summary.js'
import { typeMapText } from './doors/type-map.js'
import type { Terminal } from './doors/cli/terminal.js'
import { actorsOf, noticesFor, placeOf } from './doorway.js'

/** What the long-running doors are made of. */
export interface Service {
  operations(): Promise<readonly Operation[]>
  openOutside(home: string, needed?: { lists: boolean; url?: string }): Promise<Outside & { close(): Promise<void> }>
  /** Module that carries out jobs in a process of its own; without one the server does so itself. */
  jobsProcess?: URL
  version: string
  now(): string
  signal: AbortSignal
  terminal: Terminal
}

type Options = Record<string, string | boolean | undefined>
type ServedFiles = ReadonlyMap<string, { mediaType: string; text: string }>

const portByDefault = 4300
/** Where the build leaves the web app; not there when the program runs from its sources. */
const appDir = fileURLToPath(new URL('./app/', import.meta.url))

/** Serves the API, its page and MCP until stopped. */
export async function serve(service: Service, home: string, options: Options, files?: ServedFiles): Promise<void> {
  const [{ httpApp }, { listen }, { mcpServer }, { createMcpHandler }] = await Promise.all([
    import('./doors/http/app.js'),
    import('./doors/http/listen.js'),
    import('./doors/mcp/server.js'),
    import('@modelcontextprotocol/server'),
  ])
  const place = placeOf(options)
  const outside = once(() => service.openOutside(home, { lists: true, url: place.publicUrl?.origin ?? `http://127.0.0.1:${portOf(options)}` }))
  const accounts = async () => (await outside.get()).accounts
  // Requests under way may end when the server stops; what takes longer is broken off.
  const late = new AbortController()
  const doors = { ...service, signal: late.signal, judgesByJobs: options.jobs !== false && service.jobsProcess !== undefined, operations: await service.operations(), outside: outside.get, log: (error: Error) => console.error(error.cause ?? error) }
  const mcp = createMcpHandler(({ authInfo }) => mcpServer({ ...doors, actor: authInfo!.extra!.actor as Actor }), { onerror: doors.log, maxRequestBodySize: limits.requestBytesMax })
  const app = httpApp({ ...doors, app: appFiles(appDir), files, doorway: place, behindProxy: place.behindProxy, actorOf: actorsOf(place, accounts), mcp: (request, actor) => mcp.fetch(request, { authInfo: { token: '', clientId: actor.id, scopes: [], extra: { actor } } }) })
  // A port that was asked for is taken or refused; the default one gives way to any free one.
  const listener = await listen(app, portOf(options), place.host).catch((error: unknown) => {
    if (options.port === undefined && error instanceof CitewellError && error.code === 'unavailable') return listen(app, 0, place.host)
    throw error
  })
  const jobs = options.jobs === false ? undefined : carryOutJobs({ ...service, log: doors.log }, home, outside.get)
  try {
    const url = place.publicUrl?.origin ?? listener.url
    service.terminal.stdout.write(`${existsSync(appDir) ? `App      ${url}/\n` : ''}${files ? `Report   ${url}/report.html\n` : ''}API      ${url}/api\nMCP      ${url}/mcp\n`)
    for (const notice of await noticesFor(place, listener.url, accounts)) service.terminal.stderr.write(`${notice}\n`)
    service.terminal.stderr.write('Ctrl-C stops it.\n')
    await aborted(service.signal)
  } finally {
    // Jobs need the desk for putting back what is begun.
    await Promise.all([listener.close(() => late.abort(new CitewellError('unavailable', 'The server is being stopped. Nothing that was not acknowledged was done; ask again when it runs.'))), jobs?.stop()])
    await outside.close()
  }
}

/** Carries out jobs as long as the server runs: in a process beside it, or where there is none to run, in this one. */
function carryOutJobs(service: Service & { log(error: Error): void }, home: string, outside: () => Promise<Outside>): { stop(): Promise<void> } {
  const { jobsProcess, log, now, signal, terminal } = service
  const inThisProcess = async () => {
    const { runJobs } = await import('./doors/jobs/runner.js')
    await runJobs({ ...service, operations: await service.operations(), outside: await outside() })
  }
  const besideIt = async (file: URL) => {
    const { keepProcess } = await import('./doors/jobs/keep-process.js')
    const { desk } = await outside()
    // The desk is made and held here before another process asks for it.
    await desk.jobs.forget(new Date(Date.parse(now()) - limits.jobDaysMax * 86_400_000).toISOString()).catch(log)
    return signal.aborted ? undefined : keepProcess({ file: fileURLToPath(file), args: [home], onText: (text) => void terminal.stderr.write(text) })
  }
  const working = (jobsProcess === undefined ? inThisProcess() : besideIt(jobsProcess)).catch(log)
  return { stop: async () => (await working)?.stop() }
}

/** Carries out waiting jobs in the foreground, until there are none, or with `--wait` until it is stopped. */
export async function runJobsHere(service: Service, home: string, options: Options): Promise<void> {
  const { runJobs } = await import('./doors/jobs/runner.js')
  const { terminal: { stderr } } = service
  const outside = await service.openOutside(home)
  const bar = progressBar(service.terminal)
  try {
    await runJobs({
      ...service,
      outside,
      operations: await service.operations(),
      untilIdle: options.wait !== true,
      log: (error) => console.error(error.cause ?? error),
      onJob(job, outcome) {
        bar.clear()
        stderr.write(`${printable(job.title)}: ${outcome}\n`)
      },
      onProgress: (_, { stage, done, total, unit }) => bar.show({ stage: stage ?? '', done: done ?? 0, total, unit: unit ?? '' }),
    })
  } finally {
    bar.clear()
    await outside.close()
  }
}

/** MCP over standard input and output, for assistants that start it themselves. */
export async function mcp(service: Service, home: string): Promise<void> {
  const [{ mcpServer }, { serveStdio, StdioServerTransport }] = await Promise.all([import('./doors/mcp/server.js'), import('@modelcontextprotocol/server/stdio')])
  const outside = once(() => service.openOutside(home))
  const log = (error: Error) => console.error(error.cause ?? error)
  const operations = await service.operations()
  const handle = serveStdio(() => mcpServer({ ...service, operations, outside: outside.get, log, actor: localActor }), {
    onerror: log,
    transport: new StdioServerTransport(process.stdin, process.stdout, { maxBufferSize: limits.requestBytesMax }),
  })
  const ended = new Promise<void>((resolve) => process.stdin.once('end', resolve).once('close', resolve))
  await Promise.race([aborted(service.signal), ended])
  await handle.close()
  await outside.close()
}

/**
 * Audits the sample web that ships with the program, writes its report and serves it with the API. It has a home of its
 * own inside the home, so that nobody's own ledger ever holds invented links.
 */
export async function start(service: Service, ownHome: string, options: Options): Promise<void> {
  portOf(options)
  const home = join(ownHome, 'sample')
  const { terminal } = service
  const { sampleWeb } = await import('./files/sample-web.js')
  const { seedSample } = await import('./sample.js')
  const { site } = sampleWeb()
  const operations = await service.operations()
  const operation = operations.find(({ id }) => id === 'audits.run')
  const bar = progressBar(terminal)
  const outside = await service.openOutside(home)
  const now = service.now()
  let output: Output
  try {
    output = await seedSample({ outside, operations, now, version: service.version, signal: service.signal, onProgress: (progress) => bar.show(progress) })
  } finally {
    bar.clear()
    await outside.close()
  }
  const made = output.files as MadeFile[]
  const dir = await reportDir(home, site, now)
  await writeMadeFiles(dir, made)
  if (operation?.words) terminal.stdout.write(`${operation.words(output)}\n\n`)
  terminal.stdout.write(`Files    ${dir}\n`)
  const files = new Map(made.flatMap((file) => [[`/${file.name}`, file] as const, ...(file.name === 'report.html' ? [['/', file] as const] : [])]))
  await serve(service, home, options, files)
}

/** Prints the documents that come from declarations. */
export async function docs({ terminal, operations }: Service, options: Options): Promise<void> {
  const { printedDocs } = await import('./operations/printed-docs.js')
  for (const { path, text } of printedDocs()) {
    const whole = join(String(options.out ?? 'docs'), path)
    mkdirSync(dirname(whole), { recursive: true })
    writeFileSync(whole, text)
    terminal.stderr.write(`Written: ${whole}\n`)
  }
  const sources = new URL('../src/doors/cli/', import.meta.url)
  if (existsSync(sources)) {
    writeFileSync(new URL('shipped-summaries.ts', sources), summariesText(await operations()))
    writeFileSync(new URL('../operation-types.ts', sources), typeMapText(await operations()))
  }
}

async function reportDir(home: string, site: string, now: string): Promise<string> {
  const { reportsDir } = await import('./home.js')
  return join(reportsDir(home), site.replaceAll(/[^a-z0-9.-]/gi, '_'), now.replaceAll(/[:.]/g, '-'))
}

function portOf({ port }: Options): number {
  if (port === undefined) return portByDefault
  if (typeof port === 'string' && /^\d{1,5}$/.test(port) && Number(port) <= 65_535) return Number(port)
  throw new CitewellError('invalid', '--port is a number from 0 to 65535.')
}

function once(open: () => Promise<Outside & { close(): Promise<void> }>): { get(): Promise<Outside>; close(): Promise<void> } {
  let opened: Promise<Outside & { close(): Promise<void> }> | undefined
  return {
    get: () => (opened ??= open()),
    close: async () => (await opened?.catch(() => undefined))?.close(),
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
