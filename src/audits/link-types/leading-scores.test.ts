import { array, assert, constantFrom, constant, property, record, string, type Arbitrary } from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import { leadingScores } from './leading-scores.js'
import { scoreTypes } from './score.js'
import { signalGroups, strengths, type Signal } from './signal.js'
import { scoredTypes, wordLists } from './word-lists.js'

let lists: Lists

beforeAll(async () => {
  lists = await loadLists()
})

const signal = record({
  type: constantFrom(...scoredTypes), group: constantFrom(...signalGroups), strength: constantFrom(...strengths),
  rule: constant('F-URL'), looked: constant('path'), found: string({ maxLength: 20 }), subtype: constant(null),
}) as Arbitrary<Signal>

test('the leading scores are those of the slow way, to the bit, and what is left out has nothing but its prior', () => {
  const words = wordLists(lists)
  assert(property(array(signal, { maxLength: 60 }), constantFrom(1.6, 0.9, words.weights.temperatureUrlOnly), (signals, temperature) => {
    const slow = scoreTypes(signals, words, temperature)
    const fast = leadingScores(signals, words, temperature)
    const named = new Set(fast.map(({ type }) => type))
    expect(fast).toEqual(slow.filter(({ type }) => named.has(type)))
    const left = slow.filter(({ type }) => !named.has(type))
    expect(left.every(({ counted }) => counted.length === 0)).toBe(true)
    // Winner, runner-up and the two best guesses are among the leading ones.
    expect(fast.slice(0, 2).map(({ type }) => type)).toEqual(slow.slice(0, 2).map(({ type }) => type))
    expect(fast.find(({ hasPositive }) => hasPositive)?.type).toBe(slow.find(({ hasPositive }) => hasPositive)?.type)
  }), { numRuns: 400 })
})
