import { z } from 'zod'
import type { Job } from '../../model/desk-nouns.js'
import { defineOperation, type Context } from '../../model/operation.js'
import type { TargetScope } from '../../model/outside.js'
import { clientSiteInput, mainSite } from '../client-site.js'
import { judgingStage } from '../judge-site.js'
import { currentKey, judgingUnderWay, tableFormat } from '../judge.js'
import { isLarge, problemOf } from '../judged-elsewhere.js'
import { scopeOf, siteOfScope } from '../sites.js'
import judge from './judge.js'

const Answer = z.object({
  state: z.enum(['ready', 'judging', 'waiting']).describe('ready: listings are answered at once, or as soon as they are asked for; waiting: other work comes first, or something must be done'),
  done: z.number().nullable().describe('Links judged so far'),
  total: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  showing: z.enum(['current', 'older', 'nothing']).describe('What whoever would not wait is shown meanwhile'),
  judgedAt: z.string().nullable().describe('For when what is shown was judged'),
  problem: z.string().nullable().describe('Why it does not go on, and what to do'),
  job: z.string().nullable().describe('The job that judges, if there is one'),
})
type Answer = z.infer<typeof Answer>

export default defineOperation({
  id: 'links.judging',
  summary: 'Tell how far the judging of a site\'s links is, and what is shown meanwhile',
  description: 'The links of a large site that changed are judged by a job, which this begins like any listing does.',
  effect: 'read',
  input: z.object({ target: clientSiteInput }),
  output: Answer,
  positional: ['target'],
  example: 'citewell links judging clinic.example',
  words: ({ state, done, total, problem }) => problem ?? (state === 'ready' ? 'Judged.' : state === 'judging' && done !== null && total !== null ? `Judging: ${done} of ${total} links.` : 'Waits to be judged.'),
  async run({ target }, context): Promise<Answer> {
    const site = target ?? (await mainSite(context))
    if (site === null) return { ...nothingTold, state: 'ready', showing: 'nothing', judgedAt: null }
    const scope = scopeOf(site)
    const { key } = await currentKey(scope, context)
    const newest = await context.index.newestJudged(scope, tableFormat)
    const judgedAt = newest?.at ?? null
    if (await context.index.hasJudged(scope, key)) return { ...nothingTold, state: 'ready', showing: 'current', judgedAt }
    const showing = newest === undefined ? 'nothing' : 'older'
    return { ...nothingTold, showing, judgedAt, ...(await howFar(scope, key, context)) }
  },
})

const nothingTold = { done: null, total: null, secondsLeft: null, problem: null, job: null }

async function howFar(scope: TargetScope, key: string, context: Context): Promise<Pick<Answer, 'state'> & Partial<Answer>> {
  const { index, judging } = context
  const here = judgingUnderWay(scope, key, index)
  if (here !== undefined) return { state: 'judging', ...here }
  // What is judged where it is asked for waits for nobody.
  if (judging === undefined || !(await isLarge(scope, index))) return { state: 'ready' }
  // What is under way comes first. An import judges at its end, so nothing is begun beside it.
  const first = await judging.underWay()
  const job = first ?? (await judging.job(siteOfScope(scope), key))
  if (job.state === 'failed' || job.state === 'stopped') return { state: 'waiting', problem: problemOf(scope, job), job: job.id }
  return { state: first?.operation === judge.id ? 'judging' : 'waiting', job: job.id, ...progressOf(job) }
}

function progressOf({ state, stage, done, total, secondsLeft }: Job): Partial<Answer> {
  return state !== 'waiting' && stage === judgingStage ? { state: 'judging', done, total, secondsLeft } : {}
}
