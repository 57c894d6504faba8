import type { DomainFacts } from '../../model/facts.js'
import type { GraphFacts, HostRank } from '../../model/host-ranks.js'
import type { Evidence } from '../../model/judgement.js'
import type { Lists } from '../../model/lists.js'
import { isPlatformName, pathWords, rankWords, seedStepsMax, trustShare } from '../quality/graph-facts.js'

/**
 * What a web graph adds to the identity of a host: rows to read beside the others. They never change the tier, because
 * links can be bought and pseudo-journals have many (link-quality QH, "wrong when"); weight 0 says so.
 */
export function graphSigns(host: string, unlisted: boolean, { graph, lists }: Pick<DomainFacts, 'graph' | 'lists'>): Evidence[] {
  if (graph === null || graph === undefined) return []
  const rank = graph.ranks.get(host)
  const rows: Evidence[] = []
  // Not to stand in a list of the best says nothing of who a host is.
  if (graph.excerpt === true && (rank === undefined || rank.authorityRank === null)) return []
  if (rank === undefined || rank.authorityRank === null) rows.push(row('QA-01', 'web graph', rankWords({ rank: null, nodes: graph.vertexCount, release: graph.release }), '-'))
  else {
    const own = !isPlatformName(host, rank.name, lists)
    const words = rankWords({ rank: rank.authorityRank, nodes: rank.nodes, release: graph.release, by: rank.authorityBy, strongerThan: rank.strongerThan })
    rows.push(row('QA-01', 'web graph', own ? words : `${rank.name}, a platform: ${words}`, '+'))
    if (own) rows.push(...seedRows(rank, graph))
  }
  const isFar = rank === undefined || (rank.seedWays !== null && (rank.seedDistance === null || rank.seedDistance > seedStepsMax))
  if (unlisted && graph.trust !== null && isFar) {
    const imitated = imitatedBody(host, lists)
    if (imitated !== null) rows.push(row('GR-08', 'name and ways from health seeds', `${imitated}, but no health seed leads to it within ${seedStepsMax} steps`, '-'))
  }
  return rows
}

function seedRows({ seedDistance, seedPath, seedWays, trustScore }: HostRank, { trust }: GraphFacts): Evidence[] {
  if (trust === null) return []
  const looked = `ways from the seeds of ${trust.seeds}`
  // Without distances nothing is known, and nothing is said; with them, that no way was found is worth a row.
  if (seedDistance === null) return seedWays === null ? [] : [row('GR-08', looked, 'none leads to it', '-')]
  // Two ways that do not hang on the same last link are what one careless link cannot make.
  const ways = seedWays === null || seedDistance === 0 ? '' : seedWays < 2 ? '; no second way' : `; ${seedWays} linking sites are seeds or near one`
  const number = trustScore === null || !(trustScore > 0) ? '' : `health trust ${Math.round(100 * trustShare(trustScore, trust))}: `
  if (seedDistance <= seedStepsMax && seedPath !== null) return [row('GR-08', looked, `${number}${pathWords(seedPath)}${ways}`, '+')]
  return [row('GR-08', looked, `the nearest is ${seedDistance} steps away${ways}`, '+')]
}

function row(rule: string, looked: string, found: string, polarity: '+' | '-'): Evidence {
  return { rule, looked, found: found.slice(0, 160), polarity, weight: 0 }
}

/** A restricted suffix that a name borrows: `nih-gov.example`, `cdc.gov.evil.example`; undefined for other names. */
export function borrowedSuffix(host: string, lists: Pick<Lists, 'words'>): string | undefined {
  const parts = host.split(/[.-]/u)
  return lists.words('identity/borrowed-suffixes').find((suffix) => parts.indexOf(suffix) !== -1 && parts.indexOf(suffix) < parts.length - 1)
}

/** What makes a name sound like a body of state or of science ("nationalinstitute"); undefined for other names. */
function officialSound(host: string, { words }: Pick<Lists, 'words'>): string | undefined {
  const name = host.replaceAll('-', '')
  const whole = words('identity/official-names').find((one) => name.includes(one))
  if (whole !== undefined) return whole
  for (const scope of words('identity/official-scopes')) {
    const body = name.includes(scope) ? words('identity/official-bodies').find((one) => name.includes(`${scope}${one}`)) : undefined
    if (body !== undefined) return `${scope} ${body}`
  }
  return undefined
}

/** What official body a name borrows from, in words, or null. Whole labels are looked at, wherever they stand. */
export function imitatedBody(host: string, lists: Pick<Lists, 'seeds' | 'words'>): string | null {
  const suffix = borrowedSuffix(host, lists)
  if (suffix !== undefined) return `"${suffix}" stands in the name`
  const labels = host.split('.')
  for (let count = labels.length - 1; count > 0; count -= 1) {
    const borrowed = [labels.slice(0, count).join('.'), labels[count - 1]!.replace(/-(?=[a-z]+$)/u, '.')].find((name) => name.includes('.') && (lists.seeds.get(name)?.tier ?? 6) <= 3)
    if (borrowed !== undefined) return `the name of ${borrowed} stands in it`
  }
  const sound = officialSound(host, lists)
  return sound === undefined ? null : `the name sounds official ("${sound}")`
}
