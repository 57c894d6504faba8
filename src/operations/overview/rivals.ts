import { z } from 'zod'
import { LinkGroupSchema, type JudgedSummary } from '../../model/judged-summary.js'
import type { Context } from '../../model/operation.js'
import type { TargetScope } from '../../model/outside.js'
import { ensureJudged } from '../judge.js'
import { scopeOf, siteOfScope } from '../sites.js'

/** Rivals that are compared at most; anchors.md 4.5 asks for five to fifteen. */
export const rivalsMax = 15

export const GroupShareSchema = z.object({ group: LinkGroupSchema, links: z.number().int(), referringDomains: z.number().int(), share: z.number() })

export const RivalSchema = z.object({
  site: z.string(), name: z.string(), links: z.number().int(), referringDomains: z.number().int(), recognisable: z.number().int().describe('Referring domains of tier 1 to 3'),
  groups: z.array(GroupShareSchema), tiers: z.array(z.object({ tier: z.number().int(), referringDomains: z.number().int() })),
})
export type Rival = z.infer<typeof RivalSchema>

/** Scopes of the rivals of a site: competitors that were saved and those of its profile, each once; and those beyond what is compared. */
export async function rivalScopes(scope: TargetScope, { desk }: Pick<Context, 'desk'>): Promise<{ compared: Array<{ scope: TargetScope; name: string }>; leftOut: string[] }> {
  const [competitors, profile] = await Promise.all([desk.competitors.list(), desk.profile(scope.domain)])
  const named = new Map(competitors.map(({ domain, name }) => [domain, name]))
  for (const rival of profile?.rivals ?? []) if (!named.has(scopeOf(rival).domain)) named.set(scopeOf(rival).domain, '')
  named.delete(scope.domain)
  const rivals = [...named].map(([domain, name]) => ({ scope: scopeOf(domain), name: name || domain }))
  return { compared: rivals.slice(0, rivalsMax), leftOut: rivals.slice(rivalsMax).map(({ scope: { domain } }) => domain) }
}

/** What the index holds of the rivals; those of which it has no link; and those that are not compared, being too many. */
export async function rivalNumbers(scope: TargetScope, context: Context): Promise<{ rivals: Rival[]; without: string[]; leftOut: string[] }> {
  const rivals: Rival[] = []
  const without: string[] = []
  const { compared, leftOut } = await rivalScopes(scope, context)
  for (const { scope: rival, name } of compared) {
    context.signal.throwIfAborted()
    const key = await ensureJudged(rival, context)
    const summary = await context.index.judgedSummary(rival, key)
    if (summary.totals.links === 0) without.push(siteOfScope(rival))
    else rivals.push({
      site: siteOfScope(rival), name, links: summary.totals.links, referringDomains: summary.totals.referringDomains, recognisable: summary.totals.recognisable,
      groups: groupShares(summary), tiers: summary.tiers.map(({ tier, referringDomains }) => ({ tier, referringDomains })),
    })
  }
  return { rivals, without, leftOut }
}

/** Groups with their share; a domain with links of two groups speaks in both. */
export function groupShares({ groups }: Pick<JudgedSummary, 'groups'>): Array<z.infer<typeof GroupShareSchema>> {
  const total = groups.reduce((sum, { referringDomains }) => sum + referringDomains, 0)
  return groups.map(({ group, links, referringDomains }) => ({ group, links, referringDomains, share: total === 0 ? 0 : referringDomains / total }))
}
