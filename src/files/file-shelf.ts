import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { CitewellError } from '../model/error.js'
import type { FileInput } from '../model/file-input.js'
import type { FileShelf } from '../model/outside.js'
import { syncFolder } from './work-folder.js'

const hashPattern = /^[0-9a-f]{64}$/u
/** Younger files are never swept: whoever put one there may be about to say that it is needed. */
const sparedMs = 3_600_000
/** What an upload that broke off left behind goes after this time. */
const partsMs = 86_400_000

/**
 * The shelf in one folder: a file is named by the SHA-256 of its bytes, and is whole as soon as it has that name. When
 * `keep` returns, the file survives a crash.
 */
export function openFileShelf({ dir }: { dir: string }): FileShelf {
  return {
    async keep(file) {
      await mkdir(dir, { recursive: true, mode: 0o700 })
      const part = join(dir, `part-${randomUUID()}`)
      const hash = createHash('sha256')
      let bytes = 0
      // Made before anything is read: a file that was still being opened when its source broke off would come after it was removed.
      const handle = await open(part, 'wx', 0o600)
      try {
        await pipeline(file.open(), async function* (source: AsyncIterable<Uint8Array>) {
          for await (const piece of source) {
            hash.update(piece)
            bytes += piece.byteLength
            yield piece
          }
        }, handle.createWriteStream({ flush: true }))
        const name = hash.digest('hex')
        await rename(part, join(dir, name))
        await syncFolder(dir)
        return { file: name, name: file.name, bytes }
      } catch (error) {
        await handle.close().catch(() => {})
        await rm(part, { force: true })
        throw error
      }
    },
    async open({ file, name }): Promise<FileInput> {
      const path = pathOf(dir, file)
      const known = await stat(path).catch(() => undefined)
      if (!known) throw new CitewellError('not_found', `${name} is no longer kept. Hand it in again.`)
      // Work that goes on where it stopped knows its files again by this: the same bytes have the same number.
      return { name, size: known.size, changedAt: Number.parseInt(file.slice(0, 12), 16), open: () => createReadStream(path, { highWaterMark: 1024 * 1024 }) }
    },
    async sweep(needed) {
      let gone = 0
      for (const name of await readdir(dir).catch(() => [] as string[])) {
        const isPart = name.startsWith('part-')
        if (!isPart && (!hashPattern.test(name) || needed.has(name))) continue
        const known = await stat(join(dir, name)).catch(() => undefined)
        if (!known || Date.now() - known.mtimeMs < (isPart ? partsMs : sparedMs)) continue
        await rm(join(dir, name), { force: true })
        if (!isPart) gone += 1
      }
      return gone
    },
  }
}

function pathOf(dir: string, file: string): string {
  if (!hashPattern.test(file)) throw new CitewellError('not_found', 'There is no such file.')
  return join(dir, file)
}
