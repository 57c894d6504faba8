import { recent, type Recent } from '../../lib/recent.js'
import type { SiteFacts } from '../../model/facts.js'
import type { PageRecord } from '../../model/page.js'
import { lexiconOf, lexiconWords, type Lexicon } from '../anchors/lexicon.js'
import { tagPhrases } from '../anchors/tag-phrases.js'
import { targetPageOf, type TargetPage } from '../anchors/target-page.js'
import type { SpecialtyMatch } from '../specialty/specialty-match.js'
import { assume, figure, observed } from './component-values.js'
import type { Component } from './compose-quality.js'
import { mainTextOf } from './page-text.js'
import type { QualityFacts } from './quality-parts.js'
import { specialtyOfLink } from './specialty-of-link.js'
import { subjectOf, withoutNames } from './text-subject.js'

/** QR-01 and QR-02: concepts the linking page shares with the target; a parent or child counts half. */
export function pageRelevance(facts: QualityFacts, prior: number, told: boolean): Component {
  const shared = sharedSubject(facts)
  const { place, value, missing } = shared
  if (missing === 'page') return assume(prior, 'neither title nor context of the link is known, but for the name of the provider')
  if (missing === 'target') return assume(place ? prior + 0.15 : prior, place ? 'subject of the target unknown; names your area' : 'subject of the target is not known')
  const likely = value + (place ? 0.15 : 0)
  if (!told) return figure(likely)
  const { wanted, inContext, inTitle, body, specialty, raised } = shared
  const both = inContext.size + inTitle.size === 0 && body === null ? none : [...new Set([...inContext, ...inTitle, ...(body?.keys() ?? [])])].filter((id) => wanted.has(id)).map((id) => id.replace('site:', '')).sort()
  const seen = both.length > 0 ? `shared: ${both.slice(0, 6).join(', ')}` : 'no medical concept shared'
  const more = raised ? `; specialty: ${specialty!.shared.join(', ')} (“${specialty!.linkingWords[0] ?? ''}”, “${specialty!.targetWords[0] ?? ''}”)` : ''
  return observed(likely, seen, `${seen}${more}${place ? '; names your area' : ''}`.slice(0, 200))
}

/** What a linking page and the target of its link have in common. */
export interface SharedSubject {
  /** What is not known, so that nothing can be compared. */
  missing: 'page' | 'target' | null
  /** Overlap of the two, 0–1, without what the place adds. */
  value: number
  /** True if the page itself, apart from the words of the link and around it, shares nothing at all with the target; false where it was not read. */
  unrelated: boolean
  /** True if a place of the area is named. */
  place: boolean
  wanted: ReadonlySet<string>
  inContext: ReadonlySet<string>
  inTitle: ReadonlySet<string>
  body: ReadonlyMap<string, number> | null
  specialty: SpecialtyMatch | null
  /** True if one specialty raised the value above that of the concepts. */
  raised: boolean
}

let last: { facts: QualityFacts | null; shared: SharedSubject } | null = null

/** Two parts of quality ask for the same link, one after the other. */
export function sharedSubject(facts: QualityFacts): SharedSubject {
  if (last?.facts !== facts) last = { facts, shared: compareSubjects(facts) }
  return last.shared
}

const noIds: ReadonlySet<string> = new Set()
const nothing: SharedSubject = { missing: 'page', value: 0, unrelated: false, place: false, wanted: noIds, inContext: noIds, inTitle: noIds, body: null, specialty: null, raised: false }

function compareSubjects(facts: QualityFacts): SharedSubject {
  const { link, page, site, lists } = facts
  const lexicon = lexiconOf(site, lists)
  const { text: context, concepts: inContext } = subjectOf(contextOf(facts), site, lexicon)
  const { text: title, concepts: inTitle } = subjectOf(page === null ? (link.title ?? '') : [link.title ?? page.title, ...(page.features?.headings ?? [])].filter(Boolean).join(' . '), site, lexicon)
  const hasContext = link.context !== null && context !== ''
  if (title === '' && !hasContext) return nothing
  const target = targetPageOf(link.target, site, lexicon)
  const wanted = wantedOf(target, lexicon)
  const place = lexicon.hasPlaces && namesPlace(`${context} ${title}`.slice(0, 2_000), lexicon)
  if (wanted.size === 0) return { ...nothing, missing: 'target', place }
  const body = bodyConcepts(page, site, lexicon)
  const ofContext = hasContext ? conceptOverlap(inContext, wanted, lexicon.parents) : 0
  const ofTitle = title === '' ? 0 : conceptOverlap(inTitle, wanted, lexicon.parents)
  const ofBody = body === null ? 0 : cosine(body, wanted)
  const weight = (hasContext ? contextWeight : 0) + (title === '' ? 0 : titleWeight) + (body === null ? 0 : bodyWeight)
  const value = (contextWeight * ofContext + titleWeight * ofTitle + bodyWeight * ofBody) / weight
  // Pages of one specialty are of one subject, also where their words differ: by language, or lay and professional.
  const floors = lists.table('quality-specialty')
  const specialty = value < (floors.match ?? 0) ? specialtyOfLink(facts, context) : null
  const floor = specialty === null ? 0 : (floors[specialty.verdict] ?? 0)
  // Of a text in another language the lexicon may know too little to say that it is about something else.
  const isRead = body !== null && title !== '' && (page?.features?.mainWordCount ?? 0) >= unrelatedWordsMin && isOneLanguage(facts)
  const unrelated = isRead && ofTitle === 0 && ofBody === 0 && (floors[specialtyOfLink(facts, '')?.verdict ?? 'none'] ?? 0) === 0
  return { missing: null, value: Math.max(value, floor), unrelated, place, wanted, inContext, inTitle, body, specialty, raised: floor > value }
}

/** A page with fewer words of its own tells too little of its subject. */
const unrelatedWordsMin = 60

function isOneLanguage({ link, page, site }: QualityFacts): boolean {
  const linking = link.language ?? page?.language ?? null
  return linking !== null && site.profile.languages.some((language) => primaryOf(language) === primaryOf(linking))
}

function primaryOf(language: string): string {
  const at = language.search(/[-_]/u)
  return (at === -1 ? language : language.slice(0, at)).toLowerCase()
}

/**
 * Words around the link and the link's own, unless those are the provider's name or address: "Oak Dental" says nothing of
 * whether the page is about teeth.
 */
function contextOf({ link: { context, anchorText }, anchor: { kind, altKind } }: QualityFacts): string {
  const own = kind === 'AK-IMG' ? altKind : kind
  const anchor = own === 'AK-BRAND' || own === 'AK-URL' ? '' : (anchorText ?? '')
  return (context === null ? anchor : `${context.before} ${anchor} ${context.after}`).trim()
}

const none: readonly string[] = []
const contextWeight = 0.5
const titleWeight = 0.3
const bodyWeight = 0.2
const wantedByTarget = new WeakMap<TargetPage, ReadonlySet<string>>()

/** The concepts of a target; where it names none, or is the home page, also those of the provider. */
function wantedOf(target: TargetPage, lexicon: Lexicon): ReadonlySet<string> {
  if (target.concepts.size > 0 && !target.isHome) return target.concepts
  let wanted = wantedByTarget.get(target)
  if (wanted === undefined) wantedByTarget.set(target, (wanted = new Set([...target.concepts, ...lexicon.siteConcepts])))
  return wanted
}

/** True if a text names a place of the service area. */
function namesPlace(text: string, lexicon: Lexicon): boolean {
  if (text.length > placedCharsMax) return hasPlace(text, lexicon)
  let known = placed.get(lexicon)
  if (known === undefined) placed.set(lexicon, (known = recent(placedMax)))
  let found = known.get(text)
  if (found === undefined) known.set(text, (found = hasPlace(text, lexicon)))
  return found
}

const placed = new WeakMap<Lexicon, Recent<boolean>>()
const placedMax = 10_000
const placedCharsMax = 300

function hasPlace(text: string, lexicon: Lexicon): boolean {
  return tagPhrases(lexiconWords(text, lexicon), lexicon, false).some((tag) => tag.role === 'place')
}

const bodies = new WeakMap<PageRecord, { lexicon: Lexicon; counts: ReadonlyMap<string, number> }>()

/** How often the kept main text of the page names each concept, apart from the provider's names; null where none was kept. */
function bodyConcepts(page: PageRecord | null, site: SiteFacts, lexicon: Lexicon): ReadonlyMap<string, number> | null {
  if (page === null) return null
  const known = bodies.get(page)
  if (known?.lexicon === lexicon) return known.counts
  const text = withoutNames(mainTextOf(page), site)
  if (text === '') return null
  const counts = new Map<string, number>()
  for (const { concept } of tagPhrases(lexiconWords(text, lexicon), lexicon, false)) if (concept !== null) counts.set(concept.id, (counts.get(concept.id) ?? 0) + 1)
  bodies.set(page, { lexicon, counts })
  return counts
}

/** Cosine of a text's concepts, by how often they are named, and the wanted ones, which count once each. */
export function cosine(counts: ReadonlyMap<string, number>, wanted: ReadonlySet<string>): number {
  let both = 0
  let length = 0
  for (const [id, count] of counts) {
    if (wanted.has(id)) both += count
    length += count * count
  }
  return length === 0 || wanted.size === 0 ? 0 : both / Math.sqrt(length * wanted.size)
}

/** Overlap coefficient |A∩B| / min(|A|,|B|), where a parent, child or sibling is half a match. */
export function conceptOverlap(a: ReadonlySet<string>, b: ReadonlySet<string>, parents: ReadonlyMap<string, string>): number {
  if (a.size === 0 || b.size === 0) return 0
  const [few, many] = a.size <= b.size ? [a, b] : [b, a]
  let sum = 0
  for (const id of few) {
    if (many.has(id)) sum += 1
    else if (isKin(id, many, parents)) sum += 0.5
  }
  return sum / few.size
}

function isKin(id: string, others: ReadonlySet<string>, parents: ReadonlyMap<string, string>): boolean {
  const parent = parents.get(id)
  if (parent !== undefined && others.has(parent)) return true
  for (const other of others) {
    const otherParent = parents.get(other)
    if (otherParent === id || (parent !== undefined && otherParent === parent)) return true
  }
  return false
}
