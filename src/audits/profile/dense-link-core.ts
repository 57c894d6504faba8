import { z } from 'zod'
import { shareWords } from '../../lib/number-words.js'
import { defineAudit } from '../../model/judgement.js'
import { lookUpHost } from '../../model/lists.js'
import type { PageRecord } from '../../model/page.js'
import identityTier from '../domain/identity-tier.js'
import { denseCores, type DenseCore } from '../risk/dense-core.js'
import { exampleProfileFacts, repeated } from '../risk/example-facts.js'
import type { RiskProfileFacts, TypedLink } from '../risk/facts.js'
import { largestLikeGroup } from '../risk/like-texts.js'
import { isMoneyAnchor } from '../risk/money.js'
import { namedLinks } from '../risk/named-links.js'
import { extraOf } from '../risk/page-extra.js'
import { pagesByKey } from '../risk/pages-by-key.js'
import { spamPolicies } from '../risk/references.js'
import { flag, pass, provenTier, suspectable, unknown } from '../risk/trusted.js'
import { keyOfPage } from '../risk/url-text.js'
import { wordSet } from '../tiers/label-patterns.js'

/** Listings, releases and copies link alike by nature; sites of one owner do so openly. */
const excusedTypes = new Set(['LT-03', 'LT-04', 'LT-05', 'LT-06', 'LT-08', 'LT-12', 'LT-13', 'LT-16', 'LT-21', 'LT-22', 'LT-23', 'LT-27', 'LT-28', 'LT-29', 'LT-30'])

/** A linking domain of no known identity, with what its pages link to from their text. */
interface Site {
  domain: string
  links: TypedLink[]
  pages: Set<PageRecord>
  others: Set<string>
}

/**
 * RISK-29, the dense core: at least five sites that all link to the same five others from their text, beside the
 * provider's own, most of them with a treatment phrase.
 *
 * Five clubs of one small place link to the same five houses of it as well. Three things tell them from a farm: they
 * call the provider by its name, whom they link to is known for something, and one of them is often known itself. So
 * known bodies are left out on both sides, and a core is named only where at least half of its sites link with a phrase that sells.
 */
export default defineAudit({
  id: 'dense-link-core',
  rule: 'RISK-29',
  judges: 'profile',
  title: 'Linking sites each choose whom they link to',
  failureTitle: 'Several linking sites all link to the same other sites',
  why: 'In a link farm every page links to every customer. Sites that choose for themselves agree on one or two others, hardly ever on five, and search engines look for such knots of links.',
  innocent: 'A small country, a town or a trade has few sites, and its clubs link to the same ones. It says something only together with other signs.',
  notMeasured: ['what the sites link to on pages that were not read, and below their text'],
  severity: 'high',
  action: 'monitor',
  references: [
    { title: 'Kumar, Raghavan, Rajagopalan, Tomkins: Trawling the Web for emerging cyber-communities (WWW 1999)', url: 'https://doi.org/10.1016/S1389-1286(99)00040-7' },
    { title: 'Wu, Davison: Identifying link farm spam pages (WWW 2005)', url: 'https://doi.org/10.1145/1062745.1062762' },
    spamPolicies,
  ],
  needs: ['links', 'pages', 'anchors'],
  options: { sitesMin: 5, othersMin: 5, shareMin: 0.8, moneyShareMin: 0.5, largeFrom: 10, popularShare: 0.1, popularFrom: 500, sitesMax: 20_000, coresMax: 20 },
  evidence: z.object({
    domains: z.string().describe('Sites'),
    referringDomains: z.array(z.string()).describe('Their domains'),
    found: z.string().describe('How many sites link to how many others, and what share of all possible links is there'),
    others: z.string().describe('What they all link to'),
    quote: z.string().describe('How one of them links to some'),
    linkIds: z.array(z.string()).describe('Links'),
  }),
  judge(facts: RiskProfileFacts, options) {
    const sites = sitesOf(facts, options['sitesMax'] as number)
    const sitesMin = options['sitesMin'] as number
    if (sites.length < sitesMin) return unknown(`pages of at least ${sitesMin} linking sites of no known identity`)
    const moneyShareMin = options['moneyShareMin'] as number
    if (sites.filter(sellsTo).length < moneyShareMin * sitesMin) return pass()
    const countMax = Math.max(options['popularFrom'] as number, (options['popularShare'] as number) * sites.length)
    const { joined, names } = graphOf(sites, { countMin: sitesMin, countMax }, facts)
    const cores = denseCores(joined, names.length, { leftMin: sitesMin, rightMin: options['othersMin'] as number, shareMin: options['shareMin'] as number, coresMax: options['coresMax'] as number })
    const suspect = cores.filter((core) => core.left.filter((index) => sellsTo(sites[index]!)).length >= moneyShareMin * core.left.length && !isOneText(core, sites))
    if (suspect.length === 0) return pass()
    const isLarge = suspect.some(({ left, right }) => Math.min(left.length, right.length) >= (options['largeFrom'] as number))
    return flag(isLarge ? 0.75 : 0.6, suspect.map((core) => rowOf(core, sites, names)))
  },
  examples: [
    { title: 'six blogs that sell to the same six customers', facts: farm(6, 6), verdict: 'flag' },
    { title: 'six parish blogs that link to the same six houses of their town, by name', facts: farm(6, 6, {}), verdict: 'pass' },
    { title: 'six blogs that agree on four others', facts: farm(6, 4), verdict: 'pass' },
    { title: 'no pages read', facts: exampleProfileFacts(repeated(6, { page: 'https://tips-{n}.example/post' })), verdict: 'unknown' },
  ],
})

function sitesOf(facts: RiskProfileFacts, sitesMax: number): Site[] {
  const sites = new Map<string, Site>()
  if (facts.pages.size === 0) return []
  const pages = pagesByKey(facts)
  for (const judged of suspectable(facts.links, facts.lists)) {
    const { link, type, tier } = judged
    if (provenTier(tier) < 6 || link.state === 'lost' || excusedTypes.has(type.type) || type.flags.includes('same-owner') || type.flags.includes('syndicated')) continue
    const page = link.referringPage === null ? undefined : pages.get(keyOfPage(link.referringPage))
    if (page === undefined || page.features === null) continue
    let site = sites.get(link.referringDomain)
    if (site === undefined) {
      if (sites.size >= sitesMax) continue
      sites.set(link.referringDomain, (site = { domain: link.referringDomain, links: [], pages: new Set(), others: new Set() }))
    }
    site.links.push(judged)
    if (site.pages.has(page)) continue
    site.pages.add(page)
    for (const domain of followedFrom(page)) if (domain !== facts.site.domain && domain !== site.domain) site.others.add(domain)
  }
  return [...sites.values()].sort((a, b) => (a.domain < b.domain ? -1 : 1))
}

/** Domains that the text of a page links to, but for those that every link of it asks engines not to follow. */
function followedFrom(page: PageRecord): string[] {
  const told = new Map<string, boolean>()
  for (const { domain, followed } of extraOf(page).externalLinks) told.set(domain, followed || told.get(domain) === true)
  return page.features!.mainExternalDomains.filter((domain) => told.get(domain) !== false)
}

/** The sites on the left, and on the right what enough of them link to, and not everybody, and nothing is known of. */
function graphOf(sites: readonly Site[], { countMin, countMax }: { countMin: number; countMax: number }, facts: RiskProfileFacts): { joined: number[][]; names: string[] } {
  const counts = new Map<string, number>()
  for (const { others } of sites) for (const domain of others) counts.set(domain, (counts.get(domain) ?? 0) + 1)
  const names = [...counts].filter(([domain, count]) => count >= countMin && count <= countMax && !isKnown(domain, facts)).map(([domain]) => domain).sort()
  const numbers = new Map(names.map((domain, index) => [domain, index]))
  return { joined: sites.map(({ others }) => [...others].flatMap((domain) => numbers.get(domain) ?? [])), names }
}

/** True of what a list, a registry or a controlled suffix knows, and of what everybody links to. */
function isKnown(domain: string, { lists, site }: RiskProfileFacts): boolean {
  return lookUpHost(lists.hostKinds, domain) !== undefined || wordSet(lists, 'protected/platforms').has(domain) || provenTier(identityTier.judge({ domain, hosts: [domain], pages: [], site, lists })) < 6
}

/** True of a site that links to the provider with a treatment phrase. */
function sellsTo({ links }: Site): boolean {
  return links.some(({ anchor }) => isMoneyAnchor(anchor))
}

/** Bits of a SimHash in which copies of one text differ at most. */
const copyBitsMax = 3

/** True if half of the sites or more carry one text: a copied article takes its links along, which is no agreement. */
function isOneText({ left }: DenseCore, sites: readonly Site[]): boolean {
  const firstPages = left.map((index) => [...sites[index]!.pages][0]!)
  const like = largestLikeGroup(firstPages, copyBitsMax)
  return like.length >= 2 && like.length >= left.length / 2
}

const namedMax = 12
const quotedMax = 4

function rowOf({ left, right, edges }: DenseCore, sites: readonly Site[], names: readonly string[]): { domains: string; referringDomains: string[]; found: string; others: string; quote: string; linkIds: string[] } {
  const members = left.map((index) => sites[index]!)
  const domains = members.map(({ domain }) => domain)
  const others = right.map((index) => names[index]!)
  const quoted = members.map(({ domain, pages }) => ({ domain, texts: [...pages].flatMap((page) => extraOf(page).externalLinks).filter((link) => others.includes(link.domain) && link.text !== '') })).find(({ texts }) => texts.length > 0)
  return {
    domains: domains.slice(0, namedMax).join(', '),
    referringDomains: domains,
    found: `${left.length} sites and ${right.length} others: ${edges} of ${left.length * right.length} possible links (${shareWords(edges / (left.length * right.length))})`,
    others: others.slice(0, namedMax).join(', '),
    quote: quoted === undefined ? '' : `${quoted.domain}: ${quoted.texts.slice(0, quotedMax).map(({ domain, text }) => `${domain} “${text.slice(0, 60)}”`).join(' · ')}`,
    linkIds: namedLinks(members.flatMap(({ links }) => links)),
  }
}

/** Invented sites that all link to the same others; with a treatment phrase unless told otherwise. */
function farm(sites: number, others: number, link: Partial<Parameters<typeof repeated>[1]> = { anchor: 'dental implants Dayton', kind: 'AK-EXACT', grade: 3 }): RiskProfileFacts {
  const mainExternalDomains = Array.from({ length: others }, (_, at) => `customer-${at + 1}.example`)
  const externalLinks = mainExternalDomains.map((domain) => ({ domain, text: `best offers of ${domain}`, followed: true }))
  return exampleProfileFacts(repeated(sites, { page: 'https://tips-{n}.example/post', ...link }), {
    pages: Array.from({ length: sites }, (_, at) => ({ url: `https://tips-${at + 1}.example/post`, features: { mainExternalDomains, extra: { externalLinks } } })),
  })
}
