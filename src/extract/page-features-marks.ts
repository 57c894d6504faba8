/** What class names, addresses of assets and meta tags give away about a page, beside its words. */

export const bylineClass = /(?:^|[\s_-])(?:byline|bylines?-?name|authors?|autor(?:in|en)?|auteurs?|autore|verfasser|redacteur|schrijver|forfatter|skribent|posted-?by|written-?by)(?:$|[\s_-])/u
export const bioClass = /(?:author|autor|auteur|contributor|writer)(?:s?)[_-]*(?:box|bio|info|desc|about|profile|card|intro)|about[_-]?(?:the[_-]?)?(?:author|autor|writer)|(?:^|[\s_-])bio(?:graphy)?(?:$|[\s_-])/u
export const labelClass = /(?:^|[\s_-])(?:category|cat|kicker|tags?|badge|labels?|eyebrow|sponsor(?:ed|ship|s)?|advert(?:isement|ising|orial)?|promo(?:ted|tion)?|disclosure|disclaimer|partner|anzeige|werbung|pub|publi|publicidad|rubric|flag|topline|overline|dachzeile|spitzmarke|rubrik|chip|pill)(?:$|[\s_-])/u
export const commentClass = /(?:^|[\s_-])(?:comments?|commentlist|comment-?list|comments-?area|disqus_thread|respond|kommentare?|commentaires?|comentarios|commenti|reacties)(?:$|[\s_-])/u
export const commentItemClass = /(?:^|\s)(?:comment|comment-item|comment-body|kommentar)(?:$|\s)/u
export const footerClass = /(?:^|[\s_-])(?:footer|colophon|site-?info|fusszeile)(?:$|[\s_-])/u
export const navClass = /(?:^|[\s_-])(?:nav|navbar|navigation|menu|megamenu|topbar)(?:$|[\s_-])/u
export const asideClass = /(?:^|[\s_-])(?:sidebar|aside|widget-area|related|recommended|newsletter|cookie|consent|modal|popup)(?:$|[\s_-])/u
export const dateClass = /(?:^|[\s_-])(?:date|datum|published|pubdate|timestamp|entry-date|post-date|meta|fecha|data)(?:$|[\s_-])/u
export const ratingClass = /(?:^|[\s_-])(?:stars?|rating|ratings|star-rating|reviews?-?stars?|review-?score)(?:$|[\s_-])/u
export const breadcrumbClass = /breadcrumb|(?:^|[\s_-])crumbs?(?:$|[\s_-])|brotkrumen|rootline/u

/** Software by a piece of an asset address, class or id that only it writes; the first that fits is kept. */
const fingerprints: ReadonlyArray<readonly [string, string]> = [
  ['/wp-content/', 'wordpress'], ['/wp-includes/', 'wordpress'], ['mw-parser-output', 'mediawiki'], ['mw-body', 'mediawiki'], ['phpbb', 'phpbb'],
  ['vbulletin', 'vbulletin'], ['xenforo', 'xenforo'], ['/discourse/', 'discourse'], ['cdn.shopify.com', 'shopify'], ['static.wixstatic.com', 'wix'],
  ['squarespace.com', 'squarespace'], ['/sites/default/files/', 'drupal'], ['/typo3temp/', 'typo3'], ['/typo3conf/', 'typo3'], ['/media/jui/', 'joomla'],
  ['blogblog.com', 'blogger'], ['cdn.embedly.com/medium', 'medium'], ['/smf/', 'smf'], ['dokuwiki', 'dokuwiki'], ['substackcdn.com', 'substack'],
]

/** Names that other pages mention in links and classes: they tell only on the page's outermost elements and its assets. */
const mentioned = new Set(['phpbb', 'vbulletin', 'xenforo', 'dokuwiki', 'smf', 'discourse'])

export function fingerprintOf(element: string, text: string): string | null {
  for (const [piece, name] of fingerprints) {
    if (text.includes(piece) && (!mentioned.has(name) || element === 'html' || element === 'body' || element === 'link' || element === 'script')) return name
  }
  return null
}

const trackingPattern = /\b(?:UA-\d{4,10}-\d{1,4}|G-[A-Z0-9]{8,12}|GTM-[A-Z0-9]{5,9}|(?:ca-)?pub-\d{12,20}|AW-\d{8,12})\b/gu

/** Ids of analytics and advertising accounts: two sites with one id have one keeper (LT-19, LT-27). */
export function trackingIds(text: string, into: Set<string>): void {
  for (const match of text.slice(0, 200_000).matchAll(trackingPattern)) {
    if (into.size >= 10) return
    into.add(match[0].replace(/^ca-/u, ''))
  }
}

/** Meta names that hold an author, best first, and those that hold dates. */
export const authorMetas = ['citation_author', 'author', 'article:author', 'dc.creator', 'dcterms.creator', 'parsely-author', 'sailthru.author', 'byl', 'og:article:author', 'cxenseparse:author', 'bt:author']
export const publishedMetas = ['article:published_time', 'datepublished', 'citation_publication_date', 'citation_date', 'dc.date.issued', 'dcterms.issued', 'dcterms.created', 'dc.date', 'dcterms.date', 'parsely-pub-date', 'sailthru.date', 'og:published_time', 'og:article:published_time', 'pubdate', 'publishdate', 'publish-date', 'publication_date', 'article.published', 'date', 'cxenseparse:recs:publishtime', 'last-modified']
export const modifiedMetas = ['article:modified_time', 'og:updated_time', 'datemodified', 'dcterms.modified', 'dc.date.modified', 'last-modified', 'revised', 'lastmod']

/** The class token that made a label one, for the evidence. */
export function labelMark(marks: string): string {
  return (marks.split(/\s+/u).find((token) => labelClass.test(token)) ?? marks).slice(0, 40)
}
