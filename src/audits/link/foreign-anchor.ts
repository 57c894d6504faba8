import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import type { RiskLinkFacts } from '../risk/facts.js'
import { quote } from '../risk/reading.js'
import { spamPolicies } from '../risk/references.js'
import { flag, guarded, pass, provenTier, unknown } from '../risk/trusted.js'
import { ordinaryTypes } from './foreign-language-mismatch.js'

/**
 * AN-18, counted as a part of RISK-14: the words of the link are in a language that neither its page nor the site speaks. Only
 * words that sell are asked about, since a title cited as it is written is foreign too and gains nobody anything.
 */
export default defineAudit({
  id: 'foreign-anchor',
  rule: 'RISK-14',
  judges: 'link',
  title: 'The words of the link are in a language of its page or of the site',
  failureTitle: 'The words of the link are in a language that neither its page nor the site speaks',
  why: 'Nobody who writes for readers of one language sells in another to a site of a third. Lists of links that are put into pages by machines do.',
  innocent: 'Pages for travellers and families abroad, and names of treatments that have no other word. If patients come from there, add the language to the profile.',
  severity: 'low',
  action: 'none',
  references: [spamPolicies],
  needs: ['link', 'anchor', 'profile', 'target pages'],
  options: {},
  evidence: z.object({ anchor: z.string().describe('Anchor text'), pageLanguage: z.string().describe('Language of the linking page'), siteLanguages: z.string().describe('Languages of the profile') }),
  judge: guarded(({ link, page, site, type, anchor, tier }: RiskLinkFacts) => {
    const language = page?.language ?? link.language
    if (anchor.grade < 2 && anchor.kind !== 'AK-SPAM') return pass()
    if (language === null) return unknown('language of the linking page')
    if (!anchor.flags.includes('language-mismatch') || provenTier(tier) <= 4 || ordinaryTypes.has(type.type) || type.flags.includes('translated')) return pass()
    // With words of a trade that spams, two signs say the same of the same words.
    return flag(anchor.kind === 'AK-SPAM' ? 0.25 : 0.15, [{ anchor: quote(link.anchorText ?? ''), pageLanguage: language, siteLanguages: site.profile.languages.join(', ') }])
  }),
  examples: [
    { title: 'a Turkish phrase that sells, on an English page', facts: foreign({ anchor: 'en ucuz diş implantı fiyatları', kind: 'AK-EXACT', grade: 3 }), verdict: 'flag' },
    { title: 'a phrase in the language of its page', facts: exampleLinkFacts({ anchor: 'dental implants Dayton', kind: 'AK-EXACT', grade: 3 }), verdict: 'pass' },
    { title: 'language of the page not told', facts: exampleLinkFacts({ language: null, anchor: 'dental implants Dayton', kind: 'AK-EXACT', grade: 3 }), verdict: 'unknown' },
  ],
})

/** Invented facts of a link whose words are marked as foreign. */
function foreign(link: Parameters<typeof exampleLinkFacts>[0]): RiskLinkFacts {
  const facts = exampleLinkFacts(link)
  return { ...facts, anchor: { ...facts.anchor, flags: ['language-mismatch'] } }
}
