import { z } from 'zod'

/** Where on the page a link stands (house word: area). */
export const areas = ['main', 'header', 'nav', 'aside', 'footer', 'comment'] as const
export type Area = (typeof areas)[number]

/** What carries the link. `redirect` and `http-header` are links of the response, not of the markup. */
export const elements = ['a', 'area', 'canonical', 'alternate', 'form', 'iframe', 'redirect', 'http-header', 'other'] as const
export type Element = (typeof elements)[number]

/** State of a link, worked out when read: see the glossary of house words in docs/terms.md. */
export const linkStates = ['live', 'lost', 'unconfirmed'] as const
export type LinkState = (typeof linkStates)[number]

export const lostReasons = ['page-gone', 'link-removed', 'target-changed', 'redirected', 'noindexed', 'domain-gone', 'soft-404', 'parked'] as const
export type LostReason = (typeof lostReasons)[number]

/** A link is followed if neither it nor its page asks engines not to endorse it. */
export function isFollowed(rel: readonly string[], robots: readonly string[]): boolean {
  return !rel.some((token) => token === 'nofollow' || token === 'sponsored' || token === 'ugc') && !robots.includes('nofollow') && !robots.includes('none')
}

/** Tokens of a `rel` attribute: split on white space and commas, lower case, each once, in order. */
export function relTokens(text: string): string[] {
  return [...new Set(text.toLowerCase().split(/[\s,]+/u).filter(Boolean))]
}

export const AreaSchema = z.enum(areas)
export const ElementSchema = z.enum(elements)
export const LinkStateSchema = z.enum(linkStates)
export const LostReasonSchema = z.enum(lostReasons)

/**
 * What the markup around a link says, as the extractor saw it; words of `Sighting.cues`. They are facts about the place
 * (which block, how shown), never opinions; judgements cite them. `label:` is followed by the text of a short label
 * that stands with the link ("label:sponsored").
 */
export const linkCues = {
  hidden: 'the link or a block around it is hidden by inline style, the hidden attribute or a known class',
  'author-box': 'inside a box about the author',
  byline: 'inside the line that names the author',
  comment: 'inside a list of comments, a thread or a reply',
  signature: 'inside the signature of a forum post',
  figure: 'inside a figure',
  caption: 'inside a figcaption or caption, or after "Source:", "Via:" and the like',
  list: 'inside a list item',
  table: 'inside a table cell',
  prose: 'inside a paragraph or block of at least ten words that are not links',
  heading: 'inside h1 to h6',
  'reference-list': 'inside a list of references or footnotes, or a cite element',
  breadcrumb: 'inside a breadcrumb trail',
  ad: 'inside an advertising slot',
  sponsors: 'inside a block of sponsors, donors or partners',
  'logo-grid': 'one of three or more linked images in one block',
  form: 'inside a form that holds little of the page',
  share: 'leads to an address by which a network or messenger is handed the page',
  blogroll: 'inside a blogroll or list of friendly links',
  'after-html': 'before <html> or after </html>',
  'first-third': 'in the first third of the page by text',
  'last-third': 'in the last third of the page by text',
  'page-nofollow': 'the page as a whole asks for nofollow',
  'small-print': 'in type that the markup itself makes smaller than the text: a small element, a font size or an inline style',
} as const
export type LinkCue = keyof typeof linkCues
