import { recent, type Recent } from '../../lib/recent.js'
import { lookUpHost, type Lists } from '../../model/lists.js'
import { hostOf, type Url } from '../../model/url.js'
import { wordsOf } from './phrases.js'
import type { TargetKind, WordLists } from './word-lists.js'

/** What the address of a target tells by its host: a platform, a service, a shortener; null for ordinary sites. */
export type TargetHost = TargetKind | 'social' | 'shortener' | 'tracker' | 'paper' | 'podcast' | null

/** What the address of a target says by itself, whoever links to it. */
export interface TargetReading {
  host: TargetHost
  /** The address in lower case, and of that the letters and digits alone. */
  lower: string
  letters: string
  /** Words of what stands behind its host. */
  pathWords: readonly string[]
  isAd: boolean
  isControl: boolean
  isAccount: boolean
  /** A counter of clicks on links of a letter, or a code on a host that only sends on. */
  isCounter: boolean
  isRedirector: boolean
  /** A code of few letters and digits on a host hardly longer. */
  isShortCode: boolean
  isPicture: boolean
  isEmbedded: boolean
  asksToFollow: boolean
  /** One post, picture or film of an account, not the account. */
  isPost: boolean
  isBelowHome: boolean
  /** Values of the parameters that name who sent the visitor, as written. */
  campaign: string | undefined
  referral: string | undefined
}

const targetsMax = 10_000
const caches = new WeakMap<Lists, Recent<TargetReading>>()

/** Kept for each target: a site has few pages, and they stand behind many links. */
export function targetReading(target: string, lists: Lists, words: WordLists): TargetReading {
  let cache = caches.get(lists)
  if (cache === undefined) caches.set(lists, (cache = recent(targetsMax)))
  let reading = cache.get(target)
  if (reading === undefined) cache.set(target, (reading = read(target, lists, words)))
  return reading
}

function read(target: string, lists: Lists, words: WordLists): TargetReading {
  const lower = target.toLowerCase()
  return {
    host: kindOf(hostOf(target as Url), lists, words), lower, letters: lower.replaceAll(/[^a-z0-9]/gu, ''), pathWords: wordsOf(target.slice(target.indexOf('/', 8) + 1, 400)),
    isAd: adPath.test(target), isControl: platformControl.test(target), isAccount: platformAccount.test(target), isCounter: clickPath.test(target) || codeOf(target), isRedirector: goHost.test(target), isShortCode: shortCode.test(target),
    isPicture: picturePage.test(target), isEmbedded: embedded.test(target), asksToFollow: followAddress.test(target), isPost: postPath.test(target), isBelowHome: !homePage.test(target),
    campaign: campaignSource.exec(target)?.[1], referral: referralCode.exec(target)?.[1],
  }
}

/** "go.….example/zJUEiob3": a code, which no word with a year is. */
function codeOf(target: string): boolean {
  if (!goHost.test(target)) return false
  const code = target.slice(target.indexOf('/', 8) + 1).replace('/', '')
  return /\d/u.test(code) && /[a-z]/u.test(code) && /[A-Z]/u.test(code) && !/^[A-Za-z]?[a-z]+(?:[A-Z][a-z]+)*\d+$/u.test(code)
}

function kindOf(host: string, lists: Lists, words: WordLists): TargetHost {
  for (let name = host; name.includes('.'); name = name.slice(name.indexOf('.') + 1)) {
    const kind = words.targets.get(name)
    if (kind !== undefined) return kind
  }
  const curated = lookUpHost(lists.hostKinds, host)?.entry
  switch (curated?.kind) {
    case 'social': case 'messenger': case 'video': return 'social'
    case 'podcast': return 'podcast'
    case 'shortener': return 'shortener'
    case 'tracker': return curated.subtype === 'affiliate' ? 'affiliate' : 'tracker'
    case 'journal': case 'repository': return 'paper'
    // Where many houses have an account, a record or a badge, none of them owns the place.
    case 'marketplace': case 'job-board': case 'event': case 'review': case 'profile': case 'coupon': case 'seo-tool': return 'platform'
    default: return null
  }
}

/** Where a platform lets its customer arrange the page, which only he sees. */
const platformControl = /^https?:\/\/(?:www\.|draft\.)?blogger\.com\/(?:rearrange|blog-this|email-post|post-edit|comment|page-edit|start|go\/)|^https?:\/\/(?:www\.)?(?:wordpress\.com\/(?:post|customize|log-in)|tumblr\.com\/(?:reblog|customize))/iu
/** The account by which a platform names who writes there. */
const platformAccount = /^https?:\/\/(?:www\.)?blogger\.com\/profile\//iu
/** Counters of clicks that senders of mail put between, and hosts that only send on: `go.….example/aB3xY`. */
const clickPath = /^https?:\/\/[^/?#]{3,80}\/(?:lt\.php|ls\/click|track\/click|wf\/click|f\/a\/|c\/eJ)/u
const goHost = /^https?:\/\/(?:go|link|l|lnk|click|redirect|r)\.[^/?#]{4,60}\/(?=[^/?#]*(?:\d|[a-z][A-Z]))[A-Za-z0-9]{4,12}\/?$/u
const shortCode = /^https?:\/\/(?:(?:[a-z0-9]{1,5}|(?:short|tiny|mini|url|go|my)?(?:link|url|lnk|go)s?)\.[a-z]{2,8}|sho?\.?rt[a-z0-9.-]{0,12})\/(?=[A-Za-z]*(?:\d|[a-z][A-Z]|[A-Z][a-z]*[A-Z]))[A-Za-z0-9]{4,8}\/?$/u
/** The page of one picture: whoever links it names where a picture comes from. */
const picturePage = /^https?:\/\/(?:commons\.wikimedia\.org|[a-z-]{2,12}\.wikipedia\.org)\/wiki\/(?:File|Datei|Fichier|Archivo|Ficheiro|Plik|Bestand|Image)(?::|%3a)|^https?:\/\/(?:www\.)?flickr\.com\/photos\/[^/]+\/\d+|^https?:\/\/(?:www\.)?(?:unsplash\.com\/photos\/|pixabay\.com\/(?:[a-z]{2}\/)?(?:photos|illustrations|vectors)\/|pexels\.com\/photo\/)/iu
/** What networks add to the addresses in a post that is put into a page. */
const embedded = /^https?:\/\/[^?#]*[?&](?:ref_src=twsrc(?:%5e|\^)tfw|utm_source=ig_embed|__tn__=)/iu
/** An address at which one follows somebody, and words that ask for it. */
const followAddress = /[?&]sub_confirmation=1|\/(?:intent\/(?:follow|user)|add\/)|[?&]follow(?:_user)?=/iu
const postPath = /\/(?:status(?:es)?|posts?|p|reels?|permalink(?:\.php)?|photos?|photo\.php|videos?|watch|pin|events?|groups|pulse|hashtag|search|story\.php)(?:[/?]|$)|[?&](?:v|story_fbid|fbid)=/iu
const adPath = /\/(?:delivery\/(?:ck|cl)\.php|ck\.php|adclick|ad_?click|adnoclick|adserver|aclk\b|pagead\/|adredir|clicktag|banner_?click|call\/pub(?:jump|click))|^https?:\/\/(?:ad|ads|adserver|adserv|adv|banner|banners|klik|advertising)\d?\./iu
/** The first page of a host, with or without parameters. */
const homePage = /^https?:\/\/[^/]+\/?(?:[?#]|$)/u
const campaignSource = /[?&]utm_source=([^&#]{1,60})/u
const referralCode = /[?&](?:friend|via|refer|referral|referred_?by|refcode|invite|promo|promocode|coupon|voucher|discount|partner|affiliate)=([^&#]{3,60})/iu
