import { shownToRobots } from '../audits/risk/two-faces.js'
import { ownMarks, pageKin } from '../audits/link-types/page-kin.js'
import { embedKin } from '../audits/link-types/embed-kin.js'
import { domainKin } from '../audits/quality/same-keeper.js'
import type { RiskProfileFacts, TypedLink } from '../audits/index.js'
import type { Correction } from '../model/correction.js'
import { indexCorrections, type CorrectionIndex } from './corrected.js'
import { countWords } from '../lib/number-words.js'
import type { AnchorMix } from '../model/anchor-mix.js'
import type { DomainKin, HostFacts, PageKin, PictureKin, RobotsOnly, SiteFacts } from '../model/facts.js'
import type { Finding } from '../model/judgement.js'
import type { Context } from '../model/operation.js'
import type { JudgedNotes, LinkIndex, ReferringDomains, TargetScope } from '../model/outside.js'
import type { PageRecord } from '../model/page.js'
import type { Registrations } from '../model/registration.js'
import { emptyProfile, type ProviderProfile } from '../model/profile.js'
import { pageKey, type Url } from '../model/url.js'

/** What is gathered once for all judgements and audits of a site. */
export interface GatheredFacts {
  site: SiteFacts
  pages: ReadonlyMap<string, PageRecord>
  pagesOfDomain: ReadonlyMap<string, PageRecord[]>
  kin: ReadonlyMap<string, PageKin>
  domainKin: ReadonlyMap<string, DomainKin>
  hosts: ReadonlyMap<string, HostFacts>
  siteOutlinks: ReadonlySet<string> | null
  /** The site's own pages that were read, at most `ownPagesMax` (RISK-40 to RISK-45). */
  ownPages: readonly PageRecord[]
  /** The same of own pages as a browser and as a search engine's robot got them, side by side (RISK-40). */
  ownFaces: readonly PageRecord[]
  /** What of own pages was not looked at, as a sentence; undefined where all were. */
  ownCut: string | undefined
  /** What else a bound left out, as sentences. */
  cut: readonly string[]
  /** Of pictures that are links, by their address (LT-15). */
  pictures: ReadonlyMap<string, PictureKin>
  /** Of linking pages whose link was shown to robots alone, by page key (RISK-05, LT-20). */
  robotsOnly: ReadonlyMap<string, RobotsOnly>
  /** What was told of the registration of domains (RISK-03, RISK-04, RISK-45). */
  registrations: Registrations
  /** Keys of linking pages whose canonical page has no link (GT-02). */
  linklessCanonicals: ReadonlySet<string>
  corrections: CorrectionIndex
  correctionsInForce: readonly Correction[]
  lists: Context['lists']
  asOf: string
  linkCount: number | null
}

const pagesOfDomainMax = 50
/** Own pages whose marks and texts are compared with those of linking pages. */
const ownPagesMax = 5_000

/**
 * Gathers each fact once, but for those of hosts (`withHosts`). With `part` only what concerns the links of one referring
 * domain: what would need all pages of the site then comes from the notes of the judgement that is explained, so that the
 * answer is the same.
 */
export async function gatherFacts(scope: TargetScope, context: Pick<Context, 'index' | 'desk' | 'lists' | 'now'>, part?: { from: ReferringDomains; notes: JudgedNotes }): Promise<GatheredFacts> {
  const profile: ProviderProfile = (await context.desk.profile(scope.domain)) ?? emptyProfile
  const pages = new Map<string, PageRecord>()
  const pagesOfDomain = new Map<string, PageRecord[]>()
  for await (const page of context.index.referringPages(scope, part?.from)) {
    pages.set(pageKey(page.url as Url), page)
    const list = pagesOfDomain.get(page.domain) ?? []
    pagesOfDomain.set(page.domain, list)
    if (list.length < pagesOfDomainMax) list.push(page)
  }
  const { targetPages, siteOutlinks, moved, linklessCanonicals, ownPages } = part === undefined ? await readSite(scope, context.index) : await keptSite(scope, context.index)
  const correctionsInForce = (await context.desk.corrections(scope.domain)).filter((correction) => correction.withdrawnAt === null)
  const own = part === undefined ? ownMarks(ownPages, pages.values()) : ownOf(part.notes)
  const ownFaces = part === undefined ? await facesOf(context.index.targetFaces(scope)) : { faces: [], isCut: false }
  const linkingFaces = await facesOf(context.index.linkingFaces(scope, part?.from))
  const site: SiteFacts = { site: scope.host ?? scope.domain, domain: scope.domain, profile, targetPages, moved, own }
  return {
    site,
    pages, pagesOfDomain, kin: part === undefined ? pageKin(pages.values(), ownPages) : new Map(part.notes.kin),
    domainKin: part === undefined ? domainKin(pages.values(), { lists: context.lists, domain: scope.domain, ownPages }) : new Map(part.notes.domainKin), hosts: new Map(), siteOutlinks, ownPages, ownFaces: ownFaces.faces, robotsOnly: shownToRobots(linkingFaces.faces, context.lists), linklessCanonicals, registrations: await context.index.registrations(),
    ownCut: part === undefined ? ownCutOf(ownPages.length, targetPages.size, ownFaces.isCut) : undefined,
    cut: linkingFaces.isCut ? [`Of the linking pages whose link a search engine’s robot got and a browser did not, ${countWords(ownPagesMax)} were compared; there are more, and links shown to robots alone pass there unseen (RISK-05).`] : [],
    pictures: part === undefined ? embedKin(await context.index.pictures(scope), scope.domain) : new Map(part.notes.pictures),
    corrections: indexCorrections(correctionsInForce), correctionsInForce,
    lists: context.lists,
    asOf: part?.notes.asOf ?? context.now,
    linkCount: null,
  }
}

/** Two records a page, of as many pages as others of the site are read. */
async function facesOf(pages: AsyncIterable<PageRecord>): Promise<{ faces: PageRecord[]; isCut: boolean }> {
  const faces: PageRecord[] = []
  for await (const page of pages) {
    if (faces.length >= 2 * ownPagesMax) return { faces, isCut: true }
    faces.push(page)
  }
  return { faces, isCut: false }
}

/** What of the site's own pages was left out, as a sentence. */
function ownCutOf(read: number, known: number, isCut: boolean): string | undefined {
  if (read < known) return `Of ${countWords(known)} pages of the site ${countWords(read)} were looked at.`
  return isCut ? `Of the pages of the site that a robot and a browser got, ${countWords(ownPagesMax)} were compared; there are more.` : undefined
}

/** The same with what the index knows of referring domains: of all, or of those that are judged now. */
export async function withHosts(facts: GatheredFacts, scope: TargetScope, index: LinkIndex, from?: ReferringDomains): Promise<GatheredFacts> {
  const hosts = from?.domains.length === 0 ? new Map<string, HostFacts>() : await index.hosts(scope, from)
  return { ...facts, hosts, linkCount: hosts.size === 0 ? null : [...hosts.values()].reduce((sum, host) => sum + host.linkCount, 0) }
}

/** What judgements read of the site's own pages: for every link the same. */
interface SiteReading {
  targetPages: SiteFacts['targetPages']
  siteOutlinks: ReadonlySet<string> | null
  moved: NonNullable<SiteFacts['moved']>
  linklessCanonicals: ReadonlySet<string>
  ownPages: readonly PageRecord[]
}

async function readSite(scope: TargetScope, index: LinkIndex): Promise<SiteReading> {
  const targetPages = new Map<string, SiteFacts['targetPages'] extends ReadonlyMap<string, infer Page> ? Page : never>()
  let siteOutlinks: Set<string> | null = null
  const ownPages: PageRecord[] = []
  for await (const page of index.targetPages(scope)) {
    if (ownPages.length < ownPagesMax) ownPages.push(page)
    targetPages.set(pageKey(page.url as Url), { title: page.title, headings: page.features?.headings ?? [], language: page.language })
    if (page.features !== null) {
      siteOutlinks ??= new Set()
      for (const domain of page.features.mainExternalDomains) siteOutlinks.add(domain)
    }
  }
  const moved = new Map((await index.movedPages(scope)).map(({ url, ...answer }) => [pageKey(url as Url), answer]))
  const linklessCanonicals = new Set((await index.linklessCanonicals(scope)).map((url) => pageKey(url as Url)))
  return { targetPages, siteOutlinks, moved, linklessCanonicals, ownPages }
}

/** Sites of one index whose reading is kept for those who ask for one link after another, and pages of one at most. */
const keptSitesMax = 2
const keptPagesMax = 20_000
const keptSites = new WeakMap<LinkIndex, Map<string, { generation: number; reading: SiteReading }>>()

/** The same reading for as long as nothing is added to the index; without own pages, which only judging the whole site reads. */
async function keptSite(scope: TargetScope, index: LinkIndex): Promise<SiteReading> {
  const generation = await index.generation()
  const kept = keptSites.get(index) ?? new Map<string, { generation: number; reading: SiteReading }>()
  keptSites.set(index, kept)
  const name = JSON.stringify(scope)
  const known = kept.get(name)
  if (known?.generation === generation) return known.reading
  const reading = { ...(await readSite(scope, index)), ownPages: [] }
  // Read while something was added, it may hold some of that: it is used once and not kept.
  if ((await index.generation()) !== generation || reading.targetPages.size > keptPagesMax) return reading
  kept.delete(name)
  kept.set(name, { generation, reading })
  if (kept.size > keptSitesMax) kept.delete(kept.keys().next().value!)
  return reading
}

/** Facts of the audits that ask about the whole profile. */
export function profileFacts(facts: GatheredFacts, links: readonly TypedLink[]): RiskProfileFacts {
  const pages = new Map([...facts.pages.values()].map((page) => [page.url, page]))
  return { site: facts.site, links, lists: facts.lists, asOf: facts.asOf, pages, siteOutlinks: facts.siteOutlinks, ownPages: facts.ownPages, ownCut: facts.ownCut, ownFaces: facts.ownFaces, registrations: facts.registrations }
}

/** What has to be kept of the facts of a whole site so that a part can be judged again alike. */
export function notesOf({ asOf, site: { own }, kin, domainKin: ofDomains, pictures, cut }: GatheredFacts, profileFindings: Finding[], anchors: AnchorMix): JudgedNotes {
  return {
    asOf, profileFindings, anchors, kin: [...kin], domainKin: [...ofDomains], pictures: [...pictures], ...(cut.length === 0 ? {} : { cut: [...cut] }),
    own: own === undefined ? null : { trackingIds: [...own.trackingIds], organisations: [...own.organisations], addresses: [...own.addresses] },
  }
}

function ownOf({ own }: JudgedNotes): SiteFacts['own'] {
  return own === null ? undefined : { trackingIds: new Set(own.trackingIds), organisations: new Set(own.organisations), addresses: new Set(own.addresses) }
}
