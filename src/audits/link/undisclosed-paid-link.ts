import { z } from 'zod'
import { shareWords } from '../../lib/number-words.js'
import { defineAudit } from '../../model/judgement.js'
import { isFollowed } from '../../model/link.js'
import { isArranged } from '../risk/agency.js'
import { qualifyLinks, spamPolicies } from '../risk/references.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import { extraOf } from '../risk/page-extra.js'
import { fieldsOf, firstHit, isPaidLabel, quote } from '../risk/reading.js'
import { scanText } from '../risk/spam-scan.js'
import { flag, guarded, pass, unknown } from '../risk/trusted.js'
import type { RiskLinkFacts } from '../risk/facts.js'

interface Row {
  source: string
  quote: string
  strength: number
}

/** RISK-01: signs that a followed link was paid for. Each row is one sign; the strongest counts. */
export default defineAudit({
  id: 'undisclosed-paid-link',
  rule: 'RISK-01',
  judges: 'link',
  title: 'Paid links are qualified',
  failureTitle: 'A link that looks paid for passes full credit',
  why: 'A link given for money, goods or services should carry rel="sponsored" or "nofollow". Without it, search engines may ignore the link, and it is the kind of link a provider is answerable for.',
  innocent: 'The label may speak of advertising elsewhere on the page, or the money may be a sponsorship of a charity or team. Search engines usually ignore such links rather than punish the linked site.',
  notMeasured: ['invoices and agreements beyond the domains that the profile or the ledger of what was given names'],
  severity: 'high',
  action: 'fix-own-practice',
  references: [spamPolicies, qualifyLinks],
  needs: ['link', 'page', 'profile'],
  options: { sameRelShareMax: 0.9 },
  evidence: z.object({
    source: z.string().describe('Where the sign was found'),
    quote: z.string().describe('What was found'),
    strength: z.number().describe('How strong the sign is, 0–1'),
  }),
  judge: guarded((facts: RiskLinkFacts, options) => {
    const { link, page, type, anchor, host, site } = facts
    if (!isFollowed(link.rel, link.robots) || link.state === 'lost') return pass()
    const arranged = isArranged(link, site.profile)
    const rows: Row[] = []
    if (arranged) rows.push({ source: 'profile', quote: `${link.referringDomain} is listed as arranged by the provider or its agency, in the profile or the ledger of what was given`, strength: 0.75 })
    const label = paidLabel(facts)
    // A label that stands on a sponsor's logo thanks a donor; only with a treatment phrase does it read as a bought link.
    if (label !== undefined) rows.push({ ...label, strength: type.type === 'LT-07' ? (anchor.grade >= 2 ? 0.5 : 0.2) : 0.6 })
    if (type.type === 'LT-18' && type.confidence >= 0.5) {
      // A word of the address ("/partner") is no label; only on the page can one be seen.
      const sure = page !== null && (type.subtype === 'disclosed-followed' || type.subtype === 'affiliate')
      rows.push({ source: 'link type', quote: `taken for ${paidWords[type.subtype ?? ''] ?? 'a paid link'} with a probability of ${shareWords(type.confidence)}`, strength: (sure ? 0.6 : 0.4) * type.confidence })
    }
    const price = page === null ? undefined : (firstHit(fieldsOf(facts), 'risk/placement-price') ?? priceInNavigation(facts))
    if (price !== undefined && anchor.grade >= 2) rows.push({ source: 'offer of placements on the site', quote: quote(price.field.text, price.hit.phrase), strength: 0.5 })
    const strangers = strangeMoneyAnchors(facts)
    if (anchor.grade >= 2 && strangers.length >= 2) rows.push({ source: 'other links in the article', quote: strangers.slice(0, 4).join(' · '), strength: 0.5 })
    // Where nearly every external link of a site is qualified the same way, a followed one was probably chosen.
    if (rows.length > 0 && !arranged && host.qualifiedRelShare !== null && host.qualifiedRelShare > (options['sameRelShareMax'] as number)) {
      for (const row of rows) row.strength *= 0.7
    }
    if (rows.length === 0) return page === null ? unknown('page: labels and other links of the article') : pass()
    return flag(Math.max(...rows.map((row) => row.strength)), rows)
  }),
  examples: [
    { title: 'labelled as sponsored, yet followed', facts: exampleLinkFacts({ page: 'https://metro-life.example/partner/smile-tips', cues: ['prose', 'label:Sponsored'], type: 'LT-18', subtype: 'disclosed-followed' }, { pageRecord: {} }), verdict: 'flag' },
    { title: 'labelled and qualified', facts: exampleLinkFacts({ page: 'https://metro-life.example/partner/smile-tips', rel: ['sponsored'], cues: ['label:Sponsored'], type: 'LT-18' }, { pageRecord: {} }), verdict: 'pass' },
    { title: 'arranged by the agency, as the profile says', facts: exampleLinkFacts({ page: 'https://blog-mix.example/health/best-implants', type: 'LT-01' }, { profile: { arranged: ['blog-mix.example'] } }), verdict: 'flag' },
    { title: 'newspaper with adverts elsewhere on the page', facts: exampleLinkFacts({ page: 'https://daily-news.example/health/flu', tier: 5 }, { pageRecord: { features: { labels: [{ cue: 'line', text: 'Advertisement', place: 'aside' }] } } }), verdict: 'pass' },
    { title: 'page not read', facts: exampleLinkFacts({}), verdict: 'unknown' },
  ],
})

/** What kinds of paid links (LT-18) are called where people read of them. */
const paidWords: Readonly<Record<string, string>> = {
  'disclosed-followed': 'a labelled advert whose link is followed', 'disclosed-qualified': 'a labelled advert', 'undisclosed-suspected': 'an advert without a label', affiliate: 'a link with a partner’s share', 'native-ad': 'an advert made to look like an article',
}

/** A label counts in the headline's place or with the link itself; one in a footer or side column describes the site. */
function paidLabel({ link, page, lists }: RiskLinkFacts): { source: string; quote: string } | undefined {
  for (const cue of link.cues) {
    if (cue.startsWith('label:') && isPaidLabel(cue.slice(6), lists)) return { source: 'label with the link', quote: quote(cue.slice(6)) }
  }
  for (const label of page?.features?.labels ?? []) {
    if ((label.place === 'before-headline' || label.place === 'after-headline') && isPaidLabel(label.text, lists)) return { source: `label, ${label.place}`, quote: quote(label.text) }
  }
  return undefined
}

function priceInNavigation({ page, lists }: RiskLinkFacts): { field: { text: string }; hit: { phrase: string } } | undefined {
  for (const text of page === null ? [] : extraOf(page).siteLinkTexts) {
    const hit = scanText(text, lists).find((found) => found.list === 'risk/placement-price')
    if (hit !== undefined) return { field: { text }, hit }
  }
  return undefined
}

/** Other followed links of the article whose anchors offer something of an unrelated trade. */
function strangeMoneyAnchors({ page, link, lists }: RiskLinkFacts): string[] {
  if (page === null) return []
  return extraOf(page)
    .externalLinks.filter((other) => other.followed && other.domain !== link.targetDomain && scanText(other.text, lists).some((hit) => hit.list.endsWith('-offer') || tradeNouns.has(hit.list)))
    .map((other) => `${other.domain} “${other.text}”`)
}

const tradeNouns = new Set(['spam/casino', 'spam/loans', 'spam/replica', 'spam/essay', 'spam/crypto'])
