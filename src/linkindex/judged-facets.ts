import type { Pause } from '../lib/slices.js'
import { isDomain } from '../model/domain.js'
import type { JudgedFacets } from '../model/judged-summary.js'
import { rulesOfFound, type LinkQuery } from '../model/listed-link.js'
import { eachPassing, type FilterName } from './judged-filter.js'
import type { GroupedColumn } from './judged-groups.js'
import { filterKey, type ListedLinks } from './judged-links.js'

/**
 * How many links each choice of each filter would list. A group of rows counts for a facet if nothing keeps it out, or
 * only the facet's own filter does.
 */
export function countFacets(listed: ListedLinks, query: LinkQuery): Promise<JudgedFacets> {
  return listed.keep(`facets ${filterKey(query)}`, async (pause) => ({ value: await facetsOf(listed, query, pause), bytes: 4_096 }))
}

async function facetsOf(listed: ListedLinks, query: LinkQuery, pause: Pause): Promise<JudgedFacets> {
  const { columns, words, lists } = listed.table
  const [groups, filtered] = [await listed.groups(), await listed.filtered(query)]
  const { failed, numbers, sizes, total } = filtered
  const counted = (column: GroupedColumn, kinds: number, ...own: FilterName[]) => {
    const values = groups.values[column]
    const counts = new Uint32Array(kinds)
    const [first = 0, second = 0] = own.map((name) => numbers.get(name) ?? 0)
    for (let group = 0; group < failed.length; group += 1) {
      const number = failed[group]!
      if (number === 0 || number === first || number === second) counts[values[group]!]! += sizes[group]!
    }
    return counts
  }
  const ofWords = (name: 'type' | 'area' | 'state' | 'anchorKind', ...own: FilterName[]) => rowsOf([...counted(name, words[name].length, ...own)].map((links, number): [string, number] => [words[name][number]!, links]))
  const ofLists = (name: 'seenBy' | 'findings', ...own: FilterName[]) => {
    const sums = new Map<string, number>()
    for (const [number, links] of counted(name, lists[name].length, ...own).entries()) for (const word of name === 'findings' ? rulesOfFound(lists[name][number]!) : lists[name][number]!) sums.set(word, (sums.get(word) ?? 0) + links)
    return rowsOf([...sums])
  }
  const corrected = [0, 0]
  for (const [number, links] of counted('corrected', lists.corrected.length, 'corrected').entries()) corrected[lists.corrected[number]!.length > 0 ? 1 : 0]! += links
  const domains = new Uint8Array(words.domain.length)
  let domainCount = 0
  await eachPassing(filtered, groups, pause, (row) => {
    const domain = columns.domain[row]!
    if (domains[domain] === 1) return
    domains[domain] = 1
    if (isDomain(words.domain[domain]!)) domainCount += 1
  })
  return {
    total,
    referringDomains: domainCount,
    type: ofWords('type', 'type'),
    tier: [...counted('tier', 7, 'tier')].map((links, value) => ({ value, links })).filter(({ links }) => links > 0),
    area: ofWords('area', 'area').map(({ value, links }) => ({ value: value === '' ? null : value, links })),
    state: ofWords('state', 'state', 'live'),
    anchorKind: ofWords('anchorKind', 'anchorKind'),
    followed: [...counted('followed', 2, 'followed')].map((links, value) => ({ value: value === 1, links })).filter(({ links }) => links > 0).reverse(),
    seenBy: ofLists('seenBy', 'seenBy'),
    finding: ofLists('findings', 'finding', 'findings'),
    corrected: corrected.map((links, value) => ({ value: value === 1, links })).filter(({ links }) => links > 0).reverse(),
  }
}

/** Most links first. */
function rowsOf(sums: ReadonlyArray<[string, number]>): Array<{ value: string; links: number }> {
  return sums.filter(([, links]) => links > 0).map(([value, links]) => ({ value, links })).sort((a, b) => b.links - a.links || (a.value < b.value ? -1 : 1))
}
