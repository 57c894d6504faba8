import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import { languageMismatch } from '../link/foreign-language-mismatch.js'
import { exampleProfileFacts, repeated } from '../risk/example-facts.js'
import { namedLinksMax } from '../risk/named-links.js'
import { spamPolicies } from '../risk/references.js'
import { pagesByKey } from '../risk/pages-by-key.js'
import { keyOfPage } from '../risk/url-text.js'
import { flag, pass, suspectable } from '../risk/trusted.js'
import type { RiskProfileFacts, TypedLink } from '../risk/facts.js'

/** RISK-14 in a cluster: what is a weak hint on one page tells more on the pages of ten unrelated domains. */
export default defineAudit({
  id: 'foreign-language-cluster',
  rule: 'RISK-14',
  judges: 'profile',
  title: 'No crowd of pages in unrelated languages links with treatment phrases',
  failureTitle: 'Pages of many domains in languages no reader of the site uses link with treatment phrases',
  why: 'One such page is chance. Many, all with a commercial phrase in the language of the clinic, were made to be counted.',
  innocent: 'Medical tourism and families abroad: add the languages of your patients to the profile and this finding goes away.',
  severity: 'medium',
  action: 'none',
  references: [spamPolicies],
  needs: ['links', 'pages', 'profile'],
  options: { domainsMin: 10, overlapMax: 0.1 },
  evidence: z.object({ domains: z.number().describe('Domains'), languages: z.string().describe('Languages of their pages'), examples: z.string().describe('Some of them'), linkIds: z.array(z.string()).describe('Links') }),
  judge(facts: RiskProfileFacts, options) {
    const candidates = suspectable(facts.links, facts.lists).filter((judged) => (judged.anchor.grade >= 2 || judged.anchor.kind === 'AK-SPAM') && judged.link.state !== 'lost')
    if (candidates.length < (options['domainsMin'] as number)) return pass()
    const pages = pagesByKey(facts)
    const found = new Map<string, TypedLink>()
    const languages = new Set<string>()
    for (const judged of candidates) {
      const page = judged.link.referringPage === null || pages.size === 0 ? null : (pages.get(keyOfPage(judged.link.referringPage)) ?? null)
      const { link, type, anchor, tier } = judged
      const answer = languageMismatch({ link, type, anchor, tier, page, site: facts.site }, options['overlapMax'] as number)
      if (answer.verdict !== 'flag') continue
      found.set(judged.link.id, judged)
      languages.add(answer.evidence[0]!.pageLanguage)
    }
    const domains = [...new Set([...found.values()].map(({ link }) => link.referringDomain))].sort()
    if (domains.length < (options['domainsMin'] as number)) return pass()
    return flag(0.5, [{ domains: domains.length, languages: [...languages].sort().join(', '), examples: domains.slice(0, 8).join(', '), linkIds: [...found.keys()].slice(0, namedLinksMax) }])
  },
  examples: [
    { title: 'twelve Turkish pages about phones', facts: exampleProfileFacts(repeated(12, { page: 'https://telefon-{n}.example/a', title: 'Yeni telefonlar', language: 'tr', anchor: 'dental implants Dayton', kind: 'AK-EXACT', grade: 3 })), verdict: 'flag' },
    { title: 'two of them', facts: exampleProfileFacts(repeated(2, { page: 'https://telefon-{n}.example/a', title: 'Yeni telefonlar', language: 'tr', anchor: 'dental implants Dayton', kind: 'AK-EXACT', grade: 3 })), verdict: 'pass' },
  ],
})
