import { createReadStream, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FileInput } from '../model/file-input.js'

const folder = fileURLToPath(new URL('../../data/sample-organisation/', import.meta.url))

/** What is typed in for a client of the invented organisation; its links come from the files named. */
export interface SampleClient {
  slug: string
  name: string
  profileKind: 'hospital' | 'clinic' | 'practice' | 'other'
  site: string
  /** True for the client whose pages and exports are the sample web. */
  web: boolean
  locations: Array<Record<string, unknown>>
  serviceLines: Array<Record<string, unknown>>
  clinicians: Array<Record<string, unknown>>
  competitors: Array<{ domain: string; name: string; exports: string[] }>
  exports: string[]
}

export interface SampleOrganisation {
  organisation: { slug: string; name: string; kind: string }
  clients: SampleClient[]
}

/** The invented agency that ships with the program: what `npm start` opens on. */
export function sampleOrganisation(): SampleOrganisation {
  return JSON.parse(readFileSync(join(folder, 'organisation.json'), 'utf8')) as SampleOrganisation
}

export function sampleExport(name: string): FileInput {
  const path = join(folder, name)
  return { name, size: statSync(path).size, open: () => createReadStream(path) }
}
