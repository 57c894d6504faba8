import { z } from 'zod'
import { pageKey, parseUrl } from '../../model/url.js'
import { defineAudit } from '../../model/judgement.js'
import { isFollowed } from '../../model/link.js'
import { exampleProfileFacts, repeated } from '../risk/example-facts.js'
import { pushTo } from '../risk/grouped.js'
import { isMoneyAnchor } from '../risk/money.js'
import { spamPolicies } from '../risk/references.js'
import { flag, pass, suspectable, unknown } from '../risk/trusted.js'
import type { RiskProfileFacts, TypedLink } from '../risk/facts.js'

/** RISK-09: one piece of embed code or template with a treatment phrase, on many sites. */
export default defineAudit({
  id: 'keyword-widget',
  rule: 'RISK-09',
  judges: 'profile',
  title: 'Widgets and badges credit a name',
  failureTitle: 'The same widget, badge or footer links with a treatment phrase on several sites',
  why: 'Keyword-rich or hidden links in widgets, badges and templates spread over many sites are named in the spam policies. Whoever wrote the embed code can change it.',
  innocent: 'An honest badge carries the clinic’s name, and a calculator may credit its source.',
  severity: 'medium',
  action: 'fix-own-practice',
  references: [spamPolicies],
  needs: ['links', 'anchors'],
  options: { domainsMin: 5 },
  evidence: z.object({ anchor: z.string().describe('Anchor text'), target: z.string().describe('Target page'), domains: z.number().describe('Referring domains'), referringDomains: z.array(z.string()).describe('Which'), linkIds: z.array(z.string()).describe('Links') }),
  judge(facts: RiskProfileFacts, options) {
    const placed = suspectable(facts.links, facts.lists).filter((judged) => judged.link.state !== 'lost' && isFollowed(judged.link.rel, judged.link.robots) && isWidget(judged))
    const groups = new Map<string, TypedLink[]>()
    for (const judged of placed) {
      if (!isMoneyAnchor(judged.anchor)) continue
      const target = judged.link.target === null ? undefined : parseUrl(judged.link.target)
      const key = `${judged.anchor.normalised}\0${target === undefined ? '' : pageKey(target)}`
      pushTo(groups, key, judged)
    }
    const rows = []
    for (const group of groups.values()) {
      const domains = [...new Set(group.map((judged) => judged.link.referringDomain))]
      if (domains.length < (options['domainsMin'] as number)) continue
      rows.push({ anchor: group[0]!.link.anchorText ?? '', target: group[0]!.link.target ?? '', domains: domains.length, referringDomains: domains.slice(0, 200), linkIds: group.map((judged) => judged.link.id).slice(0, 200) })
    }
    if (rows.length > 0) return flag(0.5, rows)
    return placed.length === 0 && facts.links.every((judged) => judged.link.area === null) ? unknown('area of links: no page was read') : pass()
  },
  examples: [
    { title: 'a calculator with a keyword on six sites', facts: exampleProfileFacts(repeated(6, { page: 'https://local-{n}.example/', anchor: 'book dentist Dayton', kind: 'AK-EXACT', grade: 3, type: 'LT-14', subtype: 'embedded-widget', area: 'aside' })), verdict: 'flag' },
    { title: 'a badge with the name', facts: exampleProfileFacts(repeated(6, { page: 'https://local-{n}.example/', type: 'LT-14', subtype: 'badge', area: 'footer' })), verdict: 'pass' },
    { title: 'no page read', facts: exampleProfileFacts(repeated(6, { page: 'https://local-{n}.example/', area: null })), verdict: 'unknown' },
  ],
})

function isWidget({ link, type }: TypedLink): boolean {
  return type.type === 'LT-14' || type.type === 'LT-15' || link.area === 'footer' || link.area === 'aside' || link.cues.includes('hidden') || link.cues.includes('blogroll')
}
