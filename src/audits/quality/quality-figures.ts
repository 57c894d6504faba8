import type { QualityAnswer } from '../../model/facts.js'
import { bandOf, boundedShare, scoreOf, toGrain } from './compose-quality.js'
import { scoreComponent } from './quality-components.js'
import { openGate } from './quality-gates.js'
import { componentIds, gateIds, type QualityFacts } from './quality-parts.js'
import { weightsOf } from './quality-weights.js'

/** What lists and sums ask of the quality of a link. */
export type QualityFigures = Pick<QualityAnswer, 'score' | 'unrounded' | 'beforeRisk' | 'band' | 'coverage'>

/**
 * The figures of `link-quality`, to the bit, without the words that explain them: of a million links that are weighed,
 * a person reads the reasons of a few, which are worked out when asked for. `quality-figures.test.ts` holds the two equal.
 */
export function qualityFigures(facts: QualityFacts): QualityFigures {
  const weights = weightsOf(facts.site, facts.lists).counted
  const priors = facts.lists.table('quality-priors')
  let unrounded = 0
  let total = 0
  let seen = 0
  for (const id of componentIds) {
    const { normalised, assumed } = scoreComponent[id](facts, priors[id] ?? 0, false)
    const weight = weights[id] ?? 0
    unrounded += toGrain(100 * weight * boundedShare(normalised))
    total += weight
    if (!assumed) seen += weight
  }
  let beforeRisk = unrounded
  for (const id of gateIds) {
    if (id === 'GT-05') beforeRisk = unrounded
    unrounded = toGrain(unrounded * Math.min(1, Math.max(0, openGate[id](facts).factor)))
  }
  const score = scoreOf(unrounded)
  return { score, unrounded, beforeRisk, band: bandOf(score), coverage: total === 0 ? 0 : Math.round((seen / total) * 1e6) / 1e6 }
}
