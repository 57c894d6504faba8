import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { isLockName } from '../lib/folder-lock.js'
import { CitewellError } from '../model/error.js'
import type { GraphPlace, GraphStore, RandomBytes } from '../model/graph.js'
import { isGraphName, isGraphPlace, placeInWords } from '../model/graph-place.js'
import { openRandomBytes, writeError } from './random-bytes.js'
import { openWorkFolder, writeWhole } from './work-folder.js'

const ending = '.graph'
/** How the files begin that may be replaced: those of graphs and of ranks. */
const ownMarks = ['CWGRAPH ', 'CWRANKS ']

/**
 * Graphs on disk: `NAME.graph` and `NAME.ranks` in one folder of the home, or at a path that was typed here. Work under
 * way lies beside the result in `NAME.graph.work` or `NAME.ranks.work`. Nothing is made before it is needed.
 */
export function openGraphStore({ dir }: { dir: string }): GraphStore {
  const currentPath = join(dir, 'current.json')
  const pathOf = (place: GraphPlace, what: 'graph' | 'ranks') => {
    if (place.kind === 'name' && !isGraphName(place.name)) throw new CitewellError('invalid', `"${place.name.slice(0, 100)}" is no name of a graph.`)
    const graph = place.kind === 'path' ? resolve(place.path) : join(dir, `${place.name}${ending}`)
    return what === 'graph' ? graph : `${graph.endsWith(ending) ? graph.slice(0, -ending.length) : graph}.ranks`
  }
  const store: GraphStore = {
    async open(place, what) {
      try {
        return await openRandomBytes(pathOf(place, what), what === 'graph' ? placeInWords(place) : `the ranks of ${placeInWords(place)}`)
      } catch (error) {
        const path = pathOf(place, what)
        const isBegun = what === 'graph' && (error as NodeJS.ErrnoException).code === 'ENOENT' && (await isFolder(`${path}.work`))
        if (isBegun) throw new CitewellError('not_found', `${placeInWords(place)} was begun and is not finished. Give the command that began it again, and it goes on where it stopped.`, { cause: error })
        throw openError(error, place, what)
      }
    },
    async has(place, what) {
      return (await sizeOf(pathOf(place, what))) !== null
    },
    async stamp(place, what) {
      const found = await stat(pathOf(place, what)).catch(() => null)
      return found === null ? null : `${found.ino} ${found.size} ${found.mtimeMs}`
    },
    async work(place, what) {
      const target = pathOf(place, what)
      // In the home folder there is nothing but what we made; damaged ranks there are made anew, as we ask people to do.
      if (place.kind === 'path' || what === 'graph') await refuseForeign(target)
      else if (await isFolder(target)) throw new CitewellError('conflict', `${target} is a folder. Delete it, and give the command again.`)
      if (place.kind === 'path' && (await sizeOf(dirname(target))) === null && !(await isFolder(dirname(target)))) {
        throw new CitewellError('not_found', `There is no folder ${dirname(target)}. Make it first, or give another place.`)
      }
      if (place.kind === 'name') await makeFolder(dir)
      return openWorkFolder(`${target}.work`, target, what === 'graph' ? placeInWords(place) : `the ranks of ${placeInWords(place)}`)
    },
    async list() {
      const rows: Array<{ name: string; bytes: number; ranked: boolean }> = []
      for (const file of await namesIn(dir)) {
        const name = file.slice(0, -ending.length)
        if (!file.endsWith(ending) || !isGraphName(name)) continue
        const bytes = await sizeOf(join(dir, file))
        if (bytes !== null) rows.push({ name, bytes, ranked: (await sizeOf(join(dir, `${name}.ranks`))) !== null })
      }
      return rows
    },
    async unfinished() {
      const rows: Array<{ name: string; what: 'graph' | 'ranks' }> = []
      for (const folder of await namesIn(dir)) {
        const [, name, what] = /^(.+)\.(graph|ranks)\.work$/u.exec(folder) ?? []
        if (name === undefined || !isGraphName(name)) continue
        const files = await readdir(join(dir, folder)).catch(() => [])
        if (files.some((file) => !isLockName(file))) rows.push({ name, what: what as 'graph' | 'ranks' })
      }
      return rows
    },
    async current() {
      let text: string
      try {
        text = await readFile(currentPath, 'utf8')
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
      const place = parsed(text)
      if (isGraphPlace(place)) return place
      throw new CitewellError('conflict', `${currentPath} is damaged. Say again which graph counts: citewell graph use NAME`)
    },
    async use(place) {
      if (place === null) {
        await rm(currentPath, { force: true })
        return
      }
      if (!(await store.has(place, 'graph'))) throw openError({ code: 'ENOENT' }, place, 'graph')
      await makeFolder(dir)
      await writeWhole(currentPath, `${JSON.stringify(place.kind === 'path' ? { kind: 'path', path: resolve(place.path) } : place)}\n`)
    },
  }
  return store
}

/** Names in the folder of graphs, which is made only when it is needed. */
async function namesIn(dir: string): Promise<string[]> {
  const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw new CitewellError('unavailable', `${dir} can't be read (${error.code ?? 'unknown cause'}). Check who may read it.`, { cause: error })
  })
  return names.sort()
}

async function makeFolder(dir: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw writeError(error, dir)
  }
}

function openError(error: unknown, place: GraphPlace, what: 'graph' | 'ranks'): CitewellError {
  if (error instanceof CitewellError) return error
  const shown = placeInWords(place)
  const { code } = error as NodeJS.ErrnoException
  if (code !== 'ENOENT' && code !== 'ENOTDIR') return new CitewellError('unavailable', `${shown} can't be read (${code ?? 'unknown cause'}). Check who may read it.`, { cause: error })
  if (what === 'ranks') return new CitewellError('not_found', `${shown} has no ranks yet. Make them: citewell graph rank ${shown}`)
  return new CitewellError('not_found', `There is no graph ${shown}${place.kind === 'name' ? ' in the home folder' : ''}. citewell graph list names those there are; citewell graph build or citewell graph load makes one.`)
}

/**
 * A result may take the place of an older one of ours and of nothing else: files of other tools end in `.graph` too,
 * and the very file that is read must not be the one that is replaced.
 */
async function refuseForeign(target: string): Promise<void> {
  const size = await sizeOf(target)
  if (size === null) {
    if (await isFolder(target)) throw new CitewellError('conflict', `${target} is a folder. Name a file.`)
    return
  }
  const bytes: RandomBytes = await openRandomBytes(target, target)
  try {
    const [first, last] = [new Uint8Array(8), new Uint8Array(8)]
    if (size >= 128) {
      await bytes.read(0, first)
      await bytes.read(size - 64, last)
    }
    // Our files begin and end with the same mark (see lib/section-file.ts). One of the two is enough: damage at one end must not be a dead end.
    if ([first, last].some((mark) => ownMarks.includes(Buffer.from(mark).toString('latin1')))) return
  } finally {
    await bytes.close()
  }
  throw new CitewellError('conflict', `${target} is there already and does not look as if Citewell had made it. Give another place, or delete the file if it is damaged or of no use; nothing was changed.`)
}

/** Bytes of a plain file; null if there is none. */
async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await stat(path)
    return found.isFile() ? found.size : null
  } catch {
    return null
  }
}

async function isFolder(path: string): Promise<boolean> {
  const handle = await open(path, 'r').catch(() => null)
  if (handle === null) return false
  try {
    return (await handle.stat()).isDirectory()
  } finally {
    await handle.close()
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
