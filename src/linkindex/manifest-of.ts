import { publicSuffixVersion } from '../model/public-suffixes.js'
import { datasetNames, datasets, schemaVersion, type DatasetName } from './columns.js'
import type { Database } from './database.js'
import type { Manifest, ManifestFile } from './manifest.js'

/** What the next manifest says of these files and batches. */
export function manifestOf(database: Pick<Database, 'version'>, counted: Pick<Manifest, 'generation' | 'batches'>, files: Record<DatasetName, ManifestFile[]>): Omit<Manifest, 'number' | 'release' | 'previous'> {
  return {
    format: 'citewell-manifest/1',
    generation: counted.generation,
    created_ms: Date.now(),
    engine: { name: 'duckdb', version: database.version },
    psl: publicSuffixVersion,
    datasets: datasetNames.map((name) => ({
      name,
      schema_version: schemaVersion,
      partition: [],
      sort: [...datasets[name].sort],
      rows: files[name].reduce((sum, file) => sum + file.rows, 0),
      bytes: files[name].reduce((sum, file) => sum + file.bytes, 0),
      files: files[name],
    })),
    checks: [],
    batches: counted.batches,
  }
}
