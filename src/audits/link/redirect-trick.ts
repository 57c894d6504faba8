import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import { spamPolicies } from '../risk/references.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import { hasSpamWord } from '../risk/offers.js'
import { quote } from '../risk/reading.js'
import { flag, guarded, pass, unknown } from '../risk/trusted.js'
import type { RiskLinkFacts } from '../risk/facts.js'

/** RISK-17: the target is reached through an address that has nothing to do with it. */
export default defineAudit({
  id: 'redirect-trick',
  rule: 'RISK-17',
  judges: 'link',
  title: 'Redirects to the site are ordinary',
  failureTitle: 'An unrelated address redirects to the site',
  why: 'Old domains are bought and pointed at another site to carry their links over. Search engines name this in their spam policies.',
  innocent: 'Moves, merged practices, short addresses and campaign links redirect too. Add former names and domains to the profile and this finding goes away.',
  severity: 'high',
  action: 'monitor',
  references: [spamPolicies],
  needs: ['link', 'profile'],
  options: {},
  evidence: z.object({ from: z.string().describe('Address that redirects'), target: z.string().describe('Where it leads'), reason: z.string().describe('Why it looks unrelated') }),
  judge: guarded((facts: RiskLinkFacts) => {
    const { link, type, site, page } = facts
    const redirects = type.type === 'LT-17' || link.element === 'redirect' || link.element === 'http-header'
    if (!redirects || isOwn(facts)) return pass()
    const from = link.referringPage ?? link.referringDomain
    const target = link.target ?? site.site
    if (type.type === 'LT-17' && type.subtype === 'expired-domain-repoint' && type.confidence >= 0.5) {
      return flag(0.75 * type.confidence, [{ from, target, reason: `classified as a repointed expired domain with probability ${type.confidence.toFixed(2)}` }])
    }
    const spam = hasSpamWord(facts)
    if (spam !== undefined && link.element === 'redirect') return flag(0.5, [{ from, target, reason: `its address or title speaks of “${quote(spam.phrase)}”` }])
    if (type.type === 'LT-17' && (type.subtype === 'shortener' || type.subtype === 'vanity' || type.subtype === 'own-migration' || type.subtype === 'outbound-interstitial')) return pass()
    return page === null || link.element === 'redirect' ? unknown('what the redirecting domain was before: archive or registration history') : pass()
  }),
  examples: [
    { title: 'a lapsed car club now leads to the clinic', facts: exampleLinkFacts({ page: 'https://vintage-cars-club.example/', element: 'redirect', type: 'LT-17', subtype: 'expired-domain-repoint' }), verdict: 'flag' },
    { title: 'a short address', facts: exampleLinkFacts({ page: 'https://short.example/x9', element: 'redirect', type: 'LT-17', subtype: 'shortener' }), verdict: 'pass' },
    { title: 'the former name of the clinic', facts: exampleLinkFacts({ page: 'https://dayton-heart.example/', element: 'redirect', type: 'LT-17', subtype: 'acquired-domain' }, { profile: { formerNames: ['Dayton Heart'] } }), verdict: 'pass' },
    { title: 'an address of which nothing is known', facts: exampleLinkFacts({ page: 'https://somewhere.example/', element: 'redirect', type: 'LT-17', subtype: 'acquired-domain' }), verdict: 'unknown' },
  ],
})

/** A domain of the profile, or one whose name holds a present or former name of the provider. */
function isOwn({ link, site, type }: RiskLinkFacts): boolean {
  if (type.flags.includes('same-owner') || link.referringDomain === site.domain || site.profile.domains.includes(link.referringDomain)) return true
  const host = link.referringHost.replace(/[^a-z0-9]/gu, '')
  return [...site.profile.names, ...site.profile.formerNames].some((name) => {
    const plain = name.toLowerCase().replace(/[^a-z0-9]/gu, '')
    return plain.length >= 5 && host.includes(plain)
  })
}
