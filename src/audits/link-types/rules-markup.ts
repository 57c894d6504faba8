import { cuesIn } from './rules-words.js'
import type { LinkReading } from './reading.js'
import type { Signals } from './signal.js'

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
    signals.add('LT-18', 'rel', 'defining', 'F-REL', 'rel', 'sponsored')
    for (const type of ['LT-01', 'LT-04', 'LT-02'] as const) signals.add(type, 'against', 'veto', 'F-REL', 'rel', 'sponsored: the publisher says that it was paid')
    signals.add('LT-07', 'rel', 'moderate', 'F-REL', 'rel', 'sponsored')
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
  if (cues.has('ad')) add('LT-31', 'defining', 'inside an advertising slot')
  if (cues.has('hidden')) add('LT-20', 'decisive', 'hidden by its markup')
  if (cues.has('after-html')) add('LT-20', 'decisive', 'before <html> or after </html>')
  if (cues.has('signature')) add('LT-10', 'defining', 'inside the signature of a post', 'signature')
  if (link.area === 'comment' || cues.has('comment')) {
    const forum = isForum(reading)
    add(forum ? 'LT-10' : 'LT-11', 'defining', 'inside a list of comments or posts')
  }
  if (cues.has('author-box')) add('LT-02', 'defining', 'inside a box about the author', 'bio-link')
  if (cues.has('byline')) add('LT-02', 'decisive', 'inside the byline', 'bio-link')
  if (cues.has('sponsors')) add('LT-07', 'defining', 'inside a block of sponsors, donors or partners')
  else if (cues.has('logo-grid')) add('LT-07', 'strong', 'one of several linked logos')
  if (cues.has('blogroll')) add('LT-14', 'defining', 'inside a blogroll', 'sidebar-blogroll')
  if (cues.has('reference-list')) {
    add('LT-22', 'strong', 'inside a list of references')
    add('LT-23', 'strong', 'inside a list of references')
  }
  if (cues.has('caption')) add('LT-15', link.image !== null || creditWords(reading) || (cues.has('figure') && !cues.has('prose')) ? 'defining' : cues.has('prose') ? 'strong' : 'decisive', 'inside a caption or credit')
  else if (cues.has('figure') && link.image !== null) add('LT-15', 'strong', 'the image of a figure is the link')
  else if (link.image !== null && creditWords(reading)) add('LT-15', 'decisive', 'linked image with a credit')
  else if (link.image !== null && link.area === 'main') add('LT-15', 'weak', 'linked image')
  if (link.area === 'footer') add('LT-14', 'defining', 'footer', 'footer-credit')
  else if (link.area === 'aside') add('LT-14', 'defining', 'aside', 'sidebar-blogroll')
  else if (link.area === 'nav' || link.area === 'header') add('LT-14', 'defining', link.area, 'theme')
  if (link.area === 'main' || (link.area === null && cues.has('prose'))) {
    if (cues.has('prose')) {
      add('LT-01', 'strong', 'in prose of the main content')
      add('LT-02', 'weak', 'in prose of the main content', 'in-body')
      add('LT-04', 'weak', 'in prose of the main content')
    } else if (cues.has('list')) {
      add('LT-06', 'strong', 'in a list of the main content')
      add('LT-03', 'weak', 'in a list of the main content')
    } else if (cues.has('table')) add('LT-03', 'moderate', 'in a table of the main content')
  }
}

function isForum(reading: LinkReading): boolean {
  const software = reading.features?.generator?.toLowerCase() ?? ''
  return /phpbb|vbulletin|discourse|xenforo|smf|simple machines|mybb|flarum|nodebb|invision|ip\.board|vanilla/u.test(software) || reading.curated?.entry.kind === 'forum' || /\/(?:forum|forums|t|thread|threads|topic|viewtopic|showthread)\b/u.test(reading.path) || (reading.features?.structuredTypes.some((type) => type === 'DiscussionForumPosting' || type === 'QAPage') ?? false)
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
      if (match.cue === 'paid') signals.add('LT-18', 'label', 'defining', 'F-LBL', 'label with the link', text)
      else if (match.cue === 'guest') signals.add('LT-02', 'label', 'defining', 'F-LBL', 'label with the link', text)
      else if (match.cue === 'press') signals.add('LT-08', 'label', 'defining', 'F-LBL', 'label with the link', text)
      else if (match.cue === 'sponsor-thanks') signals.add('LT-07', 'label', 'defining', 'F-LBL', 'label with the link', text)
      else if (match.cue === 'credit') signals.add('LT-15', 'label', 'strong', 'F-LBL', 'label with the link', text)
      else if (match.cue === 'author-box') signals.add('LT-02', 'label', 'strong', 'F-AUTH', 'label with the link', text, 'bio-link')
    }
  }
}

const siteAnchors = new Set(['website', 'visit website', 'visit site', 'visit', 'web', 'homepage', 'home page', 'official website', 'view website', 'go to website', 'zur website', 'webseite', 'website besuchen', 'site web', 'voir le site', 'site internet', 'sitio web', 'pagina web', 'ver web', 'ir a la web', 'sito web', 'sito', 'visita il sito', 'vai al sito', 'site', 'visitar site', 'naar website', 'bezoek website', 'strona www', 'strona internetowa', 'www', 'hemsida', 'hjemmeside', 'kotisivut', 'web stranky', 'honlap', 'web sitesi', 'сайт'])

/** An anchor that is an address or the name of a site. */
export const bareAddress = /^\s*(?:https?:\/\/|www\.)?[\w-]+(?:\.[\w-]+)+(?:\/\S*)?\s*$/iu

function anchorRules(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  if (link.anchorText === null) return
  const anchor = reading.anchorWords.join(' ')
  if (siteAnchors.has(anchor)) {
    signals.add('LT-03', 'anchor', 'strong', 'F-ANC', 'anchor text', link.anchorText)
    signals.add('LT-12', 'anchor', 'moderate', 'F-ANC', 'anchor text', link.anchorText)
    signals.add('LT-09', 'anchor', 'moderate', 'F-ANC', 'anchor text', link.anchorText)
  } else if (bareAddress.test(link.anchorText)) {
    signals.add('LT-03', 'anchor', 'moderate', 'F-ANC', 'anchor text', link.anchorText)
    for (const type of ['LT-09', 'LT-10', 'LT-28', 'LT-13'] as const) signals.add(type, 'anchor', 'weak', 'F-ANC', 'anchor text', link.anchorText)
  } else if (reading.anchorWords.length >= 3) {
    signals.add('LT-01', 'anchor', 'moderate', 'F-ANC', 'anchor text', link.anchorText)
    signals.add('LT-06', 'anchor', 'weak', 'F-ANC', 'anchor text', link.anchorText)
  } else if (reading.anchorWords.length === 2) signals.add('LT-01', 'anchor', 'weak', 'F-ANC', 'anchor text', link.anchorText)
}

function targetRules(reading: LinkReading, signals: Signals): void {
  const target = reading.facts.link.target ?? ''
  const mark = target.indexOf('?')
  const query = mark === -1 ? '' : target.slice(mark)
  if (/[?&]utm_medium=(?:cpc|ppc|paid|paidsearch|display|banner|cpm|paid_social)|[?&](?:gclid|dclid|msclkid)=/iu.test(query)) signals.add('LT-31', 'graph', 'defining', 'LT-31', 'parameters of the target', query.slice(0, 120))
  else if (/[?&]utm_medium=(?:affiliate|referral_partner|coupon)|[?&](?:aff|aff_id|affid|irclickid|awc|cjevent|tduid)=/iu.test(query)) signals.add('LT-26', 'graph', 'decisive', 'LT-26', 'parameters of the target', query.slice(0, 120), 'affiliate')
  else if (/[?&]utm_medium=(?:email|newsletter)/iu.test(query)) signals.add('LT-30', 'graph', 'decisive', 'LT-30', 'parameters of the target', query.slice(0, 120))
  else if (/[?&]utm_medium=(?:social|sm)\b/iu.test(query)) signals.add('LT-13', 'graph', 'moderate', 'LT-13', 'parameters of the target', query.slice(0, 120))
  else if (/[?&]utm_(?:source|medium|campaign)=[^&]*(?:gmb|gbp|listing|directory|yext|local)/iu.test(query)) signals.add('LT-03', 'graph', 'strong', 'LT-03', 'parameters of the target', query.slice(0, 120))
  if (target !== '' && !/^https?:\/\/[^/]+\/?(?:[?#]|$)/u.test(target)) signals.add('LT-01', 'graph', 'weak', 'LT-01', 'target', 'a page below the home page')
}

function redirectSubtype(reading: LinkReading): string | null {
  const { link } = reading.facts
  if (reading.curated?.entry.kind === 'shortener') return 'shortener'
  if (link.referringDomain === link.targetDomain || reading.profile.domains.has(link.referringDomain)) return 'own-migration'
  const name = reading.host.name.replaceAll(' ', '')
  if (reading.profile.names.some((words) => words.join('').length >= 5 && name.includes(words.join('')))) return 'own-migration'
  if (/^\/(?:out|go|goto|redirect|redir|r|click|exit|away)\b/u.test(reading.path)) return 'outbound-interstitial'
  return 'acquired-domain'
}
