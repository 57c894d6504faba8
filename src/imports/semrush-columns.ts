import type { ImportContext, ImportRow, RowAnswer } from '../model/import.js'
import type { Element } from '../model/link.js'
import { linkAnswer, lostAtOf, relOfFlags } from './link-answer.js'

/** Columns that Semrush's reports about single links share; the second names are those of its API and JSON exports. */
export const semrushLinkColumns = {
  referringPage: ['Source url', 'source_url'],
  target: ['Target url', 'target_url'],
  anchorText: ['Anchor', 'anchor'],
  title: ['Source title', 'source_title'],
  status: ['Response code', 'response_code'],
  nofollow: ['Nofollow'],
  sponsored: ['Sponsored'],
  ugc: ['Ugc'],
  frame: ['Frame'],
  form: ['Form'],
  image: ['Image'],
  firstSeenAt: ['First seen', 'first_seen'],
  lastSeenAt: ['Last seen', 'last_seen'],
  lost: ['Lost link', 'lostlink', 'lost_link'],
} as const

export const semrushLinkFigures = {
  'semrush.pageScore': ['Page ascore', 'page_ascore', 'Page score', 'page_score'],
  'semrush.pageTrustScore': ['Page trust score', 'page_trust_score'],
  'semrush.domainScore': ['Domain ascore', 'domain_ascore', 'Source domain ascore'],
  'semrush.externalLinks': ['External links', 'external_num'],
  'semrush.internalLinks': ['Internal links', 'internal_num'],
  'semrush.image': ['Image'],
  'semrush.sitewide': ['Sitewide'],
  'semrush.newLink': ['New link', 'newlink'],
} as const

export function semrushLink(row: ImportRow, context: ImportContext): RowAnswer {
  const element: Element = row.flag('frame') ? 'iframe' : row.flag('form') ? 'form' : 'a'
  return linkAnswer(row, context, {
    referringPage: row.address('referringPage'),
    target: row.address('target'),
    anchorText: row.text('anchorText'),
    rel: relOfFlags(row),
    element,
    title: row.text('title'),
    status: row.number('status'),
    firstSeenAt: row.at('firstSeenAt'),
    lastSeenAt: row.at('lastSeenAt'),
    lostAt: lostAtOf(row, row.flag('lost') === true),
  })
}
