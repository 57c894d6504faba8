import type { PageRecord } from '../model/page.js'

/** What the robots of search engines call themselves. */
const searchRobot = /\b(?:googlebot|google-inspectiontool|storebot-google|bingbot|adidxbot|slurp|duckduckbot|baiduspider|yandex(?:bot|mobilebot)|applebot|petalbot|seznambot|yeti|sogou web spider|qwant(?:ify|bot))\b/iu
const browser = /^Mozilla\/5\.0 \([^)]{3,200}\).{0,400}\b(?:Chrome|Firefox|Safari|Edg|OPR|Trident)\b/u
/** What other programs add that call themselves a browser for the rest. */
const program = /bot\b|crawl|spider|archiv|heritrix|headless|compatible;|\+https?:/iu

/**
 * As whom a page was asked for, by the `User-Agent` of the request: cloaking shows the two different pages (RISK-40).
 * Undefined for other programs, which are shown either.
 */
export function askedAs(userAgent: string | null | undefined): NonNullable<PageRecord['askedAs']> | undefined {
  if (userAgent === null || userAgent === undefined) return undefined
  if (searchRobot.test(userAgent)) return 'search-robot'
  return browser.test(userAgent) && !program.test(userAgent) ? 'browser' : undefined
}
