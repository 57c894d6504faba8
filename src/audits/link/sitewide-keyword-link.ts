import { z } from 'zod'
import { countOf, countWords } from '../../lib/number-words.js'
import { defineAudit } from '../../model/judgement.js'
import { isFollowed } from '../../model/link.js'
import { spamPolicies } from '../risk/references.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import { isMoneyAnchor } from '../risk/money.js'
import { flag, guarded, pass, unknown } from '../risk/trusted.js'
import type { RiskLinkFacts } from '../risk/facts.js'

/** RISK-08: the same treatment phrase in the footer, side column or template of a whole site. */
export default defineAudit({
  id: 'sitewide-keyword-link',
  rule: 'RISK-08',
  judges: 'link',
  title: 'Sitewide links carry a name',
  failureTitle: 'A treatment phrase is linked from every page of a site',
  why: 'Links repeated in footers and templates with a commercial phrase are named in the search engines’ spam policies, because nobody repeats such a phrase a thousand times for readers.',
  innocent: 'A partner’s menu, a template of a municipality or an honest credit repeats a link too; with the clinic’s name as anchor it is nothing to worry about.',
  severity: 'medium',
  action: 'fix-own-practice',
  references: [spamPolicies],
  needs: ['link', 'host', 'anchor'],
  options: { pagesMin: 20, shareMin: 0.5, pagesReadMin: 3 },
  evidence: z.object({ anchor: z.string().describe('Anchor text'), area: z.string().describe('Where it stands'), seen: z.string().describe('How often it was seen') }),
  judge: guarded((facts: RiskLinkFacts, options) => {
    const { link, host, anchor, type } = facts
    if (!isFollowed(link.rel, link.robots) || link.state === 'lost') return pass()
    const many = host.sameLinkPageCount >= (options['pagesMin'] as number)
    const most = host.pagesRead >= (options['pagesReadMin'] as number) && host.sameLinkPageCount / host.pagesRead >= (options['shareMin'] as number)
    if (!many && !most && !type.flags.includes('sitewide')) return pass()
    if (anchor.kind === 'AK-UNKNOWN') return unknown('anchor text')
    if (!isMoneyAnchor(anchor)) return pass()
    const seen = `on ${countOf(host.sameLinkPageCount, 'page')} of the site${host.pagesRead === 0 ? ', none of them read here' : `, ${countWords(host.pagesRead)} read`}`
    // The word of another tool alone is a hint: its crawl may have seen a menu of three pages.
    return many || most ? flag(0.5, [{ anchor: link.anchorText ?? '', area: link.area ?? 'area not told', seen }]) : flag(0.25, [{ anchor: link.anchorText ?? '', area: link.area ?? 'area not told', seen: `another tool says: on every page; known here ${seen}` }])
  }),
  examples: [
    { title: 'keyword in a footer of sixty pages', facts: exampleLinkFacts({ anchor: 'heart valve surgery Dayton', area: 'footer', kind: 'AK-EXACT', grade: 3 }, { host: { sameLinkPageCount: 60, pagesRead: 60 } }), verdict: 'flag' },
    { title: 'the name in a partner’s footer', facts: exampleLinkFacts({ area: 'footer' }, { host: { sameLinkPageCount: 60, pagesRead: 60 } }), verdict: 'pass' },
    { title: 'anchor not told', facts: exampleLinkFacts({ anchor: null, kind: 'AK-UNKNOWN' }, { host: { sameLinkPageCount: 60, pagesRead: 60 } }), verdict: 'unknown' },
  ],
})
