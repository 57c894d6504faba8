import { reversedName } from '../model/domain.js'
import type { MovedPage, ReferringDomains, TargetScope } from '../model/outside.js'
import type { PageRecord } from '../model/page.js'
import type { SeenPicture } from '../model/picture.js'
import { distinctRows, rowsOf, used, type Database, type Parameters } from './database.js'
import { pageOfRow } from './page-row.js'
import { linklessCanonicals, movedPages, pastDomains, pastOfDomainMax, pastPages, pictures } from './pages-sql.js'
import { isoOf } from './sighting-row.js'
import { filesFor, filesFrom } from './target-files.js'

export async function* listPages(database: Database, dir: string, sql: string, target: TargetScope, wanted: (url: string, host: string) => boolean, from?: ReferringDomains, once: 'page_id' | 'record_id' = 'page_id'): AsyncGenerator<PageRecord> {
  for await (const files of filesFrom(database, dir, target, from)) {
    if (!hasPages(files)) return
    for await (const rows of distinctRows(database, sql, once, files)) {
      for (const row of rows) if (wanted(row.url as string, row.host as string)) yield pageOfRow(row)
    }
  }
}

/** Records of the past that are sorted at one go, with all their texts: some five kilobytes each. */
export const pastAtOnceByDefault = 10_000

/** The past of referring domains (`pastPages`), some of them at a time: of all that link to a large site it is more than memory takes. */
export async function* listPastPages(database: Database, dir: string, target: TargetScope, pastAtOnce: number, from?: ReferringDomains): AsyncGenerator<PageRecord> {
  for await (const files of filesFrom(database, dir, target, from)) {
    if (!hasPages(files)) return
    for (const run of files['s_first'] === null ? await pastRuns(database, files, pastAtOnce) : [{}]) {
      for await (const rows of distinctRows(database, pastPages, 'record_id', { ...files, ...run })) for (const row of rows) yield pageOfRow(row)
    }
  }
}

async function pastRuns(database: Database, files: Parameters, pastAtOnce: number): Promise<Array<{ s_first: string; s_last: string }>> {
  const runs: Array<{ s_first: string; s_last: string }> = []
  let records = Infinity
  for (const row of await database.use((connection) => rowsOf(connection, pastDomains, used(pastDomains, files)))) {
    const domain = row.domain as string
    const own = Math.min(Number(row.records), pastOfDomainMax)
    records += own
    if (records > pastAtOnce) {
      runs.push({ s_first: domain, s_last: domain })
      records = own
    }
    runs.at(-1)!.s_last = domain
  }
  return runs
}

/** False if nobody ever read a page: where all links come from exports, questions about pages need not be asked. */
const hasPages = ({ page_files: paths }: Parameters) => (paths as readonly string[]).length > 1

export async function listMovedPages(database: Database, dir: string, target: TargetScope): Promise<MovedPage[]> {
  const files = await filesFor(database, dir, target)
  if (!hasPages(files)) return []
  const rows = await database.use((connection) => rowsOf(connection, movedPages, used(movedPages, files)))
  return rows.map((row) => ({ url: row.url as string, status: row.status as number | null, redirectTo: row.redirect_to as string | null, seenAt: isoOf(row.fetch_ms as bigint) }))
}

export async function listPictures(database: Database, dir: string, target: TargetScope): Promise<SeenPicture[]> {
  const files = await filesFor(database, dir, target)
  if (!hasPages(files)) return []
  const rows = await database.use((connection) => rowsOf(connection, pictures, used(pictures, files)))
  return rows.map((row) => ({ url: row.url as string, domain: reversedName(row.domain as string), isLinked: row.is_linked as boolean, picture: JSON.parse(row.picture as string) as SeenPicture['picture'] }))
}

export async function listLinklessCanonicals(database: Database, dir: string, target: TargetScope): Promise<string[]> {
  const files = await filesFor(database, dir, target)
  if (!hasPages(files)) return []
  const rows = await database.use((connection) => rowsOf(connection, linklessCanonicals, used(linklessCanonicals, files)))
  return rows.map((row) => row.url as string)
}
