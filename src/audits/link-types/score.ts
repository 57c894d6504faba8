import type { Evidence } from '../../model/judgement.js'
import type { ScoredType, Signal, Strength } from './signal.js'
import { scoredTypes, type WordLists } from './word-lists.js'

/** Score of one type with the signals that make it up: the weights in `counted`, the prior and the absence sum to `score`. */
export interface TypeScore {
  type: ScoredType
  score: number
  probability: number
  counted: Signal[]
  prior: number
  /** Weight of "nothing speaks for it"; 0 where something does. */
  absence: number
  hasPositive: boolean
  hasDecisive: boolean
}

const positives = new Set<Strength>(['defining', 'decisive', 'strong', 'moderate', 'weak'])

/**
 * score(t) = b_t + Σ_g max_{f∈g} w(t,f), link-types.md 4.2. In each group the strongest signal for a type counts and the
 * strongest against it; a type for which nothing speaks is taken down once, so that it never leads by its prior alone.
 */
export function scoreTypes(signals: readonly Signal[], words: WordLists): TypeScore[] {
  const { weights } = words
  const best = new Map<string, Signal>()
  for (const signal of signals) {
    const key = `${signal.type} ${signal.group} ${positives.has(signal.strength) ? '+' : '-'}`
    const known = best.get(key)
    if (known === undefined || Math.abs(weights[signal.strength]) > Math.abs(weights[known.strength])) best.set(key, signal)
  }
  const byType = new Map<ScoredType, Signal[]>()
  for (const signal of best.values()) {
    const list = byType.get(signal.type)
    if (list) list.push(signal)
    else byType.set(signal.type, [signal])
  }
  const scores = scoredTypes.map((type): TypeScore => {
    const counted = byType.get(type) ?? []
    const hasPositive = counted.some((signal) => positives.has(signal.strength))
    const prior = words.priors.get(type)!
    const absence = hasPositive ? 0 : weights.contra
    let score = prior + absence
    for (const signal of counted) score += weights[signal.strength]
    return { type, score, probability: 0, counted, prior, absence, hasPositive, hasDecisive: counted.some((signal) => weights[signal.strength] >= weights.decisive) }
  })
  let top = -Infinity
  for (const { score } of scores) top = Math.max(top, score)
  let sum = 0
  for (const score of scores) sum += score.probability = Math.exp((score.score - top) / weights.temperature)
  for (const score of scores) score.probability /= sum
  return scores.sort((a, b) => b.probability - a.probability || (a.type < b.type ? -1 : 1))
}

/** The evidence of a score: its weights sum to the score. */
export function evidenceOf(score: TypeScore, words: WordLists): Evidence[] {
  const rows = score.counted.map((signal): Evidence => ({ rule: signal.rule, looked: signal.looked, found: signal.found, polarity: words.weights[signal.strength] < 0 ? '-' : '+', weight: words.weights[signal.strength] }))
  rows.sort((a, b) => b.weight - a.weight)
  rows.push({ rule: score.type, looked: 'prior', found: 'how common this type is before anything is seen', polarity: '-', weight: score.prior })
  if (score.absence !== 0) rows.push({ rule: score.type, looked: 'all features', found: 'nothing speaks for this type', polarity: '-', weight: score.absence })
  return rows
}
