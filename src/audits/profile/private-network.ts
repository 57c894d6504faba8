import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import type { Lists } from '../../model/lists.js'
import type { PageRecord } from '../../model/page.js'
import { exampleProfileFacts, repeated } from '../risk/example-facts.js'
import { pushTo } from '../risk/grouped.js'
import { isMoneyAnchor } from '../risk/money.js'
import { namedLinks } from '../risk/named-links.js'
import { extraOf } from '../risk/page-extra.js'
import { isPaidLabel } from '../risk/reading.js'
import { nameServerMark, registeredTogether, registrationMark } from '../risk/registration-marks.js'
import { serverNetwork } from '../risk/server-network.js'
import { linkSpamUpdate, spamPolicies } from '../risk/references.js'
import { pagesByKey } from '../risk/pages-by-key.js'
import { keyOfPage } from '../risk/url-text.js'
import { flag, pass, provenTier, suspectable, unknown } from '../risk/trusted.js'
import { wordSet } from '../tiers/label-patterns.js'
import type { RiskProfileFacts, TypedLink } from '../risk/facts.js'

/** Kinds of footprint; strong ones are hard to share by chance. Two strong ones are needed for any finding. */
type Footprint = 'account id' | 'advertising id' | 'same text' | 'same outgoing links' | 'same author' | 'same generator' | 'links among them' | 'same days of publication' | 'same phrase to one target' | 'same network' | 'same name servers' | 'same registrar and days'
const strongFootprints: ReadonlySet<Footprint> = new Set(['account id', 'advertising id', 'same text', 'same outgoing links'])

interface Site {
  domain: string
  links: TypedLink[]
  accountIds: Set<string>
  hashes: Set<string>
  outlinks: Set<string>
  authors: Set<string>
  generators: Set<string>
  days: Set<string>
  phrases: Set<string>
  networks: Set<string>
  nameServers: Set<string>
}

/** Listings and releases share texts and links by nature; owned sites share everything. Of copies (LT-16) the text is no mark. */
const excusedTypes = new Set(['LT-03', 'LT-04', 'LT-05', 'LT-08', 'LT-12', 'LT-13', 'LT-21', 'LT-22', 'LT-23', 'LT-27', 'LT-28', 'LT-29', 'LT-30'])

/**
 * RISK-03, as far as pages at hand can tell: several sites of one hand that link with treatment phrases.
 *
 * Only sites of no known identity are compared, so a university's blogs, a newspaper group, a hospital's microsites
 * and a station on a shared template are never called a network for what they share.
 */
export default defineAudit({
  id: 'private-network',
  rule: 'RISK-03',
  judges: 'profile',
  title: 'Linking sites are independent',
  failureTitle: 'Several linking sites look kept by one hand',
  why: 'Networks of sites kept to link to customers are detected by search engines, and their links are ignored.',
  innocent: 'Shared hosts, popular themes, franchises, newspaper groups and the clients of one web agency have much in common. Two hard-to-share marks are needed before anything is said here; name servers, registrars and networks only add to those.',
  notMeasured: ['network addresses where the pages came without them (web archives tell them, exports do not)', 'name servers and registration of sites of which no registry was asked and no list was read (registrations fetch, registrations read)', 'themes and icons', 'rhythm of publication, but for pages that appeared on the same days'],
  severity: 'critical',
  action: 'monitor',
  references: [linkSpamUpdate, spamPolicies],
  needs: ['links', 'pages', 'registrations'],
  options: { sitesMin: 3, jaccardMin: 0.3, moneyShareMin: 0.5, sitesMax: 20_000 },
  evidence: z.object({ domains: z.string().describe('Sites'), referringDomains: z.array(z.string()).describe('Their domains'), footprints: z.string().describe('What they share'), linkIds: z.array(z.string()).describe('Links') }),
  judge(facts: RiskProfileFacts, options) {
    const sites = sitesOf(facts).slice(0, options['sitesMax'] as number)
    if (sites.length < (options['sitesMin'] as number)) return unknown('pages of at least three linking sites of no known identity', 'addresses, name servers and registration of hosts')
    const shared = new Map<string, Map<Footprint, Set<string>>>()
    const groups = groupBy(sites, options['jaccardMin'] as number, shared, facts)
    const rows = []
    let strength = 0
    for (const group of groups) {
      if (group.length < (options['sitesMin'] as number)) continue
      const money = group.filter((site) => site.links.some((judged) => isMoneyAnchor(judged.anchor))).length
      if (money / group.length < (options['moneyShareMin'] as number)) continue
      const kinds = [...(shared.get(group[0]!.domain) ?? new Map<Footprint, Set<string>>())]
      const strong = kinds.filter(([kind]) => strongFootprints.has(kind)).length
      if (kinds.length < 2 || strong < 2) continue
      // One small host gives its customers both: that is no two independent marks.
      const hosted = kinds.filter(([kind]) => kind === 'same network' || kind === 'same name servers').length
      const count = kinds.length - Math.max(0, hosted - 1)
      strength = Math.max(strength, count >= 4 ? 0.95 : count === 3 ? 0.75 : 0.5)
      const domains = group.map((site) => site.domain)
      rows.push({
        domains: domains.slice(0, 12).join(', '),
        referringDomains: domains,
        footprints: kinds.map(([kind, found]) => `${kind}: ${[...found].slice(0, 3).join(', ')}`).join(' · ').slice(0, 300),
        linkIds: namedLinks(group.flatMap((site) => site.links)),
      })
    }
    return rows.length === 0 ? pass() : flag(strength, rows)
  },
  examples: [
    {
      title: 'four sites with one account id, the same outgoing links and keyword anchors',
      facts: exampleProfileFacts(repeated(4, { page: 'https://tips-{n}.example/post', anchor: 'dental implants Dayton', kind: 'AK-EXACT', grade: 3 }), {
        pages: [1, 2, 3, 4].map((n) => ({ url: `https://tips-${n}.example/post`, features: { mainExternalDomains: ['a.example', 'b.example', 'c.example', 'd.example'], extra: { trackingIds: ['UA-1111-1'] } } })),
      }),
      verdict: 'flag',
    },
    {
      title: 'three sites with one analytics and one advertising account',
      facts: exampleProfileFacts(repeated(3, { page: 'https://tips-{n}.example/post', anchor: 'dental implants Dayton', kind: 'AK-EXACT', grade: 3 }), {
        pages: [1, 2, 3].map((n) => ({ url: `https://tips-${n}.example/post`, features: { extra: { trackingIds: ['UA-1111-1', 'pub-1234567890123456'] } } })),
      }),
      verdict: 'flag',
    },
    {
      title: 'copies of a press story share text and links',
      facts: exampleProfileFacts(repeated(4, { page: 'https://copies-{n}.example/story', type: 'LT-16' }).concat(repeated(3, { page: 'https://blog-{n}.example/a' })), {
        pages: [1, 2, 3].map((n) => ({ url: `https://blog-${n}.example/a`, features: { mainExternalDomains: [`own-${n}.example`] } })),
      }),
      verdict: 'pass',
    },
    { title: 'no pages read', facts: exampleProfileFacts(repeated(4, { page: 'https://tips-{n}.example/post' })), verdict: 'unknown' },
  ],
})

function sitesOf(facts: RiskProfileFacts): Site[] {
  const sites = new Map<string, Site>()
  const known = new Set<string>()
  const pages = pagesByKey(facts)
  const common = commonNetworks(facts)
  const commonServers = commonNameServers(facts)
  for (const judged of suspectable(facts.links, facts.lists)) {
    const { link, type, tier } = judged
    if (provenTier(tier) < 6 || link.state === 'lost' || excusedTypes.has(type.type) || type.flags.includes('same-owner')) continue
    const page = link.referringPage === null ? undefined : pages.get(keyOfPage(link.referringPage))
    if (page === undefined || page.features === null) continue
    let site = sites.get(link.referringDomain)
    if (site === undefined) {
      site = { domain: link.referringDomain, links: [], accountIds: new Set(), hashes: new Set(), outlinks: new Set(), authors: new Set(), generators: new Set(), days: new Set(), phrases: new Set(), networks: new Set(), nameServers: new Set() }
      sites.set(link.referringDomain, site)
    }
    if (isOfSomebody(page, facts.lists)) {
      known.add(link.referringDomain)
      continue
    }
    site.links.push(judged)
    if (isMoneyAnchor(judged.anchor) && link.target !== null) site.phrases.add(`${judged.anchor.normalised} → ${link.target}`)
    addMarks(site, page, type.type === 'LT-16' || type.flags.includes('syndicated'), facts)
    const network = networkOf(page, facts)
    if (network !== undefined && !common.has(network)) site.networks.add(network)
    const nameServers = nameServerMark(facts.registrations?.get(site.domain), facts.lists)
    if (nameServers !== undefined && !commonServers.has(nameServers)) site.nameServers.add(nameServers)
  }
  // Where the profile is very large, sites that link with treatment phrases are looked at first: no group is named without.
  const sells = (site: Site) => Number(site.phrases.size > 0)
  return [...sites.values()].filter((site) => !known.has(site.domain)).sort((a, b) => sells(b) - sells(a) || (a.domain < b.domain ? -1 : 1))
}

/**
 * A newspaper group, a hospital group or the clients of one agency: the page names a keeper of a known kind and how to
 * reach or whom it belongs to, or a place of business with a street. One line of structured data alone is had for nothing. An advert that says so is a matter of RISK-01, not of a network.
 */
function isOfSomebody(page: PageRecord, lists: Lists): boolean {
  const features = page.features!
  const isReachable = features.phoneCount > 0 || features.addressCount > 0 || features.membership.length > 0
  if (isReachable && features.structuredTypes.some((type) => wordSet(lists, 'identity/types/keeper').has(type))) return true
  if (features.labels.some(({ place, text }) => place === 'before-headline' && isPaidLabel(text, lists))) return true
  const places: unknown = features.extra['places']
  return features.structuredTypes.length > 0 && Array.isArray(places) && places.some((place: unknown) => typeof place === 'object' && place !== null && 'street' in place && typeof place.street === 'string' && place.street !== '')
}

function addMarks(site: Site, page: PageRecord, isCopy: boolean, facts: RiskProfileFacts): void {
  const features = page.features!
  for (const id of extraOf(page).trackingIds) site.accountIds.add(id)
  if (!isCopy && features.textSimHash !== null && features.mainWordCount >= 100) for (const mark of textMarks(features.textSimHash)) site.hashes.add(mark)
  for (const domain of features.mainExternalDomains) {
    if (domain !== facts.site.domain && domain !== site.domain && !everywhere(domain, facts)) site.outlinks.add(domain)
  }
  for (const author of features.authors) if (author.includes(' ')) site.authors.add(author.toLowerCase())
  if (features.generator !== null) site.generators.add(features.generator.toLowerCase())
  if (features.publishedAt !== null) site.days.add(features.publishedAt.slice(0, 10))
}

function networkOf(page: PageRecord, { lists }: RiskProfileFacts): string | undefined {
  const { serverAddress } = extraOf(page)
  return serverAddress === null ? undefined : serverNetwork(serverAddress, lists)
}

/**
 * Networks that say nothing of who keeps a site: of more than a few sites, or of one that is somebody known or the
 * provider itself. A small host puts a parish, a clinic and a farm on one machine.
 */
function commonNetworks(facts: RiskProfileFacts): ReadonlySet<string> {
  const trusted = new Set(facts.links.flatMap(({ link, tier }) => (provenTier(tier) < 6 ? [link.referringDomain] : [])))
  const domains = new Map<string, Set<string>>()
  const common = new Set<string>()
  for (const page of [...facts.pages.values(), ...(facts.ownPages ?? [])]) {
    const network = networkOf(page, facts)
    if (network === undefined || common.has(network)) continue
    const on = domains.get(network) ?? new Set<string>()
    domains.set(network, on.add(page.domain))
    if (on.size > networkSitesMax || page.domain === facts.site.domain || trusted.has(page.domain)) common.add(network)
  }
  return common
}
const networkSitesMax = 12

/** The same of sets of name servers: a small host or an agency keeps the names of all its customers. */
function commonNameServers({ registrations, links, site, lists }: RiskProfileFacts): ReadonlySet<string> {
  const common = new Set<string>()
  if (registrations === undefined || registrations.size === 0) return common
  const trusted = new Set(links.flatMap(({ link, tier }) => (provenTier(tier) < 6 ? [link.referringDomain] : [])))
  const counts = new Map<string, number>()
  for (const [domain, history] of registrations) {
    const mark = nameServerMark(history, lists)
    if (mark === undefined) continue
    const count = (counts.get(mark) ?? 0) + 1
    counts.set(mark, count)
    if (count > networkSitesMax || domain === site.domain || trusted.has(domain)) common.add(mark)
  }
  return common
}

/** Three of the four quarters of a SimHash: texts that differ in a few words share one of the four marks. */
function textMarks(hash: string): string[] {
  return [0, 1, 2, 3].map((left) => [0, 1, 2, 3].map((quarter) => (quarter === left ? '····' : hash.slice(4 * quarter, 4 * quarter + 4))).join(''))
}

const everyonesKinds = new Set(['social', 'video', 'wiki', 'shortener', 'blog-platform', 'archive', 'tracker', 'review', 'news'])

/** Domains that any page may link to say nothing about its owner. */
function everywhere(domain: string, facts: RiskProfileFacts): boolean {
  const kind = facts.lists.hostKinds.get(domain)?.kind
  return (kind !== undefined && everyonesKinds.has(kind)) || facts.lists.words('protected/platforms').includes(domain)
}

/** Marks of which each pair has its own; what counts is how many sites have one. */
const pooled: ReadonlySet<Footprint> = new Set(['same outgoing links', 'links among them'])
const idSitesMax = 200
/** Money is paid out to one account, figures are read in another: two ids that one hand needs, and an agency shares but one of (QU-03). */
const advertisingId = /^(?:pub-|AW-)/u

/** Joins sites that share a strong mark; notes for each member of a group what its members share. */
function groupBy(sites: readonly Site[], jaccardMin: number, shared: Map<string, Map<Footprint, Set<string>>>, { registrations }: RiskProfileFacts): Site[][] {
  const leader = sites.map((_, index) => index)
  const find = (index: number): number => {
    let root = index
    while (leader[root] !== root) root = leader[root]!
    while (leader[index] !== root) [leader[index], index] = [root, leader[index]!]
    return root
  }
  const marks: Array<{ from: number; kind: Footprint; value: string }> = []
  const join = (kind: Footprint, value: string, members: readonly number[], strong: boolean) => {
    if (members.length < 2) return
    for (const member of members) marks.push({ from: member, kind, value })
    if (strong) for (const member of members) leader[find(member)] = find(members[0]!)
  }
  // An id on very many sites is that of an agency or a widget, and says nothing about who keeps them.
  for (const [value, members] of invert(sites, (site) => site.accountIds)) if (members.length <= idSitesMax) join(advertisingId.test(value) ? 'advertising id' : 'account id', value, members, true)
  for (const [value, members] of invert(sites, (site) => site.hashes)) join('same text', value, members, true)
  for (const { pair, value } of outlinkPairs(sites, jaccardMin)) join('same outgoing links', value, pair, true)
  for (const [value, members] of invert(sites, (site) => site.authors)) join('same author', value, members, false)
  for (const [value, members] of invert(sites, (site) => site.generators)) if (members.length <= sites.length / 2) join('same generator', value, members, false)
  for (const [value, members] of invert(sites, (site) => site.days)) if (members.length <= sites.length / 2) join('same days of publication', value, members, false)
  for (const [value, members] of invert(sites, (site) => site.phrases)) join('same phrase to one target', value, members, false)
  for (const [value, members] of invert(sites, (site) => site.networks)) join('same network', value, members, false)
  for (const [value, members] of invert(sites, (site) => site.nameServers)) join('same name servers', value, members, false)
  const ring = linkRing(sites, find)
  for (const [index, to] of ring) join('links among them', `${sites[index]!.domain} → ${sites[to]!.domain}`, [index, to], false)
  const groups = new Map<number, Site[]>()
  for (const [index, site] of sites.entries()) pushTo(groups, find(index), site)
  for (const { members, words } of registeredAlike(sites, find, registrations)) join('same registrar and days', words, members, false)
  const counted = new Map<number, Map<string, { kind: Footprint; value: string; members: Set<number> }>>()
  for (const { from, kind, value } of marks) {
    const root = find(from)
    const inGroup = counted.get(root) ?? new Map<string, { kind: Footprint; value: string; members: Set<number> }>()
    counted.set(root, inGroup)
    const key = pooled.has(kind) ? kind : `${kind}\0${value}`
    const entry = inGroup.get(key) ?? { kind, value, members: new Set<number>() }
    entry.members.add(from)
    inGroup.set(key, entry)
  }
  for (const [root, group] of groups) {
    const kinds = new Map<Footprint, Set<string>>()
    // A mark speaks for a group only if at least three of its sites carry it.
    for (const { kind, value, members } of counted.get(root)?.values() ?? []) if (members.size >= 3) kinds.set(kind, (kinds.get(kind) ?? new Set()).add(value))
    for (const site of group) shared.set(site.domain, kinds)
  }
  return [...groups.values()]
}

/** Of each group those that were registered through one registrar on nearly the same day. Thousands are every day: only among sites that other marks join does it say anything. */
function registeredAlike(sites: readonly Site[], groupOf: (index: number) => number, registrations: RiskProfileFacts['registrations']): Array<{ members: number[]; words: string }> {
  if (registrations === undefined || registrations.size === 0) return []
  const dated = new Map<number, Array<{ index: number; mark: NonNullable<ReturnType<typeof registrationMark>> }>>()
  for (const [index, { domain }] of sites.entries()) {
    const mark = registrationMark(registrations.get(domain))
    if (mark !== undefined) pushTo(dated, groupOf(index), { index, mark })
  }
  return [...dated.values()].flatMap((members) => registeredTogether(members) ?? [])
}

/**
 * Sites that link to another of their group and are linked to by one, each with one it links to. A site that all link to
 * and that links to none is their common liking and no part of a ring.
 */
function linkRing(sites: readonly Site[], groupOf: (index: number) => number): Map<number, number> {
  const indexOf = new Map(sites.map((site, index) => [site.domain, index]))
  const linked = new Map<number, number>()
  const isLinked = new Set<number>()
  for (const [index, site] of sites.entries()) {
    for (const domain of site.outlinks) {
      const other = indexOf.get(domain)
      if (other === undefined || other === index || groupOf(other) !== groupOf(index)) continue
      linked.set(index, other)
      isLinked.add(other)
    }
  }
  for (const index of linked.keys()) if (!isLinked.has(index)) linked.delete(index)
  for (const [index, other] of linked) if (!linked.has(other)) linked.delete(index)
  return linked
}

function invert(sites: readonly Site[], marksOf: (site: Site) => ReadonlySet<string>): Map<string, number[]> {
  const index = new Map<string, number[]>()
  for (const [at, site] of sites.entries()) {
    for (const mark of marksOf(site)) {
      pushTo(index, mark, at)
    }
  }
  return index
}

/** Pairs of sites whose outgoing links overlap (Jaccard). Only pairs that share rare targets are compared, so it stays near linear. */
function outlinkPairs(sites: readonly Site[], jaccardMin: number): Array<{ pair: [number, number]; value: string }> {
  const common = new Map<number, number>()
  const width = sites.length
  for (const members of invert(sites, (site) => (site.outlinks.size >= 3 ? site.outlinks : new Set<string>())).values()) {
    if (members.length < 2 || members.length > 100) continue
    for (let left = 0; left < members.length; left += 1) {
      for (let right = left + 1; right < members.length; right += 1) {
        const key = members[left]! * width + members[right]!
        common.set(key, (common.get(key) ?? 0) + 1)
      }
    }
    if (common.size > 1_000_000) break
  }
  const pairs: Array<{ pair: [number, number]; value: string }> = []
  for (const [key, count] of common) {
    const left = Math.floor(key / width)
    const right = key % width
    const a = sites[left]!.outlinks
    const b = sites[right]!.outlinks
    if (count >= 3 && count / (a.size + b.size - count) >= jaccardMin) pairs.push({ pair: [left, right], value: [...a].filter((domain) => b.has(domain)).slice(0, 4).join(', ') })
  }
  return pairs
}
