import { describe, expect, it } from 'vitest'
import { CitewellError } from '../../model/error.js'
import { bestByPosition } from './ranked-vertices.js'
import { stageClock } from './stage-clock.js'
import { candidateNames } from './vertices.js'
import { authorityInWords, bytesInWords, countInWords, durationInWords } from './words.js'
import { graphPlaceOf, isGraphPlace } from '../../model/graph-place.js'

describe('names under which a graph may know what was typed', () => {
  it.each([
    ['domain', 'nih.gov', ['gov.nih']],
    ['domain', 'https://www.nih.gov/a?b', ['gov.nih']],
    ['domain', 'PubMed.ncbi.nlm.nih.gov', ['gov.nih', 'gov.nih.nlm.ncbi.pubmed']],
    ['domain', 'clinic.co.uk', ['uk.co.clinic']],
    ['domain', 'mine.github.io', ['io.github.mine', 'io.github']],
    ['domain', 'gov.nih', ['nih.gov', 'gov.nih']],
    // Names of a list that somebody wrote with capitals are found as they stand there.
    ['domain', 'A.example', ['example.a', 'A.example', 'example.A']],
    ['domain', 'bücher.example', ['example.xn--bcher-kva']],
    ['host', 'www.nih.gov', ['gov.nih.www', 'gov.nih']],
    ['host', 'nih.gov', ['gov.nih', 'gov.nih.www']],
    ['host', 'https://pubmed.ncbi.nlm.nih.gov/', ['gov.nih.nlm.ncbi.pubmed']],
  ] as const)('%s: %s', (level, typed, names) => {
    expect(candidateNames({ naming: 'reversed-host', level }, typed).slice(0, names.length)).toEqual(names)
  })
  it('is what was typed where names are of another kind', () => expect(candidateNames({ naming: 'id', level: 'page' }, '17')).toEqual(['17']))
})

describe('places of graphs', () => {
  it.each([
    ['web', { kind: 'name', name: 'web' }],
    ['cc-main-2026-apr-may-jun', { kind: 'name', name: 'cc-main-2026-apr-may-jun' }],
    ['./web', { kind: 'path', path: './web' }],
    ['web.graph', { kind: 'path', path: 'web.graph' }],
    ['C:\\graphs\\web', { kind: 'path', path: 'C:\\graphs\\web' }],
  ])('%s typed here', (text, place) => {
    expect(graphPlaceOf(text, { paths: true })).toEqual(place)
    expect(isGraphPlace(place)).toBe(true)
    if (place.kind === 'path') expect(() => graphPlaceOf(text, { paths: false })).toThrow(CitewellError)
  })
  it.each(['', '.hidden', 'a b', '..', 'a\0b', 'x'.repeat(101), 'web.', '-x'])('%j is no name', (text) => {
    expect(() => graphPlaceOf(text, { paths: false })).toThrow(CitewellError)
    expect(isGraphPlace({ kind: 'name', name: text })).toBe(false)
  })
})

it('the best by position come first, those without a position last', () => {
  const ids = Uint32Array.from({ length: 1_000 }, (_, index) => index * 3)
  const positions = ids.map((id) => (id % 9 === 0 ? 0 : ((id * 7_919) % 100_003) + 1))
  const expected = [...ids].sort((left, right) => (positions[left / 3]! || 2 ** 32) - (positions[right / 3]! || 2 ** 32) || left - right)
  for (const max of [0, 1, 10, 999, 1_000, 5_000]) expect([...bestByPosition(ids, positions, max).ids]).toEqual(expected.slice(0, max))
})

it('words', () => {
  expect([950, 12_345, 95_300_000, 4_756_000_000].map(countInWords)).toEqual(['950', '12\u202f345', '95.3 million', '4.8 billion'])
  expect([999, 1_500, 24_000_000_000].map(bytesInWords)).toEqual(['999 bytes', '1.5 kB', '24 GB'])
  expect([0.32, 42, 300, 7_500].map(durationInWords)).toEqual(['0.3 s', '42 s', '5 min', '2 h 5 min'])
  expect(authorityInWords({ authority: 83.4, rank: 1_203 }, 95_000_000, 'cc-main-2026-apr-may-jun')).toBe('authority 83 of 100 (scale 1, rank 1\u202f203 of 95 million, cc-main-2026-apr-may-jun)')
  expect(authorityInWords({ authority: null, rank: null }, null, '')).toBe('authority not known')
  expect(authorityInWords({ authority: null, rank: 1_203 }, 95_000_000, '')).toBe('rank 1\u202f203 of 95 million')
})

it('stages are told apart by what stands before a comma', () => {
  const told: string[] = []
  const clock = stageClock(({ stage }) => void told.push(stage))
  for (const stage of ['ranking, iteration 1', 'ranking, iteration 2', 'writing']) clock.progress({ stage, done: 0, total: null, unit: 'edges' })
  expect(told).toHaveLength(3)
  expect(clock.stages().every(({ stage }) => ['preparing', 'ranking', 'writing'].includes(stage))).toBe(true)
})
