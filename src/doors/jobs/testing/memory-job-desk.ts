import type { JobDesk } from '../../../model/desk.js'
import type { Job, Schedule } from '../../../model/desk-nouns.js'

interface Held {
  job: Job
  worker: string | null
  leaseUntil: number
}

const isUnderWay = ({ state }: Job) => state === 'running' || state === 'stopping'
const hasEnded = ({ state }: Job) => state === 'done' || state === 'failed' || state === 'stopped'
const nowhere = { stage: null, done: null, total: null, unit: null, ratePerSecond: null, secondsLeft: null }

/** The slow, obvious job desk: what the statements of the desk must do, for tests of the runner without a database. */
export function memoryJobDesk(): JobDesk {
  const held: Held[] = []
  const schedules = new Map<string, Schedule>()
  let made = 0
  const find = (id: string) => held.find(({ job }) => job.id === id)
  const copy = (one: Held | undefined) => one && structuredClone(one.job)
  const ownerOf = ({ clientId }: Job) => clientId ?? ''
  const mine = (id: string, worker: string) => {
    const one = find(id)
    return one && one.worker === worker && isUnderWay(one.job) ? one : undefined
  }
  const release = (one: Held, change: Partial<Job>) => {
    Object.assign(one.job, change)
    one.worker = null
  }
  /** As a job whose worker is gone goes on: it waits again, or is stopped if that was asked. */
  const giveBack = (one: Held, now: string) => release(one, one.job.state === 'stopping' ? { state: 'stopped', endedAt: now, ...nowhere } : { state: 'waiting', ...nowhere })
  const within = (one: { clientId: string | null; organisationId: string | null }, query: { organisationIds: readonly string[]; clientIds: readonly string[]; machine: boolean }) =>
    one.clientId !== null ? query.clientIds.includes(one.clientId) : one.organisationId !== null ? query.organisationIds.includes(one.organisationId) : query.machine

  const desk: JobDesk = {
    async add({ notBefore = null, ...given }) {
      const there = find(given.id)
      if (there) return structuredClone(there.job)
      const job: Job = { ...structuredClone(given), state: 'waiting', ...nowhere, attempt: 0, notBefore, startedAt: null, endedAt: null, output: null, error: null, log: [] }
      held.push({ job, worker: null, leaseUntil: 0 })
      return structuredClone(job)
    },
    get: async (id) => copy(find(id)),
    async list(query) {
      const newest = held.filter(({ job }) => within(job, query)).sort((a, b) => (a.job.createdAt === b.job.createdAt ? (a.job.id < b.job.id ? 1 : -1) : a.job.createdAt < b.job.createdAt ? 1 : -1))
      const from = query.before === undefined ? 0 : newest.findIndex(({ job }) => job.id === query.before) + 1
      return newest.slice(from).filter(({ job }) => query.state === undefined || query.state.includes(job.state)).slice(0, query.limit).map((one) => structuredClone(one.job))
    },
    async claim(worker, leaseMs, now) {
      const at = Date.parse(now)
      for (const one of held) if (isUnderWay(one.job) && one.leaseUntil < at) giveBack(one, now)
      const busy = new Set(held.filter(({ job }) => isUnderWay(job)).map(({ job }) => ownerOf(job)))
      const lastBegun = (job: Job) => held.filter((other) => ownerOf(other.job) === ownerOf(job)).reduce((latest, other) => (latest > (other.job.startedAt ?? '') ? latest : (other.job.startedAt ?? '')), '')
      const next = held
        .filter(({ job }) => job.state === 'waiting' && !busy.has(ownerOf(job)) && (job.notBefore === null || job.notBefore <= now))
        .sort((a, b) => [lastBegun(a.job), a.job.createdAt, a.job.id].join() < [lastBegun(b.job), b.job.createdAt, b.job.id].join() ? -1 : 1)[0]
      if (!next) return undefined
      Object.assign(next.job, { ...nowhere, state: 'running', attempt: next.job.attempt + 1, startedAt: now, endedAt: null, notBefore: null, error: null })
      next.worker = worker
      next.leaseUntil = at + leaseMs
      return structuredClone(next.job)
    },
    async report(id, worker, { log, ...progress }, leaseMs, now) {
      const one = mine(id, worker)
      if (!one) return 'lost'
      Object.assign(one.job, progress)
      one.leaseUntil = Date.parse(now) + leaseMs
      if (log !== undefined) one.job.log = [...one.job.log, { at: now, text: log }].slice(-200)
      return one.job.state === 'stopping' ? 'stop' : 'go-on'
    },
    async finish(id, worker, end, now) {
      const one = mine(id, worker)
      if (!one) return undefined
      if (end.state === 'done') release(one, { state: 'done', output: structuredClone(end.output), error: null, endedAt: now })
      else if (end.state === 'stopped') release(one, { state: 'stopped', endedAt: now })
      else if (end.retryAt === null) release(one, { state: 'failed', error: end.error, endedAt: now })
      else if (one.job.state === 'stopping') release(one, { state: 'stopped', error: end.error, endedAt: now })
      else release(one, { state: 'waiting', error: end.error, notBefore: end.retryAt })
      return structuredClone(one.job)
    },
    async askStop(id, now) {
      const one = find(id)
      if (one?.job.state === 'waiting') release(one, { state: 'stopped', endedAt: now })
      else if (one?.job.state === 'running') one.job.state = 'stopping'
      return copy(one)
    },
    async resume(id) {
      const one = find(id)
      if (one && (one.job.state === 'stopped' || one.job.state === 'failed')) release(one, { ...nowhere, state: 'waiting', attempt: 0, notBefore: null, endedAt: null, error: null })
      return copy(one)
    },
    async recover(now, isDead) {
      const dead = held.filter(({ job, worker }) => isUnderWay(job) && worker !== null && isDead(worker))
      for (const one of dead) giveBack(one, now)
      return dead.length
    },
    async filesNeeded(since) {
      const needed = new Set<string>()
      const gather = (value: unknown): void => {
        if (typeof value !== 'object' || value === null) return
        if ('file' in value && typeof value.file === 'string') needed.add(value.file)
        for (const inner of Object.values(value)) gather(inner)
      }
      for (const { job } of held) {
        gather(job.output)
        if (!hasEnded(job) || (job.state !== 'done' && job.endedAt! >= since)) gather(job.input)
      }
      return [...needed]
    },
    async forget(endedBefore) {
      const kept = held.filter(({ job }) => !hasEnded(job) || job.endedAt! >= endedBefore)
      return held.splice(0, held.length, ...kept).length - kept.length
    },
    schedules: {
      list: async (query) => [...schedules.values()].filter((one) => within(one, query)).map((one) => structuredClone(one)),
      get: async (id) => structuredClone(schedules.get(id)),
      async save({ version: _version, ...given }, { at }) {
        const there = schedules.get(given.id)
        const saved: Schedule = { ...structuredClone(given), lastJobId: there?.lastJobId ?? null, createdAt: there?.createdAt ?? at, version: (there?.version ?? 0) + 1 }
        schedules.set(saved.id, saved)
        return structuredClone(saved)
      },
      remove: async (id) => schedules.delete(id),
      async fire(now, next) {
        const jobs: Job[] = []
        for (const one of schedules.values()) {
          if (one.paused || one.nextAt === null || one.nextAt > now) continue
          const { organisationId, clientId, operation, title, input, actor, id: scheduleId } = one
          // Before anything is waited for, so that two that look at once don't both start it.
          one.nextAt = next(one.cron, one.timeZone, now)
          const last = one.lastJobId === null ? undefined : await desk.get(one.lastJobId)
          if (last !== undefined && !hasEnded(last)) continue
          const job = await desk.add({ id: `fired-${(made += 1)}`, organisationId, clientId, operation, title, input, actor, attemptsMax: 5, createdAt: now, scheduleId })
          one.lastJobId = job.id
          jobs.push(job)
        }
        return jobs
      },
    },
  }
  return desk
}
