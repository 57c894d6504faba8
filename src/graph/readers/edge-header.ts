/**
 * Words that head the columns of a list of edges, by what stands below them; small letters and digits only, so that
 * `Referring page URL`, `referring_page_url` and `referringPageUrl` are one.
 */
const things = ['', 'id', 'url', 'page', 'pageurl', 'domain', 'host', 'hostname', 'site', 'node', 'nodeid', 'vertex', 'rootdomain', 'link']
const fromWords = wordsOf(['from', 'source', 'src', 'referring', 'referrer', 'referer', 'linking', 'backlink', 'citing'])
const toWords = wordsOf(['to', 'target', 'dst', 'dest', 'destination', 'linked', 'cited'])

function wordsOf(ends: readonly string[]): ReadonlySet<string> {
  return new Set(ends.flatMap((end) => things.map((thing) => `${end}${thing}`)))
}

const bare = (cell: string) => cell.slice(0, 100).toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Columns of both ends if these cells are a header, else null. */
export function edgeHeader(cells: readonly string[]): { from: number; to: number } | null {
  const words = cells.map(bare)
  const from = words.findIndex((word) => fromWords.has(word))
  const to = words.findIndex((word) => toWords.has(word))
  return from === -1 || to === -1 ? null : { from, to }
}

/**
 * True if cells are a heading that is not understood. A row of hosts, domains or URLs has a dot or a colon somewhere and
 * one of numbers only digits; where nothing has, it is words, and which column links to which would be a guess.
 */
export function isUnknownHeader(cells: readonly string[]): boolean {
  return cells.length >= 2 && cells.every((cell) => /^[^.:]*$/u.test(cell)) && cells.filter((cell) => /\p{L}/u.test(cell)).length >= 2
}

/** True if a line heads a list of edges whose first two columns are both ends. */
export function isEdgeHeader(line: string): boolean {
  const columns = edgeHeader(line.replace(/\r$/u, '').split(line.includes('\t') ? '\t' : line.includes(',') ? ',' : ' ').map((cell) => cell.replace(/^"(.*)"$/u, '$1')))
  return columns !== null && columns.from === 0 && columns.to === 1
}
