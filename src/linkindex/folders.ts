import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { ulid } from '../lib/ulid.js'

/** Folders of an index: one for each table, the manifests, derived tables, and what is being written or spilled. */
const folderNames = ['links', 'pages', 'manifests', 'judged', 'empty', 'tmp'] as const

/** After this time a file that no manifest lists was left by a process that died. */
export const orphanAgeMs = 24 * 3_600_000

export async function makeFolders(dir: string): Promise<void> {
  for (const name of folderNames) await mkdir(join(dir, name), { recursive: true })
}

/** A name nobody else uses, sorting by time. */
export function newName(): string {
  return ulid(Date.now(), randomBytes(10))
}

/** Makes sure the bytes of a file, or the names in a folder, survive a loss of power. */
export async function syncToDisk(path: string): Promise<void> {
  let handle
  try {
    handle = await open(path, 'r')
    await handle.sync()
  } catch (error) {
    // Some systems can't open a folder for that; there the file system orders names by itself.
    if (!['EISDIR', 'EPERM', 'EINVAL', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  } finally {
    await handle?.close()
  }
}

/** Size and CRC-32 of a file as it is on disk, read in pieces. */
export async function checksumOf(path: string): Promise<{ bytes: number; crc32: number }> {
  let bytes = 0
  let sum = 0
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    bytes += piece.length
    sum = crc32(piece, sum)
  }
  return { bytes, crc32: sum }
}

/** Removes files and folders in `folder` that are old and that `keep` does not name. What can't be removed stays. */
export async function sweepFolder(folder: string, keep: (name: string) => boolean, olderThanMs: number): Promise<void> {
  const before = Date.now() - olderThanMs
  for (const name of await readdir(folder).catch(() => [])) {
    if (keep(name)) continue
    const path = join(folder, name)
    const info = await stat(path).catch(() => undefined)
    if (info !== undefined && info.mtimeMs < before) await rm(path, { recursive: true, force: true }).catch(() => undefined)
  }
}
