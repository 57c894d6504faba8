import type { DomainFacts } from '../../model/facts.js'
import type { Tier } from '../../model/link-types.js'
import type { PageExtra } from '../../model/page-extra.js'
import type { Evidence } from '../../model/judgement.js'
import { foldWord, wordsOf } from '../anchors/normalise.js'
import { hostOffers, nameHintMax } from '../risk/host-offers.js'
import { offersInField, offersInText } from '../risk/offers.js'
import { pageFields } from '../risk/reading.js'
import { isOpenSuffix } from './civic-names.js'
import { labelTest, wordSet } from './label-patterns.js'
import { ownershipSigns } from './ownership.js'

export interface PageFinding {
  tier: Tier
  kind: string
  evidence: Evidence[]
}

/**
 * What pages say of the body behind them. Anybody can write anything on a page, so nothing above civic is believed on
 * fewer than two independent signs, nothing above a practice at all, and nothing where the same pages or the name offer
 * something for sale (RISK-06): sellers call themselves pharmacies and hospitals. What is believed stays of low confidence.
 */
export function tierByPages({ domain, pages, lists }: DomainFacts): PageFinding | null {
  const features = pages.flatMap((page) => (page.features === null ? [] : [page.features]))
  if (features.length === 0 || sells(domain, pages, lists)) return null
  const types = new Set(features.flatMap((one) => one.structuredTypes))
  const placed = features.some((one) => one.addressCount > 0)
  const reachable = features.some((one) => one.phoneCount > 0)
  const titles = pages.flatMap((page) => [page.title ?? '', page.features?.ogSiteName ?? '']).filter(Boolean)
  const titleText = foldWord(titles.join(' . ')).slice(0, 4_000)
  const nameWords = new Set([...wordsOf(domain.replaceAll('.', ' ')), ...wordsOf(titleText)])
  const { credentials } = readyLists(lists)
  const isExpert = (author: string) => foldWord(author).split(/[\s,.]+/u).some((word) => credentials.has(word))
  const expertPages = features.filter((one) => one.authors.some(isExpert))
  const sign = (looked: string, found: string): Evidence => ({ rule: 'TIER-PAGE', looked, found: found.slice(0, 160), polarity: '+', weight: 1 })
  const contact = placed && reachable ? sign('contact on its pages', 'postal address and telephone') : null

  const hospitalName = [...nameWords].some((word) => wordSet(lists, 'identity/hospital-words').has(word)) || labelTest(lists, 'identity/hospital-names')(domain)
  if (types.has('Hospital') && contact !== null && hospitalName && !isOpenSuffix(domain, lists)) {
    return { tier: 4, kind: 'hospital', evidence: [sign('structured data', 'Hospital'), contact, sign('name of the site', 'calls itself a hospital')] }
  }
  const health = [...nameWords].some((word) => readyLists(lists).health.has(word))
  if (namesSociety(titleText, lists) && health && !isOpenSuffix(domain, lists) && (types.has('NGO') || types.has('MedicalOrganization') || (types.has('Organization') && contact !== null))) {
    return { tier: 4, kind: 'society', evidence: [sign('title of its pages', titles[0]!), sign('structured data', [...types].filter((type) => /NGO|Organization/u.test(type)).join(', ')), ...(contact === null ? [] : [contact])] }
  }
  const practice = lists.words('identity/types/practice').find((type) => types.has(type))
  if (practice !== undefined && (contact !== null || expertPages.length > 0) && (contact !== null || health)) {
    return { tier: 4, kind: 'practice', evidence: [sign('structured data', practice), contact ?? sign('bylines', `clinician named on ${expertPages.length} pages`)] }
  }
  // A register of a health profession with a number is a statement that somebody can check; we have not.
  const { registration } = ownershipSigns({ pages, lists })
  if (registration !== null && (health || contact !== null || practice !== undefined) && !isOpenSuffix(domain, lists)) {
    return { tier: 4, kind: 'practice', evidence: [registration, ...(contact === null ? [] : [contact])] }
  }
  const experts = new Set(expertPages.flatMap((one) => one.authors.filter(isExpert)))
  if (types.has('MedicalWebPage') && experts.size >= 2 && expertPages.length >= 2) {
    return { tier: 4, kind: 'health publisher', evidence: [sign('structured data', 'MedicalWebPage'), sign('bylines', `${experts.size} clinicians on ${expertPages.length} pages: ${[...experts].slice(0, 3).join(', ')}`)] }
  }
  const news = lists.words('identity/types/news').find((type) => types.has(type))
  const authors = new Set(features.flatMap((one) => one.authors))
  if (news !== undefined) {
    const publisher = publisherOfName(domain, pages)
    if (publisher !== undefined) return { tier: 5, kind: 'news', evidence: [sign('structured data', `${news}: ${publisher}`), sign('name of the site', `${domain} bears the name of its publisher`)] }
    if (authors.size >= 1 || contact !== null) return { tier: 5, kind: 'news', evidence: [sign('structured data', news), sign('bylines or contact', [...authors][0] ?? 'postal address and telephone')] }
  }
  const civic = lists.words('identity/types/civic').find((type) => types.has(type))
  if (civic !== undefined && contact !== null && !isOpenSuffix(domain, lists)) return { tier: 5, kind: 'civic', evidence: [sign('structured data', civic), contact] }
  return null
}

/** Shorter names stand in too many others. */
const nameCharsMin = 6

/**
 * The organisation of structured data that the domain is named after: "Springfield Journal" on springfield-journal.com. A page
 * names those that it writes about as well; the domain is named after one of them only, who keeps it.
 */
export function publisherOfName(domain: string, pages: DomainFacts['pages']): string | undefined {
  const label = domain.split('.', 1)[0]!.replaceAll('-', '')
  return namesOnPages(pages).find((name) => {
    const joined = wordsOf(foldWord(name)).filter((word) => word !== 'the').join('')
    return joined.length >= nameCharsMin && joined === label.replace(/^the(?=.{6})/u, '')
  })
}

/** Whoever the pages name as their site or in structured data, in the order they do. */
export function namesOnPages(pages: DomainFacts['pages']): string[] {
  return pages.flatMap(({ features }) => {
    if (features === null) return []
    const { organisations } = features.extra as Partial<PageExtra>
    return [...(features.ogSiteName === null ? [] : [features.ogSiteName]), ...(Array.isArray(organisations) ? organisations.slice(0, 5).filter((name) => typeof name === 'string') : [])]
  })
}

/** True if folded text names a society: "society of …", "ärztekammer". */
function namesSociety(text: string, lists: DomainFacts['lists']): boolean {
  const spaced = ` ${wordsOf(text).join(' ')} `
  return readyLists(lists).societies.some((words) => spaced.includes(words))
}

/** True if the name or a page of the site offers something no clinic would want beside its name. */
export function sells(domain: string, pages: DomainFacts['pages'], lists: DomainFacts['lists']): boolean {
  if (hostOffers(domain, lists).some((offer) => offer.strength > nameHintMax)) return true
  return pages.some((page) => offersInText(page.title ?? '', lists) || (page.features !== null && pageFields(page, lists).some(offersInField)))
}

interface ReadyLists {
  /** Medicines are no words of a body's name: shops are called after them. */
  health: ReadonlySet<string>
  credentials: ReadonlySet<string>
  /** Words with a space on either side. */
  societies: readonly string[]
}

const ready = new WeakMap<DomainFacts['lists'], ReadyLists>()

/** Lists as they are asked here, made once: every host with a page that was read asks them. */
function readyLists(lists: DomainFacts['lists']): ReadyLists {
  let known = ready.get(lists)
  if (known === undefined) {
    known = {
      health: new Set(lists.wordIds('concept/').filter((id) => !id.startsWith('concept/drug/')).flatMap((id) => lists.words(id).map(foldWord).filter((word) => !word.includes(' ') && word.length > 3))),
      credentials: new Set(lists.words('anchors/clinician-titles').map(foldWord)),
      societies: lists.words('identity/society-names').map((words) => ` ${words} `),
    }
    ready.set(lists, known)
  }
  return known
}
