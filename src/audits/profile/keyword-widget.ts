import { z } from 'zod'
import { pageKey, parseUrl } from '../../model/url.js'
import { defineAudit } from '../../model/judgement.js'
import { isFollowed } from '../../model/link.js'
import { exampleProfileFacts, repeated } from '../risk/example-facts.js'
import { pushTo } from '../risk/grouped.js'
import { isMoneyAnchor } from '../risk/money.js'
import { namedLinks } from '../risk/named-links.js'
import { extraOf } from '../risk/page-extra.js'
import { pagesByKey } from '../risk/pages-by-key.js'
import { spamPolicies } from '../risk/references.js'
import { scanText } from '../risk/spam-scan.js'
import { flag, pass, suspectable, unknown } from '../risk/trusted.js'
import { keyOfPage } from '../risk/url-text.js'
import type { RiskProfileFacts, TypedLink } from '../risk/facts.js'

/** RISK-09: one piece of embed code or template with a treatment phrase, or with a link that nobody can see, on many sites. */
export default defineAudit({
  id: 'keyword-widget',
  rule: 'RISK-09',
  judges: 'profile',
  title: 'Widgets and badges credit a name',
  failureTitle: 'The same widget, badge or footer links with a treatment phrase, or unseen, on several sites',
  why: 'Keyword-rich or hidden links in widgets, badges and templates spread over many sites are named in the spam policies. Whoever wrote the embed code can change it.',
  innocent: 'An honest badge carries the clinic’s name, and a calculator may credit its source.',
  severity: 'medium',
  action: 'fix-own-practice',
  references: [spamPolicies],
  needs: ['links', 'anchors'],
  options: { domainsMin: 5 },
  evidence: z.object({ anchor: z.string().describe('Anchor text'), hidden: z.string().optional().describe('Where it cannot be seen'), target: z.string().describe('Target page'), domains: z.number().describe('Referring domains'), referringDomains: z.array(z.string()).describe('Which'), linkIds: z.array(z.string()).describe('Links') }),
  judge(facts: RiskProfileFacts, options) {
    const placed = suspectable(facts.links, facts.lists).filter((judged) => judged.link.state !== 'lost' && isFollowed(judged.link.rel, judged.link.robots) && isWidget(judged))
    const groups = new Map<string, TypedLink[]>()
    for (const judged of placed) {
      const isHidden = judged.link.cues.includes('hidden') && !amongOffers(judged, facts)
      if (!isMoneyAnchor(judged.anchor) && !isHidden) continue
      const target = judged.link.target === null ? undefined : parseUrl(judged.link.target)
      const key = `${isHidden ? 'hidden' : 'shown'}\0${judged.anchor.normalised}\0${target === undefined ? '' : pageKey(target)}`
      pushTo(groups, key, judged)
    }
    const rows = []
    for (const group of groups.values()) {
      const domains = [...new Set(group.map((judged) => judged.link.referringDomain))]
      if (domains.length < (options['domainsMin'] as number)) continue
      rows.push({ anchor: group[0]!.link.anchorText ?? '', ...(group[0]!.link.cues.includes('hidden') ? { hidden: 'the link is hidden by its markup' } : {}), target: group[0]!.link.target ?? '', domains: domains.length, referringDomains: domains.slice(0, 200), linkIds: namedLinks(group) })
    }
    if (rows.length > 0) return flag(0.5, rows)
    return placed.length === 0 && facts.links.every((judged) => judged.link.area === null) ? unknown('area of links: no page was read') : pass()
  },
  examples: [
    { title: 'a calculator with a keyword on six sites', facts: exampleProfileFacts(repeated(6, { page: 'https://local-{n}.example/', anchor: 'book dentist Dayton', kind: 'AK-EXACT', grade: 3, type: 'LT-14', subtype: 'embedded-widget', area: 'aside' })), verdict: 'flag' },
    { title: 'a calculator whose credit is hidden, on six sites', facts: exampleProfileFacts(repeated(6, { page: 'https://local-{n}.example/', type: 'LT-14', subtype: 'embedded-widget', area: 'aside', cues: ['hidden'] })), verdict: 'flag' },
    { title: 'a badge with the name', facts: exampleProfileFacts(repeated(6, { page: 'https://local-{n}.example/', type: 'LT-14', subtype: 'badge', area: 'footer' })), verdict: 'pass' },
    { title: 'no page read', facts: exampleProfileFacts(repeated(6, { page: 'https://local-{n}.example/', area: null })), verdict: 'unknown' },
  ],
})

/** Among links of shops and games it is an attacker who hides them all, and no widget (RISK-05). */
function amongOffers({ link, type }: TypedLink, facts: RiskProfileFacts): boolean {
  if (type.type === 'LT-19') return true
  const page = link.referringPage === null ? undefined : pagesByKey(facts).get(keyOfPage(link.referringPage))
  return page !== undefined && extraOf(page).externalLinks.some(({ text }) => scanText(text, facts.lists).some((hit) => hit.list.startsWith('spam/') && hit.list.endsWith('-offer')))
}

function isWidget({ link, type }: TypedLink): boolean {
  return type.type === 'LT-14' || type.type === 'LT-15' || link.area === 'footer' || link.area === 'aside' || link.cues.includes('hidden') || link.cues.includes('blogroll')
}
