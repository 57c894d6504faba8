/** Words that head the columns of a list of edges, by what stands below them. */
const fromWords = new Set(['from', 'source', 'src', 'fromnodeid', 'from_id', 'source_id', 'referring domain', 'referring_domain', 'referring page', 'referring_page', 'referringdomain'])
const toWords = new Set(['to', 'target', 'dst', 'dest', 'destination', 'tonodeid', 'to_id', 'target_id', 'target domain', 'target_domain', 'targetdomain'])

/** Columns of both ends if these cells are a header, else null. */
export function edgeHeader(cells: readonly string[]): { from: number; to: number } | null {
  const words = cells.map((cell) => cell.trim().toLowerCase())
  const from = words.findIndex((word) => fromWords.has(word))
  const to = words.findIndex((word) => toWords.has(word))
  return from === -1 || to === -1 ? null : { from, to }
}

/** True if a line heads a list of edges whose first two columns are both ends. */
export function isEdgeHeader(line: string): boolean {
  const columns = edgeHeader(line.replace(/\r$/u, '').split(line.includes('\t') ? '\t' : line.includes(',') ? ',' : ' ').map((cell) => cell.replace(/^"(.*)"$/u, '$1')))
  return columns !== null && columns.from === 0 && columns.to === 1
}
