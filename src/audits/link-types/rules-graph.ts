import { hostOf, parseUrl } from '../../model/url.js'
import { domainOfHost } from '../../model/domain.js'
import { findPhrases, wordsOf } from './phrases.js'
import { containsRun } from './profile-reading.js'
import type { LinkReading } from './reading.js'
import type { Signals } from './signal.js'

/** What several pages or another source tell (F-REP, F-DUP), and the marks of pages nobody edits (LT-16, LT-19, LT-20). */
export function graphRules(reading: LinkReading, signals: Signals): void {
  const { link, host, page } = reading.facts
  if (isRepeated(reading)) {
    signals.add('LT-14', 'graph', 'defining', 'F-REP', 'pages of the host', `the same link on ${host.sameLinkPageCount} pages, ${host.pagesRead} read`)
    signals.add('LT-01', 'against', 'veto', 'F-REP', 'pages of the host', `the same link on ${host.sameLinkPageCount} pages`)
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
  brandHost(reading, signals)
  vendorRules(reading, signals)
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
  return isRepeated(reading) || vendorFlag(reading.facts.link.vendor, /sitewide/iu)
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

/** A host that carries the provider's own name, without standing in the profile, is likely its own (LT-27). */
function brandHost(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  if (link.referringDomain === link.targetDomain) signals.add('LT-27', 'host', 'defining', 'LT-27', 'domains', 'the page stands on the target’s own domain')
  const name = reading.host.name.replaceAll(' ', '')
  for (const words of reading.profile.names) {
    const joined = words.join('')
    if (joined.length >= 7 && name.includes(joined)) signals.add('LT-27', 'host', 'decisive', 'LT-27', 'host name', `holds the name ${words.join(' ')}`)
  }
  for (const clinician of reading.profile.clinicians) {
    const joined = clinician.join('')
    if (joined.length >= 7 && name.includes(joined)) signals.add('LT-27', 'host', 'decisive', 'LT-27', 'host name', `holds the name ${clinician.join(' ')}`)
  }
  const organisations = (reading.extra.organisations ?? []).slice(0, 5)
  if (organisations.some((text) => reading.profile.names.some((words) => containsRun(wordsOf(text), words))) && reading.profile.names.some((words) => containsRun(wordsOf(reading.features?.ogSiteName ?? ''), words))) {
    signals.add('LT-27', 'structured', 'decisive', 'LT-27', 'structured data', 'the site is published under the provider’s name')
  }
}

function vendorFlag(vendor: LinkReading['facts']['link']['vendor'], key: RegExp): boolean {
  if (vendor === null) return false
  for (const [name, value] of Object.entries(vendor)) if (key.test(name)) return value === true || (typeof value === 'string' && /^(?:true|yes|1|y)$/iu.test(value))
  return false
}

/** Hints of other tools: never more than strong, since their making is not known. */
const vendorTypes: ReadonlyArray<readonly [RegExp, Parameters<Signals['add']>[0], Parameters<Signals['add']>[2]]> = [
  [/\bforums?\b|message.?board|discussion|q&a/iu, 'LT-10', 'strong'], [/directory|listing|business.?profile/iu, 'LT-03', 'strong'], [/\bnews\b/iu, 'LT-01', 'moderate'], [/\bblog/iu, 'LT-01', 'moderate'],
  [/article/iu, 'LT-01', 'moderate'], [/review/iu, 'LT-12', 'strong'], [/social/iu, 'LT-13', 'strong'], [/\bwiki/iu, 'LT-22', 'strong'], [/\bjobs?\b|recruit/iu, 'LT-25', 'strong'], [/coupon|deal/iu, 'LT-26', 'strong'],
  [/e-?commerce|shop|product/iu, 'LT-25', 'moderate'], [/educat|universit/iu, 'LT-05', 'weak'], [/government/iu, 'LT-21', 'moderate'], [/press.?release/iu, 'LT-08', 'strong'], [/profile|user page/iu, 'LT-09', 'strong'], [/event/iu, 'LT-24', 'moderate'], [/podcast|video/iu, 'LT-24', 'moderate'], [/link.?list|resource/iu, 'LT-06', 'moderate'],
]
const vendorSoftware: ReadonlyArray<readonly [RegExp, Parameters<Signals['add']>[0], Parameters<Signals['add']>[2]]> = [
  [/phpbb|vbulletin|discourse|xenforo|\bsmf\b|mybb|invision|message.?boards?/iu, 'LT-10', 'decisive'], [/mediawiki|\bwikis?\b/iu, 'LT-22', 'decisive'], [/\bnews\b/iu, 'LT-01', 'weak'], [/\bblogs?\b|wordpress/iu, 'LT-01', 'weak'], [/e-?commerce|shopify|magento/iu, 'LT-25', 'weak'],
]

function vendorRules(reading: LinkReading, signals: Signals): void {
  const { vendor } = reading.facts.link
  if (vendor === null) return
  for (const [key, value] of Object.entries(vendor)) {
    const text = String(value).slice(0, 120)
    if (/page.?(?:type|category)$/iu.test(key)) {
      for (const [pattern, type, strength] of vendorTypes) if (pattern.test(text)) signals.add(type, 'vendor', strength, 'F-URL', key, text)
    } else if (/platform|powered.?by|software/iu.test(key)) {
      for (const [pattern, type, strength] of vendorSoftware) if (pattern.test(text)) signals.add(type, 'vendor', strength, 'F-GEN', key, text)
    } else if (/(?:^|\.)(?:link.?type|type|item.?type)$/iu.test(key)) {
      if (/redirect|30[1278]/iu.test(text)) signals.add('LT-17', 'vendor', 'decisive', 'F-URL', key, text)
      else if (/frame/iu.test(text)) signals.add('LT-14', 'vendor', 'moderate', 'F-POS', key, text, 'embedded-widget')
    } else if (/semantic.?location|(?:^|\.)location$/iu.test(key)) {
      if (/footer/iu.test(text)) signals.add('LT-14', 'vendor', 'strong', 'F-POS', key, text, 'footer-credit')
      else if (/aside|nav|header/iu.test(text)) signals.add('LT-14', 'vendor', 'moderate', 'F-POS', key, text)
      else if (/article|main|section|^p$/iu.test(text)) signals.add('LT-01', 'vendor', 'moderate', 'F-POS', key, text)
    } else if (/(?:^|\.)(?:in)?content$/iu.test(key) && vendorTrue(value)) signals.add('LT-01', 'vendor', 'moderate', 'F-POS', key, text)
    else if (/is.?spam/iu.test(key) && vendorTrue(value)) signals.add('LT-19', 'vendor', 'strong', 'LT-19', key, text)
    else if (/author/iu.test(key) && text !== '' && text !== 'null') {
      const words = wordsOf(text)
      if (reading.profile.clinicians.some((clinician) => containsRun(words, clinician)) || reading.profile.names.some((name) => containsRun(words, name))) signals.add('LT-02', 'author', 'defining', 'F-AUTH', key, `${text} belongs to the provider`)
      else signals.add('LT-01', 'author', 'weak', 'F-AUTH', key, text)
    }
  }
}

function vendorTrue(value: string | number | boolean): boolean {
  return value === true || value === 1 || (typeof value === 'string' && /^(?:true|yes|1)$/iu.test(value))
}

function spamRules(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  const spam = reading.words.spam
  const kinds = new Map<string, Set<string>>()
  for (const { domain, text } of reading.extra.externalLinks ?? []) {
    if (domain === link.targetDomain) continue
    for (const match of findPhrases(spam, wordsOf(text), text.toLowerCase())) {
      const set = kinds.get(match.value) ?? new Set<string>()
      set.add(domain)
      kinds.set(match.value, set)
    }
  }
  const spamDomains = new Set([...kinds.values()].flatMap((set) => [...set])).size
  const titleSpam = findPhrases(spam, [...reading.titleWords, ...reading.pathWords], reading.title)
  const hidden = link.cues.includes('hidden') || link.cues.includes('after-html')
  const found = [...kinds.keys()].join(', ')
  if (spamDomains >= 1 && hidden) signals.add('LT-20', 'spam', 'defining', 'F-VIS', 'links beside', `hidden, among links about ${found}`)
  else if (spamDomains >= 3 || (spamDomains >= 2 && kinds.size >= 2)) {
    const curated = reading.curated !== undefined || reading.seed !== undefined || reading.host.isGovernment || reading.host.isUniversity
    signals.add(curated ? 'LT-20' : 'LT-19', 'spam', 'defining', 'F-OUT', 'links beside', `${spamDomains} domains about ${found}`)
  } else if (spamDomains >= 1 && (reading.extra.externalLinks?.length ?? 0) <= 8) signals.add('LT-19', 'spam', 'decisive', 'F-OUT', 'links beside', `links about ${found}`)
  if (titleSpam.length > 0 && reading.curated?.entry.kind !== 'health-publisher') {
    const distinct = new Set(titleSpam.map((match) => match.value))
    const civic = ['parish', 'school', 'municipality', 'community', 'library', 'university', 'association'].some((kind) => reading.host.kinds.has(kind)) || reading.host.isGovernment || reading.host.isUniversity
    if (civic || distinct.size >= 2) signals.add('LT-20', 'spam', civic ? 'defining' : 'decisive', 'LT-20', 'title and URL', titleSpam[0]!.text)
  }
}
