import type { LogEntry } from '../../model/desk-nouns.js'

/** One page of lines, of which one more than wanted was asked for, and where the next one begins. */
export function nextBefore(lines: readonly LogEntry[], limit: number): { rows: LogEntry[]; nextBefore: number | null } {
  const rows = lines.slice(0, limit)
  return { rows, nextBefore: lines.length > limit ? rows.at(-1)!.sequence : null }
}
