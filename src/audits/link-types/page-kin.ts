import type { OwnMarks, PageKin } from '../../model/facts.js'
import type { PageRecord } from '../../model/page.js'
import type { PageExtra } from '../../model/page-extra.js'
import { pageKey, parseUrl, type Url } from '../../model/url.js'

/** Texts are the same up to this many differing bits of their SimHash (F-DUP). */
const hammingMax = 3
/** Shorter texts are menus and notices, which differ little between sites of one template. */
const wordsMin = 100
/** An account id on more domains than this is that of an agency or a widget, and says nothing about who keeps a site. */
const idDomainsMax = 30
/** The site's own id on more other domains than this is the id of whoever built it. */
const ownIdDomainsMax = 5
const outlinksMin = 3
/** Texts compared in one bucket: of a template on thousands of sites the first few tell. */
const bucketMax = 200

/**
 * What the pages that link to a site have in common with each other and with the site's own pages: the same text
 * (LT-16, LT-08), the same account ids, the same outgoing links (LT-19, RISK-03). Worked out once for a profile.
 *
 * Two hashes within three bits agree in at least one of four quarters, so only texts that share a quarter are compared:
 * the work grows with the number of pages, not with its square.
 */
export function pageKin(pages: Iterable<PageRecord>, ownPages: Iterable<PageRecord>): ReadonlyMap<string, PageKin> {
  const kin = new Map<string, PageKin>()
  const kinOf = (page: PageRecord): PageKin => {
    const key = pageKey(page.url as Url)
    let entry = kin.get(key)
    if (entry === undefined) kin.set(key, (entry = { copyDomainCount: 0, original: null, idDomainCount: 0, outlinksDomainCount: 0 }))
    return entry
  }
  const texts = new Map<string, PageRecord[]>()
  const ids = new Map<string, PageRecord[]>()
  const outlinks = new Map<string, PageRecord[]>()
  const own = new Set<PageRecord>(ownPages)
  for (const list of [own, pages]) {
    for (const page of list) {
      const { features } = page
      if (features === null || (list !== own && own.has(page))) continue
      if (features.textSimHash !== null && features.mainWordCount >= wordsMin) pushTo(texts, features.textSimHash, page)
      if (own.has(page)) continue
      for (const id of extraOf(page).trackingIds ?? []) pushTo(ids, id, page)
      if (features.mainExternalDomains.length >= outlinksMin) pushTo(outlinks, [...features.mainExternalDomains].sort().join(' '), page)
    }
  }
  for (const cluster of sameTexts(texts)) {
    const domains = new Set(cluster.map(({ domain }) => domain))
    if (domains.size < 2) continue
    const original = originalOf(cluster, own)
    for (const page of cluster) {
      if (own.has(page)) continue
      const entry = kinOf(page)
      entry.copyDomainCount = domains.size
      entry.original = original === null || original.domain === page.domain ? null : original.url
    }
  }
  for (const [shared, field, max] of [[ids, 'idDomainCount', idDomainsMax], [outlinks, 'outlinksDomainCount', Infinity]] as const) {
    for (const list of shared.values()) {
      const count = new Set(list.map(({ domain }) => domain)).size
      if (count < 2 || count > max) continue
      for (const page of list) {
        const entry = kinOf(page)
        entry[field] = Math.max(entry[field], count)
      }
    }
  }
  return kin
}

/** What the site's own pages say about who keeps it; ids that many linking sites carry too are left out (LT-27). */
export function ownMarks(ownPages: Iterable<PageRecord>, pages: Iterable<PageRecord>): OwnMarks {
  const trackingIds = new Set<string>()
  const organisations = new Set<string>()
  const addresses = new Set<string>()
  for (const page of ownPages) {
    const extra = extraOf(page)
    for (const id of extra.trackingIds ?? []) trackingIds.add(id)
    for (const name of (extra.organisations ?? []).slice(0, 3)) organisations.add(name.toLowerCase())
    for (const place of extra.places ?? []) if (place.street !== null && place.postcode !== null) addresses.add(addressKey(place.street, place.postcode))
  }
  const domainsOf = new Map<string, Set<string>>()
  for (const page of pages) {
    for (const id of extraOf(page).trackingIds ?? []) {
      if (!trackingIds.has(id)) continue
      const domains = domainsOf.get(id) ?? new Set()
      domainsOf.set(id, domains.add(page.domain))
    }
  }
  for (const [id, domains] of domainsOf) if (domains.size > ownIdDomainsMax) trackingIds.delete(id)
  return { trackingIds, organisations, addresses }
}

/** Street and postcode in one way of writing. */
export function addressKey(street: string, postcode: string): string {
  return `${street} ${postcode}`.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

function extraOf(page: PageRecord): Partial<PageExtra> {
  return (page.features?.extra ?? {}) as Partial<PageExtra>
}

/** Groups of pages whose texts are the same, however many steps of three bits lie between the first and the last. */
function sameTexts(texts: ReadonlyMap<string, PageRecord[]>): PageRecord[][] {
  const hashes = [...texts.keys()].filter((hash) => /^[0-9a-f]{16}$/u.test(hash))
  const high = Int32Array.from(hashes, (hash) => Number.parseInt(hash.slice(0, 8), 16) | 0)
  const low = Int32Array.from(hashes, (hash) => Number.parseInt(hash.slice(8), 16) | 0)
  const parent = Int32Array.from(hashes, (_, at) => at)
  const rootOf = (at: number): number => {
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!
    return at
  }
  for (const quarter of [0, 1, 2, 3]) {
    const buckets = new Map<number, number[]>()
    for (let at = 0; at < hashes.length; at += 1) {
      const key = ((quarter < 2 ? high[at]! : low[at]!) >>> (quarter % 2 === 0 ? 16 : 0)) & 0xffff
      const bucket = buckets.get(key)
      if (bucket === undefined) {
        buckets.set(key, [at])
        continue
      }
      for (const other of bucket) if (bitCount(high[at]! ^ high[other]!) + bitCount(low[at]! ^ low[other]!) <= hammingMax) parent[rootOf(at)] = rootOf(other)
      if (bucket.length < bucketMax) bucket.push(at)
    }
  }
  const groups = new Map<number, PageRecord[]>()
  hashes.forEach((hash, at) => {
    const root = rootOf(at)
    const group = groups.get(root)
    if (group) group.push(...texts.get(hash)!)
    else groups.set(root, [...texts.get(hash)!])
  })
  return [...groups.values()].filter((group) => group.length > 1)
}

/**
 * The page a text was first published on: one of the site's own, the one that others name as canonical, the one of the
 * earliest date, or the only one that names an author. Null where none of these tells.
 */
function originalOf(cluster: readonly PageRecord[], own: ReadonlySet<PageRecord>): PageRecord | null {
  const ours = cluster.find((page) => own.has(page))
  if (ours) return ours
  const byUrl = new Map(cluster.map((page) => [pageKey(page.url as Url), page]))
  for (const page of cluster) {
    const canonical = page.canonical === null ? undefined : parseUrl(page.canonical)
    const named = canonical === undefined ? undefined : byUrl.get(pageKey(canonical))
    if (named !== undefined && named.domain !== page.domain) return named
  }
  const dated = cluster.filter((page) => page.features?.publishedAt).sort((a, b) => (a.features!.publishedAt! < b.features!.publishedAt! ? -1 : 1))
  const first = dated[0]
  const second = dated.find((page) => page.domain !== first!.domain)
  if (first && second && first.features!.publishedAt! < second.features!.publishedAt!) return first
  const signed = new Map(cluster.filter((page) => page.features!.authors.length > 0).map((page) => [page.domain, page]))
  return signed.size === 1 ? [...signed.values()][0]! : null
}

function bitCount(bits: number): number {
  let value = bits - ((bits >>> 1) & 0x55555555)
  value = (value & 0x33333333) + ((value >>> 2) & 0x33333333)
  return Math.imul((value + (value >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

function pushTo(map: Map<string, PageRecord[]>, key: string, page: PageRecord): void {
  const list = map.get(key)
  if (list) list.push(page)
  else map.set(key, [page])
}
