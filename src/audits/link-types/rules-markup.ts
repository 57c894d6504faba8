import { findPhrases, wordsOf } from './phrases.js'
import { cuesIn } from './rules-words.js'
import { containsRun } from './profile-reading.js'
import { fieldOf } from './record-fields.js'
import type { LinkReading } from './reading.js'
import { isByNobody, isKnownHost, isOfSeries } from './rules-farm.js'
import { isFramed, targetHostOf, targetRules } from './rules-target.js'
import type { ScoredType, Signals, Strength } from './signal.js'
import { wordSet } from '../tiers/label-patterns.js'

/** Where on the page the link stands, its rel, its anchor and its image (F-POS, F-REL, F-ANC, F-VIS). */
export function markupRules(reading: LinkReading, signals: Signals): void {
  const { link, host } = reading.facts
  const cues = new Set(link.cues)
  if (link.element === 'redirect') signals.add('LT-17', 'position', 'defining', 'F-POS', 'element', 'the response redirects to the target', redirectSubtype(reading))
  if (link.element === 'canonical') signals.add('LT-16', 'position', 'decisive', 'F-DUP', 'element', 'canonical points to the target')
  if (link.element === 'iframe') signals.add('LT-14', 'position', 'strong', 'F-POS', 'element', 'iframe', 'embedded-widget')
  positionRules(reading, cues, signals)
  labelCues(reading, signals)
  const widespread = host.qualifiedRelShare !== null && host.qualifiedRelShare >= 0.9
  if (link.rel.includes('sponsored') && !widespread) {
    const thanks = signals.has('LT-07', 'url') || signals.has('LT-07', 'title') || signals.has('LT-07', 'position')
    // On a page that thanks its sponsors the token is what Google asks of them; elsewhere it says that a text was paid for.
    // What was paid for beside the piece is a display advertisement; in it, the piece was.
    const banner = !thanks && isBanner(reading)
    signals.add('LT-18', 'rel', thanks || banner ? 'moderate' : 'defining', 'F-REL', 'rel', 'sponsored')
    if (banner) signals.add('LT-31', 'rel', 'defining', 'F-REL', 'rel', 'sponsored, beside the piece')
    for (const type of ['LT-01', 'LT-04', 'LT-02'] as const) signals.add(type, 'against', 'veto', 'F-REL', 'rel', 'sponsored: the publisher says that it was paid')
    signals.add('LT-07', 'rel', thanks ? 'decisive' : 'moderate', 'F-REL', 'rel', 'sponsored')
    signals.add('LT-26', 'rel', 'moderate', 'F-REL', 'rel', 'sponsored')
  }
  if (link.rel.includes('ugc')) {
    signals.add('LT-11', 'rel', 'strong', 'F-REL', 'rel', 'ugc')
    signals.add('LT-10', 'rel', 'moderate', 'F-REL', 'rel', 'ugc')
    signals.add('LT-09', 'rel', 'moderate', 'F-REL', 'rel', 'ugc')
    signals.add('LT-13', 'rel', 'weak', 'F-REL', 'rel', 'ugc')
  }
  if (link.rel.includes('me')) signals.add('LT-09', 'rel', 'decisive', 'F-REL', 'rel', 'me')
  if (link.rel.includes('author')) signals.add('LT-02', 'rel', 'moderate', 'F-REL', 'rel', 'author', 'bio-link')
  anchorRules(reading, signals)
  targetRules(reading, signals)
}

function positionRules(reading: LinkReading, cues: ReadonlySet<string>, signals: Signals): void {
  const { link } = reading.facts
  const add = (type: Parameters<Signals['add']>[0], strength: Parameters<Signals['add']>[2], found: string, subtype: string | null = null) => signals.add(type, 'position', strength, 'F-POS', 'place of the link', found, subtype)
  // "Advertising" at the foot leads to those who sell it; stylesheets name the word as they name the slots.
  const sellsSlots = cues.has('ad') && (link.area === 'footer' || link.area === 'nav') && link.image === null && reading.words.legalAnchors.has(reading.anchorWords.join(' '))
  if (cues.has('ad') && !sellsSlots) add('LT-31', 'defining', 'inside an advertising slot')
  if (cues.has('hidden')) add('LT-20', 'decisive', 'hidden by its markup')
  if (cues.has('after-html')) add('LT-20', 'decisive', 'before <html> or after </html>')
  if (cues.has('signature')) add('LT-10', 'defining', 'inside the signature of a post', 'signature')
  if (link.area === 'comment' || cues.has('comment')) {
    const forum = isForum(reading)
    // The form for comments holds notices and log-ins, which nobody posted.
    if (cues.has('form') && !forum) add('LT-14', 'defining', 'inside the form for comments', 'embedded-widget')
    else if (reading.words.commentNotices.has(reading.anchorWords.join(' '))) add('LT-14', 'defining', 'a notice beside the comments', 'embedded-widget')
    else add(forum ? 'LT-10' : 'LT-11', 'defining', 'inside a list of comments or posts')
  }
  if (cues.has('author-box')) add('LT-02', 'defining', 'inside a box about the author', 'bio-link')
  if (cues.has('byline')) add('LT-02', 'decisive', 'inside the byline', 'bio-link')
  if (cues.has('sponsors') && isFramed(reading) && isFrameCredit(reading)) add('LT-14', 'defining', 'a credit in the frame of the site', 'footer-credit')
  else if (cues.has('sponsors')) add('LT-07', link.image !== null || cues.has('logo-grid') || cues.has('list') || !cues.has('prose') ? 'defining' : 'decisive', 'inside a block of sponsors, donors or partners')
  else if (cues.has('logo-grid')) add('LT-07', signals.has('LT-07', 'url') || signals.has('LT-07', 'title') || partnerPath.test(reading.path) ? 'defining' : isLone(reading) ? 'weak' : cues.has('list') || link.cues.some((cue) => cue.startsWith('under:')) ? 'strong' : 'moderate', 'one of several linked logos')
  if (cues.has('blogroll')) add('LT-14', 'defining', 'inside a blogroll', 'sidebar-blogroll')
  if (cues.has('reference-list')) {
    add('LT-22', 'strong', 'inside a list of references')
    add('LT-23', 'strong', 'inside a list of references')
  }
  const alsoInProse = (reading.facts.samePage?.proseCount ?? 0) > 0
  // The credit of a picture in a story that also cites the target is part of the story (4.3).
  if (cues.has('caption') && alsoInProse) {
    add('LT-15', 'moderate', 'inside a caption or credit, beside a link in the text')
    add('LT-01', 'strong', 'the text of the page links here too')
  } else if (cues.has('caption')) add('LT-15', link.image !== null || creditWords(reading) || (cues.has('figure') && !cues.has('prose')) ? 'defining' : cues.has('prose') ? 'strong' : 'decisive', 'inside a caption or credit')
  else if (cues.has('figure') && link.image !== null) add('LT-15', cues.has('prose') ? 'strong' : 'decisive', 'the image of a figure is the link')
  else if (link.image !== null && creditWords(reading)) add('LT-15', 'decisive', 'linked image with a credit')
  else if (link.image !== null && link.area === 'main') {
    const opensItself = imageFile.test(link.target ?? '')
    add('LT-15', opensItself ? 'decisive' : 'weak', 'linked image')
    if (opensItself) signals.add('LT-01', 'against', 'veto', 'F-POS', 'place of the link', 'a picture that opens its own file')
  }
  frameRules(reading, cues, add)
  if (link.area === 'main' || (link.area === null && cues.has('prose'))) {
    if (cues.has('prose')) {
      add('LT-01', 'strong', 'in prose of the main content')
      add('LT-02', 'weak', 'in prose of the main content', 'in-body')
      add('LT-04', 'weak', 'in prose of the main content')
    } else if (reading.inSentence) {
      add('LT-01', 'moderate', 'in a sentence of the main content')
      add('LT-02', 'weak', 'in a sentence of the main content', 'in-body')
      add('LT-04', 'weak', 'in a sentence of the main content')
    } else if (cues.has('list')) {
      add('LT-06', 'strong', 'in a list of the main content')
      add('LT-03', 'weak', 'in a list of the main content')
    } else if (cues.has('table')) add('LT-03', 'moderate', 'in a table of the main content')
  }
}

/**
 * The frame of a site. An entry of its own menu, or of a list at its foot, that leaves the site mostly leads to another
 * property of whoever keeps it (LT-27, site group); what stands there alone is a credit, a badge or a widget (LT-14).
 */
function frameRules(reading: LinkReading, cues: ReadonlySet<string>, add: (type: ScoredType, strength: Strength, found: string, subtype?: string | null) => void): void {
  const { link } = reading.facts
  // A provider who told us its names and domains would have named this one; then a menu proves little.
  const isPlain = targetHostOf(reading) === null && reading.profile.names.length === 0
  switch (link.area) {
    case 'footer': {
      // A credit says what somebody did for the site; a bare word among others is an entry, whether or not of a list.
      const isEntry = isPlain && (cues.has('list') || isBareEntry(reading))
      add('LT-14', isEntry ? 'strong' : 'decisive', 'footer', 'footer-credit')
      // Lists at the foot are menus; credits stand in lines of their own.
      if (isPlain) add('LT-27', isEntry ? (cues.has('list') && isBareEntry(reading) ? 'decisive' : 'strong') : 'moderate', 'an entry at the foot of the site', 'site-group')
      return
    }
    case 'aside':
      if (isPicture(reading) && isPlain) {
        add('LT-31', 'decisive', 'a picture alone beside the text, to a page below the home page')
        return add('LT-14', 'moderate', 'aside', 'badge')
      }
      return add('LT-14', 'decisive', 'aside', 'sidebar-blogroll')
    case 'nav': case 'header':
      if (link.area === 'header' && isPicture(reading) && isPlain) {
        add('LT-31', 'decisive', 'a picture alone in the header, to a page below the home page')
        return add('LT-14', 'moderate', 'header', 'badge')
      }
      add('LT-14', isPlain ? 'moderate' : 'decisive', link.area, 'theme')
      if (isPlain) add('LT-27', cues.has('list') || link.area === 'header' ? 'decisive' : 'strong', link.area === 'nav' ? 'an entry of the menu' : 'a link in the header', 'site-group')
      return
    default:
  }
}

/** True of words that are a link by themselves, with no sentence, credit or licence around them. */
function isBareEntry(reading: LinkReading): boolean {
  const { link } = reading.facts
  if (link.image !== null || reading.anchorWords.length === 0 || link.cues.includes('prose') || link.cues.includes('caption') || link.cues.includes('sponsors')) return false
  return !isFrameCredit(reading)
}

/** True where the words before a link, or its own, say what somebody did for the site: "Hosting:", "Theme: … by". */
function isFrameCredit(reading: LinkReading): boolean {
  const { link } = reading.facts
  const around = `${link.context?.before.slice(-50) ?? ''} ${link.anchorText ?? ''}`
  return findPhrases(reading.words.frameCredits, wordsOf(around), around.toLowerCase()).length > 0 || cuesIn(reading, around).some(({ cue }) => cue === 'footer-credit')
}

/** A picture alone that leads deeper than a home page: banners do, logos and badges seldom. */
function isPicture({ facts: { link } }: LinkReading): boolean {
  return link.image !== null && !link.cues.includes('list') && !link.cues.includes('logo-grid') && !link.cues.includes('prose') && !link.cues.includes('sponsors') && !/^https?:\/\/[^/]+\/?(?:[?#]|$)/u.test(link.target ?? '')
}

/** True of a page whose main content leads to no more than two sites: one picture among its own links is no grid of logos. */
function isLone({ features }: LinkReading): boolean {
  return features !== null && features.mainExternalDomains.length <= 2
}

const partnerPath = /\/(?:partners?|partenaires?|partner-?innen|socios|parceiros|partnerzy|colaboradores|amigos|supporters?)(?:[/.]|$)/u
const imageFile = /\.(?:png|jpe?g|gif|webp|svg|avif)(?:[?#]|$)/iu

function isForum(reading: LinkReading): boolean {
  const software = reading.features?.generator?.toLowerCase() ?? ''
  return /phpbb|vbulletin|discourse|xenforo|smf|simple machines|mybb|flarum|nodebb|invision|ip\.board|vanilla/u.test(software) || reading.curated?.entry.kind === 'forum' || reading.host.kinds.has('forum') || /\/(?:forum|forums|foro|t|thread|threads|topic|sujet|tema|thema|watek|viewtopic|showthread)\b/u.test(reading.path) || (reading.features?.structuredTypes.some((type) => type === 'DiscussionForumPosting' || type === 'QAPage') ?? false)
}

function creditWords(reading: LinkReading): boolean {
  return reading.contextWords.length > 0 && cuesIn(reading, reading.facts.link.context?.before.slice(-60) ?? '').some((match) => match.cue === 'credit')
}

/** Short labels that stand with the link itself: the strongest place for a disclosure (F-LBL). */
function labelCues(reading: LinkReading, signals: Signals): void {
  for (const cue of reading.facts.link.cues) {
    if (!cue.startsWith('label:')) continue
    const text = cue.slice(6)
    for (const match of cuesIn(reading, text)) {
      // An ordinary word speaks only where it is most of the label.
      if (match.labelOnly && (match.share <= 0.5 || reading.facts.link.area === 'nav')) continue
      if (match.cue === 'paid' && isBanner(reading)) signals.add('LT-31', 'label', 'defining', 'F-LBL', 'label with the link', `${text}, on a banner`)
      else if (match.cue === 'paid') signals.add('LT-18', 'label', 'defining', 'F-LBL', 'label with the link', text)
      else if (match.cue === 'guest') signals.add('LT-02', 'label', 'defining', 'F-LBL', 'label with the link', text)
      else if (match.cue === 'press') signals.add('LT-08', 'label', 'defining', 'F-LBL', 'label with the link', text)
      else if (match.cue === 'sponsor-thanks') signals.add('LT-07', 'label', 'defining', 'F-LBL', 'label with the link', text)
      else if (match.cue === 'credit') signals.add('LT-15', 'label', 'strong', 'F-LBL', 'label with the link', text)
      else if (match.cue === 'author-box') signals.add('LT-02', 'label', 'strong', 'F-AUTH', 'label with the link', text, 'bio-link')
    }
  }
}

/** A labelled block outside of the text is a display advertisement (LT-31), not an article that was paid for. */
function isBanner({ facts: { link } }: LinkReading): boolean {
  return (link.area === 'aside' || link.area === 'header' || link.area === 'footer' || link.cues.includes('ad')) && !link.cues.includes('prose')
}

/** An anchor that names who made a picture, or where it comes from. */
const creditAnchor = /^\s?(?:©|\(c\)\s|(?:image|photo|foto|bild|bildquelle|crédit photo|picture)\s?[:©]|via (?:wikimedia|flickr|unsplash|getty))/iu

/** An anchor that is an address or the name of a site. */
export const bareAddress = /^\s*(?:https?:\/\/|www\.)?[\w-]+(?:\.[\w-]+)+(?:\/\S*)?\s*$/iu

function anchorRules(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  if (link.anchorText === null) return
  const isBought = boughtAnchorRule(reading, signals)
  const anchor = reading.anchorWords.join(' ')
  for (const { value, text, at } of findPhrases(reading.words.anchor, reading.anchorWords, anchor)) if (at === 0) signals.add(value.type, 'anchor', value.strength, 'F-ANC', 'anchor text', text, value.subtype)
  if (creditAnchor.test(link.anchorText) && (link.area === 'main' || link.area === null)) {
    signals.add('LT-15', 'anchor', 'decisive', 'F-ANC', 'anchor text', link.anchorText)
    signals.add('LT-01', 'against', 'contra', 'F-ANC', 'anchor text', link.anchorText)
  }
  const credit = pictureCredit(reading)
  if (credit !== null) {
    signals.add('LT-15', 'text', 'decisive', 'F-CTX', 'words before the link', credit)
    signals.add('LT-01', 'against', link.cues.includes('prose') ? 'contra' : 'veto', 'F-CTX', 'words before the link', credit)
  }
  const isSiteAnchor = wordSet(reading.facts.lists, 'link-anchor/site').has(anchor)
  if (isSiteAnchor || isWebField(reading)) {
    // In a record or an account that is its field for the site; of a page that nobody read it tells nothing, since anybody links like that.
    if (reading.features === null && link.area === null) return
    signals.add('LT-03', 'anchor', isSiteAnchor ? 'strong' : 'moderate', 'F-ANC', 'anchor text', link.anchorText)
    signals.add('LT-12', 'anchor', 'moderate', 'F-ANC', 'anchor text', link.anchorText)
    signals.add('LT-09', 'anchor', 'moderate', 'F-ANC', 'anchor text', link.anchorText)
  } else if (bareAddress.test(link.anchorText)) {
    for (const type of ['LT-03', 'LT-09', 'LT-10', 'LT-28', 'LT-13'] as const) signals.add(type, 'anchor', 'weak', 'F-ANC', 'anchor text', link.anchorText)
  } else if (isBought || findPhrases(reading.words.spam, reading.anchorWords, '').some(({ length }) => length >= 2)) {
    // Words that sell are those of whoever placed the link: they speak for no writer and for no list of reading.
  } else if (reading.anchorWords.length >= 3) {
    signals.add('LT-01', 'anchor', 'moderate', 'F-ANC', 'anchor text', link.anchorText)
    // Any link may be called by several words: they fit a list of reading, and make none.
    if (signals.has('LT-06')) signals.add('LT-06', 'anchor', 'weak', 'F-ANC', 'anchor text', link.anchorText)
  } else if (reading.anchorWords.length === 2) signals.add('LT-01', 'anchor', 'weak', 'F-ANC', 'anchor text', link.anchorText)
}

/** "Illustration: " right before a short linked name says who made the picture (LT-15); null where nothing does. */
function pictureCredit({ facts: { link }, anchorWords, words }: LinkReading): string | null {
  if (link.context === null || (link.area !== 'main' && link.area !== null) || anchorWords.length === 0 || anchorWords.length > 4 || link.cues.includes('reference-list')) return null
  const label = /([\p{L}][\p{L} ]{2,24})\s?[:©]\s{0,3}$/u.exec(link.context.before.slice(-40))?.[1]
  if (label === undefined) return null
  const last = wordsOf(label)
  return words.pictureCredits.has(last.at(-1) ?? '') || words.pictureCredits.has(last.slice(-2).join(' ')) ? label.trim() : null
}

/** True of a bare address or short name behind the word "Website:", as records and accounts have it. */
function isWebField({ facts: { link }, words, anchorWords, inSentence }: LinkReading): boolean {
  const before = link.context?.before.trim() ?? ''
  if (inSentence || before === '' || anchorWords.length > 6 || (link.area !== 'main' && link.area !== null)) return false
  const label = /([^\n:|•·.]{2,30}):$/u.exec(before.slice(-40))?.[1]
  return label !== undefined && fieldOf(label.trim().split(/\s{2,}/u).at(-1)!, words.recordFields) === 'web'
}

/**
 * A treatment together with a place of the service area is what buyers of links ask for, and hardly ever what a writer
 * calls the page cited. In a short text by nobody, with no other link, on a host or page that is one number of a series,
 * it is the post of a link farm (LT-19 wants several footprints: the anchor alone is none of a network).
 */
function boughtAnchorRule(reading: LinkReading, signals: Signals): boolean {
  const { profile, anchorWords, features } = reading
  const service = anchorWords.length >= 2 ? profile.services.find((words) => containsRun(anchorWords, words)) : undefined
  const place = service && profile.places.find((words) => containsRun(anchorWords, words))
  if (!place || (reading.facts.link.area !== 'main' && reading.facts.link.area !== null)) return false
  const found = `${reading.facts.link.anchorText ?? ''}: a treatment with a place`
  if (features !== null) signals.add('LT-18', 'anchor', 'moderate', 'F-ANC', 'anchor text', found, 'undisclosed-suspected')
  const isFarmed = features !== null && features.mainExternalDomains.length <= 2 && isByNobody(reading) && isOfSeries(reading) && !isKnownHost(reading)
  signals.add('LT-01', 'against', isFarmed ? 'veto' : 'contra', 'F-ANC', 'anchor text', found)
  if (isFarmed) signals.add('LT-04', 'against', 'veto', 'F-ANC', 'anchor text', found)
  if (features !== null) signals.add('LT-19', 'anchor', isFarmed ? 'decisive' : 'weak', 'F-ANC', 'anchor text', found)
  return true
}

function redirectSubtype(reading: LinkReading): string | null {
  const { link } = reading.facts
  if (reading.curated?.entry.kind === 'shortener') return 'shortener'
  if (link.referringDomain === link.targetDomain || reading.profile.domains.has(link.referringDomain)) return 'own-migration'
  const name = reading.host.name.replaceAll(' ', '')
  if (reading.profile.names.some((words) => words.join('').length >= 5 && name.includes(words.join('')))) return 'own-migration'
  if (/^\/(?:out|go|goto|redirect|redir|r|click|exit|away)\b/u.test(reading.path)) return 'outbound-interstitial'
  return reading.facts.former?.isUnrelated === true ? 'expired-domain-repoint' : 'acquired-domain'
}
