/** SQL types used in the files: signed, and the same in every engine that reads Parquet. */
export type ColumnType = 'VARCHAR' | 'BIGINT' | 'INTEGER'
export type Columns = Readonly<Record<string, ColumnType>>

/**
 * Columns of `links`, one row per sighting. The first nineteen are the backlink index as a cluster builds it, with the
 * same names, types and meaning; the rest is what else a sighting holds.
 *
 * Where one machine departs from the cluster's layout, and why:
 * - `crawl` and `tb` are columns here, not folders. A batch of a few thousand rows in 1,024 folders would be 1,024 files
 *   of a few rows; files sorted by `t_domain` find a target as fast. A cluster may still partition by both.
 * - `crawl` is whatever the source calls itself (an import id, the name of an archive), so it has no fixed set of values.
 * - A row is one sighting, not a sum of equal ones: `n` is 1, and first seen, last seen and lost need every sighting.
 * - `t_url` or `s_url` is NULL where the source knows the domain only; the host is then the domain.
 * - `s_out_ext` stays NULL: it belongs to the page, and the `pages` table has it.
 * - Rows of a target lie together by referring domain: links are merged and judged domain by domain, and what concerns one
 *   domain is read without the rest.
 *
 * Times are epoch milliseconds. Domains are in reversed notation (`example.clinic`), hosts and URLs as written.
 * Ids are the first 8 bytes of SHA-256 of the text beside them, big endian, signed.
 */
export const linkColumns = {
  t_domain: 'VARCHAR',
  t_host: 'VARCHAR',
  t_url: 'VARCHAR',
  t_url_id: 'BIGINT',
  t_domain_id: 'BIGINT',
  s_domain: 'VARCHAR',
  s_host: 'VARCHAR',
  s_url: 'VARCHAR',
  s_url_id: 'BIGINT',
  anchor: 'VARCHAR',
  ltype: 'INTEGER',
  rel: 'INTEGER',
  region: 'INTEGER',
  n: 'INTEGER',
  status: 'INTEGER',
  s_out_ext: 'INTEGER',
  fetch_ms: 'BIGINT',
  crawl: 'VARCHAR',
  tb: 'INTEGER',
  /** Id of the link: referring page key, target page key and normalised anchor. */
  link_id: 'BIGINT',
  /** Id of the sighting's whole content: two rows with one id say the very same thing. */
  sighting_id: 'BIGINT',
  /** Ids of the keys for "the same page"; where only a domain is known, of that domain. */
  s_page_id: 'BIGINT',
  t_page_id: 'BIGINT',
  /** Id of the normalised anchor; 0 for an empty one, NULL where the source does not tell it. */
  anchor_id: 'BIGINT',
  /** 1 if we read the page ourselves (crawl or archive), 0 if an export says so. */
  own: 'INTEGER',
  /** When the link was last there as far as this row knows: `fetch_ms`, or earlier if the row itself says it was lost. */
  seen_ms: 'BIGINT',
  first_ms: 'BIGINT',
  lost_ms: 'BIGINT',
  lost_reason: 'VARCHAR',
  seen_by: 'VARCHAR',
  batch: 'VARCHAR',
  /** Lists and objects are JSON text: engines agree on text. */
  rel_tokens: 'VARCHAR',
  context_before: 'VARCHAR',
  context_after: 'VARCHAR',
  image: 'VARCHAR',
  position: 'INTEGER',
  title: 'VARCHAR',
  language: 'VARCHAR',
  robots: 'VARCHAR',
  cues: 'VARCHAR',
  fallback: 'VARCHAR',
  vendor: 'VARCHAR',
  raw: 'VARCHAR',
} as const satisfies Columns

/** Columns of `pages`, one row per capture of a page. */
export const pageColumns = {
  domain: 'VARCHAR',
  host: 'VARCHAR',
  url: 'VARCHAR',
  url_id: 'BIGINT',
  domain_id: 'BIGINT',
  page_id: 'BIGINT',
  /** Id of the record's whole content. */
  record_id: 'BIGINT',
  status: 'INTEGER',
  fetch_ms: 'BIGINT',
  crawl: 'VARCHAR',
  own: 'INTEGER',
  /** What this capture says about links: see `captureOutcomes`. */
  outcome: 'INTEGER',
  noindex: 'INTEGER',
  /** 1 if the features below were read from a body. */
  has_body: 'INTEGER',
  seen_by: 'VARCHAR',
  batch: 'VARCHAR',
  title: 'VARCHAR',
  language: 'VARCHAR',
  robots: 'VARCHAR',
  canonical: 'VARCHAR',
  redirect_to: 'VARCHAR',
  link_count: 'INTEGER',
  external_link_count: 'INTEGER',
  external_domain_count: 'INTEGER',
  features: 'VARCHAR',
  /** The one target domain (reversed) whose links were kept from this capture; NULL where all were. */
  read_for: 'VARCHAR',
  /** `browser` or `search-robot`, as whom the page was asked for; NULL where that is not known or neither. */
  asked_as: 'VARCHAR',
  /** What is kept of a picture at this address, as JSON text; NULL for pages. Its outcome is `silent`. */
  picture: 'VARCHAR',
  /** What the head alone says of a page whose body was not read: the name of its site, and the words of its description as JSON text. */
  site_name: 'VARCHAR',
  subjects: 'VARCHAR',
} as const satisfies Columns

/**
 * What a capture of a page can say about the links on it. Only `read`, `gone` and `redirected` can make a link lost: a
 * server that is down, a refusal or an unread body says nothing about the page.
 */
export const captureOutcomes = { silent: 0, read: 1, gone: 2, redirected: 3 } as const

export type DatasetName = 'links' | 'pages'

export interface Dataset {
  columns: Columns
  sort: readonly string[]
}

/** `schema_version` rises when a column is added at the end; readers fill what an older file lacks with NULL. */
export const schemaVersion = 3
export const datasetNames: readonly DatasetName[] = ['links', 'pages']
export const datasets: Readonly<Record<DatasetName, Dataset>> = {
  links: { columns: linkColumns, sort: ['t_domain', 's_domain', 't_url', 's_url', 'sighting_id'] },
  pages: { columns: pageColumns, sort: ['domain', 'url', 'fetch_ms', 'record_id'] },
}
