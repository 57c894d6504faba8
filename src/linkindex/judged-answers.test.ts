import { expect, it } from 'vitest'
import type { AnchorAnswer, TierAnswer, TypeAnswer } from '../model/facts.js'
import { ShortAnswers, shortAnchors, shortTiers, shortTypes } from './judged-answers.js'

const row = { rule: 'LT-00', looked: 'path', found: 'blog', polarity: '+' as const, weight: 1 }
const type: TypeAnswer = { type: 'LT-01', subtype: null, flags: ['local', 'hidden'], confidence: 0.7, runnerUp: { type: 'LT-03', confidence: 0.1 }, innerType: null, evidence: [row], unknowns: ['page not read'] }
const anchor: AnchorAnswer = { kind: 'AK-BRAND', altKind: null, grade: 0, normalised: 'oak street', flags: ['cut'], evidence: [row] }
const tier: TierAnswer = { tier: 6, name: 'a.example', kind: 'site', confidence: 'low', evidence: [row] }

/** Numbers of an answer, of one like it with other evidence, and of one for each field that is otherwise. */
function numbers<Answer extends { evidence: unknown[] }>(answers: ShortAnswers<Answer>, answer: Answer, others: ReadonlyArray<Partial<Answer>>): number[] {
  return [answer, { ...answer, evidence: [] }, ...others.map((other) => ({ ...answer, ...other })), { ...answer }, answer].map((one) => answers.numberOf(one))
}

it('equal answers have one number, whatever their evidence, and answers with any other field a number of their own', () => {
  const types = new ShortAnswers(shortTypes)
  expect(numbers(types, type, [
    { type: 'LT-02' }, { subtype: 'news' }, { flags: ['local'] }, { flags: ['hidden', 'local'] }, { confidence: 0.71 }, { runnerUp: { type: 'LT-04', confidence: 0.1 } }, { runnerUp: { type: 'LT-03', confidence: 0.2 } }, { innerType: 'LT-03' },
    // One mark, two answers: 0.875 + 7 · 0 = 0 + 7 · 0.125.
    { confidence: 0.875, runnerUp: { type: 'LT-03', confidence: 0 } }, { confidence: 0, runnerUp: { type: 'LT-03', confidence: 0.125 } },
  ])).toEqual([0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 0])
  expect(numbers(new ShortAnswers(shortAnchors), anchor, [{ kind: 'AK-EXACT' }, { altKind: 'AK-BRAND' }, { grade: 2 }, { normalised: 'oak' }, { flags: [] }])).toEqual([0, 0, 1, 2, 3, 4, 5, 0, 0])
  expect(numbers(new ShortAnswers(shortTiers), tier, [{ tier: 5 }, { name: 'b.example' }, { kind: 'news' }, { confidence: 'high' }])).toEqual([0, 0, 1, 2, 3, 4, 0, 0])
})

it('keeps an answer without its evidence', () => {
  const types = new ShortAnswers(shortTypes)
  types.numberOf(type)
  expect(types.values).toEqual([{ ...type, evidence: [], unknowns: [] }])
  const tiers = new ShortAnswers(shortTiers)
  tiers.numberOf(tier)
  expect(tiers.values).toEqual([{ ...tier, evidence: [] }])
})
