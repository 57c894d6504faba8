import { describe, expect, it } from 'vitest'
import { clinic, collect, entriesOf, exported, page, sighting, withIndex } from './testing/invented.js'

describe('a batch that is withdrawn', () => {
  it('leaves every answer as if it had never come, before and after merging, and can come again', () =>
    withIndex(async (index) => {
      const first = () => entriesOf(exported({ referringPage: 'https://a.example/1' }), page({ url: 'https://a.example/1' }))
      const second = () => entriesOf(exported({ referringPage: 'https://a.example/1', seenBy: 'export-b', seenAt: '2026-05-01T00:00:00.000Z' }), sighting({ referringPage: 'https://b.example/1' }), page({ url: 'https://b.example/1' }))
      const answers = async () => JSON.stringify([await collect(index.links(clinic)), await collect(index.referringPages(clinic)), await index.sources(clinic)])
      await index.add(first(), { key: 'one', source: 'test' })
      const before = await answers()
      await index.add(second(), { key: 'two', source: 'test' })
      const both = await answers()
      for (const merged of [false, true]) {
        if (merged) await index.compact()
        const generation = await index.generation()
        expect(await index.withdraw('two')).toBe(true)
        expect(await answers()).toBe(before)
        expect(await index.has('two')).toBe(false)
        expect(await index.generation()).toBe(generation + 1)
        expect(await index.check()).toEqual({ ok: true, problems: [] })
        expect((await index.info()).batches).toBe(1)
        expect(await index.withdraw('two')).toBe(false)
        expect((await index.add(second(), { key: 'two', source: 'test' })).batch).not.toBeNull()
        expect(await answers()).toBe(both)
      }
      expect(await index.withdraw('one')).toBe(true)
      expect(await index.withdraw('two')).toBe(true)
      expect(await collect(index.links(clinic))).toEqual([])
    }))
})
