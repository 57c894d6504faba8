import { id64 } from '../lib/id64.js'
import { reversedName } from '../model/domain.js'
import type { PageFeatures, PageRecord } from '../model/page.js'
import { asksNoIndex } from './codes.js'
import { captureOutcomes, type pageColumns } from './columns.js'
import { pageIdsOf, remembered } from './keys.js'
import { int32, isOwnReading, isoOf, msOf, type Cell } from './sighting-row.js'

export type PageRow = Record<keyof typeof pageColumns, Cell>

/** Makes page records into rows; one maker for a batch. */
export function pageRows(batch: string): (page: PageRecord) => PageRow {
  const ids = remembered(pageIdsOf, 5_000)
  return (page) => {
    const { host, urlId, pageId } = ids(page.url)
    const domain = reversedName(page.domain)
    return {
      domain,
      host: host || page.domain,
      url: page.url,
      url_id: urlId,
      domain_id: id64(domain),
      page_id: pageId,
      record_id: id64(JSON.stringify(contentOf(page))),
      status: int32(page.status),
      fetch_ms: BigInt(msOf(page.seenAt, 'seenAt', page)),
      crawl: page.seenBy.startsWith('archive:') ? page.seenBy.slice('archive:'.length) : page.seenBy,
      own: isOwnReading(page.seenBy) ? 1 : 0,
      outcome: captureOutcome(page, page.redirectTo !== null && ids(page.redirectTo).pageId !== pageId),
      noindex: asksNoIndex(page.robots) ? 1 : 0,
      has_body: page.features === null ? 0 : 1,
      seen_by: page.seenBy,
      batch,
      title: page.title,
      language: page.language,
      robots: JSON.stringify(page.robots),
      canonical: page.canonical,
      redirect_to: page.redirectTo,
      link_count: int32(page.linkCount),
      external_link_count: int32(page.externalLinkCount),
      external_domain_count: int32(page.externalDomainCount),
      features: page.features === null ? null : JSON.stringify(page.features),
      read_for: page.readFor ? reversedName(page.readFor) : null,
      asked_as: page.askedAs ?? null,
      picture: page.picture ? JSON.stringify(page.picture) : null,
      site_name: page.siteName ?? null,
      subjects: page.subjects ? JSON.stringify(page.subjects) : null,
    }
  }
}

/**
 * What a capture says about the links of its page. `leavesPage`: it redirects to another page, not merely to another
 * address of the same one (http to https, a trailing slash).
 *
 * An answer in the 200s counts as read only if its links were looked at: a revisit record, or a body that was not
 * HTML, has none to show and says nothing.
 */
function captureOutcome(page: Pick<PageRecord, 'status' | 'linkCount' | 'features'>, leavesPage: boolean): number {
  const { status } = page
  if (status === 404 || status === 410) return captureOutcomes.gone
  if (status !== null && status >= 300 && status < 400) return leavesPage ? captureOutcomes.redirected : captureOutcomes.silent
  if (status !== null && (status < 200 || status >= 300)) return captureOutcomes.silent
  return page.features !== null || page.linkCount > 0 ? captureOutcomes.read : captureOutcomes.silent
}

/** The record a row was made from. */
export function pageOfRow(row: Readonly<Record<string, unknown>>): PageRecord {
  return {
    url: row.url as string,
    domain: reversedName(row.domain as string),
    status: row.status as number | null,
    seenBy: row.seen_by as string,
    seenAt: isoOf(row.fetch_ms as bigint),
    title: row.title as string | null,
    language: row.language as string | null,
    robots: JSON.parse(row.robots as string) as string[],
    canonical: row.canonical as string | null,
    redirectTo: row.redirect_to as string | null,
    linkCount: (row.link_count as number | null) ?? 0,
    externalLinkCount: (row.external_link_count as number | null) ?? 0,
    externalDomainCount: (row.external_domain_count as number | null) ?? 0,
    features: row.features === null ? null : (JSON.parse(row.features as string) as PageFeatures),
    ...(typeof row.read_for === 'string' ? { readFor: reversedName(row.read_for) } : {}),
    ...(row.asked_as === 'browser' || row.asked_as === 'search-robot' ? { askedAs: row.asked_as } : {}),
    ...(typeof row.picture === 'string' ? { picture: JSON.parse(row.picture) as NonNullable<PageRecord['picture']> } : {}),
    ...(typeof row.site_name === 'string' ? { siteName: row.site_name } : {}),
    ...(typeof row.subjects === 'string' ? { subjects: JSON.parse(row.subjects) as string[] } : {}),
  }
}

function contentOf(page: PageRecord): unknown[] {
  return [
    page.url, page.domain, page.status, page.seenBy, page.seenAt, page.title, page.language, page.robots, page.canonical, page.redirectTo,
    page.linkCount, page.externalLinkCount, page.externalDomainCount, page.features, ...(page.readFor ? [page.readFor] : []), ...(page.askedAs ? [`as ${page.askedAs}`] : []), ...(page.picture ? [page.picture] : []),
    ...(page.siteName || page.subjects ? [{ siteName: page.siteName ?? null, subjects: page.subjects ?? null }] : []),
  ]
}
