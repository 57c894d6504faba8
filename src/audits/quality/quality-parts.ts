import type { AnchorAnswer, DomainKin, LinkFacts, RiskAnswer, TierAnswer, TypeAnswer } from '../../model/facts.js'

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
    /** 1 for the best link of its domain, 2 for the next. */
    kthFromDomain: number
    /** Other referring domains in the same network block, hosting giants aside; null where unknown. */
    sharedHosts: number | null
    /** Other domains of the same keeper, whose links count before those of this one (QU-03); null or absent where none is known. */
    keeper?: DomainKin['keeper']
  }
  /** Authority of the host in a web graph (QA-01); null or absent where no graph is in use. */
  authority?: AuthorityFacts | null
  /** Health trust of the host as propagated from seeds (QH-01); null or absent where none is known. */
  trust?: TrustFacts | null
  /** How many pages of the referring domain were read, and the share of them that is about health (QR-03). */
  hostHealth?: HostHealth | null
  /** True if the page names another one as canonical that was read and lacks the link (GT-02). */
  canonicalLacksLink?: boolean
  /** Why no graph speaks, where none does. */
  graphMissing?: string
  /** Share of its PageRank from outside the good core, where that is a warning (GR-04). */
  spamMass?: number | null
}

export interface HostHealth {
  pages: number
  healthShare: number
}

export interface AuthorityFacts {
  /** Null where the graph does not know the host. */
  rank: number | null
  nodes: number
  release: string
  /** The end of the host whose rank it is, and by which centrality. */
  name?: string
  by?: 'harmonic' | 'pagerank'
  strongerThan?: number
}

export interface TrustFacts {
  value: number
  median: number
  p99: number
  nearestSeed: string | null
  distance?: number | null
  /** One shortest way from a seed to the host. */
  path?: readonly string[] | null
  /** How many linking sites are seeds or near one; null where not counted. */
  ways?: number | null
  /** The same from the seeds of one field each, by the id of the seed set (GR-03); absent where the graph was ranked by none. */
  fields?: ReadonlyArray<{ topic: string; seeds?: string; value: number; median: number; p99: number }>
  /** What leads from it to known bad sites, on the scale of `value` (GR-06); null where the graph was not ranked by it, absent where no graph was asked. */
  distrust?: number | null
  distrustFrom?: string | null
  /** Seed set that `value` came from, with its version. */
  seeds?: string
}
