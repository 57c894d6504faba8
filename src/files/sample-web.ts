import { createReadStream, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FileInput } from '../model/file-input.js'

const folder = fileURLToPath(new URL('../../data/sample-web/', import.meta.url))

/** The invented sample web that ships with the program: what `npm start` audits. */
export interface SampleWeb {
  site: string
  profile: FileInput
  archives: FileInput[]
  exports: FileInput[]
}

export function sampleWeb(): SampleWeb {
  const names = readdirSync(folder).sort()
  const open = (name: string) => fileAt(join(folder, name), name)
  return {
    site: 'northgate-heart.example',
    profile: open('profile.json'),
    archives: names.filter((name) => name.endsWith('.warc.gz')).map(open),
    exports: names.filter((name) => name.endsWith('.csv')).map(open),
  }
}

/** A file on our own disk as the input of an operation. */
function fileAt(path: string, name: string): FileInput {
  return { name, size: statSync(path).size, open: () => createReadStream(path, { highWaterMark: 1024 * 1024 }) }
}

