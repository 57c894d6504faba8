import { describe, expect, it } from 'vitest'
import type { Job } from '../model/desk-nouns.js'
import { limits } from '../model/limits.js'
import type { JudgingByJobs } from '../model/operation.js'
import type { LinkIndex } from '../model/outside.js'
import { judgedElsewhere, type JudgedElsewhere } from './judged-elsewhere.js'

const scope = { domain: 'clinic.example', host: null, pathPrefix: null }
const large = limits.judgedHereLinksMax + 1

/** A site as it is found, and what its job does while somebody waits. */
interface Case {
  title: string
  sightings?: number
  ofSite?: number
  hook?: boolean
  waitMs?: number | null
  older?: boolean
  takesOlder?: boolean
  /** State of the job when it is looked at, the first when it is begun. */
  states?: Array<Job['state'] | 'gone'>
  /** The table is there from the n-th look on. */
  tableAtLook?: number
  answer: string | undefined | RegExp
  jobs: number
}

const cases: Case[] = [
  { title: 'a small index is judged in place', sightings: large - 1, answer: undefined, jobs: 0 },
  { title: 'so is a small site in a large index', ofSite: 10, answer: undefined, jobs: 0 },
  { title: 'and everything where jobs are not carried out elsewhere', hook: false, older: true, answer: undefined, jobs: 0 },
  { title: 'a large one is waited for', tableAtLook: 2, answer: 'now', jobs: 1 },
  { title: 'whose job has ended looks again what is right now', states: ['running', 'done'], answer: 'again', jobs: 1 },
  { title: 'whose job is forgotten looks again', states: ['running', 'gone'], answer: 'again', jobs: 1 },
  { title: 'who would not wait longer gets the older table', waitMs: 0, older: true, answer: 'older', jobs: 1 },
  { title: 'but the right one where it is there in time', waitMs: 5_000, older: true, tableAtLook: 1, answer: 'now', jobs: 1 },
  { title: 'who would not wait waits all the same where there is none', waitMs: 0, tableAtLook: 2, answer: 'now', jobs: 1 },
  { title: 'who wants the right one waits although there is an older', older: true, tableAtLook: 2, answer: 'now', jobs: 1 },
  { title: 'a failed job is told with what to do', states: ['failed'], answer: /clinic\.example are not judged\. The disk is full\. .*citewell jobs resume job-1/u, jobs: 1 },
  { title: 'so is one that somebody stopped meanwhile', states: ['running', 'stopped'], answer: /Somebody stopped the job\. .*resume job-1/u, jobs: 1 },
  { title: 'with an older table that is shown instead', states: ['failed'], waitMs: 2_000, older: true, answer: 'older', jobs: 1 },
  { title: 'who only looks something up takes the older table at once', takesOlder: true, older: true, answer: 'older', jobs: 0 },
  { title: 'or waits where there is none', takesOlder: true, tableAtLook: 1, answer: 'now', jobs: 1 },
]

describe('a site that is not judged', () => {
  it.each(cases)('$title', async ({ sightings = large, ofSite = large, hook = true, waitMs = null, older = false, takesOlder = false, states = ['running'], tableAtLook = Infinity, answer, jobs }) => {
    let looks = 0
    let begun = 0
    let asked = 0
    const jobIn = (state: Job['state'] | 'gone') => (state === 'gone' ? undefined : ({ id: 'job-1', state, error: state === 'failed' ? { code: 'internal', message: 'The disk is full.' } : null } as Job))
    const judging: JudgingByJobs = {
      waitMs,
      job: async () => {
        begun += 1
        return jobIn(states[0]!)!
      },
      look: async () => jobIn(states[Math.min(states.length - 1, (asked += 1))]!),
      underWay: async () => undefined,
    }
    const index = {
      info: async () => ({ generation: 1, sightings }),
      sources: async () => [{ sightings: ofSite - 1 }, { sightings: 1 }],
      hasJudged: async () => (looks += 1) > tableAtLook,
      newestJudged: async () => (older ? { key: 'older', format: '1', at: '' } : undefined),
    } as unknown as LinkIndex
    const context: JudgedElsewhere = { index, signal: AbortSignal.timeout(10_000), ...(hook ? { judging } : {}) }
    const given = judgedElsewhere(scope, 'now', context, { format: '1', takesOlder })
    if (answer instanceof RegExp) await expect(given).rejects.toThrow(answer)
    else expect(await given).toBe(answer)
    expect(begun).toBe(jobs)
  })

  it('is waited for no longer by who has gone', async () => {
    const gone = new AbortController()
    const judging: JudgingByJobs = { waitMs: null, job: async () => ({ id: 'job-1', state: 'running' }) as Job, look: async () => undefined, underWay: async () => undefined }
    const index = { info: async () => ({ generation: 1, sightings: large }), sources: async () => [{ sightings: large }], hasJudged: async () => false, newestJudged: async () => undefined } as unknown as LinkIndex
    const waiting = judgedElsewhere(scope, 'now', { index, judging, signal: gone.signal }, { format: '1', takesOlder: false })
    gone.abort()
    await expect(waiting).rejects.toThrow(/abort/iu)
  })
})
