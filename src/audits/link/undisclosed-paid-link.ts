import { z } from 'zod'
import { shareWords } from '../../lib/number-words.js'
import { defineAudit } from '../../model/judgement.js'
import { isFollowed } from '../../model/link.js'
import { isArranged } from '../risk/agency.js'
import { qualifyLinks, spamPolicies } from '../risk/references.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import { findPhrases, wordsOf } from '../link-types/phrases.js'
import { wordLists } from '../link-types/word-lists.js'
import { extraOf } from '../risk/page-extra.js'
import { fieldsOf, firstHit, isPaidLabel, quote } from '../risk/reading.js'
import { scanText } from '../risk/spam-scan.js'
import { flag, guarded, pass, provenTier, unknown } from '../risk/trusted.js'
import type { RiskLinkFacts } from '../risk/facts.js'

/** The source of what the links beside show, which other rules see too. */
const neighbours = 'other links in the article'

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
  title: 'Paid links are marked as paid',
  failureTitle: 'A link that looks paid for is not marked as paid',
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
    const strangers = anchor.grade >= 2 ? strangeMoneyAnchors(facts) : []
    if (strangers.length >= 2) rows.push({ source: neighbours, quote: strangers.slice(0, 4).join(' · '), strength: 0.5 })
    else if (anchor.grade >= 2) rows.push(...ofManyTrades(facts))
    // Where nearly every external link of a site is qualified the same way, a followed one was probably chosen.
    if (rows.length > 0 && !arranged && host.qualifiedRelShare !== null && host.qualifiedRelShare > (options['sameRelShareMax'] as number)) {
      for (const row of rows) row.strength *= 0.7
    }
    if (rows.length === 0) return page === null ? unknown('page: labels and other links of the article') : pass()
    const strongestOf = (some: readonly Row[]) => Math.max(0, ...some.map((row) => row.strength))
    return flag(strongestOf(rows), rows, strongestOf(rows.filter(({ source }) => source !== neighbours)))
  }),
  examples: [
    { title: 'labelled as sponsored, yet followed', facts: exampleLinkFacts({ page: 'https://metro-life.example/partner/smile-tips', cues: ['prose', 'label:Sponsored'], type: 'LT-18', subtype: 'disclosed-followed' }, { pageRecord: {} }), verdict: 'flag' },
    { title: 'labelled and qualified', facts: exampleLinkFacts({ page: 'https://metro-life.example/partner/smile-tips', rel: ['sponsored'], cues: ['label:Sponsored'], type: 'LT-18' }, { pageRecord: {} }), verdict: 'pass' },
    { title: 'arranged by the agency, as the profile says', facts: exampleLinkFacts({ page: 'https://blog-mix.example/health/best-implants', type: 'LT-01' }, { profile: { arranged: ['blog-mix.example'] } }), verdict: 'flag' },
    { title: 'newspaper with adverts elsewhere on the page', facts: exampleLinkFacts({ page: 'https://daily-news.example/health/flu', tier: 5 }, { pageRecord: { features: { labels: [{ cue: 'line', text: 'Advertisement', place: 'aside' }] } } }), verdict: 'pass' },
    { title: 'a paper in a sponsored supplement of its journal', facts: exampleLinkFacts({ page: 'https://journal.example/doi/10.1000/xyz', cues: ['reference-list'], type: 'LT-23' }, { pageRecord: { features: { labels: [{ cue: 'line', text: 'Sponsored supplement', place: 'after-headline' }] } } }), verdict: 'pass' },
    { title: 'page not read', facts: exampleLinkFacts({}), verdict: 'unknown' },
  ],
})

/** What kinds of paid links (LT-18) are called where people read of them. */
const paidWords: Readonly<Record<string, string>> = {
  'disclosed-followed': 'a labelled advert whose link is followed', 'disclosed-qualified': 'a labelled advert', 'undisclosed-suspected': 'an advert without a label', affiliate: 'a link with a partner’s share', 'native-ad': 'an advert made to look like an article',
}

/** A label counts in the headline's place or with the link itself; one in a footer or side column describes the site. */
function paidLabel({ link, page, type, lists }: RiskLinkFacts): { source: string; quote: string } | undefined {
  // "Sponsored supplement" on a paper tells of the issue it appeared in, not of the works it cites (link-types.md 4.5).
  if (type.type === 'LT-23' || (page !== null && page.features?.extra['citationMeta'] === true)) return undefined
  for (const cue of link.cues) {
    if (cue.startsWith('label:') && isPaidLabel(cue.slice(6), lists)) return { source: 'label with the link', quote: quote(cue.slice(6)) }
  }
  for (const label of page?.features?.labels ?? []) {
    if ((label.place === 'before-headline' || label.place === 'after-headline') && isPaidLabel(label.text, lists)) return { source: `label, ${label.place}`, quote: quote(label.text) }
  }
  return undefined
}

function priceInNavigation({ page, lists }: RiskLinkFacts): { field: { text: string }; hit: { phrase: string } } | undefined {
  for (const text of page === null ? [] : [...extraOf(page).siteLinkTexts, ...extraOf(page).footerLines]) {
    const hit = scanText(text, lists).find((found) => found.list === 'risk/placement-price')
    if (hit !== undefined) return { field: { text }, hit }
  }
  return undefined
}

/** Other followed links of the article whose anchors offer something of an unrelated trade. */
function strangeMoneyAnchors(facts: RiskLinkFacts): string[] {
  const { page, link, lists } = facts
  if (page === null) return []
  const isTrade = tradesOf(facts)
  return extraOf(page)
    .externalLinks.filter((other) => other.followed && other.domain !== link.targetDomain && (isTrade(other.text) || scanText(other.text, lists).some((hit) => hit.list.endsWith('-offer') || tradeNouns.has(hit.list))))
    .map((other) => `${other.domain} “${other.text}”`)
}

/** Lists, sponsors and records hold all trades of a place; so does a page with more links than these. */
const listTypes = new Set(['LT-03', 'LT-05', 'LT-06', 'LT-07', 'LT-12', 'LT-22', 'LT-25'])
const tradeLinksMax = 12

/**
 * Tells anchors that are short phrases for what another trade sells ("roof repair denver", "buy cbd oil"). In a sentence on a
 * page of nobody known, among few links, those are no writer's words; elsewhere trades are named for many reasons.
 */
function tradesOf({ page, link, type, anchor, tier, lists }: RiskLinkFacts): (text: string) => boolean {
  if (page === null || provenTier(tier) <= 5 || listTypes.has(type.type) || !link.cues.includes('prose') || extraOf(page).externalLinks.length > tradeLinksMax) return () => false
  const { trades } = wordLists(lists)
  const own = new Set(findPhrases(trades, wordsOf(anchor.normalised), anchor.normalised).map(({ value }) => value))
  return (text) => {
    const words = wordsOf(text)
    if (words.length < 2 || words.length > 6) return false
    const found = findPhrases(trades, words, text.toLowerCase())
    return found.length > 0 ? !found.some(({ value }) => own.has(value)) : scanText(text, lists).some((hit) => hit.list === 'spam/sale' && hit.token === 0)
  }
}

/** A treatment phrase on a page of nobody known that was taken for one of a link farm by the trades of its links: lawyers, roofs, implants. */
function ofManyTrades({ type, tier }: RiskLinkFacts): Row[] {
  if (type.type !== 'LT-19' || provenTier(tier) <= 5) return []
  return type.evidence.filter(({ rule, polarity }) => rule === 'F-OUT' && polarity === '+').slice(0, 1).map(({ found }) => ({ source: neighbours, quote: quote(found), strength: 0.5 * type.confidence }))
}

const tradeNouns = new Set(['spam/casino', 'spam/loans', 'spam/replica', 'spam/essay', 'spam/crypto'])
