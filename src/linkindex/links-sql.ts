import { relUntold, wordsAroundTold } from '../model/source-detail.js'
import { readForTarget, within } from './sql-parts.js'

/**
 * SQL over the `links` and `pages` files. Parameters: `$link_files`, `$page_files` (paths), `$t_domain` (the target
 * domain, reversed), `$s_first` and `$s_last` (the first and the last referring domain, reversed, or NULL for no end), `$page` (one
 * referring page id, or NULL for all).
 *
 * Hashing, splitting and canonical forms were worked out when the rows were made, so the text keeps to what DuckDB and
 * a cluster both read: no lists, no structs, no QUALIFY. `MATERIALIZED` is a hint of DuckDB, without which it works the
 * larger steps out several times; for a cluster the word is left out, and the answer is the same.
 */

/**
 * How odd the spelling of a page is. All of one page differ in nothing but scheme, `www.`, a dot behind the host, port,
 * campaign parameters, fragment and the like (see `pageKey`), so the shortest has least of them; an address without
 * encryption is odder than one with it, and one that we did not read ourselves may not even answer.
 */
const oddness = `CASE WHEN s_url IS NOT NULL THEN 2 * length(s_url) + CASE WHEN s_url LIKE 'http:%' THEN 3 ELSE 0 END + CASE WHEN own = 1 THEN 0 ELSE 1000000 END END`

/**
 * The sightings of a target, put to the links they speak of. Column `lid` is the link; `direct` is 1 if the sighting
 * itself names page, target and anchor of that link.
 *
 * - A sighting without anchor speaks of every link from its page to its target; if there is none, it is one by itself.
 *   Redirects, canonicals and frames have no anchor to tell: they always are links by themselves.
 * - A sighting that knows only the domain of the target speaks of every link from its page to that domain, likewise.
 * - A sighting that knows only the referring domain is a link by itself while no page of that domain is known to link;
 *   after that it speaks of the domain, and of no link.
 */
const resolvedSightings = `
narrow AS MATERIALIZED (
  SELECT link_id, sighting_id, s_page_id, t_page_id, s_domain, anchor_id, ltype, own, seen_ms, first_ms, lost_ms, lost_reason, seen_by, region, position,
         ${oddness} AS oddness, CASE WHEN s_url IS NULL THEN 0 ELSE 1 END AS has_page, CASE WHEN t_url IS NULL THEN 0 ELSE 1 END AS has_target,
         CASE WHEN anchor_id IS NULL AND ltype IN (1, 2, 9) THEN 0 ELSE 1 END AS whole
  FROM read_parquet($link_files, union_by_name = true)
  WHERE t_domain = $t_domain AND ($page IS NULL OR s_page_id = CAST($page AS BIGINT)) AND ${within('s_domain')}
),
anchored AS (
  SELECT DISTINCT link_id, s_page_id, t_page_id FROM narrow WHERE has_page = 1 AND has_target = 1 AND anchor_id IS NOT NULL
),
page_links AS (
  SELECT link_id, s_page_id FROM anchored
  UNION
  SELECT n.link_id, n.s_page_id FROM narrow n LEFT JOIN anchored a ON a.s_page_id = n.s_page_id AND a.t_page_id = n.t_page_id
  WHERE n.has_page = 1 AND n.has_target = 1 AND n.anchor_id IS NULL AND (n.whole = 1 OR a.link_id IS NULL)
),
paged_domains AS (
  SELECT DISTINCT s_domain FROM narrow WHERE has_page = 1
),
resolved AS MATERIALIZED (
  SELECT link_id AS lid, 1 AS direct, narrow.* FROM narrow WHERE has_page = 1 AND has_target = 1 AND whole = 1
  UNION ALL
  SELECT COALESCE(a.link_id, n.link_id) AS lid, CASE WHEN a.link_id IS NULL THEN 1 ELSE 0 END AS direct, n.*
  FROM narrow n LEFT JOIN anchored a ON a.s_page_id = n.s_page_id AND a.t_page_id = n.t_page_id
  WHERE n.has_page = 1 AND n.has_target = 1 AND n.whole = 0
  UNION ALL
  SELECT COALESCE(p.link_id, n.link_id) AS lid, CASE WHEN p.link_id IS NULL THEN 1 ELSE 0 END AS direct, n.*
  FROM narrow n LEFT JOIN page_links p ON p.s_page_id = n.s_page_id
  WHERE n.has_page = 1 AND n.has_target = 0
  UNION ALL
  SELECT n.link_id AS lid, 1 AS direct, n.*
  FROM narrow n LEFT JOIN paged_domains d ON d.s_domain = n.s_domain
  WHERE n.has_page = 0 AND d.s_domain IS NULL
)`

/** What `mergedLinks` gives of each link: the name it has afterwards, and where it comes from. */
export const mergedFields = {
  seen_by: 'm.seen_by',
  sightings: 'm.sightings',
  first_ms: 'm.first_ms',
  last_ms: 'm.last_ms',
  own_last_ms: 'm.own_last_ms',
  lost_ms: 'm.lost_ms',
  lost_reason: 'l.lost_reason',
  vendor: 'v.vendor',
  capture_ms: 'c.fetch_ms',
  earlier_ms: 'c.earlier_ms',
  outcome: 'c.outcome',
  noindex: 'c.noindex',
  capture_status: 'c.status',
  capture_title: 'CASE WHEN c.fetch_ms > COALESCE(m.own_last_ms, m.last_ms) THEN c.title END',
  capture_redirect: 'CASE WHEN c.fetch_ms > COALESCE(m.own_last_ms, m.last_ms) THEN c.redirect_to END',
  failed: 'c.failed',
  answered_ms: 'a.answered_ms',
  changed: 'CASE WHEN x.lid IS NULL THEN 0 ELSE 1 END',
  s_url: 'COALESCE(p.s_url, w.s_url)',
  s_host: 'COALESCE(p.s_host, w.s_host)',
  s_domain: 'w.s_domain',
  t_url: 'w.t_url',
  t_host: 'w.t_host',
  t_domain: 'w.t_domain',
  anchor: 'w.anchor',
  fallback: 'w.fallback',
  rel_tokens: 'w.rel_tokens',
  region: 'w.region',
  context_before: 'w.context_before',
  context_after: 'w.context_after',
  image: 'w.image',
  ltype: 'w.ltype',
  position: 'w.position',
  title: 'w.title',
  language: 'w.language',
  status: 'w.status',
  robots: 'w.robots',
  cues: 'w.cues',
} as const

function packed(fields: Readonly<Record<string, string>>): string {
  return `json_array(${Object.values(fields).join(', ')})`
}

/** Captures of one page as a robot and as a browser got it are of one page if they lie at most so many days apart (RISK-05). */
const facesDaysMax = 7

/** A page read without its link is looked at again, a day later at least, before the link is called lost (GT-01). */
const secondLookMs = 86_400_000
/** An answer that needs no second look: the page is gone, or has moved for good. */
const isFinal = `(outcome = 2 OR (outcome = 3 AND status IN (301, 308)))`
/** An answer that tells nothing of links and came after the last that did: "not now", or a server that is down. */
const failsSince = `outcome = 0 AND fetch_ms > COALESCE(told_ms, 0)`
/** A server that is down, as link-state.ts counts it. */
const isDown = `(status >= 500 AND status <> 503)`

/** How much an export tells of a link. */
const detail = `CASE WHEN own = 1 THEN 0 WHEN seen_by IN (${namesOf(wordsAroundTold)}) THEN 2 WHEN seen_by IN (${namesOf(relUntold)}) THEN 0 ELSE 1 END`

function namesOf(sources: readonly string[]): string {
  return sources.map((source) => `'${source}'`).join(', ')
}

/**
 * Every link to a target, merged from its sightings: by referring domain, then oldest first, then by id. Rows of one id may repeat where
 * one and the same sighting was added twice: they are equal, and the reader drops them.
 *
 * The best sighting of a link gives its fields: one that names the link before one put to it, our own reading before an
 * export's, of exports the one that tells more, later before earlier, main content before the rest of the page, higher up before lower down.
 * The address of its page is the plainest that was seen.
 *
 * The fields travel as one JSON text in the order of `mergedFields`: reading one long text out of DuckDB takes a third
 * of the time of reading twenty short ones. Sources and figures come in any order and are sorted by the reader: an
 * ordered aggregate over as many groups as links would cost more than all the rest.
 */
export const mergedLinks = `
WITH ${resolvedSightings},
ranked AS (
  SELECT lid, sighting_id, oddness,
         row_number() OVER (PARTITION BY lid ORDER BY direct DESC, own DESC, ${detail} DESC, seen_ms DESC, CASE WHEN region = 1 THEN 0 ELSE 1 END, position ASC NULLS LAST, sighting_id) AS place
  FROM resolved
),
best AS MATERIALIZED (
  SELECT lid, sighting_id, oddness FROM ranked WHERE place = 1
),
by_source AS (
  SELECT lid, seen_by, COUNT(DISTINCT sighting_id) AS sightings, MIN(LEAST(seen_ms, COALESCE(first_ms, seen_ms))) AS first_ms, MAX(seen_ms) AS last_ms,
         MAX(CASE WHEN own = 1 THEN seen_ms END) AS own_last_ms, MIN(CASE WHEN own = 1 THEN seen_ms END) AS own_first_ms, MAX(lost_ms) AS lost_ms,
         MAX(s_page_id) AS s_page_id, MAX(has_page) AS has_page, MAX(CASE WHEN direct = 1 THEN anchor_id END) AS anchor_id, MIN(oddness) AS oddness
  FROM resolved GROUP BY lid, seen_by
),
merged AS MATERIALIZED (
  SELECT lid, string_agg(seen_by, chr(10)) AS seen_by, CAST(SUM(sightings) AS BIGINT) AS sightings, MIN(first_ms) AS first_ms, MAX(last_ms) AS last_ms,
         MAX(own_last_ms) AS own_last_ms, MIN(own_first_ms) AS own_first_ms, MAX(lost_ms) AS lost_ms, MAX(s_page_id) AS s_page_id, MAX(has_page) AS has_page, MAX(anchor_id) AS anchor_id, MIN(oddness) AS oddness
  FROM by_source GROUP BY lid
),
-- The plainest spelling of the page, where there are several.
spelled AS (
  SELECT m.lid AS lid, MIN(w.s_url) AS s_url, MIN(w.s_host) AS s_host
  FROM merged m JOIN best b ON b.lid = m.lid AND m.oddness < b.oddness JOIN resolved r ON r.lid = m.lid AND r.oddness = m.oddness
  JOIN read_parquet($link_files, union_by_name = true) w ON w.sighting_id = r.sighting_id
  WHERE w.t_domain = $t_domain AND ${within('w.s_domain')} GROUP BY m.lid
),
loss_words AS (
  SELECT lid, MAX(lost_reason) AS lost_reason FROM (SELECT r.lid, r.lost_reason FROM resolved r JOIN merged m ON m.lid = r.lid AND m.lost_ms = r.lost_ms) said GROUP BY lid
),
-- What a page shows to the robot of a search engine a browser may not get in the same week, and the link stands all the same.
robot_captures AS MATERIALIZED (
  SELECT DISTINCT page_id, fetch_ms FROM read_parquet($page_files, union_by_name = true) WHERE own = 1 AND asked_as = 'search-robot' AND outcome = 1
),
looks AS MATERIALIZED (
  SELECT page_id, fetch_ms, outcome, noindex, status, title, redirect_to,
         row_number() OVER (PARTITION BY page_id ORDER BY CASE WHEN outcome > 0 THEN 0 ELSE 1 END, fetch_ms DESC, outcome, noindex, record_id) AS place,
         MAX(CASE WHEN outcome > 0 THEN fetch_ms END) OVER (PARTITION BY page_id) AS told_ms
  FROM read_parquet($page_files, union_by_name = true) p
  WHERE own = 1 AND (outcome > 0 OR status = 429 OR status >= 500) AND ${readForTarget} AND page_id IN (SELECT s_page_id FROM merged WHERE has_page = 1)
    AND (COALESCE(asked_as, '') <> 'browser' OR NOT EXISTS (SELECT 1 FROM robot_captures r WHERE r.page_id = p.page_id AND r.fetch_ms < p.fetch_ms AND p.fetch_ms - r.fetch_ms <= ${facesDaysMax * 86_400_000}))
),
-- The latest answer that tells of links, the latest that came a day or more before it, and what failed since.
captures AS MATERIALIZED (
  SELECT page_id, MAX(told_ms) AS fetch_ms, MAX(CASE WHEN place = 1 AND outcome > 0 THEN outcome END) AS outcome, MAX(CASE WHEN place = 1 AND outcome > 0 THEN noindex END) AS noindex,
         MAX(CASE WHEN place = 1 AND outcome > 0 THEN status END) AS status, MAX(CASE WHEN place = 1 AND outcome > 0 THEN title END) AS title, MAX(CASE WHEN place = 1 AND outcome > 0 THEN redirect_to END) AS redirect_to,
         MAX(CASE WHEN outcome > 0 AND fetch_ms <= told_ms - ${secondLookMs} THEN fetch_ms END) AS earlier_ms,
         string_agg(CASE WHEN ${failsSince} THEN json_array(fetch_ms, status) END, ',') AS failed
  FROM looks GROUP BY page_id
),
-- When a domain that links last answered for any page: it is there, whatever was said of it before.
answers AS (
  SELECT domain, MAX(fetch_ms) AS answered_ms FROM read_parquet($page_files, union_by_name = true)
  WHERE own = 1 AND NOT ${isDown} AND ${within('domain')} AND domain IN (SELECT s_domain FROM narrow) GROUP BY domain
),
-- Links that went while a new link with the same words appeared on the page.
changed AS (
  SELECT DISTINCT gone.lid AS lid
  FROM merged gone
  JOIN captures c ON c.page_id = gone.s_page_id AND c.outcome = 1 AND c.fetch_ms > COALESCE(gone.own_last_ms, gone.last_ms)
  JOIN merged come ON come.s_page_id = gone.s_page_id AND come.anchor_id = gone.anchor_id AND come.lid <> gone.lid
  WHERE gone.has_page = 1 AND gone.anchor_id <> 0 AND come.own_last_ms = c.fetch_ms AND come.own_first_ms > COALESCE(gone.own_last_ms, gone.last_ms)
),
vendor_figures AS (
  SELECT lid, string_agg(json_array(seen_ms, seen_by, vendor), ',') AS vendor FROM (
    SELECT r.lid, r.seen_ms, r.seen_by, r.sighting_id, w.vendor,
           row_number() OVER (PARTITION BY r.lid, r.seen_by ORDER BY r.seen_ms DESC, r.sighting_id) AS place
    FROM resolved r JOIN read_parquet($link_files, union_by_name = true) w ON w.sighting_id = r.sighting_id
    WHERE w.t_domain = $t_domain AND ${within('w.s_domain')} AND w.vendor IS NOT NULL
  ) told WHERE place = 1 GROUP BY lid
)
SELECT m.lid, ${packed(mergedFields)} AS fields
FROM merged m
JOIN best b ON b.lid = m.lid
JOIN read_parquet($link_files, union_by_name = true) w ON w.sighting_id = b.sighting_id AND w.t_domain = $t_domain AND ${within('w.s_domain')}
LEFT JOIN captures c ON c.page_id = m.s_page_id
LEFT JOIN answers a ON a.domain = w.s_domain
LEFT JOIN changed x ON x.lid = m.lid
LEFT JOIN spelled p ON p.lid = m.lid
LEFT JOIN loss_words l ON l.lid = m.lid
LEFT JOIN vendor_figures v ON v.lid = m.lid
ORDER BY w.s_domain, m.first_ms, CASE WHEN m.lid < 0 THEN 1 ELSE 0 END, m.lid`

/** On which referring page a link stands (`$link_id`). */
export const pageOfLink = `
SELECT DISTINCT s_page_id FROM read_parquet($link_files, union_by_name = true) WHERE t_domain = $t_domain AND link_id = CAST($link_id AS BIGINT)`

/** Every sighting put to one link (`$link_id`), oldest first, whole. */
export const sightingsOfLink = `
WITH ${resolvedSightings},
wanted AS (
  SELECT DISTINCT sighting_id FROM resolved WHERE lid = CAST($link_id AS BIGINT)
)
SELECT w.* FROM read_parquet($link_files, union_by_name = true) w JOIN wanted s ON s.sighting_id = w.sighting_id
WHERE w.t_domain = $t_domain ORDER BY w.seen_ms, w.fetch_ms, w.sighting_id`

/**
 * What is known of each domain that links to a target. Links by element `a` and `area` that we read ourselves count for
 * the share of qualified ones, to whomever they point outside their own domain.
 */
export const hostFacts = `
WITH ${resolvedSightings},
linking AS (
  SELECT s_domain, COUNT(DISTINCT lid) AS links, COUNT(DISTINCT CASE WHEN has_page = 1 THEN s_page_id END) AS pages, MIN(LEAST(seen_ms, COALESCE(first_ms, seen_ms))) AS first_ms
  FROM resolved GROUP BY s_domain
),
repeated AS (
  SELECT s_domain, MAX(pages) AS pages FROM (
    SELECT s_domain, t_page_id, anchor_id, COUNT(DISTINCT s_page_id) AS pages FROM resolved WHERE has_page = 1 AND direct = 1 GROUP BY s_domain, t_page_id, anchor_id
  ) same GROUP BY s_domain
),
reading AS (
  SELECT domain, COUNT(DISTINCT page_id) AS pages FROM read_parquet($page_files, union_by_name = true)
  WHERE own = 1 AND outcome = 1 AND ${readForTarget} AND domain IN (SELECT s_domain FROM linking) GROUP BY domain
),
outward AS (
  SELECT s_domain, COUNT(DISTINCT link_id) AS links, COUNT(DISTINCT CASE WHEN rel & 7 <> 0 THEN link_id END) AS qualified
  FROM read_parquet($link_files_all, union_by_name = true)
  WHERE own = 1 AND ltype IN (1, 2) AND s_domain <> t_domain AND s_domain IN (SELECT s_domain FROM linking) GROUP BY s_domain
)
SELECT k.s_domain, k.links, k.pages, k.first_ms, COALESCE(r.pages, 0) AS pages_read, COALESCE(d.pages, 0) AS same_link_pages, COALESCE(o.links, 0) AS outward_links, COALESCE(o.qualified, 0) AS outward_qualified
FROM linking k LEFT JOIN repeated d ON d.s_domain = k.s_domain LEFT JOIN reading r ON r.domain = k.s_domain LEFT JOIN outward o ON o.s_domain = k.s_domain
ORDER BY k.s_domain`

/** How many sightings of a target each referring domain has. */
export const sightingsByDomain = `
SELECT s_domain, COUNT(*) AS sightings FROM read_parquet($link_files, union_by_name = true) WHERE t_domain = $t_domain GROUP BY s_domain ORDER BY s_domain`

/**
 * What stands for all that links of a referring domain are merged and judged from: how many rows there are and the sum of the
 * ids of their contents, of sightings of the target, of our own sightings of whatever the domain links to, and of records of
 * its pages. The target itself has a row too, for the records of its own pages.
 */
export const groundMarks = `
WITH linking AS (
  SELECT s_domain AS domain, COUNT(*) AS links, SUM(sighting_id) AS link_sum FROM read_parquet($link_files, union_by_name = true) WHERE t_domain = $t_domain GROUP BY s_domain
),
outward AS (
  SELECT s_domain AS domain, COUNT(*) AS links, SUM(sighting_id) AS link_sum FROM read_parquet($link_files_all, union_by_name = true)
  WHERE own = 1 AND s_domain IN (SELECT domain FROM linking) GROUP BY s_domain
),
reading AS (
  SELECT domain, COUNT(*) AS pages, SUM(record_id) AS page_sum FROM read_parquet($page_files, union_by_name = true)
  WHERE domain = $t_domain OR domain IN (SELECT domain FROM linking) GROUP BY domain
),
named AS (
  SELECT domain FROM linking UNION SELECT $t_domain AS domain
)
SELECT n.domain, COALESCE(r.pages, 0) AS pages, CAST(r.page_sum AS VARCHAR) AS page_sum, COALESCE(l.links, 0) AS links, CAST(l.link_sum AS VARCHAR) AS link_sum, COALESCE(o.links, 0) AS own_links, CAST(o.link_sum AS VARCHAR) AS own_sum
FROM named n LEFT JOIN linking l ON l.domain = n.domain LEFT JOIN outward o ON o.domain = n.domain LEFT JOIN reading r ON r.domain = n.domain
ORDER BY n.domain`

/** Domains that some source names without a page, with those sources: they know of the domain, not of a link. */
export const domainSources = `
SELECT s_domain, string_agg(seen_by, chr(10) ORDER BY seen_by) AS seen_by
FROM (SELECT DISTINCT s_domain, seen_by FROM read_parquet($link_files, union_by_name = true) WHERE t_domain = $t_domain AND s_url IS NULL) named
GROUP BY s_domain ORDER BY s_domain`

/** What each source says it saw of a target, and when: by the dates it gave itself. */
export const sourceSpans = `
SELECT seen_by, COUNT(*) AS sightings, MIN(LEAST(seen_ms, COALESCE(first_ms, seen_ms))) AS first_ms, MAX(seen_ms) AS last_ms
FROM read_parquet($link_files, union_by_name = true) WHERE t_domain = $t_domain GROUP BY seen_by ORDER BY seen_by`

/**
 * Which domain links to which over the whole index, and from how many pages. A link counts unless a source said later
 * than anyone saw it that it is gone, or captures of its page, later than any of our own sightings of a link between the two
 * pages, lack it: two a day apart, or a latest one that says that the page is gone (GT-01). A referring domain known without a page counts as one page.
 */
export const domainEdges = `
WITH told AS (
  SELECT link_id, s_page_id, t_page_id, s_domain, t_domain, MAX(CASE WHEN s_url IS NULL THEN 0 ELSE 1 END) AS has_page,
         MAX(seen_ms) AS last_ms, MAX(CASE WHEN own = 1 THEN seen_ms END) AS own_last_ms, MAX(lost_ms) AS lost_ms
  FROM read_parquet($link_files_all, union_by_name = true)
  WHERE s_domain <> t_domain AND s_domain <> '' AND t_domain <> ''
  GROUP BY link_id, s_page_id, t_page_id, s_domain, t_domain
),
pairs AS (
  SELECT s_page_id, s_domain, t_domain, MAX(has_page) AS has_page, MAX(last_ms) AS last_ms, MAX(own_last_ms) AS own_last_ms,
         MAX(CASE WHEN lost_ms IS NULL OR lost_ms < last_ms THEN 1 ELSE 0 END) AS there
  FROM told GROUP BY s_page_id, t_page_id, s_domain, t_domain
),
telling AS (
  SELECT DISTINCT page_id, CASE WHEN outcome = 1 THEN read_for END AS read_for, fetch_ms, CASE WHEN ${isFinal} THEN 1 ELSE 0 END AS is_final
  FROM read_parquet($page_files, union_by_name = true) WHERE own = 1 AND outcome > 0
),
gone AS (
  SELECT p.s_page_id, p.t_domain, p.last_ms, p.own_last_ms
  FROM pairs p JOIN telling c ON c.page_id = p.s_page_id AND c.fetch_ms > COALESCE(p.own_last_ms, p.last_ms)
  WHERE p.has_page = 1 AND (c.read_for IS NULL OR c.read_for = p.t_domain)
  GROUP BY p.s_page_id, p.t_domain, p.last_ms, p.own_last_ms
  HAVING MAX(CASE WHEN c.is_final = 1 THEN c.fetch_ms ELSE 0 END) > MAX(CASE WHEN c.is_final = 0 THEN c.fetch_ms ELSE 0 END) OR MAX(c.fetch_ms) - MIN(c.fetch_ms) >= ${secondLookMs}
)
SELECT p.s_domain, p.t_domain, COUNT(DISTINCT p.s_page_id) AS pages
FROM pairs p
LEFT JOIN gone g ON g.s_page_id = p.s_page_id AND g.t_domain = p.t_domain AND g.last_ms = p.last_ms AND COALESCE(g.own_last_ms, 0) = COALESCE(p.own_last_ms, 0)
WHERE p.there = 1 AND g.s_page_id IS NULL
GROUP BY p.s_domain, p.t_domain
ORDER BY p.s_domain, p.t_domain`
