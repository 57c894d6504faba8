import { access, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { allOf } from '../lib/all-of.js'
import { id64Hex } from '../lib/id64.js'
import { CitewellError } from '../model/error.js'
import type { HostFacts } from '../model/facts.js'
import { limits } from '../model/limits.js'
import { LinkQuerySchema, type LinkQuery } from '../model/listed-link.js'
import type { JudgedSummary } from '../model/judged-summary.js'
import type { JudgedBasis, JudgedNotes, LinkIndex, MadeTable, TargetScope } from '../model/outside.js'
import type { BriefReader } from './judged-briefs.js'
import { listAnchors } from './judged-anchors.js'
import { readDigest, readDigests } from './judged-digests.js'
import { listDomains } from './judged-domains.js'
import { countFacets } from './judged-facets.js'
import { readAllBriefs } from './judged-later-briefs.js'
import { ListedLinks } from './judged-links.js'
import { pageOf } from './judged-paging.js'
import { listedOf, type KnownSources } from './judged-table.js'
import { readDomainsOf, readTable } from './judged-table-file.js'
import { judgedFiles, writeJudgedFiles } from './judged-writer.js'
import { keptReaders } from './kept-readers.js'
import { DamagedError } from './sections.js'

type Judged = Pick<LinkIndex, 'hasJudged' | 'writeJudged' | 'newestJudged' | 'judgedBasis' | 'queryJudged' | 'judgedDomains' | 'judgedAnchors' | 'judgedFacets' | 'judgedSummary' | 'judgedLink' | 'judgedOfDomains' | 'judgedDomainsOf' | 'judgedDomain' | 'judgedDigests' | 'judgedAll' | 'judgedNotes'>

/** Memory that tables may take together, whoever's index they are of; the one used longest ago goes first, and one is always kept. */
const tableBytesMax = 400 * 1024 * 1024
const tables = keptTables()
/** Links of one domain up to which they are read one by one; of more the index is faster. */
const keptLinksMax = 200
/** Summaries that are kept in memory: each is written once and shown on every look at the overview. */
const summariesMax = 50

/** Judged links of targets, each as a derived table under a key that says from what it was made. */
export function openJudged(root: string, knownSources: (target: TargetScope) => Promise<KnownSources>): Judged & { close(): Promise<void> } {
  const summaries = new Map<string, JudgedSummary>()
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
    if (error instanceof DamagedError) {
      await readers.forget(folder(target, key))
      await rm(folder(target, key), { recursive: true, force: true })
    }
    throw isAbsence(error) ? absent(target) : error
  }
  const listed = (target: TargetScope, key: string): Promise<ListedLinks> => tables.get(path(target, key, 'table')).catch((error: unknown) => failed(target, key, error))
  const folder = (target: TargetScope, key: string) => join(path(target, key, 'briefs'), '..')
  const openBriefs = (target: TargetScope, key: string): Promise<BriefReader> => readAllBriefs(folder(target, key), judgedFiles.briefs).catch((error: unknown) => failed(target, key, error))
  const readers = keptReaders((place) => readAllBriefs(place, judgedFiles.briefs))

  return {
    hasJudged: has,
    writeJudged: async (target, key, judged) => {
      const earlier = judged.earlier?.key
      const folder = earlier === undefined ? undefined : join(path(target, earlier, 'rows'), '..')
      try {
        await writeJudgedFiles(folderOf(target, key), key, judged, await knownSources(target), folder)
      } catch (error) {
        await failed(target, earlier ?? key, error)
      }
    },
    newestJudged: (target, format) => newestTable(join(root, folderOf(target, '').target), ({ made }) => made.format === format).then((table) => table?.made),
    async judgedBasis(target, restsOn) {
      const table = await newestTable(join(root, folderOf(target, '').target), ({ made }) => made.restsOn === restsOn)
      if (table === undefined) return undefined
      const text = await readFile(join(table.folder, judgedFiles.basis), 'utf8').catch((error: unknown) => failed(target, table.made.key, error))
      return { key: table.made.key, basis: JSON.parse(text) as JudgedBasis }
    },
    async queryJudged(target, key, given) {
      const query = parsedQuery(given)
      const links = await listed(target, key)
      const listing = await links.listing(query, query.cursor === undefined ? (query.offset ?? 0) + query.limit : Infinity)
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
      const place = path(target, key, 'summary')
      const known = summaries.get(place)
      if (known !== undefined) return known
      const text = await readFile(place, 'utf8').catch((error: unknown) => failed(target, key, error))
      const summary = JSON.parse(text) as JudgedSummary
      if (summaries.size >= summariesMax) summaries.clear()
      summaries.set(place, summary)
      return summary
    },
    judgedLink: (target, key, linkId) => readers.use(folder(target, key), (reader) => reader.one(linkId)).catch((error: unknown) => failed(target, key, error)),
    async *judgedOfDomains(target, key, domains) {
      const ids = await (await listed(target, key)).idsOfDomains(domains)
      const reader = await openBriefs(target, key)
      try {
        yield* reader.some(ids)
      } catch (error) {
        await failed(target, key, error)
      } finally {
        await reader.close()
      }
    },
    async judgedDomain(target, key, domain) {
      // Columns of a million links are not read for the sake of one.
      const known = tables.known(path(target, key, 'table'))
      if (known === undefined) return undefined
      try {
        const [ids, host] = await Promise.all([known.then((table) => table.idsOfDomains([domain])), readDigest(path(target, key, 'hosts'), domain)])
        if (host === undefined || ids.length > keptLinksMax) return undefined
        const links = await readers.use(folder(target, key), (reader) => allOf(reader.some(ids)))
        return { links, host: JSON.parse(host) as HostFacts }
      } catch (error) {
        return failed(target, key, error)
      }
    },
    judgedDomainsOf: (target, key, linkIds) => readDomainsOf(path(target, key, 'table'), linkIds).catch((error: unknown) => failed(target, key, error)),
    async *judgedDigests(target, key) {
      try {
        yield* readDigests(path(target, key, 'digests'))
      } catch (error) {
        await failed(target, key, error)
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
    async close() {
      tables.forget(root)
      await readers.forget(root)
    },
  }
}

interface FoundTable {
  folder: string
  mtimeMs: number
  made: MadeTable
}

/** The table written last among those in the folder of a target that will do. */
async function newestTable(folder: string, willDo: (table: FoundTable) => boolean): Promise<FoundTable | undefined> {
  const tables = await Promise.all((await readdir(folder).catch(() => [])).map(async (name) => {
    try {
      const [{ mtimeMs }, text] = await Promise.all([stat(join(folder, name, judgedFiles.table)), readFile(join(folder, name, judgedFiles.made), 'utf8')])
      return { folder: join(folder, name), mtimeMs, made: JSON.parse(text) as MadeTable }
    } catch {
      // Just removed, or written before tables said what they are.
      return undefined
    }
  }))
  return tables.filter((table) => table !== undefined).filter(willDo).sort((a, b) => b.mtimeMs - a.mtimeMs)[0]
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
    /** The table if it is in memory, or on its way there. */
    known: (path: string): Promise<ListedLinks> | undefined => tables.get(path),
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
