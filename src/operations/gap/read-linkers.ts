import { slices } from '../../lib/slices.js'
import { limits } from '../../model/limits.js'
import type { ListedLink } from '../../model/listed-link.js'
import type { Context } from '../../model/operation.js'
import type { ReferringDomainRow, TargetScope } from '../../model/outside.js'
import type { RivalLinker } from '../../prospects/link-gap.js'
import { linkQuery } from '../link-query.js'

type Reads = Pick<Context, 'index' | 'signal'>

/** Referring domains of one site that are read at most; the best come first. */
const domainsMax = 200_000

/** All referring domains of a site, with (true) or without (false) a link that is not lost. */
export async function allDomains(scope: TargetScope, key: string, live: boolean, { index, signal }: Reads): Promise<{ rows: ReferringDomainRow[]; complete: boolean }> {
  const rows: ReferringDomainRow[] = []
  const pause = slices()
  for (;;) {
    signal.throwIfAborted()
    await pause()
    const page = await index.judgedDomains(scope, key, { live, limit: limits.listRowsMax, offset: rows.length })
    rows.push(...page.rows)
    if (page.rows.length < limits.listRowsMax) return { rows, complete: true }
    if (rows.length >= domainsMax) return { rows, complete: false }
  }
}

/** Who links to a rival, with the best link of each domain. */
export async function readLinkers(scope: TargetScope, key: string, context: Reads): Promise<{ linkers: RivalLinker[]; best: Map<string, ListedLink>; complete: boolean }> {
  const { rows, complete } = await allDomains(scope, key, true, context)
  const best = new Map<string, ListedLink>()
  const pause = slices()
  for (let offset = 0; offset < rows.length; offset += limits.listRowsMax) {
    context.signal.throwIfAborted()
    await pause()
    const page = await context.index.queryJudged(scope, key, linkQuery({ live: true, onePerDomain: true, limit: limits.listRowsMax, offset }))
    for (const link of page.rows) best.set(link.referringDomain, link)
    if (page.rows.length < limits.listRowsMax) break
  }
  const linkers = rows.map(({ referringDomain, tier, types, links, bestQuality, firstSeen, lastSeen }): RivalLinker => ({ domain: referringDomain, tier, types, links, bestQuality, firstSeen, lastSeen, findings: best.get(referringDomain)?.findings ?? [] }))
  return { linkers, best, complete }
}
