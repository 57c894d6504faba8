import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
// @ts-expect-error -- a plain script without types
import { buildArchives, folder } from '../scripts/sample-web.mjs'

it('the archives of the sample web are built from its pages as they stand', () => {
  const archives = buildArchives() as Map<string, Buffer[]>
  expect(archives.size).toBe(2)
  for (const [name, records] of archives) {
    expect(gunzipSync(readFileSync(`${folder}${name}`)).equals(Buffer.concat(records)), `${name} is stale: run node scripts/sample-web.mjs`).toBe(true)
  }
})
