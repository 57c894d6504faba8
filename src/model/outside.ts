import type { Accounts } from './accounts.js'
import type { AnchorMix } from './anchor-mix.js'
import type { Correction } from './correction.js'
import type { Desk } from './desk.js'
import type { FileInput } from './file-input.js'
import type { BriefLink, DomainKin, HostFacts, MergedLink, PageKin, PictureKin } from './facts.js'
import type { GraphStore } from './graph.js'
import type { Finding } from './judgement.js'
import type { JudgedFacets, JudgedSummary } from './judged-summary.js'
import type { Lists } from './lists.js'
import type { LinkQuery, ListedLink } from './listed-link.js'
import type { PageLook, PageRecord } from './page.js'
import type { SeenPicture } from './picture.js'
import type { Progress } from './operation.js'
import type { Registration, Registrations } from './registration.js'
import type { Sighting } from './sighting.js'

/** What goes into the link index. */
export type IndexEntry = { kind: 'sighting'; sighting: Sighting } | { kind: 'page'; page: PageRecord }

export interface AddResult {
  /** Name of the batch; null when the very same batch was there before and nothing was added. */
  batch: string | null
  sightingCount: number
  pageCount: number
  /** True where it took the place of a batch of the same key that was read by an older version. */
  replaced: boolean
}

/** A batch as the index keeps it. */
export interface KeptBatch {
  key: string
  source: string
  /** When the content first came. */
  addedAt: string
  /** Version of what was read of it; null where it was added before there were any, or has none. */
  reading: number | null
}

/** A batch of page records that an older version read. */
export interface OlderBatch extends KeptBatch {
  pages: number
  /** The one target domain whose links were kept of it; null where all were. */
  target: string | null
  /** Address of its only page; null where there are several. */
  onlyPage: string | null
}

/** The link index: every link anyone has shown us, and when. Append only; everything else is worked out when read. */
export interface LinkIndex {
  /**
   * Adds one batch, all or nothing: when it returns, the batch survives a crash. `key` names the batch's content (a
   * hash of the bytes and options it came from); a batch with a key that is there already adds nothing. A key given as
   * a function is asked for after the last entry, for input that can be read once only; null then means: add nothing.
   *
   * `reading` is the version of what is read of such content: a batch with the key that was read in an earlier one is
   * replaced, in one step, by this one.
   */
  add(entries: AsyncIterable<IndexEntry>, options: { key: string | (() => string | null); source: string; reading?: number; signal?: AbortSignal }): Promise<AddResult>
  /** Whether there is a batch of this key; with `reading`, one that was not read in an earlier version. */
  has(key: string, reading?: number): Promise<boolean>
  /** The batch of this key; undefined if there is none. */
  batch(key: string): Promise<KeptBatch | undefined>
  /** Batches with page records that were read in an earlier version than this one, in the order in which they came. */
  readBefore(reading: number): Promise<OlderBatch[]>
  /** What own readings of pages at these very instants gave: first the records of the pages, then their sightings; some looks at a time. */
  earlierReadings(looks: readonly PageLook[]): AsyncIterable<IndexEntry>
  /** Takes a whole batch out again, by its key; false if there is none. Every answer is then as if it had never come. */
  withdraw(key: string): Promise<boolean>
  /** Every link to `targetDomain` (optionally only below a URL prefix), merged; by referring domain, then oldest first. */
  links(target: TargetScope, from?: ReferringDomains): AsyncIterable<MergedLink>
  /** The same links in the same order, some dozens at a time, for whoever reads all of them: handing over each by itself takes longer than merging it. */
  linkRuns(target: TargetScope, from?: ReferringDomains): AsyncIterable<readonly MergedLink[]>
  /** Every sighting of one link, oldest first. */
  sightings(target: TargetScope, linkId: string): Promise<Sighting[]>
  /** Latest record of each page of these referring domains that links to the target, and of the target's own pages. */
  referringPages(target: TargetScope, from?: ReferringDomains): AsyncIterable<PageRecord>
  targetPages(target: TargetScope): AsyncIterable<PageRecord>
  /** The target's own pages that were asked for both by a browser and by a search engine's robot, the latest record of each of the two, side by side (RISK-40). */
  targetFaces(target: TargetScope): AsyncIterable<PageRecord>
  /** Linking pages of which a search engine's robot got the link and a browser did not, the two records of each. */
  linkingFaces(target: TargetScope, from?: ReferringDomains): AsyncIterable<PageRecord>
  /**
   * What pages of the referring domains said at all times they were read, with or without a link (RISK-04, RISK-17): of each domain
   * whose captures lie two months apart or more a sample over time, at most 32, by domain and oldest first.
   */
  pastPages(target: TargetScope, from?: ReferringDomains): AsyncIterable<PageRecord>
  /** Pages of the target that were gone or led elsewhere when last looked at. */
  movedPages(target: TargetScope): Promise<MovedPage[]>
  /** Pictures of the target's own domain, and those that are links to it elsewhere, as archives hold them (LT-15). */
  pictures(target: TargetScope): Promise<SeenPicture[]>
  /** URLs of linking pages whose canonical page is another one, which was read and has no link to the target. */
  linklessCanonicals(target: TargetScope): Promise<string[]>
  /** Who links to whom, domain by domain, with the number of pages that do; links that are lost don't count. By `from`, then `to`, in the order of their reversed names. */
  domainEdges(options?: { signal?: AbortSignal }): AsyncIterable<DomainEdge>
  hosts(target: TargetScope, from?: ReferringDomains): Promise<Map<string, HostFacts>>
  /** What changes when anything changes that the index holds of a referring domain or of the target's own pages. */
  groundMarks(target: TargetScope): Promise<GroundMarks>
  /**
   * Keeps what was told of the registration of domains, all of it or nothing; false if it was kept before under this key.
   * Append only like links: the newest word counts, and earlier ones tell what has changed.
   */
  addRegistrations(registrations: readonly Registration[], options: { key: string }): Promise<boolean>
  registrations(): Promise<Registrations>
  /** Takes back what was told and should not have been, such as a list that was read wrongly; how many words that were. What is read afterwards counts. */
  forgetRegistrations(isMeant: (registration: Registration) => boolean): Promise<number>
  /** What each source saw of a target, by the dates it gave itself. */
  sources(target: TargetScope): Promise<SourceSpan[]>
  /** Judged links of a target, kept as a derived table under `key`; false if there is none for that key. */
  hasJudged(target: TargetScope, key: string): Promise<boolean>
  writeJudged(target: TargetScope, key: string, judged: JudgedRows): Promise<void>
  /** The table of a target that was made last, whatever its key, among those made in this format. */
  newestJudged(target: TargetScope, format: string): Promise<MadeTable | undefined>
  /** What the newest table rests on of those for which this was the same; undefined where there is none. */
  judgedBasis(target: TargetScope, restsOn: string): Promise<{ key: string; basis: JudgedBasis } | undefined>
  queryJudged(target: TargetScope, key: string, query: LinkQuery): Promise<{ rows: ListedLink[]; total: number; nextCursor: string | null }>
  judgedDomains(target: TargetScope, key: string, query: DomainQuery): Promise<{ rows: ReferringDomainRow[]; total: number; nextCursor: string | null }>
  /** How many links each further choice of a filter would list. */
  judgedFacets(target: TargetScope, key: string, query: LinkQuery): Promise<JudgedFacets>
  /** What the overview counts: tiers, types, sources and their agreement, what came and went. */
  judgedSummary(target: TargetScope, key: string): Promise<JudgedSummary>
  judgedAnchors(target: TargetScope, key: string, query: AnchorQuery): Promise<{ rows: AnchorRow[]; total: number; nextCursor: string | null }>
  judgedLink(target: TargetScope, key: string, linkId: string): Promise<BriefLink | undefined>
  /** Judged links of these referring domains in order of id, without findings of the whole profile. */
  judgedOfDomains(target: TargetScope, key: string, domains: Iterable<string>): AsyncIterable<BriefLink>
  /** All that a judgement of one referring domain begins with, as far as it is kept at hand; undefined where the index is to be asked. */
  judgedDomain(target: TargetScope, key: string, domain: string): Promise<JudgedDomain | undefined>
  /** Referring domains of those of these links that are in a judged table; for many at once, without the table in memory. */
  judgedDomainsOf(target: TargetScope, key: string, linkIds: Iterable<string>): Promise<Set<string>>
  /** What `JudgedRows.digests` said of each referring domain, by its name. */
  judgedDigests(target: TargetScope, key: string): AsyncIterable<[domain: string, digest: string]>
  /** Every judged link in order of id. Findings of the whole profile stand in the notes, once. */
  judgedAll(target: TargetScope, key: string): AsyncIterable<BriefLink>
  judgedNotes(target: TargetScope, key: string): Promise<JudgedNotes>
  /** Rises by one with every batch added: a cheap "has anything changed?". */
  generation(): Promise<number>
  info(): Promise<IndexInfo>
  /** Reads every file against its manifest entry; lists what is damaged. */
  check(): Promise<{ ok: boolean; problems: string[] }>
  compact(): Promise<{ filesBefore: number; filesAfter: number }>
  close(): Promise<void>
}

/** A site as asked: a registrable domain, a host of it, or a URL prefix on it. */
export interface TargetScope {
  domain: string
  /** Host to which links must point, or null for the whole domain. */
  host: string | null
  /** Path prefix, or null. */
  pathPrefix: string | null
}

/** Only what comes from these referring domains. */
export interface ReferringDomains {
  domains: readonly string[]
}

/**
 * Marks of what an index holds for a target: of two equal marks the ground is the same, however it was added, merged or
 * taken out again.
 */
export interface GroundMarks {
  /** Of all records of the target's own pages. */
  site: string
  /** Of all sightings and page records of each referring domain, by its name. */
  domains: ReadonlyMap<string, string>
}

/** What the audits of a whole profile read of a link: no evidence, no figures of other tools. */
export type ShortLink = Pick<BriefLink, 'link' | 'type' | 'anchor' | 'tier'>

/** A referring domain as it was judged. */
export interface JudgedDomain {
  /** All its links, in order of id, without findings of the whole profile. */
  links: BriefLink[]
  host: HostFacts
}

/** Judged links as they are written: each once, then again those that the findings of the whole profile changed, then the notes. */
export interface JudgedRows {
  /** How what is kept of each link was made, and the instant for which it was judged. */
  format: string
  at: string
  /** An earlier table of the site: links of other domains than these stay as they are there, and `rows` has only those of these. */
  earlier?: { key: string; without: ReadonlySet<string> }
  /** Some at a time, in their order. */
  rows: AsyncIterable<readonly BriefLink[]>
  /** Asked for after the last row, with all links of the site. */
  amended(links: readonly ShortLink[], briefsOf: BriefsOfRows): AsyncIterable<AmendedLink> | Iterable<AmendedLink>
  notes(): JudgedNotes
  /** Of each referring domain that was judged one line of text, for those who ask about all domains at once. Asked for after the notes. */
  digests?(): ReadonlyMap<string, string>
  /** What the index knows of the referring domains that were judged. Asked for after the notes. */
  hosts?(): ReadonlyMap<string, HostFacts>
  /** Asked for last; without it no later table is made from this one. */
  basis?(): { restsOn: string; basis: JudgedBasis }
}

/** What was written of links, by their rows: numbers of `links`, each once and ascending. Findings of the whole profile are not among theirs. */
export type BriefsOfRows = (rows: readonly number[]) => Promise<BriefLink[]>

export interface AmendedLink {
  row: number
  brief: BriefLink
}

/** What the rows of a judged table rest on that may change for some of them and not for others. */
export interface JudgedBasis {
  ground: { site: string; domains: Array<[string, string]> }
  /** Corrections that were in force. */
  corrections: Correction[]
  /** Keys of linking pages whose canonical page has no link. */
  linklessCanonicals: string[]
}

/** What a judged table says of itself. */
export interface MadeTable {
  key: string
  format: string
  at: string
  /** Names everything that its rows have in common, where another table may be made from it. */
  restsOn?: string | undefined
}

/** What judgements rest on that needs every link of a site at once: kept beside them, so that one link can be explained alone. */
export interface JudgedNotes {
  /** The instant for which ages were worked out. */
  asOf: string
  /** Every answer of the audits of the whole profile. */
  profileFindings: Finding[]
  /** Its anchors as a whole, to be compared with those of rivals. */
  anchors: AnchorMix
  /** `SiteFacts.own` as lists, and `LinkFacts.kin` by page key. */
  own: { trackingIds: string[]; organisations: string[]; addresses: string[] } | null
  kin: Array<[string, PageKin]>
  /** `DomainKin` of those referring domains that have any, by name. */
  domainKin: Array<[string, DomainKin]>
  /** `LinkFacts.picture` by the address of the picture; absent in what was judged before pictures were kept. */
  pictures?: Array<[string, PictureKin]>
  /** What a bound left out of all this, as sentences; absent where nothing was. */
  cut?: string[]
}

/** What a page of the target answered when it was last looked at. */
export interface MovedPage {
  url: string
  status: number | null
  redirectTo: string | null
  seenAt: string
}

export interface DomainEdge {
  from: string
  to: string
  pages: number
}

export interface SourceSpan {
  seenBy: string
  sightings: number
  firstSeen: string
  lastSeen: string
}

/** Which referring domains to list. Their natural order is by tier, then best link, then most links. */
export interface DomainQuery {
  limit: number
  tier?: number[] | undefined
  live?: boolean | undefined
  text?: string | undefined
  /** Only this one, by its whole name: found at once; other filters then don't count. */
  domain?: string | undefined
  sort?: 'tier' | 'bestQuality' | 'links' | 'liveLinks' | 'firstSeen' | 'lastSeen' | 'referringDomain' | undefined
  order?: 'asc' | 'desc' | undefined
  cursor?: string | undefined
  offset?: number | undefined
}

export interface AnchorQuery {
  limit: number
  text?: string | undefined
  kind?: string[] | undefined
  cursor?: string | undefined
  offset?: number | undefined
}

export interface ReferringDomainRow {
  referringDomain: string
  tier: number
  tierName: string
  links: number
  liveLinks: number
  followedLinks: number
  bestQuality: number
  /** Id of its best link; of one that is not lost, if there is one. */
  bestLink?: string
  types: string[]
  firstSeen: string
  lastSeen: string
  seenBy: string[]
}

export interface AnchorRow {
  anchorText: string
  anchorKind: string
  domains: number
  links: number
  followedLinks: number
  firstSeen: string
  lastSeen: string
}

export interface IndexInfo {
  generation: number
  batches: number
  files: number
  sightings: number
  pages: number
  bytes: number
  sources: Array<{ source: string; sightings: number; firstSeen: string | null; lastSeen: string | null }>
}

/** What a server says of a file before it is fetched. Announced sizes are for planning; nothing relies on them. */
export interface WebFile {
  url: string
  /** Null where the server does not say. */
  bytes: number | null
  etag: string | null
}

/** A file to fetch, and the name to keep it under: plain words. */
export interface WantedFile {
  url: string
  name: string
}

export interface FetchedFile {
  name: string
  url: string
  bytes: number
  sha256: string
  etag: string | null
  /** What its content was checked against: a checksum that came with it, or its own gzip checksums. */
  checkedBy: Array<'content-md5' | 'etag-md5' | 'gzip-crc'>
  /** True if it was here whole already. */
  kept: boolean
  file: FileInput
}

/** A short answer of a server, or why there is none. */
export type WebAnswer = { url: string; status: number; contentType: string; text: string } | { url: string; problem: string }

/** Large files from the web, fetched because a person asked for them by name. */
export interface WebDownload {
  /** What is there under an address; null if there is nothing. */
  look(url: string, options?: { signal?: AbortSignal }): Promise<WebFile | null>
  /** Bytes a second that come from there, measured for a few seconds; null where nothing came. */
  speed(url: string, options?: { signal?: AbortSignal }): Promise<number | null>
  /** A short text, such as a list of files; unpacked if it is gzip. */
  text(url: string, options: { bytesMax: number; signal?: AbortSignal }): Promise<string>
  /**
   * Fetches files into one folder of downloads, one after another, and goes on where an earlier run stopped. A file that
   * changed on the server in between begins anew. What is here whole is not fetched again.
   */
  fetch(files: readonly WantedFile[], options: { folder: string; signal?: AbortSignal; progress?: (progress: Progress) => void }): Promise<FetchedFile[]>
  /**
   * Asks servers short questions, one at a time and no server faster than its pace, and waits where one asks to be left
   * alone. Each question gets its answer as it came, whatever its status, or what went wrong; one is asked of no server that
   * went wrong too often. Private addresses are refused, and this machine's own unless `isLocal`.
   */
  answers(urls: readonly string[], options: { accept: string; bytesMax: number; isLocal: boolean; signal?: AbortSignal }): AsyncIterable<WebAnswer>
  /** What of a folder is here already: bytes by name, whole or in part. */
  kept(folder: string): Promise<Array<{ name: string; bytes: number; whole: boolean }>>
  /** Bytes free where downloads go; null where the system does not say. */
  freeBytes(): Promise<number | null>
  remove(folder: string): Promise<void>
}

/** Files that were handed in or made and are needed later: of jobs, and reports. By the hash of their bytes. */
export interface FileShelf {
  /** Keeps a file; the same bytes are kept once. */
  keep(file: FileInput): Promise<{ file: string; name: string; bytes: number }>
  open(kept: { file: string; name: string }): Promise<FileInput>
  /** Forgets files that nobody named here needs any more. */
  sweep(needed: ReadonlySet<string>): Promise<number>
}

/** Everything outside, for every client. Only `doors/wall.ts` hands parts of it on. Tests hand in simulated ones. */
export interface Outside {
  /** The link index of one client. */
  indexOf(clientId: string): LinkIndex
  desk: Desk
  accounts: Accounts
  lists: Lists
  graphs: GraphStore
  web: WebDownload
  shelf: FileShelf
}
