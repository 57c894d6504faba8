import { domainOfHost } from '../../model/domain.js'
import { lookUpHost, type Lists } from '../../model/lists.js'
import type { PageRecord } from '../../model/page.js'
import { domainOf, hostOf, parseUrl, type Url } from '../../model/url.js'
import { hostOffers, nameHintMax } from './host-offers.js'
import { scanText } from './spam-scan.js'
import { leadsTo, type Faces } from './two-faces.js'
import { hostText, pathText } from './url-text.js'
import { dayMs } from './windows.js'

/** Where the faces of a page lead, as far as that is to a domain of somebody else. */
export interface Led {
  robot: string | undefined
  browser: string | undefined
  /** Nothing but the address or the time speaks for an honest reason, and both could be had by an attacker. */
  isUnsure: boolean
}

/**
 * Who is led to a domain of somebody else, where only one of robot and browser is: what is left when all that leads
 * visitors elsewhere for honest reasons is taken away (RISK-40). Attackers send visitors to an address of their own, from
 * pages that keep their content for the robot.
 */
export function ledAway(pairs: readonly Faces[], own: ReadonlySet<string>, lists: Lists): Map<Faces, Led> {
  const away = new Map<Faces, Led>()
  const moved = movedTo(pairs, own)
  for (const pair of pairs) {
    const [robot, browser] = [leadsTo(pair.robot, own), leadsTo(pair.browser, own)]
    if (robot === browser) continue
    const led = browser === undefined ? pair.robot : pair.browser
    const stayed = led === pair.robot ? pair.browser : pair.robot
    const isMoved = moved?.to === (browser ?? robot)
    if ((isMoved && moved!.forBoth) || isHonest(led, stayed, own, lists)) continue
    const [from, to] = [new URL(led.url), new URL(led.redirectTo!)]
    away.set(pair, { robot, browser, isUnsure: (isMoved || looksHonest(from, to, own)) && !offers(to, lists) })
  }
  return away
}

/** So many pages of a site, all of them led to one domain from some time on: the site itself moved. */
const movedPagesMin = 3

/**
 * Where the whole site moved: every page that was looked at later leads there, and none earlier. Attackers leave some
 * pages alone, and whoever asks as a robot afterwards still gets the page: so a move is sure where the robot too was led
 * there. A site that was read as a robot first and as a browser then looks the same hacked and moved.
 */
function movedTo(pairs: readonly Faces[], own: ReadonlySet<string>): { to: string; forBoth: boolean } | undefined {
  if (pairs.length < movedPagesMin) return undefined
  const captures = pairs.flatMap(({ robot, browser }) => [robot, browser]).map((page) => ({ at: Date.parse(page.seenAt), to: leadsTo(page, own), askedAs: page.askedAs }))
  const there = captures.filter(({ to }) => to !== undefined)
  if (new Set(there.map(({ to }) => to)).size !== 1) return undefined
  const lastHere = Math.max(...captures.filter(({ to }) => to === undefined).map(({ at }) => at))
  const firstThere = Math.min(...there.map(({ at }) => at))
  return lastHere < firstThere ? { to: there[0]!.to!, forBoth: new Set(there.map(({ askedAs }) => askedAs)).size === 2 } : undefined
}

/** A page that has so few words is a short address that leads on, or a door; there is nothing to hide in it. */
const doorWordsMax = 40
/** A page that was looked at so much later may have moved meanwhile, if nothing tells against it. */
const sameTimeMs = dayMs

/** Hosts of these kinds are nobody's to sell pills on. Not so platforms, forums and shorteners, where anybody may write. */
const knownKinds = new Set(['social', 'video', 'podcast', 'event', 'review', 'job-board', 'newsletter', 'news', 'journal', 'association', 'chamber', 'government', 'municipality', 'civic', 'hospital', 'health-body', 'health-publisher', 'library', 'museum'])

function isHonest(led: PageRecord, stayed: PageRecord, own: ReadonlySet<string>, lists: Lists): boolean {
  const from = new URL(led.url)
  const to = new URL(led.redirectTo!)
  if (stemOf(to) === stemOf(from) || [...own].some((domain) => domain.split('.', 1)[0] === stemOf(to))) return true
  const host = hostOf(led.redirectTo as Url)
  if (knownKinds.has(lookUpHost(lists.hostKinds, host)?.entry.kind ?? '') || lookUpHost(lists.seeds, host) !== undefined) return true
  if (stayed.features === null || stayed.features.mainWordCount < doorWordsMax) return true
  return Date.parse(led.seenAt) - Date.parse(stayed.seenAt) > sameTimeMs
}

/** A wall by its address, or the same page elsewhere, as of one that moved. The front page says nothing. */
function looksHonest(from: URL, to: URL, own: ReadonlySet<string>): boolean {
  return comesBack(to, own) || isWall(to) || (to.pathname.length > 1 && pathOf(to) === pathOf(from))
}

/** True of an address that offers something by the name of its host or the words of its path. */
function offers(to: URL, lists: Lists): boolean {
  if (hostOffers(to.hostname, lists).some(({ strength }) => strength > nameHintMax)) return true
  const hits = scanText(`${hostText(to.hostname)} ${pathText(`${to.origin}${to.pathname}`)}`, lists)
  return hits.some(({ list }) => list.startsWith('spam/') && list.endsWith('-offer') && list !== 'spam/seo-offer') && !hits.some(({ list }) => list === 'spam/guard')
}

/** Names under which a wall keeps the address to which it lets its visitor return. Redirects of attackers hand it on too, as where the visitor is from. */
const returnNames = /^(?:return(?:_?(?:to|url|uri|path))?|redirect(?:_?(?:to|url|uri))?|continue(?:_?(?:to|url))?|next(?:_?url)?|back(?:_?(?:to|url))?|service|relay_?state|success_?url|callback(?:_?url)?)$/iu

/** Consent, sign-in, checks for robots and choosers keep the address that was asked for, and send the visitor back to it. */
function comesBack(to: URL, own: ReadonlySet<string>): boolean {
  for (const [name, value] of to.searchParams) {
    if (!returnNames.test(name)) continue
    const back = parseUrl(value)
    if (back !== undefined && own.has(domainOf(back))) return true
  }
  return false
}

const wallLabels = /^(?:consent|cmp|cookies?|cookie-?consent|privacy|gdpr|login|log-?in|signin|sign-?in|auth|oauth2?|sso|idp|adfs|saml|accounts?|identity|secure-?login|captcha|challenge)\d*$/u
const wallSegments = /^(?:consent|cookie-?consent|oauth2?|saml2?|adfs|sso|authorize|openid-connect|captcha|challenge)$/iu

/** A host or a folder that is named after what it asks of visitors. */
function isWall(to: URL): boolean {
  const registrable = domainOfHost(to.hostname)
  const labels = to.hostname === registrable ? [] : to.hostname.slice(0, -registrable.length - 1).split('.')
  return labels.some((label) => wallLabels.test(label)) || to.pathname.split('/').some((segment) => wallSegments.test(segment))
}

/** `northgate` of northgate.example and of www.northgate.example.fr: editions for countries keep the name. */
const stemOf = (url: URL) => domainOfHost(url.hostname).split('.', 1)[0]!
const pathOf = (url: URL) => url.pathname.replace(/\/$/u, '').toLowerCase()
