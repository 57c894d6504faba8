import { access, readFile, rm } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { id64Hex } from '../lib/id64.js'
import { CitewellError } from '../model/error.js'
import { limits } from '../model/limits.js'
import { LinkQuerySchema, type LinkQuery } from '../model/listed-link.js'
import type { JudgedSummary } from '../model/judged-summary.js'
import type { JudgedNotes, LinkIndex, TargetScope } from '../model/outside.js'
import { readBriefs, type BriefReader } from './judged-briefs.js'
import { listAnchors, listDomains } from './judged-domains.js'
import { countFacets } from './judged-facets.js'
import { ListedLinks } from './judged-links.js'
import { pageOf } from './judged-paging.js'
import { listedOf, type KnownSources } from './judged-table.js'
import { readTable } from './judged-table-file.js'
import { judgedFiles, writeJudgedFiles } from './judged-writer.js'
import { DamagedError } from './sections.js'

type Judged = Pick<LinkIndex, 'hasJudged' | 'writeJudged' | 'queryJudged' | 'judgedDomains' | 'judgedAnchors' | 'judgedFacets' | 'judgedSummary' | 'judgedLink' | 'judgedAll' | 'judgedNotes'>

/** Memory that tables may take together, whoever's index they are of; the one used longest ago goes first, and one is always kept. */
const tableBytesMax = 400 * 1024 * 1024
const tables = keptTables()

/** Judged links of targets, each as a derived table under a key that says from what it was made. */
export function openJudged(root: string, knownSources: (target: TargetScope) => Promise<KnownSources>): Judged & { close(): void } {
  const folderOf = (target: TargetScope, key: string) => ({
    root,
    tmp: join(root, '..', 'tmp'),
    target: id64Hex(JSON.stringify([target.domain, target.host, target.pathPrefix])),
    key: id64Hex(key),
  })
  const path = (target: TargetScope, key: string, file: keyof typeof judgedFiles) => {
    const folder = folderOf(target, key)
    return join(root, folder.target, folder.key, judgedFiles[file])
  }
  const has = (target: TargetScope, key: string) => access(path(target, key, 'table')).then(() => true, () => false)
  const absent = (target: TargetScope) => new CitewellError('not_found', `The links of ${target.domain} are not judged yet for this state of the index. List them again to have them judged.`)

  /** A file that is damaged goes, with all that was written with it: it can be worked out again. */
  const failed = async (target: TargetScope, key: string, error: unknown): Promise<never> => {
    if (error instanceof DamagedError) await rm(join(path(target, key, 'table'), '..'), { recursive: true, force: true })
    throw isAbsence(error) ? absent(target) : error
  }
  const listed = (target: TargetScope, key: string): Promise<ListedLinks> => tables.get(path(target, key, 'table')).catch((error: unknown) => failed(target, key, error))
  const openBriefs = (target: TargetScope, key: string): Promise<BriefReader> => readBriefs(path(target, key, 'briefs')).catch((error: unknown) => failed(target, key, error))

  return {
    hasJudged: has,
    writeJudged: async (target, key, judged) => writeJudgedFiles(folderOf(target, key), judged, await knownSources(target)),
    async queryJudged(target, key, given) {
      const query = parsedQuery(given)
      const links = await listed(target, key)
      const listing = links.listing(query)
      const page = pageOf(listing, query)
      return { rows: Array.from({ length: page.last - page.first }, (_, at) => listedOf(links.table, listing.rowAt(page.first + at))), total: listing.count, nextCursor: page.nextCursor }
    },
    async judgedDomains(target, key, query) {
      checkLimit(query.limit)
      return listDomains(await listed(target, key), query)
    },
    async judgedAnchors(target, key, query) {
      checkLimit(query.limit)
      return listAnchors(await listed(target, key), query)
    },
    judgedFacets: async (target, key, query) => countFacets(await listed(target, key), parsedQuery(query)),
    async judgedSummary(target, key) {
      const text = await readFile(path(target, key, 'summary'), 'utf8').catch((error: unknown) => failed(target, key, error))
      return JSON.parse(text) as JudgedSummary
    },
    async judgedLink(target, key, linkId) {
      const reader = await openBriefs(target, key)
      try {
        return await reader.one(linkId)
      } catch (error) {
        return await failed(target, key, error)
      } finally {
        await reader.close()
      }
    },
    async judgedNotes(target, key) {
      const text = await readFile(path(target, key, 'notes'), 'utf8').catch((error: unknown) => failed(target, key, error))
      return JSON.parse(text) as JudgedNotes
    },
    async *judgedAll(target, key) {
      const reader = await openBriefs(target, key)
      try {
        yield* reader.all()
      } catch (error) {
        await failed(target, key, error)
      } finally {
        await reader.close()
      }
    },
    close: () => tables.forget(root),
  }
}

/** Tables in memory, each read once however many ask for it at the same time. */
function keptTables() {
  const tables = new Map<string, Promise<ListedLinks>>()
  const bytes = new Map<string, number>()
  const drop = (path: string) => {
    tables.delete(path)
    bytes.delete(path)
  }
  const makeRoom = (except: string) => {
    let sum = [...bytes.values()].reduce((all, one) => all + one, 0)
    for (const path of tables.keys()) {
      if (sum <= tableBytesMax) return
      if (path === except) continue
      sum -= bytes.get(path) ?? 0
      drop(path)
    }
  }
  return {
    get(path: string): Promise<ListedLinks> {
      const known = tables.get(path)
      if (known !== undefined) {
        tables.delete(path)
        tables.set(path, known)
        return known
      }
      const loading = readTable(path).then((table) => {
        bytes.set(path, table.bytes)
        makeRoom(path)
        return new ListedLinks(table)
      })
      tables.set(path, loading)
      loading.catch(() => drop(path))
      return loading
    },
    /** Lets go of the tables below a folder. */
    forget(root: string): void {
      for (const path of [...tables.keys()]) if (path.startsWith(join(root, sep))) drop(path)
    },
  }
}

function isAbsence(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | null)?.code === 'ENOENT'
}

function parsedQuery(given: LinkQuery): LinkQuery {
  const parsed = LinkQuerySchema.safeParse(given)
  if (!parsed.success) throw new CitewellError('invalid', `This listing can't be made: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}.`, { cause: parsed.error })
  return parsed.data
}

function checkLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > limits.listRowsMax) throw new CitewellError('invalid', `A page of a listing has 1 to ${limits.listRowsMax} rows, not ${limit}.`)
}
