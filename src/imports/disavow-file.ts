import { defineImport, type TableSample } from '../model/import.js'
import { limits } from '../model/limits.js'
import { parseHost, parseLooseUrl } from '../model/url.js'
import { domainAnswer, linkAnswer, refused } from './link-answer.js'

const entryPattern = /^domain:\s*(.*)$/iu

/**
 * A disavow file as a list of links somebody wants ignored (format: DIS-01). It says that links from these places were
 * known once, no more: each entry is an unconfirmed link with the mark `disavow.listed`, and takes no part in any
 * decision. For the new file to keep what the old one said, hand the old one to `citewell disavow build --earlier`.
 */
export default defineImport({
  id: 'disavow-file',
  tool: 'Google Search Console',
  title: 'Disavow file',
  exportedFrom: 'Disavow links tool › Download',
  gives: 'links',
  columns: { entry: ['entry'] },
  required: ['entry'],
  needsTarget: true,
  comments: true,
  byCells(sample) {
    const lines = entriesOf(sample)
    if (sample.delimiter !== '' || lines.length === 0) return null
    const entries = lines.filter((line) => entryPattern.test(line)).length
    const addresses = lines.filter((line) => /^https?:\/\//iu.test(line)).length
    const named = /disavow/iu.test(sample.fileName)
    const fits = sample.told || ((entries > 0 || named) && entries + addresses >= lines.length * 0.8)
    return fits ? { headerRow: -1, columns: { entry: 0 } } : null
  },
  row(row, context) {
    const line = (row.address('entry') ?? '').replace(/\s#[^]*$/u, '').trim()
    const vendor = { 'disavow.listed': true }
    const host = entryPattern.exec(line)?.[1]?.trim()
    if (host !== undefined) {
      if (host === '' || /[/\s:?#]/u.test(host) || parseHost(host) === undefined) return refused('bad-domain', `"${line.slice(0, 120)}" is no domain entry; it takes a domain without scheme, path or port`)
      return domainAnswer(row, context, { referringPage: host, vendor: { ...vendor, 'disavow.host': host.toLowerCase() } })
    }
    if (line.length > limits.disavowUrlCharsMax) return refused('url-too-long', `an address may have at most ${limits.disavowUrlCharsMax} characters (DIS-01)`)
    if (!/^https?:\/\//iu.test(line)) return refused('bad-entry', parseLooseUrl(line) === undefined ? `"${line.slice(0, 120)}" is neither an address nor a domain entry` : `"${line.slice(0, 120)}" lacks "domain:" or "https://" before it`)
    return linkAnswer(row, context, { referringPage: line, vendor })
  },
  references: [{ title: 'Search Console: disavow links', url: 'https://support.google.com/webmasters/answer/2648487' }],
  examples: [{ title: 'domains, pages, comments and one wrong line', file: 'disavow.txt', target: 'bayview-clinic.example', expect: { accepted: 4, refused: 1 } }],
})

function entriesOf(sample: TableSample): string[] {
  return sample.rows.map((row) => (row[0] ?? '').replace(/^\ufeff/u, '').trim()).filter((line) => line !== '' && !line.startsWith('#'))
}
