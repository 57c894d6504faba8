import { z } from 'zod'
import { decideDisavow, readDisavow, type DisavowDecision, type DisavowInput } from '../../decisions/index.js'
import { readWhole } from '../../model/file-input.js'
import { limits } from '../../model/limits.js'
import { fileSchema, type Context } from '../../model/operation.js'
import { emptyProfile } from '../../model/profile.js'
import { ensureJudged } from '../judge.js'
import { siteInput } from '../schemas.js'
import { scopeOf } from '../sites.js'
import { decidingDomains, lookedAtLinks } from './deciding-links.js'

/** What `disavow decide` and `disavow build` are asked; the same walk for both. */
export const decisionInput = z.object({
  target: siteInput,
  manualAction: z.string().max(20_000).optional().describe('Text of a manual action from Search Console, if there is one'),
  arranged: z.array(z.string()).default([]).describe('Domains whose links you or your agency bought, exchanged or placed'),
  arrangedNote: z.string().max(500).optional().describe('What was arranged, in your words; kept in the comment of the file'),
  removal: z.enum(['asked', 'impossible']).optional().describe('Removal was asked for, or is impossible'),
  drop: z.boolean().optional().describe('Visits or rankings dropped'),
  list: z.array(z.string()).default([]).describe('Domains or page addresses you want to see listed'),
  whole: z.array(z.string()).default([]).describe('Domains confirmed to be listed whole instead of page by page, or "all"'),
  reviewer: z.string().max(100).optional().describe('Name of the person who reviewed each line'),
  full: z.boolean().default(false).describe('Give every domain instead of the first ten, and print the whole memo, which has its own bounds'),
  earlier: fileSchema().optional().describe('The disavow file in force; an upload replaces it, so it is always merged'),
})
export type DecisionInput = z.output<typeof decisionInput>

/** The decision for a site on what people told; with the bytes of the earlier file, for the backup. */
export async function decide(input: DecisionInput, context: Context): Promise<{ decision: DisavowDecision; earlier: Uint8Array | null }> {
  const scope = scopeOf(input.target)
  const key = await ensureJudged(scope, context)
  const profile = (await context.desk.profile(scope.domain)) ?? emptyProfile
  const domains = await decidingDomains(scope, key, profile, context)
  // A real file may be larger than a new one may be: it is read whole and the decision says so.
  const earlier = input.earlier === undefined ? null : await readWhole(input.earlier, limits.wholeFileBytesMax)
  const told: Omit<DisavowInput, 'links'> = {
    site: scope.host ?? scope.domain,
    profile,
    digests: domains.digests,
    reviews: domains.reviews,
    findings: domains.profileFindings,
    lists: context.lists,
    asOf: context.now,
    earlier: earlier === null ? undefined : readDisavow(earlier, input.earlier?.name),
    manualActionText: input.manualAction,
    arranged: input.arranged,
    arrangedNote: input.arrangedNote,
    removalTried: input.removal === undefined ? undefined : input.removal === 'asked' ? true : 'impossible',
    drop: input.drop,
    requested: input.list,
    confirmedDomains: input.whole.includes('all') ? 'all' : input.whole,
    reviewer: input.reviewer,
  }
  return { decision: decideDisavow({ ...told, links: await lookedAtLinks(scope, key, domains, told, context) }), earlier }
}
