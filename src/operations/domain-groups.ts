import type { MergedLink } from '../model/facts.js'
import type { GraphFacts, HostRank, HostRanks } from '../model/host-ranks.js'

/** Hosts looked up in the web graph at one go, and links held meanwhile: many hosts of few links, or few of many. */
const hostsAtOnce = 1_000
const linksAtOnce = 20_000

/** Gives each referring domain's links with what the web graph knows of their hosts, asking for many hosts at once. */
export async function* withRanks(groups: AsyncIterable<MergedLink[]>, ranks: HostRanks | null): AsyncGenerator<{ links: MergedLink[]; graph: GraphFacts | null }> {
  if (ranks === null) {
    for await (const links of groups) yield { links, graph: null }
    return
  }
  const { release, level, vertexCount, excerpt, trust, fields, distrustFrom } = ranks
  let waiting: MergedLink[][] = []
  let hosts = new Set<string>()
  let linkCount = 0
  async function* flush(): AsyncGenerator<{ links: MergedLink[]; graph: GraphFacts }> {
    const found: ReadonlyMap<string, HostRank> = await ranks!.lookUp([...hosts])
    const ready = waiting
    waiting = []
    hosts = new Set()
    linkCount = 0
    for (const links of ready) yield { links, graph: { release, level, vertexCount, excerpt, trust, fields, distrustFrom, ranks: found } }
  }
  for await (const links of groups) {
    waiting.push(links)
    linkCount += links.length
    for (const { referringHost } of links) hosts.add(referringHost)
    if (hosts.size >= hostsAtOnce || linkCount >= linksAtOnce) yield* flush()
  }
  if (waiting.length > 0) yield* flush()
}

/**
 * Links in groups of one referring domain: the index gives them in that order. Links within the site's own domain are no
 * backlinks and are left out.
 */
export async function* byDomain(runs: AsyncIterable<readonly MergedLink[]>): AsyncGenerator<MergedLink[]> {
  let group: MergedLink[] = []
  for await (const links of runs) {
    for (const link of links) {
      if (link.referringDomain === link.targetDomain) continue
      if (group.length > 0 && group[0]!.referringDomain !== link.referringDomain) {
        yield group
        group = []
      }
      group.push(link)
    }
  }
  if (group.length > 0) yield group
}
