import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import { isFollowed } from '../../model/link.js'
import { exampleDomainFacts } from '../risk/example-facts.js'
import { fold, scanText, tokensOf } from '../risk/spam-scan.js'
import { quote } from '../risk/reading.js'
import { spamPolicies } from '../risk/references.js'
import { keyOfPage, pathText } from '../risk/url-text.js'
import { flag, pass, suspectable, unknown } from '../risk/trusted.js'
import { wordSet } from '../tiers/label-patterns.js'
import type { RiskDomainFacts } from '../risk/facts.js'

/** Between these, links in both directions are ordinary: hospitals, insurers, associations, suppliers, news (RISK-12). */
const ordinaryTypes = new Set(['LT-01', 'LT-03', 'LT-04', 'LT-05', 'LT-07', 'LT-12', 'LT-13', 'LT-21', 'LT-22', 'LT-23', 'LT-24', 'LT-25', 'LT-27'])

/** RISK-12, one domain: links given in exchange. */
export default defineAudit({
  id: 'reciprocal-exchange',
  rule: 'RISK-12',
  judges: 'domain',
  title: 'Links are not given in exchange',
  failureTitle: 'Links are swapped, or the two sites link to each other',
  why: 'Excessive exchange of links only for the sake of links is named in the spam policies. Two sites that link to each other because they work together are not meant.',
  innocent: 'Hospitals, insurers, associations, suppliers and news outlets naturally link both ways.',
  notMeasured: ['rings through sites whose pages are not in the index'],
  severity: 'high',
  action: 'fix-own-practice',
  references: [spamPolicies],
  needs: ['domain', 'pages', 'target pages'],
  options: { swapsMin: 20 },
  evidence: z.object({ linkId: z.string().describe('Link'), sign: z.string().describe('Sign of an exchange'), quote: z.string().describe('What was found') }),
  judge(facts: RiskDomainFacts, options) {
    const links = suspectable(facts.links, facts.lists).filter((judged) => judged.link.state !== 'lost' && isFollowed(judged.link.rel, judged.link.robots))
    if (links.length === 0) return pass()
    const rows: Array<{ linkId: string; sign: string; quote: string }> = []
    let strength = 0
    const pageWords = wordSet(facts.lists, 'exchange-words/page')
    const pages = new Map(facts.pages.map((page) => [keyOfPage(page.url), page]))
    for (const { link, type } of links) {
      if (ordinaryTypes.has(type.type) && !link.cues.includes('blogroll')) continue
      const page = link.referringPage === null || pages.size === 0 ? undefined : pages.get(keyOfPage(link.referringPage))
      const text = page === undefined && link.context === null ? `${link.title ?? ''} ·  · ${link.anchorText ?? ''} · ` : [link.title ?? '', ...(page?.features?.headings ?? []), link.context?.before ?? '', link.anchorText ?? '', link.context?.after ?? ''].join(' · ')
      const wording = scanText(text, facts.lists).find((hit) => hit.list === 'risk/exchange')
      if (wording !== undefined) {
        rows.push({ linkId: link.id, sign: 'wording of an exchange', quote: quote(text, wording.phrase) })
        strength = Math.max(strength, 0.5)
      }
      const swapPage = page !== undefined && page.externalDomainCount >= (options['swapsMin'] as number) && tokensOf(fold(`${link.title ?? ''} ${link.referringPage === null ? '' : pathText(link.referringPage)}`)).some((word) => pageWords.has(word))
      const both = facts.siteOutlinks?.has(facts.domain) === true
      if (both && (swapPage || wording !== undefined)) {
        rows.push({ linkId: link.id, sign: 'the site links back', quote: `${facts.site.domain} links to ${facts.domain}` })
        strength = Math.max(strength, swapPage && wording !== undefined ? 0.75 : 0.5)
      } else if (both) {
        // A single exchange, low by the rule: two sites may well know each other.
        rows.push({ linkId: link.id, sign: link.cues.includes('blogroll') ? 'both sites list each other' : 'both sites link to each other', quote: `${facts.site.domain} links to ${facts.domain}` })
        strength = Math.max(strength, 0.2)
      }
    }
    if (rows.length > 0) return flag(strength, rows.slice(0, 12))
    return facts.siteOutlinks === null ? unknown('pages of the site itself: whom it links to') : pass()
  },
  examples: [
    { title: 'an exchange page, and the site links back', facts: exampleDomainFacts('gadget-links.example', [{ page: 'https://gadget-links.example/partners', title: 'Partners – link exchange', type: 'LT-06' }], [{ url: 'https://gadget-links.example/partners', externalDomainCount: 60 }], { siteOutlinks: ['gadget-links.example'] }), verdict: 'flag' },
    { title: 'a hospital and a practice link to each other', facts: exampleDomainFacts('stelma-hospital.example', [{ page: 'https://stelma-hospital.example/affiliates', type: 'LT-05', tier: 3 }], [], { siteOutlinks: ['stelma-hospital.example'] }), verdict: 'pass' },
    { title: 'the site’s own pages were not read', facts: exampleDomainFacts('heartfriends.example', [{ type: 'LT-06' }]), verdict: 'unknown' },
  ],
})
