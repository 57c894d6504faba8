import type { QualityAnswer } from '../../model/facts.js'
import { componentIds, gateIds, type ComponentId, type GateId } from './quality-parts.js'
import type { QualityWeights } from './quality-weights.js'

export interface Component {
  /** What was looked at, in words: "rank 1 203 of 133 million". */
  raw: string
  /** Normalised value 0–1. */
  normalised: number
  /** True if nothing was observed and the prior stands in. */
  assumed: boolean
  evidence: string
}

export interface Gate {
  factor: number
  evidence: string
}

/**
 * Points are kept as whole multiples of 2⁻²⁰. Sums and differences of such numbers below 2³² are exact in a double, in
 * any order, so contributions minus gate losses give the unrounded score to the last bit and not just nearly.
 */
const grain = 2 ** 20

export function toGrain(points: number): number {
  return Math.round(points * grain) / grain
}

export const qualityTitles: Readonly<Record<ComponentId | GateId, string>> = {
  QA: 'Authority of the host', QH: 'Trust in health', QR1: 'Relevance of the page', QR2: 'Relevance of the site', QP: 'Placement on the page',
  QE: 'Editorial freedom', QT: 'Traffic potential', QU: 'Uniqueness', QF: 'Freshness and stability',
  'GT-01': 'Live', 'GT-02': 'Indexable', 'GT-03': 'Path to the target', 'GT-04': 'rel values', 'GT-05': 'Risk',
}

/** The arithmetic of LQ-00, and nothing else: score = 100 · Σ w·s · Π gates, with every point accounted for. */
export function composeQuality(
  components: Readonly<Record<ComponentId, Component>>,
  gates: Readonly<Record<GateId, Gate>>,
  { version: weightsVersion, counted, byDefault, own }: QualityWeights,
  { asOf, version }: Pick<QualityAnswer, 'asOf' | 'version'>,
): QualityAnswer {
  const contributions = componentIds.map((id) => {
    const { raw, normalised, assumed, evidence } = components[id]
    const weight = counted[id] ?? 0
    const bounded = boundedShare(normalised)
    return { id, title: qualityTitles[id], raw, normalised: bounded, weight, defaultWeight: byDefault[id] ?? 0, points: toGrain(100 * weight * bounded), assumed, evidence }
  })
  let unrounded = contributions.reduce((sum, { points }) => sum + points, 0)
  let beforeRisk = unrounded
  const losses = gateIds.map((id) => {
    const factor = Math.min(1, Math.max(0, gates[id].factor))
    if (id === 'GT-05') beforeRisk = unrounded
    const after = toGrain(unrounded * factor)
    const pointsLost = unrounded - after
    unrounded = after
    return { id, title: qualityTitles[id], factor, pointsLost, evidence: gates[id].evidence }
  })
  const score = scoreOf(unrounded)
  const total = contributions.reduce((sum, { weight }) => sum + weight, 0)
  const coverage = total === 0 ? 0 : Math.round((contributions.reduce((sum, { weight, assumed }) => sum + (assumed ? 0 : weight), 0) / total) * 1e6) / 1e6
  return {
    score, unrounded, beforeRisk, band: bandOf(score), coverage, confidence: coverage >= 0.8 ? 'high' : coverage >= 0.5 ? 'medium' : 'low',
    contributions, gates: losses, version, asOf,
    weights: { version: weightsVersion, own, defaultScore: own ? scoreByDefault(contributions, losses) : score },
  }
}

/** The score that the default weights give, where a person weighs the parts otherwise. */
function scoreByDefault(contributions: QualityAnswer['contributions'], gates: QualityAnswer['gates']): number {
  const sum = contributions.reduce((points, { defaultWeight, normalised }) => points + toGrain(100 * defaultWeight * normalised), 0)
  return scoreOf(gates.reduce((points, { factor }) => toGrain(points * factor), sum))
}

export function scoreOf(unrounded: number): number {
  return Math.min(100, Math.max(0, Math.round(unrounded)))
}

export function boundedShare(normalised: number): number {
  return Number.isFinite(normalised) ? Math.min(1, Math.max(0, normalised)) : 0
}

export function bandOf(score: number): QualityAnswer['band'] {
  return score >= 80 ? 'exceptional' : score >= 60 ? 'strong' : score >= 40 ? 'useful' : score >= 20 ? 'weak' : 'negligible'
}
