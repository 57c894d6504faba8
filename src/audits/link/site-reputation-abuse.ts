import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import { isFollowed } from '../../model/link.js'
import { lookUpHost } from '../../model/lists.js'
import { spamPolicies } from '../risk/references.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import { isMoneyAnchor } from '../risk/money.js'
import { flag, guarded, pass, unknown } from '../risk/trusted.js'
import { shoppingFolder } from '../risk/url-text.js'
import type { RiskLinkFacts } from '../risk/facts.js'

const respectedKinds = new Set(['news', 'university', 'school', 'library', 'charity', 'association', 'magazine', 'health-publisher', 'journal', 'government', 'hospital'])

/** RISK-19: a rented commercial section of a site known for something else. */
export default defineAudit({
  id: 'site-reputation-abuse',
  rule: 'RISK-19',
  judges: 'link',
  title: 'The section belongs to the site',
  failureTitle: 'A shopping section on an unrelated site links with a treatment phrase',
  why: 'Sections rented out to third parties for the standing of the host are named in the spam policies; their links are expected to count for nothing.',
  innocent: 'Labelled partner content with qualified links, and editorial shopping desks with named writers, are not meant.',
  severity: 'medium',
  action: 'none',
  references: [spamPolicies],
  needs: ['link', 'page', 'anchor'],
  options: {},
  evidence: z.object({ section: z.string().describe('Part of the address'), hostKind: z.string().describe('What the host is known as'), anchor: z.string().describe('Anchor text') }),
  judge: guarded((facts: RiskLinkFacts) => {
    const { link, page, anchor, tier, lists } = facts
    if (!isFollowed(link.rel, link.robots) || link.referringPage === null || !isMoneyAnchor(anchor)) return pass()
    const kind = lookUpHost(lists.hostKinds, link.referringHost)?.entry.kind ?? (tier.tier === 5 ? tier.kind : '')
    const section = respectedKinds.has(kind) ? shoppingFolder(link.referringPage, lists) : undefined
    if (section === undefined) return pass()
    if (page === null) return unknown('page: byline and labels of the section')
    if ((page.features?.authors.length ?? 0) > 0) return pass()
    return flag(0.4, [{ section: `/${section}/`, hostKind: kind, anchor: link.anchorText ?? '' }])
  }),
  examples: [
    { title: 'unsigned list of dentists in a newspaper’s coupon section', facts: exampleLinkFacts({ page: 'https://daily-news.example/coupons/teeth', anchor: 'dental implants Dayton', kind: 'AK-EXACT', grade: 3, tier: 5 }, { pageRecord: {} }), verdict: 'flag' },
    { title: 'the newspaper’s own story', facts: exampleLinkFacts({ page: 'https://daily-news.example/health/flu', tier: 5 }, { pageRecord: {} }), verdict: 'pass' },
    { title: 'section not read', facts: exampleLinkFacts({ page: 'https://daily-news.example/coupons/teeth', anchor: 'dental implants Dayton', kind: 'AK-EXACT', grade: 3, tier: 5 }), verdict: 'unknown' },
  ],
})
