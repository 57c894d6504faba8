import { z } from 'zod'
import { defineAudit, type Answer } from '../../model/judgement.js'
import type { PageRecord } from '../../model/page.js'
import { exampleProfileFacts } from '../risk/example-facts.js'
import { flagOwn, ownPagesMissing, qualifyOutbound, readOwnPages } from '../risk/own-pages.js'
import { extraOf } from '../risk/page-extra.js'
import { isPaidLabel, quote } from '../risk/reading.js'
import { spamPolicies } from '../risk/references.js'
import { scanText } from '../risk/spam-scan.js'
import { pass, unknown } from '../risk/trusted.js'
import type { RiskProfileFacts } from '../risk/facts.js'

const unrelatedTrades = new Set(['spam/casino', 'spam/loans', 'spam/essay', 'spam/crypto', 'spam/replica'])

interface Row {
  url: string
  sign: string
  quote: string
  severity: string
  fix: string
}

/** RISK-41: the site's own pages sell links: a paid label with followed links, or followed anchors of unrelated trades. */
export default defineAudit({
  id: 'unqualified-outgoing-link',
  rule: 'RISK-41',
  judges: 'profile',
  title: 'Paid links on the site itself are marked as paid',
  failureTitle: 'Links on pages of the site itself look paid for and are not marked as paid',
  why: 'A site that passes credit for money may lose the credit its own links pass, and a manual action for links from the site is about this.',
  innocent: 'A sponsored event may be labelled without any link being bought. A link to a partner is no advert.',
  severity: 'medium',
  action: 'fix-own-practice',
  ownSiteAdvice: 'On your own site, add rel="sponsored" to what is paid for, or take the links away',
  references: [spamPolicies, qualifyOutbound],
  needs: ['own pages'],
  options: {},
  evidence: z.object({ url: z.string().describe('Page of the site'), sign: z.string().describe('Sign'), quote: z.string().describe('The links'), severity: z.string(), fix: z.string().describe('What to do') }),
  judge(facts: RiskProfileFacts): Answer<Row> {
    const pages = readOwnPages(facts)
    if (pages === undefined) return unknown(ownPagesMissing)
    const rows = pages.flatMap((page) => {
      const found = foundOn(page, facts)
      return found === undefined ? [] : [{ url: page.url, ...found, severity: 'medium', fix: 'Add rel="sponsored" or "nofollow" to these links, or take them out.' }]
    })
    return rows.length === 0 ? pass() : flagOwn(rows.length >= 5 ? 0.5 : 0.35, rows)
  },
  examples: [
    { title: 'an advertorial with followed links', facts: exampleProfileFacts([], { ownPages: [{ url: 'https://northgate-heart.example/blog/mattresses', features: { labels: [{ cue: 'line', text: 'Sponsored', place: 'before-headline' }], extra: { externalLinks: [{ domain: 'beds.example', text: 'soft mattress', followed: true }] } } }] }), verdict: 'flag' },
    { title: 'an advertorial with qualified links', facts: exampleProfileFacts([], { ownPages: [{ features: { labels: [{ cue: 'line', text: 'Sponsored', place: 'before-headline' }], extra: { externalLinks: [{ domain: 'beds.example', text: 'soft mattress', followed: false }] } } }] }), verdict: 'pass' },
    { title: 'no own page read', facts: exampleProfileFacts([]), verdict: 'unknown' },
  ],
})

function foundOn(page: PageRecord, { lists, site }: RiskProfileFacts): { sign: string; quote: string } | undefined {
  const followed = extraOf(page).externalLinks.filter((link) => link.followed && link.domain !== site.domain && !site.profile.domains.includes(link.domain))
  if (followed.length === 0) return undefined
  const words = (links: typeof followed) => links.slice(0, 4).map((link) => `${link.domain} “${quote(link.text).slice(0, 60)}”`).join(' · ')
  const label = page.features!.labels.find(({ place, text }) => (place === 'before-headline' || place === 'after-headline') && isPaidLabel(text, lists))
  if (label !== undefined) return { sign: `labelled “${label.text}”, links followed`, quote: words(followed) }
  const strange = followed.filter((link) => scanText(link.text, lists).some((hit) => hit.list.endsWith('-offer') || unrelatedTrades.has(hit.list)))
  return strange.length === 0 ? undefined : { sign: 'followed links of an unrelated trade', quote: words(strange) }
}
