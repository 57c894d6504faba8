import { countOf } from '../../lib/number-words.js'
import { hostOffers, nameHintMax } from '../risk/host-offers.js'
import { findPhrases, wordsOf } from './phrases.js'
import { containsRun } from './profile-reading.js'
import type { LinkReading } from './reading.js'
import type { Signals } from './signal.js'

/** Offers that stand beside the link: what they are about and how many domains they lead to. */
export interface Neighbours {
  /** Domains of casinos, loans, medicines and the like, by what they are about. */
  spam: ReadonlyMap<string, ReadonlySet<string>>
  spamDomains: number
  /** Trades of which phrases are linked, each to a site of its own; empty where they are too few, or the page is a list. */
  trades: readonly string[]
  /** The link's own words are about another one of these: it stands among them as one of them. */
  isOneOfThem: boolean
}

/**
 * Pages that exist to link to customers (LT-19). A network shows by at least three marks that don't hang together
 * (RISK-03); the offers beside a link are one of them, since anybody may have put two casinos on an honest page. With fewer
 * marks the link is what it would be without, and what stands beside it speaks against that.
 */
export function farmRules(reading: LinkReading, beside: Neighbours, signals: Signals): void {
  const offers = offersBeside(beside)
  // On a platform a host is somebody's blog, and that somebody is known to nobody.
  if (isKnownHost(reading) && reading.curated?.entry.kind !== 'blog-platform') {
    if (offers === null || beside.spamDomains === 0) return
    // A body sells no links to casinos: its page was broken into. What a writer may have put there himself was not.
    const isBrokenInto = isBody(reading) && (beside.isOneOfThem || !reading.inSentence)
    signals.add('LT-20', 'spam', isBrokenInto ? 'defining' : 'strong', 'F-OUT', 'links beside', offers)
    if (isBrokenInto) injectedRule(signals, 'F-OUT', offers)
    return speakAgainst(signals, offers, 'contra')
  }
  const isSold = offers !== null && isMoneyPhrase(reading, beside)
  // A money phrase among those of other trades is what is bought, whoever sold it (LT-18).
  if (isSold) signals.add('LT-18', 'anchor', 'decisive', 'LT-18', 'anchor text and links beside', `${reading.facts.link.anchorText ?? ''}, beside ${offers}`, 'undisclosed-suspected')
  const shared = sharedMarks(reading)
  // What a page shows itself tells of a network only where offers stand on it: a franchise has numbers and short texts as well.
  const marks = offers === null ? shared : [offers, ...shared, ...ownMarks(reading, beside, isSold)]
  if (offers !== null && marks.length < marksMin) speakAgainst(signals, offers, isSold ? 'veto' : 'contra')
  if (marks.length === 0) {
    if (beside.spamDomains > 0) signals.add('LT-19', 'spam', 'weak', 'F-OUT', 'links beside', `a link about ${[...beside.spam.keys()].join(', ')}`)
    return
  }
  const strength = marks.length >= marksMin ? (offers === null ? 'decisive' : 'defining') : marks.length === marksMin - 1 ? 'strong' : 'weak'
  if (offers !== null) signals.add('LT-19', 'outlinks', 'weak', 'F-OUT', 'links beside', offers)
  signals.add('LT-19', 'spam', strength, 'RISK-03', countOf(marks.length, 'mark of a network', 'marks of a network'), marks.join('; '))
}

/** Kinds of listed hosts that trade in nothing; on others, from directories to papers, every trade may stand. */
const bodies: ReadonlySet<string> = new Set(['government', 'health-body', 'hospital', 'university', 'association', 'accreditor', 'journal', 'repository', 'school', 'library', 'municipality', 'civic', 'museum', 'chamber'])

function isBody({ curated, seed, host }: LinkReading): boolean {
  return curated === undefined ? seed !== undefined || host.isGovernment || host.isUniversity : bodies.has(curated.entry.kind)
}

/** LT-19 wants at least three marks of RISK-03. */
const marksMin = 3

function speakAgainst(signals: Signals, found: string, strength: 'contra' | 'veto'): void {
  for (const type of ['LT-01', 'LT-02', 'LT-04', 'LT-06'] as const) signals.add(type, 'spam', strength, 'F-OUT', 'links beside', found)
}

/** Whose page it is explains no link that somebody broke in to put there (4.3: integrity of the page overrides genre). */
export function injectedRule(signals: Signals, rule: string, found: string): void {
  for (const type of ['LT-03', 'LT-05', 'LT-21', 'LT-23'] as const) signals.add(type, 'spam', 'contra', rule, 'links beside', found)
}

/** Several sites, or several things on offer, or trades that no reader looks for at once; null where it is less. */
function offersBeside({ spam, spamDomains, trades, isOneOfThem }: Neighbours): string | null {
  if (trades.length > 0) return `links of ${trades.length} trades: ${trades.join(', ')}`
  return spamDomains >= 2 || isOneOfThem ? `${countOf(spamDomains, 'domain')} about ${[...spam.keys()].join(', ')}` : null
}

export function neighbours(reading: LinkReading): Neighbours {
  const { words: { spam }, extra, facts: { link } } = reading
  const kinds = new Map<string, Set<string>>()
  for (const { domain, text } of extra.externalLinks ?? []) {
    if (domain === link.targetDomain) continue
    for (const match of findPhrases(spam, wordsOf(text), text.toLowerCase())) {
      const set = kinds.get(match.value) ?? new Set<string>()
      kinds.set(match.value, set.add(domain))
    }
  }
  const spamDomains = new Set([...kinds.values()].flatMap((set) => [...set])).size
  const ownKind = findPhrases(spam, reading.anchorWords, '')[0]?.value
  // A link that is itself about loans stands among those about casinos as one of them.
  return { spam: kinds, spamDomains, trades: tradesBeside(reading), isOneOfThem: ownKind !== undefined && spamDomains >= 1 && !kinds.has(ownKind) }
}

/** Phrases of so many trades, each linked to a site of its own, are no writer's: nobody reads about roofs, lawyers and implants at once (LT-01, contra). */
const tradesMin = 3
/** More links than these are a list, which may well hold all trades. */
const tradeLinksMax = 12

function tradesBeside({ extra, words, features, host, profile, facts: { link } }: LinkReading): string[] {
  const links = extra.externalLinks ?? []
  if (features === null || links.length < tradesMin || links.length > tradeLinksMax || (link.area !== 'main' && link.area !== null)) return []
  const byTrade = new Map<string, string>()
  for (const { domain, text } of links) {
    const run = wordsOf(text)
    const found = (findPhrases(words.trades, run, text.toLowerCase())[0] ?? findPhrases(words.spam, run, text.toLowerCase())[0])?.value ?? treatmentWithPlace(run, domain)
    if (found !== undefined && !byTrade.has(found) && ![...byTrade.values()].includes(domain)) byTrade.set(found, domain)
  }
  // On a host that is called a heap of links or free articles, two are enough.
  return byTrade.size < (host.kinds.has('link-farm') ? tradesMin - 1 : tradesMin) ? [] : [...byTrade.keys()]

  /** What the provider sells, at a place of its own, is a trade like others. */
  function treatmentWithPlace(run: readonly string[], domain: string): string | undefined {
    const isOffer = domain === link.targetDomain && profile.services.some((service) => containsRun(run, service)) && profile.places.some((place) => containsRun(run, place))
    return isOffer ? 'treatment' : undefined
  }
}

/**
 * True of words that sell: an offer of the kind that stands beside, a trade's, or a treatment with a place. A treatment alone
 * is what a writer may well call the page he recommends; where nobody signed it is one as well.
 */
function isMoneyPhrase(reading: LinkReading, { isOneOfThem }: Neighbours): boolean {
  const { anchorWords, words, profile } = reading
  if (isOneOfThem) return true
  if (anchorWords.length === 0 || anchorWords.length > moneyWordsMax) return false
  const service = profile.services.find((one) => containsRun(anchorWords, one))
  if (service !== undefined) return profile.places.some((place) => containsRun(anchorWords, place)) || (service.length === anchorWords.length && isByNobody(reading))
  return findPhrases(words.trades, anchorWords, anchorWords.join(' ')).length > 0 || findPhrases(words.spam, anchorWords, '').length > 0
}

const moneyWordsMax = 6

/** Marks of one keeper behind several linking sites. Copies of an older page share its text and links. */
function sharedMarks({ facts: { kin } }: LinkReading): string[] {
  const marks: string[] = []
  if (!kin) return marks
  if (kin.idDomainCount >= marksMin) marks.push(`one account id on ${countOf(kin.idDomainCount, 'linking domain')}`)
  if (kin.outlinksDomainCount >= marksMin) marks.push(`the same outgoing links as ${countOf(kin.outlinksDomainCount - 1, 'other linking domain')}`)
  if (kin.copyDomainCount >= marksMin && kin.original === null) marks.push(`the same text on ${countOf(kin.copyDomainCount, 'linking domain')}`)
  return marks
}

/**
 * What the page and its host show themselves. That nobody signed a short text, and that the host is one number of a series,
 * is true of many a club as well: beside a link of ordinary words the two are one mark together.
 */
function ownMarks(reading: LinkReading, beside: Neighbours, isSold: boolean): string[] {
  const marks: string[] = []
  if (isSold) marks.push(`a money phrase of its own: ${reading.facts.link.anchorText ?? ''}`)
  const name = heapName(reading)
  if (name !== null) marks.push(name)
  const unsigned = isByNobody(reading)
  const numbered = isOfSeries(reading)
  if (isSold) marks.push(...(unsigned ? ['a short text by nobody'] : []), ...(numbered ? ['one host or page of a numbered series'] : []))
  else if (unsigned && numbered) marks.push('a short text by nobody on one host or page of a numbered series')
  if (unsigned && isMadeOfLinks(reading, beside)) marks.push('hardly a text but its links')
  return marks
}

/** A host that is called a heap of links or sells them by its name. */
function heapName({ host, facts }: LinkReading): string | null {
  const called = host.kinds.get('link-farm')
  if (called !== undefined) return `a host called ${called}`
  const offer = hostOffers(facts.link.referringHost, facts.lists).find(({ trade, strength }) => trade === 'links' && strength > nameHintMax)
  return offer === undefined ? null : `a host called ${offer.words}`
}

/** True of a short text without a writer's full name that leads to few sites. */
export function isByNobody({ features }: LinkReading): boolean {
  return features !== null && features.mainWordCount < shortTextWords && features.authors.every((name) => !name.includes(' '))
}

const shortTextWords = 250

export function isOfSeries({ host, path }: LinkReading): boolean {
  return /\d/u.test(host.name) || /(?:^|[/-])\d{2,}$/u.test(path)
}

/** Few words for each link to another site, and a good part of those links are offers. */
function isMadeOfLinks({ features, extra }: LinkReading, { spamDomains, trades }: Neighbours): boolean {
  const links = new Set((extra.externalLinks ?? []).map(({ domain }) => domain)).size
  return features !== null && links >= marksMin && features.mainWordCount / links < wordsOfLinkMin && Math.max(spamDomains, trades.length) * 3 >= links
}

const wordsOfLinkMin = 15

export function isKnownHost({ curated, seed, host }: LinkReading): boolean {
  return curated !== undefined || seed !== undefined || host.isGovernment || host.isUniversity
}
