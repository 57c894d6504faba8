import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { anchorKind, findingsOfLink, identityTier, indexFindings, judgeRisk, linkQuality, linkType, runDomainAudits, runLinkAudits } from '../src/audits/index.js'
import { extractCapture, readPageFeatures } from '../src/extract/index.js'
import { domainOfHost } from '../src/model/domain.js'
import type { JudgedLink, LinkFacts, MergedLink } from '../src/model/facts.js'
import type { Instant } from '../src/model/instant.js'
import { areas, elements, linkCues, linkStates, lostReasons } from '../src/model/link.js'
import type { Lists } from '../src/model/lists.js'
import { PageRecordSchema, type PageRecord } from '../src/model/page.js'
import { ProviderProfileSchema, type ProviderProfile } from '../src/model/profile.js'
import { domainOf, hostOf, pageKey, parseUrl, type Url } from '../src/model/url.js'

/** Rows on which the contracts of the judgements are tested: hostile ones made up by chance, and real ones. */

const root = new URL('..', import.meta.url)
const asOf = '2026-11-01T00:00:00.000Z'

// ---- Judging one link by the public surface of `citewell/audits`, without a profile around it.

export function judgeLink(facts: LinkFacts): JudgedLink {
  const { link, page, site, lists } = facts
  const domain = { domain: link.referringDomain, hosts: [link.referringHost], pages: page === null ? [] : [page], site, lists, graph: null }
  const tier = identityTier.judge(domain)
  const typed = { link, type: linkType.judge(facts), anchor: anchorKind.judge(facts), tier }
  const domainFindings = runDomainAudits({ ...domain, links: [typed], siteOutlinks: null })
  const findings = findingsOfLink(typed, [...runLinkAudits({ ...facts, ...typed }), ...domainFindings], indexFindings([]))
  const risk = judgeRisk(typed, findings, site.profile)
  const quality = linkQuality.judge({ ...facts, ...typed, risk, uniqueness: { kthFromDomain: 1, sharedHosts: null } })
  return { ...typed, risk, quality, findings, corrected: [] }
}

/** The same facts in new objects: what a judgement keeps beside an object may not change its answer. */
export function copyOf(facts: LinkFacts): LinkFacts {
  const { lists, ...rest } = facts
  return { ...structuredClone(rest), lists }
}

/** Columns by which other tools score links; no judgement may read one (DIS-03, QA-03). */
export const vendorScores = ['semrush.toxicityScore', 'semrush.toxicMarkers', 'semrush.domainScore', 'semrush.pageScore', 'ahrefs.isSpam', 'ahrefs.domainRating', 'ahrefs.urlRating', 'moz.spamScore', 'moz.domainAuthority', 'moz.pageAuthority', 'majestic.sourceTrustFlow', 'majestic.domainCitationFlow', 'dataforseo.spamScore', 'dataforseo.domainRank']

// ---- Rows made up by chance.

const piece = fc.constantFrom(
  'Northgate Heart', 'dental implants', 'Dayton', 'buy viagra online', 'casino', 'sponsored', 'Anzeige', 'guest post', 'Gastbeitrag', 'directory', 'links', 'forum', 'press release', 'read more', 'hier klicken', 'en savoir plus',
  'cardiologue à Lyon', 'zażółć gęślą jaźń', '病院検索', '広告', 'кардиолог', 'клиника', 'قلب', 'לב', 'हृदय', 'ไทย', 'İSTANBUL ısı', 'ﬁﬂ', 'e\u0301', '\u200b', '\u00ad', '\u202eabc\u202c', '\ud800', '\u0000', '👩‍⚕️', '%FF', '&amp;', '<b>', '"', '(555) 010-7788', 'www.oakdental.example', 'a.b', '{city}', 'https://', '://', '5', '2026', '$19.99',
)
/** Any text: words of the field in eight scripts, broken Unicode, and now and then very much of it. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.array(piece, { maxLength: 6 }).map((parts) => parts.join(' ')) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.tuple(piece, fc.integer({ min: 200, max: 900 })).map(([part, count]) => part.repeat(count)) },
)
const texts = (maxLength: number) => fc.array(text, { maxLength })
const orNull = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null })
const instant = fc.integer({ min: 0, max: 3_000 }).map((day) => new Date(Date.UTC(2018, 0, 1 + day)).toISOString())

const host = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('riverton-gazette.example', 'en.wikipedia.org', 'qzx.example', 'www.nih.gov', 'www.nhs.uk', 'med.univ-eastvale.edu', 'forum.example', 'bit.ly', '192.0.2.7', '[2001:db8::1]', 'xn--rzteverzeichnis-0kb.example', 'someone.blogspot.com', 'github.io', 'best-casino-bonus-777.top', 'cheap-kamagra-online.xyz', 'localhost', 'www.who.int', 'facebook.com', 'web.archive.org', 'translate.google.com') },
  { weight: 1, arbitrary: fc.domain() },
)
const address: fc.Arbitrary<Url> = fc.tuple(fc.constantFrom('https', 'http'), host, fc.array(fc.oneof(piece, fc.constantFrom('2024', '05', 'members', 'u', 'tag', 'page', '?p=551', 'index.html', 'a.pdf', '~jo')), { maxLength: 4 }))
  .map(([scheme, name, path]) => parseUrl(`${scheme}://${name}/${path.map((part) => (part === '%FF' || part.startsWith('?') ? part : encodeURIComponent(part.replace(/\p{Cs}/gu, '')))).join('/')}`))
  .filter((url): url is Url => url !== undefined)

const vendor = fc.dictionary(fc.constantFrom(...vendorScores, 'ahrefs.type', 'ahrefs.platform', 'ahrefs.author', 'buzzstream.acquisition', 'x'), fc.oneof(fc.integer({ min: 0, max: 100 }), fc.boolean(), text), { maxKeys: 4 })
const siteDomain = 'northgate-heart.example'

const link: fc.Arbitrary<MergedLink> = fc.record({
  page: fc.option(address, { nil: null, freq: 12 }), fallbackHost: host, target: orNull(fc.constantFrom(`https://${siteDomain}/`, `https://${siteDomain}/echocardiography`, `http://www.${siteDomain}/a?b=c#d`)),
  anchorText: orNull(text), fallbackText: orNull(text), rel: fc.subarray(['nofollow', 'sponsored', 'ugc', 'me', 'noopener']), area: orNull(fc.constantFrom(...areas)), context: orNull(fc.record({ before: text, after: text })),
  image: orNull(fc.constant('https://cdn.example/a.png')), element: fc.constantFrom(...elements), position: orNull(fc.nat(5_000)), title: orNull(text), language: orNull(fc.constantFrom('en', 'de', 'ja', 'tr', 'x-bad', '')),
  status: orNull(fc.constantFrom(200, 301, 302, 403, 404, 410, 429, 503)), robots: fc.subarray(['nofollow', 'noindex', 'none', 'noarchive']),
  cues: fc.array(fc.oneof(fc.constantFrom(...Object.keys(linkCues)), text.map((words) => `label:${words}`)), { maxLength: 5 }),
  state: fc.constantFrom(...linkStates), lostReason: orNull(fc.constantFrom(...lostReasons)), firstSeen: instant, lastSeen: instant, vendor: orNull(vendor), id: fc.stringMatching(/^[0-9a-f]{16}$/u), sightingCount: fc.integer({ min: 1, max: 9 }),
}).map(({ page, fallbackHost, ...row }) => {
  const name = page === null ? fallbackHost.replace(/^\[|\]$/gu, '') : hostOf(page)
  return { ...row, referringPage: page, referringHost: name, referringDomain: domainOfHost(name), targetDomain: siteDomain, seenBy: ['crawl'] }
})

const place = fc.record({ street: orNull(text), city: orNull(text), region: orNull(text), postcode: orNull(text), country: orNull(fc.constantFrom('US', 'DE', 'xx', '')) })
const extra = fc.record({
  mainStart: text, mainEnd: text, shortLines: texts(8), bylines: texts(3), authorBio: text, siteLinkTexts: texts(8), breadcrumb: texts(4), commentCount: fc.nat(900), commentList: fc.boolean(), recordCount: fc.nat(500),
  externalLinks: fc.array(fc.record({ domain: host, text, followed: fc.boolean() }), { maxLength: 8 }), mainExternalLinkCount: fc.nat(300), places: fc.array(place, { maxLength: 3 }), organisations: texts(3),
  points: fc.array(fc.record({ latitude: fc.double({ min: -90, max: 90, noNaN: true }), longitude: fc.double({ min: -180, max: 180, noNaN: true }) }), { maxLength: 2 }), footerLines: texts(4), specialties: texts(2), sameAs: texts(2),
  ratingCount: fc.nat(50), trackingIds: fc.subarray(['G-1', 'UA-2-1']), citationMeta: fc.boolean(), urlInputCount: fc.nat(3), mapCount: fc.nat(2), imageCount: fc.nat(90), contactLinkCount: fc.nat(9),
}, { requiredKeys: [] })
const features = fc.record({
  structuredTypes: fc.array(fc.oneof(fc.constantFrom('Article', 'Dentist', 'QAPage', 'Review', 'GovernmentOrganization', 'NewsArticle'), text), { maxLength: 4 }), ogType: orNull(text), ogSiteName: orNull(text), generator: orNull(text), authors: texts(3),
  publishedAt: orNull(fc.oneof(instant, text)), modifiedAt: orNull(fc.oneof(instant, text)), headings: texts(5), labels: fc.array(fc.record({ cue: text, text, place: fc.constantFrom('headline', 'aside', 'footer', 'link') }), { maxLength: 3 }),
  mainWordCount: fc.nat(20_000), mainExternalDomains: fc.array(host, { maxLength: 30 }), phoneCount: fc.nat(40), addressCount: fc.nat(9), membership: texts(2), textSimHash: orNull(fc.stringMatching(/^[0-9a-f]{16}$/u)), extra,
})
const pageOf = (url: Url): fc.Arbitrary<PageRecord> => fc.record({
  url: fc.constant(url as string), domain: fc.constant(domainOf(url) as string), status: orNull(fc.constantFrom(200, 301, 404, 500)), seenBy: fc.constant('crawl'), seenAt: instant, title: orNull(text), language: orNull(fc.constantFrom('en', 'de-AT', 'zh')),
  robots: fc.subarray(['nofollow', 'noindex']), canonical: orNull(address), redirectTo: orNull(address), linkCount: fc.nat(5_000), externalLinkCount: fc.nat(500), externalDomainCount: fc.nat(200), readFor: fc.constant(null), features: orNull(features),
})

const someWords = fc.array(fc.oneof(fc.constantFrom('Northgate Heart', 'Dayton', 'cardiology', 'echocardiography', 'dental implants', '454', 'rival.example', 'riverton-gazette.example'), text), { maxLength: 4 })
  .map((words) => words.map((word) => word.trim().slice(0, 200).trim()).filter((word) => word !== ''))
export const profile: fc.Arbitrary<ProviderProfile> = fc.record({
  names: someWords, formerNames: someWords, domains: someWords, specialties: someWords, conditions: someWords, treatments: someWords, rivals: someWords, protectedDomains: someWords, arranged: someWords, languages: fc.subarray(['en', 'de']),
  clinicians: someWords.map((names) => names.map((name) => ({ name }))), address: fc.constantFrom({}, { city: 'Dayton', country: 'US', postcode: '45402' }), serviceArea: fc.record({ places: someWords, postcodes: someWords }),
}).map((row) => ProviderProfileSchema.parse(row))

/** All facts but the lists, which are the same for every row and far too long to print with a row that fails. */
export type RowFacts = Omit<LinkFacts, 'lists'>

/** Facts of a link nobody would have thought of; the page was read for about half of them. */
export const randomFacts: fc.Arbitrary<RowFacts> = fc.tuple(link, profile, fc.nat(300), fc.nat(300), fc.boolean(), orNull(fc.tuple(fc.nat(40), fc.nat(40), fc.nat(40)))).chain(([row, provider, pagesRead, samePages, isRead, kin]) => {
  const url = row.referringPage === null ? undefined : parseUrl(row.referringPage)
  return (url !== undefined && isRead ? pageOf(url) : fc.constant(null)).map((page): RowFacts => ({
    link: row, page: page === null ? null : PageRecordSchema.parse(page),
    host: { domain: row.referringDomain, linkCount: 1 + samePages, linkingPageCount: 1 + samePages, pagesRead, sameLinkPageCount: samePages, qualifiedRelShare: pagesRead % 3 === 0 ? null : (pagesRead % 11) / 10, firstSeen: row.firstSeen },
    kin: kin === null ? null : { copyDomainCount: kin[0], original: null, idDomainCount: kin[1], outlinksDomainCount: kin[2] },
    site: { site: siteDomain, domain: siteDomain, profile: provider, targetPages: new Map([[pageKey(parseUrl(`https://${siteDomain}/echocardiography`)!), { title: 'Echocardiography in Dayton', headings: ['What to expect'], language: 'en' }]]) },
    asOf,
  }))
})

// ---- Real rows.

type GoldRow = { id: string; page: string; target?: string; host?: string; profile?: Partial<ProviderProfile> | string; language?: string; anchor?: string | null; alt?: string; title?: string; file?: string }

/** Every `step`-th row of a gold set that ships, the same ones each time. */
export function goldSample(name: string, step: number): GoldRow[] {
  return readFileSync(new URL(`bench/judging/gold/${name}.jsonl`, root), 'utf8').split('\n').filter((line, at) => line !== '' && at % step === 0).map((line) => JSON.parse(line) as GoldRow)
}

const profilesOfAnchors = () => JSON.parse(readFileSync(new URL('bench/judging/gold/anchor-profiles.json', root), 'utf8')) as Record<string, unknown>

/** A row of an export that tells only addresses, of the site that its profile describes. */
export function urlFacts(row: GoldRow, lists: Lists): LinkFacts | undefined {
  const page = parseUrl(row.page ?? `https://${row.host ?? ''}/`)
  return page === undefined ? undefined : plainFacts({ page, target: `https://${siteDomain}/`, profile: row.profile, language: row.language ?? null, lists, id: row.id })
}

/** A link of which the anchor, the target and the target's title are known. */
export function anchorFacts(lists: Lists, step: number): LinkFacts[] {
  const profiles = profilesOfAnchors()
  return goldSample('anchors', step).flatMap((row) => {
    const target = parseUrl(row.target!)
    if (target === undefined) return []
    const facts = plainFacts({ page: parseUrl('https://source.example/page')!, target, profile: typeof row.profile === 'string' ? profiles[row.profile] : row.profile, language: row.language ?? null, lists, id: row.id })
    const isImage = (row.anchor ?? '') === '' && row.alt !== undefined
    return [{
      ...facts,
      link: { ...facts.link, anchorText: row.anchor ?? row.alt ?? '', image: isImage ? 'https://source.example/image.png' : null },
      site: { ...facts.site, targetPages: row.title === undefined ? new Map() : new Map([[pageKey(target), { title: row.title, headings: [], language: row.language ?? null }]]) },
    }]
  })
}

function plainFacts({ page, target, profile: given, language, lists, id }: { page: Url; target: string; profile: unknown; language: string | null; lists: Lists; id: string }): LinkFacts {
  const name = hostOf(page)
  const domain = domainOf(parseUrl(target)!)
  return {
    link: {
      id, referringPage: page, referringHost: name, referringDomain: domainOfHost(name), target, targetDomain: domain, anchorText: null, fallbackText: null, rel: [], area: null, context: null, image: null, element: 'a', position: null,
      title: null, language, status: null, robots: [], cues: [], state: 'unconfirmed', lostReason: null, firstSeen: asOf, lastSeen: asOf, seenBy: ['gold'], sightingCount: 1, vendor: null,
    },
    page: null, host: { domain: domainOfHost(name), linkCount: 1, linkingPageCount: 1, pagesRead: 0, sameLinkPageCount: 0, qualifiedRelShare: null, firstSeen: asOf },
    site: { site: domain, domain, profile: ProviderProfileSchema.parse(given ?? {}), targetPages: new Map() }, lists, asOf,
  }
}

/** Links of real pages as extraction gives them: `pagesMax` pages spread over the folder, a few links of each. */
export function realPageFacts(dataDir: string, lists: Lists, pagesMax: number, linksMax: number): LinkFacts[] {
  const files = new Map(goldSample('pages', 1).filter(({ file }) => file!.endsWith('.html.gz')).map((row) => [row.file!, row]))
  const step = Math.max(1, Math.floor(files.size / pagesMax))
  return [...files.values()].filter((_, at) => at % step === 0).slice(0, pagesMax).flatMap((row) => pageFacts(row, gunzipSync(readFileSync(join(dataDir, row.file!))), lists, linksMax))
}

/** Links of the pages of the invented web that ships, every `step`-th page, with the text of the page. */
export function inventedPageFacts(lists: Lists, step: number, linksMax: number): Array<{ facts: LinkFacts; html: string }> {
  const profiles = JSON.parse(readFileSync(new URL('bench/judging/gold/invented/profiles.json', root), 'utf8')) as Record<string, unknown>
  const files = new Map(goldSample('invented/labels', 1).map((row) => [row.file!, row]))
  return [...files.values()].filter((_, at) => at % step === 0).flatMap((row) => {
    const body = readFileSync(new URL(`bench/judging/gold/invented/pages/${row.file!.replace(/^pages\//u, '')}`, root))
    return pageFacts(row, body, lists, linksMax).map((facts) => ({ facts: { ...facts, site: { ...facts.site, profile: ProviderProfileSchema.parse(profiles[facts.link.targetDomain] ?? {}) } }, html: body.toString() }))
  })
}

function pageFacts(row: GoldRow, body: Uint8Array, lists: Lists, linksMax: number): LinkFacts[] {
  const { page, sightings } = extractCapture({ kind: 'response', url: row.page, at: asOf as Instant, status: 200, headers: new Map(), mediaType: 'text/html', body, truncated: false, wat: null, file: row.file!, offset: 0 }, { seenBy: 'crawl', externalOnly: true, features: readPageFeatures })
  if (page === null) return []
  return sightings.filter((_, at) => at % Math.ceil(sightings.length / linksMax) === 0).map((sighting, at): LinkFacts => {
    const facts = plainFacts({ page: parseUrl(sighting.referringPage!)!, target: sighting.target!, profile: undefined, language: null, lists, id: `${row.id}-${at}` })
    const { anchorText, rel, area, context, image, element, position, title, language, status, robots, cues, fallbackText } = sighting
    return { ...facts, page, link: { ...facts.link, anchorText, rel, area, context, image, element, position, title, language, status, robots, cues, fallbackText, state: 'live' }, host: { ...facts.host, pagesRead: 1, sameLinkPageCount: 1 } }
  })
}
