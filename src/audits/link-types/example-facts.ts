import type { HostFacts, LinkFacts, MergedLink, OwnMarks, PageKin } from '../../model/facts.js'
import { domainOfHost } from '../../model/domain.js'
import type { HostKindEntry, Lists } from '../../model/lists.js'
import type { PageFeatures } from '../../model/page.js'
import { ProviderProfileSchema } from '../../model/profile.js'
import { hostOf, parseUrl } from '../../model/url.js'
import type { PageExtra } from '../../model/page-extra.js'
import { noSeedSets } from '../../model/seed-sets.js'

/** What an example or a test row says of a link; everything else is ordinary, and the page is unread unless told. */
export interface LinkSketch {
  page: string
  title?: string
  anchor?: string
  target?: string
  before?: string
  after?: string
  rel?: string[]
  area?: MergedLink['area']
  cues?: string[]
  element?: MergedLink['element']
  image?: string
  vendor?: MergedLink['vendor']
  host?: Partial<HostFacts>
  features?: Partial<Omit<PageFeatures, 'extra'>>
  extra?: Partial<PageExtra>
  canonical?: string
  kin?: Partial<PageKin>
  samePage?: LinkFacts['samePage']
  position?: number
  picture?: LinkFacts['picture']
  own?: Partial<Record<keyof OwnMarks, string[]>>
  externalLinkCount?: number
}

/** The provider of all examples: a dental group in Riverton, Ohio. */
export const exampleProfile = ProviderProfileSchema.parse({
  names: ['Oak Street Dental', 'Northgate Neurology', 'Harbor Physio'],
  formerNames: ['Oldname Clinic'],
  domains: ['oldname-clinic.example', 'dr-rao.example', 'oak-group.example'],
  treatments: ['dental implants'],
  clinicians: [{ name: 'Dr Anika Rao' }, { name: 'Dr Tomas Lin' }],
  address: { city: 'Riverton', region: 'OH', postcode: '45402', country: 'US' },
  serviceArea: { places: ['Riverton', 'Westside'], postcodes: ['454'] },
})

export function sketchedFacts(sketch: LinkSketch, lists: Lists = exampleLists): LinkFacts {
  const url = parseUrl(sketch.page)
  if (url === undefined) throw new TypeError(`not a URL: ${sketch.page}`)
  const host = hostOf(url)
  const read = sketch.features !== undefined || sketch.extra !== undefined
  const features: PageFeatures | null = read ? {
    structuredTypes: [], ogType: null, ogSiteName: null, generator: null, authors: [], publishedAt: null, modifiedAt: null, headings: [], labels: [], mainWordCount: 500,
    mainExternalDomains: ['oakdental.example'], phoneCount: 0, addressCount: 0, membership: [], textSimHash: null, ...sketch.features, extra: { ...sketch.extra },
  } : null
  const base = { referringPage: sketch.page, referringHost: host, referringDomain: domainOfHost(host) }
  const target = sketch.target ?? 'https://oakdental.example/'
  return {
    link: {
      id: '0123456789abcdef', ...base, target, targetDomain: domainOfHost(hostOf(parseUrl(target)!)), anchorText: sketch.anchor ?? 'Oak Street Dental', fallbackText: null, rel: sketch.rel ?? [], area: sketch.area ?? null,
      context: sketch.before === undefined && sketch.after === undefined ? null : { before: sketch.before ?? '', after: sketch.after ?? '' }, image: sketch.image ?? null, element: sketch.element ?? 'a', position: sketch.position ?? null, title: sketch.title ?? null,
      language: null, status: null, robots: [], cues: sketch.cues ?? [], state: 'unconfirmed', lostReason: null, firstSeen: '2026-01-01T00:00:00.000Z', lastSeen: '2026-02-01T00:00:00.000Z', seenBy: ['crawl'], sightingCount: 1, vendor: sketch.vendor ?? null,
    },
    page: read ? {
      url: sketch.page, domain: base.referringDomain, status: 200, seenBy: 'crawl', seenAt: '2026-02-01T00:00:00.000Z', title: sketch.title ?? null, language: null, robots: [], canonical: sketch.canonical ?? null, redirectTo: null,
      linkCount: 40, externalLinkCount: sketch.externalLinkCount ?? 5, externalDomainCount: 4, features,
    } : null,
    host: { domain: base.referringDomain, linkCount: 1, linkingPageCount: 1, pagesRead: read ? 1 : 0, sameLinkPageCount: 1, qualifiedRelShare: null, firstSeen: '2026-01-01T00:00:00.000Z', ...sketch.host },
    kin: sketch.kin === undefined ? null : { copyDomainCount: 0, original: null, idDomainCount: 0, outlinksDomainCount: 0, ...sketch.kin },
    samePage: sketch.samePage ?? null,
    picture: sketch.picture,
    site: { site: 'oakdental.example', domain: 'oakdental.example', profile: exampleProfile, targetPages: new Map(), ...(sketch.own ? { own: ownMarks(sketch.own) } : {}) },
    lists,
    asOf: '2026-11-22T00:00:00.000Z',
  }
}

function ownMarks({ trackingIds = [], organisations = [], addresses = [] }: NonNullable<LinkSketch['own']>): OwnMarks {
  return { trackingIds: new Set(trackingIds), organisations: new Set(organisations), addresses: new Set(addresses) }
}

/** A small stand-in for the shipped lists, so that the examples stand alone. */
const words: Record<string, string[]> = {
  'link-type/path/LT-02/defining/-/*': ['/guest/', 'gastbeitrag'],
  'link-type/path/LT-03/decisive/-/*': ['/clinics/', '/doctor/'],
  'link-type/path/LT-05/decisive/-/*': ['affiliates', '/members/', 'preceptors'],
  'link-type/path/LT-06/decisive/-/*': ['/resources/', '/guides/'],
  'link-type/title/LT-06/defining/-/*': ['useful links'],
  'link-type/path/LT-07/defining/-/*': ['sponsors'],
  'link-type/title/LT-07/defining/-/*': ['our sponsors'],
  'link-type/path/LT-08/defining/-/*': ['press-release'],
  'link-type/path/LT-09/defining/-/*': ['/u/', '/profile/'],
  'link-type/path/LT-10/defining/-/*': ['/t/', 'showthread.php'],
  'link-type/path/LT-12/defining/-/*': ['/reviews/'],
  'link-type/path/LT-18/defining/-/*': ['sponsored', 'advertorial'],
  'link-type/path/LT-22/defining/-/*': ['/wiki/'],
  'link-type/path/LT-24/defining/-/*': ['/podcast/'],
  'link-type/path/LT-25/defining/-/*': ['/jobs/'],
  'link-type/path/LT-26/defining/-/*': ['/coupons/'],
  'link-type/path/LT-28/defining/-/*': ['/whois/'],
  'link-type/path/LT-30/defining/-/*': ['/newsletter/'],
  'link-type/context/LT-14/defining/-/*': ['website by'],
  'cues/paid/en': ['sponsored', 'advertorial'],
  'cues/guest/de': ['gastbeitrag von'],
  'cues/credit': ['source'],
  'host-words/chamber': ['chamber'],
  'host-words/local-news': ['gazette'],
  'host-words/hospital': ['hospital'],
  'host-words/association': ['society'],
  'host-words/directory': ['findadentist'],
  'host-words/scraper': ['newsclone'],
  'host-words/seo-tool': ['sitevalue'],
  'spam/drug': ['viagra'],
  'spam/casino': ['casino'],
}

const exampleLists: Lists = {
  version: 'example', seedSets: noSeedSets, suffixRules: new Map(),
  hostKinds: new Map<string, HostKindEntry>([
    ['social.example', { kind: 'social', source: 'example' }],
    ['archive.example', { kind: 'archive', source: 'example' }],
    ['journal.example', { kind: 'journal', source: 'example' }],
    ['health-ministry.example', { kind: 'health-body', source: 'example' }],
    ['short.example', { kind: 'shortener', source: 'example' }],
  ]),
  seeds: new Map(),
  words: (id) => words[id] ?? [],
  wordIds: (prefix) => Object.keys(words).filter((id) => id.startsWith(prefix)).sort(),
  table: (id): Record<string, number> =>
    id === 'link-type-priors'
      ? { ...Object.fromEntries(Array.from({ length: 31 }, (_, at) => [`LT-${String(at + 1).padStart(2, '0')}`, 0.15 / 22])), 'LT-03': 0.22, 'LT-28': 0.12, 'LT-16': 0.12, 'LT-01': 0.1, 'LT-13': 0.08, 'LT-04': 0.06, 'LT-12': 0.06, 'LT-09': 0.05, 'LT-05': 0.04 }
      : {},
}
