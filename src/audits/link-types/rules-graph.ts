import { countOf, countWords } from '../../lib/number-words.js'
import { hostOf, parseUrl } from '../../model/url.js'
import { domainOfHost } from '../../model/domain.js'
import { findPhrases } from './phrases.js'
import type { LinkReading } from './reading.js'
import { farmRules, injectedRule, neighbours } from './rules-farm.js'
import { isSitewideElsewhere } from './rules-vendor.js'
import type { Signals } from './signal.js'

/** What several pages or another source tell (F-REP, F-DUP), and the marks of pages nobody edits (LT-16, LT-19, LT-20). */
export function graphRules(reading: LinkReading, signals: Signals): void {
  const { link, host, page } = reading.facts
  if (isRepeated(reading)) {
    signals.add('LT-14', 'graph', 'defining', 'F-REP', 'pages of the host', `the same link on ${countOf(host.sameLinkPageCount, 'page')}, ${countWords(host.pagesRead)} read`)
    signals.add('LT-01', 'against', 'veto', 'F-REP', 'pages of the host', `the same link on ${countOf(host.sameLinkPageCount, 'page')}`)
  } else if (isSitewide(reading)) {
    signals.add('LT-14', 'graph', 'decisive', 'F-REP', 'said by another tool', 'stands on every page')
    signals.add('LT-01', 'against', 'contra', 'F-REP', 'said by another tool', 'stands on every page')
  }
  if (page?.canonical) {
    const url = parseUrl(page.canonical)
    const canonicalDomain = url === undefined ? null : domainOfHost(hostOf(url))
    if (canonicalDomain !== null && canonicalDomain !== link.referringDomain) {
      if (canonicalDomain === link.targetDomain) signals.add('LT-16', 'graph', 'strong', 'F-DUP', 'canonical', page.canonical)
      else if (!isAlias(reading, canonicalDomain)) signals.add('LT-16', 'graph', 'defining', 'F-DUP', 'canonical', `${page.canonical} on another host`)
    }
  }
  spamRules(reading, signals)
}

/** A site under two names, or a whole page of somebody's own: its canonical elsewhere makes it no copy. */
function isAlias(reading: LinkReading, canonicalDomain: string): boolean {
  const { link } = reading.facts
  const first = link.referringDomain.split('.', 1)[0]!
  const second = canonicalDomain.split('.', 1)[0]!
  const shared = first.length >= 3 && second.length >= 3 && (first.includes(second) || second.includes(first) || (first.length >= 5 && first.slice(0, 5) === second.slice(0, 5)))
  return shared || reading.depth === 0 && reading.query === '' || (reading.features !== null && reading.features.mainWordCount < 40)
}

export function isSitewide(reading: LinkReading): boolean {
  return isRepeated(reading) || isSitewideElsewhere(reading)
}

/**
 * F-REP: the same target and anchor on twenty pages, or on half of those read. In prose the share says nothing, since the
 * pages read are those that were known to link.
 */
function isRepeated(reading: LinkReading): boolean {
  const { host, link } = reading.facts
  const { sitewidePagesMin, sitewideShareMin } = reading.words.weights
  if (host.sameLinkPageCount >= sitewidePagesMin) return true
  const inProse = link.cues.includes('prose') && (link.area === 'main' || link.area === null)
  return !inProse && host.pagesRead >= 3 && host.sameLinkPageCount >= 2 && host.sameLinkPageCount / host.pagesRead >= sitewideShareMin
}

/** Words of spam in title and path, read as one text. A casino night and a trial of a medicine are offers of nobody. */
function spamIn({ words: { spam, spamExcuses }, titleWords, pathWords, title }: LinkReading): ReturnType<typeof findPhrases<string>> {
  // Words that begin none, which nearly all are, are passed over without joining the two.
  const mayHold = spam.unspaced.length > 0 && title !== '' && !plainText.test(title)
  if (!mayHold && !titleWords.some((word) => spam.byFirst.has(word)) && !pathWords.some((word) => spam.byFirst.has(word))) return []
  const found = findPhrases(spam, [...titleWords, ...pathWords], title)
  const isOffer = found.some(({ text }) => text.includes(' ')) || new Set(found.map(({ value }) => value)).size > 1
  return !isOffer && [...titleWords, ...pathWords].some((word) => spamExcuses.has(word)) ? [] : found
}

const plainText = /^[\x20-\x7e]*$/u

/** Folders of a site's software, in which no page of its own stands. */
const systemFolder = /\/(?:images?|img|tmp|temp|cache|wp-content|wp-includes|components|modules|plugins|uploads|themes|templates|includes|administrator|cgi-bin)\//u

/** Words of spam where they are no trade of the site, and links kept from sight among them (LT-20). */
function spamRules(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  const { spam } = reading.words
  const titleSpam = spamIn(reading)
  // Of a page that was not read the words of spam are all that is known; an article about them is told by its host.
  if (reading.features === null && reading.curated === undefined && reading.seed === undefined && !reading.host.isGovernment && !reading.host.isUniversity && !reading.host.kinds.has('news') && !reading.host.kinds.has('local-news')) {
    const found = titleSpam[0] ?? findPhrases(spam, reading.anchorWords, '')[0] ?? findPhrases(spam, reading.host.parts, '')[0]
    if (found !== undefined) for (const type of ['LT-01', 'LT-04'] as const) signals.add(type, 'against', 'veto', 'LT-20', 'title, anchor text and host name', found.text)
  }
  const hidden = link.cues.includes('hidden') || link.cues.includes('after-html')
  const beside = neighbours(reading)
  if (hidden && beside.spamDomains > 0) {
    const found = `hidden, among links about ${[...beside.spam.keys()].join(', ')}`
    signals.add('LT-20', 'spam', 'defining', 'F-VIS', 'links beside', found)
    injectedRule(signals, 'F-VIS', found)
  } else farmRules(reading, beside, signals)
  if (titleSpam.length > 0 && reading.curated?.entry.kind !== 'health-publisher') {
    const distinct = new Set(titleSpam.map((match) => match.value))
    const civic = ['parish', 'school', 'municipality', 'community', 'library', 'university', 'association', 'chamber'].some((kind) => reading.host.kinds.has(kind)) || reading.host.isGovernment || reading.host.isUniversity
    const misplaced = systemFolder.test(reading.path) || (reading.depth === 0 && reading.query !== '')
    if (civic || misplaced || distinct.size >= 2) signals.add('LT-20', 'spam', civic || misplaced ? 'defining' : 'decisive', 'LT-20', 'title and URL', titleSpam[0]!.text)
    if (civic || misplaced) for (const type of ['LT-01', 'LT-04'] as const) signals.add(type, 'against', 'veto', 'LT-20', 'title and URL', titleSpam[0]!.text)
  }
}
