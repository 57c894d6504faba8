import type { TrustFacts } from './quality-parts.js'

/** Share of each topic in what a target is about, by seed set; together 1. */
export type TopicShares = ReadonlyMap<string, number>

export interface BlendedTrust {
  value: number
  median: number
  p99: number
  /** Topics that the target is about and that trust was worked out for, with their shares: 1 together with health as a whole. */
  counted: ReadonlyArray<{ topic: string; seeds?: string; share: number }>
  /** Topics that the target is about and of which nobody knows who is trusted. */
  unknown: readonly string[]
}

/**
 * GR-03: s = Σ P(topic | target) · trust(topic). Trust in each topic sums to 1 over the graph, and so does the blend. The
 * marks it is measured against are blended alike, since of a blend for one target nobody has counted the quantiles. A topic
 * that was not worked out is left out and the others weigh more: not to know of a trust is no lack of it.
 */
export function blendTrust({ value, median, p99, fields }: Pick<TrustFacts, 'value' | 'median' | 'p99' | 'fields'>, topics: TopicShares): BlendedTrust {
  const blend: BlendedTrust = { value, median, p99, counted: [], unknown: [] }
  if (topics.size === 0) return blend
  const known = [...topics].flatMap(([topic, share]) => {
    const field = fields?.find((one) => one.topic === topic)
    return field === undefined || !(field.median > 0) || !(field.p99 > 0) ? [] : [{ ...field, share }]
  })
  blend.unknown = [...topics.keys()].filter((topic) => !known.some((field) => field.topic === topic))
  if (known.length === 0) return blend
  const whole = Math.max(0, 1 - [...topics.values()].reduce((sum, share) => sum + share, 0))
  const total = whole + known.reduce((sum, { share }) => sum + share, 0)
  const of = (general: number, own: (field: (typeof known)[number]) => number) => (whole * general + known.reduce((sum, field) => sum + field.share * own(field), 0)) / total
  blend.value = of(value, (field) => field.value)
  blend.median = of(median, (field) => field.median)
  blend.p99 = of(p99, (field) => field.p99)
  blend.counted = known.map(({ topic, seeds, share }) => ({ topic, ...(seeds === undefined ? {} : { seeds }), share: share / total }))
  return blend
}

/** GR-06: trust less λ times distrust, which both sum to 1 over the graph; no less than none at all. */
export function netOf(trust: number, distrust: number, lambda: number): number {
  return Math.max(0, trust - lambda * distrust)
}
