import { reversedName } from '../model/domain.js'
import type { KeptBatch, OlderBatch } from '../model/outside.js'
import { rowsOf, used, type Database } from './database.js'
import { currentManifest, newestManifest, type Manifest, type ManifestBatch } from './manifest.js'
import { pagesOfBatches } from './pages-sql.js'
import { filesFor } from './target-files.js'

/** True of a batch whose pages were read in an earlier version than this; exports have none, and are never read again. */
export function isOlder({ reading, pages }: Pick<ManifestBatch, 'reading' | 'pages'>, now: number | undefined): boolean {
  return now !== undefined && pages > 0 && (reading ?? 0) < now
}

export const batchOf = (manifest: Manifest | undefined, key: string) => manifest?.batches.find((one) => one.key === key)

/** Whether a batch of this key is there that need not be read again. */
export function isKept(manifest: Manifest | undefined, key: string, reading: number | undefined): boolean {
  const kept = batchOf(manifest, key)
  return kept !== undefined && !isOlder(kept, reading)
}

export async function keptBatch(dir: string, key: string): Promise<KeptBatch | undefined> {
  const batch = batchOf((await newestManifest(dir)).manifest, key)
  return batch && keptOf(batch)
}

function keptOf({ key, source, created_ms: createdMs, reading }: ManifestBatch): KeptBatch {
  return { key, source, addedAt: new Date(createdMs).toISOString(), reading: reading ?? null }
}

/** Asked for with many answers, and the same for as long as nothing is added or merged. */
export function olderBatches(database: Database, dir: string): (reading: number) => Promise<OlderBatch[]> {
  let last: { name: string; found: OlderBatch[] } | undefined
  return async (reading) => {
    const manifest = await currentManifest(dir)
    const name = `${manifest?.number ?? 0} ${reading}`
    if (last?.name === name) return last.found
    const older = manifest?.batches.filter((batch) => isOlder(batch, reading)) ?? []
    const found = older.length === 0 ? [] : await withTargets(database, dir, older)
    last = { name, found }
    return found
  }
}

/** How a batch was read is told by its pages alone. */
async function withTargets(database: Database, dir: string, batches: readonly ManifestBatch[]): Promise<OlderBatch[]> {
  const files = await filesFor(database, dir, { domain: '' })
  const rows = await database.use((connection) => rowsOf(connection, pagesOfBatches, used(pagesOfBatches, { ...files, first_batch: batches.map(({ batch }) => batch).sort()[0]! })))
  const byBatch = new Map(rows.map((row) => [row.batch as string, row]))
  return batches.map((batch) => {
    const row = byBatch.get(batch.batch)
    const readFor = row?.read_for as string | null | undefined
    return { ...keptOf(batch), pages: batch.pages, target: readFor ? reversedName(readFor) : null, onlyPage: Number(row?.urls ?? 0) === 1 ? (row!.url as string) : null }
  })
}
