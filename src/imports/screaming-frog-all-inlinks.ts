import { defineImport } from '../model/import.js'
import { relTokens, type Element } from '../model/link.js'
import { areaOfWord } from './area-words.js'
import { linkAnswer, refused } from './link-answer.js'

/**
 * Every link of a crawl. Rows of the crawled site's own pages are links like any other; only those that come from
 * another site are backlinks, and that is for the index to tell. Images, scripts and style sheets are no links.
 */
export default defineImport({
  id: 'screaming-frog-all-inlinks',
  tool: 'Screaming Frog',
  title: 'Screaming Frog: all inlinks',
  exportedFrom: 'Bulk Export › Links › All Inlinks (or All Outlinks)',
  gives: 'links',
  columns: {
    type: ['Type'],
    referringPage: ['Source', 'From'],
    target: ['Destination', 'To'],
    alt: ['Alt Text'],
    anchorText: ['Anchor', 'Anchor Text'],
    follow: ['Follow'],
    rel: ['Rel'],
    position: ['Link Position'],
  },
  required: ['referringPage', 'target'],
  signature: ['Link Position', 'Link Path', 'Path Type', 'Link Origin', 'Alt Text'],
  figures: {
    'screamingFrog.type': ['Type'],
    'screamingFrog.targetStatus': ['Status Code'],
    'screamingFrog.linkPosition': ['Link Position'],
    'screamingFrog.linkOrigin': ['Link Origin'],
    'screamingFrog.pathType': ['Path Type'],
  },
  row(row, context) {
    const element = elementOf(row.text('type'))
    if (element === null) return refused('not-a-link', `"${(row.text('type') ?? '').slice(0, 40)}" is a part of the page and no link`)
    const rel = relTokens(row.text('rel') ?? '')
    if (row.flag('follow') === false && !rel.some((token) => token === 'nofollow' || token === 'ugc' || token === 'sponsored')) rel.push('nofollow')
    const anchor = row.text('anchorText')
    return linkAnswer(row, context, {
      referringPage: row.address('referringPage'),
      target: row.address('target'),
      anchorText: anchor === '' || anchor === null ? (row.text('alt') ?? anchor) : anchor,
      rel,
      element,
      area: areaOfWord(row.text('position')),
    })
  },
  references: [{ title: 'Screaming Frog: bulk export', url: 'https://www.screamingfrog.co.uk/seo-spider/user-guide/general/#exporting' }],
  examples: [{ title: 'links and one image', file: 'screaming-frog-all-inlinks.csv', expect: { accepted: 4, refused: 1 } }],
})

function elementOf(type: string | null): Element | null {
  const word = (type ?? 'hyperlink').toLowerCase()
  if (/redirect/u.test(word)) return 'redirect'
  if (/canonical/u.test(word)) return 'canonical'
  if (/hreflang|alternate|amp/u.test(word)) return 'alternate'
  if (/iframe/u.test(word)) return 'iframe'
  if (/form/u.test(word)) return 'form'
  if (/hyperlink|^link$|^a$|^$/u.test(word)) return 'a'
  return /image|css|script|font|media|pdf|ajax|object|stylesheet|icon|swf/u.test(word) ? null : 'other'
}
