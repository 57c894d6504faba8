import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../model/operation.js'
import type { TargetScope } from '../model/outside.js'
import { mainSite } from './client-site.js'
import { judgingStage } from './judge-site.js'
import { ensureJudged } from './judge.js'
import { scopeOf, siteOfScope } from './sites.js'

/** From here on it is brought to its end: what came in meanwhile is then judged alone, after it. */
const shareMax = 0.5
/** Where something new comes in all the time, one judging has to come to its end all the same. */
const begunMax = 3

/**
 * Judges a site as a job, or leaves it to the job that waits behind it: an import that would make the answers stale and
 * judges this very site at its own end, the main one of the client or that which it names. What came in otherwise while less than half was judged is judged with the rest, from the
 * beginning, so that nothing is judged twice over. False where it was left. Every `lookMs` it looks for both.
 */
export async function judgeLately(scope: TargetScope, context: Context, { lookMs = 2_000 } = {}): Promise<boolean> {
  const { job } = context
  if (job === undefined) {
    await ensureJudged(scope, context)
    return true
  }
  const isThis = (site: string | null) => site !== null && isSame(site, scope)
  const isMain = isThis(await mainSite(context))
  const isLeft = () => job.judgedAfter((site) => isMain || isThis(site))
  for (let begun = 1; ; begun += 1) {
    const ended = await untilOvertaken(scope, context, isLeft, { lookMs, mayBegin: begun < begunMax })
    if (ended !== 'stale') return ended === 'judged'
  }
}

/** What another job names may be no site at all: it says so when it runs. */
function isSame(site: string, scope: TargetScope): boolean {
  try {
    return siteOfScope(scopeOf(site)) === siteOfScope(scope)
  } catch {
    return false
  }
}

async function untilOvertaken(scope: TargetScope, context: Context, isLeft: () => Promise<boolean>, { lookMs, mayBegin }: { lookMs: number; mayBegin: boolean }): Promise<'judged' | 'left' | 'stale'> {
  const { index, desk, signal } = context
  if (await isLeft()) return 'left'
  const ground = async () => `${await index.generation()} ${await desk.revision(scope.domain)}`
  const before = await ground()
  const overtaken = new AbortController()
  const over = new AbortController()
  let share = 0
  let why: 'left' | 'stale' | undefined
  const look = async () => {
    if (await isLeft()) return 'left'
    return mayBegin && (await ground()) !== before ? 'stale' : undefined
  }
  const watch = async () => {
    for (;;) {
      await sleep(lookMs, undefined, { signal: over.signal })
      if (share >= shareMax) return
      // What cannot be looked at now is no reason to stop, and may be looked at the next time.
      why = await look().catch(() => undefined)
      if (why !== undefined) return overtaken.abort()
    }
  }
  // The end of the work ends the watch.
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
