import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../model/operation.js'
import type { TargetScope } from '../model/outside.js'
import { judgingStage } from './judge-site.js'
import { ensureJudged } from './judge.js'

/** From here on it is brought to its end: what came in meanwhile is then judged alone, after it. */
const shareMax = 0.5
/** Where something new comes in all the time, one judging has to come to its end all the same. */
const begunMax = 3

/**
 * Judges a site as a job, or leaves it to the job that waits behind it: an import that would make the answers stale and
 * judges at its own end. What came in otherwise while less than half was judged is judged with the rest, from the
 * beginning, so that nothing is judged twice over. False where it was left. Every `lookMs` it looks for both.
 */
export async function judgeLately(scope: TargetScope, context: Context, { lookMs = 2_000 } = {}): Promise<boolean> {
  if (context.job === undefined) {
    await ensureJudged(scope, context)
    return true
  }
  for (let begun = 1; ; begun += 1) {
    const ended = await untilOvertaken(scope, context, context.job, { lookMs, mayBegin: begun < begunMax })
    if (ended !== 'stale') return ended === 'judged'
  }
}

async function untilOvertaken(scope: TargetScope, context: Context, job: NonNullable<Context['job']>, { lookMs, mayBegin }: { lookMs: number; mayBegin: boolean }): Promise<'judged' | 'left' | 'stale'> {
  const { index, desk, signal } = context
  if (await job.judgedAfter()) return 'left'
  const ground = async () => `${await index.generation()} ${await desk.revision(scope.domain)}`
  const before = await ground()
  const overtaken = new AbortController()
  const over = new AbortController()
  let share = 0
  let why: 'left' | 'stale' | undefined
  const watch = async () => {
    for (;;) {
      await sleep(lookMs, undefined, { signal: over.signal })
      if (share >= shareMax) return
      if (await job.judgedAfter()) why = 'left'
      else if (mayBegin && (await ground()) !== before) why = 'stale'
      else continue
      return overtaken.abort()
    }
  }
  // What cannot be looked at now is no reason to stop; nor is the end of the work, which ends the watch.
  const watching = watch().catch(() => undefined)
  try {
    await ensureJudged(scope, {
      ...context,
      signal: AbortSignal.any([signal, overtaken.signal]),
      progress(progress) {
        if (progress.stage === judgingStage && progress.done !== null && progress.total !== null && progress.total > 0) share = progress.done / progress.total
        context.progress(progress)
      },
    })
    return 'judged'
  } catch (error) {
    if (signal.aborted || !overtaken.signal.aborted || why === undefined) throw error
    return why
  } finally {
    over.abort()
    await watching
  }
}
