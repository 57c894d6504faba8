import { defineImport } from '../model/import.js'
import { linkAnswer } from './link-answer.js'

export default defineImport({
  id: 'se-ranking-backlinks',
  tool: 'SE Ranking',
  title: 'SE Ranking and InLink Rank tools: backlinks',
  exportedFrom: 'Backlink Checker › Backlinks › Export',
  gives: 'links',
  columns: {
    referringPage: ['URL from', 'url_from'],
    target: ['URL to', 'url_to', 'Target URL'],
    title: ['Title'],
    anchorText: ['Anchor text', 'Anchor'],
    alt: ['Alt', 'Alt text'],
    nofollow: ['Nofollow'],
    image: ['Image'],
    imageSource: ['Image source', 'image_source'],
    firstSeenAt: ['First seen', 'first_seen'],
    lastSeenAt: ['Last visited', 'last_visited', 'Last seen'],
  },
  required: ['referringPage'],
  signature: ['InLink rank', 'Domain InLink rank', 'inlink_rank', 'domain_inlink_rank', 'Image source'],
  figures: { 'seRanking.inlinkRank': ['InLink rank', 'inlink_rank'], 'seRanking.domainInlinkRank': ['Domain InLink rank', 'domain_inlink_rank'], 'seRanking.image': ['Image'] },
  needsTarget: true,
  row(row, context) {
    const target = row.address('target')
    const anchorText = row.text('anchorText')
    return linkAnswer(row, context, {
      referringPage: row.address('referringPage'),
      ...(target === null ? {} : { target }),
      anchorText: anchorText === '' || anchorText === null ? (row.text('alt') ?? anchorText) : anchorText,
      rel: row.flag('nofollow') ? ['nofollow'] : [],
      image: row.address('imageSource'),
      title: row.text('title'),
      firstSeenAt: row.at('firstSeenAt'),
      lastSeenAt: row.at('lastSeenAt'),
    })
  },
  references: [{ title: 'SE Ranking: backlink API', url: 'https://seranking.com/api/data/backlinks/' }],
  examples: [{ title: 'a text link and an image link', file: 'se-ranking-backlinks.csv', target: 'bayview-clinic.example', expect: { accepted: 2, refused: 0 } }],
})
