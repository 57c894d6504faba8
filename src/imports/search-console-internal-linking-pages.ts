import { defineImport, type TableSample } from '../model/import.js'
import { domainOf, parseLooseUrl } from '../model/url.js'
import { linkingPageHeaders } from './search-console-headers.js'

/** The same header as the sample links: the file name or the pages, all of the site itself, tell them apart. */
export default defineImport({
  id: 'search-console-internal-linking-pages',
  tool: 'Google Search Console',
  title: 'Search Console: your pages linking to a page',
  exportedFrom: 'Links › Top linked pages, internally › a page › Export',
  gives: 'refused',
  refusal: 'it lists pages of the site itself, and a link from one page of a site to another is no backlink. Export Latest links or More sample links instead.',
  columns: { referringPage: linkingPageHeaders },
  required: ['referringPage'],
  signature: linkingPageHeaders,
  everyColumnKnown: true,
  confirm: (sample) => ownFileName.test(sample.fileName.slice(-300)) || allOwn(sample),
  references: [{ title: 'Search Console: links report', url: 'https://support.google.com/webmasters/answer/9049606' }],
  examples: [{ title: 'recognised and refused', file: 'refused/https___www.bayview-clinic.example_-Your pages-2026-09-28.csv', expect: { accepted: 0, refused: 0 } }],
})

const ownFileName = /-(?:your pages|ihre seiten|vos pages|tus páginas|internal)/iu

function allOwn({ target, rows }: TableSample): boolean {
  return target !== null && rows.length > 1 && rows.slice(1).every((row) => isOwn(row[0] ?? '', target.domain))
}

function isOwn(cell: string, domain: string): boolean {
  const url = parseLooseUrl(cell)
  return cell.trim() === '' || (url !== undefined && domainOf(url) === domain)
}
