import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import { lookUpHost } from '../../model/lists.js'
import { safePharmacy, spamPolicies } from '../risk/references.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import { extraOf } from '../risk/page-extra.js'
import { badCoreEntry } from '../risk/bad-core.js'
import { hostOffers, nameHintMax, type HostOffer } from '../risk/host-offers.js'
import { offersOf, type Offer } from '../risk/offers.js'
import { scanText, tokensOf } from '../risk/spam-scan.js'
import { flag, guarded, pass, provenTier, unknown } from '../risk/trusted.js'
import type { RiskLinkFacts } from '../risk/facts.js'

interface Row {
  trade: string
  place: string
  quote: string
}

/** RISK-06: the link stands among offers of drugs without prescription, gambling, loans, copies and the like. */
export default defineAudit({
  id: 'bad-neighbourhood',
  rule: 'RISK-06',
  judges: 'link',
  title: 'The link stands in decent company',
  failureTitle: 'The link stands among offers no clinic would want beside its name',
  why: 'A page that sells medicines without prescription, gambling or forged goods harms the clinic it names in the eyes of a patient. Search engines normally give such links no weight.',
  innocent: 'Addiction clinics, sexual-health services, gambling-harm charities, pharmacology news and museums use the same words without selling anything. Clinics are often named on such pages without knowing it.',
  severity: 'high',
  action: 'none',
  references: [spamPolicies, safePharmacy],
  needs: ['link', 'page'],
  options: { outlinkShareMin: 0.3, outlinksMin: 3 },
  evidence: z.object({ trade: z.string().describe('What is offered'), place: z.string().describe('Where it was found'), quote: z.string().describe('The words') }),
  judge: guarded((facts: RiskLinkFacts, options) => {
    const { link, page, tier } = facts
    const rows: Row[] = []
    const listed = listedAsBad(facts)
    if (listed !== undefined) rows.push(listed.row)
    const offers = offersOf(facts)
    for (const offer of offers) rows.push({ trade: offer.trade, place: offer.place, quote: offer.quote })
    const named = offersByName(facts)
    for (const offer of named) rows.push({ trade: offer.trade, place: 'host name', quote: `${link.referringHost}: ${offer.words}` })
    const outlinks = page === null ? [] : badOutlinks(facts)
    const share = page === null || outlinks.length === 0 ? 0 : outlinks.length / Math.max(1, outlinkDomains(facts).length)
    const isCrowd = outlinks.length >= (options['outlinksMin'] as number) && share >= (options['outlinkShareMin'] as number)
    if (isCrowd) rows.push({ trade: 'links', place: 'external links of the page', quote: outlinks.slice(0, 6).join(' · ') })
    if (rows.length === 0) return link.anchorText === null && link.title === null && page === null ? unknown('anchor text, title or page: only the address is known, and its name offers nothing') : pass()
    // A known practice, publisher or society is named only when two different things are offered on its page.
    const trades = new Set(rows.map((row) => row.trade))
    if (listed === undefined && provenTier(tier) <= 4 && trades.size < 2) return pass()
    const byName = Math.max(listed?.strength ?? 0, ...named.map((offer) => offer.strength))
    const strength = Math.max(byName, strengthOfWords(offers, isCrowd, trades.size))
    const own = ownOffers(offers, facts)
    if (own.length === offers.length && !isCrowd) return flag(strength, distinct(rows).slice(0, 12))
    const ownTrades = new Set([...own, ...named, ...(listed === undefined ? [] : [listed.row])].map(({ trade }) => trade))
    return flag(strength, distinct(rows).slice(0, 12), Math.max(byName, strengthOfWords(own, false, ownTrades.size)))
  }),
  examples: [
    { title: 'drug sale without prescription', facts: exampleLinkFacts({ page: 'https://pills-now.example/shop', title: 'Buy viagra without prescription, $0.99 per pill', anchor: 'heart clinic' }), verdict: 'flag' },
    { title: 'a name that offers drugs, and nothing else known', facts: exampleLinkFacts({ page: 'https://buy-kamagra-24.example/', anchor: null, title: null }), verdict: 'flag' },
    { title: 'addiction charity', facts: exampleLinkFacts({ page: 'https://steady-steps.example/tramadol', title: 'Tramadol addiction: how to get help', before: 'People who buy tramadol without prescription can call our helpline or', after: 'nearby' }), verdict: 'pass' },
    { title: 'gambling-harm service', facts: exampleLinkFacts({ page: 'https://calm-play.example/help', title: 'Problem gambling helpline', before: 'Ads for an online casino bonus make it hard to stop.' }), verdict: 'pass' },
    { title: 'only a domain is known', facts: exampleLinkFacts({ page: null, anchor: null, title: null }), verdict: 'unknown' },
  ],
})

function strengthOfWords(offers: readonly Offer[], isCrowd: boolean, tradeCount: number): number {
  if (offers.length === 0 && !isCrowd) return 0
  return offers.some((offer) => offer.strong) || tradeCount >= 2 ? 0.75 : offers.length >= 2 ? 0.65 : 0.5
}

/** Places in whose text the words of other links of the page stand too. */
const placesWithLinks: ReadonlySet<Offer['place']> = new Set(['words around the link', 'headings', 'main text'])

/** Offers that are not the words of another link of the page: those are seen by more rules than this one (RISK-01). */
function ownOffers(offers: readonly Offer[], { page, link, lists }: RiskLinkFacts): readonly Offer[] {
  if (page === null || !offers.some(({ place }) => placesWithLinks.has(place))) return offers
  const neighbours = new Set(extraOf(page).externalLinks.flatMap(({ domain, text }) => (domain === link.targetDomain ? [] : scanText(text, lists).map(({ phrase }) => phrase))))
  return offers.filter(({ place, phrase }) => !placesWithLinks.has(place) || !neighbours.has(phrase))
}

/** A host of the shipped lists of rogue pharmacies and of the distrusted seeds, with the entry that says so. */
function listedAsBad({ link, lists }: RiskLinkFacts): { row: Row; strength: number } | undefined {
  const listed = lookUpHost(lists.hostKinds, link.referringHost)
  if (listed?.entry.kind === 'rogue-pharmacy') return { row: { trade: 'drug', place: 'host list', quote: `${listed.key} (${listed.entry.source})` }, strength: 0.75 }
  const bad = badCoreEntry(link.referringHost, link.referringDomain, lists)
  return bad === undefined ? undefined : { row: { trade: bad.kind === 'drug seller' ? 'drug' : 'links', place: 'host list', quote: bad.quote }, strength: 0.6 }
}

/** Offers of the host's own name; a hint too weak to show counts only where nothing else speaks for the host. */
function offersByName({ link, tier, lists }: RiskLinkFacts): readonly HostOffer[] {
  if (provenTier(tier) <= 5) return []
  const listed = lookUpHost(lists.hostKinds, link.referringHost)
  // On a platform the name of the author's part counts; any other listed host is what the list says.
  if (listed !== undefined && (listed.entry.kind !== 'blog-platform' || listed.key === link.referringHost)) return []
  return hostOffers(link.referringHost, lists).filter((offer) => offer.strength > nameHintMax)
}

function outlinkDomains({ page, link }: RiskLinkFacts): string[] {
  const domains = page?.features?.mainExternalDomains ?? []
  return (domains.length > 0 ? domains : page === null ? [] : extraOf(page).externalLinks.map((other) => other.domain)).filter((domain) => domain !== link.targetDomain)
}

/** Several phrases of one sentence quote the same words; said once they tell as much. */
function distinct(rows: readonly Row[]): Row[] {
  const told = new Set<string>()
  return rows.filter(({ trade, place, quote }) => {
    const key = `${trade}\0${place}\0${quote}`
    return !told.has(key) && told.add(key)
  })
}

/** External links whose anchor offers something of the lists, or whose domain is named after it. */
function badOutlinks(facts: RiskLinkFacts): string[] {
  const { page, lists } = facts
  if (page === null) return []
  const bad = new Map<string, string>()
  for (const other of extraOf(page).externalLinks) {
    const hit = scanText(other.text, lists).find((found) => found.list.startsWith('spam/') && found.list.endsWith('-offer'))
    if (hit !== undefined) bad.set(other.domain, `${other.domain} “${other.text}”`)
  }
  for (const domain of outlinkDomains(facts)) if (!bad.has(domain) && namedAfterTrade(domain, facts)) bad.set(domain, domain)
  return [...bad.values()]
}

const tradesInNames = ['spam/drug', 'spam/casino'] as const

/**
 * True if a label of the domain is, begins or ends with a word of at least six letters for drugs or gambling. Not
 * "contains": "specialist" holds the name of a drug.
 */
function namedAfterTrade(domain: string, { lists }: RiskLinkFacts): boolean {
  const labels = tokensOf(domain.slice(0, Math.max(0, domain.lastIndexOf('.'))))
  for (const list of tradesInNames) {
    for (const word of lists.words(list)) {
      if (word.length >= 6 && labels.some((label) => label.startsWith(word) || label.endsWith(word))) return true
    }
  }
  return false
}
