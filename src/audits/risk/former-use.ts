import type { MergedLink, SiteFacts } from '../../model/facts.js'
import type { Lists } from '../../model/lists.js'
import type { FormerUse, PastPage } from '../../model/past-page.js'
import { daysBetween, type Registration } from '../../model/registration.js'
import { lexiconOf } from '../anchors/lexicon.js'
import { conceptsOf } from '../anchors/target-page.js'
import { registeredAnew } from './registered-anew.js'
import { dayOf, languageOf, nameOf, offerOf, ownPastPages, topicCosine, wordCounts, wordsOfText } from './past-pages.js'
import { fold } from './spam-scan.js'
import { hostText } from './url-text.js'

export interface RedirectingDomain {
  domain: string
  links: ReadonlyArray<Pick<MergedLink, 'element' | 'firstSeen'>>
  past: readonly PastPage[]
  registrations?: readonly Registration[] | undefined
  site: SiteFacts
  lists: Lists
}

const pagesMin = 3
/** In another language words tell nothing of the subject: then more pages without a subject of health are wanted. */
const foreignPagesMin = 5
const cosineMax = 0.2
/** Practices name a street or a car park on some pages; a site that names health on one in ten has to do with it. */
const healthShareMax = 0.1
/** A name that lapsed has led nowhere for at least 35 days (registered-anew.ts); a domain whose own pages were read since is no redirect as a whole. */
const darkDaysMin = 35
const nameCharsMin = 5

/**
 * What a domain that leads to the site was before that (RISK-17, LT-17). Null where too little of it was read to tell, or
 * where only the day of its registration is wanting: other subjects under another name alone may be a firm that gave up.
 *
 * It is unrelated if no page of before has to do with the site (its names, links, subjects of health), and if the domain
 * was registered anew or for sale in between, spoke a language the site does not, or offered pills or games. Practices that
 * were bought treat people too, merged ones keep a name somewhere, and a name bought for its words says what it is for.
 */
export function formerUse({ domain, links, past, registrations, site, lists }: RedirectingDomain): FormerUse | null {
  const ledBySites = new Set([site.domain, ...site.profile.domains])
  const led = [...past.filter(({ leadsTo }) => leadsTo !== null && ledBySites.has(leadsTo)), ...links.filter(({ element }) => element === 'redirect').map(({ firstSeen }) => ({ seenAt: firstSeen }))].map(dayOf).sort()[0]
  if (led === undefined) return null
  const own = ownPastPages(past)
  const before = own.filter((page) => dayOf(page) < led)
  if (before.length < pagesMin) return null
  const last = dayOf(before.at(-1)!)
  if (own.length > before.length || daysBetween(last, led) < darkDaysMin) return related
  if (isRelated(before, domain, site, lists) || links.some(({ element, firstSeen }) => element === 'a' && dayOf({ seenAt: firstSeen }) < led)) return related

  const language = languageOf(before)
  const spoken = languagesOf(site)
  const isForeign = language !== undefined && spoken.size > 0 && !spoken.has(language)
  const ofSite = wordCounts([...site.targetPages.values()].map(({ title, headings }) => ({ words: wordsOfText([title ?? '', ...headings].join(' ')) })))
  if (isForeign ? before.length < foreignPagesMin : ofSite.size >= pagesMin && topicCosine(wordCounts(before), ofSite) >= cosineMax) return related

  const span = `${dayOf(before[0]!)} to ${last}`
  const clues = [{ clue: `subjects, ${span}`, before: before.at(-1)!.title, after: `leads to ${site.domain} since ${led} or earlier` }]
  const anew = registeredAnew({ registrations, pages: [], links: [], past })
  if (anew !== undefined && anew.on > last && anew.on <= led) clues.push({ clue: 'registration', before: anew.before, after: anew.after })
  const forSale = past.find((page) => page.isParked && dayOf(page) > last && dayOf(page) <= led)
  if (forSale !== undefined) clues.push({ clue: 'for sale or parked in between', before: before.at(-1)!.title, after: `${forSale.title || forSale.url} (${dayOf(forSale)})` })
  if (isForeign) clues.push({ clue: `language, ${span}`, before: language, after: [...spoken].join(', ') })
  const offer = offerOf(before)
  if (offer !== undefined) clues.push({ clue: `what was offered, ${span}`, before: offer, after: site.domain })
  if (clues.length === 1) return null
  const name = nameOf(before)
  if (name !== undefined) clues.push({ clue: `name of the site, ${span}`, before: name, after: site.profile.names[0] ?? site.domain })
  return { isUnrelated: true, clues }
}

const related: FormerUse = { isUnrelated: false, clues: [] }

/** True if what stood there names the site or a subject of health, or links to the site; or if the name of the domain itself says what it leads to. */
function isRelated(before: readonly PastPage[], domain: string, site: SiteFacts, lists: Lists): boolean {
  if (before.some(({ linksSite }) => linksSite)) return true
  if (before.filter(({ isOfHealth }) => isOfHealth).length > healthShareMax * before.length) return true
  if (conceptsOf(hostText(domain), lexiconOf(site, lists)).length > 0) return true
  const { profile } = site
  const names = [...profile.names, ...profile.formerNames, site.domain.split('.', 1)[0]!].map(plain).filter(isLong)
  const told = before.map(({ title, siteName }) => plain(`${title} ${siteName ?? ''}`))
  if (names.some((name) => told.some((text) => text.includes(name)))) return true
  // "Formerly Dayton Motor Club": the site says itself what it was.
  const former = [nameOf(before) ?? '', domain.split('.', 1)[0]!].map(plain).filter(isLong)
  return [...site.targetPages.values()].some(({ title, headings }) => former.some((name) => plain([title ?? '', ...headings].join(' ')).includes(name)))
}

const plain = (text: string) => fold(text).replace(/[^\p{L}\p{N}]/gu, '')
const isLong = (text: string) => text.length >= nameCharsMin

function languagesOf({ profile, targetPages }: SiteFacts): ReadonlySet<string> {
  const told = [...profile.languages, ...[...targetPages.values()].flatMap(({ language }) => language ?? [])]
  return new Set(told.map((language) => language.toLowerCase().split(/[-_]/u, 1)[0]!))
}
