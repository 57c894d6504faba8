import type { Evidence } from '../../model/judgement.js'
import { signalGroups, type ScoredType, type Signal, type Strength } from './signal.js'
import { scoredTypes, type WordLists } from './word-lists.js'

/** Score of one type with the signals that make it up: the weights in `counted`, the prior and the absence sum to `score`. */
export interface TypeScore {
  type: ScoredType
  score: number
  probability: number
  counted: readonly Signal[]
  prior: number
  /** Weight of "nothing speaks for it", or of "weak signs only"; 0 where more does. */
  absence: number
  hasPositive: boolean
  hasDecisive: boolean
}

const positives = new Set<Strength>(['defining', 'decisive', 'strong', 'moderate', 'weak'])
const typeRows = new Map(scoredTypes.map((type, at) => [type, at]))
const groupColumns = new Map(signalGroups.map((group, at) => [group, at * 2]))
const columnCount = signalGroups.length * 2
/** The strongest signal of each type, group and side; filled and emptied by every call, since one is judged at a time. */
const best: Array<Signal | undefined> = Array.from({ length: scoredTypes.length * columnCount })
const nothing: readonly Signal[] = []

/**
 * score(t) = b_t + Σ_g max_{f∈g} w(t,f), link-types.md 4.2. In each group the strongest signal for a type counts and the
 * strongest against it; a type for which nothing speaks is taken down once, so that it never leads by its prior alone.
 * `temperature` is the one fitted for what was looked at (4.4).
 */
export function scoreTypes(signals: readonly Signal[], words: WordLists, temperature: number): TypeScore[] {
  const { weights } = words
  const slots: number[] = []
  for (const signal of signals) {
    const slot = typeRows.get(signal.type)! * columnCount + groupColumns.get(signal.group)! + (positives.has(signal.strength) ? 0 : 1)
    const known = best[slot]
    if (known === undefined) slots.push(slot)
    if (known === undefined || Math.abs(weights[signal.strength]) > Math.abs(weights[known.strength])) best[slot] = signal
  }
  const counted: Array<Signal[] | undefined> = Array.from({ length: scoredTypes.length })
  for (const slot of slots) {
    const row = Math.floor(slot / columnCount)
    const list = counted[row]
    if (list) list.push(best[slot]!)
    else counted[row] = [best[slot]!]
    best[slot] = undefined
  }
  const scores = scoredTypes.map((type, row) => scoreOf(type, counted[row] ?? nothing, words))
  let top = -Infinity
  for (const { score } of scores) top = Math.max(top, score)
  let sum = 0
  for (const score of scores) sum += score.probability = Math.exp((score.score - top) / temperature)
  for (const score of scores) score.probability /= sum
  return scores.sort((a, b) => b.probability - a.probability || (a.type < b.type ? -1 : 1))
}

function scoreOf(type: ScoredType, counted: readonly Signal[], { weights, priors }: WordLists): TypeScore {
  const prior = priors.get(type)!
  let score = prior
  let hasPositive = false
  let hasDecisive = false
  let strongest = 0
  for (const { strength } of counted) {
    const weight = weights[strength]
    score += weight
    hasPositive ||= positives.has(strength)
    hasDecisive ||= weight >= weights.decisive
    strongest = Math.max(strongest, weight)
  }
  // A weak sign alone fits half of all types; were it enough, the commonest of them would outweigh a decisive one.
  const absence = !hasPositive ? weights.absence : strongest <= weights.weak ? weights.weakOnly : 0
  return { type, score: score + absence, probability: 0, counted, prior, absence, hasPositive, hasDecisive }
}

/** The share of answers of this probability that were right on labelled pages; between two known points on the line, never falling. */
export function calibrated(probability: number, calibration: WordLists['calibration']): number {
  let [fromRaw, fromShare] = [0.5, 0.5]
  for (const [raw, share] of calibration) {
    if (probability <= raw) return raw === fromRaw ? share : fromShare + ((share - fromShare) * Math.max(0, probability - fromRaw)) / (raw - fromRaw)
    fromRaw = raw
    fromShare = share
  }
  return calibration.length === 0 ? probability : fromShare
}

/** The evidence of a score: its weights sum to the score. */
export function evidenceOf(score: TypeScore, words: WordLists): Evidence[] {
  const rows = score.counted.map((signal): Evidence => ({ rule: signal.rule, looked: signal.looked, found: signal.found, polarity: words.weights[signal.strength] < 0 ? '-' : '+', weight: words.weights[signal.strength] }))
  if (rows.length > 1) rows.sort((a, b) => b.weight - a.weight)
  rows.push({ rule: score.type, looked: 'prior', found: 'how common this type is before anything is seen', polarity: '-', weight: score.prior })
  if (score.absence !== 0) rows.push({ rule: score.type, looked: 'all features', found: score.hasPositive ? 'only weak signs speak for this type' : 'nothing speaks for this type', polarity: '-', weight: score.absence })
  return rows
}
