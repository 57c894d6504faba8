import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import type { PageRecord } from '../../model/page.js'
import { exampleDomainFacts } from '../risk/example-facts.js'
import { extraOf } from '../risk/page-extra.js'
import { pageFields } from '../risk/reading.js'
import { linkSpamUpdate, spamPolicies } from '../risk/references.js'
import { scanText } from '../risk/spam-scan.js'
import { flag, pass, suspectable, unknown } from '../risk/trusted.js'
import type { RiskDomainFacts } from '../risk/facts.js'
import { wordSet } from '../tiers/label-patterns.js'

/** RISK-02: a house that is known to sell links, or from the pages at hand posts that each carry one or two followed offers of unrelated trades. */
export default defineAudit({
  id: 'link-selling-host',
  rule: 'RISK-02',
  judges: 'domain',
  title: 'Posts link where readers want to go',
  failureTitle: 'This domain sells links, or its posts each carry offers of unrelated trades',
  why: 'Sites that live by selling links in posts are detected as such by search engines, and what they pass on is ignored.',
  innocent: 'A blog of one trade links to shops of that trade, and an agency lists its own clients.',
  notMeasured: ['offers on public marketplaces of links, but for the houses on the shipped list'],
  severity: 'high',
  action: 'monitor',
  references: [linkSpamUpdate, spamPolicies],
  needs: ['pages', 'links'],
  options: { sellerStrength: 0.6, postsMin: 5, shareMin: 0.3, tradesMin: 2 },
  evidence: z.object({ page: z.string().describe('Post, or the domain itself'), offers: z.string().describe('Followed links that offer something, or the list that names it') }),
  judge(facts: RiskDomainFacts, options) {
    if (suspectable(facts.links, facts.lists).length === 0) return pass()
    const seller = wordSet(facts.lists, 'link-sellers').has(facts.domain)
    if (seller) return flag(options['sellerStrength'] as number, [{ page: facts.domain, offers: `stands on the list of houses that sell links (list link-sellers: ${facts.domain})` }])
    const call = callForPosts(facts)
    if (call !== undefined) return flag(0.6, [call])
    const posts = facts.pages.filter((page) => page.features !== null && extraOf(page).externalLinks.length > 0)
    if (posts.length < (options['postsMin'] as number)) return unknown(`posts of this domain: ${posts.length} with links were read, ${options['postsMin']} needed`)
    const selling = posts.map((page) => ({ page, offers: offersOfPost(page, facts) })).filter(({ offers }) => offers.length === 1 || offers.length === 2)
    const trades = new Set(selling.flatMap(({ offers }) => offers.map((offer) => offer.trade)))
    if (selling.length / posts.length < (options['shareMin'] as number) || selling.length < 3 || trades.size < (options['tradesMin'] as number)) return pass()
    return flag(0.6, selling.slice(0, 8).map(({ page, offers }) => ({ page: page.url, offers: offers.map((offer) => `${offer.domain} “${offer.text}”`).join(' · ') })))
  },
  examples: [
    {
      title: 'five posts, five trades',
      facts: exampleDomainFacts(
        'mixed-blog.example',
        [{ page: 'https://mixed-blog.example/1' }],
        ['payday loans', 'online casino bonus', 'free spins', 'buy viagra', 'cheap cialis'].map((text, index) => ({ url: `https://mixed-blog.example/${index + 1}`, features: { extra: { externalLinks: [{ domain: `seller${index}.example`, text, followed: true }] } } })),
      ),
      verdict: 'flag',
    },
    { title: 'a marketplace of links', facts: exampleDomainFacts('links-for-all.example', [{}]), verdict: 'flag' },
    { title: 'a blog that takes articles about casinos, cars and games', facts: exampleDomainFacts('any-blog.example', [{}], [{ url: 'https://any-blog.example/write-for-us', title: 'Write for us', features: { extra: { mainStart: 'We accept posts about casino, automotive, real estate and games.' } } }]), verdict: 'flag' },
    { title: 'a health blog that takes articles', facts: exampleDomainFacts('heartfriends.example', [{}], [{ url: 'https://heartfriends.example/write-for-us', title: 'Write for us', features: { extra: { mainStart: 'We accept posts about the heart.' } } }]), verdict: 'unknown' },
    { title: 'posts that cite sources', facts: exampleDomainFacts('heartfriends.example', [{}], [1, 2, 3, 4, 5].map((index) => ({ url: `https://heartfriends.example/${index}`, features: { extra: { externalLinks: [{ domain: 'journal.example', text: 'the study', followed: true }] } } }))), verdict: 'pass' },
    { title: 'one post read', facts: exampleDomainFacts('heartfriends.example', [{}]), verdict: 'unknown' },
  ],
})

/** A page that asks for guest articles and names trades among them that no subject joins: casino, crypto, essays. */
function callForPosts({ pages, lists }: RiskDomainFacts): { page: string; offers: string } | undefined {
  for (const page of pages) {
    const hits = [...scanText(page.title ?? '', lists), ...pageFields(page, lists).flatMap((field) => field.hits)]
    if (!hits.some(({ list }) => list === 'risk/write-for-us')) continue
    const trades = new Set(hits.filter(({ list }) => list === 'risk/any-trade' || soldTrades.has(list)).map(({ phrase }) => phrase))
    const named = hits.filter(({ list }) => soldTrades.has(list)).map(({ phrase }) => phrase)
    if (named.length > 0 && trades.size >= 3) return { page: page.url, offers: `asks for articles about ${[...trades].slice(0, 8).join(', ')}` }
  }
  return undefined
}

const soldTrades = new Set(['spam/casino', 'spam/essay', 'spam/crypto', 'spam/loans', 'spam/adult'])

function offersOfPost(page: PageRecord, { lists, domain }: RiskDomainFacts): Array<{ domain: string; text: string; trade: string }> {
  return extraOf(page).externalLinks.flatMap((link) => {
    if (!link.followed || link.domain === domain) return []
    const hit = scanText(link.text, lists).find((found) => found.list.endsWith('-offer'))
    return hit === undefined ? [] : [{ domain: link.domain, text: link.text, trade: hit.list }]
  })
}
