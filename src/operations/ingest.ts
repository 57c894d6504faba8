import { createHash } from 'node:crypto'
import { readArchive, revisitOf, revisitsMax, type Revisit } from '../archive/index.js'
import { extractCapture } from '../extract/index.js'
import { readPageFeatures } from '../extract/page-features.js'
import { readPicture } from '../extract/picture.js'
import { newUnpacking } from '../extract/png-grey.js'
import { importFile } from '../imports/index.js'
import { queueOf } from '../lib/bounded-queue.js'
import type { Capture } from '../model/capture.js'
import type { FileInput } from '../model/file-input.js'
import type { ImportReport } from '../model/import.js'
import { parseInstant } from '../model/instant.js'
import type { Context } from '../model/operation.js'
import type { IndexEntry, KeptBatch } from '../model/outside.js'
import { archiveReading } from '../model/page.js'
import { ProblemList } from '../model/problem.js'
import { addFromEarlier, addRevisited, withoutPage } from './revisits.js'

type Ingest = Pick<Context, 'index' | 'now' | 'signal' | 'progress'>
type Push = (entry: IndexEntry) => Promise<void>

const queueCapacity = 2_000

interface Ingested {
  added: boolean
  known: boolean
  again: boolean
  key: string
}

/** How a file is read: `version` of what is kept of it, where one that was read in an earlier version is read again. */
interface Manner {
  how: string
  source: string
  version?: number
}

/**
 * Adds what `read` pushes as one batch, named by the file's bytes and how they were read: the same bytes read in the same
 * way are added once, but for those read by an older version, whose batch is replaced. A file that can be opened again is
 * hashed first, so that one known before is not added anew; standard input is hashed on its way. A batch that `read` found
 * nothing in leaves no trace.
 */
async function ingest(file: FileInput, { how, source, version }: Manner, context: Ingest, read: (file: FileInput, push: Push, before: KeptBatch | undefined) => Promise<void>): Promise<Ingested> {
  const hash = createHash('sha256').update(`${how}\n`)
  let key: string | null = null
  let before: KeptBatch | undefined
  if (!file.once) {
    key = await batchKey(file, how)
    if (await context.index.has(key, version)) return { added: false, known: true, again: false, key }
    before = await context.index.batch(key)
  }
  let pushed = 0
  const hashed: FileInput = key !== null ? file : { ...file, open: () => hashing(file.open(), (part) => hash.update(part)) }
  const entries = queueOf<IndexEntry>(queueCapacity, (push) => read(hashed, (entry) => {
    pushed += 1
    return push(entry)
  }, before))
  const { batch, replaced } = await context.index.add(entries, { key: () => (pushed === 0 ? null : (key ??= hash.digest('hex'))), source, reading: version, signal: context.signal })
  return { added: batch !== null, known: batch === null && pushed > 0, again: replaced, key: pushed > 0 ? (key ?? '') : '' }
}

async function batchKey(file: FileInput, how: string): Promise<string> {
  const hash = createHash('sha256').update(`${how}\n`)
  for await (const part of file.open()) hash.update(part)
  return hash.digest('hex')
}

/** Key under which the index would keep an export that is read in this way. */
export function importBatchKey(file: FileInput, options: { as: string; target: string | null }): Promise<string> {
  return batchKey(file, importHow(file, options))
}

function importHow({ name }: FileInput, { as, target }: { as: string; target: string | null }): string {
  return `import 1 ${as} ${target ?? ''} ${name}`
}

async function* hashing(parts: AsyncIterable<Uint8Array>, seen: (part: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  for await (const part of parts) {
    seen(part)
    yield part
  }
}

export interface ArchiveReport {
  file: string
  captures: number
  pages: number
  sightings: number
  /** Records that say "the same as then" in place of a page, and those of them whose page was found. */
  revisits: number
  revisitsResolved: number
  problems: ProblemList
  added: boolean
  /** True if this very file was added before. */
  known: boolean
  /** True if an older version had read it, and what it gave then was replaced. */
  again: boolean
  /** Key of the batch in the index; empty where nothing came in. */
  key: string
}

/**
 * Reads one archive into the index: the links to `target` (all external links without one), and a record of every page,
 * because a page that was read and no longer has the link is what makes a link lost. `url` is the address of a page
 * that was saved as plain HTML.
 */
export async function ingestArchive(file: FileInput, options: { target: string | null; url?: string }, context: Ingest): Promise<ArchiveReport> {
  const { target, url } = options
  const report = { file: file.name, captures: 0, pages: 0, sightings: 0, revisits: 0, revisitsResolved: 0, problems: new ProblemList() }
  const manner = { how: `archive 1 ${target ?? '*'} ${url ?? ''}`, source: `archive:${file.name}`, version: archiveReading }
  const outcome = await ingest(file, manner, context, async (bytes, push, before) => {
    // What bears no date was seen when it first came: read again it must not look newer.
    const fallbackAt = parseInstant(before?.addedAt ?? context.now)!
    const captures = readArchive(meter(bytes, context), { file: file.name, onProblem: (problem) => report.problems.add(problem), signal: context.signal, url })
    const seenBy = `archive:${file.name}`
    const unpacking = newUnpacking()
    const unread: Revisit[] = []
    const addPage = async (capture: Capture): Promise<boolean> => {
      const { page, sightings, problems } = extractCapture(capture, {
        seenBy, target, externalOnly: true, fallbackAt, features: readPageFeatures, pictures: (one) => readPicture(one, unpacking),
      })
      for (const problem of problems) report.problems.add(problem)
      if (page?.picture) await push({ kind: 'page', page })
      else if (page !== null) {
        report.pages += 1
        await push({ kind: 'page', page: target === null ? page : { ...page, readFor: target } })
      }
      for (const sighting of sightings) {
        report.sightings += 1
        await push({ kind: 'sighting', sighting })
      }
      return page !== null
    }
    for await (const capture of captures) {
      report.captures += 1
      const isTold = await addPage(capture)
      if (capture.kind !== 'revisit') continue
      report.revisits += 1
      if (isTold) report.revisitsResolved += 1
      const revisit = isTold ? null : revisitOf(capture)
      // Nobody has looked yet at a time that is still to come.
      if (revisit !== null && revisit.at <= context.now && unread.length < revisitsMax) unread.push(revisit)
    }
    const missing = await addRevisited(file, unread, { url, signal: context.signal }, addPage)
    const earlier = await addFromEarlier(missing, { target, seenBy }, context.index, (entry) => {
      report[entry.kind === 'page' ? 'pages' : 'sightings'] += 1
      return push(entry)
    })
    report.revisitsResolved += unread.length - missing.length + earlier
    const without = report.revisits - report.revisitsResolved
    if (without > 0) report.problems.add({ file: file.name, offset: null, line: null, cause: 'revisit-without-page', message: withoutPage(without, file.once) })
  })
  return { ...report, ...outcome }
}

export interface ExportResult {
  reports: ImportReport[]
  added: boolean
  /** Key of the batch in the index; empty where nothing came in. */
  batch: string
}

/** Reads one export of another tool into the index. Importing the same file twice adds nothing. */
export async function ingestExport(file: FileInput, options: { as: string; target: string | null }, context: Ingest): Promise<ExportResult> {
  const read = (bytes: FileInput, push: Push) =>
    importFile(bytes, {
      as: options.as, target: options.target, importedAt: parseInstant(context.now)!, signal: context.signal,
      onSighting: (sighting) => push({ kind: 'sighting', sighting }),
      onProgress: (done) => context.progress({ stage: `Reading ${file.name}`, done, total: file.size ?? null, unit: 'bytes' }),
    })
  let reports: ImportReport[] = []
  const { added, known, key: batch } = await ingest(file, { how: importHow(file, options), source: file.name }, context, async (bytes, push) => {
    reports = await read(bytes, push)
  })
  // A file known before is read once more for its report, and adds nothing.
  if (known && reports.length === 0) reports = await read(file, async () => {})
  return { reports, added, batch }
}

/** The bytes of a file, with progress told as they pass. */
export async function* meter(file: FileInput, context: Pick<Context, 'progress' | 'signal'>): AsyncGenerator<Uint8Array> {
  let done = 0
  for await (const part of file.open()) {
    context.signal.throwIfAborted()
    done += part.byteLength
    context.progress({ stage: `Reading ${file.name}`, done, total: file.size ?? null, unit: 'bytes' })
    yield part
  }
}
