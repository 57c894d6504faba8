/** Groups of anchor kinds that are compared between sites; `anchorGroups` of the audits names them in words. */
export type AnchorGroup = 'brand' | 'url' | 'generic' | 'image' | 'topical' | 'compound' | 'exact' | 'other'

export type MoneyLevel = 'none' | 'watch' | 'caution' | 'high'

/** Estimated share of commercial phrases among votes (AN-11). */
export interface MoneyShare {
  n: number
  k: number
  mean: number
  /** 90 % interval of the share. */
  low: number
  high: number
  /** Probability that the share is above 15 % and above 30 %. */
  over15: number
  over30: number
  level: MoneyLevel
}

/** What the anchors of one profile are, counted by referring domain or owner (AN-10), with AN-11 and AN-17. */
export interface AnchorMix {
  /** Clusters with a known, followed anchor. */
  n: number
  /** Votes by group; a cluster that uses two kinds has a vote in each. */
  counts: Record<AnchorGroup, number>
  money: MoneyShare
  diversity: { distinct: number; entropy: number | null; herfindahl: number | null }
}
