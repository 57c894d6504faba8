import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Operation } from './model/operation.js'
import { parseInstant } from './model/instant.js'
import type { Outside } from './model/outside.js'
import { runCli, type DoorCommand } from './doors/cli/index.js'
import { shippedSummaries } from './doors/cli/shipped-summaries.js'
import type { OperationSummary } from './doors/cli/summary.js'
import { processTerminal } from './doors/cli/terminal.js'
import type { Service } from './service.js'

/** What the program is made of; tests of the doors hand in operations of their own. */
export interface Program {
  summaries: readonly OperationSummary[]
  load(id: string): Promise<Operation>
  operations(): Promise<readonly Operation[]>
  openOutside(home: string, needed?: { lists: boolean; url?: string }): Promise<Outside & { close(): Promise<void> }>
  /** Module that a server runs beside it to carry out jobs; without one it does so itself. */
  jobsProcess?: URL
}

const shipped: Program = {
  summaries: shippedSummaries,
  // The id of an operation is the path of its file.
  load: async (id) => ((await import(`./operations/${id.replace('.', '/')}.js`)) as { default: Operation }).default,
  operations: async () => (await import('./operations/index.js')).operations,
  openOutside: async (home, needed) => (await import('./home.js')).openOutside(home, needed),
  jobsProcess: new URL('./jobs-process.js', import.meta.url),
}

/** Runs one command line and sets the exit code of the process. */
export async function run(argv: string[], program: Program = shipped): Promise<void> {
  const version = packageVersion()
  if (argv.length === 1 && argv[0] === '--version') {
    console.log(version)
    return
  }
  const stop = stopOnSignals()
  const service: Service = { ...program, version, now, signal: stop.signal, terminal: processTerminal() }
  process.exitCode = await runCli(argv, { ...program, ...service, doorCommands: doorCommands(service) })
  stop.done()
}

function doorCommands(service: Service): DoorCommand[] {
  const places = [
    { flags: '--port <number>', description: 'port (default: 4300; 0 takes a free one)' },
    { flags: '--host <address>', description: 'address to listen on (default: 127.0.0.1, this machine only; with any other everybody signs in)' },
    { flags: '--public-url <url>', description: 'address that people type, where it is another: https://links.clinic.example' },
    { flags: '--behind-proxy', description: 'a proxy of yours stands before it and adds the header x-forwarded-for' },
  ]
  return [
    {
      name: 'start',
      summary: 'Audit the sample web that ships with Citewell, and serve its report and the API',
      example: 'citewell start',
      options: places,
      run: async (options, home) => (await import('./service.js')).start(service, home, options),
    },
    {
      name: 'serve',
      summary: 'Serve the API, its readable page and MCP',
      example: 'citewell serve --port 4300',
      options: [...places, { flags: '--no-jobs', description: 'leave jobs to other processes: citewell jobs run --wait' }],
      run: async (options, home) => (await import('./service.js')).serve(service, home, options),
    },
    {
      noun: 'jobs',
      name: 'run',
      summary: 'Carry out the jobs that wait, here and now; needed only where no server runs',
      example: 'citewell jobs run',
      options: [{ flags: '--wait', description: 'go on waiting for more until stopped' }],
      run: async (options, home) => (await import('./service.js')).runJobsHere(service, home, options),
    },
    {
      name: 'mcp',
      summary: 'Serve MCP over standard input and output',
      example: 'citewell mcp',
      options: [],
      run: async (_, home) => (await import('./service.js')).mcp(service, home),
    },
    {
      name: 'docs',
      summary: 'Print the documents that come from the declarations',
      example: 'citewell docs --out docs',
      options: [{ flags: '--out <dir>', description: 'folder to print into (default: docs)' }],
      run: async (options) => (await import('./service.js')).docs(service, options),
    },
  ]
}

/** Ctrl-C and an end asked for by the system stop the work cleanly; a second Ctrl-C stops at once. */
function stopOnSignals(): { signal: AbortSignal; done(): void } {
  const controller = new AbortController()
  const stop = () => {
    if (controller.signal.aborted) process.exit(130)
    controller.abort()
  }
  process.on('SIGINT', stop).on('SIGTERM', stop)
  return {
    signal: controller.signal,
    done() {
      process.off('SIGINT', stop).off('SIGTERM', stop)
    },
  }
}

/** The clock. `CITEWELL_NOW` (an ISO date) stands still instead, so that a report can be made again as of its day. */
export function now(): string {
  const fixed = process.env.CITEWELL_NOW
  return (fixed === undefined ? undefined : parseInstant(fixed)) ?? new Date().toISOString()
}

export function packageVersion(): string {
  return (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await run(process.argv.slice(2))
