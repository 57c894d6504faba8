// Measures of a classification against labels. Rows are { label, answer, confidence? }.

/** Items a class must have before a figure is claimed for it (docs/labelling.md). */
export const classItemsMin = 30

/** Wilson interval of a share, 95 %. */
export function interval(hits, total) {
  if (total === 0) return [0, 1]
  const z = 1.96
  const share = hits / total
  const centre = share + (z * z) / (2 * total)
  const spread = z * Math.sqrt((share * (1 - share) + (z * z) / (4 * total)) / total)
  const scale = 1 + (z * z) / total
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)]
}

/** One row a class: items, hits, times answered, precision, recall and F1; in the order of `classes`. */
export function perClass(rows, classes) {
  return classes.map((name) => {
    const items = rows.filter((row) => row.label === name).length
    const answered = rows.filter((row) => row.answer === name).length
    const hits = rows.filter((row) => row.label === name && row.answer === name).length
    const precision = answered === 0 ? null : hits / answered
    const recall = items === 0 ? null : hits / items
    return { name, items, answered, hits, precision, recall, f1: items + answered === 0 ? null : (2 * hits) / (items + answered) }
  })
}

/** Mean F1 of the classes that have items. */
export function macroF1(classRows) {
  const known = classRows.filter((row) => row.items > 0)
  return known.length === 0 ? null : known.reduce((sum, row) => sum + row.f1, 0) / known.length
}

export function accuracy(rows) {
  return rows.length === 0 ? null : rows.filter((row) => row.label === row.answer).length / rows.length
}

/** Expected calibration error over ten bins of equal width, and the bins that have items. */
export function calibration(rows) {
  const bins = Array.from({ length: 10 }, () => ({ items: 0, hits: 0, sum: 0 }))
  for (const { label, answer, confidence } of rows) {
    const bin = bins[Math.min(9, Math.floor(confidence * 10))]
    bin.items += 1
    bin.sum += confidence
    if (label === answer) bin.hits += 1
  }
  let error = 0
  for (const { hits, sum } of bins) error += Math.abs(hits - sum)
  const shown = bins.map((bin, at) => ({ from: at / 10, ...bin })).filter((bin) => bin.items > 0)
  return { error: rows.length === 0 ? null : error / rows.length, brier: rows.length === 0 ? null : rows.reduce((sum, { label, answer, confidence }) => sum + (confidence - (label === answer ? 1 : 0)) ** 2, 0) / rows.length, bins: shown }
}

/**
 * The same error where an answer at a bound is read as "at least so likely": it is wrong only as far as fewer of them were right
 * than the bound says. LT-00 keeps answers about pages that were not read at 0.70, however often such answers are right.
 */
export function calibrationErrorOfBounded(rows, bound) {
  const bounded = rows.filter(({ confidence }) => confidence >= bound)
  const hits = bounded.filter(({ label, answer }) => label === answer).length
  const free = calibration(rows.filter(({ confidence }) => confidence < bound))
  return rows.length === 0 ? null : (Math.max(0, bounded.length * bound - hits) + (free.error ?? 0) * (rows.length - bounded.length)) / rows.length
}

/** Pairs of label and answer that differ, most frequent first. */
export function confusions(rows) {
  const counts = new Map()
  for (const { label, answer } of rows) if (label !== answer) counts.set(`${label} ${answer}`, (counts.get(`${label} ${answer}`) ?? 0) + 1)
  return [...counts].map(([pair, count]) => ({ label: pair.split(' ')[0], answer: pair.split(' ')[1], count })).sort((a, b) => b.count - a.count || (a.label + a.answer < b.label + b.answer ? -1 : 1))
}

/** Cohen's kappa of two labellings, over the rows that have both. */
export function kappa(pairs) {
  if (pairs.length === 0) return null
  const share = (name, side) => pairs.filter((pair) => pair[side] === name).length / pairs.length
  const agreed = pairs.filter(([a, b]) => a === b).length / pairs.length
  const chance = [...new Set(pairs.flat())].reduce((sum, name) => sum + share(name, 0) * share(name, 1), 0)
  return chance === 1 ? 1 : (agreed - chance) / (1 - chance)
}
