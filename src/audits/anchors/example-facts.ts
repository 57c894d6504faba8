import type { LinkFacts, MergedLink, SiteFacts } from '../../model/facts.js'
import type { HostKindEntry, Lists, SeedEntry } from '../../model/lists.js'
import type { PageFeatures, PageRecord } from '../../model/page.js'
import { ProviderProfileSchema, type ProviderProfile } from '../../model/profile.js'
import { domainOfHost } from '../../model/domain.js'
import { noSeedSets } from '../../model/seed-sets.js'
import type { SuffixRule } from '../../model/suffix-rule.js'
import { hostOf, pageKey, parseUrl } from '../../model/url.js'

// Invented facts for the examples of anchors, tiers and quality. The clinic is Oak Street Dental in Dayton.

const words: Record<string, string[]> = {
  'anchors/generic/en': ['click here', 'here', 'read more', 'website'],
  'anchors/generic-words/en': ['click', 'here', 'read', 'more', 'visit', 'website'],
  'anchors/stop/en': ['a', 'the', 'of', 'for', 'in', 'to', 'and', 'by', 'our'],
  'anchors/superlative': ['best', 'top'],
  'anchors/price': ['cheap', 'affordable', 'cost'],
  'anchors/near-me': ['near me'],
  'anchors/brand-filler': ['practice', 'team', 'clinic', 'office'],
  'anchors/clinician-titles': ['dr', 'prof', 'dds'],
  'anchors/titles': ['dr', 'prof', 'dds'],
  'anchors/legal-forms': ['llc', 'inc'],
  'anchors/address-words': ['street', 'st', 'suite'],
  'anchors/phone-labels': ['tel', 'phone', 'call'],
  'anchors/spam/drugs': ['viagra', 'cialis'],
  'anchors/spam/sale': ['buy', 'cheap'],
  'anchors/spam/plain': ['online casino', 'payday loans'],
  'anchors/general-concepts': ['teeth'],
  'anchors/exonyms': [],
  'anchors/place-prepositions': ['in', 'near'],
  'inflection/latin': ['s', 'es'],
  'concept/specialty/dentistry': ['dentistry', 'dental care'],
  'concept/provider/dentist': ['dentist', 'dental office'],
  'concept/procedure/dental-implant': ['dental implants', 'tooth implants', 'implants'],
  'concept/condition/gum-disease': ['gum disease', 'gingivitis'],
  'concept/symptom/swollen-gums': ['swollen gums'],
  'concept/condition/diabetes': ['diabetes'],
  'label/health': ['health'],
  'label/faculty': ['med'],
  'practice-name/is': ['*dental'],
  'label/personal': ['students'],
  'suffix/us-states': ['oh'],
  'suffix/open': ['info'],
  'identity/borrowed-suffixes': ['gov', 'edu', 'nhs'],
  'identity/official-scopes': ['national', 'world'],
  'identity/official-bodies': ['institute', 'health'],
  'identity/official-names': ['ministryofhealth', 'bundesamt'],
  'identity/types/practice': ['Dentist'],
  'identity/types/foreign': ['Casino', 'OnlineStore'],
  'identity/types/claimed': ['GovernmentOrganization'],
  'concept-parents': ['dentist dentistry', 'dental-implant dentistry', 'gum-disease dentistry', 'swollen-gums gum-disease'],
}

const suffixRule = (kind: SuffixRule['kind'], who: string): SuffixRule => ({ kind, who, source: 'example', date: '2026-01-01' })
export const exampleSuffixRules: ReadonlyMap<string, SuffixRule> = new Map([['gov', suffixRule('government', 'public authorities')], ['edu', suffixRule('university', 'universities')]])

/** A small stand-in for the shipped lists. */
export const exampleLists: Lists = {
  version: 'example', seedSets: noSeedSets, suffixRules: exampleSuffixRules,
  hostKinds: new Map<string, HostKindEntry>([
    ['evening-news.example', { kind: 'news', subtype: 'local', place: 'Dayton', source: 'example' }],
    ['dentist-finder.example', { kind: 'directory', source: 'example' }],
    ['blogs.example', { kind: 'blog-platform', source: 'example' }],
  ]),
  seeds: new Map<string, SeedEntry>([
    ['health-institute.example', { name: 'National Health Institute', tier: 1, kind: 'health authority', source: 'example' }],
    ['riverside-hospital.example', { name: 'Riverside Hospital', tier: 3, kind: 'hospital', source: 'example' }],
  ]),
  words: (id) => words[id] ?? [],
  wordIds: (prefix) => Object.keys(words).filter((id) => id.startsWith(prefix)).sort(),
  table: () => ({}),
}

export const exampleProfile: ProviderProfile = ProviderProfileSchema.parse({
  names: ['Oak Street Dental', 'Oak Street Dental Clinic LLC'],
  formerNames: ['Miller Family Smiles'],
  clinicians: [{ name: 'Dr. Amara Rao, DDS' }, { name: 'Dr. Jonas Long' }],
  specialties: ['dentistry'],
  treatments: ['dental implants', 'teeth whitening'],
  conditions: ['gum disease'],
  address: { street: '12 Oak Street', city: 'Dayton', region: 'Ohio', postcode: '45402', country: 'US' },
  serviceArea: { places: ['Dayton', 'Kettering'], postcodes: ['454'] },
  languages: ['en'],
})

/** Facts of the example clinic; with pages given, those are all the target pages that were read. */
export function exampleSite(profile: Partial<ProviderProfile> = {}, pages: Record<string, { title: string; headings?: string[] }> = examplePages, domain = 'oakstreetdental.example'): SiteFacts {
  return {
    site: domain, domain, profile: { ...exampleProfile, ...profile },
    targetPages: new Map(Object.entries(pages).map(([url, { title, headings }]) => [pageKey(parseUrl(url)!), { title, headings: headings ?? [], language: 'en' }])),
  }
}

const examplePages = {
  'https://oakstreetdental.example/': { title: 'Oak Street Dental | Dentist in Dayton, Ohio', headings: ['Gentle dental care for families'] },
  'https://oakstreetdental.example/implants': { title: 'Dental Implants | Oak Street Dental', headings: ['Dental implants in Dayton', 'How implants heal'] },
  'https://oakstreetdental.example/guides/diabetes': { title: 'A complete guide to diabetes and gum disease', headings: ['Gum disease and blood sugar'] },
}

export const defaultSite = exampleSite()

export interface ExampleLinkFrom {
  anchor?: string | null
  target?: string
  page?: string | null
  link?: Partial<MergedLink>
  record?: PageRecord | null
  site?: SiteFacts
  lists?: Lists
}

export function exampleLink({ anchor = 'Oak Street Dental', target = 'https://oakstreetdental.example/', page = 'https://toothtalk.example/posts/visit', link = {}, record = null, site = defaultSite, lists = exampleLists }: ExampleLinkFrom = {}): LinkFacts {
  const host = page === null ? 'toothtalk.example' : hostOf(parseUrl(page)!)
  return {
    link: {
      id: '00112233445566aa', referringPage: page, referringHost: host, referringDomain: domainOfHost(host), target, targetDomain: site.domain, anchorText: anchor, fallbackText: null,
      rel: [], area: 'main', context: null, image: null, element: 'a', position: 4, title: 'A visit', language: 'en', status: 200, robots: [], cues: ['prose'], state: 'live', lostReason: null,
      firstSeen: '2025-01-10T00:00:00.000Z', lastSeen: '2026-05-20T00:00:00.000Z', seenBy: ['crawl'], sightingCount: 2, vendor: null, ...link,
    },
    page: record, host: { domain: host, linkCount: 1, linkingPageCount: 1, pagesRead: 1, sameLinkPageCount: 1, qualifiedRelShare: null, firstSeen: '2025-01-10T00:00:00.000Z' },
    site, lists, asOf: '2026-06-01T00:00:00.000Z',
  }
}

export function exampleRecord(url: string, features: Partial<PageFeatures> = {}, part: Partial<PageRecord> = {}): PageRecord {
  return {
    url, domain: domainOfHost(hostOf(parseUrl(url)!)), status: 200, seenBy: 'crawl', seenAt: '2026-05-20T00:00:00.000Z', title: null, language: 'en', robots: [], canonical: null, redirectTo: null,
    linkCount: 40, externalLinkCount: 6, externalDomainCount: 5,
    features: {
      structuredTypes: [], ogType: null, ogSiteName: null, generator: null, authors: [], publishedAt: null, modifiedAt: null, headings: [], labels: [], mainWordCount: 700, mainExternalDomains: [],
      phoneCount: 0, addressCount: 0, membership: [], textSimHash: null, extra: {}, ...features,
    },
    ...part,
  }
}
