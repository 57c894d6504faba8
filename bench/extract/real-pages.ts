import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { readArchive } from '../../src/archive/index.js'
import { isHtml } from '../../src/extract/index.js'

export interface RealPage {
  name: string
  bytes: Buffer
  contentType: string
}

/** Saved pages of one folder of the test data, all below it. */
export function savedPages(folder: string): RealPage[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?:^|\/)(?!expected)[^/]*\.html(?:\.gz)?$/u.test(name))
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(folder, name))
      return { name, bytes: name.endsWith('.gz') ? gunzipSync(bytes) : bytes, contentType: '' }
    })
}

/** HTML pages of the archives below a folder of the test data. */
export async function archivedPages(folder: string): Promise<RealPage[]> {
  const pages: RealPage[] = []
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!/\.w?arc(?:\.gz)?$/u.test(name)) continue
    const bytes = readFileSync(join(folder, name))
    for await (const capture of readArchive(once(bytes), { file: name, onProblem: () => {} })) {
      if (!isHtml(capture) || capture.body === null) continue
      pages.push({ name: `${name} ${capture.url}`, bytes: Buffer.from(capture.body), contentType: capture.headers.get('content-type') ?? '' })
    }
  }
  return pages
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
