import { CitewellError } from '../model/error.js'
import type { AddResult, IndexEntry, LinkIndex } from '../model/outside.js'
import { removeFiles, writeBatch } from './batch-writer.js'
import type { DatasetName } from './columns.js'
import type { Database } from './database.js'
import { newName } from './folders.js'
import { batchOf, isKept, isOlder } from './kept-batches.js'
import { manifestOf } from './manifest-of.js'
import { newestManifest, publishManifest } from './manifest.js'
import { agedFromNow, sweep } from './sweep.js'
import { filesOf } from './target-files.js'
import { triesMax } from './withdraw-batch.js'
import { filesInstead, withoutBatch } from './without-batch.js'

const nothing: AddResult = { batch: null, sightingCount: 0, pageCount: 0, replaced: false }

/** Adds a batch, or puts it in the place of the one with its key that an older version read. */
export async function addBatch(database: Database, dir: string, entries: AsyncIterable<IndexEntry>, { key: keyOrLater, source, reading, signal }: Parameters<LinkIndex['add']>[1]): Promise<AddResult> {
  signal?.throwIfAborted()
  if (typeof keyOrLater === 'string' && isKept((await newestManifest(dir)).manifest, keyOrLater, reading)) return nothing
  const batch = newName()
  const written = await database.use((connection) => writeBatch(connection, dir, batch, entries, signal))
  const key = typeof keyOrLater === 'string' ? keyOrLater : keyOrLater()
  if (key === null) {
    await removeFiles(dir, written)
    return nothing
  }
  const entry = { batch, key, source, created_ms: Date.now(), sightings: written.sightings, pages: written.pages, sources: written.sources, ...(reading === undefined ? {} : { reading }) }
  for (let tries = 0; tries < triesMax; tries += 1) {
    const { manifest } = await newestManifest(dir)
    const older = batchOf(manifest, key)
    // Its rows leave in the manifest that brings the new ones: nobody ever sees both, or neither.
    const without = manifest === undefined || older === undefined || !isOlder(older, reading) ? undefined : await withoutBatch(database, dir, manifest, older.batch).catch(async (error: unknown) => {
      await removeFiles(dir, written)
      throw error
    })
    let isMoved = false
    // If publishing fails the files stay, for the manifest may have reached the disk; without one they are swept later.
    const published = await publishManifest(
      dir,
      (newest) => {
        const others = newest === undefined || without === undefined ? (name: DatasetName) => filesOf(newest, name) : filesInstead(newest, without)
        isMoved = others === undefined || batchOf(newest, key)?.batch !== older?.batch
        if (isMoved || others === undefined || (older !== undefined && without === undefined)) return undefined
        const batches = (newest?.batches ?? []).filter((one) => one.batch !== older?.batch)
        const files = (name: DatasetName) => [...others(name), ...written.files[name]]
        return manifestOf(database, { generation: (newest?.generation ?? 0) + 1, batches: [...batches, { ...entry, created_ms: older?.created_ms ?? entry.created_ms }] }, { links: files('links'), pages: files('pages') })
      },
      (newest) => newest.batches.some((one) => one.batch === batch),
    )
    if (published !== undefined) {
      await agedFromNow(dir, without?.gone ?? [])
      await sweep(dir)
      return { batch, sightingCount: written.sightings, pageCount: written.pages, replaced: without !== undefined }
    }
    if (without !== undefined) await removeFiles(dir, without)
    if (!isMoved) {
      await removeFiles(dir, written)
      return nothing
    }
  }
  await removeFiles(dir, written)
  throw new CitewellError('conflict', 'The link index is being merged again and again, so nothing was added. Try it again in a minute.')
}
