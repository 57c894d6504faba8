import { CitewellError } from '../model/error.js'
import { removeFiles } from './batch-writer.js'
import type { Database } from './database.js'
import { manifestOf } from './manifest-of.js'
import { newestManifest, publishManifest } from './manifest.js'
import { agedFromNow } from './sweep.js'
import { filesInstead, withoutBatch } from './without-batch.js'

/** Tries against compactions that are faster. */
export const triesMax = 5

/**
 * Takes a whole batch out again: a new manifest lists neither the batch nor its rows. Readers that are at work with the
 * old manifest still find its files. False if there is no such batch.
 */
export async function withdrawBatch(database: Database, dir: string, key: string): Promise<boolean> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const { manifest } = await newestManifest(dir)
    const entry = manifest?.batches.find((batch) => batch.key === key)
    if (manifest === undefined || entry === undefined) return false
    const without = await withoutBatch(database, dir, manifest, entry.batch)
    const published = await publishManifest(
      dir,
      (newest) => {
        // Somebody merged the files meanwhile: what was found out is of files that are no longer read.
        const files = newest === undefined ? undefined : filesInstead(newest, without)
        if (newest === undefined || files === undefined) return undefined
        return manifestOf(database, { generation: newest.generation + 1, batches: newest.batches.filter(({ batch }) => batch !== entry.batch) }, { links: files('links'), pages: files('pages') })
      },
      (newest) => !newest.batches.some(({ batch }) => batch === entry.batch),
    )
    if (published !== undefined) {
      await agedFromNow(dir, without.gone)
      return true
    }
    await removeFiles(dir, without)
  }
  throw new CitewellError('conflict', 'The link index is being merged again and again, so nothing was taken back. Try it again in a minute.')
}
