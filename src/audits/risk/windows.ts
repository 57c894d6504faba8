export const dayMs = 86_400_000

/** The most items whose time falls within `widthMs` of each other, in order of time. */
export function mostWithin<Item>(items: readonly Item[], timeOf: (item: Item) => number, widthMs: number): Item[] {
  const sorted = items.map((item) => ({ item, ms: timeOf(item) })).filter(({ ms }) => Number.isFinite(ms)).sort((a, b) => a.ms - b.ms)
  let best: [number, number] = [0, 0]
  for (let from = 0, to = 0; to < sorted.length; to += 1) {
    while (sorted[to]!.ms - sorted[from]!.ms > widthMs) from += 1
    if (to + 1 - from > best[1] - best[0]) best = [from, to + 1]
  }
  return sorted.slice(best[0], best[1]).map(({ item }) => item)
}
