import { readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { currentManifest } from './manifest.js'
import { entriesOf, exported, withIndex } from './testing/invented.js'

describe('the newest manifest, as readers ask for it', () => {
  it('is read again only when its folder has changed', () =>
    withIndex(async (index, dir) => {
      const folder = join(dir, 'manifests')
      const longAgo = new Date(Date.now() - 60_000)
      const add = (key: string) => index.add(entriesOf(exported({ referringPage: `https://blog.example/${key}` })), { key, source: 'test' })
      expect(await currentManifest(dir)).toBeUndefined()
      await add('one')
      // Just changed: another change in the same moment would leave no trace, so nothing is kept yet.
      expect((await currentManifest(dir))?.generation).toBe(1)
      await add('two')
      expect(await index.generation()).toBe(2)
      await utimes(folder, longAgo, longAgo)
      const kept = await currentManifest(dir)
      expect(kept?.generation).toBe(2)
      // Nobody changes a manifest in its place; that the tampering goes unseen shows that it was not read again.
      const name = (await readdir(folder)).sort().at(-1)!
      await writeFile(join(folder, name), (await readFile(join(folder, name), 'utf8')).replace('"generation":2', '"generation":7'))
      expect(await currentManifest(dir)).toBe(kept)
      await utimes(folder, longAgo, new Date(Date.now() - 50_000))
      expect((await currentManifest(dir))?.generation).toBe(7)
      await add('three')
      expect(await index.generation()).toBe(8)
    }))
})
