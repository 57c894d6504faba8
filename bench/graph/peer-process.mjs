import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { createInterface } from 'node:readline'

/** Why a peer takes no part: its tool is absent, it took too long, it ran out of memory, or it gave another answer. */
export class Skipped extends Error {}

/** A peer in a process of its own, which answers a line with a line of JSON; with `lines` false it prints something else. */
export function startPeer(command, words, { env, timeoutMs = 600_000, cwd, lines = true } = {}) {
  const child = spawn(command, words, { stdio: ['pipe', 'pipe', 'pipe'], cwd, env: { ...process.env, ...env } })
  const waiting = []
  const answers = []
  let ended = null
  let said = ''
  child.stdin.on('error', () => undefined)
  child.stderr.on('data', (part) => {
    said = (said + part).slice(-2_000)
  })
  let printed = ''
  if (!lines) {
    child.stdout.on('data', (part) => {
      printed = (printed + part).slice(-20_000)
    })
  } else createInterface({ input: child.stdout }).on('line', (line) => {
    // Some libraries log on standard output.
    if (!line.startsWith('{')) return
    const answer = JSON.parse(line)
    if (waiting.length > 0) waiting.shift().resolve(answer)
    else answers.push(answer)
  })
  const end = (reason) => {
    ended ??= reason
    for (const { reject } of waiting.splice(0)) reject(new Skipped(ended))
  }
  child.on('error', (error) => end(`${command} cannot be started (${error.code})`))
  const inWords = (code, signal) => `ended with ${signal ?? `code ${code}`}${said.trim() === '' ? '' : `: ${lastLine(said)}`}`
  const closed = new Promise((resolve) => {
    child.on('close', (code, signal) => {
      end(inWords(code, signal))
      resolve({ code, signal })
    })
  })
  const next = () => {
    if (answers.length > 0) return Promise.resolve(answers.shift())
    if (ended !== null) return Promise.reject(new Skipped(ended))
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        end(`took longer than ${Math.round(timeoutMs / 1000)} s`)
        child.kill('SIGKILL')
      }, timeoutMs)
      const settled = (settle) => (value) => {
        clearTimeout(timer)
        settle(value)
      }
      waiting.push({ resolve: settled(resolve), reject: settled(reject) })
    })
  }
  return {
    pid: child.pid,
    next,
    async ask(line) {
      child.stdin.write(`${line}\n`)
      const answer = await next()
      if (answer.problem) throw new Skipped(answer.problem)
      return answer
    },
    /** Memory the process holds now, less what it only maps from files. */
    heldBytes: () => statusBytes(child.pid, 'RssAnon') + statusBytes(child.pid, 'RssShmem'),
    /** Waits for a process that ends by itself, and gives what it printed; a Skipped error if it failed. */
    async finished() {
      child.stdin.end()
      const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
      const { code, signal } = await closed
      clearTimeout(timer)
      if (code !== 0) throw new Skipped(inWords(code, signal))
      return printed
    },
    kill: () => child.kill('SIGKILL'),
    async stop() {
      if (ended !== null) return
      child.stdin.end('quit\n')
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await closed
      clearTimeout(timer)
    },
  }
}

function statusBytes(pid, line) {
  try {
    return 1024 * Number(new RegExp(`${line}:\\s+(\\d+)`, 'u').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

/** Resident memory of a process and all that it started, in bytes. */
export function treeBytes(pid) {
  let sum = statusBytes(pid, 'VmRSS')
  try {
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      for (const child of readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ')) if (child !== '') sum += treeBytes(child)
    }
  } catch {
    // It ended meanwhile.
  }
  return sum
}

/** Runs a command to its end; a Skipped error with its last words if it fails. */
export function runTool(command, words, options = {}) {
  const run = spawnSync(command, words, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, ...options })
  if (run.error) throw new Skipped(`${command} cannot be started (${run.error.code})`)
  if (run.status !== 0) throw new Skipped(`${command} failed: ${lastLine(run.stderr || run.stdout)}`)
  return run.stdout
}

/** The line that says what went wrong, or the last. */
function lastLine(text) {
  const lines = text.trim().split('\n')
  return (lines.findLast((line) => /error|exception|invalid|refused|cannot|no such/iu.test(line)) ?? lines.at(-1)).trim().slice(0, 200)
}
