import type { AnchorKind, LinkFlag, LinkTypeId, Tier } from './link-types.js'
import type { Area, Element, LinkState, LostReason } from './link.js'
import type { Action, Evidence, Finding } from './judgement.js'
import type { GraphFacts } from './host-ranks.js'
import type { Lists } from './lists.js'
import type { PageRecord } from './page.js'
import type { ProviderProfile } from './profile.js'

/**
 * One link as the index works it out from all its sightings: the key is (referring page, target, anchor text), each
 * by its "same" key. What the best source says wins: our own reading of the page over an export, later over earlier.
 */
export interface MergedLink {
  /** 16 hex digits; stable over re-imports, since it is made from the key alone. */
  id: string
  referringPage: string | null
  referringHost: string
  referringDomain: string
  target: string | null
  targetDomain: string
  anchorText: string | null
  fallbackText: string | null
  rel: string[]
  area: Area | null
  context: { before: string; after: string } | null
  image: string | null
  element: Element
  position: number | null
  title: string | null
  language: string | null
  status: number | null
  robots: string[]
  cues: string[]
  state: LinkState
  lostReason: LostReason | null
  firstSeen: string
  lastSeen: string
  seenBy: string[]
  sightingCount: number
  vendor: Record<string, string | number | boolean> | null
}

/** What the index knows about a referring domain besides the one link (F-REP, F-OUT, F-DUP need several pages). */
export interface HostFacts {
  domain: string
  /** Links from this domain to the target domain, live or not. */
  linkCount: number
  /** Pages of this domain that link to the target domain. */
  linkingPageCount: number
  /** Pages of this domain that were read. */
  pagesRead: number
  /** Most pages on which one same (target, anchor) link stands. */
  sameLinkPageCount: number
  /** Share of this domain's external links, over the pages read, that carry any rel of payment or nofollow; null below 10 links. */
  qualifiedRelShare: number | null
  firstSeen: string
}

/** The site looked after, and what is known of it. */
export interface SiteFacts {
  /** Registrable domain or host or URL prefix as asked. */
  site: string
  domain: string
  profile: ProviderProfile
  /** Title and h1/h2 of target pages that were read, by page key. */
  targetPages: ReadonlyMap<string, { title: string | null; headings: string[]; language: string | null }>
  /** Pages of the site that were gone or led elsewhere when last looked at, by page key (GT-03). */
  moved?: ReadonlyMap<string, { status: number | null; redirectTo: string | null; seenAt: string }>
  /** What the site's own pages say about who keeps it (LT-27); absent where none was read. */
  own?: OwnMarks
}

/** Marks of one keeper: account ids of analytics and advertising, names of organisations in lower case, addresses as keys. */
export interface OwnMarks {
  trackingIds: ReadonlySet<string>
  organisations: ReadonlySet<string>
  addresses: ReadonlySet<string>
}

/** What a page has in common with others that link to the same site (F-DUP, RISK-03). A count of domains includes its own. */
export interface PageKin {
  /** Domains on which the same text stands; 0 where on no other. */
  copyDomainCount: number
  /** Page of another domain on which the text stood first; null where this is it or nobody can tell. */
  original: string | null
  /** Domains that share an account id with it. */
  idDomainCount: number
  /** Domains that link to exactly the same other domains. */
  outlinksDomainCount: number
}

/** That a link was there for the robot of a search engine alone, by an archive that holds both faces of its page. */
export interface RobotsOnly {
  robotAt: string
  browserAt: string
  /** In what else the two differ, in words: a link alone may have come or gone between them. */
  sign: string
  quote: string
  /** True where the robot got offers; counts of links alone tell less. */
  isPlain: boolean
}

export interface LinkFacts {
  link: MergedLink
  /** Latest capture of the referring page, or null: then only URL and export row are known ("URL-only mode"). */
  page: PageRecord | null
  host: HostFacts
  /** What the page shares with others; null or absent where it shares nothing or was not read. */
  kin?: PageKin | null
  /** Set where the link was shown to robots alone; null where both got it, undefined where nobody knows. */
  robotsOnly?: RobotsOnly | null | undefined
  /** Links from the same page to the same target domain, this one included, and how many stand in prose and in header, menu and footer; absent where the page is unknown. */
  samePage?: { linkCount: number; proseCount: number; framedCount?: number } | null
  site: SiteFacts
  lists: Lists
  /** The day for which ages are worked out, ISO instant. */
  asOf: string
}

/** What a referring domain has in common with others that link to the same site (QU-02, QU-03). */
export interface DomainKin {
  /** Of domains that two accounts of different kinds show to be one keeper's: how many there are, how many of them come before this one, and which accounts. */
  keeper: { before: number; domains: number; marks: string } | null
  /** Other referring domains in the network of its server, at least three; null where there are fewer, or the network tells nothing. */
  sharedHosts: number | null
}

export interface DomainFacts {
  domain: string
  /** Hosts of the domain that link here. */
  hosts: string[]
  /** Page records of the domain that were read, newest first, at most 50. */
  pages: PageRecord[]
  site: SiteFacts
  lists: Lists
  /** What a ranked web graph knows of the hosts; null or absent where no graph is in use. */
  graph?: GraphFacts | null
}

export interface TypeAnswer {
  type: LinkTypeId
  subtype: string | null
  flags: LinkFlag[]
  confidence: number
  runnerUp: { type: LinkTypeId; confidence: number }
  /** For LT-17: the type of the page that holds the redirecting link. */
  innerType: LinkTypeId | null
  evidence: Evidence[]
  unknowns: string[]
}

export interface AnchorAnswer {
  kind: AnchorKind
  altKind: AnchorKind | null
  /** Money grade of the phrase: 3 treatment or provider with place or price, 2 without, 1 informational, 0 none. */
  grade: 0 | 1 | 2 | 3
  /** Normalised text, the unit of counting (AN-01). */
  normalised: string
  flags: string[]
  evidence: Evidence[]
}

export interface TierAnswer {
  tier: Tier
  name: string
  kind: string
  confidence: 'high' | 'medium' | 'low'
  evidence: Evidence[]
}

export interface QualityAnswer {
  /** 0–100, rounded; `unrounded` is what contributions and gates sum to exactly. */
  score: number
  unrounded: number
  /** What `unrounded` was before the risk gate (GT-05): what the link seems to be worth. */
  beforeRisk: number
  band: 'exceptional' | 'strong' | 'useful' | 'weak' | 'negligible'
  coverage: number
  confidence: 'high' | 'medium' | 'low'
  contributions: Array<{ id: string; title: string; raw: string; normalised: number; weight: number; points: number; assumed: boolean; evidence: string }>
  gates: Array<{ id: string; title: string; factor: number; pointsLost: number; evidence: string }>
  version: string
  asOf: string
}

/** Who is behind a link, risk.md RISK-00: advice for third-party noise is "none". */
export type Agency = 'placed-by-you' | 'probably-placed' | 'third-party' | 'unknown'

export interface RiskAnswer {
  risk: number
  agency: Agency
  action: Action
  /** `audit` tells the audits of one rule apart. */
  signals: Array<{ id: string; audit?: string; strength: number; evidence: string; innocent: string }>
}

/** A link with all its judgements: what listings, the report and the profile audits read. */
export interface JudgedLink {
  link: MergedLink
  type: TypeAnswer
  anchor: AnchorAnswer
  tier: TierAnswer
  risk: RiskAnswer
  quality: QualityAnswer
  findings: Finding[]
  /** Fields a person corrected, with the reason. */
  corrected: Array<{ field: 'type' | 'anchorKind' | 'tier' | 'area'; was: string; reason: string; by: string; at: string }>
}

/**
 * A judged link without what only its own page shows: what is kept for every link of a site, and read by listings,
 * audits, decisions and the report. Evidence of type and tier is kept where the report shows it (tiers 1 to 3) and is
 * empty elsewhere; the rest is worked out again when a person asks for one link.
 */
export interface BriefLink extends Omit<JudgedLink, 'risk' | 'quality'> {
  risk: Omit<RiskAnswer, 'signals'>
  quality: Pick<QualityAnswer, 'score' | 'unrounded' | 'beforeRisk' | 'band' | 'coverage'>
}

/** Facts of profile audits: everything judged, one site. */
export interface ProfileFacts {
  site: SiteFacts
  links: readonly JudgedLink[]
  lists: Lists
  asOf: string
}
