import type { IndexEntry } from '../model/outside.js'
import type { PageLook } from '../model/page.js'
import { chunksOf, type Database } from './database.js'
import { pageIdsOf } from './keys.js'
import { pageOfRow } from './page-row.js'
import { sightingOfRow } from './sighting-row.js'
import { filesFor } from './target-files.js'

/** Looks that are asked for at one go: each go reads the ids of all pages and links. */
const looksAtOnce = 1_000

/** What own readings of pages at these very instants gave: the records of the pages, then their sightings. */
export async function* earlierReadings(database: Database, dir: string, looks: readonly PageLook[]): AsyncGenerator<IndexEntry> {
  for (let first = 0; first < looks.length; first += looksAtOnce) {
    const some = looks.slice(first, first + looksAtOnce)
    const wanted = new Set(some.map(nameOf))
    const parameters = { ...(await filesFor(database, dir, { domain: '' })), ids: some.map(({ url }) => pageIdsOf(url).pageId.toString()), instants: some.map(({ at }) => Date.parse(at).toString()) }
    for await (const row of rowsOnce(database, pagesRead, 'record_id', parameters)) {
      const page = pageOfRow(row)
      if (wanted.has(nameOf({ url: page.url, at: page.seenAt }))) yield { kind: 'page', page }
    }
    for await (const row of rowsOnce(database, sightingsRead, 'sighting_id', parameters)) {
      const sighting = sightingOfRow(row)
      if (wanted.has(nameOf({ url: sighting.referringPage!, at: sighting.seenAt }))) yield { kind: 'sighting', sighting }
    }
  }
}

const nameOf = ({ url, at }: PageLook) => `${Date.parse(at)} ${url}`

/** Rows in the order of this id, of equal ones the first. */
async function* rowsOnce(database: Database, sql: string, id: string, parameters: Parameters<typeof chunksOf>[2]): AsyncGenerator<Record<string, unknown>> {
  let last: unknown
  for await (const chunk of chunksOf(database, sql, parameters)) for (const row of chunk.rows()) {
    if (row[id] !== last) yield row
    last = row[id]
  }
}

const isAsked = (id: string) => `own = 1 AND ${id} IN (SELECT CAST(unnest($ids) AS BIGINT)) AND fetch_ms IN (SELECT CAST(unnest($instants) AS BIGINT))`

const pagesRead = `SELECT * FROM read_parquet($page_files, union_by_name = true) WHERE outcome = 1 AND ${isAsked('page_id')} ORDER BY record_id`
const sightingsRead = `SELECT * FROM read_parquet($link_files_all, union_by_name = true) WHERE s_url IS NOT NULL AND ${isAsked('s_page_id')} ORDER BY sighting_id`
