import { countOf, countWords } from '../../lib/number-words.js'
import { lookUpHost } from '../../model/lists.js'
import { hostOf, type Url } from '../../model/url.js'
import { newsPublisher } from './news-publisher.js'
import { findPhrases } from './phrases.js'
import type { LinkReading } from './reading.js'
import type { PlaceMatch } from './rules-place.js'
import { textWordsMin } from './readability.js'
import { isBesideGenre } from './rules-host.js'
import { isFramed, targetHostOf } from './rules-target.js'
import type { ScoredType, SignalGroup, Signals } from './signal.js'
import { scoredTypes } from './word-lists.js'

/** Kinds of curated hosts that hold one genre only, with the types that may still stand on them. */
const oneGenre: Readonly<Record<string, readonly ScoredType[]>> = {
  social: ['LT-13', 'LT-09'], video: ['LT-24', 'LT-13'], podcast: ['LT-24'], forum: ['LT-10'], wiki: ['LT-22'], archive: ['LT-29'], 'seo-tool': ['LT-28'], 'press-wire': ['LT-08'],
  review: ['LT-12', 'LT-03'], directory: ['LT-03'], 'job-board': ['LT-25'], marketplace: ['LT-25'], coupon: ['LT-26'], newsletter: ['LT-30', 'LT-01'], shortener: ['LT-17'], tracker: ['LT-31', 'LT-26'],
  journal: ['LT-23'], repository: ['LT-23'], event: ['LT-24'], profile: ['LT-09'],
}
/** Types that say what the content of a page is. */
const aboutContent: readonly ScoredType[] = ['LT-03', 'LT-06', 'LT-08', 'LT-09', 'LT-10', 'LT-12', 'LT-13', 'LT-15', 'LT-16', 'LT-22', 'LT-24', 'LT-25', 'LT-28', 'LT-30']
/** Records stand beside their own website link, often in a column of its own. */
const recordTypes: readonly ScoredType[] = ['LT-03', 'LT-05', 'LT-09', 'LT-12', 'LT-24', 'LT-25', 'LT-28']
/** Groups of signals that speak of the link itself. */
const pageless: ReadonlySet<SignalGroup> = new Set<SignalGroup>(['rel', 'graph', 'text', 'anchor', 'position'])
/** Lines by which a page says outright that its text stood elsewhere first, whoever wrote it. */
const firstElsewhere = /zuerst|erstver|first (?:appeared|published)|reprinted|republished|initialement|originalmente|primera vez|originariamente|prima volta|primeira vez|oorspronkelijk|eerder (?:verschenen|gepubliceerd)|pierwotnie|przedruk|nachdruck/iu
const civicHosts = ['municipality', 'parish', 'school', 'library', 'chamber', 'community']
/** Genres that look like articles. */
const genres: ReadonlySet<ScoredType> = new Set<ScoredType>(['LT-06', 'LT-10', 'LT-12', 'LT-22', 'LT-24', 'LT-25', 'LT-30'])
const genreGroups: ReadonlySet<SignalGroup> = new Set<SignalGroup>(['host', 'url', 'structured', 'software'])
/** Types about the single link, which any host may hold. */
const anywhere = new Set<ScoredType>(['LT-11', 'LT-17', 'LT-18', 'LT-20', 'LT-27'])

/** What speaks against a type: the contra signals of section 3, the tie rules of 4.3 and the traps of 4.5. */
export function againstRules(reading: LinkReading, place: PlaceMatch, signals: Signals): void {
  const { host, curated } = reading
  const against = (types: readonly ScoredType[], rule: string, looked: string, found: string, strength: 'contra' | 'veto' | 'excluded' = 'contra') => {
    for (const type of types) signals.add(type, 'against', strength, rule, looked, found)
  }
  const kind = curated?.entry.kind
  const allowed = kind === undefined || isBesideGenre(reading) ? undefined : oneGenre[kind]
  if (allowed) against(scoredTypes.filter((type) => !allowed.includes(type) && !anywhere.has(type)), 'F-HOSTKIND', 'curated list of hosts', `${curated!.key}: ${kind}`)
  const seedKind = reading.seed?.entry.kind.toLowerCase() ?? ''
  const institution = kind === 'hospital' || kind === 'university' || host.isUniversity || /hospital|health.?system|universit/u.test(seedKind) || kind === 'association' || (curated === undefined && (host.kinds.has('hospital') || host.kinds.has('university') || host.kinds.has('association')))
  const isRegister = signals.list.some(({ type, subtype }) => type === 'LT-03' && subtype === 'professional-register')
  // Whom a register holds, the law says: nobody becomes a partner by it.
  if (isRegister) against(['LT-05'], 'LT-03', 'section of the site', 'the register of a profession', 'veto')
  else if (institution && kind !== 'directory' && !host.kinds.has('directory') && !host.kinds.has('review')) {
    // A hospital's or society's "find a doctor" looks like a directory, but lists its own clinicians or members (4.5).
    if (signals.has('LT-03', 'url') || signals.has('LT-03', 'title')) signals.add('LT-05', 'url', 'decisive', 'LT-05', 'path', 'a list of its own clinicians')
    against(['LT-03'], 'LT-05', 'kind of host', 'an institution lists its own clinicians', 'excluded')
  }
  const isNear = place.verdict === 'inside' || place.verdict === 'named'
  if (kind === 'chamber' || (curated === undefined && host.kinds.has('chamber'))) against(isNear ? ['LT-03', 'LT-05'] : ['LT-05'], 'LT-04', 'kind of host', isNear ? 'the civic role of a chamber earns the listing' : 'a chamber lists businesses of any trade', 'excluded')
  if ((kind === 'association' || (curated === undefined && host.kinds.has('association'))) && signals.has('LT-05', 'url')) against(['LT-03'], 'LT-05', 'path', 'member record of an association', 'excluded')
  const paper = newsPublisher(reading)
  if (paper !== null) against(['LT-23'], 'F-LD', 'structured data', `${paper}: published by a newspaper or broadcaster`, 'veto')
  const labelled = (type: ScoredType) => signals.list.some((signal) => signal.type === type && signal.group === 'label' && (signal.strength === 'defining' || signal.strength === 'decisive'))
  if (labelled('LT-18')) against(['LT-01', 'LT-04', 'LT-02'], 'F-LBL', 'label', 'labelled as paid', 'veto')
  // A guest cites sources as any writer does: what leads to one is no link of the guest's own.
  const source = citedSource(reading) ?? guestElsewhere(reading)
  if (source !== null && !signals.list.some((signal) => signal.type === 'LT-02' && (signal.group === 'author' || signal.group === 'position' || signal.group === 'text') && (signal.strength === 'defining' || signal.strength === 'decisive'))) against(['LT-02'], 'F-HOSTKIND', 'target', source, 'veto')
  else if (labelled('LT-02')) against(['LT-01'], 'F-LBL', 'label', 'labelled as a guest contribution', 'veto')
  if (signals.list.some(({ type, group, strength }) => type === 'LT-07' && (group === 'title' || group === 'label') && (strength === 'defining' || strength === 'decisive'))) against(['LT-05'], 'LT-07', 'title or heading', 'a page of thanks to sponsors')
  if (labelled('LT-08')) against(['LT-01'], 'F-LBL', 'label', 'labelled as a press release', 'veto')
  if (signals.list.some((signal) => signal.type === 'LT-02' && signal.group === 'author' && signal.strength === 'defining')) against(['LT-05', 'LT-01'], 'F-AUTH', 'author', 'the author belongs to the provider', 'veto')
  const { link } = reading.facts
  if (link.element === 'redirect') against(scoredTypes.filter((type) => type !== 'LT-17'), 'LT-17', 'element', 'the response redirects')
  if (signals.list.some((signal) => signal.group === 'spam' && signal.strength === 'defining')) against(['LT-01', 'LT-04', 'LT-02', 'LT-06'], 'F-OUT', 'links beside', 'links to unrelated trades', 'veto')
  // A story in the newspaper of the service area is local, not merely editorial (4.3).
  if ((host.kinds.has('local-news') && curated === undefined) || (kind === 'news' && curated!.entry.subtype === 'local')) {
    if (place.verdict === 'inside') against(['LT-01'], 'LT-04', 'service area', place.found, 'excluded')
    else if (place.verdict === 'named') against(['LT-01'], 'LT-04', 'service area', place.found, 'veto')
  } else if (place.ofSite === true && (place.verdict === 'inside' || place.verdict === 'named') && kind !== 'news' && signals.has('LT-04', 'place')) against(['LT-01'], 'LT-04', 'service area', place.found, 'veto')
  // A paper's section of the service area is its local part, whatever else it covers.
  if (reading.features === null && curated === undefined && host.kinds.has('news') && place.verdict === 'named' && signals.has('LT-04', 'place')) against(['LT-01'], 'LT-04', 'service area', place.found)
  // What a town hall, parish, school or library of the area announces is local, whatever form it has (4.3: the civic role earns the link).
  const isCivic = (civicHosts.some((one) => host.kinds.has(one)) || kind === 'municipality' || kind === 'school') && !institution
  if (isCivic && (place.verdict === 'inside' || place.verdict === 'named')) {
    against(['LT-24', 'LT-25', 'LT-05', 'LT-01'], 'LT-04', 'kind of host', 'a civic body of the service area', 'veto')
    against(['LT-03'], 'LT-04', 'kind of host', 'a civic body of the service area', 'excluded')
  }
  // A paper or parish of the area numbers its issues too; only a page that calls itself a newsletter is one.
  const isLocalBody = isCivic || host.kinds.has('local-news') || signals.list.some(({ type, looked, found }) => type === 'LT-04' && (looked === 'publisher of the page' || found.includes('body of some place')))
  if (isLocalBody && (place.verdict === 'inside' || place.verdict === 'named') && !signals.list.some(({ type, group, found }) => type === 'LT-30' && ((group === 'title' && found !== 'bulletin') || group === 'host' || group === 'graph'))) against(['LT-30'], 'LT-04', 'kind of host', 'an issue of a paper or body of the service area', 'veto')
  // The footer of a chamber, school or paper names sponsors, software and services like that of any site; only the footer of a town is the town's word.
  if (link.area === 'footer' && !host.kinds.has('municipality') && kind !== 'municipality' && !signals.list.some(({ type, looked }) => type === 'LT-04' && looked === 'publisher of the page')) against(['LT-04'], 'F-POS', 'place of the link', link.area, 'veto')
  // What a page is paid for says nothing of a link in the frame around it, and sponsors in a chamber's column are no members.
  if (isFramed(reading)) {
    for (const type of ['LT-18', 'LT-26'] as const) if (!signals.list.some((signal) => signal.type === type && pageless.has(signal.group))) against([type], 'F-POS', 'place of the link', link.area!, 'veto')
    if (link.cues.includes('sponsors')) against(['LT-04'], 'F-POS', 'place of the link', 'among sponsors', 'veto')
    // An authority's accounts, credits and own further sites are what they are on any site.
    if (signals.list.some(({ type, group, strength, subtype }) => (type === 'LT-14' && (group === 'text' || group === 'graph' || (group === 'anchor' && subtype === 'footer-credit') || (group === 'url' && asksToFollow(reading))) && (strength === 'defining' || strength === 'decisive')) || (type === 'LT-27' && group === 'host' && strength !== 'moderate' && strength !== 'weak'))) against(['LT-21'], 'F-POS', 'place of the link', link.area!, 'veto')
  }
  if (signals.list.some(({ type, looked }) => type === 'LT-23' && looked === 'heading above the link')) against(['LT-05', 'LT-01', 'LT-09'], 'LT-23', 'heading above the link', 'a list of publications', 'veto')
  // On a page of hardly any words that a bare name stands on it, in a place of the area, tells nothing.
  if (reading.features !== null && reading.features.mainWordCount < textWordsMin * 2 && !reading.inSentence && link.area === 'main') {
    against(['LT-01'], 'F-CTX', 'page', `${countWords(reading.features.mainWordCount)} words of text`, 'veto')
    if (!signals.list.some(({ type, group }) => type === 'LT-04' && (group === 'host' || group === 'url'))) against(['LT-04'], 'F-CTX', 'page', `${countWords(reading.features.mainWordCount)} words of text`, 'veto')
  }
  // Where a page counts its reviews, its records are there to be reviewed.
  if (signals.list.some(({ type, group, strength }) => type === 'LT-12' && group === 'title' && (strength === 'defining' || strength === 'decisive')) && (host.kinds.has('review') || /(?:^|\D)\d{1,5}\s\p{L}+$/u.test(reading.title.split(/\s[-–—|·]\s/u, 1)[0]!))) {
    signals.add('LT-12', 'outlinks', 'decisive', 'LT-12', 'title of the page', 'counts reviews')
    against(['LT-03'], 'LT-12', 'title of the page', 'counts reviews')
  }
  // Without a service area, or outside of it, a town is an authority like any other (LT-04 needs F-GEO).
  if ((kind === 'municipality' || (curated === undefined && host.kinds.has('municipality'))) && reading.features !== null && !isNear) {
    signals.add('LT-21', 'host', 'decisive', 'F-HOSTKIND', 'kind of host', 'a town outside of any service area named', 'government')
    if (isFramed(reading) && targetHostOf(reading) === null) against(['LT-27', 'LT-14'], 'LT-21', 'kind of host', 'the frame of an authority’s site')
  }
  const prose = link.cues.includes('prose') && (link.area === 'main' || link.area === null)
  // That a page is an article says nothing of a bare picture beside its text.
  if (reading.features !== null && link.area === 'main' && !prose && reading.anchorWords.length === 0) against(['LT-01'], 'F-POS', 'place of the link', 'a picture or sign outside of the text', 'veto')
  if (reading.features !== null && reading.features.mainWordCount < textWordsMin) {
    against(['LT-01'], 'F-CTX', 'page', `${countWords(reading.features.mainWordCount)} words of text`, 'veto')
    if (reading.features.mainWordCount < textWordsMin / 2) {
      const found = `${countWords(reading.features.mainWordCount)} words of text`
      against(['LT-03', 'LT-06', 'LT-09'], 'F-CTX', 'page', found)
      // Where a link stands makes no record of a page that says nothing.
      if (!signals.list.some(({ type, group }) => type === 'LT-03' && group !== 'position' && group !== 'outlinks' && group !== 'against')) against(['LT-03'], 'F-CTX', 'page', found, 'veto')
      // A path may be called "/q/" for any reason; a thread has words, or marks of its software.
      if (!signals.list.some(({ type, group }) => type === 'LT-10' && group !== 'url' && group !== 'against')) against(['LT-10'], 'F-CTX', 'page', found, 'veto')
    }
  }
  // A page whose host, address or markup names another genre is no article for looking like one.
  const genre = signals.list.find(({ type, group, strength }) => genres.has(type) && genreGroups.has(group) && (strength === 'defining' || strength === 'decisive'))
  if (genre) against(['LT-01'], genre.rule, genre.looked, genre.found)
  const copy = signals.list.find(({ type, group, strength }) => type === 'LT-16' && group === 'text' && strength === 'decisive')
  if (copy !== undefined) against(['LT-01', 'LT-04'], 'F-DUP', 'line of the page', 'names another page as its source', firstElsewhere.test(copy.found) || (reading.features !== null && reading.features.authors.length === 0) ? 'veto' : 'contra')
  if (source === null && signals.list.some(({ type, group, strength }) => type === 'LT-02' && (group === 'url' || group === 'title') && strength === 'defining')) against(['LT-01'], 'LT-02', 'path or title', 'named as a guest contribution', 'veto')
  if (signals.list.some(({ type, group, strength }) => type === 'LT-14' && group === 'url' && strength === 'defining')) against(['LT-03', 'LT-12', 'LT-01'], 'LT-14', 'path', 'a widget to be embedded', 'veto')
  // What a link is called proves no payment: that wants a label, a price or offers beside it (LT-18).
  if (signals.has('LT-18', 'anchor') && !signals.list.some(({ type, group, strength }) => type === 'LT-18' && group !== 'against' && (group !== 'anchor' || strength === 'decisive'))) against(['LT-18'], 'F-ANC', 'anchor text', 'nothing but the words of the link speaks of payment', 'veto')
  // The words of a link tell what it points to; of an unread page with nothing in its address they tell no genre.
  if (reading.features === null && link.area === null && !signals.list.some(({ type, group, strength }) => type === 'LT-01' && group !== 'anchor' && group !== 'graph' && (group !== 'vendor' || strength !== 'weak'))) against(['LT-01'], 'F-ANC', 'anchor text', 'nothing else speaks for an article', 'veto')
  // Nor do they make a record of it: any page may show an address as it is.
  if (reading.features === null && link.area === null && signals.has('LT-03', 'anchor') && !signals.list.some(({ type, group, strength }) => type === 'LT-03' && group !== 'against' && (group !== 'anchor' || strength !== 'weak'))) against(['LT-03'], 'F-ANC', 'anchor text', 'nothing else speaks for a record')
  const service = servicePage(reading)
  if (service !== null) against(['LT-01', 'LT-02', 'LT-04', 'LT-05', 'LT-06', 'LT-25', 'LT-28'], 'LT-99', 'path', `${service}: a page of the service, not of its content`, 'veto')
  // The name of a site alone tells little about a link somewhere on its first page.
  if (reading.features === null && curated === undefined && reading.seed === undefined && reading.depth === 0 && reading.query === '') {
    for (const type of ['LT-01', 'LT-25'] as const) {
      const isNamed = signals.list.some((signal) => signal.type === type && signal.group === 'host' && (signal.strength === 'defining' || signal.strength === 'decisive' || (type === 'LT-01' && signal.strength === 'strong')))
      against([type], 'F-URL', 'path', 'only the first page of the site is known', isNamed ? 'contra' : 'veto')
    }
  }
  // One word of a name, and what the link is called, make no article of a page that nobody has read.
  if (reading.features === null && curated?.entry.kind !== 'health-publisher') {
    const speaking = signals.list.filter(({ type, strength }) => type === 'LT-01' && strength !== 'contra' && strength !== 'veto' && strength !== 'excluded')
    const isGuess = ({ group, strength, looked }: (typeof speaking)[number]) => group === 'anchor' || (group === 'graph' && strength === 'weak') || (group === 'host' && (looked.startsWith('host name') || curated?.entry.kind === 'blog-platform') && (strength === 'moderate' || strength === 'weak'))
    if (speaking.length > 0 && speaking.every(isGuess)) against(['LT-01'], 'F-HOSTKIND', 'host name', 'a word of the name at most', 'veto')
  }
  // Who pays or redirects stands in the address; no genre of the page takes that away.
  const told = signals.list.find(({ type, group, strength }) => group === 'graph' && strength === 'defining' && (type === 'LT-26' || type === 'LT-31' || type === 'LT-17'))
  if (told) against(told.type === 'LT-26' ? ['LT-01', 'LT-02', 'LT-04', 'LT-14', 'LT-18', 'LT-31'] : ['LT-01', 'LT-02', 'LT-04', 'LT-14'], told.rule, told.looked, told.found, 'veto')
  else if (signals.list.some(({ type, group, strength }) => type === 'LT-26' && group === 'anchor' && strength === 'decisive')) against(['LT-01', 'LT-06', 'LT-03'], 'F-ANC', 'anchor text', 'offers to buy', signals.has('LT-26', 'title') || signals.has('LT-26', 'url') ? 'veto' : 'contra')
  else if (signals.list.some(({ type, group, strength }) => type === 'LT-26' && group === 'graph' && strength === 'decisive')) against(['LT-01', 'LT-02', 'LT-04'], 'LT-26', 'parameters of the target', 'the number of a partner', 'veto')
  const kin = signals.list.find(({ type, group, strength }) => type === 'LT-27' && group === 'host' && (strength === 'defining' || strength === 'decisive'))
  if (kin) against(['LT-01', 'LT-04'], kin.rule, kin.looked, kin.found, kin.strength === 'defining' || !prose ? 'veto' : 'contra')
  if (reading.inSentence && reading.features !== null) against(['LT-03', 'LT-06', 'LT-14', 'LT-28'], 'F-POS', 'place of the link', 'in prose')
  if (link.area === 'footer' || link.area === 'nav' || link.area === 'aside' || link.area === 'header') {
    // What the page is about says nothing of a link in the frame around it.
    const inAside = link.area === 'aside'
    against(['LT-01'], 'F-POS', 'place of the link', link.area, 'veto')
    against(['LT-23'], 'F-POS', 'place of the link', link.area, 'excluded')
    if (inAside) against(['LT-08', 'LT-10', 'LT-22'], 'F-POS', 'place of the link', link.area, 'veto')
    else against(aboutContent, 'F-POS', 'place of the link', link.area, 'excluded')
    against(inAside ? ['LT-04', ...aboutContent.filter((type) => !recordTypes.includes(type))] : ['LT-04', 'LT-05'], 'F-POS', 'place of the link', link.area)
    // Who wrote the piece explains a link of the frame only where the frame names him.
    if (!signals.has('LT-02', 'position')) against(['LT-02'], 'F-POS', 'place of the link', link.area, hasAuthorTie(signals) ? 'contra' : 'veto')
    // A record may have its website in a column of its own; other words there are the site's.
    if (inAside && !signals.has('LT-03', 'anchor') && !signals.has('LT-03', 'position')) against(['LT-03', 'LT-12'], 'F-POS', 'place of the link', 'beside the record, not its website', 'veto')
  }
  // Words kept from sight are not written for readers; in prose a class of that name may mean a fold.
  if (link.cues.includes('hidden') && link.area === 'main') against(['LT-01', 'LT-04', 'LT-02'], 'F-VIS', 'place of the link', 'hidden by its markup', prose ? 'contra' : 'veto')
  if (link.area === 'comment' || link.cues.includes('comment')) against(['LT-01', 'LT-02', 'LT-04', 'LT-06', 'LT-03'], 'F-POS', 'place of the link', 'inside a list of comments or posts', 'veto')
  if (signals.has('LT-27', 'host') && reading.profile.domains.has(link.referringDomain)) against(['LT-01', 'LT-03', 'LT-05', 'LT-04', 'LT-14'], 'LT-27', 'provider profile', 'a domain of the provider')
  if (place.verdict === 'inside' && host.kinds.has('municipality') && !host.kinds.has('health-body')) against(['LT-21'], 'LT-04', 'kind of host', 'a municipality of the service area')
  if (reading.features !== null) {
    const { features } = reading
    // Read and found to hold prose by a named author: no list, statistics page or copy is written like that.
    // An article by a named author, in whatever section: what it is about is not what it is.
    const isArticle = features.ogType === 'article' || features.structuredTypes.some((type) => /Article$|BlogPosting/u.test(type))
    const isSigned = features.authors.length > 0 && (isArticle || features.authors.some((name) => name.includes(' ')))
    if (reading.inSentence && isSigned && !signals.has('LT-03', 'structured') && !signals.has('LT-12', 'structured')) {
      against(['LT-03', 'LT-09', 'LT-12', 'LT-28'], 'F-AUTH', 'page', `an article by ${features.authors[0]!}`, 'veto')
      against(['LT-24', 'LT-25', 'LT-30', 'LT-05'], 'F-AUTH', 'page', `an article by ${features.authors[0]!}`)
    }
    // A section may be called "directory"; a signed text without a record, an address or a phone number is none.
    if (prose && features.authors.length > 0 && features.mainWordCount >= textWordsMin * 2 && features.phoneCount === 0 && features.addressCount === 0 && kind !== 'directory' && !signals.has('LT-03', 'structured')) against(['LT-03'], 'F-NAP', 'page', 'a text without records', 'veto')
    if (prose && features.authors.length > 0 && features.mainWordCount >= 200) against(['LT-13', 'LT-12', 'LT-16'], 'F-AUTH', 'page', `prose of ${countWords(features.mainWordCount)} words with an author`)
    if (features.phoneCount > 0 && features.addressCount > 0 && features.mainExternalDomains.length <= 2) against(['LT-06'], 'F-NAP', 'page', 'name, address and phone stand on the page')
  }
}

/**
 * The other site that a guest's text links again and again while it links the target once: his own people are there, and what he
 * names besides is a source like any other (LT-01). Null where no site stands out, or the target does.
 */
function guestElsewhere({ extra, facts: { link } }: LinkReading): string | null {
  if (!link.cues.includes('prose') || link.cues.includes('author-box')) return null
  const counts = new Map<string, number>()
  for (const { domain } of extra.externalLinks ?? []) counts.set(domain, (counts.get(domain) ?? 0) + 1)
  if (counts.size < 2 || (counts.get(link.targetDomain) ?? 1) > 1) return null
  for (const [domain, count] of counts) if (count >= 2) return `${countOf(count, 'link')} lead to ${domain}, one here`
  return null
}

/** True if the words of the page tie the writer to the target, firmly. */
function hasAuthorTie({ list }: Signals): boolean {
  return list.some(({ type, group, strength }) => type === 'LT-02' && group === 'author' && (strength === 'defining' || strength === 'decisive'))
}

const sourceKinds: ReadonlySet<string> = new Set(['news', 'journal', 'repository', 'wiki', 'government', 'archive'])

/** What kind of source a link in a text cites, or null: papers, authorities and reference works are cited, whoever writes. */
function citedSource({ facts: { link, lists } }: LinkReading): string | null {
  if (link.target === null || !link.cues.includes('prose') || (link.area !== 'main' && link.area !== null) || link.cues.includes('author-box')) return null
  const found = lookUpHost(lists.hostKinds, hostOf(link.target as Url))
  return found !== undefined && sourceKinds.has(found.entry.kind) ? `${found.key}: ${found.entry.kind}` : null
}

/** True of an anchor with words like "Follow us". */
function asksToFollow({ anchorWords, words }: LinkReading): boolean {
  return findPhrases(words.followWords, anchorWords, '').length > 0
}

/** The word that makes an address one of log-ins, notices or endpoints, or null. */
function servicePage({ path, words, facts }: LinkReading): string | null {
  for (let from = 1; from < path.length; ) {
    const slash = path.indexOf('/', from)
    const to = slash === -1 ? path.length : slash
    if (to - from <= segmentCharsMax) {
      const dot = path.indexOf('.', from)
      const name = path.slice(from, dot === -1 || dot > to || dot === from ? to : dot).toLowerCase().replace(/^_+/u, '')
      if (words.servicePaths.has(name)) return name
    }
    from = to + 1
  }
  const label = facts.link.referringHost.split('.', 1)[0]!
  return words.serviceHosts.has(label) ? label : null
}

/** Longer segments are titles. */
const segmentCharsMax = 30
