import { findPhrases, wordsOf } from './phrases.js'
import type { LinkReading } from './reading.js'
import type { Signals } from './signal.js'
import { targetReading, type TargetHost } from './target-reading.js'

/** Kind of the target's host; null for ordinary sites. */
export function targetHostOf({ facts: { link, lists }, words }: LinkReading): TargetHost {
  return link.target === null ? null : targetReading(link.target, lists, words).host
}

/**
 * What the target's address says of the link: parameters of campaigns and partners, redirectors, and platforms that
 * sites link to for their own accounts and services, not because a writer cites them.
 */
export function targetRules(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  const target = link.target ?? ''
  if (target === '') return
  const { host, isAd, isControl, isAccount, isCounter, isRedirector, isShortCode, isPicture, isEmbedded, isBelowHome } = targetReading(target, reading.facts.lists, reading.words)
  const mark = target.indexOf('?')
  const isProse = link.cues.includes('prose') && (link.area === 'main' || link.area === null)
  if (mark !== -1) queryRules(target.slice(mark), isProse, signals)
  if (link.cues.includes('share')) {
    signals.add('LT-14', 'graph', 'defining', 'LT-14', 'target', 'hands the page on to a network', 'embedded-widget')
    for (const type of ['LT-01', 'LT-11', 'LT-17', 'LT-31'] as const) signals.add(type, 'against', 'veto', 'LT-14', 'target', 'a share button')
    return
  }
  if (isAd) signals.add('LT-31', 'graph', 'defining', 'LT-31', 'target', 'address of an ad server')
  if ((link.area === 'comment' || link.cues.includes('comment')) && /\/comment\.g\?|\/(?:wp-)?log-?in\b|\/sign-?in\b|[?&]replytocom=/iu.test(target)) signals.add('LT-14', 'position', 'defining', 'LT-14', 'target', 'the form for comments', 'embedded-widget')
  if (isControl) {
    signals.add('LT-14', 'graph', 'defining', 'LT-14', 'target', 'a control of the platform', 'theme')
    for (const type of ['LT-31', 'LT-01'] as const) signals.add(type, 'against', 'veto', 'LT-14', 'target', 'a control of the platform')
    return
  }
  if ((host === 'social' || isAccount) && link.area !== 'comment' && !link.cues.includes('comment') && !signals.has('LT-02', 'label') && (isFollow(reading) || (link.cues.includes('byline') && !link.cues.includes('prose')))) {
    signals.add('LT-14', 'graph', 'defining', 'LT-14', 'target', 'asks to follow an account', 'theme')
    for (const type of ['LT-01', 'LT-02'] as const) signals.add(type, 'against', isFollow(reading) ? 'veto' : 'contra', 'LT-14', 'target', 'asks to follow an account')
  }
  if (host === 'social' && link.area !== 'comment' && !link.cues.includes('comment') && !signals.has('LT-02', 'label') && isAccountName(reading)) {
    signals.add('LT-14', 'graph', 'defining', 'LT-14', 'target', 'a network by its sign or name alone', 'theme')
    for (const type of ['LT-01', 'LT-02'] as const) signals.add(type, 'against', 'veto', 'LT-14', 'target', 'a network by its sign or name alone')
  }
  if (host === 'shortener') signals.add('LT-17', 'graph', 'defining', 'LT-17', 'target', 'address of a shortener', 'shortener')
  else if (isShortCode && host === null) {
    signals.add('LT-17', 'graph', 'decisive', 'LT-17', 'target', 'a code on a short host', 'shortener')
    signals.add('LT-01', 'against', 'veto', 'LT-17', 'target', 'a code on a short host')
  } else if (isCounter || isRedirector) {
    // Whoever copies a link out of a letter copies its counter with it.
    signals.add('LT-17', 'graph', isCounter ? 'defining' : 'decisive', 'LT-17', 'target', 'address of a redirector', 'outbound-interstitial')
    signals.add('LT-01', 'against', isCounter ? 'veto' : 'contra', 'LT-17', 'target', 'address of a redirector')
  } else if (host === 'tracker') signals.add('LT-31', 'graph', 'defining', 'LT-31', 'target', 'address of an ad or click tracker')
  else if (host === 'affiliate') signals.add('LT-26', 'graph', 'defining', 'LT-26', 'target', 'address of an affiliate network', 'affiliate')
  else if (host === 'paper') {
    if (!isProse && link.area !== 'footer' && link.area !== 'nav' && link.area !== 'header' && link.area !== 'aside') signals.add('LT-23', 'graph', reading.depth <= 1 && (link.cues.includes('reference-list') || link.cues.includes('list')) ? 'defining' : 'decisive', 'LT-23', 'target', 'a journal or repository, in a list')
  } else if (isPicture && !isFramed(reading)) signals.add('LT-15', 'graph', 'defining', 'LT-15', 'target', 'the page of a picture in an archive of pictures')
  else if (host === 'picture' || host === 'licence') {
    if (!isProse || /^(?:cc|creative commons|flickr|unsplash|pixabay|pexels|shutterstock)\b/u.test(reading.anchorWords.join(' '))) signals.add('LT-15', 'graph', isFramed(reading) ? 'weak' : isProse ? 'decisive' : 'defining', 'LT-15', 'target', host === 'licence' ? 'a licence, as credits of pictures name it' : 'where pictures come from')
    if (host === 'licence' && isFramed(reading)) signals.add('LT-14', 'graph', 'decisive', 'LT-14', 'target', 'the licence of the site', 'badge')
  } else if (host === 'platform') {
    if (isFramed(reading)) signals.add('LT-14', 'graph', 'decisive', 'LT-14', 'target', ownPlace[host], 'badge')
  } else if (host !== null && (!isProse || host === 'service' || host === 'giving' || (host === 'store' && reading.anchorWords.length === 0)) && (host !== 'social' || !signals.has('LT-02', 'position'))) {
    // The accounts, shops and forms a site keeps elsewhere stand in its template; a text that cites one is prose.
    signals.add('LT-14', 'graph', host === 'service' ? 'defining' : reading.anchorWords.length <= 2 || host === 'giving' || isFramed(reading) ? 'decisive' : 'moderate', 'LT-14', 'target', ownPlace[host], host === 'software' ? 'footer-credit' : host === 'store' ? 'badge' : 'theme')
    if (host === 'service') for (const type of ['LT-11', 'LT-01'] as const) signals.add(type, 'against', 'veto', 'LT-14', 'target', 'a service that the page uses')
    else if (host === 'giving') for (const type of ['LT-01', 'LT-02'] as const) signals.add(type, 'against', 'veto', 'LT-14', 'target', ownPlace[host])
  }
  followRule(reading, signals)
  ownCampaignRule(reading, signals)
  referralRule(reading, signals)
  onwardRule(reading, signals)
  ownPlaceRule(reading, signals)
  if (isEmbedded && link.area !== 'comment') {
    signals.add('LT-14', 'graph', 'defining', 'LT-14', 'parameters of the target', 'a post of a network put into the page', 'embedded-widget')
    signals.add('LT-01', 'against', 'veto', 'LT-14', 'parameters of the target', 'a post of a network put into the page')
  }
  if (isBelowHome) signals.add('LT-01', 'graph', 'weak', 'LT-01', 'target', 'a page below the home page')
}

/**
 * The site's own name before a domain of another name, or in the path of an account: an account, shop, desk or form that the site
 * keeps at somebody else's (LT-14). The same name in the domain itself would speak of one owner instead.
 */
function ownPlaceRule(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  const name = ownName(link.referringDomain)
  if (name.length < ownNameMin || link.referringDomain === link.targetDomain || reading.words.genericNames.has(name)) return
  if (link.target === null) return
  const { lower: target } = targetReading(link.target, reading.facts.lists, reading.words)
  const at = target.indexOf(link.targetDomain)
  if (at === -1 || link.targetDomain.replaceAll('-', '').includes(name)) return
  const before = target.slice(0, at).replaceAll(/[^a-z0-9]/gu, '')
  const path = target.slice(at + link.targetDomain.length).slice(0, 120)
  const segments = path.replaceAll(/[^a-z0-9/]/gu, '')
  // "/stanselm" on a form for gifts: a part of the site's name is its account there.
  const isPart = isFramed(reading) && /^\/[a-z0-9-]{5,}\/?$/u.test(path) && name.includes(segments.replaceAll('/', ''))
  const isNamed = isPart || (isFramed(reading) || targetHostOf(reading) === 'social') && (segments.endsWith(`/${name}`) || segments.includes(`/${name}/`))
  if (!before.includes(name) && !isNamed && !(accountPath.test(path) && segments.includes(name))) return
  // A publisher's shop has a shelf for each of its titles.
  if (isNamed && wordsOf(target.slice(0, at + link.targetDomain.length)).some((word) => reading.words.shopWords.has(word))) return signals.add('LT-27', 'url', 'strong', 'LT-27', 'target', `a shop with a part for ${name}`, 'site-group')
  const found = `${before.includes(name) ? 'host' : 'path'} holds the name of the site: ${name}`
  const host = targetHostOf(reading)
  const isPlatform = host === 'social' || host === 'giving' || host === 'store' || host === 'platform' || host === 'podcast'
  // A sentence that names the site's own account on a platform is no citation; of other places a name in the address proves little.
  if (link.cues.includes('prose') && (link.area === 'main' || link.area === null) && !isPlatform) return
  signals.add('LT-14', 'url', 'decisive', 'LT-14', 'target', found, 'theme')
  signals.add('LT-27', 'against', 'contra', 'LT-14', 'target', found)
  if (link.area !== 'main') return
  signals.add('LT-01', 'against', isPlatform ? 'veto' : 'contra', 'LT-14', 'target', found)
  if (isPlatform) signals.add('LT-02', 'against', 'veto', 'LT-14', 'target', found)
}

const ownNameMin = 5

/** The domain asked for last: links come by referring domain. */
let lastNamed = { domain: '', name: '' }

/** The name a site gave itself: the first part of its domain, without hyphens. */
function ownName(domain: string): string {
  if (lastNamed.domain !== domain) lastNamed = { domain, name: domain.split('.', 1)[0]!.replaceAll('-', '').toLowerCase() }
  return lastNamed.name
}

/** A site that counts the visitors it sends with its own name in the address does so for its own or its partners' business. */
function ownCampaignRule(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  const source = link.target === null ? undefined : targetReading(link.target, reading.facts.lists, reading.words).campaign
  if (source === undefined) return
  const name = ownName(link.referringDomain)
  const sent = source.toLowerCase().replaceAll(/[^a-z0-9]/gu, '')
  if (name.length < ownNameMin || !(sent.includes(name) || (sent.length >= ownNameMin && name.includes(sent)))) return
  signals.add('LT-27', 'graph', 'strong', 'LT-27', 'parameters of the target', `utm_source=${source}`, 'site-group')
  signals.add('LT-01', 'against', 'contra', 'LT-27', 'parameters of the target', `utm_source=${source}`)
}


/** The site's own name as the code of who sent a customer: what he buys pays the site (LT-26). */
function referralRule(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  // Anybody names himself in "ref="; a site of coupons is paid by it.
  const code = link.target === null ? undefined : (targetReading(link.target, reading.facts.lists, reading.words).referral ?? (reading.host.kinds.has('coupon') ? senderCode.exec(link.target)?.[1] : undefined))
  if (code === undefined || isFramed(reading)) return
  const name = ownName(link.referringDomain)
  const sent = code.toLowerCase().replaceAll(/[^a-z0-9]/gu, '')
  if (name.length < 4 || !(sent.includes(name) || (sent.length >= 5 && name.includes(sent)))) return
  signals.add('LT-26', 'graph', 'defining', 'LT-26', 'parameters of the target', code, 'affiliate')
}

const senderCode = /[?&](?:ref|src|source|from|origen|origine|origem)=([^&#]{3,60})/iu

/** Paths under which platforms keep what belongs to one of their customers. */
const accountPath = /^\/(?:@|(?:[a-z]{2}\/)?(?:user|users|company|companies|profile|profiles|channel|show|podcast|store|stores|seller|organi[sz]ations?|people|community|groups?|m|c|u|o|r)\/)/u

/** A page of a few words whose one way out says "continue" is a stop on the way, not a text (LT-17). */
function onwardRule({ features, facts, anchorWords, words }: LinkReading, signals: Signals): void {
  if (features === null || features.mainWordCount >= onwardWordsMax || features.mainExternalDomains.length > 1 || !words.onwardAnchors.has(anchorWords.join(' '))) return
  signals.add('LT-17', 'anchor', 'defining', 'LT-17', 'anchor text', `${facts.link.anchorText ?? ''}, on a page of ${features.mainWordCount} words`, 'outbound-interstitial')
}

const onwardWordsMax = 40


/** "Follow us on …" in the frame of a site: an account, on whatever network (LT-14). */
function followRule(reading: LinkReading, signals: Signals): void {
  const { anchorWords, words } = reading
  if (!isFramed(reading) || anchorWords.length < followWordsMin || words.legalAnchors.has(anchorWords.join(' ')) || findPhrases(words.followWords, anchorWords, '')[0]?.at !== 0) return
  signals.add('LT-14', 'anchor', 'decisive', 'LT-14', 'anchor text', 'asks to follow an account', 'theme')
  for (const type of ['LT-27', 'LT-21'] as const) signals.add(type, 'against', type === 'LT-21' ? 'veto' : 'contra', 'LT-14', 'anchor text', 'asks to follow an account')
}

/** "Subscribe" alone is as often the way to a magazine of the house. */
const followWordsMin = 3

/** True of a sign, or of the bare name of a network, that leads to an account there: nobody cites a source like that. */
function isAccountName({ anchorWords, words, facts: { link, lists } }: LinkReading): boolean {
  if (link.target === null || targetReading(link.target, lists, words).isPost) return false
  return anchorWords.length === 0 || (anchorWords.length <= 2 && words.networks.has(anchorWords.join(' ')))
}

/** True of a link that asks to follow the site or its writer elsewhere, in words or by where it stands (LT-14). */
function isFollow(reading: LinkReading): boolean {
  const { link } = reading.facts
  const told = link.target === null ? undefined : targetReading(link.target, reading.facts.lists, reading.words)
  if (told?.asksToFollow === true) return true
  // "She wrote on Twitter" before a single post is a source, not an invitation.
  if (told?.isPost === true) return false
  const words = `${link.context?.before.slice(-60) ?? ''} ${link.anchorText ?? ''}`
  return findPhrases(reading.words.followWords, wordsOf(words), words.toLowerCase()).length > 0
}

const ownPlace = { social: 'an account on a network', service: 'a service that the page uses', software: 'software of the site', store: 'an app store', giving: 'a page to give money', podcast: 'a podcast on a platform', platform: 'an account or record on a platform' } as const

export function isFramed({ facts: { link } }: LinkReading): boolean {
  return link.area === 'footer' || link.area === 'nav' || link.area === 'header' || link.area === 'aside'
}

/** What advertisers and the networks of teasers write into addresses to count what they paid for; "unpaid" and "alternative" are none of it. */
const adParameters = /[?&]utm_medium=[^&]{0,20}(?:cpc|ppc|(?<![a-z])paid|display|banner|cpm|(?<![a-z])native|advert|programmatic|retarget)|[?&]utm_source=(?:taboola|outbrain|plista|ligatus|criteo|adroll|doubleclick|googleads|google_?ads|adwords|revcontent|mgid|teads|nativo|triplelift|zergnet|facebook_?ads)\b|[?&](?:gclid|dclid|msclkid|tblci|obOrigUrl)=/iu

function queryRules(query: string, isProse: boolean, signals: Signals): void {
  const shown = query.slice(0, 120)
  // A writer who copies an address from the bar of a browser copies what counts the click of the advertisement with it.
  if (adParameters.test(query)) signals.add('LT-31', 'graph', isProse ? 'moderate' : 'defining', 'LT-31', 'parameters of the target', shown)
  else if (/[?&](?:utm_(?:medium|source)=(?:aff(?=&|$)|affili|afilia|partnerprogramm)|utm_medium=(?:referral_partner|coupon)|(?:aff|aff?_?id|affiliate|affiliate_id|afiliado|afiliada|affilie|affiliato|afiliacja|id_?afiliado|id_?affilie|irclickid|awc|awinaffid|awinmid|cjevent|tduid|zanpid|spartner|partner_?id|partnerid|subid|clickref|tag=[\w-]{3,30}-2[01]\b|ascsubtag|camref|ranmid|pid=\d{3,}&aid|aid=\d{3,}&pid)=?)/iu.test(query)) signals.add('LT-26', 'graph', 'defining', 'LT-26', 'parameters of the target', shown, 'affiliate')
  else if (/[?&](?:ref|referrer|pid|wmid|wm|a_aid|aid)=\d{3,}(?:&|$)/iu.test(query)) signals.add('LT-26', 'graph', 'decisive', 'LT-26', 'parameters of the target', shown, 'affiliate')
  else if (/[?&](?:to|t|u|url|deep|deeplink|murl|goto|redirect|dest|target)=https?(?::|%3a)/iu.test(query)) {
    signals.add('LT-17', 'graph', 'decisive', 'LT-17', 'parameters of the target', shown, 'outbound-interstitial')
    // "redirect=" is where a log-in leads back to; "url=" holds what the link is about.
    signals.add('LT-01', 'against', /[?&](?:to|t|u|url|deep|deeplink|murl|goto)=http/iu.test(query) ? 'veto' : 'contra', 'LT-17', 'parameters of the target', shown)
    signals.add('LT-26', 'graph', 'strong', 'LT-26', 'parameters of the target', shown, 'affiliate')
  } else if (/[?&]utm_medium=(?:email|newsletter)/iu.test(query)) signals.add('LT-30', 'graph', 'decisive', 'LT-30', 'parameters of the target', shown)
  else if (/[?&]utm_medium=(?:social|sm)\b/iu.test(query)) signals.add('LT-13', 'graph', 'moderate', 'LT-13', 'parameters of the target', shown)
  else if (/[?&]utm_(?:source|medium|campaign)=[^&]*(?:gmb|gbp|listing|directory|yext|local)/iu.test(query)) signals.add('LT-03', 'graph', 'strong', 'LT-03', 'parameters of the target', shown)
}
