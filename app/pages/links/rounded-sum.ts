/**
 * Figures of a sum with two digits, such that what is shown adds up to the shown total: what rounding leaves over goes to
 * the figures that lost most by it.
 *
 *     roundedSum([1.004, 1.004, 1.004])  // [1.01, 1, 1], for 3.01
 */
export function roundedSum(values: readonly number[]): number[] {
  const cents = values.map((value) => Math.floor(value * 100))
  let left = Math.round(values.reduce((sum, value) => sum + value, 0) * 100) - cents.reduce((sum, value) => sum + value, 0)
  const byLoss = values.map((value, at) => ({ at, loss: value * 100 - cents[at]! })).sort((a, b) => b.loss - a.loss)
  for (const { at } of byLoss) {
    if (left <= 0) break
    cents[at]! += 1
    left -= 1
  }
  return cents.map((value) => value / 100)
}
