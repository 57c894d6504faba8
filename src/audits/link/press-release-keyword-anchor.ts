import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import { isFollowed } from '../../model/link.js'
import { spamPolicies } from '../risk/references.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import { isMoneyAnchor } from '../risk/money.js'
import { flag, guarded, pass, unknown } from '../risk/trusted.js'
import type { RiskLinkFacts } from '../risk/facts.js'

/** RISK-21: a treatment phrase as link text in a distributed press release. */
export default defineAudit({
  id: 'press-release-keyword-anchor',
  rule: 'RISK-21',
  judges: 'link',
  title: 'Press releases link with a name',
  failureTitle: 'A press release links with a treatment phrase',
  why: 'Optimised anchors in releases spread over many sites are named in the spam policies. The words of a release are the sender’s own, so they can simply be changed.',
  innocent: 'A release that links with the name of the practice, or with qualified links, is ordinary news work.',
  severity: 'medium',
  action: 'fix-own-practice',
  references: [spamPolicies],
  needs: ['link', 'type', 'anchor'],
  options: {},
  evidence: z.object({ anchor: z.string().describe('Anchor text'), page: z.string().describe('Page of the release') }),
  judge: guarded((facts: RiskLinkFacts) => {
    const { link, type, anchor } = facts
    if (type.type !== 'LT-08' || !isFollowed(link.rel, link.robots)) return pass()
    if (anchor.kind === 'AK-UNKNOWN') return unknown('anchor text')
    return isMoneyAnchor(anchor) ? flag(0.5 * Math.max(0.5, type.confidence), [{ anchor: link.anchorText ?? '', page: link.referringPage ?? link.referringDomain }]) : pass()
  }),
  examples: [
    { title: 'keyword in a followed release', facts: exampleLinkFacts({ page: 'https://wire-daily.example/releases/412', anchor: 'dental implants Dayton', type: 'LT-08', kind: 'AK-EXACT', grade: 3 }), verdict: 'flag' },
    { title: 'brand in a release', facts: exampleLinkFacts({ page: 'https://wire-daily.example/releases/412', type: 'LT-08' }), verdict: 'pass' },
    { title: 'anchor not told', facts: exampleLinkFacts({ page: 'https://wire-daily.example/releases/412', type: 'LT-08', anchor: null, kind: 'AK-UNKNOWN' }), verdict: 'unknown' },
  ],
})
