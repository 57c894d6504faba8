import { createReadStream, existsSync, statSync, type Stats } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { CitewellError } from '../../model/error.js'
import type { FileInput, FileTarget } from '../../model/file-input.js'

/** The file at a path typed here, or what comes in for `-`. Only its name goes on: paths are nobody else's business. */
export function fileOfPath(path: string, stdin: Readable): FileInput {
  if (path === '-') return fileOfStdin(stdin)
  let stat: Stats
  try {
    stat = statSync(path)
    if (stat.isDirectory()) throw new CitewellError('invalid', `${path} is a folder. Name the files in it: ${join(path, '*')}`)
  } catch (error) {
    if (error instanceof CitewellError) throw error
    const cause = (error as NodeJS.ErrnoException).code
    if (cause === 'ENOENT' || cause === 'ENOTDIR') throw new CitewellError('not_found', `${path}: there is no such file. Check the path.`)
    throw new CitewellError('unavailable', `${path} can't be read (${cause ?? 'unknown cause'}). Check who may read it.`, { cause: error })
  }
  return {
    name: basename(path),
    ...(stat.size > 0 ? { size: stat.size } : {}),
    changedAt: stat.mtimeMs,
    async *open() {
      try {
        yield* createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>
      } catch (error) {
        throw new CitewellError('unavailable', `${path} can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown cause'}). Check who may read it.`, { cause: error })
      }
    },
  }
}

/**
 * Files for a path typed here. Where an input has endings, a path that names no file stands for those that are called
 * like it with one of the endings: `cnr-2000` for `cnr-2000.graph`, `cnr-2000.properties` and `cnr-2000.offsets`.
 */
export function filesOfPath(path: string, stdin: Readable, endings: readonly string[]): FileInput[] {
  if (endings.length === 0 || path === '-' || (existsSync(path) && statSync(path).isFile())) return [fileOfPath(path, stdin)]
  const there = endings.map((ending) => `${path}${ending}`).filter((one) => existsSync(one))
  if (there.length > 0) return there.map((one) => fileOfPath(one, stdin))
  throw new CitewellError('not_found', `${path}: there is no such file, and none called ${basename(path)}${endings.join(` or ${basename(path)}`)} beside. Check the path.`)
}

/** A file to be written at a path typed here, in a folder that is there. */
export function targetOfPath(path: string): FileTarget {
  const targetPath = resolve(path)
  if (!existsSync(dirname(targetPath))) throw new CitewellError('not_found', `There is no folder ${dirname(targetPath)}. Make it first, or give another place.`)
  if (existsSync(targetPath) && !statSync(targetPath).isFile()) throw new CitewellError('invalid', `${path} is no file. Give the name of a file.`)
  return { targetPath }
}

const opened = new WeakSet<Readable>()

function fileOfStdin(stdin: Readable): FileInput {
  return {
    name: 'stdin',
    once: true,
    async *open() {
      if (opened.has(stdin)) throw new CitewellError('invalid', 'Standard input can be read once only, and this needs it twice. Save it to a file first.')
      opened.add(stdin)
      yield* stdin as AsyncIterable<Uint8Array>
    },
  }
}

/** A file an operation made. */
export interface MadeFile {
  name: string
  mediaType: string
  text: string
}

/** Writes the files of an answer into a folder and never outside of it; gives the paths. */
export async function writeMadeFiles(dir: string, files: readonly MadeFile[]): Promise<string[]> {
  const paths = files.map(({ name }) => join(resolve(dir), plainName(name)))
  try {
    await mkdir(dir, { recursive: true })
    for (const [index, { text }] of files.entries()) await writeFile(paths[index]!, text)
  } catch (error) {
    throw new CitewellError('unavailable', `Nothing more can be written into ${dir} (${(error as NodeJS.ErrnoException).code ?? 'unknown cause'}). Name a folder that you may write to, with room in it.`, { cause: error })
  }
  return paths
}

function plainName(name: string): string {
  if (/^[\p{L}\p{N}_][\p{L}\p{N}._ -]{0,120}$/u.test(name) && !name.endsWith('.')) return name
  throw new CitewellError('internal', `An operation named a file ${JSON.stringify(name)}, which is no plain file name.`)
}
