import { countOf, countWords, shareWords } from '../../lib/number-words.js'
import { recent, type Recent } from '../../lib/recent.js'
import { lookUpHost, type Lists } from '../../model/lists.js'
import { publishedShareAfter } from '../../model/link-survival.js'
import { parseUrl } from '../../model/url.js'
import { lexiconOf, lexiconWords, type Lexicon } from '../anchors/lexicon.js'
import { tagPhrases } from '../anchors/tag-phrases.js'
import { targetPageOf, type TargetPage } from '../anchors/target-page.js'
import { foldWord } from '../anchors/normalise.js'
import type { PageRecord } from '../../model/page.js'
import type { Component } from './compose-quality.js'
import { mainTextOf } from './page-text.js'
import { specialtyOfLink } from './specialty-of-link.js'
import { subjectOf } from './text-subject.js'
import { practiceByName } from '../tiers/practice-names.js'
import { domainsToPage, withPage } from './page-authority.js'
import { isPdf } from './quality-gates.js'
import { authorityShare, isPlatformName, manyWords, pathWords, rankWords, trustShare, unrankedShare } from './graph-facts.js'
import type { ComponentId, QualityFacts } from './quality-parts.js'

/** Of links that are weighed for a list nobody reads the words: they are left out where `told` is false. */
type Score = (facts: QualityFacts, prior: number, told: boolean) => Component

/** One function a component of link-quality.md section 2. Each says what it saw, or that it saw nothing. */
export const scoreComponent: Readonly<Record<ComponentId, Score>> = {
  QA: authority, QH: healthTrust, QR1: pageRelevance, QR2: siteRelevance, QP: placement, QE: editorialFreedom, QT: traffic, QU: uniqueness, QF: freshness,
}

const healthKinds = new Set(['hospital', 'health-body', 'health-publisher', 'journal'])

function assume(normalised: number, evidence: string): Component {
  return { raw: 'unknown', normalised, assumed: true, evidence }
}

function observed(normalised: number, raw: string, evidence: string): Component {
  return { raw, normalised: Math.min(1, Math.max(0, normalised)), assumed: false, evidence }
}

/** What the inherited rank of a platform or of personal pages counts for at most (QA-01). */
const inheritedMax = 0.35
/** Listed bodies are linked to from everywhere, whatever a graph has seen of it: half is a safe floor. */
const listedMin = 0.5

/** The same without words. */
function figure(normalised: number): Component {
  return observed(normalised, '', '')
}

/** QA-01 and QA-02: the authority of the host, and where a tool counted who links to the page itself, three tenths of it from there. */
function authority(facts: QualityFacts, prior: number, told: boolean): Component {
  const { link, tier, lists, authority: rank } = facts
  const platform = isPlatformName(link.referringHost, rank?.name, lists)
  const listed = tier.confidence === 'high' && tier.tier <= 3 && !platform
  const host = hostAuthority(facts, prior, told, platform, listed)
  const count = domainsToPage(link)
  if (count === undefined) return host
  // The floor of a listed body stands: few link to one page of a ministry, and it is a ministry's all the same.
  const normalised = Math.max(listed ? listedMin : 0, withPage(host.normalised, count))
  return { raw: host.raw, normalised, assumed: host.assumed, evidence: told ? `${host.evidence}; ${countOf(count, 'domain')} link${count === 1 ? 's' : ''} to the page itself` : '' }
}

/** QA-01. Subdomains of platforms where anybody gets a page don't inherit the platform's rank, nor personal pages a university's. */
function hostAuthority({ authority: rank, graphMissing = 'no web graph loaded', tier, link }: QualityFacts, prior: number, told: boolean, platform: boolean, listed: boolean): Component {
  const floor = told ? `; floor of a listed ${tier.name}` : ''
  if (rank === undefined || rank === null) return assume(listed ? Math.max(prior, listedMin) : prior, listed ? `${graphMissing}${floor}` : graphMissing)
  if (!told && rank.rank === null) return listed ? assume(listedMin, '') : figure(unrankedShare)
  if (rank.rank === null) return listed ? assume(listedMin, `${rankWords(rank)}${floor}`) : observed(unrankedShare, 'no rank', rankWords(rank))
  const personal = tier.kind === 'personal pages'
  const measured = authorityShare(rank.rank, rank.nodes)
  const value = listed ? Math.max(listedMin, measured) : measured
  const capped = platform || personal ? Math.min(inheritedMax, value) : value
  if (!told) return figure(capped)
  const whose = rank.name === undefined || rank.name === link.referringHost || link.referringHost === `www.${rank.name}` || rank.name === `www.${link.referringHost}` ? '' : `${rank.name}: `
  return observed(capped, `rank ${countWords(rank.rank)} of ${manyWords(rank.nodes)}`, `${whose}${rankWords(rank)}${value > measured ? floor : ''}${platform ? '; capped, a platform where anybody gets a page' : personal ? '; capped, personal pages' : ''}`)
}

/** A single way from a seed is easily had: one careless link. Without a listing it carries no further than this (QH, "wrong when"). */
const singleWayMax = 0.5

/** QH-01 to QH-04. */
function healthTrust({ trust, spamMass, authority: rank, tier, page, risk, lists, link }: QualityFacts, prior: number, told: boolean): Component {
  const contra = risk.signals.find((signal) => signal.id === 'RISK-26' && signal.strength >= 0.25)
  if (contra !== undefined) return observed(0.05, 'unsafe health claims', contra.evidence)
  let value = prior
  let evidence = 'no health identity known'
  let known = false
  const own = !isPlatformName(link.referringHost, rank?.name, lists) && tier.kind !== 'personal pages'
  if (own && trust !== undefined && trust !== null && trust.median > 0 && trust.p99 > 0) {
    value = trustShare(trust.value, trust)
    const single = trust.value > 0 && trust.ways !== undefined && trust.ways !== null && trust.ways < 2 && trust.distance !== 0
    if (single) value = Math.min(singleWayMax, value)
    // Whom a seed is shown to lead to in a few steps is never trusted less than one of whom nothing is known.
    if (trust.value > 0 && trust.path !== undefined && trust.path !== null) value = Math.max(prior, value)
    if (told) evidence = `${trustWords(trust)}${single ? '; no second way from a seed' : ''}`
    known = true
  }
  const listed = tier.tier <= 2 || (tier.tier === 3 && tier.confidence === 'high')
  const floor = listed ? (tier.tier === 1 ? 0.95 : 0.85) : tier.tier === 3 ? 0.6 : tier.tier === 4 && !isNamedAlone(tier) ? (tier.confidence === 'low' ? 0.35 : 0.5) : 0
  if (floor > value) {
    value = floor
    if (told) evidence = `${tier.name}: ${tier.evidence[0]?.found ?? tier.kind}`
    known = true
  }
  const titles = clinicianTitles(lists)
  const byline = page?.features?.authors.find((author) => foldWord(author).split(/[\s,.]+/u).some((word) => titles.has(word)))
  if (byline !== undefined && lookUpHost(lists.hostKinds, link.referringHost)?.entry.kind !== 'blog-platform') {
    value = Math.min(1, value + 0.1)
    if (told) evidence += `; byline of ${byline.slice(0, 60)}`
    known = true
  }
  if (!told) return known ? figure(value) : assume(value, '')
  // Said wherever trust is shown: links of a farm are how such a rank is made. By itself it takes nothing away (RISK-29).
  const mass = spamMass === undefined || spamMass === null ? '' : `; but ${shareAtLeast(spamMass)} of its PageRank comes from outside the known good sites (spam mass, RISK-29)`
  return known ? observed(value, `tier ${tier.tier}`, `${evidence.slice(0, 240 - mass.length)}${mass}`) : assume(value, `${evidence}${mass}`)
}

/** True if nothing but its name makes a host one of medicine: anybody can have such a name, so no point comes of it. */
function isNamedAlone({ kind }: QualityFacts['tier']): boolean {
  return kind === practiceByName
}

const titlesByLists = new WeakMap<Lists, ReadonlySet<string>>()

/** Titles before or after the name of a clinician, folded; made once for a set of lists. */
function clinicianTitles(lists: Lists): ReadonlySet<string> {
  let titles = titlesByLists.get(lists)
  if (titles === undefined) titlesByLists.set(lists, (titles = new Set(lists.words('anchors/clinician-titles').map(foldWord))))
  return titles
}

/** "98 %", never rounded up: 100 % would say more than is known. */
function shareAtLeast(share: number): string {
  return `${Math.floor(100 * share)}\u202f%`
}

/** The number stands only beside its chain: with that a person sees whether it is earned. */
function trustWords(trust: NonNullable<QualityFacts['trust']>): string {
  const { value, path, nearestSeed, distance } = trust
  if (!(value > 0)) return 'no health seed leads to it'
  if (path !== undefined && path !== null) return `health trust ${Math.round(100 * trustShare(value, trust))}: ${pathWords(path)}`
  if (nearestSeed !== null) return `trust from health seeds; nearest ${nearestSeed}`
  return distance === undefined || distance === null ? 'trust from health seeds' : `trust from health seeds, the nearest ${distance} steps away`
}

/** QR-01 and QR-02: concepts the linking page shares with the target; a parent or child counts half. */
function pageRelevance(facts: QualityFacts, prior: number, told: boolean): Component {
  const { link, page, site, lists } = facts
  const lexicon = lexiconOf(site, lists)
  const { text: context, concepts: inContext } = subjectOf(contextOf(facts), site, lexicon)
  const { text: title, concepts: inTitle } = subjectOf(page === null ? (link.title ?? '') : [link.title ?? page.title, ...(page.features?.headings ?? [])].filter(Boolean).join(' . '), site, lexicon)
  const hasContext = link.context !== null && context !== ''
  if (title === '' && !hasContext) return assume(prior, 'neither title nor context of the link is known, but for the name of the provider')
  const target = targetPageOf(link.target, site, lexicon)
  const wanted = wantedOf(target, lexicon)
  const place = lexicon.hasPlaces && namesPlace(`${context} ${title}`.slice(0, 2_000), lexicon)
  if (wanted.size === 0) return assume(place ? prior + 0.15 : prior, place ? 'subject of the target unknown; names your area' : 'subject of the target is not known')
  const parts: Array<[number, ReadonlySet<string>]> = []
  if (hasContext) parts.push([0.5, inContext])
  if (title !== '') parts.push([0.3, inTitle])
  const body = bodyConcepts(page, lexicon)
  const weight = parts.reduce((sum, [one]) => sum + one, 0) + (body === null ? 0 : bodyWeight)
  const overlaps = parts.reduce((sum, [one, concepts]) => sum + one * conceptOverlap(concepts, wanted, lexicon.parents), 0)
  const value = (overlaps + (body === null ? 0 : bodyWeight * cosine(body, wanted))) / weight
  // Pages of one specialty are of one subject, also where their words differ: by language, or lay and professional.
  const floors = lists.table('quality-specialty')
  const specialty = value < (floors.match ?? 0) ? specialtyOfLink(facts) : null
  const floor = specialty === null ? 0 : (floors[specialty.verdict] ?? 0)
  const likely = Math.max(value, floor) + (place ? 0.15 : 0)
  if (!told) return figure(likely)
  const shared = inContext.size + inTitle.size === 0 && body === null ? none : [...new Set([...inContext, ...inTitle, ...(body?.keys() ?? [])])].filter((id) => wanted.has(id)).map((id) => id.replace('site:', '')).sort()
  const seen = shared.length > 0 ? `shared: ${shared.slice(0, 6).join(', ')}` : 'no medical concept shared'
  const raised = floor > value ? `; specialty: ${specialty!.shared.join(', ')} (“${specialty!.linkingWords[0] ?? ''}”, “${specialty!.targetWords[0] ?? ''}”)` : ''
  return observed(likely, seen, `${seen}${raised}${place ? '; names your area' : ''}`.slice(0, 200))
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

const bodyWeight = 0.2
const bodies = new WeakMap<PageRecord, { lexicon: Lexicon; counts: ReadonlyMap<string, number> }>()

/** How often the kept main text of the page names each concept; null where none was kept. */
function bodyConcepts(page: PageRecord | null, lexicon: Lexicon): ReadonlyMap<string, number> | null {
  if (page === null) return null
  const known = bodies.get(page)
  if (known?.lexicon === lexicon) return known.counts
  const text = mainTextOf(page)
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

/** QR-03. Locality is relevance of its own: a school page in town has no health words. */
function siteRelevance({ tier, type, lists, link, site, hostHealth }: QualityFacts, prior: number, told: boolean): Component {
  const kind = lookUpHost(lists.hostKinds, link.referringHost)?.entry
  if (kind !== undefined && (healthKinds.has(kind.kind) || kind.subtype?.startsWith('health') === true)) return observed(1, kind.kind, `listed as ${kind.kind}`)
  if (tier.tier <= 4 && tier.kind !== 'university' && !isNamedAlone(tier)) return observed(1, `tier ${tier.tier}`, `the host is of medicine: ${tier.kind}`)
  const local = type.flags.includes('local') || type.type === 'LT-04' || (kind?.place !== undefined && [site.profile.address.city, ...site.profile.serviceArea.places].some((place) => place !== undefined && foldWord(place) === foldWord(kind.place!)))
  if (local && (tier.tier === 5 || type.type === 'LT-04')) return observed(0.6, 'local', 'civic or news host of your area')
  if (hostHealth !== undefined && hostHealth !== null) return !told ? figure(hostHealth.healthShare) : observed(hostHealth.healthShare, `${shareWords(hostHealth.healthShare)} of ${countOf(hostHealth.pages, 'page')}`, `${shareWords(hostHealth.healthShare)} of the ${countOf(hostHealth.pages, 'page')} read of the host are about health`)
  return assume(prior, type.flags.includes('health-host') || isNamedAlone(tier) ? 'named as a host of health, which anybody may be; fewer than ten of its pages were read' : 'subject of the host is not known')
}

/** Where a link stands, for people. */
const blockWords: Readonly<Record<string, string>> = {
  'prose-first': 'early in the text of the page', prose: 'in the text of the page', list: 'in a list of the page', resource: 'in a list of resources',
  figure: 'beside a figure', directory: 'in the record of a directory', document: 'in a document', 'author-box': 'in the box about the author',
  aside: 'beside the main content', nav: 'in a menu of the page', comment: 'in a comment', footer: 'in the footer', ad: 'in an advertisement', hidden: 'hidden on the page',
}

const noCues: ReadonlySet<string> = new Set()

/** QP-01 and QP-02. */
function placement({ link, page, type, anchor, lists }: QualityFacts, prior: number, told: boolean): Component {
  const block = blockOf()
  if (block === null) return assume(prior, 'the page was not read')
  const value = lists.table('quality-blocks')[block] ?? prior
  const words = anchor.normalised === '' ? 0 : anchor.normalised.split(' ').length
  const pull = (words >= 2 && words <= 6 ? 0.3 : 0) - (anchor.kind === 'AK-GENERIC' ? 0.3 : 0) - (words > 12 ? 0.5 : 0) - (anchor.kind === 'AK-EMPTY' && link.image !== null ? 0.4 : 0)
  const prominence = Math.min(1.1, Math.max(0.7, Math.exp(0.3 * pull)))
  return !told ? figure(Math.min(1, value * prominence)) : observed(Math.min(1, value * prominence), block, `${blockWords[block] ?? block}; anchor of ${words} word${words === 1 ? '' : 's'} (×${prominence.toFixed(2)})`)

  function blockOf(): string | null {
    const cues = link.cues.length === 0 ? noCues : new Set(link.cues)
    if (isPdf(link.referringPage)) return 'document'
    if (cues.has('hidden') || type.flags.includes('hidden')) return 'hidden'
    if (link.area === null) return null
    if (link.area === 'comment' || cues.has('comment') || cues.has('signature')) return 'comment'
    if (cues.has('ad')) return 'ad'
    if (link.area === 'footer') return 'footer'
    if (link.area === 'nav' || link.area === 'header' || cues.has('breadcrumb')) return 'nav'
    if (link.area === 'aside' || cues.has('blogroll') || cues.has('sponsors')) return 'aside'
    if (cues.has('author-box') || cues.has('byline')) return 'author-box'
    if (type.type === 'LT-03') return 'directory'
    if (type.type === 'LT-06') return 'resource'
    if (cues.has('caption') || cues.has('figure')) return 'figure'
    if (cues.has('prose')) return cues.has('first-third') || (!cues.has('last-third') && isEarly()) ? 'prose-first' : 'prose'
    return cues.has('list') || cues.has('table') || cues.has('reference-list') || cues.has('logo-grid') ? 'list' : 'prose'
  }
  function isEarly(): boolean {
    return link.position !== null && page !== null && page.linkCount >= 6 && link.position < page.linkCount / 3 && link.cues.length === 0
  }
}

/** QE-01 to QE-03. */
function editorialFreedom({ type, page, risk, lists }: QualityFacts, prior: number, told: boolean): Component {
  const table = lists.table('quality-freedom')
  const typed = type.type === 'LT-17' && type.innerType !== null ? type.innerType : type.type
  const base = (type.subtype === null ? undefined : table[freedomKey(typed, type.subtype)]) ?? table[typed]
  if (base === undefined) return assume(prior, 'link type unknown')
  const confidence = Math.min(1, Math.max(0, type.confidence))
  const outlinks = page === null ? 0 : (page.features?.mainExternalDomains.length ?? page.externalDomainCount)
  const bound = typed === 'LT-06' || typed === 'LT-03' ? 100 : 20
  // Long bibliographies are the rule in science, so a citation is never diluted.
  const selectivity = typed === 'LT-23' || outlinks <= bound ? 1 : bound / outlinks
  const paid = risk.signals.find(({ id }) => id === 'RISK-01')?.strength ?? 0
  const value = (confidence * base + (1 - confidence) * 0.45) * selectivity * (1 - Math.min(1, Math.max(0, paid)))
  if (!told) return figure(value)
  const seen = [`${typed}${type.subtype === null ? '' : `, ${type.subtype}`} at ${shareWords(confidence)}`]
  if (selectivity < 1) seen.push(`${countWords(outlinks)} domains linked from the text`)
  if (paid > 0) seen.push(`payment suspected (${paid.toFixed(2)})`)
  return observed(value, seen[0]!, seen.join('; '))
}

/** Keys of `quality-freedom` by type and subtype: one made for every link is looked up much slower than one that is known. */
const freedomKeys = new Map<string, Map<string, string>>()

function freedomKey(type: string, subtype: string): string {
  let ofType = freedomKeys.get(type)
  if (ofType === undefined) freedomKeys.set(type, (ofType = new Map()))
  let key = ofType.get(subtype)
  if (key === undefined) ofType.set(subtype, (key = `${type}/${subtype}`))
  return key
}

/** QT-01. Visits come from the clinic's own logs when it brings them; a host rank stands in. */
function traffic({ authority: rank, link, lists }: QualityFacts, prior: number, told: boolean): Component {
  if (rank === undefined || rank === null) return assume(prior, 'neither visits nor popularity are known')
  if (rank.rank === null || rank.rank < 1 || rank.nodes < 2) return told ? observed(unrankedShare, 'no rank', rankWords(rank)) : figure(unrankedShare)
  const url = link.referringPage === null ? undefined : parseUrl(link.referringPage)
  const depth = url === undefined ? 0 : Math.min(10, new URL(url).pathname.split('/').filter(Boolean).length)
  const share = authorityShare(rank.rank, rank.nodes)
  const own = isPlatformName(link.referringHost, rank.name, lists) ? Math.min(inheritedMax, share) : share
  const value = Math.max(unrankedShare, own * 0.8 ** depth)
  return !told ? figure(value) : observed(value, `rank ${countWords(rank.rank)}, depth ${depth}`, `${rankWords(rank)}; ${depth} ${depth === 1 ? 'step' : 'steps'} below the home page`)
}

/** QU-01 to QU-03. */
function uniqueness({ uniqueness: { kthFromDomain, sharedHosts, keeper } }: QualityFacts, _prior: number, told: boolean): Component {
  const ofDomain = Math.max(1, kthFromDomain)
  // The domains of one keeper count as one: the first link of the second is the second link.
  const k = ofDomain + (keeper?.before ?? 0)
  const crowded = sharedHosts !== null && sharedHosts >= 3
  const value = (1 / k ** 1.5) * (crowded ? 0.6 : 1)
  const kept = keeper == null ? '' : `; ${keeper.domains} domains share ${keeper.marks} and count as one, ${keeper.before} of them before this`
  return !told ? figure(value) : observed(value, `link ${ofDomain} of its domain`, `${ofDomain === 1 ? 'best link of its domain' : `link ${ofDomain} of its domain`}${kept}${crowded ? `; network shared with ${sharedHosts} other referring domains` : ''}`)
}

const dayMs = 24 * 60 * 60 * 1000
const yearDays = 365.25

/** The instant read last: all links of a site are judged for the same one. */
let lastInstant: { text: string; at: number } = { text: '', at: NaN }

function instantOf(text: string): number {
  if (lastInstant.text !== text) lastInstant = { text, at: Date.parse(text) }
  return lastInstant.at
}

/** QF-01 for what the link has shown, and QF-02 for what is to be expected of links of its age. */
function freshness({ link, page, asOf, lists }: QualityFacts, prior: number, told: boolean): Component {
  const now = instantOf(asOf)
  const days = (now - Date.parse(link.firstSeen)) / dayMs
  if (!Number.isFinite(days)) return assume(prior, 'not known when the link was first seen')
  const age = days < 30 ? 0.4 : days < 180 ? 0.7 : 1
  const changed = page?.features?.modifiedAt ?? null
  const recent = changed !== null && now - Date.parse(changed) <= 365 * dayMs && Date.parse(changed) <= now
  const standing = lists.table('quality-freshness')['survival'] ?? 0
  const survives = publishedShareAfter(1, days / yearDays)
  const value = (1 - standing) * Math.min(1, age + (recent ? 0.1 : 0)) + standing * survives
  return !told ? figure(value) : observed(value, `${Math.max(0, Math.floor(days))} days`, `first seen ${link.firstSeen.slice(0, 10)}${recent ? `; page changed ${changed!.slice(0, 10)}` : ''}; of links of this age ${shareWords(survives)} stand another year`)
}
