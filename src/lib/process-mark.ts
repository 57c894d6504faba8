import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/**
 * Tells one process from every other, also from a later one that was given the same number. `place` is the machine
 * (and container) whose process numbers these are; `startedAt` is null where the system does not tell.
 */
export interface ProcessMark {
  pid: number
  startedAt: string | null
  place: string
  /** This run of the machine: sockets and processes of an earlier run are gone for sure. */
  boot: string | null
}

export function markOfThisProcess(): ProcessMark {
  return { pid: process.pid, startedAt: startOf(process.pid), place: thisPlace(), boot: bootId() }
}

/** Whether the process is there: `unknown` for one of another machine or container, whose processes we cannot see. */
export function stateOf(mark: ProcessMark): 'alive' | 'dead' | 'unknown' {
  if (mark.place !== thisPlace()) return 'unknown'
  if (mark.boot !== bootId()) return 'dead'
  try {
    process.kill(mark.pid, 0)
  } catch (error) {
    // EPERM: there is such a process, of another person.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return 'dead'
  }
  const startedAt = startOf(mark.pid)
  return mark.startedAt !== null && startedAt !== null && startedAt !== mark.startedAt ? 'dead' : 'alive'
}

/** Same machine, perhaps another container: its local sockets can be tried. */
export function onThisMachine(mark: ProcessMark): boolean {
  return mark.boot !== null && mark.boot === bootId()
}

function startOf(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
      // The name of the program may hold spaces and brackets; fields are counted after it. The start is field 22.
      return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
    }
    if (process.platform === 'win32') return null
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', timeout: 5_000 }).trim() || null
  } catch {
    return null
  }
}

function thisPlace(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return hostname()
  }
}

function bootId(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()
  } catch {
    return null
  }
}
