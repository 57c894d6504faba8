import { countOf, countWords } from '../../lib/number-words.js'
import { findPhrases, wordsOf } from './phrases.js'
import { containsRun } from './profile-reading.js'
import type { LinkReading } from './reading.js'
import { recordFields } from './record-fields.js'
import { isFramed, targetHostOf } from './rules-target.js'
import { siteNames } from './site-names.js'
import { cuesIn } from './rules-words.js'
import { bareAddress } from './rules-markup.js'
import type { ScoredType, SignalGroup, Signals, Strength } from './signal.js'

/** What the page as a whole says, where its body was read (F-LD, F-OG, F-GEN, F-LBL, F-AUTH, F-OUT, F-NAP). */
export function pageRules(reading: LinkReading, signals: Signals): void {
  const { features } = reading
  if (features === null) return
  structuredRules(reading, signals)
  publisherRule(reading, signals)
  labelRules(reading, signals)
  listedAddressRules(reading, signals)
  textRules(reading, signals)
  outlinkRules(reading, signals)
  authorRules(reading, signals)
}

type StructuredRow = readonly [type: ScoredType, strength: Strength, subtype?: string]

/** Article types are never decisive: WordPress puts them on every page (4.5). */
const structuredTypes: Readonly<Record<string, readonly StructuredRow[]>> = {
  Physician: [['LT-03', 'decisive']], IndividualPhysician: [['LT-03', 'decisive']], PhysiciansOffice: [['LT-03', 'decisive']], MedicalClinic: [['LT-03', 'decisive']], Dentist: [['LT-03', 'decisive']],
  Hospital: [['LT-03', 'strong']], LocalBusiness: [['LT-03', 'decisive']], MedicalBusiness: [['LT-03', 'decisive']], Pharmacy: [['LT-03', 'strong']], Optician: [['LT-03', 'strong']], ItemList: [['LT-03', 'moderate']],
  NewsArticle: [['LT-01', 'strong', 'media'], ['LT-04', 'weak']], ReportageNewsArticle: [['LT-01', 'strong', 'media']], Article: [['LT-01', 'moderate']], BlogPosting: [['LT-01', 'strong']], MedicalWebPage: [['LT-01', 'moderate']], AdvertiserContentArticle: [['LT-18', 'defining']],
  MedicalScholarlyArticle: [['LT-23', 'decisive'], ['LT-01', 'moderate']], ScholarlyArticle: [['LT-23', 'defining']], Thesis: [['LT-23', 'defining']],
  Review: [['LT-12', 'strong']], AggregateRating: [['LT-12', 'strong']], UserReview: [['LT-12', 'decisive']],
  DiscussionForumPosting: [['LT-10', 'defining']], QAPage: [['LT-10', 'defining']],
  ProfilePage: [['LT-09', 'defining']], Person: [['LT-09', 'weak'], ['LT-05', 'weak']],
  Event: [['LT-24', 'decisive', 'event'], ['LT-04', 'weak', 'event']], EducationEvent: [['LT-24', 'decisive', 'event']], BusinessEvent: [['LT-24', 'decisive', 'event']], PodcastEpisode: [['LT-24', 'defining', 'podcast']], PodcastSeries: [['LT-24', 'decisive', 'podcast']], VideoObject: [['LT-24', 'moderate', 'video']],
  JobPosting: [['LT-25', 'defining', 'job-board']], Product: [['LT-25', 'strong', 'marketplace']], SoftwareApplication: [['LT-25', 'strong', 'marketplace']], MobileApplication: [['LT-25', 'strong', 'marketplace']],
  Offer: [['LT-26', 'moderate']], DiscountOffer: [['LT-26', 'strong']], Comment: [['LT-11', 'weak']], ImageGallery: [['LT-15', 'strong']],
  GovernmentOrganization: [['LT-21', 'strong']], CollegeOrUniversity: [['LT-05', 'strong', 'university']], NewsMediaOrganization: [['LT-01', 'weak', 'media']],
  WebApplication: [['LT-28', 'weak']], CollectionPage: [['LT-06', 'weak'], ['LT-30', 'weak']],
}

function structuredRules(reading: LinkReading, signals: Signals): void {
  const features = reading.features!
  const isArticle = features.structuredTypes.some((type) => /Article$|BlogPosting/u.test(type))
  for (const name of features.structuredTypes) {
    for (const [type, strength, subtype] of structuredTypes[name] ?? []) {
      // A rating widget or a publisher's own address on an article is about the site, not the genre of the page.
      const aside = isArticle && (type === 'LT-03' || type === 'LT-12' || type === 'LT-26' || (type === 'LT-25' && name !== 'JobPosting'))
      signals.add(type, 'structured', aside ? 'weak' : strength, 'F-LD', 'structured data', name, subtype ?? null)
    }
  }
  // A record with marks of patients, on a page that calls itself one of reviews.
  if (!isArticle && signals.has('LT-12', 'title') && features.structuredTypes.some((type) => type === 'AggregateRating' || type === 'Review')) {
    signals.add('LT-12', 'structured', 'decisive', 'F-LD', 'structured data', 'reviews with marks')
    signals.add('LT-03', 'against', 'veto', 'F-LD', 'structured data', 'reviews with marks')
  }
  for (const text of features.membership.slice(0, 5)) {
    const aboutUs = reading.profile.names.some((name) => containsRun(wordsOf(text), name))
    if (/^(?:hospitalAffiliation|affiliation|memberOf|parentOrganization|isAffiliatedWith)/u.test(text)) signals.add('LT-05', 'structured', aboutUs ? 'defining' : isArticle ? 'weak' : 'decisive', 'F-LD', 'structured data', text)
    else if (/^sponsor/u.test(text)) signals.add('LT-07', 'structured', 'strong', 'F-LD', 'structured data', text)
    else if (aboutUs && /^worksFor/u.test(text) && isArticle) signals.add('LT-02', 'structured', 'decisive', 'F-AUTH', 'structured data', text)
  }
  if (features.ogType === 'profile') signals.add('LT-09', 'structured', 'decisive', 'F-OG', 'og:type', 'profile')
  else if (features.ogType === 'article') signals.add('LT-01', 'structured', 'moderate', 'F-OG', 'og:type', 'article')
  else if (features.ogType === 'product') signals.add('LT-25', 'structured', 'moderate', 'F-OG', 'og:type', 'product', 'marketplace')
  else if (features.ogType?.startsWith('video')) signals.add('LT-24', 'structured', 'decisive', 'F-OG', 'og:type', features.ogType, 'video')
  if (reading.extra.citationMeta) signals.add('LT-23', 'structured', 'defining', 'F-LD', 'meta', 'citation_… metas')
  const software = features.generator?.toLowerCase() ?? ''
  if (/mediawiki|dokuwiki|moinmoin|tiki ?wiki|xwiki|bookstack/u.test(software)) signals.add('LT-22', 'software', 'defining', 'F-GEN', 'generator', software)
  else if (/phpbb|vbulletin|discourse|xenforo|\bsmf\b|mybb|flarum|nodebb|invision/u.test(software)) signals.add('LT-10', 'software', 'defining', 'F-GEN', 'generator', software)
  else if (/mastodon|pleroma|misskey|pixelfed|diaspora/u.test(software)) signals.add('LT-13', 'software', 'defining', 'F-GEN', 'generator', software)
  else if (/substack|mailchimp|beehiiv|buttondown/u.test(software)) signals.add('LT-30', 'software', 'decisive', 'F-GEN', 'generator', software)
  else if (/open journal systems|dspace|eprints/u.test(software)) signals.add('LT-23', 'software', 'defining', 'F-GEN', 'generator', software)
}

/** A site that calls itself a ministry or an authority is one, whatever its address (LT-21); lists of known bodies come first. */
function publisherRule(reading: LinkReading, signals: Signals): void {
  if (reading.curated !== undefined || reading.seed !== undefined || reading.host.isGovernment) return
  const name = siteNames(reading).find((text) => findPhrases(reading.words.authorities, wordsOf(text), text.toLowerCase()).length > 0 || findPhrases(reading.words.towns, wordsOf(text), text.toLowerCase())[0]?.at === 0)
  // What an authority has in its menus and at its foot is its own choice as well; only accounts and services are not.
  if (name !== undefined) signals.add('LT-21', 'structured', targetHostOf(reading) === null && !reading.facts.link.cues.includes('share') ? 'defining' : 'decisive', 'F-HOSTKIND', 'publisher of the page', name, 'government')
}

/** Labels of the page: only those in the head of the article speak for this link; a footer describes the site (4.5). */
function labelRules(reading: LinkReading, signals: Signals): void {
  const features = reading.features!
  const { area } = reading.facts.link
  // What is said of an article is not said of a link in the frame of the site.
  const framed = area === 'footer' || area === 'nav' || area === 'aside' || area === 'header'
  const lines: Array<{ text: string; head: boolean; label: boolean; slot: boolean }> = [
    ...features.labels.filter((label) => label.place !== 'footer' && label.place !== 'nav' && label.place !== 'aside').map((label) => ({ text: label.text, head: label.place === 'before-headline' || label.place === 'after-headline', label: true, slot: isAdSlot(label, features.labels) })),
    ...features.headings.slice(0, 8).map((text) => ({ text, head: false, label: false, slot: false })),
    ...(reading.extra.bylines ?? []).map((text) => ({ text, head: true, label: true, slot: false })),
  ]
  const isText = features.authors.length > 0 && features.mainWordCount >= 200 && (features.ogType === 'article' || features.structuredTypes.some((type) => /Article$|BlogPosting/u.test(type)))
  for (const { text, head, label, slot } of lines) {
    for (const match of cuesIn(reading, text)) {
      if (framed && (match.cue === 'paid' || match.cue === 'guest' || match.cue === 'press')) continue
      // A column, paper or feed called like the whole site says nothing of the article.
      if (match.cue === 'guest' && match.labelOnly && reading.hostName.includes(wordsOf(match.text).join(''))) continue
      const whole = label ? match.share > 0.5 : match.share >= 0.5
      const strength: Strength = head && label && (whole || !match.labelOnly) ? 'defining' : whole ? 'decisive' : 'moderate'
      if (match.cue === 'paid' && label && !/suppl[eé]ment/iu.test(text)) signals.add('LT-18', 'label', slot && match.labelOnly ? 'weak' : head ? strength : match.labelOnly ? 'weak' : 'strong', 'F-LBL', head ? 'label at the headline' : 'label in the page', text)
      else if (match.cue === 'guest') signals.add('LT-02', 'label', head || !match.labelOnly ? strength : 'weak', 'F-LBL', head ? 'label at the headline' : 'label in the page', text)
      else if (match.cue === 'press') signals.add('LT-08', 'label', match.labelOnly && !whole ? 'weak' : strength, 'F-LBL', head ? 'label at the headline' : 'line of the page', text)
      // A text by somebody that closes with sources is no page of links.
      else if (match.cue === 'resources' && !label) signals.add('LT-06', 'title', isText ? 'weak' : whole ? 'defining' : 'moderate', 'F-CTX', 'heading', text)
      else if (match.cue === 'directory' && !label) signals.add('LT-03', 'title', whole ? 'decisive' : 'moderate', 'F-CTX', 'heading', text)
      else if (match.cue === 'sponsor-thanks' && !label) signals.add('LT-07', 'title', whole ? 'decisive' : 'moderate', 'F-CTX', 'heading', text)
      else if (match.cue === 'membership' && !label) signals.add('LT-05', 'title', whole ? 'decisive' : 'moderate', 'F-CTX', 'heading', text)
    }
  }
  for (const heading of features.headings.slice(0, 3)) {
    for (const match of findPhrases(reading.words.title, wordsOf(heading.slice(0, 120)), heading.toLowerCase())) {
      if (match.length >= 2 || heading.split(' ').length <= 2) signals.add(match.value.type, 'title', match.value.strength === 'defining' ? 'decisive' : match.value.strength, 'F-CTX', 'heading', match.text, match.value.subtype)
    }
  }
}

/**
 * A bare address in a list says nothing by itself; what the list is does: thanks to sponsors, or the sources of a text.
 * Only where no host, address or structured data of the page says that it is of another kind.
 */
function listedAddressRules(reading: LinkReading, signals: Signals): void {
  const { area, cues, anchorText } = reading.facts.link
  const isSource = cues.includes('reference-list')
  if ((area !== null && area !== 'main') || !(isSource || cues.includes('list')) || anchorText === null || !bareAddress.test(anchorText)) return
  if (signals.list.some(({ type, group, strength }) => type !== 'LT-01' && type !== 'LT-06' && type !== 'LT-07' && pageGroups.has(group) && (strength === 'defining' || strength === 'decisive'))) return
  const features = reading.features!
  if (signals.has('LT-07', 'title') || signals.has('LT-07', 'url')) signals.add('LT-07', 'position', 'defining', 'F-POS', 'place of the link', 'in a list on a page of thanks or sponsors')
  else if (isSource && (features.authors.length > 0 || features.ogType === 'article' || features.structuredTypes.some((type) => /Article$|BlogPosting/u.test(type)))) signals.add('LT-01', 'position', 'decisive', 'F-POS', 'place of the link', 'among the sources of an article')
  else if (isSource) signals.add('LT-06', 'position', 'defining', 'F-POS', 'place of the link', 'among the sources of a page')
}

const pageGroups: ReadonlySet<SignalGroup> = new Set<SignalGroup>(['url', 'host', 'title', 'structured', 'software'])

/**
 * True if a label is likely the caption of a banner: a bare line or an element of an ad slot, or the same word again in another place.
 * Only a label styled as the article's own tag says that the article is paid for.
 */
function isAdSlot(label: { cue: string; text: string; place: string }, labels: ReadonlyArray<{ cue: string; text: string; place: string }>): boolean {
  if (label.cue === 'line' || /^ad|advert|anzeige|werbung|banner|publicidad|pub\b/u.test(label.cue)) return true
  return labels.some((other) => other !== label && other.text.toLowerCase() === label.text.toLowerCase() && other.place !== label.place && other.place !== 'after-headline' && other.place !== 'before-headline')
}

const authorPath = /\/(?:authors?|autor(?:en|es|i|zy)?|auteurs?|autor[ei]|contributors?|gastautor(?:en)?|redaktion|colaboradores|firmas)\/[^/]+\/?$/u

/** The page of one author: somebody of the provider, or whose bio leads there, has written here as a guest (LT-02). */
function authorPageRule(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  if (!authorPath.test(reading.path) || (link.area !== 'main' && link.area !== null) || link.cues.includes('list') || targetHostOf(reading) !== null || isStaff(reading)) return
  const known = reading.profile.clinicians.some((words) => containsRun(reading.titleWords, words))
  signals.add('LT-02', 'author', known ? 'defining' : 'decisive', 'F-AUTH', 'path', authorPath.exec(reading.path)![0], 'bio-link')
}

/** A sentence that tells who the author is, with the link in it, is a bio without a box: guests are introduced like that, staff seldom (LT-02). */
function bioRule(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  if (reading.contextWords.length === 0 || (link.area !== 'main' && link.area !== null)) return
  const before = wordsOf(link.context?.before ?? '')
  const named = reading.features!.authors.find((name) => isIntroduced(wordsOf(name).filter((word) => !titles.has(word)), before, reading.words.bioVerbs, link.cues.includes('last-third')))
  const author = named ?? lastIntroduced(reading)
  if (author === undefined) return
  if (!isStaff(reading)) signals.add('LT-02', 'author', named === undefined ? 'decisive' : 'defining', 'F-AUTH', 'words around the link', author, 'bio-link')
  signals.add('LT-01', 'against', 'contra', 'F-AUTH', 'words around the link', author)
}

export const titles: ReadonlySet<string> = new Set(['dr', 'dra', 'drs', 'prof', 'dott', 'dottssa', 'med', 'mgr', 'mr', 'mrs', 'ms', 'lek', 'frau', 'herr', 'mag', 'ir', 'by', 'von', 'par', 'por', 'di', 'door'])

/** "By Dana Wells, head of …" with the link in it: the line that names the writer says whose people he is (LT-02). */
function bylineRule(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  const anchor = link.anchorText?.trim() ?? ''
  if (link.area !== 'main' || link.cues.includes('prose') || reading.anchorWords.length < 2 || targetHostOf(reading) !== null || isStaff(reading)) return
  const line = (reading.extra.bylines ?? []).find((text) => text.includes(anchor) && wordsOf(text.slice(0, text.indexOf(anchor))).length >= bylineWordsMin)
  if (line === undefined) return
  signals.add('LT-02', 'author', 'defining', 'F-AUTH', 'byline', line, 'bio-link')
  signals.add('LT-01', 'against', 'contra', 'F-AUTH', 'byline', line)
}

/** "By", a name and what he is stand before the link; a linked name behind "by" leads to the writer's own page. */
const bylineWordsMin = 4

/** True if the words around a link name the site itself: who is introduced as its editor or writer is no guest (LT-02, contra). */
export function isStaff({ context, facts: { link } }: LinkReading): boolean {
  const name = link.referringDomain.split('.', 1)[0]!.replaceAll('-', '')
  return name.length >= 4 && context.replaceAll(/[^\p{L}\p{N}]/gu, '').includes(name)
}

/** True if the words hold a name and, right behind it, a verb with which a bio begins. In the end of a text the first name alone is enough for "Anna writes at …". */
function isIntroduced(name: readonly string[], before: readonly string[], verbs: ReadonlySet<string>, isAtEnd: boolean): boolean {
  if (name.length < 2) return false
  const isBio = (at: number) => before.slice(at, at + 3).some((word) => verbs.has(word))
  for (let at = before.length - 1; at >= 0; at -= 1) {
    if (before[at] === name.at(-1) && before[at - 1] === name.at(-2) && isBio(at + 1)) return isAtEnd
    // Nobody writes of himself by his first name but in a bio.
    if (before[at] === name[0] && name[0]!.length >= 3 && before[at + 1] !== name[1] && isBio(at + 1)) return true
  }
  return false
}

/** "Greg Dalton is a physiotherapist and founder of …": who is introduced like that in the last words of a text that names no author has written it. */
function lastIntroduced(reading: LinkReading): string | undefined {
  const { features, words, facts: { link } } = reading
  const before = (link.context?.before ?? '').trim()
  if (!isLastWords(reading) || features!.authors.some((name) => name.includes(' ')) || features!.mainWordCount < bioTextWordsMin) return undefined
  const found = introduction.exec(before.slice(-160))
  const verb = found === null ? undefined : wordsOf(found[2]!)[0]
  return verb !== undefined && words.bioVerbs.has(verb) ? found![1] : undefined
}

const bioTextWordsMin = 80
/** A title, two to four names and a word, at the beginning of a sentence. */
const introduction = /(?:^|[.!?:*]\s+)(?:(?:Dr|Dra|Dott|Dott\.ssa|Prof|Mr|Mrs|Ms|Frau|Herr|Mgr|med|mgr)\.?\s){0,3}(\p{Lu}[\p{L}'’.-]{0,30}(?:\s(?:de|da|di|van|von|der|den|la|le)\s|\s)\p{Lu}[\p{L}'’-]{1,30}(?:\s\p{Lu}[\p{L}'’-]{1,30}){0,2})(?:,\s[\p{L}. ]{1,24}){0,2},?\s(\p{Ll}[\p{L}]{0,20})\s[^.!?]{0,120}$/u

/**
 * A guest post without a visible author (LT-02, ghost): a text that says "our clinic" of the target, or one on a domain whose
 * links the provider arranged.
 */
function ghostRules(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  if (!link.cues.includes('prose') || (link.area !== 'main' && link.area !== null)) return
  const around = wordsOf(link.context?.before.slice(-80) ?? '').slice(-4)
  const first = findPhrases(reading.words.ownVoice, [...around, ...reading.anchorWords], link.anchorText ?? '')[0]
  if (first !== undefined) {
    signals.add('LT-02', 'text', 'defining', 'LT-02', 'words of the link', `speaks of the target as its own: ${first.text}`, 'ghost')
    signals.add('LT-01', 'against', 'contra', 'LT-02', 'words of the link', first.text)
  }
  if (reading.profile.arranged.has(link.referringDomain)) signals.add('LT-02', 'graph', 'decisive', 'LT-02', 'provider profile', 'the provider arranged links on this domain', 'ghost')
}

/** True of a link in the last words of the main text, where a bio stands. */
function isLastWords({ extra, facts: { link } }: LinkReading): boolean {
  const tail = (link.context?.before ?? '').trim().slice(-30)
  return link.cues.includes('last-third') && tail.length >= 12 && (extra.mainEnd ?? '').slice(-320).includes(tail)
}

const datelinePattern = /^[^.]{0,60}?\p{Lu}[\p{Lu}\p{L} .'-]{2,40},?\s+[^.]{0,40}(?:19|20)\d{2}\s*[/(][\p{L} /.]{2,40}[/)]\s*[-–—]/u
const wirePattern = /\((?:[\p{L} ]{0,20}\/)?(?:PRNewswire|GLOBE NEWSWIRE|BUSINESS WIRE|ots|EINPresswire(?:\.com)?|PRWEB|Newswire(?:\.com)?|ACCESSWIRE|ACN Newswire|Marketwired)[^)]{0,20}\)|\/(?:PRNewswire|CNW|EINPresswire\.com)[^/]{0,20}\/|--\s?\(BUSINESS WIRE\)--/iu

/** True where the words behind a disclosure name who paid, and that is another one of the sites linked. */
function isOtherPayer({ anchorWords, extra, facts: { link } }: LinkReading, end: string, cue: string): boolean {
  const words = wordsOf(end)
  const said = wordsOf(cue)
  const from = words.findLastIndex((_, at) => said.every((word, offset) => words[at + offset] === word))
  const payer = words.slice(from + said.length, from + said.length + payerWordsMax).filter((word) => word.length >= 5)
  const isNamed = (domain: string, text: readonly string[]) => payer.some((word) => text.includes(word) || domain.includes(word))
  return from !== -1 && !isNamed(link.targetDomain, anchorWords) && (extra.externalLinks ?? []).some(({ domain, text }) => domain !== link.targetDomain && isNamed(domain, wordsOf(text)))
}

const payerWordsMax = 8
const paidTag = /(?:^|[\s(])#(?:ad|ads|advert|publi|pub|publicidad|publicidade|publicit[àé]|adv|anzeige|werbung|sponsored|spon|sponsorisé|reklama|współpracareklamowa|advertentie|reclame|annons|reklam|annonce)(?=$|[\s.,;:)])/iu
const saysPaid = /paid|bezahl|rémunér|remunera|retribui|pagad|betaald|płatn|opłacon|betal[td]|maksettu|placen|fizetett|plătit/u

function textRules(reading: LinkReading, signals: Signals): void {
  const { extra } = reading
  const start = (extra.mainStart ?? '').slice(0, 300)
  const wire = wirePattern.exec(start)
  if (wire) signals.add('LT-08', 'text', 'defining', 'LT-08', 'beginning of the text', wire[0])
  else if (datelinePattern.test(start)) signals.add('LT-08', 'text', 'decisive', 'LT-08', 'beginning of the text', start.slice(0, 120))
  for (const [at, line] of (extra.shortLines ?? []).entries()) {
    for (const match of cuesIn(reading, line)) {
      // "Werbung, da …" at the head of a text discloses; further down the same word tells a story.
      if (match.cue === 'paid' && match.leads && at < 8) signals.add('LT-18', 'label', 'decisive', 'F-LBL', 'line at the head of the text', line)
      if (match.cue === 'truncated-copy') signals.add('LT-16', 'text', 'decisive', 'F-DUP', 'line of the page', line)
      if (match.share < 0.5) continue
      if (match.cue === 'press') signals.add('LT-08', 'label', match.labelOnly ? 'moderate' : 'decisive', 'F-LBL', 'line of the page', line)
      else if (match.cue === 'author-box' && !match.labelOnly) {
        const isBio = isLastWords(reading)
        signals.add('LT-02', 'author', isBio ? 'decisive' : 'moderate', 'F-AUTH', 'line of the page', line, 'bio-link')
        if (isBio) signals.add('LT-01', 'against', 'contra', 'F-AUTH', 'line of the page', line)
      }
      else if (match.cue === 'directory' && !match.labelOnly) signals.add('LT-03', 'label', 'strong', 'F-LBL', 'line of the page', line)
      else if (match.cue === 'guest' && !match.labelOnly) signals.add('LT-02', 'label', 'decisive', 'F-LBL', 'line of the page', line)
      else if (match.cue === 'paid' && !match.labelOnly) signals.add('LT-18', 'label', 'strong', 'F-LBL', 'line of the page', line)
    }
  }
  const tag = paidTag.exec(`${start.slice(0, 160)} ${(extra.shortLines ?? []).slice(0, 6).join(' ')} ${(extra.mainEnd ?? '').slice(-160)}`)
  if (tag !== null && !isOtherPayer(reading, (extra.mainEnd ?? '').slice(-160), tag[0])) signals.add('LT-18', 'label', 'decisive', 'F-LBL', 'mark in the text', tag[0].trim())
  for (const match of cuesIn(reading, (extra.mainEnd ?? '').slice(-400))) {
    if (match.cue === 'truncated-copy') signals.add('LT-16', 'text', 'decisive', 'F-DUP', 'end of the text', match.text)
    else if (match.cue === 'press' && !match.labelOnly) signals.add('LT-08', 'text', 'strong', 'LT-08', 'end of the text', match.text)
    else if (match.cue === 'guest' && !match.labelOnly) signals.add('LT-02', 'label', 'decisive', 'F-LBL', 'end of the text', match.text)
    // "In cooperation with" closes many a story; that money was paid is said of the story itself.
    else if (match.cue === 'paid' && saysPaid.test(match.text) && !isOtherPayer(reading, (extra.mainEnd ?? '').slice(-400), match.text)) signals.add('LT-18', 'label', 'decisive', 'F-LBL', 'end of the text', match.text)
  }
  const source = /(?:^|\s)(?:SOURCE|QUELLE|FUENTE|FONTE)[: ]+\p{Lu}[\p{L} .&'-]{2,60}/u.exec((extra.mainEnd ?? '').slice(-300))
  if (source) signals.add('LT-08', 'label', 'decisive', 'LT-08', 'end of the text', source[0].trim())
  for (const match of cuesIn(reading, start)) {
    if (match.labelOnly) continue
    if (match.cue === 'paid') signals.add('LT-18', 'label', 'decisive', 'F-LBL', 'beginning of the text', match.text)
    else if (match.cue === 'guest') signals.add('LT-02', 'label', 'decisive', 'F-LBL', 'beginning of the text', match.text)
    else if (match.cue === 'press') signals.add('LT-08', 'label', 'strong', 'F-LBL', 'beginning of the text', match.text)
  }
}

/** Where the page links to, and whether it is made of records (F-OUT, F-NAP). */
function outlinkRules(reading: LinkReading, signals: Signals): void {
  const features = reading.features!
  const { extra } = reading
  const domains = features.mainExternalDomains.length
  const { inSentence } = reading
  const inProse = reading.facts.link.cues.includes('prose')
  if (domains >= 1 && domains <= 15 && features.mainWordCount >= 200 && inProse) signals.add('LT-01', 'outlinks', 'moderate', 'F-OUT', 'main content', `${countOf(features.mainWordCount, 'word')}, ${countOf(domains, 'external domain')}`)
  if (domains >= 10 && domains <= 100 && !inProse && features.phoneCount < domains) signals.add('LT-06', 'outlinks', 'strong', 'F-OUT', 'main content', `${countWords(domains)} external domains in lists`)
  if ((extra.mainExternalLinkCount ?? 0) > 150) signals.add('LT-03', 'outlinks', 'strong', 'F-OUT', 'main content', `${countWords(extra.mainExternalLinkCount!)} external links`, 'low-quality')
  const hasNap = features.phoneCount > 0 && features.addressCount > 0
  if (hasNap && features.mainWordCount < 600 && !inProse) signals.add('LT-03', 'outlinks', 'strong', 'F-NAP', 'page', `${countOf(features.addressCount, 'address', 'addresses')}, ${countOf(features.phoneCount, 'phone number')}`)
  else if (features.phoneCount >= 8 && (extra.recordCount ?? 0) >= 8 && !inProse) signals.add('LT-03', 'outlinks', 'strong', 'F-NAP', 'page', `${countWords(extra.recordCount!)} records of one shape, ${countOf(features.phoneCount, 'phone number')}`)
  const fields = inSentence || isFramed(reading) || features.mainWordCount >= recordWordsMax || features.authors.length > 0 ? noFields : recordFields(reading)
  if (fields.size >= recordFieldsMin) signals.add('LT-03', 'outlinks', fields.size > recordFieldsMin ? 'decisive' : 'strong', 'F-NAP', 'page', `fields of a listing: ${[...fields].join(', ')}`)
  const { context, cues } = reading.facts.link
  const phone = context !== null && (cues.includes('list') || cues.includes('table')) && !isFramed(reading) && features.authors.length === 0 ? phoneBeside.exec(`${context.before.slice(-120)} | ${context.after.slice(0, 60)}`) : null
  if (phone !== null) {
    signals.add('LT-03', 'position', domains >= recordFieldsMin ? 'decisive' : 'strong', 'F-NAP', 'words around the link', phone[0].trim())
    signals.add('LT-01', 'against', 'contra', 'F-NAP', 'words around the link', phone[0].trim())
  }
  if ((extra.breadcrumb ?? []).length >= 3 && hasNap && !inProse) signals.add('LT-03', 'structured', 'moderate', 'F-URL', 'breadcrumb', extra.breadcrumb!.join(' > '))
  if ((extra.ratingCount ?? 0) >= 5 && hasNap && !inProse) signals.add('LT-12', 'outlinks', 'strong', 'LT-12', 'page', `${countWords(extra.ratingCount!)} rating marks`)
}

const noFields: ReadonlySet<string> = new Set()
const recordFieldsMin = 3
const phoneBeside = /(?:^|[\s:(])\+?\d{2,5}[\s()/.-]{1,3}\d{2,4}[\s/.-]?\d{2,4}(?:[\s/.-]?\d{2,4})?(?=$|[\s,;.)|])/u
/** A record is short; a longer page tells more than where somebody is to be found. */
const recordWordsMax = 200

const commercialAuthor = /^(?:sponsored(?: content| post)?|brand ?studio|partner(?: content)?|advertorial|paid (?:post|content)|(?:our )?sponsors?|anzeige|advertiser|branded content|contenido patrocinado|publirreportaje|contenu partenaire|redazione pubblicitaria|native)$/iu

/** "Dana W.": a first name of the roster and the initial of its surname, and nothing else. */
function isShortened(name: readonly string[], clinician: readonly string[]): boolean {
  return name.length === 2 && name[0]!.length >= 3 && name[1]!.length === 1 && clinician[0] === name[0] && clinician.at(-1)!.startsWith(name[1]!)
}

/** Who wrote it (F-AUTH): somebody of the provider makes it a guest post, a commercial desk an advertorial. */
function authorRules(reading: LinkReading, signals: Signals): void {
  const features = reading.features!
  const { extra, profile } = reading
  const isOwnPage = profile.domains.has(reading.facts.link.referringDomain)
  const names = [...features.authors, ...(extra.bylines ?? [])]
  let tied = false
  for (const name of names.slice(0, 12)) {
    if (commercialAuthor.test(name.trim())) signals.add('LT-18', 'author', 'decisive', 'F-AUTH', 'author', name)
    const words = wordsOf(name)
    const known = profile.clinicians.find((clinician) => containsRun(words, clinician) || (clinician.length >= 2 && words.includes(clinician.at(-1)!) && words.includes(clinician[0]!)) || isShortened(words, clinician))
    if (known && !isOwnPage) {
      tied = true
      signals.add('LT-02', 'author', 'defining', 'F-AUTH', 'byline', `${name} is on the roster`)
    } else if (!isOwnPage && profile.names.some((brand) => containsRun(words, brand))) {
      tied = true
      signals.add('LT-02', 'author', 'defining', 'F-AUTH', 'byline', `${name} names the provider`)
    }
  }
  if (!tied && !isOwnPage) bylineRule(reading, signals)
  const bio = wordsOf(extra.authorBio ?? '')
  if (!isOwnPage && bio.length > 0) {
    const brand = profile.names.find((name) => containsRun(bio, name)) ?? profile.clinicians.find((clinician) => containsRun(bio, clinician))
    const domain = reading.facts.link.targetDomain
    if (brand) {
      tied = true
      signals.add('LT-02', 'author', 'defining', 'F-AUTH', 'box about the author', `names ${brand.join(' ')}`, 'bio-link')
    } else if (domain !== '' && (extra.authorBio ?? '').toLowerCase().includes(domain)) signals.add('LT-02', 'author', 'decisive', 'F-AUTH', 'box about the author', `names ${domain}`, 'bio-link')
  }
  if (!tied && !isOwnPage) {
    ghostRules(reading, signals)
    bioRule(reading, signals)
    authorPageRule(reading, signals)
  }
  const named = features.authors.filter((name) => !commercialAuthor.test(name))
  if (tied) signals.add('LT-01', 'against', 'contra', 'F-AUTH', 'author', 'the author belongs to the provider')
  else if (named.length > 0) {
    signals.add('LT-01', 'author', 'moderate', 'F-AUTH', 'author', named[0]!)
    signals.add('LT-04', 'author', 'weak', 'F-AUTH', 'author', named[0]!)
  }
  // An offer of posts stands in a menu or at the foot, as a link or as a line of text.
  for (const [looked, texts] of [['links of the site', extra.siteLinkTexts ?? []], ['footer', extra.footerLines ?? []]] as const) {
    for (const text of texts) {
      for (const match of cuesIn(reading, text)) {
        if (match.cue === 'write-for-us') signals.add('LT-02', 'graph', 'moderate', 'F-AUTH', looked, text)
        else if (match.cue === 'sells-posts') signals.add('LT-18', 'graph', 'weak', 'LT-18', looked, text, 'undisclosed-suspected')
      }
    }
  }
}
