import { recent, type Recent } from '../lib/recent.js'
import type { SiteFacts } from '../model/facts.js'
import { pageKey, parseUrl } from '../model/url.js'

/** Targets whose keys are kept for a site; most sites have fewer pages that anybody links to. */
const targetsMax = 10_000
const keysOf = new WeakMap<SiteFacts, Recent<string>>()

/** Key for "the same page" of a link's target; empty where it is no address. Kept for the site, since many links share a target. */
export function keyOfTarget(target: string, site: SiteFacts): string {
  let keys = keysOf.get(site)
  if (keys === undefined) keysOf.set(site, (keys = recent(targetsMax)))
  let key = keys.get(target)
  if (key === undefined) {
    const url = parseUrl(target)
    keys.set(target, (key = url === undefined ? '' : pageKey(url)))
  }
  return key
}
