import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { datasetNames } from './columns.js'
import { orphanAgeMs, sweepFolder } from './folders.js'
import { manifestNames, readManifest } from './manifest.js'
import { filesOf } from './target-files.js'

/**
 * Removes what dead processes left and what no kept manifest lists, once it is old enough that nobody can be at work
 * with it. Beside a damaged manifest nothing is removed: it may list what nothing else does. What was added is there
 * already, so a failure here is nobody's concern: the next sweep tries again.
 */
export async function sweep(dir: string): Promise<void> {
  await sweepNow(dir).catch(() => undefined)
}

async function sweepNow(dir: string): Promise<void> {
  const listed = new Set<string>()
  for (const name of await manifestNames(dir)) {
    const manifest = await readManifest(dir, name)
    if (manifest === 'damaged') return
    if (manifest !== 'vanished') for (const dataset of datasetNames) for (const file of filesOf(manifest, dataset)) listed.add(file.path)
  }
  for (const name of datasetNames) await sweepFolder(join(dir, name), (file) => listed.has(`${name}/${file}`), orphanAgeMs)
  await sweepFolder(join(dir, 'manifests'), (file) => !file.startsWith('draft-'), orphanAgeMs)
  await sweepFolder(join(dir, 'tmp'), () => false, 7 * orphanAgeMs)
}

/** The age of a file that was replaced counts from now, for readers may be at work with it. */
export async function agedFromNow(dir: string, paths: Iterable<string>): Promise<void> {
  const now = new Date()
  for (const path of paths) await utimes(join(dir, path), now, now).catch(() => undefined)
}
