import type { DomainKin } from '../../model/facts.js'
import { lookUpHost, type Lists } from '../../model/lists.js'
import type { PageRecord } from '../../model/page.js'
import { pushTo } from '../risk/grouped.js'
import { serverNetwork } from '../risk/server-network.js'
import { wordSet } from '../tiers/label-patterns.js'

/** An id on more domains than this is that of an agency or a widget. */
const idDomainsMax = 20
/** Networks of more sites than this are those of a host. */
const networkSitesMax = 12
/** As the rule has it: with at least so many others in one network a link counts less (QU-02). */
const sharedHostsMin = 3
const idsOfDomainMax = 10
/** Money is paid out to one account, figures are read in another: two ids that one hand needs, and an agency shares but one of. */
const advertisingId = /^(?:pub-|AW-)/u

interface Found {
  domain: string
  seenAt: string
  accounts: string[]
  advertising: string[]
}

/**
 * What referring domains have in common: one keeper (QU-03), so that together they count as one domain, and one network
 * (QU-02). A keeper is told by two accounts of different kinds on the same pair of domains, nothing less: one account is
 * shared by the clients of an agency, a theme, name servers, a registrar or a network by those who never met.
 *
 * Known bodies, papers, hospitals, schools and whoever names a keeper of such a kind in structured data are nobody's
 * house: groups of them share accounts as a matter of course.
 */
export function domainKin(pages: Iterable<PageRecord>, { lists, domain: own, ownPages }: { lists: Lists; domain: string; ownPages: Iterable<PageRecord> }): ReadonlyMap<string, DomainKin> {
  const found = new Map<string, Found>()
  const networks = new Map<string, Set<string>>()
  const keeperTypes = wordSet(lists, 'identity/types/keeper')
  const named = new Set<string>()
  for (const page of pages) {
    if (page.domain === own || page.features === null) continue
    const { trackingIds, serverAddress } = page.features.extra
    if (Array.isArray(trackingIds) && trackingIds.length > 0) noteIds(page, trackingIds, found)
    const network = typeof serverAddress === 'string' ? serverNetwork(serverAddress, lists) : undefined
    if (network !== undefined) {
      const domains = networks.get(network)
      if (domains === undefined) networks.set(network, new Set([page.domain]))
      // One more than tells anything is enough to know that it tells nothing.
      else if (domains.size <= networkSitesMax) domains.add(page.domain)
    }
    if (page.features.structuredTypes.some((type) => keeperTypes.has(type))) named.add(page.domain)
  }
  const isKnown = (domain: string) => named.has(domain) || lists.hostKinds.has(domain) || lookUpHost(lists.seeds, domain) !== undefined
  const kin = new Map<string, DomainKin>()
  for (const { members, marks } of keepers([...found.values()], isKnown)) {
    for (const [before, { domain }] of members.entries()) kin.set(domain, { keeper: { before, domains: members.length, marks }, sharedHosts: null })
  }
  for (const page of ownPages) {
    const serverAddress = page.features?.extra['serverAddress']
    const network = typeof serverAddress === 'string' ? serverNetwork(serverAddress, lists) : undefined
    if (network !== undefined) networks.delete(network)
  }
  for (const domains of networks.values()) {
    const others = domains.size - 1
    if (others < sharedHostsMin || domains.size > networkSitesMax || [...domains].some(isKnown)) continue
    for (const domain of domains) kin.set(domain, { keeper: kin.get(domain)?.keeper ?? null, sharedHosts: Math.max(others, kin.get(domain)?.sharedHosts ?? 0) })
  }
  return kin
}

function noteIds({ domain, seenAt }: PageRecord, trackingIds: readonly unknown[], found: Map<string, Found>): void {
  let one = found.get(domain)
  if (one === undefined) found.set(domain, (one = { domain, seenAt, accounts: [], advertising: [] }))
  if (seenAt < one.seenAt) one.seenAt = seenAt
  for (const id of trackingIds) {
    if (typeof id !== 'string') continue
    const ids = advertisingId.test(id) ? one.advertising : one.accounts
    if (ids.length < idsOfDomainMax && !ids.includes(id)) ids.push(id)
  }
}

/** Domains that share an account of either kind, those seen first at the head. */
function keepers(found: readonly Found[], isKnown: (domain: string) => boolean): Array<{ members: Found[]; marks: string }> {
  const onDomains = new Map<string, number>()
  for (const { accounts, advertising } of found) for (const ids of [accounts, advertising]) for (const id of ids) onDomains.set(id, (onDomains.get(id) ?? 0) + 1)
  const isTheirs = (id: string) => {
    const count = onDomains.get(id)!
    return count >= 2 && count <= idDomainsMax
  }
  const leaders = new Map<Found, Found>()
  const leaderOf = (one: Found): Found => {
    let leader = one
    for (let next = leaders.get(leader); next !== undefined; next = leaders.get(leader)) leader = next
    if (leader !== one) leaders.set(one, leader)
    return leader
  }
  const first = new Map<string, Found>()
  const marks = new Map<Found, string>()
  const joined = new Set<Found>()
  for (const one of found) {
    const accounts = one.accounts.filter(isTheirs)
    const advertising = accounts.length === 0 ? [] : one.advertising.filter(isTheirs)
    if (advertising.length === 0 || isKnown(one.domain)) continue
    for (const account of accounts) for (const paid of advertising) {
      const mark = `${account} and ${paid}`
      const other = first.get(mark)
      if (other === undefined) {
        first.set(mark, one)
        continue
      }
      if (leaderOf(other) !== leaderOf(one)) leaders.set(leaderOf(one), leaderOf(other))
      if (!marks.has(leaderOf(one))) marks.set(leaderOf(one), mark)
      joined.add(one).add(other)
    }
  }
  const groups = new Map<Found, Found[]>()
  for (const one of joined) pushTo(groups, leaderOf(one), one)
  return [...groups].map(([leader, members]) => ({ members: members.sort((a, b) => order(a.seenAt, b.seenAt) || order(a.domain, b.domain)), marks: marks.get(leader)! }))
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
