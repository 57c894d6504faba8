import type { ImportContext, ImportRow, RowAnswer } from '../model/import.js'
import type { Element } from '../model/link.js'
import { linkAnswer, lostAtOf, lostReasonOf, relOfFlags } from './link-answer.js'

/** Columns that the reports of Ahrefs Site Explorer about single links share. */
export const ahrefsLinkColumns = {
  referringPage: ['Referring page URL'],
  title: ['Referring page title'],
  language: ['Language'],
  status: ['Referring page HTTP code'],
  target: ['Target URL', 'Link URL'],
  before: ['Left context'],
  anchorText: ['Anchor'],
  after: ['Right context'],
  type: ['Type'],
  nofollow: ['Nofollow'],
  ugc: ['UGC'],
  sponsored: ['Sponsored'],
  lostStatus: ['Lost status'],
  firstSeenAt: ['First seen'],
  lastSeenAt: ['Last seen', 'Ref. page checked'],
  lostAt: ['Lost'],
} as const

export const ahrefsLinkFigures = {
  'ahrefs.domainRating': ['Domain rating', 'DR'],
  'ahrefs.urlRating': ['UR', 'URL rating'],
  'ahrefs.domainTraffic': ['Domain traffic'],
  'ahrefs.referringDomains': ['Referring domains'],
  'ahrefs.linkedDomains': ['Linked domains'],
  'ahrefs.externalLinks': ['External links'],
  'ahrefs.pageTraffic': ['Page traffic'],
  'ahrefs.keywords': ['Keywords'],
  'ahrefs.platform': ['Platform'],
  'ahrefs.type': ['Type'],
  'ahrefs.isSpam': ['Is spam'],
  'ahrefs.inContent': ['Content'],
  'ahrefs.rendered': ['Rendered'],
  'ahrefs.raw': ['Raw'],
  'ahrefs.redirectChain': ['Redirect Chain URLs'],
  'ahrefs.redirectChainStatusCodes': ['Redirect Chain status codes'],
  'ahrefs.lostStatus': ['Lost status'],
  'ahrefs.dropReason': ['Drop reason'],
  'ahrefs.discoveredStatus': ['Discovered status'],
  'ahrefs.author': ['Author'],
  'ahrefs.pageType': ['Page type'],
  'ahrefs.pageCategory': ['Page category'],
  'ahrefs.linksInGroup': ['Links in group'],
} as const

/** One link of these reports. The anchor of an image link is its alt text, as Ahrefs fills the column. */
export function ahrefsLink(row: ImportRow, context: ImportContext): RowAnswer {
  const lostStatus = row.text('lostStatus') ?? ''
  return linkAnswer(row, context, {
    referringPage: row.address('referringPage'),
    target: row.address('target'),
    anchorText: row.text('anchorText'),
    rel: relOfFlags(row),
    before: row.text('before'),
    after: row.text('after'),
    element: elementOfType(row.text('type')),
    title: row.text('title'),
    language: row.text('language'),
    status: row.number('status'),
    firstSeenAt: row.at('firstSeenAt'),
    lastSeenAt: row.at('lastSeenAt'),
    lostAt: lostAtOf(row, lostStatus !== ''),
    lostReason: lostReasonOf(lostStatus),
  })
}

/** The tools' words for what carries a link; text, image and unknown words are ordinary links. */
export function elementOfType(type: string | null): Element {
  const word = (type ?? '').toLowerCase()
  if (/redirect|^30[1278]$/u.test(word)) return 'redirect'
  if (word.includes('canonical')) return 'canonical'
  if (/alternate|hreflang/u.test(word)) return 'alternate'
  if (word.includes('form')) return 'form'
  if (word.includes('frame')) return 'iframe'
  return word === 'rss' ? 'other' : 'a'
}
