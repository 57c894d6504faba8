import { createHash } from 'node:crypto'
import { readArchive } from '../archive/index.js'
import { extractCapture } from '../extract/index.js'
import { readPageFeatures } from '../extract/page-features.js'
import { readPicture } from '../extract/picture.js'
import { newUnpacking } from '../extract/png-grey.js'
import { importFile } from '../imports/index.js'
import { queueOf } from '../lib/bounded-queue.js'
import type { FileInput } from '../model/file-input.js'
import type { ImportReport } from '../model/import.js'
import { parseInstant } from '../model/instant.js'
import type { Context } from '../model/operation.js'
import type { IndexEntry } from '../model/outside.js'
import { ProblemList } from '../model/problem.js'

type Ingest = Pick<Context, 'index' | 'now' | 'signal' | 'progress'>
type Push = (entry: IndexEntry) => Promise<void>

const queueCapacity = 2_000

/**
 * Adds what `read` pushes as one batch, named by the file's bytes and how they were read: the same bytes read in the same
 * way are added once. A file that can be opened again is hashed first, so that one known before is not added anew;
 * standard input is hashed on its way. A batch that `read` found nothing in leaves no trace.
 */
async function ingest(file: FileInput, how: string, source: string, context: Ingest, read: (file: FileInput, push: Push) => Promise<void>): Promise<{ added: boolean; known: boolean; key: string }> {
  const hash = createHash('sha256').update(`${how}\n`)
  let key: string | null = null
  if (!file.once) {
    key = await batchKey(file, how)
    if (await context.index.has(key)) return { added: false, known: true, key }
  }
  let pushed = 0
  const hashed: FileInput = key !== null ? file : { ...file, open: () => hashing(file.open(), (part) => hash.update(part)) }
  const entries = queueOf<IndexEntry>(queueCapacity, (push) => read(hashed, (entry) => {
    pushed += 1
    return push(entry)
  }))
  const { batch } = await context.index.add(entries, { key: () => (pushed === 0 ? null : (key ??= hash.digest('hex'))), source, signal: context.signal })
  return { added: batch !== null, known: batch === null && pushed > 0, key: pushed > 0 ? (key ?? '') : '' }
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
  problems: ProblemList
  added: boolean
  /** True if this very file was added before. */
  known: boolean
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
  const report = { file: file.name, captures: 0, pages: 0, sightings: 0, problems: new ProblemList() }
  const outcome = await ingest(file, `archive 1 ${target ?? '*'} ${url ?? ''}`, `archive:${file.name}`, context, async (bytes, push) => {
    const captures = readArchive(meter(bytes, context), { file: file.name, onProblem: (problem) => report.problems.add(problem), signal: context.signal, url })
    const unpacking = newUnpacking()
    for await (const capture of captures) {
      report.captures += 1
      const { page, sightings, problems } = extractCapture(capture, {
        seenBy: `archive:${file.name}`, target, externalOnly: true, fallbackAt: parseInstant(context.now)!, features: readPageFeatures, pictures: (one) => readPicture(one, unpacking),
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
    }
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
  const { added, known, key: batch } = await ingest(file, importHow(file, options), file.name, context, async (bytes, push) => {
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
