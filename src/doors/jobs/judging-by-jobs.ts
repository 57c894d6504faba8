import { AsyncLocalStorage } from 'node:async_hooks'
import type { Actor } from '../../model/actor.js'
import type { Client, Job } from '../../model/desk-nouns.js'
import { CitewellError } from '../../model/error.js'
import { limits } from '../../model/limits.js'
import type { JudgingByJobs, Operation } from '../../model/operation.js'
import type { Outside } from '../../model/outside.js'
import { addJob, idOfKey } from '../../operations/jobs/start.js'
import { prepareJob } from './prepare-job.js'

export const judgeId = 'links.judge'

/** Jobs for one state of a site that came to nothing, after which something is wrong with more than the asker. */
const jobsMax = 20

/**
 * Judging by jobs, as operations ask for it. All who wait for the same table find the same job: its id is made from the
 * client, the site and the name of the table. It is somebody else's right that it runs by, so one that failed because
 * that person lost it is followed by one of our own.
 */
export function judgingByJobs(client: Client, operation: Operation, { outside, actor, waitMs, now }: { outside: Outside; actor: Actor; waitMs: number | null; now: string }): JudgingByJobs {
  const { desk: { jobs } } = outside
  // A change that waits for the table must not hold the job in its own transaction: nobody else would see it.
  const apart = AsyncLocalStorage.snapshot()

  const open = (state: Array<Job['state']>) => jobs.list({ organisationIds: [], clientIds: [client.id], machine: false, state, limit: limits.jobsWaitingMax })

  async function jobOf(site: string, key: string): Promise<Job> {
    const known = (await open(['waiting', 'running', 'stopping'])).find((job) => job.operation === judgeId && job.input.target === site)
    if (known) return known
    let id = idOfKey([client.id, judgeId, site, key].join('\n'))
    for (let tries = 0; tries < jobsMax; tries += 1) {
      const job = await jobs.get(id)
      if (job === undefined) return addJob(id, await prepareJob(operation, { client: client.id, target: site }, { outside, actor }), { wholeDesk: { jobs }, now })
      const isOver = job.state === 'done' || (job.state === 'failed' && job.actor.id !== actor.id && (job.error?.code === 'refused' || job.error?.code === 'not_found'))
      if (!isOver) return job
      id = idOfKey(`${id}\nagain`)
    }
    throw new CitewellError('unavailable', `The links of ${site} were judged ${jobsMax} times and the answer is gone each time. Look at the space on the disk of the server, then ask again.`)
  }

  return {
    waitMs,
    job: (site, key) => apart(() => jobOf(site, key)),
    look: (id) => apart(() => jobs.get(id)),
    underWay: async () => (await apart(() => open(['running', 'stopping'])))[0],
  }
}
