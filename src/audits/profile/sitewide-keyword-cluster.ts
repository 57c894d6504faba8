import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import { isFollowed } from '../../model/link.js'
import { exampleProfileFacts, repeated, type ExampleLink } from '../risk/example-facts.js'
import { pushTo } from '../risk/grouped.js'
import { isMoneyAnchor } from '../risk/money.js'
import { namedLinks } from '../risk/named-links.js'
import { spamPolicies } from '../risk/references.js'
import { flag, pass, suspectable } from '../risk/trusted.js'
import { keyOfPage } from '../risk/url-text.js'
import type { RiskProfileFacts, TypedLink } from '../risk/facts.js'

/** RISK-08 on several hosts: what one webmaster may do by himself is an order where three sites do it. */
export default defineAudit({
  id: 'sitewide-keyword-cluster',
  rule: 'RISK-08',
  judges: 'profile',
  title: 'No treatment phrase is linked from every page of several sites',
  failureTitle: 'Several sites link with a treatment phrase from every page',
  why: 'Links repeated in footers and templates with a commercial phrase are named in the spam policies. Where several unrelated sites carry one, somebody ordered them.',
  innocent: 'Sites of one house, a municipal template or a network of partners may share a footer; with the clinic’s name as anchor it is nothing to worry about.',
  severity: 'high',
  action: 'fix-own-practice',
  references: [spamPolicies],
  needs: ['links', 'anchors'],
  options: { domainsMin: 3, pagesMin: 20 },
  evidence: z.object({ referringDomains: z.array(z.string()).describe('Sites'), anchors: z.string().describe('Link texts'), pages: z.number().describe('Pages with such a link'), linkIds: z.array(z.string()).describe('Links') }),
  judge(facts: RiskProfileFacts, options) {
    const groups = new Map<string, TypedLink[]>()
    for (const judged of suspectable(facts.links, facts.lists)) {
      const { link, anchor } = judged
      if (link.state === 'lost' || !isFollowed(link.rel, link.robots) || !isMoneyAnchor(anchor)) continue
      pushTo(groups, `${link.referringDomain}\0${anchor.normalised}\0${link.target ?? ''}`, judged)
    }
    const sitewide = [...groups.values()].filter((group) => group.some(({ type }) => type.flags.includes('sitewide')) || pagesOf(group) >= (options['pagesMin'] as number))
    const domains = [...new Set(sitewide.map(([first]) => first!.link.referringDomain))].sort()
    if (domains.length < (options['domainsMin'] as number)) return pass()
    const links = sitewide.flat()
    return flag(0.75, [{ referringDomains: domains.slice(0, 200), anchors: [...new Set(links.map(({ link }) => link.anchorText ?? ''))].slice(0, 6).join(' · '), pages: pagesOf(links), linkIds: namedLinks(links) }])
  },
  examples: [
    { title: 'a footer on twenty pages of each of three sites', facts: exampleProfileFacts([1, 2, 3].flatMap((site) => footers(`blog-${site}`, 20))), verdict: 'flag' },
    { title: 'two such sites', facts: exampleProfileFacts([1, 2].flatMap((site) => footers(`blog-${site}`, 20))), verdict: 'pass' },
    { title: 'the name in the footers of three partners', facts: exampleProfileFacts([1, 2, 3].flatMap((site) => repeated(20, { page: `https://partner-${site}.example/p{n}`, area: 'footer' }))), verdict: 'pass' },
  ],
})

function pagesOf(links: readonly TypedLink[]): number {
  return new Set(links.map(({ link }) => (link.referringPage === null ? link.referringDomain : keyOfPage(link.referringPage)))).size
}

function footers(site: string, count: number): ExampleLink[] {
  return repeated(count, { page: `https://${site}.example/p{n}`, anchor: 'heart valve surgery Dayton', area: 'footer', kind: 'AK-EXACT', grade: 3 })
}
