import type { RobotsOnly } from '../../model/facts.js'
import type { Lists } from '../../model/lists.js'
import type { PageRecord } from '../../model/page.js'
import { domainOf, pageKey, parseUrl, type Url } from '../../model/url.js'
import { attackersWords } from './attackers-words.js'
import { dayMs } from './windows.js'

/** A page as the robot of a search engine got it, and as a browser did. */
export interface Faces {
  robot: PageRecord
  browser: PageRecord
}

/** Records of the same page in pairs, captured at most so many days apart: pages change by themselves. */
export function pairsOf(faces: readonly PageRecord[], daysMax: number): Faces[] {
  const byUrl = new Map<string, Partial<Faces>>()
  for (const page of faces) {
    // One page may have been asked for with and without its last slash.
    const key = page.url.replace(/^https?:\/\/(?:www\.)?/u, '').replace(/\/$/u, '')
    const pair = byUrl.get(key) ?? {}
    byUrl.set(key, pair)
    if (page.askedAs === 'search-robot') pair.robot = page
    if (page.askedAs === 'browser') pair.browser = page
  }
  return [...byUrl.values()].filter((pair): pair is Faces => pair.robot !== undefined && pair.browser !== undefined && Math.abs(Date.parse(pair.robot.seenAt) - Date.parse(pair.browser.seenAt)) <= daysMax * dayMs)
}

/** The domain of somebody else to which an answer leads; undefined where it stays with the domains of the site. */
export function leadsTo({ redirectTo }: PageRecord, own: ReadonlySet<string>): string | undefined {
  const url = redirectTo === null ? undefined : parseUrl(redirectTo)
  return url === undefined || own.has(domainOf(url)) ? undefined : domainOf(url)
}

/** True of a page that scripts write for visitors, and of one whose paywall says so: the robot is shown more, as agreed. */
export function isFuller({ robot, browser }: Faces): boolean {
  return robot.features!.mainWordCount > 4 * browser.features!.mainWordCount || robot.features!.extra['accessibleForFree'] === false
}

const daysMax = 7
const offersMin = 2
/** A hidden list has many links; a link alone comes and goes with news, comments and advertisements. */
const moreDomainsMin = 5
/** A list of links, of which the page consists: what an attacker lays for a robot, while portals lead to their own pages above all. */
const listDomainsMin = 20

/**
 * Links that were there for the robot alone (RISK-05, LT-20), by the page: where the faces differ in more than the link
 * itself. `faces` are those of pages whose link the robot got and the browser did not.
 */
export function shownToRobots(faces: readonly PageRecord[], lists: Lists): Map<string, RobotsOnly> {
  const found = new Map<string, RobotsOnly>()
  for (const pair of pairsOf(faces, daysMax)) {
    const difference = differenceOf(pair, lists)
    if (difference !== undefined) found.set(pageKey(pair.robot.url as Url), { robotAt: pair.robot.seenAt, browserAt: pair.browser.seenAt, ...difference })
  }
  return found
}

function differenceOf(pair: Faces, lists: Lists): Pick<RobotsOnly, 'sign' | 'quote' | 'isPlain'> | undefined {
  const { robot, browser } = pair
  if (robot.features === null) return undefined
  const led = leadsTo(browser, new Set([robot.domain]))
  if (led !== undefined) {
    // Walls of consent, checks for robots, editions of countries and moves lead visitors elsewhere as well: the page itself must be odd.
    if (attackersWords(robot, lists, offersMin) !== undefined) return { sign: 'visitors are sent elsewhere', quote: led, isPlain: true }
    const isList = robot.externalDomainCount >= listDomainsMin && 2 * robot.externalLinkCount > robot.linkCount && robot.features.extra['accessibleForFree'] !== false
    return isList ? { sign: 'visitors are sent elsewhere', quote: `${led}; ${robot.externalDomainCount} other domains linked for the robot`, isPlain: false } : undefined
  }
  // Of a page without links to others no more than its title and its counts are kept.
  if (browser.features === null ? robot.features.extra['accessibleForFree'] === false : isFuller(pair)) return undefined
  const offer = attackersWords(robot, lists, offersMin)
  const isComparable = browser.features !== null || offer?.place === 'title'
  if (offer !== undefined && isComparable && attackersWords(browser, lists, offersMin) === undefined) return { sign: `offers for the robot alone, in ${offer.place}`, quote: offer.quote, isPlain: true }
  // Whatever scripts write, the site's own menu would be missing with it.
  const isWhole = innerLinks(browser) > 0 && 2 * innerLinks(browser) >= innerLinks(robot)
  const more = robot.externalDomainCount - browser.externalDomainCount
  return isWhole && more >= moreDomainsMin && robot.externalDomainCount >= 2 * browser.externalDomainCount ? { sign: 'links for the robot alone', quote: `${robot.externalDomainCount} other domains linked for the robot, ${browser.externalDomainCount} for the browser`, isPlain: false } : undefined
}

const innerLinks = ({ linkCount, externalLinkCount }: PageRecord) => linkCount - externalLinkCount
