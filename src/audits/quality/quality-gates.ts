import type { Gate } from './compose-quality.js'
import type { GateId, QualityFacts } from './quality-parts.js'

/** Gates of link-quality.md section 3. */
export const openGate: Readonly<Record<GateId, (facts: QualityFacts) => Gate>> = {
  'GT-01': live, 'GT-02': indexable, 'GT-03': path, 'GT-04': qualified, 'GT-05': risky,
}

function live({ link }: QualityFacts): Gate {
  // A page taken out of the index still has its link; that is the next gate's business.
  if (link.state === 'lost' && link.lostReason !== 'noindexed') return { factor: 0, evidence: `lost${link.lostReason === null ? '' : `: ${link.lostReason}`}` }
  if (link.status !== null && (link.status === 429 || link.status >= 500)) return { factor: 0.5, evidence: `page answered ${link.status}; it may come back` }
  if (link.state === 'unconfirmed') return { factor: 1, evidence: 'told by a source, not yet checked' }
  return { factor: 1, evidence: 'seen on its page' }
}

function indexable({ link, page, type }: QualityFacts): Gate {
  const robots = new Set([...link.robots, ...(page?.robots ?? [])])
  const factors: Gate[] = []
  if (robots.has('noindex') || robots.has('none') || link.lostReason === 'noindexed') factors.push({ factor: 0.15, evidence: 'noindex' })
  if (robots.has('robots-blocked')) factors.push({ factor: 0.3, evidence: 'robots.txt blocks the page' })
  if (type.flags.includes('js-only')) factors.push({ factor: 0.7, evidence: 'the link appears only after scripts ran' })
  if (/\.pdf$/iu.test(link.referringPage?.split(/[?#]/u, 1)[0] ?? '')) factors.push({ factor: 0.8, evidence: 'inside a PDF' })
  return factors.sort((a, b) => a.factor - b.factor)[0] ?? { factor: 1, evidence: 'nothing forbids indexing' }
}

function path({ link }: QualityFacts): Gate {
  if (link.element !== 'redirect') return { factor: 1, evidence: 'direct' }
  if (link.status === 301 || link.status === 308) return { factor: 0.95, evidence: `permanent redirect (${link.status})` }
  if (link.status === 302 || link.status === 303 || link.status === 307) return { factor: 0.9, evidence: `temporary redirect (${link.status})` }
  return { factor: 0.6, evidence: 'meta refresh or script' }
}

function qualified({ link, lists }: QualityFacts): Gate {
  const table = lists.table('quality-rel')
  const found: Gate[] = link.rel.flatMap((token) => (table[token] === undefined ? [] : [{ factor: table[token], evidence: `rel=${token}` }]))
  if (link.robots.includes('nofollow') || link.robots.includes('none') || link.cues.includes('page-nofollow')) found.push({ factor: table.nofollow ?? 0.55, evidence: 'the page as a whole is nofollow' })
  return found.sort((a, b) => a.factor - b.factor)[0] ?? { factor: 1, evidence: 'followed' }
}

function risky({ risk }: QualityFacts): Gate {
  return { factor: riskFactor(risk.risk), evidence: risk.signals.length === 0 ? 'no risk found' : `risk ${Math.round(risk.risk)}: ${risk.signals.map(({ id }) => id).join(', ')}` }
}

/** GT-05: falls from 1 at 30 to 0.5 at 60 and 0 at 100. A link can lose all its value by risk, never more. */
export function riskFactor(risk: number): number {
  if (!(risk > 30)) return 1
  return risk <= 60 ? 1 - (risk - 30) / 60 : Math.max(0, 0.5 - (risk - 60) / 80)
}
