import { expect, it } from 'vitest'
import { filterWords, rangeWords } from './filter-words.js'

it.each([[[1, 2, 3], '1–3'], [[4, 1], '1, 4'], [[6, 2, 1, 5, 2], '1–2, 5–6'], [[3], '3'], [[], '']])('%j is %s', (tiers, words) => {
  expect(rangeWords(tiers)).toBe(words)
})

it('reads like a sentence', () => {
  const words = filterWords({ since: '2025-01-01', state: ['live'], tier: [1, 2], type: ['LT-01', 'LT-04', 'LT-05', 'LT-06'], followed: false, domain: 'a\u202eb.example' }).map((piece) => piece.words)
  expect(words).toEqual(['tier 1–2', 'editorial, local +2', 'live', 'nofollow, sponsored or ugc', 'from ab.example', 'since 1 Jan 2025'])
})
