import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import { isFollowed } from '../../model/link.js'
import { exampleProfileFacts, repeated } from '../risk/example-facts.js'
import { spamPolicies } from '../risk/references.js'
import { flag, pass, provenTier, suspectable, unknown } from '../risk/trusted.js'
import type { RiskProfileFacts } from '../risk/facts.js'

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
    const both = new Set([...all].filter((domain) => facts.siteOutlinks!.has(domain)))
    const many = both.size >= (options['domainsMin'] as number)
    // A share of a few is no share.
    const much = all.size >= (options['shareOfMin'] as number) && both.size / all.size >= (options['shareMin'] as number)
    if (!many && !much) return pass()
    return flag(0.5, [{ domains: both.size, of: all.size, examples: [...both].sort().slice(0, 8).join(', '), linkIds: links.filter((judged) => both.has(judged.link.referringDomain)).map((judged) => judged.link.id).slice(0, 200) }])
  },
  examples: [
    { title: 'eight of eight blogs are linked back', facts: exampleProfileFacts(repeated(8, { page: 'https://swap-{n}.example/friends', type: 'LT-06' }), { siteOutlinks: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `swap-${n}.example`) }), verdict: 'flag' },
    { title: 'hospitals and insurers link both ways', facts: exampleProfileFacts(repeated(8, { page: 'https://hospital-{n}.example/partners', type: 'LT-05' }), { siteOutlinks: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `hospital-${n}.example`) }), verdict: 'pass' },
    { title: 'own pages not read', facts: exampleProfileFacts(repeated(8, { page: 'https://swap-{n}.example/friends', type: 'LT-06' })), verdict: 'unknown' },
  ],
})
