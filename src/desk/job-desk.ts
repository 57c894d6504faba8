import type { Database } from '../model/database.js'
import type { JobDesk } from '../model/desk.js'
import type { Job } from '../model/desk-nouns.js'
import { jsonText } from './cells.js'
import { schedulesOver } from './schedules.js'
import { jobStatements } from './statements/jobs.js'

/** Lines of its log that a job keeps. */
const logLinesMax = 200

/** A job as its row holds it. */
type Row = Omit<Job, 'actor'> & { actorId: string; actorName: string }

export function jobDesk(database: Database): JobDesk {
  const one = async (from: Database, id: string) => jobOf((await from.query<Row>(jobStatements.one, [id])).rows[0])

  return {
    async add(given) {
      return database.transaction((inside) => addJob(inside, given), { repeatable: true })
    },
    get: (id) => one(database, id),
    async list({ organisationIds, clientIds, machine, state, before, limit }) {
      const { rows } = await database.query<Row>(jobStatements.list, [[...clientIds], [...organisationIds], machine, state && [...state], before, limit])
      return rows.map((row) => jobOf(row)!)
    },
    async claim(worker, leaseMs, now) {
      if ((await database.query(jobStatements.toTake, [now])).count === 0) return undefined
      return database.transaction(async (inside) => {
        await inside.query(jobStatements.turn)
        await inside.query(jobStatements.stopExpired, [now])
        return jobOf((await inside.query<Row>(jobStatements.claim, [worker, later(now, leaseMs), now])).rows[0])
      })
    },
    async report(id, worker, { stage, done, total, unit, ratePerSecond, secondsLeft, log }, leaseMs, now) {
      const values = [id, worker, stage, done, total, unit, ratePerSecond, secondsLeft, later(now, leaseMs), log, now, logLinesMax]
      const { rows } = await database.query<{ state: string }>(jobStatements.report, values)
      if (!rows[0]) return 'lost'
      return rows[0].state === 'stopping' ? 'stop' : 'go-on'
    },
    async finish(id, worker, end, now) {
      return database.transaction(async (inside) => {
        const ended = await finishJob(inside, id, worker, end, now)
        if (ended) return ended
        // What was asked for, sent again after a lost answer: it has no worker any more, and ended just then.
        const there = await one(inside, id)
        return there && there.endedAt === now && there.state === end.state ? there : undefined
      }, { repeatable: true })
    },
    async askStop(id, now) {
      return database.transaction(async (inside) => {
        await inside.query(jobStatements.askStop, [id, now])
        return one(inside, id)
      }, { repeatable: true })
    },
    async resume(id) {
      return database.transaction(async (inside) => {
        await inside.query(jobStatements.resume, [id])
        return one(inside, id)
      }, { repeatable: true })
    },
    async recover(now, isDead) {
      const { rows } = await database.query<{ id: string; worker: string }>(jobStatements.underWay)
      let recovered = 0
      for (const { id, worker } of rows) if (isDead(worker)) recovered += (await database.query(jobStatements.recover, [id, worker, now], { repeatable: true })).count
      return recovered
    },
    async filesNeeded(since) {
      return (await database.query<{ file: string }>(jobStatements.filesNeeded, [since])).rows.map(({ file }) => file)
    },
    async forget(endedBefore) {
      return (await database.query(jobStatements.forget, [endedBefore], { repeatable: true })).count
    },
    schedules: schedulesOver(database),
  }
}

/** Added twice under one id, it stands once: the answer is the one that stands. */
export async function addJob(inside: Database, given: Parameters<JobDesk['add']>[0]): Promise<Job> {
  const { id, organisationId, clientId, operation, title, input, actor, attemptsMax, createdAt, scheduleId, notBefore } = given
  await inside.query(jobStatements.add, [id, organisationId, clientId, operation, title, jsonText(input), actor.id, actor.name, attemptsMax, createdAt, scheduleId, notBefore])
  return jobOf((await inside.query<Row>(jobStatements.one, [id])).rows[0])!
}

async function finishJob(inside: Database, id: string, worker: string, end: Parameters<JobDesk['finish']>[2], now: string): Promise<Job | undefined> {
  const asked = async (sql: string, values: unknown[]) => jobOf((await inside.query<Row>(sql, [id, worker, ...values])).rows[0])
  if (end.state === 'done') return asked(jobStatements.done, [jsonText(end.output), now])
  if (end.state === 'stopped') return asked(jobStatements.stopped, [now])
  const error = jsonText(end.error)
  return end.retryAt === null ? asked(jobStatements.failed, [error, now]) : asked(jobStatements.again, [error, end.retryAt, now])
}

function jobOf(row: Row | undefined): Job | undefined {
  if (!row) return undefined
  const { actorId, actorName, ...rest } = row
  return { ...rest, actor: { id: actorId, name: actorName } }
}

function later(now: string, ms: number): string {
  return new Date(Date.parse(now) + ms).toISOString()
}
