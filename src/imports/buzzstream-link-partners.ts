import { defineImport, type TableSample } from '../model/import.js'
import { linkAnswer } from './link-answer.js'
import { isKind } from './search-console-cells.js'

/** Known by the order of its columns where the header is missing or renamed: name, domain, linking from, linking to, anchor. */
export default defineImport({
  id: 'buzzstream-link-partners',
  tool: 'BuzzStream',
  title: 'BuzzStream: link partners',
  exportedFrom: 'Links › Export',
  gives: 'links',
  columns: {
    referringPage: ['Linking from'],
    target: ['Linking to'],
    anchorText: ['Anchor text'],
    acquisition: ['Acquisition method'],
    startAt: ['Start date'],
    expiryAt: ['Expiration date'],
  },
  required: ['referringPage', 'target'],
  signature: ['Linking from', 'Linking to', 'Acquisition method'],
  figures: {
    'buzzstream.name': ['Name'],
    'buzzstream.sitewide': ['Sitewide link?'],
    'buzzstream.sitewideLinks': ['Sitewide number of links'],
    'buzzstream.acquisition': ['Acquisition method'],
    'buzzstream.paymentDate': ['Payment date'],
    'buzzstream.paymentAmount': ['Amount', 'Payment amount'],
    'buzzstream.paymentMethod': ['Method', 'Payment method'],
    'buzzstream.paymentType': ['Type', 'Payment type'],
    'buzzstream.expirationDate': ['Expiration date'],
  },
  dateOrder: 'month-first',
  byCells(sample) {
    const first = sample.rows.findIndex((row) => row.some((cell) => cell.trim() !== ''))
    if (first === -1) return null
    const rows = sample.rows.slice(first)
    const fitting = rows.filter(isPartnerRow).length
    if (fitting === 0 || fitting < (rows.length - 1) * 0.8) return null
    return { headerRow: isPartnerRow(rows[0]!) ? -1 : first, columns: { referringPage: 2, target: 3, anchorText: 4, acquisition: 7 } }
  },
  row(row, context) {
    const acquisition = row.text('acquisition')
    return linkAnswer(row, context, {
      referringPage: row.address('referringPage'),
      target: row.address('target'),
      anchorText: row.text('anchorText'),
      firstSeenAt: row.at('startAt'),
      vendor: acquisition ? { 'buzzstream.acquisition': acquisition.slice(0, 100) } : null,
    })
  },
  references: [{ title: 'BuzzStream: importing link partners', url: 'http://www.buzzstream.com/import-link-partners' }],
  examples: [
    { title: 'with a header', file: 'buzzstream-link-partners.csv', expect: { accepted: 2, refused: 0 } },
    { title: 'by position, without a header', file: 'buzzstream-link-partners-no-header.csv', expect: { accepted: 2, refused: 0 } },
  ],
})

function isPartnerRow(row: TableSample['rows'][number]): boolean {
  return row.length >= 5 && isKind(row[2] ?? '', 'url') && isKind(row[3] ?? '', 'url') && isKind(row[1] ?? '', 'domain')
}
