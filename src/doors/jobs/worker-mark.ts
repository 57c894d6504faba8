import { randomUUID } from 'node:crypto'
import { markOfThisProcess, stateOf, type ProcessMark } from '../../lib/process-mark.js'

let mark: ProcessMark | undefined

/**
 * The name of a worker, another for each claim. It tells which process it belongs to, so that its end can be seen at once
 * and not only by the end of a lease.
 */
export function nameOfWorker(): string {
  return JSON.stringify({ ...(mark ??= markOfThisProcess()), worker: randomUUID() })
}

/** True only for a worker of a process of this machine that is gone for sure. */
export function isDeadWorker(name: string): boolean {
  try {
    const its = JSON.parse(name) as ProcessMark
    return typeof its.pid === 'number' && typeof its.place === 'string' && stateOf(its) === 'dead'
  } catch {
    return false
  }
}
