import { countOf } from '../../lib/number-words.js'
import { addressKey } from './page-kin.js'
import { findPhrases, wordsOf } from './phrases.js'
import { containsRun } from './profile-reading.js'
import type { LinkReading } from './reading.js'
import { isFramed, targetHostOf } from './rules-target.js'
import { cuesIn } from './rules-words.js'
import type { Signals } from './signal.js'
import type { WordLists } from './word-lists.js'

/** What the page shares with other pages (F-DUP), and with the target's own site (LT-27). */
export function kinRules(reading: LinkReading, signals: Signals): void {
  copyRules(reading, signals)
  ownerRules(reading, signals)
}

/** Hosts on which the same text is an agency report or a story that was bought in: copies are made of them, not by them. */
function isNotable({ curated, seed, host }: LinkReading): boolean {
  const kind = curated?.entry.kind
  return seed !== undefined || host.isGovernment || host.isUniversity || kind === 'news' || kind === 'hospital' || kind === 'university' || kind === 'association' || kind === 'health-publisher'
}

/** The same text on another host: a release that was sent round (LT-08), or a copy of an older page (LT-16). */
function copyRules(reading: LinkReading, signals: Signals): void {
  const { kin } = reading.facts
  if (!kin || kin.copyDomainCount < 2) return
  const isPress = signals.has('LT-08', 'label') || signals.has('LT-08', 'text') || signals.has('LT-08', 'url') || signals.has('LT-08', 'title')
  const found = `the same text on ${countOf(kin.copyDomainCount, 'domain')}`
  if (kin.copyDomainCount >= 3) signals.add('LT-08', 'graph', isPress ? 'decisive' : 'moderate', 'F-DUP', 'text of the page', found)
  if (isNotable(reading) || reading.profile.domains.has(reading.facts.link.referringDomain)) return
  if (kin.original !== null) {
    signals.add('LT-16', 'graph', isPress ? 'strong' : 'defining', 'F-DUP', 'text of the page', `the same as ${kin.original}`)
    if (!isPress) signals.add('LT-01', 'against', 'veto', 'F-DUP', 'text of the page', `the same as ${kin.original}`)
  } else if (!isPress) signals.add('LT-16', 'graph', reading.features !== null && reading.features.authors.length === 0 ? 'strong' : 'moderate', 'F-DUP', 'text of the page', found)
}

/** The site is kept by whoever keeps the target's: the same domain, name, account id or published identity. */
function ownerRules(reading: LinkReading, signals: Signals): void {
  const { link, site } = reading.facts
  const { own } = site
  if (link.referringDomain === link.targetDomain) signals.add('LT-27', 'host', 'defining', 'LT-27', 'domains', 'the page stands on the target’s own domain')
  for (const { joined, shown } of reading.profile.hostNames) {
    if (reading.hostName.includes(joined)) signals.add('LT-27', 'host', 'decisive', 'LT-27', 'host name', `holds the name ${shown}`, 'same-provider')
  }
  groupRule(reading, signals)
  nameRules(reading, signals)
  oftenLinkedRule(reading, signals)
  if (reading.features === null) return
  const { names } = reading.profile
  const organisations = (reading.extra.organisations ?? []).slice(0, 5)
  const siteName = wordsOf(reading.features.ogSiteName ?? '')
  const isNamedSite = names.some((words) => containsRun(siteName, words))
  const isNamedKeeper = organisations.some((text) => own?.organisations.has(text.toLowerCase()) === true || names.some((words) => containsRun(wordsOf(text), words)))
  if (isNamedSite && isNamedKeeper) signals.add('LT-27', 'structured', 'decisive', 'LT-27', 'structured data', 'the site is published under the provider’s name')
  const shared = (reading.extra.trackingIds ?? []).find((id) => own?.trackingIds.has(id) === true)
  if (shared !== undefined) signals.add('LT-27', 'graph', 'decisive', 'LT-27', 'account ids', `${shared} is an id of the target’s own site`)
  // A directory has the provider's address too, so an address speaks only beside the name of the site itself.
  const address = (reading.extra.places ?? []).find(({ street, postcode }) => street !== null && postcode !== null && own?.addresses.has(addressKey(street, postcode)) === true)
  if (address !== undefined && isNamedSite) signals.add('LT-27', 'outlinks', 'decisive', 'F-NAP', 'address on the page', `${address.street}, as on the target’s own site`)
}

/** The names of the two domains, and where the site keeps its legal pages: they tell one keeper of both (LT-27). */
function nameRules(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  if (link.referringDomain === link.targetDomain || link.area === 'comment' || targetHostOf(reading) !== null) return
  const framed = isFramed(reading)
  const kinship = nameKinship(link.referringDomain, link.targetDomain, reading.words)
  if (kinship !== null && !reading.profile.places.some((words) => words.includes(kinship.shared) || words.join('') === kinship.shared)) {
    signals.add('LT-27', 'host', kinship.strength, 'LT-27', 'domains', kinship.found, 'related-name')
    if (kinship.strength !== 'moderate') signals.add('LT-14', 'against', 'contra', 'LT-27', 'domains', kinship.found)
  }
  const anchor = reading.anchorWords.join(' ')
  // Vacancies under the site's own name at somebody else's are a tenant's, LT-14.
  if (framed && reading.words.legalAnchors.has(anchor) && !(signals.has('LT-14', 'url') && findPhrases(reading.words.relation.offer, reading.anchorWords, '').length > 0)) {
    signals.add('LT-27', 'anchor', 'decisive', 'LT-27', 'anchor text', `${link.anchorText ?? ''}, in the frame of the site`)
    signals.add('LT-14', 'against', 'contra', 'LT-27', 'anchor text', `${link.anchorText ?? ''}, in the frame of the site`)
  }
  // "© 2026 Publisher" with the name linked: who keeps the site says so itself.
  if (framed && copyrightMark.test(`${(link.context?.before ?? '').slice(-40)} ${link.anchorText ?? ''}`) && !isCredit(reading, `${link.context?.before.slice(-60) ?? ''} ${link.anchorText ?? ''}`)) signals.add('LT-27', 'anchor', 'decisive', 'LT-27', 'words of the link', 'stands with the copyright')
  if (framed) publisherNameRule(reading, signals)
  teaserRule(reading, signals)
  if (reading.features === null) return
  const label = link.targetDomain.split('.', 1)[0]!.replaceAll('-', '')
  const publisher = publisherIn(reading, link.targetDomain)
  // A copy kept by an archive names the keeper of what was copied.
  if (publisher === undefined || signals.has('LT-29')) return
  const isHouse = !framed && label.length >= houseCharsMin && isPublishedBy(reading, label) && !signals.has('LT-16')
  signals.add('LT-27', 'structured', framed || isHouse ? 'decisive' : 'strong', 'LT-27', 'publisher of the page', publisher)
  if (isHouse) signals.add('LT-01', 'against', 'veto', 'LT-27', 'publisher of the page', publisher)
}

/**
 * "Timber Country Media" at the foot or in the menu of a site: companies that call themselves publishers, groups or networks
 * are named there because the site is theirs (LT-27). Language names lead to the editions of one site in other languages.
 */
function publisherNameRule(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  const { anchorWords, words } = reading
  if (link.area === 'aside' || anchorWords.length === 0 || anchorWords.length > publisherWordsMax || link.cues.includes('sponsors')) return
  if (words.editions.has(anchorWords.join(' '))) {
    signals.add('LT-27', 'anchor', 'decisive', 'LT-27', 'anchor text', `${link.anchorText ?? ''}: an edition in another language`, 'site-group')
    return
  }
  if (link.area === 'footer' && link.image === null && companyForm.test(link.anchorText ?? '') && !isCredit(reading, `${(link.context?.before ?? '').slice(-60)} ${link.anchorText ?? ''}`)) {
    // Clubs list their partners at the foot, often without a heading: the provider among them is one.
    if (reading.profile.names.some((name) => containsRun(anchorWords, name))) return
    signals.add('LT-27', 'anchor', isInImprint(reading) ? 'decisive' : 'moderate', 'LT-27', 'anchor text', `${link.anchorText ?? ''}: a company at the foot of the site`, 'site-group')
    return
  }
  const named = anchorWords.length >= 2 ? anchorWords.find((word) => words.publisherWords.has(word)) : undefined
  if (named !== undefined && !isCredit(reading, `${(link.context?.before ?? '').slice(-60)} ${link.anchorText ?? ''}`)) signals.add('LT-27', 'anchor', 'strong', 'LT-27', 'anchor text', `${link.anchorText ?? ''}: the name of a publisher or group`, 'site-group')
}

/** A name with the form of a company behind it, as the law asks of who keeps a site. */
const companyForm = /^[\p{Lu}\d][^|:]{1,60}[\s,](?:L\.?L\.?C|L\.?L\.?P|Inc|Ltd|Limited|P\.?L\.?C|Corp|Corporation|g?GmbH(?:\s&\sCo\.?\s?KG)?|AG|KG|UG|e\.\s?V|S\.?A\.?S|SARL|S\.A|S\.L(?:\.U)?|S\.?r\.?l|S\.?p\.?A|Lda|Ltda|B\.?V|N\.V|[Ss]p\.\s?z\s?o\.?\s?o|A\/S|ApS|Oyj?|Kft|s\.r\.o)\.?$/u
/** Street, house number and what follows, or house number, postcode and town: the address before the name of a keeper. */
const addressBefore = /\b\d{1,5}[a-z]?\s\p{Lu}[\p{L}.'’-]+\s\p{Lu}[\p{L}.]+,|\b\d{1,4}\s?[a-z]?,\s(?:\p{Lu}{1,2}-)?\d{4,5}\s\p{Lu}/u
const copyrightBehind = /^[\s,.|·–-]*(?:©|\(c\)|copyright)/iu
const publisherWordsMax = 5
const houseCharsMin = 5

/**
 * True of a sentence on a site that calls itself by the target's name, as words of its own: the blog of a company links the
 * company. The organisations of structured data don't count: they name whom an article is about and mentions as well.
 */
function isPublishedBy({ features, inSentence, facts: { link } }: LinkReading, label: string): boolean {
  if (!inSentence || features === null || link.cues.includes('caption') || link.cues.includes('figure') || link.area === 'comment') return false
  return isRunOf(wordsOf(features.ogSiteName ?? ''), label)
}

/** The name of who publishes the page, where the name of a domain stands in it. */
function publisherIn(reading: LinkReading, domain: string): string | undefined {
  const { features, extra, words } = reading
  const label = domain.split('.', 1)[0]!.replaceAll('-', '')
  if (features === null || label.length < 4 || words.genericNames.has(label)) return undefined
  const publishers = [...(extra.organisations ?? []).slice(0, 5), features.ogSiteName ?? '', ...(extra.footerLines ?? []).filter((line) => /©|\(c\)|copyright/iu.test(line) && !isCredit(reading, line))]
  const whole = publishers.find((text) => wordsOf(text).join('').includes(label))
  if (whole !== undefined) return whole
  // "dumarque-ads" and "M. Dumarque Riverton": names begin with whose they are, and end with what it is.
  const first = domain.split(/[.-]/u, 1)[0]!
  if (first.length < partCharsMin || first === label || words.genericNames.has(first)) return undefined
  return publishers.find((text) => text.length <= publisherCharsMax && isRunOf(wordsOf(text), first))
}

const partCharsMin = 5
/** Longer lines say more than a name. */
const publisherCharsMax = 80

/** What tells that a domain has the keeper of the page: a known group, the names of both, or the publisher; null where nothing does (LT-27). */
export function keeperOf(reading: LinkReading, domain: string): string | null {
  const { words, extra, facts: { link } } = reading
  const groups = words.siteGroups.get(link.referringDomain)
  const shared = groups && words.siteGroups.get(domain)?.find((group) => groups.includes(group))
  if (shared !== undefined) return shared
  if ((extra.ownerDomains ?? []).includes(domain)) return 'markup of the page'
  const kinship = nameKinship(link.referringDomain, domain, words)
  return kinship !== null && kinship.strength !== 'moderate' ? kinship.found : (publisherIn(reading, domain) ?? null)
}

/** True of a name behind the site's address, or with its copyright. */
function isInImprint({ facts: { link } }: LinkReading): boolean {
  const before = link.context?.before ?? ''
  return addressBefore.test(before.slice(-100)) || copyrightMark.test(`${before.slice(-40)} ${link.anchorText ?? ''}`) || copyrightBehind.test(link.context?.after ?? '')
}

/** True if whole words of a name, one behind the other, are the label of a domain. */
function isRunOf(words: readonly string[], label: string): boolean {
  for (let from = 0; from < words.length; from += 1) {
    let joined = ''
    for (let at = from; at < words.length && joined.length < label.length; at += 1) joined += words[at]!
    if (joined === label) return true
  }
  return false
}

/** Kinds of hosts that hold what their users write: only what stands in their frame is the keeper's own. */
const ofUsers: ReadonlySet<string> = new Set(['social', 'messenger', 'video', 'forum', 'wiki', 'profile', 'marketplace', 'repository', 'blog-platform', 'review', 'archive', 'seo-tool', 'shortener', 'tracker'])

/** Two domains that one publisher, clinic group or company is known to keep (LT-27). */
function groupRule(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  if (link.referringDomain === link.targetDomain || link.cues.includes('share') || link.cues.includes('comment') || link.area === 'comment') return
  const { siteGroups } = reading.words
  const groups = siteGroups.get(link.referringDomain)
  const shared = groups && siteGroups.get(link.targetDomain)?.find((group) => groups.includes(group))
  if (shared === undefined || (!isFramed(reading) && ofUsers.has(reading.curated?.entry.kind ?? '')) || targetHostOf(reading) === 'social') return
  signals.add('LT-27', 'host', 'defining', 'LT-27', 'known groups of sites', `${link.referringDomain} and ${link.targetDomain}: ${shared}`, 'site-group')
  signals.add('LT-14', 'against', 'contra', 'LT-27', 'known groups of sites', shared)
}

/**
 * A page that leads to one outside site again and again, outside of its text, leads to a site of its own keeper (LT-27):
 * parent, shop, sister title. Platforms and services, which all sites link to as often, are left out, and so are boxes
 * of advertising.
 */
function oftenLinkedRule(reading: LinkReading, signals: Signals): void {
  const { link, samePage } = reading.facts
  if (!samePage || link.referringDomain === link.targetDomain || targetHostOf(reading) !== null || link.cues.includes('ad') || link.cues.includes('sponsors') || link.rel.includes('sponsored')) return
  const count = samePage.linkCount - samePage.proseCount
  if (!isFramed(reading) && link.cues.includes('prose')) return framedTooRule(reading, signals, samePage.framedCount ?? 0)
  if (count < oftenLinkedMin) return
  signals.add('LT-27', 'graph', isFramed(reading) ? (count >= oftenLinkedMin * 2 ? 'decisive' : 'strong') : count >= oftenLinkedMin * 2 ? 'strong' : 'moderate', 'F-REP', 'links of the page', `${countOf(count, 'link')} to ${link.targetDomain} outside of the text`, 'site-group')
  if (isFramed(reading) && count >= oftenLinkedMin * 2) signals.add('LT-14', 'against', 'contra', 'F-REP', 'links of the page', `${countOf(count, 'link')} to ${link.targetDomain} outside of the text`)
}

const oftenLinkedMin = 3
/** A site that the header, menu or footer leads to is no writer's find: the house links its own, in its texts too (LT-27). */
function framedTooRule({ facts: { link }, profile }: LinkReading, signals: Signals, count: number): void {
  if (count === 0 || profile.names.length > 0 || link.cues.includes('author-box') || link.cues.includes('byline')) return
  const found = `${countOf(count, 'link')} to ${link.targetDomain} in header, menu or footer too`
  signals.add('LT-27', 'graph', count >= framedOftenMin ? 'decisive' : 'strong', 'F-REP', 'links of the page', found, 'site-group')
  signals.add('LT-01', 'against', 'veto', 'F-REP', 'links of the page', found)
}

const framedOftenMin = 2

/** A headline beside the piece that leads to an article elsewhere: titles of one house show each other's stories (LT-27). */
function teaserRule(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  if (link.area !== 'aside' || link.cues.includes('ad') || reading.anchorWords.length < teaserWordsMin || link.rel.includes('sponsored') || link.rel.includes('nofollow')) return
  const target = link.target ?? ''
  const mark = target.search(/[?#]/u)
  // Behind the title of an article stands its number, often in a segment of its own.
  const slugs = (mark === -1 ? target : target.slice(0, mark)).split('/').slice(3).filter(Boolean).slice(-2)
  if (slugs.every((slug) => slug.split(/[-_]/u).length < teaserWordsMin)) return
  const isCampaign = landingHost.test(target)
  const type = isCampaign ? 'LT-31' : 'LT-27'
  signals.add(type, 'position', 'decisive', 'F-POS', 'place of the link', `a headline beside the piece, ${isCampaign ? 'to a page made for a campaign' : 'of an article elsewhere'}`, isCampaign ? null : 'site-group')
  signals.add(type, 'anchor', 'moderate', 'F-ANC', 'anchor text', link.anchorText ?? '', isCampaign ? null : 'site-group')
  if (isCampaign) signals.add('LT-14', 'against', 'contra', 'LT-31', 'target', 'a page made for a campaign')
}

const teaserWordsMin = 4
/** Where campaigns send whom they have reached. */
const landingHost = /^https?:\/\/(?:landing-?pages?|lp\d?|promos?|promotions?|offers?|angebote?|aktion|gewinnspiele?|track|trk|click)\./iu
const copyrightMark = /©|\(c\)|copyright/iu

/** True of a line that names who built or hosts the site, beside or instead of who keeps it. */
export function isCredit(reading: LinkReading, line: string): boolean {
  return cuesIn(reading, line).some(({ cue }) => cue === 'footer-credit') || creditLabel(reading, line) || findPhrases(reading.words.frameCredits, wordsOf(line.slice(0, 200)), line.toLowerCase()).some(({ length }) => length >= 2)
}

/** "Szablon: Anna J": one word of what was done, and a colon, before a name. */
function creditLabel({ words }: LinkReading, line: string): boolean {
  const label = /([\p{L}-]{3,20})\s?:\s[^:]{0,60}$/u.exec(line)?.[1]
  return label !== undefined && findPhrases(words.frameCredits, wordsOf(label), label.toLowerCase()).length > 0
}

interface Kinship {
  /** What both names hold. */
  shared: string
  strength: 'defining' | 'decisive' | 'strong' | 'moderate'
  found: string
}

const kinships = new WeakMap<WordLists, Map<string, Kinship | null>>()
const kinshipsMax = 50_000

/** How alike two registrable names are, apart from words that many names hold; kept, since a pair comes with every link of a domain. */
function nameKinship(first: string, second: string, words: WordLists): Kinship | null {
  let known = kinships.get(words)
  if (known === undefined) kinships.set(words, (known = new Map()))
  const key = `${first} ${second}`
  let kinship = known.get(key)
  if (kinship === undefined) {
    if (known.size >= kinshipsMax) known.clear()
    kinship = compareNames(first.split('.', 1)[0]!, second.split('.', 1)[0]!, words)
    known.set(key, kinship)
  }
  return kinship
}

function compareNames(first: string, second: string, { genericNames: generic, umbrellas }: WordLists): Kinship | null {
  const [short, long] = [first.replaceAll('-', ''), second.replaceAll('-', '')].sort((a, b) => a.length - b.length) as [string, string]
  if (generic.has(short)) return null
  if (short === long) return short.length >= 3 ? { shared: short, strength: 'defining', found: `both are called ${short}` } : null
  if (short.length >= 5 && (long.startsWith(short) || long.endsWith(short))) return { shared: short, strength: short.length >= 6 ? 'decisive' : 'strong', found: `${long} holds ${short}` }
  const parts = second.split('-')
  const shared = first.split('-').find((part) => part.length >= 5 && parts.includes(part) && !generic.has(part))
  if (shared !== undefined) return { shared, strength: 'strong', found: `both hold ${shared}` }
  // Branches of one party, church body or union: "cdu-riverton" and "cdu-landtag".
  const umbrella = first.split('-').find((part) => umbrellas.has(part) && parts.includes(part))
  if (umbrella !== undefined) return { shared: umbrella, strength: 'strong', found: `both are of ${umbrella}` }
  // The whole of a short name as a part of the other: "lbv" and "lbv-shop".
  const [whole, cut] = first.length <= second.length ? [first, parts] : [second, first.split('-')]
  if (whole.length >= 3 && cut.includes(whole) && !generic.has(whole)) return { shared: whole, strength: 'strong', found: `${cut.join('-')} holds ${whole}` }
  // A part of one and a word of the field are the other: "journal-of-gait" and "gaitpress".
  const stem = [...first.split('-'), ...parts].find((part) => part.length >= 4 && !generic.has(part) && [first, second].some((name) => !name.split('-').includes(part) && isWithWord(name.replaceAll('-', ''), part, generic)))
  if (stem !== undefined) return { shared: stem, strength: 'strong', found: `both hold ${stem}` }
  const ending = sharedEnding(short, long)
  if (ending.length >= 5 && ending.length >= short.length * 0.5 && !isGenericEnd(ending, generic)) return { shared: ending, strength: 'moderate', found: `both end with ${ending}` }
  let same = 0
  while (same < short.length && short[same] === long[same]) same += 1
  const prefix = short.slice(0, same)
  return same >= 6 && same >= short.length * 0.6 && !isGenericStart(prefix, generic) ? { shared: prefix, strength: 'moderate', found: `both begin with ${prefix}` } : null
}

/** True of a name that is a part and one word that many names hold, in either order. */
function isWithWord(name: string, part: string, generic: ReadonlySet<string>): boolean {
  return (name.startsWith(part) && generic.has(name.slice(part.length))) || (name.endsWith(part) && generic.has(name.slice(0, -part.length)))
}

function sharedEnding(short: string, long: string): string {
  let same = 0
  while (same < short.length && short[short.length - 1 - same] === long[long.length - 1 - same]) same += 1
  return short.slice(short.length - same)
}

/** True if an ending is a word of the field, or holds little more than one. */
function isGenericEnd(ending: string, generic: ReadonlySet<string>): boolean {
  for (let from = 0; from <= 3 && ending.length - from >= 3; from += 1) if (generic.has(ending.slice(from))) return true
  return false
}

/** True if a beginning is a word of the field, or little more than one. */
function isGenericStart(prefix: string, generic: ReadonlySet<string>): boolean {
  for (let size = prefix.length; size >= prefix.length - 2 && size >= 3; size -= 1) if (generic.has(prefix.slice(0, size))) return true
  return false
}

/** True if the account ids or the domain say that one keeper stands behind the page and the target. */
export function isSameOwner(reading: LinkReading): boolean {
  const { link, site } = reading.facts
  return link.referringDomain === link.targetDomain || reading.profile.domains.has(link.referringDomain) || (reading.extra.trackingIds ?? []).some((id) => site.own?.trackingIds.has(id) === true)
}
