import { within } from './sql-parts.js'

/** SQL over the `pages` files, in the manner and with the parameters of links-sql.ts. */

const pageFields = `p.read_for, p.asked_as, p.url, p.host, p.domain, p.page_id, p.record_id, p.status, p.seen_by, p.fetch_ms, p.title, p.language, p.robots, p.canonical, p.redirect_to,
       p.link_count, p.external_link_count, p.external_domain_count, p.site_name, p.subjects, p.features`

/** The record that tells most of each page: one whose body was read before one whose was not, later before earlier. */
const latestRecord = `row_number() OVER (PARTITION BY page_id ORDER BY own DESC, has_body DESC, fetch_ms DESC, record_id)`

/** Records of the pages that link to a target. Equal records may repeat; the reader drops them. */
export const referringPages = `
WITH linking AS (
  SELECT DISTINCT s_page_id FROM read_parquet($link_files, union_by_name = true) WHERE t_domain = $t_domain AND s_url IS NOT NULL AND ${within('s_domain')}
),
latest AS (
  SELECT page_id, record_id FROM (
    SELECT page_id, record_id, ${latestRecord} AS place FROM read_parquet($page_files, union_by_name = true) WHERE page_id IN (SELECT s_page_id FROM linking)
  ) ranked WHERE place = 1
)
SELECT ${pageFields} FROM read_parquet($page_files, union_by_name = true) p JOIN latest l ON l.record_id = p.record_id AND l.page_id = p.page_id ORDER BY p.page_id`

/** Records of the target's own pages, likewise. */
export const targetPages = `
WITH latest AS (
  SELECT page_id, record_id FROM (
    SELECT page_id, record_id, ${latestRecord} AS place FROM read_parquet($page_files, union_by_name = true) WHERE domain = $t_domain AND picture IS NULL
  ) ranked WHERE place = 1
)
SELECT ${pageFields} FROM read_parquet($page_files, union_by_name = true) p JOIN latest l ON l.record_id = p.record_id AND l.page_id = p.page_id
WHERE p.domain = $t_domain ORDER BY p.page_id`

/** For which target the pages of each batch were read, and the address where it is of one page only; of batches from `first_batch` on, by name. */
export const pagesOfBatches = `
SELECT batch, MIN(read_for) AS read_for, COUNT(DISTINCT url) AS urls, MIN(url) AS url FROM read_parquet($page_files, union_by_name = true)
WHERE batch >= $first_batch GROUP BY batch`

/** Pictures of the target, and those that are links to it on other sites (LT-15): of each address the latest. Equal records may repeat; the reader drops them. */
export const pictures = `
WITH linked AS (
  SELECT DISTINCT image FROM read_parquet($link_files, union_by_name = true) WHERE t_domain = $t_domain AND image IS NOT NULL
)
SELECT url, domain, picture, page_id, url IN (SELECT image FROM linked) AS is_linked FROM (
  SELECT url, domain, picture, page_id, row_number() OVER (PARTITION BY page_id ORDER BY fetch_ms DESC, record_id) AS place
  FROM read_parquet($page_files, union_by_name = true) WHERE picture IS NOT NULL AND (domain = $t_domain OR url IN (SELECT image FROM linked))
) latest WHERE place = 1 ORDER BY page_id`

/**
 * The target's own pages that were asked for both by a browser and by the robot of a search engine: of each the latest
 * record that tells something (RISK-40). Equal records may repeat; the reader drops them.
 */
export const targetFaces = `
WITH faces AS (
  SELECT page_id, record_id, COUNT(*) OVER (PARTITION BY page_id) AS faces FROM (
    SELECT page_id, record_id, row_number() OVER (PARTITION BY page_id, asked_as ORDER BY fetch_ms DESC, has_body DESC, record_id) AS place
    FROM read_parquet($page_files, union_by_name = true) WHERE domain = $t_domain AND own = 1 AND asked_as IS NOT NULL AND outcome IN (1, 3)
  ) ranked WHERE place = 1
)
SELECT ${pageFields} FROM read_parquet($page_files, union_by_name = true) p JOIN faces l ON l.record_id = p.record_id AND l.page_id = p.page_id
WHERE p.domain = $t_domain AND l.faces = 2 ORDER BY p.page_id, p.asked_as`

/**
 * Linking pages whose link to the target the robot of a search engine got and a browser did not: of each the latest record
 * of either that tells something (RISK-05). Equal records may repeat; the reader drops them.
 */
export const linkingFaces = `
WITH faces AS (
  SELECT page_id, record_id, fetch_ms, asked_as FROM (
    SELECT page_id, record_id, fetch_ms, asked_as, row_number() OVER (PARTITION BY page_id, asked_as ORDER BY fetch_ms DESC, has_body DESC, record_id) AS place
    FROM read_parquet($page_files, union_by_name = true)
    WHERE own = 1 AND asked_as IS NOT NULL AND outcome IN (1, 3) AND domain <> $t_domain AND (read_for IS NULL OR read_for = $t_domain) AND ${within('domain')}
  ) ranked WHERE place = 1
),
linked AS (
  SELECT DISTINCT s_page_id, seen_ms FROM read_parquet($link_files, union_by_name = true)
  WHERE t_domain = $t_domain AND own = 1 AND s_page_id IN (SELECT page_id FROM faces)
),
told AS (
  SELECT f.page_id, f.record_id, f.asked_as, CASE WHEN l.s_page_id IS NULL THEN 0 ELSE 1 END AS links
  FROM faces f LEFT JOIN linked l ON l.s_page_id = f.page_id AND l.seen_ms = f.fetch_ms
),
hidden AS (
  SELECT r.page_id FROM told r JOIN told b ON b.page_id = r.page_id WHERE r.asked_as = 'search-robot' AND r.links = 1 AND b.asked_as = 'browser' AND b.links = 0
)
SELECT ${pageFields} FROM read_parquet($page_files, union_by_name = true) p JOIN told l ON l.record_id = p.record_id AND l.page_id = p.page_id
WHERE l.page_id IN (SELECT page_id FROM hidden) ORDER BY p.page_id, p.asked_as`

/** Pages of the target whose latest telling capture says that they are gone or lead elsewhere. Equal rows may repeat; the reader drops them. */
export const movedPages = `
SELECT url, page_id, status, redirect_to, fetch_ms FROM (
  SELECT url, page_id, status, redirect_to, fetch_ms, outcome, row_number() OVER (PARTITION BY page_id ORDER BY fetch_ms DESC, outcome, record_id) AS place
  FROM read_parquet($page_files, union_by_name = true) WHERE domain = $t_domain AND own = 1 AND outcome > 0
) latest WHERE place = 1 AND outcome IN (2, 3) ORDER BY page_id`

/**
 * Linking pages that name another page as their canonical one, where that other page was read and does not link to the
 * target: an engine that follows the hint sees no link.
 */
export const linklessCanonicals = `
WITH linking AS (
  SELECT DISTINCT s_page_id FROM read_parquet($link_files, union_by_name = true) WHERE t_domain = $t_domain AND s_url IS NOT NULL
),
named AS (
  SELECT page_id, url, canonical FROM (
    SELECT page_id, url, canonical, ${latestRecord} AS place FROM read_parquet($page_files, union_by_name = true) WHERE own = 1 AND page_id IN (SELECT s_page_id FROM linking)
  ) ranked WHERE place = 1 AND canonical IS NOT NULL AND canonical <> url
)
SELECT DISTINCT n.url, n.page_id FROM named n
JOIN read_parquet($page_files, union_by_name = true) c ON c.url = n.canonical
WHERE c.own = 1 AND c.outcome = 1 AND (c.read_for IS NULL OR c.read_for = $t_domain) AND c.page_id <> n.page_id AND c.page_id NOT IN (SELECT s_page_id FROM linking)
ORDER BY n.page_id, n.url`

/** What is read of the past of one domain at most: captures in a quarter of a year, and quarters' captures from either end. */
const quarterMs = 91 * 86_400_000
const pastOfQuarterMax = 4
const pastFromEitherEndMax = 16
export const pastOfDomainMax = 2 * pastFromEitherEndMax
/** A domain of which all captures lie closer together has no past that could be told apart from its present. */
const pastDaysMin = 60

/** Records that tell what a domain was when it was read. */
const tellsOfPast = `own = 1 AND picture IS NULL AND (title IS NOT NULL OR redirect_to IS NOT NULL) AND status IS NOT NULL AND status < 400`

const linkingDomains = `SELECT DISTINCT s_domain FROM read_parquet($link_files, union_by_name = true) WHERE t_domain = $t_domain AND s_domain <> $t_domain AND ${within('s_domain')}`

/** Referring domains that have a past, and how many records tell of it. */
export const pastDomains = `
SELECT domain, COUNT(*) AS records FROM read_parquet($page_files, union_by_name = true) WHERE ${tellsOfPast} AND domain IN (${linkingDomains})
GROUP BY domain HAVING MAX(fetch_ms) - MIN(fetch_ms) >= ${pastDaysMin * 86_400_000} ORDER BY domain`

/**
 * What pages of the referring domains said at all times they were read, whether or not they have the link (RISK-04, RISK-17):
 * of each domain whose captures lie far enough apart a sample over time, different pages first, by domain and oldest first.
 * Equal records may repeat; the reader drops them.
 */
export const pastPages = `
WITH linking AS (
  ${linkingDomains}
),
told AS MATERIALIZED (
  SELECT domain, page_id, record_id, fetch_ms, has_body, CAST(FLOOR(fetch_ms / ${quarterMs}) AS BIGINT) AS quarter
  FROM read_parquet($page_files, union_by_name = true)
  WHERE ${tellsOfPast} AND ${within('domain')} AND domain IN (SELECT s_domain FROM linking)
),
spread AS MATERIALIZED (
  SELECT domain FROM told GROUP BY domain HAVING MAX(fetch_ms) - MIN(fetch_ms) >= ${pastDaysMin * 86_400_000}
),
once AS (
  SELECT domain, page_id, record_id, fetch_ms, has_body, quarter,
         row_number() OVER (PARTITION BY domain, quarter, page_id ORDER BY has_body DESC, fetch_ms, record_id) AS turn
  FROM told WHERE domain IN (SELECT domain FROM spread)
),
sampled AS (
  SELECT domain, page_id, record_id, fetch_ms, row_number() OVER (PARTITION BY domain, quarter ORDER BY turn, has_body DESC, fetch_ms, record_id) AS place FROM once
),
placed AS (
  SELECT page_id, record_id, row_number() OVER (PARTITION BY domain ORDER BY fetch_ms, record_id) AS from_first, row_number() OVER (PARTITION BY domain ORDER BY fetch_ms DESC, record_id DESC) AS from_last
  FROM sampled WHERE place <= ${pastOfQuarterMax}
),
taken AS MATERIALIZED (
  SELECT DISTINCT page_id, record_id FROM placed WHERE from_first <= ${pastFromEitherEndMax} OR from_last <= ${pastFromEitherEndMax}
)
SELECT ${pageFields} FROM read_parquet($page_files, union_by_name = true) p JOIN taken l ON l.record_id = p.record_id AND l.page_id = p.page_id
WHERE ${within('p.domain')} ORDER BY p.domain, p.fetch_ms, p.record_id`
