import { describe, expect, it } from 'vitest'
import type { Instant } from '../model/instant.js'
import { originals, repeats, revisitOf, type Repeated, type Revisit } from './revisits.js'

const at = (day: string) => `2026-10-${day}T00:00:00.000Z` as Instant
const record = (changes: Partial<Repeated> = {}): Repeated => ({ kind: 'response', url: 'https://a.example/', at: at('01'), marks: { id: '<urn:1>', digest: 'sha1:abc' }, ...changes })
const revisit = (changes: Partial<Revisit> = {}): Revisit => ({ url: 'https://a.example/', at: at('20'), byServer: false, digest: 'sha1:abc', ofRecord: null, ofUrl: null, ofAt: null, askedBy: undefined, offset: 0, ...changes })
const other = 'https://b.example/'

it.each<[string, Partial<Revisit>, Partial<Repeated>, number]>([
  ['the same address and bytes', {}, {}, 2],
  ['the record it names', { ofRecord: '<urn:1>' }, {}, 3],
  ['"not modified" without a digest', { byServer: true, digest: null }, {}, 2],
  ['"not modified" with the digest of nothing', { byServer: true, digest: 'sha1:nothing' }, {}, 2],
  ['the instant it names', { ofAt: at('01') }, {}, 2],
  ['no digests at all', { digest: null }, { marks: undefined }, 2],
  ['another page of equal bytes, named', { url: other, ofUrl: 'https://a.example/' }, {}, 2],
  ['another page of equal bytes', { url: other }, {}, 1],
  ['a younger record', {}, { at: at('21') }, 0],
  ['a record without a date', {}, { at: null }, 0],
  ['other bytes', {}, { marks: { id: null, digest: 'sha1:xyz' } }, 0],
  ['other bytes, though the record is named', { ofRecord: '<urn:1>', digest: 'sha1:xyz' }, {}, 0],
  ['another page that is named, of bytes nobody compared', { url: other, ofUrl: 'https://a.example/', digest: null }, {}, 0],
  ['another page of which a server speaks', { url: other, ofUrl: 'https://a.example/', byServer: true }, {}, 0],
  ['another instant than the one it names', { digest: null, ofAt: at('02') }, {}, 0],
  ['a revisit', { ofRecord: '<urn:1>' }, { kind: 'revisit' }, 0],
  ['links of a WAT record', {}, { kind: 'wat' }, 0],
])('%s', (_, from, to, expected) => {
  expect(repeats(revisit(from), record(to))).toBe(expected)
})

describe('the record a revisit repeats', () => {
  it('is the surest one, and of equally sure ones the latest', () => {
    const [named, plain] = [revisit({ ofRecord: '<urn:1>' }), revisit()]
    const looked = originals([named, plain])
    looked.show(record(), 0)
    looked.show(record({ at: at('10'), marks: { id: '<urn:2>', digest: 'sha1:abc' } }), 1)
    looked.show(record({ at: at('25') }), 2)
    expect(looked.found()).toEqual(new Map([[0, [named]], [1, [plain]]]))
  })

  it('is none where records refer to one another', () => {
    const [one, two] = [revisit({ ofUrl: other, ofRecord: '<urn:2>' }), revisit({ url: other, ofUrl: 'https://a.example/', ofRecord: '<urn:1>' })]
    const looked = originals([one, two])
    looked.show(record({ kind: 'revisit' }), 0)
    looked.show(record({ kind: 'revisit', url: other, marks: { id: '<urn:2>', digest: 'sha1:abc' } }), 1)
    expect(looked.found().size).toBe(0)
  })

  it('is looked up for so many of one address and no more', () => {
    const looked = originals(Array.from({ length: 5_000 }, (_, offset) => revisit({ offset, digest: null })))
    looked.show(record(), 0)
    expect(looked.found().get(0)).toHaveLength(1_000)
  })
})

it('a revisit without a date tells nothing', () => {
  const capture = { kind: 'revisit', url: other, at: null, status: 200, headers: new Map(), mediaType: '', body: null, truncated: false, wat: null, file: '', offset: 0 } as const
  expect(revisitOf(capture)).toBeNull()
  expect(revisitOf({ ...capture, at: at('01'), headers: new Map([['warc-profile', 'http://netpreserve.org/warc/1.0/revisit/server-not-modified'], ['warc-refers-to-date', 'yesterday']]) })).toMatchObject({ byServer: true, ofAt: null, ofUrl: null })
})
