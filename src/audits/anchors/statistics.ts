/**
 * Exact small-sample statistics for the anchor tests: Beta tail, binomial tail, Fisher's test, false discovery rate.
 * Closed forms and sums only; no table, no chance, so that one profile always gives one answer.
 */

const lanczos = [676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7]

/** Natural logarithm of the gamma function for x > 0 (Lanczos, g = 7, about 1e-14 relative). */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const z = x - 1
  let sum = 0.99999999999980993
  for (let i = 0; i < lanczos.length; i += 1) sum += lanczos[i]! / (z + i + 1)
  const t = z + lanczos.length - 0.5
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum)
}

/** Regularised incomplete beta function I_x(a, b): P(X ≤ x) for X ~ Beta(a, b). */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  // The continued fraction converges fast on one side of the mean only; the symmetry gives the other.
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b
}

/** Continued fraction of the incomplete beta function by Lentz's method. */
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300
  let c = 1
  let d = 1 - ((a + b) * x) / (a + 1)
  d = 1 / (Math.abs(d) < tiny ? tiny : d)
  let value = d
  for (let m = 1; m <= 500; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 + even * d
    c = 1 + even / c
    d = 1 / (Math.abs(d) < tiny ? tiny : d)
    if (Math.abs(c) < tiny) c = tiny
    value *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 + odd * d
    c = 1 + odd / c
    d = 1 / (Math.abs(d) < tiny ? tiny : d)
    if (Math.abs(c) < tiny) c = tiny
    const step = d * c
    value *= step
    if (Math.abs(step - 1) < 1e-15) break
  }
  return value
}

/** The x with P(X ≤ x) = p for X ~ Beta(a, b), by bisection: slow and certain. */
export function betaQuantile(p: number, a: number, b: number): number {
  let low = 0
  let high = 1
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2
    if (betaCdf(middle, a, b) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** P(X ≥ k) for X ~ Binomial(n, p), exact through the incomplete beta function. */
export function binomialTail(n: number, k: number, p: number): number {
  if (k <= 0) return 1
  if (k > n) return 0
  return betaCdf(p, k, n - k + 1)
}

/**
 * Benjamini–Hochberg: which of the tests stay when the share of false ones among them is held at `q`.
 * Ties in p stand or fall together, so the order of the input has no say.
 */
export function discoveries(pValues: readonly number[], q: number): boolean[] {
  const sorted = [...pValues].sort((a, b) => a - b)
  let bound = -1
  for (let i = 0; i < sorted.length; i += 1) if (sorted[i]! <= ((i + 1) / sorted.length) * q) bound = sorted[i]!
  return pValues.map((p) => p <= bound)
}

export interface Fisher {
  p: number
  /** Odds ratio with half a count added to each cell where one is empty (Haldane–Anscombe). */
  oddsRatio: number
}

/**
 * Fisher's exact test, two-sided, on the table [[a, b], [c, d]]: the sum of all tables as unlikely as this one or more.
 */
export function fisherExact(a: number, b: number, c: number, d: number): Fisher {
  const row = a + b
  const column = a + c
  const n = row + c + d
  const logChoose = (total: number, part: number) => logGamma(total + 1) - logGamma(part + 1) - logGamma(total - part + 1)
  const logTotal = logChoose(n, column)
  const probability = (x: number) => Math.exp(logChoose(row, x) + logChoose(n - row, column - x) - logTotal)
  const observed = probability(a)
  let p = 0
  for (let x = Math.max(0, column - (n - row)); x <= Math.min(row, column); x += 1) {
    const one = probability(x)
    // The small margin keeps tables of equal likelihood in despite rounding.
    if (one <= observed * (1 + 1e-7)) p += one
  }
  const shift = a === 0 || b === 0 || c === 0 || d === 0 ? 0.5 : 0
  return { p: Math.min(1, p), oddsRatio: ((a + shift) * (d + shift)) / ((b + shift) * (c + shift)) }
}
