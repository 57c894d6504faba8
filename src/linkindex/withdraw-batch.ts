import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CitewellError } from '../model/error.js'
import { datasetNames, type DatasetName } from './columns.js'
import { quoted, rowsOf, type Database } from './database.js'
import { syncToDisk } from './folders.js'
import { newestManifest, publishManifest, type Manifest, type ManifestFile } from './manifest.js'
import { writeFile } from './write-files.js'

/** How manifests are read and made where batches are added. */
interface Manifests {
  filesOf(manifest: Manifest | undefined, name: DatasetName): ManifestFile[]
  manifestOf(database: Database, counted: Pick<Manifest, 'generation' | 'batches'>, files: Record<DatasetName, ManifestFile[]>): Omit<Manifest, 'number' | 'release' | 'previous'>
}

/** Tries against compactions that are faster. */
const triesMax = 5

/**
 * Takes a whole batch out again: a new manifest lists neither the batch nor its rows. Files that hold nothing else are
 * no longer listed, files in which it was merged with others are written anew without it. Readers that are at work with
 * the old manifest still find its files. False if there is no such batch.
 */
export async function withdrawBatch(database: Database, dir: string, key: string, { filesOf, manifestOf }: Manifests): Promise<boolean> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const { manifest } = await newestManifest(dir)
    const entry = manifest?.batches.find((batch) => batch.key === key)
    if (entry === undefined) return false
    const gone = new Set<string>()
    const written: Record<DatasetName, ManifestFile[]> = { links: [], pages: [] }
    for (const name of datasetNames) {
      for (const file of filesOf(manifest, name)) {
        const rest = await withoutBatch(database, dir, name, file, entry.batch)
        if (rest === 'untouched') continue
        gone.add(file.path)
        if (rest !== null) written[name].push(rest)
      }
      if (written[name].length > 0) await syncToDisk(join(dir, name))
    }
    const published = await publishManifest(
      dir,
      (newest) => {
        const present = new Set(datasetNames.flatMap((name) => filesOf(newest, name).map((file) => file.path)))
        // Somebody merged the files meanwhile: what was found out is of files that are no longer read.
        if (newest === undefined || [...gone].some((path) => !present.has(path))) return undefined
        const files = (name: DatasetName) => [...filesOf(newest, name).filter((file) => !gone.has(file.path)), ...written[name]]
        return manifestOf(database, { generation: newest.generation + 1, batches: newest.batches.filter(({ batch }) => batch !== entry.batch) }, { links: files('links'), pages: files('pages') })
      },
      (newest) => !newest.batches.some(({ batch }) => batch === entry.batch),
    )
    if (published !== undefined) return true
    for (const name of datasetNames) for (const file of written[name]) await rm(join(dir, file.path), { force: true })
  }
  throw new CitewellError('conflict', 'The link index is being merged again and again, so nothing was taken back. Try it again in a minute.')
}

/** A file without the rows of a batch: `untouched` if it has none, null if it has no others. */
async function withoutBatch(database: Database, dir: string, name: DatasetName, file: ManifestFile, batch: string): Promise<ManifestFile | 'untouched' | null> {
  const path = join(dir, file.path)
  return database.use(async (connection) => {
    const [counted] = await rowsOf(connection, 'SELECT COUNT(*) AS n, COUNT(*) FILTER (WHERE batch = $batch) AS own FROM read_parquet($path)', { path, batch })
    const own = Number(counted!.own)
    if (own === 0) return 'untouched'
    if (own === Number(counted!.n)) return null
    // The empty file has every column of today; those a file written earlier lacks are NULL.
    return writeFile(connection, dir, name, `(SELECT * FROM read_parquet([${quoted(database.emptyFiles[name])}, ${quoted(path)}], union_by_name = true) WHERE batch IS DISTINCT FROM ${quoted(batch)})`)
  })
}
