import { domainOfHost } from '../../model/domain.js'
import type { MergedLink } from '../../model/facts.js'
import type { LostReason } from '../../model/link.js'
import type { Lists } from '../../model/lists.js'
import { hostOf, parseUrl } from '../../model/url.js'
import { fold, scanText } from '../risk/spam-scan.js'
import { wordSet } from '../tiers/label-patterns.js'

/**
 * The link with the reason for its loss in words of GT-01: a page that stands but only says that there is none (`soft-404`), or
 * that the name is for sale (`parked`). Both answer as pages do, so that their words have to be read.
 */
export function withReason(link: MergedLink, lists: Lists): MergedLink {
  if (link.state !== 'lost' || link.lastLook == null) return link
  const reason = readReason(link, lists)
  return reason === undefined || reason === link.lostReason ? link : { ...link, lostReason: reason }
}

function readReason({ lostReason, lastLook, referringPage }: MergedLink, lists: Lists): LostReason | undefined {
  if (lostReason !== 'link-removed' && lostReason !== 'redirected' && lostReason !== 'noindexed') return undefined
  const { title, redirectTo } = lastLook!
  const led = redirectTo === null ? undefined : parseUrl(redirectTo)
  if (led !== undefined && wordSet(lists, 'parking-hosts').has(domainOfHost(hostOf(led)))) return 'parked'
  if (led !== undefined) return leadsHome(referringPage, led) ? 'soft-404' : undefined
  if (title === null) return undefined
  if (saysNotFound(title, lists)) return 'soft-404'
  return scanText(title, lists).some(({ list }) => list === 'risk/parked') ? 'parked' : undefined
}

/** Most systems lead addresses that are gone to the home page. */
function leadsHome(page: string | null, to: ReturnType<typeof parseUrl>): boolean {
  const from = page === null ? undefined : parseUrl(page)
  if (from === undefined || to === undefined) return false
  const [old, led] = [new URL(from), new URL(to)]
  return plainHost(old) === plainHost(led) && led.pathname === '/' && led.search === '' && (old.pathname !== '/' || old.search !== '')
}

const plainHost = ({ hostname }: URL) => hostname.replace(/^www\./u, '')

/** True if a whole part of the title says so: an article may well speak of pages that were not found. */
function saysNotFound(title: string, lists: Lists): boolean {
  const phrases = wordSet(lists, 'page/not-found')
  return title.split(/\s+[-–—]\s+|\s*[|»·•:!]\s*/u).some((part) => phrases.has(fold(part).replace(/[^\p{L}\p{N}\s]/gu, ' ').replace(/\s+/gu, ' ').trim()))
}
