import type { Area } from '../../model/link.js'
import { asciiText } from '../text.js'
import { walkAttributes } from './attributes.js'
import type { PageScan } from './page-scan.js'

const addressBytes = 240
const queryBytes = 400

/** Advertising servers, by their hosts and by the paths of the server programs sites run themselves (Revive, AdSpirit). */
const adServer =
  /^(?:https?:)?\/\/(?:[a-z0-9-]{1,40}\.){0,4}(?:doubleclick\.net|googleadservices\.com|googlesyndication\.com|smartadserver\.com|adspirit\.(?:de|net)|adnxs\.com|adform\.net|adition\.com|serving-sys\.com|criteo\.(?:com|net)|outbrain\.com\/network\/|taboola\.com\/|plista\.com|ligatus\.com|zedo\.com|flashtalking\.com|yieldlab\.net|adocean\.pl|gemius\.pl|adserver[a-z0-9-]{0,20}\.[a-z.]{2,20})|^(?:https?:)?\/\/(?:ads?|adserver|adserv|banners?|werbung|werbe|anzeigen|publicidad|pub|pubads)\d?\.[a-z0-9.-]{3,60}\/|^[^?#]{1,160}\/(?:www\/delivery\/(?:ck|cl)\.php|openx\/|revive\/|adclick|adnoclick\.php)/iu

/** Where an outside comment system says that it can't load. */
const commentSystem = /^(?:https?:)?\/\/(?:[a-z0-9-]{1,40}\.)?disqus\.com\/\?(?:ref_noscript|url=)/iu

/** Home of a comment system: under "comments powered by" it is the credit below the comments, else whatever a writer says of it. */
const commentSystemHome = /^(?:https?:)?\/\/(?:www\.)?disqus\.com\/?$/iu

/** Where a browser without scripts or of an old kind is sent, and the page by which one follows a paper in a reader of news. */
const notice = /^(?:https?:)?\/\/(?:(?:www\.)?(?:enable-javascript|browsehappy|updatemybrowser|browser-update)\.(?:com|org)\/|news\.google\.[a-z.]{2,6}\/publications\/)/iu

/** Networks of partner links and counters of visitors: where a picture alone leads there, it is a banner or a counter. */
const bannerNetwork =
  /^(?:https?:)?\/\/(?:[a-z0-9-]{1,40}\.){0,4}(?:awin1\.com|zanox(?:-affiliate)?\.(?:com|de)|tradedoubler\.com|webgains\.com|belboon\.(?:com|de)|financeads\.net|adcell\.(?:com|de)|affili\.net|shareasale\.com|linksynergy\.com|anrdoezrs\.net|dpbolvw\.net|kqzyfj\.com|jdoqocy\.com|tkqlhce\.com|tradetracker\.net|admitad\.com|effiliation\.com|flagcounter\.com|statcounter\.com|fastcounter\.de|histats\.com|supercounters\.com|extreme-dm\.com|sitemeter\.com|quantcast\.com\/p-)/iu

/**
 * Marks of a click that was bought, or that a publisher counts on boxes of his own; writers paste neither but into their text.
 * Those of paid pieces ("advertorial", "native") are left out: their buttons are a part of the piece.
 */
const boughtClick = /[?&;](?:utm_medium=(?:cpc|cpm|ppc|display|(?:super|sky|mega)?-?banner[a-z0-9_-]{0,12}|skyscraper|billboard)(?:[&#]|$)|utm_(?:medium|campaign|content)=recirc|(?:zone|banner)_?id=\d{1,9}(?:[&#]|$))/iu

/** An account on a network: the host and one name, or the path that a network puts before names. */
const account =
  /^(?:https?:)?\/\/(?:[a-z]{2,3}(?:-[a-z]{2})?\.|www\.|m\.)?(?:(?:facebook|fb|instagram|twitter|x|tiktok|threads|pinterest|flickr|vimeo|twitch|soundcloud|snapchat|mixcloud|medium|tumblr|vk|ok|t|telegram)\.(?:com|net|me|tv|ru|de)\/(?:@|add\/|user\/|people\/|photos\/|pages\/|groups\/|channel\/|s\/)?[^/?#]{1,80}\/?|youtube\.com\/(?:@|c\/|user\/|channel\/)?[^/?#]{1,80}\/?(?:\?sub_confirmation=1)?|linkedin\.com\/(?:company|school|edu|groups|showcase)\/[^/?#]{1,80}\/?|xing\.com\/(?:companies|pages|company)\/[^/?#]{1,80}\/?|bsky\.app\/profile\/[^/?#]{1,80}|whatsapp\.com\/channel\/[^/?#]{1,80}|news\.google\.[a-z.]{2,6}\/publications\/[^/?#]{1,120})(?:[?#]|$)/iu

/** Shops of apps: where a picture alone leads there, it is a badge. */
const appStore = /^(?:https?:)?\/\/(?:play\.google\.com\/store\/apps|(?:apps|itunes)\.apple\.com\/|(?:www\.)?microsoft\.com\/(?:[a-z-]{2,7}\/)?(?:store|p)\/|appgallery\.huawei\.com\/|apps\.microsoft\.com\/)/iu

/** Where the address of a link stands as written; from -1 if it has none. A scan that met an odd tag leaves finding it to who asks. */
export function addressRange({ bytes, linkHref, linkHrefEnd, linkNode, nodeStart }: PageScan, link: number): { from: number; to: number } {
  const known = linkHref[link]!
  if (known !== -1) return { from: known, to: linkHrefEnd[link]! }
  let found = { from: -1, to: 0 }
  walkAttributes(bytes, nodeStart[linkNode[link]!]!, ({ nameStart, nameEnd, valueStart, valueEnd }) => {
    if (found.from === -1 && asciiText(bytes, nameStart, nameEnd).toLowerCase() === 'href') found = { from: valueStart, to: valueEnd }
  })
  return found
}

/** True if a picture or sign alone that leads there is a banner, a counter or the badge of an app. */
export function isBannerAddress(bytes: Uint8Array, from: number, to: number): boolean {
  return from >= 0 && isBannerText(asciiText(bytes, from, Math.min(to, from + addressBytes)))
}

function isBannerText(address: string): boolean {
  return bannerNetwork.test(address) || appStore.test(address)
}

/** Where one gives, becomes a member or subscribes by mail: services that sites put behind their own buttons. */
const gift =
  /^(?:https?:)?\/\/(?:www\.)?(?:paypal\.(?:me|com\/(?:paypalme|donate|cgi-bin))|patreon\.com\/|steadyhq\.com\/|ko-fi\.com\/|buymeacoffee\.com\/|liberapay\.com\/|betterplace\.org\/|donorbox\.org\/|gofundme\.com\/|buy\.stripe\.com\/|donate\.stripe\.com\/|flattr\.com\/|tipeee\.com\/|mailchi\.mp\/|eepurl\.com\/|feedburner\.google\.com\/fb\/a\/mailverify|[a-z0-9.-]{1,40}\.list-manage\.com\/subscribe)/iu

/** True of the address of a button to give or subscribe. */
export function isGiftAddress(bytes: Uint8Array, from: number, to: number): boolean {
  return from >= 0 && gift.test(asciiText(bytes, from, Math.min(to, from + addressBytes)))
}

/** True of an address whose query says that the click was bought, or led on from a box. */
export function isBoughtAddress(bytes: Uint8Array, from: number, to: number): boolean {
  if (from < 0) return false
  let query = from
  while (query < to && bytes[query] !== 63) query += 1
  return query < to && boughtClick.test(asciiText(bytes, query, Math.min(to, query + queryBytes)))
}

/** True if a picture or sign alone that leads there is a sign to follow somebody on a network. */
export function isAccountAddress(bytes: Uint8Array, from: number, to: number): boolean {
  return from >= 0 && account.test(asciiText(bytes, from, Math.min(to, from + addressBytes)))
}

/** True of the home of a comment system. */
export function isCommentHome(bytes: Uint8Array, from: number, to: number): boolean {
  return from >= 0 && commentSystemHome.test(asciiText(bytes, from, Math.min(to, from + addressBytes)))
}

/**
 * The area that the address of a link tells whatever the markup is called: an advertisement is beside the piece even
 * amid it, and a notice of a comment system is where the comments are.
 */
export function areasByAddress(bytes: Uint8Array, from: number, to: number): Area | null {
  if (from < 0) return null
  const address = asciiText(bytes, from, Math.min(to, from + addressBytes))
  if (adServer.test(address) || notice.test(address)) return 'aside'
  return commentSystem.test(address) ? 'comment' : null
}
