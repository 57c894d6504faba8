import { link, open, readFile, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { CitewellError } from '../model/error.js'
import { newName, syncToDisk } from './folders.js'

const ManifestFileSchema = z.object({
  path: z.string().regex(/^[a-z]+\/[A-Za-z0-9._-]+$/u).describe('Relative to the folder of the index, with slashes'),
  bytes: z.number().int(),
  rows: z.number().int(),
  crc32: z.number().int(),
  min_key: z.string().nullable().describe('Least and greatest value of the first sort column'),
  max_key: z.string().nullable(),
  partition: z.record(z.string(), z.string()),
})
export type ManifestFile = z.infer<typeof ManifestFileSchema>

const BatchSchema = z.object({
  batch: z.string(),
  key: z.string(),
  source: z.string(),
  created_ms: z.number(),
  sightings: z.number().int(),
  pages: z.number().int(),
  reading: z.number().int().optional().describe('Version of what was read of its pages; those before the first number have none, nor have exports'),
  sources: z.array(z.object({ source: z.string(), sightings: z.number().int(), first_ms: z.number().nullable(), last_ms: z.number().nullable() })),
})
export type ManifestBatch = z.infer<typeof BatchSchema>

/**
 * The list of everything that belongs to the index at one moment. Readers use the files it names and no others.
 *
 * `number` counts manifests, `generation` counts batches: a compaction writes a new manifest, but changes no answer.
 * `batches` is ours; the other keys are the ones a cluster writes.
 */
const ManifestSchema = z.object({
  format: z.literal('citewell-manifest/1'),
  release: z.string(),
  number: z.number().int().min(0),
  generation: z.number().int().min(0),
  created_ms: z.number(),
  engine: z.object({ name: z.string(), version: z.string() }),
  psl: z.string(),
  datasets: z.array(
    z.object({
      name: z.enum(['links', 'pages']),
      schema_version: z.number().int(),
      partition: z.array(z.string()),
      sort: z.array(z.string()),
      rows: z.number().int(),
      bytes: z.number().int(),
      files: z.array(ManifestFileSchema),
    }),
  ),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
  previous: z.string().nullable(),
  batches: z.array(BatchSchema),
})
export type Manifest = z.infer<typeof ManifestSchema>

/** Older manifests kept beside the newest, for readers that are still at work with one. */
const manifestsKept = 8

const namePattern = /^\d{10}\.json$/u

function manifestName(number: number): string {
  return `${String(number).padStart(10, '0')}.json`
}

/** Names of all manifests, newest first. */
export async function manifestNames(dir: string): Promise<string[]> {
  const names = await readdir(join(dir, 'manifests'))
  return names.filter((name) => namePattern.test(name)).sort().reverse()
}

/** The newest manifest that can be read, and those newer ones that can't; undefined where nothing was ever added. */
export async function newestManifest(dir: string): Promise<{ manifest: Manifest | undefined; damaged: string[]; newestNumber: number }> {
  for (let tries = 0; ; tries += 1) {
    const names = await manifestNames(dir)
    const damaged: string[] = []
    let vanished = false
    for (const name of names) {
      const read = await readManifest(dir, name)
      if (read === 'vanished') vanished = true
      else if (read === 'damaged') damaged.push(name)
      else return { manifest: read, damaged, newestNumber: numberOf(names[0]!) }
    }
    // Others may trim old manifests between our listing and our reading; then there are newer ones now.
    if (!vanished || tries === 20) return { manifest: undefined, damaged, newestNumber: names.length === 0 ? 0 : numberOf(names[0]!) }
  }
}

/** Newest manifests by folder, each with the time at which the folder last changed. */
const lookedUp = new Map<string, { changed: bigint; newest: Manifest | undefined }>()
const foldersMax = 1_000
/** File systems count time in steps: of a change this long ago another one in the same step would have been seen. */
const settledNs = 2_000_000_000n

/**
 * The newest manifest, for readers: every request asks for it, so it is read again only after its folder has changed.
 * What is published is there in the answer that begins after it.
 */
export async function currentManifest(dir: string): Promise<Manifest | undefined> {
  const { mtimeNs } = await stat(join(dir, 'manifests'), { bigint: true })
  const known = lookedUp.get(dir)
  if (known?.changed === mtimeNs) return known.newest
  const now = BigInt(Date.now()) * 1_000_000n
  const { manifest } = await newestManifest(dir)
  lookedUp.delete(dir)
  if (lookedUp.size >= foldersMax) lookedUp.clear()
  if (now - mtimeNs > settledNs) lookedUp.set(dir, { changed: mtimeNs, newest: manifest })
  return manifest
}

function numberOf(name: string): number {
  return Number(name.slice(0, 10))
}

export async function readManifest(dir: string, name: string): Promise<Manifest | 'damaged' | 'vanished'> {
  let text: string
  try {
    text = await readFile(join(dir, 'manifests', name), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'vanished'
    throw error
  }
  try {
    const read = ManifestSchema.safeParse(JSON.parse(text))
    return read.success ? read.data : 'damaged'
  } catch {
    return 'damaged'
  }
}

/**
 * Publishes the manifest that `next` makes from the newest one, or nothing if it makes none.
 *
 * Any number of processes may publish at once: a manifest is written whole under a name of its own and then linked to
 * the next number, which succeeds for one of them only; the others make theirs anew from what that one wrote. Old
 * manifests are trimmed, so a very late writer could be given a number that was there before; it sees that the newest
 * manifest lacks what it published and tries again.
 */
export async function publishManifest(
  dir: string,
  next: (newest: Manifest | undefined) => Omit<Manifest, 'number' | 'release' | 'previous'> | undefined,
  isPublished: (newest: Manifest) => boolean,
): Promise<Manifest | undefined> {
  for (;;) {
    const { manifest: newest, newestNumber } = await newestManifest(dir)
    if (newest !== undefined && isPublished(newest)) return newest
    const content = next(newest)
    if (content === undefined) return undefined
    const number = newestNumber + 1
    const manifest: Manifest = { ...content, number, release: `local-${number}`, previous: newest === undefined ? null : manifestName(newest.number) }
    if (!(await linkManifest(dir, manifest))) continue
    const after = await newestManifest(dir)
    if (after.manifest !== undefined && (after.manifest.number === number || isPublished(after.manifest))) {
      await trimManifests(dir)
      return manifest
    }
    await rm(join(dir, 'manifests', manifestName(number)), { force: true })
  }
}

async function linkManifest(dir: string, manifest: Manifest): Promise<boolean> {
  const folder = join(dir, 'manifests')
  const draft = join(folder, `draft-${newName()}.json`)
  try {
    const handle = await open(draft, 'wx')
    try {
      await handle.writeFile(JSON.stringify(manifest))
      await handle.sync()
    } finally {
      await handle.close()
    }
    try {
      await link(draft, join(folder, manifestName(manifest.number)))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EEXIST') return false
      if (code === 'EPERM' || code === 'ENOTSUP' || code === 'ENOSYS') {
        throw new CitewellError('unavailable', `${dir} is on a file system without hard links, so adding safely is impossible there. Keep the data folder on a local disk.`, { cause: error })
      }
      throw error
    }
    await syncToDisk(folder)
    return true
  } finally {
    await rm(draft, { force: true })
  }
}

/** Removes manifests that are older than the last few, oldest first. */
async function trimManifests(dir: string): Promise<void> {
  const names = await manifestNames(dir)
  for (const name of names.slice(1 + manifestsKept).reverse()) await rm(join(dir, 'manifests', name), { force: true })
}
