/** A domain in the picture of how trust reaches a site. */
export interface PictureNode {
  id: string
  kind: 'site' | 'referring' | 'between' | 'seed'
  tier: number | null
  links: number
}

export interface PictureEdge {
  from: string
  to: string
}

export interface Placed {
  id: string
  /** Steps to the site, leftwards. */
  x: number
  y: number
  steps: number
  /** On a way from a seed to the site. */
  onWay: boolean
}

/** How many stand under each other before a column becomes two. */
const rowsMax = 26

/**
 * Where each domain stands: the site on the right (a little apart, for its name), who links to it one step to the left, and so on to the seeds. Columns
 * and not springs: the reader follows a way from left to right, and the same data always makes the same picture.
 *
 * Those on a way from a seed stand in the middle of their column, near to what they link to; the others around them.
 */
export function layOut(nodes: readonly PictureNode[], edges: readonly PictureEdge[]): Placed[] {
  const site = nodes.find((node) => node.kind === 'site')
  if (!site) return []
  const steps = stepsTo(site.id, edges)
  const columns = new Map<number, PictureNode[]>()
  for (const node of nodes) {
    const column = steps.get(node.id) ?? 1
    columns.set(column, [...(columns.get(column) ?? []), node])
  }
  const ways = onWays(nodes, edges)
  const placed = new Map<string, Placed>([[site.id, { id: site.id, x: 0.7, y: 0, steps: 0, onWay: true }]])
  let left = 0
  for (const column of [...columns.keys()].filter((each) => each > 0).sort((a, b) => a - b)) {
    left += 1
    const wanted = (node: PictureNode) => mean(edges.filter((edge) => edge.from === node.id).flatMap((edge) => placed.get(edge.to)?.y ?? []))
    const sorted = columns.get(column)!
      .map((node) => ({ node, onWay: ways.has(node.id), y: wanted(node) }))
      .sort((a, b) => Number(b.onWay) - Number(a.onWay) || (a.onWay ? a.y - b.y : 0) || (a.node.tier ?? 7) - (b.node.tier ?? 7) || b.node.links - a.node.links || (a.node.id < b.node.id ? -1 : 1))
    const way = sorted.filter(({ onWay }) => onWay)
    const others = sorted.filter(({ onWay }) => !onWay)
    way.forEach(({ node }, at) => placed.set(node.id, { id: node.id, x: -left, y: at - (way.length - 1) / 2, steps: column, onWay: true }))
    const above = way.length / 2 + 0.5
    others.forEach(({ node }, at) => {
      const around = Math.max(2, rowsMax - way.length)
      const side = at % 2 === 0 ? -1 : 1
      const row = Math.floor((at % around) / 2)
      placed.set(node.id, { id: node.id, x: -left - 0.32 * Math.floor(at / around), y: side * (above + row), steps: column, onWay: false })
    })
    left += 0.32 * Math.floor(Math.max(0, others.length - 1) / Math.max(2, rowsMax - way.length))
  }
  return nodes.flatMap((node) => placed.get(node.id) ?? [])
}

/** Steps along links from each domain to the site. */
function stepsTo(site: string, edges: readonly PictureEdge[]): Map<string, number> {
  const before = new Map<string, string[]>()
  for (const { from, to } of edges) before.set(to, [...(before.get(to) ?? []), from])
  const steps = new Map([[site, 0]])
  for (let reached = [site]; reached.length > 0; ) {
    const next: string[] = []
    for (const id of reached) {
      for (const from of before.get(id) ?? []) {
        if (steps.has(from)) continue
        steps.set(from, steps.get(id)! + 1)
        next.push(from)
      }
    }
    reached = next
  }
  return steps
}

/** Everything that can be come to from a seed. */
function onWays(nodes: readonly PictureNode[], edges: readonly PictureEdge[]): Set<string> {
  const after = new Map<string, string[]>()
  for (const { from, to } of edges) after.set(from, [...(after.get(from) ?? []), to])
  const found = new Set(nodes.filter((node) => node.kind === 'seed').map((node) => node.id))
  for (let reached = [...found]; reached.length > 0; ) {
    reached = reached.flatMap((id) => after.get(id) ?? []).filter((id) => !found.has(id) && found.add(id))
  }
  return found
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
