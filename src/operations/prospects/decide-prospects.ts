import { z } from 'zod'
import { ProspectSchema, type Prospect } from '../../model/desk-nouns.js'
import { CitewellError } from '../../model/error.js'
import type { Context } from '../../model/operation.js'
import { changedBy } from '../records.js'

/** What every decision on prospects is asked and answers. */
export const decisionInput = {
  ids: z.array(z.string().min(1).max(64)).min(1).max(500).describe('Ids, as listed'),
  comment: z.string().trim().max(2_000).default('').describe('Why; kept with the decision'),
}
export const decisionOutput = z.object({ saved: z.array(ProspectSchema) })

/**
 * Decides on prospects, all or none. A veto holds: who can only approve or decline does not lift it, it has to be opened
 * again first, with the reason on record.
 */
export async function decideProspects(ids: readonly string[], comment: string, state: Prospect['state'], from: ReadonlyArray<Prospect['state']>, context: Context): Promise<{ saved: Prospect[] }> {
  const { by, at } = changedBy(context)
  const found: Prospect[] = []
  for (const id of new Set(ids)) {
    const prospect = await context.desk.prospects.get(id)
    if (prospect === undefined) throw new CitewellError('not_found', `There is no prospect ${id}. Nothing was decided.`)
    if (prospect.state !== state && !from.includes(prospect.state)) {
      throw new CitewellError('conflict', prospect.state === 'vetoed'
        ? `${prospect.domain} was vetoed by ${prospect.decidedBy ?? 'somebody'}: ${prospect.comment || 'no reason kept'}. Open it again first (prospects reopen). Nothing was decided.`
        : `${prospect.domain} is ${prospect.state}, so it can't be ${state} now. Nothing was decided.`)
    }
    found.push(prospect)
  }
  const saved: Prospect[] = []
  for (const prospect of found) {
    saved.push(prospect.state === state ? prospect : await context.desk.prospects.save({ ...prospect, state, comment, decidedBy: state === 'proposed' ? null : by, decidedAt: state === 'proposed' ? null : at }, { by, at }))
  }
  return { saved }
}
