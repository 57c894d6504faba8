// Intervals of figures whose rows come in groups: links of one domain are found and missed together, so that domains are drawn
// anew and never rows. Rows are { label, answer, confidence?, domain }.
import { classItemsMin, interval } from './measures.mjs'

const { chance } = await import(new URL('../../dist/lib/chance.js', import.meta.url).href)

export const drawCount = 2_000
const bins = 10

/** Rows by the domain they belong to, as numbers from 0. */
function domainNumbers(rows) {
  const numbers = new Map()
  const of = rows.map(({ domain }) => {
    if (!numbers.has(domain)) numbers.set(domain, numbers.size)
    return numbers.get(domain)
  })
  return { of, count: numbers.size }
}

export function domainCount(rows) {
  return domainNumbers(rows).count
}

/** The middle 95 of 100. */
function middle(values) {
  if (values.length === 0) return [0, 1]
  const sorted = Float64Array.from(values).sort()
  return [sorted[Math.floor((sorted.length - 1) * 0.025)], sorted[Math.ceil((sorted.length - 1) * 0.975)]]
}

/**
 * Interval of the share of rows that `isHit`. Never narrower than that of rows without groups; and where all or none are hits, so that
 * every draw is the same, that of as many rows as there are domains.
 */
export function shareInterval(rows, isHit, { draws = drawCount, seed = 1 } = {}) {
  const hits = rows.filter(isHit).length
  const { of, count } = domainNumbers(rows)
  if (hits === 0 || hits === rows.length) return interval(hits === 0 ? 0 : count, count)
  const [low, high] = interval(hits, rows.length)
  const totals = new Float64Array(count)
  const right = new Float64Array(count)
  for (const [at, row] of rows.entries()) {
    totals[of[at]] += 1
    if (isHit(row)) right[of[at]] += 1
  }
  const next = chance(seed)
  const [from, to] = middle(Array.from({ length: draws }, () => {
    let hit = 0
    let total = 0
    for (let drawn = 0; drawn < count; drawn += 1) {
      const one = Math.floor(next() * count)
      hit += right[one]
      total += totals[one]
    }
    return hit / total
  }))
  return [Math.min(low, from), Math.max(high, to)]
}

/**
 * Counts of which F1 and calibration are made, of rows taken `timesOf(domain number)` times each. Only answers with a confidence
 * count for calibration; "unknown" (LT-99) gives no answer.
 */
function counter(rows, classes) {
  const places = new Map(classes.map((name, at) => [name, at]))
  const { of, count } = domainNumbers(rows)
  const coded = rows.map(({ label, answer, confidence }, at) => ({ domain: of[at], label: places.get(label) ?? -1, answer: places.get(answer) ?? -1, isHit: label === answer, confidence: answer === 'LT-99' ? undefined : confidence }))
  const tally = (times) => {
    const counts = { items: new Float64Array(classes.length), answered: new Float64Array(classes.length), hits: new Float64Array(classes.length), binItems: new Float64Array(bins), binHits: new Float64Array(bins), binSums: new Float64Array(bins) }
    for (const { domain, label, answer, isHit, confidence } of coded) {
      const weight = times[domain]
      if (weight === 0) continue
      if (label >= 0) counts.items[label] += weight
      if (answer >= 0) counts.answered[answer] += weight
      if (isHit && label >= 0) counts.hits[label] += weight
      if (confidence === undefined) continue
      const bin = Math.min(bins - 1, Math.floor(confidence * bins))
      counts.binItems[bin] += weight
      counts.binSums[bin] += weight * confidence
      if (isHit) counts.binHits[bin] += weight
    }
    return counts
  }
  return { tally, count }
}

/** F1 of the class at a place of `classes`; null where no row has it. */
export const f1At = (at) => ({ items, answered, hits }) => (items[at] + answered[at] === 0 ? null : (2 * hits[at]) / (items[at] + answered[at]))

/** Mean F1 of the classes at these places, of those that have items. */
export const meanF1At = (places) => (counts) => {
  const known = places.filter((at) => counts.items[at] > 0)
  return known.length === 0 ? null : known.reduce((sum, at) => sum + f1At(at)(counts), 0) / known.length
}

/** Expected calibration error; from `bound` on (a tenth), a confidence is read as "at least the bound". */
export const calibrationErrorFrom = (bound = 1.1) => ({ binItems, binHits, binSums }) => {
  const first = Math.min(bins, Math.round(bound * bins))
  let error = 0
  let total = 0
  let bounded = 0
  for (let bin = 0; bin < bins; bin += 1) {
    total += binItems[bin]
    if (bin < first) error += Math.abs(binHits[bin] - binSums[bin])
    else bounded += binItems[bin] * bound - binHits[bin]
  }
  return total === 0 ? null : (error + Math.max(0, bounded)) / total
}

/**
 * Intervals of figures by name, each a function of the counts of some rows. An error that chance can only make larger
 * (`isError`) is larger in every drawn set than in the rows drawn from: its interval is moved back by the mean of that.
 */
export function figureIntervals(rows, classes, figures, { draws = drawCount, seed = 1 } = {}) {
  const { tally, count } = counter(rows, classes)
  const next = chance(seed)
  const drawn = Array.from({ length: rows.length === 0 ? 0 : draws }, () => {
    const times = new Float64Array(count)
    for (let one = 0; one < count; one += 1) times[Math.floor(next() * count)] += 1
    return tally(times)
  })
  const whole = tally(new Float64Array(count).fill(1))
  return Object.fromEntries(Object.entries(figures).map(([name, { of, isError = false }]) => {
    const values = drawn.map(of).filter((value) => value !== null)
    const [low, high] = middle(values)
    const shift = isError && values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length - of(whole) : 0
    return [name, [Math.max(0, low - Math.max(0, shift)), high - Math.max(0, shift)]]
  }))
}

/** Classes that have so many items in these rows that a figure may be claimed, and those that have not. */
export function measuredClasses(rows, classes) {
  const items = new Map(classes.map((name) => [name, rows.filter(({ label }) => label === name).length]))
  return { items, measured: classes.filter((name) => items.get(name) >= classItemsMin), unmeasured: classes.filter((name) => items.get(name) < classItemsMin) }
}
