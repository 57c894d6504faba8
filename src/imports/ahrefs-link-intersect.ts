import { defineImport, type RowAnswer } from '../model/import.js'
import type { Sighting } from '../model/sighting.js'
import { targetOfText } from './export-target.js'
import { elementOfType } from './ahrefs-columns.js'
import { linkAnswer, refused } from './link-answer.js'

const headerCharsMax = 300
/** Header of a compared site: a domain or address, always with a slash at the end. */
const siteHeader = /^(?:https?:\/\/)?[^\s/]+\.[^\s/]+\/\S*$/u

/** Pages that link to several sites. The columns after "Intersect" are the compared sites, and a filled cell is a link to one. */
export default defineImport({
  id: 'ahrefs-link-intersect',
  tool: 'Ahrefs',
  title: 'Ahrefs: link intersect',
  exportedFrom: 'Link intersect › Referring pages › Export',
  gives: 'links',
  columns: {
    referringPage: ['Referring page URL'],
    title: ['Referring page title'],
    language: ['Language'],
    type: ['Type'],
    intersect: ['Intersect'],
  },
  required: ['referringPage', 'intersect'],
  signature: ['Intersect'],
  figures: {
    'ahrefs.domainRating': ['Domain rating'],
    'ahrefs.urlRating': ['UR'],
    'ahrefs.domainTraffic': ['Domain traffic'],
    'ahrefs.referringDomains': ['Referring domains'],
    'ahrefs.pageTraffic': ['Page traffic'],
    'ahrefs.platform': ['Platform'],
    'ahrefs.type': ['Type'],
    'ahrefs.author': ['Author'],
    'ahrefs.redirectCode': ['Redirect Code'],
    'ahrefs.intersect': ['Intersect'],
  },
  row(row, context): RowAnswer {
    const sightings: Sighting[] = []
    for (const [header, cell] of row.cells()) {
      const value = cell.trim()
      if (header.length > headerCharsMax || !siteHeader.test(header) || value === '' || /^(?:0|-|--|no|false)$/iu.test(value)) continue
      const site = targetOfText(header)
      if (site === null) continue
      const page = /^https?:\/\//iu.test(value) ? { target: value } : {}
      const answer = linkAnswer(row, { ...context, target: site }, {
        referringPage: row.address('referringPage'),
        ...page,
        title: row.text('title'),
        language: row.text('language'),
        element: elementOfType(row.text('type')),
      })
      if ('cause' in answer) return answer
      sightings.push(...answer.sightings)
    }
    return sightings.length > 0 ? { sightings } : refused('no-target', 'no column says to which of the compared sites the page links')
  },
  references: [{ title: 'Ahrefs: link intersect', url: 'https://help.ahrefs.com/en/articles/2792066-what-is-link-intersect-and-how-to-use-it' }],
  examples: [{ title: 'two compared sites', file: 'ahrefs-link-intersect.csv', expect: { accepted: 2, refused: 1 } }],
})
