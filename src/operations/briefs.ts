import type { BriefLink } from '../model/facts.js'
import type { Context } from '../model/operation.js'
import type { TargetScope } from '../model/outside.js'

/** Judgements of several links of a judged table, in the order asked; those that are not there are left out. */
export async function briefsOf(scope: TargetScope, key: string, ids: readonly string[], { index }: Pick<Context, 'index'>): Promise<BriefLink[]> {
  const found = await Promise.all(ids.map((id) => index.judgedLink(scope, key, id)))
  return found.filter((brief) => brief !== undefined)
}
