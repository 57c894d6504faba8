import { z } from 'zod'
import { countOf } from '../../lib/number-words.js'
import { defineAudit } from '../../model/judgement.js'
import { attackersWords } from '../risk/attackers-words.js'
import { exampleProfileFacts } from '../risk/example-facts.js'
import { flagOwn, ownPagesMissing, readOwnPages } from '../risk/own-pages.js'
import { pharmaHack, spamPolicies } from '../risk/references.js'
import { quote } from '../risk/reading.js'
import { scanText } from '../risk/spam-scan.js'
import { pass, unknown } from '../risk/trusted.js'
import { keyOfPage, pathText } from '../risk/url-text.js'
import type { RiskProfileFacts } from '../risk/facts.js'

const fix = 'Take the page down, look for other added files and unknown users, change passwords, update the software, then ask Search Console to look again.'

/**
 * RISK-40: offers of drugs, gambling or forged goods on the site's own pages, as attackers leave them.
 *
 * A clinic may name any drug; only an offer of it counts, in the title, the headings, the text or the outgoing links, and
 * words of help beside it cancel it.
 */
export default defineAudit({
  id: 'hacked-own-page',
  rule: 'RISK-40',
  judges: 'profile',
  title: 'The site’s own pages speak of its own subjects',
  failureTitle: 'Pages of the site itself carry offers that look left by an attacker',
  why: 'Attackers add pages and links for pills, gambling and forged goods to sites of clinics. Search engines then show the clinic for them, or leave its pages out.',
  innocent: 'A page that explains why not to buy medicines online may quote such an offer; look at the words quoted.',
  severity: 'high',
  action: 'report-hack',
  ownSiteAdvice: 'Have whoever runs your site remove what was left there, close the way in and change the passwords; then ask for a review in Search Console if it warns of it',
  references: [pharmaHack, spamPolicies],
  needs: ['own pages'],
  options: { outgoingMin: 2, linkingDomainsMin: 2 },
  evidence: z.object({ url: z.string().describe('Page of the site'), place: z.string().describe('Where on it'), quote: z.string().describe('The words'), severity: z.string(), fix: z.string().describe('What to do') }),
  judge(facts: RiskProfileFacts, options) {
    const pages = readOwnPages(facts)
    const odd = oddAddresses(facts, options['linkingDomainsMin'] as number)
    if (pages === undefined) return odd.length === 0 ? unknown(ownPagesMissing) : flagOwn(oddStrength, odd)
    const rows = pages.flatMap((page) => {
      const found = attackersWords(page, facts.lists, options['outgoingMin'] as number)
      return found === undefined ? [] : [{ url: page.url, ...found, severity: 'high', fix }]
    })
    if (rows.length === 0) return odd.length === 0 ? pass() : flagOwn(oddStrength, odd)
    return flagOwn(rows.length >= 3 ? 0.75 : 0.6, [...rows, ...odd])
  },
  examples: [
    { title: 'a page nobody at the clinic wrote', facts: exampleProfileFacts([], { ownPages: [{ url: 'https://northgate-heart.example/wp-content/x7.html', title: 'Buy viagra without prescription' }, {}] }), verdict: 'flag' },
    { title: 'two strangers link to addresses of the site that nobody at the clinic gave out', facts: exampleProfileFacts([1, 2].map((at) => ({ page: `https://old-club-${at}.example/`, target: 'https://northgate-heart.example/files/buy-viagra-canadian-pharmacy.html' })), { ownPages: [{}] }), verdict: 'flag' },
    { title: 'a warning', facts: exampleProfileFacts([], { ownPages: [{ title: 'Warning: do not buy viagra from unknown shops' }] }), verdict: 'pass' },
    { title: 'no own page read', facts: exampleProfileFacts([]), verdict: 'unknown' },
  ],
})

/** What was not looked at may be gone, or may never have been. */
const oddStrength = 0.35
const oddFix = 'Open the address as a visitor. If it says “not found”, nothing needs to be done; if it shows an offer, do as for the others and remove it.'

/**
 * Addresses of the site that others link to, with an offer in the address itself: attackers link from one site they entered
 * to the pages they left on another. Addresses that were read are judged by what stands there, and those that are gone are
 * no matter.
 */
function oddAddresses({ links, lists, ownPages, site }: RiskProfileFacts, linkingDomainsMin: number): Array<{ url: string; place: string; quote: string; severity: string; fix: string }> {
  const domains = new Map<string, Set<string>>()
  for (const { link } of links) {
    if (link.target === null || link.state === 'lost') continue
    const known = domains.get(link.target)
    if (known === undefined) domains.set(link.target, new Set([link.referringDomain]))
    else known.add(link.referringDomain)
  }
  const read = new Set((ownPages ?? []).filter((page) => page.features !== null).map((page) => keyOfPage(page.url)))
  return [...domains].flatMap(([url, linking]) => {
    if (linking.size < linkingDomainsMin) return []
    const words = pathText(url.split(/[?#]/u, 1)[0]!)
    const hits = scanText(words, lists)
    const offer = hits.find((hit) => hit.list.startsWith('spam/') && hit.list.endsWith('-offer') && hit.list !== 'spam/seo-offer')
    if (offer === undefined || hits.some((hit) => hit.list === 'spam/guard')) return []
    const key = keyOfPage(url)
    const status = site.moved?.get(key)?.status
    if (read.has(key) || status === 404 || status === 410) return []
    return [{ url, place: 'address', quote: `${quote(words, offer.phrase)} · linked by ${countOf(linking.size, 'domain')}, and not read`, severity: 'medium', fix: oddFix }]
  })
}
