import type { Context } from '../model/operation.js'
import type { ReferringDomainRow, TargetScope } from '../model/outside.js'

/** What is counted of one referring domain; undefined if no link from it is known. */
export async function domainRow(scope: TargetScope, key: string, domain: string, { index }: Pick<Context, 'index'>): Promise<ReferringDomainRow | undefined> {
  const { rows } = await index.judgedDomains(scope, key, { domain, text: domain, limit: 1_000 })
  return rows.find(({ referringDomain }) => referringDomain === domain)
}
