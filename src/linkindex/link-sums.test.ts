import { cpSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { linkSums } from './link-sums.js'

const folder = mkdtempSync(join(tmpdir(), 'citewell-link-sums-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A folder as an index leaves it: what is in the files does not matter here, only that they are the same. */
function indexAt(name: string): string {
  const dir = join(folder, name)
  const file = (path: string, text: string) => ({ path, bytes: Buffer.byteLength(text), rows: 2, crc32: 0, min_key: null, max_key: null, partition: {} })
  const texts: Array<[string, string]> = [['links/b1.parquet', 'rows of b1'], ['links/b2.parquet', 'rows of b2'], ['pages/b1.parquet', 'pages of b1']]
  const batch = (id: string) => ({ batch: id, key: `key of ${id}`, source: 'a tool', created_ms: 1, sightings: 2, pages: 1, sources: [] })
  for (const part of ['manifests', 'links', 'pages']) cpSync(mkdtempSync(join(folder, 'part-')), join(dir, part), { recursive: true })
  for (const [path, text] of texts) writeFileSync(join(dir, path), text)
  const dataset = (noun: 'links' | 'pages') => ({ name: noun, schema_version: 1, partition: [], sort: [], rows: 2, bytes: 1, files: texts.filter(([path]) => path.startsWith(noun)).map(([path, text]) => file(path, text)) })
  writeFileSync(join(dir, 'manifests', '0000000002.json'), JSON.stringify({ format: 'citewell-manifest/1', release: 'r', number: 2, generation: 2, created_ms: 1, engine: { name: 'e', version: '1' }, psl: 'p', datasets: [dataset('links'), dataset('pages')], checks: [], previous: null, batches: [batch('b1'), batch('b2')] }))
  return dir
}

it('counts and sums what a link index holds, the same wherever it lies', async () => {
  const dir = indexAt('one')
  const sums = (await linkSums(dir))!
  expect(sums).toMatchObject({ batches: 2, sightings: 4, pages: 2, files: 3, bytes: 31 })
  cpSync(dir, join(folder, 'copied'), { recursive: true })
  expect(await linkSums(join(folder, 'copied'))).toEqual(sums)
  expect(await linkSums(join(folder, 'nowhere'))).toBeUndefined()
})

it('tells a file that was changed, cut or lost', async () => {
  const whole = (await linkSums(indexAt('whole')))!
  const changed = indexAt('changed')
  writeFileSync(join(changed, 'links/b2.parquet'), 'rows of bX')
  expect((await linkSums(changed))!.sha256).not.toBe(whole.sha256)
  const cut = indexAt('cut')
  truncateSync(join(cut, 'pages/b1.parquet'), 3)
  await expect(linkSums(cut)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('3 bytes of 11') })
  const lost = indexAt('lost')
  rmSync(join(lost, 'links/b1.parquet'))
  await expect(linkSums(lost)).rejects.toMatchObject({ code: 'conflict' })
  const unread = indexAt('unread')
  const [name] = readdirSync(join(unread, 'manifests'))
  writeFileSync(join(unread, 'manifests', '0000000003.json'), readFileSync(join(unread, 'manifests', name!), 'utf8').slice(0, 100))
  await expect(linkSums(unread)).rejects.toMatchObject({ code: 'conflict' })
})
