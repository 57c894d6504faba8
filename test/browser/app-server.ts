import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../bin/citewell.mjs', import.meta.url))

export interface AppServer {
  url: string
  close(): Promise<void>
}

/** The built program as a person starts it, with a home of its own and a clock that stands on one day. */
export async function startApp(command: 'start' | 'serve', { port = 0, env = {} }: { port?: number; env?: Record<string, string> } = {}): Promise<AppServer> {
  const home = mkdtempSync(join(tmpdir(), 'citewell-app-'))
  const running = spawn(process.execPath, [program, command, '--port', String(port), '--home', home], { env: { ...process.env, CITEWELL_NOW: '2026-11-22', DATABASE_URL: '', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()))
  let said = ''
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      said += chunk.toString()
      const found = /^App\s+(\S+?)\/?$/mu.exec(said)
      if (found) resolve(found[1]!)
    }
    running.stdout.on('data', read)
    running.stderr.on('data', read)
    running.once('exit', (code) => reject(new Error(`citewell ${command} ended with ${code}:\n${said.slice(-2_000)}`)))
  })
  return {
    url,
    async close() {
      running.kill('SIGTERM')
      await ended
      rmSync(home, { recursive: true, force: true })
    },
  }
}
