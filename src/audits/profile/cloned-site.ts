import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import { lookUpHost } from '../../model/lists.js'
import type { PageRecord } from '../../model/page.js'
import { exampleProfileFacts, type ExamplePage } from '../risk/example-facts.js'
import { bitsBetween } from '../risk/like-texts.js'
import { namedLinks } from '../risk/named-links.js'
import { ownPagesMissing, readOwnPages } from '../risk/own-pages.js'
import { spamPolicies } from '../risk/references.js'
import { flag, pass, suspectable, unknown } from '../risk/trusted.js'
import { keyOfPage } from '../risk/url-text.js'
import type { RiskProfileFacts, TypedLink } from '../risk/facts.js'

/**
 * RISK-32: a domain of somebody else whose page is a copy of the site's front page and links home, as copies made by a
 * machine do. Articles are copied by many for many reasons; a front page is copied to pass for its owner.
 */
export default defineAudit({
  id: 'cloned-site',
  rule: 'RISK-32',
  judges: 'profile',
  title: 'No other domain shows the site’s front page',
  failureTitle: 'Another domain shows a copy of the site’s front page',
  why: 'Patients may take the copy for the clinic and write or pay to somebody else. Whoever answers for the clinic’s name should look at it.',
  innocent: 'A copy for tests, a former or second address of the clinic, a reseller or a franchise shows the same page. Add your own domains to the profile and they are no longer named.',
  notMeasured: ['copies that do not link to the site, or are in no archive that was read', 'made-up profiles of doctors on other sites'],
  severity: 'high',
  action: 'legal-review',
  references: [{ title: 'ICANN: Uniform Domain-Name Dispute-Resolution Policy', url: 'https://www.icann.org/resources/pages/policy-2012-02-25-en' }, spamPolicies],
  needs: ['own pages', 'links', 'pages'],
  options: { bitsMax: 3, wordsMin: 80 },
  evidence: z.object({ domain: z.string().describe('Domain of the copy'), page: z.string().describe('Its page'), copyOf: z.string().describe('Page of the site'), title: z.string().describe('Title of the copy'), linkIds: z.array(z.string()).describe('Links') }),
  judge(facts: RiskProfileFacts, options) {
    const wordsMin = options['wordsMin'] as number
    const own = readOwnPages(facts)
    if (own === undefined) return unknown(ownPagesMissing)
    const fronts = own.filter((page) => isFront(page) && page.features!.textSimHash !== null && page.features!.mainWordCount >= wordsMin)
    if (fronts.length === 0) return unknown('the text of the site’s front page')
    const copies = new Map<string, { page: PageRecord; copyOf: string; links: TypedLink[] }>()
    for (const page of facts.pages.values()) {
      if (page.features === null || page.features.mainWordCount < wordsMin || isOwn(page, facts)) continue
      const front = fronts.find((one) => (bitsBetween(one, page) ?? 64) <= (options['bitsMax'] as number))
      if (front !== undefined) copies.set(keyOfPage(page.url), { page, copyOf: front.url, links: [] })
    }
    if (copies.size === 0) return pass()
    for (const judged of suspectable(facts.links, facts.lists)) {
      const { link, type } = judged
      const copy = link.referringPage === null || link.state === 'lost' || type.flags.includes('same-owner') ? undefined : copies.get(keyOfPage(link.referringPage))
      // Archives, translators and tools show pages of others, and say so.
      if (copy !== undefined && lookUpHost(facts.lists.hostKinds, link.referringHost) === undefined) copy.links.push(judged)
    }
    const rows = [...copies.values()].filter(({ links }) => links.length > 0).map(({ page, copyOf, links }) => ({ domain: page.domain, page: page.url, copyOf, title: (page.title ?? '').slice(0, 160), linkIds: namedLinks(links) }))
    return rows.length === 0 ? pass() : flag(0.65, rows)
  },
  examples: [
    { title: 'the front page under another name', facts: copied({}), verdict: 'flag' },
    { title: 'a former domain of the provider', facts: copied({}, { profile: { domains: ['heartfriends.example'] } }), verdict: 'pass' },
    { title: 'another text', facts: copied({ features: { textSimHash: '00ff00ff00ff00ff' } }), verdict: 'pass' },
    { title: 'the front page was not read', facts: exampleProfileFacts([{}], { ownPages: [{}] }), verdict: 'unknown' },
    { title: 'no own page read', facts: exampleProfileFacts([{}]), verdict: 'unknown' },
  ],
})

function isFront({ url }: PageRecord): boolean {
  return /^https?:\/\/[^/?#]+\/?(?:(?:index|home|default)\.[a-z]{3,5})?$/u.test(url)
}

function isOwn({ domain }: PageRecord, { site }: RiskProfileFacts): boolean {
  return domain === site.domain || site.profile.domains.includes(domain)
}

/** Invented: a page of another domain beside the front page. */
function copied(page: ExamplePage, around: Parameters<typeof exampleProfileFacts>[1] = {}): RiskProfileFacts {
  const features = { textSimHash: '0123456789abcdef', mainWordCount: 200 }
  const url = 'https://heartfriends.example/'
  return exampleProfileFacts([{ page: url, type: 'LT-16' }], { ownPages: [{ url: 'https://northgate-heart.example/', title: 'Northgate Heart', features }], pages: [{ url, title: 'Northgate Heart', ...page, features: { ...features, ...page.features } }], ...around })
}
