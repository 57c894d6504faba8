import { findPhrases, wordsOf } from './phrases.js'
import type { LinkReading } from './reading.js'
import { isFramed } from './rules-target.js'
import type { Cue } from './word-lists.js'
import type { ScoredType, Signals, Strength } from './signal.js'

/** Words of the URL, the title and the words around the link (F-URL, F-CTX), by the lists `link-type/…`. */
export function wordRules(reading: LinkReading, signals: Signals): void {
  pathRules(reading, signals)
  titleRules(reading, signals)
  if (isFramed(reading)) {
    const credit = cuesIn(reading, reading.facts.link.anchorText ?? '').find(({ cue }) => cue === 'footer-credit')
    if (credit !== undefined) signals.add('LT-14', 'text', 'defining', 'LT-14', 'anchor text', credit.text, 'footer-credit')
  }
  const { words } = reading
  if (reading.contextWords.length > 0) {
    const before = wordsOf(reading.facts.link.context?.before ?? '').length
    for (const match of findPhrases(words.context, reading.contextWords, reading.context)) {
      // A credit stands right before its link; in the middle of a text the same words tell a story.
      if (creditTypes.has(match.value.type) && match.at + match.length !== before) continue
      signals.add(match.value.type, 'text', match.value.strength, 'F-CTX', 'words around the link', match.text, match.value.subtype)
      if (match.value.type === 'LT-02' && match.value.strength === 'decisive') signals.add('LT-01', 'against', 'contra', 'F-CTX', 'words around the link', match.text)
    }
    contextCueRules(reading, signals)
  }
  // "Order the issue in our shop" says whose the target is, whether or not all of it is the link.
  for (const { value, text } of findPhrases(words.context, reading.anchorWords, reading.anchorWords.join(' '))) if (value.type === 'LT-27') signals.add('LT-27', 'text', value.strength, 'F-ANC', 'anchor text', text, value.subtype)
}

const creditTypes = new Set<ScoredType>(['LT-14', 'LT-15', 'LT-09'])

/** One grade lower: in a long slug a phrase is a subject ("how-to-find-a-doctor-you-trust"), not the name of a section. */
const lower: Partial<Record<Strength, Strength>> = { defining: 'moderate', decisive: 'moderate', strong: 'weak', moderate: 'weak', weak: 'weak' }

/** Types whose name is put first in the slug of their pages: "gastbeitrag-…", "press-release-…". */
const namedFirst = new Set<ScoredType>(['LT-02', 'LT-08', 'LT-18', 'LT-15'])

/** Where one of the words is a whole segment of a path that others follow; -1 where none is. */
function segmentIndex(path: readonly string[], known: ReadonlySet<string>): number {
  return path.findIndex((word, at) => known.has(word) && path[at - 1] === '/' && path[at + 1] === '/')
}

const datePath = /\/(?:19|20)\d{2}\/\d{1,2}(?:\/|$)|\/(?:19|20)\d{2}-\d{2}-\d{2}/u

const labelTypes: ReadonlySet<ScoredType> = new Set<ScoredType>(['LT-02', 'LT-08', 'LT-18', 'LT-26'])

/** Sections are named at the front of an address; one with more of such words than these was made to be slow to read. */
const pathMatchesMax = 50

/** A section that carries the name of the whole site ("tribune", "profile", "feed") says nothing of its pages. */
const selfNamed = new Set<ScoredType>(['LT-02', 'LT-09', 'LT-30'])

function pathRules(reading: LinkReading, signals: Signals): void {
  const { pathWords, words } = reading
  const found = findPhrases(words.path, pathWords, reading.path).slice(0, pathMatchesMax)
  // A story about a clinic is no record of one.
  const isNews = segmentIndex(pathWords, words.newsSections) !== -1
  const tagAt = segmentIndex(pathWords, words.tagSections)
  for (const match of found) {
    // Behind "/tag/" stands a subject, not the name of a section, unless it says how the texts came about.
    if (tagAt !== -1 && match.at > tagAt + 1 && !labelTypes.has(match.value.type)) continue
    // "member-directory" is no "directory": what stands inside a longer phrase is not said by itself.
    if (found.some((other) => other.length > match.length && other.at <= match.at && other.at + other.length >= match.at + match.length && other.value.type !== match.value.type)) continue
    const end = match.at + match.length
    let before = 0
    for (let at = match.at - 1; at >= 0 && pathWords[at] !== '/' && pathWords[match.at] !== '/'; at -= 1) before += 1
    let after = 0
    for (let at = end; at < pathWords.length && pathWords[at] !== '/' && pathWords[end - 1] !== '/'; at += 1) after += 1
    // On a page that was read, a long slug that only begins like that is a headline: "sponsored-walks-are-fun".
    const leads = before === 0 && namedFirst.has(match.value.type) && match.text.length >= 7 && (reading.features === null || after <= 2)
    const name = wordsOf(match.text).join('')
    const named = name.length >= 4 && selfNamed.has(match.value.type) && reading.hostName.includes(name)
    // "/t/" stands before the name of a thread; with nothing behind it, it is a short address of anything.
    const isOneLetter = match.length === 3 && pathWords[match.at + 1]!.length === 1
    if (isOneLetter && end === pathWords.length) continue
    const isLetter = isOneLetter && match.at > 0
    const strength = named ? 'weak' : isLetter || (isNews && match.value.type === 'LT-03' && match.value.strength === 'decisive') ? lower[match.value.strength]! : leads ? match.value.strength : before + after > 3 ? lower[match.value.strength]! : before + after > 1 && match.value.strength === 'defining' ? 'decisive' : match.value.strength
    signals.add(match.value.type, 'url', strength, 'F-URL', 'path', match.text, match.value.subtype)
  }
  const address = `${reading.path}${reading.query === '' ? '' : `?${reading.query}`}${reading.fragment}`
  const hasSign = signPattern.test(address)
  const hasDigit = digitPattern.test(address)
  for (const { test, needs, type, strength, what, subtype } of urlShapes) {
    if ((needs === undefined || (needs === 'sign' ? hasSign : hasDigit)) && test.test(address)) signals.add(type, 'url', strength, 'F-URL', 'shape of the URL', what, subtype ?? null)
  }
  const { slug } = reading
  // Three words alone are as often a product or a place; beside another sign of an article they count.
  const listed = signals.list.some(({ type, group, strength }) => type !== 'LT-01' && type !== 'LT-04' && type !== 'LT-02' && (group === 'url' || (group === 'host' && reading.features === null)) && (strength === 'defining' || strength === 'decisive'))
  if (slug.length >= 4 && !listed) signals.add('LT-01', 'url', 'strong', 'F-URL', 'slug of the path', slug.join('-'))
  else if (slug.length === 3 && !listed && (reading.features !== null || signals.has('LT-01') || datePath.test(reading.path))) signals.add('LT-01', 'url', 'moderate', 'F-URL', 'slug of the path', slug.join('-'))
  const dated = datePath.exec(reading.path)
  if (dated) {
    signals.add('LT-01', 'date', 'moderate', 'F-TIME', 'date in the path', dated[0])
    signals.add('LT-04', 'date', 'weak', 'F-TIME', 'date in the path', dated[0])
  }
  embeddedAddress(reading, signals)
}

/** Signs without which no parameter, account or place on a page stands in an address. */
const signPattern = /[?&#@]/u
const digitPattern = /\d/u

/** What shapes of addresses tell; `needs` names what stands in every address of a shape, so that most are not looked for. */
const urlShapes: ReadonlyArray<{ test: RegExp; needs?: 'sign' | 'digit'; type: 'LT-01' | 'LT-09' | 'LT-10' | 'LT-11' | 'LT-16' | 'LT-30' | 'LT-17' | 'LT-20' | 'LT-23' | 'LT-24' | 'LT-26' | 'LT-29' | 'LT-31' | 'LT-13'; strength: Strength; what: string; subtype?: string }> = [
  { test: /^\/@[\w.-]+\/?$/u, needs: 'sign', type: 'LT-09', strength: 'defining', what: '/@name' },
  { test: /^\/@[\w.-]+\/(?:posts?\/)?\d+/u, needs: 'sign', type: 'LT-13', strength: 'defining', what: '/@name/number' },
  { test: /\/(?:viewtopic|showthread|showpost|viewthread)\b|[?&]showtopic=|[?&]topic=\d/u, type: 'LT-10', strength: 'defining', what: 'address of a thread' },
  { test: /\/10\.\d{4,9}\/\S/u, needs: 'digit', type: 'LT-23', strength: 'defining', what: 'DOI' },
  { test: /[?&](?:doi|pmid|pmcid)=/u, needs: 'sign', type: 'LT-23', strength: 'decisive', what: 'identifier of a paper' },
  { test: /#(?:comments?(?:-\d+)?|respond|kommentare?|reacties)$|[?&]replytocom=|\/comment-page-\d/u, type: 'LT-11', strength: 'defining', what: 'address of a comment' },
  { test: /[?&]feed=(?:rss|rss2|atom|rdf)/u, needs: 'sign', type: 'LT-30', strength: 'defining', what: 'address of a feed', subtype: 'feed' },
  { test: /\/(?:status|pin|reel|statuses)\/\d{4,}/u, needs: 'digit', type: 'LT-13', strength: 'decisive', what: 'number of a post' },
  { test: /\/\d{8,14}(?:[a-z]{2}_)?\/https?:/u, needs: 'digit', type: 'LT-29', strength: 'defining', what: 'dated copy of another address' },
  { test: /[?&](?:buy|order|drug|pill|rx)=|\/wp-(?:content|includes)\/.*\.(?:html?|php)$/iu, type: 'LT-20', strength: 'decisive', what: 'path outside the site’s structure' },
  // A folder of a year, "/web/2008/", is no copy: the address behind the date or the full time makes it one.
  { test: /\/web\/(?:\d{14}(?:[a-z]{2}_)?\/|\d{4,13}(?:[a-z]{2}_)?\/(?:https?:|www\.))/u, needs: 'digit', type: 'LT-29', strength: 'defining', what: 'dated copy of another address' },
  { test: /[?&](?:_x_tr_(?:sl|tl)|langpair)=/u, needs: 'sign', type: 'LT-29', strength: 'defining', what: 'parameters of a translation service' },
  { test: /[?&](?:adurl|clickid|zoneid|bannerid|creative)=/u, needs: 'sign', type: 'LT-31', strength: 'decisive', what: 'parameters of an ad server' },
  { test: /[?&](?:aff|aff_id|affid|affiliate|partnerid)=/u, needs: 'sign', type: 'LT-26', strength: 'decisive', what: 'parameters of an affiliate', subtype: 'affiliate' },
  { test: /^\/\?p=\d+$/u, needs: 'sign', type: 'LT-16', strength: 'weak', what: 'bare number of a post' },
  { test: /^\/\?p=\d{4,}$|\/archives\/\d+/u, needs: 'digit', type: 'LT-01', strength: 'moderate', what: 'number of a post' },
  { test: /\/posts\/\d{6,}|\/feed\/update\/|\/permalink\.php|\/story\.php\?/u, type: 'LT-13', strength: 'defining', what: 'address of a post' },
  { test: /\/watch(?:\?v=|\/[\w-]{4,14}\/?$)/u, type: 'LT-13', strength: 'defining', what: 'address of a posted video', subtype: 'video' },
]

/** Words of a service that shows a copy of the address standing behind them. */
const wrapperWords = /archiv|wayback|cache|snapshot|translat|proxy|text-?only|nur-?text|mirror|spiegel|traduc|tradu[zc]|vertaal|tlumacz|uebersetz|ubersetz/u

/** A page whose own address holds the target's address stands between (LT-17, LT-29) or describes it (LT-28). */
function embeddedAddress(reading: LinkReading, signals: Signals): void {
  const { link, site } = reading.facts
  copiedAddress(reading, signals)
  describedDomain(reading, signals)
  const domain = link.targetDomain || site.domain
  const whole = `${reading.path}?${reading.query}`.toLowerCase()
  const at = domain === '' || link.referringDomain === domain ? -1 : whole.indexOf(domain)
  if (at === -1) return
  const inQuery = at > reading.path.length
  const withScheme = /https?:\/{1,2}(?:www\.)?$/u.test(whole.slice(Math.max(0, at - 20), at))
  const around = `${link.referringHost}${whole.slice(0, at)}`
  if (/[?&]q=cache:[^&]{0,80}$/u.test(whole.slice(0, at))) {
    signals.add('LT-29', 'graph', 'defining', 'F-URL', 'query', `cache: holds the address of ${domain}`)
    return
  }
  if (withScheme && !inQuery) signals.add('LT-29', 'graph', wrapperWords.test(around) ? 'defining' : 'decisive', 'F-URL', 'path', `holds the address of ${domain}`)
  if (withScheme && inQuery) {
    const key = /[?&]([\w-]{1,20})=[^&]*$/u.exec(whole.slice(0, at))?.[1] ?? ''
    if (/^(?:url|u|to|target|goto|dest|destination|redirect|redirect_url|redirect_to|link|out|r|q)$/u.test(key)) signals.add('LT-17', 'graph', 'decisive', 'F-URL', 'query', `${key}= holds the address of ${domain}`, 'outbound-interstitial')
    if (/^(?:url|u|q|text|page)$/u.test(key) && /translat|proxy|cache/u.test(`${link.referringHost}${whole}`)) signals.add('LT-29', 'graph', 'defining', 'F-URL', 'query', `${key}= holds the address of ${domain}`)
  }
  if (!withScheme) signals.add('LT-28', 'graph', 'decisive', 'F-URL', inQuery ? 'query' : 'path', `names the domain ${domain}`)
}

/** A page whose address names another domain as its subject, "/www/name.example", is about that site; its other links are of its kind (LT-28). */
function describedDomain({ facts: { link }, path, features }: LinkReading, signals: Signals): void {
  const found = /\/(?:www|site|sites|domain|domains|website|websites|info|whois|stats?|value|worth|report|analy[sz]e|analysis|audit|check|seo|traffic|review-of)\/(?:www\.)?([a-z0-9-]{3,60}\.[a-z]{2,10})\/?$/u.exec(path.toLowerCase())
  if (found === null || found[1] === link.referringDomain || (features !== null && features.authors.length > 0)) return
  signals.add('LT-28', 'url', 'decisive', 'F-URL', 'path', `names the domain ${found[1]!}`)
  for (const type of ['LT-01', 'LT-03'] as const) signals.add(type, 'against', 'veto', 'F-URL', 'path', `names the domain ${found[1]!}`)
}

/** An address that holds the whole of another one, of whatever site, shows a copy of it: what that page links is no writer's here (LT-29). */
function copiedAddress({ facts: { link }, path, query }: LinkReading, signals: Signals): void {
  const whole = `${path}?${query}`.toLowerCase()
  const found = /(?:^|[/=])(?:cache:|https?:\/{1,2})(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)/u.exec(whole)
  if (found === null || link.referringDomain === '' || found[1]!.endsWith(link.referringDomain) || !wrapperWords.test(`${link.referringHost}${whole.slice(0, found.index + 8)}`)) return
  signals.add('LT-29', 'graph', 'defining', 'F-URL', 'address of the page', `a copy of ${found[1]!}`)
  signals.add('LT-01', 'against', 'veto', 'F-URL', 'address of the page', `a copy of ${found[1]!}`)
}

function titleRules(reading: LinkReading, signals: Signals): void {
  const { titleWords, words } = reading
  if (titleWords.length === 0) return
  for (const match of findPhrases(words.title, titleWords, reading.title)) {
    // A long title speaks about things; only a short one, or the words at an end of it, names what the page is.
    const edge = match.at === 0 || match.at + match.length >= titleWords.length
    const strength = titleWords.length <= 5 || edge ? (match.value.strength === 'defining' && match.length === 1 && titleWords.length > 3 ? 'decisive' : match.value.strength) : lower[match.value.strength]!
    signals.add(match.value.type, 'title', strength, 'F-CTX', 'title of the referring page', match.text, match.value.subtype)
  }
  const domain = reading.facts.link.targetDomain
  if (domain !== '' && reading.title.includes(domain)) signals.add('LT-28', 'title', 'decisive', 'F-CTX', 'title of the referring page', `names the domain ${domain}`)
  if (titleWords.length >= 5 && !signals.has('LT-03', 'title') && !signals.has('LT-28', 'title')) signals.add('LT-01', 'title', titleWords.length >= 7 ? 'strong' : 'moderate', 'F-CTX', 'title of the referring page', 'a sentence, as articles have it')
}

/** Disclosure words in running text count as a hint only, where they are no ordinary words (section 5). */
function contextCueRules(reading: LinkReading, signals: Signals): void {
  for (const { value, text, length } of findPhrases(reading.words.cues, reading.contextWords, reading.context)) {
    if (value.labelOnly) continue
    const long = length >= 2
    if (value.cue === 'paid' && long) signals.add('LT-18', 'text', 'strong', 'F-LBL', 'words around the link', text)
    else if (value.cue === 'guest' && long) signals.add('LT-02', 'text', 'strong', 'F-LBL', 'words around the link', text)
    else if (value.cue === 'author-box' && long) signals.add('LT-02', 'text', 'strong', 'F-AUTH', 'words around the link', text, 'bio-link')
    else if (value.cue === 'press' && long) signals.add('LT-08', 'text', 'strong', 'F-LBL', 'words around the link', text)
    else if (value.cue === 'reciprocal') signals.add('LT-14', 'text', 'strong', 'F-LBL', 'words around the link', text, 'sidebar-blogroll')
  }
}

export interface CueMatch {
  cue: Cue
  labelOnly: boolean
  text: string
  /** Share of the text's words that the cue is. */
  share: number
  /** True where the text begins with the cue and a mark parts it from the rest: "Werbung, da …". */
  leads: boolean
}

/** The cues in one text, folded. */
export function cuesIn(reading: LinkReading, text: string): CueMatch[] {
  const exact = reading.words.exactCues.get(text.trim().toLowerCase())
  if (exact !== undefined) return [{ cue: exact, labelOnly: true, text: text.trim(), share: 1, leads: true }]
  const words = wordsOf(text.slice(0, 400))
  return findPhrases(reading.words.cues, words, text.toLowerCase().slice(0, 400)).map(({ value, text: found, at, length }) => ({
    cue: value.cue, labelOnly: value.labelOnly, text: found, share: length / Math.max(1, words.length), leads: at === 0 && /^\s?[,:|(–—-]/u.test(text.trim().slice(found.length)),
  }))
}
