import type { AnchorAnswer, LinkFacts, RiskAnswer, TierAnswer, TypeAnswer } from '../../model/facts.js'

export const componentIds = ['QA', 'QH', 'QR1', 'QR2', 'QP', 'QE', 'QT', 'QU', 'QF'] as const
export type ComponentId = (typeof componentIds)[number]

export const gateIds = ['GT-01', 'GT-02', 'GT-03', 'GT-04', 'GT-05'] as const
export type GateId = (typeof gateIds)[number]

/** Facts of link quality: the link with its other judgements, and what graphs know where there are any. */
export interface QualityFacts extends LinkFacts {
  type: TypeAnswer
  anchor: AnchorAnswer
  tier: TierAnswer
  risk: RiskAnswer
  uniqueness: {
    /** 1 for the best link of its domain (or owner cluster), 2 for the next. */
    kthFromDomain: number
    /** Other referring domains in the same network block, hosting giants aside; null where unknown. */
    sharedHosts: number | null
  }
  /** Rank of the longest label of the host that has one, in a web graph. */
  authority?: { rank: number; nodes: number; release: string } | null
  /** Health trust of the host as propagated from seeds: value, median and 99th percentile over the graph. */
  trust?: { value: number; median: number; p99: number; nearestSeed: string | null } | null
}
