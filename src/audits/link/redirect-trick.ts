import { z } from 'zod'
import { domainOfHost } from '../../model/domain.js'
import { defineAudit } from '../../model/judgement.js'
import { hostOf, parseUrl } from '../../model/url.js'
import { spamPolicies } from '../risk/references.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import { isMoneyAnchor } from '../risk/money.js'
import { hasSpamWord } from '../risk/offers.js'
import { quote } from '../risk/reading.js'
import { flag, isTrustedReferrer, pass, provenTier, unknown } from '../risk/trusted.js'
import { decoded, keyOfPage } from '../risk/url-text.js'
import { keyOfTarget } from '../target-key.js'
import { officialNameOf } from '../tiers/official-suffixes.js'
import type { RiskLinkFacts } from '../risk/facts.js'

/**
 * RISK-17: the target is reached through an address that has nothing to do with it; what a domain was before it led here is
 * told by archives that hold earlier pages of it (former-use.ts). Whether a page answers crawlers or
 * visitors from a search in another way than others cannot be told from one capture and is not asked.
 */
export default defineAudit({
  id: 'redirect-trick',
  rule: 'RISK-17',
  judges: 'link',
  title: 'Redirects to the site are ordinary',
  failureTitle: 'An unrelated address redirects to the site',
  why: 'Old domains are bought and pointed at another site to carry their links over. Search engines name this in their spam policies.',
  innocent: 'Moves, merged practices, short addresses and campaign links redirect too. Add former names and domains to the profile and this finding goes away.',
  notMeasured: ['redirects that depend on who asks or where from: one capture cannot tell', 'what a redirecting domain was before it was pointed here, where no archive that was added holds at least three earlier pages of it'],
  severity: 'high',
  action: 'monitor',
  references: [spamPolicies],
  needs: ['link', 'profile'],
  options: { refreshesMin: 3 },
  evidence: z.object({ from: z.string().describe('Address that redirects'), target: z.string().describe('Where it leads'), reason: z.string().describe('Why it looks unrelated') }),
  judge(facts: RiskLinkFacts, options) {
    const { link, type, site, page, tier, lists } = facts
    const through = throughOfficial(facts)
    if (through !== undefined) return flag(0.35, [through])
    const chain = refreshChain(facts)
    if (chain.length >= (options['refreshesMin'] as number)) return flag(0.25, [{ from: link.target ?? site.site, target: chain.at(-1)!, reason: `${chain.length} pages that send the reader on by meta refresh, one after another` }])
    if (isTrustedReferrer(provenTier(tier), link.referringHost, lists)) return pass()
    const redirects = type.type === 'LT-17' || link.element === 'redirect' || link.element === 'http-header'
    if (!redirects || isOwn(facts)) return pass()
    const from = link.referringPage ?? link.referringDomain
    const target = link.target ?? site.site
    // Of the address that leads here, not of what else the domain may hold.
    const former = link.element === 'redirect' ? facts.former : undefined
    if (former?.isUnrelated === true) {
      return flag(former.clues.length >= manyClues ? 0.75 : 0.55, former.clues.map(({ clue, before, after }) => ({ from, target, reason: `${clue}: “${quote(before)}”, then ${quote(after)}` })))
    }
    const spam = hasSpamWord(facts)
    if (spam !== undefined && link.element === 'redirect') return flag(0.5, [{ from, target, reason: `its address or title speaks of “${quote(spam.phrase)}”` }])
    if (type.type === 'LT-17' && (type.subtype === 'shortener' || type.subtype === 'vanity' || type.subtype === 'own-migration' || type.subtype === 'outbound-interstitial')) return pass()
    if (former?.isUnrelated === false) return pass()
    return page === null || link.element === 'redirect' ? unknown('what the redirecting domain was before: three pages of it in an archive (archives add), or when its registration began (registrations fetch)') : pass()
  },
  examples: [
    { title: 'a lapsed car club now leads to the clinic', facts: exampleLinkFacts({ page: 'https://vintage-cars-club.example/', element: 'redirect', type: 'LT-17', subtype: 'expired-domain-repoint' }, { former: { isUnrelated: true, clues: [
      { clue: 'subjects, 2014-05-01 to 2018-06-01', before: 'Rally of the old cars', after: 'leads to northgate-heart.example since 2026-03-02 or earlier' },
      { clue: 'registration', before: 'a page was read there on 2014-05-01', after: 'registered on 2025-11-20 (rdap:registry.example, 2026-03-01)' },
    ] } }), verdict: 'flag' },
    { title: 'a practice that was bought', facts: exampleLinkFacts({ page: 'https://riverside-pulse.example/', element: 'redirect', type: 'LT-17', subtype: 'acquired-domain' }, { former: { isUnrelated: false, clues: [] } }), verdict: 'pass' },
    { title: 'a short address', facts: exampleLinkFacts({ page: 'https://short.example/x9', element: 'redirect', type: 'LT-17', subtype: 'shortener' }), verdict: 'pass' },
    { title: 'the former name of the clinic', facts: exampleLinkFacts({ page: 'https://dayton-heart.example/', element: 'redirect', type: 'LT-17', subtype: 'acquired-domain' }, { profile: { formerNames: ['Dayton Heart'] } }), verdict: 'pass' },
    { title: 'a redirect of an authority used as a link', facts: exampleLinkFacts({ page: 'https://parks.state.gov/exit?to=https://northgate-heart.example/implants', tier: 1, kind: 'AK-EXACT', grade: 3, anchor: 'dental implants Dayton' }), verdict: 'flag' },
    { title: 'an authority says that its reader leaves', facts: exampleLinkFacts({ page: 'https://parks.state.gov/exit?to=https://northgate-heart.example/', tier: 1 }), verdict: 'pass' },
    { title: 'an address of which nothing is known', facts: exampleLinkFacts({ page: 'https://somewhere.example/', element: 'redirect', type: 'LT-17', subtype: 'acquired-domain' }), verdict: 'unknown' },
  ],
})

/** From so many clues on it is hardly chance. */
const manyClues = 3
const parametersMax = 50

/**
 * An address of an authority or university that carries the target in its query and is used as the link itself, with a
 * phrase that sells: somebody found a redirect that leads anywhere. With a name as anchor it is the page that says "you are leaving".
 */
function throughOfficial({ link, site, anchor, lists }: RiskLinkFacts): { from: string; target: string; reason: string } | undefined {
  const page = link.referringPage
  if (page === null || !page.includes('?')) return undefined
  const from = page.slice(0, 2_000)
  const start = from.indexOf('?')
  if (start === -1 || (!isMoneyAnchor(anchor) && anchor.kind !== 'AK-SPAM') || officialNameOf(link.referringHost, lists) === null) return undefined
  const carries = from.slice(start + 1).split('&', parametersMax).some((pair) => domainIn(decoded(pair.slice(pair.indexOf('=') + 1))) === site.domain)
  return carries ? { from: from.slice(0, 300), target: link.target ?? site.site, reason: `an address of ${link.referringHost} that leads wherever it is told, with the commercial phrase “${quote(link.anchorText ?? '')}”` } : undefined
}

/** Domain of a parameter that is an address. */
function domainIn(value: string): string | undefined {
  const url = /^(?:https?:)?\/\//iu.test(value) ? parseUrl(value.startsWith('//') ? `https:${value}` : value) : undefined
  return url === undefined ? undefined : domainOfHost(hostOf(url))
}

const hopsMax = 10

/** Addresses that the target leads through by meta refresh or script, as far as they were fetched. */
function refreshChain({ link, site }: RiskLinkFacts): string[] {
  const chain: string[] = []
  const { moved } = site
  if (moved === undefined || moved.size === 0) return chain
  let at = link.target
  while (at !== null && chain.length < hopsMax) {
    const answer = moved.get(chain.length === 0 ? keyOfTarget(at, site) || at : keyOfPage(at))
    if (answer?.redirectTo == null || (answer.status !== null && answer.status >= 300)) break
    chain.push((at = answer.redirectTo))
  }
  return chain
}

/** A domain of the profile, or one whose name holds a present or former name of the provider. */
function isOwn({ link, site, type }: RiskLinkFacts): boolean {
  if (type.flags.includes('same-owner') || link.referringDomain === site.domain || site.profile.domains.includes(link.referringDomain)) return true
  const host = link.referringHost.replace(/[^a-z0-9]/gu, '')
  return [...site.profile.names, ...site.profile.formerNames].some((name) => {
    const plain = name.toLowerCase().replace(/[^a-z0-9]/gu, '')
    return plain.length >= 5 && host.includes(plain)
  })
}
