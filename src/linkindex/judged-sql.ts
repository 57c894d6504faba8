import type { LinkQuery } from '../model/listed-link.js'

/**
 * SQL over the derived table of judged links of one target. `$list` is its file. Only texts of this file are put
 * together; what a person typed is always a parameter.
 *
 * Every order is total: equal values are told apart by quality and then by id, so that a page of a listing begins
 * exactly where the one before ended, whatever was asked in between.
 */

/** One condition for each filter that is set; `$name` of the parameter is the key. */
export const linkFilters = {
  type: 'list_contains($type, type)',
  area: 'list_contains($area, area)',
  rel: 'list_has_any($rel, rel)',
  followed: 'followed = $followed',
  state: 'list_contains($state, state)',
  live: "(state <> 'lost') = $live",
  tier: 'list_contains($tier, tier)',
  since: 'first_ms >= $since',
  until: 'first_ms <= $until',
  text: 'contains(search, $text)',
  findings: '(len(findings) > 0) = $findings',
} as const
export type LinkFilter = keyof typeof linkFilters

type Sort = LinkQuery['sort']
export const sortColumns: Readonly<Record<Sort, { column: string; descending: boolean }>> = {
  quality: { column: 'quality', descending: true },
  tier: { column: 'tier', descending: false },
  firstSeen: { column: 'first_ms', descending: true },
  lastSeen: { column: 'last_ms', descending: true },
  referringDomain: { column: 'referring_domain', descending: false },
  typeConfidence: { column: 'type_confidence', descending: true },
}

/** The best link of each domain that passes the filters, or all that pass. Only narrow columns go through the window. */
function filtered(filters: readonly LinkFilter[], onePerDomain: boolean): string {
  const where = filters.length === 0 ? 'TRUE' : filters.map((name) => linkFilters[name]).join(' AND ')
  if (!onePerDomain) return where
  return `id IN (SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY referring_domain ORDER BY quality DESC, id) AS place FROM read_parquet($list) WHERE ${where}) ranked WHERE place = 1)`
}

/** One page of a listing, `$rows_max` rows from after (`$at`, `$at_quality`, `$at_id`). */
export function listedLinks(filters: readonly LinkFilter[], onePerDomain: boolean, sort: Sort, descending: boolean, continued: boolean): string {
  const { column } = sortColumns[sort]
  const beyond = descending ? '<' : '>'
  const after = `AND (${column} ${beyond} $at OR (${column} = $at AND (quality < $at_quality OR (quality = $at_quality AND id > $at_id))))`
  return `SELECT * FROM read_parquet($list) WHERE ${filtered(filters, onePerDomain)} ${continued ? after : ''} ORDER BY ${column} ${descending ? 'DESC' : 'ASC'}, quality DESC, id LIMIT $rows_max`
}

/** How many links pass the filters. */
export function countedLinks(filters: readonly LinkFilter[], onePerDomain: boolean): string {
  return `SELECT ${onePerDomain ? 'COUNT(DISTINCT referring_domain)' : 'COUNT(*)'} AS n FROM read_parquet($list) WHERE ${filtered(filters, false)}`
}

/** Links that were judged again take the place of what was first said of them. */
export const droppedRows = 'DELETE FROM judged_rows WHERE id IN (SELECT id FROM judged_amended)'
export const amendedRows = 'INSERT INTO judged_rows SELECT * FROM judged_amended'

/** Referring domains out of the waiting tables `judged_list` and `judged_sources`, strongest first: best tier, then best link, then most links. */
export const madeDomains = `
SELECT d.*, COALESCE(s.seen_by, []) AS also_seen_by
FROM (
  SELECT referring_domain, MIN(tier) AS tier, CAST(COUNT(*) AS INTEGER) AS links, CAST(COUNT(*) FILTER (WHERE state <> 'lost') AS INTEGER) AS live_links,
         CAST(COUNT(*) FILTER (WHERE followed) AS INTEGER) AS followed_links, MAX(quality) AS best_quality, list_sort(list(DISTINCT type)) AS types,
         MIN(first_ms) AS first_ms, MAX(last_ms) AS last_ms, list_sort(list_distinct(flatten(list(DISTINCT seen_by)))) AS seen_by
  FROM judged_list GROUP BY referring_domain
) d LEFT JOIN judged_sources s ON s.referring_domain = d.referring_domain
ORDER BY tier, best_quality DESC, links DESC, d.referring_domain`

/** Anchors out of `judged_list`, most domains first. Of several spellings of one anchor the most frequent is shown, and all are searched. */
export const madeAnchors = `
SELECT a.*, b.domains FROM (
  SELECT anchor_key, anchor_kind, any_value(anchor_text ORDER BY spelled DESC, anchor_text) AS anchor_text, string_agg(lower(anchor_text), chr(10)) AS search, CAST(SUM(spelled) AS INTEGER) AS links,
         CAST(SUM(followed_links) AS INTEGER) AS followed_links, MIN(first_ms) AS first_ms, MAX(last_ms) AS last_ms
  FROM (
    SELECT anchor_key, anchor_kind, COALESCE(anchor_text, '') AS anchor_text, COUNT(*) AS spelled, COUNT(*) FILTER (WHERE followed) AS followed_links, MIN(first_ms) AS first_ms, MAX(last_ms) AS last_ms
    FROM judged_list GROUP BY ALL
  ) spellings GROUP BY anchor_key, anchor_kind
) a JOIN (
  SELECT anchor_key, anchor_kind, CAST(COUNT(DISTINCT referring_domain) AS INTEGER) AS domains FROM judged_list GROUP BY anchor_key, anchor_kind
) b ON b.anchor_key = a.anchor_key AND b.anchor_kind = a.anchor_kind
ORDER BY domains DESC, links DESC, a.anchor_key, a.anchor_kind`

/** `$tiers`, `$live` and `$text` may be NULL. `$live` keeps domains with at least one link that is not lost, or with none. */
const domains = `
FROM read_parquet($domains)
WHERE ($tiers IS NULL OR list_contains(CAST($tiers AS INTEGER[]), tier))
  AND ($live IS NULL OR (live_links > 0) = CAST($live AS BOOLEAN))
  AND ($text IS NULL OR contains(referring_domain, CAST($text AS VARCHAR)))`

/** One page of the referring domains, after (`$at_tier`, `$at_quality`, `$at_links`, `$at_domain`) where those are set. */
export const listedDomains = `
SELECT * ${domains}
  AND ($at_tier IS NULL OR tier > $at_tier OR (tier = $at_tier AND (best_quality < $at_quality OR (best_quality = $at_quality AND (links < $at_links OR (links = $at_links AND referring_domain > $at_domain))))))
ORDER BY tier, best_quality DESC, links DESC, referring_domain LIMIT $rows_max`

export const countedDomains = `SELECT COUNT(*) AS n ${domains}`

const anchors = `FROM read_parquet($anchors) WHERE ($text IS NULL OR contains(search, CAST($text AS VARCHAR)))`

/** One page of the anchors, after (`$at_domains`, `$at_links`, `$at_key`, `$at_kind`) where those are set. */
export const listedAnchors = `
SELECT * ${anchors}
  AND ($at_domains IS NULL OR domains < $at_domains OR (domains = $at_domains AND (links < $at_links OR (links = $at_links AND (anchor_key > $at_key OR (anchor_key = $at_key AND anchor_kind > $at_kind))))))
ORDER BY domains DESC, links DESC, anchor_key, anchor_kind LIMIT $rows_max`

export const countedAnchors = `SELECT COUNT(*) AS n ${anchors}`

/** One link with its judgements. The file is sorted by id, so few rows of it are read. */
export const judgedLink = 'SELECT brief FROM read_parquet($briefs) WHERE id = $id'

/** Every link with all its judgements, in order of id: the order of the file. */
export const judgedAll = 'SELECT brief FROM read_parquet($briefs)'
