import { z } from 'zod'
import { checkRelDue } from '../../decisions/index.js'
import { ConsiderationSchema, type Consideration } from '../../model/desk-nouns.js'
import { shownLink, type ListedLink } from '../../model/listed-link.js'
import type { Context } from '../../model/operation.js'
import type { TargetScope } from '../../model/outside.js'
import { pageKey, parseLooseUrl } from '../../model/url.js'
import { linkQuery } from '../link-query.js'

export const CheckedSchema = z.object({
  consideration: ConsiderationSchema,
  verdict: z.enum(['kept', 'missing', 'not-seen', 'nothing-due']),
  words: z.string(),
  due: z.array(z.string()).describe('rel that is due; nofollow stands for sponsored too'),
  links: z.array(z.object({ id: z.string(), referringPage: z.string().nullable(), target: z.string().nullable(), rel: z.array(z.string()), state: z.string(), lastSeen: z.string(), verdict: z.enum(['kept', 'missing', 'lost']) })),
})
export type Checked = z.infer<typeof CheckedSchema>

/** Links of one domain that are compared with one entry. */
const linksMax = 200

/** Each entry of the ledger against the links that stand, as last seen. */
export async function checkLedger(scope: TargetScope, key: string, { desk, index }: Pick<Context, 'desk' | 'index'>): Promise<Checked[]> {
  const ledger = await desk.considerations.list()
  const linksOf = new Map<string, Promise<ListedLink[]>>()
  for (const { referringDomain } of ledger) {
    if (!linksOf.has(referringDomain)) linksOf.set(referringDomain, index.queryJudged(scope, key, linkQuery({ domain: referringDomain, limit: linksMax })).then(({ rows }) => rows))
  }
  return Promise.all(ledger.map(async (consideration): Promise<Checked> => {
    const links = (await linksOf.get(consideration.referringDomain)!).filter((link) => isMeant(consideration, link))
    const { verdict, links: each, words } = checkRelDue(consideration, links)
    return {
      consideration, verdict, words, due: consideration.relDue,
      links: links.map(shownLink).map(({ id, referringPage, target, rel, state, lastSeen }, at) => ({ id, referringPage, target, rel, state, lastSeen, verdict: each[at]! })),
    }
  }))
}

/** How many entries of the ledger lack what is due. */
export async function considerationsMissing(scope: TargetScope, key: string, context: Pick<Context, 'desk' | 'index'>): Promise<number> {
  return (await checkLedger(scope, key, context)).filter(({ verdict }) => verdict === 'missing').length
}

/** An entry without a page or a target speaks of every link of the domain. */
function isMeant({ referringPage, target }: Consideration, link: ListedLink): boolean {
  return isSamePage(referringPage, link.referringPage) && isSamePage(target, link.target)
}

function isSamePage(told: string, seen: string | null): boolean {
  if (told === '') return true
  const [a, b] = [parseLooseUrl(told), seen === null ? undefined : parseLooseUrl(seen)]
  return a !== undefined && b !== undefined && pageKey(a) === pageKey(b)
}
