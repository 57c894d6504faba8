import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import type { LinkSum } from '../model/desk.js'
import { CitewellError } from '../model/error.js'
import { newestManifest } from './manifest.js'

/**
 * Count and checksum of everything in a link index: equal in two places, both hold the same links. Made of the bytes of every
 * file that the manifest names and of its batches, of nothing that tells where the folder is. A compaction writes files anew, so it
 * changes the checksum and not the counts. Undefined where nothing was ever added.
 */
export async function linkSums(dir: string, signal?: AbortSignal): Promise<Omit<LinkSum, 'client'> | undefined> {
  if (!existsSync(join(dir, 'manifests'))) return undefined
  const { manifest, damaged } = await newestManifest(dir)
  if (damaged.length > 0) throw new CitewellError('conflict', `${join(dir, 'manifests', damaged[0]!)} can't be read. citewell index check says what to do; nothing was changed.`)
  const batches = manifest?.batches ?? []
  if (manifest === undefined || batches.length === 0) return undefined
  const whole = createHash('sha256')
  for (const { batch, key, sightings, pages } of batches.toSorted((one, other) => (one.batch < other.batch ? -1 : 1))) whole.update(`${batch}\0${key}\0${sightings}\0${pages}\n`)
  const files = manifest.datasets.flatMap((dataset) => dataset.files).toSorted((one, other) => (one.path < other.path ? -1 : 1))
  let bytes = 0
  for (const file of files) {
    const hash = createHash('sha256')
    let read = 0
    try {
      for await (const chunk of createReadStream(join(dir, file.path), { highWaterMark: 1024 * 1024 })) {
        signal?.throwIfAborted()
        read += (chunk as Buffer).byteLength
        hash.update(chunk as Buffer)
      }
    } catch (cause) {
      signal?.throwIfAborted()
      throw new CitewellError('conflict', `${join(dir, file.path)} can't be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown'}), so the links are not whole. citewell index check names what is missing.`, { cause })
    }
    if (read !== file.bytes) throw new CitewellError('conflict', `${join(dir, file.path)} has ${read} bytes of ${file.bytes}, so the links are not whole. citewell index check names what is missing.`)
    bytes += read
    whole.update(`${file.path}\0${file.rows}\0${read}\0${hash.digest('hex')}\n`)
  }
  const sum = (count: (batch: (typeof batches)[number]) => number) => batches.reduce((total, batch) => total + count(batch), 0)
  return { batches: batches.length, sightings: sum(({ sightings }) => sightings), pages: sum(({ pages }) => pages), files: files.length, bytes, sha256: whole.digest('hex') }
}
