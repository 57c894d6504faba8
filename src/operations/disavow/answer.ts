import { z } from 'zod'
import type { DisavowDecision } from '../../decisions/index.js'

export const ReviewSchema = z.object({
  domain: z.string(), tier: z.number().int(), tierName: z.string(), types: z.array(z.string()), links: z.number().int(), bestQuality: z.number(), risk: z.number(), agency: z.string(),
  findings: z.array(z.object({ rule: z.string(), title: z.string(), evidence: z.string(), innocent: z.string() })),
  otherTools: z.array(z.string()),
  comparison: z.string().nullable().describe('Why other tools would flag it, and why we do not'),
  protectedBecause: z.string().nullable(),
})

/** A disavow decision as every door gives it. */
export const DecisionSchema = z.object({
  verdict: z.enum(['do-nothing', 'disavow']),
  headline: z.string(),
  cause: z.enum(['manual-action', 'arranged-links']).nullable(),
  walk: z.array(z.object({ id: z.string(), question: z.string(), answer: z.enum(['yes', 'no', 'not told']), meaning: z.string() })),
  reasons: z.array(z.string()),
  domains: z.array(ReviewSchema).describe('Domains on which we or another tool found something, riskiest first; the first of them unless all are asked for'),
  domainCount: z.number().int(),
  goodLinksOthersWouldRemove: z.array(ReviewSchema).describe('Domains that other tools mark and that are worth keeping; the first of them unless all are asked for'),
  goodLinkDomainCount: z.number().int(),
  valueGivenUp: z.object({ share: z.number(), links: z.number().int(), domains: z.number().int() }),
  proposed: z.array(z.string()).describe('Lines that would be listed'),
  refused: z.array(z.object({ line: z.string(), from: z.string(), rule: z.string(), reason: z.string() })),
  refusedCount: z.number().int(),
  review: z.array(z.object({ line: z.string(), reason: z.string() })).describe('Lines of the earlier file worth another look'),
  diff: z.object({ added: z.array(z.string()), removed: z.array(z.string()), kept: z.number().int() }).nullable(),
  refusal: z.string().nullable().describe('Why there is no file'),
  memo: z.string().describe('Markdown that a person can sign'),
  full: z.boolean().describe('True where everything was asked for'),
})

/** Domains shown unless all are asked for: what a person or a model reads at one go. */
const shownMax = 10
/** Refused lines shown: each is of something a person asked for or may expect. */
const refusedShownMax = 100

export function decisionOutput({ verdict, headline, cause, walk, reasons, domains, goodLinksOthersWouldRemove, valueGivenUp, proposed, refused, review, diff, refusal, memo }: DisavowDecision, full: boolean): z.input<typeof DecisionSchema> {
  const shown = <Row>(rows: Row[]) => (full ? rows : rows.slice(0, shownMax))
  return {
    verdict, headline, cause, walk, reasons, valueGivenUp, proposed, review, memo, full, refusal: refusal?.message ?? null,
    domains: shown(domains), domainCount: domains.length,
    goodLinksOthersWouldRemove: shown(goodLinksOthersWouldRemove), goodLinkDomainCount: goodLinksOthersWouldRemove.length,
    refused: full ? refused : refused.slice(0, refusedShownMax), refusedCount: refused.length,
    diff: diff === null ? null : { added: diff.added, removed: diff.removed, kept: diff.kept },
  }
}
