import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import type { Lists } from '../../model/lists.js'
import type { PageRecord } from '../../model/page.js'
import { exampleProfileFacts } from '../risk/example-facts.js'
import { pushTo } from '../risk/grouped.js'
import { flagOwn, ownPagesMissing, readOwnPages } from '../risk/own-pages.js'
import { extraOf } from '../risk/page-extra.js'
import { spamPolicies } from '../risk/references.js'
import { scanText } from '../risk/spam-scan.js'
import { pass, unknown } from '../risk/trusted.js'
import { decoded, hostText } from '../risk/url-text.js'
import { labelTest } from '../tiers/label-patterns.js'
import type { RiskProfileFacts } from '../risk/facts.js'

/** RISK-44: a section of the site that looks let to somebody else: unsigned shopping pages that link out with credit. */
export default defineAudit({
  id: 'rented-section',
  rule: 'RISK-44',
  judges: 'profile',
  title: 'Every section of the site is its own',
  failureTitle: 'A shopping section of the site looks run by somebody else',
  why: 'Sections let to third parties for the standing of the host are named in the spam policies, and may cost the whole site its standing.',
  innocent: 'A clinic’s own shop for aids and books is its own; so are offers of its own treatments.',
  severity: 'medium',
  action: 'fix-own-practice',
  ownSiteAdvice: 'Take the section off your site or keep it from being indexed, unless your own people write and look after it',
  references: [spamPolicies],
  needs: ['own pages'],
  options: { pagesMin: 3, outlinkDomainsMin: 3 },
  evidence: z.object({ url: z.string().describe('Section'), pages: z.number().describe('Its pages that were read'), snippet: z.string().describe('Whom they link to'), severity: z.string(), fix: z.string().describe('What to do') }),
  judge(facts: RiskProfileFacts, options) {
    const pages = readOwnPages(facts)
    if (pages === undefined) return unknown(ownPagesMissing)
    const sections = new Map<string, PageRecord[]>()
    for (const page of pages) {
      const section = sectionOf(page.url, facts.lists)
      if (section !== undefined) pushTo(sections, section, page)
    }
    const rows = []
    for (const [section, list] of sections) {
      const unsigned = list.filter((page) => page.features!.authors.length === 0)
      const domains = new Set(unsigned.flatMap((page) => extraOf(page).externalLinks.filter((link) => link.followed && link.domain !== facts.site.domain && !facts.site.profile.domains.includes(link.domain)).map((link) => link.domain)))
      const trades = new Set(unsigned.flatMap((page) => extraOf(page).externalLinks.filter((link) => link.followed).flatMap((link) => scanText(`${link.text} ${hostText(link.domain)}`, facts.lists).flatMap((hit) => (isOtherTrade(hit.list) ? [hit.list] : [])))))
      // A page or two of such a folder may be the clinic's own; with followed links to games or loans they are not.
      const isFew = unsigned.length < (options['pagesMin'] as number)
      if (unsigned.length === 0 || (isFew && trades.size === 0) || domains.size < (isFew ? 2 : (options['outlinkDomainsMin'] as number))) continue
      rows.push({ url: section, pages: unsigned.length, snippet: [...domains].slice(0, 8).join(', '), severity: 'medium', fix: 'End the arrangement, or move the section to a site of its own and take it out of the search index.' })
    }
    return rows.length === 0 ? pass() : flagOwn(rows.some((row) => row.pages >= (options['pagesMin'] as number)) ? 0.5 : 0.35, rows)
  },
  examples: [
    { title: 'unsigned coupon pages', facts: exampleProfileFacts([], { ownPages: [1, 2, 3].map((n) => ({ url: `https://northgate-heart.example/coupons/shop-${n}`, features: { extra: { externalLinks: [{ domain: `shop-${n}.example`, text: 'get code', followed: true }] } } })) }), verdict: 'flag' },
    { title: 'one page of coupons with followed links to games of others', facts: exampleProfileFacts([], { ownPages: [{ url: 'https://northgate-heart.example/coupons/best-vpn', features: { extra: { externalLinks: [{ domain: 'vpn.example', text: 'get it', followed: true }, { domain: 'luck.example', text: 'online casino bonus', followed: true }] } } }] }), verdict: 'flag' },
    { title: 'one page of offers of its own, with a supplier', facts: exampleProfileFacts([], { ownPages: [{ url: 'https://northgate-heart.example/deals/check-up', features: { extra: { externalLinks: [{ domain: 'monitors.example', text: 'blood pressure monitors', followed: true }, { domain: 'socks.example', text: 'support stockings', followed: true }] } } }] }), verdict: 'pass' },
    { title: 'a blog', facts: exampleProfileFacts([], { ownPages: [{ url: 'https://northgate-heart.example/blog/salt' }] }), verdict: 'pass' },
    { title: 'no own page read', facts: exampleProfileFacts([]), verdict: 'unknown' },
  ],
})

/** The part of the address up to a shopping folder or the host name of a shopping part; undefined for other pages. */
function sectionOf(url: string, lists: Lists): string | undefined {
  const match = /^(https?:\/\/([^/]+))\/([^/?#]*)/u.exec(url.slice(0, 2_000))
  if (match === null) return undefined
  const [, origin, host, folder] = match
  const isShopping = (name: string) => labelTest(lists, 'section-words/shopping')(name) || labelTest(lists, 'section-words/rented')(name)
  if (isShopping(decoded(folder!).toLowerCase())) return `${origin}/${folder}`
  return isShopping(host!.split('.', 1)[0]!) ? origin : undefined
}

/** Trades no clinic sends its patients to. */
const otherTrades = new Set(['spam/casino', 'spam/loans', 'spam/essay', 'spam/crypto', 'spam/replica'])
const isOtherTrade = (list: string) => otherTrades.has(list) || (list.startsWith('spam/') && list.endsWith('-offer'))
