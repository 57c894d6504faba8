import type { Area } from '../../model/link.js'
import { asciiText } from '../text.js'

const addressBytes = 240

/** Advertising servers, by their hosts and by the paths of the server programs sites run themselves (Revive, AdSpirit). */
const adServer =
  /^(?:https?:)?\/\/(?:[a-z0-9-]{1,40}\.){0,4}(?:doubleclick\.net|googleadservices\.com|googlesyndication\.com|smartadserver\.com|adspirit\.(?:de|net)|adnxs\.com|adform\.net|adition\.com|serving-sys\.com|criteo\.(?:com|net)|outbrain\.com\/network\/|taboola\.com\/|plista\.com|ligatus\.com|zedo\.com|flashtalking\.com|yieldlab\.net|adocean\.pl|gemius\.pl|adserver[a-z0-9-]{0,20}\.[a-z.]{2,20})|^(?:https?:)?\/\/(?:ads?|adserver|adserv|banners?|werbung|publicidad|pub|pubads)\d?\.[a-z0-9.-]{3,60}\/|^[^?#]{1,160}\/(?:www\/delivery\/(?:ck|cl)\.php|openx\/|revive\/|adclick|adnoclick\.php)/iu

/** Where an outside comment system says that it can't load. */
const commentSystem = /^(?:https?:)?\/\/(?:[a-z0-9-]{1,40}\.)?disqus\.com\/\?(?:ref_noscript|url=)/iu

/**
 * The area that the address of a link tells whatever the markup is called: an advertisement is beside the piece even
 * amid it, and a notice of a comment system is where the comments are.
 */
export function areasByAddress(bytes: Uint8Array, from: number, to: number): Area | null {
  if (from < 0) return null
  const address = asciiText(bytes, from, Math.min(to, from + addressBytes))
  if (adServer.test(address)) return 'aside'
  return commentSystem.test(address) ? 'comment' : null
}
