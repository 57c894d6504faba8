import type { QualityAnswer } from '../../model/facts.js'
import { bandOf, toGrain } from './compose-quality.js'
import { riskFactor } from './quality-gates.js'

/** Rules of risk that components of quality read (QH-03, QE-03), and its first gate (GT-01). Of audits of the whole profile none is such. */
export const riskRulesOfComponents: ReadonlySet<string> = new Set(['RISK-01', 'RISK-26', 'RISK-27'])

/**
 * The same quality at another risk. Findings of the whole profile are there when all links are judged; they make the
 * links they name riskier, which is the business of the last gate alone (GT-05), so nothing else is judged again.
 */
export function atRisk<Quality extends Pick<QualityAnswer, 'score' | 'unrounded' | 'beforeRisk' | 'band'>>(quality: Quality, risk: number): Quality {
  const unrounded = toGrain(quality.beforeRisk * Math.min(1, Math.max(0, riskFactor(risk))))
  const score = Math.min(100, Math.max(0, Math.round(unrounded)))
  return { ...quality, score, unrounded, band: bandOf(score) }
}
