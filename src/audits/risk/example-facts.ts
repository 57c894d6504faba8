import type { HostFacts, JudgedLink, MergedLink, SiteFacts } from '../../model/facts.js'
import type { LinkTypeId } from '../../model/link-types.js'
import { tiers, type AnchorKind, type Tier } from '../../model/link-types.js'
import type { HostKindEntry, Lists, SeedEntry } from '../../model/lists.js'
import type { PageFeatures, PageRecord } from '../../model/page.js'
import { ProviderProfileSchema, type ProviderProfile } from '../../model/profile.js'
import { domainOfHost } from '../../model/domain.js'
import { noSeedSets } from '../../model/seed-sets.js'
import type { SuffixRule } from '../../model/suffix-rule.js'
import type { FormerUse } from '../../model/past-page.js'
import type { Registration, Registrations } from '../../model/registration.js'
import { hostOf, parseUrl } from '../../model/url.js'
import { pastPageOf } from './past-pages.js'
import type { RiskDomainFacts, RiskLinkFacts, RiskProfileFacts, TypedLink } from './facts.js'
import { keyOfPage } from './url-text.js'

// Invented facts for the examples of the risk audits. Everything not named is ordinary: a followed editorial link with
// a brand anchor, from a page that was read, on a host of no known identity.

const words: Record<string, string[]> = {
  'spam/drug': ['viagra', 'cialis', 'tramadol'],
  'spam/medicine': ['ozempic', 'botox'],
  'spam/drug-offer': ['buy viagra', 'cheap cialis', 'canadian pharmacy'],
  'spam/sale': ['buy', 'cheap', 'order', 'discount'],
  'spam/no-prescription': ['no prescription', 'without prescription'],
  'spam/casino': ['casino', 'poker'],
  'spam/casino-offer': ['online casino bonus', 'slot gacor', 'free spins'],
  'spam/loans-offer': ['payday loans'],
  'talk-words/denial': ['no', 'not'],
  'spam/guard': ['addiction', 'helpline', 'warning', 'museum', 'study', 'problem gambling'],
  'spam/injected': ['激安', '通販'],
  'name/drug': ['kamagra'],
  'name/buy': ['buy'],
  'name/guard': ['museum'],
  'network/shared': ['104.16.0.0/12'],
  'network/name-servers': ['bighost.example', 'clouddns-*'],
  'exchange-words/page': ['partners', 'links'],
  'risk/write-for-us': ['write for us'],
  'letters/lookalike': ['o о0', 'a а', 'l 1'],
  'risk/exchange': ['link exchange', 'link back to us', '友情链接'],
  'risk/paid-label': ['sponsored', 'advertorial', 'anzeige'],
  'risk/placement-price': ['guest post price', 'link insertion price'],
  'risk/placeholder': ['lorem ipsum', 'insert keyword'],
  'risk/add-url': ['add url', 'submit your site'],
  'risk/any-trade': ['casino', 'automotive', 'real estate', 'games', 'loans'],
  'risk/award': ['top doctors', 'best dentists'],
  'risk/award-sale': ['order your plaque', 'embed your badge'],
  'risk/scholarship': ['scholarship', 'scholarships'],
  'scholarship-words/winners': ['winners', 'recipients'],
  'risk/cure-claim': ['miracle cure', 'cures cancer'],
  'section-words/shopping': ['coupons'],
  'address-words/record': ['mrn', 'dob', 'patient', 'patientid'],
  'address-words/access': ['token'],
  'address-words/portal': ['portal', 'mychart'],
  'parking-hosts': ['names-for-sale.example'],
  'menu-words/add-address': ['submit*'],
  'link-sellers': ['links-for-all.example'],
  'identity/types/keeper': ['NewsMediaOrganization', 'Hospital'],
  'identity/not-names': ['care', 'center', 'heart', 'every', 'what'],
  'identity/official-words': ['clinic', 'portal'],
  'risk/claim-guard': ['myth', 'debunked', 'fact check'],
  'risk/parked': ['domain is for sale', 'buy this domain'],
  'risk/forced-link': ['link back is required'],
  'risk/patient': ['patient', 'patientin'],
  'risk/condition': ['breast cancer', 'epilepsy', 'diagnosis'],
}

/** A small stand-in for the shipped lists. */
export const exampleLists: Lists = {
  version: 'example', seedSets: noSeedSets, suffixRules: new Map<string, SuffixRule>([['gov', { kind: 'government', who: 'public authorities', source: 'example', date: '2026-03-01' }]]),
  hostKinds: new Map<string, HostKindEntry>([
    ['daily-news.example', { kind: 'news', source: 'example' }],
    ['short.example', { kind: 'shortener', source: 'example' }],
  ]),
  seeds: new Map<string, SeedEntry>([['health-ministry.example', { name: 'Ministry of Health', tier: 1, kind: 'ministry', source: 'example' }]]),
  words: (id) => words[id] ?? [],
  wordIds: (prefix) => Object.keys(words).filter((id) => id.startsWith(prefix)).sort(),
  table: (id): Record<string, number> => (id === 'tld-abuse' ? { top: 0.15, tk: 0.2 } : {}),
}

export interface ExampleLink {
  id?: string
  page?: string | null
  target?: string
  anchor?: string | null
  before?: string
  after?: string
  title?: string | null
  rel?: string[]
  robots?: string[]
  area?: MergedLink['area']
  element?: MergedLink['element']
  cues?: string[]
  language?: string | null
  state?: MergedLink['state']
  lostReason?: MergedLink['lostReason']
  firstSeen?: string
  lastSeen?: string
  seenBy?: string[]
  vendor?: MergedLink['vendor']
  type?: LinkTypeId
  subtype?: string | null
  flags?: JudgedLink['type']['flags']
  typeConfidence?: number
  kind?: AnchorKind
  grade?: 0 | 1 | 2 | 3
  tier?: Tier
  anchorFlags?: string[]
}

export function exampleTypedLink(from: ExampleLink = {}): TypedLink {
  const page = from.page === undefined ? 'https://heartfriends.example/guides/home-monitoring' : from.page
  const host = page === null ? 'heartfriends.example' : hostOf(parseUrl(page)!)
  const anchor = from.anchor === undefined ? 'Northgate Heart' : from.anchor
  const tier = from.tier ?? 6
  return {
    link: {
      id: from.id ?? hexId(`${page}|${from.target ?? ''}|${anchor}`),
      referringPage: page,
      referringHost: host,
      referringDomain: domainOfHost(host),
      target: from.target ?? 'https://northgate-heart.example/',
      targetDomain: 'northgate-heart.example',
      anchorText: anchor,
      fallbackText: null,
      rel: from.rel ?? [],
      area: from.area === undefined ? 'main' : from.area,
      context: from.before === undefined && from.after === undefined ? null : { before: from.before ?? '', after: from.after ?? '' },
      image: null,
      element: from.element ?? 'a',
      position: 3,
      title: from.title === undefined ? 'Measuring at home' : from.title,
      language: from.language === undefined ? 'en' : from.language,
      status: 200,
      robots: from.robots ?? [],
      cues: from.cues ?? ['prose'],
      state: from.state ?? 'live',
      lostReason: from.lostReason ?? null,
      firstSeen: from.firstSeen ?? '2025-03-02T00:00:00.000Z',
      lastSeen: from.lastSeen ?? '2026-03-02T00:00:00.000Z',
      seenBy: from.seenBy ?? ['crawl'],
      sightingCount: 1,
      vendor: from.vendor ?? null,
    },
    type: { type: from.type ?? 'LT-01', subtype: from.subtype ?? null, flags: from.flags ?? [], confidence: from.typeConfidence ?? 0.8, runnerUp: { type: 'LT-06', confidence: 0.1 }, innerType: null, evidence: [], unknowns: [] },
    anchor: { kind: from.kind ?? 'AK-BRAND', altKind: null, grade: from.grade ?? 0, normalised: (anchor ?? '').toLowerCase(), flags: from.anchorFlags ?? [], evidence: [] },
    tier: { tier, name: tiers[tier], kind: 'site', confidence: 'medium', evidence: [] },
  }
}

/** 16 hex digits from a text: the shape of link ids, good enough to tell examples apart. */
function hexId(text: string): string {
  let high = 0x811c9dc5
  let low = 0x1000193
  for (let index = 0; index < text.length; index += 1) {
    high = Math.imul(high ^ text.charCodeAt(index), 0x01000193) >>> 0
    low = (Math.imul(low, 31) + text.charCodeAt(index)) >>> 0
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0')
}

export interface ExamplePage extends Partial<Omit<PageRecord, 'features'>> {
  features?: Partial<PageFeatures>
}

function examplePage(from: ExamplePage = {}): PageRecord {
  const url = from.url ?? 'https://heartfriends.example/guides/home-monitoring'
  const { features, ...rest } = from
  return {
    url,
    domain: domainOfHost(hostOf(parseUrl(url)!)),
    status: 200,
    seenBy: 'crawl',
    seenAt: '2026-03-02T00:00:00.000Z',
    title: 'Measuring at home',
    language: 'en',
    robots: [],
    canonical: null,
    redirectTo: null,
    linkCount: 40,
    externalLinkCount: 4,
    externalDomainCount: 4,
    ...rest,
    features: {
      structuredTypes: [], ogType: null, ogSiteName: null, generator: null, authors: [], publishedAt: null, modifiedAt: null, headings: [],
      labels: [], mainWordCount: 600, mainExternalDomains: [], phoneCount: 0, addressCount: 0, membership: [], textSimHash: null, extra: {},
      ...features,
    },
  }
}

export function exampleSite(profile: Partial<ProviderProfile> = {}): SiteFacts {
  return {
    site: 'northgate-heart.example',
    domain: 'northgate-heart.example',
    profile: ProviderProfileSchema.parse({ names: ['Northgate Heart'], languages: ['en'], ...profile }),
    targetPages: new Map(),
  }
}

export interface ExampleSurroundings {
  pageRecord?: ExamplePage | null
  host?: Partial<HostFacts>
  profile?: Partial<ProviderProfile>
  asOf?: string
  former?: FormerUse
}

/** Facts of a link audit; the page was not read unless `pageRecord` is given. */
export function exampleLinkFacts(link: ExampleLink = {}, around: ExampleSurroundings = {}): RiskLinkFacts {
  const typed = exampleTypedLink(link)
  return {
    ...typed,
    page: around.pageRecord === undefined || around.pageRecord === null ? null : examplePage({ ...(typed.link.referringPage === null ? {} : { url: typed.link.referringPage }), ...(typed.link.title === null ? {} : { title: typed.link.title }), ...around.pageRecord }),
    host: { domain: typed.link.referringDomain, linkCount: 1, linkingPageCount: 1, pagesRead: 1, sameLinkPageCount: 1, qualifiedRelShare: null, firstSeen: typed.link.firstSeen, ...around.host },
    site: exampleSite(around.profile),
    lists: exampleLists,
    asOf: around.asOf ?? '2026-03-02T00:00:00.000Z',
    former: around.former,
  }
}

export function exampleDomainFacts(domain: string, links: readonly ExampleLink[], pages: readonly ExamplePage[] = [], around: { profile?: Partial<ProviderProfile>; siteOutlinks?: string[] | null; registrations?: ReadonlyArray<Partial<Registration>> } = {}): RiskDomainFacts {
  const typed = links.map(exampleTypedLink)
  const site = exampleSite(around.profile)
  const records = pages.map(examplePage).sort((a, b) => (a.seenAt < b.seenAt ? -1 : 1))
  return {
    domain,
    hosts: [...new Set(typed.map((link) => link.link.referringHost))],
    pages: pages.map(examplePage),
    past: records.map((page) => pastPageOf(page, { site, lists: exampleLists })),
    site,
    lists: exampleLists,
    links: typed,
    siteOutlinks: around.siteOutlinks === undefined || around.siteOutlinks === null ? null : new Set(around.siteOutlinks),
    registrations: around.registrations?.map((one) => exampleRegistration({ domain, ...one })),
  }
}

function exampleRegistration(told: Partial<Registration> & { domain: string }): Registration {
  return { seenBy: 'rdap:registry.example', seenAt: '2026-03-01T00:00:00.000Z', registered: true, registrar: 'Names Unlimited', registrarId: null, createdOn: null, changedOn: null, expiresOn: null, statuses: [], nameServers: [], ...told }
}

/** Registrations by domain, newest first as they are given. */
function exampleRegistrations(told: ReadonlyArray<Partial<Registration> & { domain: string }>): Registrations {
  const all = new Map<string, Registration[]>()
  for (const one of told) all.set(one.domain, [...(all.get(one.domain) ?? []), exampleRegistration(one)])
  return all
}

export function exampleProfileFacts(links: readonly ExampleLink[], around: { profile?: Partial<ProviderProfile>; pages?: readonly ExamplePage[]; siteOutlinks?: string[] | null; asOf?: string; ownPages?: readonly ExamplePage[]; ownFaces?: readonly ExamplePage[]; moved?: Record<string, string | null>; registrations?: ReadonlyArray<Partial<Registration> & { domain: string }> } = {}): RiskProfileFacts {
  return {
    site: { ...exampleSite(around.profile), moved: new Map(Object.entries(around.moved ?? {}).map(([url, redirectTo]) => [keyOfPage(url), { status: redirectTo === null ? 404 : 302, redirectTo, seenAt: '2026-03-01T00:00:00.000Z' }])) },
    links: links.map(exampleTypedLink),
    lists: exampleLists,
    asOf: around.asOf ?? '2026-03-02T00:00:00.000Z',
    ownPages: (around.ownPages ?? []).map((page) => examplePage({ url: 'https://northgate-heart.example/blog', ...page })),
    ownFaces: (around.ownFaces ?? []).map((page) => examplePage({ url: 'https://northgate-heart.example/blog', ...page })),
    pages: new Map((around.pages ?? []).map((page) => [page.url ?? examplePage(page).url, examplePage(page)])),
    siteOutlinks: around.siteOutlinks === undefined || around.siteOutlinks === null ? null : new Set(around.siteOutlinks),
    registrations: exampleRegistrations(around.registrations ?? []),
  }
}

/** `count` links that differ by host: `{n}` in the page address is the number from 1. */
export function repeated(count: number, link: ExampleLink & { page: string }): ExampleLink[] {
  return Array.from({ length: count }, (_, index) => ({ ...link, page: link.page.replaceAll('{n}', String(index + 1)) }))
}
