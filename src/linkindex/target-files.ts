import { join } from 'node:path'
import { reversedName } from '../model/domain.js'
import { CitewellError } from '../model/error.js'
import type { ReferringDomains, TargetScope } from '../model/outside.js'
import { schemaVersion, type DatasetName } from './columns.js'
import type { Database, Parameters } from './database.js'
import { currentManifest, type Manifest, type ManifestFile } from './manifest.js'
import { partOfLinks } from './part-of-links.js'

/** The files of a target as they are read for some referring domains, or for all. */
export async function* filesFrom(database: Database, dir: string, target: TargetScope, from: ReferringDomains | undefined): AsyncGenerator<Parameters> {
  // One look at the manifest for all runs: what is added meanwhile belongs to the next answer.
  const files = await filesFor(database, dir, target)
  const [first] = from?.domains ?? []
  if (from === undefined) yield files
  else if (from.domains.length === 1) yield { ...files, s_first: reversedName(first!), s_last: reversedName(first!) }
  else if (first !== undefined) {
    const part = await partOfLinks(database, dir, files, from.domains)
    try {
      yield part.files
    } finally {
      await part.remove()
    }
  }
}

/** Files to read for a target domain: those whose range of keys can hold it. */
export async function filesFor(database: Database, dir: string, target: Pick<TargetScope, 'domain'>): Promise<Parameters> {
  const manifest = await currentManifest(dir)
  if (manifest?.datasets.some((dataset) => dataset.schema_version > schemaVersion)) {
    throw new CitewellError('conflict', `The link index in ${dir} was written by a newer Citewell. Update this one, or give another folder with --home.`)
  }
  const domain = reversedName(target.domain)
  const paths = (name: DatasetName, wanted: (file: ManifestFile) => boolean) => {
    // The empty file has every column of today, so that files written before one was added read it as NULL.
    return [database.emptyFiles[name], ...filesOf(manifest, name).filter(wanted).map((file) => join(dir, file.path))]
  }
  const holds = (file: ManifestFile) => (file.min_key ?? '') <= domain && domain <= (file.max_key ?? '')
  return { link_files: paths('links', holds), link_files_all: paths('links', () => true), page_files: paths('pages', () => true), t_domain: domain, s_first: null, s_last: null, page: null }
}

export function filesOf(manifest: Manifest | undefined, name: DatasetName): ManifestFile[] {
  return manifest?.datasets.find((dataset) => dataset.name === name)?.files ?? []
}
