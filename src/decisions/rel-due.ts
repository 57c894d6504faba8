import type { Consideration } from '../model/desk-nouns.js'

type Kind = Consideration['kind']
type Rel = 'sponsored' | 'nofollow' | 'ugc'

/** The rel a link owes for what was given for it, and what else keeps the rule. */
export interface RelDue {
  /** Empty where nothing is due. */
  rel: Rel[]
  /** Any one of these keeps it: search engines take nofollow for sponsored, while ugc is for what readers write. */
  accepted: readonly Rel[]
  /** Why, in a sentence. */
  why: string
}

const advertised: readonly Rel[] = ['sponsored', 'nofollow']

/**
 * Which rel is due for what was given (RISK-01, product S6). What counts as paid is told by Google's spam policies:
 * money, goods or services in exchange for a link, advertisements, and articles that were paid for. An exchange is bad only where
 * there are many, so one asks for nofollow, which takes nothing from its readers. Who is listed as a member is listed for
 * being one, not for the fee.
 */
export function relDueFor(kind: Kind): RelDue {
  switch (kind) {
    case 'payment': return { rel: ['sponsored'], accepted: advertised, why: 'The link was paid for: search engines ask for rel="sponsored" on it.' }
    case 'sponsorship': return { rel: ['sponsored'], accepted: advertised, why: 'Sponsors are named for their money: search engines ask for rel="sponsored" on the link.' }
    case 'donation': return { rel: ['sponsored'], accepted: advertised, why: 'A link given in thanks for a donation is a link for money: rel="sponsored" is due.' }
    case 'product': return { rel: ['sponsored'], accepted: advertised, why: 'Goods or services were given for the link: search engines ask for rel="sponsored" on it.' }
    case 'exchange': return { rel: ['nofollow'], accepted: advertised, why: 'Links were exchanged: rel="nofollow" shows that neither is meant as a vote.' }
    case 'membership': return { rel: [], accepted: [], why: 'Members are listed for being members, not for the fee: no rel is due.' }
    case 'none': return { rel: [], accepted: [], why: 'Nothing was given: no rel is due.' }
    case 'other': return { rel: [], accepted: [], why: 'What was given is not one of the kinds with a rule: look at it yourself, and note it as payment if the link depended on it.' }
  }
}

export type LedgerVerdict = 'kept' | 'missing' | 'not-seen' | 'nothing-due'

/** What the ledger says of one entry against the links that stand: a link that is lost owes nothing any more. */
export function checkRelDue({ kind }: Pick<Consideration, 'kind'>, links: ReadonlyArray<{ rel: readonly string[]; state: string }>): { verdict: LedgerVerdict; links: Array<'kept' | 'missing' | 'lost'>; words: string } {
  const due = relDueFor(kind)
  const each = links.map(({ rel, state }) => (state === 'lost' ? 'lost' : due.rel.length === 0 || due.accepted.some((token) => rel.includes(token)) ? 'kept' : 'missing'))
  if (due.rel.length === 0) return { verdict: 'nothing-due', links: each, words: due.why }
  const standing = each.filter((one) => one !== 'lost').length
  if (standing === 0) return { verdict: 'not-seen', links: each, words: links.length === 0 ? 'No link from there is in the index, so nothing can be compared.' : 'Every link from there is lost.' }
  const missing = each.filter((one) => one === 'missing').length
  if (missing === 0) return { verdict: 'kept', links: each, words: `${standing === 1 ? 'The link carries' : `All ${standing} links carry`} what is due.` }
  return { verdict: 'missing', links: each, words: `${missing} of ${standing} ${standing === 1 ? 'link lacks' : 'links lack'} rel="${due.rel.join(' ')}". ${due.why}` }
}
