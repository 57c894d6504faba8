import { z } from 'zod'
import { LogEntrySchema, type LogEntry } from '../../model/desk-nouns.js'
import { limits } from '../../model/limits.js'

/** How a listing of the audit log is asked for and answered, whoever may see it. */
export const linesInput = {
  person: z.string().max(64).optional().describe('Only what this person did: an id'),
  before: z.number().int().min(1).optional().describe('Only lines before this one: `nextBefore` of the answer before'),
  limit: z.number().int().min(1).max(limits.listRowsMax).default(100).describe('Lines'),
}
export const linesOutput = z.object({ rows: z.array(LogEntrySchema), nextBefore: z.number().nullable() })
export const linesShown = ['sequence', 'at', 'actorName', 'operation', 'outcome']

/** One page of lines, of which one more than wanted was asked for, and where the next one begins. */
export function nextBefore(lines: readonly LogEntry[], limit: number): { rows: LogEntry[]; nextBefore: number | null } {
  const rows = lines.slice(0, limit)
  return { rows, nextBefore: lines.length > limit ? rows.at(-1)!.sequence : null }
}
