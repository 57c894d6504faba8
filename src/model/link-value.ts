/** Value of one link, 0–1, from its quality: one link of 86 points is worth thirty of 22 (LQ-20). */
export function linkValue(score: number): number {
  return (Math.min(100, Math.max(0, score)) / 100) ** 2.5
}

/** What the k-th best link of one owner adds, k from 1: 1, 0.35, 0.19, … (LQ-20). More links of one site saturate. */
export function valueShareOf(k: number): number {
  return 1 / k ** 1.5
}
