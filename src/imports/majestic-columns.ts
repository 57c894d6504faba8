import type { ImportContext, ImportRow, RowAnswer } from '../model/import.js'
import { linkAnswer, lostAtOf, lostReasonOf } from './link-answer.js'
import { elementOfType } from './ahrefs-columns.js'

/** Both spellings of Majestic's headers: with blanks in its CSV files, without in its API and newer files. */
export const majesticColumns = {
  referringPage: ['Source URL', 'SourceURL'],
  target: ['Target URL', 'TargetURL'],
  anchorText: ['Anchor Text', 'AnchorText'],
  lastSeenAt: ['Source Crawl Date', 'SourceCrawlDate', 'LastSeenDate', 'Last Seen Date', 'Date'],
  firstSeenAt: ['Source First Found Date', 'SourceFirstFoundDate', 'FirstIndexedDate', 'First Indexed Date'],
  lostAt: ['DateLost', 'Date Lost'],
  lostReason: ['ReasonLost', 'Reason Lost'],
  nofollow: ['FlagNoFollow', 'Flag No Follow'],
  redirect: ['FlagRedirect', 'Flag Redirect'],
  frame: ['FlagFrame', 'Flag Frame'],
  mention: ['FlagMention', 'Flag Mention'],
  deleted: ['FlagDeleted', 'Flag Deleted'],
  title: ['SourceTitle', 'Source Title'],
  language: ['SourceLanguage', 'Source Language'],
  linkType: ['LinkType', 'Link Type'],
} as const

export const majesticFigures = {
  'majestic.sourceTrustFlow': ['SourceTrustFlow', 'Source Trust Flow'],
  'majestic.sourceCitationFlow': ['SourceCitationFlow', 'Source Citation Flow'],
  'majestic.targetTrustFlow': ['TargetTrustFlow', 'Target Trust Flow'],
  'majestic.targetCitationFlow': ['TargetCitationFlow', 'Target Citation Flow'],
  'majestic.domainTrustFlow': ['DomainTrustFlow', 'Domain Trust Flow'],
  'majestic.domainCitationFlow': ['DomainCitationFlow', 'Domain Citation Flow'],
  'majestic.sourceTopic': ['SourceTopicalTrustFlow_Topic_0'],
  'majestic.sourceTopicValue': ['SourceTopicalTrustFlow_Value_0'],
  'majestic.domainTopic': ['RefDomainTopicalTrustFlow_Topic_0'],
  'majestic.domainTopicValue': ['RefDomainTopicalTrustFlow_Value_0'],
  'majestic.targetTopic': ['TargetTopicalTrustFlow_Topic_0'],
  'majestic.targetTopicValue': ['TargetTopicalTrustFlow_Value_0'],
  'majestic.linkType': ['LinkType', 'Link Type'],
  'majestic.linkSubtype': ['LinkSubType', 'Link Sub Type'],
  'majestic.image': ['FlagImageLink', 'FlagImages'],
  'majestic.altText': ['FlagAltText'],
  'majestic.oldCrawl': ['FlagOldCrawl'],
  'majestic.mention': ['FlagMention'],
  'majestic.reasonLost': ['ReasonLost', 'Reason Lost'],
} as const

/** A flag is set when its cell holds anything but a zero or a no. */
function isSet(row: ImportRow, field: string): boolean {
  const text = row.text(field)
  return text !== null && text !== '' && row.flag(field) !== false
}

export function majesticLink(row: ImportRow, context: ImportContext): RowAnswer {
  const isLost = isSet(row, 'deleted')
  const type = row.text('linkType')
  return linkAnswer(row, context, {
    referringPage: row.address('referringPage'),
    target: row.address('target'),
    anchorText: row.text('anchorText'),
    rel: isSet(row, 'nofollow') ? ['nofollow'] : [],
    element: isSet(row, 'redirect') ? 'redirect' : isSet(row, 'frame') ? 'iframe' : isSet(row, 'mention') ? 'other' : elementOfType(type),
    title: row.text('title'),
    language: row.text('language'),
    firstSeenAt: row.at('firstSeenAt'),
    lastSeenAt: row.at('lastSeenAt'),
    lostAt: lostAtOf(row, isLost),
    lostReason: lostReasonOf(row.text('lostReason')),
  })
}
