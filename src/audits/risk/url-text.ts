import type { Lists } from '../../model/lists.js'
import { limits } from '../../model/limits.js'
import { pageKey, parseUrl, type Url } from '../../model/url.js'
import { labelTest } from '../tiers/label-patterns.js'

/** Words of a URL's path and query: percent-decoded where that works, signs between words as spaces. */
export function pathText(url: string): string {
  return decoded(pathOf(url)).replace(/[/_.?&=+%-]+/gu, ' ')
}

/** The path and query that these words are read from, as they stand. */
export function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('//') + 2)
  return start === -1 ? '' : url.slice(start, start + 1_000)
}

/** Words of a host name: labels and their hyphenated parts. */
export function hostText(host: string): string {
  return host.replace(/[.-]+/gu, ' ')
}

export function decoded(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Key for "the same page" of a URL as text; the text itself where it is no URL. */
export function keyOfPage(url: string): string {
  // Nearly all addresses are written as they are read: nothing would come of reading them again, for every audit and link.
  if (plainAddress.test(url) && !url.includes('/.') && !url.includes('xn--') && url.length <= limits.urlCharsMax) return pageKey(url as Url)
  const parsed = parseUrl(url)
  return parsed === undefined ? url : pageKey(parsed)
}

/** A host in plain letters whose last label is no number, a path of letters that nothing is done to, and perhaps a plain query. */
const plainAddress = /^https?:\/\/(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z](?:[a-z0-9-]*[a-z0-9])?\/[\w.~/-]*(?:\?[\w.~=&-]*)?$/u

const foldersMax = 20

/** The first folder of an address that is one of a shopping section ("coupons", "bons-plans"); undefined for other pages. */
export function shoppingFolder(url: string, lists: Lists): string | undefined {
  const [path = ''] = url.slice(0, 500).split(/[?#]/u, 1)
  const isShopping = labelTest(lists, 'section-words/shopping')
  return path.slice(path.indexOf('//') + 2).split('/', foldersMax).slice(1).map((part) => decoded(part).toLowerCase()).find(isShopping)
}
