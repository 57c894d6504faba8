import { countOf, countWords, shareWords } from '../../lib/number-words.js'
import { publishedShareAfter } from '../../model/link-survival.js'
import { lookUpHost } from '../../model/lists.js'
import { parseUrl } from '../../model/url.js'
import { foldWord } from '../anchors/normalise.js'
import { assume, figure, observed } from './component-values.js'
import type { Component } from './compose-quality.js'
import { authorityShare, isPlatformName, manyWords, rankWords, unrankedShare } from './graph-facts.js'
import { healthTrust, isNamedAlone } from './health-trust.js'
import { domainsToPage, withPage } from './page-authority.js'
import { isPersonal } from './personal-page.js'
import { pageRelevance } from './page-relevance.js'
import { prominenceOf } from './prominence.js'
import { isPdf } from './quality-gates.js'
import type { ComponentId, QualityFacts } from './quality-parts.js'

/** Of links that are weighed for a list nobody reads the words: they are left out where `told` is false. */
type Score = (facts: QualityFacts, prior: number, told: boolean) => Component

/** One function a component of link-quality.md section 2. Each says what it saw, or that it saw nothing. */
export const scoreComponent: Readonly<Record<ComponentId, Score>> = {
  QA: authority, QH: healthTrust, QR1: pageRelevance, QR2: siteRelevance, QP: placement, QE: editorialFreedom, QT: traffic, QU: uniqueness, QF: freshness,
}

const healthKinds = new Set(['hospital', 'health-body', 'health-publisher', 'journal'])

/** What the inherited rank of a platform or of personal pages counts for at most (QA-01). */
const inheritedMax = 0.35
/** Listed bodies are linked to from everywhere, whatever a graph has seen of it: half is a safe floor. */
const listedMin = 0.5

/** QA-01 and QA-02: the authority of the host, and where a tool counted who links to the page itself, three tenths of it from there. */
function authority(facts: QualityFacts, prior: number, told: boolean): Component {
  const { link, tier, lists, authority: rank } = facts
  if (isShortLink(facts)) return assume(prior, 'a short link; on whose page it stands is not known')
  const platform = isPlatformName(link.referringHost, rank?.name, lists)
  const personal = isPersonal(facts)
  const listed = tier.confidence === 'high' && tier.tier <= 3 && !platform && !personal
  const host = hostAuthority(facts, prior, told, { platform, personal, listed })
  const count = domainsToPage(link)
  if (count === undefined) return host
  // The floor of a listed body stands: few link to one page of a ministry, and it is a ministry's all the same.
  const normalised = Math.max(listed ? listedMin : 0, withPage(host.normalised, count))
  return { raw: host.raw, normalised, assumed: host.assumed, evidence: told ? `${host.evidence}; ${countOf(count, 'domain')} link${count === 1 ? 's' : ''} to the page itself` : '' }
}

/** QA-01. Subdomains of platforms where anybody gets a page don't inherit the platform's rank, nor personal pages a university's. */
function hostAuthority({ authority: rank, graphMissing = 'no web graph loaded', tier, link }: QualityFacts, prior: number, told: boolean, { platform, personal, listed }: { platform: boolean; personal: boolean; listed: boolean }): Component {
  const floor = told ? `; floor of a listed ${tier.name}` : ''
  if (rank === undefined || rank === null) return assume(listed ? Math.max(prior, listedMin) : prior, listed ? `${graphMissing}${floor}` : graphMissing)
  if (!told && rank.rank === null) return listed ? assume(listedMin, '') : figure(unrankedShare)
  if (rank.rank === null) return listed ? assume(listedMin, `${rankWords(rank)}${floor}`) : observed(unrankedShare, 'no rank', rankWords(rank))
  const measured = authorityShare(rank.rank, rank.nodes)
  const value = listed ? Math.max(listedMin, measured) : measured
  const capped = platform || personal ? Math.min(inheritedMax, value) : value
  if (!told) return figure(capped)
  const whose = rank.name === undefined || rank.name === link.referringHost || link.referringHost === `www.${rank.name}` || rank.name === `www.${link.referringHost}` ? '' : `${rank.name}: `
  return observed(capped, `rank ${countWords(rank.rank)} of ${manyWords(rank.nodes)}`, `${whose}${rankWords(rank)}${value > measured ? floor : ''}${platform ? '; capped, a platform where anybody gets a page' : personal ? '; capped, personal pages' : ''}`)
}

/** True of a short link whose page nobody read: it leads on from somewhere, and nothing of that place is known. */
function isShortLink({ type, page }: Pick<QualityFacts, 'type' | 'page'>): boolean {
  return type.type === 'LT-17' && type.subtype === 'shortener' && page === null
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
function placement(facts: QualityFacts, prior: number, told: boolean): Component {
  const { link, page, type, lists } = facts
  const block = blockOf()
  if (block === null) return assume(prior, 'the page was not read')
  const value = lists.table('quality-blocks')[block] ?? prior
  const seen: string[] | null = told ? [] : null
  const prominence = prominenceOf(facts, block, seen)
  return !told ? figure(Math.min(1, value * prominence)) : observed(Math.min(1, value * prominence), block, `${blockWords[block] ?? block}; ${seen!.join(', ')} (×${prominence.toFixed(2)})`)

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
  if (isShortLink({ type, page })) return assume(prior, 'a short link; who chose it, and for which page, is not known')
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
function traffic(facts: QualityFacts, prior: number, told: boolean): Component {
  const { authority: rank, link, lists } = facts
  if (isShortLink(facts)) return assume(prior, 'a short link; on whose page it stands is not known')
  if (rank === undefined || rank === null) return assume(prior, 'neither visits nor popularity are known')
  if (rank.rank === null || rank.rank < 1 || rank.nodes < 2) return told ? observed(unrankedShare, 'no rank', rankWords(rank)) : figure(unrankedShare)
  const url = link.referringPage === null ? undefined : parseUrl(link.referringPage)
  const depth = url === undefined ? 0 : Math.min(10, new URL(url).pathname.split('/').filter(Boolean).length)
  const share = authorityShare(rank.rank, rank.nodes)
  const own = isPlatformName(link.referringHost, rank.name, lists) || isPersonal(facts) ? Math.min(inheritedMax, share) : share
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

/**
 * True of what stands amid a home page: news there make room for newer ones within weeks, so such a link is unproven for as
 * long as it takes others to be called lasting (QA-02, "wrong when").
 */
function isPassing({ referringPage, area }: QualityFacts['link']): boolean {
  if (referringPage === null || area !== 'main') return false
  const path = referringPage.indexOf('/', referringPage.indexOf('//') + 2)
  return path === -1 || path === referringPage.length - 1
}

/** QF-01 for what the link has shown, and QF-02 for what is to be expected of links of its age. */
function freshness({ link, page, asOf, lists }: QualityFacts, prior: number, told: boolean): Component {
  const now = instantOf(asOf)
  const days = (now - Date.parse(link.firstSeen)) / dayMs
  if (!Number.isFinite(days)) return assume(prior, 'not known when the link was first seen')
  const passing = isPassing(link)
  const age = days < 30 || (passing && days < 180) ? 0.4 : days < 180 ? 0.7 : 1
  const changed = page?.features?.modifiedAt ?? null
  const recent = changed !== null && now - Date.parse(changed) <= 365 * dayMs && Date.parse(changed) <= now
  const standing = lists.table('quality-freshness')['survival'] ?? 0
  const survives = publishedShareAfter(1, days / yearDays)
  const value = (1 - standing) * Math.min(1, age + (recent ? 0.1 : 0)) + standing * survives
  return !told ? figure(value) : observed(value, `${Math.max(0, Math.floor(days))} days`, `first seen ${link.firstSeen.slice(0, 10)}${recent ? `; page changed ${changed!.slice(0, 10)}` : ''}; of links of this age ${shareWords(survives)} stand another year${passing && days < 180 ? '; amid a home page, where links pass' : ''}`)
}
