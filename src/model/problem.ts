import { limits } from './limits.js'

/** Something in an input that could not be read, and where. Reading goes on after it. */
export interface Problem {
  /** File name, and the member inside it where there is one: `exports.zip › links.csv`. */
  file: string
  /** Byte offset in the file as stored (archives), or null. */
  offset: number | null
  /** Line number from 1 (exports), or null. */
  line: number | null
  /** A short stable word for the cause: `truncated-gzip`, `bad-url`, `no-target`. */
  cause: string
  /** What happened and, where there is something to do, what to do. */
  message: string
}

/** Collects problems up to a bound, and counts the rest. */
export class ProblemList {
  readonly listed: Problem[] = []
  count = 0

  add(problem: Problem): void {
    this.count += 1
    if (this.listed.length < limits.problemsListedMax) this.listed.push(problem)
  }
}
