import { setTimeout as sleep } from 'node:timers/promises'
import type { Job } from '../model/desk-nouns.js'
import { CitewellError } from '../model/error.js'
import { limits } from '../model/limits.js'
import type { Context } from '../model/operation.js'
import type { LinkIndex, TargetScope } from '../model/outside.js'
import { siteOfScope } from './sites.js'

export type JudgedElsewhere = Pick<Context, 'index' | 'signal'> & Partial<Pick<Context, 'judging'>>

/** How often those who wait look for the table, and how often for the job that makes it. */
const tableLookMs = 200
const jobLookMs = 1_000

/**
 * Has a large site judged by a job and waits for its table: the process that answers people judges nothing that takes
 * long. Gives the name of the table to read, which is an older one for who would not wait longer; `again` when the job
 * has ended, since what is right may have changed meanwhile; undefined where the links are to be judged here.
 */
export async function judgedElsewhere(scope: TargetScope, key: string, { index, judging, signal }: JudgedElsewhere, { format, takesOlder }: { format: string; takesOlder: boolean }): Promise<string | undefined> {
  if (judging === undefined || !(await isLarge(scope, index))) return undefined
  const older = takesOlder || judging.waitMs !== null ? (await index.newestJudged(scope, format))?.key : undefined
  if (takesOlder && older !== undefined) return older
  let job = await judging.job(siteOfScope(scope), key)
  const { id } = job
  const from = performance.now()
  for (let lookedAt = from; ; ) {
    if (await index.hasJudged(scope, key)) return key
    if (job.state === 'done') return 'again'
    if (job.state === 'failed' || job.state === 'stopped') {
      if (older !== undefined) return older
      throw new CitewellError('unavailable', problemOf(scope, job))
    }
    const now = performance.now()
    if (older !== undefined && now - from >= judging.waitMs!) return older
    await sleep(tableLookMs, undefined, { signal })
    if (now - lookedAt < jobLookMs) continue
    lookedAt = now
    const seen = await judging.look(id)
    if (seen === undefined) return 'again'
    job = seen
  }
}

/** What whoever waits for a job that failed or was stopped is told, with what to do. */
export function problemOf(scope: TargetScope, { id, state, error }: Pick<Job, 'id' | 'state' | 'error'>): string {
  const what = state === 'stopped' ? 'Somebody stopped the job.' : (error?.message ?? 'The job failed.')
  return `The links of ${siteOfScope(scope)} are not judged. ${what} Let it go on under Jobs, or with citewell jobs resume ${id}`
}

const sizes = new WeakMap<LinkIndex, Map<string, Promise<boolean>>>()

/** True if judging takes longer than a person waits gladly. Counted once for each state of the index. */
export async function isLarge(scope: TargetScope, index: LinkIndex): Promise<boolean> {
  const { generation, sightings } = await index.info()
  // Most indexes are small as a whole, and then nothing is counted.
  if (sightings <= limits.judgedHereLinksMax) return false
  const known = sizes.get(index) ?? new Map<string, Promise<boolean>>()
  sizes.set(index, known)
  const name = `${generation} ${siteOfScope(scope)}`
  const counted = known.get(name) ?? index.sources(scope).then((spans) => spans.reduce((sum, { sightings: seen }) => sum + seen, 0) > limits.judgedHereLinksMax)
  if (!known.has(name)) {
    if (known.size >= sizesMax) known.clear()
    known.set(name, counted)
    counted.catch(() => known.delete(name))
  }
  return counted
}

const sizesMax = 1_000
