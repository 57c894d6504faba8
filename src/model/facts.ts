import type { AnchorKind, LinkFlag, LinkTypeId, Tier } from './link-types.js'
import type { Area, Element, LinkState, LostReason } from './link.js'
import type { Action, Evidence, Finding } from './judgement.js'
import type { GraphFacts } from './host-ranks.js'
import type { Lists } from './lists.js'
import type { PageRecord } from './page.js'
import type { FormerUse } from './past-page.js'
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
  /** The last look at its page, where that did not find the link; null or absent where it did, or nobody looked since. */
  lastLook?: LastLook | null
}

/**
 * A look at a page that did not find the link (GT-01). One look does not make it lost: of a link that is not, it says that
 * the page was missed once, or did not answer.
 */
export interface LastLook {
  at: string
  /** The first of the looks up to this one to which the page did not answer; absent where it answered. */
  since?: string
  status: number | null
  title: string | null
  redirectTo: string | null
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

/** How a picture that is a link compares with those of the site that it leads to (LT-15). */
export interface PictureKin {
  /** Address of the site's picture that is the same; null where none is. */
  own: string | null
  /** In how many of 64 bits the two looks differ; null where the bytes are the same, or the looks were not compared. */
  bits: number | null
  /** True where it was compared by its bytes alone, which a copy in another size does not share. */
  byBytesAlone: boolean
  width: number
  height: number
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
  /** Of the picture that is the link; absent where it is none, or no archive has it. */
  picture?: PictureKin | undefined
  /** Set where the link was shown to robots alone; null where both got it, undefined where nobody knows. */
  robotsOnly?: RobotsOnly | null | undefined
  /** What the referring domain was before it led to the site; null where nobody can tell, absent where it does not lead there. */
  former?: FormerUse | null | undefined
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
  contributions: Array<{ id: string; title: string; raw: string; normalised: number; weight: number; defaultWeight: number; points: number; assumed: boolean; evidence: string }>
  gates: Array<{ id: string; title: string; factor: number; pointsLost: number; evidence: string }>
  /** Version of the default weights; whether a person weighs the parts otherwise, and the score that the default would give (LQ-00). */
  weights: { version: number; own: boolean; defaultScore: number }
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
  /** What the risk is the sum of, its parts in the order of `signals`; absent where there is no finding. */
  sum?: RiskSum
}

/** One signal in the sum of a risk. */
export interface RiskPart {
  rule: string
  /** Strength as it counts: less than that of the finding where `why` says so, and 0 where another speaks for it. */
  counted: number
  /** By who is behind the link. */
  weight: number
  confidence: number
  /** counted · weight · confidence */
  part: number
  group: string
  why: string | null
}

/** A risk worked out so that anybody can sum it again (risk.md section 4). */
export interface RiskSum {
  /** 0–100 with one decimal, as shown; `unrounded` is `combined` or the bound, whichever is less. */
  risk: number
  unrounded: number
  combined: number
  /** What held the risk below `combined`. */
  bound: { max: number; why: string } | null
  parts: RiskPart[]
  /** Signals of a group together, 1 − Π(1 − part), and at most its cap; one of no group stands alone, under the id of its rule. */
  groups: Array<{ name: string; rules: string[]; together: number; cap: number; counted: number }>
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
  risk: Omit<RiskAnswer, 'signals' | 'sum'>
  quality: Pick<QualityAnswer, 'score' | 'unrounded' | 'beforeRisk' | 'band' | 'coverage'>
}

/** Facts of profile audits: everything judged, one site. */
export interface ProfileFacts {
  site: SiteFacts
  links: readonly JudgedLink[]
  lists: Lists
  asOf: string
}
