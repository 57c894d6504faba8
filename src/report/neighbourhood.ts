/** A domain in the picture of how trust reaches a site. */
export interface NeighbourNode {
  id: string
  kind: 'site' | 'referring' | 'between' | 'seed'
  /** Identity tier of a referring domain. */
  tier: number | null
  links: number
  authority: number | null
  /** Steps from the nearest seed; null where no way was found. */
  hops: number | null
}

export interface NeighbourEdge {
  from: string
  to: string
  kind: 'to-site' | 'on-the-way'
}

/** A referring domain with one shortest way from a seed to it: the seed first, the domain last. */
export interface ReferringWay {
  domain: string
  tier: number
  links: number
  authority: number | null
  path: readonly string[] | null
}

/**
 * The picture of how trust reaches a site: its referring domains in the order given, and the domains on the way from the
 * nearest seed to each. A way that would go past the bound is left out whole, so that no line ends in nothing.
 */
export function neighbourhood(site: string, ways: readonly ReferringWay[], nodesMax: number): { nodes: NeighbourNode[]; edges: NeighbourEdge[] } {
  const nodes = new Map<string, NeighbourNode>([[site, { id: site, kind: 'site', tier: null, links: 0, authority: null, hops: null }]])
  const edges = new Map<string, NeighbourEdge>()
  const join = (from: string, to: string, kind: NeighbourEdge['kind']) => edges.set(`${from} ${to}`, { from, to, kind })
  for (const { domain, tier, links, authority, path } of ways) {
    const way = path !== null && path.at(-1) === domain && !path.includes(site) ? path : [domain]
    if (nodes.size + way.filter((name) => !nodes.has(name)).length > nodesMax || edges.size + way.length > nodesMax) continue
    for (const [at, name] of way.entries()) {
      const known = nodes.get(name)
      const hops = path === null ? null : at
      if (name === domain) nodes.set(name, { id: name, kind: path !== null && way.length === 1 ? 'seed' : 'referring', tier, links, authority, hops })
      else if (known === undefined) nodes.set(name, { id: name, kind: at === 0 ? 'seed' : 'between', tier: null, links: 0, authority: null, hops })
      if (at > 0) join(way[at - 1]!, name, 'on-the-way')
    }
    join(domain, site, 'to-site')
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] }
}
