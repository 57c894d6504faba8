import { defineImport } from '../model/import.js'
import { elementOfType } from './ahrefs-columns.js'
import { areaOfWord } from './area-words.js'
import { linkAnswer, lostAtOf } from './link-answer.js'
import { relTokens } from '../model/link.js'

/** The answer as it comes (`tasks[].result[].items[]`), its items alone, or one item a line. */
export default defineImport({
  id: 'dataforseo-backlinks',
  tool: 'DataForSEO',
  title: 'DataForSEO: backlinks',
  exportedFrom: 'API, backlinks/backlinks/live (JSON)',
  gives: 'links',
  columns: {
    referringPage: ['url_from'],
    target: ['url_to'],
    anchorText: ['anchor'],
    alt: ['alt'],
    before: ['text_pre'],
    after: ['text_post'],
    image: ['image_url'],
    type: ['item_type'],
    attributes: ['attributes'],
    followed: ['dofollow'],
    area: ['semantic_location'],
    title: ['page_from_title'],
    language: ['page_from_language'],
    status: ['page_from_status_code'],
    firstSeenAt: ['first_seen'],
    lastSeenAt: ['last_seen'],
    lost: ['is_lost'],
  },
  required: ['referringPage', 'target'],
  signature: ['domain_from', 'page_from_rank', 'item_type', 'backlink_spam_score', 'semantic_location', 'url_from_https'],
  figures: {
    'dataforseo.rank': ['rank'],
    'dataforseo.pageRank': ['page_from_rank'],
    'dataforseo.domainRank': ['domain_from_rank'],
    'dataforseo.spamScore': ['backlink_spam_score'],
    'dataforseo.externalLinks': ['page_from_external_links'],
    'dataforseo.internalLinks': ['page_from_internal_links'],
    'dataforseo.platform': ['domain_from_platform_type'],
    'dataforseo.country': ['domain_from_country'],
    'dataforseo.type': ['item_type'],
    'dataforseo.original': ['original'],
    'dataforseo.linksCount': ['links_count'],
    'dataforseo.semanticLocation': ['semantic_location'],
    'dataforseo.isNew': ['is_new'],
  },
  row(row, context) {
    const anchor = row.text('anchorText')
    const rel = relTokens(row.text('attributes') ?? '')
    if (row.flag('followed') === false && !rel.some((token) => token === 'nofollow' || token === 'ugc' || token === 'sponsored')) rel.unshift('nofollow')
    return linkAnswer(row, context, {
      referringPage: row.address('referringPage'),
      target: row.address('target'),
      anchorText: anchor === '' || anchor === null ? (row.text('alt') ?? anchor) : anchor,
      rel,
      area: areaOfWord(row.text('area')),
      before: row.text('before'),
      after: row.text('after'),
      image: row.address('image'),
      element: elementOfType(row.text('type')),
      title: row.text('title'),
      language: row.text('language'),
      status: row.number('status'),
      firstSeenAt: row.at('firstSeenAt'),
      lastSeenAt: row.at('lastSeenAt'),
      lostAt: lostAtOf(row, row.flag('lost') === true),
    })
  },
  references: [{ title: 'DataForSEO: backlinks live', url: 'https://docs.dataforseo.com/v3/backlinks/backlinks/live/' }],
  examples: [
    { title: 'whole answer', file: 'dataforseo-backlinks.json', expect: { accepted: 2, refused: 1 } },
    { title: 'items alone', file: 'dataforseo-items.json', expect: { accepted: 1, refused: 0 } },
    { title: 'one item a line, one line broken', file: 'dataforseo-items.ndjson', expect: { accepted: 2, refused: 1 } },
  ],
})
