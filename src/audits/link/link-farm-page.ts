import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import { linkSpamUpdate, spamPolicies } from '../risk/references.js'
import { flag, guarded, pass, provenTier, unknown } from '../risk/trusted.js'
import type { RiskLinkFacts } from '../risk/facts.js'

/**
 * RISK-03 for one link: the page was classified as part of a link farm, on at least two kinds of evidence. Whether
 * several sites are one hand is asked of the whole profile (`private-network`).
 */
export default defineAudit({
  id: 'link-farm-page',
  rule: 'RISK-03',
  judges: 'link',
  title: 'The page has a subject of its own',
  failureTitle: 'The page looks like part of a link farm',
  why: 'Pages that exist to link to customers of unrelated trades are detected by search engines, and their links are ignored.',
  innocent: 'A blog of many subjects, an agency’s list of clients or a small site with a common theme can look alike. If you did not arrange the link, nothing needs to be done.',
  severity: 'high',
  action: 'monitor',
  references: [linkSpamUpdate, spamPolicies],
  needs: ['type', 'tier'],
  options: { confidenceMin: 0.6, evidenceMin: 2 },
  evidence: z.object({ looked: z.string().describe('What was looked at'), found: z.string().describe('What was found') }),
  judge: guarded((facts: RiskLinkFacts, options) => {
    const { type, tier } = facts
    if (type.type !== 'LT-19' || provenTier(tier) <= 5) return pass()
    const rows = type.evidence.filter((entry) => entry.polarity === '+' && entry.weight > 0).map(({ looked, found }) => ({ looked, found }))
    const kinds = new Set(rows.map((row) => row.looked)).size
    if (type.confidence < (options['confidenceMin'] as number) || kinds < (options['evidenceMin'] as number)) return unknown('more pages of the host: one kind of evidence is too little')
    return flag(0.6 * type.confidence, rows.slice(0, 6))
  }),
  examples: [
    { title: 'classified as a farm on two kinds of evidence', facts: withEvidence(['external links of the page', 'title']), verdict: 'flag' },
    { title: 'one kind of evidence', facts: withEvidence(['title']), verdict: 'unknown' },
    { title: 'an ordinary page', facts: exampleLinkFacts({}), verdict: 'pass' },
  ],
})

function withEvidence(looked: readonly string[]): RiskLinkFacts {
  const facts = exampleLinkFacts({ page: 'https://tips-1.example/post', type: 'LT-19' }, { pageRecord: {} })
  return { ...facts, type: { ...facts.type, evidence: looked.map((place) => ({ rule: 'LT-19', looked: place, found: 'links to five unrelated trades', polarity: '+' as const, weight: 1.8 })) } }
}
