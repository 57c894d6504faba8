import { expect, it } from 'vitest'
import type { PageRecord } from '../model/page.js'
import type { Sighting } from '../model/sighting.js'
import { collect, entriesOf, exported, page, sighting, withIndex } from './testing/invented.js'

const on = (day: string) => `2026-${day}T00:00:00.000Z`
const other = { target: 'https://other.example/' }
const onPage = (name: string, changes: Partial<Sighting> = {}) => sighting({ referringPage: `https://news.example/${name}`, ...changes })
const edge = (from: string, to: string, pages: number) => ({ from: `${from}.example`, to: `${to}.example`, pages })

it.each<{ title: string; given: Array<Sighting | PageRecord>; expected: object[] }>([
  { title: 'nothing', given: [], expected: [] },
  { title: 'pages are counted once, whatever their links and sources', given: [onPage('a'), onPage('a', { anchorText: 'x' }), onPage('b'), exported()], expected: [edge('news', 'clinic', 3)] },
  { title: 'by from, then to', given: [onPage('a', other), onPage('a'), sighting({ referringPage: 'https://blog.example/' })], expected: [edge('blog', 'clinic', 1), edge('news', 'clinic', 1), edge('news', 'other', 1)] },
  { title: 'links within a domain are none', given: [sighting({ target: 'https://www.news.example/' })], expected: [] },
  { title: 'a page whose latest capture lacks the link counts', given: [onPage('story'), page({ seenAt: on('02-01') })], expected: [edge('news', 'clinic', 1)] },
  { title: 'but no more once a second look misses it too', given: [onPage('story'), page({ seenAt: on('02-01') }), page({ seenAt: on('02-02') })], expected: [] },
  { title: 'and a look for the links to another target is none', given: [onPage('story'), page({ seenAt: on('02-01') }), page({ seenAt: on('02-02'), readFor: 'other.example' })], expected: [edge('news', 'clinic', 1)] },
  { title: 'but one that has it does', given: [onPage('story'), page({ seenAt: on('02-01') }), onPage('story', { seenAt: on('02-01'), anchorText: 'new words' })], expected: [edge('news', 'clinic', 1)] },
  { title: 'and a capture from before the only word of it says nothing', given: [exported({ seenAt: on('03-01') }), page({ seenAt: on('02-01') })], expected: [edge('news', 'clinic', 1)] },
  { title: 'a page that is gone has no links', given: [onPage('story'), onPage('story', other), page({ status: 404, features: null, seenAt: on('02-01') })], expected: [] },
  { title: 'unless it answers again the same day, and was missed there once', given: [onPage('story'), page({ status: 404, features: null, seenAt: '2026-02-01T12:00:00.000Z' }), page({ seenAt: '2026-02-01T20:00:00.000Z' })], expected: [edge('news', 'clinic', 1)] },
  { title: 'one that could not be read says nothing', given: [onPage('story'), page({ status: 503, features: null, seenAt: on('02-01') })], expected: [edge('news', 'clinic', 1)] },
  { title: 'a link that a source lost is lost', given: [exported({ seenAt: on('01-01'), lostAt: on('02-01') })], expected: [] },
  { title: 'unless it was seen again', given: [exported({ seenAt: on('01-01'), lostAt: on('02-01') }), exported({ seenAt: on('03-01') })], expected: [edge('news', 'clinic', 1)] },
  { title: 'a domain known without a page is an edge', given: [exported({ referringPage: null })], expected: [edge('news', 'clinic', 1)] },
])('$title', ({ given, expected }) =>
  withIndex(async (index) => {
    if (given.length > 0) await index.add(entriesOf(...given), { key: 'k', source: 'test' })
    expect(await collect(index.domainEdges())).toEqual(expected)
  }))

it('can be stopped', () =>
  withIndex(async (index) => {
    await index.add(entriesOf(sighting()), { key: 'k', source: 'test' })
    await expect(collect(index.domainEdges({ signal: AbortSignal.abort() }))).rejects.toThrow()
  }))
