import { z } from 'zod'
import { countOf } from '../../lib/number-words.js'
import type { PageKin } from '../../model/facts.js'
import { defineAudit } from '../../model/judgement.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import { linkSpamUpdate, spamPolicies } from '../risk/references.js'
import { flag, guarded, pass, provenTier, unknown } from '../risk/trusted.js'
import type { RiskLinkFacts } from '../risk/facts.js'

/**
 * RISK-03 for one link: the page was classified as part of a link farm, and shares at least two marks that are hard to
 * share with pages of at least three linking domains. What stands beside the link is no such mark: of one page it tells
 * what RISK-01 and RISK-06 tell of it, and an honest page into which somebody put two links is no network. Whether
 * several sites are one hand is asked of the whole profile (`private-network`).
 */
export default defineAudit({
  id: 'link-farm-page',
  rule: 'RISK-03',
  judges: 'link',
  title: 'The page is no part of a link farm',
  failureTitle: 'The page looks like part of a link farm',
  why: 'Pages that exist to link to customers of unrelated trades are detected by search engines, and their links are ignored.',
  innocent: 'Clients of one web agency, a franchise or sites of one publisher share accounts, texts and links too. If you did not arrange the link, nothing needs to be done.',
  severity: 'high',
  action: 'monitor',
  references: [linkSpamUpdate, spamPolicies],
  needs: ['type', 'tier', 'kin'],
  options: { confidenceMin: 0.6, domainsMin: 3 },
  evidence: z.object({ looked: z.string().describe('What was looked at'), found: z.string().describe('What was found') }),
  judge: guarded((facts: RiskLinkFacts, options) => {
    const { type, tier, kin } = facts
    if (type.type !== 'LT-19' || provenTier(tier) <= 5) return pass()
    const rows = kin ? footprintsOf(kin, options['domainsMin'] as number) : []
    if (type.confidence < (options['confidenceMin'] as number) || rows.length < 2) return unknown('pages of at least three linking domains that share two marks: what one page shows is no network')
    return flag((rows.length >= 3 ? 0.75 : 0.5) * type.confidence, rows)
  }),
  examples: [
    { title: 'one account id and the same outgoing links on four domains', facts: farmPage({ idDomainCount: 4, outlinksDomainCount: 4 }), verdict: 'flag' },
    { title: 'links of unrelated trades on one page, and nothing shared', facts: farmPage({}), verdict: 'unknown' },
    { title: 'one account id on four domains: an agency has that too', facts: farmPage({ idDomainCount: 4 }), verdict: 'unknown' },
    { title: 'an ordinary page', facts: exampleLinkFacts({}), verdict: 'pass' },
  ],
})

/** Marks of one keeper on so many linking domains, each hard to share by chance; copies of an older page share its text and links. */
function footprintsOf({ idDomainCount, outlinksDomainCount, copyDomainCount, original }: PageKin, domainsMin: number): Array<{ looked: string; found: string }> {
  const rows = []
  if (idDomainCount >= domainsMin) rows.push({ looked: 'account ids', found: `one id on ${countOf(idDomainCount, 'linking domain')}` })
  if (outlinksDomainCount >= domainsMin && original === null) rows.push({ looked: 'outgoing links', found: `the same on ${countOf(outlinksDomainCount, 'linking domain')}` })
  if (copyDomainCount >= domainsMin && original === null) rows.push({ looked: 'text', found: `the same on ${countOf(copyDomainCount, 'linking domain')}` })
  return rows
}

function farmPage(kin: Partial<PageKin>): RiskLinkFacts {
  const facts = exampleLinkFacts({ page: 'https://tips-1.example/post', type: 'LT-19' }, { pageRecord: {} })
  return { ...facts, kin: { copyDomainCount: 0, original: null, idDomainCount: 0, outlinksDomainCount: 0, ...kin } }
}
