import { createHash } from 'node:crypto'
import { readArchive } from '../archive/index.js'
import { extractCapture } from '../extract/index.js'
import { readPageFeatures } from '../extract/page-features.js'
import { importFile } from '../imports/index.js'
import { queueOf } from '../lib/bounded-queue.js'
import type { FileInput } from '../model/file-input.js'
import type { ImportReport } from '../model/import.js'
import { parseInstant } from '../model/instant.js'
import type { Context } from '../model/operation.js'
import type { AddResult, IndexEntry } from '../model/outside.js'
import { ProblemList } from '../model/problem.js'

type Ingest = Pick<Context, 'index' | 'now' | 'signal' | 'progress'>

const queueCapacity = 2_000

/** Name of a batch by content: the same bytes read in the same way are the same batch, and are added once. */
async function contentKey(file: FileInput, how: string): Promise<string> {
  const hash = createHash('sha256').update(`${how}\n`)
  for await (const part of file.open()) hash.update(part)
  return hash.digest('hex')
}

export interface ArchiveReport {
  file: string
  captures: number
  pages: number
  sightings: number
  problems: ProblemList
  added: boolean
}

/**
 * Reads one archive into the index: the links to `target` (all external links without one), and a record of every page,
 * because a page that was read and no longer has the link is what makes a link lost.
 */
export async function ingestArchive(file: FileInput, target: string | null, context: Ingest): Promise<ArchiveReport> {
  const report: ArchiveReport = { file: file.name, captures: 0, pages: 0, sightings: 0, problems: new ProblemList(), added: false }
  const key = await contentKey(file, `archive 1 ${target ?? '*'}`)
  if (await context.index.has(key)) return report
  const entries = queueOf<IndexEntry>(queueCapacity, async (push) => {
    const captures = readArchive(meter(file, context), { file: file.name, onProblem: (problem) => report.problems.add(problem), signal: context.signal })
    for await (const capture of captures) {
      report.captures += 1
      const { page, sightings, problems } = extractCapture(capture, {
        seenBy: `archive:${file.name}`, target, externalOnly: true, fallbackAt: parseInstant(context.now)!, features: readPageFeatures,
      })
      for (const problem of problems) report.problems.add(problem)
      if (page !== null) {
        report.pages += 1
        await push({ kind: 'page', page: target === null ? page : { ...page, readFor: target } })
      }
      for (const sighting of sightings) {
        report.sightings += 1
        await push({ kind: 'sighting', sighting })
      }
    }
  })
  const added: AddResult = await context.index.add(entries, { key, source: `archive:${file.name}`, signal: context.signal })
  report.added = added.batch !== null
  return report
}

export interface ExportResult {
  reports: ImportReport[]
  added: boolean
}

/** Reads one export of another tool into the index. Importing the same file twice adds nothing. */
export async function ingestExport(file: FileInput, options: { as: string; target: string | null }, context: Ingest): Promise<ExportResult> {
  const importedAt = parseInstant(context.now)!
  const key = await contentKey(file, `import 1 ${options.as} ${options.target ?? ''} ${file.name}`)
  const known = await context.index.has(key)
  let reports: ImportReport[] = []
  const read = (onSighting: (sighting: Extract<IndexEntry, { kind: 'sighting' }>['sighting']) => Promise<void>) =>
    importFile(file, {
      as: options.as, target: options.target, importedAt, signal: context.signal, onSighting,
      onProgress: (bytes) => context.progress({ stage: `Reading ${file.name}`, done: bytes, total: file.size ?? null, unit: 'bytes' }),
    })
  if (known) {
    reports = await read(async () => {})
    return { reports, added: false }
  }
  const entries = queueOf<IndexEntry>(queueCapacity, async (push) => {
    reports = await read((sighting) => push({ kind: 'sighting', sighting }))
  })
  const added = await context.index.add(entries, { key, source: file.name, signal: context.signal })
  return { reports, added: added.batch !== null }
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
