import { readdirSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { runJobs } from './doors/jobs/runner.js'
import { stopWord } from './doors/jobs/keep-process.js'
import { openOutside } from './home.js'
import { now, packageVersion } from './main.js'
import { operations } from './operations/index.js'

/**
 * The process beside a server that carries out its jobs, so that whoever reads is not kept waiting by whoever imports.
 * The server starts and watches it (`keepProcess`), and it never outlives the server: when the channel between them
 * closes, it stops, and its jobs go on under the next one. Of an embedded desk it is never the owner.
 */
async function main(home: string): Promise<void> {
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  process.on('SIGTERM', stop)
  // Ctrl-C reaches every process of the terminal; the server says when it is time.
  process.on('SIGINT', () => undefined)
  process.on('message', (word) => word === stopWord && stop())
  process.on('disconnect', leave)
  // Nobody may be there to read it any more.
  process.stderr.on('error', () => undefined)
  if (!process.connected) leave()

  const outside = await openOutside(home, { lists: true, ownsDesk: false })
  yieldToPeople()
  try {
    await runJobs({ outside, operations, now, version: packageVersion(), signal: stopping.signal, log: (error) => console.error(error.cause ?? error) })
  } finally {
    await outside.close()
    process.off('disconnect', leave)
    if (process.connected) process.disconnect()
  }

  /** Without the server: what is under way is broken off cleanly, but not for long, since the desk may be gone as well. */
  function leave(): void {
    stop()
    setTimeout(() => process.exit(1), leaveMsMax).unref()
  }
}

const leaveMsMax = 3_000

/** Where both want the processor, people come first. A priority belongs to a thread on Linux: those that run already are told as well. */
function yieldToPeople(): void {
  try {
    const threads = process.platform === 'linux' ? readdirSync('/proc/self/task').map(Number) : [0]
    for (const thread of threads) setPriority(thread, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It works as well, only less politely.
  }
}

await main(process.argv[2]!)
