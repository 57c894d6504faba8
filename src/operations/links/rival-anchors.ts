import { createHash } from 'node:crypto'
import { anchorVotes, votedPage, type AnchoredLink } from '../../audits/anchors/anchor-tests.js'
import { anchorMix, compareWithCohort, type CohortComparison } from '../../audits/anchors/cohort.js'
import { readAsOwn, rivalNames, rivalPagesMax, rivalSite } from '../../audits/anchors/rival-site.js'
import type { AnchorMix } from '../../model/anchor-mix.js'
import type { Context } from '../../model/operation.js'
import type { TargetScope } from '../../model/outside.js'
import type { PageRecord } from '../../model/page.js'
import { emptyProfile, type ProviderProfile } from '../../model/profile.js'
import { ensureJudged } from '../judge.js'
import { keptAnswer } from '../kept-answers.js'
import { rivalScopes } from '../overview/rivals.js'
import { siteOfScope } from '../sites.js'

export interface AnchorComparison extends CohortComparison {
  own: AnchorMix
  /** Those of which the index holds a known, followed anchor. */
  rivals: Array<{ site: string; mix: AnchorMix }>
  /** How many rivals are named at all. */
  namedCount: number
  /** Beyond those that are compared. */
  leftOut: string[]
  /** Rivals that were counted and of whose names only the domain is known. */
  unnamed: string[]
}

/** The anchors of a judged site beside those of its rivals, all of them read by what the site itself offers (AN-20). */
export async function compareAnchors(scope: TargetScope, own: AnchorMix, context: Context): Promise<AnchorComparison> {
  const profile = (await context.desk.profile(scope.domain)) ?? emptyProfile
  const { compared, leftOut } = await rivalScopes(scope, context)
  const rivals: Array<{ site: string; mix: AnchorMix }> = []
  const unnamed: string[] = []
  for (const rival of compared) {
    context.signal.throwIfAborted()
    const { mix, isNamed } = await rivalMix(rival, profile, context)
    if (mix.n === 0) continue
    rivals.push({ site: siteOfScope(rival.scope), mix })
    if (!isNamed) unnamed.push(siteOfScope(rival.scope))
  }
  return { own, rivals, namedCount: compared.length + leftOut.length, leftOut, unnamed, ...compareWithCohort(own, rivals.map(({ mix }) => mix), unnamed.length === 0) }
}

async function rivalMix({ scope, name }: { scope: TargetScope; name: string }, profile: ProviderProfile, context: Context): Promise<{ mix: AnchorMix; isNamed: boolean }> {
  const key = await ensureJudged(scope, context)
  const saved = await context.desk.profile(scope.domain)
  const read = createHash('sha256').update(JSON.stringify([profile, saved ?? null, name])).digest('hex')
  return keptAnswer(`anchors read by ${read}`, scope, key, context, async () => {
    const pages: PageRecord[] = []
    for await (const page of context.index.targetPages(scope)) if (pages.push(page) >= rivalPagesMax) break
    const names = rivalNames(saved, name === scope.domain ? [] : [name], pages)
    const site = rivalSite(scope.domain, profile, names, pages)
    const links: AnchoredLink[] = []
    for await (const brief of context.index.judgedAll(scope, key)) {
      context.signal.throwIfAborted()
      // What somebody corrected stays as it is.
      const isCorrected = brief.corrected.some(({ field }) => field === 'anchorKind')
      links.push(isCorrected ? brief : readAsOwn(brief, site, context.lists))
    }
    return { mix: anchorMix(anchorVotes(links, votedPage)), isNamed: names.names.length > 0 }
  })
}
