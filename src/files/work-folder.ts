import { mkdir, open, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isLockName, lockFolder } from '../lib/folder-lock.js'
import { CitewellError } from '../model/error.js'
import type { HeldWork, WorkFile } from '../model/graph.js'
import { openWorkFile, writeError } from './random-bytes.js'

const namePattern = /^[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*$/iu

/**
 * A folder of work under way, held by one process at a time, whose result goes to `target`. What was synced and what
 * was written as a state is there again after any crash, of the program or of the machine.
 */
export async function openWorkFolder(dir: string, target: string, shown: string): Promise<HeldWork> {
  await mkdir(dir, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw writeError(error, dir)
  })
  await syncFolder(dirname(dir))
  const lock = hold(dir, shown)
  const files = new Map<string, WorkFile & { readonly closed: boolean }>()
  const pathOf = (name: string) => join(dir, plain(name))
  const closeFiles = async () => {
    for (const file of files.values()) await file.close()
    files.clear()
  }
  const openFile = async (name: string) => {
    const known = files.get(name)
    if (known && !known.closed) return known
    const file = await openWorkFile(pathOf(name), `${shown} (${name})`).catch((error: unknown) => {
      throw writeError(error, pathOf(name))
    })
    files.set(name, file)
    return file
  }
  return {
    file: openFile,
    async readState(name) {
      try {
        return await readFile(pathOf(`${name}.state`), 'utf8')
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    },
    async writeState(name, text) {
      await writeWhole(pathOf(`${name}.state`), text)
    },
    async publish(name) {
      const file = await openFile(name)
      await file.sync()
      await file.close()
      files.delete(name)
      try {
        await rename(pathOf(name), target)
      } catch (error) {
        throw writeError(error, target)
      }
      await syncFolder(dirname(target))
      await syncFolder(dir)
    },
    async remove() {
      await closeFiles()
      // Freeing what large files take up on the disk takes a while; all at once takes as long as the largest.
      await Promise.all((await readdir(dir)).filter((name) => !isLockName(name)).map((name) => rm(join(dir, name), { force: true })))
    },
    async close() {
      await closeFiles()
      lock.release()
      // Gone only if empty: what is left is for the next run to go on from.
      await rmdir(dir).catch(() => undefined)
    },
  }
}

/** Puts a text into a file whole or not at all; when this returns it survives a crash. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.new`
  try {
    const handle = await open(draft, 'w', 0o600)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, path)
  } catch (error) {
    throw writeError(error, path)
  }
  await syncFolder(dirname(path))
}

/** Makes new names in a folder survive a crash. Systems that can't sync a folder do so by themselves. */
export async function syncFolder(dir: string): Promise<void> {
  try {
    const handle = await open(dir, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EINVAL', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}

function hold(dir: string, shown: string): { release(): void } {
  let lock
  try {
    lock = lockFolder(dir)
  } catch (error) {
    throw writeError(error, dir)
  }
  if (lock.held) return lock
  const { holder, sure, path } = lock
  throw new CitewellError('conflict', `${shown} is being worked on by ${holder === null ? 'a process that can\'t be told' : `process ${holder.pid}${sure ? '' : ` on ${holder.place}`}`}. Wait until it has ended.${sure ? '' : ` If it is gone for sure, delete ${path}.`}`)
}

function plain(name: string): string {
  if (namePattern.test(name) && !isLockName(name) && name.length <= 100) return name
  throw new TypeError(`${JSON.stringify(name)} is no plain name for a file of work`)
}
