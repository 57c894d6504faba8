import { linkCues, type Area, type LinkCue } from '../../model/link.js'

/** What an element's class, id and role say of the place it makes. */
export interface Place {
  area: Area | null
  /** Bits of `cueBit`. */
  cues: number
  /** True of what lies over the page, such as a consent dialog: it is apart from whatever element it was put into. */
  isOverlay?: boolean
  /** True of a menu that is slid in or folded out: whatever is put into it, icons and shops of apps too, is of the menu. */
  isPanel?: boolean
  /** True of names that page builders give to columns and regions of the page, and writers to no part of a piece. */
  isRegion?: boolean
  /** True of icons of networks. */
  isSocial?: boolean
  /** True of teasers, which below a piece are of others. */
  isTeaser?: boolean
}

const cueNames = Object.keys(linkCues) as LinkCue[]
const cueBits = new Map(cueNames.map((cue, index) => [cue, 1 << index]))

/** Cues as bits, so that what elements inherit from each other is one number. */
export function cueBit(cue: LinkCue): number {
  return cueBits.get(cue)!
}

export function cuesOfBits(bits: number): LinkCue[] {
  return bits === 0 ? [] : cueNames.filter((_, index) => (bits & (1 << index)) !== 0)
}

/**
 * Words of class and id by which page builders name their blocks (WordPress, Blogger, Drupal, Joomla, TYPO3, phpBB,
 * vBulletin, Discourse, Disqus and hand-made pages in several languages). Matched against each token; a token is
 * lower case with `_` and camel case written as `-`.
 */
const areaPatterns: ReadonlyArray<readonly [Area, RegExp]> = [
  ['comment', /^(?:(?:[a-z0-9]+-){0,2}comments?-(?:container|wrap(?:per)?|section|area|bar|embed|evolved|module|system|plugin|thread)(?:-.*)?|(?:[a-z0-9]+-){0,3}comment-?(?:form|respond|reply)(?:-.*)?|comments?(?:-(?:list|body|content|text|area|section|wrap(?:per)?|container|thread|inner|main|block|holder|author|box|item|entry|post|reply|\d+))?|comments-(?:list|area|section|wrap|wrapper|container|inner)|(?:post|entry|article|user|page|blog|fb|wp|block|box|gig|disqus|site|view)-comments?(?:-(?:container|list|area|section|box|header|body|inner))?|wp-block-(?:post-)?comments?(?:-.*)?|commentlist|commentary|disqus(?:-thread)?|dsq-(?!widget).*|respond|repl(?:y|ies)(?:-list)?|kommentare?(?:-.*)?|commentaires?|comentarios?|commenti|reacties|kommentarer|trackbacks?|pingbacks?|pinglist|livefyre|fb-comments)$/u],
  ['footer', /^(?!(?:[a-z0-9]+-){0,2}(?:above|before)-)(?:(?!(?:entry|post|article|card|panel|comments?|modal|story|news|item|block|section|box|teaser|content|widget|table|list|gig)-)(?:[a-z0-9]+-){0,2}(?:sub-?)?footer\d?(?:-(?:wrap(?:per)?|container|inner|main|top|bottom|area|content|links?|services?|menu|nav|navigation|copy|copyright|legal|credits?|note|row|columns?|cols?|widgets?|primary|secondary)){0,3}|(?:site|page|global|main|blog|the|bottom|mega|doc|inner|outer|layout|c|l|o|m|fat|sub|pre)?-?foot(?:er)?(?:s|-(?:root|styled|body|columns|list|item|grid|widgets?|wrap(?:per)?|container|inner|area|menu|nav|navigation|links?|content|bottom|top|main|region|block|section|columns?|col|bar|text|left|right|credits?|info|legal|copyright|social|sidebar|\d+))*|colophon|copyrights?|copy-right|site-(?:info|credits?)|fuss(?:zeile|bereich|leiste|nav|navigation)?|fusszeile|footerbereich|pied(?:-de)?(?:-page)?|bas-de-page|pie-(?:de-)?pagina|rodape|piede|voettekst|stopka|bottom-(?:bar|menu|nav|links?)|bottomlinks?|legal-?(?:links|notices?)|imprint-?links?|region-footer|(?:[a-z0-9]+-){1,2}location-footer|powered-?by|(?!(?:diabetic|charcot|flat|club|ankle|hand|hind|fore|bare|under|left|right|entry|post|article|card|panel|comments?|modal|story|news|item|block|section|box|teaser|content|widget|table|list)-)[a-z]{3,12}-foot)$/u],
  ['nav', /^(?:(?:[a-z0-9]+-){0,3}(?:nav|navi|navs|navbar|navigation|navigator|navigatie|navegacion|navigazione|menu|menus|menue|menubar|breadcrumbs?|brotkrumen|pagination|pager|paginator|sitemap|toc|submenu|mainmenu|topmenu|topnav|subnav|mainnav|megamenu|dropdown|hauptnavigation|sprachwahl|fil-ariane|ariane|migas|briciole|skip-links?|skiplinks?|quicklinks?|tabs|alphabet|langs?|languages?|language-(?:switcher|selector)|jump-to-nav|p-(?:navigation|tb|cactions|personal|lang|search|interaction))(?:-(?:[a-z0-9]+)){0,2}|nav(?:bar|links?|list|menu|bereich|ul|top|left|right|bottom|\d+)|menu(?:list|item|top|left|right|\d+)|mod-?(?:main)?menu|page-(?:nav|numbers|links)|tags?(?:-?(?:list|links|cloud|box|wrap(?:per)?|container))?|(?:post|entry|article|blog|story|td|meta|item|essay|cat|category|categories|taxonomy|topic|tag)-(?:tags?|links|categories|category|cats|topics)(?:-(?:list|links|wrap|wrapper|container))?|taglist|keywords?|topics|schlagworte|schlagwoerter|mots-cles|etiquetas|news-?backlink(?:-.*)?|backlink|post-?nav(?:igation)?|txnewsprevnext|prevnext|paging|(?:[a-z0-9]+-){0,2}(?:prev-?next|next-?prev)(?:-.*)?|(?:[a-z0-9]+-){0,2}tag-?clouds?|wp-pagenavi|linklist-nav)$/u],
  ['aside', /^(?:(?:[a-z0-9]+-){0,2}(?:side-?bars?|aside|rail|rails)(?:-(?:[a-z0-9]+)){0,3}|(?:(?:side-?bar|side|left|right|main|primary|secondary|home|blog|post|page)-)?widgets?(?:-(?:[a-z0-9]+)){0,3}|(?:left|right)-?(?:col|column|rail|bar|side|sidebar|panel|block|menu)(?:-?(?:content-?)?(?:wrapper|inner|container|content))?|(?:col|column|side)-?(?:left|right)|(?:col|colonne|colonna|columna|coluna|spalte)-?(?:droite|gauche|destra|sinistra|derecha|izquierda|direita|esquerda|rechts|links|dx|sx)|dx|sx|droite|destra|derecha|sidecol(?:umn)?|sidepanel|side(?:block|box|menu|content)?|secondary(?:-.*)?|tertiary|complementary|marginal(?:ie|ien|spalte)?|rechte-?spalte|linke-?spalte|seitenleiste|seitenspalte|barre-laterale|colonne-(?:droite|gauche)|barra-lateral|lateral|zijbalk|(?:[a-z0-9]+-){0,3}(?:related|relacionad[oa]s?|verwandte?|similaires?|correlat[io])(?:-.*)?|lnkrel|sectionrelated|weiterlesen|read-?more-?links?|lesen-sie-auch|lire-aussi|artikelempfehlen|(?:you-)?may-also-like|more-(?:stories|news|articles|from.*|on.*|posts)|most-?(?:popular|read|viewed|shared)|popular(?:-.*)?|trending(?:-.*)?|recommend(?:ed|ations?)(?:-.*)?|recent-(?:posts|comments|entries|articles)|archives?-list|tag-?cloud|tagcloud|blogroll|shariff(?:-.*)?|(?:[a-z0-9]+-){0,2}(?:share|sharing|socials?(?!-media-embed)|follow-us)(?:-.*)?|(?:[a-z0-9]+-){0,2}(?:modal|pop-?up|cookie-?(?:consent|banner|notice|bar|layer)|(?:privacy-)?consent|gdpr)(?:-(?:dialog|content|body|container|inner|wrapper|newsletter|bar|banner))?|banners?-(?:right|left|side)|sociable|sharedaddy|addthis.*|addtoany.*|a2a.*|newsletter(?:-.*)?|promos?(?:-.*)?|teaser-?(?:list|box|liste)|adverts?(?:-.*)?|advertisements?(?:-.*)?|ads?(?:-(?:slot|box|unit|container|wrapper|banner|block|area|label|\d+))?|adsbygoogle|werbung|anzeigen?|publicite|publicidad|sponsor(?:s|ed|en)?(?:-.*)?|outbrain|taboola|region-sidebar.*|box-right|infobox-right)$/u],
  // More to read, buttons to share and follow, tools, subscriptions and side columns, under the names of page builders and of eight languages.
  ['aside', /^(?:[a-z0-9]+-){0,3}(?:side-?bar-?(?:right|left|box|top|bottom|inner|content|module|area|widget)|(?:detail|article|news|layout|body)-(?:right|side)(?:-.*)?|box-?right|right-?box|shares|sharings?|social(?:links?|icons?|buttons?|networks?|bar|share|media(?!-?embed))(?:-.*)?|(?:follow-?(?:us|me|bar|box|links?|buttons?|icons?)|suivez(?:-nous)?|suivre|folgen-?sie|siguenos|seguinos|seguici|siga-nos|volg-ons|obserwuj)(?:-.*)?|(?:read-?next|see-?also|mehr-?zum-?thema|zum-?thema|weitere-?(?:artikel|beitraege|themen|meldungen)|auch-?interessant|a-?lire-?aussi|sur-?le-?meme-?(?:sujet|theme)|lees-?ook|le[ae]-?tambien|te-?puede-?interesar|leia-?(?:tambem|mais)|veja-?tambem|leggi-?anche|czytaj-?(?:takze|rowniez|wiecej)|zobacz-?(?:takze|rowniez)|similar-?(?:posts?|articles?|stories)|more-?posts?|more-?on-?topic|related-?(?:links?|posts?|articles?|news|content)|most-?read|meist-?gelesen(?:e|es)?|(?:les-?)?plus-?lus|(?:lo-?)?mas-?(?:leid[oa]s?|vist[oa]s?)|piu-?letti|mais-?(?:lidas|vistas)|meest-?gelezen|najczesciej-?czytane|najpopularniejsze)(?:-.*)?|(?:article|artikel|page|post|user|document|bottom)-?(?:tools?|toolbar|actions?|functions?|funktionen|options)(?:-.*)?|toolbox|toolbar|service-links(?:-.*)?|readspeaker(?:-.*)?|rs-?(?:btn|button|skip)(?:-.*)?|newsletters?(?:-.*)?|(?:abo|shop|subscribe|subscription|paywall|donate|donations?|spenden?|abonnement|suscripcion|assinatura|prenumerata)-?(?:box|teaser|banner|bar|layer|hint|widget|form|button|promo|kasten|cta)(?:-.*)?|(?:hs-)?cta-?(?:box|banner|block|bar|holder|wrapper|node)(?:-.*)?|app-?(?:stores?|badges?|promo|banner)(?:-.*)?|fb-(?:page|like|like-box|group)|twitter-(?:timeline|follow-button|share-button)|inlinesocial|post-icons|(?:aktuelle-ausgabe|aktuelles-heft|current-issue|numero-actual|dernier-numero)(?:-.*)?|region-(?:content-(?:bottom|after|below)|postscript)|(?:after|below|under)-?(?:content|article|post)(?:-(?:widgets?|area|wrapper|container|inner))?|(?:detail|article|page|post)-bottom-?(?:buttons?|bar|links?)|marginal(?:e|ie|ien|spalte)?|encarts?(?:-.*)?|post-?include(?:-.*)?|link-?box(?:en|es)?(?:-.*)?|recirc(?:ulation)?(?:-.*)?|features?-bar(?:-.*)?|indicated-(?:list|items|box)|push-channel(?:-.*)?|cross-?(?:promo|sell|selling)(?:-.*)?|(?:heft|magazin|ausgabe|issue|print|app|shop|produkt|product|event|podcast|video)-?teaser(?:-.*)?|moreabout|more-?about(?:-.*)?|s-buttons|steady-?(?:box|kasten|banner|teaser|promo|widget|login)(?:-.*)?|paid-?box(?:-.*)?|freemium-?(?:overlay|wall)(?:-.*)?|(?:e-?mail|news)-?sign-?up(?:-.*)?|sign-?up-?(?:box|form|banner|module|widget)(?:-.*)?|(?:out-?er)?-?ad-?container(?:-.*)?|sponsor-?box(?:-.*)?|support-?(?:us|box|banner)(?:-.*)?|teaser-?(?:kasten|lists?|collection|slider|carousel)(?:-.*)?|recent-?(?:posts|blog|stories|entries)(?:-.*)?|rss-?(?:reader|feeds?|list|box|widget)|habillage|billboard|super-?banner|adv|reklam[aey](?:-.*)?|advertentie|pubblicita)$/u],
  ['header', /^(?:(?!(?:entry|post|article|card|panel|comments?|modal|story|news|item|block|section|box|teaser|content|widget|table|list|gig)-)(?:[a-z0-9]+-){0,2}header-?(?:wrap(?:per)?|container|top|main|bar|banner|area|inner)(?:-(?:wrap(?:per)?|container|inner|top|bottom|row|\d+)){0,2}|(?:site|page|global|main|blog|the|top|mega|doc|inner|outer|layout|c|l|o|m|sub|sticky|mobile|desktop|branding|fixed|web)?-?header(?:s|\d|-(?:wrap(?:per)?|container|inner|area|links?|content|bottom|top|main|region|bar|left|right|logo|social|search|text|image|img|section|\d+))*|masthead|(?:page|site|main|top)-?head|wm-ipp(?:-.*)?|(?:archive|replay|wayback|proxy|cache)-?(?:bar|toolbar|banner)|branding|site-(?:branding|title|logo)|logo|top-?bar|topbar|toplinks?|top-links?|header-top|kopf(?:zeile|bereich|leiste)?|seitenkopf|en-?tete|cabecera|cabecalho|testata|intestazione|bovenbalk|banner(?:-top)?|region-header|(?:[a-z0-9]+-){1,2}location-header|utility-?(?:bar|links?))$/u],
  ['main', /^(?:main(?:-?(?:content|text|body|area|column|col|wrapper-content|article|story))?|content(?:-?(?:main|body|text|inner|primary|article|area|column|section|block|wrapper|container|left|center|centre|right|html))?|contents|primary(?:-?(?:content|column|col))?|(?:the|page|post|entry|article|story|news|blog|single|body|node|field|center|centre|left|right|column|inner|text|site|field-name|wiki|mw|bd|rte|cms|wysiwyg|static)-?(?:content|body|text|copy|inhalt)(?:-.*)?|article|articles|artikel|articulo|articolo|story|entry|entries|post|posts|hentry|h-entry|post-\d+|blog-?posts?|blogpost|single-post|storytext|bodytext|fliesstext|inhalt(?:sbereich)?|hauptinhalt|hauptspalte|contenu(?:-principal)?|contenido(?:-principal)?|conteudo|contenuto|corpo|inhoud|tresc|maincontent|maincol|mittelspalte|textblock|postbody|postcontent|post-?text|postcontainer|topic-(?:body|post)|cooked|messages?-?(?:body|content|text)?|threads?|mw-parser-output|wikitext|csc-default|tx-ttnews|item-page|item-body|view-content|region-content|prose|richtext|rich-text)$/u],
]

const cuePatterns: ReadonlyArray<readonly [LinkCue, RegExp]> = [
  ['hidden', /^(?:hidden|hide|is-hidden|visually-?hidden|sr-only|screen-reader(?:-text|-only)?|element-invisible|invisible|off-?screen|d-none|display-none|u-hidden)$/u],
  ['author-box', /^(?:(?:[a-z0-9]+-){0,2}author-(?:tooltip|flyout|affiliations?)(?:-.*)?|(?:[a-z0-9]+-){0,2}author-?(?:box|bio|info|block|card|description|profile|about|desc|details|section|area|wrap(?:per)?|meta-box|socials?|signature)(?:-(?:inner|container|content|wrapper|text|body|list|links|icons|container|top|bottom|left|right))?|about-(?:the-)?author|bio|biography|autoren-?(?:box|info|profil|kasten)|ueber-den-autor|a-propos-de-l-auteur|contributor-?(?:bio|box)|saboxplugin.*|abh-box.*)$/u],
  ['byline', /^(?:(?:article-)?by-?line(?:s|-.*)?|(?:post|entry|article|meta|by|story|news)-?author(?:s|-name)?|author(?:s|-name|-link)?|fn|p-author|dateline|autor|auteur|autore|verfasser|redakteur|posted-by|written-by|article-meta|entry-meta|post-meta)$/u],
  ['comment', /^(?:(?:widget-)?(?:recent|latest|neueste|letzte|derniers)-?(?:comments?|kommentare|commentaires)(?:-.*)?|(?:[a-z0-9]+-){0,3}comment-?(?:form|respond|reply)(?:-.*)?|comments?(?:-?(?:list|body|content|text|area|author|thread|\d+|section|wrapper))?|commentlist|disqus(?:-thread)?|dsq-.*|respond|repl(?:y|ies)|kommentare?|commentaires?|comentarios?|trackbacks?|pingbacks?|postbody|postcontent|post-?text|postcontainer|postbit.*|topic-post|topic-body|posts?-list|threads?|forum-?post|message-?body)$/u],
  ['signature', /^(?:(?:post-|user-|forum-|message-)?(?:signature|sig)(?:-.*)?|postsignature|signaturecontainer|signatur|firma|assinatura)$/u],
  ['caption', /^(?:(?:wp-|image-|photo-|img-|figure-|media-|pic-|gallery-)?(?:caption|credits?|legend|bildunterschrift|bildnachweis|legende)(?:-?text|-credit)?|photocredit|bildquelle|quelle)$/u],
  ['reference-list', /^(?:(?:ol-|ul-|article-|footnote-)?(?:references?|footnotes?|endnotes?|bibliograph(?:y|ie)|citations?|works-cited|reflist|ref-list|quellen|quellenangaben|literatur(?:verzeichnis|liste)?|einzelnachweise|fussnoten?|sources?-?(?:list)?|notes-et-references|referencias|bibliografia)(?:-.*)?)$/u],
  ['breadcrumb', /^(?:(?:[a-z0-9]+-){0,2}bread-?crumbs?(?:-.*)?|brotkrumen?|brotkrumel|fil-(?:d-)?ariane|ariane|you-are-here|rootline|pathway|migas(?:-de-pan)?|briciole|kruimelpad|crumbs?)$/u],
  ['ad', /^(?:(?:[a-z0-9]+-){0,3}ads?(?:-.*)?|td-a-rec(?:-.*)?|td-header-(?:sp-)?recs?(?:-.*)?|advert(?:s|isement|isements|ising|orial)?(?:-.*)?|adsbygoogle|adsense.*|banner-?ads?|bannerads?|adbox|adslot|adunit|adcontainer|google-?ads?|google-auto-placed|gpt-ad.*|dfp.*|doubleclick|werbung.*|anzeigen?(?:-.*)?|adv|reklam[aey](?:-.*)?|habillage|(?:(?!tag-|category-|post-)[a-z0-9]+-){0,2}pub(?:-(?:\d+|top|bottom|droite|gauche|box|container|wrapper|habillage))?|advertentie|publicite|publicidad|pubblicita|propaganda|leaderboard|skyscraper|sponsored(?:-.*)?)$/u],
  ['sponsors', /^(?:(?:[a-z0-9]+-){0,2}(?:sponsors?|sponsoren|donors?|partners?|supporters?|patrons?|benefactors?|foerderer|unterstuetzer|partner-?logos?|sponsor-?logos?|patrocinadores|partenaires|mecenes|commanditaires)(?:-.*)?|sponsorship)$/u],
  ['blogroll', /^(?:(?:[a-z0-9]+-){0,2}blog-?rolls?(?:-.*)?|blogrolls?-.*|widget-links|friend-?links?|friendly-?links?|links?-?list-friends|linkliste|freunde)$/u],
]

/** Layers over the page, by the names of consent tools and of dialogs. */
const overlay = /^(?:(?:[a-z0-9]+-){0,2}(?:cookie-?(?:consent|notice|banner|bar|layer|law|popup|modal|overlay|dialog|settings|hint|hinweis)|(?:privacy-)?consent-?(?:banner|layer|dialog|modal|manager|popup)|gdpr|dsgvo|rgpd|lgpd|rodo)(?:-.*)?|(?:cybot-?cookiebot|cookiebot|onetrust|ot-sdk|didomi|usercentrics|borlabs-?cookie|brlbs|cmplz|cky|klaro|tarteaucitron|axeptio|osano|qc-cmp\d?|truste|moove-gdpr|cookie-?law-?info|cli-modal|iubenda-cs|fc-consent|sp-message|sendpulse-prompt|onesignal|web-?push|push-?prompt)(?:-.*)?|(?:[a-z0-9]+-){0,2}(?:js-?(?:notice|warning|disabled|required)|nojs-(?:notice|warning|message)|(?:outdated|update|upgrade|unsupported)-?browser|browser-?(?:update|upgrade|warning|notice|detect|happy)|(?:login|sign-?in)-?(?:window|layer|overlay|dialog|fly-?out)|feedback-?(?:fly-?out|overlay))(?:-.*)?|(?:[a-z0-9]+-){0,2}(?:modal|pop-?up)(?:-(?:dialog|content|body|container|inner|wrapper|newsletter))?)$/u
/** Menus that are slid in, folded out or shown on small screens only. */
const panel = /^(?:[a-z0-9]+-){0,3}(?:off-?canvas(?:-(?:menu|nav|navigation|left|right|panel|sidebar|body|inner|links?|content-menu))?|(?:mobile|burger|hamburger|push|slide|sliding|fly-?out|drawer|overlay|full-?screen|expand(?:ed)?|hidden|mega|modal|responsive|toggle|canvas)-?(?:nav|navi|navbar|navigation|menu)(?:-(?:[a-z0-9]+)){0,3}|(?:nav|navi|navbar|navigation|menu)-?(?:mobile|drawer|overlay|burger|modal|panel|drop|flyout|off-?canvas|expanded|sidebar)(?:-(?:[a-z0-9]+)){0,2}|(?:mobile|nav|menu)-(?:side-?bar|panel|drawer)|sliding-panel|g1-canvas(?:-.*)?|sidr|mmenu|mm-menu|slicknav(?:-.*)?)$/u
/** Columns beside and regions below a piece: they are that even where they hold running text. */
const region = /^(?:(?:[a-z0-9]+-)?side-?bars?(?:-(?:left|right|inner|primary|secondary|area|content|\d+))?|(?:left|right)-?(?:side-?bar|rail)|region-(?:sidebar.*|content-(?:bottom|after|below)|postscript)|(?:after|below)-?content(?:-(?:widgets?|area))?|widget-area|region-header|(?:js-)?sticky|floating|(?:sticky|floating|fixed)-socials?(?:-.*)?)$/u
const social = /^(?:[a-z0-9]+-){0,3}(?:socials?(?:-.*)?|author)$/u
const teaser = /^(?:[a-z0-9]+-){0,3}(?:teasers?|kacheln?|promos?)(?:-.*)?$/u
const blogWidget = /^Blog\d$/u
const none: Place = { area: null, cues: 0 }
const tokensMax = 24
const tokenCharsMax = 60

/** What `text` (class and id, separated by spaces) says of the place: the area named first in the table, and every cue. */
export function placeOf(text: string): Place {
  let first: number = areaPatterns.length
  let cues = 0
  let isOverlay = false
  let isPanel = false
  let isRegion = false
  let isSocial = false
  let isTeaser = false
  for (const part of text.split(/[\t\n\f\r ]+/u, tokensMax)) {
    if (part === '' || part.length > tokenCharsMax) continue
    const token = tokenOf(part)
    // Blogger calls every block a widget, the one that holds the posts too ("widget Blog", id "Blog1").
    if (blogWidget.test(part)) return { area: 'main', cues: 0 }
    if (token.area < first) first = token.area
    cues |= token.cues
    isOverlay ||= token.isOverlay
    isPanel ||= token.isPanel
    isRegion ||= token.isRegion
    isSocial ||= token.isSocial
    isTeaser ||= token.isTeaser
  }
  if (isPanel) return { area: 'nav', cues, isPanel }
  if (isOverlay) return { area: 'aside', cues, isOverlay }
  return first === areaPatterns.length && cues === 0 && !isTeaser ? none : { area: areaPatterns[first]?.[0] ?? null, cues, isRegion, isSocial, isTeaser }
}

interface Token {
  /** Row of `areaPatterns`, or their count where none fits. */
  area: number
  cues: number
  isOverlay: boolean
  isPanel: boolean
  isRegion: boolean
  isSocial: boolean
  isTeaser: boolean
}

/** Tokens judged before: sites use few names, and many sites the same. */
const tokens = new Map<string, Token>()
const knownTokensMax = 50_000

function tokenOf(written: string): Token {
  let token = tokens.get(written)
  if (token === undefined) {
    token = judgeToken(written)
    if (tokens.size >= knownTokensMax) tokens.clear()
    tokens.set(written, token)
  }
  return token
}

/** What a block has or lacks ("page--has-sidebar", "no-ads") names no place; what it is called before that does. */
const modifier = /(?:^hides?|(?:^|-)(?:has|with|without|no|not|mit|ohne|avec|sans))-(?!script).*$/u
/** What bundlers append to the names of components. */
const bundled = /(?:-sc-[a-z0-9]{5,8}(?:-\d{1,3})?|-(?=[a-z]{0,5}\d)[a-z0-9]{5,6})$/u

function judgeToken(written: string): Token {
  const name = written.replace(/([a-z])([A-Z])/gu, '$1-$2').toLowerCase().replace(/[_:.-]+/gu, '-').replace(/ä/gu, 'ae').replace(/ö/gu, 'oe').replace(/ü/gu, 'ue').replace(/^-+|-+$/gu, '').replace(modifier, '').replace(bundled, '')
  const area = areaPatterns.findIndex(([, pattern]) => pattern.test(name))
  let cues = 0
  for (const [cue, pattern] of cuePatterns) if (pattern.test(name)) cues |= cueBit(cue)
  return { area: area === -1 ? areaPatterns.length : area, cues, isOverlay: overlay.test(name), isPanel: panel.test(name), isRegion: region.test(name), isSocial: (name.includes('social') || name.includes('author')) && social.test(name), isTeaser: /teaser|kachel|promo/u.test(name) && teaser.test(name) }
}

/** Areas of ARIA landmark roles. */
export const roleAreas: ReadonlyMap<string, Area> = new Map([
  ['main', 'main'], ['article', 'main'], ['navigation', 'nav'], ['menu', 'nav'], ['menubar', 'nav'], ['tablist', 'nav'], ['directory', 'nav'],
  ['complementary', 'aside'], ['dialog', 'aside'], ['alertdialog', 'aside'], ['contentinfo', 'footer'], ['banner', 'header'],
])

const hiding = /display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden|font-size\s{0,4}:\s{0,4}[01](?:px|pt|em)?\s{0,4}(?:;|$|!)|(?:left|top|text-indent|margin-left)\s{0,4}:\s{0,4}-\d{3,}|opacity\s{0,4}:\s{0,4}0\s{0,4}(?:;|$|!)|height\s{0,4}:\s{0,4}[01](?:px)?\s{0,4};[^]{0,80}overflow\s{0,4}:\s{0,4}hidden/iu

/** True if an inline style keeps what it styles from being seen (F-VIS). */
export function isHiding(style: string): boolean {
  return hiding.test(style.length > 500 ? style.slice(0, 500) : style)
}

// Editors write "small" and 12px over whole articles, so neither says that the type is smaller than that of the text.
const smallType = /font-size\s{0,4}:\s{0,4}(?:x?x-small|smaller|(?:[2-9]|10)(?:\.\d{1,3})?px|[2-8](?:\.\d{1,3})?pt|0?\.[1-8]\d{0,3}r?em|(?:[1-7]\d|8[0-5])(?:\.\d{1,3})?%)\s{0,4}(?:;|$|!)/iu

/** True if an inline style sets type smaller than running text usually is. */
export function isSmallType(style: string): boolean {
  return style.includes('ont') && smallType.test(style.length > 500 ? style.slice(0, 500) : style)
}
