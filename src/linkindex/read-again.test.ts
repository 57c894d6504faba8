import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { clinic, collect, entriesOf, exported, page, readFeatures, sighting, withIndex } from './testing/invented.js'

/** What an archive gave when less was kept of a page, and what the same bytes give now. */
const before = () => entriesOf(sighting({ seenBy: 'archive:a.warc', area: null }), page({ seenBy: 'archive:a.warc', features: null, readFor: 'clinic.example' }))
const now = () => entriesOf(sighting({ seenBy: 'archive:a.warc' }), page({ seenBy: 'archive:a.warc', features: { ...readFeatures, headings: ['More of it'] }, readFor: 'clinic.example' }))
const other = () => entriesOf(exported({ referringPage: 'https://b.example/1', referringDomain: 'b.example' }), page({ url: 'https://b.example/1', seenBy: 'archive:b.warc' }))
const archive = { key: 'a', source: 'archive:a.warc' }

describe('bytes that an older version read', () => {
  for (const merged of [false, true]) {
    it(`are read again in the place of what they gave, ${merged ? 'merged with others' : 'in files of their own'}`, () =>
      withIndex(async (index, dir) => {
        const answers = async () => JSON.stringify([await collect(index.links(clinic)), await collect(index.referringPages(clinic)), await index.sources(clinic)])
        await index.add(now(), { ...archive, reading: 2 })
        await index.add(other(), { key: 'b', source: 'archive:b.warc', reading: 2 })
        const wanted = await answers()
        await index.withdraw('a')
        await index.add(before(), archive)
        const first = (await index.batch('a'))!
        expect(first).toMatchObject({ source: 'archive:a.warc', reading: null })
        expect(await answers()).not.toBe(wanted)
        if (merged) await index.compact()
        const generation = await index.generation()
        expect([await index.has('a'), await index.has('a', 2), await index.has('b', 2), await index.has('b', 3)]).toEqual([true, false, true, false])
        expect(await index.readBefore(2)).toMatchObject([{ key: 'a', source: 'archive:a.warc', addedAt: first.addedAt, pages: 1, target: 'clinic.example', onlyPage: 'https://news.example/story' }])
        expect(await index.add(now(), { ...archive, reading: 2 })).toMatchObject({ sightingCount: 1, pageCount: 1, replaced: true })
        expect(await answers()).toBe(wanted)
        expect(await index.generation()).toBe(generation + 1)
        expect(await index.info()).toMatchObject({ batches: 2, sightings: 2, pages: 2 })
        expect(await index.batch('a')).toEqual({ ...first, reading: 2 })
        expect(await index.readBefore(2)).toEqual([])
        expect(await index.add(now(), { ...archive, reading: 2 })).toMatchObject({ batch: null, replaced: false })
        expect(await index.check()).toEqual({ ok: true, problems: [] })
        await index.compact()
        expect(await answers()).toBe(wanted)
        // All of it goes, what came first and what came again.
        expect(await index.withdraw('a')).toBe(true)
        expect(await index.info()).toMatchObject({ batches: 1, sightings: 1, pages: 1 })
        expect((await readdir(join(dir, 'tmp'))).length).toBe(0)
      }))
  }

  it('stay as they were where reading them again fails, is stopped or finds nothing', () =>
    withIndex(async (index, dir) => {
      await index.add(before(), archive)
      const files = await readdir(join(dir, 'pages'))
      const stop = new AbortController()
      const broken = async function* () {
        yield* now()
        throw new Error('torn off')
      }
      const stopped = async function* () {
        yield* now()
        stop.abort()
        yield* now()
      }
      await expect(index.add(broken(), { ...archive, reading: 2 })).rejects.toThrow('torn off')
      await expect(index.add(stopped(), { ...archive, reading: 2, signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' })
      expect(await index.add(now(), { ...archive, key: () => null, reading: 2 })).toMatchObject({ batch: null, replaced: false })
      expect(await readdir(join(dir, 'pages'))).toEqual(files)
      expect(await index.batch('a')).toMatchObject({ reading: null })
      expect(await collect(index.referringPages(clinic))).toMatchObject([{ features: null }])
    }))

  it('are replaced once, however many read them again at once', () =>
    withIndex(async (index) => {
      await index.add(before(), archive)
      const results = await Promise.all([1, 2, 3, 4].map(() => index.add(now(), { ...archive, reading: 2 })))
      expect(results.filter(({ replaced }) => replaced)).toHaveLength(1)
      expect(await index.info()).toMatchObject({ batches: 1, sightings: 1, pages: 1, generation: 2 })
    }))

  it('come once where they are read again while files are merged or the batch is taken back', () =>
    withIndex(async (index) => {
      for (let round = 0; round < 3; round += 1) {
        await index.add(before(), archive)
        await index.add(other(), { key: `b${round}`, source: 'archive:b.warc' })
        await Promise.all([index.add(now(), { ...archive, reading: 2 }), index.compact(), ...(round === 1 ? [index.withdraw('a')] : [])])
        expect(await index.check()).toEqual({ ok: true, problems: [] })
        const { sightings, batches } = await index.info()
        expect(sightings).toBe(batches)
        await index.withdraw('a')
      }
    }))

  it('are not what an export is, nor what has a newer number', () =>
    withIndex(async (index) => {
      await index.add(entriesOf(exported()), { key: 'list', source: 'archive:named-like-one' })
      await index.add(before(), { ...archive, reading: 3 })
      expect(await index.readBefore(2)).toEqual([])
      expect(await index.add(now(), { ...archive, reading: 2 })).toMatchObject({ batch: null })
      expect(await index.add(entriesOf(exported()), { key: 'list', source: 'x', reading: 2 })).toMatchObject({ batch: null })
    }))
})
