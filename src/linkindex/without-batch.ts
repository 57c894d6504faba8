import { join } from 'node:path'
import { datasetNames, type DatasetName } from './columns.js'
import { quoted, rowsOf, type Database } from './database.js'
import { removeFiles } from './batch-writer.js'
import { syncToDisk } from './folders.js'
import type { Manifest, ManifestFile } from './manifest.js'
import { filesOf } from './target-files.js'
import { writeFile } from './write-files.js'

/** What a manifest without one batch no longer lists, and what it lists instead. */
export interface WithoutBatch {
  gone: ReadonlySet<string>
  files: Record<DatasetName, ManifestFile[]>
}

/**
 * Files without the rows of one batch. Those that hold nothing else are left out, those in which it was merged with others
 * are written anew. They belong to nobody until a manifest lists them.
 */
export async function withoutBatch(database: Database, dir: string, manifest: Manifest, batch: string): Promise<WithoutBatch> {
  const gone = new Set<string>()
  const files: WithoutBatch['files'] = { links: [], pages: [] }
  try {
    for (const name of datasetNames) {
      for (const [file, rows] of await filesWith(database, dir, name, filesOf(manifest, name), batch)) {
        gone.add(file.path)
        if (rows < file.rows) files[name].push(await fileWithout(database, dir, name, file, batch))
      }
      if (files[name].length > 0) await syncToDisk(join(dir, name))
    }
    return { gone, files }
  } catch (error) {
    await removeFiles(dir, { files })
    throw error
  }
}

/** The files that stand in a manifest instead of those it lists; undefined where it no longer lists all of them, as after a compaction. */
export function filesInstead(manifest: Manifest, { gone, files }: WithoutBatch): ((name: DatasetName) => ManifestFile[]) | undefined {
  const present = new Set(datasetNames.flatMap((name) => filesOf(manifest, name).map((file) => file.path)))
  if ([...gone].some((path) => !present.has(path))) return undefined
  return (name) => [...filesOf(manifest, name).filter((file) => !gone.has(file.path)), ...files[name]]
}

/** Files that hold rows of a batch, and how many. Of files added with other batches only the footer is read. */
async function filesWith(database: Database, dir: string, name: DatasetName, files: readonly ManifestFile[], batch: string): Promise<Array<[ManifestFile, number]>> {
  if (files.length === 0) return []
  const byPath = new Map(files.map((file) => [join(dir, file.path), file]))
  const rows = await database.use((connection) => rowsOf(connection, 'SELECT filename AS path, COUNT(*) AS n FROM read_parquet($files, union_by_name = true, filename = true) WHERE batch = $batch GROUP BY filename', { files: [...byPath.keys()], batch }))
  return rows.map(({ path, n }) => [byPath.get(path as string)!, Number(n)])
}

function fileWithout(database: Database, dir: string, name: DatasetName, file: ManifestFile, batch: string): Promise<ManifestFile> {
  // The empty file has every column of today; those a file written earlier lacks are NULL.
  return database.use((connection) => writeFile(connection, dir, name, `(SELECT * FROM read_parquet([${quoted(database.emptyFiles[name])}, ${quoted(join(dir, file.path))}], union_by_name = true) WHERE batch IS DISTINCT FROM ${quoted(batch)})`))
}
