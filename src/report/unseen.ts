import { chao, chapman, type TotalEstimate } from '../lib/capture-recapture.js'
import { z } from 'zod'
import type { JudgedSummary } from '../model/judged-summary.js'
import { isPicked } from '../model/source-detail.js'
import { countOf, countWords, sourceName } from './words.js'

const Range = z.object({ low: z.number().int(), best: z.number().int(), high: z.number().int() })

/** How many referring domains there may be that no source has shown us. */
export const UnseenSchema = z.object({
  verdict: z.enum(['estimate', 'unknown']),
  method: z.enum(['chao', 'chapman']).nullable(),
  seen: z.number().int().describe('Referring domains that any source saw'),
  total: Range.nullable().describe('All there may be, with the ends of a 95 % interval'),
  unseen: Range.nullable(),
  sources: z.array(z.string()).describe('Sources it rests on, in words'),
  assumptions: z.array(z.string()),
  missing: z.string().nullable().describe('For unknown: what there is too little of'),
})
export type Unseen = z.infer<typeof UnseenSchema>

/** Below so many domains on two lists the estimate is biased too low to be shown (Robson & Regier 1964). */
const sharedMin = 7

/**
 * Estimates the referring domains nobody showed us from how far the sources agree (product F13): by Chao's bound where
 * each source is another tool's, else from the two tools that saw most together. It says `unknown` where they share too
 * little, and where the other sources saw more than the two leave room for: two lists that copy each other agree best.
 */
export function estimateUnseen({ sources, overlap, seenByCounts }: Pick<JudgedSummary, 'sources' | 'overlap' | 'seenByCounts'>): Unseen {
  const seen = seenByCounts.filter((row) => row.sources > 0).reduce((sum, { referringDomains }) => sum + referringDomains, 0)
  const sampled = sources.filter(({ seenBy, referringDomains }) => referringDomains > 0 && !isPicked(seenBy))
  const tools = new Set(sampled.map(({ seenBy }) => toolOf(seenBy)))
  const nothing = (missing: string): Unseen => ({ verdict: 'unknown', method: null, seen, total: null, unseen: null, sources: [...tools], assumptions: [], missing })
  if (tools.size === 0) return nothing(seen === 0 ? 'No source has shown a link yet.' : 'What there is was picked by hand or by a fault. A whole export of a tool shows how much the others miss; Search Console and Bing give theirs for free.')
  if (tools.size === 1) return nothing(`Only ${[...tools][0]} has shown links. A second one shows how much the first misses; Search Console and Bing give theirs for free.`)
  if (tools.size > 2 && sampled.length === tools.size && sampled.length === sources.filter(({ referringDomains }) => referringDomains > 0).length) {
    const onExactly = (count: number) => seenByCounts.find((row) => row.sources === count)?.referringDomains ?? 0
    if (onExactly(2) >= sharedMin) return answered('chao', seen, chao({ seen, once: onExactly(1), twice: onExactly(2), lists: sampled.length }), [...tools])
  }
  const pair = bestPair(sampled, overlap)
  if (pair === undefined || pair.both < sharedMin) return nothing(`The sources share too little to tell: ${pair === undefined ? 'no two of them' : `${pair.names.join(' and ')} both saw only ${countOf(pair.both, 'referring domain')}, and ${sharedMin} at least are needed`}.`)
  const total = chapman(pair.first, pair.second, pair.both)
  if (seen > Math.ceil(total.high)) return nothing(`The sources do not look at the same links: ${pair.names.join(' and ')} leave room for ${countOf(Math.ceil(total.high), 'referring domain')}, and all together saw ${countWords(seen)}.`)
  return answered('chapman', seen, total, pair.names)
}

type Source = JudgedSummary['sources'][number]

/** The two sources of different tools that saw most together, of those that share enough; else the two that share most. */
function bestPair(sampled: readonly Source[], overlap: JudgedSummary['overlap']): { names: string[]; first: number; second: number; both: number } | undefined {
  const known = new Map(sampled.map((source) => [source.seenBy, source]))
  const pairs = overlap.flatMap(({ a, b, referringDomains }) => {
    const [first, second] = [known.get(a), known.get(b)]
    if (first === undefined || second === undefined || toolOf(a) === toolOf(b)) return []
    return [{ names: [sourceName(a), sourceName(b)], first: first.referringDomains, second: second.referringDomains, both: referringDomains }]
  })
  const together = ({ first, second, both }: (typeof pairs)[number]) => first + second - both
  const shared = (one: (typeof pairs)[number]) => Math.min(one.both, sharedMin)
  return pairs.sort((a, b) => shared(b) - shared(a) || together(b) - together(a) || (a.names.join() < b.names.join() ? -1 : 1))[0]
}

function answered(method: 'chao' | 'chapman', seen: number, { best, low, high }: TotalEstimate, sources: string[]): Unseen {
  // Of two sources out of several the rest has seen more than the pair: that much is certain.
  const total = { low: Math.max(seen, Math.floor(low)), best: Math.max(seen, Math.round(best)), high: Math.max(seen, Math.ceil(high)) }
  return {
    verdict: 'estimate', method, seen, total, unseen: { low: total.low - seen, best: total.best - seen, high: total.high - seen }, sources, missing: null,
    assumptions: [
      'The sources look at the same web at about the same time, and a domain counts as the same in each.',
      method === 'chapman' ? 'The two sources find links independently of each other.' : 'The sources find links independently; some domains may be harder to find than others.',
      'Indexes crawl alike, so what one misses the others tend to miss too: read the figure as a lower bound.',
    ],
  }
}

/** Several exports of one tool come from one index. */
function toolOf(seenBy: string): string {
  return seenBy.startsWith('archive:') ? 'web archives' : sourceName(seenBy)
}
