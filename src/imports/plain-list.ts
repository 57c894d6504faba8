import { csvDelimiters } from '../lib/csv.js'
import { defineImport, type TableLayout, type TableSample } from '../model/import.js'
import { hasKnownEnding, targetOfText } from './export-target.js'
import { domainAnswer, linkAnswer, relOfFlags } from './link-answer.js'
import { isKind } from './search-console-cells.js'
import { limits } from '../model/limits.js'
import { relTokens } from '../model/link.js'

/**
 * What people write themselves: one address or domain a line, or a table with the columns source and target. An address
 * is a linking page, a bare domain a linking domain. Tried last, and only when every column is known.
 */
export default defineImport({
  id: 'plain-list',
  tool: 'any',
  title: 'Plain list of addresses, domains or pairs',
  exportedFrom: 'a text editor or spreadsheet: one address a line, or the columns source and target',
  gives: 'links',
  columns: {
    referringPage: ['source', 'source url', 'source_url', 'referring page', 'referring page url', 'referringPage', 'referring url', 'linking page', 'from', 'from url', 'url from', 'url', 'link', 'backlink', 'backlink url', 'page', 'address', 'domain', 'referring domain', 'linking domain', 'website', 'urls', 'links', 'backlinks', 'domains'],
    target: ['target', 'target url', 'target_url', 'to', 'to url', 'url to', 'destination', 'destination url', 'landing page', 'links to', 'link to'],
    anchorText: ['anchor', 'anchor text', 'anchor_text', 'anchorText', 'text', 'link text'],
    title: ['title', 'page title', 'source title'],
    rel: ['rel', 'link rel', 'attributes'],
    nofollow: ['nofollow'],
    ugc: ['ugc'],
    sponsored: ['sponsored'],
    firstSeenAt: ['first seen', 'first_seen', 'firstSeen', 'found', 'date', 'added'],
    lastSeenAt: ['last seen', 'last_seen', 'lastSeen', 'last checked'],
    // What an agency adds to a list of domains that it warns of. Kept beside the link and used for nothing.
    warning: ['toxic score', 'toxicity score', 'toxicity', 'spam score', 'risk score', 'risk', 'score'],
    note: ['reason', 'reasons', 'note', 'notes', 'comment', 'comments', 'category', 'recommendation', 'action'],
  },
  required: ['referringPage'],
  needsTarget: true,
  comments: true,
  everyColumnKnown: true,
  byCells: (sample) => pairLayout(sample) ?? listLayout(sample),
  row(row, context) {
    const page = row.address('referringPage') ?? ''
    const target = row.address('target') ?? ''
    const bareTarget = target !== '' && isBare(target) ? targetOfText(target) : null
    const warning = row.number('warning')
    const given = {
      referringPage: page,
      ...(target === '' || bareTarget !== null ? {} : { target }),
      anchorText: row.text('anchorText'),
      title: row.text('title'),
      rel: [...new Set([...relTokens(row.text('rel') ?? '').filter((token) => token !== 'dofollow' && token !== 'follow'), ...relOfFlags(row)])],
      firstSeenAt: row.at('firstSeenAt'),
      lastSeenAt: row.at('lastSeenAt'),
      ...(warning === null ? {} : { vendor: { warning } }),
    }
    const about = bareTarget === null ? context : { ...context, target: bareTarget }
    return isBare(page) ? domainAnswer(row, about, given) : linkAnswer(row, about, given)
  },
  references: [{ title: 'WHATWG URL Standard', url: 'https://url.spec.whatwg.org/' }],
  examples: [
    { title: 'addresses and domains, with comments', file: 'plain-list.txt', target: 'bayview-clinic.example', expect: { accepted: 4, refused: 1 } },
    { title: 'pairs with a header', file: 'plain-pairs.csv', expect: { accepted: 3, refused: 0 } },
    { title: 'domains that an agency warns of', file: 'plain-vendor-list.csv', target: 'bayview-clinic.example', expect: { accepted: 2, refused: 1 } },
    { title: 'pairs without a header', file: 'plain-pairs-no-header.csv', expect: { accepted: 2, refused: 0 } },
  ],
})

/** True for a host without scheme or path. */
function isBare(text: string): boolean {
  return !text.includes('/')
}

function isAddress(cell: string): boolean {
  const text = cell.trim()
  if (text.length > limits.urlCharsMax) return false
  return isKind(text, 'url') || (/^[^\s/?#,;|]+(?:\/\S*)?$/u.test(text) && hasKnownEnding(text))
}

function rowsOf(sample: TableSample): Array<{ row: readonly string[]; index: number }> {
  return sample.rows.map((row, index) => ({ row, index })).filter(({ row }) => row.some((cell) => cell.trim() !== '') && !row[0]!.trimStart().startsWith('#'))
}

function pairLayout(sample: TableSample): TableLayout | null {
  if (sample.delimiter === '') return null
  const rows = rowsOf(sample)
  const isPair = (row: readonly string[]): boolean => row.length >= 2 && row.length <= 3 && isAddress(row[0]!) && isAddress(row[1]!)
  const first = rows[0]
  const fitting = rows.filter(({ row }) => isPair(row)).length
  if (first === undefined || fitting === 0 || fitting < (rows.length - 1) * 0.8) return null
  const wide = rows.some(({ row }) => row.length === 3)
  return { headerRow: isPair(first.row) ? -1 : first.index, columns: wide ? { referringPage: 0, target: 1, anchorText: 2 } : { referringPage: 0, target: 1 } }
}

/** True if the lines are rows of several columns: addresses with commas are few, and never alike in all lines. */
function isTable(lines: readonly string[]): boolean {
  if (lines.filter((line) => /[,;\t|][^\S\t]*"?https?:\/\//iu.test(line)).length > lines.length / 5) return true
  return lines.length > 1 && csvDelimiters.some((delimiter) => {
    const columns = lines[0]!.split(delimiter).length
    return columns > 1 && lines.every((line) => line.split(delimiter).length === columns)
  })
}

function listLayout(sample: TableSample): TableLayout | null {
  const rows = rowsOf(sample)
  const first = rows[0]
  if (first === undefined || rows.some(({ row }) => row.length !== 1)) return null
  if (!sample.told && isTable(rows.map(({ row }) => row[0]!))) return null
  const fitting = rows.filter(({ row }) => isAddress(row[0]!)).length
  if (!sample.told && (fitting === 0 || fitting < (rows.length - 1) * 0.8)) return null
  return { headerRow: sample.told || isAddress(first.row[0]!) ? -1 : first.index, columns: { referringPage: 0 } }
}
