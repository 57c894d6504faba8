import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

export interface KeptProcess {
  /** Asks it to end, waits until it has, and starts it no more. */
  stop(): Promise<void>
}

export interface KeepOptions {
  /** Module that is run, and what it is given. */
  file: string
  args: readonly string[]
  /** What it says on its standard error, and what there is to say of it. */
  onText(text: string): void
  /** Pause before it is started again: grows from the first to the second each time it ends soon after its start. */
  pauseMs?: { min: number; max: number }
  /** Having run this long it was well, and the next pause is a short one. */
  wellMs?: number
  /** How long it may take to end when asked. */
  endMs?: number
}

/** The word by which a process is asked to end. */
export const stopWord = 'stop'

/**
 * Starts a process of our own and starts it again whenever it ends, until told to stop. They hold a channel to each
 * other, so each notices the end of the other however it came.
 */
export function keepProcess({ file, args, onText, pauseMs = { min: 1_000, max: 60_000 }, wellMs = 60_000, endMs = 15_000 }: KeepOptions): KeptProcess {
  let stopping = false
  let child: ChildProcess | undefined
  let timer: NodeJS.Timeout | undefined
  let pause = pauseMs.min

  function start(): void {
    const startedAt = Date.now()
    const begun = fork(file, args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
    child = begun
    begun.stderr!.setEncoding('utf8').on('data', onText)
    let ended = false
    const onEnd = (how: string) => {
      if (ended) return
      ended = true
      child = undefined
      if (stopping) return
      if (Date.now() - startedAt >= wellMs) pause = pauseMs.min
      onText(`The process that carries out jobs ended (${how}). It is started again in ${pause / 1_000} s; what it had begun goes on then.\n`)
      timer = setTimeout(start, pause)
      pause = Math.min(pauseMs.max, 2 * pause)
    }
    begun.once('error', (error) => {
      if (begun.pid === undefined) onEnd(error.message)
    })
    begun.once('exit', (code, signal) => onEnd(signal ?? `exit code ${code}`))
  }

  start()
  return {
    async stop() {
      stopping = true
      clearTimeout(timer)
      const last = child
      if (last === undefined) return
      const gone = once(last, 'exit')
      if (last.connected) last.send(stopWord, () => undefined)
      const impatient = setTimeout(() => last.kill('SIGKILL'), endMs)
      await gone
      clearTimeout(impatient)
    },
  }
}
