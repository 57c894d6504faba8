import { z } from 'zod'
import type { DisavowDecision } from '../../decisions/index.js'

const Review = z.object({
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
  domains: z.array(Review),
  goodLinksOthersWouldRemove: z.array(Review),
  valueGivenUp: z.object({ share: z.number(), links: z.number().int(), domains: z.number().int() }),
  proposed: z.array(z.string()).describe('Lines that would be listed'),
  refused: z.array(z.object({ line: z.string(), from: z.string(), rule: z.string(), reason: z.string() })),
  review: z.array(z.object({ line: z.string(), reason: z.string() })).describe('Lines of the earlier file worth another look'),
  diff: z.object({ added: z.array(z.string()), removed: z.array(z.string()), kept: z.number().int() }).nullable(),
  refusal: z.string().nullable().describe('Why there is no file'),
  memo: z.string().describe('Markdown that a person can sign'),
})

export function decisionOutput({ verdict, headline, cause, walk, reasons, domains, goodLinksOthersWouldRemove, valueGivenUp, proposed, refused, review, diff, refusal, memo }: DisavowDecision): z.input<typeof DecisionSchema> {
  return {
    verdict, headline, cause, walk, reasons, domains, goodLinksOthersWouldRemove, valueGivenUp, proposed, refused, review, memo, refusal: refusal?.message ?? null,
    diff: diff === null ? null : { added: diff.added, removed: diff.removed, kept: diff.kept },
  }
}
