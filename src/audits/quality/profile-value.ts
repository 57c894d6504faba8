import type { QualityAnswer, TypeAnswer } from '../../model/facts.js'
import { linkValue, valueShareOf } from '../../model/link-value.js'
import { bandOf } from './compose-quality.js'

export interface ValuedLink {
  /** Owner of the linking site; the referring domain where owners are not known. */
  cluster: string
  score: number
  type: TypeAnswer['type']
  /** What it is about; links without one are left out of the shares by topic. */
  topic?: string
}

export interface ProfileValue {
  /** V: sum over clusters of v(k) / k^1.5, links of a cluster sorted by value. */
  value: number
  /** Share of V that the best tenth of links brings. */
  topDecileShare: number
  bands: Record<QualityAnswer['band'], number>
  /** Share of V by link type, largest first. */
  byType: Array<{ type: TypeAnswer['type']; share: number }>
  /** Share of V by what the links are about, largest first. */
  byTopic: Array<{ topic: string; share: number }>
  /** Share of V lost if the three best links vanished. */
  withoutBestThree: number
}

/** LQ-20. More links of one owner saturate, and a weak link more never lowers the whole. */
export function profileValue(links: readonly ValuedLink[]): ProfileValue {
  const shares = clusterShares(links)
  const value = sum(shares.map((row) => row.value))
  const sorted = shares.map((row) => row.value).sort((a, b) => b - a)
  const decile = sum(sorted.slice(0, Math.max(1, Math.ceil(sorted.length / 10))))
  const bands: ProfileValue['bands'] = { exceptional: 0, strong: 0, useful: 0, weak: 0, negligible: 0 }
  for (const { score } of links) bands[bandOf(Math.round(score))] += 1
  const best = new Set([...shares].sort((a, b) => b.value - a.value || b.link.score - a.link.score || (a.link.cluster < b.link.cluster ? -1 : 1)).slice(0, 3).map((row) => row.link))
  const rest = sum(clusterShares(links.filter((link) => !best.has(link))).map((row) => row.value))
  return {
    value, bands,
    topDecileShare: value === 0 ? 0 : decile / value,
    byType: sharesBy(shares, value, ({ type }) => type).map(([type, share]) => ({ type, share })),
    byTopic: sharesBy(shares, value, ({ topic }) => topic).map(([topic, share]) => ({ topic, share })),
    withoutBestThree: value === 0 ? 0 : (value - rest) / value,
  }
}

/** Shares of the whole by what a link is, largest first. */
function sharesBy<Key extends string>(shares: ReadonlyArray<{ link: ValuedLink; value: number }>, whole: number, keyOf: (link: ValuedLink) => Key | undefined): Array<[Key, number]> {
  const sums = new Map<Key, number>()
  for (const { link, value } of shares) {
    const key = keyOf(link)
    if (key !== undefined) sums.set(key, (sums.get(key) ?? 0) + value)
  }
  // Added up in another order than the whole, all of one kind can be a bit more than all.
  return [...sums].map(([key, part]): [Key, number] => [key, whole === 0 ? 0 : Math.min(1, part / whole)]).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
}

function clusterShares(links: readonly ValuedLink[]): Array<{ link: ValuedLink; value: number }> {
  const clusters = new Map<string, ValuedLink[]>()
  for (const link of links) {
    const list = clusters.get(link.cluster)
    if (list === undefined) clusters.set(link.cluster, [link])
    else list.push(link)
  }
  return [...clusters.values()].flatMap((list) => list.sort((a, b) => b.score - a.score || (a.type < b.type ? -1 : 1)).map((link, i) => ({ link, value: linkValue(link.score) * valueShareOf(i + 1) })))
}

/** Sum from small to large, so that the order of the input has no say in the last bit. */
function sum(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b).reduce((total, value) => total + value, 0)
}
