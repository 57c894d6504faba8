import { hostOffers, nameHintMax } from '../risk/host-offers.js'
import { findPhrases } from './phrases.js'
import type { LinkReading } from './reading.js'
import type { ScoredType, Signals, Strength } from './signal.js'

type Row = readonly [type: ScoredType, strength: Strength, subtype?: string]

/** Types by the kind of a host in the curated list: the list wins over every reading of the name. */
const curatedKinds: Readonly<Record<string, readonly Row[]>> = {
  social: [['LT-13', 'defining']],
  messenger: [['LT-13', 'defining']],
  video: [['LT-13', 'defining', 'video'], ['LT-24', 'strong', 'video']],
  podcast: [['LT-24', 'defining', 'podcast']],
  event: [['LT-24', 'defining', 'event']],
  forum: [['LT-10', 'defining']],
  wiki: [['LT-22', 'defining']],
  archive: [['LT-29', 'defining']],
  'seo-tool': [['LT-28', 'defining']],
  'press-wire': [['LT-08', 'defining']],
  review: [['LT-12', 'defining']],
  directory: [['LT-03', 'defining']],
  'job-board': [['LT-25', 'defining', 'job-board']],
  marketplace: [['LT-25', 'defining', 'marketplace']],
  coupon: [['LT-26', 'defining', 'coupon']],
  newsletter: [['LT-30', 'defining', 'newsletter']],
  profile: [['LT-09', 'defining']],
  shortener: [['LT-17', 'defining', 'shortener']],
  tracker: [['LT-31', 'defining']],
  journal: [['LT-23', 'defining', 'journal']],
  repository: [['LT-23', 'defining', 'repository']],
  government: [['LT-21', 'defining', 'government']],
  'health-body': [['LT-21', 'defining', 'public-health']],
  association: [['LT-05', 'decisive', 'association-member']],
  hospital: [['LT-05', 'decisive', 'hospital-affiliation']],
  university: [['LT-05', 'decisive', 'university']],
  accreditor: [['LT-05', 'defining', 'accreditation']],
  'health-publisher': [['LT-01', 'decisive', 'health-blog']],
  news: [['LT-01', 'decisive', 'media']],
  'blog-platform': [['LT-01', 'weak']],
  chamber: [['LT-04', 'defining', 'chamber']],
  school: [['LT-04', 'decisive', 'school']],
  library: [['LT-06', 'strong'], ['LT-04', 'strong', 'community']],
  municipality: [['LT-04', 'decisive', 'municipal']],
  civic: [['LT-04', 'strong', 'community']],
  museum: [['LT-04', 'moderate', 'community']],
}

/** The same for words found in the name of an unknown host; weaker, because names mislead. */
const namedKinds: Readonly<Record<string, readonly Row[]>> = {
  chamber: [['LT-04', 'defining', 'chamber']],
  school: [['LT-04', 'decisive', 'school']],
  library: [['LT-06', 'strong'], ['LT-04', 'moderate', 'community']],
  parish: [['LT-04', 'decisive', 'community']],
  municipality: [['LT-04', 'decisive', 'municipal']],
  community: [['LT-04', 'strong', 'community']],
  'local-news': [['LT-04', 'decisive', 'news'], ['LT-01', 'moderate', 'media']],
  news: [['LT-01', 'strong', 'media']],
  hospital: [['LT-05', 'decisive', 'hospital-affiliation']],
  university: [['LT-05', 'decisive', 'university']],
  association: [['LT-05', 'decisive', 'association-member']],
  directory: [['LT-03', 'decisive']],
  review: [['LT-12', 'decisive']],
  forum: [['LT-10', 'decisive']],
  wiki: [['LT-22', 'decisive']],
  'seo-tool': [['LT-28', 'decisive']],
  archive: [['LT-29', 'decisive']],
  'press-wire': [['LT-08', 'decisive']],
  coupon: [['LT-26', 'decisive', 'coupon']],
  'job-board': [['LT-25', 'decisive', 'job-board']],
  marketplace: [['LT-25', 'strong', 'marketplace']],
  podcast: [['LT-24', 'decisive', 'podcast']],
  event: [['LT-24', 'strong', 'event']],
  newsletter: [['LT-30', 'decisive', 'newsletter']],
  journal: [['LT-23', 'decisive', 'journal']],
  social: [['LT-13', 'decisive']],
  shortener: [['LT-17', 'decisive', 'shortener']],
  scraper: [['LT-16', 'decisive']],
  'patient-organisation': [['LT-01', 'moderate', 'patient-organisation'], ['LT-06', 'weak']],
  'health-publisher': [['LT-01', 'moderate', 'health-blog']],
  'health-body': [['LT-21', 'defining', 'public-health']],
  government: [['LT-21', 'decisive', 'government']],
  insurer: [['LT-03', 'moderate', 'insurer-network']],
  blog: [['LT-01', 'moderate']],
  video: [['LT-13', 'moderate', 'video'], ['LT-24', 'moderate', 'video']],
  infographic: [['LT-15', 'defining']],
  'image-gallery': [['LT-15', 'strong']],
  'ad-server': [['LT-31', 'decisive']],
  'link-farm': [['LT-19', 'strong']],
}

/** Kinds of bodies in the seed lists, which name them in more ways than one. */
const seedKinds: ReadonlyArray<readonly [RegExp, Row]> = [
  [/hospital|health.?system|clinic/u, ['LT-05', 'decisive', 'hospital-affiliation']],
  [/universit|academic|college|medical.?school/u, ['LT-05', 'decisive', 'university']],
  [/society|association|college|board|academy/u, ['LT-05', 'decisive', 'association-member']],
  [/government|agency|federal|state|ministry|health.?(?:body|authority|department)|public.?health|county/u, ['LT-21', 'decisive', 'government']],
]

/** What kind of host it is (F-HOSTKIND). */
export function hostRules(reading: LinkReading, signals: Signals): void {
  const { curated, host, seed } = reading
  const name = reading.facts.link.referringHost
  const own = reading.profile.domains.has(reading.facts.link.referringDomain)
  if (own) signals.add('LT-27', 'host', 'defining', 'F-HOSTKIND', 'provider profile', `${reading.facts.link.referringDomain} belongs to the provider`, 'same-provider')
  if (curated !== undefined) curatedRules(reading, signals, curated.key, curated.entry.kind, curated.entry.subtype)
  if (host.isGovernment && !(host.kinds.has('library') || host.kinds.has('school'))) {
    const municipal = host.kinds.has('municipality') && !host.kinds.has('health-body')
    signals.add(municipal ? 'LT-04' : 'LT-21', 'host', 'defining', 'F-HOSTKIND', 'host', `${name} is under a government suffix`, municipal ? 'municipal' : 'government')
    if (municipal) signals.add('LT-21', 'host', 'strong', 'F-HOSTKIND', 'host', `${name} is under a government suffix`, 'government')
  }
  if (curated === undefined && host.kinds.has('government') && (host.parts.includes('health') || host.kinds.has('health-body'))) signals.add('LT-21', 'host', 'defining', 'F-HOSTKIND', 'host name', 'a health department', 'public-health')
  // A register of providers kept by a public body is a directory all the same.
  if ((host.isGovernment || curated?.entry.kind === 'health-body') && providerRecord.test(reading.path)) {
    signals.add('LT-03', 'url', 'defining', 'LT-03', 'path', 'the record of one provider', 'government-registry')
    signals.add('LT-21', 'against', 'veto', 'LT-03', 'path', 'the record of one provider')
  }
  if (reading.words.contributed.has(reading.facts.link.referringDomain)) {
    signals.add('LT-02', 'host', 'decisive', 'F-HOSTKIND', 'hosts of outside contributors', name)
    signals.add('LT-01', 'against', 'contra', 'F-HOSTKIND', 'hosts of outside contributors', name)
  }
  if (host.isUniversity && curated?.entry.kind !== 'health-body') signals.add('LT-05', 'host', 'decisive', 'F-HOSTKIND', 'host', `${name} is under an academic suffix`, 'university')
  if (curated === undefined && seed !== undefined && !host.isGovernment) {
    const row = seedKinds.find(([pattern]) => pattern.test(seed.entry.kind.toLowerCase()))?.[1]
    if (row) signals.add(row[0], 'host', row[1], 'F-HOSTKIND', 'list of known bodies', seed.entry.name, row[2] ?? null)
  }
  if (curated !== undefined && curated.entry.kind !== 'blog-platform') return
  if (curated === undefined && seed === undefined) partRules(reading, signals)
  // A body that is listed, or named by its suffix, is what that says: "doctors" in its name makes no directory of a hospital.
  const isBody = host.isUniversity || host.isGovernment || (curated === undefined && seed !== undefined)
  for (const [kind, word] of host.kinds) {
    if (isBody && !bodyKinds.has(kind)) continue
    const isPaperName = kind === 'journal' && newspaperWords.has(word) && reading.features === null && !paperPath.test(reading.path) && !scholarlyName.test(host.name.replaceAll(' ', ''))
    for (const [type, strength, subtype] of namedKinds[kind] ?? []) signals.add(type, 'host', isPaperName ? 'weak' : strength, 'F-HOSTKIND', `host name, kind ${kind}`, word, subtype ?? null)
  }
}

/** Kinds that a body may be, or keep, under a name of its own. */
const bodyKinds: ReadonlySet<string> = new Set(['hospital', 'university', 'association', 'library', 'school', 'journal', 'government', 'health-body', 'municipality', 'chamber', 'parish', 'news', 'newsletter', 'event', 'podcast', 'wiki'])
/** Newspapers are called so as well as journals of science. */
export const newspaperWords: ReadonlySet<string> = new Set(['journal', 'journals', 'zeitschrift', 'proceedings'])
const scholarlyName = /journal-?of|jof|zeitschriftfuer|med(?:ical)?-?journal|science|scienti|clinical/u

/** What the parts of an unknown host's name say beside its kind, and the shape of a shortener's addresses. */
function partRules({ host, words, path, query, facts }: LinkReading, signals: Signals): void {
  const { referringHost } = facts.link
  for (const { value, text } of findPhrases(words.hostParts, host.parts, referringHost)) {
    signals.add(value.type, 'host', value.strength, 'F-HOSTKIND', 'part of the host name', text, value.subtype)
    if (value.type === 'LT-16') for (const type of ['LT-01', 'LT-22'] as const) signals.add(type, 'against', 'veto', 'F-HOSTKIND', 'part of the host name', text)
  }
  const trade = hostOffers(referringHost, facts.lists).find((offer) => offer.trade === 'links' && offer.strength > nameHintMax)
  if (trade !== undefined) {
    signals.add('LT-19', 'host', 'defining', 'F-HOSTKIND', 'host name', `${trade.words}: trade in links`)
    for (const type of ['LT-01', 'LT-03', 'LT-28'] as const) signals.add(type, 'against', 'veto', 'F-HOSTKIND', 'host name', `${trade.words}: trade in links`)
  }
  const label = host.parts.length === 1 ? host.parts[0]! : ''
  // "ab1.de/QrC": a name hardly longer than the code behind it.
  if (query === '' && label !== '' && (label.length <= 5 || shortenerName.test(label)) && /^\/[A-Za-z0-9]{3,8}\/?$/u.test(path) && /\d|[a-z][A-Z]|[A-Z][a-z]*[A-Z]/u.test(path) && !/^\/(?:19|20)\d{2}\/?$/u.test(path)) {
    signals.add('LT-17', 'host', 'strong', 'F-URL', 'shape of the URL', `a code on the short host ${referringHost}`, 'shortener')
  }
}

const shortenerName = /^(?:short|tiny|mini|url|go|one|my|to)?(?:link|url|lnk)s?\d{0,3}$/u

const providerRecord = /\/(?:dentist|doctor|gp|gp-surgery|physician|provider|hospital|pharmacy|optician|clinic|practice|arzt|zahnarzt|medecin|medico|dentista|lekarz|huisarts|tandarts)\/[^/]+/u

/** Paths under which journals and repositories keep papers. */
const paperPath = /\/10\.\d{4,9}\/|\/(?:articles?|article-abstract|cdsr|abs|abstracts?|papers?|doi|pmc|pubmed|publications?|content|full(?:text|article)?|chapters?|books?|records?|handle|document|pii|stable|items?|preprints?|pdf|eprints?|thes[ei]s|bitstream|toc|issues?|volumes?)(?:[/.-]|$)|^\/\d{5,9}\/?$/iu
/** Sections in which the makers of directories, tools and markets write themselves. */
const housePath = /^\/(?:[a-z]{2}(?:-[a-z]{2})?\/)?(?:blog|magazin|magazine|news|newsroom|press|presse|about|about-us|ueber-uns|career-advice|ratgeber|insights|stories|editorial|revista|magazyn|actualites|poradnik|porady)\//iu
const houseKinds: ReadonlySet<string> = new Set(['directory', 'review', 'job-board', 'marketplace', 'coupon', 'event', 'profile', 'seo-tool', 'shortener'])

/**
 * True of a page that was read and is none of the genre its host is listed for: the staff, shop and news of a journal, the blog of
 * a directory. Of a page that was not read the host is all there is.
 */
export function isBesideGenre(reading: LinkReading): boolean {
  const { features, path, inSentence } = reading
  const kind = reading.curated?.entry.kind
  if (features === null || kind === undefined) return false
  return kind === 'journal' || kind === 'repository' ? !isPaper(reading) : houseKinds.has(kind) && inSentence && housePath.test(path)
}

/** True of a paper, as far as address and markup tell. */
function isPaper({ features, extra, path, query, facts: { link } }: LinkReading): boolean {
  if (extra.citationMeta === true || paperPath.test(path) || /(?:^|&)(?:doi|abstract(?:_?id)?|arnumber|articleid)=/iu.test(query)) return true
  return link.cues.includes('reference-list') || (features?.structuredTypes.some((type) => /ScholarlyArticle$|^Thesis$/u.test(type)) ?? false)
}

function curatedRules(reading: LinkReading, signals: Signals, key: string, kind: string, subtype: string | undefined): void {
  const found = `${key}: ${kind}${subtype ? `, ${subtype}` : ''}`
  const add = (type: ScoredType, strength: Strength, sub: string | null) => signals.add(type, 'host', strength, 'F-HOSTKIND', 'curated list of hosts', found, sub)
  if (isBesideGenre(reading)) {
    for (const [type, , sub] of curatedKinds[kind] ?? []) add(type, 'moderate', sub ?? subtype ?? null)
    return
  }
  if (kind === 'news' && subtype === 'local') {
    add('LT-04', 'decisive', 'news')
    add('LT-01', 'decisive', 'media')
  } else if (kind === 'tracker' && subtype === 'affiliate') add('LT-26', 'defining', 'affiliate')
  else if (kind === 'newsletter' && subtype === 'feed') add('LT-30', 'defining', 'feed')
  else if (kind === 'wiki' && subtype === 'reference') add('LT-22', 'decisive', 'reference')
  else if (kind === 'review' && subtype?.startsWith('health') === true) {
    // Portals that rate clinicians list them too: what the page is, its address says.
    add('LT-12', 'decisive', 'health')
    add('LT-03', 'decisive', 'health-general')
  } else if (kind === 'directory') add('LT-03', 'defining', subtype === 'general-web' ? 'general-business' : (subtype ?? null))
  else for (const [type, strength, sub] of curatedKinds[kind] ?? []) add(type, strength, sub ?? subtype ?? null)
  // A host of one of these kinds holds nothing else, whatever words its pages use.
  if (['social', 'archive', 'seo-tool', 'shortener', 'tracker', 'forum', 'wiki', 'press-wire', 'review'].includes(kind)) {
    for (const type of ['LT-01', 'LT-02', 'LT-03', 'LT-04', 'LT-06', 'LT-16', 'LT-28'] as const) {
      if (!(kind === 'seo-tool' && type === 'LT-28')) signals.add(type, 'against', 'contra', 'F-HOSTKIND', 'curated list of hosts', found)
    }
  }
  // A national outlet is never local (4.3).
  if (kind === 'news' && subtype !== 'local') signals.add('LT-04', 'against', 'excluded', 'F-HOSTKIND', 'curated list of hosts', `${key} is a national outlet`)
  if (kind === 'video' || kind === 'podcast') signals.add('LT-13', 'host', 'moderate', 'F-HOSTKIND', 'curated list of hosts', found)
}
