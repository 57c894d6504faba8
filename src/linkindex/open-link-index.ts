import { join, resolve } from 'node:path'
import { id64OfHex } from '../lib/id64.js'
import { readAhead } from '../lib/read-ahead.js'
import { reversedName } from '../model/domain.js'
import { CitewellError } from '../model/error.js'
import type { HostFacts, MergedLink } from '../model/facts.js'
import type { DomainEdge, GroundMarks, LinkIndex, ReferringDomains, TargetScope, SourceSpan } from '../model/outside.js'
import type { Registrations } from '../model/registration.js'
import type { Sighting } from '../model/sighting.js'
import { addBatch } from './add-batch.js'
import { removeFiles } from './batch-writer.js'
import { checkIndex } from './check.js'
import { datasetNames, type DatasetName } from './columns.js'
import { mergeFiles, mergedFileRows } from './compact.js'
import { chunksOf, openDatabase, reasonOf, rowsOf, streamChunks, threadsByDefault, used, type Chunk, type Database, type Parameters } from './database.js'
import { earlierReadings } from './earlier-readings.js'
import { makeFolders } from './folders.js'
import { openJudged } from './judged.js'
import { domainEdges, domainSources, groundMarks, hostFacts, mergedLinks, pageOfLink, sightingsByDomain, sightingsOfLink, sourceSpans } from './links-sql.js'
import { listLinklessCanonicals, listMovedPages, listPages, listPastPages, listPictures, pastAtOnceByDefault } from './list-pages.js'
import { isKept, keptBatch, olderBatches } from './kept-batches.js'
import { currentManifest, newestManifest, publishManifest, type Manifest, type ManifestFile } from './manifest.js'
import { mergedLinkOf, mergedRow, targetOfRow } from './merged-link.js'
import { manifestOf } from './manifest-of.js'
import { linkingFaces, referringPages, targetFaces, targetPages } from './pages-sql.js'
import { openRegistrations } from './registrations.js'
import { infoOf } from './index-info.js'
import { inScope } from './scope.js'
import { isoOf, sightingOfRow } from './sighting-row.js'
import { agedFromNow, sweep } from './sweep.js'
import { filesFor, filesFrom, filesOf } from './target-files.js'
import { withdrawBatch } from './withdraw-batch.js'

export interface LinkIndexOptions {
  dir: string
  memoryLimitMb?: number
  threads?: number
  /** Sightings of a target that are merged at one go, which takes some three kilobytes for each. The same links come out whatever it is. */
  mergedAtOnce?: number
  /** The same for records of earlier times, some five kilobytes for each. */
  pastAtOnce?: number
}

const memoryLimitMbByDefault = 1_024
const mergedAtOnceByDefault = 150_000

/**
 * The link index: every link anyone has shown us, and when.
 *
 * Append only. A sighting is never edited; first seen, last seen and lost are worked out when read, so a late import
 * can change yesterday's answer but never yesterday's record. A batch goes or stays as a whole: it can be taken back, and
 * bytes that an older version read are read again in its place. Any number of processes may read and add at once: files
 * never change, and a batch is there from the moment a manifest lists its files.
 */
export async function openLinkIndex(options: LinkIndexOptions): Promise<LinkIndex> {
  const dir = resolve(options.dir)
  await makeFolders(dir).catch((error: unknown) => {
    throw new CitewellError('unavailable', `${dir} can't be used as the folder of the link index (${reasonOf(error)}). Name a folder that you may write to.`, { cause: error })
  })
  const { memoryLimitMb = memoryLimitMbByDefault } = options
  const database = await openDatabase({ dir, memoryLimitMb, threads: options.threads ?? threadsByDefault() })
  const mergedAtOnce = options.mergedAtOnce ?? mergedAtOnceByDefault
  const registrations = openRegistrations(join(dir, 'registrations'))
  const { close: closeJudged, ...judged } = openJudged(join(dir, 'judged'), async (target) => ({ domains: await listDomainSources(database, dir, target), spans: await listSources(database, dir, target) }))

  return {
    add: (entries, options) => addBatch(database, dir, entries, options),
    has: async (key, reading) => isKept((await newestManifest(dir)).manifest, key, reading),
    batch: (key) => keptBatch(dir, key),
    readBefore: olderBatches(database, dir),
    earlierReadings: (looks) => earlierReadings(database, dir, looks),
    links: (target, from) => eachOf(listLinks(database, dir, target, mergedAtOnce, registrations.all, from)),
    linkRuns: (target, from) => listLinks(database, dir, target, mergedAtOnce, registrations.all, from),
    sightings: (target, linkId) => listSightings(database, dir, target, linkId),
    referringPages: (target, from) => listPages(database, dir, referringPages, target, () => true, from),
    targetPages: (target) => listPages(database, dir, targetPages, target, (url, host) => inScope(target, url, host)),
    targetFaces: (target) => listPages(database, dir, targetFaces, target, (url, host) => inScope(target, url, host), undefined, 'record_id'),
    linkingFaces: (target, from) => listPages(database, dir, linkingFaces, target, () => true, from, 'record_id'),
    pastPages: (target, from) => listPastPages(database, dir, target, options.pastAtOnce ?? pastAtOnceByDefault, from),
    movedPages: (target) => listMovedPages(database, dir, target),
    pictures: (target) => listPictures(database, dir, target),
    linklessCanonicals: (target) => listLinklessCanonicals(database, dir, target),
    domainEdges: (options) => listDomainEdges(database, dir, options?.signal),
    hosts: (target, from) => listHosts(database, dir, target, mergedAtOnce, from),
    groundMarks: async (target) => registrations.marked(await listGroundMarks(database, dir, target)),
    addRegistrations: registrations.add,
    registrations: registrations.all,
    forgetRegistrations: registrations.forget,
    sources: (target) => listSources(database, dir, target),
    ...judged,
    async generation() {
      return ((await currentManifest(dir))?.generation ?? 0) + (await registrations.count())
    },
    info: async () => infoOf(await currentManifest(dir)),
    check: async () => registrations.checked(await database.use((connection) => checkIndex(connection, dir))),
    withdraw: (key) => withdrawBatch(database, dir, key),
    compact: () => compactIndex(database, dir, mergedFileRows, memoryLimitMb),
    async close() {
      await closeJudged()
      await database.close()
    },
  }
}

/** Referring domains, reversed, from the first to the last: parameters of the statements. */
interface DomainRun {
  s_first: string | null
  s_last: string | null
}

/**
 * The referring domains of a target in runs, so that a site of millions of links is merged in the memory of one run. A
 * domain is never cut: what is said of its pages belongs together.
 */
async function domainRuns(database: Database, files: Parameters, mergedAtOnce: number): Promise<DomainRun[]> {
  const runs: DomainRun[] = []
  let sightings = Infinity
  for (const row of await database.use((connection) => rowsOf(connection, sightingsByDomain, used(sightingsByDomain, files)))) {
    const domain = row.s_domain as string
    sightings += Number(row.sightings)
    if (sightings > mergedAtOnce) {
      runs.push({ s_first: domain, s_last: domain })
      sightings = Number(row.sightings)
    }
    runs.at(-1)!.s_last = domain
  }
  return runs
}

/** The same, one run of referring domains after another. */
async function* filesOfRuns(database: Database, dir: string, target: TargetScope, mergedAtOnce: number, from: ReferringDomains | undefined): AsyncGenerator<Parameters> {
  for await (const files of filesFrom(database, dir, target, from)) {
    if (files['s_first'] !== null) yield files
    else for (const run of await domainRuns(database, files, mergedAtOnce)) yield { ...files, ...run }
  }
}

/** Chunks of links that are merged while earlier ones are looked at: time enough to merge the next run. */
const chunksAhead = 6

async function* listLinks(database: Database, dir: string, target: TargetScope, mergedAtOnce: number, told: () => Promise<Registrations>, from?: ReferringDomains): AsyncGenerator<MergedLink[]> {
  const lapsed = lapsedDomains(await told())
  let last: unknown
  for await (const chunk of readAhead(chunksOfRuns(database, filesOfRuns(database, dir, target, mergedAtOnce, from)), chunksAhead)) {
    for (const [ids, fields] of chunk.columns()) {
      const links: MergedLink[] = []
      for (let at = 0; at < ids!.length; at += 1) {
        if (ids![at] === last) continue
        last = ids![at]
        const row = mergedRow(fields![at] as string)
        const { url, host } = targetOfRow(row)
        if (inScope(target, url, host)) links.push(mergedLinkOf(last as bigint, row, lapsed))
      }
      if (links.length > 0) yield links
    }
  }
}

/** Domains of which the newest word of a registry is that nobody has registered them, and when it said so. */
function lapsedDomains(registrations: Registrations): Map<string, number> {
  return new Map([...registrations.values()].flatMap(([newest]) => (newest === undefined || newest.registered ? [] : [[newest.domain, Date.parse(newest.seenAt)] as const])))
}

async function* eachOf<Item>(runs: AsyncIterable<readonly Item[]>): AsyncGenerator<Item> {
  for await (const run of runs) yield* run
}

async function* chunksOfRuns(database: Database, runs: AsyncIterable<Parameters>): AsyncGenerator<Chunk> {
  for await (const files of runs) yield* chunksOf(database, mergedLinks, files)
}

async function* listDomainEdges(database: Database, dir: string, signal?: AbortSignal): AsyncGenerator<DomainEdge> {
  // Any domain: the statement reads every file.
  const files = await filesFor(database, dir, { domain: '' as TargetScope['domain'] })
  const connection = await database.connect()
  try {
    for await (const chunk of streamChunks(connection, domainEdges, used(domainEdges, files))) {
      signal?.throwIfAborted()
      for (const row of chunk.rows()) yield { from: reversedName(row.s_domain as string), to: reversedName(row.t_domain as string), pages: Number(row.pages) }
    }
  } finally {
    connection.closeSync()
  }
}

async function listSightings(database: Database, dir: string, target: TargetScope, linkId: string): Promise<Sighting[]> {
  const id = id64OfHex(linkId)
  if (id === undefined) throw new CitewellError('invalid', `"${linkId.slice(0, 40)}" is no link id. An id has 16 digits and letters a to f, as lists of links show it.`)
  const files = await filesFor(database, dir, target)
  return database.use(async (connection) => {
    const [page] = await rowsOf(connection, pageOfLink, used(pageOfLink, { ...files, link_id: id }))
    if (page === undefined) return []
    const rows = await rowsOf(connection, sightingsOfLink, used(sightingsOfLink, { ...files, page: page.s_page_id as bigint, link_id: id }))
    return rows.filter((row, index) => row.sighting_id !== rows[index - 1]?.sighting_id).map(sightingOfRow)
  })
}

async function listHosts(database: Database, dir: string, target: TargetScope, mergedAtOnce: number, from?: ReferringDomains): Promise<Map<string, HostFacts>> {
  const hosts = new Map<string, HostFacts>()
  for await (const files of filesOfRuns(database, dir, target, mergedAtOnce, from)) {
    for await (const chunk of chunksOf(database, hostFacts, files)) for (const row of chunk.rows()) {
      const domain = reversedName(row.s_domain as string)
      const outward = Number(row.outward_links)
      hosts.set(domain, {
        domain,
        linkCount: Number(row.links),
        linkingPageCount: Number(row.pages),
        pagesRead: Number(row.pages_read),
        sameLinkPageCount: Number(row.same_link_pages),
        qualifiedRelShare: outward < 10 ? null : Number(row.outward_qualified) / outward,
        firstSeen: isoOf(row.first_ms as bigint),
      })
    }
  }
  return hosts
}

async function listGroundMarks(database: Database, dir: string, target: TargetScope): Promise<GroundMarks> {
  const files = await filesFor(database, dir, target)
  const own = reversedName(target.domain)
  let site = ''
  const domains = new Map<string, string>()
  for await (const chunk of chunksOf(database, groundMarks, files)) for (const row of chunk.rows()) {
    const pages = `${Number(row.pages)} ${row.page_sum as string | null}`
    // Links within the site's own domain are not judged.
    if (row.domain === own) site = pages
    else domains.set(reversedName(row.domain as string), `${pages} ${Number(row.links)} ${row.link_sum as string | null} ${Number(row.own_links)} ${row.own_sum as string | null}`)
  }
  return { site, domains }
}

async function listSources(database: Database, dir: string, target: TargetScope): Promise<SourceSpan[]> {
  const files = await filesFor(database, dir, target)
  const rows = await database.use((connection) => rowsOf(connection, sourceSpans, used(sourceSpans, files)))
  return rows.map((row) => ({ seenBy: row.seen_by as string, sightings: Number(row.sightings), firstSeen: isoOf(row.first_ms as bigint), lastSeen: isoOf(row.last_ms as bigint) }))
}

async function listDomainSources(database: Database, dir: string, target: TargetScope): Promise<Record<string, string[]>> {
  const files = await filesFor(database, dir, target)
  const rows = await database.use((connection) => rowsOf(connection, domainSources, used(domainSources, files)))
  return Object.fromEntries(rows.map((row) => [reversedName(row.s_domain as string), (row.seen_by as string).split('\n')]))
}

/**
 * Merges the files of each table. What others add meanwhile stays as it is: the new manifest replaces exactly the files
 * that were merged. If another compaction was faster, this one gives up and changes nothing.
 */
async function compactIndex(database: Database, dir: string, fileRows: number, memoryLimitMb: number): Promise<{ filesBefore: number; filesAfter: number }> {
  const { manifest: before } = await newestManifest(dir)
  const count = (manifest: Manifest | undefined) => datasetNames.reduce((sum, name) => sum + filesOf(manifest, name).length, 0)
  const merged = { links: [] as ManifestFile[], pages: [] as ManifestFile[] }
  for (const name of datasetNames) {
    if (filesOf(before, name).length > 1) merged[name] = await database.use((connection) => mergeFiles(connection, dir, name, filesOf(before, name), fileRows, memoryLimitMb))
  }
  if (merged.links.length + merged.pages.length === 0) return { filesBefore: count(before), filesAfter: count(before) }
  const replaced = new Set(datasetNames.filter((name) => merged[name].length > 0).flatMap((name) => filesOf(before, name).map((file) => file.path)))
  const ours = new Set(datasetNames.flatMap((name) => merged[name].map((file) => file.path)))
  const published = await publishManifest(
    dir,
    (newest) => {
      const present = new Set(datasetNames.flatMap((name) => filesOf(newest, name).map((file) => file.path)))
      if (newest === undefined || [...replaced].some((path) => !present.has(path))) return undefined
      const files = (name: DatasetName) => [...merged[name], ...filesOf(newest, name).filter((file) => !replaced.has(file.path))]
      return manifestOf(database, newest, { links: files('links'), pages: files('pages') })
    },
    (newest) => datasetNames.some((name) => filesOf(newest, name).some((file) => ours.has(file.path))),
  )
  if (published === undefined) {
    await removeFiles(dir, { files: merged })
    const { manifest: now } = await newestManifest(dir)
    return { filesBefore: count(before), filesAfter: count(now) }
  }
  await agedFromNow(dir, replaced)
  await sweep(dir)
  return { filesBefore: count(before), filesAfter: count(published) }
}
