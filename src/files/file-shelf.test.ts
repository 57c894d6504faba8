import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fileOfBytes, readWhole } from '../model/file-input.js'
import { openFileShelf } from './file-shelf.js'

let dir: string
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'citewell-shelf-'))))
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const links = fileOfBytes('links.csv', Buffer.from('Source,Target\n'))
const others = fileOfBytes('others.csv', Buffer.from('Source\n'))
const makeOld = (name: string, days: number) => utimesSync(join(dir, name), new Date(), new Date(Date.now() - days * 86_400_000))

it('keeps a file by its bytes, once, and gives it back under the name asked for', async () => {
  const shelf = openFileShelf({ dir })
  const kept = await shelf.keep(links)
  expect(kept).toEqual({ file: expect.stringMatching(/^[0-9a-f]{64}$/u), name: 'links.csv', bytes: 14 })
  expect((await shelf.keep({ ...links, name: 'again.csv' })).file).toBe(kept.file)
  expect(readdirSync(dir)).toEqual([kept.file])
  const opened = await shelf.open(kept)
  expect(opened).toMatchObject({ name: 'links.csv', size: 14 })
  expect((await shelf.open(kept)).changedAt).toBe(opened.changedAt)
  for (const _ of [1, 2]) expect(Buffer.from(await readWhole(opened, 100)).toString()).toBe('Source,Target\n')
})

it('leaves nothing of a file that broke off', async () => {
  const shelf = openFileShelf({ dir })
  const broken = { name: 'x', async *open() {
    yield Buffer.from('half')
    throw new Error('gone')
  } }
  await expect(shelf.keep(broken)).rejects.toThrow('gone')
  expect(readdirSync(dir)).toEqual([])
})

it.each(['../../etc/passwd', 'ABC', '', 'a'.repeat(64)])('opens nothing but what it keeps: %s', async (file) => {
  writeFileSync(join(dir, 'ABC'), 'x')
  await expect(openFileShelf({ dir }).open({ file, name: 'x' })).rejects.toMatchObject({ code: 'not_found' })
})

it('sweeps what nobody needs, but nothing that just came', async () => {
  const shelf = openFileShelf({ dir })
  const [needed, old] = [await shelf.keep(links), await shelf.keep(others)]
  const fresh = await shelf.keep(fileOfBytes('x', Buffer.from('fresh')))
  writeFileSync(join(dir, 'part-left'), 'x')
  writeFileSync(join(dir, 'not-ours.txt'), 'x')
  for (const name of [needed.file, old.file, 'part-left', 'not-ours.txt']) makeOld(name, 3)
  expect(await shelf.sweep(new Set([needed.file]))).toBe(1)
  expect(readdirSync(dir).sort()).toEqual([fresh.file, needed.file, 'not-ours.txt'].sort())
})
