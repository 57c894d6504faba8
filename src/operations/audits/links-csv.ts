import { csvLine } from '../../lib/csv-write.js'
import { limits } from '../../model/limits.js'
import { listedLinkCells, listedLinkColumns, shownLink, type ListedLink } from '../../model/listed-link.js'
import type { Context } from '../../model/operation.js'
import type { TargetScope } from '../../model/outside.js'
import { linkQuery } from '../link-query.js'

/** All links of a judged table as a CSV file: best quality first, then by tier, then by id. Rows of one quality are held at a time. */
export async function linksCsv(scope: TargetScope, key: string, { index, signal }: Pick<Context, 'index' | 'signal'>): Promise<string> {
  const parts = [csvLine(listedLinkColumns)]
  let alike: ListedLink[] = []
  const write = () => {
    alike.sort((a, b) => a.tier - b.tier || (a.id < b.id ? -1 : 1))
    parts.push(alike.map((row) => csvLine(listedLinkCells(shownLink(row)))).join(''))
    alike = []
  }
  let cursor: string | undefined
  do {
    signal.throwIfAborted()
    const page = await index.queryJudged(scope, key, linkQuery({ sort: 'quality', limit: limits.listRowsMax, cursor }))
    for (const row of page.rows) {
      if (alike.length > 0 && alike[0]!.quality !== row.quality) write()
      alike.push(row)
    }
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  write()
  return parts.join('')
}
