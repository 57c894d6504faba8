import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../bin/citewell.mjs', import.meta.url))

/** The built server as a person starts it, on one port through all its lives. */
export class ServerProcess {
  readonly url: string
  /** What it said on stderr, over all its lives. */
  said = ''
  #child: ChildProcess | undefined
  readonly #home: string
  readonly #databaseUrl: string | undefined
  readonly #port: number

  private constructor(home: string, databaseUrl: string | undefined, port: number) {
    this.#home = home
    this.#databaseUrl = databaseUrl
    this.#port = port
    this.url = `http://127.0.0.1:${port}`
  }

  static async on(home: string, databaseUrl: string | undefined): Promise<ServerProcess> {
    const probe = createServer().listen(0, '127.0.0.1')
    await once(probe, 'listening')
    const { port } = probe.address() as { port: number }
    probe.close()
    return new ServerProcess(home, databaseUrl, port)
  }

  start(): void {
    const { DATABASE_URL: _, ...env } = process.env
    const child = spawn(process.execPath, [program, '--home', this.#home, 'serve', '--port', String(this.#port)], {
      env: { ...env, ...(this.#databaseUrl === undefined ? {} : { DATABASE_URL: this.#databaseUrl }) },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    child.stderr.on('data', (text) => (this.said += String(text)))
    this.#child = child
  }

  /** Until it answers from the desk. */
  async ready(msMax = 180_000): Promise<void> {
    for (const until = Date.now() + msMax; ; ) {
      const answer = await fetch(`${this.url}/v1/jobs/list?limit=1`).catch(() => undefined)
      if (answer?.ok) return
      if (this.#child?.exitCode !== null || Date.now() > until) throw new Error(`The server does not answer. It said:\n${this.said.slice(-4_000)}`)
      await sleep(20)
    }
  }

  /** Numbers of the processes of this home that carry out jobs, of whichever server. */
  jobsProcesses(): number[] {
    const { stdout } = spawnSync('ps', ['-A', '-ww', '-o', 'pid=,args='], { encoding: 'utf8' })
    return stdout.split('\n').filter((line) => line.includes('jobs-process.js') && line.includes(this.#home)).map((line) => Number.parseInt(line, 10))
  }

  /** Kills what carries out its jobs, and not the server. */
  killJobs(): number {
    const pids = this.jobsProcesses()
    for (const pid of pids) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It ended by itself just now.
      }
    }
    return pids.length
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
}
