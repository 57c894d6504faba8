import { linkTypes } from '../../model/link-types.js'
import type { TypeScore } from './score.js'
import type { WordLists } from './word-lists.js'

/**
 * Precedence guards, link-types.md 4.3: a type of a higher tier wins over the likeliest one if it has p ≥ 0.35 and a
 * decisive signal of its own. `scores` is sorted, likeliest first.
 */
export function guardedWinner(scores: readonly TypeScore[], words: WordLists): { winner: TypeScore; displaced: TypeScore | null } {
  const first = scores.find((score) => score.hasPositive) ?? scores[0]!
  let winner = first
  for (const score of scores) {
    if (score.probability < words.weights.guardMin) break
    if (score.hasDecisive && linkTypes[score.type].precedence < linkTypes[winner.type].precedence) winner = score
  }
  return { winner, displaced: winner === first ? null : first }
}
