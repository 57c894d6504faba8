import { linkTypeIds } from '../../model/link-types.js'
import type { TypeScore } from './score.js'
import { signalGroups, type ScoredType, type Signal, type SignalGroup } from './signal.js'
import type { WordLists } from './word-lists.js'

const types = linkTypeIds.filter((id): id is ScoredType => id !== 'LT-99')
const rows = new Map(types.map((type, row) => [type, row]))
const groupColumns: Readonly<Record<string, number>> = Object.fromEntries(signalGroups.map((group, at) => [group, at * 2]))
const columnCount = signalGroups.length * 2

// Filled and emptied by every call, since one link is judged at a time.
const best: Array<Signal | undefined> = Array.from({ length: types.length * columnCount })
const slots = new Int32Array(types.length * columnCount)
const spoken: Array<TypeScore | undefined> = Array.from({ length: types.length })

/** What hangs on the priors alone: each type by row, and rows from the likeliest prior on. */
interface Priors {
  prior: Float64Array
  order: Uint8Array
}

const prepared = new WeakMap<WordLists['priors'], Priors>()

/**
 * The scores of `scoreTypes` that anything is asked of, to the bit: those of types of which something was seen, and of all
 * others the two likeliest; the likeliest first. Of the others nothing is known but their prior, so that one of them can
 * be the winner or the runner-up and no more.
 */
export function leadingScores(signals: readonly Signal[], words: WordLists, temperature: number): TypeScore[] {
  const { weights } = words
  const { prior, order } = priorsOf(words)
  const slotCount = strongestOf(signals, weights)
  const leading: TypeScore[] = []
  for (let at = 0; at < slotCount; at += 1) {
    const slot = slots[at]!
    const row = Math.floor(slot / columnCount)
    const known = spoken[row]
    if (known === undefined) leading.push((spoken[row] = { type: types[row]!, score: prior[row]!, probability: 0, counted: [best[slot]!], prior: prior[row]!, absence: 0, hasPositive: false, hasDecisive: false }))
    // Hardly any has more than three, and a list that grows by itself takes room for seventeen.
    else known.counted = [...known.counted, best[slot]!]
    best[slot] = undefined
  }
  for (const score of leading) weigh(score, weights)
  let top = -Infinity
  for (let row = 0; row < types.length; row += 1) top = Math.max(top, spoken[row]?.score ?? prior[row]! + weights.absence)
  let sum = 0
  for (let row = 0; row < types.length; row += 1) {
    const score = spoken[row]
    const part = Math.exp(((score === undefined ? prior[row]! + weights.absence : score.score) - top) / temperature)
    if (score !== undefined) score.probability = part
    sum += part
  }
  for (const score of leading) score.probability /= sum
  for (let at = 0, silent = 0; at < order.length && silent < 2; at += 1) {
    const row = order[at]!
    if (spoken[row] !== undefined) continue
    silent += 1
    const score = prior[row]! + weights.absence
    leading.push({ type: types[row]!, score, probability: Math.exp((score - top) / temperature) / sum, counted: nothing, prior: prior[row]!, absence: weights.absence, hasPositive: false, hasDecisive: false })
  }
  for (const { type } of leading) spoken[rows.get(type)!] = undefined
  return inOrder(leading)
}

/** The likeliest first, each put in its place among those before it: of a dozen that is done before a sort has begun. */
function inOrder(scores: TypeScore[]): TypeScore[] {
  for (let at = 1; at < scores.length; at += 1) {
    const score = scores[at]!
    let place = at
    for (; place > 0 && isLess(scores[place - 1]!, score); place -= 1) scores[place] = scores[place - 1]!
    scores[place] = score
  }
  return scores
}

function isLess(a: TypeScore, b: TypeScore): boolean {
  return a.probability < b.probability || (a.probability === b.probability && a.type > b.type)
}

const nothing: readonly Signal[] = []

/** Keeps the strongest signal of each type, group and side in `best`, and their places, in the order first met, in `slots`. */
function strongestOf(signals: readonly Signal[], weights: WordLists['weights']): number {
  let count = 0
  for (const signal of signals) {
    const { type, group, strength } = signal
    const slot = rows.get(type)! * columnCount + columnOf(group) + (isAgainst(strength) ? 1 : 0)
    const known = best[slot]
    if (known === undefined) {
      slots[count] = slot
      count += 1
      best[slot] = signal
    } else if (Math.abs(weights[strength]) > Math.abs(weights[known.strength])) best[slot] = signal
  }
  return count
}

function columnOf(group: SignalGroup): number {
  return groupColumns[group]!
}

function isAgainst(strength: Signal['strength']): boolean {
  return strength === 'contra' || strength === 'veto' || strength === 'excluded'
}

/** Adds up what was counted for a type, in its order. */
function weigh(score: TypeScore, weights: WordLists['weights']): void {
  let strongest = 0
  for (const { strength } of score.counted) {
    const weight = weights[strength]
    score.score += weight
    if (!isAgainst(strength)) score.hasPositive = true
    if (weight >= weights.decisive) score.hasDecisive = true
    if (weight > strongest) strongest = weight
  }
  score.absence = !score.hasPositive ? weights.absence : strongest <= weights.weak ? weights.weakOnly : 0
  score.score += score.absence
}

function priorsOf({ priors }: WordLists): Priors {
  let known = prepared.get(priors)
  if (known === undefined) {
    const prior = Float64Array.from(types, (type) => priors.get(type)!)
    const order = Uint8Array.from(types.map((_, row) => row).sort((a, b) => prior[b]! - prior[a]! || (types[a]! < types[b]! ? -1 : 1)))
    prepared.set(priors, (known = { prior, order }))
  }
  return known
}
