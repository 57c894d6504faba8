import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import { isFollowed } from '../../model/link.js'
import { pushTo } from '../risk/grouped.js'
import { namedLinks } from '../risk/named-links.js'
import { extraOf } from '../risk/page-extra.js'
import { exampleProfileFacts, repeated } from '../risk/example-facts.js'
import { spamPolicies } from '../risk/references.js'
import { flag, pass, provenTier, suspectable, unknown } from '../risk/trusted.js'
import type { RiskProfileFacts } from '../risk/facts.js'

const idDomainsMax = 20

/**
 * Account ids that several domains share, by domain: one keeper, as far as the pages read tell (QU-03). An id on very many is
 * that of a platform.
 */
function ownersOf({ pages }: RiskProfileFacts, linking: ReadonlySet<string>): ReadonlyMap<string, string[]> {
  const domains = new Map<string, Set<string>>()
  for (const page of pages.values()) for (const id of extraOf(page).trackingIds) domains.set(id, (domains.get(id) ?? new Set()).add(page.domain))
  const owners = new Map<string, string[]>()
  for (const [id, shared] of domains) {
    if (shared.size < 2 || shared.size > idDomainsMax || ![...shared].some((domain) => linking.has(domain))) continue
    for (const domain of shared) pushTo(owners, domain, id)
  }
  return owners
}

/** Between these, links in both directions are ordinary (RISK-12). */
const ordinaryTypes = new Set(['LT-01', 'LT-03', 'LT-04', 'LT-05', 'LT-07', 'LT-12', 'LT-13', 'LT-21', 'LT-22', 'LT-23', 'LT-24', 'LT-25', 'LT-27'])

/** RISK-12, the profile: how many of the unrelated sites that link here are linked back. */
export default defineAudit({
  id: 'reciprocal-links',
  rule: 'RISK-12',
  judges: 'profile',
  title: 'Few unrelated sites are linked back',
  failureTitle: 'Many unrelated sites and this one link to each other',
  why: 'Only excessive exchange is named in the spam policies. A few links in both directions are how the web works.',
  innocent: 'Hospitals, insurers, associations, suppliers, directories and news outlets are not counted; partners of another kind may be.',
  notMeasured: ['rings through sites whose pages are not in the index, or that share no account id'],
  severity: 'medium',
  action: 'fix-own-practice',
  references: [spamPolicies],
  needs: ['links', 'target pages'],
  options: { domainsMin: 5, shareMin: 0.2, shareOfMin: 8 },
  evidence: z.object({ domains: z.number().describe('Domains linked in both directions'), of: z.number().describe('Unrelated referring domains with followed links'), examples: z.string().describe('Some of them'), linkIds: z.array(z.string()).describe('Links') }),
  judge(facts: RiskProfileFacts, options) {
    if (facts.siteOutlinks === null) return unknown('pages of the site itself: whom it links to')
    const links = suspectable(facts.links, facts.lists).filter((judged) => provenTier(judged.tier) >= 6 && judged.link.state !== 'lost' && isFollowed(judged.link.rel, judged.link.robots) && !ordinaryTypes.has(judged.type.type))
    const all = new Set(links.map((judged) => judged.link.referringDomain))
    const owners = ownersOf(facts, all)
    const linkedOwners = new Set([...facts.siteOutlinks].flatMap((domain) => owners.get(domain) ?? []))
    // In a ring the site links to one house of an owner and another house of the same owner links here.
    const both = new Set([...all].filter((domain) => facts.siteOutlinks!.has(domain) || owners.get(domain)?.some((owner) => linkedOwners.has(owner)) === true))
    const many = both.size >= (options['domainsMin'] as number)
    // A share of a few is no share.
    const much = all.size >= (options['shareOfMin'] as number) && both.size / all.size >= (options['shareMin'] as number)
    if (!many && !much) return pass()
    return flag(0.5, [{ domains: both.size, of: all.size, examples: [...both].sort().slice(0, 8).join(', '), linkIds: namedLinks(links.filter((judged) => both.has(judged.link.referringDomain))) }])
  },
  examples: [
    { title: 'eight of eight blogs are linked back', facts: exampleProfileFacts(repeated(8, { page: 'https://swap-{n}.example/friends', type: 'LT-06' }), { siteOutlinks: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `swap-${n}.example`) }), verdict: 'flag' },
    { title: 'rings of three: the site links to one house of an owner, another one links here', facts: exampleProfileFacts(repeated(5, { page: 'https://swap-{n}.example/friends', type: 'LT-06' }), { siteOutlinks: ['house.example'], pages: [...[1, 2, 3, 4, 5].map((n) => `https://swap-${n}.example/friends`), 'https://house.example/'].map((url) => ({ url, features: { extra: { trackingIds: ['UA-1234567'] } } })) }), verdict: 'flag' },
    { title: 'hospitals and insurers link both ways', facts: exampleProfileFacts(repeated(8, { page: 'https://hospital-{n}.example/partners', type: 'LT-05' }), { siteOutlinks: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `hospital-${n}.example`) }), verdict: 'pass' },
    { title: 'own pages not read', facts: exampleProfileFacts(repeated(8, { page: 'https://swap-{n}.example/friends', type: 'LT-06' })), verdict: 'unknown' },
  ],
})
