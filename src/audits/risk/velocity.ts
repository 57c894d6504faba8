import type { LinkTypeId } from '../../model/link-types.js'
import type { TypedLink } from './facts.js'
import { dayMs } from './windows.js'

/** The velocity test of RISK-13, risk.md section 3. Pure arithmetic over weekly counts of new referring domains. */

export const baselineWeeks = 26
const weekMs = 7 * dayMs

export interface Cluster {
  domain: string
  firstMs: number
  types: ReadonlySet<LinkTypeId>
  links: TypedLink[]
  /** The link it was first seen by. */
  first: TypedLink
}

/** Referring domains with the time each was first seen; copies and statistics pages are left out. */
export function newClusters(links: readonly TypedLink[]): Cluster[] {
  interface Growing extends Cluster {
    types: Set<LinkTypeId>
  }
  const clusters = new Map<string, Growing>()
  const instants = new Map<string, number>()
  let cluster: Growing | undefined
  for (const judged of links) {
    const { link, type: { type } } = judged
    if (type === 'LT-16' || type === 'LT-28') continue
    const ms = msOf(instants, link.firstSeen)
    if (!Number.isFinite(ms)) continue
    // Links of one domain mostly stand together.
    const domain = link.referringDomain
    if (cluster === undefined || cluster.domain !== domain) {
      cluster = clusters.get(domain)
      if (cluster === undefined) clusters.set(domain, (cluster = { domain, firstMs: ms, types: new Set(), links: [], first: judged }))
    }
    if (ms < cluster.firstMs) {
      cluster.firstMs = ms
      cluster.first = judged
    }
    cluster.types.add(type)
    cluster.links.push(judged)
  }
  return [...clusters.values()].sort((a, b) => a.firstMs - b.firstMs || (a.domain < b.domain ? -1 : 1))
}

/** Instants are few: exports tell days. */
function msOf(instants: Map<string, number>, instant: string): number {
  let ms = instants.get(instant)
  if (ms === undefined) instants.set(instant, (ms = Date.parse(instant)))
  return ms
}

export interface Week {
  /** Milliseconds at which the week begins. */
  fromMs: number
  clusters: Cluster[]
}

/** Weeks that end at `asOf`, oldest first, from the week of the first cluster on. */
export function weeksOf(clusters: readonly Cluster[], asOf: string): Week[] {
  const endMs = Date.parse(asOf)
  const first = clusters[0]
  if (first === undefined || !Number.isFinite(endMs)) return []
  // Fifty years of weeks: dates older than any link are a source's mistake and would only cost memory.
  const count = Math.min(2_600, Math.max(1, Math.ceil((endMs - first.firstMs) / weekMs)))
  const weeks: Week[] = Array.from({ length: count }, (_, index) => ({ fromMs: endMs - (count - index) * weekMs, clusters: [] }))
  for (const cluster of clusters) {
    const index = count - 1 - Math.floor((endMs - cluster.firstMs) / weekMs)
    weeks[Math.min(count - 1, Math.max(0, index))]!.clusters.push(cluster)
  }
  return weeks
}

export interface WeekTest {
  count: number
  median: number
  mad: number
  z: number
  p: number
  spike: boolean
}

/** Tests one week against the 26 before it: robust z ≥ 4, negative-binomial tail p < 0.001, and at least ten. */
export function testWeek(history: readonly number[], count: number): WeekTest {
  const median = medianOf(history)
  const mad = medianOf(history.map((value) => Math.abs(value - median)))
  const z = (count - median) / (1.4826 * mad + 0.5)
  // A quiet history has median 0, under which any link at all would be impossible; its mean is the gentler guess.
  const mean = history.reduce((sum, value) => sum + value, 0) / Math.max(1, history.length)
  const p = negativeBinomialTail(count, Math.max(median, median === 0 ? mean : 0, 0.05), varianceOf(history, mean))
  return { count, median, mad, z, p, spike: z >= 4 && p < 0.001 && count >= 10 }
}

/** P(X ≥ count) of a negative binomial with this mean and variance; a Poisson where the variance is no larger than the mean. */
export function negativeBinomialTail(count: number, mean: number, variance: number): number {
  if (count <= 0) return 1
  const size = variance > mean * 1.000_001 ? (mean * mean) / (variance - mean) : Infinity
  const share = size === Infinity ? 0 : mean / (mean + size)
  let logTerm = size === Infinity ? -mean : size * Math.log(size / (size + mean))
  let below = 0
  for (let value = 0; value < count; value += 1) {
    below += Math.exp(logTerm)
    logTerm += size === Infinity ? Math.log(mean / (value + 1)) : Math.log(((value + size) / (value + 1)) * share)
  }
  return Math.max(0, 1 - below)
}

function medianOf(values: readonly number[]): number {
  if (values.length === 0) return 0
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

function varianceOf(values: readonly number[], mean: number): number {
  return values.length < 2 ? mean : values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
}
