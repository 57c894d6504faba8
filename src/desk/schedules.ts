import { randomUUID } from 'node:crypto'
import { isMissingReference, type Database } from '../model/database.js'
import type { Changed, JobDesk } from '../model/desk.js'
import { ScheduleSchema, type Job, type Schedule } from '../model/desk-nouns.js'
import { CitewellError } from '../model/error.js'
import { jsonText } from './cells.js'
import { checked } from './checked.js'
import { addJob } from './job-desk.js'
import { jobStatements } from './statements/jobs.js'
import { scheduleStatements } from './statements/schedules.js'

/** Tries of a job that a schedule made. */
const attemptsMax = 5

type Row = Omit<Schedule, 'actor'> & { actorId: string; actorName: string }

export function schedulesOver(database: Database): JobDesk['schedules'] {
  return {
    async list({ organisationIds, clientIds, machine }) {
      const { rows } = await database.query<Row>(scheduleStatements.list, [[...clientIds], [...organisationIds], machine])
      return rows.map((row) => scheduleOf(row)!)
    },
    async get(id) {
      return scheduleOf((await database.query<Row>(scheduleStatements.one, [id])).rows[0])
    },
    async save(given, { by, at }) {
      const whole = checked(ScheduleSchema, { ...given, version: given.version ?? 1, lastJobId: null, createdAt: at })
      const { id, clientId, organisationId, operation, title, input, cron, timeZone, paused, actor, nextAt, version } = whole
      const values = [id, clientId, organisationId, operation, title, jsonText(input), cron, timeZone, paused, actor.id, actor.name, nextAt, by, at]
      try {
        return await database.transaction(async (inside) => {
          const saved = given.version === undefined ? await inside.query<Row>(scheduleStatements.add, values) : await inside.query<Row>(scheduleStatements.change, [...values, version])
          if (saved.rows[0]) return scheduleOf(saved.rows[0])!
          const there = scheduleOf((await inside.query<Row>(scheduleStatements.one, [id])).rows[0])
          const last = (await inside.query<Changed>(scheduleStatements.changed, [id])).rows[0]
          if (!there || !last || there.clientId !== clientId || there.organisationId !== organisationId) throw new CitewellError('not_found', `There is no schedule ${id}.`)
          // What was asked for, sent again after a lost answer.
          if (last.by === by && last.at === at) return there
          throw new CitewellError('conflict', given.version === undefined ? `There is a schedule ${id} already. Give its version to change it.` : `${last.by} changed this schedule on ${last.at} (version ${there.version}, yours is ${version}). Look at it again; nothing was changed.`)
        }, { repeatable: true })
      } catch (error) {
        if (isMissingReference(error)) throw new CitewellError('not_found', `There is no client ${clientId}.`, { cause: error })
        throw error
      }
    },
    async remove(id) {
      return (await database.query(scheduleStatements.remove, [id], { repeatable: true })).count > 0
    },
    async fire(now, next) {
      if ((await database.query(scheduleStatements.isDue, [now])).count === 0) return []
      return database.transaction(async (inside) => {
        const { rows } = await inside.query<Row>(scheduleStatements.due, [now])
        const jobs: Job[] = []
        for (const row of rows) {
          const { id, clientId, organisationId, operation, title, input, actor, cron, timeZone, lastJobId } = scheduleOf(row)!
          // What takes longer than its time between two beginnings is not begun beside itself, and does not pile up.
          if (lastJobId !== null && (await inside.query(jobStatements.isOpen, [lastJobId])).count > 0) {
            await inside.query(scheduleStatements.fired, [id, next(cron, timeZone, now), lastJobId])
            continue
          }
          const job = await addJob(inside, { id: randomUUID(), organisationId, clientId, operation, title, input, actor, attemptsMax, createdAt: now, scheduleId: id })
          await inside.query(scheduleStatements.fired, [id, next(cron, timeZone, now), job.id])
          jobs.push(job)
        }
        return jobs
      }, { repeatable: true })
    },
  }
}

function scheduleOf(row: Row | undefined): Schedule | undefined {
  if (!row) return undefined
  const { actorId, actorName, ...rest } = row
  return { ...rest, actor: { id: actorId, name: actorName } }
}
