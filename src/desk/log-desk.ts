import { createHash, randomUUID } from 'node:crypto'
import type { Database } from '../model/database.js'
import type { LogDesk } from '../model/desk.js'
import type { LogEntry } from '../model/desk-nouns.js'
import { keptText } from './cells.js'
import { logStatements } from './statements/log.js'

/** A line as it is kept: its input is text, so that its hash can be worked out again. */
type Kept = Omit<LogEntry, 'input'> & { id: string; input: string }

const checkedAtOnce = 1_000

/**
 * The audit log. Lines are only ever added (the database refuses anything else), and each holds a hash over itself and
 * the line before; the head holds the hash of the last. So a line that was changed, taken out or put in past the
 * database's rule shows, at the end as well.
 */
export function logDesk(database: Database): LogDesk {
  return {
    async append(entry) {
      const id = randomUUID()
      const input = JSON.stringify(entry.input)
      // As it will be kept, to the letter: the hash is over what is there afterwards.
      const asKept = Object.fromEntries(Object.entries(entry).map(([key, value]) => [key, typeof value === 'string' ? keptText(value) : value])) as typeof entry
      return database.transaction(async (inside) => {
        const head = (await inside.query<{ sequence: number; hash: string }>(logStatements.head)).rows[0]!
        // Sent again after a lost answer: the line is there.
        const there = (await inside.query<Kept>(logStatements.byId, [id])).rows[0]
        if (there) return entryOf(there)
        const line = { ...asKept, id, input, sequence: head.sequence + 1 }
        const hash = hashOf(line, head.hash)
        await inside.query(logStatements.append, [line.sequence, id, line.at, line.actorId, line.actorName, line.by, line.organisationId, line.clientId, line.operation, line.effect, input, line.outcome, hash])
        await inside.query(logStatements.raiseHead, [line.sequence, hash])
        return { ...asKept, sequence: line.sequence, hash }
      }, { repeatable: true })
    },
    async list({ organisationId, clientIds, before, limit, operation, actorId }) {
      const { rows } = await database.query<Kept>(logStatements.list, [organisationId, clientIds === 'all' ? null : [...clientIds], before, operation, actorId, limit])
      return rows.map(entryOf)
    },
    async check() {
      const head = (await database.query<{ sequence: number; hash: string }>(logStatements.lookHead)).rows[0] ?? { sequence: 0, hash: '' }
      let last = { sequence: 0, hash: '' }
      for (;;) {
        const { rows } = await database.query<Kept>(logStatements.after, [last.sequence, checkedAtOnce])
        for (const line of rows) {
          if (line.sequence !== last.sequence + 1 || line.hash !== hashOf(line, last.hash)) return { ok: false, lines: last.sequence, brokenAt: last.sequence + 1 }
          // The head was read first, so lines written since lie beyond it; its own hash is met on the way.
          if (line.sequence === head.sequence && line.hash !== head.hash) return { ok: false, lines: last.sequence, brokenAt: line.sequence }
          last = line
        }
        if (rows.length < checkedAtOnce) break
      }
      return last.sequence < head.sequence ? { ok: false, lines: last.sequence, brokenAt: last.sequence + 1 } : { ok: true, lines: last.sequence, brokenAt: null }
    },
  }
}

function hashOf(line: Omit<Kept, 'hash'>, before: string): string {
  const { sequence, id, at, actorId, actorName, by, organisationId, clientId, operation, effect, input, outcome } = line
  return createHash('sha256').update(JSON.stringify([before, sequence, id, at, actorId, actorName, by, organisationId, clientId, operation, effect, input, outcome])).digest('hex')
}

function entryOf({ sequence, at, actorId, actorName, by, organisationId, clientId, operation, effect, input, outcome, hash }: Kept): LogEntry {
  return { sequence, at, actorId, actorName, by, organisationId, clientId, operation, effect, input: JSON.parse(input) as Record<string, unknown>, outcome, hash }
}
